//! `lectern questions`: quiz questions from the papers, for printing, for programs and for Anki.
//!
//! Of a large library only as many papers are read as are needed, in an order that the seed decides. What
//! is asked, and whether it is fair, is decided in [`study`](crate::study).

mod lists;
mod material;
mod report;
mod sheet;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::SystemTime;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::{Common, Ending, library, output};
use crate::library::{Library, Named};
use crate::papers::paper::Paper;
use crate::study::make::Wanted;
use crate::study::package::package;
use crate::study::question::{Kind, Question};
use crate::text::counted;

/// What `--help` adds.
pub(super) const HELP: &str = "\
The answer to every question is a passage of the papers. The same papers and seed give the same
questions. As JSON, an object a line: {\"id\":…,\"kind\":…,\"prompt\":…,\"options\":[…],\"answer\":…,\"accepted\":[…],
\"passage\":…,\"paper\":…,\"citation\":…,\"difficulty\":0.4}. As TSV, a file that Anki imports; as APKG, a package that it opens.
Ends with 0 if there are questions, with 1 if nothing can be asked, with 2 for a mistake in the line.

Examples:
  lectern questions                                   ten questions and their answers
  lectern questions --paper liang2014 --number 20
  lectern questions --kind choice --kind cloze --seed 7
  lectern questions --list week1.yaml                 five of the list, five of the papers
  lectern questions --report                          what became of those that were asked in rounds
  lectern questions --number 100 --format apkg > cards.apkg";

/// What `lectern questions` takes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Ask about this paper alone: its key, or words of its title.
    #[arg(long, value_name = "KEY")]
    paper: Option<String>,
    /// Ask in this way alone; can be given several times.
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<String>,
    /// A teacher's list of questions in YAML or CSV, mixed with those that are made; can be given several
    /// times.
    #[arg(long, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// How many questions, at most.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    number: u32,
    /// What decides which questions: another seed, other questions.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Tell what became of the questions that were asked instead: the hardest, wrong answers that draw
    /// nobody, what was flagged, and terms that were asked for and not found.
    #[arg(long, conflicts_with_all = ["paper", "kind", "list", "number", "seed"])]
    report: bool,
    /// How the questions are written.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Ask from the index as it is.
    #[arg(long)]
    no_index: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For printing: the questions, then the answers with their citations.
    Text,
    /// One object a line.
    Json,
    /// A file of notes for Anki.
    Tsv,
    /// A package that Anki opens.
    Apkg,
}

fn kinds() -> PossibleValuesParser {
    Kind::ALL.map(Kind::name).into()
}

pub(super) fn questions(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    if options.report {
        return report::print(&config, options.format);
    }
    let library = library::look_up(&config, options.no_index)?;
    let about = match &options.paper {
        None => None,
        Some(name) => match named(&library, name)? {
            Ok(paper) => Some(paper),
            Err(sentence) => {
                output::tell(&sentence);
                return Ok(Ending::Mistake);
            }
        },
    };
    let wanted = Wanted {
        papers: about.iter().map(|paper| paper.key.clone()).collect(),
        passages: Vec::new(),
        kinds: options
            .kind
            .iter()
            .filter_map(|name| Kind::named(name))
            .collect(),
        number: options.number as usize,
        seed: options.seed,
    };
    let listed = match lists::read(&options.list, &library)? {
        Ok(listed) => lists::of_kinds(listed, &wanted),
        Err(sentence) => {
            output::tell(&sentence);
            return Ok(Ending::Mistake);
        }
    };
    let made = lists::mixed(listed, material::ask(&library, &wanted)?, &wanted);
    if made.is_empty() {
        output::tell(&nothing(&library, about.as_ref(), &wanted.kinds)?);
        return Ok(Ending::Nothing);
    }
    if made.len() < wanted.number {
        let number = counted(made.len(), "question");
        output::tell(&format!(
            "{number} and no more could be made that are fair to ask"
        ));
    }
    if options.format == Format::Apkg && std::io::stdout().is_terminal() {
        output::tell(
            "a package is nothing to look at: send it to a file, as in --format apkg > cards.apkg",
        );
        return Ok(Ending::Mistake);
    }
    output::print_bytes(&written(&made, options.format)?)?;
    Ok(Ending::Done)
}

fn written(questions: &[Question], format: Format) -> anyhow::Result<Vec<u8>> {
    let text = match format {
        Format::Text => sheet::text(questions),
        Format::Tsv => sheet::tsv(questions),
        Format::Json => questions
            .iter()
            .map(|question| serde_json::json!(question).to_string() + "\n")
            .collect(),
        Format::Apkg => return Ok(package(questions, SystemTime::now())?),
    };
    Ok(text.into_bytes())
}

/// The paper that was named, or what to tell who named it.
fn named(library: &Library, name: &str) -> anyhow::Result<Result<Paper, String>> {
    let quoted = |keys: Vec<String>| keys.join(", ");
    Ok(match library.named(name)? {
        Named::One(paper) => Ok(*paper),
        Named::Several(papers) => {
            let keys = papers.into_iter().map(|paper| paper.key.0).collect();
            Err(format!(
                "several papers fit “{name}”: name one of {}",
                quoted(keys)
            ))
        }
        Named::Nothing(near) if near.is_empty() => Err(format!(
            "there is no paper “{name}”: `lectern ask /papers` lists them with their keys"
        )),
        Named::Nothing(near) => Err(format!(
            "there is no paper “{name}”: perhaps you meant {}",
            quoted(near)
        )),
    })
}

/// Why nothing could be asked, as far as it can be told.
fn nothing(library: &Library, about: Option<&Paper>, kinds: &[Kind]) -> anyhow::Result<String> {
    let papers = library.keys()?;
    if papers.is_empty() {
        return Ok("there are no papers to ask about: put some into the corpus".to_owned());
    }
    let lent = "their wrong answers come from other papers, and the corpus has too few";
    if kinds == [Kind::Source] && papers.len() < 4 {
        return Ok(format!("no questions for the source can be made: {lent}"));
    }
    let whom = about.map_or_else(|| "these papers".to_owned(), |paper| paper.key.to_string());
    let language = about.and_then(|paper| paper.language.as_deref());
    if let Some(language) = language.filter(|language| *language != "en") {
        return Ok(format!(
            "nothing can be asked about {whom}: its language is {language}, and questions are made of English only"
        ));
    }
    let has = if about.is_some() { "has" } else { "have" };
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let of_kinds = if names.is_empty() {
        String::new()
    } else {
        format!(" by {}", names.join(" or "))
    };
    Ok(format!(
        "{whom} {has} nothing that can fairly be asked{of_kinds}: no sentence stands alone and has a term, a name or a number to ask for"
    ))
}

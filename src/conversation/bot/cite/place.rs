//! What is cited, and where in it: a paper, a passage of it, or a quotation that is found first.

use std::str::FromStr as _;

use super::super::super::command::{self, Command, Form};
use super::super::super::reply::Reply;
use super::super::Desk;
use super::super::omission::left_out;
use super::super::papers::one_paper;
use super::super::wording::{action, mistake};
use super::marker::unmarked;
use super::quotation::{self, Quoted};
use crate::library::{Around, Error, FEWEST_PIECES};
use crate::papers::citation::Locator;
use crate::papers::paper::{Pages, Paper, PassageId};
use crate::text::counted;

/// What is cited.
pub(super) struct Source {
    pub(super) paper: Paper,
    /// Where in it.
    pub(super) place: Option<Locator>,
    pub(super) passage: Option<PassageId>,
    /// The exact words, where some are meant.
    pub(super) quotation: Option<String>,
    /// In how many passages these words stand.
    pub(super) places: usize,
    /// The place by the file’s own count, as a sentence names it.
    pub(super) in_file: Option<String>,
    /// A page was given where the words are known to stand on others of the print.
    pub(super) is_elsewhere: bool,
    /// What should be said about the words and their place.
    pub(super) remarks: Vec<String>,
}

/// What was asked for, or the reply that says why it can’t be cited.
pub(super) fn source(
    desk: &Desk<'_>,
    asked: &command::Cite,
) -> Result<Result<Source, Reply>, Error> {
    let found = match (&asked.passage, &asked.text) {
        (Some(id), _) => passage(desk, asked, id)?,
        (None, Some(text)) => quotation::find(desk, text)?,
        (None, None) => return paper(desk, asked),
    };
    let found = match found {
        Ok(found) => found,
        Err(reply) => return Ok(Err(reply)),
    };
    let key = found.excerpt.paper.to_string();
    let with = |key: &str| of_paper(asked, key);
    let paper = match one_paper(desk, &key, &with)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(Err(reply)),
    };
    if let Some(reply) = wrong_page(asked, &paper) {
        return Ok(Err(reply));
    }
    let words = unmarked(&found.excerpt.passage, &found.words);
    let marks = "The markers of notes are left out of the quotation.";
    let is_marked = asked.form == Form::Quote && words != found.words;
    let marks = is_marked.then(|| marks.to_owned());
    let (place, remark) = place(asked, &paper, &found);
    let (printed, in_file) = match found.pages {
        Some(pages) if pages.numbering.is_printed() => (Some(pages), None),
        in_file => (None, in_file),
    };
    let is_own = asked.page.is_none();
    let in_file = in_file.filter(|_| is_own && matches!(place, Locator::Page(_)));
    let left_out = left_out(&found.left_out);
    Ok(Ok(Source {
        place: Some(place),
        in_file: in_file.map(|pages| pages.to_string()),
        is_elsewhere: printed.is_some() && !is_own && remark.is_some(),
        remarks: [left_out, remark, marks].into_iter().flatten().collect(),
        passage: Some(found.excerpt.id()),
        quotation: Some(words),
        places: found.places,
        paper,
    }))
}

fn paper(desk: &Desk<'_>, asked: &command::Cite) -> Result<Result<Source, Reply>, Error> {
    let name = asked.paper.as_deref().unwrap_or_default();
    let with = |key: &str| of_paper(asked, key);
    let paper = match one_paper(desk, name, &with)? {
        Ok(paper) => paper,
        Err(reply) => return Ok(Err(or_quotation(asked, name, reply))),
    };
    Ok(match wrong_page(asked, &paper) {
        Some(reply) => Err(reply),
        None => Ok(Source {
            place: page(asked),
            in_file: None,
            is_elsewhere: false,
            paper,
            passage: None,
            quotation: None,
            places: 0,
            remarks: Vec::new(),
        }),
    })
}

fn of_paper(asked: &command::Cite, key: &str) -> Command {
    Command::Cite(command::Cite {
        paper: Some(key.to_owned()),
        passage: None,
        text: None,
        ..asked.clone()
    })
}

/// What is no paper’s name may be a quotation.
fn or_quotation(asked: &command::Cite, words: &str, reply: Reply) -> Reply {
    let mut reply = reply;
    if !reply.found && words.split(' ').count() >= FEWEST_PIECES {
        let quotation = command::Cite {
            paper: None,
            text: Some(words.to_owned()),
            ..asked.clone()
        };
        let offer = action("As a quotation", &Command::Cite(quotation));
        reply.actions.insert(0, offer);
    }
    reply
}

fn passage(
    desk: &Desk<'_>,
    asked: &command::Cite,
    name: &str,
) -> Result<Result<Quoted, Reply>, Error> {
    let with = |id: String| {
        Command::Cite(command::Cite {
            passage: Some(id),
            ..asked.clone()
        })
    };
    let (key, ordinal) = name.rsplit_once(':').unwrap_or((name, "1"));
    let near = match PassageId::from_str(name) {
        Err(_) => Vec::new(),
        Ok(id) => match desk.library.around(&id, 0, 0)? {
            Around::Found { passages, .. } => match passages.into_iter().next() {
                Some(excerpt) => return Ok(Ok(Quoted::whole(excerpt))),
                None => Vec::new(),
            },
            Around::Beyond(paper) => return Ok(Err(beyond(asked, &id, &paper))),
            Around::NoPaper(near) => near,
        },
    };
    let message = format!("There is no passage {name}: no paper has the key {key}.");
    let near = near
        .into_iter()
        .map(|near| with(format!("{near}:{ordinal}")));
    Ok(Err(mistake("cite", message, &near.collect::<Vec<_>>())))
}

/// A passage of a paper that has fewer.
fn beyond(asked: &command::Cite, id: &PassageId, paper: &Paper) -> Reply {
    let count = counted(paper.counts.passages as usize, "passage");
    let message = format!(
        "There is no passage {id}: {} has {count} now. The paper may have changed since.",
        paper.key
    );
    let last = command::Cite {
        passage: Some(format!("{}:{}", paper.key, paper.counts.passages)),
        ..asked.clone()
    };
    let whole = of_paper(asked, &paper.key.0);
    mistake("cite", message, &[Command::Cite(last), whole])
}

/// The page that a person gave.
fn page(asked: &command::Cite) -> Option<Locator> {
    asked.page.clone().map(Locator::Page)
}

/// Where words stand, and what to know of it: the page that a person gave, or their own, else the
/// heading above them, else their paragraph.
fn place(asked: &command::Cite, paper: &Paper, quoted: &Quoted) -> (Locator, Option<String>) {
    if let Some(given) = page(asked) {
        return (given, other_page(asked, quoted));
    }
    let Some(pages) = quoted.pages else {
        return (unpaged(quoted), None);
    };
    let own = Locator::Page(pages.typed());
    if pages.numbering.is_printed() {
        return (own, None);
    }
    // The print has other pages, and citing it by those of the file would lead to the wrong one.
    if let Some(stated) = paper.stated_pages() {
        let message = format!(
            "In print it stands on {stated}, but on which of them the file does not tell: here it is {pages}. Add the printed page with “page:”."
        );
        return (unpaged(quoted), Some(message));
    }
    let message = format!("The printed page numbers are not known: this is {pages}.");
    (own, Some(message))
}

/// The heading above words, else their paragraph.
fn unpaged(quoted: &Quoted) -> Locator {
    let passage = &quoted.excerpt.passage;
    let heading = passage.section.last().cloned();
    heading.map_or(Locator::Paragraph(passage.paragraph), Locator::Section)
}

/// Says on which pages words stand where a person gave others, or more than these.
fn other_page(asked: &command::Cite, quoted: &Quoted) -> Option<String> {
    let own = quoted.pages?;
    let given = Pages::read(asked.page.as_deref()?)?;
    (given.typed() != own.typed()).then(|| format!("The words stand on {own}."))
}

/// The reply to a page that the paper can’t have.
fn wrong_page(asked: &command::Cite, paper: &Paper) -> Option<Reply> {
    let given = Pages::read(asked.page.as_deref()?)?;
    let stated = paper.stated_pages();
    let counted = paper
        .pages
        .filter(|pages| pages.numbering.is_printed() || stated.is_none());
    // A single number is where it begins; where it ends is not known.
    let stated = stated.filter(|pages| pages.count() > 1);
    let known = stated.or(counted)?;
    if [stated, counted]
        .iter()
        .flatten()
        .any(|pages| pages.hold(&given))
    {
        return None;
    }
    let advice = if known.numbering.is_printed() {
        ""
    } else {
        " Where the print has other pages, give them in a .bib, .json, .ris or .yaml file beside it."
    };
    let message = format!(
        "{} has no page {}: it stands on {known}.{advice}",
        paper.key,
        asked.page.as_deref().unwrap_or_default()
    );
    let without = command::Cite {
        page: None,
        ..asked.clone()
    };
    let at_end = command::Cite {
        page: Some(known.last.to_string()),
        ..asked.clone()
    };
    // Words stand where they stand: without a page they are cited by their own.
    let is_whole = asked.passage.is_none() && asked.text.is_none();
    let at_end = is_whole.then_some(Command::Cite(at_end));
    let suggestions: Vec<Command> = at_end.into_iter().chain([Command::Cite(without)]).collect();
    Some(mistake("cite", message, &suggestions))
}

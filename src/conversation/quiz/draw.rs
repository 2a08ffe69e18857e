//! Which questions a round asks: made of papers that the seed chooses, no more than are needed; from a
//! teacher's list; or what somebody got wrong before. What is hidden is not asked.
//!
//! How much is read does not grow with the library: a round begins as fast over a thousand papers as over
//! ten.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::reply::Reply;
use super::super::request::Request;
use super::played::PATIENCE;
use super::{Error, Quiz, told};
use crate::library::{Around, Entry, Excerpt, Library, Named};
use crate::papers::citation;
use crate::papers::paper::{Key, Paper, PassageId};
use crate::study::chance::Chance;
use crate::study::make::{Wanted, make};
use crate::study::material::{Material, Term};
use crate::study::question::{Kind, Question};
use crate::study::round::Plan;
use crate::text::fold;

/// So many passages a question are read first, within these bounds, in parts of so many papers; where they
/// do not give enough questions, as many more as it takes by what they gave, up to [`MORE`] times as many,
/// and never more than [`MOST_READ`].
const READ_A_QUESTION: usize = 3;
const FIRST_READ: std::ops::RangeInclusive<usize> = 24..=300;
const PARTS: usize = 5;
const MORE: usize = 4;
const MOST_READ: usize = 2_400;
/// Beside papers that are asked about, so many others lend wrong answers, with so many passages each.
const BESIDE: usize = 4;
const LENT: u32 = 12;
/// So many questions that somebody got wrong are looked through.
const MOST_MISSES: i64 = 500;
/// A term so many edits from the right answer could be meant by a mistyped one.
const RIVAL_EDITS: usize = 4;

/// What is wished for, with what is known already.
#[derive(Default)]
pub(super) struct Wishes {
    pub(super) plan: Plan,
    pub(super) number: usize,
    /// The questions of a list, or those got wrong; none where questions are made.
    pub(super) own: Option<Vec<Question>>,
    pub(super) hidden: HashSet<String>,
    /// What could not be read of a list.
    pub(super) problems: Vec<String>,
}

/// What was drawn: questions, each with terms that look like its answer.
pub(super) struct Drawn {
    pub(super) questions: Vec<(Question, Vec<String>)>,
    pub(super) problems: Vec<String>,
}

impl Drawn {
    /// Whether one of these questions is among it.
    pub(super) fn asks_any(&self, ids: &HashSet<String>) -> bool {
        self.questions
            .iter()
            .any(|(question, _)| ids.contains(&question.id))
    }
}

impl Quiz {
    /// The key of a paper that was named, or what to tell who named none.
    pub(super) async fn paper(
        &self,
        command: &'static str,
        name: Option<&str>,
    ) -> Result<Result<Option<String>, Box<Reply>>, Error> {
        let Some(name) = name.map(str::to_owned) else {
            return Ok(Ok(None));
        };
        let library = Arc::clone(&self.library);
        let asked = name.clone();
        let found = self.looking(move || library.named(&asked)).await??;
        Ok(match found {
            Named::One(paper) => Ok(Some(paper.key.0)),
            Named::Several(papers) => {
                let keys = papers.into_iter().map(|paper| paper.key.0).collect();
                Err(Box::new(told::which_paper(command, &name, keys)))
            }
            Named::Nothing(near) => Err(Box::new(told::no_paper(command, &name, near))),
        })
    }

    /// Adds what is kept in lists and in the store to what is wished for.
    pub(super) async fn own_questions(
        &self,
        request: &Request,
        plan: Plan,
        number: usize,
    ) -> Result<Result<Wishes, Box<Reply>>, Error> {
        let mut problems = Vec::new();
        let mut own = None;
        if plan.misses {
            let misses = self.store.misses(&request.who.0, MOST_MISSES).await?;
            let read =
                |missing: &crate::store::Missing| serde_json::from_str(&missing.question).ok();
            let misses: Vec<Question> = misses.iter().filter_map(read).collect();
            if misses.is_empty() {
                return Ok(Err(Box::new(told::no_misses())));
            }
            own = Some(misses);
        }
        if let Some(name) = &plan.list {
            let Some(list) = self.lists.read(name) else {
                return Ok(Err(Box::new(told::no_list(name, &self.lists.names("")))));
            };
            if !list.problems.is_empty() {
                let first = &list.problems[0];
                problems.push(format!(
                    "Of the list “{name}” not everything could be read: {first}."
                ));
            }
            own = Some(match own {
                Some(misses) => both(misses, &list.questions),
                None => list.questions,
            });
        }
        let hidden = self.store.hidden().await?.into_iter().collect();
        Ok(Ok(Wishes {
            plan,
            number,
            own,
            hidden,
            problems,
        }))
    }

    /// Draws questions away from the async threads.
    pub(super) async fn draw(&self, wishes: Wishes) -> Result<Drawn, Error> {
        let library = Arc::clone(&self.library);
        self.looking(move || drawn(&library, wishes)).await?
    }

    /// The passage that proves an answer, where a paper still has it.
    pub(super) async fn passage(&self, id: &str) -> Result<Option<Excerpt>, Error> {
        let Ok(id) = id.parse::<PassageId>() else {
            return Ok(None);
        };
        let library = Arc::clone(&self.library);
        let around = self.looking(move || library.around(&id, 0, 0)).await??;
        Ok(match around {
            Around::Found { passages, .. } => passages.into_iter().next(),
            Around::Beyond(_) | Around::NoPaper(_) => None,
        })
    }

    async fn looking<T: Send + 'static>(
        &self,
        look: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let looking = tokio::task::spawn_blocking(look);
        match tokio::time::timeout(PATIENCE, looking).await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(error)) => Err(Error::GivenUp(error.to_string())),
            Err(error) => Err(Error::GivenUp(error.to_string())),
        }
    }
}

/// The misses that stand in a list as well.
fn both(misses: Vec<Question>, listed: &[Question]) -> Vec<Question> {
    let is_listed = |miss: &Question| listed.iter().any(|question| question.id == miss.id);
    misses.into_iter().filter(is_listed).collect()
}

pub(super) fn drawn(library: &Library, wishes: Wishes) -> Result<Drawn, Error> {
    let Wishes {
        plan,
        number,
        own,
        hidden,
        problems,
    } = wishes;
    let tagged = match &plan.tag {
        Some(tag) => Some(library.tagged(tag)?),
        None => None,
    };
    let (mut questions, terms) = match own {
        Some(own) => {
            let mut own = own;
            own.retain(|question| fits(question, &plan, tagged.as_deref(), &hidden));
            Chance::of(plan.seed, "lists").shuffle(&mut own);
            own.truncate(number);
            for question in &mut own {
                placed(library, question)?;
            }
            (own, glossary(library)?)
        }
        None => made(library, &plan, tagged, (number, &hidden))?,
    };
    questions.truncate(number);
    let names: Vec<String> = terms
        .into_iter()
        .flat_map(|term| std::iter::once(term.term).chain(term.aliases))
        .collect();
    let questions = questions.into_iter().map(|question| {
        let rivals = rivals(&question, &names);
        (question, rivals)
    });
    Ok(Drawn {
        questions: questions.collect(),
        problems,
    })
}

/// Whether a question that exists is one of those that are wished for.
fn fits(
    question: &Question,
    plan: &Plan,
    tagged: Option<&[Key]>,
    hidden: &HashSet<String>,
) -> bool {
    let of_paper = plan
        .paper
        .as_ref()
        .is_none_or(|paper| question.paper == *paper);
    let of_tag = tagged.is_none_or(|keys| keys.iter().any(|key| key.0 == question.paper));
    let of_kind = plan.kind.is_none_or(|kind| kind == question.kind);
    of_paper && of_tag && of_kind && !hidden.contains(&question.id)
}

/// A question whose source is a passage cites it, where a paper has the passage.
fn placed(library: &Library, question: &mut Question) -> Result<(), Error> {
    let Ok(id) = question.passage.parse::<PassageId>() else {
        return Ok(());
    };
    match library.around(&id, 0, 0)? {
        Around::Found { passages, .. } => {
            if let Some(excerpt) = passages.first() {
                question.citation = citation::short(
                    &excerpt.authors,
                    &excerpt.title,
                    excerpt.year,
                    excerpt.pages(),
                );
            }
        }
        Around::Beyond(_) | Around::NoPaper(_) => question.passage.clear(),
    }
    Ok(())
}

fn glossary(library: &Library) -> Result<Vec<Term>, Error> {
    let term = |entry: Entry| Term {
        term: entry.definition.term,
        definition: entry.definition.text,
        aliases: entry.aliases,
    };
    Ok(library.glossary()?.into_iter().map(term).collect())
}

/// Makes questions of papers: of the one that is named, of those with a tag, or of any; and the terms that
/// were met on the way.
fn made(
    library: &Library,
    plan: &Plan,
    tagged: Option<Vec<Key>>,
    (number, hidden): (usize, &HashSet<String>),
) -> Result<(Vec<Question>, Vec<Term>), Error> {
    let mut about: Vec<Key> = match (&plan.paper, tagged) {
        (Some(paper), Some(tagged)) => tagged.into_iter().filter(|key| key.0 == *paper).collect(),
        (Some(paper), None) => vec![Key(paper.clone())],
        (None, Some(tagged)) => tagged,
        (None, None) => library.keys()?,
    };
    Chance::of(plan.seed, "papers").shuffle(&mut about);
    let mut others = Vec::new();
    if plan.paper.is_some() || plan.tag.is_some() {
        others = library.keys()?;
        Chance::of(plan.seed, "others").shuffle(&mut others);
        let asked_about: HashSet<&Key> = about.iter().collect();
        others.retain(|key| !asked_about.contains(key));
        others.truncate(BESIDE);
    }
    let first = READ_A_QUESTION * number;
    let mut limit = first.clamp(*FIRST_READ.start(), *FIRST_READ.end());
    // A paper is asked for its source once.
    let is_of_sources = plan.kind == Some(Kind::Source);
    let parts = if is_of_sources {
        PARTS.max(number)
    } else {
        PARTS
    };
    loop {
        let gathered = gather(library, (&about, &others), plan.seed, (limit, parts))?;
        let wanted = Wanted {
            papers: gathered.asked_about,
            passages: Vec::new(),
            kinds: plan.kind.into_iter().collect(),
            number: number + hidden.len().min(number),
            seed: plan.seed,
        };
        let mut questions = if wanted.papers.is_empty() {
            Vec::new()
        } else {
            make(&gathered.material, &wanted)
        };
        questions.retain(|question| !hidden.contains(&question.id));
        if gathered.is_all || questions.len() >= number || limit >= MOST_READ {
            return Ok((questions, met(gathered.material)));
        }
        // Half as many again, since the best is asked first.
        let more = 3 * number / (2 * questions.len().max(1));
        limit *= more.clamp(2, MORE);
    }
}

/// What questions are made of.
struct Gathered {
    material: Material,
    /// The papers that are asked about.
    asked_about: Vec<Key>,
    /// Whether there is no more that could be asked about.
    is_all: bool,
}

/// Parts of papers, until so many passages are read; and small parts of others, which lend wrong answers.
fn gather(
    library: &Library,
    (about, others): (&[Key], &[Key]),
    seed: u64,
    (limit, parts): (usize, usize),
) -> Result<Gathered, Error> {
    let mut chance = Chance::of(seed, "parts");
    let mut gathered = Gathered {
        material: Material {
            papers: Vec::new(),
            glossary: glossary(library)?,
        },
        asked_about: Vec::new(),
        is_all: true,
    };
    // A part of each of several papers, or as much as there is to be of the only one.
    let most = (limit / about.len().clamp(1, parts)).max(1) as u32;
    let mut read = 0;
    for key in about {
        if read >= limit {
            gathered.is_all = false;
            break;
        }
        if let Some(paper) = part(library, key, most, &mut chance)? {
            read += paper.passages.len();
            gathered.is_all &= paper.counts.passages <= most;
            gathered.asked_about.push(key.clone());
            gathered.material.papers.push(paper);
        }
    }
    for key in others {
        let lent = part(library, key, LENT, &mut chance)?;
        gathered.material.papers.extend(lent);
    }
    Ok(gathered)
}

/// As much of a paper as may be read, from a place of chance.
fn part(
    library: &Library,
    key: &Key,
    most: u32,
    chance: &mut Chance,
) -> Result<Option<Paper>, Error> {
    let chosen = |passages: u32| {
        let spare = passages.saturating_sub(most);
        let first = 1 + chance.below(spare as usize + 1) as u32;
        first..=first.saturating_add(most - 1)
    };
    Ok(library.part(key, chosen)?)
}

/// The terms of a material: those of the glossaries, and those that its papers define.
fn met(material: Material) -> Vec<Term> {
    let defined = material.papers.into_iter().flat_map(|paper| {
        paper.definitions.into_iter().map(|definition| Term {
            term: definition.term,
            definition: String::new(),
            aliases: definition.long.into_iter().collect(),
        })
    });
    material.glossary.into_iter().chain(defined).collect()
}

/// The terms that a mistyped answer could mean instead.
fn rivals(question: &Question, terms: &[String]) -> Vec<String> {
    if !question.options.is_empty() {
        return Vec::new();
    }
    let folded = |text: &str| {
        let mut folded = String::new();
        fold(text, &mut folded);
        folded
    };
    let answer = folded(&question.answer);
    let mut rivals: Vec<String> = terms
        .iter()
        .filter(|term| {
            let term = folded(term);
            term != answer && strsim::damerau_levenshtein(&term, &answer) <= RIVAL_EDITS
        })
        .cloned()
        .collect();
    rivals.sort();
    rivals.dedup();
    rivals
}

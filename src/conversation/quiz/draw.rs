//! Which questions a round asks: made of papers that the seed chooses, no more than are needed; from a
//! teacher's list; or what somebody got wrong before. What is hidden is not asked.
//!
//! How much is read does not grow with the library: a round begins as fast over a thousand papers as over
//! ten. It begins with one question, made of very little; the others are drawn while people think about it.

mod reading;

use std::collections::HashSet;
use std::sync::Arc;

use super::super::reply::Reply;
use super::super::request::Request;
use super::played::PATIENCE;
use super::{Error, Quiz, told};
use crate::library::{Around, Excerpt, Library, Named};
use crate::papers::citation;
use crate::papers::paper::{Key, PassageId};
use crate::study::chance::Chance;
use crate::study::make::{Wanted, make};
use crate::study::material::Term;
use crate::study::question::{Kind, Question};
use crate::study::round::{self, Plan};
use crate::text::fold;
pub use reading::glossary;
use reading::{Gathered, Papers};

/// For all questions so many passages each are read, within these bounds, in parts of so many papers; where they
/// do not give enough questions, as many more as it takes by what they gave, up to [`MORE`] times as many,
/// and never more than [`MOST_READ`].
const READ_A_QUESTION: usize = 3;
const FIRST_READ: std::ops::RangeInclusive<usize> = 24..=300;
/// A little is read so often for a first question, and for each that asks for the source.
const TRIES: usize = 6;
const PARTS: usize = 5;
const MORE: usize = 4;
const MOST_READ: usize = 2_400;
/// No more questions than so many are about one passage or ask for the same.
const ABOUT_ONE: usize = 8;
/// So many questions that somebody got wrong are looked through.
const MOST_MISSES: i64 = 500;
/// A term so many edits from the right answer could be meant by a mistyped one.
const RIVAL_EDITS: usize = 4;

/// What is wished for, with what is known already.
#[derive(Default)]
pub(super) struct Wishes {
    pub(super) plan: Plan,
    /// The questions of a list, or those got wrong; none where questions are made.
    pub(super) own: Option<Vec<Question>>,
    /// What the round has asked already.
    pub(super) asked: Vec<Question>,
    pub(super) hidden: HashSet<String>,
    /// What could not be read of a list.
    pub(super) problems: Vec<String>,
}

/// What was drawn: questions, each with terms that look like its answer.
pub(super) struct Draw {
    pub(super) questions: Vec<round::WithRivals>,
    pub(super) problems: Vec<String>,
    /// Whether these are all that were wished for, or all that there are.
    pub(super) is_all: bool,
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
        let found = looking(move || library.named(&asked)).await??;
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
            own,
            asked: Vec::new(),
            hidden,
            problems,
        }))
    }

    /// Draws questions away from the async threads.
    pub(super) async fn draw(&self, wishes: Wishes) -> Result<Draw, Error> {
        let library = Arc::clone(&self.library);
        looking(move || drawn(&library, wishes)).await?
    }

    /// The same, or less where a round can begin with it.
    pub(super) async fn draw_first(&self, wishes: Wishes) -> Result<Draw, Error> {
        let library = Arc::clone(&self.library);
        looking(move || begun(&library, wishes)).await?
    }

    /// The passage that proves an answer, where a paper still has it.
    pub(super) async fn passage(&self, id: &str) -> Result<Option<Excerpt>, Error> {
        let Ok(id) = id.parse::<PassageId>() else {
            return Ok(None);
        };
        let library = Arc::clone(&self.library);
        let around = looking(move || library.around(&id, 0, 0)).await??;
        Ok(match around {
            Around::Found { passages, .. } => passages.into_iter().next(),
            Around::Beyond(_) | Around::NoPaper(_) => None,
        })
    }
}

/// Looks something up away from the async threads.
pub(super) async fn looking<T: Send + 'static>(
    look: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let looking = tokio::task::spawn_blocking(look);
    match tokio::time::timeout(PATIENCE, looking).await {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(error)) => Err(Error::GivenUp(error.to_string())),
        Err(error) => Err(Error::GivenUp(error.to_string())),
    }
}

/// The misses that stand in a list as well.
fn both(misses: Vec<Question>, listed: &[Question]) -> Vec<Question> {
    let is_listed = |miss: &Question| listed.iter().any(|question| question.id == miss.id);
    misses.into_iter().filter(is_listed).collect()
}

/// Draws all questions of a round, or all but those that it has asked.
pub(super) fn drawn(library: &Library, wishes: Wishes) -> Result<Draw, Error> {
    let Wishes {
        mut plan,
        own,
        asked,
        hidden,
        problems,
    } = wishes;
    let tagged = tagged(library, &plan)?;
    plan.number = plan.number.saturating_sub(asked.len() as u32);
    let number = plan.number as usize;
    let (mut questions, terms) = if let Some(mut own) = own {
        own.retain(|question| fits(question, &plan, tagged.as_deref(), &hidden));
        Chance::of(plan.seed, "lists").shuffle(&mut own);
        own.truncate(number);
        for question in &mut own {
            placed(library, question)?;
        }
        (own, glossary(library)?)
    } else {
        let spared = Spared {
            hidden: &hidden,
            asked: &asked,
        };
        made(library, &plan, tagged, &spared)?
    };
    questions.truncate(number);
    Ok(Draw {
        questions: with_rivals(questions, terms),
        problems,
        is_all: true,
    })
}

/// Draws what a round can begin with: its first question where that is sooner made than all, else all.
fn begun(library: &Library, wishes: Wishes) -> Result<Draw, Error> {
    let plan = &wishes.plan;
    if wishes.own.is_none() {
        let spared = Spared {
            hidden: &wishes.hidden,
            asked: &[],
        };
        let first = first_of(library, plan, tagged(library, plan)?, &spared)?;
        if let Some((question, terms)) = first {
            return Ok(Draw {
                questions: with_rivals(vec![question], terms),
                problems: wishes.problems,
                is_all: plan.number <= 1,
            });
        }
    }
    drawn(library, wishes)
}

/// The papers with the tag that is wished for.
fn tagged(library: &Library, plan: &Plan) -> Result<Option<Vec<Key>>, Error> {
    let tagged = plan.tag.as_ref().map(|tag| library.tagged(tag));
    Ok(tagged.transpose()?)
}

/// Questions, each with those of the terms that look like its answer.
fn with_rivals(questions: Vec<Question>, terms: Vec<Term>) -> Vec<round::WithRivals> {
    let names: Vec<String> = terms
        .into_iter()
        .flat_map(|term| std::iter::once(term.term).chain(term.aliases))
        .collect();
    let questions = questions.into_iter().map(|question| {
        let rivals = rivals(&question, &names);
        (question, rivals)
    });
    questions.collect()
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

/// Makes questions of papers, and gives the terms that were met on the way.
fn made(
    library: &Library,
    plan: &Plan,
    tagged: Option<Vec<Key>>,
    spared: &Spared<'_>,
) -> Result<(Vec<Question>, Vec<Term>), Error> {
    let papers = Papers::of(library, plan, tagged)?;
    if plan.kind == Some(Kind::Source) {
        return sources(library, plan, &papers, spared);
    }
    let papers = papers.lending(library, plan)?;
    let number = plan.number as usize;
    let first = READ_A_QUESTION * number;
    let mut limit = first.clamp(*FIRST_READ.start(), *FIRST_READ.end());
    loop {
        let gathered = papers.gather(library, plan.seed, (limit, PARTS))?;
        let questions = spared.asked_of(&gathered, plan, number);
        if gathered.is_all || questions.len() >= number || limit >= MOST_READ {
            return Ok((questions, gathered.terms()));
        }
        // Half as many again, since the best is asked first.
        let more = 3 * number / (2 * questions.len().max(1));
        limit = MOST_READ.min(limit * more.clamp(2, MORE));
    }
}

/// Makes questions for the source, each of a little of a paper and of others about the same.
fn sources(
    library: &Library,
    plan: &Plan,
    papers: &Papers,
    spared: &Spared<'_>,
) -> Result<(Vec<Question>, Vec<Term>), Error> {
    let number = plan.number as usize;
    let mut asked = spared.asked.to_vec();
    // Where no paper has any more, nobody waits for ever.
    let turn = papers.len().max(TRIES);
    let mut left = turn;
    for gathered in papers.sip(library, plan)?.take(TRIES * number) {
        let gathered = gathered?;
        let now = Spared {
            hidden: spared.hidden,
            asked: &asked,
        };
        // Of all that there is, as much as can be.
        let wanted = if gathered.is_all { number } else { 1 };
        let questions = now.asked_of(&gathered, plan, wanted);
        left = if questions.is_empty() { left - 1 } else { turn };
        asked.extend(questions.into_iter().take(wanted));
        if asked.len() >= spared.asked.len() + number || gathered.is_all || left == 0 {
            break;
        }
    }
    Ok((asked.split_off(spared.asked.len()), Vec::new()))
}

/// Makes the first question of a little, so that it is there at once; none where that little has none.
fn first_of(
    library: &Library,
    plan: &Plan,
    tagged: Option<Vec<Key>>,
    spared: &Spared<'_>,
) -> Result<Option<(Question, Vec<Term>)>, Error> {
    let papers = Papers::of(library, plan, tagged)?;
    for gathered in papers.sip(library, plan)?.take(TRIES) {
        let gathered = gathered?;
        if gathered.is_all && plan.number > 1 {
            // There is no more to read: all questions are made of it at once.
            break;
        }
        let mut questions = spared.asked_of(&gathered, plan, 1);
        if !questions.is_empty() {
            return Ok(Some((questions.swap_remove(0), gathered.terms())));
        }
        if gathered.is_all {
            break;
        }
    }
    Ok(None)
}

/// Questions that are not asked.
struct Spared<'w> {
    hidden: &'w HashSet<String>,
    /// What the round has asked already.
    asked: &'w [Question],
}

impl Spared<'_> {
    /// As many questions of what was gathered as there are, up to a number.
    fn asked_of(&self, gathered: &Gathered, plan: &Plan, number: usize) -> Vec<Question> {
        if gathered.asked_about.is_empty() {
            return Vec::new();
        }
        let is_about =
            |asked: &&Question| gathered.asked_about.iter().any(|key| key.0 == asked.paper);
        let asked = self.asked.iter().filter(is_about).count();
        let spare = self.hidden.len().min(number.max(ABOUT_ONE)) + ABOUT_ONE * asked;
        let mut questions = make(
            &gathered.material,
            &Wanted {
                papers: gathered.asked_about.clone(),
                passages: Vec::new(),
                kinds: plan.kind.into_iter().collect(),
                number: number + spare,
                seed: plan.seed,
            },
        );
        questions.retain(|question| !self.has(question));
        questions
    }

    /// Whether a question is hidden, or another one to what was asked.
    fn has(&self, question: &Question) -> bool {
        let again = |asked: &Question| {
            // A paper's sentences are told apart by what stands in them, and have one source.
            let tells = !matches!(asked.kind, Kind::TrueFalse | Kind::Source);
            let same = tells && asked.answer == question.answer;
            asked.passage == question.passage || (same && asked.paper == question.paper)
        };
        self.hidden.contains(&question.id) || self.asked.iter().any(again)
    }
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

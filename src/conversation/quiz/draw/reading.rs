//! What is read to make questions of: parts of papers that chance chooses, no more than are needed.

use std::collections::HashSet;
use std::sync::Arc;

use super::Error;
use crate::library::{Entry, Library};
use crate::papers::paper::{Definition, DefinitionKind, Key, Paper};
use crate::study::chance::Chance;
use crate::study::material::{Material, Term};
use crate::study::question::Kind;
use crate::study::round::Plan;

/// For the first question so many passages are read, of so many papers; that is done so often with others.
const FIRST_READ: usize = 6;
const FIRST_PAPERS: usize = 2;
const FIRST_TRIES: usize = 4;
/// Where definitions are asked for, so many passages that have one are looked for among so many, of which so
/// many are read of a paper.
const DEFINING: usize = 5;
const LOOKED_THROUGH: usize = 96;
const LOOKED_AT: u32 = 12;
/// Beside papers that are asked about, so many others lend wrong answers, with so many passages each.
const BESIDE: usize = 4;
const LENT: u32 = 12;

/// The papers that a round may be about, and those that lend wrong answers.
pub(super) struct Papers {
    about: Shuffled,
    others: Vec<Key>,
}

/// Papers in an order of chance. Of many no more are looked at than are needed.
struct Shuffled {
    keys: Arc<[Key]>,
    order: Vec<u32>,
}

impl Shuffled {
    fn by(mut chance: Chance, keys: Arc<[Key]>) -> Self {
        let mut order: Vec<u32> = (0..keys.len() as u32).collect();
        chance.shuffle(&mut order);
        Self { keys, order }
    }

    fn len(&self) -> usize {
        self.order.len()
    }

    fn iter(&self) -> impl Iterator<Item = &Key> + Clone {
        self.order.iter().map(|at| &self.keys[*at as usize])
    }
}

/// What questions are made of.
pub(super) struct Gathered {
    pub(super) material: Material,
    /// The papers that are asked about.
    pub(super) asked_about: Vec<Key>,
    /// Whether there is no more that could be asked about.
    pub(super) is_all: bool,
}

impl Papers {
    /// The one that is named, those with a tag, or any.
    pub(super) fn of(
        library: &Library,
        plan: &Plan,
        tagged: Option<Vec<Key>>,
    ) -> Result<Self, Error> {
        let about: Arc<[Key]> = match (&plan.paper, tagged) {
            (Some(paper), Some(tagged)) => {
                tagged.into_iter().filter(|key| key.0 == *paper).collect()
            }
            (Some(paper), None) => [Key(paper.clone())].into(),
            (None, Some(tagged)) => tagged.into(),
            (None, None) => library.keys()?,
        };
        Ok(Self {
            about: Shuffled::by(Chance::of(plan.seed, "papers"), about),
            others: Vec::new(),
        })
    }

    /// Adds papers that lend wrong answers, where few are asked about.
    pub(super) fn lending(mut self, library: &Library, plan: &Plan) -> Result<Self, Error> {
        if plan.paper.is_some() || plan.tag.is_some() {
            let all = Shuffled::by(Chance::of(plan.seed, "others"), library.keys()?);
            let asked_about: HashSet<&Key> = self.about.iter().collect();
            let others = all.iter().filter(|key| !asked_about.contains(key));
            self.others = others.take(BESIDE).cloned().collect();
        }
        Ok(self)
    }

    /// Parts of papers, until so many passages are read; and small parts of others, which lend wrong
    /// answers.
    pub(super) fn gather(
        &self,
        library: &Library,
        seed: u64,
        (limit, parts): (usize, usize),
    ) -> Result<Gathered, Error> {
        let mut chance = Chance::of(seed, "parts");
        let mut gathered = Gathered::new(library)?;
        // A part of each of several papers, or as much as there is to be of the only one.
        let most = (limit / self.about.len().clamp(1, parts)).max(1) as u32;
        let mut read = 0;
        for key in self.about.iter() {
            if read >= limit {
                gathered.is_all = false;
                break;
            }
            if let Some(paper) = part(library, key, most, &mut chance)? {
                read += paper.passages.len();
                gathered.take(key, paper, most);
            }
        }
        for key in &self.others {
            let lent = part(library, key, LENT, &mut chance)?;
            gathered.material.papers.extend(lent);
        }
        Ok(gathered)
    }

    /// Small parts of papers, several times, each enough for a first question more often than not.
    pub(super) fn sip<'p>(
        &'p self,
        library: &'p Library,
        plan: &'p Plan,
    ) -> impl Iterator<Item = Result<Gathered, Error>> + 'p {
        let mut chance = Chance::of(plan.seed, "first");
        let mut keys = self.about.iter().cycle();
        (0..FIRST_TRIES).map(move |_| {
            let mut gathered = Gathered::new(library)?;
            let papers = self.about.len().clamp(1, FIRST_PAPERS);
            let is_of_definitions = matches!(plan.kind, Some(Kind::Define | Kind::Open));
            let (most, limit, enough) = if is_of_definitions {
                (LOOKED_AT, LOOKED_THROUGH, DEFINING)
            } else {
                ((FIRST_READ / papers) as u32, FIRST_READ, FIRST_READ)
            };
            let (mut read, mut kept) = (0, 0);
            for _ in 0..self.about.len() {
                // A paper that is not read now is the next one's first.
                if read >= limit || kept >= enough {
                    gathered.is_all = false;
                    break;
                }
                let Some(key) = keys.next() else { break };
                if let Some(mut paper) = part(library, key, most, &mut chance)? {
                    read += paper.passages.len();
                    if is_of_definitions {
                        keep_definitions(&mut paper);
                    }
                    kept += paper.passages.len();
                    gathered.take(key, paper, most);
                }
            }
            Ok(gathered)
        })
    }
}

impl Gathered {
    fn new(library: &Library) -> Result<Self, Error> {
        Ok(Self {
            material: Material {
                papers: Vec::new(),
                glossary: glossary(library)?,
            },
            asked_about: Vec::new(),
            is_all: true,
        })
    }

    fn take(&mut self, key: &Key, paper: Paper, most: u32) {
        self.is_all &= paper.counts.passages <= most;
        self.asked_about.push(key.clone());
        self.material.papers.push(paper);
    }

    /// The terms of the material: those of the glossaries, and those that its papers define.
    pub(super) fn terms(self) -> Vec<Term> {
        let defined = self.material.papers.into_iter().flat_map(|paper| {
            paper.definitions.into_iter().map(|definition| Term {
                term: definition.term,
                definition: String::new(),
                aliases: definition.long.into_iter().collect(),
            })
        });
        self.material.glossary.into_iter().chain(defined).collect()
    }
}

pub(super) fn glossary(library: &Library) -> Result<Vec<Term>, Error> {
    let term = |entry: Entry| Term {
        term: entry.definition.term,
        definition: entry.definition.text,
        aliases: entry.aliases,
    };
    Ok(library.glossary()?.into_iter().map(term).collect())
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

/// Whether a definition comes to its term at once, so that the rest of it can be asked about.
fn opens(definition: &Definition) -> bool {
    let (text, term) = (
        definition.text.to_lowercase(),
        definition.term.to_lowercase(),
    );
    let mut articles = ["", "a ", "an ", "the "].iter();
    let begins = articles.any(|article| {
        let rest = text.strip_prefix(article);
        rest.is_some_and(|rest| rest.starts_with(&term))
    });
    begins && definition.kind == DefinitionKind::Explicit
}

/// Keeps of a paper what it defines. What it spells out is asked for where it uses it, of more than a part.
fn keep_definitions(paper: &mut Paper) {
    let defining = paper.definitions.iter().filter(|one| opens(one));
    let places: HashSet<u32> = defining.map(|one| one.passage).collect();
    paper
        .passages
        .retain(|passage| places.contains(&passage.ordinal));
}

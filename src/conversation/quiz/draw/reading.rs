//! What is read to make questions of: parts of papers that chance chooses, no more than are needed.

use std::collections::HashSet;
use std::sync::Arc;

use super::Error;
use crate::library::{self, Entry, Library};
use crate::papers::paper::{Definition, DefinitionKind, Key, Paper};
use crate::study::chance::Chance;
use crate::study::material::{Material, Term};
use crate::study::question::Kind;
use crate::study::round::Plan;

/// For the first question so many passages are read, of so many papers.
const FIRST_READ: usize = 6;
const FIRST_PAPERS: usize = 2;
/// Where definitions are asked for, so many passages that have one are read, of so many of a paper; and so
/// many papers are looked at.
const DEFINING: usize = 5;
const DEFINING_IN_ONE: usize = 2;
const LOOKED_AT: usize = 12;
/// A question for the source is about one of so many passages of a paper. It is told from so many papers
/// about the same, whose nearest passages are read, and from no fewer than so many.
const TOLD_OF: u32 = 4;
const TOLD_FROM: usize = 4;
const LEAST_TOLD_FROM: usize = 2;
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
        let mut gathered = Gathered::new(glossary(library)?);
        // A part of each of several papers, or as much as there is to be of the only one.
        let most = (limit / self.about.len().clamp(1, parts)).max(1) as u32;
        let mut turn = Turn::new(self.about.iter(), self.about.len());
        gathered.read(library, &mut turn, (limit, most), &mut chance)?;
        for key in &self.others {
            let lent = part(library, key, LENT, &mut chance)?;
            gathered.material.papers.extend(lent);
        }
        Ok(gathered)
    }

    /// Small parts of papers, again and again, each enough for a question more often than not.
    pub(super) fn sip<'p>(
        &'p self,
        library: &'p Library,
        plan: &'p Plan,
    ) -> Result<impl Iterator<Item = Result<Gathered, Error>> + 'p, Error> {
        let glossary = glossary(library)?;
        let mut chance = Chance::of(plan.seed, "first");
        let mut keys = self.about.iter().cycle();
        let papers = self.about.len();
        Ok(std::iter::repeat_with(move || {
            let mut gathered = Gathered::new(glossary.clone());
            let mut turn = Turn::new(keys.by_ref(), papers);
            match plan.kind {
                Some(Kind::Source) => gathered.read_akin(library, &mut turn, &mut chance)?,
                Some(Kind::Define | Kind::Open) => {
                    gathered.read_defining(library, &mut turn, &mut chance)?;
                }
                _ => {
                    let most = FIRST_READ / papers.clamp(1, FIRST_PAPERS);
                    let read = (FIRST_READ, most as u32);
                    gathered.read(library, &mut turn, read, &mut chance)?;
                }
            }
            Ok(gathered)
        }))
    }

    /// How many papers may be asked about.
    pub(super) fn len(&self) -> usize {
        self.about.len()
    }
}

/// Papers one after the other, each once.
struct Turn<K> {
    keys: K,
    papers: usize,
    left: usize,
}

impl<'k, K: Iterator<Item = &'k Key>> Turn<K> {
    fn new(keys: K, papers: usize) -> Self {
        Self {
            keys,
            papers,
            left: papers,
        }
    }

    fn next(&mut self) -> Option<&'k Key> {
        self.left = self.left.checked_sub(1)?;
        self.keys.next()
    }
}

impl Gathered {
    fn new(glossary: Vec<Term>) -> Self {
        Self {
            material: Material {
                glossary,
                ..Material::default()
            },
            asked_about: Vec::new(),
            is_all: true,
        }
    }

    /// Reads parts of papers, until so many passages are read.
    fn read<'k>(
        &mut self,
        library: &Library,
        turn: &mut Turn<impl Iterator<Item = &'k Key>>,
        (limit, most): (usize, u32),
        chance: &mut Chance,
    ) -> Result<(), Error> {
        let mut read = 0;
        while read < limit
            && let Some(key) = turn.next()
        {
            if let Some(paper) = part(library, key, most, chance)? {
                read += paper.passages.len();
                self.take(paper, most);
            }
        }
        self.is_all &= turn.left == 0;
        Ok(())
    }

    /// Reads where papers define terms that can be asked about. What is spelled out is asked for where the
    /// paper uses it, of more than a part.
    fn read_defining<'k>(
        &mut self,
        library: &Library,
        turn: &mut Turn<impl Iterator<Item = &'k Key>>,
        chance: &mut Chance,
    ) -> Result<(), Error> {
        let in_one = DEFINING.div_ceil(turn.papers.max(1)).max(DEFINING_IN_ONE);
        let (mut read, mut looked_at) = (0, 0);
        while read < DEFINING
            && looked_at < LOOKED_AT
            && let Some(key) = turn.next()
        {
            looked_at += 1;
            let defined = library.defined_by(key)?;
            let defining = defined.iter().filter(|one| opens(one));
            let mut places: Vec<u32> = defining.map(|one| one.passage).collect();
            places.dedup();
            chance.shuffle(&mut places);
            places.truncate(in_one);
            places.sort_unstable();
            if !places.is_empty()
                && let Some(paper) = library.part_at(key, &places)?
            {
                read += places.len();
                self.take(paper, places.len() as u32);
            }
        }
        self.is_all &= turn.left == 0;
        Ok(())
    }

    /// Reads a part of a paper, and parts of others that are about the same, from which it is to be told.
    fn read_akin<'k>(
        &mut self,
        library: &Library,
        turn: &mut Turn<impl Iterator<Item = &'k Key>>,
        chance: &mut Chance,
    ) -> Result<(), Error> {
        self.read(library, turn, (1, TOLD_OF), chance)?;
        self.material.are_akin = true;
        // Of papers without a passage it goes on to the next.
        let mut papers = self.material.papers.iter();
        let Some(about) = papers.find(|paper| !paper.passages.is_empty()) else {
            return Ok(());
        };
        let akin = library.akin(about, TOLD_FROM)?;
        if akin.len() < LEAST_TOLD_FROM {
            self.asked_about.clear();
            return Ok(());
        }
        for near in akin {
            let other = library.part_at(&near.paper, &near.ordinals)?;
            self.material.papers.extend(other);
        }
        Ok(())
    }

    fn take(&mut self, paper: Paper, most: u32) {
        self.is_all &= paper.counts.passages <= most;
        self.asked_about.push(paper.key.clone());
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

/// What the glossaries define, as questions are made of it.
pub fn glossary(library: &Library) -> Result<Vec<Term>, library::Error> {
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

//! `define`: who defines a term, and how.
//!
//! A term is looked up by its stems, so that plurals and cases fall together; abbreviations and their
//! long forms, and the other names that a glossary gives, lead to each other. A term that nobody
//! defines and no passage uses may be mistyped, and is looked up as the nearest one.

use std::collections::{HashMap, HashSet};

use super::index::{Entry, Index, Mode, Origin, stemmed, written};
use super::search::{Found, Search};
use super::wording::{Mended, folded_words, likely};
use super::{Error, Library};
use crate::papers::paper::{DefinitionKind, Key};
use crate::text::{Word, is_stop_word};

/// So many definitions of a term are read and ranked; the index gives the best first.
const MOST_READ: usize = 200;
/// How many other names of a term are looked up beside it.
const MOST_NAMES: usize = 8;
/// How many words of a text are looked at for terms: more than a message has room for.
const LONGEST_TEXT: usize = 700;
/// How many words a term has at most that is looked for in a text.
const LONGEST_PHRASE: usize = 5;
/// How many passages are shown for a term that is used and not defined.
const USES: usize = 3;

/// A question for the definitions of a term.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Define {
    /// The term.
    pub term: String,
    /// Only those by this author.
    pub author: Option<String>,
    /// Which page of them, from 1.
    pub page: usize,
    /// How many a page has.
    pub results: usize,
}

/// What was found of a term.
#[derive(Debug, Clone, PartialEq)]
pub enum Defined {
    /// It is defined.
    Found(Definitions),
    /// It is defined, but not by the author that was asked for.
    ByOthers(usize),
    /// It is not defined; these passages use it.
    Used(Box<Found>),
    /// There is no word in it.
    NoWords,
}

/// A page of the definitions of a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Definitions {
    /// The term that was looked up.
    pub term: String,
    /// The definitions; none beyond the last page.
    pub definitions: Vec<Entry>,
    /// How many there are.
    pub total: usize,
    /// How many papers they come from.
    pub papers: usize,
    /// Whether a glossary has one.
    pub in_glossary: bool,
    /// What was looked up instead, if nobody defines the term as it was typed.
    pub mended: Option<Mended>,
}

impl Library {
    /// Looks a term up.
    pub fn define(&self, define: &Define) -> Result<Defined, Error> {
        let index = &*self.index();
        let Some(names) = names(index, &define.term)? else {
            return Ok(Defined::NoWords);
        };
        if !definitions(index, &names.stems, &[])?.is_empty() {
            return defined(index, define, names, None);
        }
        let uses = self.uses(&define.term)?;
        if uses.total > 0 && uses.wording.mended.is_empty() {
            return Ok(Defined::Used(Box::new(uses)));
        }
        let Some(nearest) = nearest(index, &define.term)? else {
            return Ok(Defined::Used(Box::new(uses)));
        };
        let names = self::names(index, &nearest)?.unwrap_or_default();
        let mended = Mended {
            typed: define.term.clone(),
            searched: nearest,
        };
        defined(index, define, names, Some(mended))
    }

    /// Defined terms that begin so, for completion while typing.
    pub fn terms(&self, prefix: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.index().terms(&written(prefix), limit)
    }

    /// The terms in a text that are defined, in its order, each with its best definition. Of terms in
    /// one another only the longest counts.
    pub fn terms_in(&self, text: &str, limit: usize) -> Result<Vec<Entry>, Error> {
        let index = &*self.index();
        let words: Vec<Word> = crate::text::words(text).take(LONGEST_TEXT).collect();
        let mut found: Vec<Entry> = Vec::new();
        let mut seen = HashSet::new();
        let mut at = 0;
        while at < words.len() && found.len() < limit {
            let longest = LONGEST_PHRASE.min(words.len() - at);
            let mut taken = 1;
            for length in (1..=longest).rev() {
                let phrase = &text[words[at].start..words[at + length - 1].end];
                let Some(entry) = defined_as_it_stands(index, phrase)? else {
                    continue;
                };
                if seen.insert(stemmed(phrase)) {
                    found.push(entry);
                }
                taken = length;
                break;
            }
            at += taken;
        }
        Ok(found)
    }

    fn uses(&self, term: &str) -> Result<Found, Error> {
        self.search(&Search {
            text: term.to_owned(),
            mode: Mode::Phrase,
            page: 1,
            results: USES,
            ..Search::default()
        })
    }
}

/// The best definition of a phrase as a term, if there is one.
fn defined_as_it_stands(index: &Index, phrase: &str) -> Result<Option<Entry>, Error> {
    if is_stop_word(&written(phrase)) {
        return Ok(None);
    }
    let found = definitions(index, &[stemmed(phrase)], &[])?;
    Ok(found.into_iter().next())
}

/// The page of the definitions under some names that was asked for.
fn defined(
    index: &Index,
    define: &Define,
    names: Names,
    mended: Option<Mended>,
) -> Result<Defined, Error> {
    let author = define.author.as_deref().map(folded_words);
    let found = definitions(index, &names.stems, &author.unwrap_or_default())?;
    if found.is_empty() {
        return Ok(Defined::ByOthers(
            definitions(index, &names.stems, &[])?.len(),
        ));
    }
    let papers: HashSet<&Key> = found.iter().filter_map(paper).collect();
    let (total, papers) = (found.len(), papers.len());
    let in_glossary = found.iter().any(|entry| paper(entry).is_none());
    let skipped = define.page.saturating_sub(1).saturating_mul(define.results);
    Ok(Defined::Found(Definitions {
        term: names.term,
        definitions: found
            .into_iter()
            .skip(skipped)
            .take(define.results)
            .collect(),
        total,
        papers,
        in_glossary,
        mended,
    }))
}

/// A term and what else it is called.
#[derive(Default)]
struct Names {
    /// As it was typed, without the words that only ask.
    term: String,
    /// The stems of the term, then those of its other names.
    stems: Vec<String>,
}

/// What a term is looked up by; nothing where it has no word.
fn names(index: &Index, term: &str) -> Result<Option<Names>, Error> {
    let mut term = term;
    let mut asked = stemmed(term);
    if asked.is_empty() {
        return Ok(None);
    }
    let (mut entries, _) = index.definitions(&asked, &[], MOST_READ)?;
    if entries.is_empty() {
        term = without_question(term);
        asked = stemmed(term);
        (entries, _) = index.definitions(&asked, &[], MOST_READ)?;
    }
    let mut stems = vec![asked];
    for entry in &entries {
        let definition = &entry.definition;
        let others = definition.long.iter().chain(&entry.aliases);
        let leads = matches!(
            definition.kind,
            DefinitionKind::Acronym | DefinitionKind::Glossary
        );
        for name in std::iter::once(&definition.term)
            .chain(others)
            .filter(|_| leads)
        {
            let name = stemmed(name);
            if stems.len() < MOST_NAMES && !stems.contains(&name) {
                stems.push(name);
            }
        }
    }
    let term = term.to_owned();
    Ok(Some(Names { term, stems }))
}

/// A term without the words before it that only ask: `what is a buffer state`.
fn without_question(term: &str) -> &str {
    let mut words = crate::text::words(term).peekable();
    while let Some(word) = words.next() {
        let folded = written(word.of(term));
        let asks = is_stop_word(&folded)
            || ["define", "definition", "meaning", "term"].contains(&folded.as_str());
        if !asks || words.peek().is_none() {
            return term[word.start..].trim_end_matches(|c: char| !c.is_alphanumeric());
        }
    }
    term
}

/// The definitions under these names, ranked, repetitions left out.
fn definitions(index: &Index, names: &[String], author: &[String]) -> Result<Vec<Entry>, Error> {
    let mut found: Vec<(usize, Entry)> = Vec::new();
    for (distance, name) in names.iter().enumerate() {
        let (entries, _) = index.definitions(name, author, MOST_READ)?;
        for entry in entries {
            if !found.iter().any(|(_, known)| says_the_same(known, &entry)) {
                found.push((distance.min(1), entry));
            }
        }
    }
    found.sort_by_key(|(distance, entry)| {
        let kind = entry.definition.kind;
        (kind != DefinitionKind::Glossary, *distance, kind)
    });
    // Each paper once before any paper twice.
    let mut shown: HashMap<Key, usize> = HashMap::new();
    let mut turns: Vec<(usize, Entry)> = Vec::with_capacity(found.len());
    for (_, entry) in found {
        let turn = paper(&entry).map_or(0, |key| {
            let turn = shown.entry(key.clone()).or_default();
            *turn += 1;
            *turn - 1
        });
        turns.push((turn, entry));
    }
    turns.sort_by_key(|(turn, _)| *turn);
    Ok(turns.into_iter().map(|(_, entry)| entry).collect())
}

/// One abbreviation need not be spelled out by every paper, nor one sentence be shown twice.
fn says_the_same(known: &Entry, entry: &Entry) -> bool {
    let (known_one, one) = (&known.definition, &entry.definition);
    match (&known_one.long, &one.long) {
        (Some(known), Some(long)) => stemmed(known) == stemmed(long) && known_one.term == one.term,
        (None, None) => known_one.text == one.text && paper(known) == paper(entry),
        _ => false,
    }
}

fn paper(entry: &Entry) -> Option<&Key> {
    match &entry.origin {
        Origin::Paper { key, .. } => Some(key),
        Origin::Glossary(_) => None,
    }
}

/// The defined term that was most likely meant.
fn nearest(index: &Index, term: &str) -> Result<Option<String>, Error> {
    let term = written(without_question(term));
    likely(&term, |edits| index.terms_near(&term, edits))
}

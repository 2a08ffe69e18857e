//! Words of the corpus that are spelled almost like one that was asked for.
//!
//! The dictionary of written words is walked with a Levenshtein automaton, which reads only the
//! words that can still match. A transposition counts as one edit.

use std::collections::HashMap;
use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError};
use tantivy_fst::Automaton;

use super::{Error, Index, Values};

/// A word of the corpus near to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearWord {
    /// The word, folded.
    pub word: String,
    /// How many edits away it is.
    pub edits: u8,
    /// How many papers hold it.
    pub papers: u32,
}

impl Index {
    /// The words of papers within so many edits (at most two), the nearest first, then the most
    /// frequent.
    pub fn near(&self, folded: &str, edits: u8) -> Result<Vec<NearWord>, Error> {
        self.near_in(self.papers.fields.word, folded, edits)
    }

    /// The keys of papers within two edits, the nearest first.
    pub fn keys_near(&self, key: &str) -> Result<Vec<String>, Error> {
        let near = self.near_in(self.papers.fields.key, key, 2)?;
        Ok(near.into_iter().map(|near| near.word).collect())
    }

    /// The values of papers within two edits of one that no paper has, the nearest first; none where
    /// a paper has it.
    pub fn values_near(&self, of: Values, value: &str) -> Result<Option<Vec<String>>, Error> {
        let near = self.near_in(self.papers.fields.of_values(of), value, 2)?;
        let is_there = near.first().is_some_and(|near| near.edits == 0);
        Ok((!is_there).then(|| near.into_iter().map(|near| near.word).collect()))
    }

    fn near_in(&self, field: Field, text: &str, edits: u8) -> Result<Vec<NearWord>, Error> {
        near(&self.papers.searcher, field, text, edits).map_err(|source| self.trouble(source))
    }
}

/// The values of a field within so many edits, the nearest first.
pub(super) fn near(
    searcher: &Searcher,
    field: Field,
    text: &str,
    edits: u8,
) -> Result<Vec<NearWord>, TantivyError> {
    static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 2]> =
        LazyLock::new(|| [1, 2].map(|edits| LevenshteinAutomatonBuilder::new(edits, true)));
    let near = Near(BUILDERS[usize::from(edits > 1)].build_dfa(text));
    let mut found: HashMap<String, NearWord> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().search(&near).into_stream()?;
        while let Some((word, info)) = stream.next() {
            let Distance::Exact(edits) = near.0.eval(word) else {
                continue;
            };
            let word = String::from_utf8_lossy(word).into_owned();
            let entry = found.entry(word.clone()).or_insert(NearWord {
                word,
                edits,
                papers: 0,
            });
            entry.papers += info.doc_freq;
        }
    }
    let mut found: Vec<NearWord> = found.into_values().collect();
    found.sort_by(|a, b| (a.edits, b.papers, &a.word).cmp(&(b.edits, a.papers, &b.word)));
    Ok(found)
}

/// The automaton in the form that the dictionary asks for.
struct Near(DFA);

impl Automaton for Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

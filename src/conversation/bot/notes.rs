//! The notes of a passage, and the works that it cites.

use super::super::reply::{Action, Block};
use super::Desk;
use super::references::{entry_of, source_of};
use super::wording::{action, letter, notice, reference_block, text};
use crate::library::{Error, Excerpt};
use crate::papers::paper::{Key, Lack, Leads, Mention, Note, Paper, Passage};
use crate::text::grouped;

/// What stands under a passage, and what can be asked about it.
pub(super) struct Apparatus {
    pub(super) blocks: Vec<Block>,
    pub(super) actions: Vec<Action>,
}

/// Whether a passage has notes or cites anything.
pub(super) fn has_apparatus(passage: &Passage) -> bool {
    !passage.notes.is_empty() || !passage.mentions.is_empty()
}

/// The notes of a passage, each with the references it leads to, then what its text cites, then what
/// leads nowhere.
pub(super) fn apparatus(desk: &Desk<'_>, excerpt: &Excerpt) -> Result<Apparatus, Error> {
    let passage = &excerpt.passage;
    let nothing = Apparatus {
        blocks: vec![text(format!(
            "{} has no notes and cites nothing.",
            excerpt.id()
        ))],
        actions: Vec::new(),
    };
    let Some(paper) = desk
        .library
        .paper(&excerpt.paper)?
        .filter(|_| has_apparatus(passage))
    else {
        return Ok(nothing);
    };
    let mut shown = Shown::of(desk, &paper, passage)?;
    let (mut blocks, mut doubts) = (Vec::new(), Vec::new());
    for marker in &passage.notes {
        for note in paper.notes.iter().filter(|note| note.marker == *marker) {
            blocks.push(note_block(note));
            note.references()
                .for_each(|number| shown.put(number, &mut blocks));
            doubts.extend(doubts_of_note(note, &paper));
        }
    }
    for mention in &passage.mentions {
        let numbers = mention.references().iter();
        numbers.for_each(|number| shown.put(*number, &mut blocks));
        let quoted = format!("“{}”", mention.of(&passage.text));
        doubts.extend(doubt(mention, &quoted, &paper));
    }
    doubts.dedup();
    blocks.extend(doubts.into_iter().map(notice));
    Ok(Apparatus {
        blocks,
        actions: shown.actions(),
    })
}

fn note_block(note: &Note) -> Block {
    Block::Note {
        marker: note.marker.clone(),
        text: note.text.clone(),
        reference: note.reference,
    }
}

/// The references of a paper that are shown once each.
struct Shown<'p> {
    paper: &'p Paper,
    /// What can be shown, with where the library holds it.
    cited: Vec<(u32, Option<Key>)>,
    put: Vec<u32>,
    letters: usize,
}

impl<'p> Shown<'p> {
    fn of(desk: &Desk<'_>, paper: &'p Paper, passage: &Passage) -> Result<Self, Error> {
        let numbers = passage.references(&paper.notes);
        let entry = |number: &u32| {
            paper
                .references
                .get(number.checked_sub(1)? as usize)
                .cloned()
        };
        let entries: Vec<_> = numbers.iter().filter_map(entry).collect();
        let held = desk.library.held(&paper.key, &entries)?;
        let cited = entries.iter().map(|entry| entry.number).zip(held);
        Ok(Self {
            paper,
            cited: cited.collect(),
            put: Vec::new(),
            letters: 0,
        })
    }

    fn put(&mut self, number: u32, blocks: &mut Vec<Block>) {
        let held = self.cited.iter().find(|(own, _)| *own == number);
        let Some((_, held)) = held.filter(|_| !self.put.contains(&number)) else {
            return;
        };
        let own = held.as_ref().and_then(|_| letter(self.letters));
        self.letters += usize::from(own.is_some());
        self.put.push(number);
        let entry = self.paper.references.get(number as usize - 1);
        blocks.extend(entry.map(|entry| reference_block(entry, held.as_ref(), own)));
    }

    fn actions(&self) -> Vec<Action> {
        let held = |number: &u32| self.cited.iter().find(|(own, _)| own == number)?.1.as_ref();
        let paper = self.put.iter().find_map(held);
        let cited = paper.map(|key| action("Cited paper", &source_of(key)));
        let first = self.put.first();
        let entry = first.map(|number| action("Reference", &entry_of(&self.paper.key, *number)));
        cited.into_iter().chain(entry).collect()
    }
}

/// What is to be said of a note that leads nowhere, or to one of several.
fn doubts_of_note(note: &Note, paper: &Paper) -> Vec<String> {
    let name = format!("Note {}", note.marker);
    let doubts: Vec<String> = note
        .mentions
        .iter()
        .filter_map(|mention| doubt(mention, &name, paper))
        .collect();
    if !note.mentions.is_empty() || paper.references.is_empty() {
        return doubts;
    }
    vec![format!("{name} leads to no entry of the bibliography.")]
}

/// Why a citation leads nowhere, or to one of several.
fn doubt(mention: &Mention, name: &str, paper: &Paper) -> Option<String> {
    let entries = match paper.references.len() {
        1 => "1 entry".to_owned(),
        many => format!("{} entries", grouped(many)),
    };
    Some(match &mention.leads {
        Leads::To(_) => return None,
        Leads::Either(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
            format!("{name} may mean {}.", any_of(&numbers))
        }
        Leads::Nowhere(Lack::Number) => format!("{name}: the bibliography has {entries}."),
        Leads::Nowhere(Lack::Work) => {
            format!("{name}: the bibliography has no such author and year.")
        }
        Leads::Nowhere(Lack::Label) => format!("{name}: the bibliography has no such label."),
        Leads::Nowhere(Lack::Before) => {
            format!("{name}: nothing is cited before it that it could repeat.")
        }
    })
}

fn any_of(numbers: &[String]) -> String {
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => numbers.join(""),
    }
}

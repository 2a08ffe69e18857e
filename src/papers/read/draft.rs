//! A paper while it is read: headings, texts, notes and references as they come, put in order at
//! the end.
//!
//! Plain text and Markdown both end here, so passages, markers of notes and counts follow the same
//! rules whatever the file's form. How headings and paragraphs are recognised is not known here.

use std::path::Path;

use super::{cut, heading, language, note};
use crate::papers::definition;
use crate::papers::paper::{Break, Counts, Note, Paper, Passage, Problem, Reference, Section};
use crate::papers::reference;
use crate::text;

/// What was read so far.
#[derive(Debug)]
pub(super) struct Draft {
    /// What is known of the paper as a whole. Sections, passages and notes join it at the end.
    pub(super) paper: Paper,
    /// Whether the references carry numbers by which the text cites them.
    pub(super) numbered_references: bool,
    sections: Vec<Section>,
    open: Option<usize>,
    texts: Vec<Piece>,
    notes: Vec<(Note, u32)>,
    summary: Option<(String, Vec<Break>)>,
}

/// A paragraph and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    /// The line of the file; 0 where its form has none.
    pub(super) line: u32,
    /// Where pages begin in it, the first of them at its beginning.
    breaks: Vec<Break>,
    section: Option<usize>,
}

impl Piece {
    /// The page on which a part of the text begins, and where others begin in it.
    fn pages(&self, part: &str) -> (Option<u32>, Vec<Break>) {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        let end = start + part.len();
        let first = self.breaks.iter().rev().find(|begun| begun.at <= start);
        let inside = |begun: &&Break| start < begun.at && begun.at < end;
        let within = |begun: &Break| Break {
            at: begun.at - start,
            ..*begun
        };
        (
            first.and_then(|begun| begun.page),
            self.breaks.iter().filter(inside).map(within).collect(),
        )
    }
}

/// Breaks of a text where they are once it is normalised, which rarely moves any.
fn moved(breaks: &[Break], text: &str, normal: &str) -> Vec<Break> {
    let mut moved = breaks.to_vec();
    if text == normal {
        return moved;
    }
    let (mut before, mut length) = (0, 0);
    for begun in &mut moved {
        let part = &text[before..begun.at];
        length += text::normalise(part).len() + usize::from(part.ends_with(' '));
        before = begun.at;
        begun.at = normal.floor_char_boundary(length.min(normal.len()));
    }
    moved
}

impl Draft {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            paper: Paper {
                file: path.to_owned(),
                ..Paper::default()
            },
            numbered_references: false,
            sections: Vec::new(),
            open: None,
            texts: Vec::new(),
            notes: Vec::new(),
            summary: None,
        }
    }

    /// Opens a section.
    pub(super) fn heading(&mut self, level: u8, heading: &str) {
        let heading = text::normalise(heading);
        self.sections.push(Section {
            level: level.max(1),
            heading,
            passages: Vec::new(),
        });
        self.open = Some(self.sections.len() - 1);
    }

    /// Whether any heading was read.
    pub(super) fn has_sections(&self) -> bool {
        !self.sections.is_empty()
    }

    /// Ends the open section where no heading follows.
    pub(super) fn close_section(&mut self) {
        self.open = None;
    }

    /// Adds a paragraph to the open section; the first of its breaks, if it has any, is at its
    /// beginning.
    pub(super) fn text(&mut self, text: &str, line: u32, breaks: &[Break]) {
        let normal = text::normalise(text);
        if normal.chars().any(char::is_alphanumeric) {
            self.texts.push(Piece {
                breaks: moved(breaks, text, &normal),
                text: normal,
                line,
                section: self.open,
            });
        }
    }

    /// The abstract, where it stands outside the sections.
    pub(super) fn summary(&mut self, text: &str, breaks: &[Break]) {
        let normal = text::normalise(text);
        if self.summary.is_none() && !normal.is_empty() {
            let breaks = moved(breaks, text, &normal);
            self.summary = Some((normal, breaks));
        }
    }

    /// Adds a note's text.
    pub(super) fn note(&mut self, marker: &str, text: &str, line: u32) {
        let (mut marker, text) = (text::normalise(marker), text::normalise(text));
        if marker.is_empty() {
            // Of a damaged file: what can't be seen can't be called.
            "*".clone_into(&mut marker);
        }
        let note = Note {
            marker,
            text,
            reference: None,
            mentions: Vec::new(),
        };
        self.notes.push((note, line));
    }

    /// Adds an entry of the bibliography.
    pub(super) fn reference(&mut self, raw: &str) {
        let raw = text::normalise(raw);
        if raw.chars().any(char::is_alphanumeric) {
            let number = self.paper.references.len() as u32 + 1;
            let before = self.paper.references.last().map(|before| &before.fields);
            let fields = reference::parse_after(&raw, before);
            self.paper.references.push(Reference {
                number,
                raw,
                fields,
                key: None,
            });
        }
    }

    /// The texts of the open section.
    pub(super) fn open_texts(&self) -> Vec<&str> {
        let from = self
            .texts
            .iter()
            .rposition(|text| text.section != self.open)
            .map_or(0, |at| at + 1);
        self.texts[from..]
            .iter()
            .map(|text| text.text.as_str())
            .collect()
    }

    /// Takes the last texts out again.
    pub(super) fn take_last(&mut self, count: usize) -> Vec<Piece> {
        self.texts.split_off(self.texts.len().saturating_sub(count))
    }

    /// All texts so far.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|text| text.text.as_str())
    }

    /// Forgets the numbers of lines, which say nothing where the file has none.
    pub(super) fn forget_lines(&mut self) {
        self.texts.iter_mut().for_each(|text| text.line = 0);
        self.notes.iter_mut().for_each(|(_, line)| *line = 0);
    }

    /// Puts everything in its place.
    pub(super) fn finish(mut self) -> Paper {
        self.place_summary();
        self.level_sections();
        let lines = self.place_passages();
        let mut paper = self.paper;
        let cited = note::attach(
            &mut paper.passages,
            &lines,
            &self.notes,
            self.numbered_references,
        );
        paper.problems.extend(cited);
        paper.notes = self.notes.into_iter().map(|(note, _)| note).collect();
        reference::link(&mut paper, self.numbered_references);
        paper.definitions = definition::of(&paper.passages);
        paper.language = paper.language.or_else(|| language::of(&paper.passages));
        paper.counts = Counts {
            passages: paper.passages.len() as u32,
            words: paper
                .passages
                .iter()
                .map(|passage| text::words(&passage.text).count() as u32)
                .sum(),
        };
        paper.problems.sort_by_key(|problem| problem.line);
        paper
    }

    /// The abstract comes first, whether it was given apart or in a section of its own.
    fn place_summary(&mut self) {
        let own = self
            .sections
            .iter()
            .position(|section| heading::is_abstract(&section.heading));
        let own_text = |texts: &[Piece]| {
            let parts: Vec<_> = texts
                .iter()
                .filter(|text| text.section == own)
                .map(|text| text.text.as_str())
                .collect();
            parts.join(" ")
        };
        match (self.summary.take(), own) {
            (None, Some(at)) => {
                self.paper.summary = Some(own_text(&self.texts)).filter(|text| !text.is_empty());
                self.move_section_first(at);
            }
            (Some((summary, _)), Some(_)) if own_text(&self.texts) == summary => {
                self.summary = None;
                self.place_summary();
            }
            (Some((summary, breaks)), _) => {
                let level = self
                    .sections
                    .iter()
                    .map(|section| section.level)
                    .min()
                    .unwrap_or(1);
                self.sections.push(Section {
                    level,
                    heading: "Abstract".to_owned(),
                    passages: Vec::new(),
                });
                let section = self.sections.len() - 1;
                self.texts.push(Piece {
                    text: summary.clone(),
                    line: 1,
                    breaks,
                    section: Some(section),
                });
                self.paper.summary = Some(summary);
                self.move_section_first(section);
            }
            (None, None) => {}
        }
    }

    fn move_section_first(&mut self, at: usize) {
        self.sections[..=at].rotate_right(1);
        for text in &mut self.texts {
            text.section = text.section.map(|section| match section {
                section if section == at => 0,
                section if section < at => section + 1,
                section => section,
            });
        }
        self.texts.sort_by_key(|text| text.section != Some(0));
    }

    /// Levels count from 1 whatever the file began with.
    fn level_sections(&mut self) {
        let top = self
            .sections
            .iter()
            .map(|section| section.level)
            .min()
            .unwrap_or(1);
        for section in &mut self.sections {
            section.level -= top - 1;
        }
    }

    /// Cuts and numbers the passages; answers the line of each.
    fn place_passages(&mut self) -> Vec<u32> {
        let paths = self.paths();
        let mut lines = Vec::new();
        // The section of the last text, and the number of its paragraph there.
        let (mut section, mut paragraph) = (None, 0);
        for text in &self.texts {
            if text.section != section {
                (section, paragraph) = (text.section, 0);
            }
            paragraph += 1;
            let (parts, noisy) = cut::cut(&text.text);
            if noisy {
                self.paper.problems.push(Problem {
                    line: (text.line > 0).then_some(text.line),
                    message: "a word here is too long to be one, and was cut; check the file"
                        .to_owned(),
                });
            }
            for part in parts {
                let ordinal = self.paper.passages.len() as u32 + 1;
                if let Some(section) = text.section {
                    self.sections[section].passages.push(ordinal);
                }
                let (page, breaks) = text.pages(part);
                self.paper.passages.push(Passage {
                    ordinal,
                    section: text.section.map(|at| paths[at].clone()).unwrap_or_default(),
                    paragraph,
                    page,
                    text: part.to_owned(),
                    breaks,
                    ..Passage::default()
                });
                lines.push(text.line);
            }
        }
        self.paper.sections = std::mem::take(&mut self.sections);
        lines
    }

    /// For each section the headings above it and its own.
    fn paths(&self) -> Vec<Vec<String>> {
        let mut open: Vec<(u8, String)> = Vec::new();
        let mut paths = Vec::new();
        for section in &self.sections {
            while open
                .last()
                .is_some_and(|(level, _)| *level >= section.level)
            {
                open.pop();
            }
            open.push((section.level, section.heading.clone()));
            paths.push(open.iter().map(|(_, heading)| heading.clone()).collect());
        }
        paths
    }
}

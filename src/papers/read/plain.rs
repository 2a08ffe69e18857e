//! Plain text: no mark-up, only lines and what they look like.
//!
//! Each step takes out what it understands and leaves the rest to the next: furniture of pages and
//! of the web, the head, the table of contents, then headings, paragraphs, bibliography and notes.

use super::draft::Draft;
use super::heading::{self, Known};
use super::hyphen::Vocabulary;
use super::line::{self, Layout, Line, Print};
use super::{
    bibliography, contents, debris, furniture, head, note, outline, paging, paragraph, summary,
};
use crate::papers::paper::Break;

/// An abstract without a heading below it has at most so many words.
const LONGEST_ABSTRACT: usize = 350;

/// An abstract without any heading has so many words.
const ABSTRACT_WORDS: std::ops::RangeInclusive<usize> = 40..=400;

/// Reads a plain text into the draft.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let mut lines = line::split(text);
    if let Some(paging) = paging::number(&mut lines) {
        paging.tell(&mut draft.paper);
    }
    furniture::strip(&mut lines);
    let layout = Layout::of(&lines);
    debris::strip(&mut lines, layout);
    understand(&mut lines, layout, draft);
}

/// Reads lines, free of what pages carry besides their text, into the draft.
pub(super) fn understand(lines: &mut Vec<Line<'_>>, layout: Layout, draft: &mut Draft) {
    head::take(lines, layout, draft);
    summary::part(lines, draft);
    let promised = contents::take(lines);
    head_bibliography(lines);
    let levels = outline::find(lines, layout, &promised);
    let vocabulary = Vocabulary::of(lines.iter().map(|line| line.text.as_str()));
    let mut plain = Plain {
        layout,
        vocabulary,
        draft,
    };
    let title = contents::folded(&plain.draft.paper.title);
    let mut from = 0;
    let mut open: Option<(u8, String)> = None;
    let mut open_print = Print::Unknown;
    for at in 0..=lines.len() {
        let level = levels.get(at).copied().flatten();
        let within = open
            .as_ref()
            .is_some_and(|(_, heading)| heading::known(heading) == Some(Known::References));
        let here = lines.get(at).map(|line| line.text.as_str());
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        let appendix = within
            && here
                .zip(before)
                .is_some_and(|(text, before)| bibliography::begins_appendix(&before.text, text));
        let level = level.or(appendix.then_some(1));
        let ends = here.is_none_or(|text| {
            level.is_some()
                && contents::folded(text) != title
                && (!within
                    || appendix
                    || bibliography::is_ended_by(text)
                    || stands_out_as(lines[at].print, open_print))
        });
        if !ends {
            continue;
        }
        let opening = &lines[from..at];
        if open.is_some() || !plain.is_unheaded_abstract(opening, here) {
            plain.section(open.take(), opening);
        }
        open = here
            .zip(level)
            .map(|(text, level)| (level, heading::clean(text)));
        open_print = lines.get(at).map_or(Print::Unknown, |line| line.print);
        from = at + 1;
    }
    plain.tail();
}

/// Puts a heading above printed entries that have none. In plain text such a list may as well hold
/// the notes, which are told from entries elsewhere.
fn head_bibliography(lines: &mut Vec<Line<'_>>) {
    let is_headed = lines.iter().any(|line| {
        line.print != Print::AsText && heading::known(&line.text) == Some(Known::References)
    });
    if is_headed || lines.iter().all(|line| line.print == Print::Unknown) {
        return;
    }
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    if let Some(at) = bibliography::labelled_tail(&texts) {
        let heading = Line {
            text: "References".to_owned(),
            raw: "",
            ..lines[at].clone()
        };
        lines.insert(at, heading);
    }
}

/// Whether a line is set off at least as much as another.
fn stands_out_as(print: Print, other: Print) -> bool {
    matches!((print, other), (Print::SetOff(rank), Print::SetOff(other)) if rank <= other)
}

struct Plain<'d> {
    layout: Layout,
    vocabulary: Vocabulary,
    draft: &'d mut Draft,
}

impl Plain<'_> {
    /// One section's heading and lines.
    fn section(&mut self, heading: Option<(u8, String)>, lines: &[Line<'_>]) {
        let known = heading
            .as_ref()
            .and_then(|(_, heading)| heading::known(heading));
        match known {
            Some(Known::References) => self.references(lines),
            Some(Known::Notes) => self.notes(heading, lines),
            _ => {
                if let Some((level, heading)) = &heading {
                    self.draft.heading(*level, heading);
                }
                self.paragraphs(lines, known == Some(Known::Abstract));
            }
        }
    }

    /// What stands between a byline and the introduction, if it is as long as an abstract.
    fn is_unheaded_abstract(&mut self, lines: &[Line<'_>], next: Option<&str>) -> bool {
        let words: usize = lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.text.split(' ').count())
            .sum();
        let before_introduction = next.is_some_and(|next| {
            next.to_lowercase().contains("introduction") && heading::is_known(next)
        });
        if !before_introduction
            || self.draft.paper.authors.is_empty()
            || !ABSTRACT_WORDS.contains(&words)
        {
            return false;
        }
        let parts = paragraph::paragraphs(lines, self.layout, &self.vocabulary);
        let (mut text, mut breaks) = (String::new(), Vec::new());
        for part in parts {
            if !text.is_empty() {
                text.push(' ');
            }
            breaks.extend(part.breaks.iter().map(|begun| Break {
                at: text.len() + begun.at,
                ..*begun
            }));
            text.push_str(&part.text);
        }
        breaks.dedup_by_key(|begun| begun.page);
        self.draft.summary(&text, &breaks);
        true
    }

    fn paragraphs(&mut self, lines: &[Line<'_>], is_abstract: bool) {
        let mut words = 0;
        for paragraph in paragraph::paragraphs(lines, self.layout, &self.vocabulary) {
            words += paragraph.text.split(' ').count();
            if is_abstract && words > LONGEST_ABSTRACT && words > paragraph.text.split(' ').count()
            {
                self.draft.close_section();
            }
            self.draft
                .text(&paragraph.text, paragraph.line, &paragraph.breaks);
        }
    }

    /// Entries under a heading; numbered texts after unnumbered entries are notes.
    fn references(&mut self, lines: &[Line<'_>]) {
        let is_first_note =
            |line: &Line<'_>| line.text.starts_with("[1] ") || line.text.starts_with("¹");
        let first = lines.iter().find(|line| !line.is_blank());
        let notes = lines
            .iter()
            .position(is_first_note)
            .filter(|_| !first.is_some_and(is_first_note));
        let (entries, notes) = lines.split_at(notes.unwrap_or(lines.len()));
        let found = bibliography::entries(entries, self.layout, &self.vocabulary);
        self.draft.numbered_references |= found.numbered;
        found.raw.iter().for_each(|raw| self.draft.reference(raw));
        self.note_texts(notes);
    }

    /// Notes under a heading; a section of that name without markers is text.
    fn notes(&mut self, heading: Option<(u8, String)>, lines: &[Line<'_>]) {
        let first = lines.iter().find(|line| !line.is_blank());
        if first.is_some_and(|line| note::split(&line.text).is_some()) {
            self.note_texts(lines);
            return;
        }
        if let Some((level, heading)) = heading {
            self.draft.heading(level, &heading);
        }
        self.paragraphs(lines, false);
    }

    fn note_texts(&mut self, lines: &[Line<'_>]) {
        let mut open: Option<(String, String, u32)> = None;
        for line in lines.iter().filter(|line| !line.is_blank()) {
            match (note::split(&line.text), &mut open) {
                (Some((marker, text)), _) => {
                    let text = text.to_owned();
                    self.note(open.replace((marker, text, line.number)));
                }
                (None, Some((_, text, _))) => self.vocabulary.join(text, &line.text),
                (None, None) => self.stray(line),
            }
        }
        self.note(open);
    }

    /// A line among notes that belongs to none.
    fn stray(&mut self, line: &Line<'_>) {
        let begun = line.page.map(|_| Break {
            at: 0,
            page: line.page,
        });
        self.draft.text(&line.text, line.number, begun.as_slice());
    }

    fn note(&mut self, note: Option<(String, String, u32)>) {
        if let Some((marker, text, line)) = note {
            self.draft.note(&marker, &text, line);
        }
    }

    /// Notes and a bibliography at the end that have no heading.
    fn tail(&mut self) {
        let texts = self.draft.open_texts();
        let is_note =
            |text: &&&str| text.starts_with(['[', '¹', '²', '³']) && note::split(text).is_some();
        let notes = texts.iter().rev().take_while(is_note).count();
        let before = &texts[..texts.len() - notes];
        let entries = if self.draft.paper.references.is_empty() {
            bibliography::tail(before)
        } else {
            0
        };
        let last = &texts[texts.len() - notes..];
        let calls = note::calls(self.draft.texts().take(self.draft.texts().count() - notes));
        let cited_again = last
            .iter()
            .filter_map(|text| note::split(text))
            .any(|(marker, _)| calls.get(&marker).is_some_and(|count| *count > 1));
        let are_entries = notes >= 3
            && entries == 0
            && cited_again
            && last.iter().all(|text| bibliography::is_entry_like(text));
        let notes = self.draft.take_last(notes);
        for text in self.draft.take_last(entries) {
            self.draft.reference(&text.text);
        }
        self.draft.numbered_references |= are_entries;
        for text in notes {
            match note::split(&text.text) {
                Some((_, entry)) if are_entries => self.draft.reference(entry),
                Some((marker, note)) => self.draft.note(&marker, note, text.line),
                None => {}
            }
        }
    }
}

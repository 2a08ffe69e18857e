//! Markdown: the mark-up says what is a heading, an item, a note.
//!
//! [`blocks`] turns the events of the parser into headings, texts and notes; here they are given
//! their part in a paper: title, byline, abstract, sections, bibliography. The blocks of a web page
//! are placed here as well.

mod blocks;

use super::draft::Draft;
use super::heading::{self, Known};
use super::hyphen::Vocabulary;
use super::line::{Layout, Line};
use super::{bibliography, byline, contents, date, front_matter, metadata, note, place, summary};
pub(super) use blocks::{Block, Heading, Text, row_groups};

/// A heading with more words is a paragraph above a line of dashes.
const LONGEST_HEADING: usize = 25;

/// Reads Markdown into the draft.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let start = front_matter::take(&text, draft);
    let above = text[..start].matches('\n').count() as u32;
    assemble(blocks::of(&text[start..], above), draft);
}

/// Gives blocks their parts in the paper.
pub(super) fn assemble(mut blocks: Vec<Block>, draft: &mut Draft) {
    blocks.retain(|block| !matches!(block, Block::Text(text) if text.lines.iter().all(|line| line.trim().is_empty())));
    demote(&mut blocks);
    let vocabulary = Vocabulary::of(blocks.iter().flat_map(Block::lines));
    let mut markdown = Markdown { vocabulary, draft };
    let from = markdown.head(&blocks);
    markdown.body(&blocks[from..]);
}

/// A long “heading” is a paragraph whose next line is a rule.
fn demote(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Heading(heading) = block
            && heading.text.split(' ').count() > LONGEST_HEADING
        {
            *block = Block::Text(Text {
                lines: vec![std::mem::take(&mut heading.text)],
                line: heading.line,
                is_item: false,
            });
        }
    }
}

struct Markdown<'d> {
    vocabulary: Vocabulary,
    draft: &'d mut Draft,
}

impl Markdown<'_> {
    /// Title and byline; answers how many blocks they take.
    fn head(&mut self, blocks: &[Block]) -> usize {
        let mut from = 0;
        let given = contents::folded(&self.draft.paper.title);
        if let Some((at, heading)) = self.title(blocks) {
            let same = given.is_empty() || contents::folded(&heading.text) == given;
            if !same {
                return 0;
            }
            if given.is_empty() {
                self.draft.paper.title = crate::text::normalise(&heading.text);
            }
            from = at + 1;
            self.texts_of(&blocks[..at]);
        }
        if from > 0 && given.is_empty() {
            from += self.byline(&blocks[from..]);
        }
        from
    }

    /// The first heading of level 1, unless it is one of many and names a usual section.
    fn title<'b>(&self, blocks: &'b [Block]) -> Option<(usize, &'b Heading)> {
        let mut tops = blocks
            .iter()
            .enumerate()
            .filter_map(|(at, block)| match block {
                Block::Heading(heading) if heading.level == 1 => Some((at, heading)),
                _ => None,
            });
        let first = tops.next()?;
        let usual = heading::is_known(&first.1.text) && tops.next().is_some();
        let late = first.0 > 3 && self.draft.paper.title.is_empty();
        (!usual && !late).then_some(first)
    }

    /// Paragraphs below the title that hold names, places of work or a date.
    fn byline(&mut self, blocks: &[Block]) -> usize {
        let mut taken = 0;
        for block in blocks.iter().take(6) {
            let Block::Text(text) = block else { break };
            if text.is_item || !self.is_byline(text) {
                break;
            }
            taken += 1;
        }
        taken
    }

    fn is_byline(&mut self, text: &Text) -> bool {
        let lines: Vec<&str> = text
            .lines
            .iter()
            .map(|line| line.trim())
            .filter(|line| !line.is_empty())
            .collect();
        let whole = lines.join(" ");
        let by = byline::after_by(&whole).filter(|_| !whole.ends_with('.'));
        let names = by
            .map(byline::names)
            .or_else(|| byline::on_lines(&lines))
            .or_else(|| {
                lines
                    .first()
                    .filter(|line| byline::is_byline(line))
                    .and_then(|line| byline::on_lines(&[line]))
            });
        if let Some(date) =
            date::find(&whole).filter(|_| lines.iter().any(|line| date::is_date_line(line)))
        {
            self.draft.paper.year = self.draft.paper.year.or(Some(date.year));
            self.draft.paper.date = self.draft.paper.date.take().or(date.exact);
        }
        let of_place = |line: &&str| place::is_affiliation(line) || date::is_date_line(line);
        let short = whole.split(' ').count() <= 40 && !whole.ends_with('.');
        match names {
            Some(names) if self.draft.paper.authors.is_empty() => {
                let rest_is_place = by.is_some()
                    || byline::on_lines(&lines).is_some()
                    || lines[1..].iter().all(of_place);
                if rest_is_place {
                    self.draft.paper.authors = names;
                }
                rest_is_place
            }
            _ => short && !self.draft.paper.authors.is_empty() && lines.iter().all(of_place),
        }
    }

    fn body(&mut self, blocks: &[Block]) {
        let mut at = 0;
        while at < blocks.len() {
            let length = 1 + blocks[at + 1..]
                .iter()
                .take_while(|block| !matches!(block, Block::Heading(_)))
                .count();
            self.section(&blocks[at..at + length]);
            at += length;
        }
    }

    /// A heading and the blocks below it, or blocks before any heading.
    fn section(&mut self, blocks: &[Block]) {
        let Some(Block::Heading(found)) = blocks.first() else {
            self.texts_of(blocks);
            return;
        };
        let texts = &blocks[1..];
        let title = contents::folded(&self.draft.paper.title);
        let is_title = contents::folded(&found.text) == title && !title.is_empty();
        let known = heading::known(&found.text);
        match known {
            Some(Known::References) => return self.references(texts),
            Some(Known::Contents)
                if texts
                    .iter()
                    .all(|block| matches!(block, Block::Text(text) if text.is_item)) =>
            {
                return;
            }
            Some(Known::Notes) if texts.iter().all(|block| matches!(block, Block::Note(..))) => {}
            Some(Known::Notes) if self.notes(texts) => return,
            _ if is_title => {}
            _ => self
                .draft
                .heading(found.level, &heading::clean(&found.text)),
        }
        self.texts_of(texts);
    }

    fn texts_of(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.text_of(block);
        }
    }

    fn text_of(&mut self, block: &Block) {
        match block {
            Block::Text(text) => {
                let joined = self.joined(text);
                if let Some(keywords) =
                    summary::keywords_lead(&joined).filter(|_| self.draft.paper.tags.is_empty())
                {
                    self.draft.paper.tags = metadata::keywords(keywords);
                } else if let Some(summary) =
                    summary::summary_lead(&joined).filter(|_| !self.draft.has_sections())
                {
                    self.draft.summary(summary, &[]);
                } else {
                    self.draft.text(&joined, text.line, &[]);
                }
            }
            Block::Note(marker, text) => {
                let joined = self.joined(text);
                self.draft.note(marker, &joined, text.line);
            }
            Block::Reference(text) => {
                let joined = self.joined(text);
                self.draft.reference(&joined);
            }
            Block::Heading(heading) => self.draft.heading(heading.level, &heading.text),
        }
    }

    fn joined(&self, text: &Text) -> String {
        let mut joined = String::new();
        for line in &text.lines {
            self.vocabulary.join(&mut joined, line.trim());
        }
        joined
    }

    /// Each item or paragraph is an entry, unless the lines of a paragraph are entries by themselves.
    fn references(&mut self, blocks: &[Block]) {
        for block in blocks {
            let Block::Text(text) = block else {
                self.text_of(block);
                continue;
            };
            let lines: Vec<Line<'_>> = text
                .lines
                .iter()
                .map(|line| as_line(line, text.line))
                .collect();
            let found = bibliography::entries(&lines, Layout::of(&lines), &self.vocabulary);
            if found.numbered && !text.is_item {
                self.draft.numbered_references = true;
                found.raw.iter().for_each(|raw| self.draft.reference(raw));
            } else {
                let joined = self.joined(text);
                self.draft.reference(&joined);
            }
        }
    }

    /// Numbered paragraphs or items under a heading of notes.
    fn notes(&mut self, blocks: &[Block]) -> bool {
        let split = |block: &Block| match block {
            Block::Text(text) => note::split(&self.joined(text))
                .map(|(marker, rest)| (marker, rest.to_owned(), text.line)),
            _ => None,
        };
        let notes: Option<Vec<_>> = blocks
            .iter()
            .filter(|block| !matches!(block, Block::Note(..)))
            .map(split)
            .collect();
        let Some(notes) = notes.filter(|notes| !notes.is_empty()) else {
            return false;
        };
        for (marker, text, line) in notes {
            self.draft.note(&marker, &text, line);
        }
        blocks
            .iter()
            .filter(|block| matches!(block, Block::Note(..)))
            .for_each(|block| self.text_of(block));
        true
    }
}

fn as_line(text: &str, number: u32) -> Line<'_> {
    Line {
        raw: text,
        text: crate::text::normalise(text),
        ..Line::blank(number)
    }
}

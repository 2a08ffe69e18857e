//! The parser's events as blocks: headings, texts, notes.
//!
//! Mark-up goes and text stays. Images and comments are dropped; what an author wrote in code,
//! tables, quotations and formulas is text like any other.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A group of rows of a table has at most so many words, its header apart.
const ROW_WORDS: usize = 120;

/// A part of a Markdown text.
#[derive(Debug)]
pub(in super::super) enum Block {
    Heading(Heading),
    Text(Text),
    /// A footnote's label and text.
    Note(String, Text),
    /// An entry of a bibliography, where the mark-up says so.
    Reference(Text),
}

#[derive(Debug)]
pub(in super::super) struct Heading {
    pub(in super::super) level: u8,
    pub(in super::super) text: String,
    pub(in super::super) line: u32,
}

/// A paragraph, item, quotation, group of rows or code block, by its lines.
#[derive(Debug)]
pub(in super::super) struct Text {
    pub(in super::super) lines: Vec<String>,
    pub(in super::super) line: u32,
    pub(in super::super) is_item: bool,
}

impl Block {
    pub(in super::super) fn lines(&self) -> impl Iterator<Item = &str> {
        let lines = match self {
            Self::Heading(_) => &[][..],
            Self::Text(text) | Self::Note(_, text) | Self::Reference(text) => &text.lines,
        };
        lines.iter().map(String::as_str)
    }
}

/// Parses Markdown. Lines count from `above`.
pub(super) fn of(text: &str, above: u32) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_MATH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader {
        text,
        line: above + 1,
        seen: 0,
        ..Reader::default()
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.count_lines(range.start);
        match event {
            Event::Start(tag) => reader.start(&tag),
            Event::End(tag) => reader.end(tag),
            event => reader.inline(&event),
        }
    }
    reader.flush();
    reader.blocks
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    /// The line that `seen` bytes have reached.
    line: u32,
    seen: usize,
    blocks: Vec<Block>,
    lines: Vec<String>,
    begun: u32,
    items: usize,
    images: usize,
    heading: Option<u8>,
    note: Option<String>,
    table: Table,
    in_html: bool,
}

#[derive(Default)]
struct Table {
    header: String,
    rows: Vec<String>,
    row: Vec<String>,
}

impl Reader<'_> {
    fn count_lines(&mut self, offset: usize) {
        if offset > self.seen {
            self.line += self.text[self.seen..offset].matches('\n').count() as u32;
            self.seen = offset;
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(depth(*level));
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(label.to_string());
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::Image { .. } => self.images += 1,
            Tag::HtmlBlock => {
                self.flush();
                self.in_html = true;
            }
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::Table(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.lines).join(" ");
                self.table.row.push(crate::text::normalise(&cell));
            }
            TagEnd::TableHead => {
                self.table.header = std::mem::take(&mut self.table.row).join(" | ");
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.table.row).join(" | ");
                self.table.rows.push(row);
            }
            TagEnd::Table => self.end_table(),
            TagEnd::HtmlBlock => {
                self.in_html = false;
                let html = std::mem::take(&mut self.lines).join("");
                self.push(&without_tags(&html));
                self.flush();
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::List(_) => {
                self.flush();
            }
            _ => {}
        }
    }

    fn inline(&mut self, event: &Event<'_>) {
        if self.images > 0 {
            return;
        }
        match event {
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::InlineMath(math) => self.push(&format!("${math}$")),
            Event::DisplayMath(math) => self.push(&format!("$${math}$$")),
            Event::Html(html) if self.in_html => self.push(html),
            Event::Html(html) | Event::InlineHtml(html) if html.starts_with("<br") => {
                self.push(" ");
            }
            Event::FootnoteReference(label) => self.push(&format!("[^{label}]")),
            Event::SoftBreak | Event::HardBreak => self.lines.push(String::new()),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.lines.is_empty() {
            self.begun = self.line;
            self.lines.push(String::new());
        }
        if let Some(line) = self.lines.last_mut() {
            line.push_str(text);
        }
    }

    fn flush(&mut self) {
        if self.lines.is_empty() || self.heading.is_some() {
            return;
        }
        let text = Text {
            lines: std::mem::take(&mut self.lines),
            line: self.begun,
            is_item: self.items > 0,
        };
        match (&self.note, self.blocks.last_mut()) {
            // A note of several paragraphs is one note.
            (Some(label), Some(Block::Note(last, open))) if last == label => {
                open.lines.extend(text.lines);
            }
            (Some(label), _) => self.blocks.push(Block::Note(label.clone(), text)),
            (None, _) => self.blocks.push(Block::Text(text)),
        }
    }

    fn end_heading(&mut self) {
        let level = self.heading.take().unwrap_or(1);
        let text = crate::text::normalise(&std::mem::take(&mut self.lines).join(" "));
        if !text.is_empty() {
            self.blocks.push(Block::Heading(Heading {
                level,
                text,
                line: self.begun,
            }));
        }
    }

    fn end_table(&mut self) {
        let table = std::mem::take(&mut self.table);
        for group in row_groups(&table.header, table.rows) {
            self.push(&group);
            self.flush();
        }
    }
}

/// Rows of a table in groups, each with the header before it.
pub(in super::super) fn row_groups(header: &str, rows: Vec<String>) -> Vec<String> {
    let mut groups = Vec::new();
    let mut group = header.to_owned();
    let mut words = 0;
    for row in rows {
        let more = row.split(' ').count();
        if words > 0 && words + more > ROW_WORDS {
            groups.push(std::mem::replace(&mut group, header.to_owned()));
            words = 0;
        }
        group = if group.is_empty() {
            row
        } else {
            format!("{group}; {row}")
        };
        words += more;
    }
    groups.push(group);
    groups
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

/// The text of an HTML block, without tags and comments.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let close = if rest[at..].starts_with("<!--") {
            "-->"
        } else {
            ">"
        };
        let Some(end) = rest[at..].find(close) else {
            // No tag, only a sign of less.
            rest = &rest[at..];
            break;
        };
        rest = &rest[at + end + close.len()..];
        text.push(' ');
    }
    text.push_str(rest);
    text
}

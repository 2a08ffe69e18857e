//! The nodes of a document become boxes, and boxes the parts of an answer that fit into a message.
//!
//! A result with its quotation has a box of its own; short entries stand together in one. What does
//! not fit into a box goes on in the next, cut between words before anything is escaped, so that no
//! mark-up is ever torn. Buttons are not known here.

use super::limits::{DESCRIPTION, EMBEDS, EMBEDS_TOGETHER, FOOTER, TITLE, size};
use super::message::Embed;
use crate::conversation::render::document::{Line, Node, Span, Style};
use crate::conversation::render::{mark_up, table};

/// The colour along the left edge of a box: a muted blue.
const COLOUR: u32 = 0x4f_6d_8f;
/// Tables are set in characters of one width; wider lines would break in a box.
const TABLE_COLUMNS: usize = 56;
/// The longest piece that is made of a node. It leaves room in a box for what stands around it.
const PIECE: usize = DESCRIPTION - 96;
/// What the footer that says which part this is may take of a message.
const PLACE: usize = 32;
const _: () = assert!(PLACE <= FOOTER);

/// The boxes of each part of a document; there is at least one part, with at least one box.
pub(super) fn parts(nodes: &[Node]) -> Vec<Vec<Embed>> {
    let mut parts: Vec<Vec<Embed>> = Vec::new();
    let mut filled = 0;
    for embed in boxes(nodes) {
        let length = size(&embed.title) + size(&embed.description);
        match parts.last_mut() {
            Some(part) if part.len() < EMBEDS && filled + length <= EMBEDS_TOGETHER - PLACE => {
                filled += length;
                part.push(embed);
            }
            _ => {
                filled = length;
                parts.push(vec![embed]);
            }
        }
    }
    parts
}

/// Which part of how many.
pub(super) fn place(part: usize, parts: usize) -> String {
    format!("Part {part} of {parts}")
}

fn boxes(nodes: &[Node]) -> Vec<Embed> {
    let mut boxes = Boxes::default();
    for (at, node) in nodes.iter().enumerate() {
        let next_is_quotation = matches!(nodes.get(at + 1), Some(Node::Quotation(_)));
        match node {
            Node::Heading(line) => boxes.begin_titled(line),
            Node::Entry(..) if next_is_quotation || boxes.has_quotation => boxes.begin(),
            Node::Context(..) => boxes.begin(),
            _ => {}
        }
        boxes.add(node);
    }
    boxes.begin();
    if boxes.done.is_empty() {
        let description = "There is nothing to show.".to_owned();
        boxes.done.push(coloured(String::new(), description));
    }
    boxes.done
}

fn coloured(title: String, description: String) -> Embed {
    Embed {
        title,
        description,
        color: COLOUR,
        image: None,
        footer: None,
    }
}

/// Boxes that are done, and the one that is being filled.
#[derive(Default)]
struct Boxes {
    done: Vec<Embed>,
    title: String,
    text: String,
    has_quotation: bool,
}

impl Boxes {
    /// Begins a new box where this one has something in it.
    fn begin(&mut self) {
        let (title, text) = (
            std::mem::take(&mut self.title),
            std::mem::take(&mut self.text),
        );
        self.has_quotation = false;
        if !title.is_empty() || !text.is_empty() {
            self.done.push(coloured(title, text));
        }
    }

    /// Begins a new box with a title. One that is too long for a title stands in the text.
    fn begin_titled(&mut self, line: &Line) {
        self.begin();
        let title = mark_up(line).join(" ");
        if size(&title) <= TITLE {
            self.title = title;
        }
    }

    fn add(&mut self, node: &Node) {
        if matches!(node, Node::Heading(_)) && !self.title.is_empty() {
            return;
        }
        let is_quotation = matches!(node, Node::Quotation(_) | Node::Context(..));
        // A quotation belongs to the line before it, and the lines of a list stand together.
        let gap = match node {
            Node::Quotation(_) | Node::Entry(..) | Node::Context(..) => "\n",
            _ => "\n\n",
        };
        for piece in pieces(node) {
            if size(&self.text) + gap.len() + size(&piece) > DESCRIPTION {
                self.begin();
            }
            if !self.text.is_empty() {
                self.text += gap;
            }
            self.text.push_str(&piece);
        }
        self.has_quotation |= is_quotation;
    }
}

/// A node as pieces of mark-up, each of which fits into a box.
fn pieces(node: &Node) -> Vec<String> {
    let written = |line: &Line, before: &str| -> Vec<String> {
        let between = format!("\n{before}");
        let piece = |line: &Line| [before, &mark_up(line).join(&between)].concat();
        cut(line, PIECE).iter().map(piece).collect()
    };
    match node {
        Node::Heading(line) => written(line, "### "),
        Node::Paragraph(line) | Node::Entry(None, line) | Node::Copy(line) => written(line, ""),
        Node::Quotation(line) => written(line, "> "),
        Node::Context(line, quotation) => [written(line, ""), written(quotation, "> ")].concat(),
        Node::Entry(Some(letter), line) => {
            let mut lettered = vec![
                Span::new(Style::Strong, &letter.to_string()),
                Span::new(Style::Plain, " "),
            ];
            lettered.extend(line.iter().cloned());
            written(&lettered, "")
        }
        Node::Data(span) => fenced(span.text().lines()),
        Node::Table { header, rows } => {
            let lines = table(header, rows, TABLE_COLUMNS);
            fenced(lines.iter().map(String::as_str))
        }
    }
}

/// Lines in blocks of code, in which nothing is read but the mark that ends them: a run of three
/// such marks is broken by a character without a width.
fn fenced<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in lines {
        let line = line.trim_end().replace("```", "`\u{200b}`\u{200b}`");
        for line in whole_or_cut(&line) {
            if let Some(block) = blocks.last_mut()
                && size(block) + size(&line) < PIECE
            {
                block.push_str(&line);
                block.push('\n');
                continue;
            }
            blocks.push(format!("{line}\n"));
        }
    }
    blocks.retain(|block| !block.trim().is_empty());
    let fence = |block: String| format!("```\n{block}```");
    blocks.into_iter().map(fence).collect()
}

/// A line, cut where it is too long for a piece of its own.
fn whole_or_cut(line: &str) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    // A character takes two units at most.
    let parts = characters.chunks(PIECE / 2 - 1);
    let parts: Vec<String> = parts.map(|part| part.iter().collect()).collect();
    if parts.is_empty() {
        vec![String::new()]
    } else {
        parts
    }
}

/// Cuts a line between words, so that the mark-up of no piece is longer than allowed.
fn cut(line: &Line, most: usize) -> Vec<Line> {
    let mut pieces = vec![Line::new()];
    let mut filled = 0;
    for span in line {
        let mut begun = 0;
        let text = span.text();
        filled += MARKS;
        for (at, word) in words(text) {
            let cost = cost(span.style(), word);
            if filled + cost > most && filled > MARKS {
                push(&mut pieces, span.style(), &text[begun..at]);
                pieces.push(Line::new());
                begun = at;
                filled = MARKS;
            }
            filled += cost;
        }
        push(&mut pieces, span.style(), &text[begun..]);
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// What the marks around a span can take at most.
const MARKS: usize = 8;
/// The longest word that is kept whole.
const WORD: usize = 200;

fn push(pieces: &mut [Line], style: Style, text: &str) {
    if let Some(piece) = pieces.last_mut().filter(|_| !text.is_empty()) {
        piece.push(Span::new(style, text));
    }
}

/// The words of a text with the spaces behind them, each with the byte it begins at. Words that nobody
/// could read are cut.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut from = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let mut rest = word;
        while let Some((at, _)) = rest.char_indices().nth(WORD) {
            let (head, tail) = rest.split_at(at);
            words.push((from, head));
            from += head.len();
            rest = tail;
        }
        words.push((from, rest));
        from += rest.len();
    }
    words
}

/// What a word can take at most when it is escaped, with the mark of a quotation before a new line.
fn cost(style: Style, word: &str) -> usize {
    let one = |c: char| match c {
        // The marks end with the line, and begin again after that of a quotation.
        '\n' => MARKS + 3,
        '@' => 3,
        '`' if style == Style::Code => 3,
        c if c.is_ascii_punctuation() => 2,
        c => c.len_utf16(),
    };
    word.chars().map(one).sum()
}

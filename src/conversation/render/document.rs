//! The walker: a reply as a short list of nodes with styled text, before any mark-up.
//!
//! Order, wording and separators of what is shown are decided here, once for all writers. Writers
//! decide how a style looks and how much of a document fits into a message.

mod blocks;

use crate::conversation::reply::{MOST_ACTIONS, Reply};

/// A reply, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What is shown, in order.
    pub nodes: Vec<Node>,
    /// The labels of the actions; the first is chosen by `1`.
    pub actions: Vec<Line>,
    /// Whether the actions are chosen by their labels alone, so that no digits stand before them.
    pub by_word: bool,
}

/// A part of a document that is written as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A line that names what follows.
    Heading(Line),
    /// A paragraph.
    Paragraph(Line),
    /// A result’s own line, with the letter it carries in a list.
    Entry(Option<char>, Line),
    /// The words of a paper. They belong to the entry or heading before them.
    Quotation(Line),
    /// A result’s own line with its quotation, which stand beside what was asked for: where a screen
    /// can fold them, the line alone is shown first.
    Context(Line, Line),
    /// Text that is there to be copied: writers to a screen leave its lines whole.
    Copy(Line),
    /// Data that is there to be copied, all spaces and lines kept.
    Data(Span),
    /// Rows of cells under a header.
    Table {
        /// One cell a column.
        header: Vec<Line>,
        /// Rows of cells.
        rows: Vec<Vec<Line>>,
    },
}

/// Text in one or several styles. A line feed in it is a line break.
pub type Line = Vec<Span>;

/// Text in one style, without a character that could change how anything around it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    style: Style,
    text: String,
}

/// How text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Not at all.
    Plain,
    /// It names something.
    Strong,
    /// It is set apart: a title, or a word from the bot about its answer.
    Emphasis,
    /// It matches what was asked.
    Mark,
    /// It can be typed as it stands: a command line, an id.
    Code,
    /// It is less important than what is around it.
    Faint,
    /// A quotation has it and the paper has not.
    Added,
    /// The paper has it and a quotation has not.
    Dropped,
    /// It is covered until somebody wants to see it.
    Hidden,
}

impl Span {
    /// Text in a style, made harmless.
    #[must_use]
    pub fn new(style: Style, text: &str) -> Self {
        let text = harmless(text);
        Self { style, text }
    }

    /// How it stands out.
    #[must_use]
    pub fn style(&self) -> Style {
        self.style
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Lowers a reply to a document.
#[must_use]
pub fn of(reply: &Reply) -> Document {
    Document {
        nodes: reply.blocks.iter().flat_map(blocks::nodes).collect(),
        actions: reply
            .actions
            .iter()
            .take(MOST_ACTIONS)
            .map(|action| blocks::one_line(&action.label))
            .collect(),
        by_word: reply.is_to_be_typed(),
    }
}

/// Whether a character acts on a screen instead of showing on it: controls, separators of lines, and
/// what turns the direction of the text around it.
///
/// Marks of direction without a reach (LRM, RLM, ALM) are ordinary parts of right-to-left text.
#[must_use]
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if is_unprintable(c) => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_acts_on_the_screen() {
        let span = Span::new(Style::Plain, "a\u{1b}[31mb\u{202e}c\r\nd\te\u{9b}\u{200f}");
        assert_eq!(span.text(), "a\u{fffd}[31mbc\nd e\u{fffd}\u{200f}");
    }
}

//! The writer for screens of characters, with colours or without.

use super::document::{Document, Line, Node, Span, Style};
use super::mention::{unmentioned, unmentioned_data};
use super::table;
use super::wrap::{columns, wrap};

/// How styles show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// They don't.
    None,
    /// By the escape sequences that every terminal with colours knows.
    Ansi,
    /// They don't, and nobody who reads it is notified by a name in it.
    Unmentioned,
}

/// Where lines have no width of their own, a table has: wider ones would be torn by most screens.
const WIDEST_TABLE: usize = 72;

/// What stands for a covered text (Client-server API, Spoiler messages).
const SPOILER: &str = "[Spoiler]";

/// A result’s text stands under its citation, not under its letter.
const INDENT: &str = "   ";

pub(super) fn write(document: &Document, width: usize, paint: Paint) -> String {
    let writer = Writer { width, paint };
    let mut lines = Vec::new();
    let mut before: Option<&Node> = None;
    for node in &document.nodes {
        if before.is_some_and(|before| !is_tight(before, node)) {
            lines.push(String::new());
        }
        lines.extend(writer.node(node));
        before = Some(node);
    }
    if !document.actions.is_empty() {
        if before.is_some() {
            lines.push(String::new());
        }
        lines.extend(writer.actions(&document.actions, document.by_word));
    }
    lines.join("\n")
}

/// Whether no empty line stands between two nodes.
fn is_tight(before: &Node, node: &Node) -> bool {
    matches!(
        (before, node),
        (Node::Entry(..), Node::Entry(..) | Node::Quotation(_))
    )
}

struct Writer {
    width: usize,
    paint: Paint,
}

impl Writer {
    fn node(&self, node: &Node) -> Vec<String> {
        match node {
            Node::Heading(line) => self.hanging(plain(""), &restyled(line, Style::Strong)),
            Node::Paragraph(line) => self.hanging(plain(""), &self.covered(&bracketed(line))),
            Node::Entry(None, line) => self.hanging(plain(""), line),
            Node::Entry(Some(letter), line) => {
                let letter = Span::new(Style::Strong, &format!("{letter}  "));
                self.hanging(letter, line)
            }
            Node::Quotation(line) => self.hanging(plain(INDENT), &bracketed(line)),
            Node::Context(line, quotation) => {
                let mut lines = self.hanging(plain(""), line);
                lines.extend(self.hanging(plain(INDENT), &bracketed(quotation)));
                lines
            }
            Node::Copy(line) => whole(&self.paint(line)),
            Node::Data(span) if self.paint == Paint::Unmentioned => {
                whole(&unmentioned_data(span.text()))
            }
            Node::Data(span) => whole(&self.paint(std::slice::from_ref(span))),
            Node::Table { header, rows } => self.table(header, rows),
        }
    }

    /// A text without what a chat covers: its plain form stands in notifications and old clients, where
    /// nothing can be covered. A screen that asked for it shows it.
    fn covered(&self, text: &[Span]) -> Line {
        let cover = |span: &Span| match (self.paint, span.style()) {
            (Paint::Unmentioned, Style::Hidden) => plain(SPOILER),
            _ => span.clone(),
        };
        text.iter().map(cover).collect()
    }

    /// A text behind a beginning of its first line, which its other lines leave free.
    fn hanging(&self, first: Span, text: &[Span]) -> Vec<String> {
        let indent = columns(std::slice::from_ref(&first));
        let rest = plain(&" ".repeat(indent));
        let lines = wrap(text, self.width.saturating_sub(indent));
        std::iter::once(first)
            .chain(std::iter::repeat(rest))
            .zip(lines)
            .map(|(before, line)| self.paint(&[vec![before], line].concat()))
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    fn table(&self, header: &[Line], rows: &[Vec<Line>]) -> Vec<String> {
        let header: Vec<Line> = header
            .iter()
            .map(|cell| restyled(cell, Style::Strong))
            .collect();
        let width = match self.paint {
            Paint::Unmentioned => self.width.min(WIDEST_TABLE),
            Paint::None | Paint::Ansi => self.width,
        };
        table::lay_out(&header, rows, width)
            .iter()
            .map(|line| self.paint(line).trim_end().to_owned())
            .collect()
    }

    /// `1 More   2 Context`, on as many lines as the width asks for.
    fn actions(&self, labels: &[Line], by_word: bool) -> Vec<String> {
        let mut lines: Vec<Line> = Vec::new();
        for (number, label) in labels.iter().enumerate() {
            let digit = Span::new(Style::Strong, &(number + 1).to_string());
            let mut action = if by_word {
                Vec::new()
            } else {
                vec![digit, plain(" ")]
            };
            action.extend_from_slice(label);
            match lines.last_mut() {
                Some(line) if columns(line) + INDENT.len() + columns(&action) <= self.width => {
                    line.push(plain(INDENT));
                    line.append(&mut action);
                }
                _ => lines.push(action),
            }
        }
        lines.iter().map(|line| self.paint(line)).collect()
    }

    fn paint(&self, line: &[Span]) -> String {
        let painted = line
            .iter()
            .map(|span| match (self.paint, code(span.style())) {
                (Paint::Ansi, Some(code)) => format!("\u{1b}[{code}m{}\u{1b}[0m", span.text()),
                _ => span.text().to_owned(),
            })
            .collect::<String>();
        match self.paint {
            // A name may begin in one span and end in the next.
            Paint::Unmentioned => unmentioned(&painted),
            Paint::None | Paint::Ansi => painted,
        }
    }
}

/// The lines of a text that are there to be copied.
fn whole(text: &str) -> Vec<String> {
    let lines = text.trim_end_matches('\n').split('\n');
    lines.map(str::to_owned).collect()
}

fn plain(text: &str) -> Span {
    Span::new(Style::Plain, text)
}

fn restyled(line: &[Span], style: Style) -> Line {
    line.iter()
        .map(|span| Span::new(style, span.text()))
        .collect()
}

/// A text in which what differs can be told without colours.
fn bracketed(line: &[Span]) -> Line {
    let brackets = |span: &Span| match span.style() {
        Style::Added => ("{+", "+}"),
        Style::Dropped => ("[-", "-]"),
        _ => ("", ""),
    };
    line.iter()
        .map(|span| {
            let (open, close) = brackets(span);
            Span::new(span.style(), &[open, span.text(), close].concat())
        })
        .collect()
}

fn code(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain | Style::Hidden => None,
        Style::Strong => Some("1"),
        Style::Emphasis => Some("3"),
        Style::Mark => Some("1;33"),
        Style::Code => Some("36"),
        Style::Faint => Some("2"),
        Style::Added => Some("32"),
        Style::Dropped => Some("31"),
    }
}

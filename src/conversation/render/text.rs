//! The writer for screens of characters, with colours or without.

use super::document::{Document, Line, Node, Span, Style};
use super::table;
use super::wrap::{columns, wrap};

/// How styles show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// They don't.
    None,
    /// By the escape sequences that every terminal with colours knows.
    Ansi,
}

/// A result’s text stands under its citation, not under its letter.
const INDENT: &str = "   ";
const BULLET: &str = "- ";

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
        lines.extend(writer.actions(&document.actions));
    }
    lines.join("\n")
}

/// Whether no empty line stands between two nodes.
fn is_tight(before: &Node, node: &Node) -> bool {
    matches!(
        (before, node),
        (Node::Entry(..), Node::Entry(..) | Node::Quotation(_))
            | (Node::Paragraph(_), Node::List(_))
    )
}

struct Writer {
    width: usize,
    paint: Paint,
}

impl Writer {
    fn node(&self, node: &Node) -> Vec<String> {
        match node {
            Node::Heading(line) => self.hanging("", "", &restyled(line, Style::Strong)),
            Node::Paragraph(line) => self.hanging("", "", line),
            Node::Entry(None, line) => self.hanging("", INDENT, line),
            Node::Entry(Some(letter), line) => self.hanging(&format!("{letter}  "), INDENT, line),
            Node::Quotation(line) => self.hanging(INDENT, INDENT, line),
            Node::List(items) => items
                .iter()
                .flat_map(|item| self.hanging(BULLET, "  ", item))
                .collect(),
            Node::Table { header, rows } => self.table(header, rows),
        }
    }

    /// Wraps a text, with one beginning for its first line and another for the rest.
    fn hanging(&self, first: &str, rest: &str, text: &[Span]) -> Vec<String> {
        let width = self.width.saturating_sub(rest.len());
        wrap(text, width)
            .iter()
            .enumerate()
            .map(|(number, line)| match number {
                0 => format!("{}{}", self.letter(first), self.paint(line)),
                _ => format!("{rest}{}", self.paint(line)),
            })
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    fn letter(&self, first: &str) -> String {
        match first.trim() {
            "" => first.to_owned(),
            _ => self.paint(&[Span::new(Style::Strong, first)]),
        }
    }

    fn table(&self, header: &[Line], rows: &[Vec<Line>]) -> Vec<String> {
        let header: Vec<Line> = header
            .iter()
            .map(|cell| restyled(cell, Style::Strong))
            .collect();
        table::lay_out(&header, rows, self.width)
            .iter()
            .map(|line| self.paint(line).trim_end().to_owned())
            .collect()
    }

    /// `1 More   2 Context`, on as many lines as the width asks for.
    fn actions(&self, labels: &[Line]) -> Vec<String> {
        let mut lines: Vec<Line> = Vec::new();
        for (number, label) in labels.iter().enumerate() {
            let digit = Span::new(Style::Strong, &(number + 1).to_string());
            let mut action = vec![digit, Span::new(Style::Plain, " ")];
            action.extend_from_slice(label);
            match lines.last_mut() {
                Some(line) if columns(line) + INDENT.len() + columns(&action) <= self.width => {
                    line.push(Span::new(Style::Plain, INDENT));
                    line.append(&mut action);
                }
                _ => lines.push(action),
            }
        }
        lines.iter().map(|line| self.paint(line)).collect()
    }

    fn paint(&self, line: &[Span]) -> String {
        line.iter()
            .map(|span| match (self.paint, code(span.style())) {
                (Paint::Ansi, Some(code)) => format!("\u{1b}[{code}m{}\u{1b}[0m", span.text()),
                _ => span.text().to_owned(),
            })
            .collect()
    }
}

fn restyled(line: &[Span], style: Style) -> Line {
    line.iter()
        .map(|span| Span::new(style, span.text()))
        .collect()
}

fn code(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => None,
        Style::Strong => Some("1"),
        Style::Emphasis => Some("3"),
        Style::Mark => Some("1;33"),
        Style::Code => Some("36"),
        Style::Faint => Some("2"),
    }
}

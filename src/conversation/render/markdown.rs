//! The Markdown writer. Data can make neither mark-up nor a mention nor a link.
//!
//! What it writes reads the same by `CommonMark`, by GitHub's dialect and by chat clients that know
//! less: escapes are backslashes, never entities.

use super::document::{Document, Line, Node, Span, Style};
use super::mention::NO_MENTION;

pub(super) fn write(document: &Document) -> String {
    let mut nodes: Vec<String> = document.nodes.iter().map(node).collect();
    if !document.actions.is_empty() {
        let actions = document.actions.iter().enumerate();
        let actions: Vec<String> = actions
            .map(|(number, label)| {
                if document.by_word {
                    one_line(label)
                } else {
                    format!("**{}** {}", number + 1, one_line(label))
                }
            })
            .collect();
        nodes.push(actions.join(" · "));
    }
    nodes.join("\n\n")
}

fn node(node: &Node) -> String {
    match node {
        Node::Heading(line) => format!("### {}", one_line(line)),
        Node::Paragraph(line) | Node::Entry(None, line) | Node::Copy(line) => {
            lines(line).join("  \n")
        }
        Node::Entry(Some(letter), line) => format!("**{letter}** {}", one_line(line)),
        Node::Quotation(line) => format!("> {}", lines(line).join("  \n> ")),
        Node::Context(line, quotation) => {
            let entry = lines(line).join("  \n");
            format!("{entry}\n\n> {}", lines(quotation).join("  \n> "))
        }
        Node::Data(span) => fenced(span.text()),
        Node::Table { header, rows } => table(header, rows),
    }
}

/// A block of code, whose fence is longer than any in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{}\n{fence}", text.trim_end())
}

fn table(header: &[Line], rows: &[Vec<Line>]) -> String {
    let row = |cells: &[Line]| {
        let cells: Vec<String> = cells.iter().map(|cell| one_line(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = format!("|{}", " --- |".repeat(header.len()));
    let mut lines = vec![row(header), rule];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

fn one_line(line: &[Span]) -> String {
    lines(line).join(" ")
}

/// The text as lines of Markdown, cut at its line breaks.
fn lines(text: &[Span]) -> Vec<String> {
    escaped(text, &Escaped::default())
}

/// The text as lines for a chat, which covers what is hidden.
pub(super) fn chat_lines(text: &[Span]) -> Vec<String> {
    let covers = Escaped {
        covers: true,
        ..Escaped::default()
    };
    escaped(text, &covers)
}

fn escaped(text: &[Span], empty: &Escaped) -> Vec<String> {
    let mut lines = vec![empty.clone()];
    for span in text {
        for (number, part) in span.text().split('\n').enumerate() {
            if number > 0 {
                lines.push(empty.clone());
            }
            if let Some(line) = lines.last_mut() {
                line.span(span.style(), part);
            }
        }
    }
    lines.into_iter().map(|line| line.written).collect()
}

/// A line of Markdown being written.
#[derive(Clone, Default)]
struct Escaped {
    written: String,
    /// Whether what is hidden is covered, which only chats can.
    covers: bool,
    /// What was said so far, without any mark-up.
    said: String,
}

impl Escaped {
    fn span(&mut self, style: Style, text: &str) {
        let mark = match style {
            Style::Hidden if self.covers => "||",
            Style::Plain | Style::Faint | Style::Hidden => "",
            Style::Strong | Style::Mark | Style::Added => "**",
            Style::Dropped => "~~",
            Style::Emphasis => "*",
            Style::Code => return self.code(text),
        };
        // A mark beside a space would not be read as one.
        let inner = text.trim();
        let (before, after) = match inner {
            "" => (text, ""),
            _ => text.split_once(inner).unwrap_or(("", "")),
        };
        self.escape(before);
        if !inner.is_empty() {
            self.written += mark;
            self.escape(inner);
            self.written += mark;
        }
        self.escape(after);
    }

    /// Inside code nothing is read but the mark that ends it, so that must be longer than any in it.
    fn code(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let pad = if longest > 0 { " " } else { "" };
        self.written
            .push_str(&[&fence, pad, text, pad, &fence].concat());
        self.said.push_str(text);
    }

    fn escape(&mut self, text: &str) {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let blank = self.said.trim().is_empty();
            // An indented line would be code.
            if blank && c.is_whitespace() {
                continue;
            }
            if is_markup(c, &self.said, rest.as_str()) {
                self.written.push('\\');
            }
            self.written.push(c);
            if c == '@' && rest.as_str().starts_with(char::is_alphanumeric) {
                self.written.push(NO_MENTION);
            }
            self.said.push(c);
        }
    }
}

/// Whether a character would be read as mark-up, after what stands before it on its line.
fn is_markup(c: char, before: &str, after: &str) -> bool {
    let begins = before.trim().is_empty();
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '$' => true,
        '&' => after.starts_with(|next: char| next.is_alphanumeric() || next == '#'),
        '#' | '>' | '-' | '+' | '=' => begins,
        '.' if ends_with_www(before) => true,
        '.' | ')' => !begins && before.trim().bytes().all(|byte| byte.is_ascii_digit()),
        ':' => after.starts_with("//") || is_emoji(after),
        _ => false,
    }
}

/// Whether chat clients would show a picture for `:word:`, of which the first mark stands before this.
fn is_emoji(after: &str) -> bool {
    after.split_once(':').is_some_and(|(word, _)| {
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
        !word.is_empty() && word.chars().all(named)
    })
}

fn ends_with_www(before: &str) -> bool {
    let from = before.len().saturating_sub(3);
    before
        .get(from..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

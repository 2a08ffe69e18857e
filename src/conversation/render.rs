//! A reply becomes text for a terminal, a file or a platform.
//!
//! One walker ([`document::of`]) lowers a reply to a few kinds of node; each writer knows its mark-up
//! and nothing of commands. Text of papers and of people is data: the walker makes control characters
//! and direction overrides harmless, and each writer escapes what its mark-up would read. Nowhere
//! else is anything escaped.

pub mod document;
mod html;
mod markdown;
pub(crate) mod mention;
mod table;
mod text;
mod wrap;

use serde::Serialize;

use super::reply::Reply;
use document::{Document, Line, Span};
use text::Paint;

/// Writes a reply without any mark-up, wrapped to a width in columns (`usize::MAX` for no wrapping).
///
/// A passage shows as it is, without marks, so that copying it gives the exact quotation.
#[must_use]
pub fn plain(reply: &Reply, width: usize) -> String {
    text::write(&document::of(reply), width, Paint::None)
}

/// Writes a reply for a terminal with colours, wrapped to a width in columns.
#[must_use]
pub fn ansi(reply: &Reply, width: usize) -> String {
    text::write(&document::of(reply), width, Paint::Ansi)
}

/// Writes a reply as Markdown, which reads the same by `CommonMark` and by GitHub's dialect.
#[must_use]
pub fn markdown(reply: &Reply) -> String {
    markdown::write(&document::of(reply))
}

/// The lines of a text in Markdown, for a chat that lays a document out itself and covers what is hidden.
#[must_use]
pub fn mark_up(line: &[Span]) -> Vec<String> {
    markdown::chat_lines(line)
}

/// The lines of a table without mark-up, in columns of characters of one width.
#[must_use]
pub fn table(header: &[Line], rows: &[Vec<Line>], width: usize) -> Vec<String> {
    let said = |line: &Line| line.iter().map(Span::text).collect();
    table::lay_out(header, rows, width)
        .iter()
        .map(said)
        .collect()
}

/// Writes a reply in the HTML that the Matrix specification allows in messages.
#[must_use]
pub fn html(reply: &Reply) -> String {
    html::write(&document::of(reply))
}

/// A document in the two forms that a message on Matrix has, which say the same: without mark-up, and
/// in HTML. Nobody is mentioned in either.
#[must_use]
pub fn message(document: &Document) -> (String, String) {
    let plain = text::write(document, usize::MAX, Paint::Unmentioned);
    (plain, html::write(document))
}

/// Writes a reply as one line of JSON: a contract, by version.
#[must_use]
#[expect(
    clippy::missing_panics_doc,
    reason = "JSON can hold every reply, so it never panics"
)]
pub fn json(reply: &Reply) -> String {
    #[derive(Serialize)]
    struct Versioned<'r> {
        schema: u8,
        #[serde(flatten)]
        reply: &'r Reply,
    }
    let json = serde_json::to_string(&Versioned { schema: 1, reply })
        .expect("a reply is made of strings, numbers and lists, all of which JSON can hold");
    escape_unprintable(&json)
}

/// Escapes what is dangerous to print but legal in JSON. It can only stand inside strings, where the
/// escaped form means the same.
fn escape_unprintable(json: &str) -> String {
    if !json.contains(document::is_unprintable) {
        return json.to_owned();
    }
    let escaped = |c: char| {
        if document::is_unprintable(c) {
            format!("\\u{:04x}", u32::from(c))
        } else {
            c.to_string()
        }
    };
    json.chars().map(escaped).collect()
}

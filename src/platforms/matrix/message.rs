//! A reply becomes the two bodies of one event, plain and HTML, which say the same. Pure, and under
//! every limit.
//!
//! The order and the words are those of the walker that all writers share, and escaping happens there.
//! Here the last line is added, which says what can be answered, and what is too long for one event
//! is told in parts, of which `more` shows the next. Nothing of a paper is cut short.

mod parts;

use crate::conversation::command::Command;
use crate::conversation::render;
use crate::conversation::render::document::{self, Document, Line, Node, Span, Style};
use crate::conversation::reply::{Action, MOST_ACTIONS, Offered, Reply};

/// The most bytes that either body of an event has.
///
/// An event may have 65,536 bytes (Client-server API > Size limits), signatures included. Encrypted it
/// is a third longer, and an edit of it holds both bodies twice; so much of each fits in any case.
pub const LARGEST: usize = 10_000;
/// A label of an action that is longer is cut: what it runs is kept whole.
const LONGEST_LABEL: usize = 100;

/// The two bodies of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Without mark-up.
    pub body: String,
    /// In the HTML that the specification allows.
    pub html: String,
}

/// What of an answer is shown.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The command that was answered; none for a line that named none rightly.
    pub command: Option<&'a Command>,
    /// Which part of it, from 1.
    pub part: usize,
}

/// A message, and what can be chosen by answering it; that is to be kept with the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The message.
    pub message: Message,
    /// Its actions run what [`Turn::read`] reads.
    pub offered: Offered,
}

/// What an action of a shown message runs: a command line, and which part of the answer to it is
/// shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The command line, with the prefix `/`.
    pub line: String,
    /// The part, from 1.
    pub part: usize,
}

impl Turn {
    /// As an action runs it: `part 2 /search buffer`, or the line alone for the first part.
    fn written(&self) -> String {
        match self.part {
            1 => self.line.clone(),
            part => format!("part {part} {}", self.line),
        }
    }

    /// What an action runs.
    #[must_use]
    pub fn read(written: &str) -> Self {
        let part = written.strip_prefix("part ").and_then(|rest| {
            let (part, line) = rest.split_once(' ')?;
            Some(Self {
                line: line.to_owned(),
                part: part.parse().ok()?,
            })
        });
        part.unwrap_or_else(|| Self {
            line: written.to_owned(),
            part: 1,
        })
    }
}

/// Writes a part of a reply as a message.
#[must_use]
pub fn show(reply: &Reply, view: View<'_>) -> Shown {
    let mut nodes = document::of(reply).nodes;
    if nodes.is_empty() && reply.actions.is_empty() {
        nodes.push(Node::Paragraph(vec![plain("There is nothing to show.")]));
    }
    let whole = Place { part: 1, parts: 1 };
    let all = with_last_line(nodes.clone(), reply, view.command, whole);
    if fits(&all, LARGEST) {
        return shown(&all, offered(reply, view.command, whole));
    }
    // The longest last line: of the first, a middle or the last part of more than there can be. The
    // first ones offer the next part, and the last an action more in its place.
    let places = [1, 99, 999].map(|part| Place { part, parts: 999 });
    let longest = places.map(|place| {
        let line = last_line(&offered(reply, view.command, place), place);
        size(&[Node::Paragraph(line)])
    });
    let longest = longest.into_iter().max().unwrap_or_default();
    let room = LARGEST.saturating_sub(longest + GAP);
    let mut parts = parts::of(nodes, &|nodes| fits(nodes, room));
    let place = Place {
        part: view.part.clamp(1, parts.len()),
        parts: parts.len(),
    };
    let nodes = parts.swap_remove(place.part - 1);
    let nodes = with_last_line(nodes, reply, view.command, place);
    shown(&nodes, offered(reply, view.command, place))
}

/// What stands between two nodes.
const GAP: usize = 2;

/// Which part of how many.
#[derive(Debug, Clone, Copy)]
struct Place {
    part: usize,
    parts: usize,
}

fn shown(nodes: &[Node], offered: Offered) -> Shown {
    Shown {
        message: written(nodes),
        offered,
    }
}

fn written(nodes: &[Node]) -> Message {
    let (body, html) = render::message(&Document {
        nodes: nodes.to_vec(),
        actions: Vec::new(),
        by_word: false,
    });
    Message { body, html }
}

fn size(nodes: &[Node]) -> usize {
    let message = written(nodes);
    message.body.len().max(message.html.len())
}

fn fits(nodes: &[Node], room: usize) -> bool {
    size(nodes) <= room
}

/// The actions of a part: those of the reply, the way to the next part in the place of the next page,
/// and the way back.
fn offered(reply: &Reply, command: Option<&Command>, place: Place) -> Offered {
    let mut offered = reply.offered();
    let Some(command) = command else {
        return offered;
    };
    let turn = |label: &str, line: String, part| Action {
        label: label.to_owned(),
        command: Turn { line, part }.written(),
    };
    if place.part < place.parts {
        offered.actions.retain(|action| action.label != MORE);
        let more = turn(MORE, command.to_string(), place.part + 1);
        offered.actions.insert(0, more);
    }
    let back = if place.part > 1 {
        Some(turn(BACK, command.to_string(), place.part - 1))
    } else {
        let before = command.page_before();
        before.map(|before| turn(BACK, before.to_string(), 1))
    };
    offered.actions.extend(back);
    offered
}

const MORE: &str = "More";
/// What shows the part or page before.
pub(super) const BACK: &str = "Back";

fn with_last_line(
    mut nodes: Vec<Node>,
    reply: &Reply,
    command: Option<&Command>,
    place: Place,
) -> Vec<Node> {
    let line = last_line(&offered(reply, command, place), place);
    if !line.is_empty() {
        nodes.push(Node::Paragraph(line));
    }
    nodes
}

/// Which part this is, and what can be answered.
fn last_line(offered: &Offered, place: Place) -> Line {
    let mut line = Line::new();
    if place.parts > 1 {
        line.push(faint(&format!("Part {} of {}. ", place.part, place.parts)));
    }
    if offered.is_empty() {
        return line;
    }
    line.push(faint("Reply or react with a number: "));
    for (at, action) in offered.actions.iter().take(MOST_ACTIONS).enumerate() {
        if at > 0 {
            line.push(faint(" · "));
        }
        line.push(Span::new(Style::Strong, &(at + 1).to_string()));
        line.push(plain(&format!(" {}", label(&action.label))));
    }
    if let Some(other) = about_another(offered) {
        line.push(faint(". For another result reply: "));
        line.push(Span::new(Style::Code, &other));
    }
    line
}

/// An example of how an action is asked for about another result than the first.
fn about_another(offered: &Offered) -> Option<String> {
    let others = offered.about_others();
    let cite = others.iter().find(|other| other.label.starts_with("Cite "));
    let other = cite.or(others.first())?;
    Some(other.label.to_lowercase())
}

fn label(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    let label = words.join(" ");
    match label.char_indices().nth(LONGEST_LABEL) {
        Some((at, _)) => format!("{}…", label[..at].trim_end()),
        None => label,
    }
}

fn plain(text: &str) -> Span {
    Span::new(Style::Plain, text)
}

fn faint(text: &str) -> Span {
    Span::new(Style::Faint, text)
}

#[cfg(test)]
mod tests;

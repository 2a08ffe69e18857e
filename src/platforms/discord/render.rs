//! A reply becomes a message: boxes with mark-up, and buttons. Pure, and under every limit.
//!
//! The order and the words are those of the walker that all writers share; its Markdown is read by
//! Discord as well, and is escaped there. What is too long for one message is told in parts, each with
//! buttons to the others. Nothing of a paper is cut short: only labels are.

use super::boxes;
use super::limits::{BUTTONS, LABEL, ROWS, cut};
use super::message::{Button, Footer, Message, Row};
use super::press::{Id, Press};
use crate::conversation::command::Command;
use crate::conversation::render::document;
use crate::conversation::reply::Reply;

/// What of an answer is shown, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The command that was answered; none for a line that named none rightly.
    pub(super) command: Option<&'a Command>,
    /// Which part of it, from 1.
    pub(super) part: usize,
    /// Whether one person alone will see it.
    pub(super) is_private: bool,
}

/// A message, and what the store has to keep for its buttons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) message: Message,
    /// Ids with what each stands for.
    pub(super) kept: Vec<(String, String)>,
}

/// Writes a part of a reply as a message.
pub(super) fn show(reply: &Reply, view: View<'_>) -> Shown {
    let document = document::of(reply);
    let mut parts = boxes::parts(&document.nodes);
    let number = view.part.clamp(1, parts.len());
    let count = parts.len();
    let mut embeds = parts.swap_remove(number - 1);
    if let Some(last) = embeds.last_mut().filter(|_| count > 1) {
        last.footer = Some(Footer {
            text: boxes::place(number, count),
        });
    }
    let mut buttons = Buttons::default();
    buttons.around(view.command, number, count);
    let labels = document.actions.iter().map(said);
    for (label, action) in labels.zip(&reply.actions) {
        let press = Press::Run(action.command.clone());
        buttons.add(&label, &press);
    }
    if view.is_private && reply.found {
        buttons.share(view.command);
    }
    let message = Message {
        embeds,
        components: buttons.rows(),
        ..Message::default()
    };
    Shown {
        message: message.for_whom(view.is_private),
        kept: buttons.kept,
    }
}

fn said(label: &document::Line) -> String {
    label.iter().map(document::Span::text).collect()
}

/// The buttons under a message.
#[derive(Default)]
struct Buttons {
    buttons: Vec<Button>,
    kept: Vec<(String, String)>,
}

impl Buttons {
    /// Those that lead to the parts and the page before and after.
    fn around(&mut self, command: Option<&Command>, part: usize, parts: usize) {
        let Some(command) = command else {
            return;
        };
        let line = command.to_string();
        if part > 1 {
            self.add("Part before", &Press::Part(part - 1, line.clone()));
        }
        if part < parts {
            self.add("Next part", &Press::Part(part + 1, line));
        }
        if let Some(before) = command.page_before() {
            self.add("Back", &Press::Back(before.to_string()));
        }
    }

    fn share(&mut self, command: Option<&Command>) {
        if let Some(command) = command {
            let line = command.for_the_room().to_string();
            self.add("Share", &Press::Share(line));
        }
    }

    /// Adds a button. Discord refuses a message with two of one id, and who presses can't tell them
    /// apart either.
    fn add(&mut self, label: &str, press: &Press) {
        let Id { id, kept } = press.id();
        let is_there = self.buttons.iter().any(|button| button.custom_id == id);
        if is_there || self.buttons.len() == ROWS * BUTTONS || label.is_empty() {
            return;
        }
        self.kept.extend(kept.map(|press| (id.clone(), press)));
        self.buttons.push(Button::new(cut(label, LABEL), id));
    }

    fn rows(&self) -> Vec<Row> {
        let rows = self.buttons.chunks(BUTTONS);
        rows.map(|row| Row::of(row.to_vec())).collect()
    }
}

#[cfg(test)]
mod tests;

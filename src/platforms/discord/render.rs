//! A reply becomes a message: boxes with mark-up, buttons, and a list of what can be done with the results
//! but the first. Pure, and under every limit.
//!
//! The order and the words are those of the walker that all writers share; its Markdown is read by
//! Discord as well, and is escaped there. What is too long for one message is told in parts, each with
//! buttons to the others. Nothing of a paper is cut short: only labels are.

use super::boxes;
use super::limits::{BUTTONS, LABEL, OPTION_LABEL, OPTIONS, ROWS, cut};
use super::message::{Button, Component, Entry, Footer, List, Message, Row};
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
    let mut offered = Offered::default();
    offered.around(view.command, number, count);
    let labels = document.actions.iter().map(said);
    for (label, action) in labels.zip(&reply.actions) {
        let press = Press::Run(action.command.clone());
        offered.add(&label, &press);
    }
    if view.is_private && reply.found {
        offered.share(view.command);
    }
    for action in reply.offered().about_others() {
        offered.offer(&action.label, &Press::Run(action.command));
    }
    let (components, kept) = offered.rows();
    let message = Message {
        embeds,
        components,
        ..Message::default()
    };
    Shown {
        message: message.for_whom(view.is_private),
        kept,
    }
}

fn said(label: &document::Line) -> String {
    label.iter().map(document::Span::text).collect()
}

/// The last row is the list's.
const BUTTON_ROWS: usize = ROWS - 1;

/// The buttons under a message, and what the list holds.
#[derive(Default)]
struct Offered {
    buttons: Vec<Button>,
    others: Vec<Entry>,
    kept: Vec<(String, String)>,
}

impl Offered {
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
        if is_there || self.buttons.len() == BUTTON_ROWS * BUTTONS || label.is_empty() {
            return;
        }
        self.keep(&id, kept);
        self.buttons.push(Button::new(cut(label, LABEL), id));
    }

    /// Adds an entry to the list of what can be done with other results.
    fn offer(&mut self, label: &str, press: &Press) {
        let Id { id: value, kept } = press.id();
        let is_there = self.others.iter().any(|entry| entry.value == value);
        if is_there || self.others.len() == OPTIONS {
            return;
        }
        self.keep(&value, kept);
        let label = cut(label, OPTION_LABEL);
        self.others.push(Entry { label, value });
    }

    /// A button and an entry of the list may do the same.
    fn keep(&mut self, id: &str, kept: Option<String>) {
        let is_kept = self.kept.iter().any(|(known, _)| known == id);
        self.kept.extend(
            kept.filter(|_| !is_kept)
                .map(|press| (id.to_owned(), press)),
        );
    }

    fn rows(self) -> (Vec<Row>, Vec<(String, String)>) {
        let buttons: Vec<Component> = self.buttons.into_iter().map(Component::Button).collect();
        let rows = buttons.chunks(BUTTONS).map(|row| Row::of(row.to_vec()));
        let list = List::new("others", "Another result …", self.others);
        let list = (!list.options.is_empty()).then(|| Row::of(vec![Component::List(list)]));
        (rows.chain(list).collect(), self.kept)
    }
}

#[cfg(test)]
mod tests;

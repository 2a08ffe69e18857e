//! A reply becomes a message: boxes with mark-up, buttons, and a list of what can be done with the results
//! but the first. Pure, and under every limit.
//!
//! The order and the words are those of the walker that all writers share; its Markdown is read by
//! Discord as well, and is escaped there. What is too long for one message is told in parts, each with
//! buttons to the others. Nothing of a paper is cut short: only labels are.

use std::borrow::Cow;

use super::boxes;
use super::limits::{ALTERNATIVE, BUTTONS, LABEL, OPTION_LABEL, OPTIONS, ROWS, cut};
use super::message::{
    Attachment, Button, Component, Entry, File, Footer, List, Message, Picture, Row,
};
use super::press::{Id, Press};
use crate::conversation::command::Command;
use crate::conversation::render::document;
use crate::conversation::reply::{Block, FileBlock, QuestionBlock, Reply};

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

/// All parts of a reply that is posted into a channel, each as a message; the last has the buttons, with
/// which a question that is open is answered.
pub(super) fn parts(reply: &Reply) -> Vec<Shown> {
    let mut reply = reply.clone();
    let mut offered = Offered::default();
    for question in asked(&mut reply) {
        offered.answers(question);
        // There are buttons for it.
        question.how.clear();
    }
    let document = document::of(&reply);
    offered.of(&reply, &document);
    let (components, kept) = offered.rows();
    let parts = boxes::parts(&document.nodes).into_iter();
    let without = |embeds| Shown {
        message: Message {
            embeds,
            ..Message::default()
        },
        kept: Vec::new(),
    };
    let mut parts: Vec<Shown> = parts.map(without).collect();
    if let Some(last) = parts.last_mut() {
        last.message.components = components;
        last.kept = kept;
    }
    parts
}

/// Writes a part of a reply as a message.
pub(super) fn show(reply: &Reply, view: View<'_>) -> Shown {
    let (reply, pictures) = apart(reply);
    let reply = reply.as_ref();
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
    offered.of(reply, &document);
    if view.is_private && reply.found {
        offered.share(view.command);
    }
    for action in reply.offered().about_others() {
        offered.offer(&action.label, &Press::Run(action.command));
    }
    let (components, kept) = offered.rows();
    let mut message = Message {
        embeds,
        components,
        ..Message::default()
    };
    if number == count {
        for picture in pictures {
            hang(picture, &mut message);
        }
    }
    Shown {
        message: message.for_whom(view.is_private),
        kept,
    }
}

/// The picture that a block is.
fn picture(block: &Block) -> Option<&FileBlock> {
    match block {
        Block::File(file) if file.media.starts_with("image/") => Some(file),
        _ => None,
    }
}

/// A reply without its pictures, and these, which are sent as files.
fn apart(reply: &Reply) -> (Cow<'_, Reply>, Vec<&FileBlock>) {
    let pictures: Vec<&FileBlock> = reply.blocks.iter().filter_map(picture).collect();
    if pictures.is_empty() {
        return (Cow::Borrowed(reply), pictures);
    }
    let mut rest = reply.clone();
    rest.blocks.retain(|block| picture(block).is_none());
    (Cow::Owned(rest), pictures)
}

/// What a picture shows, for who can't see it: its lines of characters without those that only draw.
fn told(picture: &FileBlock) -> String {
    let words = picture.lines.replace(['█', '░'], " ");
    let lines = words.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| !line.ends_with('·')).collect();
    cut(&format!("A diagram: {}", lines.join("; ")), ALTERNATIVE)
}

/// Sends a picture with a message, and shows it in its last box.
fn hang(picture: &FileBlock, message: &mut Message) {
    message.attachments.push(Attachment {
        id: message.files.len().to_string(),
        filename: picture.name.clone(),
        description: told(picture),
    });
    message.files.push(File {
        name: picture.name.clone(),
        media: picture.media.clone(),
        data: picture.data.clone(),
    });
    if let Some(last) = message.embeds.last_mut() {
        last.image = Some(Picture::sent_as(&picture.name));
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
    /// How many buttons, the first, are the options of a question.
    answers: usize,
}

/// The questions that take an answer.
fn asked(reply: &mut Reply) -> impl Iterator<Item = &mut QuestionBlock> {
    reply.blocks.iter_mut().filter_map(|block| match block {
        Block::Question(question) if question.open => Some(question),
        _ => None,
    })
}

/// Whether a command does something in a round.
pub(super) fn plays(command: &Command) -> bool {
    let name = command.name();
    name.starts_with("quiz ") || name.starts_with("daily ")
}

impl Offered {
    /// How a question is answered. What else can be done stands in a row below its options.
    fn answers(&mut self, question: &QuestionBlock) {
        if question.is_typed() {
            self.add("Answer", &Press::Form(question.id.clone()));
        } else {
            self.answers = question.options.len().saturating_sub(question.struck.len());
        }
    }

    /// What a reply offers.
    fn of(&mut self, reply: &Reply, document: &document::Document) {
        let labels = document.actions.iter().map(said);
        for (label, action) in labels.zip(&reply.actions) {
            let press = Press::Run(action.command.clone());
            self.add(&label, &press);
        }
    }

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
        // What somebody did in a round is not done once more for others.
        if let Some(command) = command.filter(|command| !plays(command)) {
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
        let (answers, more) = buttons.split_at(self.answers.min(buttons.len()));
        let rows = answers.chunks(BUTTONS).chain(more.chunks(BUTTONS));
        let rows = rows.map(|row| Row::of(row.to_vec()));
        let list = List::new("others", "Another result …", self.others);
        let list = (!list.options.is_empty()).then(|| Row::of(vec![Component::List(list)]));
        (rows.chain(list).collect(), self.kept)
    }
}

#[cfg(test)]
mod tests;

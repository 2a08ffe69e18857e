//! What is sent: messages and answers to interactions, in Discord's own JSON.
//!
//! These are data with Discord's names; what they say and how long they may be is decided in
//! [`render`](super::render). Every message forbids every mention.

use serde::Serialize;

/// A message that is posted into a channel without anybody's asking at that moment.
#[derive(Debug, Serialize)]
pub(super) struct Posted<'m> {
    #[serde(flatten)]
    pub(super) message: &'m Message,
    /// Of two that have the same, the second is not shown (Resources > Message > Create message).
    pub(super) nonce: String,
    pub(super) enforce_nonce: bool,
}

/// Only the person who asked sees the message (Resources > Message > Message flags).
pub(super) const EPHEMERAL: u32 = 1 << 6;

/// A message, or what a message is changed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Message {
    pub(super) embeds: Vec<Embed>,
    pub(super) components: Vec<Row>,
    /// What is known of the files that go with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) attachments: Vec<Attachment>,
    pub(super) allowed_mentions: NoMentions,
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) flags: u32,
    /// The files, each at the place of its attachment; they are sent beside the message.
    #[serde(skip)]
    pub(super) files: Vec<File>,
}

/// A file of a message (Resources > Message > Attachment structure).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Attachment {
    /// Its place among the files that are sent, as text: the official description takes no number here.
    pub(super) id: String,
    pub(super) filename: String,
    /// What it shows, for who can't see it.
    pub(super) description: String,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) media: String,
    pub(super) data: Vec<u8>,
}

impl Message {
    /// Whether one person alone will see it.
    pub(super) fn is_private(&self) -> bool {
        self.flags & EPHEMERAL != 0
    }

    /// The same message for one person, or for all.
    pub(super) fn for_whom(mut self, is_private: bool) -> Self {
        self.flags = if is_private { EPHEMERAL } else { 0 };
        self
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes what it asks about by reference"
)]
fn is_zero(flags: &u32) -> bool {
    *flags == 0
}

/// A box with a title and a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Embed {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    pub(super) color: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<Picture>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) footer: Option<Footer>,
}

/// A picture in an embed, by its address; one that is sent with the message has an address of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Picture {
    url: String,
}

impl Picture {
    /// One that is sent with the message under this name (Reference > Uploading files).
    pub(super) fn sent_as(name: &str) -> Self {
        Self {
            url: format!("attachment://{name}"),
        }
    }
}

/// The small print of an embed, in which no mark-up is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Footer {
    pub(super) text: String,
}

/// A row of buttons, or one list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    #[serde(rename = "type")]
    kind: u8,
    pub(super) components: Vec<Component>,
}

impl Row {
    /// A row of these.
    pub(super) fn of(components: Vec<Component>) -> Self {
        // Components > Component types: 1 is a row, 2 a button, 3 a list.
        Self {
            kind: 1,
            components,
        }
    }
}

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Component {
    /// A button, one of up to five.
    Button(Button),
    /// A list, which fills a row.
    List(List),
    /// A button that leads to an address.
    Link(Link),
}

/// A button that leads to an address, and of which the bot hears nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    #[serde(rename = "type")]
    kind: u8,
    style: u8,
    label: &'static str,
    url: String,
}

impl Link {
    /// A button with a label that leads there.
    pub(super) fn new(label: &'static str, url: String) -> Self {
        Self {
            kind: 2,
            // Button styles: 5 is a link.
            style: 5,
            label,
            url,
        }
    }
}

/// A form with one line to type into (Components > Text input; Interactions > Modal).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) custom_id: String,
    pub(super) title: &'static str,
    pub(super) label: &'static str,
    /// How much can be typed.
    pub(super) longest: usize,
}

impl Serialize for Form {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Whole<'f> {
            custom_id: &'f str,
            title: &'f str,
            components: [Line<'f>; 1],
        }
        #[derive(Serialize)]
        struct Line<'f> {
            #[serde(rename = "type")]
            kind: u8,
            components: [Input<'f>; 1],
        }
        #[derive(Serialize)]
        struct Input<'f> {
            #[serde(rename = "type")]
            kind: u8,
            style: u8,
            custom_id: &'f str,
            label: &'f str,
            max_length: usize,
        }
        // Component types: 1 is a row, 4 a text input; input styles: 1 is one line.
        let input = Input {
            kind: 4,
            style: 1,
            custom_id: "answer",
            label: self.label,
            max_length: self.longest,
        };
        Whole {
            custom_id: &self.custom_id,
            title: self.title,
            components: [Line {
                kind: 1,
                components: [input],
            }],
        }
        .serialize(serializer)
    }
}

/// A list of which one entry can be chosen (Components > String select).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct List {
    #[serde(rename = "type")]
    kind: u8,
    custom_id: &'static str,
    placeholder: &'static str,
    pub(super) options: Vec<Entry>,
}

impl List {
    /// A list that says this as long as nothing is chosen.
    pub(super) fn new(
        custom_id: &'static str,
        placeholder: &'static str,
        options: Vec<Entry>,
    ) -> Self {
        Self {
            kind: 3,
            custom_id,
            placeholder,
            options,
        }
    }
}

/// An entry of a list, with the value by which it is known when it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) value: String,
}

/// A button that can be pressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Button {
    #[serde(rename = "type")]
    kind: u8,
    style: u8,
    pub(super) label: String,
    pub(super) custom_id: String,
}

impl Button {
    /// A button with a label and the id by which it is known when it is pressed.
    pub(super) fn new(label: String, custom_id: String) -> Self {
        Self {
            kind: 2,
            // Components > Button > Button styles: the grey one, so that the answer stands out and not
            // what can be done with it.
            style: 2,
            label,
            custom_id,
        }
    }
}

/// Leave to mention nobody at all (Resources > Message > Allowed mentions).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct NoMentions {
    parse: [(); 0],
}

/// An answer to an interaction (Interactions > Receiving and responding > Callback type).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Callback {
    /// A new message.
    Message(Message),
    /// A new message that will come, which everybody or one person will see.
    Later {
        /// Whether one person alone will see it.
        is_private: bool,
    },
    /// The message that the button stands under will change.
    ChangeLater,
    /// The message that the button stands under changes.
    Change(Message),
    /// Values for an option that is being typed.
    Choices(Vec<Choice>),
    /// A form opens.
    Form(Form),
}

/// A value that is offered while an option is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) value: String,
}

impl Callback {
    /// The files that go with it.
    pub(super) fn files(&self) -> &[File] {
        match self {
            Self::Message(message) | Self::Change(message) => &message.files,
            _ => &[],
        }
    }
}

impl Serialize for Callback {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Typed<D> {
            #[serde(rename = "type")]
            kind: u8,
            #[serde(skip_serializing_if = "Option::is_none")]
            data: Option<D>,
        }
        #[derive(Serialize)]
        struct Flags {
            flags: u32,
        }
        #[derive(Serialize)]
        struct Choices<'c> {
            choices: &'c [Choice],
        }
        match self {
            Self::Message(message) => Typed {
                kind: 4,
                data: Some(message),
            }
            .serialize(serializer),
            Self::Later { is_private } => {
                let data = is_private.then_some(Flags { flags: EPHEMERAL });
                Typed { kind: 5, data }.serialize(serializer)
            }
            Self::ChangeLater => Typed::<()> {
                kind: 6,
                data: None,
            }
            .serialize(serializer),
            Self::Change(message) => Typed {
                kind: 7,
                data: Some(message),
            }
            .serialize(serializer),
            Self::Choices(choices) => {
                let data = Some(Choices { choices });
                Typed { kind: 8, data }.serialize(serializer)
            }
            Self::Form(form) => Typed {
                kind: 9,
                data: Some(form),
            }
            .serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what it did not expect"
    )]

    use super::*;

    fn json(callback: &Callback) -> String {
        serde_json::to_string(callback).unwrap()
    }

    #[test]
    fn every_message_forbids_mentions_and_says_who_sees_it() {
        let message = Message::default();
        insta::assert_snapshot!(json(&Callback::Message(message.clone())), @r#"{"type":4,"data":{"embeds":[],"components":[],"allowed_mentions":{"parse":[]}}}"#);
        insta::assert_snapshot!(json(&Callback::Change(message.for_whom(true))), @r#"{"type":7,"data":{"embeds":[],"components":[],"allowed_mentions":{"parse":[]},"flags":64}}"#);
        insta::assert_snapshot!(json(&Callback::Later { is_private: true }), @r#"{"type":5,"data":{"flags":64}}"#);
        insta::assert_snapshot!(json(&Callback::Later { is_private: false }), @r#"{"type":5}"#);
        insta::assert_snapshot!(json(&Callback::ChangeLater), @r#"{"type":6}"#);
    }
}

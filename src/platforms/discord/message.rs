//! What is sent: messages and answers to interactions, in Discord's own JSON.
//!
//! These are data with Discord's names; what they say and how long they may be is decided in
//! [`render`](super::render). Every message forbids every mention.

use serde::Serialize;

/// Only the person who asked sees the message (Resources > Message > Message flags).
pub(super) const EPHEMERAL: u32 = 1 << 6;

/// A message, or what a message is changed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Message {
    pub(super) embeds: Vec<Embed>,
    pub(super) components: Vec<Row>,
    pub(super) allowed_mentions: NoMentions,
    #[serde(skip_serializing_if = "is_zero")]
    pub(super) flags: u32,
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
    pub(super) footer: Option<Footer>,
}

/// The small print of an embed, in which no mark-up is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Footer {
    pub(super) text: String,
}

/// A row of buttons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    #[serde(rename = "type")]
    kind: u8,
    pub(super) components: Vec<Button>,
}

impl Row {
    /// A row of these buttons.
    pub(super) fn of(buttons: Vec<Button>) -> Self {
        // Components > Component types: 1 is a row, 2 a button.
        Self {
            kind: 1,
            components: buttons,
        }
    }
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
}

/// A value that is offered while an option is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) value: String,
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

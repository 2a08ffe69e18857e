//! What a button does, written into the id by which Discord names it when it is pressed.
//!
//! ```text
//! id    = "/" line            an action: its command line
//!       | "back " line        the page before, in the place of this one
//!       | "part " n " " line  another part of a long answer, in the place of this one
//!       | "share " line       the same answer, for everybody in the room
//!       | "form " question    a form for the answer to a question of a round
//!       | "#" hash            one of these that is too long for an id; the store keeps it
//! ```
//!
//! So nothing has to be remembered for a button, and those of last week still work. What is stored is
//! not known here.

use super::limits::{CUSTOM_ID, size};

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Press {
    /// It runs a command line.
    Run(String),
    /// It goes back to the page that this line asks for.
    Back(String),
    /// It shows a part of the answer to a line, counted from 1.
    Part(usize, String),
    /// It gives the answer to a line to everybody.
    Share(String),
    /// It opens a form in which the question of this id is answered.
    Form(String),
}

/// The id of a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Id {
    /// What Discord keeps.
    pub(super) id: String,
    /// What the store has to keep under the id, where the id does not say it itself.
    pub(super) kept: Option<String>,
}

impl Press {
    /// The command line that is run; of a form the question's id.
    pub(super) fn line(&self) -> &str {
        let (Self::Run(line)
        | Self::Back(line)
        | Self::Part(_, line)
        | Self::Share(line)
        | Self::Form(line)) = self;
        line
    }

    /// The id of a button that does this.
    pub(super) fn id(&self) -> Id {
        let id = match self {
            Self::Run(line) => line.clone(),
            Self::Back(line) => format!("back {line}"),
            Self::Part(number, line) => format!("part {number} {line}"),
            Self::Share(line) => format!("share {line}"),
            Self::Form(question) => format!("form {question}"),
        };
        if size(&id) <= CUSTOM_ID {
            return Id { id, kept: None };
        }
        let hash = blake3::hash(id.as_bytes()).to_hex();
        Id {
            id: format!("#{}", &hash[..32]),
            kept: Some(id),
        }
    }

    /// What a button with this id does; nothing for an id that this version does not make.
    ///
    /// An id that stands for a kept one is looked up before.
    pub(super) fn read(id: &str) -> Option<Self> {
        if id.starts_with('/') {
            return Some(Self::Run(id.to_owned()));
        }
        let (what, rest) = id.split_once(' ')?;
        if what == "form" {
            return Some(Self::Form(rest.to_owned()));
        }
        let (number, line) = match what {
            "part" => rest.split_once(' ')?,
            _ => ("", rest),
        };
        let line = line.starts_with('/').then(|| line.to_owned())?;
        match what {
            "back" => Some(Self::Back(line)),
            "share" => Some(Self::Share(line)),
            "part" => Some(Self::Part(number.parse().ok()?, line)),
            _ => None,
        }
    }
}

/// Whether an id stands for one that the store keeps.
pub(super) fn is_kept(id: &str) -> bool {
    id.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let line = || "/search buffer state".to_owned();
        let all = [
            Press::Run(line()),
            Press::Back(line()),
            Press::Part(2, line()),
            Press::Share(line()),
            Press::Form("23f407915c9d5a2e".to_owned()),
        ];
        for press in all {
            let Id { id, kept } = press.id();
            assert_eq!((Press::read(&id), kept), (Some(press), None), "{id}");
        }
    }

    #[test]
    fn a_line_of_100_characters_is_the_id_and_a_longer_one_is_kept() {
        let line = |length: usize| format!("/search {}", "x".repeat(length - 8));
        let fits = Press::Run(line(100)).id();
        assert_eq!((fits.id, fits.kept), (line(100), None));
        let long = Press::Run(line(101)).id();
        assert!(is_kept(&long.id) && size(&long.id) <= CUSTOM_ID);
        assert_eq!(long.kept, Some(line(101)));
        assert_ne!(long.id, Press::Run(line(102)).id().id);
    }

    #[test]
    fn an_id_of_another_version_is_nothing() {
        for id in [
            "",
            "old",
            "old /search x",
            "part x /search x",
            "share search",
            "part /x",
        ] {
            assert_eq!(Press::read(id), None, "{id}");
        }
    }
}

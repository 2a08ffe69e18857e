//! What the menu of a message offers, where a platform has such menus: commands about its text.

use super::LONGEST_VALUE;

/// An entry of the menu of a message.
#[derive(Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it is called.
    pub name: &'static str,
    /// What it asks about the message's text.
    pub asks: Asks,
}

/// What an entry of the menu asks about a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A command, of which the text fills an option.
    Command {
        /// The command's name.
        name: &'static str,
        /// The option's name.
        option: &'static str,
    },
    /// What the terms in it mean.
    Terms,
    /// A quiz question about what it quotes.
    Question,
}

/// Every entry, in the order in which they are offered.
pub const MENUS: &[Menu] = &[
    Menu {
        name: "Find source",
        asks: Asks::Command {
            name: "search",
            option: "query",
        },
    },
    Menu {
        name: "Verify quotation",
        asks: Asks::Command {
            name: "verify",
            option: "text",
        },
    },
    Menu {
        name: "Define terms",
        asks: Asks::Terms,
    },
    Menu {
        name: "Make a question",
        asks: Asks::Question,
    },
];

/// The entry of this name.
#[must_use]
pub fn menu(name: &str) -> Option<&'static Menu> {
    MENUS.iter().find(|menu| menu.name == name)
}

/// As much of a text as a menu asks about. Nobody chose it to be told that a message is long.
#[must_use]
pub fn asked_of(text: &str) -> String {
    text.chars().take(LONGEST_VALUE).collect()
}

//! What the menu of a message offers, where a platform has such menus: commands about its text.

use super::LONGEST_VALUE;

/// An entry of the menu of a message.
#[derive(Debug, PartialEq, Eq)]
pub struct Menu {
    /// What it is called.
    pub name: &'static str,
    /// The command that it gives.
    pub command: &'static str,
    /// The option of the command that the message's text fills.
    pub option: &'static str,
}

/// Every entry, in the order in which they are offered.
pub const MENUS: &[Menu] = &[
    Menu {
        name: "Find source",
        command: "search",
        option: "query",
    },
    Menu {
        name: "Verify quotation",
        command: "verify",
        option: "text",
    },
];

/// The entry of this name.
#[must_use]
pub fn menu(name: &str) -> Option<&'static Menu> {
    MENUS.iter().find(|menu| menu.name == name)
}

impl Menu {
    /// The name and the options of the command about a text. What is beyond the longest value is not
    /// asked for: nobody chose a menu to be told that a message is long.
    #[must_use]
    pub fn asks(&self, text: &str) -> (String, Vec<(String, String)>) {
        let text = text.chars().take(LONGEST_VALUE).collect();
        (
            self.command.to_owned(),
            vec![(self.option.to_owned(), text)],
        )
    }
}

//! Command lines in an answer as they are typed in the room it goes to: with the room's own prefix in
//! the place of `/`.
//!
//! Only the bot's own words are read; what is a paper's stays as it is. What an action runs keeps the
//! prefix `/`, which every platform reads there.

use super::super::command;
use super::super::reply::{Block, MistakeBlock, Reply};
use super::super::request::Room;

/// What command lines are written with in the program.
const WRITTEN: &str = "/";

/// The reply with the prefix that is typed in a room.
pub(in super::super) fn as_typed_in(room: &Room, mut reply: Reply) -> Reply {
    let prefix = match room.prefixes.first() {
        Some(prefix) if prefix != WRITTEN => prefix,
        _ => return reply,
    };
    let change = |text: &mut String| *text = with_prefix(text, prefix);
    for block in &mut reply.blocks {
        match block {
            Block::Heading { text } | Block::Text { text } | Block::Notice { text } => change(text),
            Block::Question(question) => change(&mut question.how),
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(change),
            Block::Mistake(MistakeBlock {
                message,
                usage,
                suggestions,
            }) => {
                change(message);
                *usage = beginning_with(usage, prefix);
                for line in suggestions {
                    *line = beginning_with(line, prefix);
                }
            }
            _ => {}
        }
    }
    for action in &mut reply.actions {
        action.label = beginning_with(&action.label, prefix);
    }
    reply
}

/// A line that is a command line, with this prefix.
fn beginning_with(line: &str, prefix: &str) -> String {
    match line.strip_prefix(WRITTEN) {
        Some(rest) if names_command(rest) => format!("{prefix}{rest}"),
        _ => line.to_owned(),
    }
}

/// A text in which commands are named, with this prefix.
fn with_prefix(text: &str, prefix: &str) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut shown = 0;
    for (at, slash) in text.match_indices(WRITTEN) {
        let begins = |c: char| c.is_whitespace() || "“‘\"'(".contains(c);
        let is_begin = text[..at].chars().next_back().is_none_or(begins);
        let after = at + slash.len();
        if is_begin && names_command(&text[after..]) {
            changed += &text[shown..at];
            changed += prefix;
            shown = after;
        }
    }
    changed + &text[shown..]
}

/// Whether a text begins with the name of a command as a whole word.
fn names_command(text: &str) -> bool {
    let is_end = |c: char| !(c.is_alphanumeric() || "_-/".contains(c));
    let word = text.split(is_end).next().unwrap_or_default();
    command::begins_name(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_that_are_named_get_the_prefix_and_nothing_else_does() {
        let changed = |text| with_prefix(text, "!");
        assert_eq!(
            changed("Type /help. “/search” needs “query”, and (/cite a) too"),
            "Type !help. “!search” needs “query”, and (!cite a) too"
        );
        for text in [
            "and/or",
            "https://doi.org/search",
            "/searches",
            "/search/x",
            "/nothing",
            "1 / 2",
            "",
        ] {
            assert_eq!(changed(text), text);
        }
    }

    #[test]
    fn only_the_beginning_of_a_line_is_changed() {
        assert_eq!(
            beginning_with("/search how to type /help", "lectern "),
            "lectern search how to type /help"
        );
        assert_eq!(beginning_with("More", "!"), "More");
    }
}

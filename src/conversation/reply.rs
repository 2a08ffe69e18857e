//! What a command gives back, free of any platform and of any mark-up.
//!
//! A reply is blocks to show and actions to offer. [`render`](super::render) writes it; how it
//! reads as JSON is a contract, and the serde names below are that contract.

mod block;

use serde::Serialize;

pub use block::{
    Block, Change, CitationBlock, DefinitionBlock, Formatted, MistakeBlock, Op, PaperBlock,
    PassageBlock, ReferenceBlock, Verdict, VerdictBlock,
};

/// The answer to one request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// The command that was answered, by name; empty for a line that named none rightly.
    pub command: String,
    /// False only where something was looked for and is not there, and for a mistake.
    pub found: bool,
    /// Who should see it, where the platform can keep it private.
    pub audience: Audience,
    /// How many hits there are, for replies that count them.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    /// What is shown, in order.
    pub blocks: Vec<Block>,
    /// What can be asked next. At most [`MOST_ACTIONS`] are offered.
    pub actions: Vec<Action>,
}

/// An action is chosen by one digit, so there can be no more than nine.
pub const MOST_ACTIONS: usize = 9;

impl Reply {
    /// An empty reply to a command, for the room, that found something.
    #[must_use]
    pub fn to(command: &str) -> Self {
        Self {
            command: command.to_owned(),
            found: true,
            audience: Audience::Room,
            total: None,
            blocks: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// Whether it tells a person that the line was wrong.
    #[must_use]
    pub fn is_mistake(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block, Block::Mistake(_)))
    }

    /// The command line that a short answer to this reply stands for: a digit of an action, an
    /// action's label (`more`), or a label and the letter of a result (`context b`).
    #[must_use]
    pub fn follow_up(&self, said: &str) -> Option<String> {
        let said = said.trim();
        if let Ok(number) = said.parse::<usize>() {
            return Some(self.actions.get(number.checked_sub(1)?)?.command.clone());
        }
        if let Some(action) = self.labelled(said) {
            return Some(action.command.clone());
        }
        let (label, letter) = said.rsplit_once(' ')?;
        let action = self.labelled(label.trim())?;
        action.about(self.result("a")?, self.result(letter)?)
    }

    /// What to tell a person whose short answer asks for something that this reply does not offer;
    /// nothing for a line that is no such answer.
    #[must_use]
    pub fn lacks(&self, said: &str) -> Option<String> {
        let said = said.trim();
        if said.len() == 1 && said.starts_with(|c: char| c.is_ascii_digit()) {
            let offered = self.actions.len().min(MOST_ACTIONS);
            return self.follow_up(said).is_none().then(|| match offered {
                1 => format!("There is no {said} to choose, only 1."),
                _ => format!("There is no {said} to choose, only 1 to {offered}."),
            });
        }
        if said.eq_ignore_ascii_case("more") && self.labelled(said).is_none() {
            return Some("There is no more to show.".to_owned());
        }
        let (label, letter) = said.rsplit_once(' ')?;
        let is_letter = letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_letter || self.labelled(label.trim()).is_none() || self.result(letter).is_some() {
            return None;
        }
        Some(if self.is_list() {
            format!("No result carries the letter {letter}.")
        } else {
            format!("There is no list here to choose {letter} from.")
        })
    }

    /// Whether it lists results that can be named by their letters.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.result("a").is_some()
    }

    fn labelled(&self, label: &str) -> Option<&Action> {
        self.actions
            .iter()
            .find(|action| action.label.eq_ignore_ascii_case(label))
    }

    /// The result that carries a letter.
    fn result(&self, letter: &str) -> Option<Named<'_>> {
        let carries =
            |own: Option<char>| own.is_some_and(|own| own.to_string().eq_ignore_ascii_case(letter));
        self.blocks.iter().find_map(|block| match block {
            Block::Passage(passage) if carries(passage.letter) => Some(Named {
                id: &passage.id,
                paper: &passage.paper,
            }),
            Block::Definition(definition) if carries(definition.letter) => Some(Named {
                id: definition.passage.as_deref()?,
                paper: definition.paper.as_deref()?,
            }),
            Block::Paper(paper) if carries(paper.letter) => Some(Named {
                id: &paper.key,
                paper: &paper.key,
            }),
            Block::Reference(reference) if carries(reference.letter) => Some(Named {
                id: reference.paper.as_deref()?,
                paper: reference.paper.as_deref()?,
            }),
            _ => None,
        })
    }
}

/// The names of a result by which a command can be about it.
#[derive(Clone, Copy)]
struct Named<'r> {
    id: &'r str,
    paper: &'r str,
}

/// Who a reply is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody in the room.
    Room,
    /// Only the person who asked.
    Person,
}

/// A count of hits that stops counting where nobody reads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Exact up to 1,000.
    pub total: usize,
    /// Whether there are more than counted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
}

/// A follow-up that is offered: its label and the command line that it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// A word or two.
    pub label: String,
    /// The command line, with the prefix `/`.
    pub command: String,
}

impl Action {
    /// The same command about another result, if it is about the first: if its first value names
    /// that one or its paper.
    fn about(&self, first: Named<'_>, chosen: Named<'_>) -> Option<String> {
        let mut words: Vec<&str> = self.command.split(' ').collect();
        let value = words.get(1)?;
        let named = [(first.id, chosen.id), (first.paper, chosen.paper)];
        let swapped = named.into_iter().find_map(|(first, chosen)| {
            let option = value.strip_suffix(first)?;
            (option.is_empty() || option.ends_with(':')).then(|| format!("{option}{chosen}"))
        })?;
        words[1] = &swapped;
        Some(words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply() -> Reply {
        let passage = |letter, id: &str| {
            Block::Passage(PassageBlock {
                letter: Some(letter),
                id: id.to_owned(),
                paper: id.split(':').next().unwrap_or_default().to_owned(),
                title: String::new(),
                authors: Vec::new(),
                year: None,
                section: Vec::new(),
                page: None,
                text: String::new(),
                highlights: Vec::new(),
                score: None,
                citation: String::new(),
            })
        };
        let action = |label: &str, command: &str| Action {
            label: label.to_owned(),
            command: command.to_owned(),
        };
        Reply {
            blocks: vec![passage('a', "waltz1979:14"), passage('b', "walt1987:2")],
            actions: vec![
                action("More", "/search balance page:2"),
                action("Context", "/passage waltz1979:14 before:1 after:1"),
                action("Source", "/source waltz1979"),
            ],
            ..Reply::to("search")
        }
    }

    #[test]
    fn a_digit_runs_its_action() {
        assert_eq!(
            reply().follow_up("1").as_deref(),
            Some("/search balance page:2")
        );
        assert_eq!(reply().follow_up("0"), None);
        assert_eq!(reply().follow_up("4"), None);
    }

    #[test]
    fn a_label_with_a_letter_concerns_that_result() {
        assert_eq!(
            reply().follow_up("context b").as_deref(),
            Some("/passage walt1987:2 before:1 after:1")
        );
        assert_eq!(
            reply().follow_up("More").as_deref(),
            Some("/search balance page:2")
        );
        assert_eq!(
            reply().follow_up("source b").as_deref(),
            Some("/source walt1987")
        );
        assert_eq!(reply().follow_up("context c"), None);
        assert_eq!(reply().follow_up("more b"), None);
    }

    #[test]
    fn a_short_answer_to_what_was_not_offered_is_no_search() {
        let lacks = |said: &str| reply().lacks(said);
        assert_eq!(
            lacks("4").as_deref(),
            Some("There is no 4 to choose, only 1 to 3.")
        );
        assert_eq!(
            lacks("context c").as_deref(),
            Some("No result carries the letter c.")
        );
        assert_eq!(
            Reply::to("search").lacks("More").as_deref(),
            Some("There is no more to show.")
        );
        for said in [
            "1",
            "more",
            "context b",
            "more b",
            "1989",
            "context of war",
            "vitamin c",
        ] {
            assert_eq!(lacks(said), None, "{said}");
        }
    }
}

//! What a short answer to a reply may choose: its actions, by digit or label, and the results that
//! they can be about, by letter.
//!
//! It is little enough to be kept for as long as the reply stands in a room. What a chosen line does
//! is not known here.

use serde::{Deserialize, Serialize};

use super::{Action, Block, MOST_ACTIONS};

/// What a reply offers to whoever answers it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// The actions; the first is chosen by `1`.
    pub actions: Vec<Action>,
    /// The results that carry a letter and that a command can be about.
    pub(super) results: Vec<Named>,
    /// Whether the actions are chosen by their words alone: a digit is an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) by_word: bool,
}

/// The names of a result by which a command can be about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named {
    letter: char,
    id: String,
    paper: String,
}

/// Shows what comes next, whatever the action is called by.
const MORE: &str = "more";
/// What people and clients say for [`MORE`].
const NEXT: &str = "next";

impl Offered {
    /// The command line that a short answer stands for: a digit of an action, an action's label
    /// (`more`), or a label and the letter of a result (`context b`).
    #[must_use]
    pub fn follow_up(&self, said: &str) -> Option<String> {
        let said = said.trim();
        if let Ok(number) = said.parse::<usize>()
            && !self.by_word
        {
            return Some(self.actions.get(number.checked_sub(1)?)?.command.clone());
        }
        if let Some(action) = self.labelled(said) {
            return Some(action.command.clone());
        }
        let (label, letter) = said.rsplit_once(' ')?;
        let action = self.labelled(label.trim())?;
        action.about(self.result("a")?, self.result(letter)?)
    }

    /// The same actions about the other results of a list, each labelled with the result's letter
    /// (`Cite b`).
    #[must_use]
    pub fn about_others(&self) -> Vec<Action> {
        let Some(first) = self.result("a") else {
            return Vec::new();
        };
        let others =
            ('b'..='z').map_while(|letter| Some((letter, self.result(&letter.to_string())?)));
        let about = |(letter, chosen)| {
            self.actions.iter().filter_map(move |action| {
                Some(Action {
                    label: format!("{} {letter}", action.label),
                    command: action.about(first, chosen)?,
                })
            })
        };
        others.flat_map(about).collect()
    }

    /// What to tell a person whose short answer asks for something that is not offered; nothing for a
    /// line that is no such answer.
    #[must_use]
    pub fn lacks(&self, said: &str) -> Option<String> {
        let said = said.trim();
        if self.by_word {
            return None;
        }
        if said.len() == 1 && said.starts_with(|c: char| c.is_ascii_digit()) {
            let offered = self.actions.len().min(MOST_ACTIONS);
            return self.follow_up(said).is_none().then(|| match offered {
                0 => "There is nothing to choose here.".to_owned(),
                1 => format!("There is no {said} to choose, only 1."),
                _ => format!("There is no {said} to choose, only 1 to {offered}."),
            });
        }
        if is_more(said) && self.labelled(said).is_none() {
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

    /// Whether there is nothing to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    fn labelled(&self, label: &str) -> Option<&Action> {
        let label = if is_more(label) { MORE } else { label };
        self.actions
            .iter()
            .find(|action| action.label.eq_ignore_ascii_case(label))
    }

    /// The result that carries a letter.
    fn result(&self, letter: &str) -> Option<&Named> {
        self.results
            .iter()
            .find(|named| named.letter.to_string().eq_ignore_ascii_case(letter))
    }
}

fn is_more(said: &str) -> bool {
    [MORE, NEXT]
        .iter()
        .any(|more| said.eq_ignore_ascii_case(more))
}

/// What a block can be called by, where it carries a letter and a command can be about it.
pub(super) fn named(block: &Block) -> Option<Named> {
    let (letter, id, paper) = match block {
        Block::Passage(passage) => (passage.letter, Some(&passage.id), Some(&passage.paper)),
        Block::Definition(definition) => (
            definition.letter,
            definition.passage.as_ref(),
            definition.paper.as_ref(),
        ),
        Block::Paper(paper) => (paper.letter, Some(&paper.key), Some(&paper.key)),
        Block::Reference(reference) => (
            reference.letter,
            reference.paper.as_ref(),
            reference.paper.as_ref(),
        ),
        _ => return None,
    };
    Some(Named {
        letter: letter?,
        id: id?.clone(),
        paper: paper?.clone(),
    })
}

impl Action {
    /// The same command about another result, if it is about the first: if its first value names
    /// that one or its paper.
    fn about(&self, first: &Named, chosen: &Named) -> Option<String> {
        let mut words: Vec<&str> = self.command.split(' ').collect();
        let value = words.get(1)?;
        let named = [(&first.id, &chosen.id), (&first.paper, &chosen.paper)];
        let swapped = named.into_iter().find_map(|(first, chosen)| {
            let option = value.strip_suffix(first.as_str())?;
            (option.is_empty() || option.ends_with(':')).then(|| format!("{option}{chosen}"))
        })?;
        words[1] = &swapped;
        Some(words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PassageBlock, Reply};
    use super::*;

    fn offered() -> Offered {
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
        .offered()
    }

    #[test]
    fn a_digit_runs_its_action() {
        assert_eq!(
            offered().follow_up("1").as_deref(),
            Some("/search balance page:2")
        );
        assert_eq!(offered().follow_up("0"), None);
        assert_eq!(offered().follow_up("4"), None);
    }

    #[test]
    fn a_label_with_a_letter_concerns_that_result() {
        assert_eq!(
            offered().follow_up("context b").as_deref(),
            Some("/passage walt1987:2 before:1 after:1")
        );
        assert_eq!(
            offered().follow_up("More").as_deref(),
            Some("/search balance page:2")
        );
        assert_eq!(
            offered().follow_up("source b").as_deref(),
            Some("/source walt1987")
        );
        assert_eq!(offered().follow_up("context c"), None);
        assert_eq!(offered().follow_up("more b"), None);
    }

    #[test]
    fn next_is_more() {
        assert_eq!(offered().follow_up("next"), offered().follow_up("more"));
        assert_eq!(
            Offered::default().lacks("next"),
            Offered::default().lacks("more")
        );
    }

    #[test]
    fn every_result_but_the_first_has_the_actions_that_can_be_about_it() {
        let others = offered().about_others();
        let others: Vec<_> = others
            .iter()
            .map(|action| (action.label.as_str(), action.command.as_str()))
            .collect();
        assert_eq!(
            others,
            [
                ("Context b", "/passage walt1987:2 before:1 after:1"),
                ("Source b", "/source walt1987")
            ]
        );
        assert_eq!(Offered::default().about_others(), []);
    }

    #[test]
    fn a_short_answer_to_what_was_not_offered_is_no_search() {
        let lacks = |said: &str| offered().lacks(said);
        assert_eq!(
            lacks("4").as_deref(),
            Some("There is no 4 to choose, only 1 to 3.")
        );
        assert_eq!(
            lacks("context c").as_deref(),
            Some("No result carries the letter c.")
        );
        assert_eq!(
            Offered::default().lacks("More").as_deref(),
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

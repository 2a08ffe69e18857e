//! What a command gives back, free of any platform and of any mark-up.
//!
//! A reply is blocks to show and actions to offer. [`render`](super::render) writes it; how it
//! reads as JSON is a contract, and the serde names below are that contract.

use serde::{Serialize, Serializer};
use serde_json::Value;

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

/// One thing shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A line that names what follows.
    Heading {
        /// The line.
        text: String,
    },
    /// A paragraph of the bot's own words.
    Text {
        /// The paragraph.
        text: String,
    },
    /// A passage of a paper.
    Passage(PassageBlock),
    /// A term with the sentence that defines it.
    Definition(DefinitionBlock),
    /// A paper of the corpus.
    Paper(PaperBlock),
    /// An entry of a paper's bibliography.
    Reference(ReferenceBlock),
    /// A note of a paper.
    Note {
        /// As it is printed, without brackets.
        marker: String,
        /// Its exact text.
        text: String,
        /// The number of the reference it leads to; the first of several.
        reference: Option<u32>,
    },
    /// A work cited in a style.
    Citation(CitationBlock),
    /// Whether a quotation stands in the papers.
    Verdict(VerdictBlock),
    /// Rows under a header.
    Table {
        /// One name a column.
        header: Vec<String>,
        /// Rows of as many cells.
        rows: Vec<Vec<String>>,
    },
    /// Something the person should know about the answer: what was ignored or corrected.
    Notice {
        /// The sentence.
        text: String,
    },
    /// What was wrong with the line.
    Mistake(MistakeBlock),
}

/// A passage, quoted exactly, with its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PassageBlock {
    /// The letter it carries in a list of results.
    #[serde(skip)]
    pub letter: Option<char>,
    /// Its id, `key:ordinal`.
    pub id: String,
    /// The paper's key.
    pub paper: String,
    /// The paper's title.
    pub title: String,
    /// The authors' full names.
    pub authors: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// The headings above it, outermost first.
    pub section: Vec<String>,
    /// The page it begins on.
    pub page: Option<u32>,
    /// Its exact text.
    pub text: String,
    /// Matches as pairs of offsets into `text`, counted in Unicode scalar values, in order.
    pub highlights: Vec<(usize, usize)>,
    /// How well it answers; absent where nothing was ranked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
    /// The paper named the way a sentence would: `Waltz (1979, p. 52)`.
    pub citation: String,
}

/// A definition, quoted exactly, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DefinitionBlock {
    /// The letter it carries in a list of results.
    #[serde(skip)]
    pub letter: Option<char>,
    /// The term as it is written there; of an abbreviation the short form.
    pub term: String,
    /// What an abbreviation stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<String>,
    /// The sentence that defines it.
    pub text: String,
    /// How it was found: `glossary`, `explicit`, `apposition` or `acronym`.
    pub kind: String,
    /// The passage it stands in; none for a glossary.
    pub passage: Option<String>,
    /// The paper's key; none for a glossary.
    pub paper: Option<String>,
    /// The paper named the way a sentence would, or the source that a glossary names; may be empty.
    pub citation: String,
}

/// A paper's card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaperBlock {
    /// The letter it carries in a list of results.
    #[serde(skip)]
    pub letter: Option<char>,
    /// Its key.
    pub key: String,
    /// Its title; empty where none was found.
    pub title: String,
    /// The authors' full names.
    pub authors: Vec<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// What sort of document it is.
    pub kind: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its abstract; left out in lists.
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// How many passages it has.
    pub passages: u32,
    /// The paper named the way a sentence would.
    pub citation: String,
}

/// An entry of a paper's bibliography.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferenceBlock {
    /// The letter it carries in a reply where the library holds the work.
    #[serde(skip)]
    pub letter: Option<char>,
    /// Its place in the bibliography, from 1.
    pub number: u32,
    /// The entry as it stands in the paper.
    pub raw: String,
    /// What it says, under the names of CSL.
    pub fields: Value,
    /// The key of the paper that it names, where the library holds it.
    pub paper: Option<String>,
}

/// A work cited in a style, ready to be copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitationBlock {
    /// The style, by the name that is typed.
    pub style: String,
    /// The citation in the form that was asked for.
    pub text: Formatted,
    /// The citation as it stands in a text; empty where the style knows none.
    pub intext: Formatted,
    /// What the citation should have and the paper does not say.
    pub missing: Vec<String>,
    /// Whether the style cites by notes instead of in the text.
    #[serde(skip)]
    pub is_note: bool,
    /// Whether it is data for a program, whose lines are kept.
    #[serde(skip)]
    pub is_data: bool,
}

/// Text that is copied from here. JSON has it plain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// What of it stands in italics, as pairs of offsets counted in Unicode scalar values, in order.
    pub italics: Vec<(usize, usize)>,
}

impl Serialize for Formatted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A quotation beside the place of a paper that is nearest to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerdictBlock {
    /// Whether it stands there.
    pub verdict: Verdict,
    /// The id of the passage where it stands or is nearest to; none where nothing is near.
    pub passage: Option<String>,
    /// Both word by word, in order; empty where nothing is near.
    pub difference: Vec<Change>,
}

/// Whether a quotation stands in the papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Word for word.
    Verbatim,
    /// With other words.
    Differs,
    /// Not at all.
    Absent,
}

/// A run of words of a quotation or of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// In which of the two it stands.
    pub op: Op,
    /// The words, as they stand there: the paper's where both have them.
    pub text: String,
}

/// In which text words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// In both.
    Same,
    /// In the quotation only.
    Add,
    /// In the paper only.
    Drop,
}

/// A person's mistake, with the way out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MistakeBlock {
    /// What was wrong, as a sentence.
    pub message: String,
    /// A correct example of the command.
    pub usage: String,
    /// The nearest things that would have been right, as command lines; the reply offers them as
    /// its actions.
    pub suggestions: Vec<String>,
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

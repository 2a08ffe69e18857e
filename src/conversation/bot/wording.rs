//! How replies are put together and worded: counts, blocks made of what the library gives, actions.

use super::super::command::{self, Command};
use super::super::reply::{
    Action, Audience, Block, DefinitionBlock, MistakeBlock, PaperBlock, PassageBlock,
    ReferenceBlock, Reply,
};
use crate::library::{Entry, Excerpt, Match, Origin};
use crate::papers::citation;
use crate::papers::paper::{Key, Mention, Pages, Paper, PassageId, Reference};

/// A paper named the way a sentence would: `Waltz (1979)`.
pub(super) fn short(paper: &Paper) -> String {
    citation::short(&paper.authors, &paper.title, paper.year, None)
}

/// `“a”, “b” and “c”`.
pub(super) fn listed<T: AsRef<str>>(words: &[T]) -> String {
    joined(words, "and")
}

/// `“a”, “b” or “c”`, for what is denied of each.
pub(super) fn either<T: AsRef<str>>(words: &[T]) -> String {
    joined(words, "or")
}

fn joined<T: AsRef<str>>(words: &[T], last_by: &str) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("“{}”", word.as_ref()))
        .collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {last_by} {last}", rest.join(", ")),
    }
}

pub(super) fn heading(text: impl Into<String>) -> Block {
    Block::Heading { text: text.into() }
}

pub(super) fn text(text: impl Into<String>) -> Block {
    Block::Text { text: text.into() }
}

pub(super) fn hidden(text: impl Into<String>) -> Block {
    Block::Hidden { text: text.into() }
}

pub(super) fn notice(text: impl Into<String>) -> Block {
    Block::Notice { text: text.into() }
}

pub(super) fn action(label: impl Into<String>, command: &Command) -> Action {
    Action {
        label: label.into(),
        command: command.to_string(),
    }
}

/// Tells a person what was wrong with the values of a command, with the way out of it.
pub(crate) fn mistake(command: &str, message: String, suggestions: &[Command]) -> Reply {
    let usage = command::spec(command).map_or("/help", |spec| spec.example);
    let lines: Vec<String> = suggestions.iter().map(ToString::to_string).collect();
    let corrected = |line: &String| Action {
        label: line.clone(),
        command: line.clone(),
    };
    Reply {
        found: false,
        audience: Audience::Person,
        actions: lines.iter().map(corrected).collect(),
        blocks: vec![Block::Mistake(MistakeBlock {
            message,
            usage: usage.to_owned(),
            suggestions: lines,
        })],
        ..Reply::to(command)
    }
}

/// A mistake of which the first suggestion shows better than any example how it is done.
pub(super) fn mistake_to_try(command: &str, message: String, suggestions: &[Command]) -> Reply {
    let mut reply = mistake(command, message, suggestions);
    let first = suggestions.first().map(ToString::to_string);
    if let (Some(Block::Mistake(block)), Some(first)) = (reply.blocks.first_mut(), first) {
        block.usage = first;
    }
    reply
}

/// The letter of a result: `a` for the first. No list is longer than the alphabet.
pub(super) fn letter(place: usize) -> Option<char> {
    u8::try_from(place)
        .ok()
        .filter(|place| *place < 26)
        .map(|place| char::from(b'a' + place))
}

/// The short citation of a passage.
pub(super) fn cited(excerpt: &Excerpt) -> String {
    cited_at(excerpt, excerpt.pages())
}

/// The short citation of words that begin in a passage and stand on these pages.
pub(super) fn cited_at(excerpt: &Excerpt, pages: Option<Pages>) -> String {
    citation::short(&excerpt.authors, &excerpt.title, excerpt.year, pages)
}

pub(crate) fn excerpt_block(excerpt: &Excerpt) -> PassageBlock {
    PassageBlock {
        letter: None,
        id: excerpt.id().to_string(),
        paper: excerpt.paper.to_string(),
        title: excerpt.title.clone(),
        authors: excerpt.authors.iter().map(ToString::to_string).collect(),
        year: excerpt.year,
        section: excerpt.passage.section.clone(),
        page: excerpt.passage.page,
        text: excerpt.passage.text.clone(),
        highlights: Vec::new(),
        score: None,
        citation: cited(excerpt),
    }
}

pub(super) fn match_block(found: &Match, place: usize) -> Block {
    Block::Passage(PassageBlock {
        letter: letter(place),
        highlights: found.highlights.clone(),
        score: Some(found.score),
        ..excerpt_block(&found.excerpt)
    })
}

/// A definition with where it comes from.
pub(super) fn definition_block(entry: &Entry) -> DefinitionBlock {
    let definition = &entry.definition;
    let (paper, citation) = match &entry.origin {
        Origin::Paper {
            key,
            title,
            authors,
            year,
            pages,
        } => (
            Some(key.clone()),
            citation::short(authors, title, *year, *pages),
        ),
        Origin::Glossary(source) => (None, source.clone().unwrap_or_default()),
    };
    let passage = paper.clone().map(|paper| PassageId {
        paper,
        ordinal: definition.passage,
    });
    DefinitionBlock {
        letter: None,
        term: definition.term.clone(),
        long: definition.long.clone(),
        text: definition.text.clone(),
        kind: definition.kind.name().to_owned(),
        passage: passage.map(|id| id.to_string()),
        paper: paper.map(|key| key.to_string()),
        citation,
    }
}

/// An entry of a bibliography, with the paper that it names.
pub(super) fn reference_block(
    reference: &Reference,
    paper: Option<&Key>,
    letter: Option<char>,
) -> Block {
    Block::Reference(ReferenceBlock {
        letter,
        number: reference.number,
        raw: reference.raw.clone(),
        fields: serde_json::to_value(&reference.fields).unwrap_or_default(),
        paper: paper.map(ToString::to_string),
    })
}

/// A passage with some of its citations marked.
pub(super) fn citing_block(
    excerpt: &Excerpt,
    letter: Option<char>,
    is_meant: impl Fn(&Mention) -> bool,
) -> Block {
    let text = &excerpt.passage.text;
    let characters = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    let mentions = excerpt
        .passage
        .mentions
        .iter()
        .filter(|mention| is_meant(mention));
    Block::Passage(PassageBlock {
        letter,
        highlights: mentions
            .map(|mention| (characters(mention.start), characters(mention.end)))
            .collect(),
        ..excerpt_block(excerpt)
    })
}

/// A paper as it stands in a list.
pub(super) fn paper_block(paper: &Paper, place: usize) -> Block {
    Block::Paper(PaperBlock {
        letter: letter(place),
        summary: None,
        ..card(paper)
    })
}

/// A paper's own card.
pub(super) fn card(paper: &Paper) -> PaperBlock {
    PaperBlock {
        letter: None,
        key: paper.key.to_string(),
        title: paper.title.clone(),
        authors: paper.authors.iter().map(ToString::to_string).collect(),
        year: paper.year,
        kind: paper.kind.name().to_owned(),
        tags: paper.tags.clone(),
        summary: paper.summary.clone(),
        passages: paper.counts.passages,
        citation: short(paper),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_read_as_english() {
        assert_eq!(listed(&["a", "b", "c"]), "“a”, “b” and “c”");
        assert_eq!(listed(&["a"]), "“a”");
        assert_eq!(either(&["a", "b"]), "“a” or “b”");
        assert_eq!(
            [letter(0), letter(25), letter(26)],
            [Some('a'), Some('z'), None]
        );
    }
}

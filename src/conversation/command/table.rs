//! The one table of commands: one row a command, one entry an option.
//!
//! Parser, `/help`, hints, completion, a platform's registration and the README read from here. The
//! typed options stand beside [`Command`](super::Command); a test holds the two to each other. What
//! a command answers is not known here.

use super::spec::{Kind, Opt, Rule, Spec};

/// Every command that works, in the order in which help lists them.
pub const TABLE: &[Spec] = &[
    Spec {
        name: "search",
        summary: "Find the passages that answer a question, with the place they stand at",
        options: &[
            required("query", "What to look for, in plain words", Kind::Text),
            optional("paper", "Only in this paper, by key or title", Kind::Paper),
            optional("author", "Only in papers by this author", Kind::Author),
            optional("from", "Only papers of this year or later", Kind::Year),
            optional("to", "Only papers of this year or earlier", Kind::Year),
            optional(
                "section",
                "Only under headings with these words",
                Kind::Section,
            ),
            optional("tag", "Only in papers with this tag", Kind::Tag),
            optional(
                "mode",
                "Whether any or all words must occur, or the exact phrase",
                Kind::Choice(&["any", "all", "phrase"]),
            )
            .otherwise("any"),
            optional(
                "sort",
                "What comes first",
                Kind::Choice(&["relevance", "newest", "oldest"]),
            )
            .otherwise("relevance"),
            optional("results", "How many passages to show", MOST_RESULTS),
            optional("page", "Which page of the results", PAGE).otherwise("1"),
            optional("private", "Show the answer to you alone", Kind::Flag).otherwise("no"),
        ],
        rules: &[Rule::Ordered("from", "to")],
        example: "/search buffer state from:1990",
    },
    Spec {
        name: "passage",
        summary: "Show a passage with its neighbours",
        options: &[
            required("id", "The passage, as in liang2014:10", Kind::PassageId),
            optional("before", "How many passages before it", NEIGHBOURS).otherwise("0"),
            optional("after", "How many passages after it", NEIGHBOURS).otherwise("0"),
            optional(
                "notes",
                "Show its notes and the works it cites as well",
                Kind::Flag,
            )
            .otherwise("no"),
        ],
        rules: &[],
        example: "/passage liang2014:10 before:1 after:1",
    },
    Spec {
        name: "define",
        summary: "Tell what a term means: every definition, each with its source and year",
        options: &[
            required(
                "term",
                "The term, an abbreviation or another name of it",
                Kind::Term,
            ),
            optional("author", "Only definitions by this author", Kind::Author),
            optional("page", "Which page of the definitions", PAGE).otherwise("1"),
            optional("private", "Show the answer to you alone", Kind::Flag).otherwise("no"),
        ],
        rules: &[],
        example: "/define security dilemma",
    },
    Spec {
        name: "papers",
        summary: "List the papers of the library",
        options: &[
            optional(
                "query",
                "Words of titles, abstracts and authors’ names",
                Kind::Text,
            ),
            optional("author", "Only papers by this author", Kind::Author),
            optional("from", "Only papers of this year or later", Kind::Year),
            optional("to", "Only papers of this year or earlier", Kind::Year),
            optional("tag", "Only papers with this tag", Kind::Tag),
            optional("page", "Which page of the list", PAGE).otherwise("1"),
        ],
        rules: &[Rule::Ordered("from", "to")],
        example: "/papers sanctions from:2000",
    },
    Spec {
        name: "cite",
        summary: "Cite a paper, a passage or a quotation in a style, ready to copy",
        options: &[
            optional("paper", "The paper, by key or title", Kind::Paper),
            optional(
                "passage",
                "The passage, as in liang2014:10",
                Kind::PassageId,
            ),
            optional("text", "A quotation, to be found and quoted", Kind::Text),
            optional("style", "How it is written: apa if not given", Kind::Style),
            optional(
                "form",
                "An entry of the bibliography, in the text, as a note, or with the quotation",
                Kind::Choice(&["bibliography", "intext", "note", "quote"]),
            )
            .otherwise("bibliography"),
            optional("page", "The page, where you know it better", Kind::Pages),
        ],
        rules: &[Rule::OneOf(&["passage", "paper", "text"])],
        example: "/cite passage:liang2014:10 style:mla form:intext",
    },
    Spec {
        name: "source",
        summary: "Show a paper’s card: bibliographic data, sections and counts",
        options: &[required("paper", "The paper, by key or title", Kind::Paper)],
        rules: &[],
        example: "/source liang2014",
    },
    Spec {
        name: "references",
        summary: "List the works that a paper cites, and which of them are here",
        options: &[
            required("paper", "The paper, by key or title", Kind::Paper),
            optional("number", "Only this entry, in full", ENTRY),
            optional("query", "Only entries with these words", Kind::Text),
            optional("page", "Which page of the list", PAGE).otherwise("1"),
        ],
        rules: &[],
        example: "/references liang2014 query:korea",
    },
    Spec {
        name: "citedby",
        summary: "Find who in the library cites a paper, with the passages that do",
        options: &[
            required("paper", "The paper, by key or title", Kind::Paper),
            optional("page", "Which page of the passages", PAGE).otherwise("1"),
        ],
        rules: &[],
        example: "/citedby haddad2009",
    },
    Spec {
        name: "verify",
        summary: "Check a quotation word by word against the papers",
        options: &[
            required("text", "The quotation, as you have it", Kind::Text),
            optional("paper", "Only in this paper, by key or title", Kind::Paper),
        ],
        rules: &[],
        example: "/verify so do prestige and fear of enemies within",
    },
    Spec {
        name: "related",
        summary: "Find the nearest passages of other papers, and the terms they share",
        options: &[
            optional(
                "passage",
                "The passage, as in liang2014:10",
                Kind::PassageId,
            ),
            optional("paper", "The paper, by key or title", Kind::Paper),
        ],
        rules: &[Rule::OneOf(&["passage", "paper"])],
        example: "/related liang2014:10",
    },
    Spec {
        name: "quiz start",
        summary: "Start a round of questions from the papers in this room",
        options: &[
            optional(
                "paper",
                "Only about this paper, by key or title",
                Kind::Paper,
            ),
            optional("tag", "Only about papers with this tag", Kind::Tag),
            optional("list", "Questions from this list of a teacher", Kind::List),
            optional("misses", "Only what you got wrong before", Kind::Flag).otherwise("no"),
            optional("kind", "Only questions of this kind", KINDS),
            optional("questions", "How many questions", MOST_QUESTIONS).otherwise("10"),
            optional(
                "seconds",
                "How long a question is open, at least 5 seconds; 0 for as long as it takes",
                MOST_SECONDS,
            )
            .otherwise("30"),
            optional(
                "pace",
                "Whether the first to have it gets more, or everyone has the same time",
                Kind::Choice(&["race", "everyone"]),
            )
            .otherwise("race"),
            optional("seed", "The same seed asks the same questions again", SEED),
        ],
        rules: &[],
        example: "/quiz start liang2014 kind:choice questions:5",
    },
    Spec {
        name: "quiz join",
        summary: "Take part in the round; whoever answers does so too",
        options: &[],
        rules: &[],
        example: "/quiz join",
    },
    Spec {
        name: "quiz leave",
        summary: "Take no part in the round any more; your points stay",
        options: &[],
        rules: &[],
        example: "/quiz leave",
    },
    Spec {
        name: "quiz answer",
        summary: "Answer a question by letter, number or words",
        options: &[
            required(
                "answer",
                "The letter, number or words of an option, or what is asked for",
                Kind::Text,
            ),
            optional(
                "question",
                "The id of the question; the one that is open if not given",
                Kind::Text,
            ),
        ],
        rules: &[],
        example: "/quiz answer b",
    },
    Spec {
        name: "quiz hint",
        summary: "Show a hint to the question, after which an answer gives half the points",
        options: &[],
        rules: &[],
        example: "/quiz hint",
    },
    Spec {
        name: "quiz skip",
        summary: "Vote for the next question: more than half of the players skip this one",
        options: &[],
        rules: &[],
        example: "/quiz skip",
    },
    Spec {
        name: "quiz stop",
        summary: "End the round, for who started it and for moderators; the points stay",
        options: &[],
        rules: &[],
        example: "/quiz stop",
    },
    Spec {
        name: "quiz flag",
        summary: "Say that something is wrong with a question; at three flags it is asked no more",
        options: &[optional(
            "question",
            "The id of the question; the one asked last if not given",
            Kind::Text,
        )],
        rules: &[],
        example: "/quiz flag",
    },
    Spec {
        name: "daily set",
        summary: "Ask this room one question a day",
        options: &[
            required("time", "When, by the clocks of the time zone", Kind::Time),
            optional("timezone", "The time zone", Kind::Zone).otherwise("UTC"),
            optional(
                "paper",
                "Only about this paper, by key or title",
                Kind::Paper,
            ),
            optional("kind", "Only questions of this kind", KINDS),
        ],
        rules: &[],
        example: "/daily set 18:00 timezone:Europe/Vienna",
    },
    Spec {
        name: "daily show",
        summary: "Tell when this room is asked its daily question",
        options: &[],
        rules: &[],
        example: "/daily show",
    },
    Spec {
        name: "daily off",
        summary: "Ask this room no daily question any more",
        options: &[],
        rules: &[],
        example: "/daily off",
    },
    Spec {
        name: "score",
        summary: "Show your points, streak and last weeks",
        options: &[
            optional("scope", "Which rounds count", OWN_SCOPES).otherwise("all"),
            optional("period", "Which time counts", PERIODS).otherwise("all"),
            optional(
                "timezone",
                "Your time zone, which says when a day is over; it is remembered",
                Kind::Zone,
            ),
        ],
        rules: &[],
        example: "/score server",
    },
    Spec {
        name: "leaderboard",
        summary: "Show who has most points",
        options: &[
            optional("scope", "Which rounds count", SCOPES).otherwise("room"),
            optional("period", "Which time counts", PERIODS).otherwise("all"),
            optional(
                "listed",
                "Whether you stand on leaderboards; it is remembered",
                Kind::Flag,
            ),
        ],
        rules: &[],
        example: "/leaderboard period:week",
    },
    Spec {
        name: "help",
        summary: "List the commands, or explain one",
        options: &[optional(
            "command",
            "The command to explain",
            Kind::CommandName,
        )],
        rules: &[],
        example: "/help search",
    },
    Spec {
        name: "about",
        summary: "Tell the version, and the size and age of the index",
        options: &[],
        rules: &[],
        example: "/about",
    },
];

const MOST_RESULTS: Kind = Kind::Whole { from: 1, to: 5 };
const NEIGHBOURS: Kind = Kind::Whole { from: 0, to: 3 };
/// Hits are counted up to 1,000, so there is no page beyond it even with one result a page.
const PAGE: Kind = Kind::Whole { from: 1, to: 1000 };
/// No bibliography of a paper is longer.
const ENTRY: Kind = Kind::Whole {
    from: 1,
    to: 10_000,
};

const KINDS: Kind = Kind::Choice(&["cloze", "choice", "truefalse", "source", "define", "open"]);
const MOST_QUESTIONS: Kind = Kind::Whole { from: 1, to: 50 };
const MOST_SECONDS: Kind = Kind::Whole { from: 0, to: 300 };
const SEED: Kind = Kind::Whole {
    from: 0,
    to: u32::MAX,
};
const SCOPES: Kind = Kind::Choice(&["room", "server", "all"]);
/// The same from the other end: one's own score is everywhere.
const OWN_SCOPES: Kind = Kind::Choice(&["all", "server", "room"]);
const PERIODS: Kind = Kind::Choice(&["all", "month", "week", "day"]);

/// The row of a command, whatever the case of its name and the spaces in it.
#[must_use]
pub fn spec(name: &str) -> Option<&'static Spec> {
    let is_named = |spec: &&Spec| {
        let (mut own, mut said) = (spec.name.split(' '), name.split_whitespace());
        loop {
            match (own.next(), said.next()) {
                (None, None) => return true,
                (Some(own), Some(said)) if own.eq_ignore_ascii_case(said) => {}
                _ => return false,
            }
        }
    };
    TABLE.iter().find(is_named)
}

/// What commands with a first word in common are about, by that word.
pub const FAMILIES: &[(&str, &str)] = &[
    ("quiz", "Play rounds of questions from the papers"),
    ("daily", "One question a day in this room"),
];

/// The commands whose names begin with a word and have another after it.
pub fn family(word: &str) -> impl Iterator<Item = &'static Spec> {
    let is_of = move |spec: &&Spec| {
        let first = spec.name.split_once(' ').map(|(first, _)| first);
        first.is_some_and(|first| first.eq_ignore_ascii_case(word))
    };
    TABLE.iter().filter(is_of)
}

/// Whether a command's name begins with this word.
#[must_use]
pub fn begins_name(word: &str) -> bool {
    spec(word).is_some() || family(word).next().is_some()
}

/// The names of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|spec| spec.name)
}

const fn required(name: &'static str, summary: &'static str, kind: Kind) -> Opt {
    Opt {
        name,
        summary,
        kind,
        required: true,
        default: None,
    }
}

const fn optional(name: &'static str, summary: &'static str, kind: Kind) -> Opt {
    Opt {
        required: false,
        ..required(name, summary, kind)
    }
}

impl Opt {
    const fn otherwise(self, default: &'static str) -> Self {
        Self {
            default: Some(default),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_fits_discord() {
        for spec in TABLE {
            assert!(spec.name.len() <= 32 && spec.summary.chars().count() <= 100);
            assert!(spec.options.len() <= 25, "{}", spec.name);
            let mut length = spec.name.len() + spec.summary.chars().count();
            for option in spec.options {
                assert!(option.name.len() <= 32 && option.summary.chars().count() <= 100);
                length += option.name.len() + option.summary.chars().count();
            }
            assert!(length <= 8_000, "{}", spec.name);
            let first_optional = spec.options.iter().position(|option| !option.required);
            let last_required = spec.options.iter().rposition(|option| option.required);
            assert!(last_required < first_optional || first_optional.is_none());
        }
    }

    #[test]
    fn every_family_has_its_word_and_no_command_is_called_as_it() {
        let first = |spec: &Spec| spec.name.split_once(' ').map(|(first, _)| first);
        let mut words: Vec<&str> = TABLE.iter().filter_map(first).collect();
        words.dedup();
        let known: Vec<&str> = FAMILIES.iter().map(|(word, _)| *word).collect();
        assert_eq!(words, known, "a family stands together");
        assert!(known.iter().all(|word| spec(word).is_none()));
    }

    #[test]
    fn free_text_fills_the_first_option_that_takes_it() {
        let free = |command, text| spec(command)?.free(text).map(|option| option.name);
        assert_eq!(free("search", "liang2014:10"), Some("query"));
        assert_eq!(free("related", "liang2014:10"), Some("passage"));
        assert_eq!(free("related", "liang2014"), Some("paper"));
        assert_eq!(free("about", "anything"), None);
    }
}

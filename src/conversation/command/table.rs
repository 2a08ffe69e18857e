//! The one table of commands: one row a command, one entry an option.
//!
//! Parser, `/help`, hints, completion, a platform's registration and the README read from here. The
//! typed options stand beside [`Command`](super::Command); a test holds the two to each other. What
//! a command answers is not known here.

use serde_json::Value;

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

/// The longest term that is looked up, in characters: longer ones are questions or pasted text.
pub const LONGEST_TERM: usize = 120;

/// A row of the table.
#[derive(Debug)]
pub struct Spec {
    /// The command's name, without a prefix.
    pub name: &'static str,
    /// What it does, in at most 100 characters (Discord's limit for a description).
    pub summary: &'static str,
    /// Its options. Free text fills the first.
    pub options: &'static [Opt],
    /// What must hold between its options.
    pub rules: &'static [Rule],
    /// A correct command line.
    pub example: &'static str,
}

/// An option of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct Opt {
    /// Its name.
    pub name: &'static str,
    /// What it is for, in at most 100 characters.
    pub summary: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether the command says nothing without it.
    pub required: bool,
    /// The value that stands where it is not given, as it would be typed.
    pub default: Option<&'static str>,
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A term that somebody may define.
    Term,
    /// A paper's key or title.
    Paper,
    /// An author's name.
    Author,
    /// A passage, as in `liang2014:10`.
    PassageId,
    /// Words of a heading.
    Section,
    /// A tag.
    Tag,
    /// The name of a citation style.
    Style,
    /// A page or a range of pages, as in `12` or `12-14`.
    Pages,
    /// A year, written plainly.
    Year,
    /// A whole number, both ends allowed.
    Whole {
        /// The least.
        from: u32,
        /// The greatest.
        to: u32,
    },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// The name of a command of this table.
    CommandName,
}

/// What must hold between the options of a command.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// Exactly one of these is given. Free text fills the first of them whose kind takes it.
    OneOf(&'static [&'static str]),
    /// The first is not greater than the second.
    Ordered(&'static str, &'static str),
}

/// The row of a command, whatever the case of its name.
#[must_use]
pub fn spec(name: &str) -> Option<&'static Spec> {
    TABLE
        .iter()
        .find(|spec| spec.name.eq_ignore_ascii_case(name))
}

/// The names of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|spec| spec.name)
}

impl Spec {
    /// An option by its name, whatever the case.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&'static Opt> {
        self.options
            .iter()
            .find(|option| option.name.eq_ignore_ascii_case(name))
    }

    /// The option that a free text fills; none for a command without options.
    #[must_use]
    pub fn free(&self, text: &str) -> Option<&'static Opt> {
        self.alternatives()
            .iter()
            .filter_map(|name| self.option(name))
            .find(|option| option.kind.read(text).is_some())
            .or(self.options.first())
    }

    /// The options of which exactly one is given; none where there is no such rule.
    #[must_use]
    pub fn alternatives(&self) -> &'static [&'static str] {
        let one_of = |rule: &Rule| match rule {
            Rule::OneOf(names) => Some(*names),
            Rule::Ordered(..) => None,
        };
        self.rules.iter().find_map(one_of).unwrap_or(&[])
    }
}

impl Kind {
    /// The value as the typed options hold it, or nothing where it is none of this kind.
    #[must_use]
    pub fn read(self, value: &str) -> Option<Value> {
        match self {
            Self::Text | Self::Paper | Self::Author | Self::Section | Self::Tag | Self::Style => {
                Some(Value::from(value))
            }
            Self::Pages => pages(value).map(Value::from),
            Self::Term => (value.chars().count() <= LONGEST_TERM).then(|| Value::from(value)),
            Self::PassageId => passage_id(value).map(Value::from),
            Self::Year => number(value)
                .filter(|year| (1..=9999).contains(year))
                .map(Value::from),
            Self::Whole { from, to } => number(value)
                .filter(|number| (from..=to).contains(number))
                .map(Value::from),
            Self::Choice(words) => words
                .iter()
                .find(|word| word.eq_ignore_ascii_case(value))
                .map(|word| Value::from(*word)),
            Self::Flag => flag(value).map(Value::from),
            Self::CommandName => spec(value.trim_start_matches(|c: char| !c.is_alphabetic()))
                .map(|spec| Value::from(spec.name)),
        }
    }

    /// What it takes, in words that follow “must be”.
    #[must_use]
    pub fn allowed(self) -> String {
        match self {
            Self::Text => "any text".to_owned(),
            Self::Term => format!("at most {LONGEST_TERM} characters long"),
            Self::Paper => "a paper’s key or title".to_owned(),
            Self::Author => "an author’s name".to_owned(),
            Self::PassageId => "a passage, as in liang2014:10".to_owned(),
            Self::Section => "words of a heading".to_owned(),
            Self::Tag => "a tag".to_owned(),
            Self::Style => "a style, as in apa, mla, chicago-notes or bibtex".to_owned(),
            Self::Pages => "a page or pages, as in 12 or 12-14".to_owned(),
            Self::Year => "a year, as in 1990".to_owned(),
            Self::Whole { from, to } => format!("a whole number from {from} to {to}"),
            Self::Choice(words) => match words {
                [] => String::new(),
                [only] => (*only).to_owned(),
                [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
            },
            Self::Flag => "yes or no".to_owned(),
            Self::CommandName => "the name of a command".to_owned(),
        }
    }
}

fn number(value: &str) -> Option<u32> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| value.parse().ok()).flatten()
}

fn passage_id(value: &str) -> Option<String> {
    let (key, ordinal) = value.rsplit_once(':')?;
    let named = !key.is_empty() && !key.contains(char::is_whitespace);
    (named && number(ordinal)? > 0).then(|| value.to_lowercase())
}

/// A page or a range of pages, with a hyphen between the two.
fn pages(value: &str) -> Option<String> {
    let value = value.replace(['–', '—'], "-").replace("--", "-");
    let bare = value
        .trim_start_matches("pp.")
        .trim_start_matches("p.")
        .trim();
    let (first, last) = bare.split_once('-').unwrap_or((bare, bare));
    let (from, to) = (number(first.trim())?, number(last.trim())?);
    let is_one = !bare.contains('-');
    let written = if is_one {
        from.to_string()
    } else {
        format!("{from}-{to}")
    };
    (from > 0 && (is_one || from < to)).then_some(written)
}

fn flag(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
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
    fn free_text_fills_the_first_option_that_takes_it() {
        let free = |command, text| spec(command)?.free(text).map(|option| option.name);
        assert_eq!(free("search", "liang2014:10"), Some("query"));
        assert_eq!(free("related", "liang2014:10"), Some("passage"));
        assert_eq!(free("related", "liang2014"), Some("paper"));
        assert_eq!(free("about", "anything"), None);
    }

    #[test]
    fn a_kind_reads_what_it_allows_and_nothing_else() {
        let reads = |kind: Kind, value| kind.read(value).is_some();
        assert!(reads(MOST_RESULTS, "5") && !reads(MOST_RESULTS, "6") && !reads(MOST_RESULTS, "0"));
        assert!(!reads(MOST_RESULTS, "+3") && !reads(MOST_RESULTS, ""));
        assert!(reads(Kind::Year, "1990") && !reads(Kind::Year, "1990s"));
        assert!(reads(Kind::PassageId, "liang2014:10") && !reads(Kind::PassageId, "liang2014:0"));
        assert!(!reads(Kind::PassageId, "two words:3") && !reads(Kind::PassageId, ":3"));
        let pages = |value| Kind::Pages.read(value);
        assert_eq!(pages("12"), Some(Value::from("12")));
        assert_eq!(pages("pp. 12–14"), Some(Value::from("12-14")));
        assert_eq!(
            [pages("14-12"), pages("0"), pages("xii"), pages("")],
            [None, None, None, None]
        );
        assert_eq!(Kind::Flag.read("True"), Some(Value::from(true)));
        assert_eq!(
            Kind::CommandName.read("/Search"),
            Some(Value::from("search"))
        );
        assert_eq!(
            Kind::PassageId.read("Liang2014:10"),
            Some(Value::from("liang2014:10"))
        );
    }
}

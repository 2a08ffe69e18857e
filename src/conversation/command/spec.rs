//! What a row of the [table](super::TABLE) says of a command: its options, what each takes, and what
//! holds between them.
//!
//! A kind reads a value as it was typed. Which commands there are is not known here.

use serde_json::Value;

use super::table::spec;

/// The longest term that is looked up, in characters: longer ones are questions or pasted text.
pub const LONGEST_TERM: usize = 120;

/// A row of the table.
#[derive(Debug)]
pub struct Spec {
    /// The command's name, without a prefix; of two words where several commands share the first
    /// (`quiz start`).
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
    /// The name of a teacher's list of questions.
    List,
    /// A time of a day, as in `18:00`.
    Time,
    /// The name of a time zone.
    Zone,
}

/// What must hold between the options of a command.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// Exactly one of these is given. Free text fills the first of them whose kind takes it.
    OneOf(&'static [&'static str]),
    /// The first is not greater than the second.
    Ordered(&'static str, &'static str),
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
            Self::Text
            | Self::Paper
            | Self::Author
            | Self::Section
            | Self::Tag
            | Self::Style
            | Self::List
            | Self::Zone => Some(Value::from(value)),
            Self::Time => time(value).map(Value::from),
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
            Self::List => "the name of a list".to_owned(),
            Self::Time => "a time from 00:00 to 23:59, as in 18:00".to_owned(),
            Self::Zone => "a time zone, as in Europe/Vienna".to_owned(),
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

/// A time of a day, with two digits on both sides.
fn time(value: &str) -> Option<String> {
    let (hour, minute) = value.split_once(':')?;
    let is_short = |text: &str| (1..=2).contains(&text.len());
    let (hours, minutes) = (number(hour)?, number(minute)?);
    let is_time = is_short(hour) && minute.len() == 2 && hours < 24 && minutes < 60;
    is_time.then(|| format!("{hours:02}:{minutes:02}"))
}

fn flag(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP_TO_FIVE: Kind = Kind::Whole { from: 1, to: 5 };

    #[test]
    fn a_kind_reads_what_it_allows_and_nothing_else() {
        let reads = |kind: Kind, value| kind.read(value).is_some();
        assert!(reads(UP_TO_FIVE, "5") && !reads(UP_TO_FIVE, "6") && !reads(UP_TO_FIVE, "0"));
        assert!(!reads(UP_TO_FIVE, "+3") && !reads(UP_TO_FIVE, ""));
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
        let times = |value| Kind::Time.read(value);
        assert_eq!(times("7:05"), Some(Value::from("07:05")));
        assert_eq!(
            [times("24:00"), times("18"), times("18:5"), times(":30")],
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

//! The typed options of each command. Their names and defaults are those of the table.

use serde::{Deserialize, Serialize};

/// Options of `/search`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// What to look for.
    pub query: String,
    /// A paper's key or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// An author's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The first year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    /// The last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i32>,
    /// Words of a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// A tag of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// How the words combine.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mode: Mode,
    /// What comes first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sort: Sort,
    /// How many passages a page; the configuration decides where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<u8>,
    /// The page, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub page: u32,
    /// Whether the answer is for the asker alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub private: bool,
}

impl Search {
    /// A plain search for these words.
    #[must_use]
    pub fn of(query: String) -> Self {
        Self {
            query,
            paper: None,
            author: None,
            from: None,
            to: None,
            section: None,
            tag: None,
            mode: Mode::default(),
            sort: Sort::default(),
            results: None,
            page: first(),
            private: false,
        }
    }
}

/// How the words of a query combine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Any word may match; more and rarer ones count more.
    #[default]
    Any,
    /// Every word must occur.
    All,
    /// The words must stand together in this order.
    Phrase,
}

/// What comes first among the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The best match.
    #[default]
    Relevance,
    /// The newest paper.
    Newest,
    /// The oldest paper.
    Oldest,
}

/// Options of `/passage`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// The passage, `key:ordinal`, in lower case.
    pub id: String,
    /// How many passages before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: u8,
    /// How many passages after it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: u8,
    /// Whether its notes and the works it cites are shown with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: bool,
}

/// Options of `/define`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Define {
    /// The term.
    pub term: String,
    /// An author's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The page, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub page: u32,
    /// Whether the answer is for the asker alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub private: bool,
}

/// Options of `/papers`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// Words of titles, abstracts and authors’ names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// An author's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The first year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i32>,
    /// The last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i32>,
    /// A tag of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The page, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub page: u32,
}

/// Options of `/source`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// A paper's key or title.
    pub paper: String,
}

/// Options of `/references`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct References {
    /// A paper's key or title.
    pub paper: String,
    /// The one entry to show, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Words that entries must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// The page, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub page: u32,
}

/// Options of `/citedby`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitedBy {
    /// A paper's key or title.
    pub paper: String,
    /// The page, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub page: u32,
}

/// Options of `/cite`; exactly one of the first three is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// A paper's key or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// A passage, `key:ordinal`, in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<String>,
    /// A quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The name of a style; the usual one where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// What of the citation is wanted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: Form,
    /// A page or a range of pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// What of a citation is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The entry of the bibliography.
    #[default]
    Bibliography,
    /// The citation in the text.
    Intext,
    /// The citation as a footnote.
    Note,
    /// The quotation with its citation.
    Quote,
}

/// Options of `/verify`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The quotation.
    pub text: String,
    /// A paper's key or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
}

/// Options of `/related`; exactly one of them is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// The passage, `key:ordinal`, in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<String>,
    /// A paper's key or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
}

/// Options of `/quiz start`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizStart {
    /// A paper's key or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// A tag of the papers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The name of a teacher's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Whether only what the person got wrong before is asked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub misses: bool,
    /// The kind of the questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// How many questions.
    #[serde(default = "ten", skip_serializing_if = "is_ten")]
    pub questions: u32,
    /// How long each is open; 0 for as long as it takes.
    #[serde(default = "half_a_minute", skip_serializing_if = "is_half_a_minute")]
    pub seconds: u32,
    /// How people play.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pace: Pace,
    /// What decides which questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u32>,
}

/// How people play a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pace {
    /// The first to have it get more.
    #[default]
    Race,
    /// Everyone has the same time.
    Everyone,
}

/// `/quiz join` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizJoin {}

/// `/quiz leave` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizLeave {}

/// Options of `/quiz answer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizAnswer {
    /// The letter, number or words of an option, or what is asked for.
    pub answer: String,
    /// The id of the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// `/quiz hint` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizHint {}

/// `/quiz skip` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizSkip {}

/// `/quiz stop` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizStop {}

/// Options of `/quiz flag`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuizFlag {
    /// The id of the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
}

/// Options of `/daily set`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailySet {
    /// The time of a day, as in `18:00`.
    pub time: String,
    /// The name of a time zone.
    #[serde(default = "utc", skip_serializing_if = "is_utc")]
    pub timezone: String,
    /// A paper's key or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The kind of the questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// `/daily show` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyShow {}

/// `/daily off` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyOff {}

/// Options of `/score`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Which rounds count.
    #[serde(default = "everywhere", skip_serializing_if = "is_everywhere")]
    pub scope: Scope,
    /// Which time counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: Period,
    /// The person's time zone, to be remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// Options of `/leaderboard`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaderboard {
    /// Which rounds count.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// Which time counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: Period,
    /// Whether the person stands on leaderboards, to be remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<bool>,
}

/// Which rounds count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Those of the room.
    #[default]
    Room,
    /// Those of all rooms of the server.
    Server,
    /// All.
    All,
}

/// Which time counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// The present day.
    Day,
    /// The present week.
    Week,
    /// The present month.
    Month,
    /// All time.
    #[default]
    All,
}

/// Options of `/help`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// The command to explain, by its name in the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

/// `/about` has no options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {}

fn first() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_first(page: &u32) -> bool {
    *page == first()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn ten() -> u32 {
    10
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_ten(questions: &u32) -> bool {
    *questions == ten()
}

fn half_a_minute() -> u32 {
    30
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_half_a_minute(seconds: &u32) -> bool {
    *seconds == half_a_minute()
}

fn utc() -> String {
    "UTC".to_owned()
}

fn is_utc(zone: &str) -> bool {
    zone == "UTC"
}

fn everywhere() -> Scope {
    Scope::All
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_everywhere(scope: &Scope) -> bool {
    *scope == Scope::All
}

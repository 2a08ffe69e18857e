//! The names in front of a year, as a sentence or a bracket gives them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::listed::folded;
use super::super::pattern;
use crate::text::{fold, is_stop_word};

/// Names before a year are looked for in so many bytes.
const LONGEST: usize = 160;

/// A list of names in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) list: Vec<Name>,
    /// Whether “et al.” stands behind them.
    pub(super) others: bool,
    /// All of it as one name, for bodies with an “and” in theirs.
    pub(super) whole: Vec<String>,
}

/// A name, which may begin with words of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Folded.
    pub(super) words: Vec<String>,
    /// Where its first capital stands.
    pub(super) start: usize,
}

static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[\s,]*(?:\bet\.?\s?al\b\.?|\band (?:others|colleagues|co-?workers)\b|\bu\.\s?a\.)(?:['’]s?)?[\s,:]*$",
    )
});

static JOIN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*(?:[,;]\s*)?(?:\b(?:and|und|et|y|en)\s+|&\s*)|\s*[,;]\s*"));

/// Small words within names.
const PARTICLES: [&str; 26] = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el",
    "al", "bin", "ibn", "ter", "ten", "zu", "of", "the", "for", "and", "und", "et",
];

impl Names {
    /// Reads names from a stretch of a text; nothing where no word of it is capitalised.
    pub(super) fn of(text: &str, range: Range<usize>) -> Option<Self> {
        let stretch = &text[range.clone()];
        let cut = OTHERS.find(stretch);
        let stretch = &stretch[..cut.map_or(stretch.len(), |cut| cut.start())];
        let mut list = Vec::new();
        let mut start = 0;
        let ends = JOIN
            .find_iter(stretch)
            .map(|join| (join.start(), join.end()));
        for (end, next) in ends.chain([(stretch.len(), stretch.len())]) {
            list.extend(Name::of(&stretch[start..end], range.start + start));
            start = next;
        }
        (!list.is_empty()).then(|| Self {
            whole: folded(stretch),
            list,
            others: cut.is_some(),
        })
    }

    /// Where the first name begins.
    pub(super) fn start(&self) -> Option<usize> {
        self.list.first().map(|name| name.start)
    }
}

impl Name {
    fn of(part: &str, at: usize) -> Option<Self> {
        let start = capital(part)?;
        let words = folded(&part[start..]);
        let is_initials = words.iter().all(|word| word.chars().count() == 1);
        (!words.is_empty() && !is_initials).then_some(Self {
            words,
            start: at + start,
        })
    }
}

/// Where the first capitalised word stands, or the particle before it. A small word with a capital begins
/// a sentence, where another capital follows it.
fn capital(part: &str) -> Option<usize> {
    let (mut particle, mut small) = (None, None);
    let mut at = 0;
    let mut folded = String::new();
    for word in part.split(' ') {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let place = at + word.len() - bare.len();
        at += word.len() + 1;
        if bare.starts_with(char::is_uppercase) {
            fold(bare, &mut folded);
            if !is_stop_word(&folded) {
                return Some(particle.unwrap_or(place));
            }
            small = small.or(Some(place));
        }
        particle = PARTICLES[..20]
            .contains(&word)
            .then(|| particle.unwrap_or(place));
    }
    small
}

/// The names that stand right before a place.
pub(super) fn before(text: &str, end: usize) -> Option<Names> {
    let window = text.floor_char_boundary(end.saturating_sub(LONGEST));
    let stretch = text[window..end].trim_end_matches([' ', ',', '(']);
    let mut start = stretch.len();
    let spaces = stretch.rmatch_indices(' ').map(|(at, _)| at + 1);
    let mut word_end = stretch.len();
    for at in spaces.chain([0]) {
        let word = &stretch[at..word_end];
        if !belongs(word, word_end == stretch.len()) {
            break;
        }
        start = at;
        word_end = at.saturating_sub(1);
        if word.starts_with(['(', '[', '“']) {
            break;
        }
    }
    Names::of(text, window + start..window + stretch.len())
}

/// Whether a word may belong to the names before a year.
fn belongs(word: &str, is_last: bool) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if is_last {
        return bare.starts_with(char::is_uppercase)
            || bare == "al"
            || bare == "others"
            || bare == "colleagues";
    }
    let fits = bare.starts_with(char::is_uppercase) || word == "&" || PARTICLES.contains(&word);
    fits && !ends_sentence(word)
}

/// Whether a word before another ends a sentence or a part of it: no initial, and no “al.”
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', '?', '!', ';', ':', ')', ']', '”']);
    if bare.len() == word.len() {
        return false;
    }
    let is_initial =
        word.ends_with('.') && (bare.chars().count() <= 2 || bare == "al" || bare.contains('.'));
    !is_initial
}

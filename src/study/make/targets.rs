//! What of a sentence can be asked for: terms, phrases, names, years and numbers, where a reader can
//! tell what is missing.

use std::ops::Range;

use super::super::material::Material;
use super::super::sentence::Sentence;
use super::super::vocabulary::{
    self, Class, Item, Vocabulary, after, before, in_no_bracket, is_bracketed_share, is_year,
};
use super::super::worth::{begins_clause, is_verb};
use super::near::value;
use crate::text::is_stop_word;

/// Words of a sentence that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    pub words: Range<usize>,
    /// What they are in the vocabulary.
    pub item: usize,
    pub class: Class,
    /// How often its paper names it, in a thousand words.
    pub often: f32,
}

impl Target {
    /// Words that stand for a thing of the vocabulary.
    pub(super) fn new(
        vocabulary: &Vocabulary,
        paper: usize,
        (item, words): (usize, Range<usize>),
        class: Class,
    ) -> Self {
        Self {
            words,
            item,
            class,
            often: vocabulary.often(paper, item),
        }
    }
}

/// What of a sentence of a paper can be asked for: each thing that stands in it once. And of how many things it
/// speaks by their names, numbers or terms, whether they can be asked for or not.
pub(super) fn targets(
    paper: usize,
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
) -> (Vec<Target>, usize) {
    let mut found: Vec<Target> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let target = target_at(paper, sentence, vocabulary, at);
        at = target.as_ref().map_or(at + 1, |target| target.words.end);
        found.extend(target);
    }
    let is_specific = |target: &&Target| target.class != Class::Phrase || target.words.len() > 1;
    let specific = found.iter().filter(is_specific).count();
    let once = |target: &Target| sentence.find(&sentence.stems[target.words.clone()]).len() == 1;
    found.retain(|target| can_be_missing(sentence, vocabulary, target) && once(target));
    (found, specific)
}

/// The thing that begins at a word.
pub(super) fn target_at(
    paper: usize,
    sentence: &Sentence<'_>,
    vocabulary: &Vocabulary,
    at: usize,
) -> Option<Target> {
    let target = |thing, class| Some(Target::new(vocabulary, paper, thing, class));
    if let Some((item, length)) = vocabulary.term_at(sentence, at) {
        let class = vocabulary.items[item].class;
        return target((item, at..at + length), class);
    }
    if let Some(thing) = vocabulary.name_at(sentence, at) {
        return target(thing, Class::Name);
    }
    let class = match () {
        () if vocabulary::is_dated(sentence, at) => Class::Year,
        () if vocabulary::counts(sentence, at) => Class::Number,
        () => return None,
    };
    let item = vocabulary.number(sentence.word(at))?;
    target((item, at..at + 1), class)
}

/// What stands around the words of a target.
struct Spot<'s> {
    text: &'s str,
    before: &'s str,
    after: &'s str,
    /// Whether it is one of several that stand side by side, and so could be any other of them.
    in_list: bool,
    /// Whether nothing behind it belongs to it.
    is_whole: bool,
}

impl<'s> Spot<'s> {
    fn new(sentence: &'s Sentence<'_>, words: &Range<usize>) -> Self {
        let (before, after) = (before(sentence, words.start), after(sentence, words.end));
        let lists = |word: &str| matches!(word, "and" | "or" | "nor");
        let is_next_listed = after == "," && lists(sentence.folded(words.end));
        let is_enclosed = before == "," && after == ",";
        Self {
            text: sentence.phrase(words),
            in_list: is_next_listed || lists(before) || lists(after) || is_enclosed,
            is_whole: matches!(after, "." | "," | "'s" | "%")
                || is_stop_word(after)
                || is_verb(after),
            before,
            after,
        }
    }

    fn has_article(&self) -> bool {
        matches!(self.before, "a" | "an" | "the")
    }

    /// Whether it can be a noun: one stands behind a small word, or begins.
    fn begins(&self) -> bool {
        matches!(self.before, "^" | ",") || is_stop_word(self.before)
    }

    /// Whether it is a name of one thing, and the whole of it.
    fn names(&self) -> bool {
        const PARTICLES: &[&str] = &[
            "de", "van", "von", "der", "den", "la", "le", "di", "da", "del", "du", "ter", "al",
            "bin",
        ];
        // `The North` and `the Council` are what everybody calls many things, and `the Korea's` is none.
        let is_single = !self.text.contains(' ') && !is_short_form(self.text);
        let is_vague = self.has_article() && (is_single || self.after == "'s");
        !self.in_list
            && !is_vague
            && (self.is_whole || self.after == "(")
            && !PARTICLES.contains(&self.before)
            && self.text.len() > 2
            && !begins_clause(&self.text.to_lowercase())
            && is_readable(self.text)
    }

    /// Whether it is a term in full. Of single words, nouns alone: no `states abandoned` for abandonment.
    fn is_term(&self, item: &Item) -> bool {
        let single = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
        let is_form = |written: &String| single(written) == single(self.text);
        let is_noun = self.begins()
            && self.before != "to"
            && item.written.iter().flatten().any(is_form)
            && (item.in_glossary || is_short_form(self.text));
        !self.in_list && self.is_whole && item.count() > 1 && (self.text.contains(' ') || is_noun)
    }

    /// Whether it is a phrase in full, and names something rather than telling what was done.
    fn is_phrase(&self) -> bool {
        let is_doing = self.text.ends_with("ed") || self.text.ends_with("ing");
        let is_noun = self.text.contains(' ') || vocabulary::is_noun_behind(self.before);
        !self.in_list && self.is_whole && is_noun && !is_doing && self.begins()
    }
}

/// Whether a reader can tell what is missing where this is taken out.
fn can_be_missing(sentence: &Sentence<'_>, vocabulary: &Vocabulary, target: &Target) -> bool {
    let words = &target.words;
    let spot = Spot::new(sentence, words);
    let place = sentence.bytes(words);
    let joints = ['-', '/', '‐', '–', '−', '+'];
    let is_joined = sentence.text[place.end..].starts_with(joints)
        || sentence.text[..place.start].ends_with(joints);
    // `60 MHz`: a unit, and no name; `Ri ≈ 0.1`: a quantity.
    let is_unit = sentence
        .gap_before(words.end)
        .contains(['=', '<', '>', '≈', '∼', '~'])
        || spot.before.starts_with(|c: char| c.is_ascii_digit());
    // What is quoted, cited, or one of two authors is no word of the sentence's own.
    let strange = ['"', '“', '‘', '”', '’', '\'', '&', '['];
    let has_strange = |at: usize| sentence.gap_before(at).contains(strange);
    let is_credited = vocabulary::is_cited(sentence, words.end);
    let is_quoted =
        (has_strange(words.end) && spot.after != "'s" && !is_credited) || has_strange(words.start);
    let fits = match target.class {
        // A date is worth knowing of what has a name.
        Class::Year => {
            (1..sentence.len()).any(|at| sentence.is_capital(at) && !words.contains(&at))
        }
        // One of several numbers can be reckoned from the others.
        // And how many are listed as the best is a round number that anybody guesses.
        Class::Number => {
            !spot.in_list
                && count_numbers(sentence) <= 2
                && !is_rest(sentence, words.start)
                && !matches!(spot.before, "top" | "first" | "last")
                && !is_in_range(sentence, words.start)
        }
        Class::Name => spot.names() && !is_first_author(sentence, words.end),
        Class::Term => spot.is_term(&vocabulary.items[target.item]),
        Class::Phrase => spot.is_phrase(),
    };
    let is_in_place =
        in_no_bracket(sentence, words.start) || is_bracketed_share(sentence, words.start);
    fits && !is_quoted && !is_joined && !is_unit && is_in_place
}

/// Whether the work of several authors is cited soon behind one of them: `Abel, Baker, and Cole (2008)`.
fn is_first_author(sentence: &Sentence<'_>, end: usize) -> bool {
    (end + 1..end + 6).any(|at| vocabulary::is_cited(sentence, at))
}

/// Whether a number is an end of a range, on whose other side no number fits: `from 60 to 50`, `8 of 10`.
fn is_in_range(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_joint = matches!(sentence.before(at), "to" | "and" | "of");
    let before = at.checked_sub(2).map_or("", |at| sentence.folded(at));
    let ends =
        is_joint && (before.starts_with(|c: char| c.is_ascii_digit()) || value(before) > 0.0);
    ends || (at.saturating_sub(2)..at).any(|at| matches!(sentence.folded(at), "from" | "between"))
}

/// How many numbers stand in a sentence, in digits or in words; years count nothing.
fn count_numbers(sentence: &Sentence<'_>) -> usize {
    let is_number = |word: &&str| {
        (word.starts_with(|c: char| c.is_ascii_digit()) && !is_year(word)) || value(word) > 0.0
    };
    sentence.says().filter(is_number).count()
}

/// Whether another share of a sentence and this one are the parts of a whole.
fn is_rest(sentence: &Sentence<'_>, at: usize) -> bool {
    const WHOLE: f64 = 100.0;
    let share = |at: usize| (after(sentence, at + 1) == "%").then(|| value(sentence.word(at)));
    let own = share(at).unwrap_or_default();
    let mut others = (0..sentence.len()).filter(|other| *other != at);
    others.any(|other| share(other).is_some_and(|other| (own + other - WHOLE).abs() < 1.0))
}

/// Whether a name is made of letters, and is no formula or code.
fn is_readable(name: &str) -> bool {
    // `CK666` and `Arp2` are names as well.
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let coded = is_short_form(name) || letters > 2;
    name.chars().all(|c| {
        c.is_alphabetic()
            || (coded && c.is_ascii_digit())
            || matches!(c, ' ' | '-' | '.' | '\'' | '’')
    }) && !is_attribute(name)
        && name.split(['-', ' ']).any(|word| word.chars().count() > 2)
}

/// A thing that a paper has less often is no matter of its.
const LEAST_NAMED: u32 = 3;
/// In a short one, which has few things twice, once in so many words will do.
const NAMED_IN: u32 = 700;
const LEAST_REPEATED: u32 = 3;
/// A phrase that stands so often in a long paper is one of its matters; in a short one, fewer times will do.
const LEAST_KEY: u32 = 4;
const SHORT: u32 = 1500;

/// Whether a name only tells what another thing is like: `MO-mediated`.
fn is_attribute(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(_, last)| {
        let ends = [
            "ed", "ing", "like", "based", "ent", "free", "type", "specific",
        ];
        last.starts_with(char::is_lowercase) && ends.iter().any(|end| last.ends_with(end))
    })
}

/// Whether it is worth typing: one of the paper's matters, no common phrase and not told by the title.
pub(super) fn is_telling(
    material: &Material,
    vocabulary: &Vocabulary,
    paper: usize,
    sentence: &Sentence<'_>,
    target: &Target,
) -> bool {
    let item = &vocabulary.items[target.item];
    let here = item.papers.get(&paper).copied().unwrap_or(0);
    let of = &material.papers[paper];
    // A paper without authors is named by its title.
    let is_own = !of.authors.is_empty() || !vocabulary.is_in_title(paper, item);
    let least_key = (vocabulary.words_of(paper) / SHORT).clamp(LEAST_REPEATED, LEAST_KEY);
    let words = target.words.clone();
    match target.class {
        Class::Year => true,
        // Nobody knows a number by heart.
        Class::Number => false,
        Class::Name => {
            here >= (vocabulary.words_of(paper) / NAMED_IN).clamp(1, LEAST_NAMED)
                && is_own
                && !vocabulary::is_cited(sentence, words.end)
                && vocabulary.is_proper(item)
                && !is_everyday(sentence.phrase(&words))
        }
        Class::Phrase => {
            let of_a_trade = |at: usize| {
                let word = sentence.folded(at);
                let is_telling = words.len() > 1 || !vocabulary::is_abstract(word);
                is_telling && vocabulary::is_of_a_trade(word, &sentence.stems[at])
            };
            here >= least_key && is_own && words.clone().any(of_a_trade)
        }
        Class::Term => {
            let written = sentence.phrase(&words);
            let short = is_short_form(written) && !is_everyday(written);
            let said = words
                .clone()
                .any(|at| !vocabulary::is_general(sentence.folded(at), &sentence.stems[at]));
            let least = if item.is_defined { 2 } else { LEAST_REPEATED };
            here >= least && is_own && said && (short || words.len() > 1 || item.in_glossary)
        }
    }
}

/// Whether everybody knows an abbreviation.
pub(super) fn is_everyday(word: &str) -> bool {
    const EVERYDAY: &[&str] = &[
        "US", "USA", "UK", "EU", "UN", "TV", "PC", "CEO", "GP", "DNA", "RNA", "HIV", "AIDS", "BMI",
        "IQ", "GDP", "NATO", "WHO", "API", "HTML", "URL", "CPU", "GPU", "RCT", "PDF", "WWW", "FAQ",
        "IT", "AI", "CI", "HR", "OR", "CT", "MRI", "PCR", "ECG", "CD", "DVD", "SD", "FBI", "CIA",
        "NGO", "PhD", "OK", "ID", "IC", "RMS", "LED", "GPS", "USB", "SMS", "SQL", "XML", "HTTP",
        "IP", "NMR", "SEM", "TEM", "AFM", "HPLC", "ELISA", "PBS", "CNS",
    ];
    EVERYDAY.contains(&word.strip_suffix('s').unwrap_or(word))
}

/// Whether a word is an abbreviation by its capitals: `WASP`, `mRNAs`, and not `WebAssembly`.
pub(super) fn is_short_form(word: &str) -> bool {
    let bare = word.strip_suffix('s').unwrap_or(word);
    let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    !word.contains(' ') && capitals > 1 && capitals * 2 >= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_begins_a_clause_is_no_name_for_its_capital() {
        let is_name = |text: &str| {
            let sentence = Sentence::new(text, 0);
            Spot::new(&sentence, &(0..1)).names()
        };
        assert!(is_name(
            "Brahms the composer was praised, and nobody played him."
        ));
        assert!(!is_name(
            "Although the composer was praised, nobody played him."
        ));
    }
}

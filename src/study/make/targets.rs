//! What of a sentence can be asked for: terms, phrases, names, years and numbers, where a reader can
//! tell what is missing.

use std::ops::Range;

use super::super::material::Material;
use super::super::sentence::Sentence;
use super::super::vocabulary::{self, Class, Vocabulary, after, before, in_no_bracket};
use super::super::worth::is_verb;
use crate::text::is_stop_word;

/// Words of a sentence that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    pub words: Range<usize>,
    /// What they are in the vocabulary.
    pub item: usize,
    pub class: Class,
}

/// What of a sentence can be asked for: each thing that stands in it once.
pub(super) fn targets(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> Vec<Target> {
    let mut found: Vec<Target> = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let target = target_at(sentence, vocabulary, at);
        at = target.as_ref().map_or(at + 1, |target| target.words.end);
        found.extend(target.filter(|target| can_be_missing(sentence, vocabulary, target)));
    }
    let once = |target: &Target| sentence.find(&sentence.stems[target.words.clone()]).len() == 1;
    found.retain(once);
    found
}

fn target_at(sentence: &Sentence<'_>, vocabulary: &Vocabulary, at: usize) -> Option<Target> {
    if let Some((item, length)) = vocabulary.term_at(sentence, at) {
        return Some(Target {
            words: at..at + length,
            item,
            class: vocabulary.items[item].class,
        });
    }
    if let Some((item, words)) = vocabulary.name_at(sentence, at) {
        return Some(Target {
            words,
            item,
            class: Class::Name,
        });
    }
    let class = match () {
        () if vocabulary::is_dated(sentence, at) => Class::Year,
        () if vocabulary::counts(sentence, at) => Class::Number,
        () => return None,
    };
    let item = vocabulary.number(sentence.word(at))?;
    Some(Target {
        words: at..at + 1,
        item,
        class,
    })
}

/// Whether a reader can tell what is missing where this is taken out.
fn can_be_missing(sentence: &Sentence<'_>, vocabulary: &Vocabulary, target: &Target) -> bool {
    let item = &vocabulary.items[target.item];
    let words = &target.words;
    let (before, after) = (before(sentence, words.start), after(sentence, words.end));
    // One of several that stand side by side could be any other.
    let lists = |word: &str| matches!(word, "and" | "or" | "nor");
    let listed = after == "," && lists(sentence.folded(words.end));
    let in_list = listed || lists(&before) || lists(&after) || (before == "," && after == ",");
    let whole =
        matches!(after.as_str(), "." | "," | "'s" | "%") || is_stop_word(&after) || is_verb(&after);
    let place = sentence.bytes(words);
    let joints = ['-', '/', '‐', '–'];
    let hyphened = sentence.text[place.end..].starts_with(joints)
        || sentence.text[..place.start].ends_with(joints);
    let text = sentence.phrase(words);
    let is_short = is_short_form(text);
    // `60 MHz`: a unit, and no name.
    let measured = before.starts_with(|c: char| c.is_ascii_digit());
    let article = matches!(before.as_str(), "a" | "an" | "the");
    // `The North` and `the Council` are what everybody calls many things.
    let bare_the = article && words.len() == 1 && !is_short;
    // What is quoted, or followed by a quotation, is no word of the sentence's own.
    let quotes = ['"', '“', '‘', '”', '’', '\''];
    let is_quoted = sentence.gap_before(words.end).contains(quotes) && after != "'s"
        || sentence.gap_before(words.start).contains(quotes);
    let is_owner = after == "'s" && article;
    let fits = match target.class {
        // A date is worth knowing of what has a name.
        Class::Year => {
            (1..sentence.len()).any(|at| sentence.is_capital(at) && !words.contains(&at))
        }
        Class::Number => !in_list,
        Class::Name => {
            let is_part = matches!(
                before.as_str(),
                "de" | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "la"
                    | "le"
                    | "di"
                    | "da"
                    | "del"
                    | "du"
                    | "ter"
                    | "al"
                    | "bin"
            );
            !in_list
                && (whole || after == "(")
                && !bare_the
                && !is_owner
                && !is_part
                && text.len() > 2
                && is_readable(text)
        }
        Class::Term => {
            // Of single words, nouns alone: no `states abandoned` for abandonment.
            let is_form = |written: &String| {
                let single = |word: &str| word.strip_suffix('s').unwrap_or(word).to_lowercase();
                single(written) == single(text)
            };
            let noun =
                is_stop_word(&before) && before != "to" || matches!(before.as_str(), "^" | ",");
            let is_named = words.len() > 1 || item.written.iter().flatten().any(is_form) && noun;
            !in_list
                && whole
                && is_named
                && item.count() > 1
                && (words.len() > 1 || item.in_glossary || is_short)
        }
        Class::Phrase => {
            let noun = words.len() > 1 || vocabulary::is_noun_behind(&before);
            !in_list
                && whole
                && noun
                && (matches!(before.as_str(), "^" | ",") || is_stop_word(&before))
        }
    };
    fits && !is_quoted && !hyphened && !measured && in_no_bracket(sentence, words.start)
}

/// Whether a name is made of letters, and is no formula or code.
fn is_readable(name: &str) -> bool {
    name.chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’'))
        && !is_attribute(name)
        && name.split(['-', ' ']).any(|word| word.chars().count() > 2)
}

/// A thing that a paper has less often is no matter of its.
const LEAST_NAMED: u32 = 3;
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
    let least_key = (of.counts.words / SHORT).clamp(LEAST_REPEATED, LEAST_KEY);
    let words = target.words.clone();
    match target.class {
        Class::Year => true,
        // Nobody knows a number by heart.
        Class::Number => false,
        Class::Name => {
            here >= LEAST_NAMED
                && is_own
                && !vocabulary::is_cited(sentence, words.end)
                && vocabulary.is_proper(item)
                && !is_everyday(sentence.phrase(&words))
        }
        Class::Phrase => {
            let mut of_a_trade = words
                .clone()
                .filter(|at| vocabulary::is_of_a_trade(sentence.folded(*at), &sentence.stems[*at]));
            let of_title = vocabulary.is_in_title(paper, item) && words.len() == 1;
            here >= least_key && is_own && (of_title || of_a_trade.next().is_some())
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
        "NGO", "PhD", "OK", "ID", "USB", "SMS", "SQL", "XML", "HTTP", "IP",
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

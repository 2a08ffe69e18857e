//! Which sentences are worth asking about: those that say something and can stand alone.
//!
//! A sentence that points outside itself (`this`, `however`, `the treaty`), hedges, lists, or was
//! damaged on its way out of a file is refused; the rest are weighed. The lists here are closed classes of
//! English and the usual names of a paper's parts, made by hand. Better few sentences than doubtful ones.

mod words;

use super::sentence::Sentence;
use crate::text::{is_raised, is_stop_word};
use words::{
    ACTING, ADDING, BEHIND_VERBS, CLAUSES, DETERMINERS, DONE, FIGURED, FOREIGN, HANGING, HEDGES,
    LEANING, LEANING_A_LITTLE, LEANING_PAIRS, LINKING, NAMED_BEFORE, POINTING, SELF, TELLING_WHICH,
    TELLING_WORDS, VERBS,
};

/// How many words a sentence has that says enough and can be read at a glance.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=40;

/// Headings, by a part of them, whose text nobody should be asked about.
const PASSED_OVER: [&str; 33] = [
    "acknowledg",
    "reference",
    "bibliograph",
    "funding",
    "author contribution",
    "contributor",
    "competing",
    "conflict of interest",
    "supplement",
    "supporting information",
    "availability",
    "ethic",
    "abbreviation",
    "appendix",
    "contents",
    "copyright",
    "licen",
    "about the author",
    "related",
    "comment",
    "keyword",
    "further reading",
    "method",
    "materials",
    "procedure",
    "experimental setup",
    "experimental section",
    "notes",
    "disclosure",
    "footnote",
    "decision letter",
    "author response",
    "digest",
];

/// Headings under which a paper says what it is about.
const TELLING: [&str; 7] = [
    "abstract",
    "summary",
    "introduction",
    "conclusion",
    "discussion",
    "background",
    "result",
];

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// The headings above it.
    pub section: &'p [String],
    /// Whether it opens its passage.
    pub opens: bool,
}

/// Whether the text under these headings is asked about.
pub(super) fn is_asked(section: &[String]) -> bool {
    let passed_over = |heading: &String| {
        let heading = heading.to_lowercase();
        PASSED_OVER.iter().any(|part| heading.contains(part))
    };
    !section.iter().any(passed_over)
}

/// What a sentence is good for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// It stands alone, and weighs so much.
    Alone(f32),
    /// It leans on the sentence before it, and weighs so much with it.
    Behind(f32),
    /// Nobody should be asked about it.
    Nothing,
}

/// What a sentence is good for. `is_term` says how many words of a known term begin at a place.
pub(super) fn worth(
    sentence: &Sentence<'_>,
    place: Place<'_>,
    is_term: &dyn Fn(usize) -> usize,
) -> Worth {
    let is_fit = LENGTHS.contains(&sentence.len())
        && is_whole(sentence.text)
        && is_prose(sentence)
        && has_verb(sentence)
        && !is_foreign(sentence)
        && !HANGING.contains(sentence.folded(sentence.len() - 1));
    if !is_fit {
        return Worth::Nothing;
    }
    let weight = weight(sentence, place, is_term);
    let named = sentence.folded(0) != "the" || tells_which(sentence, 0, is_term);
    if named && !leans(sentence) && !points(sentence) {
        Worth::Alone(weight)
    } else {
        Worth::Behind(weight)
    }
}

/// Whether the text of a sentence came through whole and is no formula, address or list.
pub(super) fn is_whole(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"', '‘', '\'', '«']);
    let begins = first.chars().next().is_some_and(char::is_uppercase);
    let ends = text.trim_end_matches(['”', '"', '’', ')']).ends_with('.');
    let strange = |c: char| {
        is_raised(c)
            || matches!(
                c,
                '?' | '!'
                    | '…'
                    | '¼'
                    | '½'
                    | '¾'
                    | '@'
                    | '|'
                    | '='
                    | '<'
                    | '>'
                    | '±'
                    | '*'
                    | '_'
                    | '\\'
                    | '{'
                    | '}'
                    | '^'
                    | '~'
                    | '•'
                    | '→'
                    | '\u{fffd}'
                    | '+'
                    | '×'
                    | '#'
                    | '©'
                    | '®'
                    | '≈'
                    | '∼'
            )
    };
    let count = |c: char| text.matches(c).count();
    let is_even = count('(') == count(')')
        && count('[') == count(']')
        && count('“') == count('”')
        && count('"').is_multiple_of(2);
    begins
        && ends
        && is_even
        && !text.contains(strange)
        && !text.contains("...")
        && !text.contains("http")
        && !text.contains("www.")
        && !text.contains("et al")
        && !is_broken(text)
}

/// Whether a word was parted at a line's end, or two words lost the space between them.
fn is_broken(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(4).any(|four| {
        let parted = four[0].is_alphabetic() && four[1] == '-' && four[2] == ' ';
        let glued = four[0].is_lowercase()
            && matches!(four[1], '.' | ',' | ';' | ')')
            && four[2].is_alphabetic()
            && four[3].is_lowercase();
        let goes_on = four[1] == '.' && four[2] == ' ' && four[3].is_lowercase();
        parted
            || glued
            || goes_on
            || (four[0].is_alphabetic() && four[1] == ' ' && matches!(four[2], ',' | '.' | ';'))
    })
}

/// Whether it is made of words, not of names, numbers or the letters of a formula.
fn is_prose(sentence: &Sentence<'_>) -> bool {
    let text = sentence.text;
    let solid = text.chars().filter(|c| !c.is_whitespace()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = (1..sentence.len())
        .filter(|at| sentence.is_capital(*at))
        .count();
    let small = (0..sentence.len())
        .filter(|at| is_stop_word(sentence.folded(*at)))
        .count();
    let odd = |at: usize| {
        let word = sentence.word(at);
        let alone = word.chars().count() == 1 && !matches!(word, "a" | "A");
        let letter = alone && !word.chars().all(|c| c.is_ascii_digit());
        letter || word.chars().count() > 26 || is_damaged(word)
    };
    // A heading runs into its paragraph where a small word has a capital: `Methods All subjects`.
    let runs_in = |at: usize| {
        let bare = |c: char| c.is_whitespace() || matches!(c, ')' | ']');
        sentence.gap_before(at).chars().all(bare)
            && sentence.is_capital(at)
            && is_stop_word(sentence.folded(at))
            && sentence.word(at).chars().skip(1).all(char::is_lowercase)
            && !is_month(sentence, at)
    };
    letters * 100 >= solid * 80
        && !(1..sentence.len()).any(runs_in)
        && capitals * 100 <= sentence.len() * 45
        && small * 100 >= sentence.len() * 22
        && !(0..sentence.len()).any(odd)
        && text.matches(',').count() <= 4
        && text.matches(';').count() <= 1
        && text.matches(':').count() <= 1
        && !(1..4).any(|at| sentence.gap_before(at).contains(':'))
        && text.matches('(').count() <= 2
}

/// Whether a word has digits where a dash or a space was lost: `2e76`, `Fig.6`.
fn is_damaged(word: &str) -> bool {
    let mut digits = word.chars().map(|c| c.is_ascii_digit());
    let first = digits.next() == Some(true);
    let figure =
        word.to_lowercase().starts_with("fig") && word.contains(|c: char| c.is_ascii_digit());
    let last = word.ends_with(|c: char| c.is_ascii_digit());
    figure || (first && last && word.contains(|c: char| c.is_alphabetic()))
}

/// Whether it begins as what goes on, or by addressing somebody.
fn leans(sentence: &Sentence<'_>) -> bool {
    let (first, second) = (sentence.folded(0), sentence.folded(1));
    let pair = format!("{first} {second}");
    let is_pair = LEANING_PAIRS.contains(&pair.as_str());
    // `On the eve of war` is no `on the contrary`: a comma near by tells the second.
    let near_comma = (2..=4).any(|at| sentence.gap_before(at).contains(','));
    let pair_leans = is_pair && (near_comma || !pair.ends_with(" the"));
    let adverb = first.ends_with("ly") && sentence.gap_before(1).contains(',');
    LEANING.contains(first) || pair_leans || adverb
}

/// Whether it speaks of the text itself, to the reader, or takes back what it says.
fn is_foreign(sentence: &Sentence<'_>) -> bool {
    FOREIGN.contains(sentence.folded(0))
        || (0..sentence.len()).any(|at| {
            let word = sentence.folded(at);
            let self_named = SELF.contains(word)
                && is_in(
                    "the our a an present original this that",
                    sentence.before(at),
                );
            let drawn = FIGURED.contains(word)
                && matches!(sentence.before(at), "is" | "are" | "was" | "were" | "and");
            let places = is_in("below above", word) && sentence.before(at).ends_with("ed");
            self_named
                || drawn
                || places
                || POINTING.contains(word)
                || (HEDGES.contains(word) && !is_month(sentence, at))
        })
}

/// Whether a word is the month of May.
fn is_month(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word(at) == "May"
}

/// Whether something in it points at what was said before it.
fn points(sentence: &Sentence<'_>) -> bool {
    links(sentence) || stands_for(sentence)
}

/// Whether a word in it joins it to what was said before it.
pub(super) fn links(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|at| {
        let word = sentence.folded(at);
        let before = sentence.before(at);
        match word {
            "such" => sentence.folded(at + 1) != "as",
            "that" => that_points(sentence, at),
            "same" => {
                before == "the" && !(at..sentence.len()).any(|at| sentence.folded(at) == "as")
            }
            "last" | "first" | "second" | "third" | "other" | "next" => before == "the" && at < 4,
            "later" | "earlier" => at < 5 || at + 1 == sentence.len(),
            _ => LINKING.contains(word),
        }
    })
}

/// Whether a pronoun in it stands for something that it does not name.
fn stands_for(sentence: &Sentence<'_>) -> bool {
    // Somebody is named before, or the sentence begins with somebody.
    let has_person =
        |at: usize| (1..at).any(|at| sentence.is_capital(at)) || is_name_like(sentence, 0, at);
    (0..sentence.len()).any(|at| match sentence.folded(at) {
        "it" | "they" => at < 4 || !CLAUSES.contains(sentence.before(at)),
        "he" | "she" => {
            at < 4
                || !(CLAUSES.contains(sentence.before(at)) || sentence.before(at) == "which")
                || !has_person(at)
        }
        "its" | "their" | "them" | "itself" | "themselves" => !has_noun_before(sentence, at, 2),
        "his" | "her" | "him" | "himself" | "herself" => !has_person(at),
        _ => false,
    })
}

/// Whether a `that` stands for something said before: `in that year`, `has changed that`.
fn that_points(sentence: &Sentence<'_>, at: usize) -> bool {
    let behind = is_in(
        "of at on for by from to with after since around during under",
        sentence.before(at),
    );
    let ends = at + 1 == sentence.len() || !sentence.joins(at + 1);
    behind || ends || is_in("last first same very one is was", sentence.folded(at + 1))
}

/// Whether a verb can be told in it, as captions and headings have none: an auxiliary, a past that is
/// listed, or a word of weight right before an article.
fn has_verb(sentence: &Sentence<'_>) -> bool {
    (1..sentence.len()).any(|at| {
        let word = sentence.folded(at);
        let ending = |end: &str| word.len() > end.len() + 2 && word.ends_with(end);
        let is_content = !sentence.is_capital(at) && !is_stop_word(word);
        let actor = sentence.is_capital(at - 1) || sentence.gap_before(at).contains(')');
        let acts = (ending("s") || ending("ed"))
            && (actor && ACTING.contains(sentence.folded(at + 1))
                || BEHIND_VERBS.contains(sentence.folded(at + 1)));
        let before_article = DETERMINERS.contains(sentence.folded(at + 1))
            && sentence.joins(at + 1)
            && sentence.before(at) != "to"
            && !ending("ing");
        // The verb of a clause that only adds to a noun makes no sentence.
        let adds = (at.saturating_sub(2)..at).any(|at| ADDING.contains(sentence.folded(at)));
        // `The dependability required` and `the defined flux` say no more than an adjective would.
        let hangs =
            ending("ed") && !(sentence.joins(at + 1) && is_stop_word(sentence.folded(at + 1)));
        let is_listed = VERBS.contains(word) || (TELLING_WORDS.contains(word) && !hangs);
        !adds && (is_listed || (is_content && (acts || before_article)))
    })
}

fn is_name_like(sentence: &Sentence<'_>, first: usize, at: usize) -> bool {
    first < at && !is_stop_word(sentence.folded(first))
}

fn has_noun_before(sentence: &Sentence<'_>, at: usize, least: usize) -> bool {
    at >= least
        && (0..at).any(|at| !is_stop_word(sentence.folded(at)) && sentence.word(at).len() > 2)
}

/// Whether a reader knows which thing `the` at a place means.
fn tells_which(sentence: &Sentence<'_>, at: usize, is_term: &dyn Fn(usize) -> usize) -> bool {
    let mut end = at + 1;
    if NAMED_BEFORE.contains(sentence.folded(end)) {
        return false;
    }
    let term = is_term(end);
    if term > 1 {
        return true;
    }
    while end < sentence.len()
        && (end == at + 1 || sentence.joins(end))
        && !is_stop_word(sentence.folded(end))
        && end < at + 5
    {
        if sentence.is_capital(end) && end < at + 3 {
            return true;
        }
        end += 1;
    }
    let follows = sentence.folded(end);
    // `The minister, Qian Qichen, …`
    if !sentence.joins(end) {
        return end < at + 4
            && sentence.gap_before(end).starts_with(',')
            && sentence.is_capital(end);
    }
    // `The treaty with Japan …`
    let named = is_in("with in to from on for by", follows) && sentence.is_capital(end + 1);
    TELLING_WHICH.contains(follows)
        || named
        || (end == at + 2 && is_in("in with on to from by at against", follows))
}

fn weight(sentence: &Sentence<'_>, place: Place<'_>, is_term: &dyn Fn(usize) -> usize) -> f32 {
    let mut weight = 1.0;
    let length = sentence.len();
    if (11..=28).contains(&length) {
        weight += 0.4;
    }
    if place.opens {
        weight += 0.3;
    }
    let heading = place.section.last().map(|heading| heading.to_lowercase());
    let tells = |heading: &String| TELLING.iter().any(|part| heading.contains(part));
    if heading.as_ref().is_some_and(tells) {
        weight += 0.3;
    }
    for at in 0..length {
        let word = sentence.folded(at);
        if TELLING_WORDS.contains(word) {
            weight += 0.25;
        }
        if DONE.contains(word) && is_in("was were been", sentence.before(at)) {
            weight -= 0.6;
        }
        if LEANING_A_LITTLE.contains(word) {
            weight -= 0.35;
        }
        if is_in("we our us ours", word) {
            weight -= 0.3;
        }
        if word == "the" && at > 0 && !tells_which(sentence, at, is_term) {
            weight -= 0.1;
        }
    }
    let text = sentence.text;
    weight -= 0.15 * text.matches(['(', '[', '“', '"']).count() as f32;
    weight - 0.1 * text.matches(',').count() as f32
}

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sentence::sentences_of;

    fn is_worth(text: &str) -> bool {
        let place = Place {
            section: &[],
            opens: true,
        };
        let sentences = sentences_of(text);
        matches!(worth(&sentences[0], place, &|_| 0), Worth::Alone(_))
    }

    #[test]
    fn what_leans_on_other_sentences_is_refused() {
        for text in [
            "However, the granite of the quarry was sold to the harbour in 1987.",
            "This treaty ended the quarrel between the two towns in the year 1961.",
            "The treaty lapsed in 1996 and nobody tried to renew it at all.",
            "In 1956, it was sent to the north with all of the others.",
            "He had reason to be careful about the granite of the harbour.",
            "Perhaps granite is the hardest stone of all the stones on the coast.",
            "The harbour wall may have been built of granite from the north coast.",
            "The results are listed in Table 3 of the second part of the report.",
            "Granite contains 20 % quartz and x + y = z parts of feldspar by weight.",
            "As a result, granite from the coast was sold to the harbour.",
            "Granite, slate, marble, basalt, gneiss, sandstone, and lime are stones of the coast.",
            "The govern- ment of the coast opened the quarry for the harbour wall.",
        ] {
            assert!(!is_worth(text), "{text}");
        }
    }

    #[test]
    fn what_stands_alone_is_worth_asking() {
        for text in [
            "Granite from the north coast was used for the harbour wall in 1987.",
            "The treaty of Oslo ended the quarrel between the two towns in 1961.",
            "Herons build their nests in the crowns of alder trees near the marsh.",
            "On the eve of the war Norway sold granite to the towns of the coast.",
        ] {
            assert!(is_worth(text), "{text}");
        }
    }
}

//! Whether a sentence leans on what was said before it: by its first words, by a word that points back, by a
//! pronoun or a definite noun whose thing it does not name.

use super::super::sentence::Sentence;
use super::words::{CLAUSES, LEANING, LEANING_PAIRS, LINKING, NAMED_BEFORE, TELLING_WHICH, VERBS};
use crate::text::is_stop_word;

/// Whether it begins as what goes on, or by addressing somebody.
pub(super) fn leans(sentence: &Sentence<'_>) -> bool {
    let (first, second) = (sentence.folded(0), sentence.folded(1));
    let pair = format!("{first} {second}");
    let is_pair = LEANING_PAIRS.contains(&pair.as_str());
    // `On the eve of war` is no `on the contrary`: a comma near by tells the second.
    let near_comma = (2..=4).any(|at| sentence.gap_before(at).contains(','));
    let pair_leans = is_pair && (near_comma || !pair.ends_with(" the"));
    let adverb = first.ends_with("ly") && sentence.gap_before(1).contains(',');
    // `Most patients`, `There are two kinds` and `It is known that` lean on nothing.
    let counts = matches!(
        first,
        "most"
            | "many"
            | "all"
            | "each"
            | "every"
            | "several"
            | "some"
            | "few"
            | "two"
            | "three"
            | "four"
            | "five"
    ) && !is_stop_word(second)
        && !matches!(second, "other" | "others" | "such");
    let stands = counts || (first == "there" && VERBS.contains(second)) || is_said(sentence);
    (LEANING.contains(first) && !stands) || pair_leans || adverb
}

/// Whether it begins as `It is known that …`: this `it` stands for what follows.
pub(super) fn is_said(sentence: &Sentence<'_>) -> bool {
    sentence.folded(0) == "it"
        && matches!(sentence.folded(1), "is" | "was" | "has")
        && ((2..6).any(|at| {
            sentence.folded(at) == "that" && !matches!(sentence.folded(2), "so" | "such")
        }) || (matches!(
            sentence.folded(2),
            "possible"
                | "impossible"
                | "important"
                | "necessary"
                | "difficult"
                | "easy"
                | "hard"
                | "essential"
                | "useful"
                | "common"
                | "crucial"
        ) && sentence.folded(3) == "to"))
}

/// Whether something in it points at what was said before it.
pub(super) fn points(sentence: &Sentence<'_>) -> bool {
    links(sentence) || stands_for(sentence)
}

/// Whether a word in it joins it to what was said before it.
pub(in crate::study) fn links(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|at| {
        let word = sentence.folded(at);
        let before = sentence.before(at);
        match word {
            // `Such patients` are those that the sentence spoke of before.
            "such" | "these" | "this" | "those" if names_again(sentence, at) => false,
            "such" => !(at + 1..at + 6).any(|at| sentence.folded(at) == "as"),
            "that" => that_points(sentence, at),
            "same" => {
                before == "the" && !(at..sentence.len()).any(|at| sentence.folded(at) == "as")
            }
            "last" | "first" | "second" | "third" | "other" | "next" => before == "the" && at < 4,
            "further" => matches!(before, "a" | "the") && at < 5,
            "later" | "earlier" => at < 5 || at + 1 == sentence.len(),
            // `and thus no resonance` goes on from what the sentence itself says.
            "thus" | "therefore" | "hence" | "consequently" | "instead" | "however" => {
                at < 6
                    || sentence.joins(at)
                        && !matches!(before, "and" | "is" | "are" | "was" | "were")
            }
            "those" => !matches!(
                sentence.folded(at + 1),
                "who" | "that" | "of" | "in" | "with" | "from" | "which" | "whose"
            ),
            _ => LINKING.contains(word),
        }
    })
}

/// Whether the noun behind a word stood in the sentence before.
fn names_again(sentence: &Sentence<'_>, at: usize) -> bool {
    let noun = (at + 1..at + 3)
        .find(|noun| !sentence.joins(noun + 1) || is_stop_word(sentence.folded(noun + 1)));
    noun.and_then(|noun| sentence.stems.get(noun))
        .is_some_and(|stem| stem.len() > 2 && sentence.stems[..at].contains(stem))
}

/// Whether a pronoun in it stands for something that it does not name.
fn stands_for(sentence: &Sentence<'_>) -> bool {
    // Somebody is named before, or the sentence begins with somebody.
    let has_person =
        |at: usize| (1..at).any(|at| sentence.is_capital(at)) || is_name_like(sentence, 0, at);
    (0..sentence.len()).any(|at| match sentence.folded(at) {
        "it" if at == 0 => !is_said(sentence),
        "it" => {
            at < 4 && !CLAUSES.contains(sentence.before(at)) || !has_noun_before(sentence, at, 2)
        }
        "they" => {
            let plural = (0..at).any(|at| is_plural_word(sentence, at));
            (at < 4 && !CLAUSES.contains(sentence.before(at))) || !plural
        }
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

/// Whether a word may be a noun in the plural.
fn is_plural_word(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.folded(at);
    let ends = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    let irregular = matches!(
        word,
        "people" | "men" | "women" | "children" | "data" | "mice"
    );
    let joined = word == "and";
    (ends && word.len() > 3 && !is_stop_word(word)) || irregular || joined
}

/// Whether a `that` stands for something said before: `in that year`, `has changed that`.
fn that_points(sentence: &Sentence<'_>, at: usize) -> bool {
    let behind = matches!(
        sentence.before(at),
        "of" | "at"
            | "on"
            | "for"
            | "by"
            | "from"
            | "to"
            | "with"
            | "after"
            | "since"
            | "around"
            | "during"
            | "under"
    );
    let ends = at + 1 == sentence.len() || !sentence.joins(at + 1);
    let relative = at > 1 && sentence.joins(at) && !is_stop_word(sentence.before(at));
    let says = matches!(sentence.folded(at + 1), "is" | "was") && !relative;
    behind
        || ends
        || says
        || matches!(
            sentence.folded(at + 1),
            "last" | "first" | "same" | "very" | "one"
        )
}

fn is_name_like(sentence: &Sentence<'_>, first: usize, at: usize) -> bool {
    first < at && !is_stop_word(sentence.folded(first))
}

fn has_noun_before(sentence: &Sentence<'_>, at: usize, least: usize) -> bool {
    at >= least
        && (0..at).any(|at| !is_stop_word(sentence.folded(at)) && sentence.word(at).len() > 2)
}

/// Whether a reader knows which thing `the` at a place means.
pub(super) fn tells_which(
    sentence: &Sentence<'_>,
    at: usize,
    is_term: &dyn Fn(usize) -> usize,
) -> bool {
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
        if (sentence.is_capital(end) && end < at + 3) || is_term(end) > 1 {
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
    let named = matches!(follows, "with" | "in" | "to" | "from" | "on" | "for" | "by")
        && sentence.is_capital(end + 1);
    TELLING_WHICH.contains(follows)
        || named
        || (end == at + 2
            && matches!(
                follows,
                "in" | "with" | "on" | "to" | "from" | "by" | "at" | "against"
            ))
}

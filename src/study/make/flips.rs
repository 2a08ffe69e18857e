//! A claim made false by turning the one word on which it hangs: `higher` into `lower`.
//!
//! The sentence stays good English and about the same things, so nothing but knowing it tells. What is
//! turned is what a sentence finds: comparatives, words of change, and whether a result was found at all.
//! Words of how often and in which order come last ([`Turned::tells`]), as do sentences that give a reason,
//! from which the answer can be told. Other antonyms (`primary`, `local`) are left out: most of them belong
//! to a name or a set phrase. So are `better` and `worse`: nobody sets out to worsen. Where a sentence
//! denies, asks or names both opposites, turning a word may leave it true or contradict the rest of it: there
//! none is turned.

mod words;

use std::sync::LazyLock;

use fnv::FnvHashSet;

use super::super::sentence::Sentence;
use super::super::vocabulary::{in_no_bracket, is_plural};
use words::{
    BINDING, BLUNT, DENYING, GROUNDS, ONE_WAY, OPPOSITES, PREDICATES, REASONING, RESULTS, WAYS,
};

/// A sentence that was made false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turned {
    pub said: String,
    /// Whether what was turned is what the sentence tells, and not how it says so.
    pub tells: bool,
    /// Whether what was turned is soon seen to be: it jars with something else in the sentence that goes the
    /// same way or gives a reason, or hardly anybody would say so. Such a sentence is asked as it stands.
    pub jars: bool,
}

/// The sentence with one word turned into its opposite, if there is one that makes it false.
///
/// `is_part` says of a word whether it is part of a term: no opposite of `failure` is in `heart failure`.
pub(super) fn turned(sentence: &Sentence<'_>, is_part: &dyn Fn(usize) -> bool) -> Option<Turned> {
    let both_ways = OPPOSITES
        .iter()
        .flat_map(|(one, other)| [(*one, *other), (*other, *one)]);
    // `Increased to more than 200`: how far it went tells which way.
    let is_bounded = |at: usize| {
        let words = at..sentence.len().saturating_sub(1);
        let mut pairs = words.map(|at| (sentence.folded(at), sentence.folded(at + 1)));
        pairs.any(|(first, second)| first == "to" && matches!(second, "more" | "less" | "levels"))
    };
    let has = |words: &[&str]| {
        let mut said = sentence.says();
        said.any(|word| words.contains(&word))
    };
    if has(REASONING) {
        return None;
    }
    // `In higher organisms`: what nothing is compared with is a name, or what was said before.
    let compares = has(&["than"]);
    let is_bare = |from: &str, at: usize| {
        let before = sentence.before(at);
        let is_said = matches!(
            before,
            "is" | "are" | "was" | "were" | "be" | "been" | "a" | "an"
        );
        (from.ends_with("er") || from.ends_with("est"))
            && !compares
            && !is_said
            && !before.ends_with("ly")
    };
    // Two numbers that are compared tell which is the greater, and so does a formula.
    let numbers = sentence
        .folded
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let is_reckoned = (compares && numbers.count() > 1) || sentence.text.contains(['<', '>', '=']);
    if is_reckoned {
        return None;
    }
    let tells = !has(GROUNDS);
    let ways = sentence.says().filter(|word| goes_a_way(word)).count();
    let explains = !tells || sentence.text.contains([':', ';', '—']);
    // What is reduced to another thing becomes it, and does not grow less.
    let becomes = |from: &str, at: usize| {
        from.starts_with("reduc")
            && (at + 1..sentence.len()).any(|at| {
                let next = sentence.folded(at + 1);
                sentence.folded(at) == "to" && !next.starts_with(|c: char| c.is_ascii_digit())
            })
    };
    let turn = |(from, to): (&str, &str)| {
        let mut places = (1..sentence.len()).filter(|at| sentence.folded(*at) == from);
        let (at, again) = (places.next()?, places.next());
        let is_fair = again.is_none()
            && !says(sentence, to)
            && !denies(sentence, at)
            && !is_part(at)
            && !becomes(from, at)
            && stands_free(sentence, at);
        is_fair.then(|| Turned {
            said: exchanged(sentence, at, to),
            tells: tells && !is_bare(from, at) && !is_bounded(at),
            jars: explains || ways > usize::from(goes_a_way(from)),
        })
    };
    ONE_WAY
        .iter()
        .copied()
        .chain(both_ways)
        .find_map(turn)
        .or_else(|| {
            let said = more(sentence)
                .or_else(|| no(sentence))
                .or_else(|| predicate(sentence))?;
            // How many there are at least is seldom what a sentence tells.
            let counts = sentence.text.match_indices("ore than ").any(|(at, than)| {
                sentence.text[at + than.len()..].starts_with(|c: char| c.is_ascii_digit())
            });
            Some(Turned {
                said,
                tells: tells && !counts,
                jars: explains || ways > 0,
            })
        })
        .or_else(|| {
            let turned = BLUNT.iter().copied().find_map(turn)?;
            Some(Turned {
                tells: false,
                jars: true,
                ..turned
            })
        })
}

/// Whether a word tells that something goes up or down, or for better or worse.
fn goes_a_way(word: &str) -> bool {
    static ALL: LazyLock<FnvHashSet<&str>> = LazyLock::new(|| {
        let pairs = ONE_WAY.iter().chain(OPPOSITES.iter());
        let turned = pairs.flat_map(|(one, other)| [*one, *other]);
        turned.chain(WAYS.iter().copied()).collect()
    });
    ALL.contains(word)
}

/// Whether a sentence denies or leaves open what it says, by another word than the one at a place.
fn denies(sentence: &Sentence<'_>, but: usize) -> bool {
    (0..sentence.len()).any(|at| {
        at != but && (DENYING.contains(&sentence.folded(at)) || sentence.word(at).ends_with("n't"))
    })
}

/// Whether a word stands in a sentence, or one of its kin: `localized as well as local` would be odd.
fn says(sentence: &Sentence<'_>, word: &str) -> bool {
    let head: String = word.chars().take(5).collect();
    let is_kin = |folded: &str| folded == word || head.len() == 5 && folded.starts_with(&head);
    sentence.says().any(is_kin)
}

/// What is said to be so is said not to be, or the other way: `is required for` becomes `is not required
/// for`. Only of words by which a result is told, before which a denial is plain English.
fn predicate(sentence: &Sentence<'_>) -> Option<String> {
    let is_copula = |at: &usize| {
        let word = sentence.folded(*at);
        matches!(word, "is" | "are" | "was" | "were") && in_no_bracket(sentence, *at)
    };
    let is_told = |at: usize| sentence.joins(at) && PREDICATES.contains(&sentence.folded(at));
    let mut copulas = (1..sentence.len()).filter(is_copula);
    let (at, again) = (copulas.next()?, copulas.next());
    let denied = sentence.folded(at + 1) == "not";
    // The verb of a clause that tells which is meant is not what the sentence says.
    let is_relative = matches!(sentence.before(at), "that" | "which" | "who");
    let is_told = if denied {
        is_told(at + 2)
    } else {
        is_told(at + 1)
    };
    if again.is_some() || is_relative || !is_told || denies(sentence, at + usize::from(denied)) {
        return None;
    }
    let end = sentence.words[at].end;
    let from = if denied {
        sentence.words[at + 1].end
    } else {
        end
    };
    let denial = if denied { "" } else { " not" };
    let text = sentence.text;
    Some(format!("{}{denial}{}", &text[..end], &text[from..]))
}

/// `No difference` becomes a clear one: the nouns by which a result is told.
fn no(sentence: &Sentence<'_>) -> Option<String> {
    let at = (1..sentence.len()).find(|at| sentence.folded(*at) == "no")?;
    let is_result = |at: &usize| {
        let word = sentence.folded(*at);
        let single = word.strip_suffix('s').unwrap_or(word);
        sentence.joins(*at) && RESULTS.contains(&single)
    };
    let noun = (at + 1..at + 4).find(is_result)?;
    if denies(sentence, at) || !in_no_bracket(sentence, at) || !sentence.joins(at + 1) {
        return None;
    }
    let is_counted = !is_plural(sentence.folded(noun)) && sentence.folded(noun) != "evidence";
    let weighed = if noun == at + 1 {
        "clear"
    } else {
        sentence.folded(at + 1)
    };
    let article = match weighed {
        _ if !is_counted => "",
        word if word.starts_with(['a', 'e', 'i', 'o', 'u']) => "an ",
        _ => "a ",
    };
    let said = if noun == at + 1 {
        format!("{article}clear")
    } else {
        article.trim_end().to_owned()
    };
    let place = sentence.words[at].clone();
    let rest = &sentence.text[place.end..];
    let rest = if said.is_empty() {
        rest.trim_start()
    } else {
        rest
    };
    Some(format!("{}{said}{rest}", &sentence.text[..place.start]))
}

/// Whether a word is one of its own: in small letters, in no bracket, compound or set phrase.
fn stands_free(sentence: &Sentence<'_>, at: usize) -> bool {
    let place = sentence.words[at].clone();
    let text = sentence.text;
    let joint = ['-', '‐', '–', '/', '”', '"', '’'];
    let is_small = sentence
        .word(at)
        .chars()
        .all(|c| c.is_lowercase() || c == '-');
    let is_joined = text[..place.start].ends_with(joint) || text[place.end..].starts_with(joint);
    // `Fell into`, `rose to`, `long after`: behind these verbs and before nothing there is no opposite.
    let is_set = match sentence.folded(at) {
        "rose" | "rises" | "fell" | "falls" | "grew" | "grows" | "shrank" | "lost" => matches!(
            sentence.folded(at + 1),
            "to" | "in" | "into" | "under" | "too" | "so" | "up" | "out" | "from"
        ),
        "before" | "after" => !sentence.joins(at + 1) || BINDING.contains(&sentence.before(at)),
        // `Likely assumes` is no `is likely to assume`.
        "likely" | "unlikely" => !matches!(sentence.before(at), "is" | "are" | "was" | "were"),
        // `The lower layer` is one of two, and has its name from there, as have things of higher order.
        "higher" | "lower"
            if sentence.before(at) == "the"
                || matches!(
                    sentence.folded(at + 1),
                    "order" | "level" | "education" | "molecular"
                ) =>
        {
            true
        }
        _ => BINDING.contains(&sentence.before(at)),
    };
    is_small && !is_joined && !is_set && in_no_bracket(sentence, at)
}

/// `more` becomes `less` or `fewer`, as what follows it wants.
fn more(sentence: &Sentence<'_>) -> Option<String> {
    let mut places = (1..sentence.len()).filter(|at| sentence.folded(*at) == "more");
    let (at, again) = (places.next()?, places.next());
    let next = sentence.folded(at + 1);
    let goes_on = matches!(
        next,
        "and" | "or" | "importantly" | "recently" | "recent" | ""
    );
    let has_other = ["less", "fewer", "much", "even", "any"]
        .iter()
        .any(|word| sentence.says().any(|said| said == *word));
    // What is `more advanced` than nothing in particular is praise, and nobody denies it.
    let compares = (at..sentence.len()).any(|at| sentence.folded(at) == "than");
    let is_bound = again.is_some() || goes_on || has_other || !compares || !sentence.joins(at + 1);
    if is_bound || denies(sentence, at) || !stands_free(sentence, at) {
        return None;
    }
    // `The most compacted … more compact` would contradict itself.
    let is_said_again = sentence
        .stems
        .iter()
        .filter(|stem| Some(*stem) == sentence.stems.get(at + 1));
    if is_said_again.count() > 1 {
        return None;
    }
    // `More diverse groups` may be more groups or groups that are more diverse.
    let second = sentence.folded(at + 2);
    let is_unsure = next != "than" && !is_plural(next) && is_plural(second);
    if is_unsure || (next == "than" && matches!(second, "once" | "one" | "a" | "the")) {
        return None;
    }
    let counted = is_plural(next);
    Some(exchanged(
        sentence,
        at,
        if counted { "fewer" } else { "less" },
    ))
}
/// The sentence with another word in a place, and with the article that it wants.
fn exchanged(sentence: &Sentence<'_>, at: usize, word: &str) -> String {
    let place = sentence.words[at].clone();
    let text = sentence.text;
    let vowel = word.starts_with(['a', 'e', 'i', 'o'])
        || (word.starts_with('u') && !word.starts_with("uni"));
    let article = match sentence.before(at) {
        "a" | "an" if sentence.joins(at) => Some(if vowel { "an" } else { "a" }),
        _ => None,
    };
    let Some(article) = article else {
        return format!("{}{word}{}", &text[..place.start], &text[place.end..]);
    };
    let before = sentence.words[at - 1].clone();
    let article = if text[before.clone()].starts_with('A') {
        article.replacen('a', "A", 1)
    } else {
        article.to_owned()
    };
    format!(
        "{}{article}{}{word}{}",
        &text[..before.start],
        &text[before.end..place.start],
        &text[place.end..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(text: &str) -> Option<String> {
        turned(&Sentence::new(text, 0), &|_| false).map(|turned| turned.said)
    }

    #[test]
    fn a_word_is_turned_and_the_article_with_it() {
        for (text, expected) in [
            (
                "The tax led to an increase in trade.",
                "The tax led to a decrease in trade.",
            ),
            (
                "Granite is harder and stronger than slate.",
                "Granite is harder and weaker than slate.",
            ),
            (
                "The town has more than 40 wells.",
                "The town has less than 40 wells.",
            ),
            (
                "The town has more wells than the port.",
                "The town has fewer wells than the port.",
            ),
            (
                "There was no significant difference between the walls.",
                "There was a significant difference between the walls.",
            ),
            (
                "Salt had no effect on the walls.",
                "Salt had a clear effect on the walls.",
            ),
            (
                "Sand is required for mortar of the harbour.",
                "Sand is not required for mortar of the harbour.",
            ),
            (
                "The strength of mortar was not affected by salt.",
                "The strength of mortar was affected by salt.",
            ),
            (
                "Salt reduces the strength of mortar.",
                "Salt increases the strength of mortar.",
            ),
        ] {
            assert_eq!(turn(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_reason_or_a_bound_tells_what_was_turned() {
        let tells =
            |text: &str| turned(&Sentence::new(text, 0), &|_| false).map(|turned| turned.tells);
        assert_eq!(tells("Salt increased the strength of mortar."), Some(true));
        for text in [
            "Salt increased the strength of mortar because its grains fill the pores.",
            "Salt increased the strength of mortar to more than 200 units.",
            "The harbour was often closed by ice.",
        ] {
            assert_eq!(tells(text), Some(false), "{text}");
        }
        // The numbers say which is the greater.
        assert_eq!(
            tells("The wall was 1.6 m high, which is higher than the 1.1 m of the quay."),
            None
        );
    }

    #[test]
    fn what_goes_the_same_way_jars_with_what_was_turned() {
        let jars =
            |text: &str| turned(&Sentence::new(text, 0), &|_| false).map(|turned| turned.jars);
        for (text, expected) in [
            ("Salt reduced the strength of mortar.", false),
            ("Granite is harder and stronger than slate.", false),
            ("Salt had no effect on the walls.", false),
            (
                "Lime reduced the cracks and increased the strength of mortar.",
                true,
            ),
            (
                "Lime improved the walls and reduced the number of cracks.",
                true,
            ),
            (
                "Lime is of use: it reduces the number of cracks in a wall.",
                true,
            ),
            (
                "Salt reduced the strength of mortar, suggesting that its grains fill the pores.",
                true,
            ),
        ] {
            assert_eq!(jars(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn nothing_is_turned_where_it_may_stay_true() {
        for text in [
            "The wall is no longer used as a quay.",
            "Salt did not increase the strength of mortar.",
            "The price can rise to a higher or a lower level.",
            "It is unknown whether salt increases the strength.",
            "The harbour is a high-risk place for ships.",
            "Granite is a stone of the coast.",
            "The salt failed to reduce the strength of mortar.",
            "The wall fell into the harbour in the storm.",
            "The wall was mended more than once.",
            "The sea feeds more diverse birds than the marsh.",
            "The kiln reduces limestone to lime.",
        ] {
            assert_eq!(turn(text), None, "{text}");
        }
    }
}

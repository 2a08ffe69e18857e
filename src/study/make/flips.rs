//! A claim made false by turning the one word on which it hangs: `higher` into `lower`.
//!
//! The sentence stays good English and about the same things, so nothing but knowing it tells. Only closed
//! classes are turned, whose opposites fit wherever they stand themselves: comparatives, words of change,
//! of order in time, of how often and whether at all. Other antonyms (`primary`, `local`) are left out:
//! most of them belong to a name or a set phrase. So are `better` and `worse`: nobody sets out to worsen.
//! Where a sentence denies, asks, reasons or names both opposites, turning a word may leave it true or
//! contradict the rest of it: there none is turned.

use std::sync::LazyLock;

use super::super::sentence::Sentence;
use super::super::vocabulary::{in_no_bracket, is_plural};

/// Pairs of words.
type Pairs = LazyLock<Vec<(&'static str, &'static str)>>;

fn pairs(words: &'static str) -> Vec<(&'static str, &'static str)> {
    let pairs = words.split_ascii_whitespace();
    pairs.filter_map(|pair| pair.split_once('/')).collect()
}

/// Words and their opposites, the telling ones first. Either may stand for the other.
static OPPOSITES: Pairs = LazyLock::new(|| {
    pairs(
        "increases/decreases increased/decreased increase/decrease increasing/decreasing rises/falls \
    rose/fell rising/falling grew/shrank grows/shrinks expands/shrinks expanded/shrank \
    strengthens/weakens strengthened/weakened strengthen/weaken \
    promotes/inhibits promote/inhibit accelerates/slows accelerated/slowed upregulated/downregulated \
    up-regulated/down-regulated upregulates/downregulates upregulation/downregulation \
    encourages/discourages encouraged/discouraged encourage/discourage \
    higher/lower larger/smaller stronger/weaker faster/slower longer/shorter older/younger \
    wider/narrower richer/poorer easier/harder heavier/lighter warmer/colder deeper/shallower \
    highest/lowest largest/smallest strongest/weakest fastest/slowest longest/shortest \
    positively/negatively likely/unlikely able/unable \
    sufficient/insufficient stable/unstable \
    presence/absence majority/minority often/rarely usually/rarely commonly/rarely \
    frequently/rarely directly/indirectly slowly/quickly before/after",
    )
});

/// Words that are turned one way alone: what they become is no opposite of theirs in every place.
static ONE_WAY: Pairs = LazyLock::new(|| {
    pairs(
        "reduces/increases reduced/increased reduce/increase reducing/increasing reduction/increase \
    prevents/causes prevent/cause prevented/caused activates/inhibits activate/inhibit \
    inhibited/promoted suppresses/promotes suppressed/promoted stimulates/suppresses \
    greater/smaller greatest/smallest fewer/more less/more cannot/can always/never",
    )
});

/// Words by which a sentence denies or leaves open: turning another of its words may keep it true.
const DENYING: &[&str] = &[
    "not",
    "no",
    "never",
    "neither",
    "nor",
    "none",
    "nothing",
    "whether",
    "if",
    "unless",
    "hardly",
    "scarcely",
    "either",
    "versus",
    "vs",
    "both",
    "without",
    "cannot",
    "fail",
    "fails",
    "failed",
    "little",
    "few",
    "lack",
    "lacks",
    "lacked",
    "neglected",
];

/// Words that join a part of a sentence to one that explains or opposes it, and would contradict it when a
/// word of it is turned.
const REASONING: &[&str] = &[
    "however",
    "but",
    "instead",
    "although",
    "though",
    "thus",
    "therefore",
    "hence",
    "whereas",
    "despite",
    "thereby",
];

/// Words behind which a word is part of a set phrase, as in `no longer` and `as often as`; or tells what is
/// meant to come, as in `to reduce`, which nobody would turn.
const BINDING: &[&str] = &[
    "no", "any", "as", "many", "much", "so", "too", "how", "most", "more", "less", "least", "very",
    "not",
];

/// The sentence with one word turned into its opposite, if there is one that makes it false.
///
/// `is_part` says of a word whether it is part of a term: no opposite of `failure` is in `heart failure`.
pub(super) fn turned(sentence: &Sentence<'_>, is_part: &dyn Fn(usize) -> bool) -> Option<String> {
    let turn = |(from, to): (&str, &str)| {
        let mut places = (1..sentence.len()).filter(|at| sentence.folded(*at) == from);
        let (at, again) = (places.next()?, places.next());
        let is_fair = again.is_none()
            && !says(sentence, to)
            && !denies(sentence, at)
            && !is_part(at)
            && stands_free(sentence, at);
        is_fair.then(|| exchanged(sentence, at, to))
    };
    let both_ways = OPPOSITES
        .iter()
        .flat_map(|(one, other)| [(*one, *other), (*other, *one)]);
    let reasons = |folded: &String| REASONING.contains(&folded.as_str());
    if sentence.folded.iter().any(reasons) {
        return None;
    }
    ONE_WAY
        .iter()
        .copied()
        .chain(both_ways)
        .find_map(turn)
        .or_else(|| more(sentence))
        .or_else(|| least(sentence))
        .or_else(|| no(sentence))
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
    let is_kin = |folded: &String| folded == word || head.len() == 5 && folded.starts_with(&head);
    sentence.folded.iter().any(is_kin)
}

/// The sentence denied, or without its denial. It tells less than an opposite and is the last resort.
pub(super) fn denied(sentence: &Sentence<'_>) -> Option<String> {
    let verb = (1..sentence.len().min(14))
        .find(|at| matches!(sentence.folded(*at), "is" | "are" | "was" | "were" | "can"))?;
    let begins_clause =
        |at: usize| CLAUSES.contains(&sentence.folded(at)) || (at > 0 && !sentence.joins(at));
    let after = sentence.words[verb].end;
    let text = sentence.text;
    let next = sentence.folded(verb + 1);
    let count = (0..sentence.len())
        .filter(|at| DENYING.contains(&sentence.folded(*at)))
        .count();
    // `All are not` can be read in two ways, and a verb behind `that` is not the sentence's own.
    let is_main = !QUANTIFIERS.contains(&sentence.folded(0)) && !(0..=verb).any(begins_clause);
    let is_done = next.ends_with("ed") || next.ends_with("en") || next.ends_with("ly");
    if !is_main || !sentence.joins(verb + 1) || ADVERBS.contains(&next) || is_done {
        return None;
    }
    if next == "not" && count == 1 && sentence.folded(verb + 2) != "only" {
        let not = sentence.words[verb + 1].clone();
        return Some(format!("{}{}", &text[..after], &text[not.end..]));
    }
    (count == 0 && sentence.len() < 26).then(|| {
        let is_joined = sentence.folded(verb) == "can";
        let denial = if is_joined { "not" } else { " not" };
        format!("{}{denial}{}", &text[..after], &text[after..])
    })
}

/// First words that leave open what a denial denies.
const QUANTIFIERS: &[&str] = &[
    "there", "all", "each", "every", "both", "most", "many", "few", "some", "several",
];

/// Words behind a verb that `not` goes badly with.
const ADVERBS: &[&str] = &[
    "only", "also", "often", "no", "now", "still", "always", "then", "thus", "even", "both",
    "either", "well", "more", "most", "one", "some", "many", "much", "there", "very", "so", "too",
];

/// Words that begin a clause; a verb behind one is not the sentence's own.
const CLAUSES: &[&str] = &[
    "that", "which", "who", "whose", "where", "when", "while", "because", "although", "though",
    "if", "as", "since", "until", "what", "how", "why", "than", "but", "and", "or",
];

/// `At least` becomes at most.
fn least(sentence: &Sentence<'_>) -> Option<String> {
    let mut places = (1..sentence.len()).filter(|at| sentence.folded(*at) == "least");
    let (at, again) = (places.next()?, places.next());
    let is_fair = again.is_none() && sentence.before(at) == "at" && !denies(sentence, at);
    is_fair.then(|| exchanged(sentence, at, "most"))
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

/// Nouns by which a result is told, in the singular.
const RESULTS: &[&str] = &[
    "difference",
    "effect",
    "change",
    "evidence",
    "correlation",
    "relationship",
    "association",
    "influence",
    "impact",
    "increase",
    "decrease",
    "improvement",
    "reduction",
    "interaction",
    "relation",
    "advantage",
    "benefit",
    "link",
];

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
        "before" | "after" => !sentence.joins(at + 1) || BINDING.contains(&sentence.before(at)),
        "rose" | "rises" | "fell" | "falls" | "grew" | "grows" | "shrank" | "lost" => matches!(
            sentence.folded(at + 1),
            "to" | "in" | "into" | "under" | "too" | "so" | "up" | "out" | "from"
        ),
        // `The lower layer` is one of two, and has its name from there.
        "higher" | "lower" if sentence.before(at) == "the" => true,
        // `Likely assumes` is no `is likely to assume`.
        "likely" | "unlikely" => !matches!(sentence.before(at), "is" | "are" | "was" | "were"),
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
        .any(|word| sentence.folded.iter().any(|folded| folded == word));
    let is_bound = again.is_some() || goes_on || has_other || !sentence.joins(at + 1);
    if is_bound || denies(sentence, at) || !stands_free(sentence, at) {
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
        turned(&Sentence::new(text, 0), &|_| false)
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
                "Salt reduces the strength of mortar.",
                "Salt increases the strength of mortar.",
            ),
        ] {
            assert_eq!(turn(text).as_deref(), Some(expected));
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
        ] {
            assert_eq!(turn(text), None, "{text}");
        }
    }
}

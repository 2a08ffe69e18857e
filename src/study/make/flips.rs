//! A claim made false by turning one of its words into the opposite: `higher` into `lower`.
//!
//! The sentence stays good English and about the same things, so nothing but knowing it tells. Where a
//! sentence denies, asks or names both opposites, turning a word may leave it true: there none is turned.
//! The list is of common English words, made by hand.

use std::sync::LazyLock;

use super::super::sentence::Sentence;
use super::super::vocabulary::{in_no_bracket, is_plural};
use crate::text::is_stop_word;

/// Pairs of words.
type Pairs = LazyLock<Vec<(&'static str, &'static str)>>;

fn pairs(words: &'static str) -> Vec<(&'static str, &'static str)> {
    let pairs = words.split_ascii_whitespace();
    pairs.filter_map(|pair| pair.split_once('/')).collect()
}

/// Words and their opposites, the telling ones first. Either may stand for the other.
static OPPOSITES: Pairs = LazyLock::new(|| {
    pairs(
        "increases/decreases increased/decreased increase/decrease increasing/decreasing higher/lower \
    highest/lowest larger/smaller largest/smallest greater/lesser greatest/least stronger/weaker \
    strongest/weakest strengthens/weakens strengthened/weakened strengthen/weaken better/worse \
    best/worst faster/slower fastest/slowest longer/shorter longest/shortest older/younger \
    wider/narrower richer/poorer warmer/colder hotter/cooler heavier/lighter easier/harder \
    improves/worsens improved/worsened improve/worsen promotes/inhibits promoted/inhibited \
    promote/inhibit activates/inhibits activated/inhibited activate/inhibit stimulates/suppresses \
    stimulated/suppressed upregulated/downregulated up-regulated/down-regulated \
    upregulation/downregulation accelerates/slows accelerated/slowed expanded/shrank grew/shrank \
    rose/fell rises/falls rising/falling encourages/discourages encouraged/discouraged \
    encourage/discourage supports/contradicts accepts/rejects accepted/rejected succeeded/failed \
    succeeds/fails success/failure successful/unsuccessful positive/negative positively/negatively \
    possible/impossible necessary/unnecessary likely/unlikely able/unable sufficient/insufficient \
    effective/ineffective efficient/inefficient sensitive/insensitive stable/unstable \
    reliable/unreliable advantage/disadvantage advantages/disadvantages beneficial/harmful \
    common/rare commonly/rarely frequently/rarely often/rarely usually/rarely always/never \
    majority/minority directly/indirectly direct/indirect explicit/implicit explicitly/implicitly \
    internal/external maximum/minimum maximize/minimize maximizes/minimizes maximizing/minimizing \
    upstream/downstream anterior/posterior dorsal/ventral public/private rural/urban \
    domestic/foreign offensive/defensive formal/informal linear/nonlinear qualitative/quantitative \
    theoretical/empirical centralized/decentralized supervised/unsupervised expensive/cheap \
    easily/hardly easy/difficult high/low strong/weak strongly/weakly large/small simple/complex \
    slow/fast slowly/quickly early/late victory/defeat peace/war imports/exports supply/demand \
    winners/losers buyers/sellers gains/losses gained/lost men/women male/female ancient/modern \
    normal/abnormal dependent/independent complete/incomplete visible/invisible regular/irregular \
    active/inactive presence/absence present/absent includes/excludes included/excluded \
    include/exclude inside/outside global/local individual/collective short/long young/old \
    wide/narrow soft/hard hot/cold top/bottom north/south northern/southern eastern/western \
    multicellular/unicellular natural/artificial permanent/temporary voluntary/involuntary \
    legal/illegal equal/unequal certain/uncertain relevant/irrelevant consistent/inconsistent \
    accurate/inaccurate appropriate/inappropriate symmetric/asymmetric reversible/irreversible \
    mature/immature soluble/insoluble optimistic/pessimistic major/minor primary/secondary \
    general/specific abstract/concrete single/multiple together/separately agrees/disagrees \
    agreed/disagreed agree/disagree won/lost open/closed attractive/repulsive adds/removes \
    added/removed adding/removing appears/disappears appeared/disappeared ally/enemy \
    friendly/hostile cooperation/confrontation stability/instability certainty/uncertainty \
    equality/inequality ability/inability growth/decline sequential/parallel \
    synchronous/asynchronous discrete/continuous finite/infinite convex/concave \
    homogeneous/heterogeneous dense/sparse horizontal/vertical acute/chronic benign/malignant \
    intracellular/extracellular aerobic/anaerobic manually/automatically centralised/decentralised \
    minimise/maximise minimises/maximises minimising/maximising responsible/irresponsible \
    satisfied/dissatisfied popular/unpopular helpful/unhelpful familiar/unfamiliar \
    intended/unintended predictable/unpredictable available/unavailable conscious/unconscious \
    consciously/unconsciously capable/incapable correct/incorrect correctly/incorrectly \
    limited/unlimited changed/unchanged related/unrelated important/unimportant \
    strengths/weaknesses strength/weakness benefit/harm benefits/harms friend/enemy lenient/strict \
    safe/dangerous superior/inferior deep/shallow heavy/light bright/dim rapid/slow rapidly/slowly \
    gradual/sudden gradually/suddenly partially/completely partly/wholly before/after",
    )
});

/// Words that are turned one way alone: what they become is no opposite of theirs in every place.
static ONE_WAY: Pairs = LazyLock::new(|| {
    pairs(
        "reduces/increases reduced/increased reduce/increase reducing/increasing reduction/increase \
    enhances/impairs enhanced/impaired impaired/enhanced impairs/enhances prevents/causes \
    fewer/more less/more without/with significantly/hardly upper/lower cannot/can",
    )
});

/// Adjectives whose opposites are odd before a noun.
const ATTRIBUTES: &[&str] = &[
    "necessary",
    "important",
    "familiar",
    "popular",
    "relevant",
    "appropriate",
    "helpful",
    "able",
    "possible",
    "limited",
    "available",
    "related",
    "known",
    "certain",
    "present",
    "complete",
    "equal",
    "correct",
];

/// Words by which a sentence denies or leaves open: turning another of its words may keep it true.
const DENYING: &[&str] = &[
    "not", "no", "never", "neither", "nor", "none", "nothing", "whether", "if", "unless", "hardly",
    "scarcely", "either", "versus", "vs", "both", "without", "cannot",
];

/// The sentence with one word turned into its opposite, if there is one that makes it false.
///
/// `is_part` says of a word whether it is part of a term: no opposite of `failure` is in `heart failure`.
pub(super) fn turned(sentence: &Sentence<'_>, is_part: &dyn Fn(usize) -> bool) -> Option<String> {
    let denies = |but: usize| {
        (0..sentence.len()).any(|at| {
            at != but
                && (DENYING.contains(&sentence.folded(at)) || sentence.word(at).ends_with("n't"))
        })
    };
    // `localized as well as local` would be odd.
    let says = |word: &str| {
        let head: String = word.chars().take(5).collect();
        sentence
            .folded
            .iter()
            .any(|folded| folded == word || (head.len() == 5 && folded.starts_with(&head)))
    };
    let turn = |(from, to): (&str, &str)| {
        let mut places = (1..sentence.len()).filter(|at| sentence.folded(*at) == from);
        let (at, again) = (places.next()?, places.next());
        let is_fair = again.is_none()
            && !says(to)
            && !denies(at)
            && !is_part(at)
            && stands_free(sentence, at);
        is_fair.then(|| exchanged(sentence, at, to))
    };
    let both_ways = OPPOSITES
        .iter()
        .flat_map(|(one, other)| [(*one, *other), (*other, *one)]);
    ONE_WAY
        .iter()
        .copied()
        .chain(both_ways)
        .find_map(turn)
        .or_else(|| more(sentence).filter(|_| !denies(sentence.len())))
        .or_else(|| most(sentence).filter(|_| !denies(sentence.len())))
}

/// The sentence denied, or without its denial. It tells less than an opposite and is the last resort.
pub(super) fn denied(sentence: &Sentence<'_>) -> Option<String> {
    let is_verb = |at: &usize| AUXILIARIES.contains(&sentence.folded(*at));
    let denials = |at: &usize| DENYING.contains(&sentence.folded(*at));
    let verb = (1..sentence.len().min(14)).find(is_verb)?;
    let begins_clause = |at: usize| CLAUSES.contains(&sentence.folded(at)) || !sentence.joins(at);
    // `All are not` can be read in two ways.
    let is_all = matches!(
        sentence.folded(0),
        "there" | "all" | "each" | "every" | "both" | "most" | "many" | "few" | "some" | "several"
    );
    let is_main = !is_all
        && !(0..=verb)
            .any(|at| at > 0 && begins_clause(at) || CLAUSES.contains(&sentence.folded(at)));
    let after = sentence.words[verb].end;
    let text = sentence.text;
    let next = sentence.folded(verb + 1);
    let count = (0..sentence.len()).filter(denials).count();
    if !is_main || !sentence.joins(verb + 1) || ADVERBS.contains(&next) || next.ends_with("ly") {
        return None;
    }
    if next == "not" && count == 1 && !matches!(sentence.folded(verb), "do" | "does" | "did") {
        let not = sentence.words[verb + 1].clone();
        let only = sentence.folded(verb + 2) == "only";
        return (!only).then(|| format!("{}{}", &text[..after], &text[not.end..]));
    }
    // `has not facilities` is no English.
    let takes_not = !matches!(
        sentence.folded(verb),
        "has" | "have" | "do" | "does" | "did"
    ) || next == "been"
        || (matches!(sentence.folded(verb), "has" | "have") && next.ends_with("ed"));
    (count == 0 && takes_not && sentence.len() < 26).then(|| {
        let denial = if sentence.folded(verb) == "can" {
            "not"
        } else {
            " not"
        };
        format!("{}{denial}{}", &text[..after], &text[after..])
    })
}

/// Words behind a verb that `not` goes badly with.
const ADVERBS: &[&str] = &[
    "only",
    "also",
    "often",
    "no",
    "now",
    "still",
    "currently",
    "always",
    "usually",
    "then",
    "therefore",
    "thus",
    "even",
    "both",
    "either",
    "well",
    "more",
    "most",
    "one",
    "some",
    "many",
    "much",
    "there",
];

/// Verbs that `not` may follow.
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "can", "has", "have", "will", "should", "must", "does", "do", "did",
];

/// Words that begin a clause; a verb behind one is not the sentence's own.
const CLAUSES: &[&str] = &[
    "that", "which", "who", "whose", "where", "when", "while", "because", "although", "though",
    "if", "as", "since", "until", "what", "how", "why", "than", "but", "and", "or",
];

/// `Most patients` become few, and `at least` becomes at most.
fn most(sentence: &Sentence<'_>) -> Option<String> {
    let of_many = |word: &str| matches!(word, "most" | "many");
    let places: Vec<usize> = (0..sentence.len())
        .filter(|at| of_many(sentence.folded(*at)) || sentence.folded(*at) == "least")
        .collect();
    let [at] = places[..] else {
        return None;
    };
    let counted = is_plural(sentence.folded(at + 1)) || is_plural(sentence.folded(at + 2));
    let bare = !matches!(
        sentence.before(at),
        "the" | "at" | "as" | "how" | "so" | "too" | "not"
    );
    let few = sentence.folded.iter().any(|word| word == "few");
    if sentence.folded(at) == "least" {
        return (sentence.before(at) == "at").then(|| exchanged(sentence, at, "most"));
    }
    (counted && bare && !few && sentence.joins(at + 1) && !matches!(sentence.folded(at + 1), "of"))
        .then(|| exchanged(sentence, at, if at == 0 { "Few" } else { "few" }))
}

/// Whether a word is one of its own: in small letters, in no bracket and no compound.
fn stands_free(sentence: &Sentence<'_>, at: usize) -> bool {
    let place = sentence.words[at].clone();
    let text = sentence.text;
    let joint = ['-', '‐', '–', '/', '”', '"', '’'];
    let small = sentence
        .word(at)
        .chars()
        .all(|c| c.is_lowercase() || c == '-');
    // `no longer`, `as early as`, `long before`: set phrases, in which the opposite is none.
    let set = match sentence.folded(at) {
        "longer" => matches!(sentence.before(at), "no" | "any"),
        "before" | "after" => {
            at + 1 == sentence.len() || !sentence.joins(at + 1) || sentence.before(at) == "named"
        }
        "least" => sentence.before(at) == "at",
        "lower" | "direct" | "supply" | "demand" | "slow" | "slows" | "lost" | "falls"
        | "fails" => {
            matches!(sentence.before(at), "to" | "which")
        }
        "fell" => matches!(sentence.folded(at + 1), "into" | "in" | "to" | "under"),
        "rose" | "similar" => sentence.folded(at + 1) == "to",
        "early" | "late" | "high" | "large" => {
            sentence.before(at) == "as" || sentence.before(at) == "too"
        }
        // `The complex` is a thing.
        "complex" | "simple" => {
            let attribute = sentence.joins(at + 1) && !is_stop_word(sentence.folded(at + 1));
            let is_free = match sentence.before(at) {
                "is" | "are" | "was" | "were" => true,
                "a" | "an" => attribute,
                _ => false,
            };
            !is_free
        }
        "war" => sentence.before(at) != "of",
        "long" | "old" | "short" | "hard" | "present" | "known" | "major" | "certain" | "top"
        | "open" | "won" | "light" => {
            sentence.joins(at + 1)
                && !matches!(
                    sentence.before(at),
                    "a" | "an" | "the" | "of" | "with" | "in" | "is" | "are"
                )
                || matches!(sentence.folded(at + 1), "as" | "to" | "of" | "and" | "the")
        }
        "individual" | "general" | "local" => {
            sentence.before(at) == "in" || sentence.before(at) == "an"
        }
        "inside" | "outside" | "independent" => sentence.folded(at + 1) == "of",
        "dependent" => sentence.folded(at + 1) == "on",
        "related" | "limited" | "added" => {
            !matches!(sentence.before(at), "is" | "are" | "was" | "were")
        }
        "common" => sentence.before(at) == "in",
        _ => false,
    };
    // `most rare` and `unnecessary queues` are odd enough to tell.
    let graded = matches!(
        sentence.before(at),
        "most" | "more" | "less" | "least" | "very" | "so" | "too"
    );
    let odd = ATTRIBUTES.contains(&sentence.folded(at))
        && sentence.joins(at + 1)
        && !is_stop_word(sentence.folded(at + 1));
    let joined = text[..place.start].ends_with(joint) || text[place.end..].starts_with(joint);
    let is_bound = graded || odd || set || joined;
    small && !is_bound && in_no_bracket(sentence, at)
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
    let has_other = sentence
        .folded
        .iter()
        .any(|word| matches!(word.as_str(), "less" | "fewer" | "much" | "even" | "any"));
    if again.is_some()
        || goes_on
        || has_other
        || !stands_free(sentence, at)
        || !sentence.joins(at + 1)
    {
        return None;
    }
    let counted = is_plural(next) || (is_plural(sentence.folded(at + 2)) && next != "than");
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
        ] {
            assert_eq!(turn(text), None, "{text}");
        }
    }
}

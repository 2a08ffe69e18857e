//! The words that are turned, and those that tell whether they can be: closed classes of English, made by hand.

use std::sync::LazyLock;

/// Pairs of words.
pub(super) type Pairs = LazyLock<Vec<(&'static str, &'static str)>>;

fn pairs(words: &'static str) -> Vec<(&'static str, &'static str)> {
    let pairs = words.split_ascii_whitespace();
    pairs.filter_map(|pair| pair.split_once('/')).collect()
}

/// Words and their opposites, the telling ones first. Either may stand for the other.
pub(super) static OPPOSITES: Pairs = LazyLock::new(|| {
    pairs(
        "increases/decreases increased/decreased increase/decrease increasing/decreasing rises/falls \
    rose/fell rising/falling grew/shrank grows/shrinks expands/shrinks expanded/shrank \
    strengthens/weakens strengthened/weakened strengthen/weaken \
    promotes/inhibits promote/inhibit accelerates/slows accelerated/slowed upregulated/downregulated \
    up-regulated/down-regulated upregulates/downregulates upregulation/downregulation \
    higher/lower larger/smaller stronger/weaker faster/slower longer/shorter older/younger \
    wider/narrower richer/poorer heavier/lighter warmer/colder deeper/shallower \
    highest/lowest largest/smallest strongest/weakest fastest/slowest longest/shortest \
    positively/negatively",
    )
});

/// Words that are turned one way alone: what they become is no opposite of theirs in every place.
pub(super) static ONE_WAY: Pairs = LazyLock::new(|| {
    pairs(
        "reduces/increases reduced/increased reduce/increase reducing/increasing reduction/increase \
    activates/inhibits activate/inhibit \
    inhibited/promoted suppresses/promotes suppressed/promoted stimulates/suppresses \
    greater/smaller greatest/smallest fewer/more",
    )
});

/// Words whose opposite is sooner seen to be wrong, or matters less: the last resort.
pub(super) static BLUNT: Pairs = LazyLock::new(|| {
    pairs(
        "likely/unlikely able/unable sufficient/insufficient stable/unstable easier/harder \
    presence/absence majority/minority often/rarely usually/rarely commonly/rarely \
    frequently/rarely directly/indirectly slowly/quickly before/after prevents/causes \
    prevented/caused encourages/discourages encouraged/discouraged less/more cannot/can always/never",
    )
});

/// Words by which a sentence denies or leaves open: turning another of its words may keep it true.
pub(super) const DENYING: &[&str] = &[
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
pub(super) const REASONING: &[&str] = &[
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
    "contrary",
    "below",
    "above",
];

/// Words behind which a reason stands, from which it may be told what was turned.
pub(super) const GROUNDS: &[&str] = &[
    "because",
    "since",
    "due",
    "owing",
    "so",
    "as",
    "consistent",
    "comparable",
    "excess",
    "only",
    "even",
    "still",
    "already",
    "making",
    "allowing",
    "resulting",
    "leading",
    "causing",
    "while",
    "indicating",
    "suggesting",
    "order",
];

/// Words by which something goes up or down, or for better or worse, that have no opposite here.
pub(super) const WAYS: &[&str] = &[
    "improve",
    "improves",
    "improved",
    "improving",
    "improvement",
    "enhance",
    "enhances",
    "enhanced",
    "enhancing",
    "ameliorate",
    "ameliorates",
    "ameliorated",
    "worsen",
    "worsened",
    "deteriorate",
    "deteriorates",
    "deteriorated",
    "impair",
    "impairs",
    "impaired",
    "restore",
    "restores",
    "restored",
    "raise",
    "raises",
    "raised",
    "lowers",
    "lowered",
    "exceeds",
    "exceeded",
    "exceptionally",
    "barely",
    "better",
    "worse",
];

/// Words behind which a word is part of a set phrase, as in `no longer` and `as often as`; or tells what is
/// meant to come, as in `to reduce`, which nobody would turn.
pub(super) const BINDING: &[&str] = &[
    "to", "no", "any", "as", "many", "much", "so", "too", "how", "most", "more", "less", "least",
    "very", "not",
];

/// Words by which it is told how one thing stands to another.
pub(super) const PREDICATES: &[&str] = &[
    "required",
    "necessary",
    "needed",
    "essential",
    "sufficient",
    "associated",
    "correlated",
    "related",
    "linked",
    "involved",
    "affected",
    "influenced",
    "altered",
    "dependent",
    "detected",
    "conserved",
    "expressed",
    "enriched",
    "sensitive",
    "restricted",
    "limited",
    "explained",
];

/// Nouns by which a result is told, in the singular.
pub(super) const RESULTS: &[&str] = &[
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

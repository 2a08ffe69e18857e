//! The words by which a sentence is told to lean, to hedge, to say something: closed classes of English,
//! made by hand.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that are looked up.
pub(super) type Listed = LazyLock<HashSet<&'static str>>;

fn listed(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}

/// First words that lean on the sentence before.
pub(super) static LEANING: Listed = LazyLock::new(|| {
    listed(
        "however thus therefore hence moreover furthermore additionally also besides \
    instead nevertheless nonetheless similarly likewise conversely consequently accordingly otherwise \
    then next finally lastly first second third firstly secondly thirdly meanwhile indeed again still \
    yet so and but or nor this that these those such it its they their he his she her him them \
    both neither either others another here there specifically together alternatively subsequently \
    afterwards later earlier previously rather even only one two three several none all most many each \
    every some few much more less further now today sometimes often usually almost same too not nor \
    just eventually soon",
    )
});

/// First words of what is no statement of the text's own matter.
pub(super) static FOREIGN: Listed = LazyLock::new(|| {
    listed(
        "note see consider let suppose assume recall i you your my what why how which who \
    whose yes no perhaps maybe overall interestingly surprisingly importantly notably remarkably equally \
    worse better hopefully unfortunately fortunately clearly obviously naturally apparently admittedly \
    certainly ideally basically simply please click read share image photo source credit advertisement \
    sign subscribe update updated posted published received accepted keywords correspondence email \
    copyright figure fig table section chapter appendix nothing below above show take",
    )
});

/// First two words that lean on what stands before.
pub(super) const LEANING_PAIRS: [&str; 53] = [
    "of note",
    "for example",
    "for instance",
    "for one",
    "for now",
    "in contrast",
    "in addition",
    "in particular",
    "in fact",
    "in other",
    "in short",
    "in sum",
    "in general",
    "in summary",
    "in conclusion",
    "in turn",
    "in both",
    "in each",
    "in all",
    "in either",
    "in such",
    "in reality",
    "in practice",
    "in response",
    "in comparison",
    "in return",
    "in effect",
    "in any",
    "in principle",
    "on the",
    "as a",
    "as well",
    "as before",
    "as such",
    "as noted",
    "as mentioned",
    "as shown",
    "as described",
    "as expected",
    "at first",
    "at the",
    "at present",
    "by contrast",
    "by then",
    "by comparison",
    "to do",
    "to be",
    "after all",
    "after that",
    "of course",
    "of the",
    "with the",
    "from the",
];

/// Words that point outside a sentence, wherever they stand.
pub(super) static POINTING: Listed = LazyLock::new(|| {
    listed(
        "aforementioned above-mentioned following respectively herein hereafter i me my myself you your yours yourself mr mrs ms fig figs figure figures ref refs table tables eq eqs \
    equation equations appendix supplementary ibid op section sections lemma theorem corollary \
    proposition listing panel download click here",
    )
});

/// Words that point at what was said before, wherever they stand.
pub(super) static LINKING: Listed = LazyLock::new(|| {
    listed(
        "this these those former latter thus therefore hence however instead moreover \
    nevertheless nonetheless consequently",
    )
});

/// Words by which an author takes half of it back.
pub(super) static HEDGES: Listed = LazyLock::new(|| {
    listed(
        "may might perhaps possibly could probably presumably maybe seems seem seemed \
    appears apparently arguably hopefully",
    )
});

/// Words that make a sentence lean a little, each at a price.
pub(super) static LEANING_A_LITTLE: Listed = LazyLock::new(|| {
    listed(
        "also too again still another other others further even already now today currently recently ago later earlier similarly then so rather both same",
    )
});

/// What is done with things in a figure.
pub(super) static FIGURED: Listed = LazyLock::new(|| {
    listed(
        "colored coloured shown depicted highlighted labelled labeled indicated plotted illustrated displayed outlined boxed circled shaded",
    )
});

/// What is done in every study, and is no result of any.
pub(super) static DONE: Listed = LazyLock::new(|| {
    listed(
        "recruited performed evaluated measured analyzed analysed assessed collected conducted \
    carried investigated studied examined obtained calculated determined used selected included excluded \
    observed compared tested applied quantified prepared incubated stained treated recorded invited asked \
    interviewed purchased defined",
    )
});

/// Words that tell a claim, a result or a reason.
pub(super) static TELLING_WORDS: Listed = LazyLock::new(|| {
    listed(
        "show shows showed shown find finds found argue argues argued conclude \
    concludes concluded demonstrate demonstrates demonstrated cause causes caused lead leads led \
    increase increases increased reduce reduces reduced decrease decreases decreased require requires \
    required depend depends depended prevent prevents prevented because therefore unless than reveal \
    reveals revealed prove proves proved claim claims claimed introduced founded invented discovered \
    signed established published adopted created developed proposed became began ended explains \
    explained describes described consists contains enables allows means defined called known \
    responsible results resulted encodes inhibits promotes predicts estimated measured",
    )
});

/// Words that only a verb stands before.
pub(super) static DETERMINERS: Listed = LazyLock::new(|| {
    listed("the a an its their his her no any every each all both that how whether our what")
});

/// Words that stand behind a verb rather than behind a noun in the plural.
pub(super) static BEHIND_VERBS: Listed = LazyLock::new(|| {
    listed(
        "upon about into nothing something only usually often \
    never always not",
    )
});

/// Words that follow what somebody does.
pub(super) static ACTING: Listed = LazyLock::new(|| {
    listed("to for on with from by at against that how what the a an its their his her no only")
});

/// Auxiliaries and the commonest irregular pasts.
pub(super) static VERBS: Listed = LazyLock::new(|| {
    listed(
        "is are was were has have had do does did can will would should must cannot ought became \
    began came went got kept held left lost met paid ran said sent sold spent told thought won wrote fell \
    felt grew knew built brought bought broke chose drew fought meant rose spoke stood taught took gave \
    made saw put occurs arises depends belongs exists refers acts remains serves plays",
    )
});

/// Nouns by which a text speaks of itself.
pub(super) static SELF: Listed = LazyLock::new(|| {
    listed(
        "paper article essay chapter manuscript thesis study author authors reader \
    editor post blog report website page book review work document",
    )
});

/// Adjectives after which a definite noun was named before.
pub(super) static NAMED_BEFORE: Listed = LazyLock::new(|| {
    listed(
        "former latter other others same above following present current second third \
    next last result results idea reason problem answer aim goal purpose remaining rest resulting two \
    three four five question difference point approach method experiment experiments data effect \
    finding findings above-mentioned previous first final main new analysis model proposed algorithm \
    system",
    )
});

/// Words behind which a pronoun has its noun in the same sentence.
pub(super) static CLAUSES: Listed = LazyLock::new(|| {
    listed(
        "because if when while until since although though as what where than whether before after \
    unless",
    )
});

/// Last words that leave something out.
pub(super) static HANGING: Listed = LazyLock::new(|| {
    listed(
        "several some one others another so not either neither too however instead though \
    respectively do does did is was are were two three four five",
    )
});

/// Words that begin a clause which adds to a noun or to another clause.
pub(super) static ADDING: Listed =
    LazyLock::new(|| listed("that which who as when where if because while until whether whose"));

/// What may follow a definite noun and tell which one is meant.
pub(super) static TELLING_WHICH: Listed =
    LazyLock::new(|| listed("of between that which who whose where for"));

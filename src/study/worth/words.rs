//! The words by which a sentence is told to lean, to hedge, to say something: closed classes of English,
//! made by hand.

use std::sync::LazyLock;

use fnv::FnvHashSet;

/// Words that are looked up.
pub(super) type Listed = LazyLock<FnvHashSet<&'static str>>;

fn listed(words: &'static str) -> FnvHashSet<&'static str> {
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
    certainly ideally basically simply please click read share advertisement \
    sign subscribe update updated posted published received accepted keywords correspondence email \
    copyright arrow arrows arrowhead arrowheads asterisk asterisks bars boxed magnification figure fig table section chapter appendix nothing below above show take",
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
        "aforementioned above-mentioned following respectively herein hereafter i me my myself you your yours yourself mr mrs ms fig figs ref refs table tables eq eqs \
    equation equations section sections chapter chapters lemma theorem corollary proposition listing appendix supplementary ibid op download click here grant grants fellowship scholarship acknowledges \
    arrow arrows arrowhead arrowheads asterisk asterisks italics future ongoing",
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

/// What is done by who says what follows.
pub(super) static REPORTING: Listed = LazyLock::new(|| {
    listed(
        "says said holds held believes believed warns warned writes wrote means meant fears feared",
    )
});

/// Words that make a sentence lean a little, each at a price.
pub(super) static LEANING_A_LITTLE: Listed = LazyLock::new(|| {
    listed(
        "also too again still another other others further even already now today currently recently ago later earlier similarly then so rather both same",
    )
});

/// Words of what should be or is to come rather than of what was found; and `it`, of which it is seldom clear
/// what it is.
pub(super) static MODAL: Listed = LazyLock::new(|| listed("be will would must shall should it"));

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
    interviewed purchased defined guided averaged normalized plotted visualized \
    imaged computed repeated chosen given placed fixed overexpressed sampled scored coded cultured added removed eliminated precipitated washed centrifuged \
    mixed dissolved diluted suspended mounted fed transferred filtered grown set supplemented separated checked followed purchased",
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
    made saw put occurs arises depends belongs exists refers acts remains serves plays allow \
    allows allowed contribute contributes contributed vary varies varied seek seeks sought \
    consider considers considered provide provides provided include includes included produces \
    produced believe believes believed supported involve involves involved represent represents \
    represented offered needed helped make makes takes gives gets keeps holds comes goes becomes \
    appears leads occur exist arise remain depend affects affected influenced limited improve \
    improves improved prove differ differs differed suggest suggests suggested indicate indicates \
    indicated imply implies implied confirm confirms confirmed agree agrees agreed fail fails \
    failed succeed succeeds succeeded lose loses grow grows follow follows followed formed reach \
    reaches reached receive receives received reflect reflects reflected replace replaces \
    replaced shared started stop stops stopped turned want wants wanted worked send sends serve \
    served spreads focused rely relies relied tend tends combine combines combined interact \
    interacts interacted binds bound regulate regulates regulated mediate mediates mediated \
    induces induced expressed",
    )
});

/// Words by which something is supposed and not found.
pub(super) static SUPPOSING: Listed = LazyLock::new(|| {
    listed(
        "possibility possibilities hypothesis hypothesize hypothesized speculate would believed thought",
    )
});

/// Words by which one thing is set beside another, or a result is read.
pub(super) static COMPARING: Listed = LazyLock::new(|| {
    listed(
        "higher lower larger smaller greater fewer more less stronger weaker faster slower longer shorter \
    highest lowest largest smallest significantly whereas compared increasing decreasing suggest suggests \
    suggested indicate indicates indicated confirmed associated correlated linked affected influenced \
    dependent independent enriched necessary essential sufficient loss",
    )
});

/// Words of what is so often, in many ways, or should be.
pub(super) static BROAD: Listed = LazyLock::new(|| {
    listed(
        "can should often usually generally typically commonly sometimes important various several \
    different many numerous some traditionally recent recently studies interesting reasonable natural",
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
    system number numbers value values amount case cases quoted",
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

/// What common words become that lose a ligature.
pub(super) static DAMAGED: LazyLock<FnvHashSet<String>> = LazyLock::new(|| {
    let whole = "significant significantly significance specific specifically specified specify define defined \
        defines definition definitions defining first find findings finding finally different difference \
        differences differ differs effect effects effective effectively efficient efficiency efficiently \
        coefficient coefficients influence influences reflect reflects reflected flow flows field fields five \
        identify identified identifies identification classification classify classified classifier \
        classifiers modified modification verify verified scientific benefit benefits confirm confirmed \
        configuration sufficient sufficiently insufficient difficult difficulty final figure figures fixed \
        offer offers affect affects affected artificial filter filters fluid filled file files profile \
        profiles confidence financial firm firms fitting infinite finite refined conflict conflicts office \
        official officials traffic staff beneficial quantified simplified justified unified certificate";
    let ligatures = ["ffi", "ffl", "fi", "fl", "ff"];
    let mut damaged = FnvHashSet::default();
    for word in whole.split_ascii_whitespace() {
        if let Some(ligature) = ligatures.iter().find(|ligature| word.contains(**ligature)) {
            damaged.insert(word.replacen(ligature, "", 1));
        }
    }
    // These are words of their own.
    for word in [
        "uid", "le", "les", "led", "xed", "rm", "rms", "ve", "nd", "nal", "nite",
    ] {
        damaged.remove(word);
    }
    // What stands before a ligature that became a space.
    damaged.extend(
        [
            "signi",
            "speci",
            "scienti",
            "identi",
            "classi",
            "modi",
            "coef",
            "con dence",
        ]
        .map(str::to_owned),
    );
    damaged
});

/// What a text does with what it treats of: such a sentence tells its plan, and no matter.
pub(super) static TREATED: Listed = LazyLock::new(|| {
    listed(
        "discussed described presented reviewed summarized summarised outlined considered explained mentioned given listed needed warranted",
    )
});

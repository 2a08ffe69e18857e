//! What defines, and what only looks as if it did.

use super::*;

fn terms(text: &str) -> Vec<(&str, DefinitionKind)> {
    let found = mine(text).definitions.into_iter();
    found.map(|defined| (defined.term, defined.kind)).collect()
}

fn explicit(text: &str) -> Vec<&str> {
    let found = terms(text).into_iter();
    found
        .filter(|(_, kind)| *kind == DefinitionKind::Explicit)
        .map(|(term, _)| term)
        .collect()
}

fn apposed(text: &str) -> Vec<&str> {
    let found = terms(text).into_iter();
    found
        .filter(|(_, kind)| *kind == DefinitionKind::Apposition)
        .map(|(term, _)| term)
        .collect()
}

#[test]
fn what_is_denied_or_supposed_is_not_defined() {
    for text in [
        "Deterrence cannot be defined as the absence of war.",
        "It is a common mistake to define power as money.",
        "There is no such thing as deterrence, which is defined nowhere.",
        "If hegemony is defined as leadership, there is none.",
    ] {
        assert_eq!(terms(text), [], "{text}");
    }
    assert_eq!(
        explicit("The standard error is defined as the deviation of a mean."),
        ["standard error"]
    );
    assert_eq!(
        explicit("What cannot be settled is here called a standing dispute."),
        ["standing dispute"]
    );
}

#[test]
fn verbs_that_define_give_their_term() {
    for (sentence, term) in [
        (
            "A lever is defined as a rigid bar that turns on a fixed point.",
            "lever",
        ),
        (
            "By a tariff we mean a tax on what is brought into a country.",
            "tariff",
        ),
        (
            "In grammar, ellipsis refers to the leaving out of words that are understood.",
            "ellipsis",
        ),
        (
            "The term “moraine” denotes rubble that a glacier carries and leaves behind.",
            "moraine",
        ),
        (
            "We call a valley whose floor lies below the sea a depression.",
            "depression",
        ),
        (
            "A wall that carries no load but its own is called a curtain wall.",
            "curtain wall",
        ),
        (
            "We define bandwidth as the amount of data that a line carries in a second.",
            "bandwidth",
        ),
        (
            "The word quorum is used to describe the least number of members who may decide.",
            "quorum",
        ),
        (
            "When two lines never meet, they are said to be parallel.",
            "parallel",
        ),
    ] {
        assert_eq!(explicit(sentence), [term], "{sentence}");
    }
}

#[test]
fn a_genus_with_what_sets_it_apart_defines() {
    for (sentence, term) in [
        (
            "A sextant is an instrument that measures the angle between two objects.",
            "sextant",
        ),
        (
            "In geology, loess is a sediment formed by wind-blown dust.",
            "loess",
        ),
        (
            "Estuaries are inlets in which fresh water meets the sea.",
            "Estuaries",
        ),
        (
            "The piccolo is a small flute with half the length of the usual one.",
            "piccolo",
        ),
        ("A cooper is someone who makes barrels.", "cooper"),
    ] {
        assert_eq!(explicit(sentence), [term], "{sentence}");
    }
}

#[test]
fn other_names_beside_the_term_are_terms_too() {
    assert_eq!(
        explicit("The cougar, also known as the puma, is a large cat of the Americas."),
        ["cougar", "puma"]
    );
    assert_eq!(
        explicit("A drystone wall or dyke is a wall built of stones without mortar."),
        ["drystone wall", "dyke"]
    );
}

#[test]
fn what_stands_beside_a_name_can_define_it() {
    for (sentence, term) in [
        (
            "They practised appeasement, a policy that gives way in order to keep the peace.",
            "appeasement",
        ),
        (
            "Hedging, a policy that mixes deterrence with trade, has spread.",
            "Hedging",
        ),
        (
            "States prefer hedging, a policy that mixes deterrence with trade.",
            "hedging",
        ),
        (
            "The weak may pursue hedging, a policy that mixes deterrence with trade.",
            "hedging",
        ),
        (
            "Japan prefers strategic hedging, a policy that mixes deterrence with trade.",
            "strategic hedging",
        ),
        (
            "Sailors feared scurvy, which is a disease caused by want of vitamin C.",
            "scurvy",
        ),
        (
            "Isthmus: a narrow strip of land that joins two larger ones.",
            "Isthmus",
        ),
        (
            "The roof rests on a purlin (a beam that runs along its length) and on posts.",
            "purlin",
        ),
    ] {
        assert_eq!(apposed(sentence), [term], "{sentence}");
    }
}

#[test]
fn what_only_looks_like_a_definition_stays_out() {
    for sentence in [
        "Inflation is a problem.",
        "Middlemarch is Eliot’s sixth novel.",
        "This is a method that saves time.",
        "It is the study of rocks.",
        "These are animals that live in water.",
        "The main reason is a lack of money that nobody foresaw.",
        "Is a lever a rigid bar that turns on a fixed point?",
        "A lever is not a wheel that turns.",
        "She met Anna Karlsson, a teacher from Lund, at the station.",
        "They sold a dog, a cat that bit, and a cow.",
        "After waiting, a man who had come late went home.",
        "Defeated, a general who had once been feared wrote his memoirs.",
        "In general, a tax that is hard to collect brings little.",
        "It would be called a failure by its critics.",
        "The harbour has an unhappy history: a fleet that sank in it.",
    ] {
        assert_eq!(terms(sentence), [], "{sentence}");
    }
}

#[test]
fn what_somebody_does_at_the_time_is_no_term() {
    for sentence in [
        "Walking, a woman who had lost her purse looked at every stone.",
        "Starving, a state that had no harvest of its own, asked for help.",
        "Failing, a policy that had cost many lives was given up.",
        "Fearing war, a state that had no allies built a wall.",
        "Barring war, a treaty that binds both sides, will hold.",
    ] {
        assert_eq!(terms(sentence), [], "{sentence}");
    }
    assert_eq!(
        apposed("String theory, a framework that replaces points by strings, is disputed."),
        ["String theory"]
    );
}

#[test]
fn a_noun_that_is_a_verb_as_well_stays_in_its_term() {
    assert_eq!(
        apposed("It lies at a wholesale produce market, a place where farmers sell fruit."),
        ["wholesale produce market"]
    );
    assert_eq!(
        apposed("States favour hedging, a policy that mixes deterrence with trade."),
        ["hedging"]
    );
}

#[test]
fn the_sentence_is_quoted_as_it_stands() {
    let text = "Nobody knew why. A  moat is a ditch that is dug around a castle, e.g. at Bodiam. It was wet.";
    let mined = mine(text);
    assert_eq!(
        mined.definitions[0].text,
        "A  moat is a ditch that is dug around a castle, e.g. at Bodiam."
    );
}

#[test]
fn odd_text_ends_and_defines_nothing() {
    for text in [
        "",
        " ",
        "(",
        "((((((",
        "(i.e.",
        "i.e",
        ", , ,",
        "is is is is is",
        "\u{301}\u{301}",
        "term of the",
        "é. ABC (means (",
    ] {
        assert_eq!(mine(text), Mined::default(), "{text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn terms_and_sentences_are_slices_of_each_other(text in "(a |the |is |of |that |which |, |\\(|\\) |: |X |word |called |means |or |ABC |\\. |é|“){0,40}") {
        for defined in mine(&text).definitions {
            proptest::prop_assert!(defined.text.contains(defined.term) && !defined.term.is_empty());
        }
    }
}

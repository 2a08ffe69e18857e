//! Which sentences are worth asking about: those that say something and can stand alone.
//!
//! A sentence that lists or was damaged on its way out of a file is refused; one that points outside itself
//! (`this`, `however`, `the treaty`) is told from those that stand alone, since it can be shown with the one
//! before; and all are weighed. The lists here are closed classes of
//! English and the usual names of a paper's parts, made by hand. Better few sentences than doubtful
//! ones.

mod cut;
mod leaning;
mod prose;
mod whole;
mod words;

use super::sentence::Sentence;
use super::vocabulary::in_no_bracket;
use crate::text::is_stop_word;
pub(super) use cut::{Cut, trimmed};
pub(super) use leaning::links;
use leaning::{is_said, leans, points, tells_which};
use prose::is_prose;
use whole::{begins, ends, is_undamaged};
pub(super) use whole::{ends_at, is_text, is_whole};
use words::{
    ACTING, ADDING, BEHIND_VERBS, BROAD, CLAUSES, COMPARING, DETERMINERS, DONE, FIGURED, FOREIGN,
    HANGING, HEDGES, LEANING_A_LITTLE, MODAL, NAMED_BEFORE, POINTING, REPORTING, SELF, SUPPOSING,
    TELLING_WORDS, TREATED, VERBS,
};

/// How many words a sentence has that says enough and can be read at a glance.
const LENGTHS: std::ops::RangeInclusive<usize> = 6..=42;

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
const TELLING: [&str; 5] = ["abstract", "summary", "conclusion", "discussion", "result"];

/// What authors do who tell a result.
const FINDING: &[&str] = &[
    "show",
    "showed",
    "find",
    "found",
    "demonstrate",
    "demonstrated",
    "conclude",
    "argue",
    "reveal",
    "revealed",
    "identified",
    "discovered",
    "establish",
    "prove",
];

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// The headings above it.
    pub section: &'p [String],
    /// Whether it opens its passage.
    pub opens: bool,
    /// Whether the paper begins or ends there, and tells what matters in it.
    pub frames: bool,
    /// Whether it is one of several of its passage, and so no caption or heading.
    pub runs: bool,
    /// What was left out of it.
    pub cut: Cut,
}

/// Whether the text under these headings is asked about.
pub(super) fn is_asked(section: &[String]) -> bool {
    let passed_over = |heading: &String| {
        let heading = heading.to_lowercase();
        PASSED_OVER.iter().any(|part| heading.contains(part))
    };
    !section.iter().any(passed_over)
}

/// Whether a sentence cites a work for what it says: `[3]`, `(Sander, 1971)`, `(2)`.
pub(super) fn cites(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['(', '[']) {
        let inside = &rest[at + 1..];
        let end = inside.find([')', ']']).unwrap_or(inside.len());
        let inner = &inside[..end];
        let year = |word: &str| {
            let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
            digits.len() == 4
                && digits
                    .parse()
                    .is_ok_and(|year: u32| (1500..2100).contains(&year))
        };
        let numbers = inner
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–' | ';'));
        if inner.split_whitespace().any(year) || (numbers && !inner.is_empty()) {
            return true;
        }
        rest = &inside[end..];
    }
    false
}

/// By how many words a sentence tells that something was found, caused or compared.
pub(super) fn findings(sentence: &Sentence<'_>) -> usize {
    // `In the results` finds nothing.
    let is_noun = |at: usize| {
        matches!(
            sentence.before(at),
            "the" | "a" | "an" | "these" | "our" | "their" | "of" | "in" | "no"
        )
    };
    let tells = |at: &usize| {
        let word = sentence.folded(*at);
        COMPARING.contains(word) || (TELLING_WORDS.contains(word) && !is_noun(*at))
    };
    (0..sentence.len()).filter(tells).count()
}

/// Whether a word is one of those by which something is found.
pub(super) fn is_finding(folded: &str) -> bool {
    COMPARING.contains(folded) || TELLING_WORDS.contains(folded) || folded == "reduction"
}

/// Whether a sentence speaks of what often is so in many ways, which anybody would believe.
pub(super) fn is_broad(sentence: &Sentence<'_>) -> bool {
    is_said(sentence) || sentence.says().any(|word| BROAD.contains(word))
}

/// Whether a paper says under these headings what it is about and what it found.
fn is_telling_place(section: &[String]) -> bool {
    let heading = section.last().map(|heading| heading.to_lowercase());
    heading.is_some_and(|heading| TELLING.iter().any(|part| heading.contains(part)))
}

/// What a sentence is good for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// It stands alone, and weighs so much.
    Alone(f32),
    /// It leans on the sentence before it, and weighs so much: it is asked about with that one, or alone where
    /// it is a definition.
    Behind(f32),
    /// Nobody should be asked about it, and it tells what the one behind it speaks of.
    Telling,
    /// Nobody should be asked about it.
    Nothing,
}

/// What a sentence is good for. `is_term` says how many words of a known term begin at a place.
pub(super) fn worth(
    sentence: &Sentence<'_>,
    place: Place<'_>,
    is_term: &dyn Fn(usize) -> usize,
) -> Worth {
    let is_text = sentence.len() >= *LENGTHS.start() && is_clean(sentence, place);
    if !is_text || !is_prose(sentence) {
        return Worth::Nothing;
    }
    let has_verb = has_verb(sentence);
    let is_fit = sentence.len() <= *LENGTHS.end()
        && (has_verb || (place.runs && !sentence.folded(0).ends_with("ing")))
        && !is_foreign(sentence)
        && !HANGING.contains(sentence.folded(sentence.len() - 1));
    match (is_fit, stands(sentence, is_term)) {
        (true, true) => Worth::Alone(weight(sentence, place, has_verb, is_term)),
        (true, false) => Worth::Behind(weight(sentence, place, has_verb, is_term)),
        (false, true) => Worth::Telling,
        (false, false) => Worth::Nothing,
    }
}

/// Whether it came whole out of its file.
fn is_clean(sentence: &Sentence<'_>, place: Place<'_>) -> bool {
    (place.cut.lead || begins(sentence.text))
        && (place.cut.tail || ends(sentence.text))
        && is_undamaged(sentence.text)
}

/// Whether it leans on nothing before it.
fn stands(sentence: &Sentence<'_>, is_term: &dyn Fn(usize) -> usize) -> bool {
    let named = sentence.folded(0) != "the" || tells_which(sentence, 0, is_term);
    named && !leans(sentence) && !points(sentence)
}

/// Whether it speaks of the text itself, to the reader, or takes back what it says.
fn is_foreign(sentence: &Sentence<'_>) -> bool {
    // `No treaty was signed` says something, and `No, …` answers somebody.
    let denies =
        sentence.folded(0) == "no" && !is_stop_word(sentence.folded(1)) && sentence.joins(1);
    (FOREIGN.contains(sentence.folded(0)) && !denies)
        || (0..sentence.len()).any(|at| {
            let word = sentence.folded(at);
            let self_named = SELF.contains(word)
                && matches!(
                    sentence.before(at),
                    "the" | "our" | "a" | "an" | "present" | "original" | "this" | "that"
                );
            let drawn = FIGURED.contains(word)
                && matches!(sentence.before(at), "is" | "are" | "was" | "were" | "and");
            let places = matches!(word, "below" | "above") && sentence.before(at).ends_with("ed");
            self_named
                || drawn
                || places
                || (POINTING.contains(word) && in_no_bracket(sentence, at))
                || (matches!(word, "figure" | "figures" | "panel") && is_numbered(sentence, at))
                || (word == "progress" && sentence.before(at) == "in")
        })
}

/// Whether its author takes half of it back.
pub(super) fn is_hedged(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|at| {
        let is_hedge = HEDGES.contains(sentence.folded(at));
        is_hedge && !is_month(sentence, at) && !is_reported(sentence, at)
    }) || (is_said(sentence) && sentence.folded(2) == "possible")
        || (0..sentence.len()).any(|at| {
            let word = sentence.folded(at);
            SUPPOSING.contains(word)
                || (word == "communication" && sentence.before(at) == "personal")
        })
}

/// Whether a part of a text is meant: `Figure 3`, `the figure`, and no figure of speech.
fn is_numbered(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.folded(at + 1);
    let has_number = next.len() < 3 && sentence.joins(at + 1) && !is_stop_word(next)
        || next.starts_with(|c: char| c.is_ascii_digit());
    in_no_bracket(sentence, at)
        && (has_number || matches!(sentence.before(at), "the" | "this" | "these"))
}

/// Whether a word stands in what somebody is said to have found, where a hedge is no author's: `showed that
/// states may …`.
fn is_reported(sentence: &Sentence<'_>, at: usize) -> bool {
    (1..at).any(|that| {
        let verb = sentence.before(that);
        sentence.folded(that) == "that"
            && (REPORTING.contains(verb) || TELLING_WORDS.contains(verb))
    })
}

/// Whether a word is the month of May.
fn is_month(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word(at) == "May"
}

/// Whether a word begins a clause, and is no name for having a capital.
pub(super) fn begins_clause(folded: &str) -> bool {
    CLAUSES.contains(folded)
}

/// Whether a word is one of the verbs that are listed.
pub(super) fn is_verb(folded: &str) -> bool {
    VERBS.contains(folded) || TELLING_WORDS.contains(folded)
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
        let is_listed = VERBS.contains(word)
            || word.ends_with("n't")
            || word.ends_with("n’t")
            || (TELLING_WORDS.contains(word) && !hangs);
        !adds && (is_listed || (is_content && (acts || before_article)))
    })
}

fn weight(
    sentence: &Sentence<'_>,
    place: Place<'_>,
    has_verb: bool,
    is_term: &dyn Fn(usize) -> usize,
) -> f32 {
    let mut weight = 1.0;
    let length = sentence.len();
    // A few words say little, and many are not read at a glance.
    weight += match length {
        0..=9 => -0.4,
        11..=28 => 0.4,
        _ => 0.0,
    };
    if is_hedged(sentence) {
        weight -= 0.8;
    }
    if place.frames {
        weight += 0.5;
    }
    if place.cut.own {
        weight += 0.7;
    } else if place.cut.lead {
        weight -= 0.4;
    }
    // A reason or a condition that begins is that of something said before.
    if place.cut.lead
        && matches!(
            sentence.folded(0),
            "because" | "if" | "since" | "when" | "while"
        )
    {
        weight -= 0.6;
    }
    if sentence.folded(0) == "the" {
        weight -= 0.3;
    }
    if !has_verb {
        weight -= 0.8;
    }
    if place.opens {
        weight += 0.3;
    }
    if is_telling_place(place.section) {
        weight += 0.3;
    }
    for at in 0..length {
        let word = sentence.folded(at);
        if TELLING_WORDS.contains(word) {
            weight += 0.25;
        }
        let adverb = sentence.before(at).ends_with("ly");
        let verb = sentence.before(if adverb { at - 1 } else { at });
        if DONE.contains(word) && matches!(verb, "was" | "were" | "been") {
            weight -= 1.2;
        }
        if TREATED.contains(word) && matches!(verb, "is" | "are" | "was" | "were" | "be" | "been") {
            weight -= 0.8;
        }
        if LEANING_A_LITTLE.contains(word) {
            weight -= 0.35;
        }
        if MODAL.contains(word) {
            weight -= 0.4;
        }
        if matches!(word, "we" | "our" | "us" | "ours") {
            // What authors did is no matter to be asked about.
            let finds = (at + 1..at + 4).any(|at| FINDING.contains(&sentence.folded(at)));
            weight -= if finds { 0.3 } else { 2.0 };
        }
        if word == "the" && at > 0 && !tells_which(sentence, at, is_term) {
            // `After 2000 the number dropped`: of what?
            let is_bare = NAMED_BEFORE.contains(sentence.folded(at + 1));
            weight -= if is_bare { 0.9 } else { 0.2 };
        }
    }
    let text = sentence.text;
    weight -= 0.15 * text.matches(['(', '[', '“', '"']).count() as f32;
    weight - 0.1 * text.matches(',').count() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sentence::Words;

    fn is_worth(text: &str) -> bool {
        let place = Place {
            section: &[],
            opens: true,
            frames: false,
            runs: false,
            cut: Cut::default(),
        };
        let sentences = Words::default().sentences_of(text);
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
            "A study of the granite in the harbour wall is in progress on the coast.",
            "It is so hard that the towns of the coast prefer it to any other stone.",
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
            "Salt reduced the strength of E. coli cultures in the water of the marsh.",
            "Granite was harder than slate in every test of the quarry (p < 0.05; n = 12).",
            "Herons that nest in the marsh are as shy as such birds as the crane and the stork.",
            "No treaty of the coast was signed by the towns before the war of 1987.",
            "Herz showed that states of the coast may fear each other without any reason.",
        ] {
            assert!(is_worth(text), "{text}");
        }
    }
}

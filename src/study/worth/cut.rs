//! What of a sentence need not be shown: words that only link it to its neighbours, a bracket that points
//! at a figure. What is left still stands in the paper to the character.

use super::super::sentence::Sentence;
use super::FINDING;
use super::words::SELF;

/// What of a sentence is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::study) struct Cut {
    /// Whether linking words were left out before it, so that it may begin small.
    pub lead: bool,
    /// Whether these words call it the paper's own finding.
    pub own: bool,
    /// Whether a bracket was left out behind it, which points at a figure, and its stop with it.
    pub tail: bool,
}

/// A sentence without what joins it to other places: linking words before it, a pointer at a figure behind.
pub(in crate::study) fn trimmed(sentence: Sentence<'_>) -> (Sentence<'_>, Cut) {
    let (sentence, first) = without_lead(sentence);
    // `In this study, we found that …`
    let (sentence, second) = without_lead(sentence);
    let lead = first.is_some() || second.is_some();
    let own = first == Some(Lead::Own) || second == Some(Lead::Own);
    let (sentence, tail) = without_tail(sentence);
    (sentence, Cut { lead, own, tail })
}

/// A sentence without a last bracket that points at a figure or table, or gives a statistic.
fn without_tail(sentence: Sentence<'_>) -> (Sentence<'_>, bool) {
    let text = sentence.text;
    let closed = text.ends_with(").");
    let Some(open) = text.rfind(" (").filter(|_| closed) else {
        return (sentence, false);
    };
    let inside = text[open + 2..].to_lowercase();
    let points = [
        "fig",
        "table",
        "video",
        "movie",
        "supplement",
        "see ",
        "=",
        "<",
        ">",
    ]
    .iter()
    .any(|word| inside.contains(word));
    let shown = text[..open].trim_end();
    if !points || shown.ends_with([',', ';', ':']) {
        return (sentence, false);
    }
    (sentence.up_to(shown.len()), true)
}

/// What was left out before a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// `However, …`
    Link,
    /// `In this study, we found that …`
    Own,
}

/// A sentence without the words that only link it to the one before (`However, …`), or that name a part of
/// an abstract (`Results …`), and which of them there were, if it may begin small.
fn without_lead(sentence: Sentence<'_>) -> (Sentence<'_>, Option<Lead>) {
    let comma = |at: usize| sentence.gap_before(at).trim() == ",";
    let pair = format!("{} {}", sentence.folded(0), sentence.folded(1));
    let triple = format!("{pair} {}", sentence.folded(2));
    let labelled = PARTS.contains(&sentence.folded(0))
        && sentence.is_capital(1)
        && sentence.len() > 8
        && matches!(sentence.gap_before(1).trim(), "" | ":" | "." | "]");
    let found = (1..5).find(|at| sentence.folded(*at) == "that" && sentence.joins(*at));
    let tells = found.filter(|that| {
        matches!(sentence.folded(0), "we" | "our" | "i")
            && FINDING.contains(&sentence.folded(that - 1))
    });
    let (first, lead) = match () {
        () if labelled => (1, Lead::Own),
        () if tells.is_some() => (tells.map_or(0, |that| that + 1), Lead::Own),
        () if comma(1) && LINKS.contains(&sentence.folded(0)) => (1, Lead::Link),
        () if matches!(sentence.folded(0), "but" | "yet" | "and") && sentence.joins(1) => {
            (1, Lead::Link)
        }
        () if comma(2) && LINKS.contains(&pair.as_str()) => (2, Lead::Link),
        () if comma(3) && is_here(&triple) => (3, Lead::Own),
        () if comma(4) && LINKS.contains(&format!("{triple} {}", sentence.folded(3)).as_str()) => {
            (4, Lead::Link)
        }
        () => return (sentence, None),
    };
    if first >= sentence.len() {
        return (sentence, None);
    }
    let is_cut = !sentence.is_capital(first) || !labelled;
    (sentence.from(first), is_cut.then_some(lead))
}

/// `In this study`: the words by which a paper names itself at the beginning of a sentence.
fn is_here(triple: &str) -> bool {
    let mut words = triple.split(' ');
    words.next() == Some("in")
        && words
            .next()
            .is_some_and(|word| matches!(word, "this" | "our" | "the"))
        && words
            .next()
            .is_some_and(|word| SELF.contains(word) || matches!(word, "meta-analysis" | "present"))
}

/// Names of the parts of an abstract.
const PARTS: &[&str] = &[
    "background",
    "results",
    "conclusion",
    "conclusions",
    "findings",
    "purpose",
    "objective",
    "objectives",
    "aim",
    "aims",
    "introduction",
    "significance",
    "interpretation",
    "discussion",
    "abstract",
    "summary",
];

/// Words that only link a sentence to the one before, and can be left out.
const LINKS: &[&str] = &[
    "however",
    "moreover",
    "furthermore",
    "additionally",
    "indeed",
    "interestingly",
    "importantly",
    "notably",
    "surprisingly",
    "remarkably",
    "strikingly",
    "significantly",
    "intriguingly",
    "crucially",
    "ultimately",
    "likewise",
    "further",
    "therefore",
    "thus",
    "hence",
    "consequently",
    "accordingly",
    "overall",
    "finally",
    "specifically",
    "similarly",
    "conversely",
    "nevertheless",
    "nonetheless",
    "meanwhile",
    "besides",
    "also",
    "first",
    "second",
    "third",
    "firstly",
    "secondly",
    "thirdly",
    "lastly",
    "in addition",
    "to begin",
    "in fact",
    "in contrast",
    "in particular",
    "in general",
    "in summary",
    "in conclusion",
    "in short",
    "in turn",
    "in other words",
    "as expected",
    "for example",
    "for instance",
    "of course",
    "of note",
    "on the other hand",
    "on the contrary",
    "on the one hand",
    "at the same time",
    "as a result",
    "as a consequence",
    "to summarize",
    "unfortunately",
    "fortunately",
    "clearly",
    "obviously",
    "again",
    "instead",
    "generally",
    "typically",
    "historically",
];

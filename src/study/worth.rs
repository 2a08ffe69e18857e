//! Which sentences are worth asking about: those that say something and can stand alone.
//!
//! A sentence that points outside itself (`this`, `however`, `the treaty`), hedges, lists, or was
//! damaged on its way out of a file is refused; the rest are weighed. The lists here are closed classes of
//! English and the usual names of a paper's parts, made by hand. Better few sentences than doubtful ones.

use super::sentence::Sentence;
use crate::text::{is_raised, is_stop_word};

/// How many words a sentence has that says enough and can be read at a glance.
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=40;

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
const TELLING: [&str; 7] = [
    "abstract",
    "summary",
    "introduction",
    "conclusion",
    "discussion",
    "background",
    "result",
];

/// First words that lean on the sentence before.
const LEANING: &str = "however thus therefore hence moreover furthermore additionally also besides \
    instead nevertheless nonetheless similarly likewise conversely consequently accordingly otherwise \
    then next finally lastly first second third firstly secondly thirdly meanwhile indeed again still \
    yet so and but or nor this that these those such it its they their he his she her him them \
    both neither either others another here there specifically together alternatively subsequently \
    afterwards later earlier previously rather even only one two three several none all most many each \
    every some few much more less further now today sometimes often usually almost same too not nor \
    just eventually soon";

/// First words of what is no statement of the text's own matter.
const FOREIGN: &str = "note see consider let suppose assume recall i you your my what why how which who \
    whose yes no perhaps maybe overall interestingly surprisingly importantly notably remarkably equally \
    worse better hopefully unfortunately fortunately clearly obviously naturally apparently admittedly \
    certainly ideally basically simply please click read share image photo source credit advertisement \
    sign subscribe update updated posted published received accepted keywords correspondence email \
    copyright figure fig table section chapter appendix nothing below above show take";

/// First two words that lean on what stands before.
const LEANING_PAIRS: [&str; 53] = [
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
const POINTING: &str = "aforementioned above-mentioned following respectively herein hereafter i me my myself you your yours yourself mr mrs ms fig figs figure figures table tables eq eqs \
    equation equations appendix supplementary ibid op section sections lemma theorem corollary \
    proposition listing panel download click here";

/// Words that point at what was said before, wherever they stand.
const LINKING: &str = "this these those former latter thus therefore hence however instead moreover \
    nevertheless nonetheless consequently";

/// Words by which an author takes half of it back.
const HEDGES: &str = "may might perhaps possibly could probably presumably maybe seems seem seemed \
    appears apparently arguably hopefully";

/// Words that make a sentence lean a little, each at a price.
const LEANING_A_LITTLE: &str = "also too again still another other others further even already now today currently recently ago later earlier similarly then so rather both same";

/// What is done in every study, and is no result of any.
const DONE: &str = "recruited performed evaluated measured analyzed analysed assessed collected conducted \
    carried investigated studied examined obtained calculated determined used selected included excluded \
    observed compared tested applied quantified prepared incubated stained treated recorded invited asked \
    interviewed purchased defined";

/// Words that tell a claim, a result or a reason.
const TELLING_WORDS: &str = "show shows showed shown find finds found argue argues argued conclude \
    concludes concluded demonstrate demonstrates demonstrated cause causes caused lead leads led \
    increase increases increased reduce reduces reduced decrease decreases decreased require requires \
    required depend depends depended prevent prevents prevented because therefore unless than reveal \
    reveals revealed prove proves proved claim claims claimed introduced founded invented discovered \
    signed established published adopted created developed proposed became began ended explains \
    explained describes described consists contains enables allows means defined called known \
    responsible results resulted encodes inhibits promotes predicts estimated measured";

/// Words that only a verb stands before.
const DETERMINERS: &str =
    "the a an its their his her no any every each all both that how whether our what";

/// Words that begin a clause which adds to a noun or to another clause.
const ADDING: &str = "that which who as when where if because while until whether whose";

/// Words that stand behind a verb rather than behind a noun in the plural.
const BEHIND_VERBS: &str = "upon about because if when than as into nothing something only usually often \
    never always not";

/// Auxiliaries and the commonest irregular pasts.
const VERBS: &str = "is are was were has have had do does did can will would should must cannot ought became \
    began came went got kept held left lost met paid ran said sent sold spent told thought won wrote fell \
    felt grew knew built brought bought broke chose drew fought meant rose spoke stood taught took gave \
    made saw put occurs arises depends belongs exists refers acts remains serves plays";

/// Nouns by which a text speaks of itself.
const SELF: &str = "paper article essay chapter manuscript thesis study author authors reader \
    editor post blog report website page book review work document";

/// Adjectives after which a definite noun was named before.
const NAMED_BEFORE: &str = "former latter other others same above following present current second third \
    next last result results idea reason problem answer aim goal purpose remaining rest resulting two \
    three four five question difference point approach method experiment experiments data effect \
    finding findings above-mentioned previous first final main new analysis model proposed algorithm \
    system";

/// Words behind which a pronoun has its noun in the same sentence.
const CLAUSES: &str = "because if when while until since although though as where than whether before after \
    unless";

/// Last words that leave something out.
const HANGING: &str = "several some one others another so not either neither too however instead though \
    respectively do does did is was are were two three four five";

/// What may follow a definite noun and tell which one is meant.
const TELLING_WHICH: &str = "of between that which who whose where for";

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    /// The headings above it.
    pub section: &'p [String],
    /// Whether it opens its passage.
    pub opens: bool,
}

/// Whether the text under these headings is asked about.
pub(super) fn is_asked(section: &[String]) -> bool {
    let passed_over = |heading: &String| {
        let heading = heading.to_lowercase();
        PASSED_OVER.iter().any(|part| heading.contains(part))
    };
    !section.iter().any(passed_over)
}

/// What a sentence is good for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// It stands alone, and weighs so much.
    Alone(f32),
    /// It leans on the sentence before it, and weighs so much with it.
    Behind(f32),
    /// Nobody should be asked about it.
    Nothing,
}

/// What a sentence is good for. `is_term` says how many words of a known term begin at a place.
pub(super) fn worth(
    sentence: &Sentence<'_>,
    place: Place<'_>,
    is_term: &dyn Fn(usize) -> usize,
) -> Worth {
    let is_fit = LENGTHS.contains(&sentence.len())
        && is_whole(sentence.text)
        && is_prose(sentence)
        && has_verb(sentence)
        && !is_foreign(sentence)
        && !is_in(HANGING, sentence.folded(sentence.len() - 1));
    if !is_fit {
        return Worth::Nothing;
    }
    let weight = weight(sentence, place, is_term);
    let named = sentence.folded(0) != "the" || tells_which(sentence, 0, is_term);
    if named && !leans(sentence) && !points(sentence) {
        Worth::Alone(weight)
    } else {
        Worth::Behind(weight)
    }
}

/// Whether the text of a sentence came through whole and is no formula, address or list.
fn is_whole(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"', '‘', '\'', '«']);
    let begins = first.chars().next().is_some_and(char::is_uppercase);
    let ends = text.trim_end_matches(['”', '"', '’', ')']).ends_with('.');
    let strange = |c: char| {
        is_raised(c)
            || matches!(
                c,
                '?' | '!'
                    | '…'
                    | '@'
                    | '|'
                    | '='
                    | '<'
                    | '>'
                    | '±'
                    | '*'
                    | '_'
                    | '\\'
                    | '{'
                    | '}'
                    | '^'
                    | '~'
                    | '•'
                    | '→'
                    | '\u{fffd}'
                    | '+'
                    | '×'
                    | '#'
                    | '©'
                    | '®'
                    | '≈'
                    | '∼'
            )
    };
    let count = |c: char| text.matches(c).count();
    let is_even = count('(') == count(')')
        && count('[') == count(']')
        && count('“') == count('”')
        && count('"').is_multiple_of(2);
    begins
        && ends
        && is_even
        && !text.contains(strange)
        && !text.contains("...")
        && !text.contains("http")
        && !text.contains("www.")
        && !text.contains("et al")
        && !is_broken(text)
}

/// Whether a word was parted at a line's end, or two words lost the space between them.
fn is_broken(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    characters.windows(4).any(|four| {
        let parted = four[0].is_alphabetic() && four[1] == '-' && four[2] == ' ';
        let glued = four[0].is_lowercase()
            && matches!(four[1], '.' | ',' | ';' | ')')
            && four[2].is_alphabetic()
            && four[3].is_lowercase();
        let goes_on = four[1] == '.' && four[2] == ' ' && four[3].is_lowercase();
        parted
            || glued
            || goes_on
            || (four[0].is_alphabetic() && four[1] == ' ' && matches!(four[2], ',' | '.' | ';'))
    })
}

/// Whether it is made of words, not of names, numbers or the letters of a formula.
fn is_prose(sentence: &Sentence<'_>) -> bool {
    let text = sentence.text;
    let solid = text.chars().filter(|c| !c.is_whitespace()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = (1..sentence.len())
        .filter(|at| sentence.is_capital(*at))
        .count();
    let small = (0..sentence.len())
        .filter(|at| is_stop_word(sentence.folded(*at)))
        .count();
    let odd = |at: usize| {
        let word = sentence.word(at);
        let alone = word.chars().count() == 1 && !matches!(word, "a" | "A");
        alone && !word.chars().all(|c| c.is_ascii_digit()) || word.chars().count() > 26
    };
    // A heading runs into its paragraph where a small word has a capital: `Methods All subjects`.
    let runs_in = |at: usize| {
        sentence.joins(at)
            && sentence.is_capital(at)
            && is_stop_word(sentence.folded(at))
            && sentence.word(at).chars().skip(1).all(char::is_lowercase)
            && !is_month(sentence, at)
    };
    letters * 100 >= solid * 80
        && !(1..sentence.len()).any(runs_in)
        && capitals * 100 <= sentence.len() * 45
        && small * 100 >= sentence.len() * 22
        && !(0..sentence.len()).any(odd)
        && text.matches(',').count() <= 4
        && text.matches(';').count() <= 1
        && text.matches(':').count() <= 1
        && !(1..4).any(|at| sentence.gap_before(at).contains(':'))
        && text.matches('(').count() <= 2
}

/// Whether it begins as what goes on, or by addressing somebody.
fn leans(sentence: &Sentence<'_>) -> bool {
    let (first, second) = (sentence.folded(0), sentence.folded(1));
    let pair = format!("{first} {second}");
    let is_pair = LEANING_PAIRS.contains(&pair.as_str());
    // `On the eve of war` is no `on the contrary`: a comma near by tells the second.
    let near_comma = (2..=4).any(|at| sentence.gap_before(at).contains(','));
    let pair_leans = is_pair && (near_comma || !pair.ends_with(" the"));
    let adverb = first.ends_with("ly") && sentence.gap_before(1).contains(',');
    is_in(LEANING, first) || pair_leans || adverb
}

/// Whether it speaks of the text itself, to the reader, or takes back what it says.
fn is_foreign(sentence: &Sentence<'_>) -> bool {
    is_in(FOREIGN, sentence.folded(0))
        || (0..sentence.len()).any(|at| {
            let word = sentence.folded(at);
            let self_named = is_in(SELF, word)
                && is_in(
                    "the our a an present original this that",
                    sentence.before(at),
                );
            let places = is_in("below above", word) && sentence.before(at).ends_with("ed");
            self_named
                || places
                || is_in(POINTING, word)
                || (is_in(HEDGES, word) && !is_month(sentence, at))
        })
}

/// Whether a word is the month of May.
fn is_month(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word(at) == "May"
}

/// Whether something in it points at what was said before it.
fn points(sentence: &Sentence<'_>) -> bool {
    links(sentence) || stands_for(sentence)
}

/// Whether a word in it joins it to what was said before it.
pub(super) fn links(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|at| {
        let word = sentence.folded(at);
        let before = sentence.before(at);
        match word {
            "such" => sentence.folded(at + 1) != "as",
            "that" => that_points(sentence, at),
            "same" => {
                before == "the" && !(at..sentence.len()).any(|at| sentence.folded(at) == "as")
            }
            "last" | "first" | "second" | "third" | "other" | "next" => before == "the" && at < 4,
            "later" | "earlier" => at < 5 || at + 1 == sentence.len(),
            _ => is_in(LINKING, word),
        }
    })
}

/// Whether a pronoun in it stands for something that it does not name.
fn stands_for(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|at| match sentence.folded(at) {
        "it" | "they" | "he" | "she" => at < 4 || !is_in(CLAUSES, sentence.before(at)),
        "its" | "their" | "them" | "itself" | "themselves" => !has_noun_before(sentence, at, 2),
        "his" | "her" | "him" | "himself" | "herself" => {
            !(1..at).any(|at| sentence.is_capital(at)) && !is_name_like(sentence, 0, at)
        }
        _ => false,
    })
}

/// Whether a `that` stands for something said before: `in that year`, `has changed that`.
fn that_points(sentence: &Sentence<'_>, at: usize) -> bool {
    let behind = is_in(
        "of at on for by from to with after since around during under",
        sentence.before(at),
    );
    let ends = at + 1 == sentence.len() || !sentence.joins(at + 1);
    behind || ends || is_in("last first same very one is was", sentence.folded(at + 1))
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
            && (actor || is_in(BEHIND_VERBS, sentence.folded(at + 1)));
        let before_article = is_in(DETERMINERS, sentence.folded(at + 1))
            && sentence.joins(at + 1)
            && sentence.before(at) != "to"
            && !ending("ing");
        // The verb of a clause that only adds to a noun makes no sentence.
        let adds = (at.saturating_sub(2)..at).any(|at| is_in(ADDING, sentence.folded(at)));
        let is_listed = is_in(VERBS, word) || is_in(TELLING_WORDS, word);
        !adds && (is_listed || (is_content && (acts || before_article)))
    })
}

fn is_name_like(sentence: &Sentence<'_>, first: usize, at: usize) -> bool {
    first < at && !is_stop_word(sentence.folded(first))
}

fn has_noun_before(sentence: &Sentence<'_>, at: usize, least: usize) -> bool {
    at >= least
        && (0..at).any(|at| !is_stop_word(sentence.folded(at)) && sentence.word(at).len() > 2)
}

/// Whether a reader knows which thing `the` at a place means.
fn tells_which(sentence: &Sentence<'_>, at: usize, is_term: &dyn Fn(usize) -> usize) -> bool {
    let mut end = at + 1;
    if is_in(NAMED_BEFORE, sentence.folded(end)) {
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
        if sentence.is_capital(end) && end < at + 3 {
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
    let named = is_in("with in to from on for by", follows) && sentence.is_capital(end + 1);
    is_in(TELLING_WHICH, follows)
        || named
        || (end == at + 2 && is_in("in with on to from by at against", follows))
}

fn weight(sentence: &Sentence<'_>, place: Place<'_>, is_term: &dyn Fn(usize) -> usize) -> f32 {
    let mut weight = 1.0;
    let length = sentence.len();
    if (11..=28).contains(&length) {
        weight += 0.4;
    }
    if place.opens {
        weight += 0.3;
    }
    let heading = place.section.last().map(|heading| heading.to_lowercase());
    let tells = |heading: &String| TELLING.iter().any(|part| heading.contains(part));
    if heading.as_ref().is_some_and(tells) {
        weight += 0.3;
    }
    for at in 0..length {
        let word = sentence.folded(at);
        if is_in(TELLING_WORDS, word) {
            weight += 0.25;
        }
        if is_in(DONE, word) && is_in("was were been", sentence.before(at)) {
            weight -= 0.6;
        }
        if is_in(LEANING_A_LITTLE, word) {
            weight -= 0.35;
        }
        if is_in("we our us ours", word) {
            weight -= 0.3;
        }
        if word == "the" && at > 0 && !tells_which(sentence, at, is_term) {
            weight -= 0.1;
        }
    }
    let text = sentence.text;
    weight -= 0.15 * text.matches(['(', '[', '“', '"']).count() as f32;
    weight - 0.1 * text.matches(',').count() as f32
}

fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::sentence::sentences_of;

    fn is_worth(text: &str) -> bool {
        let place = Place {
            section: &[],
            opens: true,
        };
        let sentences = sentences_of(text);
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
        ] {
            assert!(is_worth(text), "{text}");
        }
    }
}

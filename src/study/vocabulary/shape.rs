//! How names, years, numbers and phrases are told by their shape and by the words beside them.
//!
//! The lists are closed classes of English, made by hand.

use std::sync::LazyLock;

use fnv::FnvHashSet;

use super::super::sentence::Sentence;
use crate::text::is_stop_word;

/// What stands before a place: a folded word, `^` or `,`.
pub(in crate::study) fn before<'s>(sentence: &'s Sentence<'_>, at: usize) -> &'s str {
    match at {
        0 => "^",
        at if sentence.gap_before(at).contains('(') => "(",
        at if !sentence.joins(at) => ",",
        at => sentence.before(at),
    }
}

/// What stands behind a place.
pub(in crate::study) fn after<'s>(sentence: &'s Sentence<'_>, end: usize) -> &'s str {
    match end {
        end if sentence.gap_before(end).trim_start().starts_with('%') => "%",
        end if end >= sentence.len() => ".",
        end if ends_possessive(sentence, end) => "'s",
        end if sentence.gap_before(end).contains('(') => "(",
        end if !sentence.joins(end) => ",",
        end => sentence.folded(end),
    }
}

/// Whether the last word of a phrase looks like a plural.
pub(in crate::study) fn is_plural(phrase: &str) -> bool {
    let last = phrase
        .split(' ')
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    let is_regular = last.ends_with('s')
        && !["ss", "us", "is", "ics"]
            .iter()
            .any(|end| last.ends_with(end));
    is_regular
        || matches!(
            last.as_str(),
            "people" | "children" | "women" | "men" | "mice"
        )
}

/// Whether the word behind a place was a possessive: `China's`.
pub(super) fn ends_possessive(sentence: &Sentence<'_>, at: usize) -> bool {
    let gap = sentence.gap_before(at);
    at > 0
        && (gap.starts_with("'s")
            || gap.starts_with("’s")
            || gap.starts_with('\'')
            || gap.starts_with('’'))
}

/// Whether a sentence is written as titles are.
pub(super) fn is_title(sentence: &Sentence<'_>) -> bool {
    let long = |at: &usize| sentence.word(*at).len() > 3;
    let words = (0..sentence.len()).filter(long).count();
    let capitals = (0..sentence.len())
        .filter(long)
        .filter(|at| sentence.is_capital(*at))
        .count();
    words < 3 || capitals * 2 > words
}

/// Months and days of the week, which are no names to ask for.
pub(super) fn is_date_word(folded: &str) -> bool {
    const DATES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    DATES.contains(&folded)
}

/// Words by which a text points at its own parts.
pub(super) fn is_furniture(folded: &str) -> bool {
    const FURNITURE: [&str; 18] = [
        "fig",
        "figs",
        "figure",
        "figures",
        "table",
        "tables",
        "section",
        "sections",
        "chapter",
        "eq",
        "eqs",
        "equation",
        "appendix",
        "algorithm",
        "theorem",
        "lemma",
        "step",
        "panel",
    ];
    FURNITURE.contains(&folded) || ["i", "mr", "mrs", "ms", "dr", "prof", "et"].contains(&folded)
}

/// Whether a word is a year by its digits.
pub(in crate::study) fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && word
            .parse()
            .is_ok_and(|year: u32| (1400..2100).contains(&year))
}

/// Whether a work is cited behind a name, for what the sentence says: `Smith (1991) found`, `Smith [3] found`.
pub(in crate::study) fn is_cited(sentence: &Sentence<'_>, call: usize) -> bool {
    let word = sentence.word(call);
    let (open, close) = (sentence.gap_before(call), sentence.gap_before(call + 1));
    let by_year = is_year(word) && open == " (" && close.starts_with(") ");
    let is_number = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    by_year || (is_number && open == " [" && close.starts_with("] "))
}

/// Whether a year stands here as the time of something: `in 1961`, `March 2017`.
pub(in crate::study) fn is_dated(sentence: &Sentence<'_>, at: usize) -> bool {
    const DATING: [&str; 13] = [
        "in", "since", "by", "of", "until", "from", "before", "after", "during", "early", "late",
        "around", "to",
    ];
    let before = sentence.before(at);
    let dates = DATING.contains(&before) || is_date_word(before);
    // `from 1999 to 2001` and `1,961` are no single dates; `in 1961 dollars` counts nothing either.
    is_year(sentence.word(at)) && dates && sentence.joins(at) && in_no_bracket(sentence, at)
}

/// Whether a number counts or measures something that is named behind it: `18 per cent`, `250 healthy
/// patients`, `5 mg`, `three stages`.
pub(in crate::study) fn counts(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    let is_joined = at > 0 && sentence.gap_before(at).chars().all(char::is_whitespace);
    let (next, second) = (sentence.folded(at + 1), sentence.folded(at + 2));
    let is_noun = |folded: &str| {
        folded.len() > 2 && is_plural(folded) && !is_stop_word(folded) && !is_date_word(folded)
    };
    let is_small = |at: usize| {
        let mut letters = sentence.word(at).chars();
        sentence.joins(at) && letters.all(|c| c.is_lowercase() || c == '-')
    };
    if COUNTED_IN_WORDS.contains(&word) {
        let is_part = |folded: &str| PARTS.contains(&folded);
        let qualified = is_part(second) && is_small(at + 2) && !is_stop_word(next);
        // `The other two regions` are no number of parts.
        let points = matches!(
            sentence.before(at),
            "other"
                | "these"
                | "those"
                | "all"
                | "first"
                | "last"
                | "next"
                | "past"
                | "or"
                | "and"
                | "the"
        );
        // `Two parts, the cap and the stem` can be counted.
        let end = if is_part(next) { at + 2 } else { at + 3 };
        let lists = sentence.gap_before(end).contains([',', ';', '('])
            || sentence.text.contains(':')
            || matches!(
                sentence.folded(end),
                "called" | "denoted" | "namely" | "named"
            );
        let is_counted = is_joined && !points && !lists;
        return is_counted && is_small(at + 1) && (is_part(next) || qualified);
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_number = word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && digits < 8;
    if !is_number {
        return false;
    }
    let is_code = digits > 3 && !word.contains([',', '.']);
    let is_share = after(sentence, at + 1) == "%";
    let is_plain = is_share && (at == 0 || is_joined || is_bracketed_share(sentence, at))
        || is_joined
            && !sentence.is_capital(at - 1)
            && !sentence
                .word(at - 1)
                .ends_with(|c: char| c.is_ascii_digit())
            && !NUMBERED.contains(&sentence.before(at));
    let is_measure = is_share || sentence.joins(at + 1) && UNITS.contains(&sentence.word(at + 1));
    let is_qualified = is_small(at + 2) && !is_stop_word(next) && is_noun(second);
    let is_count = (is_small(at + 1) && is_noun(next)) || (sentence.joins(at + 1) && is_qualified);
    !is_code
        && is_plain
        && (is_measure || (is_count && !word.contains('.')))
        && (in_no_bracket(sentence, at) || is_bracketed_share(sentence, at))
}

/// Whether a number is a share and a bracket holds nothing else: `were of use (54.6%)`.
pub(in crate::study) fn is_bracketed_share(sentence: &Sentence<'_>, at: usize) -> bool {
    let behind = sentence.gap_before(at + 1).trim_start();
    let closes = behind.strip_prefix('%').map(str::trim_start);
    sentence.gap_before(at).ends_with('(') && closes.is_some_and(|rest| rest.starts_with(')'))
}

/// What a number is counted in that tells how many parts a thing has.
const COUNTED_IN_WORDS: [&str; 9] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// What things are divided into.
const PARTS: [&str; 30] = [
    "types",
    "kinds",
    "sorts",
    "stages",
    "phases",
    "steps",
    "categories",
    "components",
    "parts",
    "levels",
    "layers",
    "forms",
    "factors",
    "elements",
    "principles",
    "classes",
    "domains",
    "dimensions",
    "ways",
    "conditions",
    "criteria",
    "functions",
    "modes",
    "families",
    "subunits",
    "regions",
    "rounds",
    "chapters",
    "countries",
    "years",
];

/// Units and scales that a number is given in.
const UNITS: [&str; 44] = [
    "per", "percent", "million", "billion", "trillion", "times", "mg", "g", "kg", "ng", "µg", "μg",
    "ml", "mL", "µl", "μl", "mm", "cm", "m", "km", "nm", "µm", "μm", "ms", "s", "min", "h", "Hz",
    "kHz", "MHz", "GHz", "kB", "MB", "GB", "kDa", "bp", "kb", "°C", "K", "mM", "µM", "μM", "nM",
    "kcal",
];

/// Words behind which a number is a name.
const NUMBERED: [&str; 11] = [
    "page", "pages", "no", "number", "chapter", "article", "section", "version", "day", "step",
    "type",
];

/// Whether no bracket is open before a word.
pub(in crate::study) fn in_no_bracket(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(word) = sentence.words.get(at) else {
        return true;
    };
    let before = &sentence.text[..word.start];
    before.matches(['(', '[']).count() == before.matches([')', ']']).count()
}

/// Whether words can be a phrase, and if so whether small words stand on both sides.
pub(super) fn phrase_at(sentence: &Sentence<'_>, at: usize, length: usize) -> Option<bool> {
    let range = at..at + length;
    if range.end > sentence.len() {
        return None;
    }
    let fits = |at: usize| {
        let (word, folded) = (sentence.word(at), sentence.folded(at));
        if is_stop_word(folded) || is_weighing(folded) || folded.ends_with("ly") {
            return false;
        }
        let is_plain = || word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c == '-');
        // `F-actin foci`, `TCR signalling`: what a thing is of may have capitals and digits.
        let is_of = || {
            at > 0
                && at + 1 < range.end
                && word.chars().any(char::is_uppercase)
                && word.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !is_furniture(folded)
                && !is_date_word(folded)
        };
        is_plain() || is_of()
    };
    let joined =
        || (at + 1..range.end).all(|at| sentence.joins(at) && !ends_possessive(sentence, at));
    let last = sentence.folded(range.end - 1);
    let doing = |word: &str| word.ends_with("ed") || word.ends_with("ing");
    let is_doing = doing(last) || doing(sentence.folded(at));
    if is_doing || !range.clone().all(fits) || !joined() {
        return None;
    }
    let (before, after) = (before(sentence, at), after(sentence, range.end));
    if length == 1 {
        let long = sentence.word(at).chars().count() > 4;
        return long.then(|| is_noun_behind(before) && AFTER.contains(&after));
    }
    Some(BEFORE.contains(&before) && AFTER.contains(&after))
}

/// Whether a single word is a noun, going by the small word before it.
pub(in crate::study) fn is_noun_behind(before: &str) -> bool {
    matches!(
        before,
        "the"
            | "a"
            | "an"
            | "of"
            | "its"
            | "their"
            | "no"
            | "any"
            | "every"
            | "in"
            | "on"
            | "for"
            | "by"
            | "with"
            | "from"
            | "between"
            | "against"
            | "^"
    )
}

/// Small words before which and behind which a phrase is whole.
const BEFORE: [&str; 27] = [
    "the", "a", "an", "of", "in", "on", "for", "by", "with", "between", "from", "under", "into",
    "its", "their", "no", "any", "every", "each", "as", "against", "through", "about", "and", "or",
    "^", ",",
];
const AFTER: [&str; 40] = [
    "of", "in", "on", "for", "by", "with", "between", "from", "under", "into", "is", "are", "was",
    "were", "has", "have", "had", "can", "will", "would", "should", "and", "or", "that", "which",
    "as", "at", "to", "when", "than", "may", "might", "could", "must", "does", "did", "do",
    "cannot", ".", ",",
];

/// Adjectives and nouns that weigh, order or count, by which no phrase is told from others.
pub(super) fn is_weighing(folded: &str) -> bool {
    WEIGHING.contains(folded)
}

static WEIGHING: LazyLock<FnvHashSet<&str>> = LazyLock::new(|| {
    "contrast other one ones others hand hands side sides same different similar various several many most more less few large \
        small big great high low higher lower larger smaller long short new old recent present previous current next \
        last first second third early late good better best bad main major minor important significant critical crucial central essential key \
        particular specific certain possible general common whole full own able likely single individual \
        number numbers amount part parts kind kinds type types way ways case cases example examples result \
        results time times year years day days set sets use used using based given following two three four \
        five six seven eight nine ten million billion percent per cent fact point thing things people \
        significantly novel overall typical simple usual existing entire respective actual show shows \
        use uses make makes find finds give gives see take need needs total average little much lot lots different possible wide range order terms term et \
        al study paper figure table section"
    .split_ascii_whitespace()
    .collect()
});

/// Whether a word is common in papers of every field, so that a phrase of such words can be guessed.
pub(in crate::study) fn is_general(folded: &str, stem: &str) -> bool {
    is_weighing(folded)
        || is_stop_word(folded)
        || GENERAL.contains(folded)
        || GENERAL_STEMS.contains(stem)
}

/// Whether a word is long and common nowhere, as the words of a trade are.
pub(in crate::study) fn is_of_a_trade(word: &str, stem: &str) -> bool {
    word.chars().count() > 6 && !is_general(word, stem)
}

/// Whether a word is made of a common one by an ending, and so can be guessed: `confidence`, `assignment`.
pub(in crate::study) fn is_abstract(word: &str) -> bool {
    let single = word.strip_suffix('s').unwrap_or(word);
    [
        "ence", "ance", "ency", "ancy", "ment", "ness", "ship", "ity", "tion", "sion", "er",
    ]
    .iter()
    .any(|end| single.ends_with(end))
}

static GENERAL_STEMS: LazyLock<FnvHashSet<String>> =
    LazyLock::new(|| GENERAL.iter().map(|word| crate::text::stem(word)).collect());

static GENERAL: LazyLock<FnvHashSet<&str>> = LazyLock::new(|| {
    "ability access account algorithm gene drug protein action active activity addition adult age agreement \
        aim amount analysis answer application approach area argument article aspect assessment assumption \
        attention author average background basis behavior behaviour benefit body book building business \
        capacity care cause center central century challenge change character characteristic child choice city \
        claim class clear close comparison component computer concept concern conclusion condition content \
        context contribution control correct cost country course criterion culture cycle daily data date \
        decade decision degree demand description design detail development difference difficulty direct \
        direction discussion distance distribution document domain early earth economic edge education effect \
        efficiency effort element end environment error evaluation event evidence expectation experience \
        experiment explanation expression extent external face factor failure family feature field final \
        finding focus following food force form formation fraction framework free function future gap gender \
        goal government ground group growth guide head health heart help history home hospital house human \
        idea image impact implementation importance improvement increase individual industry influence \
        information initial input instance institution interaction interest internal interpretation interview \
        introduction investigation issue item job journal key knowledge lack language law leader learning \
        length level life light limit line link list literature local location loss machine magnitude \
        maintenance majority management manner map market material matter mean measure measurement mechanism \
        media medical meeting member memory message method mind minimum minority mode model money month \
        movement multitude name nation natural nature need network news normal note number object objective \
        observation office online open operation opinion opportunity option organization origin outcome output \
        page pair panel paper parameter partner past patient pattern peak people percentage performance period \
        person personal perspective phase phone phrase physical picture place plan plane plant play policy \
        political population portion position positive post potential power practice prediction presence \
        pressure price principle private probability problem procedure process product production program \
        project property proportion protocol public publication purpose quality quantity question random range \
        rate ratio reader real reality reason reduction reference region relation relationship release report \
        request requirement research researcher resource respect response rest review right risk role rule \
        sample scale scenario scheme school science score screen search season section sector selection self \
        sense sentence sequence series service setting shape share shift sign signal site situation size skill \
        social society software solution sort source space special speed staff stage standard state statement \
        statistic status step stock story strategy strength structure student study subject success summary \
        support surface survey system table target task team technique technology temperature test text theory \
        thing thought threshold title today tool topic total trade traffic training transfer treatment trend \
        trial type unique unit user value variable variation variety version video view visit volume war water \
        web week weight word work worker world year"
        .split_ascii_whitespace()
        .collect()
});

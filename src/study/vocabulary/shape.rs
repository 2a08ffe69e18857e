//! How names, years, numbers and phrases are told by their shape and by the words beside them.
//!
//! The lists are closed classes of English, made by hand.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::super::sentence::Sentence;
use crate::text::is_stop_word;

/// What stands before a place: a folded word, `^` or `,`.
pub(in crate::study) fn before(sentence: &Sentence<'_>, at: usize) -> String {
    match at {
        0 => "^".to_owned(),
        at if sentence.gap_before(at).contains('(') => "(".to_owned(),
        at if !sentence.joins(at) => ",".to_owned(),
        at => sentence.before(at).to_owned(),
    }
}

/// What stands behind a place.
pub(in crate::study) fn after(sentence: &Sentence<'_>, end: usize) -> String {
    match end {
        end if end >= sentence.len() => ".".to_owned(),
        end if ends_possessive(sentence, end) => "'s".to_owned(),
        end if sentence.gap_before(end).contains('(') => "(".to_owned(),
        end if !sentence.joins(end) => ",".to_owned(),
        end => sentence.folded(end).to_owned(),
    }
}

/// Whether the last word of a phrase looks like a plural.
pub(in crate::study) fn is_plural(phrase: &str) -> bool {
    let last = phrase
        .split(' ')
        .next_back()
        .unwrap_or_default()
        .to_lowercase();
    last.ends_with('s')
        && !["ss", "us", "is", "sis", "ics"]
            .iter()
            .any(|end| last.ends_with(end))
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

/// Whether a number counts something that is named behind it: `18 per cent`, `250 patients`.
pub(in crate::study) fn counts(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_number = word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && digits < 8;
    let behind = &sentence.text[sentence
        .words
        .get(at)
        .map_or(sentence.text.len(), |word| word.end)..];
    let counted = sentence.folded(at + 1);
    let names = sentence.joins(at + 1)
        && counted.len() > 2
        && !is_stop_word(counted)
        && !is_date_word(counted)
        && (is_plural(counted)
            || ["per", "percent", "million", "billion", "trillion"].contains(&counted))
        && sentence
            .word(at + 1)
            .chars()
            .all(|c| c.is_lowercase() || c == '-');
    let is_code = digits > 3 && !word.contains([',', '.']);
    let plain = at > 0
        && sentence.gap_before(at).chars().all(char::is_whitespace)
        && !sentence.is_capital(at - 1)
        && !sentence
            .word(at - 1)
            .ends_with(|c: char| c.is_ascii_digit())
        && ![
            "page", "pages", "no", "number", "chapter", "article", "section", "version", "day",
            "step", "type",
        ]
        .contains(&sentence.before(at));
    let exact = !word.contains('.')
        || behind.starts_with('%')
        || ["per", "percent", "million", "billion"].contains(&counted);
    is_number
        && exact
        && !is_code
        && plain
        && (names || behind.starts_with('%'))
        && in_no_bracket(sentence, at)
}

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
        let word = sentence.word(at);
        let folded = sentence.folded(at);
        word.len() > 2
            && word.chars().all(|c| c.is_lowercase() || c == '-')
            && !is_stop_word(folded)
            && !is_weighing(folded)
            && !folded.ends_with("ly")
    };
    let joined = (at + 1..range.end).all(|at| sentence.joins(at) && !ends_possessive(sentence, at));
    let last = sentence.folded(range.end - 1);
    let doing = |word: &str| word.ends_with("ed") || word.ends_with("ing");
    let is_doing = doing(last) || doing(sentence.folded(at));
    if !range.clone().all(fits) || !joined || is_doing {
        return None;
    }
    let (before, after) = (before(sentence, at), after(sentence, range.end));
    if length == 1 {
        let long = sentence.word(at).chars().count() > 4;
        let noun = matches!(
            before.as_str(),
            "the" | "a" | "an" | "of" | "its" | "their" | "no" | "any" | "every"
        );
        return long.then(|| noun && AFTER.contains(&after.as_str()));
    }
    Some(BEFORE.contains(&before.as_str()) && AFTER.contains(&after.as_str()))
}

/// Small words before which and behind which a phrase is whole.
const BEFORE: [&str; 27] = [
    "the", "a", "an", "of", "in", "on", "for", "by", "with", "between", "from", "under", "into",
    "its", "their", "no", "any", "every", "each", "as", "against", "through", "about", "and", "or",
    "^", ",",
];
const AFTER: [&str; 32] = [
    "of", "in", "on", "for", "by", "with", "between", "from", "under", "into", "is", "are", "was",
    "were", "has", "have", "had", "can", "will", "would", "should", "and", "or", "that", "which",
    "as", "at", "to", "when", "than", ".", ",",
];

/// Adjectives and nouns that weigh, order or count, by which no phrase is told from others.
pub(super) fn is_weighing(folded: &str) -> bool {
    WEIGHING.contains(folded)
}

static WEIGHING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "other one ones others hand hands side sides same different similar various several many most more less few large \
        small big great high low higher lower long short new old recent present previous current next \
        last first second third early late good better best bad main major minor important significant \
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

static GENERAL_STEMS: LazyLock<HashSet<String>> =
    LazyLock::new(|| GENERAL.iter().map(|word| crate::text::stem(word)).collect());

static GENERAL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "ability access account action active activity addition adult age agreement aim analysis answer \
        application approach area argument article aspect assessment assumption attention author average \
        background basis behavior behaviour benefit body book building business capacity care cause center \
        central century challenge change character characteristic child choice city claim class clear close \
        comparison component computer concept concern conclusion condition content context contribution control \
        correct cost country course criterion culture cycle daily data date decade decision degree demand \
        description design detail development difference difficulty direct direction discussion distance \
        distribution document domain early earth economic edge education effect efficiency effort element end \
        environment error evaluation event evidence expectation experience experiment explanation expression \
        extent external face factor failure family feature field final finding focus following food force form \
        formation framework free function future gap gender goal government ground group growth guide head \
        health heart help history home hospital house human idea image impact implementation importance \
        improvement increase individual industry influence information initial input instance institution \
        interaction interest internal interpretation interview introduction investigation issue item job journal \
        key knowledge language law leader learning length level life light limit line link list literature local \
        location loss machine maintenance majority management manner map market material matter mean measure \
        measurement mechanism media medical meeting member memory message method mind minimum mode model money \
        month movement name nation natural nature need network news normal note object objective observation \
        office online open operation opinion opportunity option organization origin outcome output page pair \
        panel paper parameter partner past patient pattern peak people percentage performance period person \
        personal perspective phase phone phrase physical picture place plan plane plant play policy political \
        population position positive post power practice prediction presence pressure price principle private \
        probability problem procedure process product production program project property proportion protocol \
        public publication purpose quality quantity question random range rate ratio reader real reality reason \
        reduction reference region relation relationship release report request requirement research researcher \
        resource respect response rest review right risk role rule sample scale scenario scheme school science \
        score screen search season section sector selection self sense sentence sequence series service setting \
        shape share shift sign signal site situation size skill social society software solution sort source \
        space special speed staff stage standard state statement statistic status step stock story strategy \
        strength structure student study subject success summary support surface survey system table target task \
        team technique technology temperature test text theory thing thought threshold title today tool topic \
        total trade traffic training transfer treatment trend trial type unique unit user value variable variation \
        version video view visit volume war water web week weight word work worker world year"
        .split_ascii_whitespace()
        .collect()
});

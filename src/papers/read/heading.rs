//! One line as a heading: the names that sections bear everywhere, numbers, and the looks of a
//! title.
//!
//! Where in a text a line stands is not looked at here; that is [`outline`](super::outline).

use std::sync::LazyLock;

use fnv::FnvHashMap;

use super::{date, item};
use crate::text;

/// What a section with a well-known name holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Abstract,
    Contents,
    References,
    Notes,
    Keywords,
    /// A usual section of the text itself.
    Section,
}

/// The longest heading, in words and in characters.
const MOST_WORDS: usize = 14;
const MOST_CHARACTERS: usize = 120;

/// What a heading's name says of its section, whatever its number, case or colon.
pub(super) fn known(heading: &str) -> Option<Known> {
    if heading.len() > MOST_CHARACTERS {
        return None;
    }
    let name = number(heading).map_or(heading, |(_, name)| name);
    let name = name
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    BY_NAME.get(close_up(&name).as_str()).copied()
}

/// Each of the [`NAMES`]: every line of a text is looked up.
static BY_NAME: LazyLock<FnvHashMap<&str, Known>> = LazyLock::new(|| {
    let names = NAMES.iter().rev();
    names
        .flat_map(|(names, known)| names.split('|').map(|name| (name, *known)))
        .collect()
});

/// Whether a line is a well-known section's name.
pub(super) fn is_known(line: &str) -> bool {
    known(line).is_some()
}

/// Whether a heading opens the abstract.
pub(super) fn is_abstract(heading: &str) -> bool {
    known(heading) == Some(Known::Abstract)
}

/// Undoes the spacing out of letters (`a b s t r a c t`).
fn close_up(name: &str) -> String {
    if name.len() > 4 && name.split(' ').all(|part| part.chars().count() == 1) {
        name.replace(' ', "")
    } else {
        name.to_owned()
    }
}

/// Well-known names in English, German, French and Spanish, and of abstracts and bibliographies in
/// some further languages, parted by `|`.
const NAMES: [(&str, Known); 6] = [
    (
        "abstract|summary|zusammenfassung|résumé|resumen|kurzfassung|executive summary|riassunto|resumo|аннотация|摘要",
        Known::Abstract,
    ),
    (
        "contents|table of contents|table of content|content|inhalt|inhaltsverzeichnis|table des matières|sommaire|índice|contenido",
        Known::Contents,
    ),
    (
        "references|reference|reference list|list of references|references cited|bibliography|selected bibliography|works cited|work cited|literature cited|literature|sources|works consulted|cited works|references and notes|notes and references|further reading|literatur|literaturverzeichnis|quellen|quellenverzeichnis|bibliographie|références|références bibliographiques|ouvrages cités|bibliografía|referencias|referencias bibliográficas|obras citadas|riferimenti bibliografici|bibliografia|referências|referências bibliográficas|литература|список литературы|библиография|参考文献|المراجع",
        Known::References,
    ),
    (
        "notes|endnotes|footnotes|end notes|anmerkungen|fußnoten|endnoten|notas|notes de bas de page",
        Known::Notes,
    ),
    (
        "keywords|key words|author keywords|index terms|categories and subject descriptors|general terms|schlüsselwörter|mots clés|palabras clave",
        Known::Keywords,
    ),
    (
        "introduction|background|methods|method|methodology|materials and methods|methods and materials|experimental methods|results|discussion|results and discussion|conclusion|conclusions|concluding remarks|conclusion and future work|conclusions and future work|discussion and conclusion|discussion and conclusions|acknowledgements|acknowledgments|acknowledgement|acknowledgment|related work|related works|future work|appendix|appendices|literature review|data availability|code availability|additional information|theoretical framework|hypothesis|research questions|research question|limitations|evaluation|experiments|experimental results|preliminaries|motivation|overview|analysis|case study|data|funding|author contributions|competing interests|conflict of interest|conflicts of interest|supplementary material|supporting information|abbreviations|recommendations|findings|preface|foreword|einleitung|methoden|ergebnisse|diskussion|schluss|fazit|anhang|danksagung|introducción|métodos|resultados|discusión|conclusiones|méthodes|résultats|remerciements|statement of need",
        Known::Section,
    ),
];

/// A heading as it is kept: without a colon at its end, and with its letters closed up.
pub(super) fn clean(heading: &str) -> String {
    let heading = heading.trim().trim_end_matches([':', ' ']);
    close_up(heading)
}

/// Splits a number off: `2.1 Methods`, `3. Results`, `IV. Results`, `Chapter 2: Methods`.
pub(super) fn number(line: &str) -> Option<(Vec<u32>, &str)> {
    let (word, after) = line.split_once(' ').unwrap_or((line, ""));
    let is_label = matches!(
        word.to_lowercase().as_str(),
        "chapter" | "section" | "part" | "kapitel" | "chapitre"
    );
    let numbered = if is_label { after } else { line };
    let end = numbered.find(' ').unwrap_or(numbered.len());
    let (digits, rest) = numbered.split_at(end);
    let stopped = digits.ends_with(['.', ':']);
    let digits = digits.trim_end_matches(['.', ':']);
    let parts: Option<Vec<u32>> = digits.split('.').map(|part| part.parse().ok()).collect();
    let plausible =
        |parts: &Vec<u32>| parts.len() <= 4 && parts.iter().all(|part| (1..100).contains(part));
    if let Some(parts) = parts.filter(plausible) {
        return Some((parts, rest.trim_start_matches([' ', ':', '-', '–'])));
    }
    let roman = roman(digits).filter(|_| stopped || is_label)?;
    Some((vec![roman], rest.trim_start_matches([' ', ':'])))
}

fn roman(digits: &str) -> Option<u32> {
    const ROMAN: [&str; 16] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI",
    ];
    ROMAN
        .iter()
        .position(|roman| *roman == digits)
        .map(|at| at as u32 + 1)
}

/// Whether a line reads like a title rather than a sentence or a row of a table.
pub(super) fn is_title_like(line: &str) -> bool {
    let words = line.split(' ').count();
    let Some(first) = line.chars().find(|c| c.is_alphanumeric()) else {
        return false;
    };
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let visible = line.chars().filter(|c| !c.is_whitespace()).count();
    words <= MOST_WORDS
        && visible <= MOST_CHARACTERS
        && (first.is_uppercase() || first.is_ascii_digit())
        && line.starts_with(|c: char| c.is_alphanumeric() || "“\"‘'¿(".contains(c))
        && !line.ends_with(['.', ',', ';', '!', '-', '='])
        && letters >= 3
        && letters * 10 >= visible * 7
        && !has_sentence_end(line)
        && !is_caption(line)
        && !line.contains("://")
        && !line.contains('@')
        && !date::is_date_line(line)
        && item::bullet(line).is_none()
}

/// A stop inside the line with a new sentence behind it.
fn has_sentence_end(line: &str) -> bool {
    line.match_indices(['.', '?', '!']).any(|(at, _)| {
        let word = line[..at].rsplit(' ').next().unwrap_or_default();
        let small_word = word.chars().count() > 3 && word.chars().all(char::is_lowercase);
        let mut after = line[at + 1..].chars();
        small_word && after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase)
    })
}

/// What captions begin with.
pub(super) const CAPTIONS: [&str; 10] = [
    "figure",
    "fig",
    "table",
    "scheme",
    "algorithm",
    "listing",
    "abbildung",
    "tabelle",
    "plate",
    "box",
];

/// `Figure 3 …`, `Table 2: …`.
pub(super) fn is_caption(line: &str) -> bool {
    captioned(line).is_some()
}

/// The label of a caption in lower case, and its number as it is written, with the stop behind it; that
/// is empty where the label stands alone.
pub(super) fn captioned(line: &str) -> Option<(&'static str, &str)> {
    let mut words = line.split(' ');
    let label = words.next()?.trim_end_matches('.').to_lowercase();
    let label = CAPTIONS.into_iter().find(|caption| *caption == label)?;
    let number = words.next().unwrap_or_default();
    let counts = |c: char| c.is_ascii_digit() || "IVXS".contains(c);
    (number.is_empty() || number.starts_with(counts)).then_some((label, number))
}

/// The number of the table whose caption a passage is, none where a sentence begins so: `Table 2: Large
/// exercises`, `Table 2 Large exercises`.
#[must_use]
pub fn captioned_table(text: &str) -> Option<&str> {
    let (label, written) = captioned(text)?;
    let number = written.trim_end_matches(['.', ':', '|', '–', '—']);
    let opens = text
        .splitn(3, ' ')
        .nth(2)
        .is_none_or(|rest| rest.starts_with(char::is_uppercase));
    let is_caption = number.len() < written.len() || opens;
    (["table", "tabelle"].contains(&label) && !number.is_empty() && is_caption).then_some(number)
}

/// The share of words with a capital among those that a title would write with one, in percent.
pub(super) fn capitals(line: &str) -> usize {
    let mut folded = String::new();
    let (mut words, mut capitals) = (0, 0);
    for word in text::words(line) {
        let word = word.of(line);
        text::fold(word, &mut folded);
        if !text::is_stop_word(&folded) && word.starts_with(char::is_alphabetic) {
            words += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    (capitals * 100).checked_div(words).unwrap_or(0)
}

/// Whether a title must go on in the next line: it ends in a word that leads on, or in a colon.
pub(super) fn is_open(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    let mut folded = String::new();
    text::fold(last, &mut folded);
    line.ends_with([':', '-', '–', ','])
        || (text::is_stop_word(&folded) && !last.ends_with(['.', '?', '!']))
}

/// Whether a line is printed in capitals throughout.
pub(super) fn is_upper(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4 && !line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_sections_are_known_in_any_dress() {
        assert_eq!(known("A b s t r a c t"), Some(Known::Abstract));
        assert_eq!(known("7. REFERENCES"), Some(Known::References));
        assert_eq!(known("Table of Content:"), Some(Known::Contents));
        assert_eq!(known("Literaturverzeichnis"), Some(Known::References));
        assert_eq!(known("IV. Results"), Some(Known::Section));
        assert_eq!(known("The balance of threat"), None);
    }

    #[test]
    fn numbers_are_split_off() {
        assert_eq!(number("2.1 Methods"), Some((vec![2, 1], "Methods")));
        assert_eq!(number("Chapter 3: Fear"), Some((vec![3], "Fear")));
        assert_eq!(number("IV. Results"), Some((vec![4], "Results")));
        assert_eq!(number("I think"), None);
        assert_eq!(number("1979 was"), None);
    }

    #[test]
    fn titles_look_like_titles() {
        for title in [
            "Fear and trust",
            "What is a buffer state?",
            "Mutual Gain",
            "Importance of the North (Korea):",
            "U.S. Policy",
        ] {
            assert!(is_title_like(title), "{title}");
        }
        for other in [
            "the lower case",
            "It ended.",
            "Figure 3 The path",
            "3.14 2.71 1.61 ab",
            "12 March 2014",
            "It ended then. So we left it",
            "• Fear",
        ] {
            assert!(!is_title_like(other), "{other}");
        }
    }
}

//! Documents of the United Nations and the European Union, told by their symbols: `A/RES/60/1`,
//! `S/2012/422`, `COM(2018) 773 final`.
//!
//! The symbol names the document, so its numbers are no volume and its years no date. A body stands
//! where other works have their authors. CSL has no field for a symbol that references carry here, so
//! it stands in the note.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entry::{Entry, TAKEN};
use super::{names, pattern, sentence, series, words};
use crate::papers::paper::Fields;

/// A symbol that was taken out of an entry.
#[derive(Debug)]
pub(super) struct Symbol {
    /// Where it stands, with “UN Doc.” before it.
    place: Range<usize>,
    /// The year that it names.
    year: Option<String>,
}

/// The organs whose documents are cited without “UN Doc.” as well (United Nations, “Symbols”).
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    const PART: &str = r"[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?(?:\([IVXLC]+(?:-[IVXLC]+)?\))?";
    pattern(&format!(
        r"[(\[]?(?P<w>\b(?:(?:UN|U\.N\.|United Nations),?\s[Dd]oc(?:ument)?\b\.?\s(?:[Nn]o\.\s)?(?P<n>[A-Z]+(?:/{PART})+)|(?P<o>(?:A|S|E|T|ST|TD|DP|CCPR|CERD|CEDAW|CRC|CAT|NPT|EC)(?:/{PART}){{2,}})|(?P<e>(?:COM|SEC|SWD|JOIN)\s?\((?P<ye>\d{{4}})\)\s?\d+(?:\sfinal)?))(?:\s\((?P<y>\d{{4}})\))?)[)\]]?"
    ))
});

/// Takes the symbol of a document out of an entry.
pub(super) fn take(entry: &mut Entry, fields: &mut Fields) -> Option<Symbol> {
    if !entry.left.contains(['/', '(']) {
        return None;
    }
    let (whole, symbol, named) = {
        let found = SYMBOL.captures(&entry.left)?;
        let group = |names: &[&str]| names.iter().find_map(|name| found.name(name));
        let symbol = Symbol {
            place: group(&["w"])?.range(),
            year: group(&["y", "ye"]).map(|year| year.as_str().to_owned()),
        };
        let named = group(&["n", "o", "e"])?.start()..symbol.place.end;
        (found.get(0)?.range(), symbol, named)
    };
    if !entry.left[named.clone()].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    entry.take(whole);
    if let Some(text) = entry.piece(named) {
        series::remark(fields, text);
    }
    take_paragraph(entry, fields);
    take_adopted(entry);
    fields.kind = Some("document".to_owned());
    Some(symbol)
}

/// Takes the paragraph that is meant. CSL has no field for it in an entry, so it goes into the note.
fn take_paragraph(entry: &mut Entry, fields: &mut Fields) {
    static PARAGRAPH: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[\s(](?:at\s)?((?:paras?|par|пп?)\.\s?\d+(?:\([a-z]\))?(?:\s?[-–—]\s?\d+)?)\)?")
    });
    let groups = entry.take_match(&PARAGRAPH);
    if let Some(text) = groups.and_then(|groups| entry.piece(groups[1].clone())) {
        series::remark(fields, text);
    }
}

/// Takes the word that says what was done on the day behind it.
fn take_adopted(entry: &mut Entry) {
    static ADOPTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"[,(]\s?((?:adopted|passed|adoptée?|принята?)(?:\s(?:on|le))?)\s\d")
    });
    let word = ADOPTED
        .captures(&entry.left)
        .and_then(|found| Some(found.get(1)?.range()));
    if let Some(word) = word {
        entry.take(word);
    }
}

/// Takes the body in front of an entry as its author; answers where its name, and a year behind it,
/// end. Where the document's own name stands in front, there is no author, and it begins there.
pub(super) fn take_body(entry: &Entry, fields: &mut Fields) -> Option<usize> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[,.\s]*\d{4}[.,:]\s"));
    let first = entry.left.find(char::is_alphanumeric)?;
    let length = entry.left[first..].find([',', ':', ';', '(', TAKEN])?;
    let stop = sentence::ends(&entry.left[first..=first + length]);
    let end = first + stop.first().copied().unwrap_or(length);
    let text = &entry.left[first..end];
    if is_document(text) {
        return Some(first);
    }
    let is_english = names::is_body(text) && is_organ(text);
    if !is_english && !is_foreign_organ(text) {
        return None;
    }
    fields.author = names::body(text).into_iter().collect();
    Some(end + YEAR.find(&entry.left[end..]).map_or(0, |year| year.len()))
}

/// Whether a name is that of a body, or its initials.
fn is_organ(name: &str) -> bool {
    let name = name.trim_end_matches([' ', '.']);
    let is_short = name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    is_short || words::names_body(name) || name.contains("Assembly")
}

/// Whether a name is that of an organ in French or Russian, whose nouns have no capitals.
fn is_foreign_organ(name: &str) -> bool {
    static ORGAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:Conseil|Assemblée|Commission|Comité|Совет|Генеральная Ассамблея|Комитет|Комиссия)(?:\s|$)",
        )
    });
    ORGAN.is_match(name) && name.split(' ').count() <= LONGEST_ORGAN
}

/// An organ's name has at most so many words.
const LONGEST_ORGAN: usize = 8;

/// Whether a text begins with the word for a document.
fn is_document(text: &str) -> bool {
    const DOCUMENTS: [&str; 17] = [
        "Charter",
        "Convention",
        "Decision",
        "Declaration",
        "Directive",
        "Letter",
        "Lettre",
        "Note",
        "Protocol",
        "Rapport",
        "Regulation",
        "Report",
        "Resolution",
        "Résolution",
        "Statement",
        "Доклад",
        "Резолюция",
    ];
    let first = text.split(' ').next().unwrap_or_default();
    DOCUMENTS.contains(&first)
}

impl Symbol {
    /// Gives a document what only its symbol says: a name, where it has no other, and its year.
    pub(super) fn settle(self, entry: &Entry, fields: &mut Fields) {
        if fields.title.is_none() {
            fields.title = entry.piece(self.place);
        }
        if fields.issued.is_none() {
            fields.issued = self.year;
        }
    }
}

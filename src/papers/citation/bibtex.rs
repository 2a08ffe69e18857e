//! A work as an entry of a `.bib` file, for BibTeX and biblatex alike.
//!
//! Types and fields are those of “`BibTeX`ing” (Oren Patashnik, 1988,
//! <https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf>); what only biblatex knows (`date` with
//! a day, `urldate`) BibTeX skips. Text is UTF-8.

use super::Work;
use super::item::{date_parts, kind};
use crate::papers::paper::{Fields, Person};

/// The entry, without a line feed at its end.
pub(super) fn write(work: &Work<'_>) -> String {
    let (kind, fields) = (type_of(work.fields), fields(work.fields));
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("  {name:<width$} = {value},\n"))
        .collect();
    format!("@{kind}{{{},\n{}}}", work.key, lines.concat())
}

/// How it is cited in LaTeX, at a place.
pub(super) fn cite(key: &str, place: Option<&str>) -> String {
    let Some(place) = place else {
        return format!("\\cite{{{key}}}");
    };
    let place = escaped(place).replacen(". ", ".~", 1).replace('-', "--");
    format!("\\cite[{place}]{{{key}}}")
}

fn type_of(fields: &Fields) -> &'static str {
    match kind(fields) {
        "article-journal" | "article-magazine" | "article-newspaper" => "article",
        "book" => "book",
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => "incollection",
        "paper-conference" => "inproceedings",
        "report" => "techreport",
        "thesis" if is_doctoral(fields) => "phdthesis",
        "thesis" => "mastersthesis",
        "manuscript" => "unpublished",
        _ => "misc",
    }
}

fn is_doctoral(fields: &Fields) -> bool {
    let genre = fields.genre.as_deref().unwrap_or_default().to_lowercase();
    genre.contains("phd") || genre.contains("ph.d") || genre.contains("doctor")
}

/// The fields in their order, each value with its braces.
fn fields(fields: &Fields) -> Vec<(&'static str, String)> {
    let kind = type_of(fields);
    let text = |value: &Option<String>| {
        value
            .as_deref()
            .map(|text| format!("{{{}}}", escaped(text)))
    };
    let raw = |value: &Option<String>| {
        value
            .as_deref()
            .map(|text| format!("{{{}}}", verbatim(text)))
    };
    let (container, publisher) = match kind {
        "article" => ("journal", "publisher"),
        "phdthesis" | "mastersthesis" => ("booktitle", "school"),
        "techreport" => ("booktitle", "institution"),
        "misc" => ("howpublished", "publisher"),
        _ => ("booktitle", "publisher"),
    };
    let parts = fields.issued.as_deref().map(date_parts).unwrap_or_default();
    let is_thesis = kind.ends_with("thesis");
    let genre = match &fields.genre {
        // Without a word of its own the style would call it a master’s thesis.
        None if is_thesis => Some("{Thesis}".to_owned()),
        genre => text(genre),
    };
    let all = [
        ("author", people(&fields.author)),
        ("editor", people(&fields.editor)),
        ("title", fields.title.as_deref().map(title)),
        (container, text(&fields.container_title)),
        ("year", parts.first().map(|year| format!("{{{year:04}}}"))),
        (
            "month",
            parts
                .get(1)
                .and_then(|month| MONTHS.get(*month as usize - 1))
                .map(|month| (*month).to_owned()),
        ),
        (
            "date",
            (parts.len() > 2).then(|| raw(&fields.issued)).flatten(),
        ),
        ("volume", text(&fields.volume)),
        ("number", text(&fields.issue)),
        (
            "pages",
            fields.page.as_deref().map(|pages| {
                format!(
                    "{{{}}}",
                    escaped(pages)
                        .replace(['–', '—'], "-")
                        .replace("--", "-")
                        .replace('-', "--")
                )
            }),
        ),
        ("edition", text(&fields.edition)),
        ("type", genre.filter(|_| is_thesis || kind == "techreport")),
        (publisher, text(&fields.publisher)),
        ("address", text(&fields.publisher_place)),
        ("isbn", raw(&fields.isbn)),
        ("issn", raw(&fields.issn)),
        ("doi", raw(&fields.doi)),
        ("url", raw(&fields.url)),
        ("urldate", raw(&fields.accessed)),
        ("note", text(&fields.note)),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// BibTeX’s own names of the months, which styles write in their language.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `{Liang, Shuwen and {World Bank}}`: a body in braces, so that no part of it is taken for a name.
fn people(people: &[Person]) -> Option<String> {
    let name = |person: &Person| match person {
        Person::Name {
            family,
            given: Some(given),
        } => format!("{}, {}", apart(family), apart(given)),
        other => format!("{{{}}}", escaped(other.family())),
    };
    let names: Vec<String> = people.iter().map(name).collect();
    (!names.is_empty()).then(|| format!("{{{}}}", names.join(" and ")))
}

/// A part of a name. An “and” or a comma in it would part it again.
fn apart(name: &str) -> String {
    let escaped = escaped(name);
    if name.contains(',') || name.split(' ').any(|word| word.eq_ignore_ascii_case("and")) {
        return format!("{{{escaped}}}");
    }
    escaped
}

/// A title in braces, and in it, once more, each word whose capitals a style must not lower.
///
/// Which capitals are proper names can be told only where the title is in sentence case; of a title
/// in title case those words are kept that no rule of English capitalises: `NATO`, `iPhone`, `3D`.
fn title(title: &str) -> String {
    let is_sentence_case = is_sentence_case(title);
    let mut kept = Vec::new();
    let mut begins = true;
    for word in title.split(' ') {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let inner = letters.chars().skip(1).any(char::is_uppercase);
        let own = is_sentence_case && !begins && letters.starts_with(char::is_uppercase);
        begins = word.ends_with([':', '.', '?', '!']);
        kept.push(if inner || own {
            let (before, after) = word.split_once(letters).unwrap_or(("", ""));
            format!(
                "{}{{{}}}{}",
                escaped(before),
                escaped(letters),
                escaped(after)
            )
        } else {
            escaped(word)
        });
    }
    format!("{{{}}}", kept.join(" "))
}

/// Whether most of the longer words of a title are in lower case.
fn is_sentence_case(title: &str) -> bool {
    let (mut lower, mut all) = (0, 0);
    for word in title.split(' ').skip(1) {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_short = letters.chars().count() <= 3;
        if is_short || letters.chars().skip(1).any(char::is_uppercase) {
            continue;
        }
        all += 1;
        lower += usize::from(letters.starts_with(char::is_lowercase));
    }
    lower * 2 > all
}

/// Text with what LaTeX would read escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped += "\\textbackslash{}",
            '~' => escaped += "\\textasciitilde{}",
            '^' => escaped += "\\textasciicircum{}",
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' | '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address or number, which LaTeX reads as it stands; only braces must come in pairs.
fn verbatim(text: &str) -> String {
    text.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
        .replace([' ', '\n', '\r'], "")
}

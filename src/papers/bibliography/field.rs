//! The names that fields have in CSL, BibTeX, RIS exports and front matter, and the form of their
//! values: the one table for all of them.
//!
//! Which names a format has beyond these (its authors, titles and types) is known where it is read.

use crate::papers::date;
use crate::papers::paper::{Fields, Kind};
use crate::text;

/// Sets the field that has this name. Says whether the name is known.
pub(crate) fn set(fields: &mut Fields, name: &str, value: &str) -> bool {
    let value = text::normalise(value);
    let value = match name {
        "doi" => doi(&value),
        "accessed" | "access-date" | "urldate" => date::issued(&value).unwrap_or_default(),
        _ => value,
    };
    let Some(place) = place(fields, name) else {
        return false;
    };
    *place = Some(value).filter(|value| !value.is_empty());
    true
}

/// Sets a field that is still empty. Says whether the name is known.
pub(crate) fn fill(fields: &mut Fields, name: &str, value: &str) -> bool {
    match place(fields, name) {
        None => false,
        Some(Some(_)) => true,
        Some(None) => set(fields, name, value),
    }
}

/// Where the field of a name stands. CSL's names are those of CSL 1.0.2, Appendix IV; BibTeX's
/// those of the biblatex manual, section 2.2.
fn place<'f>(fields: &'f mut Fields, name: &str) -> Option<&'f mut Option<String>> {
    Some(match name {
        "container-title" | "container" | "journal" | "journaltitle" | "booktitle" => {
            &mut fields.container_title
        }
        "volume" => &mut fields.volume,
        "issue" | "number" => &mut fields.issue,
        "page" | "pages" | "page-range" => &mut fields.page,
        "publisher" | "institution" | "school" | "organization" => &mut fields.publisher,
        "publisher-place" | "place" | "address" | "location" => &mut fields.publisher_place,
        "edition" => &mut fields.edition,
        "doi" => &mut fields.doi,
        "url" | "link" => &mut fields.url,
        "isbn" => &mut fields.isbn,
        "issn" => &mut fields.issn,
        "note" => &mut fields.note,
        "genre" => &mut fields.genre,
        "accessed" | "access-date" | "urldate" => &mut fields.accessed,
        _ => return None,
    })
}

/// The identifier without the address that resolves it.
fn doi(text: &str) -> String {
    let at = text.find("10.").unwrap_or(0);
    text[at..].trim_end_matches(['.', '/', ' ']).to_owned()
}

/// The code of a language (ISO 639-1) that is named by a code, its own name, or as babel names it.
pub(crate) fn language(text: &str) -> Option<String> {
    let code = text.trim().split(['-', '_']).next()?.to_lowercase();
    let named = match code.as_str() {
        "english" | "eng" | "american" | "british" | "usenglish" | "ukenglish" => "en",
        "german" | "ngerman" | "deutsch" | "deu" | "ger" => "de",
        "french" | "français" | "fra" | "fre" => "fr",
        "spanish" | "español" | "spa" => "es",
        "italian" | "italiano" | "ita" => "it",
        code => code,
    };
    (named.len() == 2 && named.bytes().all(|byte| byte.is_ascii_lowercase()))
        .then(|| named.to_owned())
}

/// Tags from keywords that are parted by commas, semicolons or dots.
pub(crate) fn tags(keywords: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for text in keywords {
        for tag in text.split([',', ';', '·']) {
            let tag = text::normalise(&tag.to_lowercase())
                .trim_end_matches(['.', ' '])
                .to_owned();
            if !tag.is_empty() && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    tags
}

/// The kind of paper that a word of front matter or a type of CSL means.
pub(crate) fn kind(text: &str) -> Kind {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match () {
        () if has(&["article", "journal", "paper-conference", "inproceedings"]) => Kind::Article,
        () if has(&["chapter", "inbook", "incollection"]) => Kind::Chapter,
        () if has(&["book", "monograph"]) => Kind::Book,
        () if has(&["essay", "coursework", "homework"]) => Kind::Essay,
        () if has(&["lecture", "slides", "handout", "speech"]) => Kind::Lecture,
        () if has(&["thesis", "dissertation"]) => Kind::Thesis,
        () if has(&["report", "brief", "working paper", "memo", "policy"]) => Kind::Report,
        () if has(&["web", "blog", "post"]) => Kind::Webpage,
        () => Kind::Document,
    }
}

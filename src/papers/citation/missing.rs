//! What a citation of a work needs and the work does not say, by its kind. Nothing is made up.

use super::item::kind;
use crate::papers::paper::Fields;

/// A thing that a citation needs: its name, and whether the fields have it.
type Need = (&'static str, fn(&Fields) -> bool);

const WHO: Need = ("author", |fields| {
    !fields.author.is_empty() || !fields.editor.is_empty()
});
const TITLE: Need = ("title", |fields| fields.title.is_some());
const YEAR: Need = ("year", |fields| fields.year().is_some());
const DATE: Need = ("date", |fields| {
    fields.issued.as_deref().is_some_and(|date| date.len() > 7)
});
const VOLUME: Need = ("volume", |fields| fields.volume.is_some());
const PAGES: Need = ("pages", |fields| fields.page.is_some());
const PLACE_OF_PAGE: Need = ("pages or address", |fields| {
    fields.page.is_some() || fields.url.is_some() || fields.doi.is_some()
});
const EDITOR: Need = ("editor", |fields| !fields.editor.is_empty());
const ADDRESS: Need = ("address", |fields| {
    fields.url.is_some() || fields.doi.is_some()
});
const SEEN: Need = ("date of access", |fields| {
    fields.accessed.is_some() || fields.doi.is_some()
});
const DEGREE: Need = ("degree", |fields| fields.genre.is_some());

/// A container under the name that it has for a kind.
const fn within(name: &'static str) -> Need {
    (name, |fields| fields.container_title.is_some())
}

/// A publisher under the name that it has for a kind.
const fn from(name: &'static str) -> Need {
    (name, |fields| fields.publisher.is_some())
}

const ARTICLE: &[Need] = &[WHO, TITLE, YEAR, within("journal"), VOLUME, PAGES];
const BOOK: &[Need] = &[WHO, TITLE, YEAR, from("publisher")];
const CHAPTER: &[Need] = &[
    WHO,
    TITLE,
    YEAR,
    within("book"),
    EDITOR,
    PAGES,
    from("publisher"),
];
const CONFERENCE: &[Need] = &[WHO, TITLE, YEAR, within("proceedings"), PAGES];
const DOCUMENT: &[Need] = &[WHO, TITLE, YEAR];
const NEWS: &[Need] = &[WHO, TITLE, DATE, within("newspaper"), PLACE_OF_PAGE];
const MAGAZINE: &[Need] = &[WHO, TITLE, YEAR, within("magazine"), PLACE_OF_PAGE];
const REPORT: &[Need] = &[WHO, TITLE, YEAR, from("institution")];
const THESIS: &[Need] = &[WHO, TITLE, YEAR, from("university"), DEGREE];
const WEBPAGE: &[Need] = &[WHO, TITLE, YEAR, within("site"), ADDRESS, SEEN];

/// The names of what is missing, in the order in which a citation has it.
#[must_use]
pub fn missing(fields: &Fields) -> Vec<&'static str> {
    let needs = match kind(fields) {
        "article-journal" => ARTICLE,
        "book" => BOOK,
        "chapter" | "entry-encyclopedia" | "entry-dictionary" => CHAPTER,
        "paper-conference" => CONFERENCE,
        "article-newspaper" => NEWS,
        "article-magazine" => MAGAZINE,
        "report" => REPORT,
        "thesis" => THESIS,
        "webpage" | "post" | "post-weblog" => WEBPAGE,
        _ => DOCUMENT,
    };
    needs
        .iter()
        .filter(|(_, has)| !has(fields))
        .map(|(name, _)| *name)
        .collect()
}

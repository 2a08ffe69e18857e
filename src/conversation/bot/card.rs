//! What a paper's card says in sentences: where it appeared, what it cites, who cites it.

use super::Desk;
use crate::library::{COUNTED, Error};
use crate::papers::paper::{Paper, Person};
use crate::text::{counted, grouped};

/// When and where it appeared, as far as it says.
pub(super) fn published(paper: &Paper) -> Option<String> {
    let details = &paper.details;
    // The citation has the year already.
    let date = paper.date.as_ref().filter(|date| date.len() > 4);
    let named =
        |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name} {value}"));
    let doi = details
        .doi
        .as_ref()
        .map(|doi| format!("https://doi.org/{doi}"));
    let url = details.url.clone().filter(|url| Some(url) != doi.as_ref());
    let place = [&details.publisher_place, &details.publisher];
    let place: Vec<&str> = place.into_iter().flatten().map(String::as_str).collect();
    let parts = [
        date.map(|date| format!("Published {date}")),
        details.genre.clone(),
        details.container_title.clone(),
        edited(paper),
        named("volume", &details.volume),
        named("issue", &details.issue),
        named("pages", &details.page),
        named("edition", &details.edition),
        (!place.is_empty()).then(|| place.join(": ")),
        named("ISBN", &details.isbn),
        named("ISSN", &details.issn),
        doi,
        url,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn edited(paper: &Paper) -> Option<String> {
    let editors: Vec<&str> = paper.details.editor.iter().map(Person::family).collect();
    (!editors.is_empty()).then(|| format!("edited by {}", editors.join(", ")))
}

/// What of its bibliography the library holds, and how many papers cite it.
pub(super) fn cited(desk: &Desk<'_>, paper: &Paper, citing: usize) -> Result<String, Error> {
    let held = desk.library.held(&paper.key, &paper.references)?;
    let here = held.iter().flatten().count();
    let cite = if citing == 1 { "cites" } else { "cite" };
    let citing = match citing {
        0 => "No paper here cites it.".to_owned(),
        many if many > COUNTED => format!("More than {} papers here cite it.", grouped(COUNTED)),
        many => format!("{} here {cite} it.", counted(many, "paper")),
    };
    let references = counted(paper.references.len(), "reference");
    Ok(match (paper.references.len(), here) {
        (0, _) => citing,
        (1, 0) => format!("Its only reference is not here. {citing}"),
        (1, _) => format!("Its only reference is here. {citing}"),
        (_, 0) => format!("None of its {references} is here. {citing}"),
        (_, 1) => format!("1 of its {references} is here. {citing}"),
        (_, here) => format!("{here} of its {references} are here. {citing}"),
    })
}

//! What an entry of a bibliography says, field by field, under the names that CSL gives them.
//!
//! Absent fields are absent in JSON too. How the fields are found is not known here.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Name;

/// The fields of a reference. All text is as it stands in the entry, white space folded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Fields {
    /// What sort of work it is, as CSL names it (`article-journal`, `book`, `webpage`, …).
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Person>,
    /// Who edited it, or the book it stands in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub editor: Vec<Person>,
    /// The work's own title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The journal, book or site it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container_title: Option<String>,
    /// When it appeared: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<String>,
    /// When it was looked at, in the same forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accessed: Option<String>,
    /// The volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// The issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// Its pages or its article number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The publisher, university or institution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where the publisher is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher_place: Option<String>,
    /// The edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The digital object identifier, without `https://doi.org/`.
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// The address.
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The book's number.
    #[serde(rename = "ISBN", skip_serializing_if = "Option::is_none")]
    pub isbn: Option<String>,
    /// The journal's number.
    #[serde(rename = "ISSN", skip_serializing_if = "Option::is_none")]
    pub issn: Option<String>,
    /// Numbers of other registers (`arXiv`, `PMID`, …), as they stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The sort of thesis or report in the entry's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
}

impl Fields {
    /// The year of publication.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.issued.as_deref()?.get(..4)?.parse().ok()
    }

    /// Each field that is there, as a person reads it, by its name and in the order of the names.
    #[must_use]
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let people = |people: &[Person]| {
            let names: Vec<String> = people.iter().map(ToString::to_string).collect();
            (!names.is_empty()).then(|| names.join("; "))
        };
        let rows = [
            ("DOI", self.doi.clone()),
            ("ISBN", self.isbn.clone()),
            ("ISSN", self.issn.clone()),
            ("URL", self.url.clone()),
            ("accessed", self.accessed.clone()),
            ("author", people(&self.author)),
            ("container-title", self.container_title.clone()),
            ("edition", self.edition.clone()),
            ("editor", people(&self.editor)),
            ("genre", self.genre.clone()),
            ("issue", self.issue.clone()),
            ("issued", self.issued.clone()),
            ("note", self.note.clone()),
            ("page", self.page.clone()),
            ("publisher", self.publisher.clone()),
            ("publisher-place", self.publisher_place.clone()),
            ("title", self.title.clone()),
            ("type", self.kind.clone()),
            ("volume", self.volume.clone()),
        ];
        let said = |(name, value): (&'static str, Option<String>)| Some((name, value?));
        rows.into_iter().filter_map(said).collect()
    }
}

/// An author or editor of a reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Person {
    /// A person's name.
    Name {
        /// The family name with its particles (`van Gogh`).
        family: String,
        /// Given names or initials.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given: Option<String>,
    },
    /// A body, or a name that could not be parted.
    Literal {
        /// The whole name.
        literal: String,
    },
}

impl Person {
    /// The family name, or the whole name of a body.
    #[must_use]
    pub fn family(&self) -> &str {
        match self {
            Self::Name { family, .. } => family,
            Self::Literal { literal } => literal,
        }
    }
}

/// The family name, a comma and the given names.
impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name {
                family,
                given: Some(given),
            } => write!(f, "{family}, {given}"),
            _ => f.write_str(self.family()),
        }
    }
}

impl From<&Name> for Person {
    fn from(name: &Name) -> Self {
        match &name.given {
            Some(given) => Self::Name {
                family: name.family.clone(),
                given: Some(given.clone()),
            },
            None => Self::Literal {
                literal: name.family.clone(),
            },
        }
    }
}

impl From<&Person> for Name {
    fn from(person: &Person) -> Self {
        let given = match person {
            Person::Name { given, .. } => given.clone(),
            Person::Literal { .. } => None,
        };
        Self {
            family: person.family().to_owned(),
            given,
        }
    }
}

//! From the decoded fields of BibTeX to an entry.

use std::collections::BTreeMap;

use biblatex::{Chunks, ChunksExt as _};

use super::super::{Entry, field, kept, last_part};
use super::{Decoded, person};
use crate::papers::date;
use crate::papers::paper::Fields;

/// The fields whose text is no LaTeX.
pub(super) fn is_verbatim(name: &str) -> bool {
    matches!(name, "file" | "doi" | "url" | "eprint" | "pdf" | "uri")
}

/// Makes an entry of its fields and those it has inherited.
pub(super) fn entry(decoded: &Decoded, fields: &BTreeMap<String, Chunks>) -> Entry {
    let work = Work { decoded, fields };
    Entry {
        key: decoded.key.clone(),
        files: work.files(),
        tags: field::tags(work.first(&["keywords", "keyword"])),
        summary: work.first(&["abstract"]),
        language: work
            .first(&["langid", "language"])
            .as_deref()
            .and_then(field::language),
        fields: work.fields(),
        raw: decoded.raw.clone(),
        line: decoded.line,
    }
}

struct Work<'e> {
    decoded: &'e Decoded,
    fields: &'e BTreeMap<String, Chunks>,
}

/// The stronger of two names of one field come first: a publisher is not its institution.
const FIRST: [&str; 6] = [
    "publisher",
    "institution",
    "school",
    "journaltitle",
    "journal",
    "address",
];

impl Work<'_> {
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let text = self.fields.get(*name)?.format_verbatim();
            kept(&if is_verbatim(name) {
                unescaped(&text)
            } else {
                text
            })
        })
    }

    fn fields(&self) -> Fields {
        let kind = self.decoded.kind.as_str();
        let people = |name| self.fields.get(name).map(|chunks| person::people(chunks));
        let mut fields = Fields {
            kind: self.kind().map(str::to_owned),
            author: people("author").unwrap_or_default(),
            editor: people("editor").unwrap_or_default(),
            title: self.title(),
            issued: self.issued(),
            genre: self.genre(),
            ..Fields::default()
        };
        let others = self.fields.keys().map(String::as_str);
        for name in FIRST.into_iter().chain(others) {
            // The number of anything but a periodical's part is its own, or that of its series.
            if name == "number" && kind != "article" {
                continue;
            }
            if let Some(text) = self.first(&[name]) {
                field::fill(&mut fields, name, &text);
            }
        }
        if fields.url.is_none() {
            fields.url = self
                .first(&["howpublished"])
                .filter(|text| text.starts_with("http"));
        }
        fields.note = fields.note.or_else(|| self.number());
        fields
    }

    fn title(&self) -> Option<String> {
        let title = self.first(&["title"])?;
        Some(match self.first(&["subtitle"]) {
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        })
    }

    fn issued(&self) -> Option<String> {
        let date = self.first(&["date"]).and_then(|text| date::issued(&text));
        date.or_else(|| {
            let year = self.first(&["year"])?;
            let month = self.first(&["month"]).unwrap_or_default();
            let month = match month.trim().parse::<u32>() {
                Ok(month @ 1..=12) => return date::issued(&format!("{}-{month:02}", year.trim())),
                _ => month,
            };
            date::issued(&format!("{month} {year}"))
        })
    }

    /// What CSL calls a type of BibTeX or biblatex (biblatex manual, section 2.1).
    fn kind(&self) -> Option<&'static str> {
        Some(match self.decoded.kind.as_str() {
            "article" | "suppperiodical" => match self.first(&["entrysubtype"]).as_deref() {
                Some("magazine") => "article-magazine",
                Some("newspaper") => "article-newspaper",
                _ => "article-journal",
            },
            "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings"
            | "manual" | "reference" | "mvreference" => "book",
            "inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection" => "chapter",
            "inproceedings" | "conference" => "paper-conference",
            "inreference" => "entry-encyclopedia",
            "thesis" | "phdthesis" | "mastersthesis" => "thesis",
            "report" | "techreport" => "report",
            "online" | "www" | "electronic" | "webpage" => "webpage",
            "unpublished" => "manuscript",
            "booklet" => "pamphlet",
            "periodical" => "periodical",
            "patent" => "patent",
            "dataset" => "dataset",
            "software" => "software",
            "standard" => "standard",
            "video" | "movie" => "motion_picture",
            _ => return None,
        })
    }

    /// The sort of thesis or report.
    fn genre(&self) -> Option<String> {
        let kind = self.decoded.kind.as_str();
        let named = self.first(&["type"]);
        match named.as_deref().unwrap_or(kind) {
            "phdthesis" => Some("PhD thesis".to_owned()),
            "mastersthesis" | "mathesis" => Some("Master’s thesis".to_owned()),
            _ => named,
        }
    }

    /// A report's number, or that of a register of preprints.
    fn number(&self) -> Option<String> {
        let is_report = matches!(self.decoded.kind.as_str(), "report" | "techreport");
        let number = self.first(&["number"]).filter(|_| is_report);
        number.map(|number| format!("No. {number}")).or_else(|| {
            let number = self.first(&["eprint"])?;
            let register = self.first(&["archiveprefix", "eprinttype"])?;
            Some(format!("{register}:{number}"))
        })
    }

    /// The names in `path`, `description:path:type` (as Zotero writes it), and lists of these.
    fn files(&self) -> Vec<String> {
        let Some(chunks) = self.fields.get("file") else {
            return Vec::new();
        };
        let text = unescaped(&chunks.format_verbatim()).replace('\\', "/");
        let parts = text.split([';', ':']).map(last_part);
        let names = std::iter::once(last_part(&text)).chain(parts);
        let mut files: Vec<String> = Vec::new();
        for name in names.filter(|name| name.contains('.')) {
            if !files.iter().any(|known| known == name) {
                files.push(name.to_owned());
            }
        }
        files
    }
}

/// An address without the backslashes that LaTeX wants before some signs.
fn unescaped(text: &str) -> String {
    let mut plain = text.to_owned();
    for sign in ["_", "%", "&", "#", "~", "$"] {
        plain = plain.replace(&format!("\\{sign}"), sign);
    }
    plain
}

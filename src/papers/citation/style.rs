//! The styles that can be asked for by name: ten usual ones, and all others that hayagriva bundles.
//!
//! A style is read when it is first used and kept. How one is applied is not known here.

mod near;

use std::sync::{LazyLock, OnceLock};

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{self, IndependentStyle};

use super::mend;

pub use near::{beginning, nearest};

/// A way to write citations.
#[derive(Debug)]
pub struct Style {
    /// The name that a person types.
    pub name: &'static str,
    /// What its publisher calls it.
    pub title: &'static str,
    pub(super) manner: Manner,
}

/// How a style is written.
#[derive(Debug)]
pub(super) enum Manner {
    /// In words, by a CSL style.
    Words(Box<Bundled>),
    /// As an entry of a `.bib` file.
    Bibtex,
    /// As an item of CSL-JSON.
    CslJson,
    /// As a record of a `.ris` file.
    Ris,
}

/// A CSL style that hayagriva brings, read when it is first used.
#[derive(Debug)]
pub(super) struct Bundled {
    archived: ArchivedStyle,
    read: OnceLock<Option<IndependentStyle>>,
}

/// The style where none is asked for.
pub const DEFAULT: &str = "apa";

/// The usual styles in the order in which they are offered: name, title, and the bundled style.
///
/// hayagriva’s own `chicago-*` are the 18th edition; the 17th goes by the name of Turabian there.
const USUAL: [(&str, &str, Option<ArchivedStyle>); 10] = [
    (
        "apa",
        "APA Style, 7th edition",
        Some(ArchivedStyle::AmericanPsychologicalAssociation),
    ),
    (
        "mla",
        "MLA Handbook, 9th edition",
        Some(ArchivedStyle::ModernLanguageAssociation),
    ),
    (
        "chicago-notes",
        "Chicago Manual of Style, 17th edition (notes and bibliography)",
        Some(ArchivedStyle::TurabianFullnote8),
    ),
    (
        "chicago-author-date",
        "Chicago Manual of Style, 17th edition (author-date)",
        Some(ArchivedStyle::TurabianAuthorDate),
    ),
    (
        "harvard",
        "Harvard (Cite Them Right, 12th edition)",
        Some(ArchivedStyle::HarvardCiteThemRight),
    ),
    (
        "ieee",
        "IEEE Reference Guide",
        Some(ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers),
    ),
    (
        "vancouver",
        "Vancouver (NLM, Citing Medicine)",
        Some(ArchivedStyle::NlmCitationSequence),
    ),
    ("bibtex", "BibTeX", None),
    ("csl-json", "CSL-JSON", None),
    ("ris", "RIS", None),
];

/// Other names for the usual styles, as people know them.
const ALSO: [(&str, &str); 15] = [
    ("apa-7", "apa"),
    ("apa-7th", "apa"),
    ("mla-9", "mla"),
    ("mla-9th", "mla"),
    ("chicago", "chicago-notes"),
    ("chicago-17", "chicago-notes"),
    ("chicago-17th", "chicago-notes"),
    ("chicago-fullnotes", "chicago-notes"),
    ("chicago-bibliography", "chicago-notes"),
    ("turabian", "chicago-notes"),
    ("cite-them-right", "harvard"),
    ("nlm", "vancouver"),
    ("bib", "bibtex"),
    ("biblatex", "bibtex"),
    ("json", "csl-json"),
];

/// Names that hayagriva gives to a style and we to another, and what that one is called here.
const RENAMED: [(ArchivedStyle, &str); 2] = [
    (ArchivedStyle::ChicagoAuthorDate, "chicago-18-author-date"),
    (ArchivedStyle::ChicagoNotes, "chicago-18-notes"),
];

/// Every style, the usual ones first, the others by name.
static STYLES: LazyLock<Vec<Style>> = LazyLock::new(|| {
    let usual = USUAL.into_iter().map(|(name, title, archived)| {
        let manner = match (archived, name) {
            (Some(archived), _) => words(archived),
            (None, "bibtex") => Manner::Bibtex,
            (None, "ris") => Manner::Ris,
            (None, _) => Manner::CslJson,
        };
        Style {
            name,
            title,
            manner,
        }
    });
    let mut others: Vec<Style> = ArchivedStyle::all()
        .iter()
        .filter(|archived| !is_usual(**archived) && **archived != ArchivedStyle::Alphanumeric)
        .map(|archived| Style {
            name: name_of(*archived),
            title: archived.display_name(),
            manner: words(*archived),
        })
        .collect();
    others.sort_by_key(|style| style.name);
    usual.chain(others).collect()
});

/// Every style that can be asked for, the usual ones first.
pub fn all() -> impl Iterator<Item = &'static Style> {
    STYLES.iter()
}

/// The usual styles.
pub fn usual() -> impl Iterator<Item = &'static Style> {
    all().take(USUAL.len())
}

/// The style of a name, whatever the case; names that hayagriva knows count as well.
#[must_use]
pub fn named(name: &str) -> Option<&'static Style> {
    let name = plain(name);
    let own = |name: &str| STYLES.iter().find(|style| style.name == name);
    own(&name)
        .or_else(|| own(ALSO.iter().find(|(other, _)| *other == name)?.1))
        .or_else(|| {
            let archived = ArchivedStyle::by_name(&name)?;
            STYLES.iter().find(|style| style.is(archived))
        })
}

/// A name as it is compared: `APA 7`, `apa_7` and `apa (7)` are one.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let words = name
        .trim_end_matches(".csl")
        .split([' ', '_', '-', ',', '(', ')'])
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn words(archived: ArchivedStyle) -> Manner {
    Manner::Words(Box::new(Bundled {
        archived,
        read: OnceLock::new(),
    }))
}

fn is_usual(archived: ArchivedStyle) -> bool {
    USUAL.iter().any(|(_, _, usual)| *usual == Some(archived))
}

fn name_of(archived: ArchivedStyle) -> &'static str {
    let renamed = RENAMED.iter().find(|(other, _)| *other == archived);
    match renamed {
        Some((_, name)) => name,
        None => archived.names().first().unwrap_or(&"unnamed"),
    }
}

impl Style {
    /// Whether it writes words for people, not data for a program.
    #[must_use]
    pub fn is_words(&self) -> bool {
        matches!(self.manner, Manner::Words(_))
    }

    /// Whether it cites by notes, not in the text.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.csl()
            .is_some_and(|style| style.settings.class == citationberg::StyleClass::Note)
    }

    /// Whether its citations are numbers, which are counted in the text that cites.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        let Some(style) = self.csl() else {
            return false;
        };
        let categories = &style.info.category;
        categories.iter().any(|category| {
            matches!(
                category,
                citationberg::StyleCategory::CitationFormat {
                    format: citationberg::CitationFormat::Numeric
                }
            )
        })
    }

    /// The CSL style; none for data.
    pub(super) fn csl(&self) -> Option<&IndependentStyle> {
        let Manner::Words(bundled) = &self.manner else {
            return None;
        };
        let read = || match bundled.archived.get() {
            citationberg::Style::Independent(mut style) => {
                mend::style(&mut style);
                Some(style)
            }
            citationberg::Style::Dependent(_) => None,
        };
        bundled.read.get_or_init(read).as_ref()
    }

    /// The language in which it is written, where the style itself does not say. Cite Them Right is
    /// British, but its CSL style leaves quotation marks and dates to whoever applies it.
    pub(super) fn locale(&self) -> Option<&'static str> {
        (self.name == "harvard").then_some("en-GB")
    }

    fn is(&self, archived: ArchivedStyle) -> bool {
        matches!(&self.manner, Manner::Words(bundled) if bundled.archived == archived)
    }
}

//! A paper named and cited: the short form beside a passage, and full citations in a style.
//!
//! Styles are CSL, applied by hayagriva, or data for other programs (BibTeX, CSL-JSON, RIS). What a
//! work does not say is named ([`missing()`]), never made up. This is the only place that names
//! hayagriva’s styles; where a quotation stands is not known here.

mod bibtex;
mod edition;
mod engine;
mod formatted;
mod item;
mod locator;
mod mend;
mod missing;
mod quote;
mod ris;
mod short;
pub mod style;

pub use formatted::Formatted;
pub use locator::Locator;
pub use missing::missing;
pub use quote::quoted;
pub use short::short;
pub use style::Style;

use style::Manner;

use super::paper::Fields;

/// What is cited.
#[derive(Debug, Clone, Copy)]
pub struct Work<'w> {
    /// Its short name, which is its key in BibTeX.
    pub key: &'w str,
    /// What is known of it.
    pub fields: &'w Fields,
    /// Its language as an ISO 639-1 code; styles change the case of English titles alone.
    pub language: Option<&'w str>,
}

/// A work cited in a style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The entry of the bibliography.
    pub entry: Formatted,
    /// The citation in the text, or the note; empty for data that knows none.
    pub in_text: Formatted,
    /// Whether it names the place that was given, if one was.
    pub names_place: bool,
}

/// Cites a work; the place belongs to the citation in the text.
#[must_use]
pub fn cite(style: &Style, work: &Work<'_>, place: Option<&Locator>) -> Citation {
    if style.is_words() {
        let cited = in_words(style, work, place);
        // A style that leaves a place out writes the same without it.
        let names_place = place.is_none() || cited.in_text != in_words(style, work, None).in_text;
        return Citation {
            names_place,
            ..cited
        };
    }
    let plain = place.map(Locator::plain);
    let (entry, in_text) = match &style.manner {
        Manner::Bibtex => (
            bibtex::write(work),
            bibtex::cite(work.key, plain.as_deref()),
        ),
        Manner::CslJson => (
            item::list(&[item::json(work)]),
            match plain {
                Some(place) => format!("[@{}, {place}]", work.key),
                None => format!("[@{}]", work.key),
            },
        ),
        Manner::Words(_) | Manner::Ris => (ris::write(work), String::new()),
    };
    Citation {
        entry: entry.into(),
        names_place: place.is_none() || !in_text.is_empty(),
        in_text: in_text.into(),
    }
}

fn in_words(style: &Style, work: &Work<'_>, place: Option<&Locator>) -> Citation {
    let nothing = Citation {
        entry: Formatted::default(),
        in_text: Formatted::default(),
        names_place: true,
    };
    let fields = mend::fields(style, work.fields);
    let work = Work {
        fields: &fields,
        ..*work
    };
    let (Some(csl), Some(item)) = (style.csl(), item::item(&work)) else {
        return nothing;
    };
    let place = place.and_then(|place| place.for_style(style));
    let place = place.as_ref().map(|(label, text)| (*label, text.as_str()));
    let mut written = engine::write(csl, &item, place, style.locale());
    if written.entry.text.is_empty() {
        // Chicago lists no unpublished `document`; who asks for an entry is to get one all the same.
        let fields = Fields {
            kind: Some("webpage".to_owned()),
            ..fields.clone()
        };
        let listed = item::item(&Work {
            fields: &fields,
            ..work
        });
        if let Some(item) = listed {
            written.entry = engine::write(csl, &item, None, style.locale()).entry;
        }
    }
    mend::apart(style, work.fields, written)
}

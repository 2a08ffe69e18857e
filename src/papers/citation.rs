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

use hayagriva::citationberg::taxonomy::Locator as Label;
use style::Manner;

use super::paper::Fields;

/// `pp.`, `S.` and `стр.` are labels of pages; a longer word before a place is a title’s.
const LONGEST_LABEL: usize = 4;

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
        return match place {
            Some(place) => in_words_at(style, work, place),
            None => in_words(style, work, None),
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

/// Cites a place of a work in words, or the work alone where the style can't name the place rightly.
fn in_words_at(style: &Style, work: &Work<'_>, place: &Locator) -> Citation {
    let without = Citation {
        names_place: false,
        ..in_words(style, work, None)
    };
    let Some(wanted) = place.for_style(style) else {
        return without;
    };
    let cited = in_words(style, work, Some(&wanted));
    // A style that leaves a place out writes the same without it.
    let is_left_out = cited.in_text == without.in_text;
    if is_left_out || passes_for_page(style, work, &wanted, &cited) {
        return without;
    }
    match place.shortened(style) {
        Some((full, short)) => Citation {
            in_text: cited.in_text.replaced(&full, &short),
            ..cited
        },
        None => cited,
    }
}

/// Whether a style writes a heading or a paragraph as if it were a page: with the label of one, or as
/// a bare number.
fn passes_for_page(
    style: &Style,
    work: &Work<'_>,
    place: &(Label, String),
    cited: &Citation,
) -> bool {
    let (label, text) = place;
    if matches!(label, Label::Page | Label::Custom) {
        return false;
    }
    let as_page = in_words(style, work, Some(&(Label::Page, text.clone())));
    let before = cited.in_text.text.split(text.as_str()).next();
    let has_label = before.is_some_and(|before| {
        let label = before.split_whitespace().next_back().unwrap_or_default();
        label.ends_with('.') && label.chars().count() <= LONGEST_LABEL
    });
    as_page.in_text == cited.in_text && (has_label || !text.starts_with('“'))
}

fn in_words(style: &Style, work: &Work<'_>, place: Option<&(Label, String)>) -> Citation {
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
    let place = place.map(|(label, text)| (*label, text.as_str()));
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

#[cfg(test)]
mod tests {
    use super::super::paper::Person;
    use super::*;

    fn in_text(style: &str, place: &Locator) -> (String, bool) {
        let fields = Fields {
            kind: Some("article-journal".to_owned()),
            author: vec![Person::Literal {
                literal: "Haddad".to_owned(),
            }],
            title: Some("The Harbour".to_owned()),
            issued: Some("2009".to_owned()),
            ..Fields::default()
        };
        let work = Work {
            key: "haddad2009",
            fields: &fields,
            language: Some("en"),
        };
        let style = style::named(style).expect("a style of the list");
        let cited = cite(style, &work, Some(place));
        (cited.in_text.text, cited.names_place)
    }

    #[test]
    fn a_shortened_range_lost_the_zero_of_its_end() {
        let pages = |pages: &str| in_text("mla", &Locator::Page(pages.to_owned())).0;
        assert_eq!(pages("101-108"), "(Haddad 101–08)");
        assert_eq!(pages("101-08"), "(Haddad 101–08)");
        assert_eq!(pages("100-104"), "(Haddad 100–04)");
        assert_eq!(pages("212-213"), "(Haddad 212–13)");
        let apa = in_text("apa", &Locator::Page("101-08".to_owned())).0;
        assert_eq!(apa, "(Haddad, 2009, pp. 101–108)");
    }

    #[test]
    fn a_heading_was_cited_as_a_page() {
        let heading = Locator::Section("What the text says".to_owned());
        for place in [heading, Locator::Paragraph(3)] {
            let (text, names_place) = in_text("deutsche-sprache", &place);
            assert_eq!((text.as_str(), names_place), ("(Haddad 2009)", false));
        }
        let page = Locator::Page("12".to_owned());
        let cited = in_text("deutsche-sprache", &page);
        assert_eq!(cited, ("(Haddad 2009, S. 12)".to_owned(), true));
    }
}

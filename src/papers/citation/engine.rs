//! A CSL style applied to a work. The only place that runs hayagriva.
//!
//! What hayagriva 0.10.1 gets wrong is mended before (in the item, in the style) or after (in the
//! text), each with a test that says what was wrong.

use std::sync::LazyLock;

use hayagriva::archive;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator as Label;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, LocatorPayload, SpecificLocator,
};

use super::formatted::Formatted;
use super::mend;

/// The words of styles in each language.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archive::locales);

/// What a style writes for a work.
pub(super) struct Written {
    /// The entry of the bibliography.
    pub(super) entry: Formatted,
    /// The citation: in brackets, as a number, or as a note.
    pub(super) citation: Formatted,
}

/// Applies a style; the locator belongs to the citation alone.
pub(super) fn write(
    style: &IndependentStyle,
    item: &Item,
    locator: Option<(Label, &str)>,
    language: Option<&str>,
) -> Written {
    let locale = || language.map(|language| LocaleCode(language.to_owned()));
    let locator = locator.map(|(label, text)| SpecificLocator(label, LocatorPayload::Str(text)));
    let items = vec![CitationItem::with_locator(item, locator)];
    let request = CitationRequest::new(items, style, locale(), &LOCALES, Some(1));
    let mut driver = BibliographyDriver::new();
    driver.citation(request);
    let rendered = driver.finish(BibliographyRequest::new(style, locale(), &LOCALES));
    let mut entry = Formatted::default();
    let entries = rendered.bibliography.map(|list| list.items);
    for item in entries.into_iter().flatten() {
        if let Some(first) = &item.first_field {
            walk(std::slice::from_ref(first), &mut entry);
            if !entry.text.ends_with(' ') {
                entry.push(" ", false);
            }
        }
        walk(&item.content.0, &mut entry);
    }
    let mut citation = Formatted::default();
    for ElemChildren(children) in rendered.citations.into_iter().map(|cited| cited.citation) {
        walk(&children, &mut citation);
    }
    Written {
        entry: mend::text(entry.trimmed(), item),
        citation: mend::text(citation.trimmed(), item),
    }
}

/// Writes down what hayagriva gives as a tree.
fn walk(children: &[ElemChild], out: &mut Formatted) {
    for child in children {
        match child {
            ElemChild::Text(part) | ElemChild::Link { text: part, .. } => {
                out.push(&part.text, part.formatting.font_style == FontStyle::Italic);
            }
            ElemChild::Elem(part) => walk(&part.children.0, out),
            ElemChild::Markup(text) => out.push(text, false),
            ElemChild::Transparent { .. } => {}
        }
    }
}

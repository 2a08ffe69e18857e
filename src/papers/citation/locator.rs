//! Where in a work something stands, and how each style says so.

use hayagriva::citationberg::taxonomy::Locator as Label;

use super::Style;
use crate::papers::paper::Pages;

/// A place in a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Locator {
    /// A page, or a range of pages as in `12-14`.
    Page(String),
    /// The heading above it.
    Section(String),
    /// A paragraph, counted from 1.
    Paragraph(u32),
}

/// A heading with more words than this is quoted, so that the sentence around it can be read.
const PLAIN_HEADING: usize = 2;

impl Locator {
    /// The label and the text that a style writes; none where it names no such place.
    ///
    /// APA, 7th edition, 8.28, names a heading (`Discussion section`) or counts paragraphs; Chicago,
    /// 17th edition, 14.22, writes `under “Discussion”`; MLA, 9th edition, 6.26, gives nothing that
    /// the work does not number itself.
    pub(super) fn for_style(&self, style: &Style) -> Option<(Label, String)> {
        match self {
            Self::Page(blank) | Self::Section(blank) if blank.trim().is_empty() => None,
            Self::Page(pages) => Some((Label::Page, ranged(pages, style))),
            Self::Paragraph(_) if style.name == "mla" => None,
            Self::Paragraph(number) => Some((Label::Paragraph, number.to_string())),
            Self::Section(heading) => match numbered(heading) {
                Some(number) => Some((Label::Section, number.to_owned())),
                None => named(heading, style),
            },
        }
    }

    /// A range as hayagriva is given it and as the style writes it, where these differ: hayagriva
    /// 0.10.1 counts the end of `101-08` as 8.
    pub(super) fn shortened(&self, style: &Style) -> Option<(String, String)> {
        let Self::Page(pages) = self else {
            return None;
        };
        let full = full(pages);
        let short = short(&full, style);
        loses_zero(&short).then(|| (full.replace('-', "–"), short.replace('-', "–")))
    }

    /// What it is, in a word.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Section(_) => "heading",
            Self::Paragraph(_) => "paragraph",
        }
    }

    /// The place as a sentence names it.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Page(pages) if pages.contains(['-', '–']) => {
                format!("pp. {}", pages.replace('-', "–"))
            }
            Self::Page(page) => format!("p. {page}"),
            Self::Section(heading) => format!("“{heading}”"),
            Self::Paragraph(number) => format!("paragraph {number}"),
        }
    }

    /// The place as Pandoc and LaTeX users write it.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Page(pages) if pages.contains(['-', '–']) => format!("pp. {pages}"),
            Self::Page(page) => format!("p. {page}"),
            Self::Section(heading) => format!("sec. “{heading}”"),
            Self::Paragraph(number) => format!("para. {number}"),
        }
    }
}

/// A range of pages as the style shortens it, unless that would lose a zero (see [`Locator::shortened`]).
fn ranged(pages: &str, style: &Style) -> String {
    let full = full(pages);
    let short = short(&full, style);
    if loses_zero(&short) { full } else { short }
}

/// A range as the style shortens it: `212-13` in MLA (9th edition, 2.140) and Chicago (17th edition,
/// 9.61). hayagriva does so for the pages of a work alone.
fn short(pages: &str, style: &Style) -> String {
    let Some((first, last)) = pages.split_once(['-', '–']) else {
        return pages.to_owned();
    };
    let format = style.csl().and_then(|csl| csl.settings.page_range_format);
    let mut range = String::new();
    let written = format
        .unwrap_or_default()
        .format(&mut range, first, last, Some("-"));
    match written {
        Ok(()) => range,
        Err(_) => pages.to_owned(),
    }
}

/// A range with all digits of its end, however it was typed.
fn full(pages: &str) -> String {
    // hayagriva 0.10.1 stops at a wide space before it.
    let pages = pages.trim();
    Pages::read(pages).map_or_else(|| pages.to_owned(), |pages| pages.typed())
}

fn loses_zero(range: &str) -> bool {
    let last = range.rsplit(['-', '–']).next();
    last.is_some_and(|last| last.starts_with('0'))
}

fn named(heading: &str, style: &Style) -> Option<(Label, String)> {
    let quoted = format!("“{heading}”");
    match style.name {
        "mla" => None,
        "apa" if heading.split(' ').count() <= PLAIN_HEADING => {
            Some((Label::Custom, format!("{heading} section")))
        }
        "apa" => Some((Label::Custom, format!("{quoted} section"))),
        name if name.starts_with("chicago") => Some((Label::Custom, format!("under {quoted}"))),
        _ => Some((Label::Section, quoted)),
    }
}

/// The number that a heading carries (`2.1 Method`, `IV. Method`).
fn numbered(heading: &str) -> Option<&str> {
    let (number, name) = heading.split_once(' ')?;
    let number = number.trim_end_matches(['.', ')']);
    let arabic = number.split('.').all(|part| {
        !part.is_empty() && part.len() < 3 && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    let roman = number.bytes().all(|byte| b"IVXL".contains(&byte)) && heading.contains(". ");
    let has_name = name.starts_with(char::is_uppercase);
    (has_name && (arabic || roman)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_heading_with_its_own_number_is_cited_by_number() {
        assert_eq!(numbered("2.1 Method"), Some("2.1"));
        assert_eq!(numbered("IV. Method"), Some("IV"));
        assert_eq!(numbered("1914 and after"), None);
        assert_eq!(numbered("I argue"), None);
        assert_eq!(numbered("30 years later"), None);
    }
}

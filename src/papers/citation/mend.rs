//! What hayagriva 0.10.1 gets wrong is mended: in a style when it is read, in a text when it is written.
//!
//! Each fault has a test in `tests/reading/citations.rs` that is named after what went wrong; a newer
//! hayagriva that does better makes the mend idle, not wrong.

use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, Term};
use hayagriva::citationberg::{
    Choose, IndependentStyle, Label, LabelPluralize, LayoutRenderingElement as Element, Name,
    Names, NamesChild, Text, TextTarget,
};

use super::engine::Written;
use super::formatted::Formatted;
use super::{Citation, Style};
use crate::papers::paper::Fields;

/// Mends a style.
pub(super) fn style(style: &mut IndependentStyle) {
    for part in &mut style.macros {
        elements(&mut part.children);
    }
    elements(&mut style.citation.layout.elements);
    if let Some(bibliography) = &mut style.bibliography {
        elements(&mut bibliography.layout.elements);
    }
}

fn elements(children: &mut [Element]) {
    for child in children {
        match child {
            Element::Names(names) => self::names(names),
            Element::Group(group) => elements(&mut group.children),
            Element::Choose(choose) => branches(choose, &mut elements),
            Element::Label(label) => {
                if let Some(text) = unchanging(label) {
                    *child = Element::Text(text);
                }
            }
            Element::Text(_) | Element::Date(_) | Element::Number(_) => {}
        }
    }
}

fn branches(choose: &mut Choose, work: &mut dyn FnMut(&mut [Element])) {
    work(&mut choose.if_.children);
    for branch in &mut choose.else_if {
        work(&mut branch.children);
    }
    if let Some(otherwise) = &mut choose.otherwise {
        work(&mut otherwise.children);
    }
}

/// Names without a `name` of their own are dropped, or stand behind their label (hayagriva #519).
fn names(names: &mut Names) {
    let has_name = names
        .children
        .iter()
        .any(|child| matches!(child, NamesChild::Name(_)));
    if !has_name {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    let own: Vec<NamesChild> = names
        .children
        .iter()
        .filter(|child| !matches!(child, NamesChild::Substitute(_)))
        .cloned()
        .collect();
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            inherit(&mut substitute.children, &own);
        }
    }
}

/// What stands in for names is written as they are (CSL 1.0.2, `cs:substitute`), also inside a
/// choice, where hayagriva forgets it.
fn inherit(children: &mut [Element], own: &[NamesChild]) {
    for child in children {
        match child {
            Element::Names(names) if names.children.is_empty() => {
                names.children = own.to_vec();
            }
            Element::Names(names) => self::names(names),
            Element::Choose(choose) => {
                branches(choose, &mut |children| inherit(children, own));
            }
            Element::Group(group) => inherit(&mut group.children, own),
            _ => {}
        }
    }
}

/// The label of pages that stays singular, as a word: hayagriva writes `pp.` all the same.
fn unchanging(label: &Label) -> Option<Text> {
    let NumberOrPageVariable::Page(page) = label.variable else {
        return None;
    };
    let plain = &label.label;
    (plain.plural == LabelPluralize::Never).then(|| Text {
        target: TextTarget::Term {
            term: Term::from(page),
            form: plain.form,
            plural: false,
        },
        formatting: plain.formatting,
        affixes: plain.affixes.clone(),
        display: None,
        quotes: false,
        strip_periods: plain.strip_periods,
        text_case: plain.text_case,
    })
}

/// Marks that meet where a style leaves something out, and what they come to.
const MARKS: [(&str, &str); 10] = [
    ("  ", " "),
    (" ;", ";"),
    (" ,", ","),
    (",)", ")"),
    (".”.", ".”"),
    (".’.", ".’"),
    (":.", ":"),
    (";:", ":"),
    (", ahead of print", ""),
    ("n.d..", "n.d."),
];

/// Mends a text that was written. Marks that the work itself has are left as they are.
pub(super) fn text(text: Formatted, item: &Item) -> Formatted {
    let mut mended = text;
    for (wrong, right) in MARKS {
        let is_own = item
            .0
            .values()
            .any(|value| value.to_str().is_some_and(|value| value.contains(wrong)));
        if !is_own {
            mended = mended.replaced(wrong, right);
        }
    }
    mended
}

/// A body that publishes what it wrote is named once: APA, 7th edition, 9.29, leaves the publisher or
/// the site out, MLA, 9th edition, 5.54, the author. The CSL styles can’t compare the two.
pub(super) fn fields(style: &Style, fields: &Fields) -> Fields {
    let mut fields = fields.clone();
    // hayagriva panics at a number that begins with a stop before a letter of several bytes.
    for number in [&mut fields.volume, &mut fields.issue, &mut fields.edition] {
        *number = number.take().and_then(|number| bare(&number));
    }
    fields.page = fields.page.take().and_then(|page| bare(&page));
    for text in [
        &mut fields.title,
        &mut fields.container_title,
        &mut fields.publisher,
        &mut fields.publisher_place,
        &mut fields.genre,
        &mut fields.note,
    ] {
        *text = text.take().map(|text| without_stop(&text).to_owned());
    }
    if fields.kind.as_deref() == Some("article") && fields.container_title.is_some() {
        // To CSL a bare “article” is a preprint, which styles say in words.
        fields.kind = Some("article-magazine".to_owned());
    }
    let [only] = fields.author.as_slice() else {
        return fields;
    };
    let is_author = |other: &Option<String>| other.as_deref() == Some(only.family());
    let (publishes, is_site) = (
        is_author(&fields.publisher),
        is_author(&fields.container_title),
    );
    match style.name {
        "apa" if publishes => fields.publisher = None,
        "apa" if is_site => fields.container_title = None,
        "mla" if publishes || is_site => fields.author.clear(),
        _ => {}
    }
    fields
}

/// A text without the stops before it, where a letter of several bytes follows, at which hayagriva panics as
/// well. `.NET` keeps its own.
fn without_stop(text: &str) -> &str {
    let bare = text.trim_start_matches(['.', ',', ';', ':', '!', '?']);
    if bare.starts_with(|c: char| !c.is_ascii()) {
        bare
    } else {
        text
    }
}

/// A number without the punctuation before it, if anything is left of it.
fn bare(number: &str) -> Option<String> {
    let bare = number.trim_start_matches(|c: char| !c.is_alphanumeric());
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// Mends what single styles get wrong.
pub(super) fn apart(style: &Style, fields: &Fields, written: Written) -> Citation {
    let (mut entry, mut in_text) = (written.entry, written.citation);
    if style.name == "harvard" && fields.editor.is_empty() {
        // The “in” stands before an editor’s name, and there is none.
        entry = entry.replaced("’, in ", "’, ");
    }
    if style.name == "chicago-author-date"
        && let (Some(volume), Some(year)) = (&fields.volume, fields.year())
    {
        // The year is not said twice, and a volume alone stands close to its pages (15.48).
        entry = entry.replaced(&format!(" {volume} ({year}): "), &format!(" {volume}:"));
    }
    if style.name == "vancouver" {
        // Citing Medicine writes ranges with a hyphen; CSL’s dash comes from the language.
        for pages in fields
            .page
            .iter()
            .filter(|pages| pages.contains(['-', '–']))
        {
            let first = pages.split(['-', '–']).next().unwrap_or_default();
            entry = entry.replaced(&format!("{first}–"), &format!("{first}-"));
        }
    }
    if style.name.starts_with("chicago") && in_text.text.contains("under “") {
        // American stops stand inside quotation marks; this place is our own text.
        in_text = in_text.replaced("”,", ",”").replaced("”.", ".”");
    }
    Citation {
        entry,
        in_text,
        names_place: true,
    }
}

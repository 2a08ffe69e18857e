//! Which work is meant: whether an entry of a bibliography names a paper of the corpus.
//!
//! [`signs`] gives the short texts by which a work is looked up; works that share one may be the same,
//! and [`same`] decides. Two different DOIs are two works; without DOIs titles decide, and author and
//! year must agree as far as both sides give them. A wrong source is worse than none. Where papers are
//! kept is not known here.

use std::collections::BTreeSet;

use super::paper::Fields;
use crate::text;

/// A title that must do without an author has at least so many words, …
const TELLING_WORDS: usize = 4;
/// … and so many letters.
const TELLING_LETTERS: usize = 20;
/// A work may be dated by its first appearance online or in print.
const YEARS_APART: i32 = 1;

/// The texts by which a work is looked up: its DOI, its title with and without what follows a colon,
/// and the first words of the title with the author's name. The last finds a work whose title was not
/// parted rightly from what follows it.
#[must_use]
pub fn signs(fields: &Fields) -> BTreeSet<String> {
    let mut signs: BTreeSet<String> = doi(fields)
        .map(|doi| format!("doi {doi}"))
        .into_iter()
        .collect();
    let title = Title::of(fields);
    if title.whole.is_empty() {
        return signs;
    }
    signs.insert(format!("title {}", title.whole.join(" ")));
    signs.insert(format!("title {}", title.main().join(" ")));
    if let Some(family) = family(fields) {
        let opening = &title.whole[..title.whole.len().min(2)];
        signs.insert(format!("by {} {}", family.join(" "), opening.join(" ")));
    }
    signs
}

/// Of the [`signs`] of a work its DOI, and what its first author, its year and its whole title say
/// together, where it has all three. Entries and works whose DOIs don't tell are surely the [`same`] if
/// they agree in the latter.
#[must_use]
pub fn decisive<'s>(
    fields: &Fields,
    signs: &'s BTreeSet<String>,
) -> (Option<&'s str>, Option<String>) {
    let begin = |start: &'static str| signs.iter().filter(move |sign| sign.starts_with(start));
    // Of the two titles the whole one is the longer.
    let title = begin("title ").max_by_key(|title| title.len());
    let by = begin("by ").next().zip(title);
    let together = by
        .zip(fields.year())
        .map(|((by, title), year)| format!("{year} {title} {by}"));
    (begin("doi ").next().map(String::as_str), together)
}

/// Whether an entry, with its fields and as it stands in the bibliography, names the work that other
/// fields describe.
#[must_use]
pub fn same(entry: &Fields, raw: &str, work: &Fields) -> bool {
    if let (Some(one), Some(other)) = (doi(entry), doi(work)) {
        return one == other;
    }
    let by = match (family(entry), family(work)) {
        (Some(one), Some(other)) => Agreement::of(ends_alike(&one, &other)),
        _ => Agreement::Unknown,
    };
    let (ours, theirs) = (Title::of(entry), Title::of(work));
    let title = Likeness::of(&ours, &theirs, &folded(raw));
    let years = (entry.year(), work.year());
    let dated = match years {
        (Some(one), Some(other)) => Agreement::of(one == other),
        _ => Agreement::Unknown,
    };
    let near = matches!(years, (Some(one), Some(other)) if (one - other).abs() <= YEARS_APART);
    let telling = theirs.is_telling();
    match (title, by, dated) {
        (Likeness::None, ..) | (_, Agreement::No, _) => false,
        (_, Agreement::Yes, Agreement::Yes) => true,
        (Likeness::Whole, Agreement::Yes, Agreement::No) => near && telling,
        (Likeness::Whole, Agreement::Yes, Agreement::Unknown) => theirs.whole.len() > 1,
        (Likeness::Whole, Agreement::Unknown, Agreement::Yes | Agreement::Unknown) => telling,
        _ => false,
    }
}

/// What two sides say of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agreement {
    Yes,
    No,
    /// One of them is silent.
    Unknown,
}

impl Agreement {
    fn of(agree: bool) -> Self {
        if agree { Self::Yes } else { Self::No }
    }
}

/// How much of two titles is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// All of both.
    Whole,
    /// All but a subtitle that one of them lacks, or what was read wrongly.
    Part,
    None,
}

impl Likeness {
    fn of(entry: &Title, work: &Title, raw: &[String]) -> Self {
        if work.whole.is_empty() {
            return Self::None;
        }
        if entry.whole == work.whole {
            return Self::Whole;
        }
        let lacks_subtitle = |short: &Title, long: &Title| {
            short.main == short.whole.len() && short.whole == long.main()
        };
        let is_printed = work.is_telling() && holds(raw, &work.whole);
        if lacks_subtitle(entry, work) || lacks_subtitle(work, entry) || is_printed {
            return Self::Part;
        }
        Self::None
    }
}

/// A title's words, folded.
struct Title {
    whole: Vec<String>,
    /// How many of them stand before the subtitle.
    main: usize,
}

impl Title {
    fn of(fields: &Fields) -> Self {
        let title = fields.title.as_deref().unwrap_or_default();
        let end = title
            .match_indices([':', '?', '!', '–', '—', '.'])
            .find(|(at, sign)| begins_subtitle(&title[..*at], &title[at + sign.len()..]))
            .map_or(title.len(), |(at, _)| at);
        let main = folded(&title[..end]).len();
        let whole = folded(title);
        Self {
            main: if main == 0 { whole.len() } else { main },
            whole,
        }
    }

    fn main(&self) -> &[String] {
        &self.whole[..self.main.min(self.whole.len())]
    }

    /// Whether it can hardly be the title of two works.
    fn is_telling(&self) -> bool {
        let letters: usize = self.whole.iter().map(|word| word.chars().count()).sum();
        self.whole.len() >= TELLING_WORDS && letters >= TELLING_LETTERS
    }
}

/// Whether a sign between two parts of a title ends the first: a space follows it, and no initial or
/// abbreviation stands before it.
fn begins_subtitle(before: &str, after: &str) -> bool {
    let last = before
        .trim_end()
        .rsplit([' ', '.'])
        .next()
        .unwrap_or_default();
    after.starts_with(' ') && last.chars().count() > 2 && after.contains(char::is_alphabetic)
}

/// The first author's family name, or else the first editor's, in folded words.
fn family(fields: &Fields) -> Option<Vec<String>> {
    let person = fields.author.first().or(fields.editor.first())?;
    Some(folded(person.family())).filter(|words| !words.is_empty())
}

/// Whether two names are one, though one of them has more words: given names, or a particle.
fn ends_alike(one: &[String], other: &[String]) -> bool {
    one.ends_with(other) || other.ends_with(one) || one.starts_with(other) || other.starts_with(one)
}

fn doi(fields: &Fields) -> Option<String> {
    let doi = fields.doi.as_deref()?.trim().to_lowercase();
    let bare = doi
        .rsplit_once("doi.org/")
        .map_or(doi.as_str(), |(_, bare)| bare);
    Some(bare.trim_end_matches(['.', ',', ';']).to_owned()).filter(|doi| !doi.is_empty())
}

fn holds(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

fn folded(line: &str) -> Vec<String> {
    let mut buffer = String::new();
    text::words(line)
        .map(|word| {
            text::fold(word.of(line), &mut buffer);
            buffer.clone()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::paper::Person;

    fn work(author: &str, year: &str, title: &str) -> Fields {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Fields {
            author: text(author)
                .map(|family| Person::Name {
                    family,
                    given: None,
                })
                .into_iter()
                .collect(),
            issued: text(year),
            title: text(title),
            ..Fields::default()
        }
    }

    fn are_same(entry: &Fields, other: &Fields) -> bool {
        let raw = entry.title.clone().unwrap_or_default();
        let same = same(entry, &raw, other);
        assert!(
            !same || !signs(entry).is_disjoint(&signs(other)),
            "not to be looked up: {raw}"
        );
        same
    }

    #[test]
    fn a_work_is_known_by_its_title_with_or_without_the_subtitle() {
        let paper = work(
            "Liang",
            "2014",
            "Ground to Be Kept Empty: Buffer States in Asia",
        );
        for (author, year, title) in [
            (
                "Liang",
                "2014",
                "Ground to be kept empty: buffer states in Asia",
            ),
            ("Liang", "2014", "Ground to Be Kept Empty"),
            (
                "Liang",
                "2014",
                "Ground to Be Kept Empty. Buffer States in Asia",
            ),
            (
                "Liang",
                "2014",
                "Ground to Be Kept Empty: Buffer States in Asia. Course Reader 3",
            ),
            (
                "Liang",
                "2013",
                "Ground to Be Kept Empty: Buffer States in Asia",
            ),
            (
                "Liang",
                "",
                "Ground to Be Kept Empty: Buffer States in Asia",
            ),
            ("", "2014", "Ground to Be Kept Empty: Buffer States in Asia"),
            ("", "", "Ground to Be Kept Empty: Buffer States in Asia"),
            ("Shuwen Liang", "2014", "Ground to Be Kept Empty"),
        ] {
            let entry = work(author, year, title);
            assert!(are_same(&entry, &paper), "{author} {year} {title}");
        }
    }

    #[test]
    fn another_author_year_or_subtitle_is_another_work() {
        let paper = work(
            "Liang",
            "2014",
            "Ground to Be Kept Empty: Buffer States in Asia",
        );
        for (author, year, title) in [
            (
                "Kim",
                "2014",
                "Ground to Be Kept Empty: Buffer States in Asia",
            ),
            (
                "Liang",
                "2009",
                "Ground to Be Kept Empty: Buffer States in Asia",
            ),
            (
                "Liang",
                "2014",
                "Ground to Be Kept Empty: Buffer States in Europe",
            ),
            ("Liang", "2014", "Ground to Be Kept"),
            ("", "2014", "Ground to Be Kept Empty"),
            ("Liang", "2014", ""),
        ] {
            let entry = work(author, year, title);
            assert!(!are_same(&entry, &paper), "{author} {year} {title}");
        }
        assert!(!are_same(
            &work("", "", "Introduction"),
            &work("", "", "Introduction")
        ));
    }

    #[test]
    fn dois_decide_where_both_have_one() {
        let with = |doi: &str, title| Fields {
            doi: Some(doi.to_owned()),
            ..work("Kim", "2001", title)
        };
        let paper = with("10.5555/Bees.2014", "How Honeybees Share a Map");
        assert!(are_same(
            &with("https://doi.org/10.5555/bees.2014.", "Bees"),
            &paper
        ));
        assert!(!are_same(
            &with("10.5555/other", "How Honeybees Share a Map"),
            &paper
        ));
    }
}

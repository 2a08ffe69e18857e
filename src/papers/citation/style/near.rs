//! The styles that a name leads to which is none, or is not yet one: the nearest, by their letters and
//! by their words.

use super::{ALSO, Manner, RENAMED, Style, all, plain};

/// How like two names are, from 0 to 1, of which one may be mistyped for the other.
const MISTYPED: f64 = 0.6;
/// The share of the words typed that a style has, if it may be the one that was meant.
const SHARED: f64 = 0.5;
/// How many names are offered for one that is none.
const MOST_OFFERED: usize = 3;

/// Words that say nothing of which style is meant.
const FILLING: [&str; 18] = [
    "a",
    "and",
    "citation",
    "edition",
    "ed",
    "for",
    "format",
    "guide",
    "journal",
    "manual",
    "of",
    "press",
    "reference",
    "referencing",
    "revised",
    "style",
    "the",
    "university",
];

/// The styles that what is being typed may become, best first: those that begin so, then those of
/// which another word does.
pub fn beginning(typed: &str) -> impl Iterator<Item = &'static Style> {
    let typed = plain(typed);
    let within = format!("-{typed}");
    let (first, others): (Vec<_>, Vec<_>) = all()
        .filter(|style| style.name.starts_with(&typed) || style.name.contains(&within))
        .partition(|style| style.name.starts_with(&typed));
    first.into_iter().chain(others)
}

/// The names nearest to one that is none, the nearest first.
#[must_use]
pub fn nearest(name: &str) -> Vec<&'static str> {
    let name = plain(name);
    let words: Vec<&str> = telling(&name).collect();
    let mut near: Vec<(f64, &'static str)> = all()
        .map(|style| (style.likeness(&name, &words), style.name))
        .filter(|(likeness, _)| *likeness > 0.0)
        .collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let names = near.into_iter().map(|(_, name)| name);
    names.take(MOST_OFFERED).collect()
}

/// The words of a name that tell it from others.
fn telling(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !FILLING.contains(word))
}

impl Style {
    /// How like its names one is that was typed, of which these are the telling words; 0 where it is
    /// hardly meant, and most where one of its names begins so.
    fn likeness(&self, typed: &str, words: &[&str]) -> f64 {
        let names = self.names();
        if typed.len() > 1 && names.iter().any(|name| name.starts_with(typed)) {
            return 2.0;
        }
        let likenesses = names
            .iter()
            .map(|name| strsim::normalized_damerau_levenshtein(name, typed));
        let likeness = likenesses.fold(0.0, f64::max);
        let own = || names.iter().flat_map(|name| telling(name));
        let begun =
            |word: &str| own().any(|own| own == word || word.len() > 3 && own.starts_with(word));
        let found = words.iter().filter(|word| begun(word)).count();
        let share = found as f64 / words.len().max(1) as f64;
        let if_enough = |value: f64, least: f64| if value >= least { value } else { 0.0 };
        if_enough(likeness, MISTYPED).max(if_enough(share, SHARED))
    }

    /// Every name that it goes by, as names are compared.
    fn names(&self) -> Vec<String> {
        let also = ALSO.iter().filter(|(_, name)| *name == self.name);
        let mut names = vec![self.name.to_owned(), plain(self.title)];
        names.extend(also.map(|(other, _)| (*other).to_owned()));
        if let Manner::Words(bundled) = &self.manner
            && RENAMED.iter().all(|(other, _)| *other != bundled.archived)
        {
            names.extend(
                bundled
                    .archived
                    .names()
                    .iter()
                    .map(|name| (*name).to_owned()),
            );
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::super::named;
    use super::*;

    #[test]
    fn a_name_that_is_none_leads_to_the_nearest() {
        for (typed, first) in [
            ("aap", "apa"),
            ("apa6", "apa"),
            ("APA 6th edition", "apa"),
            ("ieee style", "ieee"),
            ("harvard-uk", "harvard"),
            ("chicgo", "chicago-notes"),
            ("chicago notes bibliography", "chicago-notes"),
            ("american psychological", "apa"),
            ("AMA", "american-medical-association"),
            (
                "political science",
                "american-political-science-association",
            ),
            ("natur", "nature"),
        ] {
            assert_eq!(nearest(typed).first(), Some(&first), "{typed}");
        }
        assert!(nearest("alchemy").is_empty() && nearest("style").is_empty());
    }

    #[test]
    fn names_as_people_write_them_are_known() {
        for (typed, name) in [
            ("APA 7th", "apa"),
            ("Chicago (17)", "chicago-notes"),
            ("Cite_Them_Right", "harvard"),
        ] {
            assert_eq!(named(typed).map(|style| style.name), Some(name), "{typed}");
        }
    }

    #[test]
    fn what_is_typed_becomes_the_usual_style_first() {
        let names = |typed| beginning(typed).map(|style| style.name).collect::<Vec<_>>();
        assert_eq!(names("")[..3], ["apa", "mla", "chicago-notes"]);
        assert_eq!(names("harv"), ["harvard", "elsevier-harvard"]);
        assert_eq!(
            names("chicago")[..3],
            [
                "chicago-notes",
                "chicago-author-date",
                "chicago-18-author-date"
            ]
        );
    }
}

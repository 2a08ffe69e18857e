//! The short form in which a paper is named beside a passage: `Waltz (1979, p. 52)`.
//!
//! Full citations in a style are made beside it.

use crate::papers::paper::{Name, Pages};

/// Names authors, year and pages the way a sentence would.
///
/// Without authors the title stands in for them, without a year `n.d.`; nothing is made up.
#[must_use]
pub fn short(authors: &[Name], title: &str, year: Option<i32>, pages: Option<Pages>) -> String {
    let who = match authors {
        [] if title.is_empty() => "Untitled".to_owned(),
        [] => format!("“{title}”"),
        [one] => one.family.clone(),
        [one, two] => format!("{} and {}", one.family, two.family),
        [one, ..] => format!("{} et al.", one.family),
    };
    let year = year.map_or_else(|| "n.d.".to_owned(), |year| year.to_string());
    match pages {
        Some(pages) => format!("{who} ({year}, {pages})"),
        None => format!("{who} ({year})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(family: &str) -> Name {
        Name {
            family: family.to_owned(),
            given: None,
        }
    }

    #[test]
    fn names_one_two_many_and_no_authors() {
        let [waltz, walt, jervis] = ["Waltz", "Walt", "Jervis"].map(name);
        assert_eq!(
            short(
                std::slice::from_ref(&waltz),
                "",
                Some(1979),
                Pages::printed(52, 52)
            ),
            "Waltz (1979, p. 52)"
        );
        assert_eq!(
            short(&[waltz.clone(), walt.clone()], "", Some(1990), None),
            "Waltz and Walt (1990)"
        );
        assert_eq!(
            short(&[waltz, walt, jervis], "", None, None),
            "Waltz et al. (n.d.)"
        );
        assert_eq!(short(&[], "Dynamics", None, None), "“Dynamics” (n.d.)");
    }
}

//! Names that follow no form, in a stretch that is certain to hold names.

use std::sync::LazyLock;

use regex::Regex;

use super::{List, OTHERS, body};
use crate::papers::paper::Person;
use crate::papers::reference::entry::trimmed;
use crate::papers::reference::pattern;
use crate::papers::reference::shape::{self, Shaped};

/// Parts a stretch at commas and “and”; a part of initials goes with the name before it.
pub(super) fn rough(text: &str) -> List {
    static PARTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\s*[,;:\x01]+\s*(?:(?:and|und|et|y)\s|&\s?)?|\s(?:and|&|und|et|y)\s")
    });
    static ONLY_INITIALS: LazyLock<Regex> = LazyLock::new(|| {
        shape::pattern(r"^(?:\p{Lu}\p{Ll}?\.?[\s-]{0,2}){1,4}(?:(?:de|van|von|der)\s?)*$")
    });
    static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
        shape::pattern(
            r"^(?P<g>(?:\p{Lu}\p{Ll}?\.\s?-?\s?)+)(?P<f>.+)$|^(?P<f2>.+?)\s(?P<g2>(?:\p{Lu}\.?[\s-]?){1,4})$",
        )
    });
    let edited = Regex::find_iter(&EDITED_ANYWHERE, text).next();
    let names = edited.map_or(text, |edited| &text[..edited.start()]);
    let mut people: Vec<Person> = Vec::new();
    for part in PARTS.split(names) {
        let part = OTHERS.replace(part, "");
        let part = part.trim();
        if !part.contains(char::is_alphabetic) || part == "al." {
            continue;
        }
        let shape = shape::of(part);
        if ONLY_INITIALS.is_match(&shape)
            && let Some(last) = people.last_mut()
            && let Person::Literal { literal } = last
        {
            *last = Person::Name {
                family: literal.clone(),
                given: Some(part.to_owned()),
            };
            continue;
        }
        let split = SPLIT.captures(&shape).and_then(|found| {
            let place = |range| Shaped::new(part, &shape).place(range);
            let family = &part[place(found.name("f").or(found.name("f2"))?.range())];
            let given = &part[place(found.name("g").or(found.name("g2"))?.range())];
            Some((trimmed(family)?, given.trim().to_owned()))
        });
        people.extend(match split {
            Some((family, given)) => Some(Person::Name {
                family,
                given: Some(given),
            }),
            None => body(part),
        });
    }
    List {
        people,
        end: text.len(),
        editors: edited.is_some(),
    }
}

static EDITED_ANYWHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[,.\s]*[(\[]\s?(?:eds?|editors?|hrsg|hg|éds?|dirs?|orgs?|coords?|comps?)\b\.?\s?[)\]]|,\s(?:eds?\.|eds\b|editors?\b|hrsg\.|éds?\.)",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_go_with_the_name_before_them() {
        let list = rough("Waltz, K.N., o’Neil Q. and the Study Team (eds.)");
        let families: Vec<&str> = list.people.iter().map(Person::family).collect();
        assert_eq!(families, ["Waltz", "o’Neil", "the Study Team"]);
        assert!(list.editors);
    }
}

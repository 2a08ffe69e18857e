//! One name: which of its words are given and which the family's, in the case of a name.

use super::{PARTICLES, clean, is_initials};
use crate::papers::paper::Name;

/// A name's given and family parts, particles with the family name.
pub(in super::super) fn name(text: &str) -> Option<Name> {
    let text = clean(text);
    let mut words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() > 1 {
        words.retain(|word| {
            !SUFFIXES.contains(&word.trim_end_matches('.')) && !TITLES.contains(word)
        });
    }
    let last = words.len().checked_sub(1)?;
    if text.to_lowercase().starts_with("et al")
        || !words
            .iter()
            .any(|word| word.chars().any(char::is_alphabetic))
    {
        return None;
    }
    let capitals =
        |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_uppercase() || c == '-');
    if last > 0 && capitals(&words[0]) && !capitals(&words[last]) {
        return Some(Name {
            family: settle_case(words[0]),
            given: Some(words[1..].join(" ")),
        });
    }
    // `Иванов А. Б.`, `Smith J.`: what ends in initials begins with the family name.
    let is_initial = |word: &&str| word.ends_with('.') && is_initials(word);
    if last > 0 && words[1..].iter().all(is_initial) && !is_initials(words[0]) {
        return Some(Name {
            family: settle_case(words[0]),
            given: Some(words[1..].join(" ")),
        });
    }
    let mut from = last;
    while from > 1 && PARTICLES.contains(&words[from - 1])
        || from == 1 && PARTICLES.contains(&words[0]) && words[0].starts_with(char::is_lowercase)
    {
        from -= 1;
    }
    let given = (from > 0).then(|| settle_case(&words[..from].join(" ")));
    let family = words[from..].join(" ");
    Some(Name {
        family: if given.is_some() {
            settle_case(&family)
        } else {
            family
        },
        given,
    })
}

/// `ANDERSON` becomes `Anderson`: capitals there are the printer's. Short words may be initials.
pub(super) fn settle_case(name: &str) -> String {
    // Where all is in capitals even two of them are no initials.
    let least = if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        2
    } else {
        1
    };
    let settle = |word: &str| {
        let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > least
            && !word.chars().any(char::is_lowercase)
            && !word.contains('.');
        if !shouted {
            return word.to_owned();
        }
        let mut start = true;
        word.chars()
            .flat_map(|c| {
                let small = !std::mem::replace(&mut start, !c.is_alphabetic());
                if small {
                    c.to_lowercase().collect::<Vec<_>>()
                } else {
                    vec![c]
                }
            })
            .collect()
    };
    name.split(' ').map(settle).collect::<Vec<_>>().join(" ")
}

const SUFFIXES: [&str; 6] = ["Jr", "Sr", "II", "III", "IV", "PhD"];

const TITLES: [&str; 6] = ["Dr.", "Prof.", "Professor", "Mr.", "Ms.", "Mrs."];

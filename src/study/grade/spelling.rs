//! How far a typing mistake may go, and what is no typing mistake.

/// The fewest edits that make one word of another: letters put in, left out, exchanged, or two swapped.
pub(super) fn distance(right: &str, typed: &str) -> usize {
    strsim::osa_distance(right, typed)
}

/// How many edits are forgiven in an answer of this length.
pub(super) fn allowed(right: &str) -> usize {
    match right.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Whether one word is the other with another prefix or ending that changes what it means.
pub(super) fn is_opposite(right: &str, typed: &str) -> bool {
    let denies = DENYING.iter().any(|prefix| {
        let adds = |long: &str, short: &str| long.strip_prefix(prefix) == Some(short);
        adds(right, typed) || adds(typed, right)
    });
    let exchanged = |families: &[&[&'static str]], rest: fn(&str, &str) -> Option<String>| {
        families.iter().any(|family| {
            let parted = |word: &str| -> Vec<(&'static str, String)> {
                let part = |part: &&'static str| Some((*part, rest(word, part)?));
                family.iter().filter_map(part).collect()
            };
            let typed = parted(typed);
            parted(right).iter().any(|(part, stem)| {
                let other = |(other, rest): &(&str, String)| other != part && rest == stem;
                stem.chars().count() > 1 && typed.iter().any(other)
            })
        })
    };
    denies
        || exchanged(PREFIXES, |word, part| {
            word.strip_prefix(part).map(str::to_owned)
        })
        || exchanged(ENDINGS, |word, part| {
            word.strip_suffix(part).map(str::to_owned)
        })
}

/// Prefixes that make the opposite of a word.
const DENYING: [&str; 12] = [
    "a", "an", "un", "in", "im", "il", "ir", "dis", "non", "mis", "de", "anti",
];

/// Prefixes of which each is another's opposite or neighbour.
const PREFIXES: &[&[&str]] = &[
    &["hyper", "hypo"],
    &["inter", "intra"],
    &["macro", "micro"],
    &["endo", "exo", "ecto"],
    &["pre", "post", "pro"],
    &["over", "under"],
    &["sub", "super", "supra"],
    &["mono", "poly", "di", "tri", "bi", "uni"],
    &["homo", "hetero"],
    &["ante", "anti"],
    &["im", "ex", "de"],
    &["in", "ex", "de"],
    &["ab", "ad"],
    &["meta", "mega", "beta"],
    &["pro", "anti", "con"],
    &["up", "down"],
];

/// Endings that tell things of one family apart.
const ENDINGS: &[&[&str]] = &[
    &["ism", "ist"],
    &["ee", "er", "or"],
    &["ate", "ite", "ide"],
    &["ose", "ase"],
    &["ane", "ene", "yne", "ine"],
    &["ic", "ous"],
    &["less", "ness"],
    &["phobe", "phile"],
];

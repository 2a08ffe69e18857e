//! Places of work and addresses, as they stand below the names of authors.

/// Whether a line says where authors work or how to reach them.
pub(super) fn is_affiliation(line: &str) -> bool {
    let word = |word: &str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        PLACES.iter().any(|place| word == *place)
            || PLACE_STEMS.iter().any(|stem| word.contains(stem))
            || (word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    is_contact(line) || (line.split(' ').count() <= 40 && line.split([' ', '-']).any(word))
}

/// Addresses of mail, sites and telephones.
pub(super) fn is_contact(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.contains('@')
        || [
            "e-mail", "email", "http://", "https://", "www.", "phone:", "tel:", "ph:", "fax:",
        ]
        .iter()
        .any(|lead| lower.contains(lead))
        || line.starts_with('+') && line.chars().filter(char::is_ascii_digit).count() >= 7
}

const PLACES: [&str; 26] = [
    "school",
    "college",
    "dept",
    "department",
    "labs",
    "lab",
    "center",
    "centre",
    "academy",
    "hospital",
    "inc",
    "corp",
    "ltd",
    "gmbh",
    "street",
    "road",
    "avenue",
    "ave",
    "blvd",
    "rd",
    "research",
    "faculty",
    "clinic",
    "usa",
    "company",
    "affiliations",
];

const PLACE_STEMS: [&str; 8] = [
    "universi",
    "institut",
    "laborator",
    "polytech",
    "hochschule",
    "fakult",
    "université",
    "departement",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_addresses_are_told_from_prose() {
        for line in [
            "University of the North",
            "2 Department of Law",
            "ana@lund.example",
            "+46 70 123 45 67",
        ] {
            assert!(is_affiliation(line), "{line}");
        }
        for line in [
            "The balance of fear",
            "Ana Lindqvist",
            "It was cold that year",
        ] {
            assert!(!is_affiliation(line), "{line}");
        }
    }
}

//! The edition of a book as the number that styles want: `2` for “2nd ed.” and “second edition”.

/// The ordinals that are written out.
const WORDS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// The number of an edition, or what is said of it where that is no number (`revised`).
pub(super) fn number(edition: &str) -> String {
    let bare = edition.trim().trim_end_matches('.');
    let lower = bare.to_lowercase();
    let cut = ["edition", "edn", "ed"]
        .iter()
        .find_map(|word| lower.strip_suffix(word))
        .filter(|rest| rest.is_empty() || rest.ends_with([' ', '.', ',']))
        .map_or(bare.len(), str::len);
    let said = bare
        .get(..cut)
        .unwrap_or(bare)
        .trim_end_matches([' ', '.', ',']);
    let lower = said.to_lowercase();
    if let Some(at) = WORDS.iter().position(|word| *word == lower) {
        return (at + 1).to_string();
    }
    let digits: String = lower.chars().take_while(char::is_ascii_digit).collect();
    let behind = &lower[digits.len()..];
    if !digits.is_empty() && ["", "st", "nd", "rd", "th", "."].contains(&behind) {
        return digits;
    }
    if said.is_empty() {
        return bare.to_owned();
    }
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_and_other_words_kept() {
        for (said, number_of) in [
            ("2nd ed.", "2"),
            ("Second edition", "2"),
            ("3", "3"),
            ("11th", "11"),
            ("Revised edition", "Revised"),
            ("2nd rev. ed.", "2nd rev"),
            ("United", "United"),
        ] {
            assert_eq!(number(said), number_of, "{said}");
        }
    }
}

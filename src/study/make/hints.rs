//! What a question tells of an answer that is to be typed: how many words it has, and how they begin.

use super::super::vocabulary::Class;
use super::targets::is_short_form;

/// How many words a term has that is defined: the definition tells the rest.
pub(super) fn count(answer: &str) -> String {
    counted(answer).map_or_else(String::new, |count| format!(" ({count})"))
}

/// How many words an answer has, in words, where it has several.
fn counted(answer: &str) -> Option<&'static str> {
    match answer.split(' ').count() {
        1 => None,
        2 => Some("two words"),
        3 => Some("three words"),
        _ => Some("several words"),
    }
}

/// How many words are missing and how they begin, so that only one answer fits.
pub(super) fn hint(answer: &str, class: Class) -> String {
    if matches!(class, Class::Year | Class::Number) {
        return String::new();
    }
    if is_short_form(answer) && !answer.contains('-') {
        let first: String = answer.chars().take(1).collect();
        return format!(" (an abbreviation: {first}…)");
    }
    let first = |word: &str| word.chars().next().map(|c| format!("{c}…"));
    let initials: Vec<String> = answer.split(' ').filter_map(first).collect();
    let count = counted(answer).map_or_else(|| "one word".to_owned(), str::to_owned);
    format!(" ({count}: {})", initials.join(" "))
}

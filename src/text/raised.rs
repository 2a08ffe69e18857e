//! Raised digits, by which a text calls its notes and cites its works: `fear.³`.

/// The raised digits, from nought.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Whether a character is a raised digit: `fear²` is `fear` and a note, or one word.
#[must_use]
pub fn is_raised(c: char) -> bool {
    RAISED.contains(c)
}

/// The digit that a raised one stands for.
#[must_use]
pub fn raised_digit(c: char) -> Option<char> {
    let value = RAISED.chars().position(|digit| digit == c)?;
    char::from_digit(value as u32, 10)
}

/// Whether a raised number here can call a note or cite: behind a stop or a word, and not behind a
/// unit (`m²`).
#[must_use]
pub fn may_be_raised(text: &str, start: usize) -> bool {
    let before = &text[..start];
    if before.ends_with(['.', ',', ';', ')', '”', '"', '’', ']']) {
        return true;
    }
    let letters = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphabetic())
        .count();
    letters > 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exponent_behind_a_unit_calls_no_note() {
        let at = "10 km² of land.³";
        assert!(!may_be_raised(at, 5) && may_be_raised(at, at.len() - 2));
        assert_eq!(raised_digit('³'), Some('3'));
    }
}

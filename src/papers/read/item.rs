//! Items of a list, as plain text prints them.

/// The text of an item without its bullet. Numbers and letters are part of what the author wrote
/// and stay.
pub(super) fn text(line: &str) -> &str {
    bullet(line).unwrap_or(line)
}

/// Whether a line begins an item: `• …`, `- …`, `1) …`, `(a) …`, `3. …`.
pub(super) fn begins(line: &str) -> bool {
    bullet(line).is_some() || is_bracketed(line) || is_stopped(line)
}

/// Whether a line begins with a bullet.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let mut rest = line.chars();
    let first = rest.next()?;
    let text = rest.as_str().strip_prefix(' ')?.trim_start();
    (BULLETS.contains(first) && text.chars().any(char::is_alphanumeric)).then_some(text)
}

const BULLETS: &str = "•-–—*▪◦‣●○■□➢✓·+o\u{f0b7}";

/// `1)`, `(1)`, `a)`, `(iv)`.
fn is_bracketed(line: &str) -> bool {
    let inside = line.strip_prefix('(').unwrap_or(line);
    let Some((label, rest)) = inside.split_once(')') else {
        return false;
    };
    rest.starts_with(' ') && is_label(label)
}

/// `1.` and `a.`, but not initials, which are capitals.
fn is_stopped(line: &str) -> bool {
    let Some((label, rest)) = line.split_once('.') else {
        return false;
    };
    let small = label
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_ascii_lowercase());
    rest.starts_with(' ') && small && is_label(label)
}

fn is_label(label: &str) -> bool {
    let digits = !label.is_empty() && label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = !label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b"ivx".contains(&b));
    digits || letter || roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_by_what_they_begin_with() {
        for line in [
            "• fear",
            "- fear",
            "1) fear",
            "(b) fear",
            "(iv) fear",
            "3. fear",
            "a. fear",
        ] {
            assert!(begins(line), "{line}");
        }
        for line in [
            "fear",
            "J. Smith said",
            "1979. It was",
            "(see above) it",
            "-fear",
            "—",
        ] {
            assert!(!begins(line), "{line}");
        }
    }

    #[test]
    fn a_bullet_goes_and_a_number_stays() {
        assert_eq!(text("• fear"), "fear");
        assert_eq!(text("2) trust"), "2) trust");
    }
}

//! What Discord takes at most, each number with the page of Discord's documentation that has it.
//!
//! Everything that is sent is cut to these before it leaves; nothing here knows what is sent.

/// How long a text is, as Discord counts it.
///
/// Its documentation says “characters” throughout, its servers count code points and its clients
/// UTF-16 units. There are never more code points than units, so what fits in units fits in both.
pub(super) fn size(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text that is not longer than allowed, cut before a character where it must be and ended with
/// “…” then.
pub(super) fn cut(text: &str, most: usize) -> String {
    if size(text) <= most {
        return text.to_owned();
    }
    let mut left = most.saturating_sub(1);
    let fits = |c: &char| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

// Resources > Message > Embed limits.

/// Embeds of a message.
pub(super) const EMBEDS: usize = 10;
/// All texts of all embeds of a message.
pub(super) const EMBEDS_TOGETHER: usize = 6_000;
/// The title of an embed.
pub(super) const TITLE: usize = 256;
/// The description of an embed.
pub(super) const DESCRIPTION: usize = 4_096;
/// The footer of an embed.
pub(super) const FOOTER: usize = 2_048;

// Resources > Message > Attachment structure.

/// What is told of a file to who can't see it.
pub(super) const ALTERNATIVE: usize = 1_024;

// Components > Component reference.

/// Rows of a message.
pub(super) const ROWS: usize = 5;
/// Buttons of a row.
pub(super) const BUTTONS: usize = 5;
/// The label of a button.
pub(super) const LABEL: usize = 80;
/// The id by which a button is known when it is pressed.
pub(super) const CUSTOM_ID: usize = 100;
/// Options of a list to choose from, and the label and the value of each.
pub(super) const OPTIONS: usize = 25;
pub(super) const OPTION_LABEL: usize = 100;

// Interactions > Application commands.

/// Choices of an option, and choices offered while typing.
pub(super) const CHOICES: usize = 25;
/// The name and the value of a choice.
pub(super) const CHOICE: usize = 100;
/// The text that can be typed into an option.
pub(super) const OPTION_VALUE: usize = 6_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_counted_in_utf_16_units() {
        assert_eq!([size("ab"), size("ü"), size("𝄞"), size("")], [2, 1, 2, 0]);
    }

    #[test]
    fn what_is_too_long_is_cut_before_a_character_and_says_so() {
        assert_eq!(cut("four", 4), "four");
        assert_eq!(cut("fours", 4), "fou…");
        assert_eq!(cut("a b c", 3), "a…");
        assert_eq!(cut("a𝄞𝄞", 4), "a𝄞…");
        assert_eq!(cut("𝄞𝄞", 2), "…");
    }
}

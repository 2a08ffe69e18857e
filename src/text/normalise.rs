//! The one change that text undergoes on its way into a paper.
//!
//! Characters are brought to one form, and what a printer or an editor put in for the eye alone
//! goes: soft hyphens, ligatures, control characters, runs of white space. Compatibility forms
//! other than ligatures stay, since a superscript may be a note's marker. Hyphens at line ends
//! are undone where lines are known, in [`papers::read`](crate::papers::read), not here.

use unicode_normalization::UnicodeNormalization as _;

/// Brings a text to the form in which it is stored and shown. Doing it twice changes nothing.
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    if text.is_ascii() {
        fold_space(text.chars(), &mut normal);
    } else {
        let mut plain = String::with_capacity(text.len());
        text.chars().for_each(|c| push_plain(c, &mut plain));
        fold_space(plain.nfc(), &mut normal);
    }
    normal
}

/// Joins words by single spaces. A control character that is no white space leaves nothing.
fn fold_space(characters: impl Iterator<Item = char>, normal: &mut String) {
    let mut gap = false;
    for c in characters {
        if c.is_whitespace() {
            gap = !normal.is_empty();
        } else if !c.is_control() {
            if gap {
                normal.push(' ');
                gap = false;
            }
            normal.push(c);
        }
    }
}

/// Resolves ligatures and drops what is invisible, before composing: a dropped character may
/// stand between a letter and its accent.
fn push_plain(c: char, plain: &mut String) {
    match c {
        'ﬀ' => plain.push_str("ff"),
        'ﬁ' => plain.push_str("fi"),
        'ﬂ' => plain.push_str("fl"),
        'ﬃ' => plain.push_str("ffi"),
        'ﬄ' => plain.push_str("ffl"),
        'ﬅ' | 'ﬆ' => plain.push_str("st"),
        // Soft hyphen, zero-width space, word joiner, byte order mark.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
        c if c.is_control() && !c.is_whitespace() => {}
        c => plain.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_only_for_the_eye_goes() {
        assert_eq!(
            normalise("\u{feff}de\u{ad}ﬁne  the\n\te\u{301}tude"),
            "define the étude"
        );
        assert_eq!(normalise("a\u{0}b \u{7}c\u{a0}d"), "ab c d");
    }

    #[test]
    fn markers_and_other_compatibility_forms_stay() {
        assert_eq!(normalise("fear² ½ … “Ⅳ”"), "fear² ½ … “Ⅳ”");
    }

    #[test]
    fn a_soft_hyphen_between_a_letter_and_its_accent_does_not_part_them() {
        assert_eq!(normalise("e\u{ad}\u{301}"), "é");
    }

    proptest! {
        #[test]
        fn doing_it_twice_changes_nothing(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once);
        }
    }
}

//! Texts in which no chat client reads a mention of a person or of all, nor a link to a person.

/// Stands between `@` and a name where a platform would notify somebody. It has no width.
pub(crate) const NO_MENTION: char = '\u{200b}';

/// A text in which no chat client reads a mention of a person or of all, nor a link to a person.
pub(super) fn unmentioned(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        shown.push(c);
        rest = &rest[c.len_utf8()..];
        let named = |c: char| c.is_alphanumeric() || "_=-./+".contains(c);
        if (c == '@' && rest.starts_with(named)) || is_link_to_somebody(&shown, rest) {
            shown.push(NO_MENTION);
        }
    }
    shown
}

/// Text of a program with `@` kept where it names nobody, so that it can be copied.
pub(super) fn unmentioned_data(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        shown.push(c);
        rest = &rest[c.len_utf8()..];
        let names_all = c == '@' && begins(rest, "room");
        let names_one = c == '@'
            && rest
                .split(char::is_whitespace)
                .next()
                .is_some_and(is_user_id);
        if names_all || names_one || is_link_to_somebody(&shown, rest) {
            shown.push(NO_MENTION);
        }
    }
    shown
}

/// Whether what follows an `@` is the rest of a Matrix id.
fn is_user_id(word: &str) -> bool {
    let named = |c: char| c.is_alphanumeric() || "_=-./+".contains(c);
    word.split_once(':')
        .is_some_and(|(name, server)| name.chars().all(named) && server.starts_with(named))
}

/// Whether this is the middle of `matrix.to` or of the scheme `matrix:`, which lead to people and rooms.
fn is_link_to_somebody(before: &str, after: &str) -> bool {
    const NAME: &str = "matrix";
    let named = before
        .len()
        .checked_sub(NAME.len())
        .and_then(|from| before.get(from..))
        .is_some_and(|end| end.eq_ignore_ascii_case(NAME));
    named
        && (begins(after, ".to")
            || begins(after, ":u/")
            || begins(after, ":r/")
            || begins(after, ":roomid/"))
}

fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case(with))
}

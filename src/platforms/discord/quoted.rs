//! What a message says without Discord's mark-up, so that it can be looked for in papers.

/// What a message quotes, else all that it says.
pub(super) fn of(message: &str) -> String {
    let quotes = |line: &&str| line.trim_start().starts_with("> ");
    let lines: Vec<&str> = message.lines().collect();
    let quoted: Vec<&str> = lines.iter().copied().filter(|line| quotes(&line)).collect();
    let all = if quoted.is_empty() { lines } else { quoted };
    let said: Vec<String> = all.into_iter().map(plain).collect();
    said.join(" ").trim().to_owned()
}

/// A line without the marks that Discord reads, and what was escaped as it stands.
fn plain(line: &str) -> String {
    let line = line.trim_start();
    let line = line
        .strip_prefix(">>> ")
        .or_else(|| line.strip_prefix("> "))
        .unwrap_or(line);
    let mut said = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let pair = ["**", "__", "~~", "||"]
            .iter()
            .any(|mark| rest.starts_with(mark));
        let escaped = rest[c.len_utf8()..]
            .chars()
            .next()
            .filter(|next| c == '\\' && next.is_ascii_punctuation());
        rest = &rest[c.len_utf8()..];
        match escaped {
            Some(next) => {
                said.push(next);
                rest = &rest[next.len_utf8()..];
            }
            None if pair => rest = &rest[1..],
            None if matches!(c, '*' | '`' | '\u{200b}') => {}
            None => said.push(c),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_quotes_says_what_it_quotes() {
        assert_eq!(
            of("look at this:\n> a **buffer** state\n> is \\*small\\*\nright?"),
            "a buffer state is *small*"
        );
        assert_eq!(of(">>> all of it"), "all of it");
    }

    #[test]
    fn marks_are_left_out_and_what_was_escaped_stays() {
        assert_eq!(
            of("__one__ ~~two~~ `three` ||four|| *five* snake_case \\_x"),
            "one two three four five snake_case _x"
        );
        assert_eq!(of("a < b > c \\ d"), "a < b > c \\ d");
        assert_eq!(of(""), "");
    }
}

//! Where a title stands in quotation marks.
//!
//! Marks are looked for by hand: a pattern that counts the characters between them, up to
//! [`LONGEST`], takes more time to compile than the bibliographies of several papers to read.
//! Whether what they hold is a title is decided by who asks.

use std::ops::Range;

use super::entry::TAKEN;

/// What is quoted has at least so many characters, …
const SHORTEST: usize = 6;
/// … and at most so many.
const LONGEST: usize = 400;
/// What is quoted within a quotation has at most so many, …
const LONGEST_WITHIN: usize = 80;
/// … and so many may follow it.
const LONGEST_BEHIND: usize = 200;
/// Single marks are apostrophes as well, so what they quote is no single word.
const SHORTEST_IN_SINGLE: usize = 10;

/// The first place in double quotation marks of any language, the marks included.
pub(super) fn double(text: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(at, mark)| {
        let rest = &text[at..];
        let length = match mark {
            '“' => english(rest),
            '„' => plain(rest, &['“', '”']),
            '«' => plain(rest, &['»']),
            '»' => plain(rest, &['«']),
            '"' => plain(rest, &['"']),
            '`' => typewritten(rest),
            _ => None,
        };
        length.map(|length| at..at + length)
    })
}

/// The first place in single quotation marks, the marks included: nothing but a space or a bracket
/// stands before them, and punctuation or a space behind.
pub(super) fn single(text: &str) -> Option<Range<usize>> {
    let mut before = None;
    text.char_indices().find_map(|(at, mark)| {
        let opens = before.is_none_or(|c: char| c.is_whitespace() || c == '(' || c == TAKEN);
        before = Some(mark);
        if !opens || !matches!(mark, '‘' | '\'' | '`') {
            return None;
        }
        let from = at + mark.len_utf8();
        let inside = text[from..].char_indices().take(LONGEST + 1).enumerate();
        for (count, (place, c)) in inside {
            let end = from + place + c.len_utf8();
            let closes = count >= SHORTEST_IN_SINGLE && matches!(c, '’' | '\'');
            if closes && may_follow(&text[end..]) {
                return Some(at..end);
            }
            if matches!(c, '‘' | TAKEN) {
                return None;
            }
        }
        None
    })
}

fn may_follow(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':'))
}

/// How far the characters go that are none of these marks, at most so many: in characters and bytes.
fn run(text: &str, marks: &[char], most: usize) -> (usize, usize) {
    let mut length = 0;
    let inside = text.chars().take_while(|c| !marks.contains(c)).take(most);
    let count = inside.inspect(|c| length += c.len_utf8()).count();
    (count, length)
}

/// The length of a quotation that the first of the closing marks ends.
fn plain(text: &str, closing: &[char]) -> Option<usize> {
    let open = text.chars().next()?.len_utf8();
    let (count, length) = run(&text[open..], closing, LONGEST);
    let end = open + length;
    let mark = text[end..].chars().next().filter(|c| closing.contains(c))?;
    (count >= SHORTEST).then(|| end + mark.len_utf8())
}

/// The length of ``` ``what is quoted'' ```, up to the last marks that close it.
fn typewritten(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("``")?;
    let (_, length) = run(inside, &['`'], LONGEST);
    let reach = &inside[..inside.floor_char_boundary(length + 2)];
    let end = reach.rfind("''")?;
    let (count, _) = run(&inside[..end], &['`'], LONGEST);
    (count >= SHORTEST).then_some("``".len() + end + "''".len())
}

/// The length of what stands in English marks, in which others may be quoted.
fn english(text: &str) -> Option<usize> {
    let open = '“'.len_utf8();
    let (count, length) = run(&text[open..], &['”', '“'], LONGEST);
    if count < SHORTEST {
        return None;
    }
    let end = open + length;
    if text[end..].starts_with('”') {
        return Some(end + '”'.len_utf8());
    }
    let (_, shortest) = run(&text[open..], &[], SHORTEST);
    let first = open + shortest;
    let within = text[first..end]
        .rmatch_indices('‘')
        .map(|(at, _)| first + at);
    let places = text[end..].starts_with(['“', '‘']).then_some(end);
    places.into_iter().chain(within).find_map(|at| {
        let inner = with_another(&text[at..])?;
        Some(at + inner)
    })
}

/// The length of a quotation within another, and of the rest of that one.
fn with_another(text: &str) -> Option<usize> {
    let open = text.chars().next()?.len_utf8();
    let (count, length) = run(&text[open..], &['”', '’'], LONGEST_WITHIN);
    let closed = open + length;
    let mark = text[closed..]
        .chars()
        .next()
        .filter(|c| matches!(c, '”' | '’'))?;
    let behind = closed + mark.len_utf8();
    let (_, length) = run(&text[behind..], &['”'], LONGEST_BEHIND);
    let end = behind + length;
    (count > 0 && text[end..].starts_with('”')).then(|| end + '”'.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        double(text)
            .or_else(|| single(text))
            .map(|place| &text[place])
    }

    #[test]
    fn marks_of_every_language_hold_a_title() {
        for (text, expected) in [
            ("Kim, “Fear and Trust,” Asia", "“Fear and Trust,”"),
            ("Kim: „Die Angst“. In: Asien", "„Die Angst“"),
            ("Kim, « La peur », Asie", "« La peur »"),
            ("Kim: »Die Angst«, Asien", "»Die Angst«"),
            ("Kim, \"Fear ends\", Asia", "\"Fear ends\""),
            ("Kim, ``Fear'' and ``Fear ends'', Asia", "``Fear ends''"),
            ("Kim, ‘Fear and its ends’, Asia", "‘Fear and its ends’"),
        ] {
            assert_eq!(found(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_quotation_within_another_belongs_to_it() {
        for (text, expected) in [
            (
                "Kim, “Whether “fear” is a word,” Asia",
                "“Whether “fear” is a word,”",
            ),
            ("Kim, “The ‘cold’ peace,” Asia", "“The ‘cold’ peace,”"),
            (
                "Kim, “Whether they “fear nobody” said, “I think so”",
                "“Whether they “fear nobody” said, “I think so”",
            ),
        ] {
            assert_eq!(found(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_too_short_too_long_or_left_open_is_no_title() {
        let long = format!("“{}”", "a".repeat(LONGEST + 1));
        for text in [
            "the “cold” war",
            "it's theirs, isn't it?",
            "Kim, “Fear and Trust",
            "«",
            "``",
            &long,
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}

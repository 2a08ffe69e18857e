//! What a saved web page carries besides its text: links to other pages, calls to order or
//! subscribe, notices about cookies, the fields of a form at its end.
//!
//! Only lines that stand alone and say what pages say go. Whatever reads like prose stays.

use super::heading;
use super::line::{Layout, Line};

/// Furniture has at most so many words.
const MOST_WORDS: usize = 16;

/// A field of a form has at most so many.
const MOST_FIELD_WORDS: usize = 6;

/// Blanks the furniture of web pages.
pub(super) fn strip(lines: &mut [Line<'_>], layout: Layout) {
    let found: Vec<usize> = (0..lines.len())
        .filter(|at| stands_alone(lines, *at, layout) && is_furniture(&lines[*at].text))
        .collect();
    let tail = form_at_the_end(lines, &found);
    for at in found.into_iter().chain(tail) {
        lines[at].text.clear();
    }
}

fn stands_alone(lines: &[Line<'_>], at: usize, layout: Layout) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    !layout.wrapped || (blank(at.checked_sub(1)) && blank(Some(at + 1)))
}

/// Short lines after the last prose or reference, if furniture is among them.
fn form_at_the_end(lines: &[Line<'_>], found: &[usize]) -> Vec<usize> {
    let is_field = |line: &Line<'_>| {
        line.text.split(' ').count() <= MOST_FIELD_WORDS
            && !line.text.ends_with(['.', '?', '”'])
            && !line.text.contains("://")
            && !line.text.contains(". ")
            && !heading::is_known(&line.text)
    };
    let start = (0..lines.len())
        .rev()
        .find(|at| !lines[*at].is_blank() && !found.contains(at) && !is_field(&lines[*at]))
        .map_or(lines.len(), |at| at + 1);
    let Some(first) = found.iter().find(|at| **at >= start) else {
        return Vec::new();
    };
    (*first..lines.len()).collect()
}

/// Whether a line says what pages say, and nothing else.
fn is_furniture(text: &str) -> bool {
    let words = text.split(' ').count();
    if words > MOST_WORDS {
        return false;
    }
    let lower = text.to_lowercase();
    let is_sentence = text.ends_with(['.', '?', ';', ',']);
    let after = |lead: &&str| {
        lower
            .strip_prefix(*lead)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    NOTICES.iter().any(|notice| lower.starts_with(notice))
        || (!is_sentence && LEADS.iter().any(after))
        || (words <= 5 && BUTTONS.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Sentences that pages carry.
const NOTICES: [&str; 16] = [
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "by continuing to use",
    "by clicking accept",
    "all rights reserved",
    "copyright ©",
    "copyright (c)",
    "© ",
    "click here to",
    "please enable javascript",
    "you must be logged in",
    "your email address will not be published",
    "required fields are marked",
    "sign up for our newsletter",
    "subscribe to our",
];

/// What a link or call to another page begins with.
const LEADS: [&str; 34] = [
    "read also",
    "also read",
    "read more",
    "read next",
    "see also:",
    "related articles",
    "related posts",
    "related essays",
    "related content",
    "you may also like",
    "you might also like",
    "recommended for you",
    "more from",
    "share this",
    "share on",
    "follow us",
    "tweet this",
    "order now",
    "order your",
    "place an order",
    "place your order",
    "get help with",
    "need help with",
    "hire a writer",
    "buy essay",
    "subscribe now",
    "sign up now",
    "download as",
    "download this",
    "previous post",
    "next post",
    "posted in",
    "filed under",
    "skip to",
];

/// Whole lines that are buttons or links.
const BUTTONS: [&str; 36] = [
    "subscribe",
    "share",
    "print",
    "tweet",
    "email",
    "login",
    "log in",
    "sign in",
    "sign up",
    "register",
    "search",
    "home",
    "menu",
    "about us",
    "contact us",
    "contact",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "cookie policy",
    "accept",
    "accept all",
    "back to top",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add comment",
    "comments",
    "reply",
    "advertisement",
    "sponsored",
    "next",
    "previous",
    "download pdf",
    "cite this page",
];

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn left(text: &str) -> Vec<String> {
        let mut lines = line::split(text);
        let layout = Layout::of(&lines);
        strip(&mut lines, layout);
        lines
            .into_iter()
            .map(|line| line.text)
            .filter(|text| !text.is_empty())
            .collect()
    }

    #[test]
    fn links_and_forms_go() {
        let text = "The war began in the year of the great flood and it went on.\n\nRead also  The great flood\n\nIt ended when both sides had no more bread to give their men.\n\nOrder Now\n\nType of Essay\nPages\n";
        assert_eq!(left(text).len(), 2);
    }

    #[test]
    fn prose_that_begins_like_a_link_stays() {
        let text = "Share this view, many did.\n\nRead also by the young, the book was a success.\n\nNext\n";
        assert_eq!(left(text).len(), 2);
    }

    #[test]
    fn short_last_lines_of_a_text_stay() {
        assert_eq!(
            left("The war began in the year of the flood.\n\nFarewell\n\nA friend\n").len(),
            3
        );
    }
}

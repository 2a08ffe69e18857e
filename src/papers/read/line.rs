//! The lines of a plain text, and what their lengths tell about how it was made.

/// One line, cleaned, with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    /// Its number in the file, from 1.
    pub(super) number: u32,
    /// The page, where form feeds part pages of plausible length.
    pub(super) page: Option<u32>,
    /// As it stands in the file: its gaps may part columns.
    pub(super) raw: &'t str,
    /// Cleaned; empty for a blank line.
    pub(super) text: String,
    /// How far it is indented, in columns.
    pub(super) indent: usize,
    /// How it is printed.
    pub(super) print: Print,
}

/// How a line is printed, where its form tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Print {
    /// Nothing is known of it: plain text.
    #[default]
    Unknown,
    /// As the text around it.
    AsText,
    /// Set off as a heading; 1 for the type that stands out most.
    SetOff(u8),
}

impl Line<'_> {
    pub(super) fn blank(number: u32) -> Self {
        Self {
            number,
            page: None,
            raw: "",
            text: String::new(),
            indent: 0,
            print: Print::Unknown,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Its length in characters.
    pub(super) fn width(&self) -> usize {
        self.text.chars().count()
    }
}

/// How a text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// The length that nine of ten lines stay within.
    pub(super) width: usize,
    /// Paragraphs are broken into lines; otherwise each line is a paragraph.
    pub(super) wrapped: bool,
    /// Blank lines are too rare to part paragraphs, as in text taken out of a PDF.
    pub(super) dense: bool,
}

impl Layout {
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut widths: Vec<usize> = lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(Line::width)
            .collect();
        widths.sort_unstable();
        let full = widths.len();
        let width = widths.get(full * 9 / 10).copied().unwrap_or(0);
        let followed = lines
            .windows(2)
            .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank())
            .count();
        let blank = lines.len() - full;
        Self {
            width,
            wrapped: width <= 160 && followed * 5 > full * 2,
            dense: full > 40 && blank * 25 < full,
        }
    }

    /// The layout of lines that were printed: broken at a margin, with blank lines between paragraphs.
    pub(super) fn printed(lines: &[Line<'_>]) -> Self {
        Self {
            wrapped: true,
            dense: false,
            ..Self::of(lines)
        }
    }

    /// Whether a line stops clearly before the margin.
    pub(super) fn is_short(&self, line: &Line<'_>) -> bool {
        line.width() * 4 < self.width * 3
    }
}

/// The lines of a text. Single blank lines go where every line is followed by one.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut page = 1;
    let mut number = 1;
    let mut rest = text;
    loop {
        let end = rest.find(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}', '\u{85}']);
        lines.push(line(&rest[..end.unwrap_or(rest.len())], number, page));
        let Some(end) = end else { break };
        let mut after = rest[end..].chars();
        match after.next() {
            Some('\u{c}') => page += 1,
            Some('\r') => {
                number += 1;
                after = after
                    .as_str()
                    .strip_prefix('\n')
                    .unwrap_or(after.as_str())
                    .chars();
            }
            _ => number += 1,
        }
        rest = after.as_str();
    }
    if !has_pages(&lines, page) {
        for line in &mut lines {
            line.page = None;
        }
    }
    if is_double_spaced(&lines) {
        drop_single_blanks(&mut lines);
    }
    lines
}

fn line(raw: &str, number: u32, page: u32) -> Line<'_> {
    let indent = raw
        .chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { 8 } else { 1 })
        .sum();
    let text = crate::text::normalise(raw);
    let text = if text.chars().all(|c| "_-=*~.·—".contains(c) || c == ' ') {
        String::new()
    } else {
        text
    };
    Line {
        number,
        page: Some(page),
        raw,
        text,
        indent,
        print: Print::Unknown,
    }
}

/// Form feeds part pages only where a page has about as many lines as paper takes.
fn has_pages(lines: &[Line<'_>], pages: u32) -> bool {
    let full = lines.iter().filter(|line| !line.is_blank()).count();
    let per_page = full / pages as usize;
    pages > 1 && (10..=120).contains(&per_page)
}

/// Nearly every line is followed by one blank line, and sentences run on over it.
fn is_double_spaced(lines: &[Line<'_>]) -> bool {
    let full: Vec<&Line<'_>> = lines.iter().filter(|line| !line.is_blank()).collect();
    let apart = lines
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && pair[1].is_blank())
        .count();
    let runs_on = full
        .windows(2)
        .filter(|pair| runs_on(&pair[0].text, &pair[1].text))
        .count();
    full.len() > 5 && apart * 10 > full.len() * 8 && runs_on * 10 > full.len() * 4
}

/// Whether a sentence goes on from one line to the next.
pub(super) fn runs_on(text: &str, next: &str) -> bool {
    !text.ends_with(['.', '?', '!', ':', '”', '"'])
        && next
            .chars()
            .next()
            .is_some_and(|first| first.is_lowercase() || matches!(first, '(' | ','))
}

fn drop_single_blanks(lines: &mut Vec<Line<'_>>) {
    let mut blanks = 0;
    lines.retain(|line| {
        blanks = if line.is_blank() { blanks + 1 } else { 0 };
        blanks != 1
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let lines = split("a\r\nb\rc\n\nd");
        let seen: Vec<_> = lines
            .iter()
            .map(|line| (line.number, line.text.as_str()))
            .collect();
        assert_eq!(seen, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn form_feeds_part_pages_only_where_pages_are_plausible() {
        let page = "a line of a page\n".repeat(30);
        let text = [page.as_str(), page.as_str()].join("\u{c}");
        let lines = split(&text);
        assert_eq!(lines.last().and_then(|line| line.page), Some(2));
        assert_eq!(split("a\u{c}b")[1].page, None);
    }

    #[test]
    fn double_spaced_typing_is_read_as_lines_of_paragraphs() {
        let lines = split(
            "The alliance was made\n\nin the year when the\n\nwar was over and the\n\narmies went home to\n\ntheir fields and their\n\nfamilies. It held.\n\n\n\nNext.",
        );
        assert_eq!(lines.iter().filter(|line| line.is_blank()).count(), 2);
    }
}

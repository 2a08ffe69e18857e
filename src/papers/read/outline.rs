//! Which lines of a plain text are headings, and of which level.
//!
//! Several kinds of evidence: numbers that count up through the document, well-known names, the
//! table of contents, capitals, and a title-like line before the start of a paragraph. The looks of a line alone are
//! [`heading`]'s business.

mod numbering;

use std::collections::BTreeMap;

use super::contents;
use super::heading::{self, Known};
use super::item;
use super::line::{Layout, Line, Print};

/// A heading's evidence decides its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Numbered(usize),
    Known,
    Upper,
    Plain,
    /// Set off by its type, which is that of a rank.
    SetOff(u8),
}

/// The level of each line that is a heading.
pub(super) fn find(lines: &mut [Line<'_>], layout: Layout, promised: &[String]) -> Vec<Option<u8>> {
    let promised: Vec<String> = promised
        .iter()
        .map(|entry| contents::folded(entry))
        .collect();
    let numbered = numbering::numbered(lines, layout);
    let colons = has_colon_habit(lines);
    let marks: Vec<Option<Mark>> = (0..lines.len())
        .map(|at| {
            let view = View {
                lines,
                at,
                layout,
                colons,
            };
            let depth = numbered[at];
            depth.map(Mark::Numbered).or_else(|| view.mark(&promised))
        })
        .collect();
    join_broken(lines, &marks, layout);
    levels(&marks, lines)
}

/// A line among its neighbours.
struct View<'l, 't> {
    lines: &'l [Line<'t>],
    at: usize,
    layout: Layout,
    /// Whether this document sets headings off by a colon.
    colons: bool,
}

/// How many lines with a colon must stand alone above paragraphs before they are taken for the
/// document's way of writing headings, and how long they may be, in words.
const COLONS: usize = 3;
const WORDS_BEFORE_COLON: usize = 9;

/// Whether short lines that end in a colon stand alone above paragraphs, again and again.
fn has_colon_habit(lines: &[Line<'_>]) -> bool {
    let alone = |window: &[Line<'_>]| {
        let [before, line, after, below] = window else {
            return false;
        };
        line.text.ends_with(':')
            && line.text.split(' ').count() <= WORDS_BEFORE_COLON
            && (before.is_blank() && after.is_blank())
            && !item::begins(&below.text)
            && below.text.split(' ').count() > WORDS_BEFORE_COLON
    };
    lines.windows(4).filter(|window| alone(window)).count() >= COLONS
}

impl<'t> View<'_, 't> {
    fn text(&self) -> &str {
        &self.lines[self.at].text
    }

    fn before(&self) -> Option<&Line<'t>> {
        self.lines[..self.at]
            .iter()
            .rev()
            .take(4)
            .find(|line| !line.is_blank())
    }

    fn after(&self) -> Option<&Line<'t>> {
        self.lines[self.at + 1..]
            .iter()
            .take(6)
            .find(|line| !line.is_blank())
    }

    fn is_blank(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.lines.get(at))
            .is_none_or(Line::is_blank)
    }

    fn mark(&self, promised: &[String]) -> Option<Mark> {
        let text = self.text();
        if text.is_empty() || text.len() > 200 {
            return None;
        }
        if self.is_known_name() {
            return Some(Mark::Known);
        }
        match self.lines[self.at].print {
            Print::SetOff(rank) => return Some(Mark::SetOff(rank)),
            Print::AsText => return None,
            Print::Unknown => {}
        }
        if !heading::is_title_like(text) || item::begins(text) {
            return None;
        }
        if !promised.is_empty()
            && self.starts_afresh()
            && promised.contains(&contents::folded(text))
        {
            return Some(Mark::Plain);
        }
        if self.layout.dense {
            self.mark_in_dense_text()
        } else {
            self.mark_among_paragraphs()
        }
    }

    /// A well-known name on a line of its own.
    fn is_known_name(&self) -> bool {
        let text = self.text();
        let Some(known) = heading::known(text) else {
            return false;
        };
        let capital = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let upper = heading::is_upper(text) || text.to_lowercase().contains("introduction");
        let decided = upper || matches!(known, Known::Abstract | Known::References);
        capital
            && (decided || self.starts_afresh())
            && !(text.ends_with('.') && self.layout.wrapped && !self.starts_afresh())
    }

    /// Nothing before this line runs on into it.
    fn starts_afresh(&self) -> bool {
        let blank = self.is_blank(self.at.checked_sub(1));
        let ended = self.before().is_none_or(|line| {
            line.text
                .ends_with(['.', '?', '!', ':', '”', '"', ')', ']'])
                || heading::is_known(&line.text)
        });
        !self.layout.wrapped
            || blank
            || ended
            || self.before().is_some_and(|line| self.layout.is_short(line))
    }

    /// Without blank lines only a sentence's end before, and a full line behind, set a heading off.
    fn mark_in_dense_text(&self) -> Option<Mark> {
        let text = self.text();
        let before = self.before()?;
        let after = self.after()?;
        let ended = before.text.ends_with(['.', '?', '!'])
            || before.text.ends_with([']', ')']) && self.layout.is_short(before);
        let opens = after
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"".contains(c));
        let full =
            after.width() * 100 > self.layout.width * 55 && after.text.split(' ').count() >= 4;
        let words = text.split(' ').count();
        if !ended
            || !opens
            || words > 10
            || self.lines[self.at].width() * 100 > self.layout.width * 85
            || !has_few_digits(text)
        {
            return None;
        }
        if heading::is_upper(text) {
            return Some(Mark::Upper);
        }
        (full && heading::capitals(text) >= 40 && text.len() >= 5).then_some(Mark::Plain)
    }

    fn mark_among_paragraphs(&self) -> Option<Mark> {
        let text = self.text();
        let after = self.after()?;
        let stands_apart = self.is_blank(self.at.checked_sub(1))
            || (!self.layout.wrapped && self.before().is_some_and(|line| line.text.len() > 200));
        if !stands_apart || self.leads_in() {
            return None;
        }
        let single = self.is_blank(Some(self.at + 1));
        let short = self.layout.is_short(&self.lines[self.at])
            || !self.layout.wrapped
            || heading::is_upper(text);
        // A last line of a paragraph that the page's end has parted is short as well.
        let runs_on = self.layout.wrapped
            && self.before().is_some_and(|line| {
                super::line::runs_on(&line.text, text) || line.text.ends_with([',', '-'])
            });
        let opens_text = after.text.len() > text.len() && after.text.split(' ').count() >= 6
            || item::begins(&after.text)
            || self.is_above_heading(after);
        let directly = !single && self.layout.wrapped && self.layout.is_short(after);
        if !short || runs_on || directly || !opens_text || !has_few_digits(text) {
            return None;
        }
        Some(if heading::is_upper(text) {
            Mark::Upper
        } else {
            Mark::Plain
        })
    }

    /// A heading directly above another one.
    fn is_above_heading(&self, after: &Line<'_>) -> bool {
        let at = self.lines[self.at..]
            .iter()
            .position(|line| line.number == after.number)
            .map_or(self.at, |offset| self.at + offset);
        let below = self.lines[at + 1..]
            .iter()
            .take(4)
            .find(|line| !line.is_blank());
        heading::is_title_like(&after.text)
            && below.is_some_and(|line| line.text.split(' ').count() >= 12)
    }

    /// A sentence with a colon that leads into a list is no heading.
    fn leads_in(&self) -> bool {
        let text = self.text();
        let words = text.split(' ').count();
        let list_below = self.after().is_some_and(|line| item::begins(&line.text));
        text.ends_with(':')
            && (words > WORDS_BEFORE_COLON
                || (list_below && heading::capitals(text) < 60)
                || (!self.colons && heading::capitals(text) < 34))
    }
}

fn has_few_digits(text: &str) -> bool {
    let text = heading::number(text).map_or(text, |(_, rest)| rest);
    text.chars().filter(char::is_ascii_digit).count() * 5 <= text.chars().count()
}

/// A long heading may go on in the next line.
fn join_broken(lines: &mut [Line<'_>], marks: &[Option<Mark>], layout: Layout) {
    for at in 0..lines.len().saturating_sub(2) {
        let numbered = matches!(marks[at], Some(Mark::Numbered(_)));
        let next = &lines[at + 1];
        let full = lines[at].width() * 100 > layout.width * 62;
        let open = heading::is_open(&lines[at].text);
        let short = next.width() * 2 < layout.width
            && !next.is_blank()
            && !next.text.ends_with(['.', ',', ';', ':']);
        let title =
            next.text.split(' ').count() <= 6 && next.text.chars().all(|c| !c.is_ascii_digit());
        let below = lines[at + 2].text.starts_with(char::is_uppercase)
            || lines[at + 2].is_blank()
            || marks[at + 2].is_some();
        if layout.wrapped
            && numbered
            && (full || open)
            && short
            && title
            && below
            && marks[at + 1].is_none()
        {
            let more = std::mem::take(&mut lines[at + 1].text);
            lines[at].text = format!("{} {more}", lines[at].text);
        }
    }
}

/// Numbers give levels. Among headings without any, capitals stand above the rest; beside numbered
/// ones, a plain heading belongs under the one before it.
fn levels(marks: &[Option<Mark>], lines: &[Line<'_>]) -> Vec<Option<u8>> {
    let count =
        |wanted: fn(&Mark) -> bool| marks.iter().flatten().filter(|mark| wanted(mark)).count();
    let has_numbers = count(|mark| matches!(mark, Mark::Numbered(_))) >= 3;
    let has_upper = count(|mark| *mark == Mark::Upper) > 0
        || marks
            .iter()
            .zip(lines)
            .any(|(mark, line)| *mark == Some(Mark::Known) && heading::is_upper(&line.text));
    let of_rank = levels_of_ranks(marks, lines);
    let mut depth = 1;
    let level = |mark: &Mark, line: &Line<'_>| match mark {
        Mark::Numbered(parts) => {
            depth = *parts;
            *parts
        }
        Mark::SetOff(rank) => of_rank.get(rank).copied().unwrap_or(1),
        Mark::Known if let Print::SetOff(rank) = line.print => {
            of_rank.get(&rank).copied().unwrap_or(1)
        }
        Mark::Known | Mark::Upper => {
            depth = 1;
            1
        }
        Mark::Plain if has_numbers => depth + 1,
        Mark::Plain => 1 + usize::from(has_upper && !heading::is_upper(&line.text)),
    };
    let mut level = level;
    marks
        .iter()
        .zip(lines)
        .map(|(mark, line)| mark.as_ref().map(|mark| level(mark, line) as u8))
        .collect()
}

/// The level of each rank of type: that of numbered headings in it, else one below the rank above.
fn levels_of_ranks(marks: &[Option<Mark>], lines: &[Line<'_>]) -> BTreeMap<u8, usize> {
    let mut depths: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (mark, line) in marks.iter().zip(lines) {
        if let (Some(mark), Print::SetOff(rank)) = (mark, line.print) {
            let of_rank = depths.entry(rank).or_default();
            match mark {
                Mark::Numbered(depth) => of_rank.push(*depth),
                Mark::Known => of_rank.push(1),
                _ => {}
            }
        }
    }
    let mut above = 0;
    let mut levels = BTreeMap::new();
    for (rank, mut depths) in depths {
        depths.sort_unstable();
        let level = depths.get(depths.len() / 2).copied().unwrap_or(above + 1);
        above = level;
        levels.insert(rank, level);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn headings(text: &str) -> Vec<(u8, String)> {
        let mut lines = line::split(text);
        let layout = Layout::of(&lines);
        let levels = find(&mut lines, layout, &[]);
        levels
            .into_iter()
            .zip(lines)
            .filter_map(|(level, line)| Some((level?, line.text)))
            .collect()
    }

    const PROSE: &str = "The alliance was made in the year when the war was over, and it held for as long as both sides feared the same neighbour more than each other. ";

    fn wrapped() -> String {
        "The alliance was made in the year when the war\nwas over, and it held for as long as both sides\nfeared the same neighbour more than each other.\n".to_owned()
    }

    #[test]
    fn numbers_that_count_up_are_headings() {
        let text = format!("1 Fear\n{0}1.1 Its roots\n{0}2 Trust\n{0}", wrapped());
        assert_eq!(
            headings(&text),
            [
                (1, "1 Fear".to_owned()),
                (2, "1.1 Its roots".to_owned()),
                (1, "2 Trust".to_owned())
            ]
        );
    }

    #[test]
    fn numbered_items_are_no_headings() {
        let text = format!("{PROSE}\n\n1. Fear\n\n2. Trust\n\n3. Bread\n\n{PROSE}");
        assert_eq!(headings(&text), []);
    }

    #[test]
    fn a_short_line_before_a_paragraph_is_a_heading() {
        let text = format!("{PROSE}\n\nThe Roots of Fear\n{PROSE}\n\nTrust:\n\n{PROSE}\n");
        assert_eq!(
            headings(&text),
            [
                (1, "The Roots of Fear".to_owned()),
                (1, "Trust:".to_owned())
            ]
        );
    }

    #[test]
    fn a_sentence_that_leads_into_a_list_is_no_heading() {
        let text = format!("{PROSE}\n\nIts aims are:\n\n• fear\n• trust\n\n{PROSE}");
        assert_eq!(headings(&text), []);
    }

    #[test]
    fn capitals_stand_above_other_headings() {
        let text = format!("FEAR AND TRUST\n\n{0}\nRoots of Fear\n\n{0}\n", wrapped());
        assert_eq!(
            headings(&text),
            [
                (1, "FEAR AND TRUST".to_owned()),
                (2, "Roots of Fear".to_owned())
            ]
        );
    }
}

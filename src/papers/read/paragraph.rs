//! Lines between two headings become paragraphs and items.

use super::hyphen::Vocabulary;
use super::line::{Layout, Line, runs_on};
use super::{item, note};
use crate::papers::paper::Break;

/// Lines that belong together.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) line: u32,
    /// Where pages begin in it, the first of them at its beginning; none where there are no pages.
    pub(super) breaks: Vec<Break>,
}

/// Parts lines into paragraphs.
pub(super) fn paragraphs(
    lines: &[Line<'_>],
    layout: Layout,
    vocabulary: &Vocabulary,
) -> Vec<Paragraph> {
    let base = usual_indent(lines);
    let mut groups: Vec<Vec<&Line<'_>>> = Vec::new();
    let mut blank = true;
    for line in lines {
        if line.is_blank() {
            blank = true;
            continue;
        }
        let place = Place {
            layout,
            blank,
            base,
        };
        match groups.last_mut() {
            Some(group) if !place.begins(group, line) => group.push(line),
            _ => groups.push(vec![line]),
        }
        blank = false;
    }
    groups.iter().map(|group| join(group, vocabulary)).collect()
}

fn join(group: &[&Line<'_>], vocabulary: &Vocabulary) -> Paragraph {
    let mut text = String::new();
    let mut breaks = Vec::new();
    let mut page = None;
    for (at, line) in group.iter().enumerate() {
        let words = if at == 0 {
            item::text(&line.text)
        } else {
            &line.text
        };
        vocabulary.join(&mut text, words);
        if line.page != page {
            page = line.page;
            breaks.push(Break {
                at: text.len() - words.len(),
                page,
            });
        }
    }
    Paragraph {
        text,
        line: group[0].number,
        breaks,
    }
}

/// The indentation of most lines.
fn usual_indent(lines: &[Line<'_>]) -> usize {
    let mut indents: Vec<usize> = lines
        .iter()
        .filter(|line| !line.is_blank())
        .map(|line| line.indent)
        .collect();
    indents.sort_unstable();
    indents.get(indents.len() / 4).copied().unwrap_or(0)
}

/// What stands around a line.
struct Place {
    layout: Layout,
    blank: bool,
    base: usize,
}

impl Place {
    /// Whether a line begins a paragraph after the lines of a group.
    fn begins(&self, group: &[&Line<'_>], line: &Line<'_>) -> bool {
        let Some(last) = group.last() else {
            return true;
        };
        if self.blank {
            // A page's end may part a sentence; nothing else does.
            let goes_on = self.layout.wrapped
                && runs_on(&last.text, &line.text)
                && !self.layout.is_short(last);
            return !goes_on;
        }
        !self.layout.wrapped
            || self.begins_item(group, line)
            || self.is_set_in(group, line)
            || self.follows_an_end(group, line)
    }

    fn begins_item(&self, group: &[&Line<'_>], line: &Line<'_>) -> bool {
        let after_item = item::begins(&group[0].text);
        let last = group[group.len() - 1];
        let after_end =
            last.text.ends_with(['.', ':', ';', '?', '!']) || self.layout.is_short(last);
        item::begins(&line.text) && (after_item || after_end)
    }

    /// The first line of a paragraph is set in, or a quotation that was set in has ended.
    fn is_set_in(&self, group: &[&Line<'_>], line: &Line<'_>) -> bool {
        let last = group[group.len() - 1];
        let set_in = line.indent >= self.base + 2
            && last.indent < line.indent
            && last.indent <= self.base + 1;
        // The marker of a note stands behind the stop.
        let ends = last
            .text
            .trim_end_matches(|c| note::superscript(c).is_some())
            .ends_with(['.', '?', '!', ':', '”', '"', ')', ']']);
        let quotation = group.len() > 1 && group.iter().all(|line| line.indent >= self.base + 2);
        (set_in && ends) || (quotation && line.indent <= self.base && !item::begins(&group[0].text))
    }

    /// The line before ends a sentence well before the margin of its paragraph.
    fn follows_an_end(&self, group: &[&Line<'_>], line: &Line<'_>) -> bool {
        let last = group[group.len() - 1];
        let margin = group
            .iter()
            .rev()
            .take(6)
            .map(|line| line.width())
            .max()
            .unwrap_or(0)
            .max(line.width());
        let share = if self.layout.dense { 90 } else { 60 };
        let ends = last
            .text
            .trim_end_matches(|c: char| c.is_numeric() || "[],- ".contains(c))
            .ends_with(['.', '?', '!', '”', ':']);
        let opens = line
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“\"‘([".contains(c));
        ends && opens && last.width() * 100 < margin * share
    }
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn parted(text: &str) -> Vec<String> {
        let lines = line::split(text);
        let layout = Layout::of(&lines);
        let vocabulary = Vocabulary::of(text.lines());
        paragraphs(&lines, layout, &vocabulary)
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect()
    }

    #[test]
    fn wrapped_lines_are_joined_and_blank_lines_part() {
        let text = "The alliance was made in the year when\nthe war was over and the armies of the\ntwo states went home.\n\nIt held because the fear of a third\nstate held.\n";
        assert_eq!(
            parted(text),
            [
                "The alliance was made in the year when the war was over and the armies of the two states went home.",
                "It held because the fear of a third state held.",
            ]
        );
    }

    #[test]
    fn each_long_line_is_a_paragraph() {
        let long = "The alliance was made in the year when the war was over. ".repeat(4);
        assert_eq!(parted(&format!("{long}\n{long}\n")).len(), 2);
    }

    #[test]
    fn lines_set_in_begin_paragraphs() {
        let text = "    The alliance was made in the year when\nthe war was over and the armies went home.\n    It held because the fear of the third\nstate held on both sides of the river.\n";
        assert_eq!(parted(text).len(), 2);
    }

    #[test]
    fn a_raised_marker_behind_the_stop_ends_a_paragraph_all_the_same() {
        let text = "The alliance was made in the year when the\nwar was over and both armies went home.¹²\n    It held because the fear of the third\nstate held on both sides of the river.\n";
        assert_eq!(parted(text).len(), 2);
    }

    #[test]
    fn each_item_is_its_own() {
        let text = "There were three reasons for the alliance:\n- fear of the third state and of all its\n  many friends\n- bread\n1) trust\n";
        assert_eq!(
            parted(text),
            [
                "There were three reasons for the alliance:",
                "fear of the third state and of all its many friends",
                "bread",
                "1) trust"
            ]
        );
    }
}

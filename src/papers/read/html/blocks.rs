//! The elements of a page as blocks: headings, texts, rows of tables.
//!
//! The walk goes by a list of what is still to visit, never by recursion, so no depth of nesting
//! can exhaust the stack. Which part of a page is worth walking is not known here.

use dom_query::{NodeData, NodeRef};

use super::super::markdown::{Block, Heading, Text, row_groups};
use super::table::{self, Table};

/// A longer heading, in bytes, is none.
pub(super) const LONGEST_HEADING: usize = 2000;

/// Where only the beginning of an element counts, a text counts for one node in so many bytes.
const BYTES_A_NODE: usize = 100;

/// Longer raised text, in bytes, is no number.
const LONGEST_RAISED: usize = 200;

/// The blocks of an element, in reading order.
pub(super) fn of(root: NodeRef<'_>) -> Vec<Block> {
    beginning(root, usize::MAX)
}

/// The blocks that so many nodes of an element give, where only its beginning counts. Elements lie
/// within each other, and to walk each of them whole would take many times as long as the page.
pub(super) fn beginning(root: NodeRef<'_>, nodes: usize) -> Vec<Block> {
    let mut reader = Reader::default();
    let mut ahead = vec![(root, Visit::Enter)];
    let mut visited = 0;
    while let Some((node, visit)) = ahead.pop().filter(|_| visited < nodes) {
        visited += 1;
        if visit == Visit::Leave {
            reader.leave(&node);
        } else if node.is_text() {
            visited += reader.text(&node) / BYTES_A_NODE;
        } else if reader.enter(&node) {
            ahead.push((node, Visit::Leave));
            ahead.extend(node.children_it(true).map(|child| (child, Visit::Enter)));
        }
    }
    reader.flush();
    reader.blocks
}

/// The text of an element as one line.
pub(super) fn text(root: NodeRef<'_>) -> String {
    let blocks = of(root);
    let lines = blocks.iter().map(|block| match block {
        Block::Heading(heading) => heading.text.clone(),
        Block::Text(text) | Block::Note(_, text) | Block::Reference(text) => text.lines.join(" "),
    });
    crate::text::normalise(&lines.collect::<Vec<_>>().join(" "))
}

/// The text of an element as it stands in the page; none where it is longer than so many bytes.
pub(super) fn short(root: &NodeRef<'_>, longest: usize) -> Option<String> {
    let mut text = String::new();
    for (visited, node) in root.descendants_it().enumerate() {
        if node.is_text() {
            text.push_str(&node.text());
        }
        if visited.max(text.len()) > longest {
            return None;
        }
    }
    Some(text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Enter,
    Leave,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    lines: Vec<String>,
    items: usize,
    heading: Option<u8>,
    /// The tables that are open; none for one that only lays out the page.
    tables: Vec<Option<Table>>,
    code: usize,
    /// Whether a line was just broken, so that another break ends the paragraph.
    broken: bool,
}

impl Reader {
    /// Answers whether the inside is to be visited.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(name) = node.qual_name_ref().map(|name| name.local.to_string()) else {
            return !node.is_comment();
        };
        if SILENT.contains(&name.as_str()) {
            return false;
        }
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_heading();
                self.heading = name[1..].parse().ok();
            }
            "br" => self.line_break(),
            "li" => {
                self.end_block(&name);
                self.items += 1;
            }
            "pre" => {
                self.end_block(&name);
                self.code += 1;
            }
            "table" => {
                self.end_block(&name);
                self.tables
                    .push(table::holds_data(node).then(Table::default));
            }
            "a" if follows_its_like(node) => self.push(" "),
            "q" => self.push("“"),
            "sup" => return !self.raised(node),
            "math" => {
                self.formula(node);
                return false;
            }
            _ => self.end_block(&name),
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.qual_name_ref().map(|name| name.local.to_string()) else {
            return;
        };
        match name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_heading(),
            "li" => {
                self.end_block(&name);
                self.items = self.items.saturating_sub(1);
            }
            "pre" => {
                self.end_block(&name);
                self.code = self.code.saturating_sub(1);
            }
            "q" => self.push("”"),
            "td" | "th" => self.end_cell(&name),
            "tr" => {
                if let Some(Some(table)) = self.tables.last_mut() {
                    table.end_row();
                }
            }
            "table" => self.end_table(),
            "caption" | "figcaption" => self.flush(),
            _ => self.end_block(&name),
        }
    }

    /// Adds a text; answers its length.
    fn text(&mut self, node: &NodeRef<'_>) -> usize {
        let contents = node.query(|node| match &node.data {
            NodeData::Text { contents } => contents.clone(),
            _ => "".into(),
        });
        let contents = contents.unwrap_or_default();
        self.broken &= contents.trim().is_empty();
        if self.code == 0 {
            self.push(&contents.replace(['\n', '\r', '\t', '\u{c}'], " "));
            return contents.len();
        }
        for (at, line) in contents.split('\n').enumerate() {
            if at > 0 {
                self.lines.push(String::new());
            }
            self.push(line);
        }
        contents.len()
    }

    fn push(&mut self, text: &str) {
        match self.lines.last_mut() {
            Some(line) => line.push_str(text),
            None => self.lines.push(text.to_owned()),
        }
    }

    /// One break ends a line, two of them a paragraph.
    fn line_break(&mut self) {
        if self.broken {
            self.end_block("br");
        } else {
            self.lines.push(String::new());
        }
        self.broken = true;
    }

    /// Raised digits are kept as such: `10³` is not `103`, and a marker is no part of its word.
    fn raised(&mut self, node: &NodeRef<'_>) -> bool {
        let text = short(node, LONGEST_RAISED).unwrap_or_default();
        let raised: Option<String> = text.trim().chars().map(raised).collect();
        let Some(raised) = raised.filter(|raised| !raised.is_empty()) else {
            return false;
        };
        self.push(&raised);
        true
    }

    /// A formula as its author typed it, where the page keeps that.
    fn formula(&mut self, node: &NodeRef<'_>) {
        let source = node.descendants_it().find(|inner| {
            inner.has_name("annotation") && inner.attr_or("encoding", "").contains("tex")
        });
        match source {
            Some(source) => self.push(&format!("${}$", source.text().trim())),
            None => self.push(&node.text()),
        }
    }

    /// Ends what was open where an element begins or ends that stands apart from the text around.
    fn end_block(&mut self, name: &str) {
        if INLINE.contains(&name) {
            return;
        }
        if matches!(self.tables.last(), Some(Some(_))) {
            self.push(" ");
            return;
        }
        if self.heading.is_some() {
            if !PARAGRAPHS.contains(&name) {
                self.push(" ");
                return;
            }
            self.end_heading();
        }
        // A term stands with what is said of it.
        if name == "dd" && self.lines.len() == 1 {
            self.lines.push(String::new());
        } else {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.broken = false;
        let lines = std::mem::take(&mut self.lines);
        if lines.iter().all(|line| line.trim().is_empty()) {
            return;
        }
        self.blocks.push(Block::Text(Text {
            lines,
            line: 0,
            is_item: self.items > 0,
        }));
    }

    fn end_heading(&mut self) {
        let Some(level) = self.heading.take() else {
            self.flush();
            return;
        };
        let text = crate::text::normalise(&std::mem::take(&mut self.lines).join(" "));
        let text = text.trim_matches(['#', '¶', '§', ' ']).to_owned();
        self.broken = false;
        if text.chars().any(char::is_alphanumeric) {
            self.blocks.push(Block::Heading(Heading {
                level,
                text,
                line: 0,
            }));
        }
    }

    fn end_cell(&mut self, name: &str) {
        let Some(Some(table)) = self.tables.last_mut() else {
            self.end_block(name);
            return;
        };
        let cell = std::mem::take(&mut self.lines).join(" ");
        table.end_cell(crate::text::normalise(&cell), name == "th");
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop().flatten() else {
            self.flush();
            return;
        };
        self.flush();
        let (header, rows) = table.rows();
        for group in row_groups(&header, rows) {
            self.push(&group);
            self.flush();
        }
    }
}

/// What a browser does not print, or prints as something else than text.
const SILENT: [&str; 20] = [
    "head", "script", "style", "template", "noscript", "nav", "form", "button", "input", "select",
    "textarea", "svg", "canvas", "audio", "video", "iframe", "object", "img", "rp", "rt",
];

/// Elements that stand within a line.
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "output", "picture", "slot",
    "rb",
];

/// Elements that no heading holds: one that was never closed ends before them.
const PARAGRAPHS: [&str; 10] = [
    "p",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "section",
    "article",
    "li",
];

/// Links side by side are set apart by the page's style, not by a space.
fn follows_its_like(node: &NodeRef<'_>) -> bool {
    node.prev_sibling()
        .is_some_and(|before| before.has_name("a"))
}

pub(super) fn raised(c: char) -> Option<char> {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c {
        '-' | '−' | '–' => Some('⁻'),
        'n' => Some('ⁿ'),
        c => digits.get(c.to_digit(10)? as usize).copied(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn no_more_of_an_element_is_looked_at_than_counts() {
        let page = Document::from(format!(
            "<p>By <b>Kim</b></p>{}",
            "<p>and so on</p>".repeat(500)
        ));
        let body = page.body().unwrap();
        assert_eq!(short(&body, 1000), None);
        assert_eq!(
            short(&body.first_child().unwrap(), 6).as_deref(),
            Some("By Kim")
        );
        assert_eq!(short(&body.first_child().unwrap(), 5), None);
        let Some(Block::Text(first)) = beginning(body, 50).into_iter().next() else {
            panic!("the beginning has no text");
        };
        assert_eq!(first.lines, ["By Kim"]);
        assert!(beginning(body, 50).len() < 30 && of(body).len() == 501);
    }
}

//! The nodes of a document become parts that are each short enough, in order, with nothing lost.
//!
//! What belongs together stays together where a part can hold it. A node that is too long by itself is
//! cut in halves between words, before anything is escaped, so that no mark-up is ever torn. How
//! long something is when it is written is not known here.

use crate::conversation::render::document::{Line, Node, Span};

/// The parts of a document; there is at least one.
pub(super) fn of(nodes: Vec<Node>, fits: &dyn Fn(&[Node]) -> bool) -> Vec<Vec<Node>> {
    let mut parts = vec![Vec::new()];
    for group in groups(nodes) {
        let pieces = if fits(&group) {
            vec![group]
        } else {
            let cut = group.into_iter().flat_map(|node| pieces(node, fits));
            cut.map(|piece| vec![piece]).collect()
        };
        for piece in pieces {
            add(&mut parts, piece, fits);
        }
    }
    parts
}

fn add(parts: &mut Vec<Vec<Node>>, piece: Vec<Node>, fits: &dyn Fn(&[Node]) -> bool) {
    if let Some(last) = parts.last_mut() {
        let together = [last.as_slice(), &piece].concat();
        if last.is_empty() || fits(&together) {
            *last = together;
            return;
        }
    }
    parts.push(piece);
}

/// What is not separated: a heading from what it heads, a result's own line from its quotation.
fn groups(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    let mut groups: Vec<Vec<Node>> = Vec::new();
    for node in nodes {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|before| is_tied(before, &node)) => {
                group.push(node);
            }
            _ => groups.push(vec![node]),
        }
    }
    groups
}

fn is_tied(before: &Node, node: &Node) -> bool {
    matches!(
        (before, node),
        (Node::Heading(_), _) | (Node::Entry(..), Node::Quotation(_))
    )
}

/// A node as pieces that each fit.
fn pieces(node: Node, fits: &dyn Fn(&[Node]) -> bool) -> Vec<Node> {
    if fits(std::slice::from_ref(&node)) {
        return vec![node];
    }
    match halves(node) {
        Ok(halves) => {
            let halves = halves.into_iter();
            halves.flat_map(|half| pieces(half, fits)).collect()
        }
        Err(whole) => vec![whole],
    }
}

/// A node in two or more that say the same, or the node itself where it can't be cut.
fn halves(node: Node) -> Result<Vec<Node>, Node> {
    let same = |line: Line, make: fn(Line) -> Node| match cut(&line) {
        Some((head, tail)) => Ok(vec![make(head), make(tail)]),
        None => Err(make(line)),
    };
    match node {
        Node::Heading(line) => same(line, Node::Heading),
        Node::Paragraph(line) => same(line, Node::Paragraph),
        Node::Quotation(line) => same(line, Node::Quotation),
        Node::Copy(line) => same(line, Node::Copy),
        Node::Entry(letter, line) => match cut(&line) {
            Some((head, tail)) => Ok(vec![Node::Entry(letter, head), Node::Paragraph(tail)]),
            None => Err(Node::Entry(letter, line)),
        },
        // The line that was folded away shows, rather than that a part of the words can't.
        Node::Context(line, quotation) => {
            Ok(vec![Node::Entry(None, line), Node::Quotation(quotation)])
        }
        Node::Data(span) => match cut_lines(&span) {
            Some((head, tail)) => Ok(vec![Node::Data(head), Node::Data(tail)]),
            None => Err(Node::Data(span)),
        },
        Node::Table { header, rows } if rows.len() > 1 => {
            let (head, tail) = rows.split_at(rows.len() / 2);
            let table = |rows: &[Vec<Line>]| Node::Table {
                header: header.clone(),
                rows: rows.to_vec(),
            };
            Ok(vec![table(head), table(tail)])
        }
        Node::Table { header, rows } => {
            let cells = header.into_iter().chain(rows.into_iter().flatten());
            Ok(cells.map(Node::Paragraph).collect())
        }
    }
}

/// A text in halves, between words where there are any.
fn cut(line: &[Span]) -> Option<(Line, Line)> {
    let text: String = line.iter().map(Span::text).collect();
    let mut at = between(&text, char::is_whitespace)?;
    let (mut head, mut tail) = (Line::new(), Line::new());
    for span in line {
        let here = at.min(span.text().len());
        at -= here;
        let (before, after) = span.text().split_at(here);
        for (half, text) in [(&mut head, before), (&mut tail, after)] {
            if !text.is_empty() {
                half.push(Span::new(span.style(), text));
            }
        }
    }
    Some((head, tail))
}

/// Data in halves, between lines where there are any.
fn cut_lines(span: &Span) -> Option<(Span, Span)> {
    let at = between(span.text(), |c| c == '\n')?;
    let (head, tail) = span.text().split_at(at);
    Some((Span::new(span.style(), head), Span::new(span.style(), tail)))
}

/// The byte near the middle of a text behind which it is cut; nothing where it has one character.
fn between(text: &str, may_cut_behind: impl Fn(char) -> bool) -> Option<usize> {
    let middle = text.len() / 2;
    let ends = || {
        let ends = text.char_indices().map(|(at, c)| (at + c.len_utf8(), c));
        ends.filter(|(end, _)| *end < text.len())
    };
    let distance = |(end, _): &(usize, char)| end.abs_diff(middle);
    let wanted = ends()
        .filter(|(_, c)| may_cut_behind(*c))
        .min_by_key(distance);
    let cut = wanted.or_else(|| ends().min_by_key(distance));
    cut.map(|(end, _)| end)
}

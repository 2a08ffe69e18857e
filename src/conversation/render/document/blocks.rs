//! What each kind of block becomes: its lines, their order, wording and separators.

use super::{Line, Node, Span, Style};
use crate::conversation::reply::{
    Block, Change, CitationBlock, DefinitionBlock, FileBlock, Formatted, MistakeBlock, Op,
    PaperBlock, PassageBlock, QuestionBlock, ReferenceBlock, ScoreBlock, ScoreRow, Verdict,
    VerdictBlock,
};

/// The nodes that a block becomes.
pub(super) fn nodes(block: &Block) -> Vec<Node> {
    match block {
        Block::Heading { text } => vec![Node::Heading(one_line(text))],
        Block::Text { text } => vec![Node::Paragraph(plain(text))],
        Block::Notice { text } => {
            vec![Node::Paragraph(vec![Span::new(Style::Emphasis, text)])]
        }
        Block::Hidden { text } => vec![Node::Paragraph(vec![Span::new(Style::Hidden, text)])],
        Block::Passage(passage) => {
            let (entry, quotation) = self::passage(passage);
            vec![
                Node::Entry(passage.letter, entry),
                Node::Quotation(quotation),
            ]
        }
        Block::Context(passage) => {
            let (entry, quotation) = self::passage(passage);
            vec![Node::Context(entry, quotation)]
        }
        Block::Definition(definition) => self::definition(definition),
        Block::Paper(paper) => self::paper(paper),
        Block::Reference(reference) => vec![self::reference(reference)],
        Block::Note {
            marker,
            text,
            reference,
        } => note(marker, text, *reference),
        Block::Citation(citation) => self::citation(citation),
        Block::Verdict(verdict) => self::verdict(verdict),
        Block::Question(question) => self::question(question),
        Block::Score(score) => vec![self::score(score)],
        Block::File(file) => vec![self::file(file)],
        Block::Table { header, rows } => vec![Node::Table {
            header: cells(header),
            rows: rows.iter().map(|row| cells(row)).collect(),
        }],
        Block::Mistake(mistake) => self::mistake(mistake),
    }
}

/// A question with its options, which carry letters and keep them when some are struck out or the right
/// one is shown.
fn question(question: &QuestionBlock) -> Vec<Node> {
    let mut nodes = vec![Node::Paragraph(plain(&question.prompt))];
    let option = |(place, (letter, option)): (usize, (char, &String))| {
        if question.struck.contains(&place) {
            return None;
        }
        let line = match &question.answer {
            Some(answer) if answer == option => vec![
                Span::new(Style::Strong, option),
                Span::new(Style::Plain, "  ✓"),
            ],
            _ => plain(option),
        };
        Some(Node::Entry(Some(letter), line))
    };
    let options = ('a'..='z').zip(&question.options);
    nodes.extend(options.enumerate().filter_map(option));
    if !question.how.is_empty() {
        let how = Span::new(Style::Emphasis, &question.how);
        nodes.push(Node::Paragraph(vec![how]));
    }
    nodes
}

/// People with their points, in columns: those that say something.
fn score(score: &ScoreBlock) -> Node {
    let has = |part: fn(&ScoreRow) -> bool| score.rows.iter().any(part);
    let ranked = has(|row| row.rank.is_some());
    let counted = has(|row| row.answered.is_some());
    let mut header: Vec<&str> = Vec::new();
    header.extend(ranked.then_some("Place"));
    header.extend(["Player", "Points"]);
    header.extend(counted.then_some("Right"));
    let cells = |row: &ScoreRow| {
        let mut cells = Vec::new();
        if ranked {
            cells.push(plain(
                &row.rank.map_or_else(String::new, |rank| rank.to_string()),
            ));
        }
        let mut name = one_line(&row.name);
        if !row.note.is_empty() {
            name.push(Span::new(Style::Faint, &format!(" ({})", row.note)));
        }
        cells.push(name);
        cells.push(plain(&row.points.to_string()));
        if counted {
            let right = row.right.zip(row.answered);
            let right = right.map_or_else(String::new, |(right, all)| format!("{right} of {all}"));
            cells.push(plain(&right));
        }
        cells
    };
    Node::Table {
        header: header.into_iter().map(plain).collect(),
        rows: score.rows.iter().map(cells).collect(),
    }
}

/// What a file shows. A platform that sends files takes them out of the reply before.
fn file(file: &FileBlock) -> Node {
    if file.lines.is_empty() {
        return Node::Paragraph(plain(&file.name));
    }
    Node::Data(Span::new(Style::Plain, &file.lines))
}

/// A passage's own line, and its words.
fn passage(passage: &PassageBlock) -> (Line, Line) {
    let parts = [
        Span::new(Style::Strong, &passage.citation),
        Span::new(Style::Faint, &passage.section.join(" › ")),
        Span::new(Style::Code, &passage.id),
    ];
    let quotation = marked(&passage.text, &passage.highlights);
    (dotted(parts), quotation)
}

fn definition(definition: &DefinitionBlock) -> Vec<Node> {
    let long = definition.long.as_deref().unwrap_or_default();
    let kind = match definition.kind.as_str() {
        "glossary" => "Glossary",
        _ => "",
    };
    let parts = [
        Span::new(Style::Strong, &definition.term),
        Span::new(Style::Emphasis, long),
        Span::new(Style::Faint, kind),
        Span::new(Style::Plain, &definition.citation),
        Span::new(
            Style::Code,
            definition.passage.as_deref().unwrap_or_default(),
        ),
    ];
    vec![
        Node::Entry(definition.letter, dotted(parts)),
        Node::Quotation(plain(&definition.text)),
    ]
}

fn paper(paper: &PaperBlock) -> Vec<Node> {
    let passages = match paper.passages {
        1 => "1 passage".to_owned(),
        number => format!("{number} passages"),
    };
    // The citation of a paper without authors is its title, and every paper is a document.
    let is_named = paper.citation.contains(&paper.title);
    let title = if is_named { "" } else { &paper.title };
    let kind = if paper.kind == "document" {
        ""
    } else {
        &paper.kind
    };
    let entry = dotted([
        Span::new(Style::Strong, &paper.citation),
        Span::new(Style::Emphasis, title),
        Span::new(Style::Faint, kind),
        Span::new(Style::Faint, &passages),
        Span::new(Style::Faint, &paper.tags.join(", ")),
        Span::new(Style::Code, &paper.key),
    ]);
    if paper.letter.is_some() {
        return vec![Node::Entry(paper.letter, entry)];
    }
    card(paper, entry)
}

/// A paper alone: its title, who wrote it, and what it says of itself.
fn card(paper: &PaperBlock, entry: Line) -> Vec<Node> {
    let title = match paper.title.as_str() {
        "" => "Untitled",
        title => title,
    };
    let mut nodes = vec![Node::Heading(one_line(title))];
    if !paper.authors.is_empty() {
        nodes.push(Node::Paragraph(plain(&paper.authors.join(", "))));
    }
    let mut entry = entry;
    let title = Span::new(Style::Emphasis, &paper.title);
    if let Some(at) = entry.iter().position(|span| *span == title) {
        // The heading has said it already.
        entry.drain(at..=at + 1);
    }
    nodes.push(Node::Paragraph(entry));
    if let Some(summary) = &paper.summary {
        nodes.push(Node::Quotation(plain(summary)));
    }
    nodes
}

/// An entry of a bibliography. Its number stands in brackets, since bare digits choose actions.
fn reference(reference: &ReferenceBlock) -> Node {
    let number = Span::new(Style::Strong, &format!("[{}]", reference.number));
    let mut line = vec![
        number,
        Span::new(Style::Plain, &format!(" {}", reference.raw)),
    ];
    if let Some(paper) = &reference.paper {
        line.push(Span::new(Style::Faint, " · "));
        line.push(Span::new(Style::Code, paper));
    }
    Node::Entry(reference.letter, line)
}

fn note(marker: &str, text: &str, reference: Option<u32>) -> Vec<Node> {
    let leads = reference.map_or_else(String::new, |number| format!("[{number}]"));
    let entry = dotted([
        Span::new(Style::Strong, &format!("Note {marker}")),
        Span::new(Style::Faint, &leads),
    ]);
    vec![Node::Entry(None, entry), Node::Quotation(plain(text))]
}

fn citation(citation: &CitationBlock) -> Vec<Node> {
    let mut nodes = vec![if citation.is_data {
        Node::Data(Span::new(Style::Plain, &citation.text.text))
    } else {
        Node::Copy(copied(&citation.text))
    }];
    if !citation.intext.text.is_empty() && citation.intext != citation.text {
        let label = if citation.is_note {
            "As a note: "
        } else {
            "In the text: "
        };
        let mut line = vec![Span::new(Style::Faint, label)];
        if citation.is_data {
            line.push(Span::new(Style::Code, &citation.intext.text));
        } else {
            line.extend(copied(&citation.intext));
        }
        nodes.push(Node::Copy(line));
    }
    if !citation.missing.is_empty() {
        let missing = format!("Missing: {}.", citation.missing.join(", "));
        nodes.push(Node::Paragraph(vec![Span::new(Style::Emphasis, &missing)]));
    }
    nodes
}

fn copied(formatted: &Formatted) -> Line {
    ranged(&formatted.text, &formatted.italics, Style::Emphasis)
}

/// What differs, word by word. Of what is verbatim the passage shows all there is to see.
fn verdict(verdict: &VerdictBlock) -> Vec<Node> {
    if verdict.verdict == Verdict::Verbatim || verdict.difference.is_empty() {
        return Vec::new();
    }
    let legend = |op, style, said| {
        let is_there = verdict.difference.iter().any(|change| change.op == op);
        Span::new(style, if is_there { said } else { "" })
    };
    let legend = dotted([
        legend(Op::Drop, Style::Dropped, "only in the paper"),
        legend(Op::Add, Style::Added, "only in the quotation"),
    ]);
    vec![
        Node::Quotation(compared(&verdict.difference)),
        Node::Paragraph(legend),
    ]
}

/// The words of both texts in order. Marks stand alone as well: mark-up needs a space around it.
fn compared(difference: &[Change]) -> Line {
    let mut line = Line::new();
    for change in difference {
        let style = match change.op {
            Op::Same => Style::Plain,
            Op::Add => Style::Added,
            Op::Drop => Style::Dropped,
        };
        if !line.is_empty() {
            line.push(Span::new(Style::Plain, " "));
        }
        line.push(Span::new(style, &change.text));
    }
    line
}

fn mistake(mistake: &MistakeBlock) -> Vec<Node> {
    let mut nodes = vec![Node::Paragraph(plain(&mistake.message))];
    if !mistake.suggestions.contains(&mistake.usage) {
        let usage = Span::new(Style::Code, &mistake.usage);
        nodes.push(Node::Paragraph(vec![
            Span::new(Style::Plain, "Try: "),
            usage,
        ]));
    }
    if !mistake.suggestions.is_empty() {
        // The lines themselves stand below, as actions.
        nodes.push(Node::Paragraph(plain("Perhaps you meant:")));
    }
    nodes
}

fn plain(text: &str) -> Line {
    vec![Span::new(Style::Plain, text)]
}

pub(super) fn one_line(text: &str) -> Line {
    let line: Vec<&str> = text.split_whitespace().collect();
    plain(&line.join(" "))
}

fn cells(texts: &[String]) -> Vec<Line> {
    texts.iter().map(|text| one_line(text)).collect()
}

/// The parts that say something, with a dot between them.
fn dotted<const N: usize>(parts: [Span; N]) -> Line {
    let mut line = Line::new();
    for part in parts.into_iter().filter(|part| !part.text.is_empty()) {
        if !line.is_empty() {
            line.push(Span::new(Style::Faint, " · "));
        }
        line.push(part);
    }
    line
}

fn marked(text: &str, highlights: &[(usize, usize)]) -> Line {
    ranged(text, highlights, Style::Mark)
}

/// A text with ranges of it in a style, which are counted in characters. What lies outside the text
/// or in an earlier range is left out.
fn ranged(text: &str, highlights: &[(usize, usize)], own: Style) -> Line {
    let ends = std::iter::once(text.len());
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain(ends).collect();
    let length = offsets.len() - 1;
    let slice = |style, from: usize, to: usize| Span::new(style, &text[offsets[from]..offsets[to]]);
    let mut line = Line::new();
    let mut shown = 0;
    for &(from, to) in highlights {
        let (from, to) = (from.max(shown), to.min(length));
        if from < to {
            line.push(slice(Style::Plain, shown, from));
            line.push(slice(own, from, to));
            shown = to;
        }
    }
    line.push(slice(Style::Plain, shown, length));
    line.retain(|span| !span.text.is_empty());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, highlights: &[(usize, usize)]) -> String {
        let bracket = |span: &Span| match span.style {
            Style::Mark => format!("[{}]", span.text),
            _ => span.text.clone(),
        };
        marked(text, highlights).iter().map(bracket).collect()
    }

    #[test]
    fn matches_are_counted_in_characters() {
        assert_eq!(
            shown("Zürich, 北京", &[(0, 6), (8, 10)]),
            "[Zürich], [北京]"
        );
    }

    #[test]
    fn matches_that_overlap_or_lie_outside_do_no_harm() {
        assert_eq!(shown("abcdef", &[(1, 4), (2, 5), (9, 12)]), "a[bcd][e]f");
        assert_eq!(shown("", &[(0, 3)]), "");
    }
}

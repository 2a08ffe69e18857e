//! The HTML writer, in the subset that Matrix clients show. Data can make no tag and no mention.

use super::document::{Document, Line, Node, Span, Style};
use super::mention::{unmentioned, unmentioned_data};

pub(super) fn write(document: &Document) -> String {
    let mut nodes: Vec<String> = document.nodes.iter().map(node).collect();
    if !document.actions.is_empty() {
        let actions = document.actions.iter().enumerate();
        let actions: Vec<String> = actions
            .map(|(number, label)| {
                if document.by_word {
                    inline(label)
                } else {
                    format!("<strong>{}</strong> {}", number + 1, inline(label))
                }
            })
            .collect();
        nodes.push(format!("<p>{}</p>", actions.join(" · ")));
    }
    nodes.join("\n")
}

fn node(node: &Node) -> String {
    match node {
        Node::Heading(line) => format!("<h3>{}</h3>", inline(line)),
        Node::Paragraph(line) | Node::Entry(None, line) | Node::Copy(line) => {
            format!("<p>{}</p>", inline(line))
        }
        Node::Entry(Some(letter), line) => {
            format!("<p><strong>{letter}</strong> {}</p>", inline(line))
        }
        Node::Quotation(line) => format!("<blockquote>{}</blockquote>", inline(line)),
        Node::Context(line, quotation) => format!(
            "<details><summary>{}</summary><blockquote>{}</blockquote></details>",
            inline(line),
            inline(quotation)
        ),
        Node::Data(span) => format!(
            "<pre><code>{}</code></pre>",
            escaped(&unmentioned_data(span.text()))
        ),
        Node::Table { header, rows } => table(header, rows),
    }
}

fn table(header: &[Line], rows: &[Vec<Line>]) -> String {
    let body: String = rows.iter().map(|cells| row("td", cells)).collect();
    format!(
        "<table><thead>{}</thead><tbody>{body}</tbody></table>",
        row("th", header)
    )
}

fn row(tag: &str, cells: &[Line]) -> String {
    let cells = cells
        .iter()
        .map(|cell| format!("<{tag}>{}</{tag}>", inline(cell)));
    format!("<tr>{}</tr>", cells.collect::<String>())
}

fn inline(line: &[Span]) -> String {
    line.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = escaped(&unmentioned(span.text())).replace('\n', "<br>");
    let tag = match span.style() {
        Style::Plain | Style::Faint => return text,
        Style::Strong | Style::Mark => "strong",
        Style::Emphasis => "em",
        Style::Code => "code",
        // Matrix knows no `ins`.
        Style::Added => "u",
        Style::Dropped => "del",
        // A spoiler (Client-server API, Spoiler messages).
        Style::Hidden => return format!("<span data-mx-spoiler>{text}</span>"),
    };
    format!("<{tag}>{text}</{tag}>")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            c => escaped.push(c),
        }
    }
    escaped
}

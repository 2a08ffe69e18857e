//! What messages say, and that nothing in a text makes them say anything else.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod html;

use proptest::prelude::*;

use super::*;
use crate::conversation::render::mention::NO_MENTION;
use crate::conversation::reply::{
    Block, Change, CitationBlock, DefinitionBlock, Formatted, MistakeBlock, Op, PaperBlock,
    PassageBlock, ReferenceBlock, Verdict, VerdictBlock,
};
use html::Shape;

fn passage(letter: Option<char>, id: &str, text: &str) -> PassageBlock {
    PassageBlock {
        letter,
        id: id.to_owned(),
        paper: id.split(':').next().unwrap().to_owned(),
        title: "Lamps".to_owned(),
        authors: vec!["Ana Grant".to_owned()],
        year: Some(1998),
        section: vec!["Oil".to_owned()],
        page: Some(3),
        text: text.to_owned(),
        highlights: vec![(2, 6)],
        score: None,
        citation: "Grant (1998, p. 3)".to_owned(),
    }
}

fn action(label: &str, command: &str) -> Action {
    Action {
        label: label.to_owned(),
        command: command.to_owned(),
    }
}

fn results() -> Reply {
    Reply {
        blocks: vec![
            Block::Heading {
                text: "2 passages in 2 papers".to_owned(),
            },
            Block::Passage(passage(Some('a'), "grant1998:3", "A lamp & its oil.")),
            Block::Passage(passage(Some('b'), "levi2016:7", "A song.")),
        ],
        actions: vec![
            action("Context", "/passage grant1998:3 before:1 after:1"),
            action("Cite", "/cite passage:grant1998:3"),
        ],
        ..Reply::to("search")
    }
}

fn command(line: &str) -> Command {
    let prefixes = ["/".to_owned()];
    let grammar = crate::conversation::command::Grammar {
        prefixes: &prefixes,
        direct: false,
    };
    Command::from_line(line, &grammar).unwrap()
}

/// All parts of a reply, held to what every message must be.
fn all(reply: &Reply, command: Option<&Command>) -> Vec<Shown> {
    let part = |part| show(reply, View { command, part });
    let mut all = vec![part(1)];
    while part(all.len() + 1) != all[all.len() - 1] {
        all.push(part(all.len() + 1));
    }
    for shown in &all {
        is_right(&shown.message);
    }
    all
}

fn is_right(message: &Message) {
    for body in [&message.body, &message.html] {
        assert!(body.len() <= LARGEST, "{} bytes", body.len());
        let lower = body.to_lowercase();
        assert!(!lower.contains("@room"), "{body}");
        assert!(!lower.contains("matrix.to"), "{body}");
        for (at, _) in body.match_indices('@') {
            assert!(!is_user_id(&body[at + 1..]), "{body}");
        }
    }
    let shape = Shape::of(&message.html);
    let shape = shape.unwrap_or_else(|fault| panic!("{fault}\n{}", message.html));
    let (plain, html) = (bare(&message.body), bare(&shape.text));
    let told = format!("\n{}\n\n{}", message.body, message.html);
    if message.html.contains("<table>") {
        // The lines of a cell stand beside those of the next.
        assert_eq!(characters(&plain), characters(&html), "{told}");
    } else {
        assert_eq!(words(&plain), words(&html), "{told}");
    }
}

/// Whether a text begins as a Matrix id goes on after its `@`.
fn is_user_id(text: &str) -> bool {
    let named = |c: char| c.is_alphanumeric() || "_=-./+".contains(c);
    text.split_once(':').is_some_and(|(name, server)| {
        !name.is_empty() && name.chars().all(named) && server.starts_with(named)
    })
}

/// A text without what only one of the bodies marks by characters.
fn bare(text: &str) -> String {
    let is_mark = |c: char| c == NO_MENTION || "{}[]+-".contains(c);
    text.replace(is_mark, "")
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters
}

#[test]
fn what_is_hidden_is_a_spoiler_and_stands_in_no_plain_body() {
    let hidden = |text: &str| Block::Hidden {
        text: text.to_owned(),
    };
    let reply = Reply {
        blocks: vec![
            Block::Text {
                text: "Which lamp burns oil?".to_owned(),
            },
            hidden("Answer: the <b>Argand</b> lamp"),
        ],
        ..Reply::to("")
    };
    let shown = &all(&reply, None)[0];
    insta::assert_snapshot!(shown.message.body, @"
    Which lamp burns oil?

    [Spoiler]
    ");
    insta::assert_snapshot!(shown.message.html, @"
    <p>Which lamp burns oil?</p>
    <p><span data-mx-spoiler>Answer: the &lt;b&gt;Argand&lt;/b&gt; lamp</span></p>
    ");
}

#[test]
fn a_page_of_results_in_both_bodies() {
    let shown = &all(&results(), Some(&command("/search lamp page:2")))[0];
    insta::assert_snapshot!(shown.message.body, @"
    2 passages in 2 papers

    a  Grant (1998, p. 3) · Oil · grant1998:3
       A lamp & its oil.

    b  Grant (1998, p. 3) · Oil · levi2016:7
       A song.

    Reply or react with a number: 1 Context · 2 Cite · 3 Back. For another result reply: cite b
    ");
    insta::assert_snapshot!(shown.message.html, @"
    <h3>2 passages in 2 papers</h3>
    <p><strong>a</strong> <strong>Grant (1998, p. 3)</strong> · Oil · <code>grant1998:3</code></p>
    <blockquote>A <strong>lamp</strong> &amp; its oil.</blockquote>
    <p><strong>b</strong> <strong>Grant (1998, p. 3)</strong> · Oil · <code>levi2016:7</code></p>
    <blockquote>A <strong>song</strong>.</blockquote>
    <p>Reply or react with a number: <strong>1</strong> Context · <strong>2</strong> Cite · <strong>3</strong> Back. For another result reply: <code>cite b</code></p>
    ");
}

#[test]
fn what_stands_beside_a_passage_is_folded_and_what_differs_is_marked() {
    let reply = Reply {
        blocks: vec![
            Block::Context(passage(None, "grant1998:2", "It is dark.")),
            Block::Passage(passage(None, "grant1998:3", "A lamp & its oil.")),
            Block::Verdict(VerdictBlock {
                verdict: Verdict::Differs,
                passage: None,
                difference: vec![
                    Change {
                        op: Op::Same,
                        text: "A".to_owned(),
                    },
                    Change {
                        op: Op::Add,
                        text: "dim".to_owned(),
                    },
                    Change {
                        op: Op::Drop,
                        text: "bright".to_owned(),
                    },
                ],
            }),
        ],
        ..Reply::to("passage")
    };
    let shown = &all(&reply, None)[0];
    insta::assert_snapshot!(shown.message.body, @"
    Grant (1998, p. 3) · Oil · grant1998:2
       It is dark.

    Grant (1998, p. 3) · Oil · grant1998:3
       A lamp & its oil.

       A {+dim+} [-bright-]

    [-only in the paper-] · {+only in the quotation+}
    ");
    insta::assert_snapshot!(shown.message.html, @"
    <details><summary><strong>Grant (1998, p. 3)</strong> · Oil · <code>grant1998:2</code></summary><blockquote>It<strong> is </strong>dark.</blockquote></details>
    <p><strong>Grant (1998, p. 3)</strong> · Oil · <code>grant1998:3</code></p>
    <blockquote>A <strong>lamp</strong> &amp; its oil.</blockquote>
    <blockquote>A <u>dim</u> <del>bright</del></blockquote>
    <p><del>only in the paper</del> · <u>only in the quotation</u></p>
    ");
}

#[test]
fn a_reply_with_nothing_in_it_says_so() {
    let shown = show(
        &Reply::to("search"),
        View {
            command: None,
            part: 1,
        },
    );
    assert_eq!(shown.message.body, "There is nothing to show.");
    assert_eq!(shown.message.html, "<p>There is nothing to show.</p>");
}

/// The words of a passage come out whole and in order over all parts.
#[test]
fn a_long_answer_is_told_in_parts_with_nothing_lost() {
    let text: Vec<String> = (0..9_000).map(|number| format!("w{number}")).collect();
    let text = text.join(" ");
    let mut reply = results();
    reply.blocks[1] = Block::Passage(passage(Some('a'), "grant1998:3", &text));
    let asked = command("/search lamp");
    let all = all(&reply, Some(&asked));
    assert!(all.len() > 5);
    let told: Vec<String> = all
        .iter()
        .flat_map(|shown| shown.message.body.split_whitespace().map(str::to_owned))
        .filter(|word| word.starts_with('w') && word[1..].bytes().all(|byte| byte.is_ascii_digit()))
        .filter(|word| word.len() > 1)
        .collect();
    assert_eq!(told.join(" "), text);
    let count = all.len();
    for (at, shown) in all.iter().enumerate() {
        let place = format!("Part {} of {count}. ", at + 1);
        assert!(
            shown.message.body.contains(&place),
            "{}",
            shown.message.body
        );
    }
}

#[test]
fn more_leads_through_the_parts_and_then_to_the_next_page() {
    let mut reply = results();
    let long = "lamp ".repeat(4_000);
    reply.blocks[1] = Block::Passage(passage(Some('a'), "grant1998:3", &long));
    let more = action("More", "/search lamp page:3");
    reply.actions.insert(0, more);
    let asked = command("/search lamp page:2");
    let all = all(&reply, Some(&asked));
    let chosen = |at: usize, said| {
        all[at]
            .offered
            .follow_up(said)
            .map(|line| Turn::read(&line))
    };
    let turn = |line: &str, part| {
        Some(Turn {
            line: line.to_owned(),
            part,
        })
    };
    let last = all.len() - 1;
    assert_eq!(chosen(0, "more"), turn("/search lamp page:2", 2));
    assert_eq!(chosen(0, "1"), turn("/search lamp page:2", 2));
    assert_eq!(chosen(0, "back"), turn("/search lamp", 1));
    assert_eq!(chosen(1, "back"), turn("/search lamp page:2", 1));
    assert_eq!(chosen(last, "more"), turn("/search lamp page:3", 1));
    assert_eq!(chosen(last, "cite b"), turn("/cite passage:levi2016:7", 1));
    let kept = serde_json::to_string(&all[0].offered).unwrap();
    let kept: Offered = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept, all[0].offered);
}

#[test]
fn a_name_that_begins_in_one_style_and_ends_in_another_mentions_nobody() {
    let mut block = passage(None, "grant1998:3", "x @room y");
    block.highlights = vec![(3, 7)];
    let reply = Reply {
        blocks: vec![Block::Passage(block)],
        ..Reply::to("passage")
    };
    let shown = &all(&reply, None)[0];
    assert!(shown.message.body.contains("@\u{200b}room"));
}

/// Text that would like to be more than text.
fn wild() -> impl Strategy<Value = String> {
    let bits = [
        "@room",
        "@ROOM",
        "@ana:example.org",
        "@_x:y",
        "https://matrix.to/#/@ana:example.org",
        "matrix.to/#/%40ana:b.org",
        "MATRIX.TO",
        "matrix:u/ana:example.org",
        "<b>",
        "</p>",
        "<script>",
        "<a href=\"https://matrix.to/#/@a:b\">x</a>",
        "&lt;",
        "&amp;",
        "&#64;room",
        "\"",
        "'",
        "`",
        "*",
        "<!--",
        "-->",
        "<mx-reply>",
        "\n",
        "\n\n",
        "  ",
        "\t",
        "\u{202e}",
        "\u{0}",
        "\u{1b}[31m",
        "> <@a:b> c",
        "# ",
        "{+",
        "+}",
        "[-",
        "-]",
        "🦉",
        "é",
        "北京",
        "lamp",
        "@article{x,",
        "@",
        "]]>",
    ];
    let bit = prop_oneof![
        4 => prop::sample::select(bits.to_vec()).prop_map(str::to_owned),
        2 => "[a-z ]{1,9}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(bit, 0..12).prop_map(|bits| bits.concat())
}

fn long() -> impl Strategy<Value = String> {
    (wild(), 1usize..400).prop_map(|(text, times)| text.repeat(times))
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![6 => wild(), 1 => long()]
}

fn formatted() -> impl Strategy<Value = Formatted> {
    (
        texts(),
        prop::collection::vec((0usize..9, 0usize..30), 0..3),
    )
        .prop_map(|(text, italics)| Formatted { text, italics })
}

fn paragraph() -> impl Strategy<Value = Block> {
    (texts(), 0..4).prop_map(|(text, kind)| match kind {
        0 => Block::Heading { text },
        1 => Block::Text { text },
        2 => Block::Hidden { text },
        _ => Block::Notice { text },
    })
}

fn quoted() -> impl Strategy<Value = Block> {
    let highlights = prop::collection::vec((0usize..9, 0usize..30), 0..3);
    (texts(), wild(), wild(), highlights, any::<bool>(), "[a-c]").prop_map(
        |(text, section, citation, highlights, is_context, letter)| {
            let block = PassageBlock {
                section: vec![section],
                citation,
                highlights,
                ..passage(letter.chars().next().filter(|_| !is_context), "a1:1", &text)
            };
            if is_context {
                Block::Context(block)
            } else {
                Block::Passage(block)
            }
        },
    )
}

fn cited() -> impl Strategy<Value = Block> {
    (formatted(), formatted(), wild(), any::<bool>()).prop_map(
        |(text, intext, missing, is_data)| {
            Block::Citation(CitationBlock {
                style: "apa".to_owned(),
                text,
                intext,
                missing: vec![missing],
                is_note: false,
                is_data,
            })
        },
    )
}

fn listed() -> impl Strategy<Value = Block> {
    (texts(), wild(), wild(), 0..4).prop_map(|(text, other, name, kind)| match kind {
        0 => Block::Definition(DefinitionBlock {
            letter: Some('a'),
            term: name,
            long: Some(other),
            text,
            kind: "explicit".to_owned(),
            passage: Some("a1:1".to_owned()),
            paper: Some("a1".to_owned()),
            citation: String::new(),
        }),
        1 => Block::Paper(PaperBlock {
            letter: None,
            key: "a1".to_owned(),
            title: name,
            authors: vec![other],
            year: None,
            kind: "essay".to_owned(),
            tags: Vec::new(),
            summary: Some(text),
            passages: 2,
            citation: "A (2001)".to_owned(),
        }),
        2 => Block::Reference(ReferenceBlock {
            letter: Some('b'),
            number: 4,
            raw: text,
            fields: serde_json::Value::Null,
            paper: Some(name),
        }),
        _ => Block::Note {
            marker: name,
            text,
            reference: Some(2),
        },
    })
}

fn told() -> impl Strategy<Value = Block> {
    let rows = prop::collection::vec(prop::collection::vec(wild(), 2), 0..60);
    prop_oneof![
        (wild(), rows).prop_map(|(head, rows)| Block::Table {
            header: vec![head.clone(), head],
            rows,
        }),
        (texts(), wild(), wild()).prop_map(|(message, usage, line)| Block::Mistake(MistakeBlock {
            message,
            usage,
            suggestions: vec![line],
        })),
        (wild(), wild(), wild()).prop_map(|(same, add, drop)| {
            let change = |op, text| Change { op, text };
            Block::Verdict(VerdictBlock {
                verdict: Verdict::Differs,
                passage: None,
                difference: vec![
                    change(Op::Same, same),
                    change(Op::Add, add),
                    change(Op::Drop, drop),
                ],
            })
        }),
    ]
}

fn replies() -> impl Strategy<Value = Reply> {
    let block = prop_oneof![paragraph(), quoted(), cited(), listed(), told()];
    let actions = prop::collection::vec((wild(), wild()), 0..12);
    (prop::collection::vec(block, 0..6), actions).prop_map(|(blocks, actions)| Reply {
        blocks,
        actions: actions
            .iter()
            .map(|(label, command)| action(label, command))
            .collect(),
        ..Reply::to("search")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_text_breaks_out_or_mentions_anybody_or_is_too_long(reply in replies()) {
        all(&reply, Some(&command("/search lamp page:2")));
    }
}

//! One reply in every form side by side, and text that wants to be more than text.

use lectern::conversation::render;
use lectern::conversation::reply::{Action, Block, MistakeBlock, PaperBlock, PassageBlock, Reply};

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn passage(letter: char, id: &str, text: &str, highlights: &[(usize, usize)]) -> PassageBlock {
    PassageBlock {
        letter: Some(letter),
        id: id.to_owned(),
        paper: "maren2011".to_owned(),
        title: "Neighbours and Walls".to_owned(),
        authors: owned(&["Ida Maren"]),
        year: Some(2011),
        section: owned(&["Geography", "Rivers"]),
        page: Some(52),
        text: text.to_owned(),
        highlights: highlights.to_vec(),
        score: Some(7.25),
        citation: "Maren (2011, p. 52)".to_owned(),
    }
}

fn paper(letter: Option<char>) -> PaperBlock {
    PaperBlock {
        letter,
        key: "maren2011".to_owned(),
        title: "Neighbours and Walls".to_owned(),
        authors: owned(&["Ida Maren", "Jonas Holt"]),
        year: Some(2011),
        kind: "essay".to_owned(),
        tags: owned(&["buffer", "borders"]),
        summary: letter.is_none().then(|| "Why walls fail.".to_owned()),
        passages: 41,
        citation: "Maren and Holt (2011)".to_owned(),
    }
}

fn action(label: &str, command: &str) -> Action {
    Action {
        label: label.to_owned(),
        command: command.to_owned(),
    }
}

fn results() -> Reply {
    let long = "A buffer state lies between two rivals, and both of them gain while neither of them \
                owns it.";
    Reply {
        blocks: vec![
            Block::Heading {
                text: "2 of 2 passages in 1 paper".to_owned(),
            },
            Block::Passage(passage('a', "maren2011:14", long, &[(2, 8), (9, 14)])),
            Block::Passage(passage('b', "maren2011:3", "Buffers* end.", &[(0, 7)])),
            Block::Notice {
                text: "“the” was ignored.".to_owned(),
            },
        ],
        actions: vec![
            action("Context", "/passage maren2011:14 before:1 after:1"),
            action("Related", "/related maren2011:14"),
        ],
        ..Reply::to("search")
    }
}

#[test]
fn a_page_of_results_in_every_form() {
    let reply = results();
    insta::assert_snapshot!(render::plain(&reply, 60), @"
    2 of 2 passages in 1 paper

    a  Maren (2011, p. 52) · Geography › Rivers · maren2011:14
       A buffer state lies between two rivals, and both of them
       gain while neither of them owns it.

    b  Maren (2011, p. 52) · Geography › Rivers · maren2011:3
       Buffers* end.

    “the” was ignored.

    1 Context   2 Related
    ");
    insta::assert_snapshot!(render::ansi(&reply, 60).replace('\u{1b}', "␛"), @"
    ␛[1m2 of 2 passages in 1 paper␛[0m

    ␛[1ma  ␛[0m␛[1mMaren (2011, p. 52)␛[0m␛[2m · Geography › Rivers · ␛[0m␛[36mmaren2011:14␛[0m
       A ␛[1;33mbuffer␛[0m ␛[1;33mstate␛[0m lies between two rivals, and both of them
       gain while neither of them owns it.

    ␛[1mb  ␛[0m␛[1mMaren (2011, p. 52)␛[0m␛[2m · Geography › Rivers · ␛[0m␛[36mmaren2011:3␛[0m
       ␛[1;33mBuffers␛[0m* end.

    ␛[3m“the” was ignored.␛[0m

    ␛[1m1␛[0m Context   ␛[1m2␛[0m Related
    ");
    insta::assert_snapshot!(render::markdown(&reply), @r"
    ### 2 of 2 passages in 1 paper

    **a** **Maren (2011, p. 52)** · Geography › Rivers · `maren2011:14`

    > A **buffer** **state** lies between two rivals, and both of them gain while neither of them owns it.

    **b** **Maren (2011, p. 52)** · Geography › Rivers · `maren2011:3`

    > **Buffers**\* end.

    *“the” was ignored.*

    **1** Context · **2** Related
    ");
    insta::assert_snapshot!(render::html(&reply), @"
    <h3>2 of 2 passages in 1 paper</h3>
    <p><strong>a</strong> <strong>Maren (2011, p. 52)</strong> · Geography › Rivers · <code>maren2011:14</code></p>
    <blockquote>A <strong>buffer</strong> <strong>state</strong> lies between two rivals, and both of them gain while neither of them owns it.</blockquote>
    <p><strong>b</strong> <strong>Maren (2011, p. 52)</strong> · Geography › Rivers · <code>maren2011:3</code></p>
    <blockquote><strong>Buffers</strong>* end.</blockquote>
    <p><em>“the” was ignored.</em></p>
    <p><strong>1</strong> Context · <strong>2</strong> Related</p>
    ");
    insta::assert_snapshot!(render::json(&reply), @r#"{"schema":1,"command":"search","found":true,"audience":"room","blocks":[{"type":"heading","text":"2 of 2 passages in 1 paper"},{"type":"passage","id":"maren2011:14","paper":"maren2011","title":"Neighbours and Walls","authors":["Ida Maren"],"year":2011,"section":["Geography","Rivers"],"page":52,"text":"A buffer state lies between two rivals, and both of them gain while neither of them owns it.","highlights":[[2,8],[9,14]],"score":7.25,"citation":"Maren (2011, p. 52)"},{"type":"passage","id":"maren2011:3","paper":"maren2011","title":"Neighbours and Walls","authors":["Ida Maren"],"year":2011,"section":["Geography","Rivers"],"page":52,"text":"Buffers* end.","highlights":[[0,7]],"score":7.25,"citation":"Maren (2011, p. 52)"},{"type":"notice","text":"“the” was ignored."}],"actions":[{"label":"Context","command":"/passage maren2011:14 before:1 after:1"},{"label":"Related","command":"/related maren2011:14"}]}"#);
}

#[test]
fn what_is_hidden_is_covered_where_it_can_be() {
    let reply = Reply {
        blocks: vec![Block::Hidden {
            text: "Answer: 1 || 2".to_owned(),
        }],
        ..Reply::to("")
    };
    insta::assert_snapshot!(render::plain(&reply, 60), @"Answer: 1 || 2");
    insta::assert_snapshot!(render::markdown(&reply), @r"Answer: 1 \|\| 2");
    insta::assert_snapshot!(render::html(&reply), @"<p><span data-mx-spoiler>Answer: 1 || 2</span></p>");
    insta::assert_snapshot!(render::json(&reply), @r#"{"schema":1,"command":"","found":true,"audience":"room","blocks":[{"type":"hidden","text":"Answer: 1 || 2"}],"actions":[]}"#);
}

#[test]
fn a_mistake_shows_an_example_and_what_may_have_been_meant() {
    let mistake = Block::Mistake(MistakeBlock {
        message: "There is no command “serach”.".to_owned(),
        usage: "/search buffer state from:1990".to_owned(),
        suggestions: owned(&["/search walls"]),
    });
    let reply = Reply {
        found: false,
        blocks: vec![mistake],
        actions: vec![action("/search walls", "/search walls")],
        ..Reply::to("")
    };
    insta::assert_snapshot!(render::plain(&reply, 60), @"
    There is no command “serach”.

    Try: /search buffer state from:1990

    Perhaps you meant:

    1 /search walls
    ");
    insta::assert_snapshot!(render::markdown(&reply), @"
    There is no command “serach”.

    Try: `/search buffer state from:1990`

    Perhaps you meant:

    **1** /search walls
    ");
    insta::assert_snapshot!(render::html(&reply), @"
    <p>There is no command “serach”.</p>
    <p>Try: <code>/search buffer state from:1990</code></p>
    <p>Perhaps you meant:</p>
    <p><strong>1</strong> /search walls</p>
    ");
}

#[test]
fn papers_in_a_list_and_alone() {
    let reply = Reply {
        blocks: vec![
            Block::Paper(paper(Some('a'))),
            Block::Paper(paper(Some('b'))),
            Block::Paper(paper(None)),
        ],
        ..Reply::to("papers")
    };
    insta::assert_snapshot!(render::plain(&reply, 60), @"
    a  Maren and Holt (2011) · Neighbours and Walls · essay · 41
       passages · buffer, borders · maren2011
    b  Maren and Holt (2011) · Neighbours and Walls · essay · 41
       passages · buffer, borders · maren2011

    Neighbours and Walls

    Ida Maren, Jonas Holt

    Maren and Holt (2011) · essay · 41 passages · buffer,
    borders · maren2011

       Why walls fail.
    ");
}

fn table() -> Reply {
    let row = |cells: &[&str]| owned(cells);
    Reply {
        blocks: vec![Block::Table {
            header: row(&["Option", "What it is"]),
            rows: vec![
                row(&["paper", "Only in this paper, by key or title"]),
                row(&["a|b", "北京 and *more*"]),
            ],
        }],
        ..Reply::to("help")
    }
}

#[test]
fn a_table_narrows_until_it_fits() {
    insta::assert_snapshot!(render::plain(&table(), 80), @"
    Option  What it is
    paper   Only in this paper, by key or title
    a|b     北京 and *more*
    ");
    insta::assert_snapshot!(render::plain(&table(), 30), @"
    Option  What it is
    paper   Only in this paper, by
            key or title
    a|b     北京 and *more*
    ");
    insta::assert_snapshot!(render::markdown(&table()), @r"
    | Option | What it is |
    | --- | --- |
    | paper | Only in this paper, by key or title |
    | a\|b | 北京 and \*more\* |
    ");
    insta::assert_snapshot!(render::html(&table()), @"<table><thead><tr><th>Option</th><th>What it is</th></tr></thead><tbody><tr><td>paper</td><td>Only in this paper, by key or title</td></tr><tr><td>a|b</td><td>北京 and *more*</td></tr></tbody></table>");
}

const HOSTILE: &str = "\u{1b}[31mred\u{9b}2J \u{202e}gnorw\u{2066} \u{7}\n# loud\n1. one\n    code\n\
    ***\n> quoted\n- item\n=== @everyone <@123> @room a@b.org <script>alert('x')</script> \
    **bold** __under__ ~~gone~~ ||hid|| `code` ```fence [link](javascript:x) ![i](x) \
    https://evil.example www.evil.example &lt; $x$ \\* <#5> <https://x.example>";

/// The hostile text in every place where a text can stand.
fn hostile() -> Reply {
    let text = HOSTILE.to_owned();
    let mut passage = passage('a', HOSTILE, HOSTILE, &[(3, 9), (5, 60), (40, 9_000)]);
    passage.citation.clone_from(&text);
    passage.section = vec![text.clone()];
    let mut card = paper(None);
    card.title.clone_from(&text);
    card.key.clone_from(&text);
    card.tags = vec![text.clone()];
    card.summary = Some(text.clone());
    Reply {
        blocks: vec![
            Block::Heading { text: text.clone() },
            Block::Text { text: text.clone() },
            Block::Passage(passage),
            Block::Paper(card),
            Block::Table {
                header: vec![text.clone(), text.clone()],
                rows: vec![vec![text.clone()], vec![text.clone(), text.clone()]],
            },
            Block::Notice { text: text.clone() },
            Block::Hidden { text: text.clone() },
            Block::Mistake(MistakeBlock {
                message: text.clone(),
                usage: text.clone(),
                suggestions: vec![format!("{text} again")],
            }),
        ],
        actions: vec![action(HOSTILE, "/about")],
        ..Reply::to("search")
    }
}

fn acts_on_a_screen(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && c != '\n')
}

#[test]
fn no_text_acts_on_a_screen() {
    let reply = hostile();
    for width in [1, 20, 80, usize::MAX] {
        assert!(!render::plain(&reply, width).contains(acts_on_a_screen));
        let ansi = render::ansi(&reply, width);
        for sequence in ansi.split('\u{1b}').skip(1) {
            let known = ["[0m", "[1m", "[2m", "[3m", "[36m", "[1;33m"];
            assert!(
                known.iter().any(|known| sequence.starts_with(known)),
                "{sequence}"
            );
        }
        assert!(!ansi.replace('\u{1b}', "").contains(acts_on_a_screen));
    }
    assert!(!render::markdown(&reply).contains(acts_on_a_screen));
    assert!(!render::html(&reply).contains(acts_on_a_screen));
    assert!(!render::json(&reply).contains(|c| acts_on_a_screen(c) || c == '\n'));
}

#[test]
fn json_gives_every_text_back_as_it_was() {
    let json: serde_json::Value = serde_json::from_str(&render::json(&hostile())).unwrap();
    assert_eq!(json["blocks"][2]["text"], HOSTILE);
}

#[test]
fn markdown_has_only_the_marks_that_the_writer_makes() {
    use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
    let markdown = render::markdown(&hostile());
    for event in Parser::new_ext(&markdown, Options::all()) {
        let known = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Paragraph
                    | Tag::Strong
                    | Tag::Emphasis
                    | Tag::BlockQuote(_)
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::Heading {
                        level: HeadingLevel::H3,
                        ..
                    }
            ),
            Event::Code(_) | Event::Text(_) | Event::End(_) | Event::HardBreak => true,
            _ => false,
        };
        assert!(known, "{event:?} in\n{markdown}");
    }
}

#[test]
fn markdown_makes_no_mention_and_no_link_of_data() {
    let reply = Reply {
        blocks: vec![Block::Passage(passage('a', "maren2011:1", HOSTILE, &[]))],
        ..Reply::to("search")
    };
    let markdown = render::markdown(&reply);
    assert!(markdown.contains("everyone") && markdown.contains("evil.example"));
    for made in [
        "@everyone",
        "@room",
        "a@b",
        "https://",
        "www.evil",
        " <@",
        " <#",
    ] {
        assert!(!markdown.contains(made), "{made} in\n{markdown}");
    }
}

#[test]
fn html_has_only_the_tags_that_the_writer_makes() {
    let html = render::html(&hostile());
    let tags = html
        .split('<')
        .skip(1)
        .map(|tag| tag.split('>').next().unwrap_or(""));
    for tag in tags {
        let known = [
            "h3",
            "p",
            "blockquote",
            "ul",
            "li",
            "strong",
            "em",
            "code",
            "br",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "span data-mx-spoiler",
            "span",
        ];
        assert!(known.contains(&tag.trim_start_matches('/')), "<{tag}>");
    }
    assert!(!html.contains("@everyone") && !html.contains("@room"));
}

#[test]
fn a_plain_passage_can_be_copied_as_the_exact_quotation() {
    let exact = "He wrote: “*No* state_actor” — [sic] <3 & @all.";
    let reply = Reply {
        blocks: vec![Block::Passage(passage(
            'a',
            "maren2011:1",
            exact,
            &[(0, 8)],
        ))],
        ..Reply::to("search")
    };
    assert!(render::plain(&reply, usize::MAX).contains(exact));
}

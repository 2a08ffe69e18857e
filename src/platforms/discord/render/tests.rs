//! Replies at each limit, and what a message says.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use proptest::prelude::*;

use super::super::limits::{self, size};
use super::*;
use crate::conversation::reply::{
    Action, Block, CitationBlock, Formatted, MistakeBlock, PassageBlock,
};

fn passage(letter: char, text: &str, highlights: Vec<(usize, usize)>) -> Block {
    Block::Passage(PassageBlock {
        letter: Some(letter),
        id: "moss2001:4".to_owned(),
        paper: "moss2001".to_owned(),
        title: "Moss".to_owned(),
        authors: vec!["Ana Moss".to_owned()],
        year: Some(2001),
        section: vec!["One".to_owned(), "Two".to_owned()],
        page: Some(3),
        text: text.to_owned(),
        highlights,
        score: None,
        citation: "Moss (2001, p. 3)".to_owned(),
    })
}

fn reply(blocks: Vec<Block>) -> Reply {
    Reply {
        blocks,
        ..Reply::to("search")
    }
}

fn command(name: &str, options: &[(&str, &str)]) -> Command {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let options: Vec<(String, String)> = options.iter().map(own).collect();
    Command::from_options(name, &options).unwrap()
}

fn view(command: Option<&Command>) -> View<'_> {
    View {
        command,
        part: 1,
        is_private: false,
    }
}

/// All parts of a reply, held to every limit.
fn shown(reply: &Reply, command: &Command) -> Vec<Shown> {
    let part = |part| {
        let view = View {
            part,
            ..view(Some(command))
        };
        show(reply, view)
    };
    let mut all: Vec<Shown> = vec![part(1)];
    while part(all.len() + 1) != all[all.len() - 1] {
        all.push(part(all.len() + 1));
    }
    for shown in &all {
        within_limits(&shown.message);
    }
    all
}

fn within_limits(message: &Message) {
    let embeds = &message.embeds;
    assert!((1..=limits::EMBEDS).contains(&embeds.len()));
    let mut together = 0;
    for embed in embeds {
        let footer = embed.footer.as_ref().map_or(0, |footer| size(&footer.text));
        let (title, text) = (size(&embed.title), size(&embed.description));
        assert!(title <= limits::TITLE && text <= limits::DESCRIPTION && footer <= limits::FOOTER);
        assert!(title + text > 0, "a box with nothing in it is refused");
        together += title + text + footer;
    }
    assert!(together <= limits::EMBEDS_TOGETHER, "{together} in all");
    assert!(message.components.len() <= ROWS);
    let mut ids = Vec::new();
    for row in &message.components {
        assert!((1..=BUTTONS).contains(&row.components.len()));
        for component in &row.components {
            match component {
                Component::Button(button) => {
                    assert!((1..=LABEL).contains(&size(&button.label)));
                    ids.push(&button.custom_id);
                }
                Component::Link(_) => {}
                Component::List(list) => {
                    assert_eq!(row.components.len(), 1, "a list fills a row");
                    assert!((1..=limits::OPTIONS).contains(&list.options.len()));
                    for entry in &list.options {
                        assert!((1..=limits::OPTION_LABEL).contains(&size(&entry.label)));
                        ids.push(&entry.value);
                    }
                }
            }
        }
    }
    for (at, id) in ids.iter().enumerate() {
        assert!((1..=limits::CUSTOM_ID).contains(&size(id)));
        assert!(!ids[..at].contains(id), "two of one id: {id}");
    }
}

/// The buttons of a message.
fn buttons(shown: &Shown) -> Vec<&Button> {
    let rows = shown.message.components.iter();
    rows.flat_map(|row| &row.components)
        .filter_map(|component| match component {
            Component::Button(button) => Some(button),
            Component::List(_) | Component::Link(_) => None,
        })
        .collect()
}

fn texts(shown: &[Shown]) -> String {
    let embeds = shown.iter().flat_map(|shown| &shown.message.embeds);
    let texts: Vec<&str> = embeds
        .flat_map(|embed| [embed.title.as_str(), embed.description.as_str()])
        .collect();
    // The character without a width that keeps a name from being called is shown.
    format!("{}\n", texts.join("\n")).replace('\u{200b}', "◦")
}

fn labels(shown: &Shown) -> Vec<&str> {
    let buttons = buttons(shown);
    buttons.iter().map(|button| button.label.as_str()).collect()
}

#[test]
fn a_result_stands_in_a_box_with_its_place_and_the_match_marked() {
    let blocks = vec![
        Block::Heading {
            text: "1 passage in 1 paper".to_owned(),
        },
        passage('a', "A *buffer* is a state.", vec![(3, 9)]),
    ];
    let search = command("search", &[("query", "buffer")]);
    let shown = shown(&reply(blocks), &search);
    insta::assert_snapshot!(texts(&shown), @r"
    1 passage in 1 paper


    **a** **Moss (2001, p. 3)** · One › Two · `moss2001:4`
    > A \***buffer**\* is a state.
    ");
}

#[test]
fn nothing_in_a_text_is_read_as_mark_up() {
    let text =
        "# @everyone <@1> [x](https://a.example) ||no|| ```x``` :smile: > - _a_ *b* ~~c~~ \\";
    let shown = show(&reply(vec![passage('a', text, Vec::new())]), view(None));
    insta::assert_snapshot!(texts(&[shown]), @r"
    **a** **Moss (2001, p. 3)** · One › Two · `moss2001:4`
    > \# @◦everyone \<@◦1> \[x\](https\://a.example) \|\|no\|\| \`\`\`x\`\`\` \:smile: > - \_a\_ \*b\* \~\~c\~\~ \\
    ");
}

#[test]
fn what_is_hidden_stands_between_bars_that_nothing_in_it_ends() {
    let hidden = Block::Hidden {
        text: " A || b\nor c*".to_owned(),
    };
    let shown = show(&reply(vec![hidden]), view(None));
    insta::assert_snapshot!(texts(&[shown]), @r"
    ||A \|\| b||
    ||or c\*||
    ");
}

#[test]
fn passages_fill_messages_and_boxes_to_the_limit_and_lose_nothing() {
    let search = command("search", &[("query", "x")]);
    for words in [10, 500, 700, 1_020, 1_300, 3_000] {
        for passages in 1..=5 {
            let text = "wörd ".repeat(words);
            let blocks = (0..passages).map(|_| passage('a', text.trim(), Vec::new()));
            let all = shown(&reply(blocks.collect()), &search);
            assert_eq!(texts(&all).matches("wörd").count(), words * passages);
        }
    }
}

#[test]
fn a_text_without_a_space_is_cut_where_it_must_be() {
    let search = command("search", &[("query", "x")]);
    for c in ['*', '@', 'x', '𝄞', '\n'] {
        let text: String = std::iter::repeat_n(c, 9_000).collect();
        let all = shown(&reply(vec![passage('a', &text, vec![(0, 9_000)])]), &search);
        let found = texts(&all).chars().filter(|other| *other == c).count();
        assert!(found >= 9_000, "{c:?}: {found}");
    }
}

#[test]
fn data_is_copied_from_a_block_of_code_that_nothing_in_it_ends() {
    let entry = format!(
        "@book{{x,\n  note = {{```}},\n{}}}",
        "  a = {b},\n".repeat(600)
    );
    let data = Block::Citation(CitationBlock {
        style: "bibtex".to_owned(),
        text: Formatted {
            text: entry,
            italics: Vec::new(),
        },
        intext: Formatted::default(),
        missing: Vec::new(),
        is_note: false,
        is_data: true,
    });
    let all = shown(&reply(vec![data]), &command("about", &[]));
    let texts = texts(&all);
    assert_eq!(texts.matches("  a = {b},").count(), 600);
    for shown in &all {
        for embed in &shown.message.embeds {
            assert_eq!(embed.description.matches("```").count(), 2);
        }
    }
}

#[test]
fn a_long_answer_leads_to_its_other_parts_and_says_which_it_is() {
    let search = command("search", &[("query", "x"), ("page", "2")]);
    let blocks = (0..3).map(|_| passage('a', &"word ".repeat(700), Vec::new()));
    let reply = reply(blocks.collect());
    let all = shown(&reply, &search);
    assert_eq!(all.len(), 3);
    let footer = |shown: &Shown| {
        shown
            .message
            .embeds
            .last()
            .unwrap()
            .footer
            .clone()
            .unwrap()
            .text
    };
    assert_eq!(footer(&all[1]), "Part 2 of 3");
    assert_eq!(labels(&all[0]), ["Next part", "Back"]);
    assert_eq!(labels(&all[1]), ["Part before", "Next part", "Back"]);
    assert_eq!(labels(&all[2]), ["Part before", "Back"]);
    let ids: Vec<&str> = buttons(&all[1])
        .iter()
        .map(|button| button.custom_id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "part 1 /search x page:2",
            "part 3 /search x page:2",
            "back /search x"
        ]
    );
}

#[test]
fn buttons_are_cut_kept_and_never_twice() {
    let long = format!("/search {}", "y".repeat(200));
    let action = |label: &str, command: &str| Action {
        label: label.to_owned(),
        command: command.to_owned(),
    };
    let mut reply = reply(vec![passage('a', "x", Vec::new())]);
    reply.actions = vec![
        action(&"l".repeat(90), &long),
        action("Twice", "/about"),
        action("Again", "/about"),
    ];
    reply
        .actions
        .extend((0..9).map(|n| action("More", &format!("/passage a:{n}"))));
    let private = View {
        is_private: true,
        ..view(None)
    };
    let shown = show(&reply, private);
    within_limits(&shown.message);
    assert_eq!(labels(&shown).len(), 8);
    assert_eq!(size(labels(&shown)[0]), 80);
    let [(id, kept)] = &shown.kept[..] else {
        panic!("one line is too long for an id");
    };
    assert_eq!(kept, &long);
    assert_eq!(&buttons(&shown)[0].custom_id, id);
}

#[test]
fn what_can_be_done_with_the_other_results_fills_a_list_and_no_more() {
    let named = |letter: char| {
        let Block::Passage(mut passage) = passage(letter, "x", Vec::new()) else {
            unreachable!("it is a passage");
        };
        passage.id = format!("moss2001:{letter}");
        Block::Passage(passage)
    };
    let mut reply = reply(('a'..='z').map(named).collect());
    reply.actions = vec![
        Action {
            label: "Context".to_owned(),
            command: "/passage moss2001:a before:1".to_owned(),
        },
        Action {
            label: "Cite".to_owned(),
            command: format!("/cite passage:moss2001:a style:{}", "x".repeat(90)),
        },
    ];
    let shown = show(&reply, view(None));
    within_limits(&shown.message);
    let Some(Component::List(list)) = shown.message.components[1].components.first() else {
        panic!("the second row is a list");
    };
    assert_eq!(list.options.len(), limits::OPTIONS);
    assert_eq!(list.options[0].label, "Context b");
    assert_eq!(list.options[0].value, "/passage moss2001:b before:1");
    assert!(
        shown
            .kept
            .iter()
            .any(|(id, _)| *id == list.options[1].value)
    );
}

#[test]
fn only_a_private_answer_that_found_something_can_be_shared() {
    let search = command("search", &[("query", "x"), ("private", "yes")]);
    let mut reply = reply(vec![passage('a', "x", Vec::new())]);
    let private = View {
        is_private: true,
        ..view(Some(&search))
    };
    let shown = show(&reply, private);
    assert_eq!(labels(&shown), ["Share"]);
    assert_eq!(buttons(&shown)[0].custom_id, "share /search x");
    assert!(
        show(&reply, view(Some(&search)))
            .message
            .components
            .is_empty()
    );
    reply.found = false;
    assert!(show(&reply, private).message.components.is_empty());
}

#[test]
fn a_mistake_shows_what_would_have_been_right() {
    let mistake = Block::Mistake(MistakeBlock {
        message: "There is no command “sorce”.".to_owned(),
        usage: "/source x".to_owned(),
        suggestions: Vec::new(),
    });
    insta::assert_snapshot!(texts(&[show(&reply(vec![mistake]), view(None))]), @"
    There is no command “sorce”.

    Try: `/source x`
    ");
}

#[test]
fn an_empty_reply_still_says_something() {
    within_limits(&show(&reply(Vec::new()), view(None)).message);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn no_text_breaks_a_limit(text in "([a-z*_`@#> \n𝄞]{0,400} ?){0,30}", from in 0usize..500, length in 0usize..9000) {
        let blocks = vec![
            Block::Heading { text: text.chars().take(300).collect() },
            Block::Notice { text: text.clone() },
            Block::Hidden { text: text.clone() },
            passage('b', &text, vec![(from, from + length)]),
            Block::Table { header: vec![text.chars().take(90).collect(), "x".to_owned()], rows: vec![vec![text.clone(), "y".to_owned()]] },
        ];
        shown(&reply(blocks), &command("search", &[("query", "x")]));
    }
}

fn asked(options: &[&str]) -> Reply {
    let question = QuestionBlock {
        id: "23f407915c9d5a2e".to_owned(),
        prompt: "Which?".to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
        open: true,
        how: "Type it.".to_owned(),
        ..QuestionBlock::default()
    };
    let letters = ('a'..).take(options.len()).map(|letter| letter.to_string());
    let mut labels: Vec<String> = letters.collect();
    labels.extend(["Hint", "Skip"].map(str::to_owned));
    let action = |label: String| Action {
        command: format!("/quiz {label}"),
        label,
    };
    Reply {
        blocks: vec![Block::Question(question)],
        actions: labels.into_iter().map(action).collect(),
        ..Reply::to("quiz")
    }
}

#[test]
fn a_question_is_answered_by_a_row_of_options_or_a_form() {
    let rows = |reply: &Reply| {
        let shown = parts(reply);
        within_limits(&shown[0].message);
        let rows = shown[0].message.components.iter();
        rows.map(|row| row.components.len()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&asked(&["x", "y", "z", "w"])), [4, 2]);
    assert_eq!(rows(&asked(&["x"; 7])), [5, 2, 2]);
    assert_eq!(rows(&asked(&[])), [3]);
    let typed = parts(&asked(&[]));
    assert_eq!(labels(&typed[0]), ["Answer", "Hint", "Skip"]);
    assert_eq!(buttons(&typed[0])[0].custom_id, "form 23f407915c9d5a2e");
    // What there is a button for need not be said.
    assert_eq!(typed[0].message.embeds[0].description, "Which?");
    let mut closed = asked(&[]);
    closed.actions.clear();
    for block in &mut closed.blocks {
        if let Block::Question(question) = block {
            question.open = false;
        }
    }
    assert!(rows(&closed).is_empty());
}

#[test]
fn what_somebody_did_in_a_round_is_not_shared() {
    let answered = command("quiz answer", &[("answer", "b")]);
    let reply = Reply::word("quiz answer", "Your answer is b.");
    let private = View {
        is_private: true,
        ..view(Some(&answered))
    };
    assert!(show(&reply, private).message.components.is_empty());
}

#[test]
fn a_picture_is_a_file_with_its_lines_in_words() {
    let file = FileBlock {
        name: "score.png".to_owned(),
        media: "image/png".to_owned(),
        data: vec![1],
        lines: "23 Nov  ·\n30 Nov  ██░░ 1 of 2 right (50 %), 10 points".to_owned(),
    };
    let shown = show(&reply(vec![Block::File(file)]), view(None));
    let [told] = &shown.message.attachments[..] else {
        panic!("one picture is one attachment");
    };
    assert_eq!(
        told.description,
        "A diagram: 30 Nov 1 of 2 right (50 %), 10 points"
    );
    assert_eq!(told.id, "0");
    assert_eq!(shown.message.files[0].name, told.filename);
    let image = shown.message.embeds[0].image.clone();
    assert_eq!(image, Some(Picture::sent_as("score.png")));
}

//! Lists as teachers write them, and what is wrong with some.

use proptest::prelude::*;

use super::*;

fn yaml(text: &str) -> List {
    read(Path::new("week1.yaml"), text.as_bytes())
}

fn csv(text: &str) -> List {
    read(Path::new("week1.csv"), text.as_bytes())
}

fn problems(list: &List) -> Vec<String> {
    list.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn yaml_and_csv_give_the_same_questions() {
    let from_yaml = yaml(
        "- prompt: Who wrote of the security dilemma first?\n  answers: [John Herz, Herz]\n  source: herz1950:4\n  tags: [week 1]\n\
         - prompt: Which is a buffer?\n  answers: Siam\n  options: [Siam, France, Japan]\n\
         - prompt: The treaty of 1961 is in force.\n  answers: true\n\
         - prompt: The treaty was signed in ____.\n  answers: 1961\n",
    );
    let from_csv = csv("prompt,answers,options,source,tags\n\
         Who wrote of the security dilemma first?,John Herz | Herz,,herz1950:4,week 1\n\
         Which is a buffer?,Siam,Siam|France|Japan,,\n\
         The treaty of 1961 is in force.,true\n\
         \"The treaty was signed in ____.\",1961,,,\n");
    assert_eq!(from_yaml.problems, []);
    assert_eq!(from_yaml, from_csv);
    let kinds: Vec<Kind> = from_yaml
        .questions
        .iter()
        .map(|question| question.kind)
        .collect();
    assert_eq!(
        kinds,
        [Kind::Open, Kind::Choice, Kind::TrueFalse, Kind::Cloze]
    );
    let first = &from_yaml.questions[0];
    assert_eq!(first.accepted, ["Herz"]);
    assert_eq!(
        (first.passage.as_str(), first.paper.as_str()),
        ("herz1950:4", "herz1950")
    );
}

#[test]
fn spreadsheets_write_semicolons_quotation_marks_and_lines_in_fields() {
    let list = csv(
        "\u{feff}Prompt;Answers\r\n\"Who said \"\"no\"\";\nand when?\";Park\r\n\r\nWhy?;Because\r\n",
    );
    assert_eq!(list.problems, []);
    let prompts: Vec<&str> = list
        .questions
        .iter()
        .map(|question| question.prompt.as_str())
        .collect();
    assert_eq!(prompts, ["Who said \"no\"; and when?", "Why?"]);
}

#[test]
fn each_mistake_is_told_with_line_and_key_and_loses_no_other_question() {
    let list = yaml(
        "# Week 1\n\
         - answers: Siam\n\
         - prompt: Which?\n\
         - prompt: Which is a buffer?\n  answers: Laos\n  options: [Siam, France]\n\
         - prompt: Which is it?\n  answers: Siam\n  options:\n    - Siam\n    - siam.\n\
         - prompt: What?\n  answer: Siam\n\
         - prompt: What now?\n  kind: riddle\n  answers: Siam\n\
         - prompt: No gap here.\n  kind: cloze\n  answers: Siam\n\
         - prompt: Is it so?\n  kind: truefalse\n  answers: perhaps\n\
         - prompt: Choose.\n  kind: choice\n  answers: Siam\n\
         - prompt: Who: what?\n  answers: Siam\n\
         - just words\n\
         - prompt: Good?\n  answers: yes\n\
         - prompt: Good?\n  answers: yes\n",
    );
    assert_eq!(list.questions.len(), 1);
    insta::assert_snapshot!(problems(&list).join("\n"), @"
    line 2: this question has no prompt: add “prompt: …”
    line 3: this question has no answers: add “answers: …”
    line 5: the answer “Laos” is none of the options
    line 9: the option “siam.” stands there twice
    line 13: “answer” is no part of a question: prompt, answers, kind, options, source, tags are
    line 15: “riddle” is no kind of question: cloze, choice, truefalse, source, define, open are
    line 17: the prompt of a cloze has ____ where something is missing
    line 22: the answer of a truefalse is true or false
    line 23: a question of kind choice needs options: add “options: […]”
    line 26: this entry can't be read (mapping values are not allowed in this context at line 1 column 14): put text with “: ” or “#” in it between quotation marks
    line 28: this is no question: a list of questions is YAML, each entry with “- prompt:” and “answers:”, or CSV with a line of these names first
    line 31: “Good?” was asked above: leave one of them out
    ");
}

#[test]
fn rows_are_told_by_their_lines() {
    let list = csv("prompt,answers\n\"Two\nlines?\",yes\nToo,many,fields\n,none\nMissing\n");
    assert_eq!(list.questions.len(), 1);
    insta::assert_snapshot!(problems(&list).join("\n"), @"
    line 4: this row has 3 fields and the first line names 2: put a field with a separator in it between quotation marks
    line 5: this question has no prompt: add “prompt: …”
    line 6: this question has no answers: add “answers: …”
    ");
}

#[test]
fn a_file_of_another_kind_says_how_a_list_looks() {
    let said = |name: &str, bytes: &[u8]| problems(&read(Path::new(name), bytes)).join("\n");
    insta::assert_snapshot!(said("list.docx", b"PK"), @"this file is neither YAML nor CSV by its name: a list of questions is YAML, each entry with “- prompt:” and “answers:”, or CSV with a line of these names first");
    insta::assert_snapshot!(said("list.yaml", b"\xff\xfe"), @"this file is no text in UTF-8: save it as such");
    insta::assert_snapshot!(said("list.csv", b"question,solution\na,b\n"), @"its first line names no column “prompt”: a list of questions is YAML, each entry with “- prompt:” and “answers:”, or CSV with a line of these names first");
    insta::assert_snapshot!(said("list.csv", b"prompt,answers\n\"open,b\n"), @"the quotation mark that opens in the row of line 2 is not closed");
    insta::assert_snapshot!(said("list.yaml", b""), @"there is no question in it: a list of questions is YAML, each entry with “- prompt:” and “answers:”, or CSV with a line of these names first");
    insta::assert_snapshot!(said("list.yaml", b"title: A paper\n"), @"line 1: this is no question: a list of questions is YAML, each entry with “- prompt:” and “answers:”, or CSV with a line of these names first");
}

proptest! {
    #[test]
    fn whatever_a_list_holds_gives_questions_or_problems(text in "(?s)[-a-z:|,;\"\\[\\]{}&*#\n\t ]{0,200}") {
        for name in ["a.yaml", "a.csv"] {
            let list = read(Path::new(name), text.as_bytes());
            prop_assert!(!list.questions.is_empty() || !list.problems.is_empty());
            for question in &list.questions {
                prop_assert!(!question.prompt.is_empty() && !question.answer.is_empty());
            }
        }
    }
}

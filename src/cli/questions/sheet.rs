//! Questions on a sheet for printing, and as a file of notes for Anki.

use std::fmt::Write as _;

use crate::study::question::{Kind, Question};

/// The width of a sheet.
const WIDTH: usize = 80;

/// The questions with their options, then the answers with what proves them.
pub(super) fn text(questions: &[Question]) -> String {
    let mut sheet = String::from("Questions\n");
    for (number, question) in (1..).zip(questions) {
        let _ = write!(
            sheet,
            "\n{}",
            wrapped(&format!("{number}. "), &question.prompt)
        );
        for (letter, option) in lettered(question) {
            sheet.push_str(&wrapped(&format!("    {letter}) "), option));
        }
    }
    sheet.push_str("\nAnswers\n");
    for (number, question) in (1..).zip(questions) {
        let _ = write!(
            sheet,
            "\n{}",
            wrapped(&format!("{number}. "), &answer(question))
        );
        let indent = " ".repeat(format!("{number}. ").len());
        let place: Vec<&str> = [question.citation.as_str(), question.passage.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if !question.proof.is_empty() {
            sheet.push_str(&wrapped(&indent, &format!("“{}”", question.proof)));
        }
        if !place.is_empty() {
            sheet.push_str(&wrapped(&indent, &place.join(" · ")));
        }
    }
    sheet
}

/// The options that are printed; those of true or false are in the question.
fn lettered(question: &Question) -> impl Iterator<Item = (char, &String)> {
    let shown = question.kind != Kind::TrueFalse;
    ('a'..='z').zip(question.options.iter().filter(move |_| shown))
}

/// The answer with the letter that it has among the options.
fn answer(question: &Question) -> String {
    let letter = lettered(question).find(|(_, option)| **option == question.answer);
    match letter {
        Some((letter, option)) => format!("{letter}) {option}"),
        None => question.answer.clone(),
    }
}

/// A text in lines of the sheet's width, the first behind a mark and the others below its beginning.
fn wrapped(mark: &str, text: &str) -> String {
    let indent = " ".repeat(mark.chars().count());
    let mut lines = String::from(mark);
    let mut column = mark.chars().count();
    let mut begins = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !begins && column + 1 + length > WIDTH {
            let _ = write!(lines, "\n{indent}");
            column = indent.len();
            begins = true;
        }
        if !begins {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
        begins = false;
    }
    lines.push('\n');
    lines
}

/// What Anki is told of the columns (Anki manual, "Importing: Text Files").
const HEADER: &str = "#separator:tab\n#html:false\n#guid column:1\n#tags column:7\n\
    #columns:Id\tQuestion\tOptions\tAnswer\tSource\tPassage\tTags\n";

/// A line a question: its id, so that a second import renews it, question, options, answer, citation,
/// the words that prove it, tags.
pub(super) fn tsv(questions: &[Question]) -> String {
    let line = |question: &Question| {
        let options: Vec<String> = lettered(question)
            .map(|(letter, option)| format!("{letter}) {option}"))
            .collect();
        let tags: Vec<String> = question
            .tags
            .iter()
            .map(|tag| tag.replace(' ', "-"))
            .collect();
        let fields = [
            question.id.clone(),
            question.prompt.clone(),
            options.join("; "),
            answer(question),
            format!("{} · {}", question.citation, question.passage),
            question.proof.clone(),
            tags.join(" "),
        ];
        let fields = fields.map(|field| field.replace(['\t', '\n', '\r'], " "));
        fields.join("\t") + "\n"
    };
    let lines: String = questions.iter().map(line).collect();
    format!("{HEADER}{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hang_below_the_beginning_of_their_text() {
        let text = wrapped("1. ", &"word ".repeat(20));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(
            text.lines()
                .nth(1)
                .is_some_and(|line| line.starts_with("   word"))
        );
    }
}

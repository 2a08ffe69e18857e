//! What a quotation leaves out under an ellipsis: the words of the paper, since a “not” may be among
//! them.

/// Left out are more words than this, so that they are shortened.
const MOST: usize = 60;
/// So many are shown at either end then: those that go with the words beside the ellipsis.
const ENDS: usize = 25;

/// Words that turn a sentence round, in the languages that papers are told to be in most; they are
/// named where they would be hidden.
const DENIALS: [&str; 39] = [
    "not",
    "no",
    "never",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "cannot",
    "without",
    "hardly",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "nie",
    "niemals",
    "ohne",
    "pas",
    "jamais",
    "ne",
    "nunca",
    "jamás",
    "non",
    "mai",
    "не",
    "нет",
    "ни",
    "никогда",
    "никто",
    "никого",
    "никому",
    "ничто",
    "ничего",
    "никакой",
    "нельзя",
    "без",
    "невозможно",
];

/// Says which words of the paper the ellipses of a quotation stand for.
pub(super) fn left_out(words: &[String]) -> Option<String> {
    let shown: Vec<String> = words.iter().map(|words| shown(words)).collect();
    match shown.as_slice() {
        [] => None,
        [one] => Some(format!("The ellipsis leaves out: {one}.")),
        several => Some(format!(
            "The ellipses leave out: {}.",
            several.join("; then ")
        )),
    }
}

fn shown(words: &str) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    if all.len() <= MOST {
        return format!("“{words}”");
    }
    let (first, rest) = all.split_at(ENDS);
    let (hidden, last) = rest.split_at(rest.len() - ENDS);
    let mut denials: Vec<String> = hidden
        .iter()
        .filter_map(|word| denial(word))
        .map(|word| format!("“{word}”"))
        .collect();
    denials.sort();
    denials.dedup();
    let among = match denials.len() {
        0 => String::new(),
        _ => format!(", {} among them,", denials.join(" and ")),
    };
    format!(
        "“{}” … {} more words{among} … “{}”",
        first.join(" "),
        hidden.len(),
        last.join(" ")
    )
}

/// The word without marks, if it denies.
fn denial(word: &str) -> Option<&str> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    let denies =
        DENIALS.contains(&lower.as_str()) || lower.ends_with("n’t") || lower.ends_with("n't");
    denies.then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_is_not_hidden_by_shortening() {
        let words = |from: usize, to: usize| {
            let words: Vec<String> = (from..=to).map(|number| format!("w{number}")).collect();
            words.join(" ")
        };
        let long = format!(
            "{} didn’t, {} not {}",
            words(1, 40),
            words(41, 50),
            words(51, 80)
        );
        let said = left_out(&[long]).unwrap_or_default();
        assert_eq!(
            said,
            format!(
                "The ellipsis leaves out: “{}” … 32 more words, “didn’t” and “not” among them, … “{}”.",
                words(1, 25),
                words(56, 80)
            )
        );
        let whole = left_out(&["was not".to_owned(), words(1, 60)]);
        assert_eq!(
            whole,
            Some(format!(
                "The ellipses leave out: “was not”; then “{}”.",
                words(1, 60)
            ))
        );
        assert_eq!(left_out(&[]), None);
    }

    #[test]
    fn a_russian_denial_was_hidden() {
        let long = format!("{} Не {}", "w ".repeat(40), "v ".repeat(40));
        let said = left_out(&[long.trim().to_owned()]).unwrap_or_default();
        assert!(said.contains("“Не” among them"), "{said}");
    }
}

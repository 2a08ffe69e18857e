//! Numbers written in words or with separators, brought to digits: `twenty-five`, `1,250`, `World War II`.

/// What stands for the point of a fraction, since words are parted at points.
const POINT: char = 'p';

/// A text whose numbers are one word each: without the commas of thousands, and with [`POINT`].
pub(super) fn plain(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let mut plain = String::with_capacity(text.len());
    for (at, c) in characters.iter().enumerate() {
        let between = at > 0 && digit(at - 1) && digit(at + 1);
        let thousands = between && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        match c {
            ',' | '\u{a0}' | '\u{202f}' if thousands => {}
            '.' if between => plain.push(POINT),
            c => plain.push(*c),
        }
    }
    plain
}

/// The words with each run of number words as one number in digits.
pub(in crate::study) fn in_digits(words: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // The number that was just read from words alone: `nineteen` may begin a year.
    let mut spelled: Option<u64> = None;
    let mut at = 0;
    while at < words.len() {
        let (number, used) = number_at(&words[at..]);
        let is_spelled = !words[at].starts_with(|c: char| c.is_ascii_digit());
        match (number, spelled) {
            (Some(number), Some(century)) if is_spelled && (10..100).contains(&number) => {
                found.pop();
                found.push((century * 100 + number).to_string());
                spelled = None;
            }
            (Some(number), _) => {
                found.push(number.to_string());
                spelled = Some(number).filter(|number| is_spelled && (10..100).contains(number));
            }
            (None, _) => {
                found.push(roman(&words[at]).unwrap_or_else(|| words[at].clone()));
                spelled = None;
            }
        }
        at += used;
    }
    joined(found)
}

/// The number that a run of words makes, and how many words it takes.
fn number_at(words: &[String]) -> (Option<u64>, usize) {
    let digits = words[0].parse::<u64>().ok();
    let scaled = |scale: &String| matches!(value(scale), Some(Value::Scale(_)));
    if let Some(number) = digits {
        return match words
            .get(1)
            .filter(|next| scaled(next))
            .and_then(|next| value(next))
        {
            Some(Value::Scale(scale)) => (number.checked_mul(scale), 2),
            _ => (Some(number), 1),
        };
    }
    let (mut whole, mut part, mut used) = (0_u64, 0_u64, 0);
    for word in words {
        match value(word) {
            Some(Value::Unit(unit)) if used == 0 || fits(part, unit) => part += unit,
            Some(Value::Scale(100)) if part < 100 => part = part.max(1) * 100,
            Some(Value::Scale(scale)) if scale > 100 && whole % (scale * 1000) == 0 => {
                whole += part.max(1) * scale;
                part = 0;
            }
            _ => break,
        }
        used += 1;
    }
    if used == 0 {
        return (None, 1);
    }
    (Some(whole + part), used)
}

/// Whether a unit can follow what was counted: `twenty` and `five`, but not `two` and `five`.
fn fits(part: u64, unit: u64) -> bool {
    let tens = part % 100;
    tens == 0 || (tens >= 20 && tens.is_multiple_of(10) && unit < 10)
}

enum Value {
    Unit(u64),
    Scale(u64),
}

fn value(word: &str) -> Option<Value> {
    let place = UNITS.iter().position(|unit| *unit == word);
    if let Some(place) = place {
        return Some(Value::Unit(place as u64));
    }
    let place = TENS.iter().position(|ten| *ten == word);
    if let Some(place) = place {
        return Some(Value::Unit((place as u64 + 2) * 10));
    }
    match word {
        "hundred" => Some(Value::Scale(100)),
        "thousand" => Some(Value::Scale(1_000)),
        "million" => Some(Value::Scale(1_000_000)),
        "billion" => Some(Value::Scale(1_000_000_000)),
        _ => None,
    }
}

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Roman numerals as they stand behind names: `World War II`. A single letter may be a letter.
fn roman(word: &str) -> Option<String> {
    const ROMAN: [(&str, u32); 11] = [
        ("ii", 2),
        ("iii", 3),
        ("iv", 4),
        ("vi", 6),
        ("vii", 7),
        ("viii", 8),
        ("ix", 9),
        ("xi", 11),
        ("xii", 12),
        ("xiii", 13),
        ("xiv", 14),
    ];
    let found = ROMAN.iter().find(|(roman, _)| *roman == word);
    found.map(|(_, number)| number.to_string())
}

/// `per cent` is one word.
fn joined(words: Vec<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        match found.last_mut() {
            Some(last) if last == "per" && word == "cent" => last.push_str("cent"),
            _ => found.push(word),
        }
    }
    found
}

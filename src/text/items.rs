//! Lists in YAML that people write by hand, taken apart before they are parsed, so that a mistake in one
//! entry loses no other. What an entry holds is not known here.

/// The entries of a list as text, each with its line, counted from 1. What is no list is one entry.
#[must_use]
pub fn items(text: &str) -> Vec<(u32, &str)> {
    let opens = |line: &str| {
        let rest = line.trim_start_matches(' ');
        (rest.starts_with("- ") || rest.trim_end() == "-").then(|| line.len() - rest.len())
    };
    let Some(indent) = text.lines().find_map(opens) else {
        let is_blank = |line: &str| line.trim().is_empty() || line.starts_with('#');
        let first = text.lines().position(|line| !is_blank(line));
        return first.map_or_else(Vec::new, |at| vec![(at as u32 + 1, text)]);
    };
    let mut starts: Vec<(u32, usize)> = Vec::new();
    let mut at = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if opens(line) == Some(indent) {
            starts.push((number, at));
        }
        at += line.len();
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(_, start)| *start)
        .chain([text.len()]);
    let items = starts.iter().zip(ends);
    items
        .map(|((number, start), end)| (*number, &text[*start..end]))
        .collect()
}

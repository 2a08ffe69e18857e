//! What a page carries besides its text: page numbers and running heads.
//!
//! Both are told by their regularity over the whole document, never by one line alone. The
//! furniture of web pages is the business of [`debris`](super::debris).

use std::collections::HashMap;

use super::heading;
use super::line::Line;

/// A running head comes back this often at least.
const FEWEST: usize = 3;

/// No two running heads are closer than this, in lines.
const CLOSEST: u32 = 12;

/// A running head has at most so many characters.
const LONGEST: usize = 110;

/// Takes page numbers and running heads out.
pub(super) fn strip(lines: &mut Vec<Line<'_>>) {
    let numbers = page_numbers(lines);
    let heads = running_heads(lines);
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !numbers[at - 1] && !heads[at - 1]
    });
}

/// Numbers alone on their lines that count up, page by page.
fn page_numbers(lines: &[Line<'_>]) -> Vec<bool> {
    let mut chains: HashMap<u32, (usize, usize)> = HashMap::new();
    let mut before: Vec<Option<usize>> = vec![None; lines.len()];
    let mut length = vec![0_usize; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        let Some(number) = lone_number(&line.text) else {
            continue;
        };
        let previous = number.checked_sub(1).and_then(|number| chains.get(&number));
        let far = previous.filter(|(_, last)| line.number - lines[*last].number >= CLOSEST);
        length[at] = far.map_or(1, |(count, _)| count + 1);
        before[at] = far.map(|(_, last)| *last);
        if chains
            .get(&number)
            .is_none_or(|(count, _)| *count <= length[at])
        {
            chains.insert(number, (length[at], at));
        }
    }
    let mut found = vec![false; lines.len()];
    for (_, last) in chains.into_values().filter(|(count, _)| *count >= FEWEST) {
        let mut next = Some(last);
        while let Some(at) = next.filter(|at| !found[*at]) {
            found[at] = true;
            next = before[at];
        }
    }
    found
}

fn lone_number(text: &str) -> Option<u32> {
    let text = text.trim_matches(['-', '–', '—', ' ', '[', ']', '|']);
    let text = text.strip_prefix("Page ").unwrap_or(text);
    (text.len() <= 4).then(|| text.parse().ok()).flatten()
}

/// The same line, digits apart, at wide intervals.
fn running_heads(lines: &[Line<'_>]) -> Vec<bool> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.text.len() <= LONGEST && !line.is_blank() {
            let letters: String = line.text.chars().filter(|c| !c.is_ascii_digit()).collect();
            places
                .entry(letters.trim().to_owned())
                .or_default()
                .push(at);
        }
    }
    let mut found = vec![false; lines.len()];
    for (text, at) in places {
        if is_running_head(&text, &at, lines) {
            for at in at {
                found[at] = true;
            }
        }
    }
    found
}

fn is_running_head(text: &str, at: &[usize], lines: &[Line<'_>]) -> bool {
    let wide = at
        .windows(2)
        .filter(|pair| lines[pair[1]].number - lines[pair[0]].number >= CLOSEST)
        .count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    at.len() >= FEWEST
        && letters >= 4
        && (wide + 1) * 4 >= at.len() * 3
        && wide + 1 >= FEWEST
        && !text.ends_with(['.', '?', '!', ':', ';', ','])
        && !heading::is_known(text)
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn left(text: &str) -> Vec<String> {
        let mut lines = line::split(text);
        strip(&mut lines);
        lines
            .into_iter()
            .map(|line| line.text)
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn page(head: &str, number: usize) -> String {
        let body: Vec<_> = (0..20)
            .map(|at| format!("the {at}th line of page {number} tells of fear,"))
            .collect();
        format!("{head}\n{}\n{number}\n", body.join("\n"))
    }

    #[test]
    fn page_numbers_and_running_heads_go() {
        let text: String = (7..11)
            .map(|number| page(&format!("Fear and Trust {number}"), number))
            .collect();
        let left = left(&text);
        assert_eq!(left.len(), 80);
        assert!(left.iter().all(|line| line.starts_with("the ")));
    }

    #[test]
    fn numbers_and_cells_of_a_table_stay() {
        let text = "Yes\n1\nNo\n2\nYes\n3\nYes\n4\nNo\n";
        assert_eq!(left(text).len(), 9);
    }
}

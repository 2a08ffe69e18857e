//! Wrong numbers and years: near enough to the right one to be taken for it, and written as it is.
//!
//! The papers' own numbers are offered before these; which of them is used is decided in `rivals`.

use super::super::chance::Chance;
use super::rivals::RIVALS;
use crate::text::grouped;

/// What is counted in words.
const WORDS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// By how much a wrong number differs from the right one.
const FACTORS: [f64; 10] = [0.4, 0.5, 0.6, 0.7, 0.8, 1.25, 1.4, 1.6, 2.0, 2.5];
/// More than so many in a hundred is nearly the whole.
const MOST: f64 = 90.0;
/// By how much a wrong year does.
const YEARS: [i32; 12] = [-11, -8, -6, -4, -3, -2, 2, 3, 4, 6, 8, 11];

/// What a number is worth, in digits or in words; 0 for what is none.
pub(super) fn value(number: &str) -> f64 {
    let counted = WORDS.iter().position(|word| *word == number);
    match counted {
        Some(at) => (at + 2) as f64,
        None => number.replace(',', "").parse().unwrap_or_default(),
    }
}

/// Years near a year, none of them after the last that can be meant.
pub(super) fn years(year: i32, last: i32, chance: &mut Chance) -> Vec<String> {
    let mut years = YEARS.map(|apart| year + apart).to_vec();
    years.retain(|year| *year <= last);
    chance.shuffle(&mut years);
    years.into_iter().map(|year| year.to_string()).collect()
}

/// Numbers near a number, in words where it is, as round and as exact as it is.
pub(super) fn numbers(number: &str, is_part: bool, chance: &mut Chance) -> Vec<String> {
    let right = value(number);
    let mut near: Vec<String> = if number.starts_with(char::is_alphabetic) {
        let close = |word: &&&str| (1.0..=4.0).contains(&(value(word) - right).abs());
        WORDS
            .iter()
            .filter(close)
            .map(|word| (*word).to_owned())
            .collect()
    } else {
        // What is nearly the whole is told by what is missing: `99.5` and no `50.0`.
        let missing = if is_part && right > MOST {
            100.0 - right
        } else {
            0.0
        };
        let written = |factor: &f64| {
            let other = if missing > 0.0 {
                100.0 - missing * factor
            } else {
                right * factor
            };
            like(number, other)
        };
        FACTORS.iter().map(written).collect()
    };
    // No part of a whole is more than a hundred in a hundred.
    let can_be = |other: &String| {
        let other = value(other);
        let is_other = (other - right).abs() > f64::EPSILON;
        other > 0.0 && is_other && !(is_part && other > 100.0)
    };
    near.retain(can_be);
    chance.shuffle(&mut near);
    let mut once: Vec<String> = Vec::new();
    for other in near {
        if !once.contains(&other) {
            once.push(other);
        }
    }
    once
}

/// A value written as a number is: with as many decimals, as round, and with its commas.
fn like(number: &str, value: f64) -> String {
    let decimals = number.split_once('.').map_or(0, |(_, behind)| behind.len());
    let zeros = number.len() - number.trim_end_matches(['0', ',']).len();
    let is_round = decimals == 0 && !number.contains(',');
    let round = (0..zeros)
        .filter(|_| is_round)
        .fold(1.0, |round, _| round * 10.0);
    // Where nothing rounder is near, half as round will do.
    let step = if value < 2.0 * round {
        round / 2.0
    } else {
        round
    };
    let value = if decimals == 0 {
        (value / step).round() * step
    } else {
        value
    };
    if number.contains(',') {
        return grouped(value as usize);
    }
    format!("{value:.decimals$}")
}

/// Wrong numbers differ from each other by so much; years may be next to each other.
const APART: f64 = 0.1;
const FIRST_YEAR: f64 = 1_000.0;

/// Three numbers around a number: how many of them are smaller is drawn by chance.
pub(super) fn around(answer: &str, found: &[String], chance: &mut Chance) -> Option<Vec<String>> {
    let answer = value(answer);
    // Of two that are nearly the same, both are seen to be wrong.
    let mut apart: Vec<&String> = Vec::new();
    for rival in found {
        let is_near = |known: &&String| (value(known) / value(rival) - 1.0).abs() < APART;
        if answer < FIRST_YEAR && apart.iter().any(is_near) {
            continue;
        }
        apart.push(rival);
    }
    let (mut below, mut above): (Vec<&String>, Vec<&String>) =
        apart.into_iter().partition(|rival| value(rival) < answer);
    chance.shuffle(&mut below);
    chance.shuffle(&mut above);
    let wanted = chance.below(RIVALS + 1);
    let least = RIVALS.saturating_sub(above.len());
    let below_count = wanted.clamp(least.min(below.len()), below.len());
    let rivals: Vec<String> = below
        .into_iter()
        .take(below_count)
        .chain(above.into_iter().take(RIVALS - below_count.min(RIVALS)))
        .take(RIVALS)
        .cloned()
        .collect();
    (rivals.len() == RIVALS).then_some(rivals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(number: &str, is_part: bool) -> Vec<String> {
        let mut near = numbers(number, is_part, &mut Chance::of(1, "near"));
        near.sort_by(|a, b| value(a).total_cmp(&value(b)));
        near
    }

    #[test]
    fn wrong_numbers_are_written_as_the_right_one_is() {
        assert_eq!(
            near("0.5", false),
            ["0.2", "0.3", "0.4", "0.6", "0.7", "0.8", "1.0", "1.2"]
        );
        assert_eq!(near("100", false), ["50", "150", "200", "300"]);
        assert_eq!(
            near("1,700", false).first().map(String::as_str),
            Some("680")
        );
        assert_eq!(
            near("1,700", false).last().map(String::as_str),
            Some("4,250")
        );
        assert_eq!(
            near("three", false),
            ["two", "four", "five", "six", "seven"]
        );
    }

    #[test]
    fn no_part_of_a_whole_is_more_than_the_whole() {
        assert_eq!(near("99.5", true).first().map(String::as_str), Some("98.8"));
        for number in ["60", "100"] {
            let near = near(number, true);
            assert!(near.iter().all(|number| value(number) <= 100.0));
        }
    }

    #[test]
    fn no_year_is_after_the_last_that_can_be_meant() {
        let years = years(2010, 2012, &mut Chance::of(1, "years"));
        assert!(years.contains(&"2012".to_owned()) && !years.contains(&"2013".to_owned()));
    }
}

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
        let written = |factor: &f64| like(number, right * factor);
        FACTORS.iter().map(written).collect()
    };
    // No part of a whole is more than a hundred in a hundred.
    let can_be = |other: &String| {
        let other = value(other);
        other > 0.0
            && (other - right).abs() > f64::EPSILON
            && !(is_part && right < 100.0 && other >= 100.0)
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
    let round = if decimals == 0 && zeros > 0 && !number.contains(',') {
        10_f64.powi(zeros as i32)
    } else {
        1.0
    };
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

/// Three numbers around a number, so that its place among them is drawn by chance.
pub(super) fn around(answer: &str, found: &[String], chance: &mut Chance) -> Option<Vec<String>> {
    let answer = value(answer);
    let (mut below, mut above): (Vec<&String>, Vec<&String>) =
        found.iter().partition(|rival| value(rival) < answer);
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

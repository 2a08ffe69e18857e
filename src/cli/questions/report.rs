//! `lectern questions --report`: what became of the questions that were asked, for the teacher.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::SystemTime;

use serde::Serialize;

use super::super::{Ending, output, store};
use super::Format;
use crate::config::Config;
use crate::store::{Missed, Seen, Store};
use crate::study::question::Question;
use crate::study::report::{Item, Report, report};
use crate::text::counted;

/// So many terms that were asked for and not found are named.
const MOST_MISSED: i64 = 20;
/// Of a prompt no more is shown in a line, in characters.
const LONGEST_PROMPT: usize = 100;

/// Prints the report.
pub(super) fn print(config: &Config, format: Format) -> anyhow::Result<Ending> {
    let is_text = match format {
        Format::Text => true,
        Format::Json => false,
        Format::Tsv | Format::Apkg => {
            output::tell("a report is written as text or json: leave --format out, or say json");
            return Ok(Ending::Mistake);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (items, missed) = runtime.block_on(kept(config))?;
    let report = report(&items);
    let text = if is_text {
        written(&report, &missed)
    } else {
        json(&report, &missed) + "\n"
    };
    output::print(&text)?;
    Ok(if items.is_empty() && missed.is_empty() {
        Ending::Nothing
    } else {
        Ending::Done
    })
}

/// What the store has of the questions that were asked, and of the terms that were not found.
async fn kept(config: &Config) -> anyhow::Result<(Vec<Item>, Vec<Missed>)> {
    let address = store::address(config);
    if Store::look(&address).await? == Seen::Nothing {
        return Ok((Vec::new(), Vec::new()));
    }
    let store = Store::open(&address, SystemTime::now()).await?;
    let mut drawn: HashMap<String, Vec<(String, u32)>> = HashMap::new();
    for one in store.drawn().await? {
        if let Some(option) = one.chosen {
            let of = drawn.entry(one.question).or_default();
            of.push((option, number(one.times)));
        }
    }
    let items = store.items().await?.into_iter().filter_map(|item| {
        let question: Question = serde_json::from_str(&item.question).ok()?;
        Some(Item {
            drawn: drawn.remove(&item.id).unwrap_or_default(),
            question,
            asked: number(item.asked),
            answered: number(item.answered),
            right: number(item.answered_right),
            flags: number(item.flags),
            hidden: item.is_hidden,
        })
    });
    Ok((items.collect(), store.missed(MOST_MISSED).await?))
}

fn number(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn written(report: &Report<'_>, missed: &[Missed]) -> String {
    let mut text = match report.questions {
        0 => "No question was asked in a round yet.\n".to_owned(),
        questions => format!(
            "{} asked in rounds, {} of {} right.\n",
            counted(questions, "question"),
            report.right,
            counted(report.answered as usize, "answer")
        ),
    };
    section(&mut text, "The hardest", &report.hardest, |item| {
        format!(
            "{} of {} right: {}\n    {} ({})",
            item.right,
            item.answered,
            shown(&item.question.prompt),
            item.question.answer,
            item.question.id
        )
    });
    section(
        &mut text,
        "Wrong answers that draw nobody",
        &report.dead,
        |(item, option, times)| {
            format!(
                "“{option}”, {times} of {} answers: {} ({})",
                item.answered,
                shown(&item.question.prompt),
                item.question.id
            )
        },
    );
    section(
        &mut text,
        "Wrong answers that draw more than the right one: they may be right as well",
        &report.stronger,
        |(item, option, times)| {
            format!(
                "“{option}”, {times} against {} for “{}”: {} ({})",
                item.right,
                item.question.answer,
                shown(&item.question.prompt),
                item.question.id
            )
        },
    );
    section(&mut text, "Flagged", &report.flagged, |item| {
        let hidden = if item.hidden { ", asked no more" } else { "" };
        format!(
            "{}{hidden}: {} ({})",
            counted(item.flags as usize, "flag"),
            shown(&item.question.prompt),
            item.question.id
        )
    });
    section(
        &mut text,
        "Terms that were asked for and not found",
        missed,
        |missed| {
            format!(
                "{}, {}",
                missed.term,
                counted(number(missed.times) as usize, "time")
            )
        },
    );
    text
}

fn section<T>(text: &mut String, title: &str, things: &[T], line: impl Fn(&T) -> String) {
    if things.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}");
    for thing in things {
        let _ = writeln!(text, "  {}", line(thing));
    }
}

/// A prompt on one line.
fn shown(prompt: &str) -> String {
    if prompt.chars().count() <= LONGEST_PROMPT {
        return prompt.to_owned();
    }
    let head: String = prompt.chars().take(LONGEST_PROMPT).collect();
    format!("{}…", head.trim_end())
}

/// A question in the report, as JSON.
#[derive(Serialize)]
struct Row<'i> {
    id: &'i str,
    prompt: &'i str,
    answer: &'i str,
    asked: u32,
    answered: u32,
    right: u32,
    flags: u32,
    hidden: bool,
}

/// A wrong answer in the report, as JSON.
#[derive(Serialize)]
struct Distractor<'i> {
    question: &'i str,
    option: &'i str,
    chosen: u32,
    answered: u32,
}

fn json(report: &Report<'_>, missed: &[Missed]) -> String {
    let asked = |items: &[&Item]| -> Vec<serde_json::Value> {
        let asked = items.iter().map(|item| Row {
            id: &item.question.id,
            prompt: &item.question.prompt,
            answer: &item.question.answer,
            asked: item.asked,
            answered: item.answered,
            right: item.right,
            flags: item.flags,
            hidden: item.hidden,
        });
        asked.map(|asked| serde_json::json!(asked)).collect()
    };
    let options = |options: &[(&Item, &str, u32)]| -> Vec<serde_json::Value> {
        let options = options.iter().map(|(item, option, chosen)| Distractor {
            question: &item.question.id,
            option,
            chosen: *chosen,
            answered: item.answered,
        });
        options.map(|option| serde_json::json!(option)).collect()
    };
    let missed: Vec<serde_json::Value> = missed
        .iter()
        .map(|missed| serde_json::json!({"term": missed.term, "times": missed.times}))
        .collect();
    serde_json::json!({
        "schema": 1,
        "questions": report.questions,
        "answered": report.answered,
        "right": report.right,
        "hardest": asked(&report.hardest),
        "dead": options(&report.dead),
        "stronger": options(&report.stronger),
        "flagged": asked(&report.flagged),
        "missed": missed,
    })
    .to_string()
}

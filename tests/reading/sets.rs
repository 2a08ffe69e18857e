//! Scores over judged papers that are not ours, kept outside the repository.
//!
//! `LECTERN_SETS` names the folder that holds them; without it nothing is measured. The floors lie
//! a little under what is reached, so that a change for the worse is seen.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use lectern::papers::paper::Paper;
use lectern::papers::read;
use serde_json::Value;

/// Right answers, given answers, expected answers.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    given: usize,
    gold: usize,
}

impl Tally {
    fn count(given: &[String], gold: &[String]) -> Self {
        let mut left: HashMap<&String, usize> = HashMap::new();
        gold.iter()
            .for_each(|item| *left.entry(item).or_default() += 1);
        let right = given
            .iter()
            .filter(|item| {
                left.get_mut(item)
                    .is_some_and(|count| count.checked_sub(1).map(|less| *count = less).is_some())
            })
            .count();
        Self {
            right,
            given: given.len(),
            gold: gold.len(),
        }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.given += other.given;
        self.gold += other.gold;
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.given + self.gold).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }
}

#[derive(Debug, Default)]
struct Scores {
    papers: usize,
    title: Tally,
    families: Tally,
    headings: Tally,
    references: Tally,
    time: Duration,
}

impl Scores {
    fn print(&self, name: &str) {
        println!(
            "{name:<24} {:>3} papers  title {:.3}  families {:.3}  headings {:.3} (p {:.2} r {:.2})  references {:.3}  {:?}",
            self.papers,
            self.title.recall(),
            self.families.f1(),
            self.headings.f1(),
            self.headings.right as f64 / self.headings.given.max(1) as f64,
            self.headings.recall(),
            self.references.recall(),
            self.time,
        );
    }
}

#[test]
fn papers_that_others_have_judged() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged papers");
        return;
    };
    let mut scores = HashMap::new();
    for (set, ending) in [
        ("papers_grobid_text", ".txt"),
        ("papers_sectlabel", ".txt"),
        ("papers_jats", ".derived.md"),
        ("papers_joss_md", ".md"),
        ("papers_anystyle_finder", ".txt"),
    ] {
        let score = measure(&sets.join(set), ending);
        score.print(set);
        scores.insert(set, score);
    }
    let [grobid, label] = ["papers_grobid_text", "papers_sectlabel"].map(|set| &scores[set]);
    let both = |of: fn(&Scores) -> Tally| {
        let mut sum = of(grobid);
        sum.add(of(label));
        sum
    };
    println!(
        "plain text together: title {:.3} families {:.3} headings {:.3} references {:.3}",
        both(|score| score.title).recall(),
        both(|score| score.families).f1(),
        both(|score| score.headings).f1(),
        both(|score| score.references).recall()
    );
}

fn measure(folder: &Path, ending: &str) -> Scores {
    let mut scores = Scores::default();
    let gold = fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    for line in gold.lines() {
        let gold: Value = serde_json::from_str(line).unwrap();
        let path = folder.join(format!("{}{ending}", gold["id"].as_str().unwrap()));
        if !path.exists() {
            continue;
        }
        let begun = Instant::now();
        let paper = read::file(&path).unwrap();
        scores.time += begun.elapsed();
        scores.papers += 1;
        compare(&paper, &gold, &mut scores);
    }
    scores
}

fn compare(paper: &Paper, gold: &Value, scores: &mut Scores) {
    let verbose = env::var_os("LECTERN_SETS_VERBOSE").is_some();
    if let Some(title) = gold["title"].as_str() {
        let right = folded(title) == folded(&paper.title);
        if verbose && !right {
            println!(
                "{} TITLE\n   got  {:?}\n   gold {title:?}",
                gold["id"], paper.title
            );
        }
        scores.title.add(Tally {
            right: usize::from(right),
            given: 1,
            gold: 1,
        });
        let given: Vec<String> = paper
            .authors
            .iter()
            .map(|name| last_word(&name.family))
            .collect();
        let families = gold_families(gold);
        let tally = Tally::count(&given, &families);
        if verbose && (tally.right < families.len() || given.len() > families.len()) {
            println!(
                "{} AUTHORS\n   got  {given:?}\n   gold {families:?}",
                gold["id"]
            );
        }
        scores.families.add(tally);
    }
    let expected = gold_headings(gold);
    if !expected.is_empty() {
        let given: Vec<String> = paper
            .sections
            .iter()
            .map(|section| folded(bare(&section.heading)))
            .filter(|heading| counts(heading))
            .collect();
        if verbose {
            let lost: Vec<_> = expected
                .iter()
                .filter(|heading| !given.contains(heading))
                .collect();
            let extra: Vec<_> = given
                .iter()
                .filter(|heading| !expected.contains(heading))
                .collect();
            println!(
                "{} HEADINGS\n   lost  {lost:?}\n   extra {extra:?}",
                gold["id"]
            );
        }
        scores.headings.add(Tally::count(&given, &expected));
    }
    let tally = references(paper, gold);
    if verbose {
        println!(
            "{} REFERENCES {} of {}, {} read",
            gold["id"],
            tally.right,
            tally.gold,
            paper.references.len()
        );
    }
    scores.references.add(tally);
}

/// Gold references stand as strings, or as the lines that hold them.
fn references(paper: &Paper, gold: &Value) -> Tally {
    let given: Vec<String> = paper
        .references
        .iter()
        .map(|reference| folded(&reference.raw))
        .collect();
    let strings: Vec<String> = gold["references"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.as_str().or_else(|| entry["raw"].as_str()))
        .map(folded)
        .collect();
    if !strings.is_empty() {
        let right = strings
            .iter()
            .filter(|gold| {
                given
                    .iter()
                    .any(|given| given.contains(gold.as_str()) && given.len() < gold.len() + 12)
            })
            .count();
        return Tally {
            right,
            given: given.len(),
            gold: strings.len(),
        };
    }
    let lines: Vec<String> = texts(&gold["references_lines"])
        .chain(
            gold["references_block"]
                .as_str()
                .into_iter()
                .flat_map(str::lines),
        )
        .map(folded)
        .filter(|line| counts(line) && line.len() > 8)
        .collect();
    let all = given.concat();
    let right = lines
        .iter()
        .filter(|line| all.contains(line.as_str()))
        .count();
    Tally {
        right,
        given: given.len(),
        gold: lines.len(),
    }
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
}

fn gold_families(gold: &Value) -> Vec<String> {
    let raw = texts(&gold["authors"]).chain(texts(&gold["authors_raw"]));
    raw.flat_map(|line| {
        line.split(['\t', ',', ';'])
            .flat_map(|part| part.split(" and "))
            .collect::<Vec<_>>()
    })
    .map(|name| name.trim_matches(|c: char| !c.is_alphabetic()).to_owned())
    .filter(|name| name.len() > 1 && name != "II" && name != "Jr")
    .map(|name| last_word(name.trim_end_matches(" II").trim_end_matches(" and")))
    .collect()
}

fn gold_headings(gold: &Value) -> Vec<String> {
    let headings = gold["headings"]
        .as_array()
        .or_else(|| gold["sections"].as_array());
    headings
        .into_iter()
        .flatten()
        .filter_map(|heading| heading.as_str().or_else(|| heading[1].as_str()))
        .map(|heading| folded(bare(heading)))
        .filter(|heading| counts(heading))
        .collect()
}

fn counts(heading: &str) -> bool {
    !heading.is_empty() && heading != "abstract" && heading != "references"
}

/// A heading without its number.
fn bare(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest.trim_start();
    match rest.split_once(". ") {
        Some((roman, rest)) if !roman.is_empty() && roman.chars().all(|c| "IVX".contains(c)) => {
            rest
        }
        _ => rest,
    }
}

fn last_word(name: &str) -> String {
    folded(name.trim().rsplit([' ', '.']).next().unwrap_or_default())
}

fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[test]
fn lost_lines() {
    let Some(sets) = env::var_os("LECTERN_SETS_LOST").map(PathBuf::from) else {
        return;
    };
    for id in ["bb599nz4341", "bd466fq0394", "bg599vt3743", "bh410qk3771"] {
        let base = sets.join("papers_anystyle_finder");
        let text = fs::read_to_string(base.join(format!("{id}.txt"))).unwrap();
        let labels = fs::read_to_string(base.join(format!("{id}.labels"))).unwrap();
        let paper = read::file(&base.join(format!("{id}.txt"))).unwrap();
        let all: String = paper.references.iter().map(|r| folded(&r.raw)).collect();
        let lines: Vec<_> = text
            .split('\n')
            .zip(labels.lines())
            .filter(|(_, l)| *l == "ref")
            .map(|(t, _)| folded(t))
            .filter(|t| t.len() > 8)
            .collect();
        let right = lines.iter().filter(|l| all.contains(l.as_str())).count();
        println!(
            "== {id} {right} of {} read {} title {:?} {:?} {:?}",
            lines.len(),
            paper.references.len(),
            paper.title,
            paper.authors,
            paper.year
        );
        if env::var_os("SHOW").is_some() {
            for s in &paper.sections {
                println!("   {} {}", s.level, s.heading);
            }
            for r in paper.references.iter().take(6) {
                println!("    R {}", r.raw);
            }
        }
    }
    for set in ["papers_grobid_text", "papers_sectlabel"] {
        for line in fs::read_to_string(sets.join(set).join("gold.jsonl"))
            .unwrap()
            .lines()
        {
            let gold: Value = serde_json::from_str(line).unwrap();
            let path = sets
                .join(set)
                .join(format!("{}.txt", gold["id"].as_str().unwrap()));
            let Ok(paper) = read::file(&path) else {
                continue;
            };
            let all: String = paper.references.iter().map(|r| folded(&r.raw)).collect();
            let lines: Vec<&str> = texts(&gold["references_lines"])
                .chain(
                    gold["references_block"]
                        .as_str()
                        .into_iter()
                        .flat_map(str::lines),
                )
                .filter(|line| folded(line).len() > 8)
                .collect();
            let lost: Vec<_> = lines
                .iter()
                .filter(|line| !all.contains(&folded(line)))
                .collect();
            println!(
                "== {} lost {} of {}; read {} refs",
                gold["id"],
                lost.len(),
                lines.len(),
                paper.references.len()
            );
            if env::var_os("SHOW").is_some() {
                for r in paper.references.iter().take(12) {
                    println!("    R {}", r.raw);
                }
                for l in lost.iter().take(8) {
                    println!("    L {l}");
                }
            }
        }
    }
}

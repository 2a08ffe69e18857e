//! Scores over judged papers that are not ours, kept outside the repository.
//!
//! `LECTERN_SETS` names the folder that holds them; without it nothing is measured. The floors lie
//! a little under what is reached, so that a change for the worse is seen.

#![expect(
    clippy::print_stdout,
    reason = "the table of scores is what this test is for"
)]

mod cited;
mod definitions;
mod mentions;
mod references;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use lectern::papers::paper::Paper;
use lectern::papers::read;
use serde_json::Value;

/// No file may take longer. A build without optimisation needs several times as long.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 100 } else { 10 });

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
        for item in gold {
            *left.entry(item).or_default() += 1;
        }
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
    slowest: Duration,
}

impl Scores {
    fn add(&mut self, other: &Self) {
        self.papers += other.papers;
        self.title.add(other.title);
        self.families.add(other.families);
        self.headings.add(other.headings);
        self.references.add(other.references);
        self.time += other.time;
        self.slowest = self.slowest.max(other.slowest);
    }

    fn print(&self, name: &str) {
        println!(
            "{name:<24} {:>3} papers  title {:.3}  families {:.3}  headings {:.3} (p {:.2} r {:.2})  references {:.3}  {:.1?}, {:.1?} at most",
            self.papers,
            self.title.recall(),
            self.families.f1(),
            self.headings.f1(),
            self.headings.right as f64 / self.headings.given.max(1) as f64,
            self.headings.recall(),
            self.references.recall(),
            self.time,
            self.slowest,
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
    let mut plain = Scores::default();
    for set in ["papers_grobid_text", "papers_sectlabel"] {
        plain.add(&scores[set]);
    }
    plain.print("plain text together");
    assert!(plain.title.recall() > 0.82 && plain.families.f1() > 0.85);
    assert!(plain.headings.f1() > 0.75 && plain.references.recall() > 0.9);
    let markdown = [&scores["papers_jats"], &scores["papers_joss_md"]];
    assert!(markdown.iter().all(|score| score.title.recall() > 0.95
        && score.families.f1() > 0.95
        && score.headings.f1() > 0.95));
}

#[test]
fn printed_papers_that_others_have_judged() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged papers");
        return;
    };
    let mut printed = Scores::default();
    for set in ["papers_pdf", "papers_grobid_text", "papers_joss_md"] {
        let score = measure(&sets.join(set), ".pdf");
        score.print(set);
        printed.add(&score);
    }
    printed.print("PDF together");
    assert!(printed.title.recall() > 0.85 && printed.families.f1() > 0.85);
    assert!(printed.headings.f1() > 0.7 && printed.references.recall() > 0.9);
}

#[test]
fn pages_whose_main_text_others_have_marked() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged papers");
        return;
    };
    let folder = sets.join("essays_html");
    let scores = measure(&folder, ".html");
    scores.print("essays_html");
    let text = main_text(&folder);
    println!("main text {text:.3}");
    assert!(scores.title.recall() > 0.8 && scores.families.f1() > 0.75);
    assert!(scores.headings.f1() > 0.95 && text > 0.98);
}

/// The mean F1 of words, over the pages that have their main text marked.
fn main_text(folder: &Path) -> f64 {
    let verbose = env::var_os("LECTERN_SETS_VERBOSE").is_some();
    let mut scores = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().into_owned();
        let Some(page) = name.strip_suffix(".expected.html") else {
            continue;
        };
        let marked = dom_query::Document::from(fs::read_to_string(&path).unwrap());
        let paper = read::file(Path::new(&format!("{page}.html"))).unwrap();
        let given = paper.passages.iter().map(|passage| &passage.text);
        let headings = paper.sections.iter().map(|section| &section.heading);
        let notes = paper.notes.iter().map(|note| &note.text);
        let references = paper.references.iter().map(|reference| &reference.raw);
        let given = given.chain(headings).chain(notes).chain(references);
        let given: Vec<String> = given.flat_map(|text| words(text)).collect();
        let score = Tally::count(&given, &words(&marked.formatted_text()));
        if verbose {
            println!("{name} {:.3} {score:?}", score.f1());
        }
        scores.push(score.f1());
    }
    scores.iter().sum::<f64>() / scores.len() as f64
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(folded)
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn an_essay_that_was_saved_from_the_web() {
    let Some(sets) = env::var_os("LECTERN_SETS").map(PathBuf::from) else {
        println!("left out: LECTERN_SETS names no folder of judged papers");
        return;
    };
    let essay = sets
        .parent()
        .unwrap()
        .join("papers/sino-korean-relations.txt");
    let paper = read::file(&essay).unwrap();
    assert_eq!(
        (
            paper.sections.len(),
            paper.references.len(),
            paper.notes.len()
        ),
        (7, 11, 6)
    );
    assert!(paper.problems.is_empty());
    let title = paper.title.as_str();
    let in_passages = |words: &str| {
        paper
            .passages
            .iter()
            .filter(|passage| passage.text.contains(words))
            .count()
    };
    assert_eq!(
        in_passages(title) + in_passages("Read also") + in_passages("Order Now"),
        0
    );
    assert!(
        paper
            .sections
            .iter()
            .all(|section| section.heading != title && !section.heading.ends_with(':'))
    );
    for number in 1..=6 {
        let marker = format!("[{number}]");
        let holders: Vec<_> = paper
            .passages
            .iter()
            .filter(|passage| passage.notes.contains(&number.to_string()))
            .collect();
        assert!(
            holders.len() == 1 && holders[0].text.contains(&marker),
            "note {number}"
        );
    }
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
        let took = begun.elapsed();
        assert!(took < LONGEST, "{} took {took:?}", path.display());
        scores.time += took;
        scores.slowest = scores.slowest.max(took);
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
    let entries = gold["references"].as_array().map_or(0, Vec::len);
    if entries > 0 {
        // Only their number is known.
        return Tally {
            right: given.len().min(entries),
            given: given.len(),
            gold: entries,
        };
    }
    if let Some(number) = gold["n_references"].as_u64()
        && gold["references_block"].is_null()
    {
        // Only their number is known; too many count as much against them as too few.
        let number = number as usize;
        return Tally {
            right: number.saturating_sub(number.abs_diff(given.len())),
            given: given.len(),
            gold: number,
        };
    }
    let lines: Vec<String> = texts(&gold["references_lines"])
        .chain(
            gold["references_block"]
                .as_str()
                .into_iter()
                .flat_map(str::lines),
        )
        .map(|line| folded(unmarked(line)))
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

/// A line of a bibliography without the number of its entry, which is no part of the entry's text.
fn unmarked(line: &str) -> &str {
    let digits = line.trim_start_matches('[');
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(']').or_else(|| rest.strip_prefix('.')) {
        Some(rest) if rest.len() < digits.len() - 1 => rest,
        _ if rest.starts_with(' ') && digits.len() - rest.len() < 4 => rest,
        _ => line,
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
    // A byline begins with “By” and may hold a date on its next line.
    if let Some(byline) = gold["byline"].as_str() {
        let line = byline.lines().next().unwrap_or_default();
        let line = line.strip_prefix("By ").unwrap_or(line);
        return line
            .split(", ")
            .flat_map(|part| part.split(" and "))
            .map(last_word)
            .collect();
    }
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
        .or_else(|| gold["sections"].as_array())
        .or_else(|| gold["headings_in_expected"].as_array());
    headings
        .into_iter()
        .flatten()
        .filter_map(|heading| heading.as_str().or_else(|| heading[1].as_str()))
        // The link beside a heading is no part of it.
        .map(|heading| heading.trim_end_matches("[edit]"))
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

//! Measuring retrieval on a judged collection in BEIR layout (Thakur et al. 2021): `corpus.jsonl`,
//! `queries.jsonl`, `qrels.tsv`.
//!
//! The collection is indexed as the corpus is, one document a paper of one passage, and asked as a
//! person asks. Nothing is set for the measurement.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::index::{Begin, Builder, Hit};
use super::{Library, Search};
use crate::papers::paper::{Key, Name, Paper, Passage};

/// How many documents a query are written to a run file.
const RUN_DEPTH: usize = 200;

/// What was measured. Means run over all judged queries; one without results counts nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// The version of this report's form.
    pub schema: u32,
    /// Judged queries.
    pub queries: usize,
    /// Normalised discounted cumulative gain with linear gain (Järvelin and Kekäläinen 2002).
    #[serde(rename = "ndcg@10")]
    pub ndcg_10: f64,
    /// The share of the relevant documents among the first 10.
    #[serde(rename = "recall@10")]
    pub recall_10: f64,
    /// The share of the relevant documents among the first 100.
    #[serde(rename = "recall@100")]
    pub recall_100: f64,
    /// The mean of one over the rank of the first relevant document among the first 10.
    #[serde(rename = "mrr@10")]
    pub mrr_10: f64,
    /// The median time of a search with ten results, in milliseconds.
    pub median_ms: f64,
    /// The 99th percentile of the same.
    pub p99_ms: f64,
}

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the collection can't be read.
    #[error(
        "{path} can't be read ({source}): a collection has corpus.jsonl, queries.jsonl and qrels.tsv"
    )]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A line is not what the layout asks for.
    #[error("{path}, line {line}: {problem}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// No query has a judgement.
    #[error("{path} judges none of the queries")]
    Unjudged {
        /// The file of judgements.
        path: PathBuf,
    },
    /// The index of the collection can't be made or read.
    #[error(transparent)]
    Index(#[from] super::Error),
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    metadata: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Question {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// Indexes the collection of a folder into `scratch`, asks every judged query, and writes the
/// ranking in TREC run format to `run`, if given. `so_far` hears how many of what are done.
pub fn evaluate(
    collection: &Path,
    scratch: &Path,
    mut run: Option<&mut dyn Write>,
    so_far: &mut dyn FnMut(usize, &str),
) -> Result<Measured, Error> {
    let judged = judgements(&collection.join("qrels.tsv"))?;
    let names = index(&collection.join("corpus.jsonl"), scratch, so_far)?;
    let library = Library::open(scratch)?;
    let mut sums = [0.0; 4];
    let (mut times, mut queries) = (Vec::new(), 0);
    for question in lines::<Question>(&collection.join("queries.jsonl"))? {
        let question = question?;
        let Some(grades) = judged.get(&question.id) else {
            continue;
        };
        queries += 1;
        so_far(queries, "question");
        let begun = Instant::now();
        library.search(&Search {
            text: question.text.clone(),
            results: 10,
            page: 1,
            ..Search::default()
        })?;
        times.push(begun.elapsed());
        let hits = library.ranking(&question.text)?;
        let ranking: Vec<(&str, f32)> = hits
            .iter()
            .map(|hit| (name_of(hit, &names), hit.score))
            .collect();
        for (sum, value) in sums.iter_mut().zip(measure(&ranking, grades)) {
            *sum += value;
        }
        if let Some(run) = &mut run {
            write_run(*run, &question.id, &ranking).map_err(|source| Error::File {
                path: "the run file".into(),
                source,
            })?;
        }
    }
    if queries == 0 {
        return Err(Error::Unjudged {
            path: collection.join("qrels.tsv"),
        });
    }
    times.sort_unstable();
    let [ndcg_10, recall_10, recall_100, mrr_10] = sums.map(|sum| sum / queries as f64);
    let (median_ms, p99_ms) = (percentile(&times, 50), percentile(&times, 99));
    Ok(Measured {
        schema: 1,
        queries,
        ndcg_10,
        recall_10,
        recall_100,
        mrr_10,
        median_ms,
        p99_ms,
    })
}

/// Indexes the documents and gives their ids by the number that stands for each in a hit.
fn index(
    corpus: &Path,
    scratch: &Path,
    so_far: &mut dyn FnMut(usize, &str),
) -> Result<HashMap<u64, String>, Error> {
    let builder = Builder::begin(scratch, Begin::Afresh, false)?;
    let mut names = HashMap::new();
    for document in lines::<Document>(corpus)? {
        let document = document?;
        names.insert(
            super::index::number_of(&Key(document.id.clone())),
            document.id.clone(),
        );
        builder.add(paper(document))?;
        so_far(names.len(), "document");
    }
    builder.publish(&Vec::new())?;
    Ok(names)
}

fn paper(document: Document) -> Paper {
    let authors = document
        .metadata
        .as_ref()
        .and_then(|metadata| metadata.get("authors")?.as_str());
    let authors = authors.filter(|authors| !authors.is_empty());
    let passage = Passage {
        ordinal: 1,
        text: document.text,
        ..Passage::default()
    };
    Paper {
        key: Key(document.id),
        title: document.title,
        authors: authors
            .map(|authors| Name {
                family: authors.to_owned(),
                given: None,
            })
            .into_iter()
            .collect(),
        passages: vec![passage],
        ..Paper::default()
    }
}

fn name_of<'n>(hit: &Hit, names: &'n HashMap<u64, String>) -> &'n str {
    names.get(&hit.paper).map_or("", String::as_str)
}

/// nDCG@10, Recall@10, Recall@100 and MRR@10 of one ranking.
fn measure(ranking: &[(&str, f32)], grades: &HashMap<String, f64>) -> [f64; 4] {
    let grade = |(name, _): &(&str, f32)| grades.get(*name).copied().unwrap_or(0.0).max(0.0);
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains
            .take(10)
            .enumerate()
            .map(|(rank, gain)| gain / (rank as f64 + 2.0).log2())
            .sum()
    };
    let mut best: Vec<f64> = grades
        .values()
        .copied()
        .filter(|grade| *grade > 0.0)
        .collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let relevant = best.len() as f64;
    if best.is_empty() {
        return [0.0; 4];
    }
    let recall = |depth: usize| {
        ranking
            .iter()
            .take(depth)
            .filter(|found| grade(found) > 0.0)
            .count() as f64
            / relevant
    };
    let first = ranking.iter().take(10).position(|found| grade(found) > 0.0);
    let ideal = discounted(&mut best.into_iter());
    [
        discounted(&mut ranking.iter().map(grade)) / ideal,
        recall(10),
        recall(100),
        first.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0)),
    ]
}

/// Grades above zero by query and document, from tab-separated lines under a header.
fn judgements(path: &Path) -> Result<HashMap<String, HashMap<String, f64>>, Error> {
    let text = fs::read_to_string(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })?;
    let mut judged: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for (number, line) in text
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let wrong = |problem: &str| Error::Line {
            path: path.to_owned(),
            line: number + 1,
            problem: problem.to_owned(),
        };
        let [query, document, grade] = columns[..] else {
            return Err(wrong(
                "expected query, document and grade, separated by tabs",
            ));
        };
        let grade: f64 = grade.parse().map_err(|_| wrong("the grade is no number"))?;
        judged
            .entry(query.to_owned())
            .or_default()
            .insert(document.to_owned(), grade);
    }
    Ok(judged)
}

fn lines<T: for<'de> Deserialize<'de>>(
    path: &Path,
) -> Result<impl Iterator<Item = Result<T, Error>>, Error> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::File { path, source }
    };
    let file = File::open(path).map_err(unreadable(path))?;
    let path = path.to_owned();
    let filled = BufReader::new(file)
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.as_ref().is_ok_and(|line| line.trim().is_empty()));
    Ok(filled.map(move |(number, line)| {
        let line = line.map_err(unreadable(&path))?;
        serde_json::from_str(&line).map_err(|error| Error::Line {
            path: path.clone(),
            line: number + 1,
            problem: error.to_string(),
        })
    }))
}

/// TREC run format: query, `Q0`, document, rank, score, name of the run.
fn write_run(run: &mut dyn Write, query: &str, ranking: &[(&str, f32)]) -> io::Result<()> {
    for (rank, (document, score)) in ranking.iter().take(RUN_DEPTH).enumerate() {
        writeln!(run, "{query} Q0 {document} {} {score} lectern", rank + 1)?;
    }
    Ok(())
}

/// A percentile of sorted times, in milliseconds.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted
        .get(place)
        .map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thousandths(values: &[f64]) -> Vec<u64> {
        values
            .iter()
            .map(|value| (value * 1_000.0).round() as u64)
            .collect()
    }

    #[test]
    fn measures_are_those_of_the_definitions() {
        let grades = [("a", 2.0), ("b", 1.0), ("c", 0.0)];
        let grades = grades
            .map(|(document, grade)| (document.to_owned(), grade))
            .into();
        // Gain 1 at rank 2 of an ideal 2 at rank 1 and 1 at rank 2: 0.631 of 2.631.
        let measured = measure(&[("x", 3.0), ("b", 2.0), ("c", 1.0)], &grades);
        assert_eq!(thousandths(&measured), [240, 500, 500, 500]);
        assert_eq!(thousandths(&measure(&[], &grades)), [0, 0, 0, 0]);
    }

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let times: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        let percentiles = [percentile(&times, 50), percentile(&times, 99)];
        assert_eq!(thousandths(&percentiles), [100_000, 198_000]);
        assert_eq!(thousandths(&[percentile(&[], 50)]), [0]);
    }
}

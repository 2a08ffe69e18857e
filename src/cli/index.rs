//! `lectern index`: brings the index up to date and reports on every paper.

use std::fmt::Write as _;

use clap::Args;

use super::progress::Progress;
use super::{Common, Ending, gaps, library, output};
use crate::library::index::Begin;
use crate::library::update::{self, Change, FileReport, How, Report};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Make the index anew from all papers.
    #[arg(long)]
    rebuild: bool,
    /// Read the papers and report, and write nothing; ends with 1 if there are problems.
    #[arg(long, conflicts_with_all = ["rebuild", "wait"])]
    check: bool,
    /// Wait for another process that is indexing, rather than end with 1.
    #[arg(long)]
    wait: bool,
}

pub(super) fn index(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let report = if options.check {
        let mut progress = Progress::new();
        update::check(&config.corpus, &mut |done, total, path| {
            progress.at(done, total, path)
        })?
    } else {
        let begin = if options.rebuild {
            Begin::Afresh
        } else {
            Begin::Renew
        };
        library::update(
            &config,
            How {
                begin,
                wait: options.wait,
            },
        )?
    };
    if report.repaired {
        output::tell(
            "the index was damaged or of another version; it was made anew from the papers",
        );
    }
    output::print(&written(&report))?;
    let papers = report
        .files
        .iter()
        .filter(|file| file.key.is_some() && file.change != Change::Removed)
        .count();
    if papers == 0 && report.files.is_empty() {
        output::tell(&library::empty(&config.corpus));
        return Ok(Ending::Nothing);
    }
    let has_problems = report.files.iter().any(|file| !file.problems.is_empty());
    Ok(if options.check && has_problems {
        Ending::Nothing
    } else {
        Ending::Done
    })
}

/// A line a file, its problems under it, and a line that sums up.
pub(super) fn written(report: &Report) -> String {
    let mut text = String::new();
    for file in &report.files {
        text.push_str(&line(file));
        for problem in &file.problems {
            let _ = writeln!(text, "           {problem}");
        }
    }
    let count = |change| {
        report
            .files
            .iter()
            .filter(|file| file.change == change)
            .count()
    };
    let papers = report
        .files
        .iter()
        .filter(|file| file.key.is_some() && file.change != Change::Removed)
        .count();
    let _ = writeln!(
        text,
        "{papers} papers: {} added, {} changed, {} removed, {} unchanged, {} files skipped.",
        count(Change::Added),
        count(Change::Changed),
        count(Change::Removed),
        count(Change::Unchanged),
        count(Change::Skipped)
    );
    text
}

fn line(file: &FileReport) -> String {
    let what = match file.change {
        Change::Added => "added",
        Change::Changed => "changed",
        Change::Removed => "removed",
        Change::Unchanged => "unchanged",
        Change::Skipped => "skipped",
    };
    let key = file
        .key
        .as_ref()
        .map_or_else(|| "-".to_owned(), ToString::to_string);
    let mut line = format!("{what:<10} {key:<20} {}\n", library::short(&file.path));
    if let Some(paper) = &file.paper {
        let counts = paper.counts;
        let _ = writeln!(
            line,
            "           {} passages, {} words, {} sections, {} notes, {} references",
            counts.passages,
            counts.words,
            paper.sections.len(),
            paper.notes.len(),
            paper.references.len()
        );
        for gap in gaps::of(paper) {
            let _ = writeln!(line, "           {gap}");
        }
    }
    line
}

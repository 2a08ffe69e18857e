//! `lectern index`: brings the index up to date and reports on every paper.

use std::fmt::Write as _;

use clap::Args;

use super::{Common, Ending, gaps, library, output};
use crate::library::index::{Begin, Holds};
use crate::library::update::{self, Change, FileReport, How, Report};
use crate::text::counted;

/// What `--help` adds.
pub(super) const HELP: &str = "\
Only new, changed and removed files are touched. A file that can't be read is reported and skipped.
Ends with 0 when the index is up to date; with 1 if there are no papers, another process is indexing,
the index can't be written, or --check found problems; with 2 for a wrong folder or configuration.

Examples:
  lectern index
  lectern index --check --corpus new-papers   what is wrong with these papers?
  lectern index --wait                        from a script that others run, too";

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
        update::check(
            &config.corpus,
            &library::index_folder(&config),
            library::reading(),
        )?
    } else {
        let begin = if options.rebuild {
            Begin::Afresh
        } else {
            Begin::Renew
        };
        if options.wait {
            library::update_in_turn(&config, begin)?
        } else {
            library::update(&config, How { begin, wait: false })?
        }
    };
    if report.repaired {
        output::tell(library::REPAIRED);
    }
    output::print(&written(&report))?;
    if report.papers() == 0 {
        output::tell(&library::empty(&config.corpus, &report));
    }
    if report.is_empty() {
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
            .filter(|file| file.change == change && is_paper(file))
            .count()
    };
    let papers = counted(report.papers(), "paper");
    let skipped = counted(count(Change::Skipped), "file");
    let _ = if report.files.iter().all(|file| file.change != Change::Read) {
        writeln!(
            text,
            "{papers}: {} added, {} changed, {} removed, {} unchanged, {skipped} skipped.",
            count(Change::Added),
            count(Change::Changed),
            count(Change::Removed),
            count(Change::Unchanged),
        )
    } else {
        writeln!(
            text,
            "{papers} read, {skipped} skipped; nothing was written."
        )
    };
    text
}

/// Whether a file is a paper, or could not be read as one.
fn is_paper(file: &FileReport) -> bool {
    file.holds.is_none() && file.terms == 0
}

fn line(file: &FileReport) -> String {
    let what = match file.change {
        Change::Read => "read",
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
    if file.terms > 0 {
        let _ = writeln!(line, "           {} defined", counted(file.terms, "term"));
    }
    if let Some(paper) = &file.paper {
        let counts = [
            counted(paper.counts.passages as usize, "passage"),
            counted(paper.counts.words as usize, "word"),
            counted(paper.sections.len(), "section"),
            counted(paper.notes.len(), "note"),
            counted(paper.references.len(), "reference"),
            counted(paper.definitions.len(), "definition"),
        ];
        let _ = writeln!(line, "           {}", counts.join(", "));
        for gap in gaps::of(paper) {
            let _ = writeln!(line, "           {gap}");
        }
    }
    if let Some(holds) = file.holds.filter(|_| file.change != Change::Removed) {
        let _ = writeln!(line, "           {}", use_of(holds));
    }
    line
}

/// How many of a file's entries concern papers.
fn use_of(holds: Holds) -> String {
    let entries = match holds.entries {
        1 => "entry concerns",
        _ => "entries concern",
    };
    let all = format!(
        "{} of {} {entries} a paper here",
        holds.named, holds.entries
    );
    match holds {
        Holds {
            named: 0,
            entries: 1..,
        } => format!(
            "{all}: name the paper’s file in the entry (file = {{waltz.pdf}}), or give the entry the paper’s key, DOI or title"
        ),
        _ => all,
    }
}

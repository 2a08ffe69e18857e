//! `lectern check`: what is configured, whether it can work, and what would start.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::Args;

use super::progress::Progress;
use super::{Common, Ending, index, library, output};
use crate::library::Library;
use crate::library::update;

#[derive(Debug, Args)]
pub(super) struct Options {}

pub(super) fn check(common: &Common, _: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let mut progress = Progress::new();
    let report = update::check(&config.corpus, &mut |done, total, path| {
        progress.at(done, total, path)
    })?;
    drop(progress);
    let mut problems: Vec<String> = Vec::new();
    let mut text = String::new();
    let source = config.file.as_ref().map_or_else(
        || "built-in defaults".to_owned(),
        |file| file.display().to_string(),
    );
    let _ = writeln!(text, "configuration  {source}");
    for folder in &config.corpus {
        let _ = writeln!(text, "corpus         {}", folder.display());
    }
    let with_problems = report
        .files
        .iter()
        .filter(|file| !file.problems.is_empty())
        .count();
    if with_problems > 0 {
        problems.push(format!(
            "{with_problems} files of the corpus have problems, named below"
        ));
    }
    if report.files.is_empty() {
        problems.push(library::empty(&config.corpus));
    }
    let _ = writeln!(text, "data           {}", config.data.display());
    if let Err(error) = can_write(&config.data) {
        problems.push(format!(
            "{} can't be written ({error}): name another folder with --data",
            config.data.display()
        ));
    }
    let folder = library::index_folder(&config);
    let _ = match Library::open(&folder) {
        Ok(library) => writeln!(
            text,
            "index          {} papers, {} passages in {}",
            library.about().papers,
            library.about().passages,
            folder.display()
        ),
        Err(error) => writeln!(
            text,
            "index          none that can be used; the next start makes it ({error})"
        ),
    };
    let _ = writeln!(
        text,
        "would start    the terminal chat: no platform is configured\n"
    );
    text.push_str(&index::written(&report));
    for problem in &problems {
        let _ = writeln!(text, "problem: {problem}");
    }
    output::print(&text)?;
    Ok(if problems.is_empty() {
        Ending::Done
    } else {
        Ending::Nothing
    })
}

/// Whether files can be made in a folder, which need not be there yet.
fn can_write(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    tempfile::tempfile_in(folder).map(drop)
}

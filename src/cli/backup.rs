//! `lectern backup` and `lectern restore`: the store in a file, and back into whatever database is
//! configured.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use clap::Args;
use tempfile::NamedTempFile;

use super::{Common, Ending, output, run, store};
use crate::config::Config;
use crate::store::{BackupError, Seen};
use crate::text::counted;

/// What `lectern backup --help` adds.
pub(super) const BACKUP_HELP: &str = "\
Everything that is kept of rounds, scores, daily questions and buttons, as it is at one moment; a
bot may run meanwhile. The papers, the index and the login on Matrix are not in it. The file is
written whole or not at all, readable by its owner alone: a line of JSON a row,
{\"table\":…,\"row\":{…}}, after a line {\"schema\":1,\"store\":…} with the version of the store, and
before a line {\"rows\":…} that counts them. Ends with 1 where there is no store, or no room for the
file.

Examples:
  lectern backup /var/backups/lectern.jsonl
  lectern backup - | gzip > lectern.jsonl.gz";

/// What `lectern restore --help` adds.
pub(super) const RESTORE_HELP: &str = "\
Into the file of the data folder, or into the PostgreSQL database that database.url names: a backup
of the one can be restored into the other. All of it is restored or nothing is changed. End a bot
that uses the store first. Ends with 1 where the store holds something already, and where the file
is damaged or of a newer Lectern; it says in which line.

Examples:
  lectern restore /var/backups/lectern.jsonl
  gunzip -c lectern.jsonl.gz | lectern restore --replace -
  LECTERN_DATABASE_URL=postgres://localhost/lectern lectern restore lectern.jsonl";

/// What `lectern backup` takes.
#[derive(Debug, Args)]
pub(super) struct BackupOptions {
    /// The file to write, or - for standard output.
    file: PathBuf,
}

/// What `lectern restore` takes.
#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// The file to read, or - for standard input.
    file: PathBuf,
    /// Put the backup in the place of everything that the store holds.
    #[arg(long)]
    replace: bool,
}

pub(super) fn backup(common: &Common, options: &BackupOptions) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    if store::look(&config)?? == Seen::Nothing {
        let address = store::address(&config);
        return Err(anyhow!(
            "there is no store to back up: {address} is not there"
        ));
    }
    if is_standard(&options.file) {
        write_store(&config, io::stdout())?;
        return Ok(Ending::Done);
    }
    let shown = options.file.display();
    let folder = options.file.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    // In a file of its own until it is whole: the last backup is worth more than half of the next.
    let unwritten = || format!("{shown} can’t be written");
    let file = NamedTempFile::new_in(folder).with_context(unwritten)?;
    let rows = write_store(&config, file.as_file()).with_context(unwritten)?;
    file.as_file().sync_all().with_context(unwritten)?;
    file.persist(&options.file).with_context(unwritten)?;
    output::tell(&format!("{} of the store in {shown}", counted(rows, "row")));
    Ok(Ending::Done)
}

fn write_store(config: &Config, to: impl io::Write + Send) -> anyhow::Result<usize> {
    let mut to = BufWriter::new(to);
    let rows = store::runtime()?.block_on(async {
        let store = store::open(config).await?;
        let written = store.backup(|line| to.write_all(line.as_bytes())).await;
        Ok::<_, anyhow::Error>(written?)
    })?;
    to.flush()?;
    Ok(rows)
}

pub(super) fn restore(common: &Common, options: &RestoreOptions) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let (name, lines): (_, Box<dyn BufRead + Send>) = if is_standard(&options.file) {
        let name = "standard input".to_owned();
        (name, Box::new(BufReader::new(io::stdin())))
    } else {
        let name = options.file.display().to_string();
        let file = File::open(&options.file).with_context(|| format!("{name} can’t be read"))?;
        (name, Box::new(BufReader::new(file)))
    };
    let _only_one = run::only_one(&config.data)?;
    let restored = store::runtime()?.block_on(async {
        let store = store::open(&config).await?;
        Ok::<_, anyhow::Error>(store.restore(lines.lines(), options.replace).await)
    })?;
    let rows = restored.map_err(|error| match error {
        BackupError::Newer { .. } | BackupError::Damaged { .. } => anyhow!("{name}, {error}"),
        BackupError::File(error) => {
            anyhow::Error::from(error).context(format!("{name} can’t be read"))
        }
        error => error.into(),
    })?;
    let address = store::address(&config);
    output::tell(&format!("{} restored into {address}", counted(rows, "row")));
    Ok(Ending::Done)
}

fn is_standard(file: &Path) -> bool {
    file == Path::new("-")
}

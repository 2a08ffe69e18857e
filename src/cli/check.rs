//! `lectern check`: what is configured, whether it can work, and what would start.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::Args;

use super::{Common, Ending, index, library, output, store};
use crate::config::Config;
use crate::library::update::{self, Report};
use crate::library::{Error, Library};
use crate::store::Seen;
use crate::text::counted;

/// What `--help` adds.
pub(super) const HELP: &str = "\
Reads every paper and the whole index, looks whether the store opens, and writes nothing. Ends with
1 if there are problems, with 2 if the configuration is wrong.

Example:
  lectern check --config /etc/lectern.toml";

#[derive(Debug, Args)]
pub(super) struct Options {}

pub(super) fn check(common: &Common, _: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let mut findings = Findings::default();
    findings.configuration(&config);
    let report = findings.corpus(&config);
    findings.data(&config);
    findings.store(&config)?;
    findings.index(&config);
    findings.platforms(&config);
    let mut text = findings.text;
    if let Some(report) = report {
        let _ = write!(text, "\n{}", index::written(&report));
    }
    for problem in &findings.problems {
        let _ = writeln!(text, "problem: {problem}");
    }
    output::print(&text)?;
    Ok(if findings.problems.is_empty() {
        Ending::Done
    } else {
        Ending::Nothing
    })
}

/// What is there, and what is wrong with it.
#[derive(Default)]
struct Findings {
    text: String,
    problems: Vec<String>,
}

impl Findings {
    fn line(&mut self, what: &str, found: &str) {
        let _ = writeln!(self.text, "{what:<14} {found}");
    }

    fn configuration(&mut self, config: &Config) {
        let source = config.file.as_ref().map_or_else(
            || "built-in defaults".to_owned(),
            |file| file.display().to_string(),
        );
        self.line("configuration", &source);
    }

    /// Reads every paper.
    fn corpus(&mut self, config: &Config) -> Option<Report> {
        for folder in &config.corpus {
            let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
            self.line("corpus", &library::short(&folder));
        }
        let checked = update::check(
            &config.corpus,
            &library::index_folder(config),
            library::reading(),
        );
        let report = match checked {
            Ok(report) => report,
            Err(error) => {
                self.problems.push(error.to_string());
                return None;
            }
        };
        let damaged = report
            .files
            .iter()
            .filter(|file| !file.problems.is_empty())
            .count();
        if damaged > 0 {
            let files = counted(damaged, "file");
            self.problems
                .push(format!("problems in {files} of the corpus, named above"));
        }
        if report.papers() == 0 {
            self.problems.push(library::empty(&config.corpus, &report));
        }
        Some(report)
    }

    fn data(&mut self, config: &Config) {
        let folder = config.data.display().to_string();
        self.line("data", &folder);
        if let Err(error) = can_write(&config.data) {
            self.problems.push(format!(
                "{folder} can't be written ({error}): name another folder with --data"
            ));
        }
    }

    fn store(&mut self, config: &Config) -> anyhow::Result<()> {
        let address = store::address(config);
        match store::look(config)? {
            Ok(seen) => {
                let state = match seen {
                    Seen::Present => "",
                    Seen::Older => ", of an older version; the next start brings it up to date",
                    Seen::Nothing => ", none yet; the next start makes it",
                };
                self.line("store", &format!("{address}{state}"));
            }
            Err(error) => {
                self.line("store", &format!("{address}, which does not open"));
                self.problems.push(error.to_string());
            }
        }
        Ok(())
    }

    #[cfg(not(any(feature = "discord", feature = "matrix")))]
    fn platforms(&mut self, _: &Config) {
        self.line("would start", "the terminal chat: no platform is built in");
    }

    /// What would start, and what a platform's settings lack.
    #[cfg(any(feature = "discord", feature = "matrix"))]
    fn platforms(&mut self, config: &Config) {
        let configured = super::start::configured(config);
        if configured.is_empty() {
            self.line(
                "would start",
                "the terminal chat: no platform is configured",
            );
            return;
        }
        self.line("would start", &configured.join(" and "));
        #[cfg(feature = "discord")]
        if super::start::is_on_discord(config) {
            self.discord(&config.discord);
        }
        #[cfg(feature = "matrix")]
        if super::start::is_on_matrix(config) {
            self.matrix(config);
        }
    }

    #[cfg(feature = "discord")]
    fn discord(&mut self, settings: &crate::config::Discord) {
        use crate::platforms::discord;

        let place = match settings.guilds.len() {
            0 => "everywhere".to_owned(),
            servers => format!("in {}", counted(servers, "server")),
        };
        let registered = format!("{} {place}, where they have changed", discord::offered());
        self.line("registers", &registered);
        if let Some(proxy) = &settings.proxy {
            self.line("by way of", proxy);
        }
        let told = settings.token.as_ref().and_then(discord::application_of);
        if let Some(application) = settings.application_id.clone().or(told) {
            self.line("invitation", &discord::invitation(&application));
        }
        match &settings.token {
            None => self.problems.push(discord::Error::NoToken.to_string()),
            Some(token) => {
                let fault = discord::fault_of_token(token);
                self.problems.extend(fault.map(|fault| {
                    format!("the Discord token is not one: {fault}; copy it whole from the developer portal, page “Bot”")
                }));
            }
        }
    }

    /// Who the bot is on Matrix, as far as it can be seen without asking the homeserver.
    #[cfg(feature = "matrix")]
    fn matrix(&mut self, config: &Config) {
        use crate::platforms::matrix;

        let settings = &config.matrix;
        match matrix::identity(&config.data) {
            Ok(Some(identity)) => {
                let device = format!("{}, device {}", identity.user, identity.device);
                self.line("Matrix account", &device);
            }
            Ok(None) => {
                let user = settings.user.as_deref().unwrap_or("none");
                self.line("Matrix account", &format!("{user}, not logged in"));
            }
            Err(error) => self.problems.push(error.to_string()),
        }
        let lacks = matrix::lacks(settings, &config.data);
        self.problems.extend(lacks.map(|lacks| lacks.to_string()));
        let inviters = match settings.allowed_inviters.as_slice() {
            [] => "from nobody: matrix.allowed_inviters names whose are accepted".to_owned(),
            inviters => format!("from {}", inviters.join(", ")),
        };
        self.line("invitations", &inviters);
    }

    /// Reads the whole index: damage that opening it does not show is found here.
    fn index(&mut self, config: &Config) {
        let folder = library::index_folder(config);
        let opened = Library::open(&folder).and_then(|library| {
            library.verify()?;
            Ok(library.about())
        });
        match opened {
            Ok(about) => {
                let papers = counted(about.papers as usize, "paper");
                let size = format!("{papers}, {}", counted(about.passages as usize, "passage"));
                self.line("index", &format!("{size} in {}", folder.display()));
            }
            Err(Error::Missing { .. }) => self.line("index", "none yet; the next start makes it"),
            Err(error) => {
                self.line("index", "none that can be used");
                self.problems.push(error.to_string());
            }
        }
    }
}

/// Whether files can be made in a folder; one that is not there yet would be made in the nearest
/// that is.
fn can_write(folder: &Path) -> std::io::Result<()> {
    let absolute = std::path::absolute(folder)?;
    let there = absolute.ancestors().find(|folder| folder.exists());
    tempfile::tempfile_in(there.unwrap_or(folder)).map(drop)
}

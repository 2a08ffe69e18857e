//! `lectern completions`: completions for a shell, from the arguments' own definition.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Arguments, Ending, output};

/// What `--help` adds.
pub(super) const HELP: &str = "\
Examples:
  lectern completions bash > ~/.local/share/bash-completion/completions/lectern
  lectern completions zsh > ~/.zfunc/_lectern
  lectern completions fish > ~/.config/fish/completions/lectern.fish";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The shell.
    shell: Shell,
}

pub(super) fn completions(options: &Options) -> anyhow::Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(
        options.shell,
        &mut Arguments::command(),
        "lectern",
        &mut script,
    );
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Ending::Done)
}

//! `lectern ask`: one line, one answer.

use std::io::IsTerminal as _;
use std::time::SystemTime;

use clap::{Args, ValueEnum};

use super::{Common, Ending, library, output};
use crate::config::Config;
use crate::conversation::bot::Bot;
use crate::conversation::command::{Command, Grammar};
use crate::conversation::quiz::{Process, Quiz};
use crate::conversation::render;
use crate::conversation::reply::Reply;
use crate::conversation::talk::Talk;
use crate::platforms::terminal;

/// The width of text that goes to a file.
const WIDTH_OF_FILES: usize = 80;

/// What `--help` adds.
pub(super) const HELP: &str = "\
Ends with 0 if something was found, 1 if nothing was, 2 for a mistake in the line or the configuration.

Examples:
  lectern ask 'what is a buffer state'               a line without a command is a search
  lectern ask '/search sanctions from:2010 mode:all'
  lectern ask /passage liang2014:6 after:2           a passage with its neighbours
  lectern ask --format json '/papers' | jq .total    one object, for a program
  lectern ask -- -1                                  after --, a line may begin with a dash";

#[derive(Debug, Args)]
pub(super) struct Options {
    /// A command line as in the chat, such as '/search buffer state'; plain words are a search.
    #[arg(required = true, num_args = 1.., value_name = "LINE")]
    line: Vec<String>,
    /// How the answer is written.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Answer from the index as it is.
    #[arg(long)]
    no_index: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person at a terminal.
    Text,
    /// For a program, documented in the README.
    Json,
    /// For a document.
    Markdown,
    /// For a page; a subset without styles or links.
    Html,
}

pub(super) fn ask(common: &Common, options: &Options) -> anyhow::Result<Ending> {
    let config = common.configuration()?;
    let bot = library::open(&config, options.no_index)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let line = options.line.join(" ");
    let reply = runtime.block_on(answered(bot, &line, &config))?;
    output::print(&written(&reply, options.format, common.no_color))?;
    Ok(match &reply {
        reply if reply.is_mistake() => Ending::Mistake,
        reply if reply.found => Ending::Done,
        _ => Ending::Nothing,
    })
}

/// Answers a line. The store is opened only for what is kept there.
async fn answered(bot: Bot, line: &str, config: &Config) -> anyhow::Result<Reply> {
    let room = terminal::room();
    let grammar = Grammar {
        prefixes: &room.prefixes,
        direct: room.direct,
    };
    let command = Command::from_line(line, &grammar);
    let bot = if command.is_ok_and(|command| Quiz::answers(&command)) {
        library::playing(bot, config, Process::passing()).await?
    } else {
        bot
    };
    let mut talk = Talk::new(&bot, terminal::person(), room);
    Ok(talk.say(line, SystemTime::now()).await)
}

fn written(reply: &Reply, format: Format, no_color: bool) -> String {
    let is_terminal = std::io::stdout().is_terminal();
    let colour = terminal::colour(no_color, &|name| std::env::var(name).ok(), is_terminal);
    let text = match format {
        Format::Json => render::json(reply),
        Format::Markdown => render::markdown(reply),
        Format::Html => render::html(reply),
        Format::Text if colour => render::ansi(reply, terminal::width()),
        Format::Text if is_terminal => render::plain(reply, terminal::width()),
        Format::Text => render::plain(reply, WIDTH_OF_FILES),
    };
    format!("{}\n", text.trim_end())
}

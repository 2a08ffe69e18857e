//! `help` and `about`, and what the bot says before anything was asked.

use std::time::{Duration, UNIX_EPOCH};

use super::super::command::{self, Kind};
use super::super::reply::{Audience, Block, Reply};
use super::super::request::Room;
use super::Desk;
use super::wording::{heading, text};
use crate::library::Library;
use crate::papers::citation::style;
use crate::text::counted;

/// What can be asked, or one command with its options.
pub(super) fn help(asked: &command::Help) -> Reply {
    let mut reply = Reply {
        audience: Audience::Person,
        ..Reply::to("help")
    };
    if let Some(topic) = command::help(asked.command.as_deref()) {
        reply.blocks.push(heading(topic.heading));
        reply.blocks.push(text(topic.text));
        if !topic.rows.is_empty() {
            reply.blocks.push(Block::Table {
                header: topic.header,
                rows: topic.rows,
            });
        }
        let spec = asked.command.as_deref().and_then(command::spec);
        let options = spec.map_or(&[][..], |spec| spec.options);
        if options.iter().any(|option| option.kind == Kind::Style) {
            reply.blocks.push(text(styles()));
        }
        reply
            .blocks
            .push(text(format!("For example: {}", topic.example)));
    }
    reply
}

/// The names of all styles.
fn styles() -> String {
    let names: Vec<&str> = style::all().map(|style| style.name).collect();
    let (usual, others) = names.split_at(style::usual().count());
    format!(
        "The usual styles are {}. There are also {}.",
        usual.join(", "),
        others.join(", ")
    )
}

/// Version, size of the index and its age.
pub(super) fn about(desk: &Desk<'_>) -> Reply {
    let about = desk.library.about();
    let age = desk
        .at
        .duration_since(UNIX_EPOCH + Duration::from_secs(about.built))
        .unwrap_or_default();
    let mut reply = Reply::to("about");
    reply
        .blocks
        .push(heading(format!("Lectern {}", env!("CARGO_PKG_VERSION"))));
    reply.blocks.push(text(format!(
        "{}, indexed {}.",
        size(desk.library),
        ago(age)
    )));
    reply.blocks.push(text(
        "Every passage is quoted from a paper of the library, to the character, with the place it stands at. \
         Nothing that is asked leaves this machine.",
    ));
    reply
}

pub(super) fn greeting(library: &Library, room: &Room) -> Reply {
    let mut reply = Reply::to("about");
    reply
        .blocks
        .push(heading(format!("Lectern: {}.", size(library))));
    reply.blocks.push(text(if library.about().papers == 0 {
        "There are no papers yet: put papers into the folder of the corpus, and they are read at the next start."
    } else if room.direct {
        "Ask in plain words, or type /help."
    } else {
        "Ask with /search and your question, or mention me and ask in plain words. /help lists what else can be asked."
    }));
    reply
}

fn size(library: &Library) -> String {
    let about = library.about();
    format!(
        "{} in {}",
        counted(about.passages as usize, "passage"),
        counted(about.papers as usize, "paper")
    )
}

fn ago(age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    match (minutes, minutes / 60, minutes / 60 / 24) {
        (0, ..) => "just now".to_owned(),
        (minutes, 0, _) => format!("{} ago", counted(minutes as usize, "minute")),
        (_, hours, 0) => format!("{} ago", counted(hours as usize, "hour")),
        (.., days) => format!("{} ago", counted(days as usize, "day")),
    }
}

//! stub
use super::command::{Choices, Command, Grammar};
use super::reply::{Action, Block, MistakeBlock, Reply};
use super::request::{Request, Said};
/// Stands in for the bot until it is written.
#[derive(Debug)]
pub struct Bot;
impl Bot {
    /// Echoes a command.
    #[expect(clippy::unused_async, reason = "the bot will wait for its look-ups")]
    pub async fn answer(&self, request: &Request) -> Reply {
        let Said::Line(line) = &request.said else {
            return Reply::to("");
        };
        let grammar = Grammar {
            prefixes: &request.room.prefixes,
            direct: request.room.direct,
        };
        match Command::from_line(line, &grammar) {
            Ok(command) => Reply {
                blocks: vec![Block::Text {
                    text: format!("{command} = {command:?}"),
                }],
                actions: vec![Action {
                    label: "More".into(),
                    command: "/search more page:2".into(),
                }],
                ..Reply::to(command.name())
            },
            Err(mistake) => Reply {
                found: false,
                blocks: vec![Block::Mistake(MistakeBlock {
                    message: mistake.to_string(),
                    usage: mistake.usage.to_owned(),
                    suggestions: mistake.suggestions,
                })],
                ..Reply::to("")
            },
        }
    }
    /// A few keys.
    #[must_use]
    pub fn choices(&self, _: Choices, prefix: &str) -> Vec<String> {
        ["waltz1979", "walt1987", "snyder1984"]
            .iter()
            .filter(|k| k.starts_with(prefix))
            .map(|k| (*k).to_owned())
            .collect()
    }
    /// A word to begin with.
    #[must_use]
    pub fn greeting(&self) -> Reply {
        Reply {
            blocks: vec![Block::Text {
                text: "Ask away.".into(),
            }],
            ..Reply::to("")
        }
    }
}

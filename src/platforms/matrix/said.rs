//! What an event asks of the bot. Pure functions over an event's content; nothing is looked up here.
//!
//! ```text
//! event    = message                 of the type m.text: no notice, no emote, no edit
//!          | reaction                1️⃣ to 9️⃣ stand for the digit, ▶ for more, ◀ for back
//!          | vote                    in a poll of the bot's: the letter of an option
//! message  = block                   a command with its arguments, as MSC4391 has it; it wins over
//!                                    the text
//!          | [fallback] text
//! fallback = ("> " line)* empty      what old clients put before a reply: cut
//! text     = call line               the bot is named first: read as in a direct chat
//!          | short                   in a reply to an answer of the bot; in a direct chat and after
//!                                    a call also to the last one: what that answer offers
//!          | prefix line             with a letter behind the prefix, else it is talk
//!          | line                    in a direct chat: a command without prefix, or a search
//!          | command line            in a reply to an answer, or where the bot is mentioned
//! call     = (user id | "@"? name | "[" name "](" link to the bot ")") [":" | ","]
//! ```
//!
//! What a line means is [`command`]'s to know, and what a short answer chooses is [`talk`]'s.

mod content;

use serde_json::Value;

use super::message::{BACK, Turn};
use super::poll;
use crate::conversation::command::{self, Command, Grammar, is_talk};
use crate::conversation::reply::Offered;
use crate::conversation::request::{Room, Said};
use crate::conversation::talk::{self, Meant};

/// What stands before a command in the lines of actions, and what people type in a direct chat whose
/// client lets them.
pub(super) const SLASH: &str = "/";
/// What some clients send for a slash that they are told to leave alone.
const TWO_SLASHES: &str = "//";

/// What the bot listens for in a room.
#[derive(Debug, Clone, Copy)]
pub struct Ears<'a> {
    /// The bot's own id, `@bot:server`.
    pub me: &'a str,
    /// The name that the room shows for it.
    pub name: Option<&'a str>,
    /// What stands before a command's name.
    pub prefix: &'a str,
    /// Whether it is alone with one person.
    pub direct: bool,
}

/// What was said in an event that may concern the bot.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The event that this one replies to: a reaction to what it stands under, a vote to the poll.
    pub to: Option<String>,
    /// The text, without what stands around it.
    text: String,
    calls: Calls,
    /// The command with its options, where the client sent it ready.
    block: Option<Said>,
}

/// How far an event is meant for the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Calls {
    /// As far as any in the room.
    Nobody,
    /// It is mentioned somewhere.
    Mentioned,
    /// It is named first.
    Named,
    /// Only where it is a choice among what was offered.
    Reacted,
}

/// Which of the bot's answers an event comes after.
#[derive(Debug, Clone, Copy)]
pub enum After<'a> {
    /// None that is known.
    Nothing,
    /// It replies to one, which offered this.
    Reply(&'a Offered),
    /// It replies to none: the last one to this person here that offered something, and the last one
    /// that was a list.
    Last(Option<&'a Offered>, Option<&'a Offered>),
}

/// What the bot is to do about an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// Nothing: it is talk.
    Nothing,
    /// To answer.
    Question(Question),
    /// To say that what was chosen is not offered.
    Lacking(String),
}

/// A question to be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What is asked.
    pub said: Said,
    /// Which part of a long answer is wanted, from 1.
    pub part: usize,
    direct: bool,
    prefixes: Vec<String>,
}

impl Question {
    /// The room of this id, as far as the question is concerned.
    #[must_use]
    pub fn room(&self, id: &str) -> Room {
        Room {
            id: id.to_owned(),
            direct: self.direct,
            server: None,
            account: String::new(),
            prefixes: self.prefixes.clone(),
        }
    }

    /// An answer to a question of a round: the one of this id, or the one that is open.
    #[must_use]
    pub fn answer(text: &str, to: Option<String>, ears: &Ears<'_>) -> Self {
        let said = Said::Answer {
            text: text.to_owned(),
            question: to,
        };
        question(said, 1, ears, ears.direct)
    }

    /// Whether it is an answer that was said to all in a room, and may be talk.
    #[must_use]
    pub fn is_to_all(&self) -> bool {
        let is_open = matches!(self.said, Said::Answer { question: None, .. });
        is_open && !self.direct
    }

    /// The command that it is; none for a line that names none rightly.
    #[must_use]
    pub fn command(&self) -> Option<Command> {
        match &self.said {
            Said::Line(line) => Command::from_line(line, &self.grammar()).ok(),
            Said::Command { name, options } => Command::from_options(name, options).ok(),
            Said::Answer { .. } | Said::Terms(_) | Said::Question(_) => None,
        }
    }

    fn grammar(&self) -> Grammar<'_> {
        Grammar {
            prefixes: &self.prefixes,
            direct: self.direct,
        }
    }
}

impl Heard {
    /// What a message says, by the content of its event; nothing for one that is never answered.
    #[must_use]
    pub fn message(content: &Value, ears: &Ears<'_>) -> Option<Self> {
        let message = content::message(content)?;
        let is_mentioned = message.mentions.iter().flatten().any(|id| *id == ears.me);
        let block = message
            .block
            .filter(|_| is_mentioned || ears.direct)
            .and_then(content::command);
        // Where the event does not say whom it mentions, only the whole id is no chance.
        let called = called(message.text, ears, is_mentioned, message.mentions.is_none());
        Some(Self {
            to: message.to.map(str::to_owned),
            text: called.unwrap_or(message.text).trim().to_owned(),
            calls: match (called, is_mentioned) {
                (Some(_), _) => Calls::Named,
                (None, true) => Calls::Mentioned,
                (None, false) => Calls::Nobody,
            },
            block,
        })
    }

    /// What a reaction chooses, by the content of its event; nothing for one that chooses nothing.
    #[must_use]
    pub fn reaction(content: &Value) -> Option<Self> {
        let (to, key) = content::reaction(content)?;
        Some(Self {
            to: Some(to.to_owned()),
            text: chosen(key)?,
            calls: Calls::Reacted,
            block: None,
        })
    }

    /// What a vote in a poll chooses, by the content of its event; nothing for one that chooses nothing.
    #[must_use]
    pub fn vote(content: &Value) -> Option<Self> {
        let (to, letter) = poll::vote(content)?;
        Some(Self {
            to: Some(to.to_owned()),
            text: letter.to_owned(),
            calls: Calls::Reacted,
            block: None,
        })
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is said to all in a room, and not to the bot or in reply to anybody.
    #[must_use]
    pub fn is_to_all(&self, ears: &Ears<'_>) -> bool {
        let is_to_nobody = self.to.is_none() && self.calls == Calls::Nobody;
        is_to_nobody && !ears.direct && !self.text.is_empty()
    }

    /// Whether it asks this only by words that could be anybody's answer to a question.
    #[must_use]
    pub fn may_be_answer(&self, asked: &Asked, ears: &Ears<'_>) -> bool {
        match asked {
            Asked::Nothing | Asked::Lacking(_) => true,
            Asked::Question(question) => {
                let is_plain = !self.text.starts_with(ears.prefix);
                is_plain && !ears.direct && question.said == Said::Line(self.text.clone())
            }
        }
    }

    /// Whether it is answered by looking at what was last offered to this person here.
    #[must_use]
    pub fn goes_on(&self, ears: &Ears<'_>) -> bool {
        self.to.is_none() && (ears.direct || self.calls == Calls::Named)
    }

    /// What is to be done about it.
    #[must_use]
    pub fn asks(&self, after: After<'_>, ears: &Ears<'_>) -> Asked {
        if let Some(said) = &self.block {
            return Asked::Question(question(said.clone(), 1, ears, false));
        }
        match self.chooses(after, ears) {
            Meant::Offered(action) => {
                let turn = Turn::read(&action);
                let said = Said::Line(turn.line);
                return Asked::Question(Question {
                    prefixes: vec![ears.prefix.to_owned(), SLASH.to_owned()],
                    ..question(said, turn.part, ears, false)
                });
            }
            Meant::Lacking(sentence) => return Asked::Lacking(sentence),
            Meant::Itself if self.calls == Calls::Reacted => return self.reacts(after),
            Meant::Itself => {}
        }
        let is_direct = ears.direct || self.calls == Calls::Named;
        let line = |is_direct| question(Said::Line(self.text.clone()), 1, ears, is_direct);
        let asked = line(is_direct);
        if !is_talk(&self.text, &asked.grammar()) {
            return Asked::Question(asked);
        }
        let is_to_me = self.calls == Calls::Mentioned || matches!(after, After::Reply(_));
        if is_to_me && self.begins_with_command() {
            return Asked::Question(line(true));
        }
        Asked::Nothing
    }

    /// What it means as a short answer.
    fn chooses(&self, after: After<'_>, ears: &Ears<'_>) -> Meant {
        let short = self.text.strip_prefix(ears.prefix);
        let short = short.filter(|rest| rest.starts_with(char::is_alphabetic));
        let short = short.unwrap_or(&self.text);
        match after {
            After::Reply(offered) => talk::meant(short, Some(offered), None),
            After::Last(last, listed) if self.goes_on(ears) => talk::meant(short, last, listed),
            After::Nothing | After::Last(..) => Meant::Itself,
        }
    }

    /// What a reaction does that chooses nothing which is offered.
    fn reacts(&self, after: After<'_>) -> Asked {
        let is_back = self.text.eq_ignore_ascii_case(BACK);
        if is_back && matches!(after, After::Reply(_)) {
            return Asked::Lacking("There is nothing before this.".to_owned());
        }
        Asked::Nothing
    }

    fn begins_with_command(&self) -> bool {
        let word = self.text.split_whitespace().next();
        word.is_some_and(|word| command::spec(word).is_some())
    }
}

fn question(said: Said, part: usize, ears: &Ears<'_>, is_direct: bool) -> Question {
    let mut prefixes = vec![ears.prefix.to_owned()];
    if ears.direct {
        prefixes.extend([SLASH.to_owned(), TWO_SLASHES.to_owned()]);
    }
    Question {
        said,
        part,
        direct: is_direct,
        prefixes,
    }
}

/// What follows the bot's name at the beginning of a text that calls it.
fn called<'t>(
    text: &'t str,
    ears: &Ears<'_>,
    is_mentioned: bool,
    is_unsaid: bool,
) -> Option<&'t str> {
    let text = text.trim_start();
    let after_id = after_name(text, ears.me).filter(|_| is_mentioned || is_unsaid);
    if after_id.is_some() || !is_mentioned {
        return after_id;
    }
    let local = ears.me.split(':').next().unwrap_or_default();
    let names = ears.name.into_iter().chain([local.trim_start_matches('@')]);
    let bare = text.strip_prefix('@').unwrap_or(text);
    let after_bare = |name: &str| after_name(bare, name);
    after_link(text, ears.me).or_else(|| names.filter_map(after_bare).min_by_key(|rest| rest.len()))
}

/// What follows a name that a text begins with as a whole word, and the mark behind it.
fn after_name<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for expected in name.chars() {
        let is_same = rest.next()?.to_lowercase().eq(expected.to_lowercase());
        if !is_same {
            return None;
        }
    }
    let rest = rest.as_str();
    let is_whole = !name.is_empty() && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    is_whole.then(|| after_mark(rest))
}

/// What follows a link to the bot in Markdown, as some clients write a mention into the plain body.
fn after_link<'t>(text: &'t str, me: &str) -> Option<&'t str> {
    let (_, link) = text.strip_prefix('[')?.split_once("](")?;
    let (link, rest) = link.split_once(')')?;
    let to = link.rsplit_once("#/")?.1;
    let is_me = to == me || to.replace("%40", "@").replace("%3A", ":") == me;
    is_me.then(|| after_mark(rest))
}

fn after_mark(rest: &str) -> &str {
    let rest = rest.trim_start();
    rest.strip_prefix([':', ',']).unwrap_or(rest)
}

/// The short answer that a reaction is.
fn chosen(key: &str) -> Option<String> {
    // Marks that only say how a sign is drawn: as an emoji, and in a key.
    const DRAWN: [char; 3] = ['\u{fe0e}', '\u{fe0f}', '\u{20e3}'];
    let sign: String = key.chars().filter(|c| !DRAWN.contains(c)).collect();
    match sign.as_str() {
        "▶" => Some("more".to_owned()),
        "◀" => Some(BACK.to_lowercase()),
        digit if digit.len() == 1 && ("1"..="9").contains(&digit) => Some(digit.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

//! One person's talk with the bot in a room: what was last offered can be answered by a digit, a
//! label, or a label and a letter.
//!
//! What such a short answer stands for is the reply's to know; how a reply looks is not known here.

use std::time::SystemTime;

use super::bot::Bot;
use super::reply::{Audience, Block, Reply};
use super::request::{Person, Request, Room, Said};

/// A person who talks with the bot.
pub struct Talk<'b> {
    bot: &'b Bot,
    who: Person,
    room: Room,
    /// The last reply that offered something: a digit is one of its actions.
    last: Option<Reply>,
    /// The last reply that listed results: its letters are still on the screen after one of them
    /// was looked at.
    list: Option<Reply>,
}

impl<'b> Talk<'b> {
    /// A talk in which nothing has been said.
    #[must_use]
    pub fn new(bot: &'b Bot, who: Person, room: Room) -> Self {
        Self {
            bot,
            who,
            room,
            last: None,
            list: None,
        }
    }

    /// Answers a line.
    ///
    /// A reply that offers nothing, as to a mistyped line, does not take away what the one before it
    /// offered.
    pub async fn say(&mut self, line: &str, at: SystemTime) -> Reply {
        let line = line.trim();
        let follow_up = self.follow_up(line);
        let lacks = || {
            // The list may still be on the screen: what it lacks, it can say best.
            let of = |reply: &Option<Reply>| reply.as_ref()?.lacks(line);
            of(&self.list)
                .filter(|_| !is_number(line))
                .or_else(|| of(&self.last))
        };
        if follow_up.is_none()
            && let Some(sentence) = lacks()
        {
            return not_offered(sentence);
        }
        let request = Request {
            who: self.who.clone(),
            room: self.room.clone(),
            said: Said::Line(follow_up.unwrap_or_else(|| line.to_owned())),
            at,
        };
        let reply = self.bot.answer(&request).await;
        if !reply.actions.is_empty() {
            self.last = Some(reply.clone());
        }
        if reply.is_list() {
            self.list = Some(reply.clone());
        }
        reply
    }

    fn follow_up(&self, line: &str) -> Option<String> {
        let of = |reply: &Option<Reply>| reply.as_ref()?.follow_up(line);
        of(&self.last).or_else(|| of(&self.list).filter(|_| !is_number(line)))
    }
}

fn is_number(line: &str) -> bool {
    line.chars().all(|c| c.is_ascii_digit())
}

fn not_offered(sentence: String) -> Reply {
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![Block::Notice { text: sentence }],
        ..Reply::to("")
    }
}

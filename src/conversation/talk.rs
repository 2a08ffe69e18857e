//! One person's talk with the bot in a room: what was last offered can be answered by a digit, a
//! label, or a label and a letter.
//!
//! What such a short answer stands for is the reply's to know; how a reply looks is not known here.
//! A platform on which people answer messages, and do so after a restart, keeps what was offered
//! itself and asks [`meant`].

use std::time::SystemTime;

use super::bot::Bot;
use super::reply::{Audience, Block, Offered, Reply};
use super::request::{Person, Request, Room, Said};

/// A person who talks with the bot.
pub struct Talk<'b> {
    bot: &'b Bot,
    who: Person,
    room: Room,
    /// What the last reply offered that offered something: a digit is one of its actions.
    last: Option<Offered>,
    /// What the last reply offered that listed results: its letters are still on the screen after one
    /// of them was looked at.
    list: Option<Offered>,
}

/// What a line means after what was offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// What it says.
    Itself,
    /// A command line that was offered.
    Offered(String),
    /// Something that is not offered; the sentence says so.
    Lacking(String),
}

/// What a line means after the last reply that offered something, and after the last list.
#[must_use]
pub fn meant(line: &str, last: Option<&Offered>, listed: Option<&Offered>) -> Meant {
    let line = line.trim();
    // A digit is one of what stands last on the screen.
    let listed = listed.filter(|_| !is_number(line));
    let follow_up = |of: Option<&Offered>| of?.follow_up(line);
    if let Some(line) = follow_up(last).or_else(|| follow_up(listed)) {
        return Meant::Offered(line);
    }
    // The list may still be on the screen: what it lacks, it can say best.
    let lacks = |of: Option<&Offered>| of?.lacks(line);
    match lacks(listed).or_else(|| lacks(last)) {
        Some(sentence) => Meant::Lacking(sentence),
        None => Meant::Itself,
    }
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

    /// Takes note of something that the bot said by itself: what it offers can be chosen from now on.
    ///
    /// While a question is asked, a word of an earlier list may be its answer.
    pub fn heard(&mut self, reply: &Reply) {
        let offered = reply.offered();
        if reply
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Question(_)))
        {
            self.list = None;
        }
        if !offered.is_empty() {
            self.last = Some(offered);
        }
    }

    /// Answers a line.
    ///
    /// A reply that offers nothing, as to a mistyped line, does not take away what the one before it
    /// offered.
    pub async fn say(&mut self, line: &str, at: SystemTime) -> Reply {
        let line = match meant(line, self.last.as_ref(), self.list.as_ref()) {
            Meant::Itself => line.trim().to_owned(),
            Meant::Offered(line) => line,
            Meant::Lacking(sentence) => return not_offered(sentence),
        };
        let request = Request {
            who: self.who.clone(),
            room: self.room.clone(),
            said: Said::Line(line),
            name: None,
            // Who talks with the bot alone looks after the room.
            moderates: self.room.direct,
            at,
        };
        let reply = self.bot.answer(&request).await;
        let offered = reply.offered();
        if offered.is_list() {
            self.list = Some(offered.clone());
        }
        if !offered.is_empty() {
            self.last = Some(offered);
        }
        reply
    }
}

fn is_number(line: &str) -> bool {
    line.chars().all(|c| c.is_ascii_digit())
}

/// What a person is told who chose something that is not offered.
#[must_use]
pub fn not_offered(sentence: String) -> Reply {
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![Block::Notice { text: sentence }],
        ..Reply::to("")
    }
}

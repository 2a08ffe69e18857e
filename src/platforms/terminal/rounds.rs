//! Rounds in the terminal: what they want said is shown when its time has come, and a round that was open
//! when the chat ended goes on with the next one.
//!
//! A terminal can't edit what it has shown: of a question that stands there, only the seconds left are told.

use std::io::{self, Write};
use std::time::{Duration, SystemTime};

use super::{Chat, room};
use crate::conversation::quiz::{self, Manner, Quiz, RoomSays, Speaker, ToSay, Unsaid};
use crate::conversation::reply::{Block, Reply};

/// How long is waited where nothing is due, and how often at most it is looked.
const LONG: Duration = Duration::from_mins(10);
const SHORT: Duration = Duration::from_millis(50);

impl<W: Write> Chat<'_, W> {
    /// For how long nothing is due.
    pub(super) async fn until_due(&self, now: SystemTime) -> Duration {
        let Some(quiz) = self.bot.quiz() else {
            return LONG;
        };
        let due = quiz.until_due(now, SHORT..=LONG).await;
        due.unwrap_or_else(|error| {
            tracing::error!(%error, "what is due in rounds could not be looked up");
            LONG
        })
    }

    /// Waits for the questions that a round was begun without: whoever pipes lines in is faster than they
    /// are drawn.
    pub(super) async fn drawn(&self, now: SystemTime) {
        if let Some(quiz) = self.bot.quiz() {
            quiz.has_drawn().await;
            if let Err(error) = quiz.tick(now).await {
                tracing::error!(%error, "the round could not go on");
            }
        }
    }

    /// What was due happens, and what is to be said is shown.
    pub(super) async fn pass_time(&mut self, now: SystemTime) -> io::Result<()> {
        self.said_since(now).await.map(drop)
    }

    /// Shows how a round stands that was open before the chat began.
    pub(super) async fn come_back(&mut self, now: SystemTime) -> io::Result<()> {
        if let Some(quiz) = self.bot.quiz() {
            quiz.begin_to_speak(&speaker(quiz)).await;
        }
        let has_asked = self.said_since(now).await?;
        let Some(quiz) = self.bot.quiz().filter(|_| !has_asked) else {
            return Ok(());
        };
        let present = quiz.present(&room()).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the round that was open could not be read");
            None
        });
        if let Some(mut question) = present {
            question.blocks.insert(
                0,
                Block::Notice {
                    text: "A round is going on here.".to_owned(),
                },
            );
            self.tell(&question)?;
        }
        Ok(())
    }

    /// Shows what is to be said by now, and whether a question was among it.
    async fn said_since(&mut self, now: SystemTime) -> io::Result<bool> {
        let Some(quiz) = self.bot.quiz() else {
            return Ok(false);
        };
        let speaker = speaker(quiz);
        let rooms = match taken(quiz, &speaker, now).await {
            Ok(rooms) => rooms,
            Err(error) => {
                tracing::error!(%error, "the round could not go on");
                return Ok(false);
            }
        };
        let (mut has_asked, mut shown) = (false, Ok(()));
        for says in &rooms {
            for say in &says.says {
                has_asked |= say.manner == Manner::New && say.reply.blocks.iter().any(is_asked);
                shown = self.say(say);
                let became = shown.as_ref().map_or(Err(Unsaid::Yet), |()| Ok(None));
                if !quiz.uttered(say, became).await {
                    break;
                }
            }
            quiz.give_back(&says.room, &speaker).await;
        }
        shown.map(|()| has_asked)
    }

    fn say(&mut self, say: &ToSay) -> io::Result<()> {
        match say.manner {
            Manner::New => self.tell(&say.reply),
            Manner::Countdown { left } => {
                self.show(&Reply::word("quiz", format!("{left} seconds left.")))
            }
            Manner::Closed => Ok(()),
        }
    }

    fn tell(&mut self, reply: &Reply) -> io::Result<()> {
        self.talk.heard(reply);
        self.show(reply)
    }
}

fn is_asked(block: &Block) -> bool {
    matches!(block, Block::Question(question) if question.open)
}

/// This process, as it speaks here.
fn speaker(quiz: &Quiz) -> Speaker {
    let room = room();
    quiz.speaker(&room.id, &room.account)
}

/// What is to be said here, after what was due has happened.
async fn taken(
    quiz: &Quiz,
    speaker: &Speaker,
    now: SystemTime,
) -> Result<Vec<RoomSays>, quiz::Error> {
    quiz.tick(now).await?;
    quiz.take(speaker, now, |_| room()).await
}

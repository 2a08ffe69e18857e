//! The bot: a [`Request`] in, a [`Reply`] out, always.
//!
//! What a person got wrong and what is not there are kinds of reply. Trouble inside becomes a reply
//! here and nowhere else: it is logged once with its chain, and the person sees one sentence with a
//! code that is also in the log. The functions that answer are grouped in the modules below, one a
//! command; they are synchronous, and [`Bot::answer`] is the one door to them from async code.

mod about;
mod card;
mod cite;
mod cited_by;
mod define;
mod notes;
mod offer;
mod omission;
mod papers;
mod passages;
pub(super) mod prefix;
mod question;
mod references;
mod search;
mod verify;
mod wording;

use std::error::Error as StdError;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tracing::{Instrument as _, Span};

pub use offer::Offer;
pub(super) use wording::{excerpt_block, mistake};

use super::command::{Choices, Command, Grammar, Mistake, is_talk};
use super::pace::Pace;
use super::quiz::{Process, Quiz};
use super::reply::{Action, Audience, Block, MistakeBlock, Reply};
use super::request::{Request, Room, Said};
use crate::library::{self, Library, Values};
use crate::papers::citation::style;
use crate::store::Store;
use crate::study::daily;
use crate::text::counted;

/// A look-up that takes longer than this has lost its reader; it is given up and said to be.
const LONGEST_LOOK_UP: Duration = Duration::from_secs(20);
/// How many values are offered while an option is typed. Discord shows no more.
const MOST_CHOICES: usize = 25;

/// Answers requests from one library.
pub struct Bot {
    library: Arc<Library>,
    manners: Manners,
    pace: Pace,
    /// Plays rounds, where there is a store to keep them in.
    quiz: Option<Arc<Quiz>>,
    troubles: AtomicU32,
}

/// How the bot answers where a command does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manners {
    /// How many passages a page of results has, from 1 to 5.
    pub results: u8,
    /// How many commands a person may ask in a minute; 0 for as many as they like.
    pub per_minute: u32,
}

impl Bot {
    /// A bot that answers from this library.
    #[must_use]
    pub fn new(library: Library, manners: Manners) -> Self {
        Self {
            library: Arc::new(library),
            manners,
            pace: Pace::default(),
            quiz: None,
            troubles: AtomicU32::new(0),
        }
    }

    /// The same bot, which plays rounds too: with teachers' lists from these files and folders, as one
    /// process among those that play in this store.
    #[must_use]
    pub fn playing(self, store: Store, lists: Vec<PathBuf>, process: Process) -> Self {
        let library = Arc::clone(&self.library);
        let quiz = Quiz::new(library, store, lists, process);
        Self {
            quiz: Some(Arc::new(quiz)),
            ..self
        }
    }

    /// What plays rounds, for who tells it the time and says what it wants said.
    #[must_use]
    pub fn quiz(&self) -> Option<&Arc<Quiz>> {
        self.quiz.as_ref()
    }

    /// Whether a line may be an answer to a question: one without a prefix, where everything is meant for
    /// the bot and a round is open.
    async fn is_answer(&self, request: &Request) -> bool {
        let (Some(quiz), Said::Line(line)) = (&self.quiz, &request.said) else {
            return false;
        };
        let named = Grammar {
            prefixes: &request.room.prefixes,
            direct: false,
        };
        if !request.room.direct || !is_talk(line, &named) || line.trim().is_empty() {
            return false;
        }
        quiz.is_open(&request.room).await.unwrap_or_else(|error| {
            tracing::error!(%error, "whether a round is open could not be looked up");
            false
        })
    }

    /// Plays, as far as that is what was asked.
    async fn played(&self, request: &Request, asked: &Asked) -> Option<Reply> {
        let is_play = match asked {
            Asked::Answer { .. } => true,
            Asked::Command(command) => Quiz::answers(command),
            Asked::Terms(_) | Asked::Question(_) => false,
        };
        if !is_play {
            return None;
        }
        let name = asked.name();
        let Some(quiz) = &self.quiz else {
            return Some(Reply {
                found: false,
                ..Reply::word(
                    name,
                    "There are no rounds here: nothing is kept between two questions.",
                )
            });
        };
        let played = match asked {
            Asked::Answer { text, question } => {
                quiz.hear_answer(request, text, question.as_deref()).await
            }
            Asked::Command(command) => quiz.answer(request, command).await,
            Asked::Terms(_) | Asked::Question(_) => return None,
        };
        Some(played.unwrap_or_else(|error| self.trouble(name, request.at, &error)))
    }

    /// Answers a request. Command lines in the answer stand as they are typed in its room.
    pub async fn answer(&self, request: &Request) -> Reply {
        prefix::as_typed_in(&request.room, self.answered(request).await)
    }

    async fn answered(&self, request: &Request) -> Reply {
        let asked = match &request.said {
            Said::Line(line) if self.is_answer(request).await => Ok(Asked::Answer {
                text: line.clone(),
                question: None,
            }),
            _ => understood(request),
        };
        // Whoever plays answers as often as there are questions.
        if !asked.as_ref().is_ok_and(Asked::is_answer) {
            let allowed = self.manners.per_minute;
            if let Err(wait) = self.pace.ask(&request.who, request.at, allowed) {
                return too_fast(allowed, wait);
            }
        }
        let asked = match asked {
            Ok(asked) => asked,
            Err(mistake) => return mistaken(&mistake),
        };
        let name = asked.name();
        let span = tracing::info_span!("answer", command = name, room = %request.room.id);
        if let Some(reply) = self.played(request, &asked).instrument(span.clone()).await {
            return reply;
        }
        let term = match &asked {
            Asked::Command(Command::Define(define)) => Some(define.term.clone()),
            _ => None,
        };
        let reply = self
            .look_up(asked, request.at, &span)
            .instrument(span.clone())
            .await;
        if let (Some(quiz), Some(term)) = (&self.quiz, term.filter(|_| !reply.found)) {
            quiz.miss(&term, request.at).await;
        }
        reply
    }

    /// Does the work away from the async threads.
    async fn look_up(&self, asked: Asked, at: SystemTime, span: &Span) -> Reply {
        let name = asked.name();
        let (library, manners, span) = (Arc::clone(&self.library), self.manners, span.clone());
        let looking = tokio::task::spawn_blocking(move || {
            let desk = Desk {
                library: &library,
                manners,
                at,
            };
            span.in_scope(|| match asked {
                Asked::Command(command) => answer(&desk, command),
                Asked::Terms(text) => define::terms_of(&desk, &text),
                Asked::Question(text) => question::made_of(&desk, &text),
                // It was played.
                Asked::Answer { .. } => Ok(Reply::to("quiz answer")),
            })
        });
        match tokio::time::timeout(LONGEST_LOOK_UP, looking).await {
            Ok(Ok(Ok(reply))) => reply,
            Ok(Ok(Err(error))) => self.trouble(name, at, &error),
            Ok(Err(error)) => self.trouble(name, at, &error),
            Err(error) => self.trouble(name, at, &error),
        }
    }

    /// Values for an option that begin as typed, for completion; none where they can't be read.
    #[must_use]
    pub fn choices(&self, of: Choices, prefix: &str) -> Vec<String> {
        let values = match of {
            Choices::Papers => Values::Keys,
            Choices::Authors => Values::Authors,
            Choices::Tags => Values::Tags,
            Choices::Styles => return styles(prefix),
            Choices::Sections => return Vec::new(),
            Choices::Zones => return daily::zones(prefix, MOST_CHOICES),
            Choices::Lists => {
                let mut names = self.quiz().map(|quiz| quiz.lists(prefix));
                if let Some(names) = &mut names {
                    names.truncate(MOST_CHOICES);
                }
                return names.unwrap_or_default();
            }
            Choices::Terms => {
                let terms = self.library.terms(prefix, MOST_CHOICES);
                return terms.unwrap_or_default();
            }
        };
        self.library
            .values(values, prefix, MOST_CHOICES)
            .unwrap_or_default()
    }

    /// What is said before anything was asked: what is here and how to ask in this room.
    #[must_use]
    pub fn greeting(&self, room: &Room) -> Reply {
        prefix::as_typed_in(room, about::greeting(&self.library, room))
    }

    /// How many papers it answers from.
    #[must_use]
    pub fn papers(&self) -> usize {
        self.library.about().papers as usize
    }

    fn trouble(&self, command: &str, at: SystemTime, error: &(dyn StdError + 'static)) -> Reply {
        let since = at
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        let code = format!(
            "{:04x}-{}",
            since & 0xffff,
            self.troubles.fetch_add(1, Ordering::Relaxed) + 1
        );
        tracing::error!(
            code,
            command,
            error,
            "a request could not be answered; `lectern check` says whether the index is damaged"
        );
        let text = format!(
            "Something went wrong here, and the answer is lost. The operator finds it in the log under {code}."
        );
        Reply {
            found: false,
            blocks: vec![Block::Notice { text }],
            ..Reply::to(command)
        }
    }
}

/// The names of styles that what is typed may become, best first.
fn styles(typed: &str) -> Vec<String> {
    style::beginning(typed)
        .take(MOST_CHOICES)
        .map(|style| style.name.to_owned())
        .collect()
}

/// What the answering functions work with.
struct Desk<'a> {
    library: &'a Library,
    manners: Manners,
    at: SystemTime,
}

fn answer(desk: &Desk<'_>, command: Command) -> Result<Reply, library::Error> {
    match command {
        Command::Search(search) => search::search(desk, &search),
        Command::Define(asked) => define::define(desk, &asked),
        Command::Passage(passage) => passages::passage(desk, &passage),
        Command::References(references) => references::references(desk, &references),
        Command::CitedBy(citedby) => cited_by::cited_by(desk, &citedby),
        Command::Related(related) => passages::related(desk, &related),
        Command::Cite(wanted) => cite::cite(desk, &wanted),
        Command::Papers(wanted) => papers::papers(desk, &wanted),
        Command::Source(source) => papers::source(desk, &source),
        Command::Verify(quotation) => verify::verify(desk, &quotation),
        Command::Help(help) => Ok(about::help(&help)),
        Command::About(_) => Ok(about::about(desk)),
        // The rest was played.
        command => Ok(Reply::to(command.name())),
    }
}

/// What a request asks for.
enum Asked {
    Command(Command),
    /// What the terms of a text mean.
    Terms(String),
    /// A quiz question about what a text quotes.
    Question(String),
    /// An answer to a question of a round counts.
    Answer {
        text: String,
        question: Option<String>,
    },
}

impl Asked {
    fn name(&self) -> &'static str {
        match self {
            Self::Command(command) => command.name(),
            Self::Terms(_) => "define",
            Self::Question(_) => "",
            Self::Answer { .. } => "quiz answer",
        }
    }

    fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Answer { .. } | Self::Command(Command::QuizAnswer(_))
        )
    }
}

fn understood(request: &Request) -> Result<Asked, Mistake> {
    let command = match &request.said {
        Said::Line(line) => {
            let grammar = Grammar {
                prefixes: &request.room.prefixes,
                direct: request.room.direct,
            };
            Command::from_line(line, &grammar)
        }
        Said::Command { name, options } => Command::from_options(name, options),
        Said::Answer { text, question } => {
            return Ok(Asked::Answer {
                text: text.clone(),
                question: question.clone(),
            });
        }
        Said::Terms(text) => return Ok(Asked::Terms(text.clone())),
        Said::Question(text) => return Ok(Asked::Question(text.clone())),
    };
    command.map(Asked::Command)
}

/// What a person is told who asks more than is allowed.
fn too_fast(allowed: u32, wait: Duration) -> Reply {
    let commands = counted(allowed as usize, "command");
    let wait = counted(wait.as_secs().max(1) as usize, "second");
    let text = format!("You may ask {commands} a minute here. Ask again in {wait}.");
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![Block::Notice { text }],
        ..Reply::to("")
    }
}

fn mistaken(mistake: &Mistake) -> Reply {
    let block = Block::Mistake(MistakeBlock {
        message: mistake.to_string(),
        usage: mistake.usage.to_owned(),
        suggestions: mistake.suggestions.clone(),
    });
    let corrected = |line: &String| Action {
        label: line.clone(),
        command: line.clone(),
    };
    Reply {
        found: false,
        audience: Audience::Person,
        blocks: vec![block],
        actions: mistake.suggestions.iter().map(corrected).collect(),
        ..Reply::to(mistake.command)
    }
}

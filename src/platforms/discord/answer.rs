//! An interaction becomes a request, and the reply a message in its place: as the first answer, as a
//! change of the message a button stands under, or for one person alone.
//!
//! Discord waits three seconds for a first answer (Interactions > Receiving and responding). What takes
//! longer than one is announced first and sent when it is there. What a command means and whether its
//! answer is private is decided in the core.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::Semaphore;

use super::completion;
use super::interaction::{self, Interaction, OF_A_MESSAGE, User};
use super::limits::ROWS;
use super::message::{Callback, Component, Form, Link, Message, Row};
use super::press::{self, Press};
use super::render::{self, Shown, View};
use super::rest::Rest;
use super::seen::Seen;
use super::voice::ROOMS;
use super::{quoted, rest};
use crate::conversation::bot::Bot;
use crate::conversation::command::{self, Asks, Command, Grammar, Menu};
use crate::conversation::reply::{Audience, Block, Reply};
use crate::conversation::request::{Person, Request, Room, Said};
use crate::store::Store;

/// A reply that is not there by then is announced.
const SOON: Duration = Duration::from_secs(1);
/// The first answer must arrive within three seconds; what is not on its way by then is late.
const FIRST_ANSWER: Duration = Duration::from_millis(2_800);
/// An interaction can be answered for 15 minutes, less what a request takes.
const LAST_ANSWER: Duration = Duration::from_secs(15 * 60 - 15);
/// So many questions a core are looked up at once. More would only wait for each other, and keep the
/// connection from being read and announcements from being sent.
const AT_ONCE: usize = 2;
/// So many interactions are under way at most; those that come then wait.
const MOST: u32 = 100_000;
/// What stands before a command on Discord, and in the command lines of buttons.
pub(super) const PREFIX: &str = "/";
/// What can be typed as an answer: longer than any right one.
const LONGEST_ANSWER: usize = 300;
/// An interaction that has been answered already (Opcodes and status codes > JSON error codes).
const ANSWERED_ALREADY: u64 = 40_060;

/// Answers what people ask on Discord.
pub(super) struct Desk {
    bot: Arc<Bot>,
    store: Store,
    rest: Rest,
    seen: Seen,
    /// The id of the application.
    application: String,
    turns: Semaphore,
    working: Semaphore,
}

/// What somebody asked, and where the answer goes.
struct Question {
    said: Said,
    /// The command that it is; none for a line that names none rightly.
    command: Option<Command>,
    place: Place,
    /// Which part of a long answer is wanted, from 1.
    part: usize,
}

/// Where an answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Into the room, or to the person where the reply is for one.
    Room,
    /// To the person alone.
    Person,
    /// In the place of the message that the button stands under.
    Here {
        /// Whether one person alone sees that message.
        is_private: bool,
    },
}

impl Desk {
    pub(super) fn new(bot: Arc<Bot>, store: Store, rest: Rest, application: String) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            bot,
            store,
            rest,
            seen: Seen::default(),
            application,
            turns: Semaphore::new(AT_ONCE * cores),
            working: Semaphore::new(MOST as usize),
        }
    }

    /// Answers an interaction, once. Whatever goes wrong is logged, for nobody waits for it here.
    pub(super) async fn hear(&self, interaction: &Interaction) {
        let heard = Instant::now();
        if interaction.user().is_some_and(|user| user.bot) || !self.seen.is_new(&interaction.id) {
            return;
        }
        let Ok(_working) = self.working.acquire().await else {
            // The bot is ending.
            return;
        };
        let data = interaction.data.clone().unwrap_or_default();
        let done = match interaction.kind {
            interaction::COMPLETION => {
                // Choices that come late are of no use, and nothing is better than an error.
                let offered = tokio::time::timeout(SOON, completion::offered(&self.bot, &data));
                let offered = Callback::Choices(offered.await.unwrap_or_default());
                self.rest
                    .answer(interaction, &offered, heard + FIRST_ANSWER)
                    .await
            }
            interaction::COMMAND => {
                let question = Question::by_command(&data);
                self.answer(interaction, question, heard).await
            }
            interaction::FORM => match Press::read(data.pressed()) {
                Some(Press::Form(question)) => {
                    let question = Question::by_form(data.typed(), question);
                    self.answer(interaction, question, heard).await
                }
                _ => self.notice(interaction, OUTDATED, heard).await,
            },
            interaction::COMPONENT => match self.press(data.pressed()).await {
                Some(Press::Form(question)) => {
                    let form = Callback::Form(form(&question));
                    self.first(interaction, &form, heard).await
                }
                Some(press) => {
                    let question = Question::by_press(&press, interaction);
                    self.answer(interaction, question, heard).await
                }
                None => self.notice(interaction, OUTDATED, heard).await,
            },
            _ => self.notice(interaction, UNKNOWN, heard).await,
        };
        if let Err(error) = done {
            tracing::warn!(%error, interaction = %interaction.id.0, "an answer did not reach Discord");
        }
    }

    /// Waits until all that was heard is answered, and hears nothing more.
    pub(super) async fn finish(&self) {
        let _all = self.working.acquire_many(MOST).await;
        self.working.close();
    }

    /// What the button with this id does; nothing for one that is known no longer.
    async fn press(&self, id: &str) -> Option<Press> {
        if !press::is_kept(id) {
            return Press::read(id);
        }
        let kept = self.store.action(id).await;
        let kept =
            kept.inspect_err(|error| tracing::error!(%error, "a button could not be looked up"));
        Press::read(&kept.ok().flatten()?)
    }

    async fn answer(
        &self,
        to: &Interaction,
        question: Question,
        heard: Instant,
    ) -> Result<(), rest::Error> {
        if question.is_to_post() && !to.lets_bot_post() {
            return self.notice(to, MAY_NOT_POST, heard).await;
        }
        self.answered(to, question, heard).await
    }

    async fn answered(
        &self,
        to: &Interaction,
        question: Question,
        heard: Instant,
    ) -> Result<(), rest::Error> {
        let request = Request {
            who: person(to.user()),
            room: self.room(to),
            said: question.said.clone(),
            name: to.name(),
            moderates: to.moderates(),
            at: SystemTime::now(),
        };
        let quiz = self.bot.quiz().filter(|_| question.is_to_post());
        let reply = async {
            // What begins a round stands above its first question.
            let above = match quiz {
                Some(quiz) => Some(quiz.turn(&request.room.id).await),
                None => None,
            };
            let turn = self.turns.acquire().await;
            let reply = self.bot.answer(&request).await;
            drop(turn);
            let (mut message, goes) = self.written(&reply, &question).await;
            message.components.extend(link(&reply, to, &message));
            (message, goes, above)
        };
        tokio::pin!(reply);
        if let Ok((message, goes, _above)) = tokio::time::timeout(SOON, &mut reply).await {
            let callback = match goes {
                Goes::Here => Callback::Change(message.for_whom(false)),
                Goes::New | Goes::Apart => Callback::Message(message),
            };
            return self.first(to, &callback, heard).await;
        }
        let is_private = question.is_private();
        let announced = match question.place {
            Place::Here { .. } => Callback::ChangeLater,
            Place::Room | Place::Person => Callback::Later { is_private },
        };
        let (announced, reply) = tokio::join!(self.first(to, &announced, heard), reply);
        // It may have arrived although nobody said so.
        if let Err(error @ rest::Error::Refused { .. }) = announced {
            return Err(error);
        }
        let until = heard + LAST_ANSWER;
        let (message, goes, _above) = reply;
        if goes == Goes::Apart {
            return self.rest.follow_up(to, &message, until).await;
        }
        if goes == Goes::New && message.is_private() && !is_private {
            // What was announced to all can't become private: it is taken back.
            self.rest.take_back(to, until).await?;
            return self.rest.follow_up(to, &message, until).await;
        }
        self.rest.change(to, &message.for_whom(false), until).await
    }

    /// The first answer. One that Discord has already is no failure: an earlier try has arrived.
    async fn first(
        &self,
        to: &Interaction,
        with: &Callback,
        heard: Instant,
    ) -> Result<(), rest::Error> {
        match self.rest.answer(to, with, heard + FIRST_ANSWER).await {
            Err(error) if error.code() == ANSWERED_ALREADY => Ok(()),
            done => done,
        }
    }

    /// The reply as a message and where it goes. What its buttons need is kept before it is sent.
    async fn written(&self, reply: &Reply, question: &Question) -> (Message, Goes) {
        let for_one = reply.audience == Audience::Person || !reply.found;
        let (is_private, goes) = match question.place {
            Place::Room => (for_one, Goes::New),
            Place::Person => (true, Goes::New),
            // Nothing that concerns one person takes the place of what all see.
            Place::Here { is_private: false } if for_one => (true, Goes::Apart),
            Place::Here { is_private } => (is_private, Goes::Here),
        };
        let view = View {
            command: question.command.as_ref(),
            part: question.part,
            is_private,
        };
        let shown = render::show(reply, view);
        keep(&self.store, &shown).await;
        (shown.message, goes)
    }

    fn room(&self, of: &Interaction) -> Room {
        let server = of.guild_id.as_ref();
        Room {
            id: format!("{ROOMS}{}", of.channel()),
            // Every line here is a command line of a button, also where nobody else is.
            direct: of.is_alone_with_bot(),
            server: server.map(|server| format!("{ROOMS}{}", server.0)),
            account: self.application.clone(),
            prefixes: vec![PREFIX.to_owned()],
        }
    }

    async fn notice(
        &self,
        to: &Interaction,
        text: &str,
        heard: Instant,
    ) -> Result<(), rest::Error> {
        let reply = Reply {
            found: false,
            audience: Audience::Person,
            blocks: vec![Block::Notice {
                text: text.to_owned(),
            }],
            ..Reply::to("")
        };
        let view = View {
            command: None,
            part: 1,
            is_private: true,
        };
        let message = render::show(&reply, view).message;
        self.first(to, &Callback::Message(message), heard).await
    }
}

/// Keeps what the buttons of a message need, before it is sent.
pub(super) async fn keep(store: &Store, shown: &Shown) {
    if let Err(error) = store.keep_actions(&shown.kept, SystemTime::now()).await {
        tracing::error!(%error, "buttons of an answer could not be kept");
    }
}

/// The form in which a question is answered.
fn form(question: &str) -> Form {
    Form {
        custom_id: Press::Form(question.to_owned()).id().id,
        title: "Your answer",
        label: "What is asked for",
        longest: LONGEST_ANSWER,
    }
}

/// A row with the way to the message of the room that a reply speaks of, where there is room for it.
fn link(reply: &Reply, to: &Interaction, message: &Message) -> Option<Row> {
    let spoken_of = reply.speaks_of.as_ref();
    let spoken_of = spoken_of.filter(|_| message.components.len() < ROWS)?;
    let server = to.guild_id.as_ref().map_or("@me", |id| id.0.as_str());
    let url = format!("{CHANNELS}/{server}/{}/{spoken_of}", to.channel());
    let link = Link::new("To the question", url);
    Some(Row::of(vec![Component::Link(link)]))
}

/// Where a client shows a message: behind it stand the server, the channel and the message.
const CHANNELS: &str = "https://discord.com/channels";

/// How a message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    /// As a new message.
    New,
    /// As a change of the message under which a button was pressed.
    Here,
    /// As a new message, though that one was to be changed.
    Apart,
}

const OUTDATED: &str = "This button is from an earlier version and does nothing any more. Give the \
    command again: its answer has new ones.";
const UNKNOWN: &str = "Discord sent something that this version does not know. /help lists what can \
    be asked.";

const MAY_NOT_POST: &str = "Lectern can’t post messages here, so it can’t ask questions here. In a \
    channel, somebody who manages the server gives it the permissions View Channel, Send Messages (in \
    threads Send Messages in Threads), Embed Links and Attach Files; if only you have installed it, \
    rounds are played in your chat with it.";

impl Question {
    /// What the menu of a message asks.
    fn by_menu(menu: &Menu, message: &str) -> Self {
        let text = command::asked_of(&quoted::of(message));
        match menu.asks {
            Asks::Command { name, option } => {
                Self::command(name.to_owned(), vec![(option.to_owned(), text)])
            }
            Asks::Terms => Self::without_command(Said::Terms(text)),
            Asks::Question => Self::without_command(Said::Question(text)),
        }
    }

    fn without_command(said: Said) -> Self {
        Self {
            said,
            command: None,
            place: Place::Room,
            part: 1,
        }
    }

    /// What was typed into the form of a question.
    fn by_form(text: String, question: String) -> Self {
        let question = Some(question);
        Self::without_command(Said::Answer { text, question })
    }

    fn by_command(data: &interaction::Data) -> Self {
        let menu = (data.kind == OF_A_MESSAGE).then(|| command::menu(&data.name));
        match menu.flatten() {
            Some(menu) => Self::by_menu(menu, &data.message().unwrap_or_default()),
            None => Self::command(data.command(), data.options()),
        }
    }

    fn command(name: String, options: Vec<(String, String)>) -> Self {
        Self {
            command: Command::from_options(&name, &options).ok(),
            said: Said::Command { name, options },
            place: Place::Room,
            part: 1,
        }
    }

    fn by_press(press: &Press, interaction: &Interaction) -> Self {
        let prefixes = [PREFIX.to_owned()];
        let grammar = Grammar {
            prefixes: &prefixes,
            direct: false,
        };
        let command = Command::from_line(press.line(), &grammar).ok();
        let turns = match press {
            Press::Run(_) => command.as_ref().is_some_and(|command| command.page() > 1),
            Press::Back(_) | Press::Part(..) => true,
            Press::Share(_) | Press::Form(_) => false,
        };
        // Whoever plays does so in the room, whoever began the round.
        let is_in_room =
            matches!(press, Press::Share(_)) || command.as_ref().is_some_and(render::plays);
        let place = if is_in_room {
            Place::Room
        } else {
            place(interaction, turns)
        };
        Self {
            said: Said::Line(press.line().to_owned()),
            command,
            place,
            part: if let Press::Part(number, _) = press {
                *number
            } else {
                1
            },
        }
    }

    /// Whether it may change a round or the daily question, so that there is something to say.
    fn plays(&self) -> bool {
        let is_answer = matches!(self.said, Said::Answer { .. });
        is_answer || self.command.as_ref().is_some_and(render::plays)
    }

    /// Whether it makes the bot post in the room from now on.
    fn is_to_post(&self) -> bool {
        let begins =
            |command: &Command| matches!(command, Command::QuizStart(_) | Command::DailySet(_));
        self.command.as_ref().is_some_and(begins)
    }

    /// Whether it is something in a round of which nobody but who did it is told.
    fn tells_one(&self) -> bool {
        self.plays() && !self.is_to_post()
    }

    /// Whether the answer is for one person, as far as it can be known before it is there.
    fn is_private(&self) -> bool {
        match self.place {
            Place::Person => true,
            Place::Room => match (&self.command, &self.said) {
                (Some(command), _) => command.is_private() || self.tells_one(),
                (None, said) => !matches!(said, Said::Terms(_) | Said::Question(_)),
            },
            Place::Here { is_private } => is_private,
        }
    }
}

/// Where the answer to a pressed button goes. Only who asked turns the pages of what all see; anybody
/// else gets a private copy.
fn place(interaction: &Interaction, turns: bool) -> Place {
    let message = interaction.message.clone().unwrap_or_default();
    let is_private = message.is_private();
    let is_own = is_private || interaction.user().is_some_and(|user| message.answers(user));
    match (is_own, turns) {
        (true, true) => Place::Here { is_private },
        (true, false) if !is_private => Place::Room,
        _ => Place::Person,
    }
}

fn person(user: Option<&User>) -> Person {
    Person(format!(
        "discord:{}",
        user.map_or("", |user| user.id.0.as_str())
    ))
}

#[cfg(test)]
mod tests;

//! What a person is told who did something to a round, as replies to them alone.

use super::super::bot::mistake;
use super::super::command::{self, Command};
use super::super::reply::{Audience, Block, Reply};
use super::super::request::Room;
use super::played::Heard;
use super::said::name;
use crate::store::Flagged;
use crate::study::report::FLAGS_HIDE;
use crate::study::round::{Plan, Tell, letter};
use crate::text::counted;

/// No more keys or names are offered for one that does not exist.
const MOST_OFFERED: usize = 5;

/// What is told; where no round is open, that.
pub(super) fn reply(command: &str, heard: Option<&Heard>, room: &Room) -> Reply {
    let Some(heard) = heard else {
        let text = if command == "quiz answer" {
            "No round is open here any more, so your answer came after its end. /quiz start begins another."
        } else {
            "No round is open here. /quiz start begins one."
        };
        return Reply {
            found: false,
            ..Reply::word(command, text)
        };
    };
    let lines = heard.tells.iter().map(|tell| line(tell, heard, room));
    let mut reply = Reply::word(command, String::new());
    reply.blocks = lines.map(|text| Block::Notice { text }).collect();
    reply.found = !heard.tells.iter().any(is_refusal);
    reply.speaks_of.clone_from(&heard.message);
    reply
}

/// Whether what was asked for did not happen.
fn is_refusal(tell: &Tell) -> bool {
    !matches!(
        tell,
        Tell::Taken { .. }
            | Tell::Joined
            | Tell::Back
            | Tell::In
            | Tell::Out { .. }
            | Tell::Hinted
            | Tell::Voted { .. }
            | Tell::Stopped
    )
}

fn line(tell: &Tell, heard: &Heard, room: &Room) -> String {
    let called = |who: &str| name(who, heard.round.names()).to_owned();
    match tell {
        Tell::Taken {
            answer,
            letter,
            open,
            instead,
        } => taken(answer, *letter, (*open, *instead)),
        Tell::Already { answer } => {
            format!("You have answered “{answer}”, and in a race the first answer counts.")
        }
        Tell::Closed {
            number: Some(number),
        } => {
            format!(
                "Question {number} is closed: your answer came after its end and does not count."
            )
        }
        Tell::Closed { number: None } => {
            "That question is not open here: your answer came after its end and does not count."
                .to_owned()
        }
        Tell::Between => "No question is open at this moment; the next one is coming.".to_owned(),
        Tell::NoOption { said, options } => no_option(said, *options, room),
        Tell::Joined => "You take part. Good luck!".to_owned(),
        Tell::Back => "You take part again, with the points you had.".to_owned(),
        Tell::In => "You take part already.".to_owned(),
        Tell::Out { points } => format!(
            "You take no part any more and keep {}. Whoever answers is back.",
            counted(*points as usize, "point")
        ),
        Tell::NotIn => {
            "That is for those who take part: answer a question, or /quiz join.".to_owned()
        }
        Tell::NoHint => {
            "There is no hint to this question that would not be its answer.".to_owned()
        }
        Tell::HintGiven => "The hint to this question has been given.".to_owned(),
        Tell::Hinted => "Here is a hint.".to_owned(),
        Tell::Voted { votes, needed } if votes >= needed => "The question is skipped.".to_owned(),
        Tell::Voted { votes, needed } => {
            format!("Your vote counts: {votes} of {needed} want the next question.")
        }
        Tell::VotedBefore { votes, needed } => {
            format!("You have voted already: {votes} of {needed} want the next question.")
        }
        Tell::MayNotStop { starter } => format!(
            "{} started this round: they or a moderator may stop it. /quiz skip votes for the next question, /quiz leave takes you out.",
            called(starter)
        ),
        Tell::Stopped => "The round is stopped.".to_owned(),
        Tell::Running {
            number,
            of,
            starter,
        } => format!(
            "A round is running here, started by {}: question {number} of {of}. /quiz join takes you in.",
            called(starter)
        ),
        Tell::Over => "The round is over. /quiz start begins another.".to_owned(),
    }
}

fn taken(answer: &str, letter: Option<char>, (open, instead): (bool, bool)) -> String {
    let letter = letter.map_or_else(String::new, |letter| format!("{letter}, "));
    let now = if instead { " now" } else { "" };
    let change = if open {
        " You may change it until the end."
    } else {
        ""
    };
    format!("Your answer is{now} {letter}“{answer}”.{change}")
}

fn no_option(said: &str, options: usize, room: &Room) -> String {
    let last = options.checked_sub(1).and_then(letter).unwrap_or('a');
    let commands = if room.direct {
        " While a round is open, commands begin with /, as in /search or /quiz stop."
    } else {
        ""
    };
    format!("“{said}” is none of the options: answer with a letter from a to {last}.{commands}")
}

/// What is told who flagged a question.
pub(super) fn flagged(id: &str, flagged: Option<&Flagged>) -> Reply {
    let Some(flagged) = flagged else {
        return Reply {
            found: false,
            ..Reply::word(
                "quiz flag",
                format!("No question with the id “{id}” was ever asked."),
            )
        };
    };
    let flags = counted(usize::try_from(flagged.flags).unwrap_or(0), "person");
    let flags = flags.replace("persons", "people");
    let text = match (flagged.is_new, flagged.is_hidden) {
        (_, true) => format!(
            "Thank you. {flags} found something wrong with it: it is asked no more until a teacher has looked at it."
        ),
        (true, false) => format!(
            "Thank you. At {FLAGS_HIDE} flags it is asked no more until a teacher has looked at it; it has {}.",
            flagged.flags
        ),
        (false, false) => "You have flagged this question before.".to_owned(),
    };
    Reply::word("quiz flag", text)
}

/// What is told where several papers fit.
pub(super) fn which_paper(command: &'static str, named: &str, keys: Vec<String>) -> Reply {
    mistake(
        command,
        format!("Several papers fit “{named}”."),
        &with_paper(command, keys),
    )
}

/// What is told where no paper fits.
pub(super) fn no_paper(command: &'static str, named: &str, near: Vec<String>) -> Reply {
    mistake(
        command,
        format!("There is no paper “{named}”. /papers lists those that there are."),
        &with_paper(command, near),
    )
}

/// The command with each of some papers.
fn with_paper(command: &str, keys: Vec<String>) -> Vec<Command> {
    if command != "quiz start" {
        return Vec::new();
    }
    let with = |key: String| Command::from_options(command, &[("paper".to_owned(), key)]).ok();
    keys.into_iter().take(3).filter_map(with).collect()
}

/// What is told where there is no list of a name.
pub(super) fn no_list(wanted: &str, there: &[String]) -> Reply {
    let hint = match there {
        [] => "No lists are set up here: quiz.lists of the configuration names their files."
            .to_owned(),
        lists => {
            let shown: Vec<&str> = lists
                .iter()
                .take(MOST_OFFERED)
                .map(String::as_str)
                .collect();
            format!("There are: {}.", shown.join(", "))
        }
    };
    let with = |name: &String| {
        Command::from_options("quiz start", &[("list".to_owned(), name.clone())]).ok()
    };
    mistake(
        "quiz start",
        format!("There is no list “{wanted}”, or it was removed. {hint}"),
        &there.iter().take(3).filter_map(with).collect::<Vec<_>>(),
    )
}

/// What is told who has got nothing wrong.
pub(super) fn no_misses() -> Reply {
    Reply {
        found: false,
        ..Reply::word(
            "quiz start",
            "There is nothing that you answered wrong the last time you were asked.",
        )
    }
}

/// What is told where nothing can be asked.
pub(super) fn nothing_to_ask(command: &str, plan: &Plan) -> Reply {
    let mut conditions = Vec::new();
    conditions.extend(plan.paper.as_ref().map(|key| format!("about {key}")));
    conditions.extend(plan.tag.as_ref().map(|tag| format!("with the tag “{tag}”")));
    conditions.extend(
        plan.list
            .as_ref()
            .map(|list| format!("from the list “{list}”")),
    );
    conditions.extend(plan.kind.map(|kind| format!("of the kind {kind}")));
    let about = match conditions.as_slice() {
        [] => String::new(),
        conditions => format!(" {}", conditions.join(", ")),
    };
    let fewer = if conditions.is_empty() {
        " Questions need sentences that stand alone and have a term, a name or a number to ask for."
    } else {
        " Fewer conditions find more."
    };
    Reply {
        found: false,
        audience: Audience::Person,
        ..Reply::word(
            command,
            format!("There is nothing{about} that can fairly be asked.{fewer}"),
        )
    }
}

/// What is told where a time zone does not exist.
pub(super) fn no_zone(asked: &Command, named: &str, near: &[String]) -> Reply {
    let with = |zone: &String| match asked {
        Command::DailySet(set) => Some(Command::DailySet(command::DailySet {
            timezone: zone.clone(),
            ..set.clone()
        })),
        Command::Score(score) => Some(Command::Score(command::Score {
            timezone: Some(zone.clone()),
            ..score.clone()
        })),
        _ => None,
    };
    let suggestions: Vec<Command> = near.iter().filter_map(with).collect();
    mistake(
        asked.name(),
        format!(
            "There is no time zone “{named}”. Zones are named after a city, as in Europe/Vienna."
        ),
        &suggestions,
    )
}

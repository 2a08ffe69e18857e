//! What a round says to its room, as replies.

use std::collections::BTreeMap;

use super::super::bot::excerpt_block;
use super::super::reply::{Action, Block, QuestionBlock, Reply, ScoreBlock, ScoreRow};
use super::super::request::Room;
use crate::library::Excerpt;
use crate::study::moment::Moment;
use crate::study::round::{
    Asked, Ended, Hint, Missed, Pace, Revealed, Say, Shown, Standing, Why, letter,
};
use crate::text::counted;

/// How people are called, by their ids.
pub(super) type Names = BTreeMap<String, String>;

/// How somebody is called: by their name, else by what their platform calls them.
pub(super) fn name<'n>(who: &'n str, names: &'n Names) -> &'n str {
    let own = names.get(who).map(String::as_str);
    let id = who.split_once(':').map_or(who, |(_, id)| id);
    own.filter(|name| !name.trim().is_empty()).unwrap_or(id)
}

pub(super) fn reply(say: &Say, names: &Names, room: &Room) -> Reply {
    match say {
        Say::Asked(asked) => self::asked(asked, room),
        Say::Again(asked) => again(asked, room),
        Say::Hinted {
            number,
            question,
            hint,
        } => hinted(*number, question, hint),
        Say::Skipping { who, votes, needed } => notice(format!(
            "{} wants to skip this question: {votes} of {needed} votes. /quiz skip adds yours.",
            name(who, names)
        )),
        Say::Left { who, points } => notice(format!(
            "{} has left the round and keeps {}.",
            name(who, names),
            counted(*points as usize, "point")
        )),
        Say::Fewer { of } => notice(fewer(*of as usize)),
        Say::Revealed(revealed) => self::revealed(revealed, None, names),
        Say::Ended(ended) => self::ended(ended, names),
    }
}

/// That there are no more questions than so many.
pub(super) fn fewer(number: usize) -> String {
    format!(
        "{} and no more could be found that are fair to ask.",
        counted(number, "question")
    )
}

fn heading(text: impl Into<String>) -> Block {
    Block::Heading { text: text.into() }
}

fn text(text: impl Into<String>) -> Block {
    Block::Text { text: text.into() }
}

fn notice(text: impl Into<String>) -> Reply {
    Reply {
        blocks: vec![Block::Notice { text: text.into() }],
        ..Reply::to("quiz")
    }
}

fn action(label: impl Into<String>, command: impl Into<String>) -> Action {
    Action {
        label: label.into(),
        command: command.into(),
    }
}

fn block(question: &Shown) -> QuestionBlock {
    QuestionBlock {
        id: question.id.clone(),
        kind: question.kind.clone(),
        prompt: question.prompt.clone(),
        options: question.options.clone(),
        ..QuestionBlock::default()
    }
}

/// A question as it is asked, with what can be done about it.
pub(super) fn asked(asked: &Asked, room: &Room) -> Reply {
    let time = match (asked.closed, asked.left, asked.seconds) {
        (true, ..) => " · closed".to_owned(),
        (_, Some(left), _) => format!(" · {} left", counted(left as usize, "second")),
        (_, None, Some(seconds)) if !asked.daily => {
            format!(" · {}", counted(seconds as usize, "second"))
        }
        _ => String::new(),
    };
    let title = if asked.daily {
        format!("The question of the day{time}")
    } else {
        format!("Question {} of {}{time}", asked.number, asked.of)
    };
    let mut question = QuestionBlock {
        ends: asked.ends.map(Moment::seconds).filter(|_| !asked.closed),
        open: !asked.closed,
        ..block(&asked.question)
    };
    if question.is_typed() {
        question.how = how_to_type(asked, room);
    }
    let mut actions = Vec::new();
    if !asked.closed {
        actions = choices(&asked.question);
        if !asked.daily {
            actions.push(action("Hint", "/quiz hint"));
            actions.push(action("Skip", "/quiz skip"));
        }
    }
    Reply {
        blocks: vec![heading(title), Block::Question(question)],
        actions,
        ..Reply::to("quiz")
    }
}

/// How an answer is typed in a room.
fn how_to_type(asked: &Asked, room: &Room) -> String {
    if room.direct && !asked.daily {
        return "Type your answer.".to_owned();
    }
    let id = if asked.daily {
        format!(" question:{}", asked.question.id)
    } else {
        String::new()
    };
    format!("Answer this message, or type /quiz answer and your answer{id}.")
}

/// The options, as actions whose labels are their letters.
fn choices(question: &Shown) -> Vec<Action> {
    let letters = (0..question.options.len()).filter_map(letter);
    letters
        .map(|letter| {
            let command = format!("/quiz answer {letter} question:{}", question.id);
            action(letter.to_string(), command)
        })
        .collect()
}

fn again(asked: &Asked, room: &Room) -> Reply {
    let mut reply = self::asked(asked, room);
    reply.blocks.insert(
        0,
        Block::Notice {
            text: "The bot was away for a moment. This question has its whole time again, and what was answered counts."
                .to_owned(),
        },
    );
    reply
}

fn hinted(number: u32, question: &Shown, hint: &Hint) -> Reply {
    let mut blocks = vec![heading(format!("A hint to question {number}"))];
    match hint {
        Hint::Letters(letters) => blocks.push(text(letters.clone())),
        Hint::Struck(struck) => blocks.push(Block::Question(QuestionBlock {
            struck: struck.clone(),
            open: true,
            ..block(question)
        })),
    }
    blocks.push(Block::Notice {
        text: "Whoever answers from now on gets half the points.".to_owned(),
    });
    Reply {
        blocks,
        actions: match hint {
            Hint::Letters(_) => Vec::new(),
            Hint::Struck(struck) => {
                let all = choices(question).into_iter().enumerate();
                let left = all.filter(|(place, _)| !struck.contains(place));
                left.map(|(_, action)| action).collect()
            }
        },
        ..Reply::to("quiz")
    }
}

/// A question that is closed: the right answer at its place, who had it, and the passage that proves it.
pub(super) fn revealed(revealed: &Revealed, proof: Option<Excerpt>, names: &Names) -> Reply {
    let place = revealed
        .question
        .options
        .iter()
        .position(|option| *option == revealed.answer);
    let letter = place.and_then(letter);
    let answer = match letter {
        Some(letter) => format!("{letter}: {}", revealed.answer),
        None => revealed.answer.clone(),
    };
    let title = if revealed.daily {
        "The question of the day is closed".to_owned()
    } else if revealed.skipped {
        format!("Question {} is skipped", revealed.number)
    } else {
        format!("Question {} of {} is closed", revealed.number, revealed.of)
    };
    let mut blocks = vec![
        heading(title),
        Block::Question(QuestionBlock {
            answer: Some(revealed.answer.clone()),
            ..block(&revealed.question)
        }),
        text(format!("The answer is {answer}.")),
    ];
    if revealed.skipped {
        blocks.push(text("It counts for nobody."));
    } else if revealed.right.is_empty() && revealed.wrong.is_empty() {
        blocks.push(text("Nobody answered."));
    } else {
        let nobody = revealed.right.is_empty();
        blocks.extend(nobody.then(|| text("Nobody had it.")));
        blocks.push(Block::Score(answers(revealed, names)));
    }
    let mut actions = Vec::new();
    match proof {
        Some(excerpt) => {
            blocks.push(Block::Passage(excerpt_block(&excerpt)));
            let id = &revealed.passage;
            actions.push(action("Context", format!("/passage {id} before:1 after:1")));
            actions.push(action("Cite", format!("/cite {id}")));
        }
        None if !revealed.citation.is_empty() => {
            blocks.push(text(format!("Source: {}", revealed.citation)));
        }
        None => {}
    }
    actions.push(action(
        "Flag",
        format!("/quiz flag {}", revealed.question.id),
    ));
    Reply {
        blocks,
        actions,
        ..Reply::to("quiz")
    }
}

/// Who answered, those who had it first and in order.
fn answers(revealed: &Revealed, names: &Names) -> ScoreBlock {
    let is_race = revealed.pace == Pace::Race;
    let right = revealed.right.iter().zip(1..).map(|(had, rank)| ScoreRow {
        rank: is_race.then_some(rank),
        person: had.who.clone(),
        name: name(&had.who, names).to_owned(),
        points: had.points,
        note: match &had.mistyped {
            Some(meant) => format!("accepted with a typing mistake, {meant}"),
            None => String::new(),
        },
        ..ScoreRow::default()
    });
    let wrong = revealed.wrong.iter().map(|missed| ScoreRow {
        rank: None,
        person: missed.who.clone(),
        name: name(&missed.who, names).to_owned(),
        note: chosen(missed),
        ..ScoreRow::default()
    });
    ScoreBlock {
        rows: right.chain(wrong).collect(),
    }
}

fn chosen(missed: &Missed) -> String {
    match missed.chosen.and_then(letter) {
        Some(letter) => format!("chose {letter}"),
        None => "not right".to_owned(),
    }
}

fn ended(ended: &Ended, names: &Names) -> Reply {
    let why = match &ended.why {
        Why::Finished => String::new(),
        Why::Stopped { who, moderates } => {
            let by = name(who, names);
            let role = if *moderates {
                ", who moderates here,"
            } else {
                ""
            };
            format!(
                "{by}{role} stopped it after {} of {} questions. All points stay.",
                ended.asked, ended.of
            )
        }
        Why::Quiet => format!(
            "Nobody answered for a while, so it ends after {} of {} questions. All points stay.",
            ended.asked, ended.of
        ),
        Why::Empty => "Everybody has left. All points stay.".to_owned(),
        Why::Away => format!(
            "The bot was away for too long to go on, so it ends after {} of {} questions. All points stay.",
            ended.asked, ended.of
        ),
    };
    let mut blocks = vec![heading("The round is over")];
    blocks.extend((!why.is_empty()).then(|| text(why)));
    if ended.standings.is_empty() {
        blocks.push(text("Nobody played."));
    } else {
        blocks.push(Block::Score(ScoreBlock {
            rows: ended
                .standings
                .iter()
                .map(|standing| row(standing, names))
                .collect(),
        }));
    }
    let actions = vec![
        action("Again", "/quiz start"),
        action("My misses", "/quiz start misses:yes"),
        action("Leaderboard", "/leaderboard"),
    ];
    Reply {
        blocks,
        actions,
        ..Reply::to("quiz")
    }
}

fn row(standing: &Standing, names: &Names) -> ScoreRow {
    ScoreRow {
        rank: Some(standing.rank),
        person: standing.who.clone(),
        name: name(&standing.who, names).to_owned(),
        points: standing.points,
        right: Some(standing.right),
        answered: Some(standing.answered),
        note: if standing.left {
            "left".to_owned()
        } else {
            String::new()
        },
    }
}

//! Rounds in a channel: questions that nobody asked for at that moment, buttons, forms, timers, and what
//! the end of the program in the middle of it does to them.

use std::fs;
use std::time::{Duration, Instant};

use super::bot::{Bot, Home};
use super::due;
use super::fake::{Ask, BEN, CEM, Fake, Message, Place, Rule, command, fill, press};

/// For so long nobody else may speak where a process has begun to.
const LEASE: Duration = Duration::from_secs(20);

/// A list that a teacher has written about the papers of the dialogues.
const WEEK1: &str = include_str!("../fixtures/week1.yaml");

/// A bot that has the list.
async fn at_table() -> (Fake, Bot) {
    let fake = Fake::start().await;
    let home = Home::new(&fake.proxy(), "\n[quiz]\nlists = [\"week1.yaml\"]");
    fs::write(home.path("week1.yaml"), WEEK1).unwrap();
    let bot = Bot::at(&home, &fake).await;
    (fake, bot)
}

/// Begins a round of all three questions: the tides, the lamp, the weavers.
fn start(seconds: u32) -> Ask {
    command("quiz start")
        .option("list", "week1")
        .option("seed", 4)
        .option("seconds", seconds)
}

/// Opens the form of a question, and sends it filled in.
async fn type_in(fake: &Fake, question: &Message, who: u64, text: &str) -> Message {
    let pressed = fake.ask(press(question, "Answer").by(who)).await;
    let form = fake.callback(&pressed).await;
    assert_eq!(form.kind, 9);
    fake.answered(fill(question, &form.body, text).by(who))
        .await
}

/// Ends the bot without a word.
fn killed(bot: Bot) -> Home {
    let home = bot.home.clone();
    drop(bot);
    home
}

/// The bot after its end, connected again.
async fn started_again(fake: &Fake, home: &Home) -> Bot {
    fake.with(super::fake::State::let_time_pass);
    let before = fake.with(|state| state.opened);
    let bot = home.start();
    fake.until("another connection", |state| state.opened > before)
        .await;
    fake.until_ready().await;
    bot
}

/// How each message begins that the bot has posted, as they stand now.
fn titles(fake: &Fake) -> String {
    fake.with(|state| {
        let posted = state.posted.iter();
        let texts = posted.map(|id| state.messages[id].to_string());
        let titles = texts.filter_map(|text| text.lines().next().map(str::to_owned));
        titles.collect::<Vec<_>>().join("\n")
    })
}

/// What a message says, all of it in this order.
#[track_caller]
fn says(message: &Message, parts: &[&str]) {
    let text = message.to_string();
    let mut rest = text.as_str();
    for part in parts {
        let Some(at) = rest.find(part) else {
            panic!("no “{part}” at its place in\n{text}");
        };
        rest = &rest[at + part.len()..];
    }
}

/// What is told to one person alone.
#[track_caller]
fn tells(message: &Message, part: &str) {
    assert!(message.is_private, "{message}");
    says(message, &[part]);
}

#[tokio::test]
async fn three_people_play_a_round_with_buttons_and_forms() {
    let (fake, _bot) = at_table().await;
    let ana = 1_000_000_000_000_000_001;
    let begun = fake.answered(start(120)).await;
    assert!(!begun.is_private);
    says(
        &begun,
        &["# A round begins", "3 questions · 120 seconds each"],
    );
    let tides = fake.posting("Question 1 of 3").await;
    says(&tides, &["sun and moon", "\n[Answer] [Hint] [Skip]"]);
    assert!(!tides.to_string().contains("Answer this message"));
    let ben = type_in(&fake, &tides, BEN, "naep tides").await;
    tells(&ben, "Your answer is “naep tides”.");
    let wrong = type_in(&fake, &tides, ana, "spring tides").await;
    tells(&wrong, "Your answer is “spring tides”.");
    let shown = fake.posting("Question 1 of 3 is closed").await;
    let order = [
        "The answer is neap tides",
        "ben",
        "ana",
        "crosswise the tides",
    ];
    says(&shown, &order);
    says(&shown, &["[Context] [Cite] [Flag]"]);
    let tides = fake.posted(1).await;
    assert!(tides.components().next().is_none(), "{tides}");

    let lamp = fake.posting("Question 2 of 3").await;
    says(&lamp, &["**c** twenty", "[a] [b] [c] [d]\n[Hint] [Skip]"]);
    let not_in = fake.answered(press(&lamp, "Skip").by(CEM)).await;
    tells(&not_in, "That is for those who take part");
    tells(
        &fake.answered(press(&lamp, "Hint").by(BEN)).await,
        "Here is a hint.",
    );
    fake.posting("A hint to question 2").await;
    let voted = fake.answered(press(&lamp, "Skip")).await;
    tells(&voted, "Your vote counts: 1 of 2");
    fake.posting("wants to skip").await;
    let voted = fake.answered(press(&lamp, "Skip").by(BEN)).await;
    tells(&voted, "The question is skipped.");
    fake.posting("Question 2 is skipped").await;

    let second = fake.answered(start(0)).await;
    tells(&second, "A round is running here, started by ana");
    says(&second, &["[To the question]"]);
    fake.posting("Question 3 of 3").await;
    let stop = || command("quiz stop").by(CEM);
    tells(&fake.answered(stop()).await, "ana started this round");
    tells(
        &fake.answered(stop().moderating()).await,
        "The round is stopped.",
    );
    let end = fake.posting("The round is over").await;
    says(
        &end,
        &[
            "cem, who moderates here, stopped it",
            "ben",
            "ana",
            "[Again]",
        ],
    );
}

#[tokio::test]
async fn a_question_with_a_timer_is_one_message_that_changes() {
    let (fake, _bot) = at_table().await;
    fake.answered(start(10).option("kind", "truefalse")).await;
    let open = fake.posted(1).await;
    says(&open, &["Question 1 of 1 · 10 seconds", "[a] [b]"]);
    fake.until("less time", |state| state.messages[&open.id].edits == 1)
        .await;
    says(&fake.posted(1).await, &["· 5 seconds left", "[a] [b]"]);
    fake.posting("is closed").await;
    let closed = fake.posted(1).await;
    says(&closed, &["Question 1 of 1 · closed"]);
    assert!(closed.components().next().is_none() && closed.edits == 2);
}

#[tokio::test]
async fn a_round_goes_on_where_the_bot_is_killed_in_it() {
    let (fake, bot) = at_table().await;
    fake.answered(start(0)).await;
    let tides = fake.posted(1).await;
    type_in(&fake, &tides, BEN, "spring tides").await;
    let _bot = started_again(&fake, &killed(bot)).await;
    type_in(&fake, &tides, CEM, "neap tides").await;
    let closed = fake.posting("is closed").await.to_string();
    assert!(closed.contains("ben") && closed.contains("cem"), "{closed}");
    let titles = titles(&fake);
    assert_eq!(
        titles,
        "| # Question 1 of 3 · closed\n| # Question 1 of 3 is closed"
    );
}

#[tokio::test]
async fn a_round_is_the_same_where_the_bot_is_killed_after_each_step_of_it() {
    let (fake, mut bot) = at_table().await;
    fake.answered(start(0)).await;
    bot = started_again(&fake, &killed(bot)).await;
    let tides = fake.posting("Question 1 of 3").await;
    type_in(&fake, &tides, BEN, "spring tides").await;
    bot = started_again(&fake, &killed(bot)).await;
    type_in(&fake, &tides, CEM, "neap tides").await;
    bot = started_again(&fake, &killed(bot)).await;
    fake.posting("Question 1 of 3 is closed").await;
    bot = started_again(&fake, &killed(bot)).await;
    let lamp = fake.posting("Question 2 of 3").await;
    for who in [BEN, CEM] {
        fake.answered(press(&lamp, "Skip").by(who)).await;
        bot = started_again(&fake, &killed(bot)).await;
    }
    fake.posting("Question 2 is skipped").await;
    fake.posting("Question 3 of 3").await;
    fake.answered(command("quiz stop")).await;
    let _bot = started_again(&fake, &killed(bot)).await;
    let end = fake.posting("The round is over").await;
    says(&end, &["ana stopped it after 3 of 3", "cem", "15", "ben"]);
    assert_eq!(
        titles(&fake),
        "\
        | # Question 1 of 3 · closed\n\
        | # Question 1 of 3 is closed\n\
        | # Question 2 of 3 · closed\n\
        | *ben wants to skip this question: 1 of 2 votes. /quiz skip adds yours.*\n\
        | # Question 2 is skipped\n\
        | # Question 3 of 3 · closed\n\
        | # The round is over"
    );
}

#[tokio::test]
async fn a_channel_answers_its_question_of_the_day_until_it_is_closed() {
    let (fake, mut bot) = at_table().await;
    let data = bot.home.path("data");
    let set = command("daily set")
        .option("time", due::an_hour_ago())
        .option("kind", "truefalse");
    tells(
        &fake.answered(set.clone()).await,
        "set by those who moderate it",
    );
    let set = fake.answered(set.moderating()).await;
    says(
        &set,
        &["Every day at", "one question of the kind truefalse"],
    );
    due::make_due(&data).await;
    let question = fake.posting("The question of the day").await;
    says(&question, &["**a** true", "[a] [b]"]);
    assert!(!question.to_string().contains("[Hint]"), "{question}");
    // It is asked once, whatever happens to the program.
    bot = started_again(&fake, &killed(bot)).await;
    for (who, option, told) in [
        (BEN, "a", "Your answer is a, “true”. You may change it"),
        (BEN, "b", "Your answer is now b, “false”."),
        (CEM, "a", "Your answer is a"),
    ] {
        let answered = fake.answered(press(&question, option).by(who)).await;
        tells(&answered, told);
    }
    due::make_due(&data).await;
    let closed = fake.posting("The question of the day is closed").await;
    says(&closed, &["The answer is", "[Context] [Cite] [Flag]"]);
    for name in ["ben", "cem"] {
        says(&closed, &[name]);
    }
    let late = fake.answered(press(&question, "a")).await;
    tells(&late, "your answer came after its end");
    let off = fake.answered(command("daily off").moderating()).await;
    says(&off, &["asked no daily question any more"]);
    let titles = titles(&fake);
    assert_eq!(
        titles,
        "| # The question of the day · closed\n| # The question of the day is closed"
    );
    drop(bot);
}

#[tokio::test]
async fn what_was_posted_but_not_noted_is_not_shown_twice() {
    let (fake, bot) = at_table().await;
    // Discord has it and the bot never hears that.
    fake.rule(Rule::slow("POST /channels", 1, Duration::from_mins(5)));
    fake.answered(start(0)).await;
    let tides = fake.posted(1).await;
    let _bot = started_again(&fake, &killed(bot)).await;
    let started = Instant::now();
    fake.until("a repeat", |state| state.called("POST /channels") == 2)
        .await;
    let waited = started.elapsed();
    assert!(waited < LEASE, "what it had taken before was given back");
    assert_eq!(fake.with(|state| state.posted.len()), 1);
    type_in(&fake, &tides, BEN, "neap tides").await;
    fake.until("a question that is closed", |state| {
        state.messages[&tides.id].edits > 0
    })
    .await;
}

#[tokio::test]
async fn a_channel_that_the_bot_may_not_write_in_is_told_to_the_operator_once() {
    let (fake, bot) = at_table().await;
    fake.rule(Rule::forbidden("POST /channels", 100, 50_013));
    fake.answered(start(0)).await;
    fake.until("a refusal", |state| state.called("POST /channels") == 1)
        .await;
    let stopped = fake.answered(command("quiz stop")).await;
    assert!(stopped.to_string().contains("stopped"), "{stopped}");
    fake.until("another refusal", |state| {
        state.called("POST /channels") >= 2
    })
    .await;
    let ended = bot.stop().await;
    let told = ended.log.matches("give the bot the permissions").count();
    assert_eq!(told, 1, "{}", ended.log);
}

#[tokio::test]
async fn a_round_is_not_begun_where_its_questions_could_not_be_posted() {
    let (fake, _bot) = at_table().await;
    let mute = fake.answered(start(0).muted()).await;
    tells(&mute, "Lectern can’t post messages here");
    let elsewhere = fake.answered(start(0).inside(Place::Elsewhere)).await;
    tells(&elsewhere, "Lectern can’t post messages here");
    assert_eq!(fake.with(|state| state.called("POST /channels")), 0);
}

#[tokio::test]
async fn a_score_is_a_picture_with_words_for_who_cannot_see_it() {
    let (fake, _bot) = at_table().await;
    fake.answered(start(0)).await;
    let tides = fake.posted(1).await;
    type_in(&fake, &tides, BEN, "neap tides").await;
    fake.answered(command("quiz stop")).await;
    let score = fake.answered(command("score").by(BEN)).await;
    says(
        &score,
        &[
            "# Your score",
            "1 of 1 answer right",
            "picture attachment://score.png",
        ],
    );
    let told = score.body["attachments"][0]["description"].to_string();
    assert!(told.contains("1 of 1 right (100 %)"), "{told}");
}

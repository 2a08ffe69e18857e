//! What goes wrong between the bot and Discord. After each fault the next command is answered, and
//! the fake holds it against the bot if anything is answered twice or not at all.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::bot::{Bot, Ended, Home};
use super::fake::{Ask, Fake, Greeting, Order, Place, Rule, State, TOKEN, command, press};

fn search() -> Ask {
    command("search").option("query", "waggle dance")
}

/// A command is answered rightly.
async fn answers(fake: &Fake) {
    let answered = fake.answered(search()).await.to_string();
    assert!(
        answered.contains("flowers that they knew before"),
        "{answered}"
    );
}

/// A bot that has lost its connection comes back, and answers.
async fn comes_back(fake: &Fake, opened_before: usize) {
    fake.until("another connection", |state| {
        state.opened > opened_before && state.is_ready()
    })
    .await;
    answers(fake).await;
}

/// What is ordered ends the connection, and the bot comes back.
async fn survives(order: Order) {
    let (fake, _bot) = Bot::at_work().await;
    answers(&fake).await;
    let opened = fake.with(|state| state.opened);
    fake.order(&order);
    comes_back(&fake, opened).await;
}

#[tokio::test]
async fn it_comes_back_after_every_close_that_is_not_for_good() {
    let codes = [
        1000, 1001, 1006, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009,
    ];
    // 1006 is no code that can be sent: it stands for a connection that is cut.
    let order = |code| match code {
        1006 => Order::Cut,
        code => Order::Close(Some(code)),
    };
    join_all(codes.map(|code| survives(order(code)))).await;
}

/// A close frame without a code leaves the client of the library in a loop, deaf.
#[tokio::test]
async fn it_comes_back_after_a_close_without_a_code() {
    let fake = Fake::start().await;
    fake.with(|state| state.interval = Duration::from_secs(2));
    let _bot = Bot::on(&fake, "").await;
    let opened = fake.with(|state| state.opened);
    fake.order(&Order::Close(None));
    comes_back(&fake, opened).await;
}

#[tokio::test]
async fn it_ends_with_what_to_do_where_discord_refuses_for_good() {
    let refused = |code| async move {
        let fake = Fake::start().await;
        fake.with(|state| state.greetings.push_back(Greeting::Close(code)));
        let Ended { code, log, .. } = Home::new(&fake.proxy(), "").start().ended().await;
        let last = log.lines().last().unwrap_or_default().to_owned();
        format!("{code:?} {last}")
    };
    let refusals = join_all([4004, 4010, 4011, 4012, 4013, 4014].map(refused)).await;
    insta::assert_snapshot!(refusals.join("\n"), @r#"
    Some(1) lectern: Discord refuses the token: make a new one in the developer portal, page “Bot”, and set LECTERN_DISCORD_TOKEN to it
    Some(1) lectern: Discord refuses the connection (there is no such shard): set discord.shards to "auto", or to more shards in all processes together
    Some(1) lectern: Discord refuses the connection (it wants more shards): set discord.shards to "auto", or to more shards in all processes together
    Some(1) lectern: Discord refuses the connection (it speaks this version of its gateway no longer): a newer Lectern is needed
    Some(1) lectern: Discord refuses the connection (Invalid gateway intents were provided): Lectern asks for no privileged intent, so this version is too old or the stand-in for Discord differs: see discord.proxy, else report it
    Some(1) lectern: Discord refuses the connection (Disallowed gateway intents were provided): Lectern asks for no privileged intent, so this version is too old or the stand-in for Discord differs: see discord.proxy, else report it
    "#);
}

#[tokio::test]
async fn it_comes_back_when_asked_to_reconnect() {
    survives(Order::reconnect()).await;
}

#[tokio::test]
async fn it_comes_back_from_an_invalid_session() {
    join_all([true, false].map(|may_resume| survives(Order::invalid(may_resume)))).await;
}

#[tokio::test]
async fn it_comes_back_from_a_refused_resume() {
    let (fake, _bot) = Bot::at_work().await;
    let opened = fake.with(|state| {
        state.greetings.push_back(Greeting::Invalid);
        state.opened
    });
    fake.order(&Order::Cut);
    comes_back(&fake, opened).await;
}

#[tokio::test]
async fn what_was_asked_while_it_was_away_is_answered_once() {
    let (fake, _bot) = Bot::at_work().await;
    let opened = fake.with(|state| state.opened);
    fake.order(&Order::reconnect());
    fake.until("a lost connection", |state| {
        !state.is_ready() || state.opened > opened
    })
    .await;
    answers(&fake).await;
}

#[tokio::test]
async fn it_comes_back_from_heartbeats_that_nobody_answers() {
    let fake = Fake::start().await;
    fake.with(|state| state.interval = Duration::from_secs(1));
    let _bot = Bot::on(&fake, "").await;
    let opened = fake.with(|state| {
        state.acknowledges = false;
        state.opened
    });
    fake.until("another connection", |state| state.opened > opened)
        .await;
    fake.with(|state| state.acknowledges = true);
    comes_back(&fake, opened).await;
}

#[tokio::test]
async fn it_comes_back_when_connections_are_refused_for_a_while() {
    let (fake, _bot) = Bot::at_work().await;
    let opened = fake.with(|state| {
        state.is_closed = true;
        state.opened
    });
    fake.order(&Order::Cut);
    fake.until("refused connections", |state| state.refused >= 2)
        .await;
    fake.with(|state| state.is_closed = false);
    comes_back(&fake, opened).await;
}

#[tokio::test]
async fn a_first_response_that_is_refused_is_sent_again() {
    let rules = [
        Rule::too_many("/callback", 1, 0.3),
        Rule::too_many_without_headers("/callback", 1, 0.3),
        Rule::failure("/callback", 1, 500),
        Rule::failure("/callback", 2, 503),
    ];
    join_all(rules.map(|rule| async {
        let (fake, _bot) = Bot::at_work().await;
        fake.rule(rule);
        answers(&fake).await;
        answers(&fake).await;
    }))
    .await;
}

/// The time that is asked for is kept to, as who does not is shut out for an hour.
#[tokio::test]
async fn it_waits_as_long_as_it_is_told() {
    let (fake, _bot) = Bot::at_work().await;
    fake.rule(Rule::too_many_without_headers("/callback", 1, 0.8));
    let asked = fake.ask(search()).await;
    let taken = fake.callback(&asked).await;
    assert!(
        taken.after >= Duration::from_millis(800),
        "{:?}",
        taken.after
    );
    assert_eq!(taken.kind, 4);
}

#[tokio::test]
async fn a_slow_discord_is_waited_for() {
    let (fake, _bot) = Bot::at_work().await;
    fake.rule(Rule::slow("/callback", 1, Duration::from_secs(2)));
    let slow = fake.ask(search()).await;
    // Others are answered meanwhile.
    answers(&fake).await;
    fake.reply(&slow).await;
    answers(&fake).await;
}

/// Events of which the library can make nothing are dropped by it without a word.
#[tokio::test]
async fn an_event_with_a_key_missing_is_answered() {
    let (fake, bot) = Bot::at_work().await;
    let logged = |bot: &Bot| bot.log().matches("serenity does not know").count();
    for key in ["attachment_size_limit", "locale", "entitlements", "version"] {
        let before = logged(&bot);
        let asked = fake.ask(search().without(key)).await;
        fake.reply(&asked).await;
        assert!(logged(&bot) > before, "{key}: {}", bot.log());
    }
    fake.with(|state| state.dispatch("GUILD_CREATE", &json!({"id": "1", "roles": [{"id": "1"}]})));
    fake.with(|state| state.dispatch("SOMETHING_NEW", &json!({"of": "tomorrow"})));
    answers(&fake).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_burst_of_a_thousand_commands_is_answered() {
    let (fake, _bot) = Bot::at_work().await;
    let burst = (0..1_000).map(|person| search().by(1_000_000_000_000_001_000 + person));
    let asked: Vec<_> = fake.with(|state| burst.map(|ask| state.ask(&ask)).collect());
    for asked in &asked {
        fake.reply(asked).await;
    }
    answers(&fake).await;
}

#[tokio::test]
async fn what_the_gateway_says_twice_is_answered_once() {
    let (fake, _bot) = Bot::at_work().await;
    let asked = fake.ask(search()).await;
    fake.ask_again(&asked);
    fake.reply(&asked).await;
    fake.ask_again(&asked);
    answers(&fake).await;
    assert_eq!(fake.with(|state| state.called("/callback")), 2);
}

#[tokio::test]
async fn told_to_end_in_the_middle_of_an_answer_it_finishes_it() {
    let (fake, bot) = Bot::at_work().await;
    fake.rule(Rule::slow("/callback", 1, Duration::from_secs(1)));
    let asked = fake.ask(search()).await;
    fake.until("the beginning of an answer", |state| {
        state.called("/callback") == 1
    })
    .await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.after < Duration::from_secs(5), "{:?}", ended.after);
    fake.reply(&asked).await;
}

#[tokio::test]
async fn told_to_end_without_a_gateway_it_ends_all_the_same() {
    let (fake, bot) = Bot::at_work().await;
    fake.with(|state| state.is_closed = true);
    fake.order(&Order::Cut);
    fake.until("a refused connection", |state| state.refused > 0)
        .await;
    let ended = bot.stop().await;
    assert_eq!(ended.code, Some(0), "{}", ended.log);
    assert!(ended.after < Duration::from_secs(5), "{:?}", ended.after);
}

#[tokio::test]
async fn a_wrong_token_is_said_to_be_wrong() {
    let fake = Fake::start().await;
    let home = Home::new(&fake.proxy(), "");
    let ended = home
        .start_with(&TOKEN.replace("faked", "other"))
        .ended()
        .await;
    insta::assert_snapshot!(told(&ended, &fake.proxy()), @"Some(1) lectern: Discord refuses the token: make a new one in the developer portal, page “Bot”, and set LECTERN_DISCORD_TOKEN to it");
}

#[tokio::test]
async fn a_token_without_the_form_of_one_is_never_sent() {
    let fake = Fake::start().await;
    let ended = Home::new(&fake.proxy(), "")
        .start_with("secret")
        .ended()
        .await;
    insta::assert_snapshot!(told(&ended, &fake.proxy()), @"Some(2) lectern: the Discord token is not one: it must have three parts with dots between them; copy it whole from the developer portal, page “Bot”, into LECTERN_DISCORD_TOKEN");
    assert!(!ended.log.contains("secret"), "a token is never shown");
    assert_eq!(fake.with(|state| state.calls.len()), 0);
}

/// Where a proxy is down, the library would go on to the real Discord.
#[tokio::test]
async fn where_the_proxy_is_down_it_says_so_and_goes_nowhere_else() {
    let gone = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let ended = Home::new(&gone, "").start().ended().await;
    insta::assert_snapshot!(told(&ended, &gone), @"Some(1) lectern: [proxy] does not say where Discord’s gateway is ([proxy] can’t be reached: Connection refused (os error 111)): see that it can be reached, and that discord.proxy is right where it is set");
}

#[tokio::test]
async fn a_proxy_without_a_gateway_is_named() {
    let fake = Fake::start().await;
    fake.rule(Rule::failure("GET /gateway", usize::MAX, 404));
    let ended = Home::new(&fake.proxy(), "").start().ended().await;
    insta::assert_snapshot!(told(&ended, &fake.proxy()), @"Some(1) lectern: [proxy] does not say where Discord’s gateway is (refused with 404: 404: Server Error): see that it can be reached, and that discord.proxy is right where it is set");
    assert_eq!(fake.with(|state| state.opened), 0);
}

#[tokio::test]
async fn a_registration_that_is_refused_for_a_moment_is_made_later() {
    let fake = Fake::start().await;
    fake.rule(Rule::failure("PUT /applications", 1, 503));
    fake.rule(Rule::too_many("PUT /applications", 1, 0.5));
    let _bot = Bot::on(&fake, "").await;
    answers(&fake).await;
}

#[tokio::test]
async fn shards_share_the_work() {
    let fake = Fake::start().await;
    let _bot = Bot::on(&fake, "shards = \"auto\"").await;
    let shards = fake.with(|state| State::welcomed(state));
    assert_eq!(shards.len(), 1, "{shards:?}");
    answers(&fake).await;
}

/// What a server asks is heard by one of them, a direct message by the other.
#[tokio::test]
async fn processes_share_the_shards() {
    let fake = Fake::start().await;
    let _one = Bot::on(&fake, "shards = \"0/2\"").await;
    fake.with(State::let_time_pass);
    let _other = Home::new(&fake.proxy(), "shards = \"1/2\"").start();
    fake.until("the other shard", |state| state.welcomed().len() == 2)
        .await;
    let shards = fake.with(|state| state.welcomed());
    let held: Vec<(u64, u64)> = shards.into_iter().map(|(shard, _)| shard).collect();
    assert_eq!(held, [(0, 2), (1, 2)]);
    for place in [Place::Channel, Place::Direct] {
        fake.answered(search().inside(place)).await;
    }
    assert_eq!(fake.with(|state| state.called("/callback")), 2);
}

/// Somebody copies the store, or looks into it with a tool that locks it.
#[tokio::test]
async fn a_store_that_is_locked_keeps_an_answer_waiting_and_loses_none() {
    let (fake, bot) = Bot::at_work().await;
    let file = SqliteConnectOptions::new().filename(bot.home.store());
    let mut tool = file.connect().await.unwrap();
    sqlx::query("BEGIN EXCLUSIVE")
        .execute(&mut tool)
        .await
        .unwrap();
    let asked = fake.ask(long_search()).await;
    // The lines of its buttons have to be kept, which takes longer than Discord waits.
    assert_eq!(fake.callback(&asked).await.kind, 5);
    sqlx::query("ROLLBACK").execute(&mut tool).await.unwrap();
    let page = fake.reply(&asked).await;
    fake.answered(press(&page, "More")).await;
    answers(&fake).await;
}

/// A search whose line is too long for the id of a button.
fn long_search() -> Ask {
    let query = "how bees find the flowers that they knew before when nothing is left of the scent but \
                 the waggle dance of the foragers";
    command("search")
        .option("query", query)
        .option("results", 1)
}

/// The exit code and the last line of the log, without what differs between runs.
fn told(ended: &Ended, proxy: &str) -> String {
    let last = ended.log.lines().last().unwrap_or_default();
    format!("{:?} {}", ended.code, last.replace(proxy, "[proxy]"))
}

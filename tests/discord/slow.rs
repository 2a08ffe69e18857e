//! Answers that take longer than Discord waits: promised first, sent when they are there.

use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use lectern::cli::start;
use lectern::config::Config;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

use super::bot::Home;
use super::fake::{Ask, Fake, Message, Rule, TOKEN, command, press};

/// A bot in this process, started as `main` does it, whose look-ups wait until they are let.
struct SlowBot {
    end: Option<oneshot::Sender<()>>,
    looks: mpsc::Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl SlowBot {
    async fn on(fake: &Fake) -> Self {
        let home = Home::new(&fake.proxy(), "");
        let environment = |name: &str| (name == "LECTERN_DISCORD_TOKEN").then(|| TOKEN.to_owned());
        let config = Config::load(Some(&home.configuration()), &environment).unwrap();
        let ((end, ended), (looks, let_look)) = (oneshot::channel(), mpsc::channel());
        let thread = std::thread::spawn(move || {
            let runtime = Builder::new_multi_thread()
                .worker_threads(1)
                // Look-ups are made on these threads: while the only one waits, nothing is found.
                .max_blocking_threads(1)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                tokio::task::spawn_blocking(move || let_look.recv());
                let told = async {
                    let _ = ended.await;
                };
                start::start(&config, told).await.unwrap();
            });
            runtime.shutdown_background();
            drop(home);
        });
        fake.until_ready().await;
        fake.until("registered commands", |state| {
            state.definitions().next().is_some()
        })
        .await;
        Self {
            end: Some(end),
            looks,
            thread: Some(thread),
        }
    }

    /// Lets everything be looked up from now on.
    fn let_look(&self) {
        self.looks.send(()).unwrap();
    }

    fn tell_to_end(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
    }
}

impl Drop for SlowBot {
    fn drop(&mut self) {
        let _ = self.looks.send(());
        self.tell_to_end();
        if let Some(thread) = self.thread.take() {
            let joined = thread.join();
            assert!(std::thread::panicking() || joined.is_ok(), "the bot failed");
        }
    }
}

fn search(query: &str) -> Ask {
    command("search").option("query", query)
}

/// Asks, sees what is promised, and then the answer.
async fn promised(fake: &Fake, bot: &SlowBot, ask: Ask) -> (u64, bool, Message) {
    let asked = fake.ask(ask).await;
    let promise = fake.callback(&asked).await;
    let is_private = promise.body["data"]["flags"] == 64;
    assert!(
        promise.after < Duration::from_secs(2),
        "{:?}",
        promise.after
    );
    bot.let_look();
    (promise.kind, is_private, fake.reply(&asked).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_answer_is_promised_and_kept() {
    let fake = Fake::start().await;
    let bot = SlowBot::on(&fake).await;
    let (kind, is_private, late) = promised(&fake, &bot, search("waggle dance")).await;
    assert_eq!((kind, is_private), (5, false));
    let soon = fake.answered(search("waggle dance")).await;
    assert_eq!(late.to_string(), soon.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_is_promised_in_private() {
    let fake = Fake::start().await;
    let bot = SlowBot::on(&fake).await;
    let ask = search("waggle dance").option("private", true);
    let (kind, is_private, late) = promised(&fake, &bot, ask).await;
    assert_eq!((kind, is_private, late.is_private), (5, true, true));
}

/// A public promise can't turn private: it is taken back.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_is_for_the_asker_alone_though_it_was_promised_to_all() {
    let fake = Fake::start().await;
    let bot = SlowBot::on(&fake).await;
    let (kind, is_private, late) = promised(&fake, &bot, search("zeppelin")).await;
    assert_eq!((kind, is_private, late.is_private), (5, false, true));
    assert_eq!(fake.with(|state| state.called("DELETE ")), 1);
    assert_eq!(fake.with(|state| state.messages.len()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_takes_long_still_comes_in_its_place() {
    let fake = Fake::start().await;
    let page = {
        let bot = SlowBot::on(&fake).await;
        bot.let_look();
        fake.answered(search("waggle dance")).await
    };
    fake.with(super::fake::State::let_time_pass);
    let bot = SlowBot::on(&fake).await;
    let (kind, _, next) = promised(&fake, &bot, press(&page, "More")).await;
    assert_eq!((kind, next.id == page.id), (6, true));
    assert_ne!(next.to_string(), page.to_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_after_a_promise_is_sent_again() {
    for (rule, query) in [
        (Rule::too_many("PATCH ", 1, 0.5), "waggle dance"),
        (
            Rule::too_many_without_headers("PATCH ", 2, 0.5),
            "waggle dance",
        ),
        (Rule::failure("PATCH ", 2, 500), "waggle dance"),
        (Rule::failure("DELETE ", 1, 503), "zeppelin"),
        (
            Rule::too_many_without_headers("POST /webhooks", 1, 0.5),
            "zeppelin",
        ),
        (Rule::failure("POST /webhooks", 2, 502), "zeppelin"),
    ] {
        let fake = Fake::start().await;
        let bot = SlowBot::on(&fake).await;
        fake.rule(rule);
        let (kind, _, late) = promised(&fake, &bot, search(query)).await;
        assert_eq!((kind, late.is_private), (5, query == "zeppelin"));
        assert_eq!(
            fake.with(|state| state.rules_left()),
            0,
            "the rule was not met"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_end_with_a_promise_open_it_keeps_it() {
    let fake = Fake::start().await;
    let mut bot = SlowBot::on(&fake).await;
    let asked = fake.ask(search("waggle dance")).await;
    assert_eq!(fake.callback(&asked).await.kind, 5);
    bot.tell_to_end();
    bot.let_look();
    fake.reply(&asked).await;
}

/// Discord takes no answer any more when the interaction is older than its token.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_after_the_end_of_its_token_is_given_up() {
    let fake = Fake::start().await;
    let bot = SlowBot::on(&fake).await;
    fake.rule(Rule::failure("PATCH ", 1, 404));
    let asked = fake.ask(search("waggle dance")).await;
    assert_eq!(fake.callback(&asked).await.kind, 5);
    bot.let_look();
    fake.until("an answer that is refused", |state| state.rules_left() == 0)
        .await;
    fake.with(|state| state.excuse(&asked));
    fake.answered(search("waggle dance")).await;
    assert_eq!(fake.with(|state| state.called("PATCH ")), 1);
}

/// Completion can't be promised: nothing is better than silence.
#[tokio::test(flavor = "multi_thread")]
async fn completion_that_takes_too_long_offers_nothing() {
    let fake = Fake::start().await;
    let _bot = SlowBot::on(&fake).await;
    let typing = command("source").typing("paper", "mul");
    assert_eq!(fake.choices(typing).await, []);
}

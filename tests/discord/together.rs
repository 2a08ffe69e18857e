//! The script of twenty people, played with buttons, forms and commands.

use std::fs;
use std::time::SystemTime;

use lectern::store::{Address, Store};

use super::bot::{Bot, Home};
use super::fake::{Fake, Message, command, fill, press};
use super::twenty::{self, Deed, PEOPLE, Scene};

/// The first of them; the names of those from here on are numbers.
const FIRST: u64 = 1_000_000_000_000_000_101;

/// A channel in which the script is played.
struct Stage {
    fake: Fake,
    bot: Bot,
    /// The questions that were asked so far, as they stood.
    asked: Vec<Message>,
}

impl Stage {
    async fn new() -> Self {
        let fake = Fake::start().await;
        let home = Home::new(&fake.proxy(), "\n[quiz]\nlists = [\"bees.yaml\"]");
        fs::write(home.path("bees.yaml"), twenty::LIST).unwrap();
        let bot = Bot::at(&home, &fake).await;
        Self {
            fake,
            bot,
            asked: Vec::new(),
        }
    }

    async fn play(&mut self, scenes: &[Scene]) {
        for scene in scenes {
            match *scene {
                Scene::Does(who, deed, told) => self.does(who, deed, told).await,
                Scene::Reads(words) => self.reads(words).await,
            }
        }
    }

    async fn does(&self, who: usize, deed: Deed, told: &str) {
        let person = FIRST + who as u64 - 1;
        let does = match deed {
            Deed::Start(pace) => command("quiz start")
                .option("list", "bees")
                .option("seed", 4)
                .option("seconds", 0)
                .option("pace", pace),
            Deed::Join => command("quiz join"),
            Deed::Answer(right) => {
                return self.answers(self.question(0), person, right, told).await;
            }
            Deed::Late => return self.answers(self.question(1), person, true, told).await,
            Deed::Hint => press(self.question(0), "Hint"),
            Deed::Skip => press(self.question(0), "Skip"),
            Deed::Stop => command("quiz stop"),
            Deed::Moderate => command("quiz stop").moderating(),
        };
        let heard = self.fake.answered(does.by(person)).await;
        is_told(&heard, (who, deed), told);
    }

    /// A question, so many before the last that was asked.
    fn question(&self, before: usize) -> &Message {
        &self.asked[self.asked.len() - 1 - before]
    }

    /// Answers by a button, or by the form where there is none.
    async fn answers(&self, question: &Message, person: u64, right: bool, told: &str) {
        let text = question.to_string();
        let answer = twenty::answer(&text, right);
        let is_its = |letter: &&str| text.contains(&format!("**{letter}** {answer}\n"));
        let letter = ["a", "b", "c", "d"].into_iter().find(is_its);
        let does = if let Some(letter) = letter {
            press(question, letter).by(person)
        } else {
            let pressed = self.fake.ask(press(question, "Answer").by(person)).await;
            let form = self.fake.callback(&pressed).await;
            fill(question, &form.body, answer).by(person)
        };
        let heard = self.fake.answered(does).await;
        let who = usize::try_from(person - FIRST).unwrap() + 1;
        is_told(&heard, (who, Deed::Answer(right)), told);
    }

    async fn reads(&mut self, words: &str) {
        let read = self.fake.posting(words).await;
        if words.ends_with('\n') {
            self.asked.push(read);
        }
    }

    async fn scores(&self) -> String {
        let people: Vec<String> = (0..PEOPLE as u64)
            .map(|number| format!("discord:{}", FIRST + number))
            .collect();
        let address = Address::Folder(self.bot.home.path("data"));
        let store = Store::open(&address, SystemTime::now()).await.unwrap();
        twenty::scores(&store, &people, 0).await
    }
}

/// Whatever somebody does, they are told, and nobody else is, but of what begins a round.
fn is_told(heard: &Message, (who, deed): (usize, Deed), told: &str) {
    let text = heard.to_string();
    assert!(text.contains(told), "{deed:?} by {who}:\n{text}");
    let opens = text.contains("A round begins");
    assert_eq!(heard.is_private, !opens, "{deed:?} by {who}:\n{text}");
    let is_second = matches!(deed, Deed::Start(_)) && !opens;
    assert!(!is_second || text.contains("[To the question]"), "{text}");
}

#[tokio::test]
async fn twenty_people_race() {
    let mut stage = Stage::new().await;
    stage.play(&twenty::race()).await;
    assert_eq!(stage.scores().await, twenty::AFTER_RACE);
}

#[tokio::test]
async fn twenty_people_have_the_same_time() {
    let mut stage = Stage::new().await;
    stage.play(&twenty::everyone()).await;
    assert_eq!(stage.scores().await, twenty::AFTER_EVERYONE);
}

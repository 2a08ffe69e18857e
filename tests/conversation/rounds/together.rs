//! The script of twenty people, played by the core with a clock that is moved.

use std::fs;

use lectern::conversation::reply::Block;
use lectern::store::{Address, Store};

use super::Place;
use super::twenty::{self, Deed, PEOPLE, Scene};

/// Nothing that a scene waits for takes longer, in seconds.
const LONGEST: u64 = 60;

/// A room in which the script is played.
struct Stage {
    place: Place,
    heard: String,
    /// The questions that were asked so far: what each asks, and its id.
    asked: Vec<(String, String)>,
}

impl Stage {
    fn new() -> Self {
        let place = Place::new();
        fs::write(place.folder.path().join("lists/bees.yaml"), twenty::LIST).unwrap();
        Self {
            place,
            heard: String::new(),
            asked: Vec::new(),
        }
    }

    fn play(&mut self, scenes: &[Scene]) {
        for scene in scenes {
            match *scene {
                Scene::Does(who, deed, told) => self.does(who, deed, told),
                Scene::Reads(words) => self.reads(words),
            }
        }
    }

    fn does(&mut self, who: usize, deed: Deed, told: &str) {
        let (asked, _) = self.asked.last().cloned().unwrap_or_default();
        let (line, role) = match deed {
            Deed::Start(pace) => (
                format!("/quiz start list:bees seconds:0 seed:4 pace:{pace}"),
                "",
            ),
            Deed::Join => ("/quiz join".to_owned(), ""),
            Deed::Answer(right) => (twenty::answer(&asked, right).to_owned(), ""),
            Deed::Late => {
                let (asked, id) = &self.asked[self.asked.len().saturating_sub(2)];
                let answer = twenty::answer(asked, true);
                (format!("/quiz answer \"{answer}\" question:{id}"), "")
            }
            Deed::Hint => ("/quiz hint".to_owned(), ""),
            Deed::Skip => ("/quiz skip".to_owned(), ""),
            Deed::Stop => ("/quiz stop".to_owned(), ""),
            Deed::Moderate => ("/quiz stop".to_owned(), " the moderator"),
        };
        let second = self.place.seconds;
        let heard = self
            .place
            .heard(&[&format!("{second} p{who}{role}: {line}")]);
        assert!(heard.contains(told), "{deed:?} by {who}:\n{heard}");
        self.heard.push_str(&heard);
    }

    fn reads(&mut self, words: &str) {
        let until = self.place.seconds + LONGEST;
        while !self.heard.contains(words) {
            let second = self.place.seconds + 1;
            assert!(second < until, "no “{words}” in\n{}", self.heard);
            let passed = self.place.heard(&[&format!("{second} nothing happens")]);
            self.heard.push_str(&passed);
        }
        self.note_question();
    }

    /// Notes the question that is open now.
    fn note_question(&mut self) {
        let quiz = self.place.bot.quiz().unwrap();
        let room = self.place.room();
        let present = self.place.runtime.block_on(quiz.present(&room)).unwrap();
        let blocks = present.iter().flat_map(|reply| &reply.blocks);
        let question = blocks.filter_map(|block| match block {
            Block::Question(question) => Some((question.prompt.clone(), question.id.clone())),
            _ => None,
        });
        for question in question {
            if self.asked.last() != Some(&question) {
                self.asked.push(question);
            }
        }
    }

    fn scores(&self) -> String {
        let people: Vec<String> = (1..=PEOPLE).map(|who| format!("test:p{who}")).collect();
        let address = Address::of(None, self.place.folder.path());
        self.place.runtime.block_on(async {
            let store = Store::open(&address, self.place.now()).await.unwrap();
            twenty::scores(&store, &people, 0).await
        })
    }
}

#[test]
fn twenty_people_race() {
    let mut stage = Stage::new();
    stage.play(&twenty::race());
    assert_eq!(stage.scores(), twenty::AFTER_RACE);
}

#[test]
fn twenty_people_have_the_same_time() {
    let mut stage = Stage::new();
    stage.play(&twenty::everyone());
    assert_eq!(stage.scores(), twenty::AFTER_EVERYONE);
}

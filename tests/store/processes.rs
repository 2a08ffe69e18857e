//! Several processes play, ask and speak on one `PostgreSQL`, and are killed while they do: nothing is
//! counted, asked or begun twice, and said again only what a dead process had for itself.
//!
//! The other processes are this test program, told by an environment variable what to be.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use lectern::store::{
    Address, Answer, Asked, Board, Change, Daily, Open, Place, Scope, Step, Store, microseconds,
};
use sqlx::{Connection as _, PgConnection, Row as _};

use crate::place::{SECOND, answer, posed, say, speaker};
use crate::server::server;

/// What tells this program to be one of the players: the URL of the store.
const PLAYER: &str = "LECTERN_TEST_PLAYER";
/// Where players write down what they say.
const LOG: &str = "LECTERN_TEST_LOG";
const PLAYERS: usize = 4;
const ROOMS: u64 = 5;
const KILLS: usize = 60;
/// Clocks run so much faster here, so that a lease of half a minute ends within the test.
const FASTER: i64 = 60;
/// Questions of a round, and answers to each: every one of these people gives one.
const QUESTIONS: usize = 3;
const PEOPLE: [&str; 4] = ["ana", "ben", "cleo", "dan"];
const LEASE: i64 = 30 * SECOND;
const DAY: i64 = 240 * SECOND;

fn now() -> i64 {
    microseconds(SystemTime::now()).wrapping_mul(FASTER)
}

/// Numbers as random as a test needs.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// One move in a round: everybody answers each question once, and after the last answer comes the next
/// question, or the end. The state is the number of answers so far.
fn play(open: Option<&Open>, dice: u64, at: i64) -> Step<()> {
    let Some(open) = open else {
        let change = Change::Begins {
            sheet: "drawn".to_owned(),
            state: "0".to_owned(),
            due: None,
            account: "bot".to_owned(),
        };
        let mut step = Step::to(change, ());
        step.says.push(say("", "begins"));
        step.posed.push(posed("q0"));
        return step;
    };
    let given: usize = open.state.parse().unwrap();
    // Somebody presses twice, or late: that is not counted and changes nothing.
    if dice.is_multiple_of(5) {
        return Step::none(());
    }
    let person = PEOPLE[given % PEOPLE.len()];
    let question = format!("q{}", given / PEOPLE.len());
    let given = given + 1;
    let is_last = given == QUESTIONS * PEOPLE.len();
    let change = if is_last {
        Change::Ends
    } else {
        Change::Goes {
            state: given.to_string(),
            due: None,
        }
    };
    let mut step = Step::to(change, ());
    step.answers.push(Answer {
        at,
        ..answer(person, &question, 1)
    });
    step.says.push(say("count", &given.to_string()));
    if given.is_multiple_of(PEOPLE.len()) {
        step.says.push(say("", "revealed"));
    }
    step
}

/// Asks the question of the day, as one does that found it due some time ago.
async fn ask(store: &Store, room: &str) {
    let at = now();
    let date = format!("day {}", at / DAY);
    let place = Place {
        room,
        kind: "daily",
        server: "discord:s",
    };
    let ask = |open: Option<&Open>| {
        let (state, due) = (date.clone(), None);
        let sheet = String::new();
        let change = match open {
            None => Change::Begins {
                sheet,
                state,
                due,
                account: "bot".to_owned(),
            },
            Some(_) => Change::Goes { state, due },
        };
        let mut step = Step::to(change, ());
        step.says.push(say("", &date));
        step.daily = Some(Asked {
            date: date.clone(),
            next: (at / DAY + 1) * DAY,
        });
        step
    };
    store.step(place, at, ask).await.unwrap();
}

/// Says what waits, and writes down each message before it is noted as said, as a platform would have
/// sent it by then.
async fn speak(store: &Store, log: &Path, slow: bool) {
    let name = std::process::id().to_string();
    let taken_at = now();
    for taken in store.take(&speaker(&name), taken_at).await.unwrap() {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        for saying in &taken.sayings {
            let (round, sequence) = (saying.round, saying.sequence);
            let room = &taken.room;
            // Of what has a name only the last is said, so that its place is its own.
            let row = if saying.message.is_empty() { "a" } else { "b" };
            let line = format!("{taken_at} {room} {round}{row} {sequence}\n");
            file.write_all(line.as_bytes()).unwrap();
            if slow {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            store.said(saying, Some("m"), now()).await.unwrap();
        }
        store.give_back(&taken.room, &name).await.unwrap();
    }
}

/// What a player does until it is killed; without the environment variable this is no test.
#[tokio::test]
async fn a_player_plays() {
    let (Ok(url), Some(log)) = (std::env::var(PLAYER), std::env::var_os(LOG)) else {
        return;
    };
    let store = Store::open(&Address::Server(url), SystemTime::now()).await;
    let store = store.unwrap();
    let seed = u64::from(std::process::id()) ^ now().cast_unsigned();
    let mut dice = Dice(seed | 1);
    loop {
        let room = format!("discord:{}", dice.below(ROOMS));
        match dice.below(8) {
            0 => ask(&store, &room).await,
            1 => speak(&store, Path::new(&log), true).await,
            _ => {
                let place = Place {
                    room: &room,
                    kind: "quiz",
                    server: "discord:s",
                };
                let (at, dice) = (now(), dice.below(1_000));
                let step = store.step(place, at, |open| play(open, dice, at));
                step.await.unwrap();
            }
        }
    }
}

/// A player, ended with the test whatever becomes of it.
struct Player(Child);

impl Player {
    fn start(url: &str, log: &Path) -> Self {
        let player = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "processes::a_player_plays", "--nocapture"])
            .env(PLAYER, url)
            .env(LOG, log)
            .stdout(Stdio::null())
            .spawn();
        Self(player.unwrap())
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn killed_processes_award_ask_begin_and_say_nothing_twice() {
    let Some(server) = server(&["-c", "fsync=off"]) else {
        return;
    };
    let url = server.database();
    let address = Address::Server(url.clone());
    let store = Store::open(&address, SystemTime::now()).await.unwrap();
    for room in 0..ROOMS {
        let daily = Daily {
            room: format!("discord:{room}"),
            server: "discord:s".to_owned(),
            settings: String::new(),
            due: 0,
            asked_on: None,
            account: "bot".to_owned(),
        };
        store.keep_daily(&daily).await.unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("said");
    let mut players: Vec<Player> = (0..PLAYERS).map(|_| Player::start(&url, &log)).collect();
    let mut dice = Dice(0x5eed);
    for _ in 0..KILLS {
        tokio::time::sleep(Duration::from_millis(dice.below(150))).await;
        let killed = usize::try_from(dice.below(PLAYERS as u64)).unwrap();
        // One that ended by itself failed, and said why.
        let ended = players[killed].0.try_wait().unwrap();
        assert!(ended.is_none(), "a player ended by itself: {ended:?}");
        players[killed] = Player::start(&url, &log);
    }
    for player in &mut players {
        let ended = player.0.try_wait().unwrap();
        assert!(ended.is_none(), "a player ended by itself: {ended:?}");
    }
    drop(players);
    drain(&store, &log).await;
    let mut connection = PgConnection::connect(&url).await.unwrap();
    nothing_is_awarded_twice(&store, &mut connection).await;
    nothing_is_asked_twice(&mut connection).await;
    what_is_said_is_said(&mut connection, &log).await;
}

/// Says what the killed left behind, after the time that they had for themselves.
async fn drain(store: &Store, log: &Path) {
    let lease = Duration::from_micros(LEASE.cast_unsigned() / FASTER.cast_unsigned());
    tokio::time::sleep(lease).await;
    loop {
        speak(store, log, false).await;
        if store
            .take(&speaker("last"), now())
            .await
            .unwrap()
            .is_empty()
        {
            return;
        }
    }
}

async fn nothing_is_awarded_twice(store: &Store, connection: &mut PgConnection) {
    let rounds = "SELECT room, begun, ended, state, \
                  (SELECT COUNT(*) FROM answer WHERE answer.round = round.id), \
                  (SELECT CAST(SUM(points) AS BIGINT) FROM mark WHERE mark.round = round.id) \
                  FROM round WHERE kind = 'quiz' ORDER BY room, begun";
    let rounds = sqlx::query(rounds)
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    assert!(
        rounds.len() > 20,
        "only {} rounds were played",
        rounds.len()
    );
    let all = i64::try_from(QUESTIONS * PEOPLE.len()).unwrap();
    let (mut sum, mut open) = (0, BTreeMap::<String, u32>::new());
    for row in &rounds {
        let (room, state): (String, String) = (row.get(0), row.get(3));
        let (answers, points): (i64, Option<i64>) = (row.get(4), row.get(5));
        let expected = if row.get::<Option<i64>, _>(2).is_some() {
            all
        } else {
            *open.entry(room).or_default() += 1;
            state.parse().unwrap()
        };
        assert_eq!((answers, points.unwrap_or(0)), (expected, expected));
        sum += expected;
    }
    assert!(open.values().all(|rounds| *rounds == 1), "{open:?}");
    let board = Board {
        scope: Scope::Server("discord:s"),
        from: 0,
        until: i64::MAX,
        places: 9,
        person: "",
    };
    let standings = store.standings(board).await.unwrap();
    let points: i64 = standings.iter().map(|standing| standing.points).sum();
    assert_eq!(points, sum);
}

async fn nothing_is_asked_twice(connection: &mut PgConnection) {
    let asked = "SELECT say.room, say.body, COUNT(*), (SELECT COUNT(*) FROM asked \
                 WHERE asked.room = say.room AND asked.date = say.body) \
                 FROM say WHERE body LIKE 'day %' GROUP BY say.room, say.body";
    let asked = sqlx::query(asked)
        .fetch_all(&mut *connection)
        .await
        .unwrap();
    assert!(asked.len() > 5, "only {} days were asked", asked.len());
    for row in asked {
        let (times, noted): (i64, i64) = (row.get(2), row.get(3));
        assert_eq!((times, noted), (1, 1), "{}", row.get::<String, _>(0));
    }
}

async fn what_is_said_is_said(connection: &mut PgConnection, log: &Path) {
    let unsaid = "SELECT COUNT(*) FROM say WHERE sent IS NULL";
    let unsaid: i64 = sqlx::query_scalar(unsaid)
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(unsaid, 0);
    let log = fs::read_to_string(log).unwrap();
    // When the room was taken for it, by round and number.
    let mut said: HashMap<(&str, i64), i64> = HashMap::new();
    let mut again = 0;
    let mut last: HashMap<(&str, &str), i64> = HashMap::new();
    for line in log.lines() {
        let [taken_at, room, round, sequence] =
            line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let number = |text: &str| text.parse::<i64>().unwrap();
        let (taken_at, sequence) = (number(taken_at), number(sequence));
        if let Some(before) = said.insert((round, sequence), taken_at) {
            again += 1;
            let since = taken_at - before;
            assert!(
                since >= LEASE,
                "said again within a lease: {line}, after {since}"
            );
        } else {
            let before = last.insert((room, round), sequence);
            let is_next = before.is_none_or(|before| before < sequence);
            assert!(is_next, "out of order: {line}");
        }
    }
    assert!(
        again <= KILLS,
        "{again} messages were said twice in {KILLS} kills"
    );
}

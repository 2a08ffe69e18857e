//! Scores are read back as they were counted, with ties, over rooms, servers and times.

use lectern::store::{Answer, Board, Place, Scope, Standing, Step, Store};

use crate::place::{HERE, SECOND, START, answer, begins, goes, posed, stores, take};

const ALL: Board<'_> = Board {
    scope: Scope::Everywhere,
    from: 0,
    until: i64::MAX,
    places: 100,
    person: "",
};

/// Who has how many points in a room, the best first.
pub(crate) async fn points(store: &Store, place: Place<'_>) -> Vec<(String, i64)> {
    let board = Board {
        scope: Scope::Room(place.room),
        ..ALL
    };
    let standings = store.standings(board).await.unwrap();
    let points = |one: Standing| (one.person, one.points);
    standings.into_iter().map(points).collect()
}

fn places(standings: &[Standing]) -> Vec<(i64, &str, i64)> {
    fn place(one: &Standing) -> (i64, &str, i64) {
        (one.place, &one.person, one.points)
    }
    standings.iter().map(place).collect()
}

/// A round in a room with what everybody answered at a time.
async fn played(store: &Store, room: &str, at: i64, answers: &[(&str, i64)]) {
    let place = Place {
        room,
        kind: "quiz",
        server: "discord:s",
    };
    let given = |(number, (person, points)): (usize, &(&str, i64))| Answer {
        at,
        ..answer(person, &format!("q{number}"), *points)
    };
    let step = Step {
        answers: answers.iter().enumerate().map(given).collect(),
        ..begins("{}")
    };
    take(store, place, step).await;
    take(store, place, Step::to(lectern::store::Change::Ends, ())).await;
}

#[tokio::test]
async fn a_leaderboard_knows_ties_rooms_servers_and_times() {
    for kept in stores().await {
        let store = &kept.store;
        let first = [("ana", 3), ("ben", 2), ("cleo", 2), ("dan", 1), ("ana", 0)];
        played(store, "discord:1", START, &first).await;
        played(store, "discord:2", START + SECOND, &[("dan", 5)]).await;
        let here = Board {
            scope: Scope::Room("discord:1"),
            ..ALL
        };
        let board = store.standings(here).await.unwrap();
        assert_eq!(
            places(&board),
            [(1, "ana", 3), (2, "ben", 2), (2, "cleo", 2), (4, "dan", 1)]
        );
        assert_eq!((board[0].answered, board[0].answered_right), (2, 1));
        assert_eq!((board[0].of, &*board[0].name), (4, "ana’s name"));
        let server = Board {
            scope: Scope::Server("discord:s"),
            ..ALL
        };
        let board = store.standings(server).await.unwrap();
        assert_eq!(places(&board)[0], (1, "dan", 6));
        let later = Board {
            from: START + 1,
            ..server
        };
        let board = store.standings(later).await.unwrap();
        assert_eq!(places(&board), [(1, "dan", 5)]);
        let until = Board {
            until: START,
            ..ALL
        };
        assert_eq!(store.standings(until).await.unwrap(), []);
        let few = Board {
            places: 1,
            person: "dan",
            ..here
        };
        let board = store.standings(few).await.unwrap();
        assert_eq!(places(&board), [(1, "ana", 3), (4, "dan", 1)]);
    }
}

#[tokio::test]
async fn who_wants_no_place_takes_none() {
    for kept in stores().await {
        let store = &kept.store;
        played(store, "discord:1", START, &[("ana", 3), ("ben", 2)]).await;
        store.unlist("ana", true).await.unwrap();
        let board = store.standings(ALL).await.unwrap();
        assert_eq!(places(&board), [(1, "ben", 2)]);
        assert_eq!(board[0].of, 1);
        store.keep_zone("ana", "Europe/Vienna").await.unwrap();
        let ana = store.player("ana").await.unwrap();
        assert_eq!((&*ana.name, ana.is_unlisted), ("ana’s name", true));
        assert_eq!(ana.zone.as_deref(), Some("Europe/Vienna"));
        store.unlist("ana", false).await.unwrap();
        assert_eq!(store.standings(ALL).await.unwrap().len(), 2);
        let nobody = store.player("dan").await.unwrap();
        assert_eq!(nobody, lectern::store::Player::default());
    }
}

#[tokio::test]
async fn a_persons_answers_are_summed_by_quarters_of_an_hour() {
    for kept in stores().await {
        let store = &kept.store;
        let quarter = 900 * SECOND;
        for (at, points) in [(START, 2), (START + SECOND, 0), (START + quarter, 3)] {
            played(store, "discord:1", at, &[("ana", points)]).await;
        }
        played(
            store,
            "discord:2",
            START + quarter - 1,
            &[("ana", 1), ("ben", 9)],
        )
        .await;
        let sums = |scope, from| async move {
            let quarters = store.quarters("ana", scope, from).await.unwrap();
            let sums = |one: &lectern::store::Quarter| {
                (one.at - START, one.answered, one.answered_right, one.points)
            };
            quarters.iter().map(sums).collect::<Vec<_>>()
        };
        let all = sums(Scope::Everywhere, 0).await;
        assert_eq!(all, [(0, 3, 2, 3), (quarter, 1, 1, 3)]);
        let here = sums(Scope::Room("discord:1"), START + 1).await;
        assert_eq!(here, [(0, 1, 0, 0), (quarter, 1, 1, 3)]);
        let server = sums(Scope::Server("discord:s"), START + quarter).await;
        assert_eq!(server, [(quarter, 1, 1, 3)]);
    }
}

#[tokio::test]
async fn misses_are_what_was_last_answered_wrong() {
    for kept in stores().await {
        let store = &kept.store;
        let round = |answers: &[(&str, i64)], at| Step {
            posed: answers
                .iter()
                .map(|(question, _)| posed(question))
                .collect(),
            answers: answers
                .iter()
                .map(|(question, points)| Answer {
                    at,
                    ..answer("ana", question, *points)
                })
                .collect(),
            ..begins("{}")
        };
        let rounds = [
            round(&[("q1", 0), ("q2", 0), ("q3", 1)], START),
            round(&[("q1", 2), ("q3", 0)], START + 1),
        ];
        for step in rounds {
            take(store, HERE, step).await;
            take(store, HERE, goes("{}")).await;
            take(store, HERE, Step::to(lectern::store::Change::Ends, ())).await;
        }
        let misses = store.misses("ana", 9).await.unwrap();
        let ids: Vec<_> = misses.iter().map(|miss| &*miss.id).collect();
        assert_eq!(ids, ["q3", "q2"]);
        assert_eq!(misses[0].question, "{\"id\":\"q3\"}");
        assert_eq!(store.misses("ana", 1).await.unwrap().len(), 1);
        assert_eq!(store.misses("ben", 9).await.unwrap(), []);
        store.flag(("q3", "ben"), 1, START).await.unwrap();
        assert_eq!(store.misses("ana", 9).await.unwrap()[0].id, "q2");
    }
}

//! A bot that has another account than before.

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::Place;

impl Place {
    /// Does something to the store that no bot does.
    fn tamper(&self, statement: &'static str) {
        let file = SqliteConnectOptions::new().filename(self.folder.path().join("store.sqlite"));
        self.runtime.block_on(async {
            let mut tool = file.connect().await.unwrap();
            sqlx::query(statement).execute(&mut tool).await.unwrap();
        });
    }
}

#[test]
fn rounds_of_the_old_account_that_could_not_be_taken_over_at_once_stayed_silent_for_good() {
    let mut place = Place::new();
    place.change_account("@old");
    place.heard(&["0 ana: /quiz start list:week1 kind:choice seconds:20"]);
    place.tamper(
        "CREATE TRIGGER refuses BEFORE UPDATE OF account ON round \
         BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    );
    place.change_account("@new");
    place.tamper("DROP TRIGGER refuses");
    place.change_account("@new");
    let heard = place.heard(&["40 nothing happens"]);
    assert!(heard.contains("Question 1 of 1"), "{heard}");
}

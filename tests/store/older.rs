//! Stores of other versions, and what is no store.

use std::time::SystemTime;

use lectern::store::{Address, Error, FILE, Seen, Store};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;

use crate::place::{HERE, begins, stores, take};

/// What the version before rounds left in a store: its tables, and how it noted that it made them.
const BEFORE_ROUNDS: &str = include_str!("before_rounds.sql");

async fn older(folder: &std::path::Path) -> SqliteConnection {
    let url = format!("sqlite:{}?mode=rwc", folder.join(FILE).display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let made = sqlx::raw_sql(BEFORE_ROUNDS).execute(&mut connection).await;
    made.unwrap();
    connection
}

#[tokio::test]
async fn a_store_of_the_version_before_rounds_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    older(folder.path()).await.close().await.unwrap();
    let address = Address::Folder(folder.path().to_owned());
    assert_eq!(Store::look(&address).await.unwrap(), Seen::Older);
    let store = Store::open(&address, SystemTime::now()).await.unwrap();
    let note = store.note("kept").await.unwrap();
    assert_eq!(note.as_deref(), Some("before"));
    take(&store, HERE, begins("{}")).await;
    assert_eq!(Store::look(&address).await.unwrap(), Seen::Present);
}

#[tokio::test]
async fn a_store_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = older(folder.path()).await;
    let newer = "UPDATE _sqlx_migrations SET version = 99 WHERE version = 2";
    sqlx::raw_sql(newer).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let address = Address::Folder(folder.path().to_owned());
    for error in [
        Store::look(&address).await.map(drop).unwrap_err(),
        Store::open(&address, SystemTime::now())
            .await
            .map(drop)
            .unwrap_err(),
    ] {
        assert!(matches!(error, Error::Version { .. }), "{error}");
        assert!(error.to_string().contains("a newer Lectern"), "{error}");
    }
}

#[tokio::test]
async fn looking_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::Folder(folder.path().to_owned());
    assert_eq!(Store::look(&address).await.unwrap(), Seen::Nothing);
    assert!(!folder.path().join(FILE).exists());
    for kept in stores().await {
        assert_eq!(Store::look(&kept.address).await.unwrap(), Seen::Present);
    }
    let nowhere = Address::Server("postgres://ana:secret@127.0.0.1:1/lectern?x=secret".to_owned());
    for error in [
        Store::look(&nowhere).await.map(drop).unwrap_err(),
        Store::open(&nowhere, SystemTime::now())
            .await
            .map(drop)
            .unwrap_err(),
    ] {
        let told = error.to_string();
        assert!(
            told.contains("postgres://ana@127.0.0.1:1/lectern can’t"),
            "{told}"
        );
        assert!(!format!("{told} {error:?} {nowhere:?}").contains("secret"));
    }
}

#[tokio::test]
async fn a_folder_of_any_name_can_hold_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let named = folder.path().join("what? 100 %41 #1; für");
    std::fs::create_dir(&named).unwrap();
    let address = Address::Folder(named.clone());
    let store = Store::open(&address, SystemTime::now()).await.unwrap();
    store.keep_note("a", "b").await.unwrap();
    assert!(named.join(FILE).exists());
}

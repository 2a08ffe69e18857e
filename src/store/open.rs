//! Where the store is, and opening it: connected, brought up to date, and set up as it is used.

use std::fmt;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _, SqlSafeStr as _};

use super::settle::Settling;
use super::{Error, Store};

/// The name of the file in the data folder.
pub const FILE: &str = "store.sqlite";

/// What is set for each connection to the file. `cache_size` is how much of the file a connection keeps
/// in memory, in KiB where negative: without it memory grows for as long as the file does, up to 2 MiB
/// a connection. `busy_timeout` is how long one writer waits for another, in milliseconds.
/// `wal_autocheckpoint` is how many pages may stand in the log before a writer moves them into the file
/// itself: most of them have been moved [beside](super::settle) the writers by then.
const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                       PRAGMA synchronous = NORMAL; PRAGMA cache_size = -256; \
                       PRAGMA wal_autocheckpoint = 16000;";
/// How many connections one process has at most.
const CONNECTIONS: u32 = 10;
/// How long a server is waited for at the start.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a question waits for its turn, where many ask at once.
const TURN: Duration = Duration::from_secs(30);

/// Each change of the schema, in order. One that is published never changes.
const MIGRATIONS: &[(&str, &str)] = &[
    (
        "actions and notes",
        include_str!("migrations/0001_actions_and_notes.sql"),
    ),
    (
        "questions and offers",
        include_str!("migrations/0002_questions_and_offers.sql"),
    ),
    (
        "rounds and scores",
        include_str!("migrations/0003_rounds_and_scores.sql"),
    ),
    ("accounts", include_str!("migrations/0004_accounts.sql")),
    (
        "rounds of a room",
        include_str!("migrations/0005_rounds_of_a_room.sql"),
    ),
    (
        "hidden questions",
        include_str!("migrations/0006_hidden_questions.sql"),
    ),
];

/// Where a store is.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// In a file of this folder.
    Folder(PathBuf),
    /// In a database of `PostgreSQL`, by its URL, which may hold a password.
    Server(String),
}

impl Address {
    /// The database that a URL names, else the file of a data folder.
    #[must_use]
    pub fn of(url: Option<&str>, folder: &Path) -> Self {
        match url {
            Some(url) => Self::Server(url.to_owned()),
            None => Self::Folder(folder.to_owned()),
        }
    }
}

/// As it may be shown: without a password, and without the settings that may hold another secret.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.join(FILE).display()),
            Self::Server(url) => write!(f, "{}", shown(url)),
        }
    }
}

/// A URL without its password and its settings. Of one in which it is not plain where the password ends
/// nothing is shown.
fn shown(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let path = tail.split(['?', '#']).next().unwrap_or_default();
    let is_unclear = path.contains('@') || (tail.contains('@') && !authority.contains('@'));
    if is_unclear {
        return format!("{scheme}://…");
    }
    let (who, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let name = who.split(':').next().unwrap_or_default();
    let at = if name.is_empty() { "" } else { "@" };
    format!("{scheme}://{name}{at}{host}{path}")
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Store {
    /// Opens a store, made or brought up to date where it must be.
    pub async fn open(address: &Address, at: SystemTime) -> Result<Self, Error> {
        let opened = connect(address).await;
        let store = opened.map_err(|source| unopened(address, source))?;
        let migrated = migrator().run(&store.writing).await;
        migrated.map_err(|source| Error::Version {
            path: address.to_string(),
            source,
        })?;
        store.forget_sometimes(at).await?;
        Ok(store)
    }

    /// Looks whether there is a store that can be read, and makes or changes none.
    pub async fn look(address: &Address) -> Result<Seen, Error> {
        if let Address::Folder(folder) = address
            && !folder.join(FILE).exists()
        {
            return Ok(Seen::Nothing);
        }
        let seen = latest(address).await;
        let version = seen.map_err(|source| unopened(address, source))?;
        let known = self::version();
        match version {
            None => Ok(Seen::Nothing),
            Some(version) if version > known => Err(Error::Version {
                path: address.to_string(),
                source: MigrateError::VersionMissing(version),
            }),
            Some(version) if version < known => Ok(Seen::Older),
            Some(_) => Ok(Seen::Present),
        }
    }
}

/// What is found where a store is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// No store yet.
    Nothing,
    /// A store of an older version, which the next start brings up to date.
    Older,
    /// A store of this version.
    Present,
}

fn unopened(address: &Address, source: sqlx::Error) -> Error {
    match address {
        Address::Folder(_) => Error::Closed {
            path: address.to_string(),
            source,
        },
        Address::Server(_) => Error::Unreachable {
            address: address.to_string(),
            source,
        },
    }
}

/// The latest change of the schema that a store has seen; none where it is no store.
async fn latest(address: &Address) -> Result<Option<i64>, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let options = options(address, "ro")?;
    let mut connection = connection(&options).await?;
    let tables = match address {
        Address::Folder(_) => "SELECT COUNT(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'",
        Address::Server(_) => {
            "SELECT COUNT(*) FROM pg_tables \
             WHERE schemaname = current_schema() AND tablename = '_sqlx_migrations'"
        }
    };
    let tables: i64 = sqlx::query_scalar(tables)
        .fetch_one(&mut connection)
        .await?;
    let latest = if tables == 0 {
        None
    } else {
        let latest = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations");
        latest.fetch_one(&mut connection).await?
    };
    connection.close().await?;
    Ok(latest)
}

/// The version of the schema: the number of its last change.
pub(super) fn version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// What brings a store up to date.
fn migrator() -> Migrator {
    let migration = |(number, (name, text)): (usize, &(&'static str, &'static str))| {
        let number = i64::try_from(number + 1).unwrap_or(i64::MAX);
        let text = text.into_sql_str();
        Migration::new(number, (*name).into(), MigrationType::Simple, text, false)
    };
    Migrator::with_migrations(MIGRATIONS.iter().enumerate().map(migration).collect())
}

async fn connect(address: &Address) -> Result<Store, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let options = options(address, "rwc")?;
    let is_server = matches!(address, Address::Server(_));
    if is_server {
        // A pool would try for long, and not say why it can't.
        connection(&options).await?.close().await?;
    }
    let pool = |connections| {
        AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(TURN)
            // A server may have been started anew since; a file is always there.
            .test_before_acquire(is_server)
            .after_connect(|connection, _| Box::pin(set_up(connection)))
    };
    let reading = pool(CONNECTIONS).connect_with(options.clone()).await?;
    let writing = if is_server {
        reading.clone()
    } else {
        pool(1).connect_with(options).await?
    };
    Ok(Store {
        reading,
        writing,
        is_server,
        forgot: Arc::default(),
        settling: Settling::default(),
    })
}

fn options(address: &Address, mode: &str) -> Result<AnyConnectOptions, sqlx::Error> {
    let options = AnyConnectOptions::from_str(&url(address, mode))?;
    // It would write whole statements of hundreds of rows wherever the machine is busy.
    Ok(options.disable_statement_logging())
}

async fn connection(options: &AnyConnectOptions) -> Result<AnyConnection, sqlx::Error> {
    let connecting = AnyConnection::connect_with(options);
    let connected = tokio::time::timeout(PATIENCE, connecting).await;
    connected.map_err(|_| sqlx::Error::Io(io::ErrorKind::TimedOut.into()))?
}

async fn set_up(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if connection.backend_name() == "SQLite" {
        connection.execute(PRAGMAS).await?;
    }
    Ok(())
}

/// The URL of a store; every byte of a path that means something in one is written as its number.
fn url(address: &Address, mode: &str) -> String {
    match address {
        Address::Server(url) => url.clone(),
        Address::Folder(folder) => {
            let mut url = "sqlite:".to_owned();
            for byte in folder.join(FILE).to_string_lossy().bytes() {
                if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
                    url.push(char::from(byte));
                } else {
                    // Writing into a text can't fail.
                    let _ = write!(url, "%{byte:02X}");
                }
            }
            url + "?mode=" + mode
        }
    }
}

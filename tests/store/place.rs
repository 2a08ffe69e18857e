//! Empty stores for a test, one of each kind, and short forms of what is put into them.

use std::time::SystemTime;

use lectern::store::{Address, Answer, Change, Place, Posed, Say, Speaker, Step, Store};
use tempfile::TempDir;

use crate::server::server;

/// When a test begins, in microseconds since 1970: 22 November 2026, 10:00.
pub(crate) const START: i64 = 1_795_341_600_000_000;
/// A second, in microseconds.
pub(crate) const SECOND: i64 = 1_000_000;

/// The place of most rounds here.
pub(crate) const HERE: Place<'_> = Place {
    room: "discord:1",
    kind: "quiz",
    server: "discord:s",
};

/// A store with what it lies in.
pub(crate) struct Kept {
    pub(crate) store: Store,
    pub(crate) address: Address,
    _folder: Option<TempDir>,
}

impl Kept {
    /// The same store, opened anew, as another process sees it.
    pub(crate) async fn again(&self) -> Store {
        Store::open(&self.address, SystemTime::now()).await.unwrap()
    }
}

/// Empty stores, one of each kind that there is here.
pub(crate) async fn stores() -> Vec<Kept> {
    let mut stores = vec![file().await];
    if let Some(server) = server(&["-c", "fsync=off"]) {
        let address = Address::Server(server.database());
        stores.push(kept(address, None).await);
    }
    stores
}

/// An empty store in a file.
pub(crate) async fn file() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let address = Address::Folder(folder.path().to_owned());
    kept(address, Some(folder)).await
}

async fn kept(address: Address, folder: Option<TempDir>) -> Kept {
    let store = Store::open(&address, SystemTime::now()).await.unwrap();
    Kept {
        store,
        address,
        _folder: folder,
    }
}

/// A step that begins a round.
pub(crate) fn begins(state: &str) -> Step<()> {
    let change = Change::Begins {
        sheet: "{\"questions\":[]}".to_owned(),
        state: state.to_owned(),
        due: None,
        account: "bot".to_owned(),
    };
    Step::to(change, ())
}

/// A process that speaks on Discord for the account that begins rounds here.
pub(crate) fn speaker(name: &str) -> Speaker {
    Speaker::new("discord:", "bot", name)
}

/// A step with which a round goes on.
pub(crate) fn goes(state: &str) -> Step<()> {
    let change = Change::Goes {
        state: state.to_owned(),
        due: None,
    };
    Step::to(change, ())
}

/// Takes a step that is known beforehand.
pub(crate) async fn take(store: &Store, place: Place<'_>, step: Step<()>) -> i64 {
    let stepped = store.step(place, START, |_| step.clone()).await.unwrap();
    stepped.round.unwrap()
}

/// An answer that is worth some points; one that is worth nothing is wrong.
pub(crate) fn answer(person: &str, question: &str, points: i64) -> Answer {
    Answer {
        question: question.to_owned(),
        person: person.to_owned(),
        name: format!("{person}’s name"),
        chosen: Some(if points > 0 { "a" } else { "b" }.to_owned()),
        is_right: points > 0,
        points,
        at: START,
    }
}

pub(crate) fn posed(id: &str) -> Posed {
    Posed {
        id: id.to_owned(),
        question: format!("{{\"id\":\"{id}\"}}"),
    }
}

pub(crate) fn say(message: &str, body: &str) -> Say {
    Say {
        message: message.to_owned(),
        body: body.to_owned(),
    }
}

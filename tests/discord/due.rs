//! The question of the day, made due now: programs that run can't be given another clock.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use lectern::store::{Address, Daily, Store};

/// A time of the day at which the question of today has been missed not long ago, as 18:00 in UTC.
pub(crate) fn an_hour_ago() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    format!("{:02}:00", (since.as_secs() / 3_600 + 23) % 24)
}

/// Makes what is set for the only room due in the store of a data folder. Who looks there next asks it, or
/// closes it where it was asked.
pub(crate) async fn make_due(data: &Path) {
    let address = Address::Folder(data.to_owned());
    let store = Store::open(&address, SystemTime::now()).await.unwrap();
    let set = store.due_dailies(i64::MAX, 2).await.unwrap();
    assert_eq!(set.len(), 1, "{set:?}");
    let due = Daily {
        due: 0,
        ..set[0].clone()
    };
    store.keep_daily(&due).await.unwrap();
}

//! The store as subcommands reach it: where it is by the configuration, opened or looked at.

use std::time::SystemTime;

use anyhow::Context as _;

use crate::config::Config;
use crate::store::{Address, Error, Seen, Store};

/// Where the store is.
pub(super) fn address(config: &Config) -> Address {
    let url = config.database.url.as_ref().map(|url| url.0.as_str());
    Address::of(url, &config.data)
}

/// Opens the store, with the folder that it lies in.
pub(super) async fn open(config: &Config) -> anyhow::Result<Store> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("{} can’t be made", config.data.display()))?;
    Ok(Store::open(&address(config), SystemTime::now()).await?)
}

/// What is there, for a look at it; nothing is made or changed.
pub(super) fn look(config: &Config) -> anyhow::Result<Result<Seen, Error>> {
    Ok(runtime()?.block_on(Store::look(&address(config))))
}

/// What runs a subcommand that only asks the store.
pub(super) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

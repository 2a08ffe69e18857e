//! The bot's account: logging in by password or token, keeping the login, renewing and ending it.
//!
//! A device and its keys belong together: keys that are lost are never made again for the same device,
//! since others would no longer know whom they encrypt for.

mod kept;
mod recovery;

use std::path::{Path, PathBuf};
use std::time::Duration;

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::ruma::api::client::keys::get_keys;
use matrix_sdk::ruma::api::client::session::get_login_types::v3::LoginType;
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId, UserId};
use matrix_sdk::{Client, ClientBuilder, SessionMeta, SessionTokens, SqliteStoreConfig};

use super::Error;
use super::trouble::{self, Trouble};
use crate::config::Matrix;
pub(super) use kept::{Kept, Login};
pub(super) use recovery::secure;

/// What the device is called in the lists of other clients.
const DEVICE_NAME: &str = "Lectern";
/// How long one request may take.
const REQUEST: Duration = Duration::from_secs(30);
/// How often a request is tried before it fails; what must not fail is tried again above that.
const TRIES: usize = 4;

/// An account that is logged in.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) client: Client,
    pub(super) kept: Kept,
    /// Who the bot is.
    pub(super) me: OwnedUserId,
    /// Whether it was logged in just now.
    pub(super) is_new: bool,
}

/// Opens the account by the login that is kept, or logs in by what is configured.
pub(super) async fn open(settings: &Matrix, data: &Path) -> Result<Account, Error> {
    let kept = Kept::of(data);
    let entrance = Entrance { settings, kept };
    let Some(login) = entrance.kept.login()? else {
        return entrance.log_in().await;
    };
    let is_other = |user: &String| user != login.user();
    if let Some(user) = settings.user.clone().filter(is_other) {
        return Err(Error::OtherUser {
            kept: login.user().to_owned(),
            user,
        });
    }
    let newer = settings.token.as_ref();
    let newer = newer.filter(|token| !login.is_renewed() && !login.is_of(&token.0));
    if let Some(token) = newer {
        return entrance.by_token(&token.0, Some(&login)).await;
    }
    if entrance.kept.has_keys() {
        return entrance.again(&login).await;
    }
    let Some(password) = &settings.password else {
        if settings.token.is_some() {
            return Err(Error::TokenInUse {
                device: login.device().to_owned(),
            });
        }
        return Err(Error::KeysLost {
            device: login.device().to_owned(),
        });
    };
    tracing::warn!(
        device = login.device(),
        "the keys of the device are lost: the bot logs in as a new one"
    );
    entrance.end(&login).await;
    entrance.by_password(&password.0, None).await
}

/// Logs in anew on the same device, after the homeserver asked for the password again.
pub(super) async fn renew(settings: &Matrix, data: &Path) -> Result<Account, Error> {
    let kept = Kept::of(data);
    let entrance = Entrance { settings, kept };
    let login = entrance.kept.login()?;
    match (&settings.password, login) {
        (Some(password), Some(login)) => {
            entrance
                .by_password(&password.0, Some(login.device()))
                .await
        }
        (None, Some(_)) => Err(Error::AskedAgain),
        (_, None) => Err(Error::NotLoggedIn),
    }
}

/// Ends the login that is kept and forgets it; says whose it was, or that there was none.
pub(super) async fn leave(data: &Path) -> Result<Option<String>, Error> {
    let kept = Kept::of(data);
    let Some(login) = kept.login()? else {
        return Ok(None);
    };
    let client = builder().homeserver_url(&login.homeserver).build().await;
    let client = client.map_err(|error| Error::unreachable(&login.homeserver, &error))?;
    client.restore_session(login.session()).await?;
    if let Err(error) = client.logout().await
        && trouble::of(&error) != Trouble::LoggedOut
        && trouble::of(&error) != Trouble::AskedAgain
    {
        return Err(Error::unreachable(&login.homeserver, &error));
    }
    kept.forget_login()?;
    Ok(Some(login.user().to_owned()))
}

/// What is needed to log in.
struct Entrance<'s> {
    settings: &'s Matrix,
    kept: Kept,
}

impl Entrance<'_> {
    /// Logs in by whatever is configured for it.
    async fn log_in(&self) -> Result<Account, Error> {
        if let Some(token) = &self.settings.token {
            return self.by_token(&token.0, None).await;
        }
        if self.settings.user.is_none() {
            return Err(Error::NoUser);
        }
        match &self.settings.password {
            Some(password) => self.by_password(&password.0, None).await,
            None => Err(Error::NotLoggedIn),
        }
    }

    /// Takes up the login that is kept. The homeserver need not be there for it.
    async fn again(&self, login: &Login) -> Result<Account, Error> {
        let configured = self.settings.homeserver.clone();
        let address = configured.filter(|address| address.contains("://"));
        let address = address.unwrap_or_else(|| login.homeserver.clone());
        let client = self.client(Server::At(&address)).await?;
        client.restore_session(login.session()).await?;
        self.account(client, false)
    }

    /// Logs in by password: as a new device, or once more on one whose keys are here.
    async fn by_password(&self, password: &str, device: Option<&str>) -> Result<Account, Error> {
        let user = self.settings.user.as_deref().ok_or(Error::NoUser)?;
        if device.is_none() {
            self.kept.forget_login()?;
        }
        let client = self.client(self.server(user)).await?;
        takes_passwords(&client).await?;
        let auth = client.matrix_auth();
        let mut login = auth.login_username(user, password).request_refresh_token();
        login = match device {
            Some(device) => login.device_id(device),
            None => login.initial_device_display_name(DEVICE_NAME),
        };
        if let Err(error) = login.send().await {
            return Err(Error::of_login(user, client.homeserver().as_str(), &error));
        }
        self.keep(&client)?;
        self.account(client, true)
    }

    /// Logs in by a token that was made elsewhere. Its device may be the one whose keys are here.
    async fn by_token(&self, token: &str, before: Option<&Login>) -> Result<Account, Error> {
        let (meta, homeserver) = self.whose(token).await?;
        if let Some(user) = &self.settings.user
            && user != meta.user_id.as_str()
        {
            return Err(Error::TokenOfAnother {
                user: user.clone(),
                other: meta.user_id.to_string(),
            });
        }
        let is_same = before.is_some_and(|login| login.device() == meta.device_id.as_str());
        if !is_same || !self.kept.has_keys() {
            self.is_unused(token, &meta, &homeserver).await?;
            self.kept.forget_login()?;
        }
        let tokens = SessionTokens {
            access_token: token.to_owned(),
            refresh_token: None,
        };
        let client = self.client(Server::At(&homeserver)).await?;
        let session = MatrixSession { meta, tokens };
        client.restore_session(session).await?;
        self.keep(&client)?;
        self.account(client, true)
    }

    /// Whose token it is, on which device, and where the homeserver is.
    async fn whose(&self, token: &str) -> Result<(SessionMeta, String), Error> {
        let user = self.settings.user.as_deref().ok_or(Error::NoUser)?;
        let client = found(builder(), self.server(user)).await?;
        let homeserver = client.homeserver();
        restore(&client, user, "unknown", token).await?;
        let told = client.whoami().await;
        let told = told.map_err(|error| Error::of_token(homeserver.as_str(), &error))?;
        let meta = SessionMeta {
            user_id: told.user_id,
            device_id: told.device_id.ok_or(Error::TokenWithoutDevice)?,
        };
        Ok((meta, homeserver.to_string()))
    }

    /// Makes sure that no other program has made keys for the device of a token.
    async fn is_unused(
        &self,
        token: &str,
        meta: &SessionMeta,
        homeserver: &str,
    ) -> Result<(), Error> {
        let client = found(builder(), Server::At(homeserver)).await?;
        let (user, device) = (&meta.user_id, &meta.device_id);
        restore(&client, user.as_str(), device.as_str(), token).await?;
        let mut request = get_keys::v3::Request::new();
        request
            .device_keys
            .insert(user.clone(), vec![device.clone()]);
        let keys = client.send(request).await;
        let keys = keys.map_err(|error| Error::unreachable(homeserver, &error))?;
        let of_user = keys.device_keys.get(user);
        if of_user.is_some_and(|devices| devices.contains_key(device)) {
            return Err(Error::TokenInUse {
                device: device.to_string(),
            });
        }
        Ok(())
    }

    /// Ends a login of before, if the homeserver can be asked; else it stays in its list of devices.
    async fn end(&self, login: &Login) {
        let client = found(builder(), Server::At(&login.homeserver)).await;
        if let Ok(client) = client
            && client.restore_session(login.session()).await.is_ok()
            && let Err(error) = client.logout().await
        {
            tracing::debug!(%error, "the login of before could not be ended");
        }
    }

    /// Where the homeserver is, as far as it is known.
    fn server<'a>(&'a self, user: &'a str) -> Server<'a> {
        match self.settings.homeserver.as_deref() {
            Some(address) if address.contains("://") => Server::At(address),
            Some(name) => Server::Of(name),
            None => Server::Of(user.split_once(':').map_or("", |(_, server)| server)),
        }
    }

    async fn client(&self, server: Server<'_>) -> Result<Client, Error> {
        self.kept.make()?;
        let settings = EncryptionSettings {
            auto_enable_cross_signing: true,
            auto_enable_backups: true,
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        };
        // The folder is closed to others, and a passphrase would lie beside the store it is for. Four
        // stores with many connections, each with megabytes of pages, would grow for days.
        let store = SqliteStoreConfig::with_low_memory_config(self.kept.store());
        let builder = builder()
            .sqlite_store_with_config_and_cache_path(store, None::<PathBuf>)
            .with_encryption_settings(settings)
            .handle_refresh_tokens();
        let client = found(builder, server).await?;
        let kept = self.kept.clone();
        client.set_session_callbacks(
            Box::new(|client| client.session_tokens().ok_or_else(|| "no login".into())),
            Box::new(move |client| Ok(keep(&kept, &client)?)),
        )?;
        Ok(client)
    }

    fn keep(&self, client: &Client) -> Result<(), Error> {
        Ok(keep(&self.kept, client)?)
    }

    fn account(&self, client: Client, is_new: bool) -> Result<Account, Error> {
        let me = client.user_id().ok_or(Error::NotLoggedIn)?.to_owned();
        Ok(Account {
            client,
            kept: self.kept.clone(),
            me,
            is_new,
        })
    }
}

/// Where a homeserver is.
#[derive(Clone, Copy)]
enum Server<'a> {
    /// At this address.
    At(&'a str),
    /// Where the server of this name says.
    Of(&'a str),
}

/// The way every client of ours is built; without a store it keeps nothing.
fn builder() -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("Lectern/", env!("CARGO_PKG_VERSION")))
        // Who names an address, such as one within a network, means it.
        .respect_login_well_known(false)
        .request_config(RequestConfig::new().timeout(REQUEST).retry_limit(TRIES))
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
}

async fn found(builder: ClientBuilder, server: Server<'_>) -> Result<Client, Error> {
    let (builder, named) = match server {
        Server::At(address) => (builder.homeserver_url(address), address),
        Server::Of(name) => (builder.server_name_or_homeserver_url(name), name),
    };
    let client = builder.build().await;
    client.map_err(|error| Error::unreachable(named, &error))
}

async fn restore(client: &Client, user: &str, device: &str, token: &str) -> Result<(), Error> {
    let user_id = UserId::parse(user).map_err(|_| Error::NoUser)?;
    let meta = SessionMeta {
        user_id,
        device_id: OwnedDeviceId::from(device),
    };
    let tokens = SessionTokens {
        access_token: token.to_owned(),
        refresh_token: None,
    };
    Ok(client
        .restore_session(MatrixSession { meta, tokens })
        .await?)
}

async fn takes_passwords(client: &Client) -> Result<(), Error> {
    let homeserver = client.homeserver();
    let types = client.matrix_auth().get_login_types().await;
    let types = types.map_err(|error| Error::unreachable(homeserver.as_str(), &error))?;
    let is_password = |kind: &LoginType| matches!(kind, LoginType::Password(_));
    if types.flows.iter().any(is_password) {
        return Ok(());
    }
    Err(Error::NoPasswords {
        homeserver: homeserver.to_string(),
    })
}

/// Keeps the login as it is now.
fn keep(kept: &Kept, client: &Client) -> std::io::Result<()> {
    let homeserver = client.homeserver().to_string();
    let session = client.matrix_auth().session();
    let session = session.ok_or_else(|| std::io::Error::other("there is no login to keep"))?;
    kept.keep_login(&Login::new(homeserver, session))
}

//! Requests to Discord: each with a deadline, and tried again where that helps.
//!
//! serenity's own client keeps an entry for every interaction there ever was, and hides how long to wait
//! after a refusal. So what is sent goes from here; serenity only listens. Nothing here knows what is
//! asked or answered, and no token is ever part of an error or of the log.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode, header};
use serde::Serialize;
use serde_json::Value;

use crate::platforms::discord::interaction::Interaction;
use crate::platforms::discord::message::{Callback, File, Message, Posted};

/// The version of the interface (Reference > API versioning).
const API: &str = "api/v10";
/// Discord's own address.
const DISCORD: &str = "https://discord.com";
/// How long one request may take.
const ONE_REQUEST: Duration = Duration::from_secs(10);
/// The first pause before a request is tried again; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);
/// What names a program to Discord (Reference > User agent).
const AGENT: &str = concat!(
    "DiscordBot (https://crates.io/crates/lectern, ",
    env!("CARGO_PKG_VERSION"),
    ")"
);

/// Sends requests to Discord, or to what stands in for it.
#[derive(Clone)]
pub(super) struct Rest {
    client: reqwest::Client,
    base: String,
    authorization: header::HeaderValue,
}

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The token has characters that no token has.
    #[error("the token has characters that no token has")]
    Token,
    /// Nobody answered, or not in time.
    #[error("{address} can’t be reached: {reason}")]
    Unreachable {
        /// Where.
        address: String,
        /// Why not.
        reason: String,
    },
    /// Discord does not want it so.
    #[error("refused with {status}: {message}")]
    Refused {
        /// The status of the answer.
        status: u16,
        /// Discord's own code for it, or 0 (Topics > Opcodes and status codes > JSON).
        code: u64,
        /// What it says.
        message: String,
    },
}

impl Error {
    /// Discord's own code.
    pub(super) fn code(&self) -> u64 {
        match self {
            Self::Refused { code, .. } => *code,
            _ => 0,
        }
    }

    /// The status of the answer, where there was one.
    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Refused { status, .. } => *status,
            _ => 0,
        }
    }
}

/// A request to be sent.
struct Asked<'b, B> {
    method: Method,
    path: String,
    body: Option<&'b B>,
    /// What goes beside the body.
    files: &'b [File],
    /// Whether the bot must say who it is. An interaction's token says that by itself.
    signed: bool,
    /// When there is no use in it any more.
    until: Instant,
}

/// What became of one try.
enum Tried {
    Done(Value),
    /// It can't succeed.
    Lost(Error),
    /// It may succeed after a pause; Discord may say how long.
    Again(Error, Option<Duration>),
}

impl Rest {
    /// Speaks for the bot with this token. Where an address is given, nothing goes elsewhere.
    pub(super) fn new(token: &str, proxy: Option<&str>) -> Result<Self, Error> {
        let mut authorization =
            header::HeaderValue::from_str(&format!("Bot {token}")).map_err(|_| Error::Token)?;
        authorization.set_sensitive(true);
        let mut builder = reqwest::Client::builder()
            .timeout(ONE_REQUEST)
            .user_agent(AGENT);
        if proxy.is_some() {
            // Neither a redirect nor a proxy of the system may lead away from the address.
            builder = builder
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none());
        }
        let client = builder.build().map_err(|error| Error::Unreachable {
            address: "the network".to_owned(),
            reason: said(&error),
        })?;
        let base = proxy.unwrap_or(DISCORD).trim_end_matches('/').to_owned();
        Ok(Self {
            client,
            base,
            authorization,
        })
    }

    /// The address that requests go to.
    pub(super) fn address(&self) -> &str {
        &self.base
    }

    /// Answers an interaction, which must happen within seconds.
    pub(super) async fn answer(
        &self,
        to: &Interaction,
        with: &Callback,
        until: Instant,
    ) -> Result<(), Error> {
        let path = format!("interactions/{}/{}/callback", to.id.0, to.token);
        let body = (Some(with), with.files());
        self.unsigned(Method::POST, path, body, until).await
    }

    /// Changes the first answer to an interaction.
    pub(super) async fn change(
        &self,
        to: &Interaction,
        message: &Message,
        until: Instant,
    ) -> Result<(), Error> {
        let body = (Some(message), message.files.as_slice());
        self.unsigned(Method::PATCH, original(to), body, until)
            .await
    }

    /// Takes the first answer to an interaction back.
    pub(super) async fn take_back(&self, to: &Interaction, until: Instant) -> Result<(), Error> {
        let nothing = (None, [].as_slice());
        self.unsigned::<()>(Method::DELETE, original(to), nothing, until)
            .await
    }

    /// Answers an interaction once more.
    pub(super) async fn follow_up(
        &self,
        to: &Interaction,
        message: &Message,
        until: Instant,
    ) -> Result<(), Error> {
        let path = format!("webhooks/{}/{}", to.application_id.0, to.token);
        let body = (Some(message), message.files.as_slice());
        self.unsigned(Method::POST, path, body, until).await
    }

    /// Posts a message into a channel; gives its id.
    pub(super) async fn post(
        &self,
        channel: &str,
        message: &Posted<'_>,
        until: Instant,
    ) -> Result<Option<String>, Error> {
        let path = format!("channels/{channel}/messages");
        let posted = self.signed(Method::POST, path, message, until).await?;
        Ok(posted.get("id").and_then(Value::as_str).map(str::to_owned))
    }

    /// Changes a message that was posted into a channel.
    pub(super) async fn change_post(
        &self,
        channel: &str,
        message: &str,
        to: &Message,
        until: Instant,
    ) -> Result<(), Error> {
        let path = format!("channels/{channel}/messages/{message}");
        self.signed(Method::PATCH, path, to, until).await.map(drop)
    }

    /// Asks as the bot.
    pub(super) async fn get(&self, path: &str, until: Instant) -> Result<Value, Error> {
        self.ask::<()>(Asked {
            method: Method::GET,
            path: path.to_owned(),
            body: None,
            files: &[],
            signed: true,
            until,
        })
        .await
    }

    /// Puts something in the place of what was there, as the bot.
    pub(super) async fn put(
        &self,
        path: &str,
        body: &impl Serialize,
        until: Instant,
    ) -> Result<Value, Error> {
        self.signed(Method::PUT, path.to_owned(), body, until).await
    }

    async fn signed<B: Serialize>(
        &self,
        method: Method,
        path: String,
        body: &B,
        until: Instant,
    ) -> Result<Value, Error> {
        self.ask(Asked {
            method,
            path,
            body: Some(body),
            files: &[],
            signed: true,
            until,
        })
        .await
    }

    async fn unsigned<B: Serialize>(
        &self,
        method: Method,
        path: String,
        (body, files): (Option<&B>, &[File]),
        until: Instant,
    ) -> Result<(), Error> {
        self.ask(Asked {
            method,
            path,
            body,
            files,
            signed: false,
            until,
        })
        .await
        .map(drop)
    }

    /// Sends a request until it succeeds, can't succeed, or is of no use any more.
    async fn ask<B: Serialize>(&self, asked: Asked<'_, B>) -> Result<Value, Error> {
        let mut pause = FIRST_PAUSE;
        loop {
            let (error, wait) = match self.once(&asked).await {
                Tried::Done(value) => return Ok(value),
                Tried::Lost(error) => return Err(error),
                Tried::Again(error, wait) => (error, wait.unwrap_or(pause)),
            };
            let now = Instant::now();
            if now + wait >= asked.until {
                return Err(error);
            }
            tracing::debug!(%error, ?wait, "a request to Discord is tried again");
            tokio::time::sleep(wait).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn once<B: Serialize>(&self, asked: &Asked<'_, B>) -> Tried {
        let address = format!("{}/{API}/{}", self.base, asked.path);
        let left = asked.until.saturating_duration_since(Instant::now());
        let mut request = self
            .client
            .request(asked.method.clone(), address)
            .timeout(left.min(ONE_REQUEST));
        if asked.signed {
            request = request.header(header::AUTHORIZATION, self.authorization.clone());
        }
        if let Some(body) = asked.body {
            request = match asked.files {
                [] => request.json(body),
                files => in_parts(request, body, files),
            };
        }
        let response = match request.send().await {
            Ok(response) => response,
            Err(error) => return Tried::Again(self.unreachable(&error), None),
        };
        let (status, by_header) = (response.status(), retry_after(response.headers()));
        let body: Value = match response.bytes().await {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
            Err(error) => return Tried::Again(self.unreachable(&error), None),
        };
        judged(status, by_header, body)
    }

    fn unreachable(&self, error: &reqwest::Error) -> Error {
        Error::Unreachable {
            address: self.base.clone(),
            reason: said(error),
        }
    }
}

/// A request with files: its JSON is one part of the body, and each file another (Reference > Uploading
/// files).
fn in_parts(
    request: reqwest::RequestBuilder,
    body: &impl Serialize,
    files: &[File],
) -> reqwest::RequestBuilder {
    let json = serde_json::to_vec(body)
        .expect("a message is made of texts, numbers and lists, all of which JSON can hold");
    let mut hash = blake3::Hasher::new();
    hash.update(&json);
    for file in files {
        hash.update(&file.data);
    }
    // Nobody can write a text that has the hash of itself in it.
    let boundary = hash.finalize().to_hex();
    let mut whole = Vec::new();
    let mut part = |name: &str, media: &str, data: &[u8]| {
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; {name}\r\nContent-Type: {media}\r\n\r\n"
        );
        whole.extend_from_slice(head.as_bytes());
        whole.extend_from_slice(data);
        whole.extend_from_slice(b"\r\n");
    };
    part("name=\"payload_json\"", "application/json", &json);
    for (number, file) in files.iter().enumerate() {
        let name = format!("name=\"files[{number}]\"; filename=\"{}\"", file.name);
        part(&name, &file.media, &file.data);
    }
    whole.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={boundary}");
    request.header(header::CONTENT_TYPE, kind).body(whole)
}

fn original(to: &Interaction) -> String {
    format!(
        "webhooks/{}/{}/messages/@original",
        to.application_id.0, to.token
    )
}

/// The innermost cause, which says what the others only wrap: they name the address, and with it a
/// token.
fn said(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    if let Some(error) = cause.downcast_ref::<reqwest::Error>() {
        let kind = if error.is_timeout() {
            "no answer in time"
        } else {
            "the request failed"
        };
        return kind.to_owned();
    }
    cause.to_string()
}

fn judged(status: StatusCode, by_header: Option<Duration>, body: Value) -> Tried {
    if status.is_success() {
        return Tried::Done(body);
    }
    let message = body.get("message").and_then(Value::as_str);
    let mut message = message.unwrap_or("no reason given").to_owned();
    if let Some(errors) = body.get("errors") {
        message = format!("{message}: {errors}");
    }
    let code = body.get("code").and_then(Value::as_u64).unwrap_or(0);
    let error = Error::Refused {
        status: status.as_u16(),
        code,
        message,
    };
    if status == StatusCode::TOO_MANY_REQUESTS {
        let by_body = body
            .get("retry_after")
            .and_then(Value::as_f64)
            .and_then(seconds);
        return Tried::Again(error, by_body.or(by_header));
    }
    if status.is_server_error() {
        return Tried::Again(error, None);
    }
    Tried::Lost(error)
}

/// How long to wait, as the header of a refusal says it (Topics > Rate limits).
fn retry_after(headers: &header::HeaderMap) -> Option<Duration> {
    seconds(
        headers
            .get(header::RETRY_AFTER)?
            .to_str()
            .ok()?
            .trim()
            .parse()
            .ok()?,
    )
}

fn seconds(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests;

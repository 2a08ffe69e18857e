//! REST v10: which call is which, what each is answered, and how its body is judged first.

use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{FromRequestParts as _, Request, State as Extracted};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, UPGRADE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::serve::ListenerExt as _;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::interaction::Place;
use super::limits::Written;
use super::message::Message;
use super::rule::Does;
use super::state::{APPLICATION, Call, State};
use super::turn::{Answer, error};
use super::{Shared, commands, gateway, limits, multipart, official};

/// No body of this bot is longer.
const LONGEST_BODY: usize = 1 << 20;

/// Takes calls and gateway connections for as long as it is let.
pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let everything = Router::new().fallback(take).with_state(shared);
    // Small frames are sent at once: who waits for them is timed.
    let listener = listener.tap_io(|connection| connection.set_nodelay(true).unwrap_or_default());
    axum::serve(listener, everything).await.unwrap();
}

/// Whatever is upgraded is a gateway connection; all else is a call.
async fn take(Extracted(shared): Extracted<Arc<Shared>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.headers.contains_key(UPGRADE) {
        if shared.with(State::refuses) {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
        let query = parts.uri.query().unwrap_or_default().to_owned();
        if !query.split('&').any(|pair| pair == "v=10") {
            shared.with(|state| state.fault(format!("a gateway of another version: {query}")));
        }
        return match upgrade {
            Ok(upgrade) => upgrade.on_upgrade(move |socket| gateway::converse(shared, socket)),
            Err(refusal) => refusal.into_response(),
        };
    }
    answer(
        &shared,
        &parts.method,
        parts.uri.path(),
        (&parts.headers, body),
    )
    .await
}

async fn answer(
    shared: &Shared,
    method: &Method,
    path: &str,
    (headers, body): (&HeaderMap, Body),
) -> Response {
    let at = Instant::now();
    let bytes = to_bytes(body, LONGEST_BODY).await.unwrap_or_default();
    if let Some(response) = shared.lock().measured(path) {
        return response;
    }
    let what = format!("{method} {}", path.trim_start_matches("/api/v10"));
    let rule = shared.with(|state| state.rule_for(&what));
    let is_json = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/json");
    let multipart = multipart::read(headers, &bytes);
    let bytes = match &multipart {
        Some(parts) => Bytes::from(parts.json.clone()),
        None => bytes,
    };
    let is_json = is_json || multipart.is_some();
    if let Some(Does::Refuse(status, headers, body)) = rule {
        let note = Call {
            what,
            body: parsed(&bytes),
            status: status.as_u16(),
        };
        shared.with(|state| state.calls.push(note));
        return respond(status, headers, body);
    }
    let body = parsed(&bytes);
    let (status, answer) = shared.with(|state| {
        if !bytes.is_empty() && !is_json {
            state.fault(format!("{what}: a body that is not application/json"));
        }
        let files = multipart.as_ref().map(|parts| parts.files.as_slice());
        for fault in multipart::faults(&body, files.unwrap_or_default()) {
            state.fault(format!("{what}: {fault}"));
        }
        let called = Called {
            at,
            what: &what,
            headers,
            body: &body,
        };
        let (status, answer) = state.route(&called);
        let (what, status_code) = (what.clone(), status.as_u16());
        state.calls.push(Call {
            what,
            body: body.clone(),
            status: status_code,
        });
        (status, answer)
    });
    if let Some(Does::Wait(by)) = rule {
        tokio::time::sleep(by).await;
    }
    respond(status, Vec::new(), answer)
}

fn parsed(bytes: &Bytes) -> Value {
    serde_json::from_slice(bytes).unwrap_or_default()
}

fn respond(status: StatusCode, headers: Vec<(&'static str, String)>, body: Value) -> Response {
    let mut response = if status == StatusCode::NO_CONTENT {
        status.into_response()
    } else {
        (status, Json(body)).into_response()
    };
    for (name, value) in headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

/// A call as it came.
struct Called<'c> {
    /// When it came, before anything was judged.
    at: Instant,
    /// The method and the path below the version.
    what: &'c str,
    headers: &'c HeaderMap,
    body: &'c Value,
}

impl State {
    /// Where there are measurements, a call leaves its time and nothing else.
    fn measured(&self, path: &str) -> Option<Response> {
        let measures = self.measures.as_ref()?;
        let parts: Vec<&str> = path.split('/').collect();
        let (token, status) = match parts.as_slice() {
            [.., token, "callback"] => (token, StatusCode::NO_CONTENT),
            [.., "webhooks", _, token, "messages", _] => (token, StatusCode::OK),
            _ => return None,
        };
        // Who measures may have seen enough.
        let _ = measures.send(((*token).to_owned(), Instant::now()));
        Some(respond(status, Vec::new(), json!({})))
    }

    fn refuses(&mut self) -> bool {
        self.refused += usize::from(self.is_closed);
        self.is_closed
    }

    fn rule_for(&mut self, what: &str) -> Option<Does> {
        let at = self
            .rules
            .iter()
            .position(|rule| what.contains(rule.part))?;
        let rule = &mut self.rules[at];
        rule.times -= 1;
        let does = rule.does.clone();
        if rule.times == 0 {
            self.rules.remove(at);
        }
        Some(does)
    }

    fn route(&mut self, called: &Called<'_>) -> Answer {
        let (method, path) = called.what.split_once(' ').unwrap_or_default();
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", ["gateway"]) => (StatusCode::OK, json!({"url": self.gateway()})),
            ("POST", ["interactions", _, token, "callback"]) => self.take_callback(token, called),
            (_, ["webhooks", application, rest @ ..]) if is_ours(application) => {
                self.webhook(method, rest, called)
            }
            _ if !self.lets_in(called.headers) => error(401, 0, "401: Unauthorized"),
            ("GET", ["gateway", "bot"]) => (
                StatusCode::OK,
                json!({
                    "url": self.gateway(), "shards": 1,
                    "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 0,
                                            "max_concurrency": 1},
                }),
            ),
            ("GET", ["users", "@me"]) => (
                StatusCode::OK,
                json!({
                    "id": APPLICATION.to_string(), "username": "Lectern", "discriminator": "0000",
                    "avatar": null, "bot": true,
                }),
            ),
            ("GET", ["applications" | "oauth2", .., "@me"]) => (StatusCode::OK, application()),
            (_, ["applications", application, rest @ ..]) if is_ours(application) => {
                self.registration(method, rest, called)
            }
            ("POST", ["channels", channel, "messages"]) => self.post(channel, called),
            ("PATCH", ["channels", channel, "messages", id]) => {
                self.change_posted((channel, id), called)
            }
            _ => self.refuse(
                404,
                0,
                "404: Not Found",
                &format!("{}: no such call", called.what),
            ),
        }
    }

    fn gateway(&self) -> String {
        format!("ws://{}", self.address)
    }

    fn lets_in(&self, headers: &HeaderMap) -> bool {
        let wanted = format!("Bot {}", self.token);
        headers
            .get(AUTHORIZATION)
            .is_some_and(|token| token == wanted.as_str())
    }

    /// Goes on only with what Discord would take.
    fn taken(
        &mut self,
        called: &Called<'_>,
        faults: &[String],
        go_on: impl FnOnce(&mut Self) -> Answer,
    ) -> Answer {
        if faults.is_empty() {
            return go_on(self);
        }
        let listed = faults.join("\n  ");
        self.fault(format!("{}:\n  {listed}\n  {}", called.what, called.body));
        let (status, mut body) = error(400, 50035, "Invalid Form Body");
        body["errors"] = json!({"_errors": faults});
        (status, body)
    }

    fn take_callback(&mut self, token: &str, called: &Called<'_>) -> Answer {
        let body = called.body;
        let mut faults = limits::callback(body);
        faults.extend(official::judge(official::callback(body), body));
        self.taken(called, &faults, |state| {
            state.call_back(token, body, called.at)
        })
    }

    fn webhook(&mut self, method: &str, rest: &[&str], called: &Called<'_>) -> Answer {
        let body = called.body;
        match (method, rest) {
            ("POST", [token]) => {
                let mut faults = limits::message("body", body, Written::New);
                faults.extend(official::judge(official::FOLLOW_UP, body));
                self.taken(called, &faults, |state| state.follow_up(token, body))
            }
            ("PATCH", [token, "messages", id]) => {
                let mut faults = limits::message("body", body, Written::Edit);
                faults.extend(official::judge(official::EDIT, body));
                self.taken(called, &faults, |state| state.edit(token, id, body))
            }
            ("DELETE", [token, "messages", id]) => self.delete(token, id),
            ("GET", [token, "messages", id]) => self.look_at(token, id),
            _ => self.refuse(
                404,
                0,
                "404: Not Found",
                &format!("{}: no such call", called.what),
            ),
        }
    }

    fn registration(&mut self, method: &str, rest: &[&str], called: &Called<'_>) -> Answer {
        let server = match rest {
            ["commands"] => None,
            ["guilds", server, "commands"] => server.parse().ok(),
            _ => {
                let what = format!("{}: no such call", called.what);
                return self.refuse(404, 0, "404: Not Found", &what);
            }
        };
        if method == "GET" {
            let registered = self.commands.get(&server).cloned().unwrap_or_default();
            return (StatusCode::OK, json!(registered));
        }
        let mut faults = commands::definitions(called.body);
        for (number, definition) in limits::list(called.body).iter().enumerate() {
            let judged = official::judge(official::COMMAND, definition).into_iter();
            faults.extend(judged.map(|fault| format!("[{number}]{fault}")));
        }
        self.taken(called, &faults, |state| {
            let definitions = limits::list(called.body).iter();
            let registered: Vec<Value> = definitions
                .map(|definition| state.registered(definition, server))
                .collect();
            state.commands.insert(server, registered.clone());
            (StatusCode::OK, json!(registered))
        })
    }

    /// A definition as Discord gives it back.
    fn registered(&mut self, definition: &Value, server: Option<u64>) -> Value {
        let mut command = definition.clone();
        command["id"] = json!(self.next_id().to_string());
        command["version"] = json!(self.next_id().to_string());
        command["application_id"] = json!(APPLICATION.to_string());
        for (key, missing) in [("type", json!(1)), ("description", json!(""))] {
            if command[key].is_null() {
                command[key] = missing;
            }
        }
        if command["default_member_permissions"].is_null() {
            command["default_member_permissions"] = Value::Null;
        }
        if let Some(server) = server {
            command["guild_id"] = json!(server.to_string());
        }
        command
    }

    /// A message that nobody asked for at that moment. A nonce that is enforced makes it the message that
    /// was posted with it before.
    fn post(&mut self, channel: &str, called: &Called<'_>) -> Answer {
        let body = called.body;
        let mut faults = limits::message("body", body, Written::New);
        faults.extend(limits::nonce(body));
        faults.extend(official::judge(official::POST, body));
        if Place::of(channel).is_none() {
            faults.push(format!("{}: the bot is not there", called.what));
        }
        self.taken(called, &faults, |state| {
            let is_same = |message: &&Message| {
                let nonce = message.nonce.as_deref();
                nonce.is_some() && nonce == body["nonce"].as_str() && message.channel == channel
            };
            if let Some(same) = state.messages.values().find(is_same) {
                return (StatusCode::OK, same.full(APPLICATION));
            }
            let id = state.next_id().to_string();
            let message = Message::posted(id.clone(), channel, body);
            let full = message.full(APPLICATION);
            state.messages.insert(id.clone(), message);
            state.posted.push(id);
            (StatusCode::OK, full)
        })
    }

    fn change_posted(&mut self, (channel, id): (&str, &str), called: &Called<'_>) -> Answer {
        let body = called.body;
        let mut faults = limits::message("body", body, Written::Edit);
        faults.extend(official::judge(official::EDIT_POST, body));
        self.taken(called, &faults, |state| {
            let message = state.messages.get_mut(id);
            match message.filter(|message| message.channel == channel) {
                Some(message) => {
                    message.edit(body);
                    message.edits += 1;
                    (StatusCode::OK, message.full(APPLICATION))
                }
                None => error(404, 10_008, "Unknown Message"),
            }
        })
    }
}

fn is_ours(application: &str) -> bool {
    application.parse() == Ok(APPLICATION)
}

fn application() -> Value {
    json!({
        "id": APPLICATION.to_string(), "name": "Lectern", "icon": null, "description": "",
        "bot_public": true, "bot_require_code_grant": false, "verify_key": "0".repeat(64),
        "owner": {"id": "1000000000000000009", "username": "owner", "discriminator": "0",
                  "avatar": null, "flags": 0},
        "team": null, "flags": 0, "summary": "", "tags": [],
    })
}

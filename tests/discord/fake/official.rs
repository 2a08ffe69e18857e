//! Discord's own description of the bodies it takes: as `OpenAPI` where `LECTERN_DISCORD_OPENAPI`
//! names the file (`specs/openapi.json` of discord/discord-api-spec), as Zod where
//! `LECTERN_DISCORD_ZOD` names a folder with npm's `discord-api-spec` and `zod`, as `tests/run`
//! installs them.
//!
//! Both have the same names, and either may be newer. Each schema is compiled once.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, ValidationError, Validator};
use serde_json::{Value, json};

use super::limits::Faults;

/// The names of the schemas.
pub(super) const COMMAND: &str = "ApplicationCommandUpdateRequest";
pub(super) const EDIT: &str = "IncomingWebhookUpdateRequestPartial";
pub(super) const FOLLOW_UP: &str = "IncomingWebhookRequestPartial";
pub(super) const POST: &str = "MessageCreateRequest";
pub(super) const EDIT_POST: &str = "MessageEditRequestPartial";

/// The schema of a callback of a type.
pub(super) fn callback(body: &Value) -> &'static str {
    match body["type"].as_u64() {
        Some(6 | 7) => "UpdateMessageInteractionCallbackRequest",
        Some(8) => "ApplicationCommandAutocompleteCallbackRequest",
        Some(9) => "ModalInteractionCallbackRequest",
        _ => "CreateMessageInteractionCallbackRequest",
    }
}

/// What the official descriptions that are here say against a body. What they have found right once
/// is not judged again, so that many answers at once do not wait for the judge.
pub(super) fn judge(schema: &'static str, body: &Value) -> Faults {
    static RIGHT: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    let right = || RIGHT.lock().unwrap_or_else(PoisonError::into_inner);
    let seen = format!("{schema} {body}");
    if right().get_or_insert_default().contains(&seen) {
        return Faults::new();
    }
    let openapi = OpenApi::here().map(|openapi| openapi.judge(schema, body));
    let zod = Zod::here().map(|zod| {
        let mut zod = zod.lock().unwrap_or_else(PoisonError::into_inner);
        zod.judge(schema, body)
    });
    let faults: Faults = openapi.into_iter().chain(zod).flatten().collect();
    if faults.is_empty() {
        right().get_or_insert_default().insert(seen);
    }
    faults
}

struct OpenApi {
    components: Value,
    compiled: Mutex<HashMap<&'static str, Arc<Validator>>>,
}

impl OpenApi {
    fn here() -> Option<&'static Self> {
        static HERE: OnceLock<Option<OpenApi>> = OnceLock::new();
        let read = || {
            let file = std::env::var_os("LECTERN_DISCORD_OPENAPI")?;
            let text = std::fs::read(file).expect("LECTERN_DISCORD_OPENAPI names a file");
            let mut described: Value = serde_json::from_slice(&text).unwrap();
            Some(Self {
                components: described["components"].take(),
                compiled: Mutex::default(),
            })
        };
        HERE.get_or_init(read).as_ref()
    }

    fn judge(&self, schema: &'static str, body: &Value) -> Faults {
        let validator = Arc::clone(
            self.compiled
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(schema)
                .or_insert_with(|| self.compile(schema)),
        );
        let errors = validator.iter_errors(body);
        errors
            .map(|error| deepest(&error))
            .map(|(_, fault)| format!("{fault} (OpenAPI)"))
            .collect()
    }

    fn compile(&self, schema: &str) -> Arc<Validator> {
        let root = json!({
            "$ref": format!("#/components/schemas/{schema}"),
            "components": self.components,
        });
        let options = jsonschema::options().with_draft(Draft::Draft202012);
        Arc::new(options.build(&root).unwrap())
    }
}

/// Of what each branch of a choice says against a body, what lies deepest: that branch was meant.
fn deepest(error: &ValidationError<'_>) -> (usize, String) {
    let place = error.instance_path().to_string();
    let own = (place.len(), format!("{place}: {}", error.masked()));
    let (ValidationErrorKind::AnyOf { context: branches }
    | ValidationErrorKind::OneOfNotValid { context: branches }) = error.kind()
    else {
        return own;
    };
    let inner = branches.iter().flatten().map(deepest);
    let inner = inner.max_by_key(|(depth, _)| *depth);
    inner.filter(|(depth, _)| *depth > own.0).unwrap_or(own)
}

/// A process of node that judges one body a line.
struct Zod {
    _process: Child,
    bodies: ChildStdin,
    verdicts: BufReader<ChildStdout>,
}

impl Zod {
    fn here() -> Option<&'static Mutex<Self>> {
        static HERE: OnceLock<Option<Mutex<Zod>>> = OnceLock::new();
        let start = || {
            let folder = PathBuf::from(std::env::var_os("LECTERN_DISCORD_ZOD")?);
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/discord/zod.mjs");
            let mut process = Command::new("node")
                .args([script.as_ref(), folder.as_os_str()])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("LECTERN_DISCORD_ZOD needs node");
            Some(Mutex::new(Self {
                bodies: process.stdin.take().unwrap(),
                verdicts: BufReader::new(process.stdout.take().unwrap()),
                _process: process,
            }))
        };
        HERE.get_or_init(start).as_ref()
    }

    fn judge(&mut self, schema: &str, body: &Value) -> Faults {
        let line = json!({"schema": schema, "body": body});
        writeln!(self.bodies, "{line}").unwrap();
        let mut verdict = String::new();
        self.verdicts.read_line(&mut verdict).unwrap();
        let faults: Vec<String> = serde_json::from_str(&verdict).expect("zod.mjs gives a list");
        let faults = faults.into_iter();
        faults.map(|fault| format!("{fault} (Zod)")).collect()
    }
}

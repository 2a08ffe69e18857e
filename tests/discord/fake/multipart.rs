//! Bodies with files: the JSON is one part, each file another (“Uploading Files” in Discord's
//! documentation). Read strictly, since what Discord does with a part that is wrong is not told.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::limits::{self, Faults};

/// The longest description of a file.
const DESCRIPTION: usize = 1_024;

/// A body in parts.
pub(super) struct Parts {
    pub(super) json: Vec<u8>,
    pub(super) files: Vec<File>,
}

/// A file as it was sent.
pub(super) struct File {
    /// The number in `files[0]`.
    number: String,
    name: String,
    media: String,
    data: Vec<u8>,
}

/// The parts of a body, where it has any.
pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Option<Parts> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let boundary = kind.strip_prefix("multipart/form-data; boundary=")?;
    let mut parts = Parts {
        json: Vec::new(),
        files: Vec::new(),
    };
    let end = format!("--{boundary}--\r\n");
    let body = body.strip_suffix(end.as_bytes())?;
    let begin = format!("--{boundary}\r\n");
    for part in split(body, begin.as_bytes()).into_iter().skip(1) {
        let part = part.strip_suffix(b"\r\n")?;
        let at = find(part, b"\r\n\r\n")?;
        let (head, data) = (std::str::from_utf8(&part[..at]).ok()?, &part[at + 4..]);
        let value = |key: &str| {
            let rest = &head[head.find(&format!("{key}=\""))? + key.len() + 2..];
            rest.split('"').next()
        };
        let media = head.split("Content-Type: ").nth(1)?.trim();
        match value(" name")? {
            "payload_json" => parts.json = data.to_vec(),
            name => parts.files.push(File {
                number: name.strip_prefix("files[")?.strip_suffix(']')?.to_owned(),
                name: value("filename")?.to_owned(),
                media: media.to_owned(),
                data: data.to_vec(),
            }),
        }
    }
    Some(parts)
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn split<'t>(mut text: &'t [u8], at: &[u8]) -> Vec<&'t [u8]> {
    let mut pieces = Vec::new();
    while let Some(found) = find(text, at) {
        pieces.push(&text[..found]);
        text = &text[found + at.len()..];
    }
    pieces.push(text);
    pieces
}

/// What is wrong between a message and the files beside it.
pub(super) fn faults(body: &Value, files: &[File]) -> Faults {
    let message = if body["data"].is_object() {
        &body["data"]
    } else {
        body
    };
    let attached = limits::list(&message["attachments"]);
    let mut faults = Faults::new();
    for file in files {
        let is_its = |attachment: &&Value| {
            let id = attachment["id"].as_str();
            id == Some(&file.number) && attachment["filename"] == file.name.as_str()
        };
        let Some(attachment) = attached.iter().find(is_its) else {
            faults.push(format!("{}: a file that no attachment names", file.name));
            continue;
        };
        let told = &attachment["description"];
        faults.extend(limits::text("attachment.description", told, 1, DESCRIPTION));
        if file.media == "image/png" && !file.data.starts_with(b"\x89PNG\r\n\x1a\n") {
            faults.push(format!("{}: no PNG", file.name));
        }
    }
    if attached.len() > files.len() {
        faults.push("an attachment without its file".to_owned());
    }
    for embed in limits::list(&message["embeds"]) {
        let address = embed["image"]["url"].as_str().unwrap_or_default();
        if let Some(name) = address.strip_prefix("attachment://")
            && !files.iter().any(|file| file.name == name)
        {
            faults.push(format!("{address}: no such file"));
        }
    }
    faults
}

//! How calls are answered otherwise than by a Discord at its best.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};

/// An answer to the next calls whose method and path contain something.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// A part of `POST /interactions/…/callback`.
    pub(super) part: &'static str,
    /// How many calls it is for.
    pub(super) times: usize,
    pub(super) does: Does,
}

#[derive(Clone, Debug)]
pub(super) enum Does {
    /// Refuses, and does nothing of what was wanted.
    Refuse(StatusCode, Vec<(&'static str, String)>, Value),
    /// Does what is wanted, and says so late.
    Wait(Duration),
}

impl Rule {
    /// “Too many requests”, as Discord words it, with the headers that go with it.
    pub(crate) fn too_many(part: &'static str, times: usize, seconds: f64) -> Self {
        let headers = vec![
            ("retry-after", format!("{seconds}")),
            ("x-ratelimit-scope", "user".to_owned()),
            ("x-ratelimit-reset-after", format!("{seconds}")),
        ];
        Self::refuse(part, times, (429, headers, too_many(seconds)))
    }

    /// The same with the body alone.
    pub(crate) fn too_many_without_headers(part: &'static str, times: usize, seconds: f64) -> Self {
        Self::refuse(part, times, (429, Vec::new(), too_many(seconds)))
    }

    /// A failure of Discord's own.
    pub(crate) fn failure(part: &'static str, times: usize, status: u16) -> Self {
        let body = json!({"message": format!("{status}: Server Error"), "code": 0});
        Self::refuse(part, times, (status, Vec::new(), body))
    }

    /// “Missing Permissions” and what is like it.
    pub(crate) fn forbidden(part: &'static str, times: usize, code: u32) -> Self {
        let body = json!({"message": "Missing Permissions", "code": code});
        Self::refuse(part, times, (403, Vec::new(), body))
    }

    /// Answers that come late.
    pub(crate) fn slow(part: &'static str, times: usize, by: Duration) -> Self {
        Self {
            part,
            times,
            does: Does::Wait(by),
        }
    }

    fn refuse(
        part: &'static str,
        times: usize,
        (status, headers, body): (u16, Vec<(&'static str, String)>, Value),
    ) -> Self {
        let status = StatusCode::from_u16(status).unwrap();
        Self {
            part,
            times,
            does: Does::Refuse(status, headers, body),
        }
    }
}

fn too_many(seconds: f64) -> Value {
    json!({"message": "You are being rate limited.", "retry_after": seconds, "global": false})
}

//! What is tried again, and what is not.

use serde_json::json;

use super::*;

fn judge(status: u16, header: Option<u64>, body: Value) -> String {
    let status = StatusCode::from_u16(status).unwrap_or_default();
    match judged(status, header.map(Duration::from_secs), body) {
        Tried::Done(value) => format!("done {value}"),
        Tried::Lost(error) => format!("lost {error}"),
        Tried::Again(error, wait) => format!("again {error} after {wait:?}"),
    }
}

#[test]
fn what_may_succeed_is_tried_again_after_the_pause_that_discord_names() {
    assert_eq!(judge(204, None, Value::Null), "done null");
    let limited = json!({"message": "slow", "retry_after": 0.5});
    assert_eq!(
        judge(429, Some(3), limited),
        "again refused with 429: slow after Some(500ms)"
    );
    assert_eq!(
        judge(429, Some(3), Value::Null),
        "again refused with 429: no reason given after Some(3s)"
    );
    assert_eq!(
        judge(503, None, Value::Null),
        "again refused with 503: no reason given after None"
    );
    let gone = json!({"message": "Unknown interaction", "code": 10062});
    assert_eq!(
        judge(404, None, gone),
        "lost refused with 404: Unknown interaction"
    );
    let wrong = json!({"message": "Invalid", "errors": {"a": 1}});
    assert_eq!(
        judge(400, None, wrong),
        "lost refused with 400: Invalid: {\"a\":1}"
    );
}

#[test]
fn a_pause_that_can_t_be_read_is_none() {
    let mut headers = header::HeaderMap::new();
    for (value, wait) in [
        ("2", Some(2.0)),
        ("1.5", Some(1.5)),
        ("soon", None),
        ("-1", None),
        ("NaN", None),
    ] {
        headers.insert(header::RETRY_AFTER, header::HeaderValue::from_static(value));
        assert_eq!(retry_after(&headers), wait.and_then(seconds), "{value}");
    }
}

#[test]
fn a_token_with_a_line_break_is_refused_and_never_shown() {
    let refused = Rest::new("secret\nvalue", None)
        .err()
        .map(|error| error.to_string());
    assert_eq!(
        refused.as_deref(),
        Some("the token has characters that no token has")
    );
}

//! The form of a token: three parts with dots between them, of which the first is the bot's id.
//!
//! Only Discord knows whether a token is right; here is seen whether it was copied whole.

/// What is wrong with the form of a token, if anything is.
pub(super) fn fault(token: &str) -> Option<&'static str> {
    if token.split('.').count() != 3 {
        return Some("it has not three parts with dots between them");
    }
    let is_of_a_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !token.chars().all(is_of_a_token) {
        return Some("it has characters that no token has");
    }
    application(token)
        .is_none()
        .then_some("its first part names no bot")
}

/// The id of the bot, which its token begins with.
pub(super) fn application(token: &str) -> Option<String> {
    let (first, _) = token.split_once('.')?;
    let id = String::from_utf8(base64(first)?).ok()?;
    let is_id = (15..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some(id)
}

/// Decodes base64, in either alphabet, with or without padding (RFC 4648, sections 4 and 5).
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0);
    for c in text.trim_end_matches('=').bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_names_the_bot_and_is_whole() {
        // Made for this test: the id, and two parts of nothing.
        let token = "MTIzNDU2Nzg5MDEyMzQ1Njc4.AAAAAA.BBBBBBBBBBBBBBBBBBBBBBBBBBB";
        assert_eq!(application(token).as_deref(), Some("123456789012345678"));
        assert_eq!(fault(token), None);
        assert!(fault("MTIzNDU2Nzg5MDEyMzQ1Njc4.AAAAAA").is_some());
        assert!(fault("bm90IGFuIGlk.AAAAAA.BBBB").is_some());
        assert!(fault("MTIzNDU2Nzg5MDEyMzQ1Njc4.AA AA.BBBB").is_some());
        assert_eq!(application(""), None);
    }
}

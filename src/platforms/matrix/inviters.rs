//! Whose invitations are accepted: ids, and patterns in which `*` stands for any characters.

/// Whether one of the patterns is that of a person.
pub(super) fn may_invite(person: &str, patterns: &[String]) -> bool {
    patterns.iter().any(|pattern| fits(person, pattern))
}

/// Whether a pattern describes the whole of a text: its pieces must follow each other there, the first
/// at the beginning and the last at the end.
fn fits(text: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return text == pattern;
    };
    let Some(mut left) = text.strip_prefix(first) else {
        return false;
    };
    let mut pieces: Vec<&str> = rest.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some((_, after)) = left.split_once(piece) else {
            return false;
        };
        left = after;
    }
    left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_describes_the_whole_id() {
        for (pattern, right, wrong) in [
            ("@ana:a.org", "@ana:a.org", "@ana:a.org.evil.example"),
            ("@*:a.org", "@ana:a.org", "@ana:b.a.org"),
            ("@*:a.org", "@x.y:a.org", "@ana:a.org:8448"),
            ("@t-*:*.a.org", "@t-1:x.a.org", "@t-1:a.org"),
            ("*:a.org", "@ana:a.org", "@ana:aa.org"),
            ("@a*a:x", "@aba:x", "@a:x"),
            ("@a**:x", "@a:x", "@b:x"),
        ] {
            let patterns = [pattern.to_owned()];
            assert!(may_invite(right, &patterns), "{pattern} {right}");
            assert!(!may_invite(wrong, &patterns), "{pattern} {wrong}");
        }
        assert!(may_invite("@ana:a.org", &["*".to_owned()]));
        assert!(!may_invite("@ana:a.org", &[]));
    }
}

//! stub
use std::ops::Range;
/// stub
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    vec![0..text.len()]
}

//! stub
/// stub
#[must_use]
pub fn normalise(text: &str) -> String {
    text.to_owned()
}

//! stub
use super::paper::Paper;
use std::path::Path;
/// Why a file gives no paper.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    message: String,
}
/// Reads one file. The paper's key is the one it would have alone.
pub fn file(_path: &Path) -> Result<Paper, Error> {
    Err(Error {
        message: "stub".to_owned(),
    })
}
/// Whether the reader knows what to do with a file of this name.
#[must_use]
pub fn is_paper(_path: &Path) -> bool {
    false
}

/// stub
pub fn document(_path: &Path, _bytes: &[u8]) -> Result<Paper, Error> {
    Err(Error {
        message: "stub".to_owned(),
    })
}

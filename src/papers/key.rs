//! stub
use super::paper::Key;
use std::collections::HashSet;
/// The keys that are given away.
pub struct Keys {
    taken: HashSet<Key>,
}
impl Keys {
    /// Begins with keys that papers already have.
    pub fn taken(taken: impl IntoIterator<Item = Key>) -> Self {
        Self {
            taken: taken.into_iter().collect(),
        }
    }
    /// stub
    pub fn take(&mut self, proposed: &Key) -> Key {
        self.taken.insert(proposed.clone());
        proposed.clone()
    }
}

//! Text as the program compares it: normalised once when read, cut into words and sentences, folded
//! and stemmed for search.
//!
//! Nothing here knows what a paper is. Only [`normalise()`] changes what is stored and shown; words,
//! folding and stems are used to find and compare, never to show.

mod counted;
mod items;
mod normalise;
mod pieces;
mod raised;
mod sentences;
mod stop_words;
mod words;

pub use counted::{counted, grouped};
pub use items::items;
pub use normalise::normalise;
pub use pieces::{After, Piece, pieces, stop};
pub use raised::{is_raised, may_be_raised, raised_digit};
pub use sentences::sentences;
pub use stop_words::is_stop_word;
pub use words::{Word, Words, fold, is_mark, stem, stem_into, stems, words};

//! What a person sees.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod dialogue;
mod exactness;
mod library;
mod pipe;
mod render;
mod search;
mod search_empty;
mod search_odd;

//! What a person sees.

#![allow(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod cite;
mod definitions;
mod dialogue;
mod exactness;
mod help;
mod other_page;
mod paged;
mod papers;
mod passages;
#[path = "../fixtures/pdf.rs"]
mod pdf;
mod pipe;
mod quotations;
mod readme;
mod render;
mod rounds;
mod search;
mod search_empty;
mod search_filters;
mod search_odd;
mod search_pages;
mod sources;
mod tides;
mod unsaid;
mod verify;

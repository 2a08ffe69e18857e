//! stub
pub mod cli;
pub mod conversation;
pub mod papers;
pub mod text;

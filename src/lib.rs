//! stub
pub mod conversation;
pub mod papers;
pub mod text;

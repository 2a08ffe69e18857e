//! stub
pub mod conversation;
pub mod library;
pub mod papers;
pub mod text;

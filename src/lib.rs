//! stub
pub mod cli;
pub mod config;
pub mod conversation;
pub mod library;
pub mod papers;
pub mod platforms;
pub mod text;

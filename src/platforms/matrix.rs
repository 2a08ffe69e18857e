//! The bot on Matrix: events become requests, replies become events.

pub mod message;
pub mod said;

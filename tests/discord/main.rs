//! The bot on Discord, against a Discord on loopback that knows the rules.
//!
//! `fake` is that Discord; nothing here goes elsewhere. Where `LECTERN_DISCORD_OPENAPI` and
//! `LECTERN_DISCORD_ZOD` name Discord's own descriptions, every body is held against them too.

#![cfg(all(unix, feature = "discord"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "a test that fails shows the bot's log")]

mod bare;
mod bot;
mod dialogue;
mod due;
mod fake;
mod faults;
mod pictures;
mod rounds;
mod rules;
mod slow;
mod together;
#[path = "../conversation/rounds/twenty.rs"]
mod twenty;

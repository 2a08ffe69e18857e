//! A [`Request`](request::Request) comes in, a [`Reply`](reply::Reply) goes out; no platform is
//! known here.
//!
//! [`command`] holds the one table of commands and turns what was said into a command or a mistake,
//! [`bot`] answers it, [`quiz`] plays rounds, [`render`] writes the reply for a platform. [`talk`] keeps what was offered last,
//! and [`pace`] how often somebody asked.

pub mod bot;
pub mod command;
pub mod pace;
pub mod quiz;
pub mod render;
pub mod reply;
pub mod request;
pub mod talk;

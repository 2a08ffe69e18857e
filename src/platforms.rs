//! Where people are: each adapter turns what it hears into a request and a reply into a message.
//!
//! Adapters hold no rule of their own; what a line means and what is shown is decided in
//! [`conversation`](crate::conversation).

#[cfg(feature = "discord")]
pub mod discord;
#[cfg(feature = "matrix")]
pub mod matrix;
pub mod terminal;

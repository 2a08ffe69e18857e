//! The subcommands of the program, one file each: arguments in, output out.
//!
//! Nothing here decides what a paper or an answer is.

pub mod inspect;

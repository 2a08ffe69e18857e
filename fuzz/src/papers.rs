//! The modules of `papers` that read, without citing: see the source of the same name.

pub mod bibliography;
mod date;
pub mod definition;
pub mod key;
pub mod paper;
pub mod read;
pub mod reference;
pub mod work;

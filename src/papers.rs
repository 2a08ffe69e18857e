//! A file becomes a paper: plain data, exact text, and what could not be read.
//!
//! Everything here is synchronous and knows neither the index nor a platform. [`read::file`] is the
//! only door: it takes a path and gives a [`paper::Paper`] or says why there is none.

pub mod bibliography;
pub mod citation;
mod date;
pub mod definition;
pub mod key;
pub mod paper;
pub mod read;
pub mod reference;
pub mod work;

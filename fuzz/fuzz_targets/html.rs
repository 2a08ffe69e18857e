//! The reader of web pages.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: lectern_fuzz::watch_panics(),
    |bytes: &[u8]| lectern_fuzz::read_as("a.html", bytes)
);

//! The reader of PDF.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: lectern_fuzz::watch_panics(),
    |bytes: &[u8]| lectern_fuzz::read_as("a.pdf", bytes)
);

//! The parser of raw reference strings.

#![no_main]

libfuzzer_sys::fuzz_target!(|line: &str| lectern_fuzz::parse_reference(line));

//! The miner of definitions and the reader of glossaries.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    lectern_fuzz::define(&String::from_utf8_lossy(bytes));
    lectern_fuzz::read_glossary(bytes);
});

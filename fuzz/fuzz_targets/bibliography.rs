//! The readers of bibliographic data: every input is read as each of the four formats.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: lectern_fuzz::watch_panics(),
    |bytes: &[u8]| {
        for name in ["a.bib", "a.json", "a.ris", "a.yaml"] {
            lectern_fuzz::read_list(name, bytes);
        }
    }
);

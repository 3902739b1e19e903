//! Any bytes as a workbook or an archive: text or a refusal.
#![no_main]

mod book;
mod pieces;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // So that any workbook is a seed as it is.
    book::check(bytes, bytes.len() % 61 + 1);
});

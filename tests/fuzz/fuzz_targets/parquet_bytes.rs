//! Any bytes as a Parquet file: text, the same however it is read, or a
//! refusal with a way on.
#![no_main]

mod pieces;

use libfuzzer_sys::fuzz_target;
use parquet::Parquet;
use pieces::{MOST, Pieces};
use table::ReadError;

fn text(bytes: &[u8], size: usize) -> Result<Vec<u8>, ReadError> {
    let mut file = Parquet::open(Pieces::new(bytes, size), "a.parquet")?;
    let mut text = Vec::new();
    while let Some(chunk) = file.next_chunk()? {
        text.extend_from_slice(&chunk);
        // A few bytes may stand for many records.
        if text.len() > MOST {
            break;
        }
    }
    Ok(text)
}

fuzz_target!(|bytes: &[u8]| {
    let whole = text(bytes, bytes.len().max(1));
    // The size of a piece follows from the length, so that files of the
    // tests are seeds as they are.
    pieces::compare(whole, text(bytes, bytes.len() % 61 + 1));
});

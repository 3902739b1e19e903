//! Every part of a workbook or an archive as text, read in pieces.

use table::ReadError;
use workbook::Workbook;

use crate::pieces::{self, MOST, Pieces};

/// Parts that are read of one file.
const PARTS: usize = 4;

type Texts = Vec<Result<Vec<u8>, String>>;

/// Reads the file twice, whole and in pieces of this size.
pub fn check(bytes: &[u8], size: usize) {
    let whole = texts(bytes, bytes.len().max(1));
    pieces::compare(whole, texts(bytes, size));
}

fn texts(bytes: &[u8], size: usize) -> Result<Texts, ReadError> {
    let open = || Workbook::open(Pieces::new(bytes, size), "a.xlsx");
    let parts = open()?.parts().parts.clone();
    let names = parts.iter().take(PARTS).map(|part| &part.name);
    let each = names.map(|name| text(open()?, name));
    Ok(each.map(|text| text.map_err(told)).collect())
}

fn text(book: Workbook<Pieces>, part: &str) -> Result<Vec<u8>, ReadError> {
    let mut chunks = book.text(part)?;
    let mut text = Vec::new();
    while let Some(chunk) = chunks.next_chunk()? {
        text.extend_from_slice(&chunk);
        if text.len() > MOST {
            break;
        }
    }
    Ok(text)
}

fn told(error: ReadError) -> String {
    assert_eq!(error.place.file, "a.xlsx");
    assert!(error.hint.is_some(), "{error:?}");
    format!("{error:?}")
}

//! The module of the heavy reader for workbooks and archives.

use wasm_bindgen::prelude::*;
use workbook::{Counted, Progress, Text, Workbook};

use crate::pieces::{JsFile, Pieces, refusal};

/// A workbook or an archive, then the text of one of its parts.
#[wasm_bindgen]
pub struct Heavy {
    book: Option<Workbook<Counted<Pieces>>>,
    text: Option<Text>,
    progress: Progress,
    parts: JsValue,
}

#[wasm_bindgen]
impl Heavy {
    /// Opens a file.
    ///
    /// # Errors
    /// A `Failure`: it is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(file: JsFile) -> Result<Self, JsValue> {
        let (name, size) = (file.name(), file.size() as u64);
        let (reader, progress) = Counted::new(Pieces::new(file), size);
        let book = Workbook::open(reader, &name).map_err(refusal)?;
        let parts = super::to_js(book.parts());
        Ok(Self {
            book: Some(book),
            text: None,
            progress,
            parts,
        })
    }

    /// What it holds.
    pub fn parts(&self) -> JsValue {
        self.parts.clone()
    }

    /// Begins the text of a part.
    ///
    /// # Errors
    /// A `Failure`: there is no such part.
    pub fn open(&mut self, part: &str) -> Result<(), JsValue> {
        let book = self.book.take().ok_or("it was opened already")?;
        self.text = Some(book.text(part).map_err(refusal)?);
        Ok(())
    }

    /// The next chunk of the text, nothing at its end.
    ///
    /// # Errors
    /// A `Failure`: the part is refused.
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let text = self.text.as_mut().ok_or("no part was opened")?;
        text.next_chunk().map_err(refusal)
    }

    /// How much is done, `0.0..=1.0`.
    pub fn done(&self) -> f64 {
        self.progress.done()
    }
}

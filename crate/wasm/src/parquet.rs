//! The module of the heavy reader for Parquet files.

use parquet::Parquet;
use wasm_bindgen::prelude::*;

use crate::pieces::{JsFile, Pieces, refusal};

/// A Parquet file, then the text of its records.
#[wasm_bindgen]
pub struct Rows(Parquet<Pieces>);

#[wasm_bindgen]
impl Rows {
    /// Opens a file.
    ///
    /// # Errors
    /// A `Failure`: it is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(file: JsFile) -> Result<Self, JsValue> {
        let name = file.name();
        let opened = Parquet::open(Pieces::new(file), &name);
        opened.map(Self).map_err(refusal)
    }

    /// That it is one table, and what is left out of it.
    pub fn parts(&self) -> JsValue {
        super::to_js(&self.0.parts())
    }

    /// Begins the text; there is one.
    pub fn open(&mut self, _part: &str) {}

    /// The next chunk of the text, nothing at its end.
    ///
    /// # Errors
    /// A `Failure`: the file is refused there.
    pub fn next(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        self.0.next_chunk().map_err(refusal)
    }

    /// How much is done, `0.0..=1.0`.
    pub fn done(&self) -> f64 {
        self.0.done()
    }
}

//! The module of the encodings from before UTF-8, which stands beside the
//! engine in the session worker.

use table::{
    encoding::{self, Encoding, Malformed, Old},
    old::Linked,
};
use wasm_bindgen::prelude::*;

/// The encoding that a label stands for, by its place in the list.
#[wasm_bindgen]
pub fn named(label: &str) -> Option<u8> {
    Linked.named(label).map(Encoding::index)
}

/// The encoding that a text with these first bytes most likely has.
#[wasm_bindgen]
pub fn guess(head: &[u8]) -> u8 {
    Linked.guess(head).index()
}

/// Decodes one text.
#[wasm_bindgen]
pub struct Decoder {
    decoder: Box<dyn encoding::Decoder>,
    malformed: Option<Malformed>,
}

#[wasm_bindgen]
impl Decoder {
    /// Of the encoding at this place of the list.
    ///
    /// # Errors
    /// There is none.
    #[wasm_bindgen(constructor)]
    pub fn new(encoding: u8) -> Result<Self, JsError> {
        let encoding = Encoding::at(encoding);
        let encoding = encoding.ok_or_else(|| JsError::new("no encoding"))?;
        Ok(Self {
            decoder: Linked.decoder(encoding),
            malformed: None,
        })
    }

    /// The next bytes as UTF-8, as far as they are of the encoding.
    pub fn feed(&mut self, bytes: &[u8], last: bool) -> Vec<u8> {
        let mut text = Vec::new();
        let fed = self.decoder.feed(bytes, last, &mut text);
        self.malformed = fed.err();
        text
    }

    /// From which byte of the text on the last ones were not.
    pub fn malformed(&self) -> Option<f64> {
        self.malformed.map(|it| it.byte as f64)
    }
}

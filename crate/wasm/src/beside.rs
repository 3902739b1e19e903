//! The encodings from before UTF-8, by the module that stands beside.

use table::encoding::{Decoder, Encoding, Malformed, Old, UTF_8};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the module offers, as `encodings.rs` has it.
    pub type JsEncodings;

    #[wasm_bindgen(method)]
    fn named(this: &JsEncodings, label: &str) -> Option<u8>;

    #[wasm_bindgen(method)]
    fn guess(this: &JsEncodings, head: &[u8]) -> u8;

    #[wasm_bindgen(method)]
    fn decoder(this: &JsEncodings, encoding: u8) -> JsDecoder;

    /// Decodes one text.
    pub type JsDecoder;

    #[wasm_bindgen(method)]
    fn feed(this: &JsDecoder, bytes: &[u8], last: bool) -> Vec<u8>;

    #[wasm_bindgen(method)]
    fn malformed(this: &JsDecoder) -> Option<f64>;

    #[wasm_bindgen(method)]
    fn free(this: &JsDecoder);
}

impl Old for JsEncodings {
    fn named(&self, label: &str) -> Option<Encoding> {
        self.named(label).and_then(Encoding::at)
    }

    fn guess(&self, head: &[u8]) -> Encoding {
        Encoding::at(self.guess(head)).unwrap_or(UTF_8)
    }

    fn decoder(&self, encoding: Encoding) -> Box<dyn Decoder> {
        Box::new(Beside(self.decoder(encoding.index())))
    }
}

/// A decoder that the module frees when it is dropped here.
struct Beside(JsDecoder);

impl Decoder for Beside {
    fn feed(
        &mut self,
        bytes: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed> {
        out.extend(self.0.feed(bytes, last));
        match self.0.malformed() {
            None => Ok(()),
            Some(byte) => Err(Malformed { byte: byte as u64 }),
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.0.free();
    }
}

//! A file that the browser reads.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use session::{Source, host::Fault};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamByobReader;

use crate::host::{PartReader, failure, words};

/// The bytes of a file, read into one buffer again and again: half the CPU
/// time of a fresh one for each chunk. Where the browser gives no such
/// reader, a default one does: it looks at no argument and brings its own.
pub struct Stream {
    reader: ReadableStreamByobReader,
    buffer: ArrayBuffer,
}

impl Stream {
    /// The stream behind a reader.
    pub fn new(reader: ReadableStreamByobReader) -> Self {
        let buffer = ArrayBuffer::new(1 << 18);
        Self { reader, buffer }
    }
}

impl Source for Stream {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let into = Uint8Array::new(&self.buffer);
        let read = self.reader.read_with_array_buffer_view(&into);
        let read = JsFuture::from(read).await.map_err(|e| words(&e))?;
        let chunk = Reflect::get(&read, &"value".into());
        let chunk = chunk.map(|value| value.dyn_into::<Uint8Array>());
        let Ok(Ok(chunk)) = chunk else {
            return Ok(None);
        };
        self.buffer = chunk.buffer();
        Ok((chunk.length() > 0).then(|| chunk.to_vec()))
    }
}

/// The text of a part, which another worker makes.
pub struct PartStream(pub PartReader);

impl Source for PartStream {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let refused = |no| Fault::Refused(Box::new(failure(no)));
        let chunk = self.0.next().map_err(refused)?;
        let chunk = JsFuture::from(chunk).await.map_err(refused)?;
        Ok(chunk.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }

    fn done(&self) -> Option<f64> {
        Some(self.0.done())
    }
}

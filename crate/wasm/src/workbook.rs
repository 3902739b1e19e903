//! The module of the heavy reader for workbooks and archives.

use std::io::{Error, Read, Result as IoResult, Seek, SeekFrom};

use js_sys::Uint8Array;
use session::Failure;
use table::ReadError;
use wasm_bindgen::prelude::*;
use workbook::{Counted, Progress, Text, Workbook};

#[wasm_bindgen]
extern "C" {
    /// A file whose bytes come when they are asked for.
    pub type JsFile;

    #[wasm_bindgen(method, getter)]
    fn name(this: &JsFile) -> String;

    #[wasm_bindgen(method, getter)]
    fn size(this: &JsFile) -> f64;

    #[wasm_bindgen(method, catch)]
    fn read(this: &JsFile, at: f64, n: f64) -> Result<Uint8Array, JsValue>;
}

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
        let pieces = Pieces {
            file,
            size,
            at: 0,
            window: Vec::new(),
            from: 0,
        };
        let (reader, progress) = Counted::new(pieces, size);
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

fn refusal(error: ReadError) -> JsValue {
    super::to_js(&Failure::from(error))
}

/// A file through a window of 256 KiB.
struct Pieces {
    file: JsFile,
    size: u64,
    at: u64,
    window: Vec<u8>,
    /// Where the window begins.
    from: u64,
}

const WINDOW: u64 = 1 << 18;

impl Pieces {
    fn slide(&mut self) -> IoResult<()> {
        let n = WINDOW.min(self.size - self.at);
        let bytes = self.file.read(self.at as f64, n as f64);
        let bytes = bytes.map_err(|_| Error::other("the file was changed"))?;
        self.window = bytes.to_vec();
        self.from = self.at;
        Ok(())
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> IoResult<usize> {
        if self.at >= self.size {
            return Ok(0);
        }
        let end = self.from + self.window.len() as u64;
        if !(self.from..end).contains(&self.at) {
            self.slide()?;
        }
        let rest = &self.window[(self.at - self.from) as usize..];
        let n = rest.len().min(into.len());
        into[..n].copy_from_slice(&rest[..n]);
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Pieces {
    fn seek(&mut self, to: SeekFrom) -> IoResult<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| Error::other("before the file"))?;
        Ok(self.at)
    }
}

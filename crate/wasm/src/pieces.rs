//! A file of the page, read anywhere in it, for the heavy readers.

use std::io::{Error, Read, Result as IoResult, Seek, SeekFrom};

use js_sys::Uint8Array;
use session::Failure;
use table::ReadError;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A file whose bytes come when they are asked for.
    pub type JsFile;

    #[wasm_bindgen(method, getter)]
    pub fn name(this: &JsFile) -> String;

    #[wasm_bindgen(method, getter)]
    pub fn size(this: &JsFile) -> f64;

    #[wasm_bindgen(method, catch)]
    fn read(this: &JsFile, at: f64, n: f64) -> Result<Uint8Array, JsValue>;
}

/// A refusal as the page hears it.
pub(crate) fn refusal(error: ReadError) -> JsValue {
    super::to_js(&Failure::from(error))
}

/// A file through a window of 256 KiB.
pub(crate) struct Pieces {
    file: JsFile,
    size: u64,
    at: u64,
    window: Vec<u8>,
    /// Where the window begins.
    from: u64,
}

const WINDOW: u64 = 1 << 18;

impl Pieces {
    /// The file from its start.
    pub(crate) fn new(file: JsFile) -> Self {
        Self {
            size: file.size() as u64,
            file,
            at: 0,
            window: Vec::new(),
            from: 0,
        }
    }

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

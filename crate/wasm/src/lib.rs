//! The bindings: the only crate that knows JavaScript.
//!
//! Takes requests and jobs as JavaScript values, gives replies and outputs.
//! Decides nothing. Each feature is a module of its own in the page: `engine`
//! is a `session::Session` with the page as its host; `compute` runs the jobs
//! of its workers; `workbook` reads workbooks and archives and `parquet`
//! Parquet files when one is opened; `encodings` decodes for the engine what
//! is no UTF-8.

#[cfg(feature = "engine")]
mod beside;
#[cfg(feature = "compute")]
mod compute;
#[cfg(feature = "encodings")]
mod encodings;
#[cfg(feature = "engine")]
mod engine;
#[cfg(feature = "engine")]
mod host;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(any(feature = "parquet", feature = "workbook"))]
mod pieces;
#[cfg(feature = "plain")]
mod plain;
#[cfg(feature = "engine")]
mod stream;
#[cfg(feature = "workbook")]
mod workbook;

#[cfg(feature = "plain")]
use plain::to_js;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Keeps the message of a panic for the worker's report.
    #[wasm_bindgen(js_name = kindredLastWords)]
    fn last_words(message: &str);
}

/// Leaves a panic's message where the worker finds it: the instance is dead
/// afterwards.
#[wasm_bindgen(start)]
fn keep_panics() {
    std::panic::set_hook(Box::new(|panic| {
        last_words(&panic.to_string());
    }));
}

//! The module of the compute workers: jobs on one matrix, and the hash of a
//! file. What a session does not need while nobody computes.

use cluster::{FeatureMatrix, wire};
use numeric::tick::Interrupted;
use wasm_bindgen::prelude::*;

/// A compute worker's whole state: one matrix.
#[wasm_bindgen]
pub struct Compute {
    matrix: FeatureMatrix,
}

#[wasm_bindgen]
impl Compute {
    /// Takes the matrix that the jobs refer to, row by row.
    ///
    /// # Errors
    /// It is empty, ragged or not finite.
    #[wasm_bindgen(constructor)]
    pub fn new(values: Vec<f64>, n_features: usize) -> Result<Self, JsError> {
        let matrix = FeatureMatrix::from_samples(values, n_features)?;
        Ok(Self { matrix })
    }

    /// Runs one job; `tick` hears the fraction done.
    ///
    /// # Errors
    /// The bytes are not a job, or the tick threw.
    pub fn run(
        &self,
        job: &[u8],
        tick: &js_sys::Function,
    ) -> Result<Vec<u8>, String> {
        let mut hear = |done: f64| {
            let heard = tick.call1(&JsValue::NULL, &done.into());
            heard.map(drop).or(Err(Interrupted))
        };
        wire::run(&self.matrix, job, &mut hear)
    }
}

/// The SHA-256 of a file, chunk by chunk.
#[derive(Default)]
#[wasm_bindgen]
pub struct FileHash(table::FileHash);

#[wasm_bindgen]
impl FileHash {
    /// Of no byte yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.0.feed(chunk);
    }

    /// 64 hexadecimal digits.
    pub fn finish(self) -> String {
        self.0.finish()
    }
}

//! The module of the compute workers: jobs on one matrix, and the hash of a
//! file. What a session does not need while nobody computes.

use cluster::FeatureMatrix;
use kindred::job;
use numeric::tick::Interrupted;
use wasm_bindgen::prelude::*;

/// A compute worker's whole state: one matrix at most.
#[derive(Default)]
#[wasm_bindgen]
pub struct Compute {
    /// Its numbers, row by row, until it is whole.
    values: Vec<f64>,
    length: usize,
    n_features: usize,
    matrix: Option<FeatureMatrix>,
}

#[wasm_bindgen]
impl Compute {
    /// Without a matrix.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// A matrix of so many numbers is to come, instead of what was there.
    pub fn expect(&mut self, length: usize, n_features: usize) {
        self.matrix = None;
        self.values = Vec::with_capacity(length);
        (self.length, self.n_features) = (length, n_features);
    }

    /// Takes the next numbers, row by row.
    ///
    /// # Errors
    /// The matrix is whole, and is empty, ragged or not finite.
    pub fn feed(&mut self, values: &[f64]) -> Result<(), JsError> {
        self.values.extend_from_slice(values);
        if self.values.len() == self.length {
            let values = std::mem::take(&mut self.values);
            let matrix = FeatureMatrix::from_samples(values, self.n_features);
            self.matrix = Some(matrix?);
        }
        Ok(())
    }

    /// Runs one job; `tick` hears the fraction done.
    ///
    /// # Errors
    /// The bytes are not a job, or the tick threw.
    ///
    /// # Panics
    /// The job needs a matrix, and there is none, or not all of it.
    pub fn run(
        &self,
        job: &[u8],
        tick: &js_sys::Function,
    ) -> Result<Vec<u8>, String> {
        let mut hear = |done: f64| {
            let heard = tick.call1(&JsValue::NULL, &done.into());
            heard.map(drop).or(Err(Interrupted))
        };
        job::run_packed(self.matrix.as_ref(), job, &mut hear)
    }
}

/// Runs a little of what is likely to be asked for, so that it is compiled.
#[wasm_bindgen]
pub fn rehearse() {
    kindred::rehearsal::rehearse();
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

//! The engine's module: the session worker's and the compute workers'.

use cluster::{FeatureMatrix, wire};
use numeric::tick::Interrupted;
use session::{Failure, Session, Source};
use table::FileHash;
use wasm_bindgen::prelude::*;
use web_sys::ReadableStreamByobReader as Reader;

use crate::{host::JsHost, stream::Stream, to_js};

/// The session worker's engine: owns the data, answers requests.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
    host: JsHost,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without data, in this host.
    #[wasm_bindgen(constructor)]
    pub fn new(host: JsHost) -> Self {
        let session = Session::default();
        Self { session, host }
    }

    /// Answers one request; the caller sends the next after the answer.
    ///
    /// # Errors
    /// A `Failure`, as the protocol has it.
    pub async fn handle(
        &mut self,
        request: JsValue,
    ) -> Result<JsValue, JsValue> {
        let reply = match serde_wasm_bindgen::from_value(request) {
            Ok(request) => self.session.handle(request, &self.host).await,
            Err(error) => Err(Failure::bad_request(&error.to_string())),
        };
        reply.map(|reply| to_js(&reply)).map_err(|no| to_js(&no))
    }
}

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

/// The SHA-256 of a file, 64 hexadecimal digits.
///
/// # Errors
/// The file can't be read.
#[wasm_bindgen]
pub async fn sha256(reader: Reader) -> Result<String, String> {
    let mut stream = Stream::new(reader);
    let mut hash = FileHash::default();
    let told = |_| "the file was changed".to_owned();
    while let Some(chunk) = stream.next().await.map_err(told)? {
        hash.feed(&chunk);
    }
    Ok(hash.finish())
}

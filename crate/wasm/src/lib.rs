//! The bindings: the only crate that knows JavaScript.
//!
//! Takes requests and jobs as JavaScript values, gives replies and outputs.
//! Decides nothing: [`Engine`] is a `session::Session` with the page as its
//! host, [`Compute`] runs jobs on a matrix that arrived once.

mod host;

use std::cell::RefCell;

use cluster::{FeatureMatrix, wire};
use numeric::tick::Interrupted;
use serde::{Serialize, de::DeserializeOwned};
use serde_wasm_bindgen::Serializer;
use session::{Failure, Request, Session};
use wasm_bindgen::prelude::*;

use host::{JsHost, PageHost};

/// The session worker's engine: owns the data, answers requests.
#[wasm_bindgen]
pub struct Engine {
    /// Taken out while a request runs.
    session: RefCell<Option<Session>>,
    host: PageHost,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without data, in this host.
    #[wasm_bindgen(constructor)]
    pub fn new(host: JsHost) -> Self {
        keep_panics();
        Self {
            session: RefCell::new(Some(Session::default())),
            host: PageHost::new(host),
        }
    }

    /// Answers one request; the caller sends the next after the answer.
    ///
    /// # Errors
    /// A `Failure`, as the protocol has it.
    pub async fn handle(&self, request: JsValue) -> Result<JsValue, JsValue> {
        self.answer(request)
            .await
            .map_err(|failure| to_js(&failure))
    }

    async fn answer(&self, request: JsValue) -> Result<JsValue, Failure> {
        let request: Request = from_js(request)?;
        let session = self.session.borrow_mut().take();
        let mut session = session
            .ok_or_else(|| Failure::internal("a request is still running"))?;
        let reply = session.handle(request, &self.host).await;
        self.session.replace(Some(session));
        Ok(to_js(&reply?))
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
        keep_panics();
        let n_samples = values.len() / n_features.max(1);
        let matrix =
            numeric::Matrix::from_shape_vec((n_samples, n_features), values)?;
        let matrix = FeatureMatrix::new(matrix)?;
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
    ) -> Result<Vec<u8>, JsError> {
        let mut hear = |fraction: f64| {
            let heard = tick.call1(&JsValue::NULL, &fraction.into());
            heard.map(|_| ()).map_err(|_| Interrupted)
        };
        wire::run(&self.matrix, job, &mut hear)
            .map_err(|what| JsError::new(&what))
    }
}

/// Leaves a panic's message where the worker finds it: the instance is dead
/// afterwards.
fn keep_panics() {
    std::panic::set_hook(Box::new(|panic| {
        host::last_words(&panic.to_string());
    }));
}

/// A flattened struct is a map to serde, and an object to the page; no map of
/// the protocol has a key from a file.
fn to_js(value: &impl Serialize) -> JsValue {
    let plain = Serializer::json_compatible();
    let plain = plain.serialize_bytes_as_arrays(false);
    value
        .serialize(&plain)
        .expect("protocol types are plain data")
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Failure> {
    serde_wasm_bindgen::from_value(value)
        .map_err(|error| Failure::bad_request(&error.to_string()))
}

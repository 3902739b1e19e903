//! The page as a host: files by streams, jobs by workers, breath by promises.

use cluster::{FeatureMatrix, Job, JobOutput};
use js_sys::{Array, Float64Array, Promise, Reflect, Uint8Array};
use kindred::{Executor, Progress, Stage, Stopped};
use session::{Host, Source};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

#[wasm_bindgen]
extern "C" {
    /// What the session worker's JavaScript must offer.
    pub type JsHost;

    #[wasm_bindgen(method, catch)]
    fn open(this: &JsHost, file: usize) -> Result<ReadableStream, JsValue>;

    #[wasm_bindgen(method)]
    fn map(
        this: &JsHost,
        matrix_key: String,
        values: Option<Float64Array>,
        n_features: usize,
        jobs: Array,
        from: &JsValue,
        to: &JsValue,
    ) -> Promise;

    #[wasm_bindgen(method, js_name = hasMatrix)]
    fn has_matrix(this: &JsHost, matrix_key: &str) -> bool;

    /// A promise when it is time to breathe, else nothing.
    #[wasm_bindgen(method)]
    fn report(this: &JsHost, progress: &JsValue) -> Option<Promise>;

    /// Keeps the message of a panic for the worker's report.
    #[wasm_bindgen(js_name = kindredLastWords)]
    pub fn last_words(message: &str);
}

/// The engine's host in the session worker.
pub struct PageHost {
    page: JsHost,
    hash_key: u64,
}

impl PageHost {
    /// A host with a fresh key for hash tables.
    pub fn new(page: JsHost) -> Self {
        let hash_key = getrandom::u64().unwrap_or(0x9E37_79B9_7F4A_7C15);
        Self { page, hash_key }
    }
}

impl Executor for PageHost {
    async fn map(
        &self,
        stage: Stage,
        shared: &FeatureMatrix,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        let key = fingerprint(shared);
        let values = (!self.page.has_matrix(&key)).then(|| {
            let view = shared.view();
            Float64Array::from(view.as_slice().expect("standard layout"))
        });
        let from = super::to_js(&Progress::at(stage, 0.0));
        let to = super::to_js(&Progress::at(stage, 1.0));
        let batch = jobs.iter().map(|job| JsValue::from(pack(job))).collect();
        let outputs = JsFuture::from(self.page.map(
            key,
            values,
            shared.n_features(),
            batch,
            &from,
            &to,
        ))
        .await
        .map_err(stopped)?;
        Array::from(&outputs).iter().map(unpack).collect()
    }

    async fn report(
        &self,
        stage: Stage,
        fraction: f64,
    ) -> Result<(), Stopped> {
        let progress = super::to_js(&Progress::at(stage, fraction));
        match self.page.report(&progress) {
            Some(breath) => {
                JsFuture::from(breath).await.map(|_| ()).map_err(stopped)
            }
            None => Ok(()),
        }
    }
}

impl Host for PageHost {
    type Source = Stream;

    async fn open(&self, file: usize) -> Result<Stream, Stopped> {
        let stream = self.page.open(file).map_err(stopped)?;
        let reader = stream.get_reader().unchecked_into();
        Ok(Stream { reader })
    }

    fn hash_key(&self) -> u64 {
        self.hash_key
    }
}

/// A file that the browser reads.
pub struct Stream {
    reader: ReadableStreamDefaultReader,
}

impl Source for Stream {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, String> {
        let result = JsFuture::from(self.reader.read())
            .await
            .map_err(|error| words(&error))?;
        let value = Reflect::get(&result, &"value".into())
            .map_err(|error| words(&error))?;
        Ok(value
            .dyn_into::<Uint8Array>()
            .ok()
            .map(|bytes| bytes.to_vec()))
    }
}

fn pack(job: &Job) -> Uint8Array {
    let bytes = postcard::to_allocvec(job).expect("jobs are plain data");
    Uint8Array::from(bytes.as_slice())
}

fn unpack(output: JsValue) -> Result<JobOutput, Stopped> {
    postcard::from_bytes(&Uint8Array::new(&output).to_vec())
        .map_err(|error| Stopped::Crashed(error.to_string()))
}

/// JavaScript throws the word `cancelled`, or what went wrong.
fn stopped(error: JsValue) -> Stopped {
    match error.as_string().as_deref() {
        Some("cancelled") => Stopped::Cancelled,
        Some(_) | None => Stopped::Crashed(words(&error)),
    }
}

fn words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| {
        error
            .dyn_ref::<js_sys::Error>()
            .map_or_else(|| "unknown".into(), |error| error.message().into())
    })
}

/// Names a matrix by its numbers, so that it is sent once (FNV-1a over the
/// bits).
fn fingerprint(matrix: &FeatureMatrix) -> String {
    let hash = matrix.view().iter().fold(0xCBF2_9CE4_8422_2325, |hash, x| {
        (hash ^ x.to_bits()).wrapping_mul(0x0000_0100_0000_01B3)
    });
    format!("{}x{}:{hash:016x}", matrix.n_samples(), matrix.n_features())
}

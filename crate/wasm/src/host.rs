//! The page as a host: files by streams, jobs by workers, breath by promises.

use cluster::{FeatureMatrix, Job, JobOutput, wire};
use js_sys::{Array, Float64Array, Object, Promise, Reflect, Uint8Array};
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
        let key = wire::fingerprint(shared);
        let values = (!self.page.has_matrix(&key)).then(|| {
            let view = shared.view();
            Float64Array::from(view.as_slice().expect("standard layout"))
        });
        let from = super::to_js(&Progress::at(stage, 0.0));
        let to = super::to_js(&Progress::at(stage, 1.0));
        let batch = jobs
            .iter()
            .map(|job| Uint8Array::from(wire::pack(job).as_slice()))
            .collect();
        let n = shared.n_features();
        let outputs = self.page.map(key, values, n, batch, &from, &to);
        let outputs = JsFuture::from(outputs).await.map_err(stopped)?;
        let output = |bytes| wire::unpack(&Uint8Array::new(&bytes).to_vec());
        let all: Result<_, _> =
            Array::from(&outputs).iter().map(output).collect();
        all.map_err(Stopped::Crashed)
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
        let opened = self.page.open(file).map_err(stopped)?.get_reader();
        Ok(Stream {
            reader: opened.unchecked_into(),
        })
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

/// JavaScript throws the word `cancelled`, or what went wrong.
fn stopped(error: JsValue) -> Stopped {
    if error == "cancelled" {
        return Stopped::Cancelled;
    }
    Stopped::Crashed(words(&error))
}

fn words(error: &JsValue) -> String {
    Object::from(error.clone()).to_string().into()
}

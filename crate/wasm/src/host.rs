//! The page as a host: files by streams, jobs by workers, breath by promises.

use cluster::FeatureMatrix;
use js_sys::{Array, Object, Promise, Uint8Array};
use kindred::{Executor, Job, JobOutput, Progress, Stage, Stopped, job};
use session::{Failure, Host, protocol::Preview};
use table::{Parts, encoding, part::Heavy};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamByobReader as Reader;

use crate::beside::JsEncodings;
use crate::stream::{PartStream, Stream};

#[wasm_bindgen]
extern "C" {
    /// What the session worker's JavaScript must offer.
    pub type JsHost;

    #[wasm_bindgen(method, js_name = open, catch)]
    fn open_file(this: &JsHost, file: usize) -> Result<Reader, JsValue>;

    /// A promise of the file's SHA-256, `null` where the file was changed;
    /// or nothing where it is small.
    #[wasm_bindgen(method, js_name = hash)]
    fn hash_file(this: &JsHost, file: usize) -> Option<Promise>;

    /// A promise of the `Parts` of a file, by the reader of this name.
    #[wasm_bindgen(method, js_name = parts, catch)]
    fn list_parts(
        this: &JsHost,
        file: usize,
        heavy: JsValue,
    ) -> Result<Promise, JsValue>;

    /// The reader of the text of a part.
    #[wasm_bindgen(method, js_name = openPart)]
    fn open_text(this: &JsHost, part: &str) -> PartReader;

    /// Gives the text of a part: promises of chunks, then of nothing.
    pub type PartReader;

    #[wasm_bindgen(method, catch)]
    pub fn next(this: &PartReader) -> Result<Promise, JsValue>;

    /// How much is done, `0.0..=1.0`.
    #[wasm_bindgen(method, getter)]
    pub fn done(this: &PartReader) -> f64;

    /// A promise of what reads texts from before UTF-8.
    #[wasm_bindgen(method, js_name = encodings)]
    fn bring_encodings(this: &JsHost) -> Promise;

    #[wasm_bindgen(method, js_name = map)]
    fn map_jobs(
        this: &JsHost,
        matrix_key: Option<String>,
        place: usize,
        length: usize,
        n_features: usize,
        jobs: Array,
        from_to: &JsValue,
    ) -> Promise;

    /// A promise when it is time to breathe, else nothing.
    #[wasm_bindgen(method, js_name = report)]
    fn report_progress(this: &JsHost, progress: &JsValue) -> Option<Promise>;

    #[wasm_bindgen(method, js_name = preview)]
    fn show_preview(this: &JsHost, preview: &JsValue);
}

impl Executor for JsHost {
    async fn map(
        &self,
        stage: Stage,
        shared: Option<&FeatureMatrix>,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        let key = shared.map(FeatureMatrix::fingerprint);
        let n = shared.map_or(0, FeatureMatrix::n_features);
        // JavaScript copies from there, a part at a time, what a worker
        // lacks: it stays borrowed until all have ended.
        let values = shared.map_or(&[][..], FeatureMatrix::samples);
        let (place, length) = (values.as_ptr() as usize, values.len());
        let stage = super::to_js(&[0.0, 1.0].map(|f| Progress::at(stage, f)));
        let bytes = |job: Job| Uint8Array::from(job::pack(&job).as_slice());
        let jobs = jobs.into_iter().map(bytes).collect();
        let outputs = self.map_jobs(key, place, length, n, jobs, &stage);
        let outputs = JsFuture::from(outputs).await.map_err(stopped)?;
        let output = |bytes| job::unpack(&Uint8Array::new(&bytes).to_vec());
        let outputs = Array::from(&outputs).into_iter().map(output);
        outputs.collect::<Result<_, _>>().map_err(Stopped::Crashed)
    }

    async fn report(
        &self,
        stage: Stage,
        fraction: f64,
    ) -> Result<(), Stopped> {
        let progress = super::to_js(&Progress::at(stage, fraction));
        let Some(breath) = self.report_progress(&progress) else {
            return Ok(());
        };
        JsFuture::from(breath).await.map(drop).map_err(stopped)
    }
}

impl Host for JsHost {
    type Source = Stream;
    type Part = PartStream;

    async fn open(&self, file: usize) -> Result<Stream, Stopped> {
        self.open_file(file).map(Stream::new).map_err(stopped)
    }

    async fn parts(
        &self,
        file: usize,
        heavy: Heavy,
    ) -> Result<Parts, Failure> {
        let parts = self.list_parts(file, super::to_js(&heavy));
        let parts = JsFuture::from(parts.map_err(failure)?).await;
        let parts = parts.map_err(failure)?;
        serde_wasm_bindgen::from_value(parts)
            .map_err(|error| Failure::internal(&error.to_string()))
    }

    async fn open_part(
        &self,
        _: usize,
        part: &str,
    ) -> Result<PartStream, Failure> {
        Ok(PartStream(self.open_text(part)))
    }

    async fn encodings(&self) -> Result<(), Failure> {
        let brought = JsFuture::from(self.bring_encodings()).await;
        let brought = brought.map_err(failure)?;
        encoding::provide(Box::new(brought.unchecked_into::<JsEncodings>()));
        Ok(())
    }

    fn hash(
        &self,
        file: usize,
    ) -> Option<impl Future<Output = Result<Option<String>, Stopped>>> {
        let hash = JsFuture::from(self.hash_file(file)?);
        Some(async { Ok(hash.await.map_err(stopped)?.as_string()) })
    }

    fn preview(&self, preview: &Preview) {
        self.show_preview(&super::to_js(preview));
    }

    fn hash_key(&self) -> u64 {
        getrandom::u64().unwrap_or(0x9E37_79B9_7F4A_7C15)
    }
}

/// A heavy reader's refusal as it stands, or why there is none.
pub fn failure(error: JsValue) -> Failure {
    serde_wasm_bindgen::from_value(error.clone())
        .unwrap_or_else(|_| stopped(error).into())
}

/// JavaScript throws the word `cancelled`, or what went wrong.
fn stopped(error: JsValue) -> Stopped {
    match words(&error) {
        word if word == "cancelled" => Stopped::Cancelled,
        what => Stopped::Crashed(what),
    }
}

/// What a value says in words.
pub fn words(error: &JsValue) -> String {
    Object::from(error.clone()).to_string().into()
}

//! What the bench times: our crates behind a plain C door.
//!
//! Takes the bytes of a file or a matrix in chunks through one input buffer,
//! gives an answer as JSON. The same functions serve the native lane
//! (`main.rs`), Node and a browser's worker (`lanes.mjs`). Never shipped.

pub mod kmeans;
pub mod methods;
pub mod rfm;
pub mod typed;

use std::{cell::RefCell, rc::Rc};

use cluster::FeatureMatrix;
use ndarray::Array2;
use serde_json::{Value, json};
use table::Reader;

#[derive(Default)]
struct State {
    input: Vec<u8>,
    answer: String,
    reader: Option<Reader>,
    matrix: Option<Rc<FeatureMatrix>>,
    centres: Option<Array2<f64>>,
    task: Option<Box<dyn FnMut() -> Value>>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut State) -> T) -> T {
    STATE.with(|state| act(&mut state.borrow_mut()))
}

fn answer(make: impl FnOnce(&mut State) -> Value) {
    with(|state| state.answer = make(state).to_string());
}

/// Room for `length` bytes of input.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    with(|state| {
        state.input.resize(length, 0);
        state.input.as_mut_ptr()
    })
}

/// Where the last answer stands, as UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn answer_start() -> *const u8 {
    with(|state| state.answer.as_ptr())
}

/// How many bytes it has.
#[unsafe(no_mangle)]
pub extern "C" fn answer_length() -> usize {
    with(|state| state.answer.len())
}

/// Begins a file of order lines.
#[unsafe(no_mangle)]
pub extern "C" fn rfm_open() {
    with(|state| state.reader = Some(rfm::open()));
}

/// Takes the first `length` bytes of the input as the next chunk.
///
/// # Panics
/// The file is refused or none is open.
#[unsafe(no_mangle)]
pub extern "C" fn rfm_feed(length: usize) {
    with(|state| {
        let reader = state.reader.as_mut().expect("a file is open");
        reader.feed(&state.input[..length]).expect("readable");
    });
}

/// Answers with the checksums.
///
/// # Panics
/// The file is refused or none is open.
#[unsafe(no_mangle)]
pub extern "C" fn rfm_finish() {
    answer(|state| {
        let reader = state.reader.take().expect("a file is open");
        rfm::finish(reader)
    });
}

/// Begins a file that is read whole.
#[unsafe(no_mangle)]
pub extern "C" fn typed_open() {
    with(|state| state.reader = Some(typed::open()));
}

/// Begins the text of a sheet that is read whole.
#[unsafe(no_mangle)]
pub extern "C" fn sheet_open() {
    with(|state| state.reader = Some(typed::open_sheet()));
}

/// Answers with what it holds.
///
/// # Panics
/// The file is refused or none is open.
#[unsafe(no_mangle)]
pub extern "C" fn typed_finish() {
    answer(|state| {
        let reader = state.reader.take().expect("a file is open");
        typed::finish(reader)
    });
}

/// Takes the input as little-endian `f64`, row by row.
///
/// # Panics
/// The length does not fit the columns, or a number is not finite.
#[unsafe(no_mangle)]
pub extern "C" fn matrix(n_features: usize) {
    with(|state| {
        let cells = kmeans::rows(&state.input, n_features);
        let matrix = FeatureMatrix::new(cells).expect("finite numbers");
        state.matrix = Some(Rc::new(matrix));
        state.input = Vec::new();
    });
}

/// Takes the input as starting centres, in the form of [`matrix`].
///
/// # Panics
/// The length does not fit the columns.
#[unsafe(no_mangle)]
pub extern "C" fn centres(n_features: usize) {
    with(|state| {
        state.centres = Some(kmeans::rows(&state.input, n_features));
    });
}

/// Answers with twenty iterations from the given centres.
///
/// # Panics
/// There is no matrix or there are no centres.
#[unsafe(no_mangle)]
pub extern "C" fn kmeans_fixed() {
    answer(|state| {
        let x = state.matrix.as_ref().expect("a matrix is given");
        let centres = state.centres.as_ref().expect("centres are given");
        kmeans::fixed(x, centres)
    });
}

/// Answers with the best of the starts `from..to`.
///
/// # Panics
/// There is no matrix.
#[unsafe(no_mangle)]
pub extern "C" fn kmeans_starts(from: u32, to: u32) {
    answer(|state| {
        let x = state.matrix.as_ref().expect("a matrix is given");
        kmeans::starts(x, from..to)
    });
}

/// Takes the input as the name of a task on the matrix and prepares it.
///
/// # Panics
/// There is no such task, or it lacks what it works on.
#[unsafe(no_mangle)]
pub extern "C" fn task_open() {
    with(|state| {
        let name = str::from_utf8(&state.input).expect("a name");
        let x = state.matrix.clone().expect("a matrix is given");
        let task = methods::prepare(name, x, state.centres.as_ref());
        state.task = Some(task);
    });
}

/// Answers with what the prepared task gives.
///
/// # Panics
/// There is none.
#[unsafe(no_mangle)]
pub extern "C" fn task_run() {
    answer(|state| state.task.as_mut().expect("a task is prepared")());
}

/// Answers with the version, so that a lane can name itself.
#[unsafe(no_mangle)]
pub extern "C" fn version() {
    answer(|_| json!({ "version": env!("CARGO_PKG_VERSION") }));
}

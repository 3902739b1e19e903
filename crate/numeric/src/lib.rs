//! Statistics, linear algebra, neighbours and seeded random numbers with the
//! same bits on every machine.
//!
//! Takes slices and arrays of `f64`, gives numbers. Never reads a clock, never
//! asks for entropy, never uses a transcendental function of `std`.

pub mod linalg;
pub mod neighbours;
pub mod order;
pub mod rng;
pub mod stats;
pub mod tick;

pub use linalg::{dot, squared_distance};
pub use rng::Rng;

/// A dense matrix, `(n_samples, n_features)`, in standard (row-major) layout.
pub type Matrix = ndarray::Array2<f64>;

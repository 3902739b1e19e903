//! The domain and the path: from a table to audited segments.
//!
//! Takes a [`table::Table`] and a [`Plan`], gives an [`Analysis`]. Pure: no
//! files, no clock, no entropy, no threads. Everything that takes long goes
//! through the [`Executor`] it is given. No value of a column is read but
//! through [`permit::Permitted`].

pub mod analysis;
pub mod attributes;
pub mod compare;
pub mod day;
mod describe;
pub mod digest;
pub mod disclose;
pub mod error;
pub mod executor;
pub mod explained;
pub mod export;
pub mod features;
pub mod foretold;
pub mod groups;
pub mod hybrid;
mod in_units;
pub mod job;
pub mod known;
pub mod ledger;
pub mod lifecycle;
mod lines;
mod map;
mod measure;
pub mod money;
mod name;
mod next;
pub mod permit;
pub mod plan;
pub mod preset;
pub mod recipe;
pub mod rehearsal;
pub mod remedy;
pub mod repair;
pub mod review;
pub mod rfm;
pub mod role;
pub mod rules;
pub mod run;
pub mod sample;
mod segment;
pub mod slices;
pub mod source;
pub mod staged;
mod words;

pub use analysis::Analysis;
pub use error::RunError;
pub use executor::{Executor, Progress, Stage, Stopped};
pub use features::Features;
pub use job::{Job, JobOutput};
pub use permit::Permitted;
pub use plan::Plan;
pub use review::{Review, review};
pub use run::{Run, run};
pub use slices::{Slices, review_in_slices, run_in_slices};

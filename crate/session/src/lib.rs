//! The engine without a host: requests in, replies out.
//!
//! Takes a [`Request`] and a [`Host`], gives a [`Reply`] or a [`Failure`].
//! Owns the tables, the permitted views and the results. Never opens a file,
//! reads a clock or knows what JavaScript is.

mod asked;
pub mod failure;
mod heavy;
pub mod host;
mod inspect;
mod load;
pub mod protocol;
pub mod report;
mod slices;
mod state;
mod take_away;
pub mod types;

pub use host::{Host, Source};
pub use protocol::{Failure, Reply, Request};
pub use state::Session;

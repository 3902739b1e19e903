//! Tables put beside and below each other.
//!
//! [`Table::unified`] lets the spellings of one key share a code,
//! [`Table::look_up`] finds each record's partner in another table,
//! [`Table::beside`] brings that table's columns over, and [`below`] sets
//! tables under one another. None of them opens a value to its caller: they
//! count, and they say masked examples.

mod below;
mod beside;
mod canonical;
mod compact;
mod key;
mod look_up;
mod marks;
mod product;
mod repeats;
mod unified;

pub use below::{Below, below};
pub(crate) use compact::compact;
pub use key::{key_form, masked};
pub use look_up::{MatchReport, Matches};

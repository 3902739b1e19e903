//! JSON to records: a list of objects, or one object a line.
//!
//! The text is read once, event by event, in whatever pieces it comes; a
//! number keeps its digits as they stand. An object is a record and a nested
//! object's keys are columns such as `customer.email`; a list of plain values
//! is one text, `a; b`. One list of objects inside, such as the lines of an
//! order, is unfolded: each of its entries is a record of its own and what
//! stands around them is repeated, in columns whose profile says so.

mod body;
mod ending;
mod fault;
mod paths;
mod rows;
mod scan;
mod sheet;
mod survey;
mod text;

pub(crate) use body::Body;
pub(crate) use ending::Ending;
pub(crate) use sheet::Sheet;
pub(crate) use survey::{Answer, Opening, open};

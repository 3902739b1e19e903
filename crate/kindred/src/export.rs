//! Files to take away.

mod guard;
mod labels;
mod plan;

pub use guard::{guard, unguard};
pub use labels::labels_csv;
pub use plan::{plan_from_json, plan_to_json};

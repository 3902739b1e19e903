//! Why: effect sizes, rules and projections.
//!
//! Takes a matrix and labels, gives figures. Knows no column by name, no
//! string, no customer, and nothing of how the labels came about.

mod bins;
pub mod effect;
pub mod estimate;
pub mod honest;
pub mod job;
pub mod project;
pub mod rule;
mod samples;
mod search;
pub mod share;
pub mod subgroup;
pub mod superiority;
pub mod tree;
pub mod trial;

pub use effect::Effect;
pub use estimate::Measure;
pub use job::{Job, JobOutput};
pub use project::Projection;
pub use rule::{Condition, Relation, Rule};
pub use samples::Samples;
pub use subgroup::Subgroup;
pub use tree::Tree;

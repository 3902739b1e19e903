//! Why: effect sizes, rules and projections.
//!
//! Takes a matrix and labels, gives figures. Knows no column by name, no
//! string, no customer, and nothing of how the labels came about.

mod bins;
pub mod effect;
pub mod honest;
pub mod project;
pub mod rule;
mod search;
pub mod superiority;
pub mod tree;

pub use effect::Effect;
pub use project::Projection;
pub use rule::{Condition, Relation, Rule};
pub use tree::Tree;

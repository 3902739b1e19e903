//! What the tests share: where the real data is, and the tree as text.
//!
//! Takes a name or a folder, gives bytes or sources. Never writes anything.

pub mod data;
pub mod tree;

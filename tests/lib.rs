//! What the tests share: where the real data is, the tree as text, and the
//! files of what must come out.
//!
//! Takes a name or a folder, gives bytes or sources. Writes nothing but a
//! file of `ref/`, when told to.

pub mod data;
pub mod golden;
pub mod sets;
pub mod tree;

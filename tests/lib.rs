//! What the tests share: where the real data is.

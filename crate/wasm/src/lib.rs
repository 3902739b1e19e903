//! The bindings: the only crate that knows JavaScript.

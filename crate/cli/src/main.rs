//! `kindred`: the same session from a terminal.

fn main() {}

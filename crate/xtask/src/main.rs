//! Build, serve, bench, codegen, dist: one file each.

fn main() {}

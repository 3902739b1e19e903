//! The tests of the crate, one program: compiled and linked once, they share
//! what makes tables, and run side by side.

mod bad_input;
mod bad_records;
mod chunks;
mod combine;
mod common;
mod decided;
mod duckdb;
mod encodings;
mod fold;
mod fold_json;
mod fold_several;
mod folding;
mod json;
mod json_twin;
mod kinds;
mod locales;
mod made_json;
mod messy;
mod messy_tables;
mod openings;
mod origin;
mod pollock;
mod real;
mod several_tables;
mod shown;
mod torture;

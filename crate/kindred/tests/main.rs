//! The tests of the crate, one program: compiled and linked once, they share
//! what makes shops, and run side by side.

#[path = "support/cut.rs"]
mod cut;
#[path = "support/naive.rs"]
mod naive;
#[path = "support/reconcile.rs"]
mod reconcile;
mod support;
#[path = "support/twins.rs"]
mod twins;

mod attributes;
mod compare;
mod degenerate;
mod explained;
mod export;
mod features;
mod foretold;
mod headers;
mod hybrid;
mod known;
mod layouts;
mod ledger;
mod left_out;
mod lifecycle;
mod maps;
mod orders_beside;
mod path;
mod presets;
mod real_data;
mod reconciled;
mod remedies;
mod repairs;
mod review;
mod rules;
mod sample;
mod slices;
mod slices_beside;
mod slices_cases;
mod slices_json;
mod slices_narrow;
mod slices_nobody;
mod slices_prices;
mod slices_several;
mod sources;
mod stability;
mod staged;
mod undated;
mod weights;

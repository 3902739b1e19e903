//! Every method on the benchmark sets beside its reference: tables in
//! `tests/ref/conformance-FAMILY.csv`. `KINDRED_BLESS=1` writes them anew.
//! Without the data, the tests say so and pass; under `CI=true` they fail.

#![allow(clippy::unwrap_used)] // A test may stop on the spot.

#[path = "conformance/agglomerative.rs"]
mod agglomerative;
#[path = "conformance/automatic.rs"]
mod automatic;
#[path = "conformance/constrained.rs"]
mod constrained;
#[path = "conformance/density.rs"]
mod density;
#[path = "conformance/kmeans.rs"]
mod kmeans;
#[path = "conformance/latent_class.rs"]
mod latent_class;
#[path = "conformance/medoids.rs"]
mod medoids;
#[path = "conformance/mixture.rs"]
mod mixture;
#[path = "conformance/nmf.rs"]
mod nmf;
#[path = "conformance/spectral.rs"]
mod spectral;
#[path = "conformance/table.rs"]
mod table;
#[path = "conformance/umap.rs"]
mod umap;
#[path = "conformance/validity.rs"]
mod validity;

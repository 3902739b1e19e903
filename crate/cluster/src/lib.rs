//! Cluster analysis of a matrix, its validity and its stability.
//!
//! Takes a [`FeatureMatrix`], gives labels and figures. Knows no columns, no
//! names, no strings and no customers. Whatever can run apart is a [`Job`]:
//! plain data with its own seed, so that the number of workers never changes
//! a bit of the result.

pub mod agglomerative;
pub mod automatic;
pub mod choose;
pub mod dbscan;
mod forest;
mod gower;
pub mod hdbscan;
pub mod job;
pub mod k_medoids;
pub mod k_prototypes;
pub mod kmeans;
pub mod latent_class;
pub mod matrix;
pub mod method;
pub mod mixture;
pub mod model;
pub mod nmf;
pub mod partition;
pub mod spectral;
pub mod umap;
mod unfit;
pub mod validity;

pub use job::{Job, JobOutput};
pub use matrix::{FeatureMatrix, MatrixError};
pub use method::Method;
pub use model::Model;
pub use partition::Partition;

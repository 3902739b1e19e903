//! Why a method can't cluster a matrix, and the checks that say so.

use thiserror::Error;

/// Why a method can't cluster a matrix.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum Unfit {
    /// A parameter is out of its range.
    #[error("{parameter} is {found}; expected {least} to {most}")]
    Parameter {
        /// Its name.
        parameter: &'static str,
        /// What was given.
        found: f64,
        /// The least allowed.
        least: f64,
        /// The most allowed.
        most: f64,
    },
    /// More clusters are wanted than there are samples.
    #[error("{needed} clusters of {found} samples")]
    TooFewSamples {
        /// Samples there are.
        found: usize,
        /// Samples needed.
        needed: usize,
    },
    /// There are more samples than the method takes.
    #[error(
        "{found} samples; this method takes at most {most}, agglomerative \
         with the linkage genie more"
    )]
    TooManySamples {
        /// Samples there are.
        found: usize,
        /// Samples taken.
        most: usize,
    },
    /// The method takes counts.
    #[error("the matrix holds {found}; expected counts or amounts from 0")]
    Negative {
        /// The least number.
        found: f64,
    },
}

/// A part of a parameter's check: that it is within its range, both ends
/// allowed.
pub(crate) fn within(
    parameter: &'static str,
    found: f64,
    least: f64,
    most: f64,
) -> Result<(), Unfit> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(Unfit::Parameter {
        parameter,
        found,
        least,
        most,
    })
}

/// The check of a wanted number of clusters.
pub(crate) fn clusters_within(
    n_clusters: Option<usize>,
    n_samples: usize,
) -> Result<(), Unfit> {
    let Some(wanted) = n_clusters else {
        return Ok(());
    };
    if wanted > n_samples {
        return Err(Unfit::TooFewSamples {
            found: n_samples,
            needed: wanted,
        });
    }
    within("n_clusters", wanted as f64, 1.0, n_samples as f64)
}

//! The samples that evidence is judged on.

use numeric::Rng;
use numeric::rng::derive;

use super::Params;
use crate::FeatureMatrix;

/// The samples that evidence is judged on, as a matrix of their own: what
/// workers hold then does not grow with all samples.
#[derive(Clone, Debug)]
pub struct Judged {
    matrix: FeatureMatrix,
    /// Where they stand among all, ascending; `None` where they are all.
    positions: Option<Vec<usize>>,
    /// That of the draw and of the judged partitions.
    seed: u64,
}

impl Judged {
    /// All samples, or `params.max_samples` of them, drawn at random.
    ///
    /// ```text
    /// O(n_samples + max_samples · n_features)
    /// ```
    ///
    /// ```
    /// use cluster::{FeatureMatrix, choose::Judged};
    /// let x: Vec<f64> = (0..5_000).map(f64::from).collect();
    /// let x = FeatureMatrix::from_samples(x, 1).unwrap();
    /// let judged = Judged::draw(&x, &Default::default(), 7);
    /// assert_eq!(judged.matrix().n_samples(), 2_000);
    /// let (at, value) = (judged.position(9), judged.matrix().samples()[9]);
    /// assert_eq!(x.samples()[at], value);
    /// ```
    pub fn draw(x: &FeatureMatrix, params: &Params, seed: u64) -> Self {
        let seed = derive(seed, u64::MAX);
        let n_samples = x.n_samples();
        let positions = (n_samples > params.max_samples)
            .then(|| Rng::new(seed).sample(n_samples, params.max_samples));
        let matrix = match &positions {
            Some(drawn) => x.select(drawn),
            None => x.clone(),
        };
        Self {
            matrix,
            positions,
            seed,
        }
    }

    /// The judged samples: what jobs on them run on.
    pub fn matrix(&self) -> &FeatureMatrix {
        &self.matrix
    }

    /// Where a judged sample stands among all.
    ///
    /// # Panics
    /// There is no such sample.
    pub fn position(&self, at: usize) -> usize {
        self.positions.as_ref().map_or(at, |drawn| drawn[at])
    }

    /// Whether there are more samples than these.
    pub(super) fn are_some(&self) -> bool {
        self.positions.is_some()
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }
}

//! Components that share out the counts of any sample.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::factors::Factors;
use crate::FeatureMatrix;

/// Steps for the shares of one sample.
const N_STEPS: usize = 200;

/// Shares that move less are there.
const STILL: f64 = 1e-7;

/// New samples belong to the component with the largest share of their
/// counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    n_components: usize,
    /// `[feature][component]`; those of a component add up to 1.
    features: Vec<f64>,
    /// The label of each component; `None` where no sample is its.
    labels: Vec<Option<u32>>,
}

impl Basis {
    pub(super) fn of(factors: &Factors) -> Self {
        let r = factors.rank;
        let mut features = factors.features.clone();
        for c in 0..r {
            let own = || factors.features.iter().skip(c).step_by(r);
            let sum: f64 = own().sum();
            for value in features.iter_mut().skip(c).step_by(r) {
                *value = if sum > 0.0 { *value / sum } else { 0.0 };
            }
        }
        Self {
            n_components: r,
            features,
            labels: (0..r as u32).map(Some).collect(),
        }
    }

    /// Gives the components their labels: `old[new]` are places.
    pub(super) fn name(&mut self, old: &[usize]) {
        let label = |place| old.iter().position(|o| *o == place);
        let places = 0..self.n_components;
        self.labels = places.map(|c| label(c).map(|l| l as u32)).collect();
    }

    /// The components of the clusters, `(n_clusters, n_features)`: of each
    /// feature the share, that add up to 1.
    pub fn components(&self) -> Array2<f64> {
        let n_clusters = self.labels.iter().flatten().count();
        let d = self.features.len() / self.n_components;
        let mut components = Array2::zeros((n_clusters, d));
        for ((j, c), value) in self.entries() {
            if let Some(label) = self.labels[c] {
                components[[label as usize, j]] = value;
            }
        }
        components
    }

    /// The share of each cluster's component in the counts of each sample,
    /// `(n_samples, n_clusters)`; what a row lacks to 1 is of components no
    /// sample belongs to, and a row of zeros that of a sample without counts.
    ///
    /// # Panics
    /// `x` has other features.
    pub fn shares(&self, x: &FeatureMatrix) -> Array2<f64> {
        let n_clusters = self.labels.iter().flatten().count();
        let mut all = Array2::zeros((x.n_samples(), n_clusters));
        self.each(x, &mut |at, shares| {
            for (label, share) in self.labels.iter().zip(shares) {
                if let Some(label) = label {
                    all[[at, *label as usize]] = *share;
                }
            }
        });
        all
    }

    /// The component of each sample, ties to the first, and its share;
    /// those without a label are out of the question.
    pub(super) fn strongest(
        &self,
        x: &FeatureMatrix,
    ) -> Vec<Option<(usize, f64)>> {
        let mut all = vec![None; x.n_samples()];
        self.each(x, &mut |at, shares| {
            let mut best = None;
            for (c, share) in shares.iter().enumerate() {
                let most = best.map_or(0.0, |(_, most)| most);
                if self.labels[c].is_some() && *share > most {
                    best = Some((c, *share));
                }
            }
            all[at] = best;
        });
        all
    }

    /// The label of each sample; `None` where it has no count, or only of
    /// features that no component has.
    pub(crate) fn assign(&self, x: &FeatureMatrix) -> Vec<Option<u32>> {
        let label = |best: Option<(usize, f64)>| self.labels[best?.0];
        self.strongest(x).into_iter().map(label).collect()
    }

    fn entries(&self) -> impl Iterator<Item = ((usize, usize), f64)> {
        let r = self.n_components;
        let all = self.features.iter().enumerate();
        all.map(move |(at, value)| ((at / r, at % r), *value))
    }

    /// Shows the shares of every sample.
    fn each(&self, x: &FeatureMatrix, show: &mut dyn FnMut(usize, &[f64])) {
        let d = self.features.len() / self.n_components;
        assert_eq!(x.n_features(), d, "features differ");
        let mut shares = vec![0.0; self.n_components];
        for (at, sample) in x.samples().chunks_exact(d).enumerate() {
            self.share_out(sample, &mut shares);
            show(at, &shares);
        }
    }

    /// The shares that make the counts most likely; zeros where there are
    /// none. The same steps as in the fit, from equal shares.
    fn share_out(&self, sample: &[f64], shares: &mut [f64]) {
        let r = self.n_components;
        let most = sample.iter().copied().fold(0.0, f64::max);
        shares.fill(1.0 / r as f64);
        let mut next = vec![0.0; r];
        for _ in 0..N_STEPS {
            next.fill(0.0);
            let rows = sample.iter().zip(self.features.chunks_exact(r));
            for (value, row) in rows {
                if *value <= 0.0 {
                    continue;
                }
                let parts = || row.iter().zip(&*shares).map(|(f, s)| f * s);
                let all: f64 = parts().sum();
                if all > 0.0 {
                    let ratio = value / most / all;
                    next.iter_mut().zip(parts()).for_each(|(sum, part)| {
                        *sum += ratio * part;
                    });
                }
            }
            let all: f64 = next.iter().sum();
            if all <= 0.0 {
                shares.fill(0.0);
                return;
            }
            let mut moved = 0.0f64;
            for (share, next) in shares.iter_mut().zip(&next) {
                moved = moved.max((next / all - *share).abs());
                *share = next / all;
            }
            if moved < STILL {
                return;
            }
        }
    }
}

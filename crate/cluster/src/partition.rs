//! What every method gives: labels, and a model that labels new samples.

use ndarray::Array2;
use numeric::order;
use serde::{Deserialize, Serialize};

use crate::agglomerative::Crown;
use crate::{FeatureMatrix, kmeans, model::Model};

/// Why a fit stopped.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stop {
    /// Nothing changed any more, or by less than the tolerance.
    Converged,
    /// The iterations ran out first.
    IterationLimit,
}

/// The samples in clusters, by one start of a method.
///
/// Clusters are in descending order of size, ties by their first sample.
/// There are fewer than asked for where there are fewer different samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Partition {
    /// One label a sample, below `n_clusters`; `None` is noise.
    pub labels: Vec<Option<u32>>,
    /// Clusters, each with a sample.
    pub n_clusters: usize,
    /// What the method makes small, where it does: of several starts the
    /// one with the least wins.
    pub loss: Option<f64>,
    /// The natural logarithm of the likelihood, where the method has one.
    pub log_likelihood: Option<f64>,
    /// Free parameters of that likelihood.
    pub n_parameters: Option<usize>,
    /// How surely each sample belongs where it is, `0.0..=1.0`; `None` where
    /// the distances to the centres tell it.
    pub membership: Option<Vec<f64>>,
    /// The samples were first gathered in so many micro-clusters, whose
    /// samples stay together; `None` where each stood for itself.
    pub n_micro_clusters: Option<usize>,
    /// The clusters were looked for among so many samples drawn at random,
    /// and the others put to them; `None` where among all.
    pub n_drawn: Option<usize>,
    /// The top of the tree that was cut, where there is one.
    pub crown: Option<Crown>,
    /// Iterations of the start; 1 where there is nothing to repeat.
    pub n_iterations: usize,
    /// Why it stopped.
    pub stopped: Stop,
    /// What labels a new sample.
    pub model: Model,
}

impl Partition {
    /// How clearly each sample belongs to its own cluster, `0.0..=1.0`; 0
    /// for noise. `x` is the matrix that was clustered.
    ///
    /// # Panics
    /// `x` has another number of samples.
    pub fn confidence(&self, x: &FeatureMatrix) -> Vec<f64> {
        assert_eq!(self.labels.len(), x.n_samples(), "one label a sample");
        if let Some(membership) = &self.membership {
            return membership.clone();
        }
        let labels: Vec<u32> =
            self.labels.iter().map(|l| l.unwrap_or(0)).collect();
        kmeans::confidence(x, &self.centres(x), &labels)
    }

    /// The centre of each cluster, `(n_clusters, n_features)`: the model's
    /// where it has centres, else the mean, noise left out.
    ///
    /// ```text
    /// O(n_samples · n_features)
    /// ```
    ///
    /// # Panics
    /// `x` has another number of samples.
    pub fn centres(&self, x: &FeatureMatrix) -> Array2<f64> {
        match &self.model {
            Model::Centres(centres) => centres.clone(),
            Model::Balls(balls) => balls.centres.clone(),
            Model::Mixture(mixture) => mixture.means(),
            Model::Prototypes(prototypes) => prototypes.centres(),
            Model::Medoids(medoids) => medoids.centres(),
            Model::Nearest(_)
            | Model::Reachable(_)
            | Model::Classes(_)
            | Model::Basis(_) => self.means(x),
        }
    }

    fn means(&self, x: &FeatureMatrix) -> Array2<f64> {
        assert_eq!(self.labels.len(), x.n_samples(), "one label a sample");
        let mut sums = Array2::zeros((self.n_clusters, x.n_features()));
        let mut sizes = vec![0.0; self.n_clusters];
        let samples = x.samples().chunks_exact(x.n_features());
        for (sample, label) in samples.zip(&self.labels) {
            let Some(label) = label else { continue };
            sizes[*label as usize] += 1.0;
            let sum = sums.row_mut(*label as usize);
            for (sum, value) in sum.into_iter().zip(sample) {
                *sum += value;
            }
        }
        for (mut sum, size) in sums.rows_mut().into_iter().zip(sizes) {
            sum.mapv_inplace(|sum| sum / size);
        }
        sums
    }

    /// The Bayesian information criterion of the method's own likelihood;
    /// lower is better. `None` where it has none.
    pub fn bic(&self) -> Option<f64> {
        let (fit, n) = (self.log_likelihood?, self.labels.len() as f64);
        Some(self.n_parameters? as f64 * libm::log(n) - 2.0 * fit)
    }

    /// Samples in each cluster.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.n_clusters];
        for label in self.labels.iter().flatten() {
            sizes[*label as usize] += 1;
        }
        sizes
    }

    /// Samples in no cluster.
    pub fn n_noise(&self) -> usize {
        self.labels.iter().filter(|label| label.is_none()).count()
    }
}

impl From<kmeans::Fit> for Partition {
    fn from(fit: kmeans::Fit) -> Self {
        Self {
            n_clusters: fit.centres.nrows(),
            labels: fit.labels.into_iter().map(Some).collect(),
            loss: Some(fit.inertia),
            log_likelihood: None,
            n_parameters: None,
            membership: None,
            n_micro_clusters: None,
            n_drawn: None,
            crown: None,
            n_iterations: fit.n_iterations,
            stopped: fit.stopped,
            model: Model::Centres(fit.centres),
        }
    }
}

/// Labels in the order of the house, and which old one each new one was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub labels: Vec<Option<u32>>,
    /// `old[new]`, one entry a cluster that has a sample.
    pub old: Vec<usize>,
}

/// Numbers the clusters in descending order of size, ties by their first
/// sample; those without a sample are dropped. `n` is above every label.
pub(crate) fn numbered(labels: &[Option<u32>], n: usize) -> Numbered {
    let mut sizes = vec![0_usize; n];
    let mut first = vec![usize::MAX; n];
    for (sample, label) in labels.iter().enumerate() {
        let Some(label) = *label else { continue };
        sizes[label as usize] += 1;
        first[label as usize] = first[label as usize].min(sample);
    }
    let mut old: Vec<usize> = (0..n).filter(|&c| sizes[c] > 0).collect();
    let rank = |c: usize| (usize::MAX - sizes[c], first[c]);
    order::positions(&mut old, &|a, b| rank(a).cmp(&rank(b)));
    let mut new = vec![0_u32; n];
    for (place, &c) in old.iter().enumerate() {
        new[c] = place as u32;
    }
    let renamed = |label: &Option<u32>| label.map(|l| new[l as usize]);
    Numbered {
        labels: labels.iter().map(renamed).collect(),
        old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_cluster_comes_first_and_noise_stays_noise() {
        let labels = [Some(4), None, Some(1), Some(1), Some(2), Some(4)];
        let found = numbered(&labels, 5);
        let expected = [Some(0), None, Some(1), Some(1), Some(2), Some(0)];
        assert_eq!(found.labels, expected);
        assert_eq!(found.old, [4, 1, 2]);
    }
}

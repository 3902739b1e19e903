//! A fitted mixture: the posterior of every cluster for any sample.

use ndarray::Array2;
use numeric::tick::never;
use serde::{Deserialize, Serialize};

use super::batch::LogSum;
use super::frame::Frame;
use super::moments::Samples;
use super::normals::Normals;
use crate::FeatureMatrix;

/// Normal distributions that label samples by their posteriors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mixture {
    frame: Frame,
    normals: Normals,
    n_clusters: usize,
}

/// Where samples belong, and how likely they are.
pub(super) struct Belonging {
    pub(super) labels: Vec<u32>,
    /// The posterior of each one's label.
    pub(super) membership: Vec<f64>,
    pub(super) log_likelihood: f64,
}

impl Mixture {
    pub(super) fn new(frame: Frame, normals: Normals) -> Self {
        Self {
            frame,
            n_clusters: normals.n_components(),
            normals,
        }
    }

    /// Puts the components at `first` first, each a cluster; those no
    /// sample belongs to most follow.
    pub(super) fn put_in_order(&mut self, first: Vec<usize>) {
        self.n_clusters = first.len();
        let mut order = first;
        let others = 0..self.normals.n_components();
        for component in others {
            if !order.contains(&component) {
                order.push(component);
            }
        }
        self.normals = self.normals.in_order(&order);
    }

    /// Clusters: components that a sample belonged to most.
    pub fn n_clusters(&self) -> usize {
        self.n_clusters
    }

    /// The clusters and the components that no sample belonged to most.
    pub fn n_components(&self) -> usize {
        self.normals.n_components()
    }

    /// The share of each component in the mixture; they add up to 1.
    pub fn weights(&self) -> &[f64] {
        &self.normals.weights
    }

    /// The mean of each cluster, `(n_clusters, n_features)`.
    pub fn means(&self) -> Array2<f64> {
        let shape = (self.n_clusters, self.frame.n_features());
        Array2::from_shape_fn(shape, |(c, j)| {
            self.frame.back(j, self.normals.mean(c)[j])
        })
    }

    /// How likely each component made each sample,
    /// `(n_samples, n_components)`; the first columns are the clusters. A
    /// row adds up to 1. O(n_samples · n_components · n_features²).
    ///
    /// # Panics
    /// `x` has other features.
    ///
    /// ```
    /// use cluster::{FeatureMatrix, Model, mixture};
    /// let x = ndarray::array![[0.0], [0.2], [0.4], [9.0], [9.3]];
    /// let x = FeatureMatrix::new(x).unwrap();
    /// let params = mixture::Params::default();
    /// let never = &mut numeric::tick::never;
    /// let fit = mixture::fit_from(&x, &[0, 0, 0, 1, 1], &params, never);
    /// let Model::Mixture(model) = fit.unwrap().model else { panic!() };
    /// let posteriors = model.posteriors(&x);
    /// assert!(posteriors[[0, 0]] > 0.99 && posteriors[[4, 1]] > 0.99);
    /// ```
    pub fn posteriors(&self, x: &FeatureMatrix) -> Array2<f64> {
        let k = self.n_components();
        let mut posteriors = Array2::zeros((x.n_samples(), k));
        self.each(x, &mut |sample, shares| {
            let row = posteriors.row_mut(sample);
            for (to, share) in row.into_iter().zip(shares) {
                *to = *share;
            }
        });
        posteriors
    }

    /// The cluster of each sample, ties to the lower index, and the
    /// posterior of it.
    pub(super) fn belonging(&self, x: &FeatureMatrix) -> Belonging {
        let mut labels = Vec::with_capacity(x.n_samples());
        let mut membership = Vec::with_capacity(x.n_samples());
        let log_likelihood = self.each(x, &mut |_, shares| {
            let mut best = 0;
            for (c, share) in shares[..self.n_clusters].iter().enumerate() {
                if *share > shares[best] {
                    best = c;
                }
            }
            labels.push(best as u32);
            membership.push(shares[best].min(1.0));
        });
        Belonging {
            labels,
            membership,
            log_likelihood,
        }
    }

    /// The label of each sample.
    pub(crate) fn assign(&self, x: &FeatureMatrix) -> Vec<u32> {
        self.belonging(x).labels
    }

    /// Shows every sample's posteriors; the logarithm of the likelihood.
    fn each(
        &self,
        x: &FeatureMatrix,
        show: &mut dyn FnMut(usize, &[f64]),
    ) -> f64 {
        let d = self.frame.n_features();
        assert_eq!(x.n_features(), d, "features differ");
        let samples = Samples {
            values: x.samples(),
            frame: &self.frame,
        };
        let k = self.n_components();
        let mut log = LogSum::new();
        let mut shares = vec![0.0; k];
        let done = samples.each(k, &mut never, &mut |batch, first| {
            batch.expect(&self.normals, &mut log);
            for lane in 0..batch.n_samples() {
                let lanes = batch.shares.iter();
                for (to, share) in shares.iter_mut().zip(lanes) {
                    *to = share[lane / 4].to_array()[lane % 4];
                }
                show(first + lane, &shares);
            }
        });
        done.expect("the tick never stops");
        log.total() + x.n_samples() as f64 * self.frame.log_volume()
    }
}

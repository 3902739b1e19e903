//! What a fit leaves behind: a rule that labels new samples.

use ndarray::Array2;
use serde::{Deserialize, Serialize};

use crate::{FeatureMatrix, kmeans};

/// Labels new samples without fitting again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Model {
    /// The nearest centre, `(n_clusters, n_features)`; ties to the lower
    /// index.
    Centres(Array2<f64>),
    /// The nearest of the samples that were clustered.
    Nearest(Nearest),
}

/// New samples belong to the cluster of the nearest that speaks for one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Positions of the samples that speak, ascending, among those that
    /// were clustered.
    pub speakers: Vec<u32>,
    /// The label of each.
    pub labels: Vec<u32>,
    /// A new sample farther than this from all of them is noise; `None`
    /// where no distance is too far.
    pub reach: Option<f64>,
}

/// A cluster is judged clear around a sample by so many neighbours.
const N_NEIGHBOURS: usize = 10;

impl Model {
    /// The label of each sample of `new`; `None` where the model calls it
    /// noise. `trained` is the matrix that was clustered, in the same
    /// features.
    ///
    /// # Panics
    /// The matrices and the model have other features.
    pub fn assign(
        &self,
        trained: &FeatureMatrix,
        new: &FeatureMatrix,
    ) -> Vec<Option<u32>> {
        match self {
            Self::Centres(centres) => {
                kmeans::assign(new, centres).into_iter().map(Some).collect()
            }
            Self::Nearest(nearest) => nearest.assign(trained, new),
        }
    }

    /// How clearly each sample that was clustered belongs to its own
    /// cluster, `0.0..=1.0`; 0 for noise.
    pub(crate) fn confidence(
        &self,
        x: &FeatureMatrix,
        labels: &[Option<u32>],
    ) -> Vec<f64> {
        match self {
            Self::Centres(centres) => {
                let labels: Vec<u32> =
                    labels.iter().map(|l| l.unwrap_or(0)).collect();
                kmeans::confidence(x, centres, &labels)
            }
            Self::Nearest(_) => among_neighbours(x, labels),
        }
    }
}

impl Nearest {
    fn assign(
        &self,
        trained: &FeatureMatrix,
        new: &FeatureMatrix,
    ) -> Vec<Option<u32>> {
        let d = trained.n_features();
        assert_eq!(d, new.n_features(), "features differ");
        let old = trained.samples();
        let label = |sample: &[f64]| {
            let away = |at: &u32| {
                let from = *at as usize * d;
                numeric::squared_distance(sample, &old[from..from + d])
            };
            let nearest = self.speakers.iter().map(away).enumerate();
            let (at, away) = nearest.min_by(|a, b| a.1.total_cmp(&b.1))?;
            let near = self.reach.is_none_or(|reach| away.sqrt() <= reach);
            near.then(|| self.labels[at])
        };
        new.samples().chunks_exact(d).map(label).collect()
    }
}

/// Of a sample's nearest neighbours, the share in its own cluster: 1 far
/// inside one, about a half on the border of two.
fn among_neighbours(x: &FeatureMatrix, labels: &[Option<u32>]) -> Vec<f64> {
    let d = x.n_features();
    let samples = || x.samples().chunks_exact(d);
    let share = |(own, sample): (usize, &[f64])| {
        let Some(label) = labels[own] else { return 0.0 };
        let mut near: Vec<(f64, usize)> = samples()
            .enumerate()
            .filter(|(other, _)| *other != own)
            .map(|(at, s)| (numeric::squared_distance(sample, s), at))
            .collect();
        let n = N_NEIGHBOURS.min(near.len());
        if n == 0 {
            return 1.0;
        }
        let rank = |a: &(f64, usize), b: &(f64, usize)| {
            a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
        };
        near.select_nth_unstable_by(n - 1, rank);
        let own = near[..n].iter().filter(|n| labels[n.1] == Some(label));
        own.count() as f64 / n as f64
    };
    samples().enumerate().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(places: &[f64]) -> FeatureMatrix {
        FeatureMatrix::from_samples(places.to_vec(), 1).unwrap()
    }

    #[test]
    fn a_new_sample_takes_the_label_of_the_nearest_or_is_noise() {
        let nearest = Model::Nearest(Nearest {
            speakers: vec![0, 2],
            labels: vec![1, 0],
            reach: Some(1.0),
        });
        let trained = line(&[0.0, 5.0, 10.0]);
        let new = line(&[0.5, 9.0, 5.0]);
        let labels = nearest.assign(&trained, &new);
        assert_eq!(labels, [Some(1), Some(0), None]);
    }

    #[test]
    fn a_sample_deep_in_its_cluster_is_clear_and_noise_is_not() {
        let mut places: Vec<f64> = (0..12).map(f64::from).collect();
        places.extend((0..12).map(|i| f64::from(i) + 100.0));
        let mut labels = vec![Some(0); 12];
        labels.extend([Some(1); 12]);
        labels[13] = None;
        let clear = among_neighbours(&line(&places), &labels);
        assert_eq!((clear[0], clear[13]), (1.0, 0.0));
        assert!(clear[12] < 1.0, "one of its neighbours is noise");
    }
}

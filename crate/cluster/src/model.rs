//! What a fit leaves behind: a rule that labels new samples.

use ndarray::Array2;
use numeric::neighbours::{Neighbour, Tree};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, hdbscan::Reachable, k_medoids::Medoids,
    k_prototypes::Prototypes, kmeans, kmeans::trimmed::Balls,
    latent_class::Classes, mixture::Mixture, nmf::Basis,
};

/// Labels new samples without fitting again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Model {
    /// The nearest centre, `(n_clusters, n_features)`; ties to the lower
    /// index.
    Centres(Array2<f64>),
    /// The nearest of the samples that were clustered.
    Nearest(Nearest),
    /// The nearest centre, if it is near enough.
    Balls(Balls),
    /// The largest posterior of normal distributions.
    Mixture(Mixture),
    /// The nearest of prototypes of numbers and categories.
    Prototypes(Prototypes),
    /// The largest posterior of probabilities of categories.
    Classes(Classes),
    /// The component with the largest share of a sample's counts.
    Basis(Basis),
    /// The nearest of samples that stand for their clusters.
    Medoids(Medoids),
    /// The sample that is reached first, over the densities between.
    Reachable(Reachable),
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
            Self::Reachable(reachable) => reachable.assign(trained, new),
            Self::Balls(balls) => balls.assign(new),
            Self::Basis(basis) => basis.assign(new),
            Self::Mixture(mixture) => {
                mixture.assign(new).into_iter().map(Some).collect()
            }
            Self::Prototypes(prototypes) => {
                prototypes.assign(new).into_iter().map(Some).collect()
            }
            Self::Classes(classes) => {
                classes.assign(new).into_iter().map(Some).collect()
            }
            Self::Medoids(medoids) => {
                medoids.assign(new).into_iter().map(Some).collect()
            }
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
        let of = |at: &u32| &trained.samples()[*at as usize * d..][..d];
        let speakers: Vec<f64> =
            self.speakers.iter().flat_map(of).copied().collect();
        let tree = Tree::new(&speakers, d);
        let reach = self.reach.unwrap_or(f64::INFINITY);
        let label = |sample: &[f64]| {
            let near = *tree.nearest(sample, 1).first()?;
            let label = self.labels[near.index as usize];
            (near.distance <= reach).then_some(label)
        };
        new.samples().chunks_exact(d).map(label).collect()
    }
}

/// Of a sample's nearest neighbours, the share in its own cluster: 1 far
/// inside one, about a half on the border of two.
pub(crate) fn among_neighbours(
    x: &FeatureMatrix,
    labels: &[Option<u32>],
) -> Vec<f64> {
    let mut shares = vec![0.0; x.n_samples()];
    let take = |own: usize, near: &[Neighbour]| {
        let Some(label) = labels[own] else { return };
        let alike = |n: &&Neighbour| labels[n.index as usize] == Some(label);
        let n_alike = near.iter().filter(alike).count();
        shares[own] = match near.len() {
            0 => 1.0,
            n => n_alike as f64 / n as f64,
        };
    };
    let tree = Tree::new(x.samples(), x.n_features());
    tree.k_nearest(N_NEIGHBOURS, take, &mut numeric::tick::never)
        .expect("a tick that never stops");
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    fn cloud(n: usize, d: usize, seed: u64) -> FeatureMatrix {
        let mut rng = numeric::Rng::new(seed);
        let values = (0..n * d).map(|_| (rng.normal() * 4.0).round());
        FeatureMatrix::from_samples(values.collect(), d).unwrap()
    }

    fn by_distance(x: &FeatureMatrix, from: &[f64]) -> Vec<(f64, usize)> {
        let samples = x.samples().chunks_exact(x.n_features());
        let away = samples.map(|s| numeric::squared_distance(from, s).sqrt());
        let mut all: Vec<_> = away.enumerate().map(|(i, a)| (a, i)).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn neighbours_by_the_tree_are_those_of_a_look_at_all(
            n in 1usize..150,
            d in 1usize..6,
            reach in prop::option::of(0.0f64..6.0),
            seed: u64,
        ) {
            let (x, new) = (cloud(n, d, seed), cloud(20, d, seed ^ 1));
            let labels: Vec<_> =
                (0..n).map(|i| [None, Some(0), Some(1)][i % 3]).collect();
            let speaks = |i: &usize| labels[*i].is_some();
            let nearest = Nearest {
                speakers: (0..n).filter(speaks).map(|i| i as u32).collect(),
                labels: labels.iter().copied().flatten().collect(),
                reach,
            };
            let label = |from: &[f64]| {
                let all = by_distance(&x, from);
                let (away, at) = all.into_iter().find(|s| speaks(&s.1))?;
                let near = reach.is_none_or(|reach| away <= reach);
                near.then_some(labels[at])?
            };
            let expected: Vec<_> =
                new.samples().chunks_exact(d).map(label).collect();
            prop_assert_eq!(nearest.assign(&x, &new), expected);
            let samples = x.samples().chunks_exact(d).enumerate();
            let share = |(own, from): (usize, &[f64])| {
                let mut all = by_distance(&x, from);
                all.retain(|near| near.1 != own);
                all.truncate(N_NEIGHBOURS);
                let alike = all.iter().filter(|n| labels[n.1] == labels[own]);
                match (labels[own], all.len()) {
                    (None, _) => 0.0,
                    (_, 0) => 1.0,
                    (_, n) => alike.count() as f64 / n as f64,
                }
            };
            let expected: Vec<f64> = samples.map(share).collect();
            prop_assert_eq!(among_neighbours(&x, &labels), expected);
        }
    }
}

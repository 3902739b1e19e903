//! The method that suits the samples, chosen without knowing their groups:
//! the one whose worst cluster is least torn from its neighbours.

use numeric::neighbours::Tree;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::agglomerative::{self, Linkage};
use crate::method::{Unfit, clusters_within};
use crate::{FeatureMatrix, Method, Model, Partition, method, mixture};

/// Neighbours of a sample that are looked at.
const N_NEIGHBOURS: usize = 8;

/// What the user may choose.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "AutomaticParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
}

impl Params {
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)
    }
}

/// Which of the three was picked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "PickedMethod")]
pub enum Which {
    /// Genie's linkage.
    Genie,
    /// A Gaussian mixture.
    Mixture,
    /// k-means.
    KMeans,
}

impl Which {
    /// The one that made a partition of [`Method::Automatic`], by the form
    /// of its model.
    pub fn of(partition: &Partition) -> Self {
        match partition.model {
            Model::Mixture(_) => Self::Mixture,
            Model::Centres(_) => Self::KMeans,
            _ => Self::Genie,
        }
    }

    /// The method, for `k` clusters.
    pub fn method(self, k: usize) -> Method {
        let method = match self {
            Self::Genie => Method::Agglomerative(agglomerative::Params {
                linkage: Linkage::Genie,
                ..agglomerative::Params::default()
            }),
            Self::Mixture => Method::Mixture(mixture::Params::default()),
            Self::KMeans => Method::default(),
        };
        method.with_n_clusters(k)
    }
}

/// The start of a method of its own: see [`fit`].
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let k = params.n_clusters.unwrap_or(1);
    let picked = fit(x, k, seed, tick)?;
    // Losses of several methods can't be compared, nor need they be.
    Ok(Partition {
        loss: None,
        ..picked.partition
    })
}

/// A method and what it found.
#[derive(Clone, Debug)]
pub struct Picked {
    /// The method, its number of clusters set.
    pub method: Method,
    /// Its best start.
    pub partition: Partition,
}

/// Genie, a Gaussian mixture and k-means for `k` clusters, and of the three
/// the one with the least [`worst_border`]; ties to the earlier.
///
/// Each is right about another form: threads and rings, ellipses that
/// overlap, round heaps of any size. A border through a crowd parts
/// neighbours, whatever the form.
///
/// # Errors
/// The tick asked to stop.
///
/// ```
/// use cluster::{FeatureMatrix, automatic};
/// let x = (0..40).map(|i| f64::from(i % 20 + i / 20 * 100)).collect();
/// let x = FeatureMatrix::from_samples(x, 1).unwrap();
/// let mut never = numeric::tick::never;
/// let picked = automatic::fit(&x, 2, 1, &mut never).unwrap();
/// assert_eq!(picked.partition.sizes(), [20, 20]);
/// ```
pub fn fit(
    x: &FeatureMatrix,
    k: usize,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Picked, Interrupted> {
    let methods = [Which::Genie, Which::Mixture, Which::KMeans];
    let n_methods = methods.len() as f64;
    let mut best: Option<(f64, Picked)> = None;
    for (at, method) in methods.into_iter().enumerate() {
        let method = method.method(k);
        let mut tick = |part| tick((at as f64 + part) / n_methods);
        let partition = method::fit(x, &method, seed, &mut tick)?;
        let border = worst_border(x, &partition);
        if best.as_ref().is_none_or(|(least, _)| border < *least) {
            best = Some((border, Picked { method, partition }));
        }
    }
    Ok(best.expect("there are methods").1)
}

/// Of the cluster where it is most, the share of its samples' eight nearest
/// neighbours that are elsewhere, `0.0..=1.0`; noise belongs nowhere.
///
/// ```text
/// about O(n_samples · log n_samples · n_features)
/// ```
///
/// # Panics
/// `x` is not the matrix that was clustered.
pub fn worst_border(x: &FeatureMatrix, partition: &Partition) -> f64 {
    let labels = &partition.labels;
    assert_eq!(labels.len(), x.n_samples(), "one label a sample");
    let tree = Tree::new(x.samples(), x.n_features());
    let mut elsewhere = vec![0_usize; partition.n_clusters];
    let mut all = vec![0_usize; partition.n_clusters];
    let samples = x.samples().chunks_exact(x.n_features());
    for (at, sample) in samples.enumerate() {
        let Some(own) = labels[at] else { continue };
        for near in tree.nearest(sample, N_NEIGHBOURS + 1) {
            let near = near.index as usize;
            if near == at {
                continue;
            }
            all[own as usize] += 1;
            elsewhere[own as usize] += usize::from(labels[near] != Some(own));
        }
    }
    let shares = elsewhere.iter().zip(&all);
    shares
        .map(|(&elsewhere, &all)| elsewhere as f64 / all.max(1) as f64)
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use numeric::tick::never;
    use proptest::prelude::*;

    /// Every pair of samples.
    fn slow(x: &FeatureMatrix, partition: &Partition) -> f64 {
        let n = x.n_samples();
        let at = |i: usize| x.view().row(i).to_vec();
        let mut worst = 0.0_f64;
        for cluster in 0..partition.n_clusters as u32 {
            let own = |i: &usize| partition.labels[*i] == Some(cluster);
            let (mut away, mut all) = (0.0, 0.0);
            for i in (0..n).filter(own) {
                let mut others: Vec<usize> =
                    (0..n).filter(|&j| j != i).collect();
                let far =
                    |j: &usize| numeric::squared_distance(&at(i), &at(*j));
                others.sort_by(|a, b| far(a).total_cmp(&far(b)));
                for j in others.iter().take(N_NEIGHBOURS) {
                    all += 1.0;
                    away += f64::from(u8::from(!own(j)));
                }
            }
            worst = worst.max(away / all);
        }
        worst
    }

    proptest! {
        #[test]
        fn the_worst_border_is_that_of_every_pair(
            values in prop::collection::vec(-9.0..9.0, 40..90),
            k in 2_usize..5,
        ) {
            let x = FeatureMatrix::from_samples(values, 2).unwrap();
            let method = Method::default().with_n_clusters(k);
            let found = method::fit(&x, &method, 1, &mut never).unwrap();
            let (fast, slow) = (worst_border(&x, &found), slow(&x, &found));
            prop_assert!((fast - slow).abs() < 1e-12, "{} {}", fast, slow);
        }
    }
}

//! The samples that are searched, each feature in its order.

use ndarray::ArrayView1;
use numeric::order;
use serde::{Deserialize, Serialize};

use super::{Centred, Params};
use crate::Samples;

/// What questions are looked for in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Searched {
    /// `columns[feature][sample]`, as it is asked about.
    pub columns: Vec<Vec<f64>>,
    /// One label a sample.
    pub labels: Vec<u32>,
    pub n_clusters: usize,
    /// One value a sample, none where labels are explained.
    pub values: Vec<f64>,
    pub places: Option<Places>,
    pub min_leaf: usize,
    /// Questions one after the other at most.
    pub max_depth: usize,
}

/// Where samples and centres lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Places {
    /// `matrix[feature][sample]`.
    pub matrix: Vec<Vec<f64>>,
    /// `centres[feature][cluster]`.
    pub centres: Vec<Vec<f64>>,
    /// `(n_samples, n_clusters)`: squared distances to the centres.
    pub distances: Vec<f64>,
}

/// Some of the searched samples: one list a feature, in ascending order of
/// its values, equals as they come.
#[derive(Clone, Debug)]
pub(super) struct Lists(pub Vec<Vec<u32>>);

/// A question between two samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Cut {
    pub feature: usize,
    /// The largest value at or below it.
    pub threshold: f64,
}

impl Searched {
    /// Takes samples evenly, at most `max_searched`.
    pub(super) fn new(
        x: &dyn Samples,
        labels: &[u32],
        n_clusters: usize,
        centred: Option<Centred<'_>>,
        params: &Params,
    ) -> Self {
        let step = labels.len().div_ceil(params.max_searched).max(1);
        let (n_samples, n_features) = x.dim();
        let drawn = |x: &dyn Samples| -> Vec<Vec<f64>> {
            let taken = (0..n_samples).step_by(step);
            let column = |feature: usize| {
                taken.clone().map(|it| x.value(it, feature)).collect()
            };
            (0..n_features).map(column).collect()
        };
        let places = centred.map(|Centred { matrix, centres }| {
            assert_eq!(matrix.dim(), x.dim(), "one place a sample");
            assert_eq!(centres.dim(), (n_clusters, n_features), "centres");
            let rows = matrix.rows().into_iter().step_by(step);
            let far = |place: ArrayView1<'_, f64>| -> Vec<f64> {
                let centres = centres.rows().into_iter();
                centres.map(|it| squared_distance(place, it)).collect()
            };
            Places {
                matrix: drawn(&matrix),
                centres: centres
                    .columns()
                    .into_iter()
                    .map(|it| it.to_vec())
                    .collect(),
                distances: rows.flat_map(far).collect(),
            }
        });
        let labels: Vec<u32> = labels.iter().copied().step_by(step).collect();
        Self {
            columns: drawn(x),
            labels,
            n_clusters,
            values: Vec::new(),
            places,
            min_leaf: params.min_leaf.max(1),
            max_depth: usize::MAX,
        }
    }

    /// All of them.
    pub(super) fn lists(&self) -> Lists {
        let sorted = |column: &Vec<f64>| {
            let mut values = column.clone();
            let mut order: Vec<u32> = (0..column.len() as u32).collect();
            order::labelled(&mut values, &mut order);
            order
        };
        Lists(self.columns.iter().map(sorted).collect())
    }

    /// Whether a sample is at or below a cut.
    pub(super) fn is_below(&self, sample: u32, cut: Cut) -> bool {
        self.columns[cut.feature][sample as usize] <= cut.threshold
    }
}

impl Lists {
    /// How many samples there are.
    pub(super) fn len(&self) -> usize {
        self.0.first().map_or(0, Vec::len)
    }

    /// The samples in the order of the first feature.
    pub(super) fn samples(&self) -> &[u32] {
        self.0.first().map_or(&[], Vec::as_slice)
    }

    /// Those that are kept, in their orders.
    pub(super) fn only(&self, keep: &dyn Fn(u32) -> bool) -> Self {
        let some = |list: &Vec<u32>| -> Vec<u32> {
            list.iter().copied().filter(|&it| keep(it)).collect()
        };
        Self(self.0.iter().map(some).collect())
    }
}

/// The sum over features in their order.
pub(super) fn squared_distance(
    a: ArrayView1<'_, f64>,
    b: ArrayView1<'_, f64>,
) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

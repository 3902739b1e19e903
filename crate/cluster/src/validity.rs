//! How good a partition is, judged from the samples and labels alone.

mod silhouette;

use ndarray::{Array2, ArrayView2};

use crate::{FeatureMatrix, Partition};

pub use silhouette::{
    silhouette, silhouette_of_each, silhouette_on_sample, silhouettes,
};

/// Squared distances to the centre of the own cluster, see
/// [`Partition::centres`], added up; noise is left out.
///
/// ```text
/// O(n_samples · n_features)
/// ```
///
/// # Panics
/// `x` is not the matrix that was clustered.
pub fn inertia(x: &FeatureMatrix, partition: &Partition) -> f64 {
    let centres = partition.centres(x);
    let samples = x.samples().chunks_exact(x.n_features());
    let away = |(sample, label): (&[f64], &Option<u32>)| {
        let centre = centres.row(label.as_ref().copied()? as usize);
        let centre = centre.to_slice().expect("centres are row-major");
        Some(numeric::squared_distance(sample, centre))
    };
    samples.zip(&partition.labels).filter_map(away).sum()
}

/// Between over within variance, `0.0..`; higher is better. `None` with
/// fewer than two clusters, as many clusters as samples, or no variance
/// within.
///
/// Caliński and Harabasz (1974, DOI 10.1080/03610927408827101).
///
/// # Panics
/// There is not one label a sample.
///
/// ```
/// use cluster::validity::calinski_harabasz;
/// let x = ndarray::array![[0.0], [2.0], [10.0], [12.0]];
/// assert_eq!(calinski_harabasz(x.view(), &[0, 0, 1, 1]), Some(50.0));
/// ```
pub fn calinski_harabasz(
    x: ArrayView2<'_, f64>,
    labels: &[u32],
) -> Option<f64> {
    let groups = Groups::of(x, labels);
    let (k, n) = (groups.n_clusters(), x.nrows());
    if k < 2 || k >= n {
        return None;
    }
    let within: f64 = groups.squares.iter().sum();
    let overall = numeric::linalg::column_means(x);
    let between: f64 = groups
        .present()
        .map(|c| {
            let away = numeric::squared_distance(groups.mean(c), &overall);
            groups.sizes[c] as f64 * away
        })
        .sum();
    let scale = (n - k) as f64 / (k - 1) as f64;
    (within > 0.0).then(|| between / within * scale)
}

/// The mean over the clusters of the worst overlap with another, `0.0..`;
/// lower is better. `None` with fewer than two clusters or where two means
/// coincide.
///
/// Davies and Bouldin (1979, DOI 10.1109/TPAMI.1979.4766909).
///
/// # Panics
/// There is not one label a sample.
///
/// ```
/// use cluster::validity::davies_bouldin;
/// let x = ndarray::array![[0.0], [2.0], [10.0], [12.0]];
/// assert_eq!(davies_bouldin(x.view(), &[0, 0, 1, 1]), Some(0.2));
/// ```
pub fn davies_bouldin(x: ArrayView2<'_, f64>, labels: &[u32]) -> Option<f64> {
    let groups = Groups::of(x, labels);
    let k = groups.n_clusters();
    if k < 2 {
        return None;
    }
    let worst_of = |c: usize| -> f64 {
        groups
            .present()
            .filter(|&other| other != c)
            .map(|other| groups.overlap(c, other))
            .fold(0.0, f64::max)
    };
    let sum: f64 = groups.present().map(worst_of).sum();
    let index = sum / k as f64;
    index.is_finite().then_some(index)
}

/// The Bayesian information criterion of the spherical Gaussian model with
/// one variance for all clusters; lower is better. `None` with as many
/// clusters as samples or no variance within.
///
/// Pelleg and Moore (2000), X-means. `inertia` is the sum of squared
/// distances to the own mean, `sizes` the samples of each cluster.
///
/// ```
/// use cluster::validity::bic;
/// assert!(bic(4.0, &[2, 2], 1) < bic(104.0, &[4], 1));
/// ```
pub fn bic(inertia: f64, sizes: &[usize], n_features: usize) -> Option<f64> {
    let (k, d) = (sizes.len() as f64, n_features as f64);
    let n = sizes.iter().sum::<usize>() as f64;
    if n <= k || inertia <= 0.0 {
        return None;
    }
    let variance = inertia / (d * (n - k));
    let shares: f64 = sizes
        .iter()
        .filter(|&&size| size > 0)
        .map(|&size| size as f64 * libm::log(size as f64 / n))
        .sum();
    let spread = libm::log(2.0 * std::f64::consts::PI * variance);
    let log_likelihood = shares - 0.5 * n * d * spread - 0.5 * d * (n - k);
    let n_parameters = k - 1.0 + k * d + 1.0;
    Some(n_parameters * libm::log(n) - 2.0 * log_likelihood)
}

/// The adjusted Rand index of two partitions, `-0.5..=1.0`: 1 for the same,
/// 0 on average for unrelated ones.
///
/// Hubert and Arabie (1985, DOI 10.1007/BF01908075). Two partitions that
/// are both a single cluster, or both single samples, agree: 1.
///
/// # Panics
/// The lengths differ.
///
/// ```
/// use cluster::validity::adjusted_rand;
/// assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[5, 5, 2, 2]), 1.0);
/// ```
pub fn adjusted_rand(a: &[u32], b: &[u32]) -> f64 {
    let table = contingency(a, b);
    let pairs = |n: usize| n as f64 * (n as f64 - 1.0) / 2.0;
    let together: f64 = table.iter().map(|&n| pairs(n)).sum();
    let of_a: f64 = table.rows().into_iter().map(|row| pairs(row.sum())).sum();
    let of_b: f64 = table
        .columns()
        .into_iter()
        .map(|col| pairs(col.sum()))
        .sum();
    let all = pairs(a.len());
    let expected = if all > 0.0 { of_a * of_b / all } else { 0.0 };
    let most = 0.5 * (of_a + of_b);
    if most == expected {
        return 1.0;
    }
    (together - expected) / (most - expected)
}

/// How many samples have each pair of labels, `(labels of a, labels of b)`.
pub(crate) fn contingency(a: &[u32], b: &[u32]) -> Array2<usize> {
    assert_eq!(a.len(), b.len(), "one label of each a sample");
    let mut table = Array2::zeros((n_labels(a), n_labels(b)));
    for (&i, &j) in a.iter().zip(b) {
        table[[i as usize, j as usize]] += 1;
    }
    table
}

/// One more than the largest label; 0 of none.
pub(crate) fn n_labels(labels: &[u32]) -> usize {
    labels.iter().max().map_or(0, |&label| label as usize + 1)
}

/// Sizes, means and spreads of the clusters.
struct Groups {
    sizes: Vec<usize>,
    means: Vec<f64>,
    squares: Vec<f64>,
    distances: Vec<f64>,
    n_features: usize,
}

impl Groups {
    fn of(x: ArrayView2<'_, f64>, labels: &[u32]) -> Self {
        assert_eq!(x.nrows(), labels.len(), "one label a sample");
        let (k, d) = (n_labels(labels), x.ncols());
        let mut groups = Self {
            sizes: vec![0; k],
            means: vec![0.0; k * d],
            squares: vec![0.0; k],
            distances: vec![0.0; k],
            n_features: d,
        };
        groups.add_means(x, labels);
        groups.add_spreads(x, labels);
        groups
    }

    fn add_means(&mut self, x: ArrayView2<'_, f64>, labels: &[u32]) {
        let d = self.n_features;
        for (sample, &label) in x.rows().into_iter().zip(labels) {
            let c = label as usize;
            self.sizes[c] += 1;
            let means = &mut self.means[c * d..(c + 1) * d];
            means.iter_mut().zip(sample).for_each(|(m, v)| *m += v);
        }
        for (means, &size) in self.means.chunks_mut(d).zip(&self.sizes) {
            means.iter_mut().for_each(|m| *m /= size.max(1) as f64);
        }
    }

    fn add_spreads(&mut self, x: ArrayView2<'_, f64>, labels: &[u32]) {
        for (sample, &label) in x.rows().into_iter().zip(labels) {
            let c = label as usize;
            let sample = sample.to_vec();
            let square = numeric::squared_distance(&sample, self.mean(c));
            self.squares[c] += square;
            self.distances[c] += square.sqrt();
        }
    }

    fn n_clusters(&self) -> usize {
        self.present().count()
    }

    fn present(&self) -> impl Iterator<Item = usize> {
        (0..self.sizes.len()).filter(|&c| self.sizes[c] > 0)
    }

    fn mean(&self, c: usize) -> &[f64] {
        &self.means[c * self.n_features..(c + 1) * self.n_features]
    }

    fn overlap(&self, a: usize, b: usize) -> f64 {
        let spread = |c: usize| self.distances[c] / self.sizes[c] as f64;
        let square = numeric::squared_distance(self.mean(a), self.mean(b));
        if square == 0.0 {
            return f64::INFINITY;
        }
        (spread(a) + spread(b)) / square.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slow_adjusted_rand(a: &[u32], b: &[u32]) -> f64 {
        let (mut both, mut in_a, mut in_b, mut all) = (0.0, 0.0, 0.0, 0.0);
        for i in 0..a.len() {
            for j in i + 1..a.len() {
                let (same_a, same_b) = (a[i] == a[j], b[i] == b[j]);
                all += 1.0;
                in_a += f64::from(u8::from(same_a));
                in_b += f64::from(u8::from(same_b));
                both += f64::from(u8::from(same_a && same_b));
            }
        }
        let expected = in_a * in_b / all;
        (both - expected) / ((in_a + in_b) / 2.0 - expected)
    }

    proptest! {
        #[test]
        fn the_rand_index_is_that_of_all_pairs(
            labels in prop::collection::vec((0u32..4, 0u32..5), 3..40),
        ) {
            let (a, b): (Vec<u32>, Vec<u32>) = labels.into_iter().unzip();
            let slow = slow_adjusted_rand(&a, &b);
            prop_assume!(slow.is_finite());
            prop_assert!((adjusted_rand(&a, &b) - slow).abs() < 1e-12);
        }
    }

    #[test]
    fn the_rand_index_is_that_of_scikit_learn() {
        // sklearn.metrics.adjusted_rand_score
        let found = adjusted_rand(&[0, 0, 1, 1], &[0, 0, 1, 2]);
        assert!((found - 0.5714285714285714).abs() < 1e-15);
        assert_eq!(adjusted_rand(&[0, 0, 0], &[1, 1, 1]), 1.0);
        assert_eq!(adjusted_rand(&[], &[]), 1.0);
    }

    #[test]
    fn figures_without_a_meaning_are_none() {
        let x = ndarray::array![[1.0], [1.0], [2.0]];
        assert_eq!(calinski_harabasz(x.view(), &[0, 0, 0]), None);
        assert_eq!(calinski_harabasz(x.view(), &[0, 1, 2]), None);
        assert_eq!(calinski_harabasz(x.view(), &[0, 0, 1]), None);
        assert_eq!(davies_bouldin(x.view(), &[0, 0, 0]), None);
        assert_eq!(davies_bouldin(x.view(), &[0, 1, 1]), Some(1.0));
        assert_eq!(davies_bouldin(x.view(), &[0, 1, 2]), None);
        assert_eq!(bic(0.0, &[2, 1], 1), None);
        assert_eq!(bic(1.0, &[1, 1], 1), None);
    }
}

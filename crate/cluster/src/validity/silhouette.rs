//! Silhouettes: how much closer a sample is to its own cluster than to the
//! next.

use ndarray::ArrayView2;
use numeric::Rng;
use wide::f64x4;

use super::n_labels;

const LANES: usize = 4;

/// The mean silhouette, `-1.0..=1.0`; higher is better. `None` with fewer
/// than two clusters or none of two samples.
///
/// Rousseeuw (1987, DOI 10.1016/0377-0427(87)90125-7), Euclidean. Exact:
/// O(n_samples² · n_features) time, O(n_samples · n_features) memory.
///
/// # Panics
/// There is not one label a sample.
///
/// ```
/// use cluster::validity::silhouette;
/// let x = ndarray::array![[0.0], [1.0], [10.0], [11.0]];
/// let mean = silhouette(x.view(), &[0, 0, 1, 1]).unwrap();
/// assert!((mean - (9.5 / 10.5 + 8.5 / 9.5) / 2.0).abs() < 1e-12);
/// ```
pub fn silhouette(x: ArrayView2<'_, f64>, labels: &[u32]) -> Option<f64> {
    numeric::stats::mean(&silhouette_of_each(x, labels)?)
}

/// [`silhouette`] of at most `max_samples` samples drawn from `seed`, among
/// themselves.
///
/// # Panics
/// There is not one label a sample.
pub fn silhouette_on_sample(
    x: ArrayView2<'_, f64>,
    labels: &[u32],
    max_samples: usize,
    seed: u64,
) -> Option<f64> {
    if x.nrows() <= max_samples {
        return silhouette(x, labels);
    }
    let drawn = Rng::new(seed).sample(x.nrows(), max_samples);
    let part = x.select(ndarray::Axis(0), &drawn);
    let labels: Vec<u32> = drawn.iter().map(|&i| labels[i]).collect();
    silhouette(part.view(), &labels)
}

/// The silhouette of each sample, `-1.0..=1.0`; 0 alone in a cluster.
/// `None` with fewer than two clusters or none of two samples.
///
/// # Panics
/// There is not one label a sample.
pub fn silhouette_of_each(
    x: ArrayView2<'_, f64>,
    labels: &[u32],
) -> Option<Vec<f64>> {
    assert_eq!(x.nrows(), labels.len(), "one label a sample");
    let grouped = Grouped::new(x, labels);
    let n_present = grouped.sizes.iter().filter(|&&n| n > 0).count();
    if n_present < 2 || n_present == x.nrows() {
        return None;
    }
    let mut sums = vec![0.0; grouped.sizes.len()];
    let each = x.rows().into_iter().zip(labels).map(|(sample, &own)| {
        let sample: Vec<f64x4> =
            sample.iter().map(|&v| f64x4::splat(v)).collect();
        grouped.add_distances(&sample, &mut sums);
        grouped.silhouette(&sums, own as usize)
    });
    Some(each.collect())
}

/// Samples in order of their label, four at a time.
struct Grouped {
    /// `[block][feature][lane]`.
    values: Vec<f64x4>,
    /// 1 for a sample, 0 for a filler.
    weights: Vec<f64x4>,
    /// Where the blocks of each label end.
    ends: Vec<usize>,
    sizes: Vec<usize>,
    n_features: usize,
}

impl Grouped {
    fn new(x: ArrayView2<'_, f64>, labels: &[u32]) -> Self {
        let mut members = vec![Vec::new(); n_labels(labels)];
        for (i, &label) in labels.iter().enumerate() {
            members[label as usize].push(i);
        }
        let mut grouped = Self {
            values: Vec::new(),
            weights: Vec::new(),
            ends: Vec::new(),
            sizes: members.iter().map(Vec::len).collect(),
            n_features: x.ncols(),
        };
        for members in &members {
            for part in members.chunks(LANES) {
                grouped.push(x, part);
            }
            grouped.ends.push(grouped.weights.len());
        }
        grouped
    }

    fn push(&mut self, x: ArrayView2<'_, f64>, part: &[usize]) {
        for j in 0..self.n_features {
            let lane =
                |lane: usize| part.get(lane).map_or(0.0, |&i| x[[i, j]]);
            self.values.push(f64x4::from(std::array::from_fn(lane)));
        }
        let filled = |lane: usize| f64::from(u8::from(lane < part.len()));
        self.weights.push(f64x4::from(std::array::from_fn(filled)));
    }

    /// Sets `sums` to the sum of distances from a sample to each cluster.
    fn add_distances(&self, sample: &[f64x4], sums: &mut [f64]) {
        let mut start = 0;
        for (sum, &end) in sums.iter_mut().zip(&self.ends) {
            let d = self.n_features;
            let blocks = self.values[start * d..end * d].chunks_exact(d);
            let mut lanes = f64x4::ZERO;
            for (block, &weight) in blocks.zip(&self.weights[start..end]) {
                let mut square = f64x4::ZERO;
                for (&value, &own) in block.iter().zip(sample) {
                    let away = value - own;
                    square += away * away;
                }
                lanes += square.sqrt() * weight;
            }
            let [a, b, c, d] = lanes.to_array();
            *sum = (a + b) + (c + d);
            start = end;
        }
    }

    fn silhouette(&self, sums: &[f64], own: usize) -> f64 {
        if self.sizes[own] < 2 {
            return 0.0;
        }
        let inside = sums[own] / (self.sizes[own] - 1) as f64;
        let next = (0..sums.len())
            .filter(|&c| c != own && self.sizes[c] > 0)
            .map(|c| sums[c] / self.sizes[c] as f64)
            .fold(f64::INFINITY, f64::min);
        let larger = inside.max(next);
        if larger > 0.0 {
            (next - inside) / larger
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn slow_silhouette(x: ArrayView2<'_, f64>, labels: &[u32]) -> Vec<f64> {
        let distance = |i: usize, j: usize| {
            let away = &x.row(i) - &x.row(j);
            away.iter().map(|v| v * v).sum::<f64>().sqrt()
        };
        let mean_to = |i: usize, c: u32| -> Option<f64> {
            let others: Vec<f64> = (0..x.nrows())
                .filter(|&j| j != i && labels[j] == c)
                .map(|j| distance(i, j))
                .collect();
            numeric::stats::mean(&others)
        };
        let one = |i: usize| {
            let Some(a) = mean_to(i, labels[i]) else {
                return 0.0;
            };
            let b = (0..n_labels(labels) as u32)
                .filter(|&c| c != labels[i])
                .filter_map(|c| mean_to(i, c))
                .fold(f64::INFINITY, f64::min);
            if a.max(b) > 0.0 {
                (b - a) / a.max(b)
            } else {
                0.0
            }
        };
        (0..x.nrows()).map(one).collect()
    }

    proptest! {
        #[test]
        fn the_fast_silhouette_is_that_of_the_slow_twin(
            rows in prop::collection::vec(
                (-9.0..9.0f64, -9.0..9.0f64, 0u32..4), 3..40,
            ),
        ) {
            let labels: Vec<u32> = rows.iter().map(|r| r.2).collect();
            let x = ndarray::Array2::from_shape_fn((rows.len(), 2), |(i, j)| {
                if j == 0 { rows[i].0 } else { rows[i].1 }
            });
            let Some(fast) = silhouette_of_each(x.view(), &labels) else {
                return Ok(());
            };
            for (fast, slow) in
                fast.iter().zip(slow_silhouette(x.view(), &labels))
            {
                prop_assert!((fast - slow).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn one_cluster_or_single_samples_have_no_silhouette() {
        let x = ndarray::array![[1.0], [2.0], [3.0]];
        assert_eq!(silhouette(x.view(), &[0, 0, 0]), None);
        assert_eq!(silhouette(x.view(), &[2, 0, 1]), None);
    }

    #[test]
    fn samples_in_one_place_have_silhouette_zero() {
        let x = ndarray::Array2::zeros((4, 2));
        assert_eq!(silhouette(x.view(), &[0, 0, 1, 1]), Some(0.0));
    }
}

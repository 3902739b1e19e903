//! Silhouettes: how much closer a sample is to its own cluster than to the
//! next.

use ndarray::{ArrayView1, ArrayView2};
use numeric::Rng;
use wide::f64x4;

use super::n_labels;

const LANES: usize = 4;

/// The mean silhouette, `-1.0..=1.0`; higher is better. `None` with fewer
/// than two clusters or none of two samples.
///
/// Rousseeuw (1987, DOI 10.1016/0377-0427(87)90125-7), Euclidean. Exact:
/// O(n_samples² · n_features) time, O(n_samples · (n_features + n_clusters))
/// memory.
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

/// [`silhouette`] of each of several partitions of the same samples, each
/// distance measured once.
///
/// ```text
/// O(n_samples² · (n_features + n_partitions))
/// ```
///
/// # Panics
/// A partition has not one label a sample.
///
/// ```
/// use cluster::validity::{silhouette, silhouettes};
/// let x = ndarray::array![[0.0], [1.0], [10.0], [11.0]];
/// let (two, one) = ([0, 0, 1, 1], [0; 4]);
/// let both = silhouettes(x.view(), &[&two, &one]);
/// assert_eq!(both, [silhouette(x.view(), &two), None]);
/// ```
pub fn silhouettes(
    x: ArrayView2<'_, f64>,
    partitions: &[&[u32]],
) -> Vec<Option<f64>> {
    let everyone = Grouped::new(x, &vec![0; x.nrows()]);
    let mut all: Vec<Summed<'_>> = partitions
        .iter()
        .map(|labels| Summed::new(x, labels))
        .collect();
    let mut distances = Vec::new();
    for sample in x.rows() {
        everyone.distances(&splat(sample), &mut distances);
        all.iter_mut().for_each(|one| one.take(&distances));
    }
    all.into_iter().map(Summed::mean).collect()
}

/// The silhouettes of one partition, sample by sample.
struct Summed<'a> {
    labels: &'a [u32],
    sizes: Vec<usize>,
    /// Of the distances from the last sample to each cluster.
    sums: Vec<f64>,
    /// Of the samples so far.
    each: Vec<f64>,
}

impl<'a> Summed<'a> {
    fn new(x: ArrayView2<'_, f64>, labels: &'a [u32]) -> Self {
        assert_eq!(x.nrows(), labels.len(), "one label a sample");
        let mut sizes = vec![0; n_labels(labels)];
        labels.iter().for_each(|&label| sizes[label as usize] += 1);
        Self {
            labels,
            sums: vec![0.0; sizes.len()],
            sizes,
            each: Vec::with_capacity(labels.len()),
        }
    }

    /// Takes the distances from the next sample to all.
    fn take(&mut self, distances: &[f64]) {
        self.sums.fill(0.0);
        for (distance, &label) in distances.iter().zip(self.labels) {
            self.sums[label as usize] += distance;
        }
        let own = self.labels[self.each.len()] as usize;
        self.each.push(of_sums(&self.sums, &self.sizes, own));
    }

    fn mean(self) -> Option<f64> {
        has_meaning(&self.sizes).then_some(())?;
        numeric::stats::mean(&self.each)
    }
}

/// Whether there are two clusters, and one of two samples.
fn has_meaning(sizes: &[usize]) -> bool {
    let n_present = sizes.iter().filter(|&&n| n > 0).count();
    n_present >= 2 && sizes.iter().any(|&n| n > 1)
}

/// The silhouette of a sample of cluster `own` from the sums of its distances
/// to each cluster.
fn of_sums(sums: &[f64], sizes: &[usize], own: usize) -> f64 {
    if sizes[own] < 2 {
        return 0.0;
    }
    let inside = sums[own] / (sizes[own] - 1) as f64;
    let next = (0..sums.len())
        .filter(|&c| c != own && sizes[c] > 0)
        .map(|c| sums[c] / sizes[c] as f64)
        .fold(f64::INFINITY, f64::min);
    let larger = inside.max(next);
    if larger > 0.0 {
        (next - inside) / larger
    } else {
        0.0
    }
}

/// A sample once a lane.
fn splat(sample: ArrayView1<'_, f64>) -> Vec<f64x4> {
    sample.iter().map(|&value| f64x4::splat(value)).collect()
}

/// The distances of the samples of a block from one, once a lane.
#[inline]
fn away(block: &[f64x4], sample: &[f64x4]) -> f64x4 {
    let mut square = f64x4::ZERO;
    for (&value, &own) in block.iter().zip(sample) {
        let away = value - own;
        square += away * away;
    }
    square.sqrt()
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
    if !has_meaning(&grouped.sizes) {
        return None;
    }
    let sums = grouped.sums(x);
    let k = grouped.sizes.len();
    let each = sums
        .chunks_exact(k)
        .zip(labels)
        .map(|(sums, &own)| of_sums(sums, &grouped.sizes, own as usize));
    Some(each.collect())
}

/// Samples in order of their label, four at a time.
struct Grouped {
    /// `[block][feature][lane]`.
    values: Vec<f64x4>,
    /// 1 for a sample, 0 for a filler.
    weights: Vec<f64x4>,
    /// The samples of each label; a block has four, the last of a label what
    /// is left.
    members: Vec<Vec<usize>>,
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
            members: Vec::new(),
            n_features: x.ncols(),
        };
        for members in &members {
            for part in members.chunks(LANES) {
                grouped.push(x, part);
            }
            grouped.ends.push(grouped.weights.len());
        }
        grouped.members = members;
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

    /// The sum of distances from each sample to each cluster,
    /// `[sample][cluster]`. Two samples in different blocks are measured
    /// once, for both.
    fn sums(&self, x: ArrayView2<'_, f64>) -> Vec<f64> {
        let k = self.sizes.len();
        let mut sums = vec![0.0; x.nrows() * k];
        let mut to_label = vec![f64x4::ZERO; self.weights.len()];
        let mut start = 0;
        for (label, &end) in self.ends.iter().enumerate() {
            to_label[start..].fill(f64x4::ZERO);
            let own = self.members[label].chunks(LANES);
            for (b, four) in (start..end).zip(own) {
                for &i in four {
                    let sums = &mut sums[i * k + label..(i + 1) * k];
                    self.measure((label, b), x.row(i), sums, &mut to_label);
                }
            }
            let later = self.members[label..].iter();
            let later = later.flat_map(|members| members.chunks(LANES));
            for (four, lanes) in later.zip(&to_label[start..]) {
                for (&i, sum) in four.iter().zip(lanes.to_array()) {
                    sums[i * k + label] += sum;
                }
            }
            start = end;
        }
        sums
    }

    /// Adds the distances from a sample of a label's block `b` to that block
    /// and those after it to `sums`, of that label and those after it, and
    /// those to later blocks to what each of their lanes has in `later`.
    fn measure(
        &self,
        (label, b): (usize, usize),
        sample: ArrayView1<'_, f64>,
        sums: &mut [f64],
        later: &mut [f64x4],
    ) {
        let (d, sample) = (self.n_features, &*splat(sample));
        let own = &self.values[b * d..(b + 1) * d];
        let mut lanes = away(own, sample) * self.weights[b];
        let mut start = b + 1;
        for (sum, &end) in sums.iter_mut().zip(&self.ends[label..]) {
            let blocks = self.values[start * d..end * d].chunks_exact(d);
            let weights = &self.weights[start..end];
            let later = &mut later[start..end];
            for ((block, &weight), later) in blocks.zip(weights).zip(later) {
                let away = away(block, sample);
                lanes += away * weight;
                *later += away;
            }
            let [a, b, c, d] = lanes.to_array();
            *sum += (a + b) + (c + d);
            lanes = f64x4::ZERO;
            start = end;
        }
    }

    /// Sets `all` to the distances from a sample to each, where they have one
    /// label and stand in their own order.
    fn distances(&self, sample: &[f64x4], all: &mut Vec<f64>) {
        all.clear();
        for block in self.values.chunks_exact(self.n_features) {
            all.extend(away(block, sample).to_array());
        }
        all.truncate(self.sizes.iter().sum());
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

        #[test]
        fn those_of_several_partitions_are_those_of_each(
            rows in prop::collection::vec(
                (-9.0..9.0f64, 0u32..4, 0u32..2), 1..40,
            ),
        ) {
            let x = ndarray::Array2::from_shape_fn((rows.len(), 1), |(i, _)| {
                rows[i].0
            });
            let (four, two): (Vec<u32>, Vec<u32>) =
                rows.iter().map(|row| (row.1, row.2)).unzip();
            let all = silhouettes(x.view(), &[&four, &two]);
            for (labels, found) in [four, two].iter().zip(all) {
                let alone = silhouette(x.view(), labels);
                prop_assert_eq!(found.is_some(), alone.is_some());
                let apart = found.unwrap_or(0.0) - alone.unwrap_or(0.0);
                prop_assert!(apart.abs() < 1e-12);
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

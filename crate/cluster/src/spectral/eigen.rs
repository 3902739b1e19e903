//! The first eigenvectors of a graph, by subspaces filtered with Chebyshev's
//! polynomials.

use ndarray::Array2;
use numeric::Rng;
use numeric::linalg::symmetric_eigen;
use numeric::tick::{Interrupted, Tick};

use super::graph::Graph;

/// Vectors looked for beside those that are wanted.
const SPARE: usize = 8;

/// The degrees of the first filters; the last is that of all others. A first
/// guess would leave nothing of the others after a high one.
const DEGREES: [usize; 4] = [4, 8, 16, 30];

/// Filters at most.
const LIMIT: usize = 300;

/// A vector whose image is off by less, of 1, is there.
const NEAR: f64 = 1e-8;

/// Vectors of a value a sample, and the eigenvalue of each.
pub(super) struct Vectors {
    /// `[sample][vector]`.
    pub(super) values: Vec<f64>,
    /// Vectors.
    pub(super) width: usize,
    eigenvalues: Vec<f64>,
}

/// The `k` vectors of the largest eigenvalues of the graph's normalised
/// adjacency, `D^-1/2 · A · D^-1/2`, at least.
///
/// Zhou, Saad, Tiago and Chelikowsky (2006, DOI 10.1016/j.jcp.2006.03.017).
/// Several at once, since parts of a graph that hang together hardly have
/// equal eigenvalues nearly.
///
/// ```text
/// O(filters · degree · links · k + filters · n_samples · k²)
/// ```
///
/// # Errors
/// The tick asked to stop.
pub(super) fn first(
    graph: &Graph,
    k: usize,
    rng: &mut Rng,
    tick: Tick<'_>,
) -> Result<Vectors, Interrupted> {
    let n = graph.n_samples();
    let width = (k + SPARE).min(n);
    let roots: Vec<f64> = graph.degrees.iter().map(|d| d.sqrt()).collect();
    let mut found = Vectors {
        values: (0..n * width).map(|_| rng.normal()).collect(),
        eigenvalues: vec![0.0; width],
        width,
    };
    found.make_orthonormal(rng);
    found.turn(graph, &roots);
    for filter in 0..LIMIT {
        tick(filter as f64 / LIMIT as f64)?;
        let degree = DEGREES[filter.min(DEGREES.len() - 1)];
        found.filter(graph, &roots, degree);
        found.make_orthonormal(rng);
        found.turn(graph, &roots);
        if found.are_there(graph, &roots, k) {
            break;
        }
    }
    Ok(found)
}

/// The normalised adjacency times vectors.
fn image(graph: &Graph, roots: &[f64], of: &[f64], width: usize) -> Vec<f64> {
    let mut image = vec![0.0; of.len()];
    for (own, sums) in image.chunks_exact_mut(width).enumerate() {
        for (other, weight) in graph.links(own) {
            let weight = weight / (roots[own] * roots[other]);
            let row = &of[other * width..][..width];
            sums.iter_mut().zip(row).for_each(|(s, v)| *s += weight * v);
        }
    }
    image
}

impl Vectors {
    /// The first `k` as vectors of a random walk on the graph, one sample
    /// after the other.
    pub(super) fn of_walk(&self, graph: &Graph, k: usize) -> Vec<f64> {
        let mut places = Vec::with_capacity(k * graph.degrees.len());
        let rows = self.values.chunks_exact(self.width);
        for (row, degree) in rows.zip(&graph.degrees) {
            let root = degree.sqrt();
            places.extend(row[..k].iter().map(|value| value / root));
        }
        places
    }

    /// Makes what belongs to eigenvalues above the least of these large
    /// beside all else.
    fn filter(&mut self, graph: &Graph, roots: &[f64], degree: usize) {
        let least = self.eigenvalues[self.width - 1].clamp(-0.9, 0.999_999);
        let (centre, half) = ((least - 1.0) / 2.0, (least + 1.0) / 2.0);
        let step = |of: &[f64]| {
            let mut image = image(graph, roots, of, self.width);
            for (to, from) in image.iter_mut().zip(of) {
                *to = (*to - centre * from) / half;
            }
            image
        };
        let mut before = self.values.clone();
        let mut now = step(&before);
        for _ in 1..degree {
            let mut next = step(&now);
            for (next, before) in next.iter_mut().zip(&before) {
                *next = 2.0 * *next - before;
            }
            (before, now) = (now, next);
        }
        self.values = now;
    }

    fn column(&self, at: usize) -> Vec<f64> {
        let own = self.values.iter().skip(at).step_by(self.width);
        own.copied().collect()
    }

    /// Gram and Schmidt, twice; what is left of none is drawn anew.
    fn make_orthonormal(&mut self, rng: &mut Rng) {
        let width = self.width;
        let mut done: Vec<Vec<f64>> = Vec::with_capacity(width);
        for at in 0..width {
            let mut own = self.column(at);
            loop {
                let before = length(&own);
                own.iter_mut().for_each(|v| *v /= before.max(1e-300));
                for _ in 0..2 {
                    for other in &done {
                        let share = numeric::dot(&own, other);
                        let pairs = own.iter_mut().zip(other);
                        pairs.for_each(|(v, o)| *v -= share * o);
                    }
                }
                let after = length(&own);
                if after > 1e-12 {
                    own.iter_mut().for_each(|v| *v /= after);
                    break;
                }
                own.iter_mut().for_each(|v| *v = rng.normal());
            }
            done.push(own);
        }
        for (at, own) in done.iter().enumerate() {
            let to = self.values.iter_mut().skip(at).step_by(width);
            to.zip(own).for_each(|(to, v)| *to = *v);
        }
    }

    /// Turns the vectors, within what they span, to where the graph only
    /// stretches them.
    fn turn(&mut self, graph: &Graph, roots: &[f64]) {
        let width = self.width;
        let image = image(graph, roots, &self.values, width);
        let mut small = Array2::zeros((width, width));
        let rows = self.values.chunks_exact(width);
        for (own, image) in rows.zip(image.chunks_exact(width)) {
            for (a, own) in own.iter().enumerate() {
                for (b, image) in image.iter().enumerate() {
                    small[[a, b]] += own * image;
                }
            }
        }
        let eigen = symmetric_eigen(&small);
        let axes: Vec<f64> = eigen.vectors.t().iter().copied().collect();
        let mut turned = vec![0.0; width];
        for own in self.values.chunks_exact_mut(width) {
            turned.fill(0.0);
            for (value, axis) in own.iter().zip(axes.chunks_exact(width)) {
                let sums = turned.iter_mut().zip(axis);
                sums.for_each(|(sum, axis)| *sum += value * axis);
            }
            own.copy_from_slice(&turned);
        }
        self.eigenvalues = eigen.values;
    }

    fn are_there(&self, graph: &Graph, roots: &[f64], k: usize) -> bool {
        let width = self.width;
        let image = image(graph, roots, &self.values, width);
        let mut off = vec![0.0; width];
        let rows = self.values.chunks_exact(width);
        for (own, image) in rows.zip(image.chunks_exact(width)) {
            for (j, (own, image)) in own.iter().zip(image).enumerate() {
                let away = image - self.eigenvalues[j] * own;
                off[j] += away * away;
            }
        }
        off[..k].iter().all(|off| off.sqrt() < NEAR)
    }
}

fn length(values: &[f64]) -> f64 {
    numeric::dot(values, values).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FeatureMatrix;

    #[test]
    fn they_are_those_of_a_dense_decomposition() {
        for (n, k) in [(12, 3), (60, 4), (150, 9)] {
            let mut rng = Rng::new(n as u64);
            let values = (0..2 * n).map(|_| rng.normal()).collect();
            let x = FeatureMatrix::from_samples(values, 2).unwrap();
            let mut never = numeric::tick::never;
            let graph = Graph::of(&x, 4, k, &mut never).unwrap();
            let mut dense = Array2::zeros((n, n));
            for own in 0..n {
                for (other, weight) in graph.links(own) {
                    let d = graph.degrees[own] * graph.degrees[other];
                    dense[[own, other]] = weight / d.sqrt();
                }
            }
            let slow = symmetric_eigen(&dense);
            let found = first(&graph, k, &mut rng, &mut never).unwrap();
            for at in 0..k {
                let (ours, theirs) = (found.eigenvalues[at], slow.values[at]);
                assert!((ours - theirs).abs() < 1e-9, "{n} {at}");
                let own = found.column(at);
                let axis = slow.vectors.row(at).to_vec();
                let alike = numeric::dot(&own, &axis).abs();
                assert!(alike > 1.0 - 1e-6, "{n} {at} {alike}");
            }
        }
    }
}

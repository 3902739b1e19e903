//! Two factors whose product is near a matrix of counts.

use numeric::Rng;

use super::counts::Counts;

/// Nothing is divided by less.
const TINY: f64 = 1e-100;

/// What samples have of components, and components of features.
pub(super) struct Factors {
    /// Components.
    pub(super) rank: usize,
    /// `[sample][component]`.
    pub(super) samples: Vec<f64>,
    /// `[feature][component]`.
    pub(super) features: Vec<f64>,
}

impl Factors {
    /// At random, of the size of the counts.
    pub(super) fn drawn(seen: &Counts, rank: usize, rng: &mut Rng) -> Self {
        let size = (seen.mean() / rank as f64).sqrt();
        let mut draw = |n: usize| {
            let one = |_| size * (0.1 + rng.uniform());
            (0..n * rank).map(one).collect()
        };
        Self {
            samples: draw(seen.n_samples()),
            features: draw(seen.n_features),
            rank,
        }
    }

    /// What the factors say of an entry.
    pub(super) fn product(&self, sample: usize, feature: usize) -> f64 {
        let r = self.rank;
        let own = &self.samples[sample * r..][..r];
        dot(own, &self.features[feature * r..][..r])
    }

    /// One step, first of the samples, then of the features. The divergence
    /// of what is seen grows in neither. `held` entries count nowhere.
    ///
    /// ```text
    /// O((entries + n_samples + n_features) · rank)
    /// ```
    pub(super) fn step(&mut self, seen: &Counts, held: &Counts) {
        self.renew_samples(seen, held);
        self.renew_features(seen, held);
    }

    fn renew_samples(&mut self, seen: &Counts, held: &Counts) {
        let r = self.rank;
        let all = sums(&self.features, r);
        let (mut above, mut below) = (vec![0.0; r], vec![0.0; r]);
        for (at, own) in self.samples.chunks_exact_mut(r).enumerate() {
            above.fill(0.0);
            below.copy_from_slice(&all);
            for (j, value) in seen.sample(at) {
                let row = &self.features[j * r..][..r];
                let ratio = value / dot(own, row).max(TINY);
                add(&mut above, ratio, row);
            }
            for (j, _) in held.sample(at) {
                add(&mut below, -1.0, &self.features[j * r..][..r]);
            }
            multiply(own, &above, &below, &all);
        }
    }

    fn renew_features(&mut self, seen: &Counts, held: &Counts) {
        let r = self.rank;
        let all = sums(&self.samples, r);
        let mut above = vec![0.0; self.features.len()];
        let mut below = all.repeat(self.features.len() / r);
        for (at, own) in self.samples.chunks_exact(r).enumerate() {
            for (j, value) in seen.sample(at) {
                let row = &self.features[j * r..][..r];
                let ratio = value / dot(own, row).max(TINY);
                add(&mut above[j * r..][..r], ratio, own);
            }
            for (j, _) in held.sample(at) {
                add(&mut below[j * r..][..r], -1.0, own);
            }
        }
        let rows = self.features.chunks_exact_mut(r);
        let parts = above.chunks_exact(r).zip(below.chunks_exact(r));
        for (row, (above, below)) in rows.zip(parts) {
            multiply(row, above, below, &all);
        }
    }

    /// The generalised Kullback–Leibler divergence of what is seen, in the
    /// unit of the counts.
    pub(super) fn loss(&self, seen: &Counts, held: &Counts) -> f64 {
        let r = self.rank;
        let all = dot(&sums(&self.samples, r), &sums(&self.features, r));
        let mut loss = all;
        for at in 0..seen.n_samples() {
            let mut sum = 0.0;
            for (j, value) in seen.sample(at) {
                sum += apart(value, self.product(at, j));
            }
            for (j, _) in held.sample(at) {
                sum -= self.product(at, j);
            }
            loss += sum;
        }
        loss.max(0.0)
    }
}

/// `x · ln(x / y) − x`; with `y` it is the divergence of one entry.
pub(super) fn apart(x: f64, y: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    x * libm::log(x / y.max(TINY)) - x
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(sums: &mut [f64], times: f64, row: &[f64]) {
    sums.iter_mut()
        .zip(row)
        .for_each(|(sum, v)| *sum += times * v);
}

/// The sum of each column.
fn sums(rows: &[f64], width: usize) -> Vec<f64> {
    let mut sums = vec![0.0; width];
    rows.chunks_exact(width)
        .for_each(|row| add(&mut sums, 1.0, row));
    sums
}

/// Multiplies by shares; where all that is below them is held out, a factor
/// stays.
fn multiply(own: &mut [f64], above: &[f64], below: &[f64], all: &[f64]) {
    let shares = above.iter().zip(below).zip(all);
    for (own, ((above, below), all)) in own.iter_mut().zip(shares) {
        if *below > 1e-12 * all {
            *own *= above / below.max(TINY);
        }
    }
}

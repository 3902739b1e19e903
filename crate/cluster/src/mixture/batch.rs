//! Sixteen samples at once: how likely each component made them.

use wide::f64x4;

use super::exp::exp;
use super::normals::Normals;

/// Samples worked on at once. A constant, so that every sum has the same
/// order on every machine.
pub(super) const LANES: usize = 16;

/// The numbers of sixteen samples.
pub(super) type Lanes = [f64x4; 4];

/// So far from the others a sample is as far as any: no square overflows.
const FAR: f64 = 1e100;

/// A share in a component that adds nothing to its sums.
const NOTHING: f64 = 1e-18;

/// Sixteen samples in the frame, and their shares in the components.
pub(super) struct Batch {
    n_samples: usize,
    rows: Vec<[f64; LANES]>,
    /// `[feature]`
    places: Vec<Lanes>,
    /// `[feature]`: from the mean of one component.
    away: Vec<Lanes>,
    /// `[component]`: how likely it made each sample, `0.0..=1.0`; 0 for
    /// samples that do not exist.
    pub(super) shares: Vec<Lanes>,
}

/// The sum of the logarithms of many numbers of at least 1, of which only
/// every sixteenth product is taken a logarithm of.
pub(super) struct LogSum {
    whole: f64x4,
    product: f64x4,
    n_factors: usize,
}

impl Batch {
    pub(super) fn new(n_features: usize, n_components: usize) -> Self {
        let zeros = [f64x4::ZERO; 4];
        Self {
            n_samples: 0,
            rows: vec![[0.0; LANES]; n_features],
            places: vec![zeros; n_features],
            away: vec![zeros; n_features],
            shares: vec![zeros; n_components],
        }
    }

    /// Takes up to sixteen samples, one after the other, into the frame.
    pub(super) fn load(&mut self, samples: &[f64], maps: &[[f64; 2]]) {
        let d = maps.len();
        self.n_samples = samples.len() / d;
        for (lane, sample) in samples.chunks_exact(d).enumerate() {
            let pairs = sample.iter().zip(maps);
            for (row, (value, map)) in self.rows.iter_mut().zip(pairs) {
                let place = (value - map[0]) * map[1];
                row[lane] = place.clamp(-FAR, FAR);
            }
        }
        for (place, row) in self.places.iter_mut().zip(&self.rows) {
            *place = lanes(row);
        }
    }

    /// How many samples there are.
    pub(super) fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// The samples less the mean of a component, `[feature]`.
    #[inline]
    pub(super) fn away_from(&mut self, mean: &[f64]) -> &[Lanes] {
        let places = self.places.iter().zip(mean);
        for (away, (place, mean)) in self.away.iter_mut().zip(places) {
            let mean = f64x4::splat(*mean);
            *away = place.map(|place| place - mean);
        }
        &self.away
    }

    /// Whether a component has a share worth adding up.
    #[inline]
    pub(super) fn is_touched(&self, component: usize) -> bool {
        let [a, b, c, d] = self.shares[component];
        let most = a.fast_max(b).fast_max(c.fast_max(d));
        most.simd_gt(f64x4::splat(NOTHING)).any()
    }

    /// Fills in the shares: the posterior of every component. Adds the
    /// logarithms of the samples' densities to `log`.
    pub(super) fn expect(&mut self, normals: &Normals, log: &mut LogSum) {
        let mut most = [f64x4::splat(f64::NEG_INFINITY); 4];
        for component in 0..normals.n_components() {
            let square = self.square(normals, component);
            let norm = f64x4::splat(normals.log_norms[component]);
            let half = f64x4::splat(0.5);
            for (b, most) in most.iter_mut().enumerate() {
                let density = norm - square[b] * half;
                self.shares[component][b] = density;
                *most = most.fast_max(density);
            }
        }
        let mut sums = [f64x4::ZERO; 4];
        for share in &mut self.shares {
            for b in 0..4 {
                share[b] = exp(share[b] - most[b]);
                sums[b] += share[b];
            }
        }
        self.divide(&sums);
        for b in 0..4 {
            log.add(most[b], sums[b], self.exists(b));
        }
    }

    /// The squared Mahalanobis distances to a component.
    #[inline]
    fn square(&mut self, normals: &Normals, component: usize) -> Lanes {
        let rows = normals.rows;
        let away = self.away_from(normals.mean(component));
        let mut entries = normals.whiten(component);
        let mut square = [f64x4::ZERO; 4];
        for i in 0..rows.n_features {
            let first = rows.first(i);
            let (row, rest) = entries.split_at(i + 1 - first);
            entries = rest;
            let mut sum = [f64x4::ZERO; 4];
            for (entry, away) in row.iter().zip(&away[first..]) {
                let entry = f64x4::splat(*entry);
                for b in 0..4 {
                    sum[b] += entry * away[b];
                }
            }
            for b in 0..4 {
                square[b] += sum[b] * sum[b];
            }
        }
        square
    }

    fn divide(&mut self, sums: &Lanes) {
        let mut parts = [f64x4::ZERO; 4];
        for (b, part) in parts.iter_mut().enumerate() {
            *part = (f64x4::ONE / sums[b]) & self.exists(b);
        }
        for share in &mut self.shares {
            for (share, part) in share.iter_mut().zip(parts) {
                *share *= part;
            }
        }
    }

    /// All bits where there is a sample.
    #[inline]
    fn exists(&self, b: usize) -> f64x4 {
        let numbers = f64x4::from([0.0, 1.0, 2.0, 3.0]);
        let left = self.n_samples as f64 - 4.0 * b as f64;
        f64x4::splat(left).simd_gt(numbers)
    }
}

impl LogSum {
    pub(super) fn new() -> Self {
        Self {
            whole: f64x4::ZERO,
            product: f64x4::ONE,
            n_factors: 0,
        }
    }

    /// Adds `whole + ln(factor)` where a sample exists.
    #[inline]
    fn add(&mut self, whole: f64x4, factor: f64x4, exists: f64x4) {
        self.whole += whole & exists;
        self.product *= exists.bitselect(factor, f64x4::ONE);
        self.n_factors += 1;
        if self.n_factors == 16 {
            self.take_logarithms();
        }
    }

    #[inline(never)]
    fn take_logarithms(&mut self) {
        self.whole += f64x4::from(self.product.to_array().map(libm::log));
        self.product = f64x4::ONE;
        self.n_factors = 0;
    }

    pub(super) fn total(mut self) -> f64 {
        self.take_logarithms();
        self.whole.to_array().iter().sum()
    }
}

/// Sixteen numbers as the kernels hold them.
pub(super) fn lanes(row: &[f64; LANES]) -> Lanes {
    let mut lanes = [f64x4::ZERO; 4];
    for (lanes, four) in lanes.iter_mut().zip(row.chunks_exact(4)) {
        *lanes = f64x4::from([four[0], four[1], four[2], four[3]]);
    }
    lanes
}

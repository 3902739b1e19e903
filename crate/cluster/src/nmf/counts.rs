//! Counts without their zeros.

use numeric::Rng;

use crate::FeatureMatrix;

/// Entries of a matrix, one sample after the other, in a unit in which the
/// largest is about 1.
pub(super) struct Counts {
    /// Where each sample's entries begin, and where the last one's end.
    starts: Vec<usize>,
    features: Vec<u32>,
    values: Vec<f64>,
    pub(super) n_features: usize,
    /// A power of two: what an entry was multiplied by.
    pub(super) unit: f64,
}

/// Counts in two parts.
pub(super) struct Parted {
    /// Those that are seen, without zeros.
    pub(super) seen: Counts,
    /// Those that are held out, with zeros.
    pub(super) held: Counts,
}

impl Counts {
    /// No entry of so many samples.
    pub(super) fn none(n_samples: usize, n_features: usize) -> Self {
        Self {
            starts: vec![0; n_samples + 1],
            features: Vec::new(),
            values: Vec::new(),
            n_features,
            unit: 1.0,
        }
    }

    /// The entries above 0.
    pub(super) fn of(x: &FeatureMatrix) -> Self {
        let most = x.samples().iter().copied().fold(0.0, f64::max);
        let mut counts = Self {
            starts: vec![0],
            ..Self::none(0, x.n_features())
        };
        if most > 0.0 {
            let (_, exponent) = libm::frexp(most);
            counts.unit = libm::ldexp(1.0, (-exponent).min(1000));
        }
        for sample in x.samples().chunks_exact(x.n_features()) {
            for (j, value) in sample.iter().enumerate() {
                let value = value * counts.unit;
                if value > 0.0 {
                    counts.push(j, value);
                }
            }
            counts.end_sample();
        }
        counts
    }

    /// A tenth of all entries, drawn at random, held out.
    pub(super) fn parted(&self, rng: &mut Rng) -> Parted {
        let empty = || Self {
            starts: vec![0],
            unit: self.unit,
            ..Self::none(0, self.n_features)
        };
        let (mut seen, mut held) = (empty(), empty());
        for at in 0..self.n_samples() {
            let mut own = self.sample(at).peekable();
            for j in 0..self.n_features {
                let value = own.next_if(|entry| entry.0 == j);
                let value = value.map_or(0.0, |entry| entry.1);
                if rng.below(10) == 0 {
                    held.push(j, value);
                } else if value > 0.0 {
                    seen.push(j, value);
                }
            }
            seen.end_sample();
            held.end_sample();
        }
        Parted { seen, held }
    }

    fn push(&mut self, feature: usize, value: f64) {
        self.features.push(feature as u32);
        self.values.push(value);
    }

    fn end_sample(&mut self) {
        self.starts.push(self.values.len());
    }

    /// Samples there are.
    pub(super) fn n_samples(&self) -> usize {
        self.starts.len() - 1
    }

    /// The features and entries of one sample, ascending.
    pub(super) fn sample(
        &self,
        at: usize,
    ) -> impl Iterator<Item = (usize, f64)> {
        let own = self.starts[at]..self.starts[at + 1];
        let features = self.features[own.clone()].iter();
        let pairs = features.zip(&self.values[own]);
        pairs.map(|(feature, value)| (*feature as usize, *value))
    }

    /// The mean of all cells, those of no entry among them.
    pub(super) fn mean(&self) -> f64 {
        let n_cells = self.n_samples() * self.n_features;
        self.values.iter().sum::<f64>() / n_cells as f64
    }

    /// The sum of each feature.
    pub(super) fn sums(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.n_features];
        for (feature, value) in self.features.iter().zip(&self.values) {
            sums[*feature as usize] += value;
        }
        sums
    }
}

//! Classes: of each the probability of every category.

use ndarray::Array2;
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::codes::{Categories, NONE};
use crate::FeatureMatrix;

/// Samples between two ticks.
const CHUNK: usize = 4096;

/// The least probability: its logarithm is finite.
const LEAST: f64 = 1e-300;

/// New samples belong to the class that most likely made their categories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Classes {
    categories: Categories,
    tables: Tables,
    /// The label of each class; `None` where no sample belonged to it most.
    labels: Vec<Option<u32>>,
}

/// Logarithms of probabilities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Tables {
    /// One a class.
    weights: Vec<f64>,
    /// `[category][class]`, the features' categories one after the other.
    categories: Vec<f64>,
    /// Where each feature's categories begin, and where the last one's end.
    starts: Vec<usize>,
}

/// One pass over the samples.
pub(super) struct Passed {
    pub(super) log_likelihood: f64,
    sums: Tables,
}

/// Where samples belong.
pub(super) struct Belonging {
    /// Places of classes.
    pub(super) labels: Vec<u32>,
    /// The posterior of each one's class.
    pub(super) membership: Vec<f64>,
    pub(super) log_likelihood: f64,
}

impl Tables {
    /// Zeros.
    fn empty(categories: &Categories, k: usize) -> Self {
        let mut starts = vec![0];
        for n_categories in categories.counts() {
            starts.push(starts[starts.len() - 1] + n_categories);
        }
        Self {
            weights: vec![0.0; k],
            categories: vec![0.0; k * starts[starts.len() - 1]],
            starts,
        }
    }

    /// The shares of given groups.
    pub(super) fn of_groups(
        categories: &Categories,
        codes: &[u16],
        groups: &[u32],
        k: usize,
    ) -> Self {
        let mut sums = Self::empty(categories, k);
        let mut shares = vec![0.0; k];
        for (sample, group) in codes.chunks_exact(sums.d()).zip(groups) {
            shares[*group as usize] = 1.0;
            sums.add(sample, &shares);
            shares[*group as usize] = 0.0;
        }
        sums.maximised()
    }

    /// Equal classes, each half like all samples and half like one drawn.
    pub(super) fn drawn(
        categories: &Categories,
        codes: &[u16],
        k: usize,
        rng: &mut Rng,
    ) -> Self {
        let mut sums = Self::empty(categories, k);
        let d = sums.d();
        let n = codes.len() / d;
        let even = vec![1.0 / n as f64; k];
        codes.chunks_exact(d).for_each(|own| sums.add(own, &even));
        for (class, at) in rng.sample(n, k).into_iter().enumerate() {
            let mut one = vec![0.0; k];
            one[class] = 1.0;
            sums.add(&codes[at * d..][..d], &one);
        }
        sums.maximised()
    }

    fn d(&self) -> usize {
        self.starts.len() - 1
    }

    fn k(&self) -> usize {
        self.weights.len()
    }

    /// Samples that so many codes are.
    pub(super) fn n_samples(&self, codes: &[u16]) -> usize {
        codes.len() / self.d()
    }

    /// Free parameters: probabilities that add up to 1.
    pub(super) fn n_parameters(&self) -> usize {
        let free = |range: &[usize]| (range[1] - range[0]).saturating_sub(1);
        let a_class: usize = self.starts.windows(2).map(free).sum();
        self.k() * a_class + self.k() - 1
    }

    /// Counts a sample, shared out among the classes.
    fn add(&mut self, sample: &[u16], shares: &[f64]) {
        let k = shares.len();
        for (code, start) in sample.iter().zip(&self.starts) {
            if *code == NONE {
                continue;
            }
            let at = (start + usize::from(*code)) * k;
            let row = &mut self.categories[at..at + k];
            row.iter_mut()
                .zip(shares)
                .for_each(|(sum, own)| *sum += own);
        }
        let sums = self.weights.iter_mut().zip(shares);
        sums.for_each(|(sum, own)| *sum += own);
    }

    /// The most likely probabilities where these are counts. A feature that
    /// no sample of a class has tells nothing in that class.
    pub(super) fn maximised(mut self) -> Self {
        let k = self.k();
        let logarithms = |column: &mut dyn Iterator<Item = &mut f64>| {
            let column: Vec<&mut f64> = column.collect();
            let sum: f64 = column.iter().map(|count| **count).sum();
            let even = 1.0 / column.len() as f64;
            for count in column {
                let share = if sum > 0.0 { *count / sum } else { even };
                *count = libm::log(share.max(LEAST));
            }
        };
        logarithms(&mut self.weights.iter_mut());
        for range in self.starts.windows(2) {
            for class in 0..k {
                let rows = &mut self.categories[range[0] * k..range[1] * k];
                logarithms(&mut rows.iter_mut().skip(class).step_by(k));
            }
        }
        self
    }

    /// Writes the posteriors of a sample; gives the logarithm of its
    /// likelihood.
    fn posteriors(&self, sample: &[u16], shares: &mut [f64]) -> f64 {
        let k = shares.len();
        shares.copy_from_slice(&self.weights);
        for (code, start) in sample.iter().zip(&self.starts) {
            if *code != NONE {
                let at = (start + usize::from(*code)) * k;
                let row = &self.categories[at..at + k];
                shares
                    .iter_mut()
                    .zip(row)
                    .for_each(|(sum, log)| *sum += log);
            }
        }
        let most = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for share in shares.iter_mut() {
            *share = libm::exp(*share - most);
            sum += *share;
        }
        shares.iter_mut().for_each(|share| *share /= sum);
        most + libm::log(sum)
    }

    /// One step: posteriors, and the counts by them.
    pub(super) fn pass(
        &self,
        codes: &[u16],
        tick: Tick<'_>,
    ) -> Result<Passed, Interrupted> {
        let mut sums = Self {
            weights: vec![0.0; self.k()],
            categories: vec![0.0; self.categories.len()],
            starts: self.starts.clone(),
        };
        let mut shares = vec![0.0; self.k()];
        let mut log_likelihood = 0.0;
        for (chunk, part) in codes.chunks(CHUNK * self.d()).enumerate() {
            tick((chunk * CHUNK * self.d()) as f64 / codes.len() as f64)?;
            let mut sum = 0.0;
            for sample in part.chunks_exact(self.d()) {
                sum += self.posteriors(sample, &mut shares);
                sums.add(sample, &shares);
            }
            log_likelihood += sum;
        }
        Ok(Passed {
            log_likelihood,
            sums,
        })
    }
}

impl Passed {
    /// The most likely probabilities by the posteriors.
    pub(super) fn maximised(self) -> Tables {
        self.sums.maximised()
    }
}

impl Classes {
    pub(super) fn new(categories: Categories, tables: Tables) -> Self {
        let labels = (0..tables.k() as u32).map(Some).collect();
        Self {
            categories,
            tables,
            labels,
        }
    }

    /// Gives the classes their labels: `old[new]` are places.
    pub(super) fn name(&mut self, old: &[usize]) {
        let label = |place| old.iter().position(|o| *o == place);
        let places = 0..self.tables.k();
        self.labels = places.map(|c| label(c).map(|l| l as u32)).collect();
    }

    /// The classes, with those that no sample belongs to most.
    pub fn n_classes(&self) -> usize {
        self.tables.k()
    }

    /// How likely each cluster's class made each sample,
    /// `(n_samples, n_clusters)`; what a row lacks to 1 is of classes no
    /// sample belonged to most.
    ///
    /// ```text
    /// O(n_samples · n_classes · n_features)
    /// ```
    ///
    /// # Panics
    /// `x` has other features.
    pub fn posteriors(&self, x: &FeatureMatrix) -> Array2<f64> {
        let n_clusters = self.labels.iter().flatten().count();
        let mut posteriors = Array2::zeros((x.n_samples(), n_clusters));
        let codes = self.categories.codes(x);
        let mut shares = vec![0.0; self.tables.k()];
        let samples = codes.chunks_exact(self.tables.d()).enumerate();
        for (at, sample) in samples {
            self.tables.posteriors(sample, &mut shares);
            for (label, share) in self.labels.iter().zip(&shares) {
                if let Some(label) = label {
                    posteriors[[at, *label as usize]] = *share;
                }
            }
        }
        posteriors
    }

    /// The place of the class of each sample, ties to the lower; those
    /// without a label are out of the question.
    pub(super) fn belonging(&self, codes: &[u16]) -> Belonging {
        let n = codes.len() / self.tables.d();
        let mut found = Belonging {
            labels: Vec::with_capacity(n),
            membership: Vec::with_capacity(n),
            log_likelihood: 0.0,
        };
        let mut shares = vec![0.0; self.tables.k()];
        for part in codes.chunks(CHUNK * self.tables.d()) {
            let mut sum = 0.0;
            for sample in part.chunks_exact(self.tables.d()) {
                sum += self.tables.posteriors(sample, &mut shares);
                let mut best = (0, f64::NEG_INFINITY);
                for (class, share) in shares.iter().enumerate() {
                    if self.labels[class].is_some() && *share > best.1 {
                        best = (class as u32, *share);
                    }
                }
                found.labels.push(best.0);
                found.membership.push(best.1.clamp(0.0, 1.0));
            }
            found.log_likelihood += sum;
        }
        found
    }

    /// The label of each sample.
    pub(crate) fn assign(&self, x: &FeatureMatrix) -> Vec<u32> {
        let codes = self.categories.codes(x);
        let places = self.belonging(&codes).labels;
        let label = |place: u32| self.labels[place as usize];
        let label =
            |place| label(place).expect("only classes with a label are found");
        places.into_iter().map(label).collect()
    }
}

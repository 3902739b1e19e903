//! k-prototypes: k-means for samples of numbers and categories.

#[cfg(test)]
mod tests;

use ndarray::Array2;
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition,
    method::{Unfit, clusters_within, within},
    partition::{Stop, numbered},
};

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "KPrototypesParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples`; `None` lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// Positions of the features whose numbers are codes of categories,
    /// each below `n_features`; two samples have the same or not.
    pub categorical: Vec<usize>,
    /// What another category adds to a squared distance, in squared units
    /// of the numbers, `0.0..=1e12`; `None` is half the mean variance of
    /// the features of numbers, 1 where there are none or they are
    /// constant.
    pub gamma: Option<f64>,
    /// Starts; the best by loss wins, `1..=100`.
    pub n_restarts: usize,
    /// Iterations a start, `1..=10_000`.
    pub max_iterations: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            categorical: Vec::new(),
            gamma: None,
            n_restarts: 10,
            max_iterations: 100,
        }
    }
}

impl Params {
    /// Checks them against a matrix of this size.
    pub(crate) fn check(
        &self,
        n_samples: usize,
        n_features: usize,
    ) -> Result<(), Unfit> {
        clusters_within(self.n_clusters, n_samples)?;
        for at in &self.categorical {
            let last = n_features as f64 - 1.0;
            within("categorical", *at as f64, 0.0, last)?;
        }
        within("gamma", self.gamma.unwrap_or(1.0), 0.0, 1e12)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        let iterations = self.max_iterations as f64;
        within("max_iterations", iterations, 1.0, 10_000.0)
    }
}

/// New samples belong to the nearest prototype: the means of a cluster's
/// numbers and its most frequent categories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prototypes {
    space: Space,
    /// `[prototype][feature]`, in the space: of equally near ones the first
    /// counts.
    places: Vec<f64>,
    /// The label of each.
    labels: Vec<u32>,
}

/// How samples are compared: numbers near zero and one, so that no square
/// overflows, and categories as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Space {
    /// One a feature.
    categorical: Vec<bool>,
    means: Vec<f64>,
    scale: f64,
    /// In squared units of the space.
    gamma: f64,
}

/// So far from the others a sample is as far as any.
const FAR: f64 = 1e100;

/// One start.
///
/// Huang (1998, DOI 10.1023/A:1009769707641), in whole passes: samples to
/// the nearest prototype, ties to the lower index, then means and modes,
/// ties to the lesser code. First prototypes are drawn in proportion to
/// their distance to the nearest so far.
///
/// ```text
/// O(iterations · n_samples · n_clusters · n_features)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, x.n_samples());
    let space = Space::of(x, params);
    let samples = space.places(x);
    let mut places = draw(&space, &samples, k, &mut Rng::new(seed));
    let mut labels = Vec::new();
    let limit = params.max_iterations;
    let (mut stopped, mut n_iterations) = (Stop::IterationLimit, limit);
    for done in 0..limit {
        tick(done as f64 / limit as f64)?;
        let now = space.nearest(&samples, &places);
        if now == labels {
            (stopped, n_iterations) = (Stop::Converged, done + 1);
            break;
        }
        labels = now;
        space.renew(&samples, &labels, &mut places);
    }
    let labels = space.nearest(&samples, &places);
    let found = ended(space, &samples, places, labels);
    Ok(Partition {
        n_iterations,
        stopped,
        ..found
    })
}

fn ended(
    space: Space,
    samples: &[f64],
    places: Vec<f64>,
    labels: Vec<u32>,
) -> Partition {
    let d = space.means.len();
    let own = samples.chunks_exact(d).zip(&labels);
    let loss: f64 = own
        .map(|(sample, label)| {
            space.apart(sample, &places[*label as usize * d..][..d])
        })
        .sum();
    let labels: Vec<Option<u32>> = labels.into_iter().map(Some).collect();
    let numbered = numbered(&labels, places.len() / d);
    let n_clusters = numbered.old.len();
    let mut found = Prototypes {
        space,
        places: Vec::new(),
        labels: Vec::new(),
    };
    for (c, place) in places.chunks_exact(d).enumerate() {
        if let Some(label) = numbered.old.iter().position(|old| *old == c) {
            found.places.extend_from_slice(place);
            found.labels.push(label as u32);
        }
    }
    let space = &found.space;
    let loss = loss / space.scale / space.scale;
    Partition {
        membership: Some(found.clear(samples, &numbered.labels)),
        labels: numbered.labels,
        n_clusters,
        loss: Some(loss.min(f64::MAX)),
        log_likelihood: None,
        n_parameters: None,
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: 0,
        stopped: Stop::Converged,
        model: Model::Prototypes(found),
    }
}

impl Prototypes {
    /// The label of each sample.
    pub(crate) fn assign(&self, x: &FeatureMatrix) -> Vec<u32> {
        assert_eq!(x.n_features(), self.space.means.len(), "features differ");
        let nearest = self.space.nearest(&self.space.places(x), &self.places);
        nearest.iter().map(|c| self.labels[*c as usize]).collect()
    }

    /// The prototypes, `(n_clusters, n_features)`: means, and codes of
    /// categories.
    pub fn centres(&self) -> Array2<f64> {
        let d = self.space.means.len();
        Array2::from_shape_fn((self.labels.len(), d), |(label, j)| {
            let own = |l: &u32| *l as usize == label;
            let at = self.labels.iter().position(own);
            let at = at.expect("each label has a prototype");
            let place = self.places[at * d + j];
            if self.space.categorical[j] {
                place
            } else {
                place / self.space.scale + self.space.means[j]
            }
        })
    }

    /// How clearly each sample belongs to its own cluster, `0.0..=1.0`: by
    /// the roots of its distances to it and to the next.
    fn clear(&self, samples: &[f64], labels: &[Option<u32>]) -> Vec<f64> {
        let d = self.space.means.len();
        let clear = |(sample, label): (&[f64], &Option<u32>)| {
            let (mut a, mut b) = (0.0, f64::INFINITY);
            let places = self.places.chunks_exact(d).zip(&self.labels);
            for (place, c) in places {
                let apart = self.space.apart(sample, place).sqrt();
                if Some(*c) == *label {
                    a = apart;
                } else {
                    b = b.min(apart);
                }
            }
            if b.is_infinite() {
                1.0
            } else if b <= a {
                0.0
            } else {
                (b - a) / b
            }
        };
        samples.chunks_exact(d).zip(labels).map(clear).collect()
    }
}

impl Space {
    fn of(x: &FeatureMatrix, params: &Params) -> Self {
        let (n, d) = x.view().dim();
        let mut categorical = vec![false; d];
        params
            .categorical
            .iter()
            .for_each(|at| categorical[*at] = true);
        let mut space = Self {
            means: vec![0.0; d],
            categorical,
            scale: 1.0,
            gamma: 1.0,
        };
        for sample in x.samples().chunks_exact(d) {
            for (mean, value) in space.means.iter_mut().zip(sample) {
                *mean += value / n as f64;
            }
        }
        space.scale = space.scale_of(x);
        space.gamma = match params.gamma {
            Some(gamma) => (gamma * space.scale * space.scale).min(FAR),
            None => space.usual_gamma(x),
        };
        space
    }

    /// The power of two that brings the farthest number to about 1.
    fn scale_of(&self, x: &FeatureMatrix) -> f64 {
        let mut widest = 0.0f64;
        for sample in x.samples().chunks_exact(self.means.len()) {
            for (j, value) in sample.iter().enumerate() {
                if !self.categorical[j] {
                    widest = widest.max((value - self.means[j]).abs());
                }
            }
        }
        if widest == 0.0 {
            return 1.0;
        }
        let (_, exponent) = libm::frexp(widest.min(f64::MAX));
        libm::ldexp(1.0, (-exponent).clamp(-1000, 1000))
    }

    fn usual_gamma(&self, x: &FeatureMatrix) -> f64 {
        let d = self.means.len();
        let n_numbers = self.categorical.iter().filter(|c| !**c).count();
        let numbers = self.places(x);
        let squares: f64 = numbers
            .chunks_exact(d)
            .flat_map(|sample| sample.iter().zip(&self.categorical))
            .filter(|(_, categorical)| !**categorical)
            .map(|(place, _)| place * place)
            .sum();
        if squares == 0.0 {
            return 1.0;
        }
        0.5 * squares / (n_numbers * x.n_samples()) as f64
    }

    /// The samples, one after the other, in the space.
    fn places(&self, x: &FeatureMatrix) -> Vec<f64> {
        let mut places = x.samples().to_vec();
        for sample in places.chunks_exact_mut(self.means.len()) {
            for (j, value) in sample.iter_mut().enumerate() {
                if !self.categorical[j] {
                    let place = (*value - self.means[j]) * self.scale;
                    *value = place.clamp(-FAR, FAR);
                }
            }
        }
        places
    }

    fn apart(&self, a: &[f64], b: &[f64]) -> f64 {
        let mut sum = 0.0;
        for ((a, b), categorical) in a.iter().zip(b).zip(&self.categorical) {
            if !categorical {
                sum += (a - b) * (a - b);
            } else if a != b {
                sum += self.gamma;
            }
        }
        sum
    }

    fn nearest(&self, samples: &[f64], places: &[f64]) -> Vec<u32> {
        let d = self.means.len();
        let nearest = |sample| {
            let mut best = (0, f64::INFINITY);
            for (c, place) in places.chunks_exact(d).enumerate() {
                let apart = self.apart(sample, place);
                if apart < best.1 {
                    best = (c as u32, apart);
                }
            }
            best.0
        };
        samples.chunks_exact(d).map(nearest).collect()
    }

    /// Moves each prototype to the means and modes of its samples; one
    /// without samples stays.
    fn renew(&self, samples: &[f64], labels: &[u32], places: &mut [f64]) {
        let d = self.means.len();
        let mut own = vec![Vec::new(); places.len() / d];
        for (sample, label) in labels.iter().enumerate() {
            own[*label as usize].push(sample);
        }
        for (own, place) in own.iter().zip(places.chunks_exact_mut(d)) {
            for (j, place) in place.iter_mut().enumerate() {
                let values = own.iter().map(|i| samples[i * d + j]);
                if own.is_empty() {
                    continue;
                }
                *place = if self.categorical[j] {
                    mode(values.collect())
                } else {
                    values.sum::<f64>() / own.len() as f64
                };
            }
        }
    }
}

/// The most frequent value, ties to the least.
fn mode(mut values: Vec<f64>) -> f64 {
    numeric::order::numbers(&mut values);
    let runs = values.chunk_by(|a, b| a == b);
    let longest = runs.reduce(
        |best, run| {
            if run.len() > best.len() { run } else { best }
        },
    );
    longest.expect("a cluster has samples")[0]
}

/// First prototypes: samples, each in proportion to its distance to the
/// nearest so far.
fn draw(space: &Space, samples: &[f64], k: usize, rng: &mut Rng) -> Vec<f64> {
    let d = space.means.len();
    let n = samples.len() / d;
    let mut places = samples[rng.below(n) * d..][..d].to_vec();
    let mut apart = vec![f64::INFINITY; n];
    while places.len() < k * d {
        let last = places[places.len() - d..].to_vec();
        for (apart, sample) in apart.iter_mut().zip(samples.chunks_exact(d)) {
            *apart = apart.min(space.apart(sample, &last));
        }
        let mut rest = rng.uniform() * apart.iter().sum::<f64>();
        let mut next = 0;
        for (at, part) in apart.iter().enumerate() {
            if *part > 0.0 {
                next = at;
                if rest < *part {
                    break;
                }
                rest -= part;
            }
        }
        places.extend_from_slice(&samples[next * d..][..d]);
    }
    places
}

//! k-medoids: each cluster about one of its own samples, of numbers and
//! categories.

mod swap;
#[cfg(test)]
mod tests;

use ndarray::Array2;
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition,
    gower::Gower,
    kmeans::margin,
    method::{Unfit, clusters_within, within},
    partition::numbered,
};

/// Samples whose distances are found at a time.
const CHUNK: usize = 1024;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "KMedoidsParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples` and at most `max_samples`; `None`
    /// lets `choose` decide.
    pub n_clusters: Option<usize>,
    /// Positions of the features whose numbers are codes of categories,
    /// each below `n_features`; two samples have the same or not.
    pub categorical: Vec<usize>,
    /// The number that stands for a missing one, in any feature: two
    /// samples are compared by what both have. `None` where none is missing.
    pub missing: Option<f64>,
    /// Starts; the best by loss wins, `1..=100`.
    pub n_restarts: usize,
    /// Passes over the samples a start, `1..=10_000`.
    pub max_iterations: usize,
    /// The medoids are looked for among all samples up to this many, else
    /// among so many that each start draws at random, `100..=20_000`; the
    /// start whose medoids are best for all samples wins.
    pub max_samples: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            categorical: Vec::new(),
            missing: None,
            n_restarts: 5,
            max_iterations: 100,
            max_samples: 4_000,
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
        let samples = self.max_samples as f64;
        within("max_samples", samples, 100.0, 20_000.0)?;
        clusters_within(self.n_clusters, n_samples)?;
        let wanted = self.n_clusters.unwrap_or(1) as f64;
        within("n_clusters", wanted, 1.0, samples)?;
        for at in &self.categorical {
            let last = n_features as f64 - 1.0;
            within("categorical", *at as f64, 0.0, last)?;
        }
        let missing = self.missing.unwrap_or(0.0);
        within("missing", missing, f64::MIN, f64::MAX)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)?;
        let iterations = self.max_iterations as f64;
        within("max_iterations", iterations, 1.0, 10_000.0)
    }
}

/// New samples belong to the nearest medoid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Medoids {
    space: Gower,
    /// `[medoid][feature]`, as given: of equally near ones the first counts.
    values: Vec<f64>,
    /// The label of each.
    labels: Vec<u32>,
    /// The position of each among the samples that were clustered.
    positions: Vec<u32>,
}

/// How far samples are from the medoids.
struct Nearest {
    labels: Vec<u32>,
    /// To the own medoid.
    apart: Vec<f64>,
    /// To the next; infinite where there is none.
    next: Vec<f64>,
}

/// One start.
///
/// FasterPAM: Schubert and Rousseeuw (2021, DOI 10.1016/j.is.2021.101804),
/// from first medoids by their linear approximation of BUILD. Of more than
/// `max_samples` samples each start draws so many, as CLARA does (Kaufman
/// and Rousseeuw 1990, DOI 10.1002/9780470316801); `n_drawn` says so. The
/// loss is the sum of Gower's dissimilarities of all samples to their
/// medoids. No distance is kept: O(n_samples · n_features) memory.
///
/// ```text
/// O(passes · min(n_samples, max_samples)² · n_features
///   + n_samples · n_clusters · n_features)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let n = x.n_samples();
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, n.min(params.max_samples));
    let mut rng = Rng::new(seed);
    let space = Gower::of(x, &params.categorical, params.missing);
    let drawn =
        (n > params.max_samples).then(|| rng.sample(n, params.max_samples));
    let samples = match &drawn {
        Some(drawn) => space.columns(&x.select(drawn)),
        None => space.columns(x),
    };
    let first = swap::draw(&space, &samples, k, &mut rng);
    let limit = params.max_iterations;
    let ended = swap::exchange(&space, &samples, first, limit, tick)?;
    drop(samples);
    let position = |at: &usize| drawn.as_ref().map_or(*at, |all| all[*at]);
    let positions: Vec<usize> = ended.medoids.iter().map(position).collect();
    let mut found = partition(x, space, &positions);
    found.n_drawn = drawn.map(|drawn| drawn.len());
    found.n_iterations = ended.n_passes;
    found.stopped = ended.stopped;
    Ok(found)
}

/// Every sample with its nearest medoid, the clusters numbered.
fn partition(
    x: &FeatureMatrix,
    space: Gower,
    positions: &[usize],
) -> Partition {
    let mut medoids = Medoids {
        values: x.select(positions).samples().to_vec(),
        labels: (0..positions.len() as u32).collect(),
        positions: positions.iter().map(|at| *at as u32).collect(),
        space,
    };
    let mut near = medoids.nearest(x);
    let labels: Vec<_> = near.labels.iter().copied().map(Some).collect();
    let numbered = numbered(&labels, positions.len());
    medoids.keep(&numbered.old);
    if numbered.old.len() < positions.len() {
        // Equal samples are one medoid: the other is not the next.
        near = medoids.nearest(x);
    }
    let pairs = near.apart.iter().zip(&near.next);
    Partition {
        n_clusters: numbered.old.len(),
        labels: numbered.labels,
        loss: Some(near.apart.iter().sum()),
        log_likelihood: None,
        n_parameters: None,
        membership: Some(pairs.map(|(a, b)| margin(*a, *b)).collect()),
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: 0,
        stopped: crate::partition::Stop::Converged,
        model: Model::Medoids(medoids),
    }
}

impl Medoids {
    /// The medoid of each cluster: its position among the samples that were
    /// clustered.
    pub fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.labels.len()];
        for (label, position) in self.labels.iter().zip(&self.positions) {
            positions[*label as usize] = *position as usize;
        }
        positions
    }

    /// The medoids, `(n_clusters, n_features)`.
    pub fn centres(&self) -> Array2<f64> {
        let (k, d) = (self.labels.len(), self.n_features());
        let mut centres = Array2::zeros((k, d));
        for (label, values) in
            self.labels.iter().zip(self.values.chunks_exact(d))
        {
            let own = centres.row_mut(*label as usize);
            own.into_iter().zip(values).for_each(|(to, v)| *to = *v);
        }
        centres
    }

    /// The label of each sample.
    pub(crate) fn assign(&self, x: &FeatureMatrix) -> Vec<u32> {
        assert_eq!(x.n_features(), self.n_features(), "features differ");
        self.nearest(x).labels
    }

    fn n_features(&self) -> usize {
        self.values.len() / self.labels.len()
    }

    /// Keeps the medoids that samples belong to; `old[new]` is the place of
    /// each cluster's.
    fn keep(&mut self, old: &[usize]) {
        let d = self.n_features();
        let places: Vec<usize> =
            (0..self.labels.len()).filter(|c| old.contains(c)).collect();
        let label = |c: &usize| old.iter().position(|o| o == c);
        let label =
            |c| label(c).expect("only places on the list are kept") as u32;
        let values = |c: &usize| self.values[c * d..][..d].to_vec();
        self.values = places.iter().flat_map(values).collect();
        self.positions = places.iter().map(|c| self.positions[*c]).collect();
        self.labels = places.iter().map(label).collect();
    }

    fn nearest(&self, x: &FeatureMatrix) -> Nearest {
        let (n, d) = (x.n_samples(), self.n_features());
        let samples = self.space.columns(x);
        let places: Vec<Vec<f64>> = self
            .values
            .chunks_exact(d)
            .map(|m| self.space.places(m))
            .collect();
        let mut near = Nearest {
            labels: vec![0; n],
            apart: vec![f64::INFINITY; n],
            next: vec![f64::INFINITY; n],
        };
        let mut buffer = [0.0; CHUNK];
        for from in (0..n).step_by(CHUNK) {
            let run = from..(from + CHUNK).min(n);
            let buffer = &mut buffer[..run.len()];
            for (place, label) in places.iter().zip(&self.labels) {
                self.space.apart(&samples, run.clone(), place, buffer);
                for (at, apart) in run.clone().zip(&*buffer) {
                    near.add(at, *apart, *label);
                }
            }
        }
        near
    }
}

impl Nearest {
    fn add(&mut self, at: usize, apart: f64, label: u32) {
        if apart < self.apart[at] {
            self.next[at] = self.apart[at];
            (self.apart[at], self.labels[at]) = (apart, label);
        } else if apart < self.next[at] {
            self.next[at] = apart;
        }
    }
}

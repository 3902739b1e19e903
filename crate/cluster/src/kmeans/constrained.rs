//! k-means that keeps to what is known or wanted beforehand: who stays
//! together, who is kept apart, where clusters begin, how large they are.
//!
//! Samples that stay together are one sample of their weight (the transitive
//! closure of Wagstaff et al. 2001, *Constrained k-means clustering with
//! background knowledge*). Of two sets that are kept apart, no sample goes to
//! a cluster that holds one of the other set, wherever there is another
//! cluster; where there is none, the sample goes where the fewest are, and is
//! counted (Basu, Banerjee and Mooney 2004, DOI
//! 10.1137/1.9781611972740.31; they weigh a broken pair against the distance,
//! here none is broken for a distance). Seeds are first centres, and hold
//! their samples if they are to stay (Basu, Banerjee and Mooney 2002,
//! *Semi-supervised clustering by seeding*). Bounds on the sizes always hold,
//! by an assignment of least cost (Bradley, Bennett and Demiriz 2000,
//! *Constrained k-means clustering*, MSR-TR-2000-65).

mod bounded;
mod check;
mod iterate;
mod placed;
mod sets;
#[cfg(test)]
mod tests;

use numeric::rng::derive;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use super::{Params, start_alone};
use crate::{FeatureMatrix, Job, Partition};

pub use check::Contradiction;
pub use iterate::{broken, fit_from};

/// What must hold of a partition. Samples are told by their positions; a
/// set that nobody is in asks nothing, but as a seed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraints {
    /// Sets whose samples share a cluster; a pair is a set of two. Sets that
    /// share a sample are one.
    pub together: Vec<Vec<u32>>,
    /// Two sets each: no sample of the one shares a cluster with a sample of
    /// the other.
    pub apart: Vec<[Vec<u32>; 2]>,
    /// Sets where clusters begin, one a cluster: at most as many as there
    /// are clusters.
    pub seeds: Vec<Vec<u32>>,
    /// Whether the samples of a seed stay in its cluster.
    pub stay: bool,
    /// The least samples of a cluster; 0 asks nothing.
    pub least: usize,
    /// The most samples of a cluster; `None` asks nothing.
    pub most: Option<usize>,
}

/// One start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// What must hold.
    pub constraints: Constraints,
    /// Clusters, iterations and tolerance of k-means; its restarts are not
    /// used.
    pub params: Params,
    /// Whether clusters that no seed begins begin with sets that stay
    /// together, as far as there are any; else all are drawn.
    pub from_sets: bool,
    /// Its own seed, derived from (plan seed, job index).
    pub seed: u64,
}

/// What came of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The clusters. A new sample belongs to the nearest centre: the
    /// constraints are of the samples that were clustered.
    pub partition: Partition,
    /// The cluster of each seed; `None` where it has no sample.
    pub seeds: Vec<Option<u32>>,
    /// What could not be kept.
    pub broken: Broken,
}

/// What could not be kept, in samples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Broken {
    /// For each set that stays together, its samples that are not in the
    /// cluster that holds most of them.
    pub together: Vec<u64>,
    /// For each two sets apart, the least samples that would have to move
    /// until no cluster holds both.
    pub apart: Vec<u64>,
}

impl Broken {
    /// All of them.
    pub fn total(&self) -> u64 {
        self.together.iter().chain(&self.apart).sum()
    }
}

/// One job for each of the restarts, of which [`crate::method::best`] takes
/// the best. Where seeds begin all clusters there is one, for nothing is
/// drawn.
///
/// ```
/// use cluster::{FeatureMatrix, job, kmeans, kmeans::constrained, method};
/// let x = vec![0.0, 0.1, 0.2, 0.3, 0.4, 9.0];
/// let x = FeatureMatrix::from_samples(x, 1).unwrap();
/// let three_each = constrained::Constraints {
///     least: 3,
///     ..Default::default()
/// };
/// let params = kmeans::Params {
///     n_clusters: Some(2),
///     ..Default::default()
/// };
/// assert!(three_each.check(x.n_samples(), 2).is_ok());
/// let jobs = constrained::jobs(&three_each, &params, 7);
/// let mut never = numeric::tick::never;
/// let outputs = jobs.iter().map(|it| job::run(&x, it, &mut never).unwrap());
/// let found = method::best(outputs.collect());
/// assert_eq!(found.sizes(), [3, 3]);
/// assert_eq!(constrained::broken(&three_each, &found).total(), 0);
/// ```
///
/// # Panics
/// `params.n_clusters` is `None`.
pub fn jobs(
    constraints: &Constraints,
    params: &Params,
    seed: u64,
) -> Vec<Job> {
    let starts = starts(constraints, params, seed);
    starts.into_iter().map(Job::Constrained).collect()
}

fn starts(
    constraints: &Constraints,
    params: &Params,
    seed: u64,
) -> Vec<Asked> {
    let k = params.n_clusters.expect("the number is set");
    let n_starts = match constraints.seeds.len() >= k {
        true => 1,
        false => params.n_restarts.max(1) as u64,
    };
    let start = |start| Asked {
        constraints: constraints.clone(),
        params: params.clone(),
        from_sets: start % 2 == 0,
        seed: derive(seed, start),
    };
    (0..n_starts).map(start).collect()
}

fn better(earlier: Found, later: Found) -> Found {
    let loss = |it: &Found| it.partition.loss.unwrap_or(0.0);
    let broken = (later.broken.total(), earlier.broken.total());
    let is_better = broken.0 < broken.1
        || (broken.0 == broken.1 && loss(&later) < loss(&earlier));
    if is_better { later } else { earlier }
}

/// Fits one start after the other: the one that breaks least wins, then the
/// one with the least loss; ties to the earlier.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// `params.n_clusters` is `None`.
pub(crate) fn fit(
    x: &FeatureMatrix,
    constraints: &Constraints,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Found, Interrupted> {
    let starts = starts(constraints, params, seed);
    let n_starts = starts.len() as f64;
    let mut best: Option<Found> = None;
    for (at, asked) in starts.iter().enumerate() {
        let mut tick = |part| tick((at as f64 + part) / n_starts);
        let next = run(x, asked, &mut tick)?;
        best = Some(match best {
            Some(best) => better(best, next),
            None => next,
        });
    }
    Ok(best.expect("there is at least one start"))
}

/// One start, as a partition whose loss tells what is broken too: for each
/// sample of [`Broken::total`] as much as one cluster of all would lose, so
/// that of several starts the one with the least loss breaks least.
pub(crate) fn start(
    x: &FeatureMatrix,
    asked: &Asked,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let Found {
        mut partition,
        broken,
        ..
    } = run(x, asked, tick)?;
    if broken.total() > 0 {
        let all: Vec<u32> = (0..x.n_samples() as u32).collect();
        let centre = sets::mean(x, &all);
        let samples = x.samples().chunks_exact(x.n_features());
        let away = samples.map(|it| numeric::squared_distance(it, &centre));
        let whole: f64 = away.sum();
        let loss = partition.loss.unwrap_or(0.0);
        partition.loss = Some(loss + broken.total() as f64 * whole);
    }
    Ok(partition)
}

/// One start: centres where the seeds are, then where sets that stay
/// together are (those first that are large and far from the others), then
/// drawn far from one another as by k-means++; then the assignment and means
/// in turn. Without any constraint it is the start of k-means with the same
/// seed, to the last bit.
///
/// Constraints that contradict each other ([`Constraints::check`]) are kept
/// as far as may be.
///
/// ```text
/// O(iterations · (n_samples · n_clusters · n_features
///   + sweeps · samples in sets apart · n_clusters
///   + samples beyond the bounds · n_clusters²))
/// ```
pub(crate) fn run(
    x: &FeatureMatrix,
    asked: &Asked,
    tick: Tick<'_>,
) -> Result<Found, Interrupted> {
    let Constraints { seeds, .. } = &asked.constraints;
    if asked.constraints.is_empty() && seeds.is_empty() {
        let fit = start_alone(x, &asked.params, asked.seed, tick)?;
        return Ok(Found {
            partition: fit.into(),
            seeds: Vec::new(),
            broken: Broken::default(),
        });
    }
    iterate::from_scratch(x, asked, tick)
}

impl Constraints {
    /// Whether nothing is asked but where clusters begin.
    pub fn is_empty(&self) -> bool {
        self.together.iter().all(|set| set.len() < 2)
            && self.apart.iter().flatten().all(Vec::is_empty)
            && (self.seeds.is_empty() || !self.stay)
            && self.least == 0
            && self.most.is_none()
    }

    /// The same of the samples at `indices`, in that order, repeats and all,
    /// of `n_samples`: bounds are as much less as there are fewer samples,
    /// and wide enough for `k` clusters.
    ///
    /// ```text
    /// O(sets · (n_samples + indices))
    /// ```
    pub(crate) fn select(
        &self,
        indices: &[usize],
        n_samples: usize,
        k: usize,
    ) -> Self {
        let set = |set: &Vec<u32>| -> Vec<u32> {
            let mut is_in = vec![false; n_samples];
            set.iter().for_each(|&at| is_in[at as usize] = true);
            let there = indices.iter().enumerate();
            there
                .filter(|(_, at)| is_in[**at])
                .map(|(new, _)| new as u32)
                .collect()
        };
        let share = indices.len() as f64 / n_samples.max(1) as f64;
        let mut selected = Self {
            together: self.together.iter().map(set).collect(),
            apart: self
                .apart
                .iter()
                .map(|it| [0, 1].map(|s| set(&it[s])))
                .collect(),
            seeds: self.seeds.iter().map(set).collect(),
            stay: self.stay,
            least: (self.least as f64 * share).floor() as usize,
            most: self.most.map(|it| (it as f64 * share).ceil() as usize),
        };
        while selected.check_sizes(indices.len(), k).is_err() {
            selected.least = selected.least.saturating_sub(1);
            selected.most = selected.most.map(|most| most + 1);
        }
        selected
    }
}

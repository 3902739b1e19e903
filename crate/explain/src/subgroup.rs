//! Subgroups whose values stand out from all others, found on one half of
//! the samples and tested on the other.

#[cfg(test)]
mod tests;

use ndarray::ArrayView2;
use numeric::{order, stats};
use serde::{Deserialize, Serialize};

use crate::Measure;
use crate::honest::halves;
use crate::job::{self, Job, JobOutput};
use crate::rule::Condition;
use crate::search::{self, Candidate, Cuts, Search, Sought, Sums};
use crate::trial::{self, Counts, Side};

/// Conjunctions kept from one length to the next.
const BEAM_WIDTH: usize = 20;
/// What a further condition takes from the quality of a subgroup.
const CONDITION_COST: f64 = 0.05;
/// A subgroup that shares more than this of all samples in it or a better
/// one with that better one is the same told twice.
const SAME: f64 = 0.5;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// What the values are.
    pub measure: Measure,
    /// Samples of either half in a subgroup, and outside of it, at least,
    /// `1..`.
    pub min_size: usize,
    /// Conditions at most, `1..`.
    pub max_conditions: usize,
    /// Subgroups tested to each side at most.
    pub most: usize,
    /// The share of false ones expected among those found, `0.0..=1.0`.
    pub false_share: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            measure: Measure::Mean,
            min_size: 10,
            max_conditions: 3,
            most: 5,
            false_share: 0.05,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Highest mean first.
    pub subgroups: Vec<Subgroup>,
    /// How many were tested.
    pub n_tested: usize,
}

/// Samples that stand out.
#[derive(Clone, Debug, PartialEq)]
pub struct Subgroup {
    /// Who is in it, in the order of the features.
    pub conditions: Vec<Condition>,
    /// Which way it stands out.
    pub side: Side,
    /// Samples of the testing half.
    pub size: usize,
    /// Their mean.
    pub mean: f64,
    /// The 95 % interval of the mean, for this subgroup alone.
    pub interval: Option<(f64, f64)>,
    /// The chance that samples drawn at random stand out so far.
    pub chance: f64,
    /// That chance among so many tests: [`trial::adjusted`].
    pub adjusted: f64,
}

/// Looks for conjunctions of comparisons whose samples have higher or lower
/// values than all others. `x` is `(n_samples, n_features)` and may have
/// missing values (`NaN`), which satisfy no comparison; `y` has one finite
/// value a sample, 0 or 1 where the measure is a share.
///
/// A random half is searched, by beam, over cuts between its quantiles. The
/// quality of a subgroup is
///
/// ```text
/// √size · (mean rank inside − mean rank of all) · (1.05 − conditions / 20)
/// ```
///
/// and of two subgroups of nearly the same samples the better one stays. On
/// the other half, which chose nothing, each is tested to its side: a share
/// by Fisher's exact test, other values by the rank-sum test, because values
/// such as money have many zeros and few very large ones. What is kept is so
/// unlikely by chance that at most `false_share` of it is expected to be
/// false (Benjamini and Hochberg).
///
/// # Panics
/// There is not one value a sample.
///
/// # Complexity
/// `O(beam · max_conditions · n_features)` passes over half of the samples,
/// to each side, and as many sorts as there are tests.
///
/// # Reference
/// M. Atzmueller: Subgroup discovery. WIREs Data Mining and Knowledge
/// Discovery 5 (2015), <https://doi.org/10.1002/widm.1144>.
///
/// ```
/// use explain::subgroup::{Params, subgroups};
/// let x = ndarray::Array2::from_shape_fn((400, 1), |(i, _)| i as f64);
/// let y: Vec<f64> =
///     (0..400).map(|i| f64::from(i >= 300) + 0.1 * (i % 7) as f64).collect();
/// let found = subgroups(x.view(), &y, &Params::default(), 7);
/// let first = &found.subgroups[0];
/// assert!((290.0..310.0).contains(&first.conditions[0].threshold));
/// assert!(first.adjusted < 0.05);
/// ```
pub fn subgroups(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    params: &Params,
    seed: u64,
) -> Found {
    let job = job(x, y, params, seed);
    tested(x, y, params, seed, &[job::run(&job)])
}

/// The search of [`subgroups`].
///
/// # Panics
/// As [`subgroups`].
pub fn job(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    params: &Params,
    seed: u64,
) -> Job {
    assert_eq!(x.nrows(), y.len(), "one value a sample");
    let [searched, _] = halves(y.len(), seed);
    Job::Subgroups(Asked {
        search: Search::new(&x, &searched),
        values: searched.into_iter().map(|it| y[it]).collect(),
        params: params.clone(),
    })
}

/// What stands the test, of the output of [`job`] for the same samples,
/// which is among these.
///
/// ```text
/// O(n_samples · log n_samples) a candidate
/// ```
pub fn tested(
    x: ArrayView2<'_, f64>,
    y: &[f64],
    params: &Params,
    seed: u64,
    outputs: &[JobOutput],
) -> Found {
    let [_, tested] = halves(y.len(), seed);
    let proposed = outputs.iter().filter_map(|output| match output {
        JobOutput::Subgroups(found) => Some(found),
        JobOutput::Rules(_) | JobOutput::Tree(_) => None,
    });
    let values: Vec<f64> = tested.iter().map(|&it| y[it]).collect();
    let mut found: Vec<Subgroup> = proposed
        .flatten()
        .filter_map(|(side, conditions)| {
            let inside = |it: &usize| covers(conditions, x, *it);
            let inside: Vec<bool> = tested.iter().map(inside).collect();
            test(&values, &inside, *side, conditions.clone(), params)
        })
        .collect();
    let n_tested = found.len();
    let chances: Vec<f64> = found.iter().map(|it| it.chance).collect();
    for (own, adjusted) in found.iter_mut().zip(trial::adjusted(&chances)) {
        own.adjusted = adjusted;
    }
    found.retain(|it| it.adjusted <= params.false_share);
    order::by(&mut found, |a, b| b.mean.total_cmp(&a.mean));
    Found {
        subgroups: found,
        n_tested,
    }
}

/// Whether a sample satisfies every condition.
fn covers(
    conditions: &[Condition],
    x: ArrayView2<'_, f64>,
    sample: usize,
) -> bool {
    let holds = |it: &Condition| it.holds(x[[sample, it.feature_index]]);
    conditions.iter().all(holds)
}

/// Tests a subgroup; `None` where it is too small, which its values do not
/// decide.
fn test(
    values: &[f64],
    inside: &[bool],
    side: Side,
    conditions: Vec<Condition>,
    params: &Params,
) -> Option<Subgroup> {
    let both = values.iter().zip(inside).filter(|it| *it.1);
    let own: Vec<f64> = both.map(|it| *it.0).collect();
    let (n, n_inside) = (values.len(), own.len());
    if n_inside.min(n - n_inside) < params.min_size.max(1) {
        return None;
    }
    let count = |values: &[f64]| values.iter().sum::<f64>() as u64;
    let chance = match params.measure {
        Measure::Mean => trial::rank_sum(values, inside, side),
        Measure::Share => {
            let counts = Counts {
                n: n as u64,
                n_inside: n_inside as u64,
                n_hits: count(values),
                n_both: count(&own),
            };
            trial::fisher(counts, side)
        }
    };
    Some(Subgroup {
        conditions,
        side,
        size: n_inside,
        mean: stats::mean(&own)?,
        interval: params.measure.interval(&own),
        chance,
        adjusted: 1.0,
    })
}

/// A search in the half that proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    search: Search,
    /// One a searched sample.
    values: Vec<f64>,
    params: Params,
}

impl Asked {
    /// What is to be tested, best first to each side.
    pub(crate) fn run(&self) -> Vec<(Side, Vec<Condition>)> {
        let Self {
            search,
            values,
            params,
        } = self;
        let mut all = Vec::new();
        for side in [Side::More, Side::Less] {
            for candidate in of_side(search, values, side, params) {
                all.push((side, search.conditions(&candidate.cuts)));
            }
        }
        all
    }
}

/// The best subgroups to one side, none of them told twice.
fn of_side(
    search: &Search,
    values: &[f64],
    side: Side,
    params: &Params,
) -> Vec<Candidate> {
    let middle = (values.len() as f64 + 1.0) / 2.0;
    let ranks = stats::midranks(values).into_iter();
    let worth = ranks.map(|it| side.sign() * (it - middle));
    let worth: Vec<f64> = worth.collect();
    let score = |covered: Sums, n_conditions| {
        quality(covered, n_conditions, values.len(), params)
    };
    let levels = search.levels(&Sought {
        worth: &worth,
        max_conditions: params.max_conditions,
        width: BEAM_WIDTH,
        cuts: Cuts::BestOfSide,
        score: &score,
    });
    let mut pool = levels.concat();
    search::sort(&mut pool);
    let mean = stats::mean(values).unwrap_or(0.0);
    let mut chosen: Vec<(Candidate, Vec<u32>)> = Vec::new();
    for candidate in pool {
        let own = search.covered(&candidate.cuts);
        let shift: f64 =
            own.iter().map(|&it| values[it as usize] - mean).sum();
        // What stands out by its ranks must do so by its mean.
        let is_so = side.sign() * shift > 0.0;
        let is_told = chosen.iter().any(|it| shared(&it.1, &own) > SAME);
        if is_so && !is_told && chosen.len() < params.most {
            chosen.push((candidate, own));
        }
    }
    chosen.into_iter().map(|it| it.0).collect()
}

/// The quality of a subgroup that stands out; `None` where it does not, and
/// where it or the rest is too small.
fn quality(
    covered: Sums,
    n_conditions: usize,
    n_samples: usize,
    params: &Params,
) -> Option<f64> {
    let n = covered.n as usize;
    let is_large = n.min(n_samples - n) >= params.min_size.max(1);
    let kept = 1.0 - CONDITION_COST * (n_conditions - 1) as f64;
    let quality = covered.worth / f64::from(covered.n).sqrt() * kept;
    (is_large && quality > 0.0).then_some(quality)
}

/// The share of the samples of two lists that are in both; both ascending.
fn shared(a: &[u32], b: &[u32]) -> f64 {
    let in_b = |it: &&u32| b.binary_search(it).is_ok();
    let n_both = a.iter().filter(in_b).count();
    n_both as f64 / (a.len() + b.len() - n_both) as f64
}

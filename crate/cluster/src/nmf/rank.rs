//! How many components: as many as tell most of entries held out.

use numeric::Rng;
use numeric::tick::{Interrupted, Tick};

use super::Params;
use super::counts::{Counts, Parted};
use super::factors::{Factors, apart};
use crate::FeatureMatrix;

/// The rank is judged on at most so many samples, drawn at random.
const MAX_SAMPLES: usize = 2_000;

/// So often a tenth of the entries is held out.
const N_FOLDS: usize = 3;

/// Steps of a fit that is only to judge.
const N_STEPS: usize = 100;

/// A feature has at least this share of its mean, whatever the factors say:
/// an entry of one that a sample had none of is not infinitely far.
const FLOOR: f64 = 0.01;

/// The rank is not looked for further where so many in a row were worse.
const WORSE: usize = 3;

/// The least rank, up to `params.max_rank`, whose divergence from entries
/// held out is within one standard error of the least there is.
///
/// Entries are held out one by one, not samples or features (Wold 1978, DOI
/// 10.1080/00401706.1978.10489693; Owen and Perry 2009, DOI
/// 10.1214/08-AOAS227). The error is that of the mean difference of the
/// same entries.
///
/// # Errors
/// The tick asked to stop.
pub(super) fn chosen(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<usize, Interrupted> {
    let mut rng = Rng::new(seed);
    let n = x.n_samples();
    let counts = match n > MAX_SAMPLES {
        true => Counts::of(&x.select(&rng.sample(n, MAX_SAMPLES))),
        false => Counts::of(x),
    };
    let folds: Vec<Parted> =
        (0..N_FOLDS).map(|_| counts.parted(&mut rng)).collect();
    let most = params.max_rank.min(n);
    let mut all: Vec<Vec<f64>> = Vec::new();
    let mut best = 0;
    for rank in 1..=most {
        let mut off = Vec::new();
        for (fold, parted) in folds.iter().enumerate() {
            let done = (rank - 1) * N_FOLDS + fold;
            tick(done as f64 / (most * N_FOLDS) as f64)?;
            off.extend(held_out(parted, rank, &mut rng));
        }
        all.push(off);
        if mean(&all[rank - 1]) < mean(&all[best]) {
            best = rank - 1;
        }
        if rank > best + WORSE {
            break;
        }
    }
    let within = |rank: &usize| is_within(&all[rank - 1], &all[best]);
    let found = (1..=best).find(within);
    Ok(found.unwrap_or(best + 1))
}

/// The divergence of each entry held out from a fit of those that are seen.
fn held_out(parted: &Parted, rank: usize, rng: &mut Rng) -> Vec<f64> {
    let Parted { seen, held } = parted;
    let mut factors = Factors::drawn(seen, rank, rng);
    for _ in 0..N_STEPS {
        factors.step(seen, held);
    }
    let n = seen.n_samples() as f64;
    let least: Vec<f64> =
        seen.sums().iter().map(|sum| FLOOR * sum / n).collect();
    let mut off = Vec::new();
    for at in 0..held.n_samples() {
        for (j, value) in held.sample(at) {
            let told = factors.product(at, j).max(least[j]).max(1e-9);
            off.push(apart(value, told) + told);
        }
    }
    off
}

fn is_within(off: &[f64], best: &[f64]) -> bool {
    let more: Vec<f64> = off.iter().zip(best).map(|(a, b)| a - b).collect();
    let variance = numeric::stats::variance(&more).unwrap_or(0.0);
    mean(&more) <= (variance / more.len() as f64).sqrt()
}

fn mean(values: &[f64]) -> f64 {
    numeric::stats::mean(values).unwrap_or(0.0)
}

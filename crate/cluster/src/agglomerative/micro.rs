//! Micro-clusters: many samples as few weighted ones.

use numeric::neighbours::Tree;
use numeric::tick::{Interrupted, Tick};

use super::scaled::Scaled;
use crate::FeatureMatrix;

/// Rounds in which samples may go to a nearer micro-cluster.
const N_ROUNDS: usize = 2;

/// They go to one of so many that are nearest to their own.
const N_NEAR: usize = 16;

/// Samples between two ticks.
const STEPS: usize = 4096;

/// Samples gathered around centres.
pub(super) struct Micro {
    /// `(n_micro_clusters, n_features)`.
    pub(super) centres: FeatureMatrix,
    /// Samples of each, none without.
    pub(super) weights: Vec<u32>,
    /// The micro-cluster of each sample.
    pub(super) of: Vec<u32>,
}

/// Samples that stand together in the order of all.
struct Cell {
    from: usize,
    to: usize,
    /// Their squared distances to the own mean.
    spread: f64,
    /// Where it is cut: the feature they differ most in, at its mean.
    feature: usize,
    middle: f64,
}

/// At most `wanted` micro-clusters of `x`.
///
/// The cell with the largest spread is cut in two at the mean of the feature
/// that varies most, until there are enough (Su and Dy 2007, DOI
/// 10.3233/IDA-2007-11402). Then samples go to the nearest of the
/// micro-clusters around their own, twice. Nothing is drawn.
///
/// ```text
/// O(n_samples · n_features · log wanted), memory O(n_samples · n_features)
/// ```
///
/// # Errors
/// The tick asked to stop.
pub(super) fn gather(
    x: &FeatureMatrix,
    wanted: usize,
    tick: Tick<'_>,
) -> Result<Micro, Interrupted> {
    let x = Scaled::new(x);
    let mut of = cells(&x, wanted, &mut |part| tick(part * 0.5))?;
    for round in 0..N_ROUNDS {
        let done = 0.5 + 0.5 * round as f64 / N_ROUNDS as f64;
        let mut tick = |part| tick(done + 0.5 * part / N_ROUNDS as f64);
        to_nearer(&x, &mut of, &mut tick)?;
    }
    let (means, weights) = means(&x, &mut of);
    let centres = means.iter().map(|v| x.unscaled(*v)).collect();
    let centres = FeatureMatrix::from_samples(centres, x.n_features());
    Ok(Micro {
        centres: centres.expect("means of finite numbers are finite"),
        weights,
        of,
    })
}

/// The cell of each sample.
fn cells(
    x: &Scaled,
    wanted: usize,
    tick: Tick<'_>,
) -> Result<Vec<u32>, Interrupted> {
    let n = x.n_samples();
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut cells = vec![cell(x, &order, 0, n)];
    let mut seen = 0;
    while cells.len() < wanted {
        let Some(widest) = widest(&cells) else { break };
        let (low, high) = cut(x, &mut order, &cells[widest]);
        seen += high.to - low.from;
        if seen >= STEPS {
            seen = 0;
            tick(cells.len() as f64 / wanted as f64)?;
        }
        cells[widest] = low;
        cells.push(high);
    }
    let mut of = vec![0; n];
    for (index, cell) in cells.iter().enumerate() {
        for &sample in &order[cell.from..cell.to] {
            of[sample as usize] = index as u32;
        }
    }
    Ok(of)
}

/// The cell with the largest spread, ties to the earlier; `None` where no
/// cell has two different samples.
fn widest(cells: &[Cell]) -> Option<usize> {
    let mut best = None;
    let mut most = 0.0;
    for (index, cell) in cells.iter().enumerate() {
        if cell.spread > most {
            (best, most) = (Some(index), cell.spread);
        }
    }
    best
}

/// Cuts a cell: what is not above the middle, and what is.
fn cut(x: &Scaled, order: &mut [u32], cell: &Cell) -> (Cell, Cell) {
    let own = &mut order[cell.from..cell.to];
    let is_low = |&s: &u32| x.sample(s as usize)[cell.feature] <= cell.middle;
    let (low, high): (Vec<u32>, Vec<u32>) =
        own.iter().copied().partition(is_low);
    let middle = cell.from + low.len();
    own[..low.len()].copy_from_slice(&low);
    own[low.len()..].copy_from_slice(&high);
    (
        self::cell(x, order, cell.from, middle),
        self::cell(x, order, middle, cell.to),
    )
}

fn cell(x: &Scaled, order: &[u32], from: usize, to: usize) -> Cell {
    let own = &order[from..to];
    let samples = || own.iter().map(|&s| x.sample(s as usize));
    let mut sums = vec![0.0; x.n_features()];
    for sample in samples() {
        sums.iter_mut().zip(sample).for_each(|(sum, v)| *sum += v);
    }
    sums.iter_mut().for_each(|sum| *sum /= own.len() as f64);
    let mut squares = vec![0.0; x.n_features()];
    for sample in samples() {
        let pairs = sample.iter().zip(&sums);
        for (square, (value, mean)) in squares.iter_mut().zip(pairs) {
            *square += (value - mean) * (value - mean);
        }
    }
    let mut feature = 0;
    for (at, square) in squares.iter().enumerate() {
        if *square > squares[feature] {
            feature = at;
        }
    }
    let value = |&s: &u32| x.sample(s as usize)[feature];
    let middle = sums[feature];
    let both = own.iter().any(|s| value(s) <= middle)
        && own.iter().any(|s| value(s) > middle);
    Cell {
        from,
        to,
        spread: if both { squares.iter().sum() } else { 0.0 },
        feature,
        middle,
    }
}

/// The mean and the number of samples of each micro-cluster that has one;
/// the others are dropped.
fn means(x: &Scaled, of: &mut [u32]) -> (Vec<f64>, Vec<u32>) {
    let d = x.n_features();
    let n_cells = of.iter().fold(0, |most, &own| most.max(own + 1)) as usize;
    let mut name = vec![u32::MAX; n_cells];
    let mut weights: Vec<u32> = Vec::new();
    let mut means: Vec<f64> = Vec::new();
    for (sample, own) in of.iter_mut().enumerate() {
        let name = &mut name[*own as usize];
        if *name == u32::MAX {
            *name = weights.len() as u32;
            weights.push(0);
            means.resize(means.len() + d, 0.0);
        }
        *own = *name;
        weights[*own as usize] += 1;
        let sums = &mut means[*own as usize * d..][..d];
        let values = sums.iter_mut().zip(x.sample(sample));
        values.for_each(|(sum, value)| *sum += value);
    }
    for (mean, weight) in means.chunks_exact_mut(d).zip(&weights) {
        mean.iter_mut().for_each(|sum| *sum /= f64::from(*weight));
    }
    (means, weights)
}

/// Each sample goes to the nearest of the micro-clusters around its own.
fn to_nearer(
    x: &Scaled,
    of: &mut [u32],
    tick: Tick<'_>,
) -> Result<(), Interrupted> {
    let d = x.n_features();
    let (means, weights) = means(x, of);
    let mut near = vec![Vec::new(); weights.len()];
    Tree::new(&means, d).k_nearest(
        N_NEAR,
        |own, others| {
            near[own] = others.iter().map(|other| other.index).collect();
        },
        &mut |_| tick(0.0),
    )?;
    let n = of.len();
    for (sample, own) in of.iter_mut().enumerate() {
        if sample % STEPS == 0 {
            tick(sample as f64 / n as f64)?;
        }
        let away = |cell: u32| {
            let mean = &means[cell as usize * d..][..d];
            numeric::squared_distance(x.sample(sample), mean)
        };
        let mut best = away(*own);
        for &other in &near[*own as usize] {
            let there = away(other);
            if there < best {
                (best, *own) = (there, other);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use numeric::tick::never;

    use super::*;

    fn gathered(values: Vec<f64>, d: usize, wanted: usize) -> Micro {
        let x = FeatureMatrix::from_samples(values, d).unwrap();
        gather(&x, wanted, &mut never).unwrap()
    }

    #[test]
    fn every_sample_is_in_a_micro_cluster_whose_mean_is_its_centre() {
        let mut rng = numeric::Rng::new(3);
        let values: Vec<f64> = (0..3000).map(|_| rng.normal()).collect();
        let micro = gathered(values.clone(), 3, 50);
        assert_eq!(micro.weights.len(), 50);
        assert_eq!(micro.weights.iter().sum::<u32>(), 1000);
        let mut sums = vec![0.0; 150];
        for (sample, &own) in values.chunks_exact(3).zip(&micro.of) {
            for (j, value) in sample.iter().enumerate() {
                sums[own as usize * 3 + j] += value;
            }
        }
        for (own, mean) in micro.centres.view().rows().into_iter().enumerate()
        {
            for (j, mean) in mean.iter().enumerate() {
                let weight = f64::from(micro.weights[own]);
                let expected = sums[own * 3 + j] / weight;
                assert!((mean - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn what_is_far_from_all_is_a_micro_cluster_of_its_own() {
        let mut rng = numeric::Rng::new(4);
        let mut values: Vec<f64> = (0..2000).map(|_| rng.uniform()).collect();
        values.extend([100.0, 100.0, -50.0, 7.0]);
        let micro = gathered(values, 2, 30);
        let weight = |sample: usize| micro.weights[micro.of[sample] as usize];
        assert_eq!([weight(1000), weight(1001)], [1, 1]);
    }

    #[test]
    fn there_are_no_more_than_different_samples() {
        let values = (0..600).map(|at| f64::from(at % 3)).collect();
        let micro = gathered(values, 1, 50);
        assert_eq!(micro.weights, [200, 200, 200]);
        assert_eq!(micro.of[..4], [0, 1, 2, 0]);
    }

    #[test]
    fn numbers_of_any_size_are_gathered() {
        for size in [1e-300, 1e300] {
            let cells = [0.0, 0.1, 1.0, 1.1].map(|v| v * size).to_vec();
            let micro = gathered(cells, 1, 2);
            assert_eq!(micro.of, [0, 0, 1, 1]);
        }
    }
}

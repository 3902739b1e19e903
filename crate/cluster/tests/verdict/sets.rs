//! Sets of which the truth is known: clouds without structure, and clouds
//! with as many groups as were planted.

use cluster::FeatureMatrix;
use ndarray::Array2;
use numeric::Rng;
use numeric::rng::derive;
use numeric::stats::{mean, population_variance};

use crate::real;

/// A set, and how many groups there are in it: 1 where it is one cloud.
pub struct Made {
    /// What it is made of.
    pub kind: &'static str,
    /// Groups.
    pub k: usize,
    /// Standard deviations that two centres are apart at least.
    pub apart: f64,
    /// As z-scores, as a recipe makes them.
    pub x: FeatureMatrix,
}

const SIZES: [usize; 6] = [200, 350, 600, 1_000, 2_000, 5_000];
const WIDTHS: [usize; 5] = [2, 3, 5, 8, 16];

/// The kinds without structure, the permuted ones last.
const CLOUDS: [&str; 5] = [
    "uniform",
    "one Gaussian",
    "one stretched Gaussian",
    "one heavy-tailed cloud",
    "permuted columns",
];

/// Set `number` without structure; `None` where it wants real data that is
/// missing.
pub fn cloud(number: usize) -> Option<Made> {
    let mut rng = Rng::new(derive(0xC10D, number as u64));
    let kind = CLOUDS[number % CLOUDS.len()];
    let n = SIZES[number / CLOUDS.len() % SIZES.len()];
    let d = WIDTHS[rng.below(WIDTHS.len())];
    let x = match kind {
        "uniform" => Array2::from_shape_fn((n, d), |_| rng.uniform()),
        "one Gaussian" => Array2::from_shape_fn((n, d), |_| rng.normal()),
        "one stretched Gaussian" => stretched(n, d, &mut rng),
        "one heavy-tailed cloud" => heavy(n, d, &mut rng),
        _ => permuted(number / CLOUDS.len(), n, &mut rng)?,
    };
    Some(Made {
        kind,
        k: 1,
        apart: 0.0,
        x: z_scores(x),
    })
}

fn stretched(n: usize, d: usize, rng: &mut Rng) -> Array2<f64> {
    let mixing = Array2::from_shape_fn((d, d), |(i, j)| {
        f64::from(u8::from(i == j)) + 0.7 * rng.normal()
    });
    let mut x = Array2::zeros((n, d));
    for mut row in x.rows_mut() {
        let z: Vec<f64> = (0..d).map(|_| rng.normal()).collect();
        for (j, cell) in row.iter_mut().enumerate() {
            *cell = (0..d).map(|l| mixing[[j, l]] * z[l]).sum();
        }
    }
    x
}

/// Student's t with five degrees of freedom.
fn heavy(n: usize, d: usize, rng: &mut Rng) -> Array2<f64> {
    let mut x = Array2::zeros((n, d));
    for mut row in x.rows_mut() {
        let chi: f64 = (0..5).map(|_| rng.normal()).map(|z| z * z).sum();
        row.mapv_inplace(|_: f64| rng.normal() / (chi / 5.0).sqrt());
    }
    x
}

/// Real columns, each in an order of its own.
fn permuted(number: usize, n: usize, rng: &mut Rng) -> Option<Array2<f64>> {
    let columns = real::columns(number)?;
    let n = n.min(columns[0].len());
    let mut x = Array2::zeros((n, columns.len()));
    for (mut to, mut from) in x.columns_mut().into_iter().zip(columns) {
        rng.shuffle(&mut from);
        to.iter_mut().zip(from).for_each(|(to, from)| *to = from);
    }
    Some(x)
}

/// Set `number` with two to six groups.
///
/// Each is a round normal cloud with a standard deviation of 0.7 to 1.4 and
/// a share that is at most six times the smallest. No two centres are
/// nearer than 4, 5 or 6 times the mean of their standard deviations.
pub fn planted(number: usize) -> Made {
    let mut rng = Rng::new(derive(0x9_1A27, number as u64));
    let k = 2 + number % 5;
    let apart = [4.0, 5.0, 6.0][number / 5 % 3];
    let n = SIZES[rng.below(SIZES.len())];
    let d = WIDTHS[rng.below(WIDTHS.len())];
    let shares: Vec<f64> = (0..k).map(|_| 1.0 + 5.0 * rng.uniform()).collect();
    let spreads: Vec<f64> =
        (0..k).map(|_| 0.7 + 0.7 * rng.uniform()).collect();
    let centres = centres(&spreads, d, apart, &mut rng);
    let total: f64 = shares.iter().sum();
    let mut x = Array2::zeros((n, d));
    for (i, mut row) in x.rows_mut().into_iter().enumerate() {
        let mut at = (i as f64 + 0.5) / n as f64 * total;
        let mut c = 0;
        while c + 1 < k && at > shares[c] {
            at -= shares[c];
            c += 1;
        }
        for (cell, centre) in row.iter_mut().zip(&centres[c]) {
            *cell = centre + spreads[c] * rng.normal();
        }
    }
    Made {
        kind: "planted",
        k,
        apart,
        x: z_scores(x),
    }
}

fn centres(
    spreads: &[f64],
    d: usize,
    apart: f64,
    rng: &mut Rng,
) -> Vec<Vec<f64>> {
    let mut centres: Vec<Vec<f64>> = Vec::new();
    let mut reach = 0.5 * apart;
    while centres.len() < spreads.len() {
        let own = spreads[centres.len()];
        let next: Vec<f64> = (0..d)
            .map(|_| reach * (2.0 * rng.uniform() - 1.0))
            .collect();
        let far = |(centre, spread): (&Vec<f64>, &f64)| {
            let least = apart * 0.5 * (own + spread);
            numeric::squared_distance(centre, &next) >= least * least
        };
        if centres.iter().zip(spreads).all(far) {
            centres.push(next);
        }
        reach *= 1.005;
    }
    centres
}

fn z_scores(mut x: Array2<f64>) -> FeatureMatrix {
    for mut column in x.columns_mut() {
        let values = column.to_vec();
        let centre = mean(&values).unwrap();
        let sd = population_variance(&values).unwrap().sqrt().max(1e-12);
        column.mapv_inplace(|v| (v - centre) / sd);
    }
    FeatureMatrix::new(x).unwrap()
}

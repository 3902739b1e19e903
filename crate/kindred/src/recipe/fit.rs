//! What is done to one feature.

use numeric::{order, stats};

use super::{Column, LIMIT, Preparation, Transform};
use crate::features::Part;

/// The skewness above which a feature is bent.
const SKEWED: f64 = 1.0;
/// A feature with this share of equal values says too little.
const NEARLY_CONSTANT: f64 = 0.99;
/// A feature whose middle 90 % spans less than this share of its median
/// says too little: the first order of a cohort, say.
const HARDLY_SPREAD: f64 = 0.25;
/// The interquartile range of a normal distribution in its deviations.
pub(super) const NORMAL_IQR: f64 = 1.348_979_500_392_163_5;

/// What to do with a feature or with a part of an attribute; `None` where
/// it hardly varies.
pub(super) fn prepare_one(column: &Column<'_>) -> Option<Preparation> {
    match column.part {
        Some(part) if part.spread > 0.0 => fit_level(column.values, part),
        Some(_) | None => fit(column.values),
    }
}

/// What to do with a level: see [`crate::attributes`]. `None` where nearly
/// everybody has it, or hardly anybody.
fn fit_level(values: &[f64], part: &Part) -> Option<Preparation> {
    let share = stats::mean(values)?;
    let is_rare = share.min(1.0 - share) <= 1.0 - NEARLY_CONSTANT;
    (!is_rare).then(|| Preparation {
        fill: 0.0,
        transform: Transform::None,
        centre: share,
        scale: part.spread,
        limit: LIMIT,
        weight: 1.0,
        n_nonzero: values.iter().filter(|&&v| v != 0.0).count() as u64,
    })
}

/// What to do with a feature; `None` where it hardly varies.
fn fit(values: &[f64]) -> Option<Preparation> {
    let mut present: Vec<f64> =
        values.iter().copied().filter(|v| v.is_finite()).collect();
    order::numbers(&mut present);
    fit_sorted(&present, values.len() - present.len())
}

/// The same from the values there are, in ascending order, and the number
/// of those that are missing. O(n), but for values below 0.
pub(crate) fn fit_sorted(
    present: &[f64],
    n_missing: usize,
) -> Option<Preparation> {
    let fill = stats::quantile_sorted(present, 0.5)?;
    if nearly_constant(present) {
        return None;
    }
    let transform = transform(present);
    let (below, above) =
        present.split_at(present.partition_point(|&v| v < fill));
    let missing = std::iter::repeat_n(&fill, n_missing);
    let all = below.iter().chain(missing).chain(above);
    let mut bent: Vec<f64> = all.map(|&v| transform.apply(v)).collect();
    // Bending may turn neighbours around by their last bit.
    if !bent.is_sorted() {
        order::numbers(&mut bent);
    }
    let quantile = |p| stats::quantile_sorted(&bent, p);
    let mut scale = (quantile(0.75)? - quantile(0.25)?) / NORMAL_IQR;
    if scale <= 0.0 {
        scale = stats::population_variance(&bent)?.sqrt();
    }
    (scale > 0.0 && scale.is_finite()).then_some(Preparation {
        fill,
        transform,
        centre: quantile(0.5)?,
        scale,
        limit: LIMIT,
        weight: 1.0,
        n_nonzero: present.iter().filter(|&&v| v != 0.0).count() as u64,
    })
}

pub(super) fn fill_in(value: f64, fill: f64) -> f64 {
    if value.is_finite() { value } else { fill }
}

fn nearly_constant(sorted: &[f64]) -> bool {
    let longest = sorted
        .chunk_by(|a, b| a == b)
        .map(<[f64]>::len)
        .max()
        .unwrap_or(0);
    let quantile = |p| stats::quantile_sorted(sorted, p).unwrap_or(0.0);
    let span = quantile(0.95) - quantile(0.05);
    longest == sorted.len()
        || longest as f64 > NEARLY_CONSTANT * sorted.len() as f64
        || (sorted[0] > 0.0
            && span > 0.0
            && span < HARDLY_SPREAD * quantile(0.5))
}

/// Bends a skewed feature; one that leans to low values stays as it is.
fn transform(sorted: &[f64]) -> Transform {
    if skewness(sorted) <= SKEWED {
        return Transform::None;
    }
    let mut magnitudes: Vec<f64> = sorted
        .iter()
        .map(|v| v.abs())
        .filter(|&v| v > 0.0)
        .collect();
    if !magnitudes.is_sorted() {
        order::numbers(&mut magnitudes);
    }
    let Some(unit) = stats::quantile_sorted(&magnitudes, 0.1) else {
        return Transform::None;
    };
    if sorted[0] < 0.0 {
        Transform::SignedLog { unit }
    } else {
        Transform::Log { unit }
    }
}

/// The third standardised moment; 0 of a constant.
fn skewness(values: &[f64]) -> f64 {
    let (Some(mean), Some(variance)) =
        (stats::mean(values), stats::population_variance(values))
    else {
        return 0.0;
    };
    let deviation = variance.sqrt();
    if deviation <= 0.0 {
        return 0.0;
    }
    let cubes = values.iter().map(|value| {
        let z = (value - mean) / deviation;
        z * z * z
    });
    cubes.sum::<f64>() / values.len() as f64
}

//! From features in their own units to the matrix that is clustered.
//!
//! Each feature is filled (median), bent where it is skewed (log), centred
//! on its median, scaled by its middle half, and cut at three scales. What
//! hardly varies is left out. Features that rank the customers alike share
//! one vote: each of a group of `m` is scaled by `1 / sqrt(m)`, so that the
//! group weighs in a squared distance as one feature does.

use cluster::FeatureMatrix;
use ndarray::Array2;
use numeric::{order, stats};
use serde::{Deserialize, Serialize};

use crate::{RunError, error::Expected, plan::Recipe};

/// The features that form segments where the plan names none: when, how
/// often and how much somebody buys; of each, the first that the file gives.
///
/// Chosen on real shops: further features (basket, range, first order) make
/// the groups less clear (silhouette 0.24 in place of 0.34 on Online Retail)
/// and less stable, and are told in the profiles all the same.
pub const STANDARD: &[&[&str]] = &[
    &["recency_days"],
    &["orders"],
    &["revenue_net", "products", "lines_per_order"],
];

/// Values beyond so many scales from the centre are drawn in to there.
pub const LIMIT: f64 = 3.0;
/// The skewness above which a feature is bent.
const SKEWED: f64 = 1.0;
/// A feature with this share of equal values says too little.
const NEARLY_CONSTANT: f64 = 0.99;
/// A feature whose middle 90 % spans less than this share of its median
/// says too little: the first order of a cohort, say.
const HARDLY_SPREAD: f64 = 0.25;
/// A standard feature missing for a larger share is left out.
const MOSTLY_MISSING: f64 = 0.5;
/// Rank correlations are taken over at most so many customers, evenly drawn.
const MAX_RANKED: usize = 20_000;
/// The interquartile range of a normal distribution in its deviations.
const NORMAL_IQR: f64 = 1.348_979_500_392_163_5;

/// A feature as it comes: one value a customer, `NaN` where missing.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its stable name.
    pub name: &'a str,
    /// One value a customer.
    pub values: &'a [f64],
}

/// How a feature was bent before it was scaled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Transform {
    /// Not at all.
    None,
    /// `ln(1 + x / unit)`.
    Log {
        /// The tenth percentile of the values above 0.
        unit: f64,
    },
    /// `sign(x) · ln(1 + |x| / unit)`.
    SignedLog {
        /// The tenth percentile of the magnitudes above 0.
        unit: f64,
    },
}

/// Everything done to a feature: `z = (t(x) − centre) / scale`, cut to
/// `−limit..=limit`, times `weight`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Preparation {
    /// What stands in for a missing value, in the feature's unit.
    pub fill: f64,
    /// How it was bent.
    pub transform: Transform,
    /// The median after it.
    pub centre: f64,
    /// The interquartile range over 1.349; where that is 0, the standard
    /// deviation.
    pub scale: f64,
    /// Where it was cut.
    pub limit: f64,
    /// `1 / sqrt(features that share the vote)`.
    pub weight: f64,
    /// Customers whose value is known and not 0: `unit` is of them alone.
    #[ts(type = "number")]
    pub n_nonzero: u64,
}

/// A feature that forms the segments.
#[derive(Clone, Debug, PartialEq)]
pub struct PreparedFeature {
    /// Its position among the columns.
    pub column: usize,
    /// What was done to it.
    pub preparation: Preparation,
    /// The position among the columns of the first feature of its group;
    /// its own where it stands first or alone.
    pub group: usize,
}

/// The matrix and how it was made.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// `(n_customers, n_features)`; one column of zeros where nothing
    /// varies.
    pub matrix: FeatureMatrix,
    /// One entry a column of the matrix, none where nothing varies.
    pub features: Vec<PreparedFeature>,
}

impl Transform {
    /// The bent value.
    ///
    /// ```
    /// use kindred::recipe::Transform;
    /// let log = Transform::Log { unit: 2.0 };
    /// assert_eq!(log.apply(0.0), 0.0);
    /// assert!((log.apply(2.0) - 2.0_f64.ln()).abs() < 1e-15);
    /// ```
    pub fn apply(self, x: f64) -> f64 {
        match self {
            Self::None => x,
            Self::Log { unit } => libm::log1p(x / unit),
            Self::SignedLog { unit } => {
                libm::copysign(libm::log1p(x.abs() / unit), x)
            }
        }
    }
}

impl Preparation {
    /// The prepared value; a missing one is filled first.
    pub fn apply(&self, x: f64) -> f64 {
        let x = if x.is_nan() { self.fill } else { x };
        let z = (self.transform.apply(x) - self.centre) / self.scale;
        z.clamp(-self.limit, self.limit) * self.weight
    }
}

/// Prepares the features that the recipe names, or the standard ones.
///
/// # Errors
/// The recipe names an unknown feature or a figure out of its range; there
/// is no customer.
///
/// # Complexity
/// `O(n_features · n log n + n_features² · min(n, 20,000))`.
pub fn prepare(
    columns: &[Column<'_>],
    standard: &[&[&str]],
    recipe: &Recipe,
) -> Result<Prepared, RunError> {
    check(recipe)?;
    let n_customers = columns.first().map_or(0, |c| c.values.len());
    if n_customers == 0 {
        return Err(RunError::TooFewCustomers {
            found: 0,
            needed: 1,
        });
    }
    let mut features: Vec<PreparedFeature> =
        chosen(columns, standard, recipe)?
            .into_iter()
            .filter_map(|column| {
                let preparation = fit(columns[column].values)?;
                Some(PreparedFeature {
                    column,
                    preparation,
                    group: column,
                })
            })
            .collect();
    share_votes(columns, &mut features, recipe.redundant_above);
    let matrix = matrix(columns, &features, n_customers);
    Ok(Prepared { matrix, features })
}

fn check(recipe: &Recipe) -> Result<(), RunError> {
    if (0.5..=1.0).contains(&recipe.redundant_above) {
        return Ok(());
    }
    Err(RunError::BadParameter {
        parameter: "recipe.redundant_above".into(),
        found: recipe.redundant_above.to_string(),
        expected: Expected::Within("0.5".into(), "1.0".into()),
    })
}

/// The positions of the features that form the segments.
fn chosen(
    columns: &[Column<'_>],
    standard: &[&[&str]],
    recipe: &Recipe,
) -> Result<Vec<usize>, RunError> {
    let position =
        |name: &str| columns.iter().position(|column| column.name == name);
    if recipe.features.is_empty() {
        let given = |name: &&str| {
            position(name)
                .filter(|&column| mostly_present(columns[column].values))
        };
        return Ok(standard
            .iter()
            .filter_map(|either| either.iter().find_map(given))
            .collect());
    }
    let mut found = Vec::new();
    for feature in &recipe.features {
        let column =
            position(feature).ok_or_else(|| RunError::UnknownFeature {
                feature: feature.clone(),
                known: columns.iter().map(|c| c.name.to_owned()).collect(),
            })?;
        if !found.contains(&column) {
            found.push(column);
        }
    }
    Ok(found)
}

fn mostly_present(values: &[f64]) -> bool {
    let missing = values.iter().filter(|value| !value.is_finite()).count();
    missing as f64 <= MOSTLY_MISSING * values.len() as f64
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

fn fill_in(value: f64, fill: f64) -> f64 {
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

/// Lets each feature join the first earlier one that ranks the customers
/// alike, and divides the vote of each group.
fn share_votes(
    columns: &[Column<'_>],
    features: &mut [PreparedFeature],
    redundant_above: f64,
) {
    let ranks: Vec<Vec<f64>> = features
        .iter()
        .map(|feature| ranks(columns[feature.column].values, feature))
        .collect();
    for later in 1..features.len() {
        let first = (0..later).find(|&earlier| {
            features[earlier].group == features[earlier].column
                && stats::pearson(&ranks[earlier], &ranks[later])
                    .is_some_and(|rho| rho.abs() > redundant_above)
        });
        if let Some(earlier) = first {
            features[later].group = features[earlier].group;
        }
    }
    let groups: Vec<usize> = features.iter().map(|f| f.group).collect();
    for feature in features {
        let size = groups.iter().filter(|&&g| g == feature.group).count();
        feature.preparation.weight = 1.0 / (size as f64).sqrt();
    }
}

fn ranks(values: &[f64], feature: &PreparedFeature) -> Vec<f64> {
    let step = values.len().div_ceil(MAX_RANKED).max(1);
    let drawn: Vec<f64> = values
        .iter()
        .step_by(step)
        .map(|&value| fill_in(value, feature.preparation.fill))
        .collect();
    stats::midranks(&drawn)
}

fn matrix(
    columns: &[Column<'_>],
    features: &[PreparedFeature],
    n_customers: usize,
) -> FeatureMatrix {
    let shape = (n_customers, features.len().max(1));
    let mut matrix = Array2::zeros(shape);
    for (feature, mut to) in features.iter().zip(matrix.columns_mut()) {
        let from = columns[feature.column].values;
        for (to, &value) in to.iter_mut().zip(from) {
            *to = feature.preparation.apply(value);
        }
    }
    FeatureMatrix::new(matrix)
        .expect("there is a customer, and every value was filled and cut")
}

#[cfg(test)]
mod tests;

//! From features in their own units to the matrix that is clustered.
//!
//! Each feature is filled (median), bent where it is skewed (log), centred
//! on its median, scaled by its middle half, and cut at three scales. What
//! hardly varies is left out. Features that rank the customers alike share
//! one vote: each of a group of `m` is scaled by `1 / sqrt(m)`, so that the
//! group weighs in a squared distance as one feature does. Last, each side of
//! the customers is weighed as the recipe says ([`Weights`]).

mod coded;
mod fit;
mod weigh;

use cluster::FeatureMatrix;
use ndarray::Array2;
use numeric::stats;
use serde::{Deserialize, Serialize};

use crate::{
    RunError,
    attributes::PREFIX,
    error::Expected,
    features::{Part, Side},
    plan::Recipe,
};

pub(crate) use coded::{Coded, Suited};
pub(crate) use fit::fit_sorted;
use fit::{fill_in, prepare_one};
pub use weigh::{MAX_WEIGHT, SideShare, Weights};

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
/// A standard feature missing for a larger share is left out.
const MOSTLY_MISSING: f64 = 0.5;
/// Rank correlations are taken over at most so many customers, evenly drawn.
const MAX_RANKED: usize = 20_000;

/// A feature as it comes: one value a customer, `NaN` where missing.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its stable name.
    pub name: &'a str,
    /// The side of the customers that it tells of.
    pub side: Side,
    /// What it is a part of, where it is an attribute's.
    pub(crate) part: Option<&'a Part>,
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
    /// `sqrt(weight of the side / features that share the vote)`.
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
    /// The sides that these features tell of, in the order of [`Side`], with
    /// those that do not count.
    pub sides: Vec<SideShare>,
    /// The same with each attribute of levels as one column of codes, for
    /// methods of categories; `None` where there is none.
    pub(crate) coded: Option<Coded>,
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
/// The recipe names an unknown feature or a figure out of its range, or gives
/// no weight to any side that there is; there is no customer.
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
                let preparation = prepare_one(&columns[column])?;
                Some(PreparedFeature {
                    column,
                    preparation,
                    group: column,
                })
            })
            .collect();
    share_votes(columns, &mut features, recipe.redundant_above);
    let sides = weigh::weigh(columns, &mut features, &recipe.weights)?;
    let matrix = matrix(columns, &features, n_customers);
    Ok(Prepared {
        coded: Coded::of(columns, &features, &matrix),
        matrix,
        features,
        sides,
    })
}

fn check(recipe: &Recipe) -> Result<(), RunError> {
    recipe.weights.check()?;
    if (0.5..=1.0).contains(&recipe.redundant_above) {
        return Ok(());
    }
    Err(RunError::BadParameter {
        parameter: "recipe.redundant_above".into(),
        found: recipe.redundant_above.to_string(),
        expected: Expected::Within("0.5".into(), "1.0".into()),
    })
}

/// The positions of the features that form the segments: the standard ones
/// where the recipe names none, and the attributes that it names.
fn chosen(
    columns: &[Column<'_>],
    standard: &[&[&str]],
    recipe: &Recipe,
) -> Result<Vec<usize>, RunError> {
    let position =
        |name: &str| columns.iter().position(|column| column.name == name);
    let is_attribute = |it: &&String| it.starts_with(PREFIX);
    let mut found = Vec::new();
    for feature in recipe.features.iter().filter(|it| !is_attribute(it)) {
        let column =
            position(feature).ok_or_else(|| RunError::UnknownFeature {
                feature: feature.clone(),
                known: columns.iter().map(|c| c.name.to_owned()).collect(),
            })?;
        if !found.contains(&column) {
            found.push(column);
        }
    }
    if found.is_empty() {
        let given = |name: &&str| {
            position(name)
                .filter(|&column| mostly_present(columns[column].values))
        };
        let each = standard.iter();
        found.extend(each.filter_map(|it| it.iter().find_map(given)));
    }
    let is_asked = |it: &Column<'_>| {
        let part = it.part.map(|part| &part.of);
        part.is_some_and(|of| recipe.features.contains(of))
    };
    let parts = (0..columns.len()).filter(|&at| is_asked(&columns[at]));
    found.extend(parts);
    Ok(found)
}

fn mostly_present(values: &[f64]) -> bool {
    let missing = values.iter().filter(|value| !value.is_finite()).count();
    missing as f64 <= MOSTLY_MISSING * values.len() as f64
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
        let is_part = |at: usize| {
            let feature: &PreparedFeature = &features[at];
            columns[feature.column].part.is_some()
        };
        let first = (0..later).find(|&earlier| {
            !is_part(earlier)
                && !is_part(later)
                && features[earlier].group == features[earlier].column
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
        let part = columns[feature.column].part;
        let votes = part.map_or(size as f64, |part| part.votes);
        feature.preparation.weight = 1.0 / votes.sqrt();
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

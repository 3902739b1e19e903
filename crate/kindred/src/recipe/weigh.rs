//! How much each side of a customer counts in a distance.

use numeric::stats;
use serde::{Deserialize, Serialize};

use super::{Column, PreparedFeature};
use crate::{
    RunError,
    attributes::mapped,
    error::Expected,
    features::{SIDES, Side},
};

/// The largest weight of a side.
pub const MAX_WEIGHT: f64 = 4.0;

/// How much each side of a customer counts, each `0.0..=4.0`; what is not
/// named counts once. A squared distance between customers is the sum over
/// the sides, each times its weight: the prepared features of a side are
/// multiplied by its root. A side of weight 0 forms no segment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Of what customers are worth.
    pub value: f64,
    /// Of what they do.
    pub behaviour: f64,
    /// Of who they are.
    pub profile: f64,
    /// Of what they say.
    pub voice: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            value: 1.0,
            behaviour: 1.0,
            profile: 1.0,
            voice: 1.0,
        }
    }
}

/// What a side of the customers has to do with the segments.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SideShare {
    /// The side.
    pub side: Side,
    /// Its weight, `0.0..=4.0`.
    pub weight: f64,
    /// The features of it that are taken to form segments.
    pub n_features: usize,
    /// The sum of the variances of its prepared features at weight 1: half
    /// of what it adds to the squared distance of two customers on average.
    pub spread: f64,
    /// Its part of all squared distances, `0.0..=1.0`: its weight times its
    /// spread over the sum of these. 0 where no customer differs.
    pub share: f64,
}

impl Weights {
    /// That of a side.
    pub fn of(&self, side: Side) -> f64 {
        match side {
            Side::Value => self.value,
            Side::Behaviour => self.behaviour,
            Side::Profile => self.profile,
            Side::Voice => self.voice,
        }
    }

    /// Whether all sides count alike, so that nothing need be said.
    pub fn is_even(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn check(&self) -> Result<(), RunError> {
        for side in SIDES {
            let weight = self.of(side);
            if !(0.0..=MAX_WEIGHT).contains(&weight) {
                return Err(refusal(
                    side.name(),
                    weight,
                    Expected::Within("0".into(), MAX_WEIGHT.to_string()),
                ));
            }
        }
        if SIDES.iter().all(|&side| self.of(side) <= 0.0) {
            return Err(self.nothing_counts(&SIDES));
        }
        Ok(())
    }

    /// The refusal where no side has a weight.
    fn nothing_counts(&self, sides: &[Side]) -> RunError {
        let side = sides.first().map_or("value", |side| side.name());
        refusal(side, 0.0, Expected::Within("0.01".into(), "4".into()))
    }
}

fn refusal(side: &str, found: f64, expected: Expected) -> RunError {
    RunError::BadParameter {
        parameter: format!("recipe.weights.{side}"),
        found: found.to_string(),
        expected,
    }
}

/// Weighs the features of each side, drops those of sides that do not count,
/// and tells what each side has to do with distances.
///
/// # Errors
/// Features are to form segments, and no side of theirs has a weight.
///
/// O(n_customers · n_features).
pub(super) fn weigh(
    columns: &[Column<'_>],
    features: &mut Vec<PreparedFeature>,
    weights: &Weights,
) -> Result<Vec<SideShare>, RunError> {
    let mut shares: Vec<SideShare> = Vec::new();
    for side in SIDES {
        let own = features.iter().filter(|it| columns[it.column].side == side);
        let spreads: Vec<f64> = own
            .map(|it| spread(columns[it.column].values, it))
            .collect();
        if !spreads.is_empty() {
            shares.push(SideShare {
                side,
                weight: weights.of(side),
                n_features: spreads.len(),
                spread: spreads.iter().sum(),
                share: 0.0,
            });
        }
    }
    let told: Vec<Side> = shares.iter().map(|it| it.side).collect();
    if !told.is_empty() && told.iter().all(|&it| weights.of(it) <= 0.0) {
        return Err(weights.nothing_counts(&told));
    }
    let whole: f64 = shares.iter().map(|it| it.weight * it.spread).sum();
    for it in shares.iter_mut().filter(|_| whole > 0.0) {
        it.share = it.weight * it.spread / whole;
    }
    features.retain(|it| weights.of(columns[it.column].side) > 0.0);
    for feature in features {
        let weight = weights.of(columns[feature.column].side);
        feature.preparation.weight *= weight.sqrt();
    }
    Ok(shares)
}

fn spread(values: &[f64], feature: &PreparedFeature) -> f64 {
    let prepared = mapped(values, &|it| feature.preparation.apply(it));
    stats::population_variance(&prepared).unwrap_or(0.0)
}

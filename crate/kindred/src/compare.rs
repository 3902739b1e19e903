//! Two segments of a finished run, feature by feature.

use explain::superiority::superiority;
use numeric::order;
use serde::{Deserialize, Serialize};

use crate::Run;

/// How far one feature sets two segments apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Contrast {
    /// The feature, by name.
    pub feature: String,
    /// Of all pairs, a customer of each segment, those in which the first
    /// one's value is greater, equal ones half, `0.0..=1.0`.
    pub share: f64,
    /// 95 % interval of it.
    pub interval: (f64, f64),
}

/// What sets two segments apart, the strongest first (ties in the order of
/// the features). A feature is left out where one of them has no value of it;
/// nothing is told of a segment that is not there.
///
/// # Complexity
/// `O(n_features · (n_customers + m log m))`, with m of them in the two.
pub fn compare(run: &Run, segments: [u32; 2]) -> Vec<Contrast> {
    let features = run.analysis.features.iter().zip(&run.values);
    let mut all: Vec<Contrast> = features
        .filter_map(|(info, values)| {
            let of = |segment| values_of(run, values, segment);
            let [one, other] = segments.map(of);
            let found = superiority(&one, &other)?;
            Some(Contrast {
                feature: info.name.clone(),
                share: found.share,
                interval: found.interval,
            })
        })
        .collect();
    let apart = |it: &Contrast| (it.share - 0.5).abs();
    order::by(&mut all, |a, b| apart(b).total_cmp(&apart(a)));
    all
}

/// A feature of the customers of a segment who have it, in ascending order.
fn values_of(run: &Run, values: &[f64], segment: u32) -> Vec<f64> {
    let of = values.iter().zip(&run.labels);
    let mut values: Vec<f64> = of
        .filter(|(value, label)| **label == segment && value.is_finite())
        .map(|(&value, _)| value)
        .collect();
    order::numbers(&mut values);
    values
}

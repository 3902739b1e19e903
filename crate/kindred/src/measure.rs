//! Features in every segment: where their values lie, and how far they are
//! from those of all others.

use std::ops::Range;

use explain::effect;
use ndarray::ArrayView2;
use numeric::stats;
use serde::{Deserialize, Serialize};

use crate::{Job, JobOutput, features::FeatureColumn, recipe};

/// Values in one job, about: enough to be worth the way.
const A_JOB: usize = 1 << 16;
/// Values on their way at a time, about.
const A_BATCH: usize = 1 << 22;

/// A few features of all customers, to be measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// `columns[feature][customer]`; `NaN` where it can't be computed.
    pub(crate) columns: Vec<Vec<f64>>,
    /// The segment of each customer.
    pub(crate) labels: Vec<u32>,
    /// Segments.
    pub(crate) k: usize,
}

/// A feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Customers of whom it can't be computed.
    pub n_missing: u64,
    /// Over all customers; `None` where it can be computed of none.
    pub quartiles: Option<[f64; 3]>,
    /// One a segment; `None` where it has no value.
    pub segments: Vec<Option<InSegment>>,
}

/// A feature in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct InSegment {
    /// In the feature's unit.
    pub mean: f64,
    /// In the feature's unit.
    pub quartiles: [f64; 3],
    /// Hedges' g against all others, on the scale on which the recipe would
    /// use the feature.
    pub effect: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// The features that may be measured at a time, by position: values of no
/// more than a few are ever under way. One batch at least.
pub(crate) fn batches(
    n_features: usize,
    n_customers: usize,
) -> impl Iterator<Item = Range<usize>> {
    let some = (A_BATCH / n_customers.max(1)).max(1);
    let first = (0..n_features.max(1)).step_by(some);
    first.map(move |at| at..(at + some).min(n_features))
}

/// The jobs that measure some features, in their order.
pub(crate) fn jobs(
    features: &[FeatureColumn],
    labels: &[u32],
    k: usize,
) -> impl Iterator<Item = Job> {
    let some = (A_JOB / labels.len().max(1)).max(1);
    features.chunks(some).map(move |features| {
        let values = features.iter().map(|it| it.values.clone());
        Job::Measure(Asked {
            columns: values.collect(),
            labels: labels.to_vec(),
            k,
        })
    })
}

/// The features of the outputs of [`jobs`], which may be among others.
pub(crate) fn measured(outputs: &[JobOutput]) -> Vec<Measured> {
    let own = outputs.iter().filter_map(|output| match output {
        JobOutput::Measure(own) => Some(own),
        JobOutput::Cluster(_) | JobOutput::Explain(_) => None,
    });
    own.flatten().cloned().collect()
}

impl Asked {
    /// One entry a feature. O(features · customers · log customers).
    pub(crate) fn run(&self) -> Vec<Measured> {
        let columns = self.columns.iter();
        columns
            .map(|it| measure(it, &self.labels, self.k))
            .collect()
    }
}

fn measure(column: &[f64], labels: &[u32], k: usize) -> Measured {
    let known = column.iter().zip(labels).filter(|it| !it.0.is_nan());
    let (mut values, mut labels): (Vec<f64>, Vec<u32>) = known.unzip();
    numeric::order::labelled(&mut values, &mut labels);
    let n_missing = column.len() - values.len();
    let how = recipe::fit_sorted(&values, n_missing);
    let scaled = |&value: &f64| how.map_or(0.0, |how| how.apply(value));
    let scaled: Vec<f64> = values.iter().map(scaled).collect();
    let x = ArrayView2::from_shape((scaled.len(), 1), &scaled)
        .expect("one column of as many values");
    let effects = effect::effects(x, &labels, k).into_iter();
    let in_segment = |(effect, own): (explain::Effect, Vec<f64>)| {
        Some(InSegment {
            mean: stats::mean(&own)?,
            quartiles: quartiles(&own)?,
            effect: effect.g,
            interval: effect.interval,
        })
    };
    let mut parted: Vec<Vec<f64>> = vec![Vec::new(); k];
    for (&value, &label) in values.iter().zip(&labels) {
        parted[label as usize].push(value);
    }
    Measured {
        n_missing: n_missing as u64,
        quartiles: quartiles(&values),
        segments: effects.zip(parted).map(in_segment).collect(),
    }
}

/// Of sorted values; `None` of none.
fn quartiles(sorted: &[f64]) -> Option<[f64; 3]> {
    let quartile = |p| stats::quantile_sorted(sorted, p);
    Some([quartile(0.25)?, quartile(0.5)?, quartile(0.75)?])
}

#[cfg(test)]
mod tests {
    use super::batches;

    #[test]
    fn batches_take_every_feature_once_in_order() {
        for (n_features, n_customers) in [
            (0, 10),
            (82, 5_000),
            (26, 1_000_000),
            (3, 9_000_000),
            (5, 0),
        ] {
            let all: Vec<_> = batches(n_features, n_customers).collect();
            assert!(!all.is_empty());
            let each: Vec<usize> = all.into_iter().flatten().collect();
            let expected: Vec<usize> = (0..n_features).collect();
            assert_eq!(each, expected);
        }
        assert_eq!(batches(26, 1_000_000).count(), 7);
    }
}

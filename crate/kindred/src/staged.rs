//! Segments in two steps: by where customers stand first, then by groups
//! within each stage.

use cluster::{
    FeatureMatrix, Partition,
    choose::{self, Verdict},
};
use numeric::rng;
use serde::{Deserialize, Serialize};

use crate::{
    Executor, Features, Plan, RunError,
    error::Expected,
    lifecycle::Stage,
    recipe::Prepared,
    segment::{self, Grouping, Kind, Part},
};

/// Streams of seeds, one a stage, beyond those of [`segment`].
const STREAM: u64 = 0x7374_6167;

/// Customers are parted by their lifecycle stage before groups are looked
/// for, and then within each stage.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
pub struct Staged {
    /// The least customers of a group within a stage, `2..=1_000_000`: a
    /// smaller one is joined to the nearest of its stage. A stage is a
    /// segment however small.
    pub least: usize,
}

impl Default for Staged {
    fn default() -> Self {
        Self { least: 30 }
    }
}

impl Staged {
    fn check(self) -> Result<(), RunError> {
        let (least, most) = (2, 1_000_000);
        if (least..=most).contains(&self.least) {
            return Ok(());
        }
        Err(RunError::BadParameter {
            parameter: "staged.least".into(),
            found: self.least.to_string(),
            expected: Expected::Within(least.to_string(), most.to_string()),
        })
    }
}

/// The groups of one stage.
struct Within {
    /// One label a customer of the stage, each below the number of
    /// stabilities.
    labels: Vec<u32>,
    confidence: Vec<f64>,
    /// Bootstrap Jaccard of each group; `None` where it was not judged.
    stability: Vec<Option<f64>>,
}

impl Within {
    fn one(n_customers: usize) -> Self {
        Self {
            labels: vec![0; n_customers],
            confidence: vec![1.0; n_customers],
            stability: vec![None],
        }
    }
}

/// Puts every customer in a segment of their own stage. A number of clusters
/// in the plan counts for each stage; where it is left open it is judged for
/// each, and a stage without natural groups is one segment.
///
/// # Errors
/// A figure is out of its range; it was stopped.
pub(crate) async fn segment(
    (features, prepared): (&Features, &Prepared),
    stages: &[Stage],
    plan: &Plan,
    staged: Staged,
    executor: &impl Executor,
) -> Result<Grouping, RunError> {
    staged.check()?;
    let n_customers = stages.len();
    let (mut labels, mut confidence) =
        (vec![0; n_customers], vec![1.0; n_customers]);
    let (mut kinds, mut parts) = (Vec::new(), Vec::new());
    for (number, stage) in Stage::ALL.into_iter().enumerate() {
        let at_stage = |&customer: &usize| stages[customer] == stage;
        let who: Vec<usize> = (0..n_customers).filter(at_stage).collect();
        let seed = rng::derive(plan.seed, STREAM + number as u64);
        let plan = Plan {
            seed,
            ..plan.clone()
        };
        let needed = choose::NEEDED.max(2 * staged.least);
        let is_large = who.len() >= needed && !prepared.features.is_empty();
        let found = if is_large {
            let x = prepared.matrix.select(&who);
            within(&x, &plan, staged.least, executor).await?
        } else {
            Within::one(who.len())
        };
        let first = parts.len() as u32;
        for (at, customer) in who.into_iter().enumerate() {
            labels[customer] = first + found.labels[at];
            confidence[customer] = found.confidence[at];
        }
        for stability in found.stability {
            kinds.push(stage);
            parts.push(Part {
                stability,
                ..Part::default()
            });
        }
    }
    let grouping = Grouping {
        kind: Kind::Staged(kinds),
        k: parts.len(),
        labels,
        confidence,
        parts,
        outside: None,
        tree: None,
        picked: None,
        by_centres: false,
    };
    Ok(segment::ordered(grouping, features))
}

/// The groups of the customers of one stage.
async fn within(
    x: &FeatureMatrix,
    plan: &Plan,
    least: usize,
    executor: &impl Executor,
) -> Result<Within, RunError> {
    let judged = segment::judged(x, plan);
    let choice = segment::judge(&judged, plan, executor).await?;
    let k = match (plan.method.n_clusters(), choice.verdict) {
        (Some(given), _) => given.min(x.n_samples() / least),
        (None, _) if plan.method.finds_number() => 0,
        (None, Verdict::Segments) => choice.k,
        (None, Verdict::NoStructure) => 1,
    };
    if k == 1 || plan.method.check(x).is_err() {
        return Ok(Within::one(x.n_samples()));
    }
    let fit = segment::fit(x, k, plan, executor).await?;
    if fit.n_clusters == 0 {
        return Ok(Within::one(x.n_samples()));
    }
    let stability = choice.stability(&fit.centres(x));
    let stability =
        segment::again(&fit, stability, &judged, plan, executor).await?;
    let guarded = Guarded::of(&fit, x, stability);
    Ok(guarded.joined(least, fit.confidence(x)))
}

/// Groups of which the small ones are joined to others.
struct Guarded {
    labels: Vec<u32>,
    /// What is known of each group, in the order of the labels.
    groups: Vec<Group>,
}

#[derive(Clone)]
struct Group {
    size: usize,
    /// The sums of its samples, one a feature.
    sums: Vec<f64>,
    /// Bootstrap Jaccard; `None` where it was not judged, or joined.
    stability: Option<f64>,
}

impl Group {
    /// The squared distance of two centres.
    fn away(&self, other: &Self) -> f64 {
        let (own, its) = (self.size as f64, other.size as f64);
        let pairs = self.sums.iter().zip(&other.sums);
        pairs
            .map(|(a, b)| a / own - b / its)
            .map(|difference| difference * difference)
            .sum()
    }

    fn take(&mut self, other: &Self) {
        self.size += other.size;
        self.stability = None;
        self.sums
            .iter_mut()
            .zip(&other.sums)
            .for_each(|(a, b)| *a += b);
    }
}

impl Guarded {
    /// The clusters, and who is in none as one more.
    fn of(
        fit: &Partition,
        x: &FeatureMatrix,
        mut stability: Vec<Option<f64>>,
    ) -> Self {
        let outside = fit.n_clusters as u32;
        let labels: Vec<u32> =
            fit.labels.iter().map(|it| it.unwrap_or(outside)).collect();
        stability
            .resize(fit.n_clusters + usize::from(fit.n_noise() > 0), None);
        let empty = |stability| Group {
            size: 0,
            sums: vec![0.0; x.n_features()],
            stability,
        };
        let mut groups: Vec<Group> =
            stability.into_iter().map(empty).collect();
        let samples = x.samples().chunks_exact(x.n_features());
        for (sample, &label) in samples.zip(&labels) {
            let group = &mut groups[label as usize];
            group.size += 1;
            group.sums.iter_mut().zip(sample).for_each(|(s, v)| *s += v);
        }
        Self { labels, groups }
    }

    /// Joins the smallest group to the one with the nearest centre until
    /// none has fewer than `least`; ties to the lower label.
    /// O(k² · n_features + k · n).
    fn joined(mut self, least: usize, confidence: Vec<f64>) -> Within {
        while let Some((small, to)) = self.next(least) {
            let group = self.groups[small].clone();
            self.groups[to].take(&group);
            self.groups.remove(small);
            let (small, to) = (small as u32, to as u32);
            for label in &mut self.labels {
                if *label == small {
                    *label = to;
                }
                *label -= u32::from(*label > small);
            }
        }
        Within {
            labels: self.labels,
            confidence,
            stability: self.groups.iter().map(|it| it.stability).collect(),
        }
    }

    /// The smallest group, where it is too small, and its nearest.
    fn next(&self, least: usize) -> Option<(usize, usize)> {
        let all = || 0..self.groups.len();
        let small = all().min_by_key(|&at| self.groups[at].size)?;
        let group = &self.groups[small];
        let away = |&at: &usize| self.groups[at].away(group);
        let nearest = all()
            .filter(|&at| at != small)
            .min_by(|a, b| away(a).total_cmp(&away(b)))?;
        (group.size < least).then_some((small, nearest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_join_the_nearest_until_none_is_left() {
        let group = |size: usize, centre: f64, stability| Group {
            size,
            sums: vec![centre * size as f64],
            stability,
        };
        let guarded = |judged: Vec<Option<f64>>| Guarded {
            labels: vec![0, 0, 0, 2, 2, 1, 1, 1, 3],
            groups: vec![
                group(3, 0.0, judged[0]),
                group(3, 9.0, judged[1]),
                group(2, 1.0, judged[2]),
                group(1, 8.0, judged[3]),
            ],
        };
        let judged = vec![Some(0.9), Some(0.8), Some(0.7), Some(0.6)];
        let all = guarded(judged.clone()).joined(1, vec![1.0; 9]);
        assert_eq!(all.labels, [0, 0, 0, 2, 2, 1, 1, 1, 3]);
        assert_eq!(all.stability, judged);
        let two = guarded(judged.clone()).joined(2, vec![1.0; 9]);
        assert_eq!(two.labels, [0, 0, 0, 2, 2, 1, 1, 1, 1]);
        assert_eq!(two.stability, [Some(0.9), None, Some(0.7)]);
        let three = guarded(judged.clone()).joined(3, vec![1.0; 9]);
        assert_eq!(three.labels, [0, 0, 0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(three.stability, [None, None]);
        let one = guarded(judged).joined(6, vec![1.0; 9]);
        assert_eq!(one.labels, vec![0; 9]);
    }
}

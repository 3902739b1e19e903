//! Labelling new samples without fitting again.

use numeric::neighbours::Tree;
use serde::{Deserialize, Serialize};

use crate::FeatureMatrix;

/// A new sample is of the cluster of the sample it reaches first, if it does
/// so before that cluster parted from the rest; else it is noise.
///
/// ```text
/// reach(new, s) = max(core(new), core(s), |new − s|)
/// ```
///
/// core(new) is the distance to the `min_samples`th of the samples that were
/// clustered: for one of them that is its own core distance, so each keeps
/// its label, and noise stays noise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reachable {
    /// Positions of the samples in clusters, ascending.
    speakers: Vec<u32>,
    /// The label of each.
    labels: Vec<u32>,
    /// The core distance of each.
    cores: Vec<f64>,
    /// The density at which each cluster parts from the rest.
    births: Vec<f64>,
    min_samples: usize,
}

/// The first reached so far.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct First {
    reach: f64,
    away: f64,
    at: usize,
}

impl Reachable {
    pub(super) fn new(
        labels: &[Option<u32>],
        cores: &[f64],
        births: &[f64],
        min_samples: usize,
    ) -> Self {
        let in_clusters = || {
            let labels = labels.iter().enumerate();
            labels.filter_map(|(at, label)| Some((at, (*label)?)))
        };
        Self {
            speakers: in_clusters().map(|(at, _)| at as u32).collect(),
            labels: in_clusters().map(|(_, label)| label).collect(),
            cores: in_clusters().map(|(at, _)| cores[at]).collect(),
            births: births.iter().map(|it| it.min(f64::MAX)).collect(),
            min_samples,
        }
    }

    pub(crate) fn assign(
        &self,
        trained: &FeatureMatrix,
        new: &FeatureMatrix,
    ) -> Vec<Option<u32>> {
        let d = trained.n_features();
        assert_eq!(d, new.n_features(), "features differ");
        let of = |at: &u32| &trained.samples()[*at as usize * d..][..d];
        let speakers: Vec<f64> =
            self.speakers.iter().flat_map(of).copied().collect();
        let all = Tree::new(trained.samples(), d);
        let speakers = Tree::new(&speakers, d);
        let label = |sample: &[f64]| {
            let near = all.nearest(sample, self.min_samples);
            let core = near.last().map_or(0.0, |near| near.distance);
            let first = self.first(&speakers, sample, core)?;
            let label = self.labels[first.at];
            let birth = self.births[label as usize];
            (first.reach.recip() > birth).then_some(label)
        };
        new.samples().chunks_exact(d).map(label).collect()
    }

    /// The sample that is reached first; ties to the nearer, then to the
    /// lower index.
    fn first(
        &self,
        speakers: &Tree,
        sample: &[f64],
        core: f64,
    ) -> Option<First> {
        let mut first: Option<First> = None;
        let sample = speakers.inside(sample);
        let limit = f64::INFINITY;
        speakers.walk(
            &sample,
            limit,
            |_| false,
            |at, squared| {
                let at = speakers.index(at);
                let away = speakers.distance(squared);
                let reach = away.max(self.cores[at]).max(core);
                let new = First { reach, away, at };
                if first.is_none_or(|first| new < first) {
                    first = Some(new);
                }
                let reach = first.map_or(f64::INFINITY, |first| first.reach);
                speakers.squared(reach) * (1.0 + 1e-12)
            },
        );
        first
    }
}

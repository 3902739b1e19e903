//! Names that survive: what a plan keeps of the segments of an earlier run,
//! and which of them are here again.

use cluster::choose::Verdict;
use numeric::order;
use serde::{Deserialize, Serialize};

use crate::{
    Analysis,
    analysis::{ProfileEntry, Segment},
    disclose::may_tell,
    plan::Language,
    recipe::Preparation,
};

/// A segment is an earlier one where it stands nearer to it than this part
/// of the way to the next earlier one.
const SAME: f64 = 0.5;
/// And no farther from it than so many scales of a feature.
const FAR: f64 = 1.0;

/// The segments of an earlier run: their names and where they stood, no
/// customer. Those too small to be told are not in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The language of the names; in another one nothing is kept.
    pub language: Language,
    /// The segments.
    pub segments: Vec<KnownSegment>,
}

/// One segment of an earlier run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct KnownSegment {
    /// Its name.
    pub name: String,
    /// Where it stood in the features that formed the segments.
    pub medians: Vec<KnownMedian>,
}

/// The median of a segment in a feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct KnownMedian {
    /// The feature's name.
    pub feature: String,
    /// In its unit.
    pub median: f64,
}

impl Known {
    /// What is kept of an analysis whose sentences are in this language:
    /// nothing of value tiers and of one group of all, whose names are those
    /// of their kind.
    pub fn of(analysis: &Analysis, language: Language) -> Self {
        let forming = |entry: &&ProfileEntry| {
            let mut all = analysis.features.iter();
            all.any(|it| it.in_segments && it.name == entry.feature)
        };
        let medians = |segment: &Segment| {
            let entries = segment.profile.iter().filter(forming);
            let median = |entry: &ProfileEntry| KnownMedian {
                feature: entry.feature.clone(),
                median: entry.median,
            };
            entries.map(median).collect()
        };
        let is_found = analysis.verdict == Verdict::Segments && analysis.k > 1;
        let kept = analysis.segments.iter().filter(|it| {
            is_found && !it.outside && it.own.is_none() && may_tell(it.size)
        });
        let segments = kept.map(|segment| KnownSegment {
            name: segment.name.clone(),
            medians: medians(segment),
        });
        Self {
            language,
            segments: segments.collect(),
        }
    }
}

/// A feature that forms segments.
pub(crate) struct Axis<'a> {
    pub feature: &'a str,
    pub preparation: &'a Preparation,
}

/// For each segment by its profile, the earlier one that is here again:
/// nearest pairs first, ties to the earlier, as long as a segment is near
/// and nearer than half of the way to any other earlier one. An earlier one is
/// comparable only where it has a median in each feature that forms segments
/// now.
pub(crate) fn again<'k>(
    known: &'k Known,
    profiles: &[Vec<ProfileEntry>],
    axes: &[Axis<'_>],
) -> Vec<Option<&'k str>> {
    let comparable = |it: &'k KnownSegment| {
        let median = |axis: &Axis<'_>| {
            let mut medians = it.medians.iter();
            let own = medians.find(|m| m.feature == axis.feature)?;
            Some(axis.preparation.apply(own.median))
        };
        let place: Option<Vec<f64>> = axes.iter().map(median).collect();
        Some((&*it.name, place?))
    };
    let before: Vec<(&str, Vec<f64>)> =
        known.segments.iter().filter_map(comparable).collect();
    let now: Vec<Option<Vec<f64>>> =
        profiles.iter().map(|it| place(it, axes)).collect();
    let reach: Vec<f64> = (0..before.len())
        .map(|at| FAR.min(SAME * to_nearest(&before, at)))
        .collect();
    let mut pairs = Vec::new();
    for (at, (_, there)) in before.iter().enumerate() {
        for (segment, here) in now.iter().enumerate() {
            let Some(here) = here else { continue };
            let apart = apart(here, there);
            if apart < reach[at] {
                pairs.push((apart, at, segment));
            }
        }
    }
    order::by(&mut pairs, |a, b| a.0.total_cmp(&b.0));
    let mut names = vec![None; profiles.len()];
    let mut taken = vec![false; before.len()];
    for (_, at, segment) in pairs {
        if !taken[at] && names[segment].is_none() {
            taken[at] = true;
            names[segment] = Some(before[at].0);
        }
    }
    names
}

/// Names as they were where segments are here again, and the new ones of the
/// others, with a number where one is taken.
pub(crate) fn named(new: Vec<String>, kept: Vec<Option<&str>>) -> Vec<String> {
    let mut names: Vec<Option<String>> =
        kept.into_iter().map(|it| it.map(str::to_owned)).collect();
    for at in 0..names.len() {
        if names[at].is_some() {
            continue;
        }
        let (mut name, mut nth) = (new[at].clone(), 1);
        while names.iter().flatten().any(|other| *other == name) {
            nth += 1;
            name = format!("{} ({nth})", new[at]);
        }
        names[at] = Some(name);
    }
    names.into_iter().flatten().collect()
}

/// Where a segment stands, feature by feature.
fn place(profile: &[ProfileEntry], axes: &[Axis<'_>]) -> Option<Vec<f64>> {
    let median = |axis: &Axis<'_>| {
        let mut entries = profile.iter();
        let own = entries.find(|entry| entry.feature == axis.feature)?;
        Some(axis.preparation.apply(own.median))
    };
    axes.iter().map(median).collect()
}

/// How far an earlier segment is from the nearest other; infinite where it
/// is alone.
fn to_nearest(all: &[(&str, Vec<f64>)], at: usize) -> f64 {
    let others = all.iter().enumerate().filter(|it| it.0 != at);
    others
        .map(|(_, (_, place))| apart(place, &all[at].1))
        .fold(f64::INFINITY, f64::min)
}

fn apart(a: &[f64], b: &[f64]) -> f64 {
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Transform;

    const PLAIN: Preparation = Preparation {
        fill: 0.0,
        transform: Transform::None,
        centre: 0.0,
        scale: 1.0,
        limit: 1e9,
        weight: 1.0,
        n_nonzero: 1,
    };

    fn at(place: f64) -> Vec<ProfileEntry> {
        vec![ProfileEntry {
            feature: "orders".into(),
            mean: 0.0,
            median: place,
            quartiles: (0.0, 0.0),
            effect: 0.0,
            interval: (0.0, 0.0),
        }]
    }

    fn known(all: &[(&str, f64)]) -> Known {
        let segment = |(name, median): &(&str, f64)| KnownSegment {
            name: (*name).into(),
            medians: vec![KnownMedian {
                feature: "orders".into(),
                median: *median,
            }],
        };
        Known {
            language: Language::En,
            segments: all.iter().map(segment).collect(),
        }
    }

    fn found<'k>(known: &'k Known, now: &[f64]) -> Vec<Option<&'k str>> {
        let profiles: Vec<_> = now.iter().map(|&it| at(it)).collect();
        let axes = [Axis {
            feature: "orders",
            preparation: &PLAIN,
        }];
        again(known, &profiles, &axes)
    }

    #[test]
    fn the_nearest_keep_their_names_and_who_is_between_does_not() {
        let known = known(&[("a", 0.0), ("b", 4.0), ("c", 9.0)]);
        assert_eq!(
            found(&known, &[8.5, 0.2, 2.1, 4.4]),
            [Some("c"), Some("a"), None, Some("b")]
        );
        // Of two that were one, the nearer has the name.
        assert_eq!(found(&known, &[-0.9, 0.5]), [None, Some("a")]);
        assert_eq!(found(&known, &[-1.1]), [None]);
    }

    #[test]
    fn equal_places_keep_their_order() {
        let known = known(&[("a", 0.0), ("b", 4.0), ("c", 4.0)]);
        // Nobody can say which of two at one place is which.
        assert_eq!(found(&known, &[0.0, 4.0, 4.0]), [Some("a"), None, None]);
    }

    #[test]
    fn other_features_are_not_comparable() {
        let known = known(&[("a", 0.0), ("b", 4.0)]);
        let profiles = [at(0.0), at(4.0)];
        let axes = [Axis {
            feature: "revenue",
            preparation: &PLAIN,
        }];
        assert_eq!(again(&known, &profiles, &axes), [None, None]);
    }

    #[test]
    fn a_new_name_that_is_taken_gets_a_number() {
        let new = vec!["x".into(), "y".into(), "x".into()];
        let names = named(new, vec![None, Some("x"), None]);
        assert_eq!(names, ["x (2)", "x", "x (3)"]);
    }
}

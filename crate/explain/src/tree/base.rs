//! The first leaves: one centre each, parted with the fewest mistakes.

use super::grow::Trunk;
use super::lists::{Cut, Lists, Places, Searched};

/// A cut between centres.
struct Parted {
    cut: Cut,
    /// Samples on another side than their centre.
    n_mistakes: usize,
    /// The clusters whose centres are at or below it.
    below: Vec<usize>,
}

/// Asks what parts the centres. Samples on another side than their centre
/// take no part in the questions below.
pub(super) fn part(searched: &Searched, places: &Places, trunk: &mut Trunk) {
    let all: Vec<usize> = (0..searched.n_clusters).collect();
    let mut open = vec![(0, searched.lists(), all)];
    while let Some((node, lists, clusters)) = open.pop() {
        let found = best(searched, places, &lists, &clusters);
        let Some(Parted { cut, below, .. }) = found else {
            continue;
        };
        let side = |sample: u32| {
            let label = searched.labels[sample as usize] as usize;
            (searched.is_below(sample, cut), below.contains(&label))
        };
        let [left, right] = trunk.ask(node, cut);
        let is_above = |it: &usize| !below.contains(it);
        let above: Vec<usize> =
            clusters.iter().copied().filter(is_above).collect();
        let lower = lists.only(&|it| side(it) == (true, true));
        let upper = lists.only(&|it| side(it) == (false, false));
        open.push((right, upper, above));
        open.push((left, lower, below));
    }
}

/// The cut with the fewest mistakes that leaves enough samples in place on
/// both sides; ties to the first feature and the lowest cut.
fn best(
    searched: &Searched,
    places: &Places,
    lists: &Lists,
    clusters: &[usize],
) -> Option<Parted> {
    let mut best: Option<Parted> = None;
    for feature in 0..lists.0.len() {
        let found = of_feature(searched, places, lists, clusters, feature);
        let Some(found) = found else { continue };
        if best
            .as_ref()
            .is_none_or(|b| found.n_mistakes < b.n_mistakes)
        {
            best = Some(found);
        }
    }
    best
}

fn of_feature(
    searched: &Searched,
    places: &Places,
    lists: &Lists,
    clusters: &[usize],
    feature: usize,
) -> Option<Parted> {
    let (list, centres) = (&lists.0[feature], &places.centres[feature]);
    let values = &searched.columns[feature];
    let places = &places.matrix[feature];
    let mut sizes = vec![0_usize; searched.n_clusters];
    for &sample in list {
        sizes[searched.labels[sample as usize] as usize] += 1;
    }
    let mut lower = vec![0_usize; searched.n_clusters];
    let mut best: Option<Parted> = None;
    for pair in list.windows(2) {
        let [last, next] = [pair[0] as usize, pair[1] as usize];
        lower[searched.labels[last] as usize] += 1;
        if values[last] >= values[next] {
            continue;
        }
        for at in between(places[last], places[next], centres, clusters) {
            let is_below = |cluster: usize| centres[cluster] <= at;
            let (mut n_below, mut n_above, mut n_mistakes) = (0, 0, 0);
            for &cluster in clusters {
                let (low, high) =
                    (lower[cluster], sizes[cluster] - lower[cluster]);
                if is_below(cluster) {
                    n_below += low;
                    n_mistakes += high;
                } else {
                    n_above += high;
                    n_mistakes += low;
                }
            }
            let enough = n_below.min(n_above) >= searched.min_leaf;
            if enough
                && best.as_ref().is_none_or(|b| n_mistakes < b.n_mistakes)
            {
                let below = clusters.iter().copied();
                best = Some(Parted {
                    cut: Cut {
                        feature,
                        threshold: values[last],
                    },
                    n_mistakes,
                    below: below.filter(|&it| is_below(it)).collect(),
                });
            }
        }
    }
    best
}

/// Where centres may be parted between two neighbours: at the lower one and
/// at each centre between them, so that some centre is on either side.
fn between(
    low: f64,
    high: f64,
    centres: &[f64],
    clusters: &[usize],
) -> Vec<f64> {
    let of = |cluster: &usize| centres[*cluster];
    let parts = |at: &f64| {
        let n_below = clusters.iter().filter(|&it| of(it) <= *at).count();
        n_below > 0 && n_below < clusters.len()
    };
    let inner = clusters.iter().map(of).filter(|&it| low < it && it < high);
    std::iter::once(low).chain(inner).filter(parts).collect()
}

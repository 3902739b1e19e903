//! Which clusters of the condensed tree count.

use super::{Selection, condense::Condensed};

/// Masses that differ by less than this share are equal: then the outer
/// cluster counts.
const EQUAL: f64 = 1e-9;

/// Whether each cluster counts; never the first, which holds all samples,
/// and never one inside another that counts.
pub(super) fn chosen(condensed: &Condensed, how: Selection) -> Vec<bool> {
    let clusters = &condensed.clusters;
    let mut inner = vec![0.0; clusters.len()];
    let mut innermost = vec![true; clusters.len()];
    let mut chosen = vec![false; clusters.len()];
    for (at, cluster) in clusters.iter().enumerate().skip(1).rev() {
        let own = cluster.stability;
        chosen[at] = match how {
            Selection::ExcessOfMass => own * (1.0 + EQUAL) >= inner[at],
            Selection::Leaf => innermost[at],
        };
        let parent = cluster.parent as usize;
        inner[parent] += if chosen[at] { own } else { inner[at] };
        innermost[parent] = false;
    }
    let mut covered = vec![false; clusters.len()];
    for (at, cluster) in clusters.iter().enumerate().skip(1) {
        let parent = cluster.parent as usize;
        covered[at] = covered[parent] || chosen[parent];
        chosen[at] &= !covered[at];
    }
    chosen
}

/// Of each cluster the one that counts and holds it, itself perhaps.
pub(super) fn homes(
    condensed: &Condensed,
    chosen: &[bool],
) -> Vec<Option<u32>> {
    let mut homes = vec![None; chosen.len()];
    for at in 1..chosen.len() {
        homes[at] = if chosen[at] {
            Some(at as u32)
        } else {
            homes[condensed.clusters[at].parent as usize]
        };
    }
    homes
}

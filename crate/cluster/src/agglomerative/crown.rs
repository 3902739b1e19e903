//! The uppermost merges of a tree, to be shown and cut.

use serde::{Deserialize, Serialize};

use super::Hierarchy;
use super::dendrogram::Merge;

/// A crown has so many branches, or as many as there are clusters.
pub const N_BRANCHES: usize = 12;

/// Of more clusters there is no crown: nobody could read it.
pub(super) const MOST: usize = 50;

/// The top of a tree: a cut into few branches, and how these come together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Crown {
    /// Side by side so that no two merges cross.
    pub branches: Vec<Branch>,
    /// One fewer than there are branches, in ascending height; a number
    /// below that of the branches is a branch, the others count the merges.
    pub merges: Vec<Merge>,
}

/// Samples that are together at the foot of a crown.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct Branch {
    /// Samples.
    pub size: u32,
    /// The cluster of them all.
    pub label: u32,
}

impl Crown {
    /// The crown of a tree whose cut into clusters gave these labels, one a
    /// sample. A branch is never parted by the cut: there are at least as
    /// many as clusters; nor are samples at the same place.
    ///
    /// O(n_branches · n_samples).
    ///
    /// # Panics
    /// The labels are of other samples.
    pub fn of(hierarchy: &Hierarchy, labels: &[Option<u32>]) -> Self {
        let tree = &hierarchy.tree;
        let n_clusters = labels.iter().flatten().max().map_or(1, |l| l + 1);
        let n_branches = N_BRANCHES.max(n_clusters as usize);
        let equal = tree.merges.partition_point(|m| m.height <= 0.0);
        let n_branches = n_branches.min(tree.n_leaves() - equal);
        let first = tree.merges.len() + 1 - n_branches;
        let (below, above) = tree.merges.split_at(first);
        let n_leaves = tree.n_leaves() as u32;
        let top = n_leaves + first as u32;
        let nodes = side_by_side(above, top, n_leaves);
        let place = |node: u32| match node.checked_sub(top) {
            Some(merge) => n_branches as u32 + merge,
            None => {
                let found = nodes.iter().position(|other| *other == node);
                found.expect("each branch has its place") as u32
            }
        };
        let merges = above.iter().map(|merge| {
            let ends = [place(merge.left), place(merge.right)];
            Merge {
                left: ends[0].min(ends[1]),
                right: ends[0].max(ends[1]),
                ..*merge
            }
        });
        let branch = |node: &u32| branch(hierarchy, below, *node, labels);
        Self {
            branches: nodes.iter().map(branch).collect(),
            merges: merges.collect(),
        }
    }
}

/// The nodes below the upper merges, in an order in which none cross; the
/// first upper merge has the number `top`.
fn side_by_side(above: &[Merge], top: u32, n_leaves: u32) -> Vec<u32> {
    let root = above.len().checked_sub(1);
    let mut open = vec![root.map_or(n_leaves - 1, |at| top + at as u32)];
    let mut nodes = Vec::with_capacity(above.len() + 1);
    while let Some(node) = open.pop() {
        match node.checked_sub(top) {
            Some(at) if root.is_some() => {
                let merge = above[at as usize];
                open.extend([merge.right, merge.left]);
            }
            _ => nodes.push(node),
        }
    }
    nodes
}

fn branch(
    hierarchy: &Hierarchy,
    below: &[Merge],
    node: u32,
    labels: &[Option<u32>],
) -> Branch {
    let n_leaves = hierarchy.tree.n_leaves() as u32;
    let mut leaf = node;
    while let Some(at) = leaf.checked_sub(n_leaves) {
        leaf = below[at as usize].left;
    }
    let leaves = hierarchy.leaves.as_ref();
    let mut samples = (0..labels.len()).filter(|sample| match leaves {
        Some(leaves) => leaves[*sample] == leaf,
        None => *sample == leaf as usize,
    });
    let first = samples.next().expect("each leaf has a sample");
    let size = match node.checked_sub(n_leaves) {
        Some(at) => below[at as usize].size,
        None => 1 + samples.count() as u32,
    };
    Branch {
        size,
        label: labels[first].unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use numeric::rng::Rng;
    use numeric::tick::never;

    use super::super::{Linkage, Params, hierarchy, in_micro_clusters};
    use super::*;
    use crate::FeatureMatrix;

    fn cloud(n: usize) -> FeatureMatrix {
        let mut rng = Rng::new(n as u64);
        let values = (0..2 * n).map(|_| rng.uniform()).collect();
        let values = ndarray::Array2::from_shape_vec((n, 2), values);
        FeatureMatrix::new(values.expect("two a sample")).expect("finite")
    }

    /// The sizes of the clusters of a cut, by undoing the last merges.
    fn sizes(crown: &Crown, k: usize) -> Vec<u32> {
        let n = crown.branches.len();
        let mut nodes: Vec<u32> =
            crown.branches.iter().map(|branch| branch.size).collect();
        let mut gone = vec![false; 2 * n];
        for merge in &crown.merges[..n - k] {
            gone[merge.left as usize] = true;
            gone[merge.right as usize] = true;
            nodes.push(merge.size);
        }
        let own = nodes.iter().zip(&gone).filter(|(_, gone)| !**gone);
        let mut own: Vec<u32> = own.map(|(size, _)| *size).collect();
        own.sort_unstable();
        own
    }

    fn counted(labels: &[u32]) -> Vec<u32> {
        let n = labels.iter().max().map_or(0, |label| label + 1);
        let count = |label| labels.iter().filter(|l| **l == label).count();
        let mut all: Vec<u32> = (0..n).map(|l| count(l) as u32).collect();
        all.sort_unstable();
        all
    }

    fn check(hierarchy: &Hierarchy, k: usize) {
        let labels = hierarchy.cut(k);
        let given: Vec<Option<u32>> =
            labels.iter().copied().map(Some).collect();
        let crown = Crown::of(hierarchy, &given);
        let n = crown.branches.len();
        assert_eq!(crown.merges.len() + 1, n);
        let total: u32 = crown.branches.iter().map(|b| b.size).sum();
        assert_eq!(total as usize, labels.len());
        for k in 1..=n {
            assert_eq!(sizes(&crown, k), counted(&hierarchy.cut(k)));
        }
        let mut by_label = vec![0; k];
        for branch in &crown.branches {
            by_label[branch.label as usize] += branch.size;
        }
        by_label.sort_unstable();
        assert_eq!(by_label, counted(&labels));
    }

    #[test]
    fn a_crown_holds_the_cuts_of_its_tree() {
        let x = cloud(60);
        for linkage in [Linkage::Ward, Linkage::Single, Linkage::Genie] {
            let params = Params {
                linkage,
                ..Params::default()
            };
            let whole = hierarchy(&x, &params, &mut never);
            check(&whole.expect("nothing stops it"), 4);
            let micro = in_micro_clusters(&x, &params, 20, &mut never);
            check(&micro.expect("nothing stops it"), 15);
        }
    }

    #[test]
    fn branches_of_a_cluster_stand_side_by_side() {
        let params = Params::default();
        let tree = hierarchy(&cloud(40), &params, &mut never);
        let tree = tree.expect("nothing stops it");
        let labels: Vec<_> = tree.cut(5).into_iter().map(Some).collect();
        let crown = Crown::of(&tree, &labels);
        let mut seen: Vec<u32> =
            crown.branches.iter().map(|branch| branch.label).collect();
        seen.dedup();
        assert_eq!(seen.len(), 5);
    }

    #[test]
    fn samples_at_one_place_are_one_branch() {
        let cells = (0..30).map(|at| f64::from(at % 5)).collect();
        let x = ndarray::Array2::from_shape_vec((30, 1), cells);
        let x = FeatureMatrix::new(x.expect("one a sample")).expect("finite");
        let tree = hierarchy(&x, &Params::default(), &mut never);
        let tree = tree.expect("nothing stops it");
        check(&tree, 3);
        let labels: Vec<_> = tree.cut(3).into_iter().map(Some).collect();
        assert_eq!(Crown::of(&tree, &labels).branches.len(), 5);
    }

    #[test]
    fn few_samples_have_a_small_crown() {
        for n in 1..4 {
            let params = Params::default();
            let tree = hierarchy(&cloud(n), &params, &mut never);
            check(&tree.expect("nothing stops it"), 1);
        }
    }
}

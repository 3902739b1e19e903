//! The nearest-neighbour chain: each cluster of the chain is followed by
//! its nearest; two that are nearest to each other become one.

use numeric::tick::{Interrupted, Tick};

use super::dendrogram::Join;

/// Merges between two ticks.
const STEPS: usize = 64;

/// The clusters there are, each told by the index of a leaf in it, and how
/// far apart they are.
pub(super) trait Clusters {
    /// Clusters left.
    fn n_left(&self) -> usize;

    /// The one with the lowest index.
    fn first(&mut self) -> u32;

    /// The nearest of the others and how far it is; of equally near ones
    /// `preferred`, where it is one of them, else the lowest index.
    fn nearest(&mut self, own: u32, preferred: Option<u32>) -> Near;

    /// Makes one cluster of two; it has the higher index.
    fn unite(&mut self, gone: u32, kept: u32);

    /// The height of a merge of two so far apart.
    fn height(&self, away: f64) -> f64;
}

/// A cluster near another.
#[derive(Clone, Copy)]
pub(super) struct Near {
    pub(super) index: u32,
    pub(super) away: f64,
}

/// All merges, as they are found: those of every cluster before its own, but
/// not in the order of heights.
///
/// Right where a merge brings no two clusters nearer to each other: Ward,
/// average, complete. Where distances are equal, the chain begins at the
/// lowest index, goes back to the one before where that is as near as any,
/// and else to the lowest index; the union keeps the higher one.
///
/// Murtagh (1983, DOI 10.1093/comjnl/26.4.354); at most three searches for
/// each merge.
///
/// # Errors
/// The tick asked to stop.
pub(super) fn merge_all(
    clusters: &mut dyn Clusters,
    tick: Tick<'_>,
) -> Result<Vec<Join>, Interrupted> {
    let n = clusters.n_left();
    let mut joins = Vec::with_capacity(n - 1);
    let mut chain: Vec<u32> = Vec::new();
    while clusters.n_left() > 1 {
        let own = match chain.pop() {
            Some(last) => last,
            None => clusters.first(),
        };
        let before = chain.last().copied();
        let near = clusters.nearest(own, before);
        if before != Some(near.index) {
            chain.extend([own, near.index]);
            continue;
        }
        chain.pop();
        let (gone, kept) = (own.min(near.index), own.max(near.index));
        joins.push(Join {
            ends: [gone, kept],
            height: clusters.height(near.away),
        });
        clusters.unite(gone, kept);
        if joins.len() % STEPS == 0 {
            let left = clusters.n_left() as f64 / n as f64;
            tick(1.0 - left * left)?;
        }
    }
    Ok(joins)
}

//! Two clusters change some of their items: where no single item can move
//! without breaking another pair, a chain of them can (Kempe's chains, as
//! graphs are coloured; Johnson et al. 1991, DOI 10.1287/opre.39.3.378).

use super::State;

/// Rounds over the items in conflict, at most.
const MAX_ROUNDS: usize = 10;

impl State<'_> {
    /// For each item that breaks a pair, exchanges the chain it is in with
    /// another cluster, where that breaks fewer pairs; whether any did.
    ///
    /// ```text
    /// O(rounds · items in conflict · k · samples of all sets)
    /// ```
    pub(super) fn exchange(&mut self) -> bool {
        let of_sides = self.of_sides();
        let mut has_moved = false;
        for _ in 0..MAX_ROUNDS {
            let mut is_better = false;
            for at in 0..self.items.len() {
                if self.broken(at, self.clusters[at]) == 0 {
                    continue;
                }
                let own = self.clusters[at];
                let others = (0..self.loads.len()).filter(|&c| c != own);
                for other in others {
                    let Some(chain) = self.chain(at, other, &of_sides) else {
                        continue;
                    };
                    if self.is_fewer([own, other], &chain) {
                        is_better = true;
                        break;
                    }
                }
            }
            has_moved |= is_better;
            if !is_better {
                break;
            }
        }
        has_moved
    }

    /// `[apart][side]`: its items.
    fn of_sides(&self) -> Vec<[Vec<usize>; 2]> {
        let mut all = vec![[Vec::new(), Vec::new()]; self.counts.len()];
        for (at, item) in self.items.iter().enumerate() {
            for side in &item.sides {
                all[side.apart as usize][side.side as usize].push(at);
            }
        }
        all
    }

    /// All items of two clusters that have to change if one goes over to the
    /// other; `None` where one of them stays where it is.
    fn chain(
        &self,
        first: usize,
        other: usize,
        of_sides: &[[Vec<usize>; 2]],
    ) -> Option<Vec<usize>> {
        let own = self.clusters[first];
        let mut is_in = vec![false; self.items.len()];
        // `[apart][side]`: whether its items in the one cluster and in the
        // other were met.
        let mut is_met = vec![[[false; 2]; 2]; of_sides.len()];
        let mut chain = vec![first];
        is_in[first] = true;
        let mut next = 0;
        while next < chain.len() {
            let at = chain[next];
            next += 1;
            if self.items[at].fixed.is_some() {
                return None;
            }
            let there = if self.clusters[at] == own { other } else { own };
            for side in &self.items[at].sides {
                let (apart, across) =
                    (side.apart as usize, 1 - side.side as usize);
                let met = &mut is_met[apart][across];
                if std::mem::replace(&mut met[usize::from(there == own)], true)
                {
                    continue;
                }
                for &it in &of_sides[apart][across] {
                    if self.clusters[it] == there && !is_in[it] {
                        is_in[it] = true;
                        chain.push(it);
                    }
                }
            }
        }
        Some(chain)
    }

    /// Exchanges a chain between two clusters; undone where no fewer pairs
    /// are broken then, or the clusters are beyond their bounds.
    fn is_fewer(&mut self, [own, other]: [usize; 2], chain: &[usize]) -> bool {
        let all = self.total();
        self.flip([own, other], chain);
        let is_within = [own, other]
            .iter()
            .all(|&c| self.loads[c] <= self.bounds.most)
            && self.gap <= self.n_left;
        let is_fewer = is_within && self.total() < all;
        if !is_fewer {
            self.flip([own, other], chain);
        }
        is_fewer
    }

    fn flip(&mut self, [own, other]: [usize; 2], chain: &[usize]) {
        for &at in chain {
            let there = match self.clusters[at] == own {
                true => other,
                false => own,
            };
            self.leave(at);
            self.enter(at, there);
        }
    }

    /// Pairs that are broken.
    fn total(&self) -> u64 {
        let broken = |[one, other]: &[Vec<u64>; 2]| -> u64 {
            one.iter().zip(other).map(|(a, b)| a * b).sum()
        };
        self.counts.iter().map(broken).sum()
    }
}

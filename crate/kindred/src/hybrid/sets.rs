//! Who is meant by the rules that a plan asks for.

use cluster::kmeans::constrained::Constraints;

use super::Hybrid;
use crate::{
    Plan, RunError,
    rules::{Bits, Ground, sets},
    words::{self, HybridWords},
};

/// Who is frozen, and what is asked of the others.
pub(super) struct Sets {
    /// For each customer the frozen rule that they are a segment of, by its
    /// position.
    pub frozen: Vec<Option<usize>>,
    /// Everyone else, ascending.
    pub rest: Vec<usize>,
    /// Of the others, by their position among them.
    pub constraints: Constraints,
}

impl Sets {
    /// O(rules · n_customers).
    ///
    /// # Errors
    /// A rule can't be judged yet, or nobody is left in one that is frozen
    /// or a seed.
    pub fn of(
        ground: &Ground<'_>,
        plan: &Plan,
        hybrid: &Hybrid,
    ) -> Result<Self, RunError> {
        let words = words::of(plan.language).hybrid();
        let names = hybrid.names();
        let sets = sets(ground, &plan.rules, &names, plan.language)?;
        let n_customers = ground.n_customers;
        let mut frozen = vec![None; n_customers];
        for (nth, set) in sets.iter().take(hybrid.freeze.len()).enumerate() {
            let mut is_there = false;
            for customer in set.iter() {
                let is_first = frozen[customer].is_none();
                frozen[customer] = frozen[customer].or(Some(nth));
                is_there |= is_first;
            }
            if !is_there {
                return Err(nobody(words, &names[nth]));
            }
        }
        let is_free = |&customer: &usize| frozen[customer].is_none();
        let rest: Vec<usize> = (0..n_customers).filter(is_free).collect();
        let mut place = vec![0; n_customers];
        for (at, &customer) in rest.iter().enumerate() {
            place[customer] = at as u32;
        }
        let free = Bits::of(n_customers, &|it| frozen[it].is_none());
        let among = |set: &Bits| -> Vec<u32> {
            let mut set = set.clone();
            set.and(&free);
            set.iter().map(|customer| place[customer]).collect()
        };
        let mut among = sets.iter().skip(hybrid.freeze.len()).map(among);
        let seeds: Vec<_> = among.by_ref().take(hybrid.seeds.len()).collect();
        let n_together = hybrid.together.len();
        let together = among.by_ref().take(n_together).collect();
        let mut apart = Vec::new();
        while let (Some(one), Some(other)) = (among.next(), among.next()) {
            apart.push([one, other]);
        }
        if let Some(seed) = seeds.iter().position(Vec::is_empty) {
            return Err(nobody(words, &names[hybrid.freeze.len() + seed]));
        }
        Ok(Self {
            frozen,
            rest,
            constraints: Constraints {
                together,
                apart,
                seeds,
                stay: hybrid.stay,
                least: hybrid.least.unwrap_or(0),
                most: hybrid.most,
            },
        })
    }

    /// The groups that the others are in at the least and at the most, as
    /// far as sizes and seeds tell.
    pub fn n_groups(&self) -> (usize, usize) {
        let (n, of) = (self.rest.len(), &self.constraints);
        let of_sizes = of.most.map_or(1, |most| n.div_ceil(most));
        let is_apart = |it: &[Vec<u32>; 2]| it.iter().all(|s| !s.is_empty());
        let of_pairs = 1 + usize::from(of.apart.iter().any(is_apart));
        let least = of_sizes.max(of_pairs).max(of.seeds.len());
        let most = n.checked_div(of.least).unwrap_or(n);
        (least, most.max(least))
    }
}

fn nobody(words: &HybridWords, (at, name): &(String, &str)) -> RunError {
    RunError::BadRule {
        at: at.clone(),
        said: words.nobody(name),
    }
}

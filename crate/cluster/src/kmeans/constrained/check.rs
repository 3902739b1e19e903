//! Whether constraints can hold at all.

use thiserror::Error;

use super::{Constraints, sets::Closure};

/// Why constraints can't hold, whatever the samples are.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Contradiction {
    /// There are more seeds than clusters.
    #[error("{n_seeds} seeds of {n_clusters} clusters")]
    ManySeeds {
        /// Seeds.
        n_seeds: usize,
        /// Clusters.
        n_clusters: usize,
    },
    /// A cluster can't begin with nobody.
    #[error("no sample is in seed {seed}")]
    EmptySeed {
        /// Its position.
        seed: usize,
    },
    /// A sample would stay in two clusters.
    #[error("seeds {first} and {second} share a sample that stays in both")]
    SharedSeeds {
        /// The position of one.
        first: usize,
        /// The position of the other.
        second: usize,
    },
    /// Samples would be together and apart.
    #[error("the sets of {apart} are apart and share a sample, or are tied")]
    Tied {
        /// The position of the two sets.
        apart: usize,
    },
    /// So few samples do not fill the clusters.
    #[error(
        "{n_clusters} clusters of at least {least} need {needed} samples; \
         there are {n_samples}"
    )]
    TooFew {
        /// Clusters.
        n_clusters: usize,
        /// The least samples of each.
        least: usize,
        /// Samples needed; more than the product where seeds are larger.
        needed: usize,
        /// Samples there are.
        n_samples: usize,
    },
    /// So many samples do not fit the clusters.
    #[error(
        "{n_clusters} clusters of at most {most} hold fewer than the \
         {n_samples} samples"
    )]
    TooMany {
        /// Clusters.
        n_clusters: usize,
        /// The most samples of each.
        most: usize,
        /// Samples there are.
        n_samples: usize,
    },
    /// Samples that share a cluster are more than it may hold.
    #[error("{size} samples stay together; a cluster holds at most {most}")]
    Crowded {
        /// How many they are.
        size: usize,
        /// The most samples of a cluster.
        most: usize,
    },
}

impl Constraints {
    /// Whether they can hold for so many samples in `k` clusters, as far as
    /// can be told without trying: sets that are kept apart may still want
    /// more clusters than there are.
    ///
    /// ```
    /// use cluster::kmeans::constrained::{Constraints, Contradiction};
    /// let least = |least| Constraints { least, ..Default::default() };
    /// assert_eq!(least(5).check(10, 2), Ok(()));
    /// let refused = least(6).check(10, 2).unwrap_err();
    /// assert!(matches!(refused, Contradiction::TooFew { needed: 12, .. }));
    /// ```
    ///
    /// ```text
    /// O(n_samples + samples of all sets)
    /// ```
    ///
    /// # Errors
    /// The first contradiction.
    ///
    /// # Panics
    /// A sample of a set is not below `n_samples`.
    pub fn check(
        &self,
        n_samples: usize,
        k: usize,
    ) -> Result<(), Contradiction> {
        if let Some(seed) = self.seeds.iter().position(Vec::is_empty) {
            return Err(Contradiction::EmptySeed { seed });
        }
        self.check_sizes(n_samples, k)?;
        let closure = Closure::of(self, n_samples);
        self.check_seeds(&closure)?;
        self.check_apart(&closure)?;
        // With a seed stay those who stay together with its samples.
        let sizes = closure.sizes();
        let seeds = self.seeds.iter().filter(|_| self.stay);
        let whole = seeds.map(|seed| sizes[closure.root(seed[0]) as usize]);
        self.check_filled(whole, n_samples, k)?;
        let most = self.most.unwrap_or(n_samples);
        match sizes.iter().copied().max().unwrap_or(0) {
            size if size > most => Err(Contradiction::Crowded { size, most }),
            _ => Ok(()),
        }
    }

    /// The part of [`Self::check`] that is about numbers.
    pub(super) fn check_sizes(
        &self,
        n_samples: usize,
        k: usize,
    ) -> Result<(), Contradiction> {
        let n_seeds = self.seeds.len();
        let most = self.most.unwrap_or(n_samples);
        if n_seeds > k {
            let n_clusters = k;
            return Err(Contradiction::ManySeeds {
                n_seeds,
                n_clusters,
            });
        }
        let sizes = self.seeds.iter().filter(|_| self.stay).map(Vec::len);
        if let Some(size) = sizes.clone().find(|&size| size > most) {
            return Err(Contradiction::Crowded { size, most });
        }
        self.check_filled(sizes, n_samples, k)?;
        if k.saturating_mul(most) < n_samples {
            return Err(Contradiction::TooMany {
                n_clusters: k,
                most,
                n_samples,
            });
        }
        Ok(())
    }

    /// Whether there are enough samples to fill the clusters beside those
    /// that begin with so many.
    fn check_filled(
        &self,
        sizes: impl Iterator<Item = usize>,
        n_samples: usize,
        k: usize,
    ) -> Result<(), Contradiction> {
        let least = self.least;
        let beyond: usize = sizes.map(|it| it.saturating_sub(least)).sum();
        let needed = k.saturating_mul(least).saturating_add(beyond);
        if needed <= n_samples {
            return Ok(());
        }
        Err(Contradiction::TooFew {
            n_clusters: k,
            least,
            needed,
            n_samples,
        })
    }

    fn check_seeds(&self, closure: &Closure) -> Result<(), Contradiction> {
        let roots = self.seeds.iter().filter(|_| self.stay).map(|seed| {
            let first = seed.first().expect("a seed has samples");
            closure.root(*first)
        });
        let roots: Vec<u32> = roots.collect();
        for (second, root) in roots.iter().enumerate() {
            let before = roots[..second].iter().position(|it| it == root);
            if let Some(first) = before {
                return Err(Contradiction::SharedSeeds { first, second });
            }
        }
        Ok(())
    }

    fn check_apart(&self, closure: &Closure) -> Result<(), Contradiction> {
        for (apart, [one, other]) in self.apart.iter().enumerate() {
            let mut is_of_one = vec![false; closure.n_samples()];
            for &at in one {
                is_of_one[closure.root(at) as usize] = true;
            }
            let is_tied = |&at: &u32| is_of_one[closure.root(at) as usize];
            if other.iter().any(is_tied) {
                return Err(Contradiction::Tied { apart });
            }
        }
        Ok(())
    }
}

//! Seeded random numbers, the only source of chance in the engine.

use rand_core::{Rng as _, SeedableRng};
use rand_xoshiro::{SplitMix64, Xoshiro256PlusPlus};

/// A seeded generator: the same seed gives the same numbers everywhere.
///
/// xoshiro256++ (Blackman and Vigna 2021, DOI 10.1145/3460772), its state
/// filled by SplitMix64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng(Xoshiro256PlusPlus);

/// The seed of the job `index` of a plan with `seed`.
///
/// Jobs have unrelated streams, whatever the order they run in: the index
/// is spread over all bits before it meets the seed.
///
/// ```
/// use numeric::rng::derive;
/// assert_eq!(derive(7, 3), derive(7, 3));
/// assert_ne!(derive(7, 3), derive(7, 4));
/// assert_ne!(derive(7, 3), derive(8, 3));
/// ```
pub fn derive(seed: u64, index: u64) -> u64 {
    let spread = SplitMix64::seed_from_u64(index).next_u64();
    SplitMix64::seed_from_u64(seed ^ spread).next_u64()
}

impl Rng {
    /// A generator that starts at `seed`; any value is as good as another.
    ///
    /// ```
    /// use numeric::rng::Rng;
    /// assert_eq!(Rng::new(1).next_u64(), Rng::new(1).next_u64());
    /// ```
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number in `0.0..1.0`, all 2^53 multiples equally likely.
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1u64 << 53) as f64;
        (self.next_u64() >> 11) as f64 * STEP
    }

    /// A whole number in `0..n`, without bias.
    ///
    /// Multiplies and rejects (Lemire 2019, DOI 10.1145/3230636).
    ///
    /// # Panics
    /// `n` is 0.
    ///
    /// ```
    /// let mut rng = numeric::rng::Rng::new(5);
    /// assert!((0..100).all(|_| rng.below(6) < 6));
    /// ```
    pub fn below(&mut self, n: usize) -> usize {
        assert!(n > 0, "no number is below 0");
        let n = n as u64;
        let smallest_fair = n.wrapping_neg() % n;
        loop {
            let product = u128::from(self.next_u64()) * u128::from(n);
            if product as u64 >= smallest_fair {
                return (product >> 64) as usize;
            }
        }
    }

    /// A standard normal number, by Marsaglia's polar method.
    ///
    /// One of each pair is thrown away, so that the stream has no hidden
    /// state (Marsaglia and Bray 1964, DOI 10.1137/1006063).
    pub fn normal(&mut self) -> f64 {
        loop {
            let u = 2.0 * self.uniform() - 1.0;
            let v = 2.0 * self.uniform() - 1.0;
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return u * (-2.0 * libm::log(s) / s).sqrt();
            }
        }
    }

    /// Puts the items in random order, all orders equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// `count` different positions of `0..n`, in ascending order.
    ///
    /// All sets are equally likely. Costs O(n) time and memory.
    ///
    /// # Panics
    /// `count` is above `n`.
    ///
    /// ```
    /// let drawn = numeric::rng::Rng::new(2).sample(10, 4);
    /// assert!(drawn.len() == 4 && drawn.is_sorted());
    /// ```
    pub fn sample(&mut self, n: usize, count: usize) -> Vec<usize> {
        assert!(count <= n, "{count} of {n} cannot be drawn");
        let mut indices: Vec<usize> = (0..n).collect();
        for chosen in 0..count {
            let other = chosen + self.below(n - chosen);
            indices.swap(chosen, other);
        }
        indices.truncate(count);
        indices.sort_unstable();
        indices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_never_changes() {
        let mut rng = Rng::new(42);
        let first: Vec<u64> = (0..3).map(|_| rng.next_u64()).collect();
        assert_eq!(
            first,
            [
                15021278609987233951,
                5881210131331364753,
                18149643915985481100
            ]
        );
        assert_eq!(derive(42, 0), derive(42, 0));
    }

    #[test]
    fn derived_seeds_do_not_repeat_over_seeds_and_indices() {
        let mut seeds: Vec<u64> = (0..50)
            .flat_map(|s| (0..50).map(move |i| derive(s, i)))
            .collect();
        seeds.sort_unstable();
        seeds.dedup();
        assert_eq!(seeds.len(), 2500);
    }

    #[test]
    fn below_is_uniform() {
        let mut rng = Rng::new(1);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[rng.below(7)] += 1;
        }
        let worst = counts.iter().map(|&c| c.abs_diff(10_000)).max();
        assert!(worst < Some(400), "{counts:?}");
    }

    #[test]
    fn normal_has_the_moments_of_the_normal_law() {
        let mut rng = Rng::new(3);
        let n = 200_000;
        let draws: Vec<f64> = (0..n).map(|_| rng.normal()).collect();
        let moment = |power: i32| {
            let raise = |x: &f64| (0..power).fold(1.0, |p, _| p * x);
            draws.iter().map(raise).sum::<f64>() / f64::from(n)
        };
        assert!(moment(1).abs() < 0.01, "mean {}", moment(1));
        assert!((moment(2) - 1.0).abs() < 0.02);
        assert!(moment(3).abs() < 0.05);
        assert!((moment(4) - 3.0).abs() < 0.1);
    }

    #[test]
    fn a_shuffle_keeps_every_item_and_reaches_every_order() {
        let mut rng = Rng::new(9);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..500 {
            let mut items = [1, 2, 3, 4];
            rng.shuffle(&mut items);
            seen.insert(items);
        }
        assert_eq!(seen.len(), 24);
    }

    #[test]
    fn a_sample_has_no_position_twice_and_favours_none() {
        let mut rng = Rng::new(11);
        let mut hits = [0u32; 10];
        for _ in 0..10_000 {
            let drawn = rng.sample(10, 3);
            assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
            drawn.iter().for_each(|&i| hits[i] += 1);
        }
        assert!(hits.iter().all(|&h| h.abs_diff(3000) < 250), "{hits:?}");
    }
}

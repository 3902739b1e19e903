//! FasterPAM: each sample that is no medoid takes the place of the medoid
//! for which that helps most, as soon as it helps at all.

use numeric::Rng;
use numeric::tick::{Interrupted, Tick};

use crate::gower::{Columns, Gower};
use crate::partition::Stop;

/// Where the exchanges ended.
pub(super) struct Ended {
    /// Positions of the samples.
    pub(super) medoids: Vec<usize>,
    /// How often every sample was looked at.
    pub(super) n_passes: usize,
    pub(super) stopped: Stop,
}

/// The two medoids nearest to a sample, by their places on the list.
#[derive(Clone, Copy)]
struct Near {
    first: usize,
    second: usize,
    to_first: f64,
    /// 1, the farthest there is, where there is no second.
    to_second: f64,
}

struct Search<'a> {
    space: &'a Gower,
    samples: &'a Columns,
    medoids: Vec<usize>,
    is_medoid: Vec<bool>,
    near: Vec<Near>,
    /// What it costs that a medoid goes, one each.
    removal: Vec<f64>,
}

/// First medoids by a linear approximation of BUILD: each is the best of
/// about √n samples for the samples of that draw.
///
/// ```text
/// O(k · n_samples · n_features)
/// ```
pub(super) fn draw(
    space: &Gower,
    samples: &Columns,
    k: usize,
    rng: &mut Rng,
) -> Vec<usize> {
    let n = samples.n_samples();
    let n_drawn = 10 + (n as f64).sqrt().ceil() as usize;
    // Draws of all samples would make all starts alike.
    let n_drawn = n_drawn.min(n.div_ceil(2));
    let mut medoids: Vec<usize> = Vec::new();
    while medoids.len() < k {
        let mut drawn = rng.sample(n, n_drawn);
        drawn.retain(|at| !medoids.contains(at));
        let next = best_of(space, samples, &drawn, &medoids).or_else(|| {
            // All that were drawn are medoids.
            (0..n).find(|at| !medoids.contains(at))
        });
        medoids.push(next.expect("there are at least k samples"));
    }
    medoids
}

/// The one of `drawn` that brings them nearest to a medoid.
fn best_of(
    space: &Gower,
    samples: &Columns,
    drawn: &[usize],
    medoids: &[usize],
) -> Option<usize> {
    let between = |a: usize, to: &[f64]| {
        let mut apart = [0.0];
        space.apart(samples, a..a + 1, to, &mut apart);
        apart[0]
    };
    let medoids: Vec<_> = medoids.iter().map(|m| samples.sample(*m)).collect();
    let nearest = |at: &usize| {
        let apart = medoids.iter().map(|place| between(*at, place));
        apart.fold(1.0, f64::min)
    };
    let so_far: Vec<f64> = drawn.iter().map(nearest).collect();
    let mut best = (None, f64::INFINITY);
    for at in drawn {
        let place = samples.sample(*at);
        let pairs = drawn.iter().zip(&so_far);
        let sum = pairs.map(|(o, so_far)| between(*o, &place).min(*so_far));
        let sum: f64 = sum.sum();
        if sum < best.1 {
            best = (Some(*at), sum);
        }
    }
    best.0
}

/// Exchanges medoids until no exchange of one helps, at most `limit` passes
/// over the samples.
pub(super) fn exchange(
    space: &Gower,
    samples: &Columns,
    medoids: Vec<usize>,
    limit: usize,
    tick: Tick<'_>,
) -> Result<Ended, Interrupted> {
    let n = samples.n_samples();
    let mut search = Search::new(space, samples, medoids);
    let mut apart = vec![0.0; n];
    // Less than that is rounding.
    let least_gain = 1e-12 * n as f64;
    let (mut looked, mut since) = (0, 0);
    while since < n && looked < limit * n {
        let at = looked % n;
        if looked.is_multiple_of(64) {
            tick(looked as f64 / (limit * n) as f64)?;
        }
        looked += 1;
        since += 1;
        if search.is_medoid[at] {
            continue;
        }
        space.apart(samples, 0..n, &samples.sample(at), &mut apart);
        let (place, change) = search.best_exchange(&apart);
        if change < -least_gain {
            search.swap(place, at, &apart);
            since = 0;
        }
    }
    Ok(Ended {
        medoids: search.medoids,
        n_passes: looked.div_ceil(n),
        stopped: match since >= n {
            true => Stop::Converged,
            false => Stop::IterationLimit,
        },
    })
}

impl<'a> Search<'a> {
    fn new(
        space: &'a Gower,
        samples: &'a Columns,
        medoids: Vec<usize>,
    ) -> Self {
        let n = samples.n_samples();
        let none = Near {
            first: usize::MAX,
            second: usize::MAX,
            to_first: f64::INFINITY,
            to_second: f64::INFINITY,
        };
        let mut search = Self {
            space,
            samples,
            is_medoid: vec![false; n],
            near: vec![none; n],
            removal: Vec::new(),
            medoids: Vec::new(),
        };
        let mut apart = vec![0.0; n];
        for (place, medoid) in medoids.iter().enumerate() {
            search.is_medoid[*medoid] = true;
            let own = samples.sample(*medoid);
            space.apart(samples, 0..n, &own, &mut apart);
            for (near, apart) in search.near.iter_mut().zip(&apart) {
                near.add(place, *apart);
            }
        }
        if medoids.len() == 1 {
            search.near.iter_mut().for_each(|near| near.to_second = 1.0);
        }
        search.medoids = medoids;
        search.weigh();
        search
    }

    fn weigh(&mut self) {
        self.removal = vec![0.0; self.medoids.len()];
        for near in &self.near {
            self.removal[near.first] += near.to_second - near.to_first;
        }
    }

    /// Which medoid to give up for a sample so far from all others, and by
    /// how much the sum of distances changes.
    fn best_exchange(&self, apart: &[f64]) -> (usize, f64) {
        let mut changes = self.removal.clone();
        let mut all = 0.0;
        for (near, apart) in self.near.iter().zip(apart) {
            if *apart < near.to_first {
                all += apart - near.to_first;
                changes[near.first] += near.to_first - near.to_second;
            } else if *apart < near.to_second {
                changes[near.first] += apart - near.to_second;
            }
        }
        let mut best = (0, f64::INFINITY);
        for (place, change) in changes.iter().enumerate() {
            if *change < best.1 {
                best = (place, *change);
            }
        }
        (best.0, best.1 + all)
    }

    fn swap(&mut self, place: usize, sample: usize, apart: &[f64]) {
        self.is_medoid[self.medoids[place]] = false;
        self.is_medoid[sample] = true;
        self.medoids[place] = sample;
        if self.medoids.len() == 1 {
            for (near, apart) in self.near.iter_mut().zip(apart) {
                near.to_first = *apart;
            }
        } else {
            let of = |medoid: &usize| self.samples.sample(*medoid);
            let places: Vec<_> = self.medoids.iter().map(of).collect();
            for (at, apart) in apart.iter().enumerate() {
                self.near[at] = self.nearer(at, place, *apart, &places);
            }
        }
        self.weigh();
    }

    /// The two nearest of a sample after the medoid at `place` has become
    /// one so far from it.
    fn nearer(
        &self,
        at: usize,
        place: usize,
        apart: f64,
        places: &[Vec<f64>],
    ) -> Near {
        let mut near = self.near[at];
        if near.first != place && near.second != place {
            near.add(place, apart);
        } else if near.first == place && apart < near.to_second {
            near.to_first = apart;
        } else if near.second == place && apart < near.to_first {
            (near.second, near.to_second) = (near.first, near.to_first);
            (near.first, near.to_first) = (place, apart);
        } else {
            if near.first == place {
                (near.first, near.to_first) = (near.second, near.to_second);
            }
            near.to_second = f64::INFINITY;
            self.find_second(at, &mut near, places);
        }
        near
    }

    fn find_second(&self, at: usize, near: &mut Near, places: &[Vec<f64>]) {
        let mut apart = [0.0];
        for (place, medoid) in places.iter().enumerate() {
            if place == near.first {
                continue;
            }
            self.space
                .apart(self.samples, at..at + 1, medoid, &mut apart);
            if apart[0] < near.to_second {
                (near.second, near.to_second) = (place, apart[0]);
            }
        }
    }
}

impl Near {
    fn add(&mut self, place: usize, apart: f64) {
        if apart < self.to_first {
            (self.second, self.to_second) = (self.first, self.to_first);
            (self.first, self.to_first) = (place, apart);
        } else if apart < self.to_second {
            (self.second, self.to_second) = (place, apart);
        }
    }
}

//! The layout: linked samples draw together, others drift apart.

use numeric::Rng;
use numeric::tick::{Interrupted, Tick};

use super::{graph::Link, power::Power};

/// Rounds of the descent.
const EPOCHS: usize = 200;

/// Samples pushed off for each link that pulls.
const NEGATIVE: f64 = 5.0;

/// No step is longer in either direction.
const LONGEST: f64 = 4.0;

/// The width of the first picture in both directions.
const WIDTH: f64 = 10.0;

/// How far samples in one place are torn apart at first.
const NOISE: f64 = 1e-4;

/// Keeps the push of samples in one place finite.
const SOFTEN: f64 = 1e-3;

/// The curve `1 / (1 + A · d^(2 · B))` nearest to one that is 1 up to a
/// distance of 0.1 and falls as `exp(0.1 - d)` from there: umap-learn's fit
/// for `min_dist = 0.1, spread = 1`.
const A: f64 = 1.576_943_460_405_378_2;
const B: f64 = 0.895_060_878_122_785_9;

/// A link with its own calendar, in epochs.
struct Pull {
    ends: [u32; 2],
    /// From one pull to the next.
    every: f64,
    next: f64,
    next_push: f64,
}

/// Lays samples out from a start, `(n_samples, 2)`.
pub(super) fn laid_out(
    links: &[Link],
    start: Vec<f64>,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Vec<f64>, Interrupted> {
    let mut rng = Rng::new(seed);
    let mut places = spread(start, &mut rng);
    let power = Power::new(B);
    let mut pulls = calendar(links);
    for epoch in 0..EPOCHS {
        let done = epoch as f64 / EPOCHS as f64;
        if epoch.is_multiple_of(4) {
            tick(done)?;
        }
        round(&mut pulls, &mut places, &power, epoch, &mut rng);
    }
    Ok(places)
}

/// One epoch. A function apart: in a browser one becomes fast between two
/// calls, not within a long one.
#[inline(never)]
fn round(
    pulls: &mut [Pull],
    places: &mut [f64],
    power: &Power,
    epoch: usize,
    rng: &mut Rng,
) {
    let rate = 1.0 - epoch as f64 / EPOCHS as f64;
    for pull in pulls {
        if pull.next <= epoch as f64 {
            pull.step(places, power, rate, epoch as f64, rng);
        }
    }
}

/// The start at the same width in both directions, and torn apart a little.
fn spread(mut places: Vec<f64>, rng: &mut Rng) -> Vec<f64> {
    let farthest = places.iter().fold(0.0, |far: f64, at| far.max(at.abs()));
    let scale = if farthest > 0.0 {
        WIDTH / farthest
    } else {
        0.0
    };
    for at in &mut places {
        *at = *at * scale + NOISE * rng.normal();
    }
    for axis in 0..2 {
        let along = || places.iter().skip(axis).step_by(2).copied();
        let low = along().fold(f64::INFINITY, f64::min);
        let wide = along().fold(f64::NEG_INFINITY, f64::max) - low;
        for at in places.iter_mut().skip(axis).step_by(2) {
            *at = WIDTH * (*at - low) / wide;
        }
    }
    places
}

/// Each link once in each direction, as often as it is strong. What would
/// not have its turn at all is left out.
fn calendar(links: &[Link]) -> Vec<Pull> {
    let strongest =
        links.iter().fold(0.0, |most: f64, it| it.weight.max(most));
    let least = strongest / EPOCHS as f64;
    let mut pulls: Vec<Pull> = links
        .iter()
        .filter(|link| link.weight >= least)
        .flat_map(|link| {
            let every = strongest / link.weight;
            let pull = |ends| Pull {
                ends,
                every,
                next: every,
                next_push: every / NEGATIVE,
            };
            [pull([link.low, link.high]), pull([link.high, link.low])]
        })
        .collect();
    numeric::order::by(&mut pulls, |a, b| a.ends.cmp(&b.ends));
    pulls
}

impl Pull {
    /// Pulls both ends together and pushes the first off some others.
    #[inline]
    fn step(
        &mut self,
        places: &mut [f64],
        power: &Power,
        rate: f64,
        epoch: f64,
        rng: &mut Rng,
    ) {
        let [own, other] = self.ends.map(|end| 2 * end as usize);
        let mut at = [places[own], places[own + 1]];
        let mut away = [at[0] - places[other], at[1] - places[other + 1]];
        let squared = away[0] * away[0] + away[1] * away[1];
        if squared > 0.0 {
            let power = power.of(squared);
            let pull = -2.0 * A * B * power / (squared * (A * power + 1.0));
            for axis in 0..2 {
                away[axis] = rate * clipped(pull * away[axis]);
                at[axis] += away[axis];
                places[other + axis] -= away[axis];
            }
        }
        let every_push = self.every / NEGATIVE;
        let n_pushes = ((epoch - self.next_push) / every_push).max(0.0);
        let n_pushes = n_pushes as usize;
        let mut pair = Pairs::new(places.len() / 2);
        for _ in 0..n_pushes {
            let other = 2 * pair.next(rng);
            let away = [at[0] - places[other], at[1] - places[other + 1]];
            let squared = away[0] * away[0] + away[1] * away[1];
            if squared > 0.0 && other != own {
                let power = A * power.of(squared) + 1.0;
                let push = 2.0 * B / ((SOFTEN + squared) * power);
                at[0] += rate * clipped(push * away[0]);
                at[1] += rate * clipped(push * away[1]);
            }
        }
        places[own] = at[0];
        places[own + 1] = at[1];
        self.next += self.every;
        self.next_push += n_pushes as f64 * every_push;
    }
}

#[inline]
fn clipped(step: f64) -> f64 {
    step.clamp(-LONGEST, LONGEST)
}

/// Positions of samples, two from each draw of 64 bits: by 32 bits each they
/// are equally likely to 1 in 2³² / n, and no division is needed.
struct Pairs {
    n: u64,
    kept: Option<u32>,
}

impl Pairs {
    fn new(n: usize) -> Self {
        let n = n as u64;
        Self { n, kept: None }
    }

    #[inline]
    fn next(&mut self, rng: &mut Rng) -> usize {
        let bits = self.kept.take().unwrap_or_else(|| {
            let drawn = rng.next_u64();
            self.kept = Some(drawn as u32);
            (drawn >> 32) as u32
        });
        ((u64::from(bits) * self.n) >> 32) as usize
    }
}

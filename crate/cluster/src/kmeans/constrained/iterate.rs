//! The iterations of one start, and what they leave.

use ndarray::{Array2, ArrayView1, Axis};
use numeric::Rng;
use numeric::tick::{Interrupted, Tick};

use super::placed::{Bounds, Placed, place};
use super::sets::{Asking, Items, mean};
use super::{Asked, Broken, Constraints, Found, bounded};
use crate::kmeans::blocks::Blocks;
use crate::kmeans::lloyd::{self, Ended};
use crate::kmeans::weighted::{means, squares};
use crate::kmeans::{Params, Stop, inertia, nearest, seeding};
use crate::partition::numbered;
use crate::{FeatureMatrix, Model, Partition};

/// One start: see [`super::run`].
pub(super) fn from_scratch(
    x: &FeatureMatrix,
    asked: &Asked,
    tick: Tick<'_>,
) -> Result<Found, Interrupted> {
    let constraints = &asked.constraints;
    let k = asked.params.n_clusters.expect("the number is set");
    let k = k.clamp(1, x.n_samples());
    let blocks = Blocks::new(x.view());
    let (items, asking) = Items::of(x, constraints);
    let centres = first_centres(x, &blocks, asked, &items, k);
    let ended = if constraints.is_empty() {
        let params = &asked.params;
        lloyd::run(x.view(), &blocks, centres, params, tick)?
    } else {
        let lloyd = Lloyd::new(x, &blocks, constraints, (&items, &asking));
        lloyd.run(centres, &asked.params, tick)?
    };
    Ok(found(x, constraints, ended))
}

/// Fits from given first centres, `(n_clusters, n_features)`: so many moves
/// of the centres at most, and no tolerance.
///
/// # Errors
/// The tick asked to stop.
///
/// # Panics
/// The centres have another number of features than `x`.
pub fn fit_from(
    x: &FeatureMatrix,
    constraints: &Constraints,
    centres: Array2<f64>,
    n_iterations: usize,
    tick: Tick<'_>,
) -> Result<Found, Interrupted> {
    assert_eq!(centres.ncols(), x.n_features(), "features differ");
    let centres = centres.as_standard_layout().into_owned();
    let blocks = Blocks::new(x.view());
    let (items, asking) = Items::of(x, constraints);
    let lloyd = Lloyd::new(x, &blocks, constraints, (&items, &asking));
    let params = Params {
        max_iterations: n_iterations,
        tolerance: 0.0,
        ..Params::default()
    };
    let ended = lloyd.run(centres, &params, tick)?;
    Ok(found(x, constraints, ended))
}

/// Seeds, then sets where asked, then samples drawn far from all.
fn first_centres(
    x: &FeatureMatrix,
    blocks: &Blocks,
    asked: &Asked,
    items: &Items,
    k: usize,
) -> Array2<f64> {
    let seeds = asked.constraints.seeds.iter().take(k);
    let mut rng = Rng::new(asked.seed);
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for seed in seeds {
        rows.push(match seed.is_empty() {
            false => mean(x, seed),
            true => sample(x, rng.below(x.n_samples())),
        });
    }
    if asked.from_sets {
        far_sets(items, k, &mut rows);
    }
    if rows.is_empty() {
        rows.push(sample(x, rng.below(x.n_samples())));
    }
    let mut centres = stacked(&rows, x.n_features());
    while centres.nrows() < k {
        let n = x.n_samples();
        let next = seeding::draw_one_more(blocks, &centres, n, &mut rng);
        let next = sample(x, next);
        let row = ArrayView1::from(&next);
        centres.push_row(row).expect("a sample has every feature");
    }
    centres
}

/// Means of sets that stay together, up to `k` centres: the largest, then
/// each time the one with the most samples times its squared distance to the
/// nearest centre; ties to the earlier.
fn far_sets(items: &Items, k: usize, rows: &mut Vec<Vec<f64>>) {
    let sets = items.items.iter();
    let mut sets: Vec<_> = sets
        .filter(|it| it.weight() > 1 && it.fixed.is_none())
        .collect();
    while rows.len() < k && !sets.is_empty() {
        let worth = |at: &usize| {
            let away = |row: &Vec<f64>| sets[*at].cost(row);
            let nearest = rows.iter().map(away).min_by(f64::total_cmp);
            nearest.unwrap_or(sets[*at].weight() as f64)
        };
        let better = |a: usize, b: usize| match worth(&b) > worth(&a) {
            true => b,
            false => a,
        };
        let farthest = (0..sets.len()).reduce(better);
        let set = sets.remove(farthest.expect("there is a set"));
        if rows.iter().any(|row| set.cost(row) <= 0.0) {
            continue;
        }
        rows.push(set.mean.clone());
    }
}

fn sample(x: &FeatureMatrix, at: usize) -> Vec<f64> {
    x.samples()[at * x.n_features()..][..x.n_features()].to_vec()
}

fn stacked(rows: &[Vec<f64>], n_features: usize) -> Array2<f64> {
    Array2::from_shape_vec((rows.len(), n_features), rows.concat())
        .expect("every row has every feature")
}

struct Lloyd<'a> {
    x: &'a FeatureMatrix,
    blocks: &'a Blocks,
    constraints: &'a Constraints,
    items: &'a Items,
    asking: &'a Asking,
    /// The weight of each sample.
    ones: Vec<f64>,
}

impl<'a> Lloyd<'a> {
    fn new(
        x: &'a FeatureMatrix,
        blocks: &'a Blocks,
        constraints: &'a Constraints,
        (items, asking): (&'a Items, &'a Asking),
    ) -> Self {
        Self {
            x,
            blocks,
            constraints,
            items,
            asking,
            ones: vec![1.0; x.n_samples()],
        }
    }

    /// Assigns and moves the centres in turn. With sets apart and bounds
    /// together the loss may rise again: of all rounds the best is kept.
    fn run(
        &self,
        mut centres: Array2<f64>,
        params: &Params,
        tick: Tick<'_>,
    ) -> Result<Ended, Interrupted> {
        let limit = params.max_iterations;
        let enough = params.tolerance * self.blocks.frame().mean_variance();
        let mut prices = vec![0.0; centres.nrows()];
        let mut best: Option<((u64, f64), Ended)> = None;
        let mut labels: Vec<u32> = Vec::new();
        for done in 0..=limit {
            tick(done as f64 / (limit + 1) as f64)?;
            let next = self.assign(&centres, &mut prices);
            let has_settled = next == labels;
            labels = next;
            let rank = self.rank(&centres, &labels);
            let before = centres.clone();
            let step = means(self.x, &labels, &self.ones, &mut centres);
            let has_converged = has_settled || step <= enough;
            let is_better = best.as_ref().is_none_or(|(known, _)| {
                rank.0 < known.0 || (rank.0 == known.0 && rank.1 <= known.1)
            });
            if is_better {
                let ended = Ended {
                    centres: before,
                    labels: labels.clone(),
                    n_iterations: done + 1,
                    stopped: match has_converged {
                        true => Stop::Converged,
                        false => Stop::IterationLimit,
                    },
                };
                best = Some((rank, ended));
            }
            if has_converged {
                break;
            }
        }
        let (_, mut ended) = best.expect("there is at least one round");
        // Centres are the means of what is told.
        means(self.x, &ended.labels, &self.ones, &mut ended.centres);
        Ok(ended)
    }

    /// What is broken, and the loss. O(n_samples · n_features).
    fn rank(&self, centres: &Array2<f64>, labels: &[u32]) -> (u64, f64) {
        let broken = counted(self.constraints, labels, centres.nrows());
        let loss = inertia(self.x.view(), centres, labels);
        (broken.total(), loss)
    }

    /// Everyone's cluster for these centres.
    fn assign(&self, centres: &Array2<f64>, prices: &mut [f64]) -> Vec<u32> {
        let Constraints { least, most, .. } = *self.constraints;
        let bounds = Bounds {
            least,
            most: most.unwrap_or(usize::MAX),
        };
        let both = (self.items, self.asking);
        let n_aparts = self.constraints.apart.len();
        let placed = place(self.x, both, centres, bounds, n_aparts);
        let mut labels = match (least, most) {
            (0, None) => nearest::labels(self.x.view(), self.blocks, centres),
            _ => self.bounded(centres, bounds, &placed, prices),
        };
        for (item, &cluster) in placed.items.iter().zip(&placed.clusters) {
            for &at in &item.members {
                labels[at as usize] = cluster as u32;
            }
        }
        if least == 0 {
            self.fill_empty(centres, &placed.free, &mut labels);
        }
        labels
    }

    /// Labels of the free within what the items leave of the bounds.
    fn bounded(
        &self,
        centres: &Array2<f64>,
        bounds: Bounds,
        placed: &Placed,
        prices: &mut [f64],
    ) -> Vec<u32> {
        let left = placed.loads.iter().map(|&load| Bounds {
            least: bounds.least.saturating_sub(load),
            most: bounds.most.saturating_sub(load).min(self.x.n_samples()),
        });
        let left: Vec<Bounds> = left.collect();
        let d = self.x.n_features();
        let mut costs = Vec::with_capacity(placed.free.len() * left.len());
        let flat = centres.as_slice().expect("centres are row-major");
        for &at in &placed.free {
            let sample = &self.x.samples()[at as usize * d..][..d];
            let away = flat.chunks_exact(d);
            costs.extend(away.map(|it| numeric::squared_distance(sample, it)));
        }
        let free = bounded::assign(&costs, &left, prices);
        let mut labels = vec![0; self.x.n_samples()];
        for (&at, label) in placed.free.iter().zip(free) {
            labels[at as usize] = label;
        }
        labels
    }

    /// Gives each empty cluster the free sample farthest from its own
    /// centre, of those whose cluster is not empty without it.
    fn fill_empty(
        &self,
        centres: &Array2<f64>,
        free: &[u32],
        labels: &mut [u32],
    ) {
        let mut sizes = vec![0_usize; centres.nrows()];
        labels.iter().for_each(|&it| sizes[it as usize] += 1);
        for empty in 0..sizes.len() {
            if sizes[empty] > 0 {
                continue;
            }
            let away = squares(self.x, centres, labels);
            let farthest = free
                .iter()
                .map(|&at| at as usize)
                .filter(|&at| sizes[labels[at] as usize] > 1)
                .filter(|&at| away[at] > 0.0)
                .reduce(|a, b| if away[b] > away[a] { b } else { a });
            let Some(at) = farthest else { return };
            sizes[labels[at] as usize] -= 1;
            sizes[empty] += 1;
            labels[at] = empty as u32;
        }
    }
}

/// What a partition under constraints breaks.
///
/// ```text
/// O(n_samples + samples of all sets + sets · k)
/// ```
///
/// # Panics
/// A sample of a set is not one of the partition.
pub fn broken(constraints: &Constraints, of: &Partition) -> Broken {
    let labels: Vec<u32> = of.labels.iter().copied().flatten().collect();
    counted(constraints, &labels, of.n_clusters)
}

/// What labels below `k` break. O(samples of all sets + sets · k).
fn counted(constraints: &Constraints, labels: &[u32], k: usize) -> Broken {
    let in_each = |set: &Vec<u32>| {
        let mut sizes = vec![0_u64; k];
        set.iter()
            .for_each(|&at| sizes[labels[at as usize] as usize] += 1);
        sizes
    };
    let torn = |set: &Vec<u32>| {
        let largest = in_each(set).into_iter().max().unwrap_or(0);
        set.len() as u64 - largest
    };
    let met = |[one, other]: &[Vec<u32>; 2]| {
        let (one, other) = (in_each(one), in_each(other));
        one.iter().zip(&other).map(|(a, b)| a.min(b)).sum()
    };
    Broken {
        together: constraints.together.iter().map(torn).collect(),
        apart: constraints.apart.iter().map(met).collect(),
    }
}

/// The clusters in the order of the house.
fn found(x: &FeatureMatrix, constraints: &Constraints, ended: Ended) -> Found {
    let k = ended.centres.nrows();
    let some: Vec<_> = ended.labels.into_iter().map(Some).collect();
    let numbered = numbered(&some, k);
    let centres = ended.centres.select(Axis(0), &numbered.old);
    let labels: Vec<u32> = numbered.labels.iter().copied().flatten().collect();
    let loss = inertia(x.view(), &centres, &labels);
    let place = |seed: usize| numbered.old.iter().position(|&it| it == seed);
    let seeds = 0..constraints.seeds.len();
    Found {
        seeds: seeds.map(|it| place(it).map(|at| at as u32)).collect(),
        broken: counted(constraints, &labels, k),
        partition: Partition {
            labels: numbered.labels,
            n_clusters: numbered.old.len(),
            loss: Some(loss),
            log_likelihood: None,
            n_parameters: None,
            membership: None,
            n_micro_clusters: None,
            n_drawn: None,
            crown: None,
            n_iterations: ended.n_iterations,
            stopped: ended.stopped,
            model: Model::Centres(centres),
        },
    }
}

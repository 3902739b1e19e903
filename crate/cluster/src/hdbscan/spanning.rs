//! The minimum spanning tree of all samples under mutual reachability.
//!
//! ```text
//! reach(a, b) = max(core(a), core(b), |a − b|)
//! ```
//!
//! Borůvka's rounds on the k-d tree: each component asks for its nearest
//! other, and a sample is asked only where what it knew before leaves room.

use numeric::neighbours::Tree;
use numeric::tick::{Interrupted, Tick};

use crate::forest::Forest;

/// Neighbours kept of each sample: most of the first rounds are decided
/// among them.
const KEPT: usize = 12;

/// Not a position, not a component.
const NONE: u32 = u32::MAX;

/// How far each sample is from everything: its core distance.
pub(super) struct Cores {
    /// Squared, by position, in the tree's own unit.
    pub(super) squared: Vec<f64>,
    /// The positions of the nearest others, `n_kept` each.
    near: Vec<u32>,
    n_kept: usize,
}

/// An edge of the spanning tree, between positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    /// The squared reach in the tree's own unit.
    pub(super) squared: f64,
    pub(super) a: u32,
    pub(super) b: u32,
}

impl Cores {
    /// The distances to the `min_samples`th sample, itself the first; to
    /// the farthest where there are fewer.
    pub(super) fn new(
        tree: &Tree,
        min_samples: usize,
        tick: Tick<'_>,
    ) -> Result<Self, Interrupted> {
        let n = tree.n_samples();
        let n_kept = KEPT.min(n.saturating_sub(1));
        let k = (min_samples - 1).max(n_kept);
        let mut squared = vec![0.0; n];
        let mut near = vec![NONE; n * n_kept];
        let take = |own: usize, found: &[(f64, u32)]| {
            let core = (min_samples - 1).min(found.len());
            squared[own] = core.checked_sub(1).map_or(0.0, |at| found[at].0);
            let kept = &mut near[own * n_kept..][..n_kept];
            for (to, found) in kept.iter_mut().zip(found) {
                *to = found.1;
            }
        };
        tree.k_nearest_positions(k, take, tick)?;
        Ok(Self {
            squared,
            near,
            n_kept,
        })
    }
}

/// The `n_samples - 1` edges, in ascending order.
pub(super) fn tree(
    tree: &Tree,
    cores: &Cores,
    tick: Tick<'_>,
) -> Result<Vec<Edge>, Interrupted> {
    let n = tree.n_samples();
    let mut rounds = Rounds::new(tree, cores);
    let mut edges = Vec::with_capacity(n - 1);
    while edges.len() + 1 < n {
        let done = edges.len() as f64 / n as f64;
        let left = 1.0 - done;
        rounds.look(&mut |part| tick(done + part * left * 0.5))?;
        let mut found = std::mem::take(&mut rounds.best);
        found.retain(|edge| edge.a != NONE);
        sort(&mut found);
        let joins = |edge: &Edge| rounds.forest.join(edge.a, edge.b);
        edges.extend(found.into_iter().filter(joins));
    }
    sort(&mut edges);
    Ok(edges)
}

fn sort(edges: &mut [Edge]) {
    edges.sort_unstable_by(|x, y| {
        let squares = x.squared.total_cmp(&y.squared);
        squares.then(x.a.cmp(&y.a)).then(x.b.cmp(&y.b))
    });
}

/// What is known between the rounds.
struct Rounds<'a> {
    tree: &'a Tree,
    cores: &'a Cores,
    forest: Forest,
    /// The component of each position.
    component: Vec<u32>,
    /// The component of each node, `NONE` where it has several.
    pure: Vec<u32>,
    /// The least core distance of each node, squared.
    least: Vec<f64>,
    /// Of each position the nearest outside its component, or `NONE`.
    nearest: Vec<u32>,
    /// The reach to it, or what no reach to an outside is below; squared.
    bound: Vec<f64>,
    /// The shortest way out of each component.
    best: Vec<Edge>,
}

impl<'a> Rounds<'a> {
    fn new(tree: &'a Tree, cores: &'a Cores) -> Self {
        let n = tree.n_samples();
        let mut rounds = Self {
            tree,
            cores,
            forest: Forest::new(n),
            component: (0..n as u32).collect(),
            pure: vec![NONE; tree.nodes().len()],
            least: vec![f64::INFINITY; tree.nodes().len()],
            nearest: vec![NONE; n],
            bound: cores.squared.clone(),
            best: Vec::new(),
        };
        for node in (0..tree.nodes().len()).rev() {
            let span = tree.nodes()[node];
            rounds.least[node] = match tree.halves(node) {
                Some([a, b]) => rounds.least[a].min(rounds.least[b]),
                None => cores.squared[span.from as usize..span.to as usize]
                    .iter()
                    .fold(f64::INFINITY, |least, core| least.min(*core)),
            };
        }
        rounds
    }

    /// One round: finds the best edge out of each component.
    fn look(&mut self, tick: Tick<'_>) -> Result<(), Interrupted> {
        let n = self.tree.n_samples();
        self.settle();
        let nothing = Edge {
            squared: f64::INFINITY,
            a: NONE,
            b: NONE,
        };
        self.best = vec![nothing; n];
        for own in 0..n {
            self.recall(own);
        }
        let mut sample = self.tree.buffer();
        for own in 0..n {
            if own % 1024 == 0 {
                tick(own as f64 / n as f64)?;
            }
            if self.nearest[own] == NONE {
                self.ask(own, &mut sample);
            }
        }
        Ok(())
    }

    /// Brings the components of positions and nodes up to date.
    fn settle(&mut self) {
        for own in 0..self.component.len() {
            self.component[own] = self.forest.root(own as u32);
        }
        for node in (0..self.pure.len()).rev() {
            let span = self.tree.nodes()[node];
            let first = self.component[span.from as usize];
            let pure = match self.tree.halves(node) {
                Some([a, b]) => self.pure[a] == first && self.pure[b] == first,
                None => (span.from..span.to)
                    .all(|at| self.component[at as usize] == first),
            };
            self.pure[node] = if pure { first } else { NONE };
        }
    }

    /// What a sample knows without a search: the nearest it found before,
    /// if that is still outside, else the nearest of its neighbours, which
    /// is surely the nearest where it is no farther than the bound.
    fn recall(&mut self, own: usize) {
        let component = self.component[own];
        let outside = |at: u32| self.component[at as usize] != component;
        let known = self.nearest[own];
        if known != NONE && outside(known) {
            self.offer(own, known, self.bound[own]);
            return;
        }
        self.nearest[own] = NONE;
        let (mut nearest, mut least) = (NONE, f64::INFINITY);
        let n_kept = self.cores.n_kept;
        for &at in &self.cores.near[own * n_kept..][..n_kept] {
            if at != NONE && outside(at) {
                let reach = self.reach(own, at);
                if reach < least {
                    (nearest, least) = (at, reach);
                }
            }
        }
        if nearest == NONE {
            return;
        }
        self.offer(own, nearest, least);
        if least <= self.bound[own] {
            self.nearest[own] = nearest;
        }
    }

    /// Searches for the nearest outside where it may be the component's.
    fn ask(&mut self, own: usize, sample: &mut [f64]) {
        let component = self.component[own];
        let best = self.best[component as usize].squared;
        if self.bound[own] >= best {
            return;
        }
        self.tree.sample(own, sample);
        let (mut nearest, mut least) = (NONE, best);
        let core = self.cores.squared[own];
        let limit = std::cell::Cell::new(below(best));
        let skip = |node: usize| {
            self.pure[node] == component || self.least[node] > limit.get()
        };
        self.tree.walk(sample, limit.get(), skip, |at, squared| {
            if self.component[at] != component {
                let reach = squared.max(self.cores.squared[at]).max(core);
                if reach < least {
                    (nearest, least) = (at as u32, reach);
                    limit.set(below(reach));
                }
            }
            if least <= core { -1.0 } else { limit.get() }
        });
        self.bound[own] = least;
        self.nearest[own] = nearest;
        if nearest != NONE {
            self.offer(own, nearest, least);
        }
    }

    fn offer(&mut self, own: usize, at: u32, squared: f64) {
        let best = &mut self.best[self.component[own] as usize];
        if squared < best.squared || best.a == NONE {
            let (a, b) = (at.min(own as u32), at.max(own as u32));
            *best = Edge { squared, a, b };
        }
    }

    /// The squared reach between two positions.
    fn reach(&self, a: usize, b: u32) -> f64 {
        let away = self.tree.between(a, b as usize);
        let cores = &self.cores.squared;
        away.max(cores[a]).max(cores[b as usize])
    }
}

/// The next number below a squared distance; below 0 there is none.
fn below(squared: f64) -> f64 {
    squared.next_down()
}

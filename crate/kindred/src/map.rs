//! The maps: some customers along two axes, and by who is near whom.

use cluster::{
    Job,
    choose::Judged,
    umap::{self, Drawn},
};
use explain::{Projection, project};
use numeric::{Rng, rng};

use crate::{
    analysis::{Arrow, MapPoint, MapView, NeighbourMap},
    describe::Subject,
    recipe::{Prepared, PreparedFeature},
};

/// Customers shown at most.
const MAX_POINTS: usize = 1_000;
/// A loading from which a feature names an axis.
const NAMES_AN_AXIS: f64 = 0.3;
/// Where the map draws its customers in the plan's stream of seeds.
const MAP_STREAM: u64 = 0x6d61_7000;
/// Where the map of neighbours begins in it.
const NEIGHBOUR_STREAM: u64 = 0x6d61_7001;

/// What the maps show, whatever the segments are.
pub(crate) struct Seen {
    /// Of every customer along the two main axes.
    along: Projection,
    /// Who is shown, among those that are judged, ascending.
    of_judged: Vec<usize>,
    /// The same among all.
    shown: Vec<usize>,
    /// The seed of the map of neighbours.
    seed: u64,
    /// Whether anything tells customers apart.
    any: bool,
}

impl Seen {
    /// Of the customers that are judged, as many as a map holds.
    ///
    /// ```text
    /// O(n_customers · n_features²)
    /// ```
    pub(crate) fn of(prepared: &Prepared, judged: &Judged, seed: u64) -> Self {
        let n = judged.matrix().n_samples();
        let of_judged = if n <= MAX_POINTS {
            (0..n).collect()
        } else {
            Rng::new(rng::derive(seed, MAP_STREAM)).sample(n, MAX_POINTS)
        };
        Self {
            along: project::principal(prepared.matrix.view(), 2),
            shown: of_judged.iter().map(|&at| judged.position(at)).collect(),
            of_judged,
            seed: rng::derive(seed, NEIGHBOUR_STREAM),
            any: !prepared.features.is_empty(),
        }
    }

    fn place(&self, customer: usize) -> [f64; 2] {
        [0, 1].map(|axis| self.along.coordinates[[customer, axis]])
    }

    /// The job that draws who is near whom, of the judged customers; none
    /// where they are too few or nothing tells them apart.
    pub(crate) fn neighbours(&self) -> Option<Job> {
        let start = self.shown.iter().flat_map(|&it| self.place(it));
        umap::job(&self.of_judged, start.collect(), self.seed)
            .filter(|_| self.any)
    }
}

impl Subject<'_> {
    /// The maps of the prepared matrix, with what came of
    /// [`Seen::neighbours`].
    pub(crate) fn map(&self, seen: &Seen, drawn: Option<Drawn>) -> MapView {
        let point = |&customer: &usize| {
            let [x, y] = seen.place(customer);
            MapPoint {
                x,
                y,
                segment: self.grouping.labels[customer],
            }
        };
        let along = &seen.along;
        MapView {
            points: seen.shown.iter().map(point).collect(),
            axes: [0, 1].map(|axis| self.axis(along, axis)),
            explained: [along.explained[0], along.explained[1]],
            arrows: self.arrows(along),
            trust: drawn.as_ref().map(|it| it.trust_of_start),
            neighbours: drawn.map(|it| NeighbourMap {
                places: it.places.as_chunks().0.to_vec(),
                trust: it.trust,
            }),
        }
    }

    fn arrows(&self, seen: &Projection) -> Vec<Arrow> {
        let features = self.prepared.features.iter().enumerate();
        let arrow = |(at, feature): (usize, &PreparedFeature)| Arrow {
            feature: self.name(feature.column).into(),
            along: [0, 1].map(|axis| seen.loadings[[axis, at]]),
            kept: seen.kept[at],
        };
        features.map(arrow).collect()
    }

    fn axis(&self, seen: &Projection, axis: usize) -> String {
        let mut loadings: Vec<(f64, &str)> = self
            .prepared
            .features
            .iter()
            .enumerate()
            .map(|(at, feature)| {
                let words = self.words_of(feature.column).0;
                (seen.loadings[[axis, at]], words.inline)
            })
            .filter(|(loading, _)| loading.abs() >= NAMES_AN_AXIS)
            .collect();
        numeric::order::by(&mut loadings, |a, b| {
            b.0.abs().total_cmp(&a.0.abs())
        });
        loadings.truncate(3);
        let side = |sign: f64| -> Vec<&str> {
            let on_side = loadings.iter().filter(|(l, _)| l * sign > 0.0);
            on_side.map(|&(_, name)| name).collect()
        };
        self.words.axis(&side(1.0), &side(-1.0))
    }
}

//! The maps: some customers along two axes, and by who is near whom.

use cluster::umap;
use explain::{Projection, project};
use numeric::{Rng, rng};

use crate::{
    Executor, RunError, Stage,
    analysis::{Arrow, MapPoint, MapView, NeighbourMap},
    describe::Subject,
    recipe::PreparedFeature,
};

/// Customers shown at most.
const MAX_POINTS: usize = 1_500;
/// A loading from which a feature names an axis.
const NAMES_AN_AXIS: f64 = 0.3;
/// Where the map draws its customers in the plan's stream of seeds.
const MAP_STREAM: u64 = 0x6d61_7000;
/// Where the map of neighbours begins in it.
const NEIGHBOUR_STREAM: u64 = 0x6d61_7001;

impl Subject<'_> {
    /// The maps of the prepared matrix. That of neighbours is drawn by a
    /// worker.
    ///
    /// # Errors
    /// It was stopped.
    pub(crate) async fn map(
        &self,
        seed: u64,
        executor: &impl Executor,
    ) -> Result<MapView, RunError> {
        let seen = project::principal(self.prepared.matrix.view(), 2);
        let shown = self.shown(seed);
        let point = |&customer: &usize| MapPoint {
            x: seen.coordinates[[customer, 0]],
            y: seen.coordinates[[customer, 1]],
            segment: self.grouping.labels[customer],
        };
        let points: Vec<MapPoint> = shown.iter().map(point).collect();
        let start = points.iter().flat_map(|it| [it.x, it.y]).collect();
        let seed = rng::derive(seed, NEIGHBOUR_STREAM);
        // Customers whom nothing tells apart are no one's neighbours.
        let job = umap::job(&shown, start, seed)
            .filter(|_| !self.prepared.features.is_empty());
        let matrix = &self.prepared.matrix;
        let drawn = match job {
            Some(job) => {
                let jobs = vec![job];
                let said = executor.map(Stage::Explain, matrix, jobs).await?;
                umap::drawn(said)
            }
            None => None,
        };
        Ok(MapView {
            points,
            axes: [0, 1].map(|axis| self.axis(&seen, axis)),
            explained: [seen.explained[0], seen.explained[1]],
            arrows: self.arrows(&seen),
            trust: drawn.as_ref().map(|it| it.trust_of_start),
            neighbours: drawn.map(|it| NeighbourMap {
                places: it.places.as_chunks().0.to_vec(),
                trust: it.trust,
            }),
        })
    }

    /// Who is shown, in ascending order.
    fn shown(&self, seed: u64) -> Vec<usize> {
        let n = self.grouping.labels.len();
        if n <= MAX_POINTS {
            return (0..n).collect();
        }
        Rng::new(rng::derive(seed, MAP_STREAM)).sample(n, MAX_POINTS)
    }

    fn arrows(&self, seen: &Projection) -> Vec<Arrow> {
        let features = self.prepared.features.iter().enumerate();
        let arrow = |(at, feature): (usize, &PreparedFeature)| Arrow {
            feature: self.features.columns[feature.column].name.into(),
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

//! Spectral clustering: k-means on where a graph of neighbours is narrow.

mod eigen;
mod graph;
#[cfg(test)]
mod tests;

use numeric::Rng;
use numeric::tick::{Interrupted, Tick};
use serde::{Deserialize, Serialize};

use crate::{
    FeatureMatrix, Model, Partition, kmeans,
    method::{Unfit, clusters_within, within},
    model::Nearest,
    partition::numbered,
};
use graph::Graph;

/// Samples at most.
const MAX_SAMPLES: usize = 4_000;

/// Clusters at most.
const MAX_CLUSTERS: f64 = 50.0;

/// What the user may choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "SpectralParams")]
pub struct Params {
    /// Clusters wanted, `1..=n_samples` and at most 50; `None` lets `choose`
    /// decide.
    pub n_clusters: Option<usize>,
    /// Nearest others that each sample is linked with, `1..=100`.
    pub n_neighbours: usize,
    /// Starts of k-means on the eigenvectors; the best wins, `1..=100`.
    pub n_restarts: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            n_clusters: None,
            n_neighbours: 10,
            n_restarts: 10,
        }
    }
}

impl Params {
    /// Checks them against a matrix of so many samples.
    pub(crate) fn check(&self, n_samples: usize) -> Result<(), Unfit> {
        if n_samples > MAX_SAMPLES {
            return Err(Unfit::TooManySamples {
                found: n_samples,
                most: MAX_SAMPLES,
            });
        }
        clusters_within(self.n_clusters, n_samples)?;
        let wanted = self.n_clusters.unwrap_or(1) as f64;
        within("n_clusters", wanted, 1.0, MAX_CLUSTERS)?;
        within("n_neighbours", self.n_neighbours as f64, 1.0, 100.0)?;
        within("n_restarts", self.n_restarts as f64, 1.0, 100.0)
    }
}

/// Fits once, with every start of k-means.
///
/// Shi and Malik (2000, DOI 10.1109/34.868688); von Luxburg (2007, DOI
/// 10.1007/s11222-007-9033-z). The affinity is that of nearest neighbours:
/// 1 where each of two samples is among the nearest of the other, a half
/// where one is. The eigenvectors are those of a random walk on the graph;
/// rows of length 1 in their place (Ng, Jordan and Weiss 2001) agree worse
/// with the known groups of three benchmark sets. The loss is the normalised
/// cut. A new sample belongs where the nearest of the samples does.
///
/// ```text
/// O(filters · links · n_clusters + n_samples · n_clusters² · restarts)
/// ```
#[inline(never)]
pub(crate) fn start(
    x: &FeatureMatrix,
    params: &Params,
    seed: u64,
    tick: Tick<'_>,
) -> Result<Partition, Interrupted> {
    let k = params.n_clusters.expect("the method sets the number");
    let k = k.clamp(1, x.n_samples());
    let mut early = |part: f64| tick(0.3 * part);
    let graph = Graph::of(x, params.n_neighbours, k, &mut early)?;
    let mut middle = |part: f64| tick(0.3 + 0.4 * part);
    let mut rng = Rng::new(seed);
    let places = if graph.n_samples() == 1 {
        vec![1.0]
    } else {
        eigen::first(&graph, k, &mut rng, &mut middle)?.of_walk(&graph, k)
    };
    let places = FeatureMatrix::from_samples(places, k)
        .expect("every sample has a link");
    let means = kmeans::Params {
        n_clusters: Some(k),
        n_restarts: params.n_restarts,
        ..kmeans::Params::default()
    };
    let mut late = |part: f64| tick(0.7 + 0.3 * part);
    let fit = kmeans::fit(&places, &means, rng.next_u64(), &mut late)?;
    Ok(partition(&graph, &fit))
}

fn partition(graph: &Graph, fit: &kmeans::Fit) -> Partition {
    let n_found = fit.centres.nrows();
    let cut = graph.normalised_cut(&fit.labels, n_found);
    let labels: Vec<_> = fit.labels.iter().copied().map(Some).collect();
    let numbered = numbered(&labels, n_found);
    let nearest = Nearest {
        speakers: (0..labels.len() as u32).collect(),
        labels: numbered.labels.iter().flatten().copied().collect(),
        reach: None,
    };
    Partition {
        n_clusters: numbered.old.len(),
        labels: numbered.labels,
        loss: Some(cut),
        log_likelihood: None,
        n_parameters: None,
        membership: None,
        n_micro_clusters: None,
        n_drawn: None,
        crown: None,
        n_iterations: fit.n_iterations,
        stopped: fit.stopped,
        model: Model::Nearest(nearest),
    }
}

//! The other methods and measures, by the names and the settings of the
//! peers.

use std::rc::Rc;

use cluster::{
    FeatureMatrix, Method, Partition, agglomerative, dbscan, hdbscan, job,
    kmeans, method, mixture, validity,
};
use ndarray::Array2;
use numeric::tick::never;
use serde_json::{Value, json};

const N_CLUSTERS: usize = 8;
const SEED: u64 = 0;
/// Of all samples above so many, so many tell the silhouette of a number.
const N_JUDGED: usize = 5_000;

/// A prepared task: each call runs it once. The labels of a silhouette come
/// from these centres, and are not timed.
///
/// # Panics
/// No such task is known, or it lacks its centres.
pub fn prepare(
    task: &str,
    x: Rc<FeatureMatrix>,
    centres: Option<&Array2<f64>>,
) -> Box<dyn FnMut() -> Value> {
    let run: fn(&FeatureMatrix) -> Value = match task {
        "kmeans_sweep" => sweep,
        "minibatch_kmeans" => mini_batch,
        "dbscan" => |x| density(x, &by_radius(x)),
        "hdbscan" => |x| density(x, &by_mass()),
        "ward" => ward,
        "gmm" => gaussians,
        "pca" => principal,
        "silhouette" => {
            let centres = centres.expect("centres are given");
            let fit = kmeans::fit_from(&x, centres.clone(), 300, &mut never);
            let labels = fit.expect("nobody stops it").labels;
            return Box::new(move || {
                let mean = validity::silhouette(x.view(), &labels);
                json!({ "silhouette": mean })
            });
        }
        other => panic!("{other} is no task"),
    };
    Box::new(move || run(&x))
}

fn principal(x: &FeatureMatrix) -> Value {
    let seen = explain::project::principal(x.view(), 8);
    json!({ "explained": seen.explained.iter().sum::<f64>() })
}

/// The best start of a method, run as jobs like in the product.
fn fit(x: &FeatureMatrix, method: &Method, k: usize) -> Partition {
    let jobs = method::start_jobs(method, k, SEED);
    let outputs = jobs
        .iter()
        .map(|start| job::run(x, start, &mut never).expect("nobody stops it"));
    method::best(outputs.collect())
}

fn sweep(x: &FeatureMatrix) -> Value {
    let params = kmeans::Params {
        n_restarts: 10,
        ..kmeans::Params::default()
    };
    let method = Method::KMeans(params);
    let judged = (2..=10).map(|k| {
        let labels = labels(&fit(x, &method, k));
        let mean =
            validity::silhouette_on_sample(x.view(), &labels, N_JUDGED, SEED);
        (k, mean.expect("there are clusters"))
    });
    let best = judged.max_by(|a, b| a.1.total_cmp(&b.1));
    let (k, mean) = best.expect("nine numbers are judged");
    json!({ "best_k": k, "silhouette": mean })
}

fn labels(fit: &Partition) -> Vec<u32> {
    fit.labels.iter().map(|label| label.unwrap_or(0)).collect()
}

fn mini_batch(x: &FeatureMatrix) -> Value {
    let params = kmeans::mini_batch::Params {
        n_restarts: 3,
        ..Default::default()
    };
    let fit = fit(x, &Method::MiniBatch(params), N_CLUSTERS);
    let inertia = fit.loss.expect("k-means has one");
    json!({ "inertia_per_point": inertia / x.n_samples() as f64 })
}

/// The peers' radius for so many samples of so many features.
fn by_radius(x: &FeatureMatrix) -> Method {
    let radius = match (x.n_samples(), x.n_features()) {
        (10_000, 3) => 0.5,
        (100_000, 3) => 0.25,
        (10_000, 8) => 2.0,
        (100_000, 8) => 1.4,
        shape => panic!("the peers have no radius for {shape:?}"),
    };
    Method::Dbscan(dbscan::Params {
        radius: Some(radius),
        min_samples: 10,
    })
}

/// The library does not count a sample among its own ten; ours does.
fn by_mass() -> Method {
    Method::Hdbscan(hdbscan::Params {
        min_cluster_size: Some(50),
        min_samples: Some(11),
        ..Default::default()
    })
}

fn density(x: &FeatureMatrix, method: &Method) -> Value {
    let fit = fit(x, method, 0);
    json!({
        "clusters": fit.n_clusters,
        "noise": fit.n_noise() as f64 / x.n_samples() as f64,
    })
}

fn ward(x: &FeatureMatrix) -> Value {
    let params = agglomerative::Params::default();
    let tree = agglomerative::linkage(x, &params, &mut never);
    let tree = tree.expect("nobody stops it");
    let top = tree.merges.last().expect("there are samples");
    json!({ "top_height": top.height })
}

fn gaussians(x: &FeatureMatrix) -> Value {
    let params = mixture::Params {
        n_restarts: 1,
        max_iterations: 100,
        tolerance: 1e-3,
        ..Default::default()
    };
    let fit = fit(x, &Method::Mixture(params), N_CLUSTERS);
    let likelihood = fit.log_likelihood.expect("a mixture has one");
    json!({
        "loglik_per_point": likelihood / x.n_samples() as f64,
        "n_iter": fit.n_iterations,
    })
}

//! `cluster`: a numeric matrix to labels and figures.

use std::{fs, time::Instant};

use ::cluster::{
    FeatureMatrix, Method,
    choose::Choice,
    kmeans::{self, Fit, Stop},
    validity,
};
use kindred::{Executor, Stage, Stopped};
use serde::Serialize;
use session::Failure;
use sha2::{Digest, Sha256};

use crate::{
    args::{self, ClusterArgs},
    choose,
    host::Terminal,
    matrix,
    outcome::{Error, Exit, Outcome, say, say_json},
};

/// Up to this many samples the silhouette is of all, above it of as many
/// drawn at random: its cost grows with the square.
const SILHOUETTE_SAMPLES: usize = 20_000;

/// The largest number of clusters judged when none is given.
const K_MAX: usize = 12;

/// What is printed; `None` where a figure has no meaning.
#[derive(Serialize)]
struct Figures {
    method: String,
    k: usize,
    n_samples: usize,
    n_features: usize,
    inertia: f64,
    silhouette: Option<f64>,
    /// How many samples the silhouette is of.
    silhouette_samples: usize,
    calinski_harabasz: Option<f64>,
    davies_bouldin: Option<f64>,
    /// k-means has no likelihood.
    log_likelihood: Option<f64>,
    bic: Option<f64>,
    n_iterations: usize,
    stopped: Stop,
    /// Samples in each cluster, in the order of the labels.
    sizes: Vec<usize>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    figures: Figures,
    /// SHA-256 of the figures and of the labels file.
    digest: String,
    /// Wall time of the fit and its figures, the reading not counted.
    seconds: f64,
}

/// Clusters the matrix, writes the labels and prints the figures.
///
/// # Errors
/// The matrix, the method or a parameter is refused.
#[expect(clippy::disallowed_methods, reason = "a host may read a clock")]
pub(crate) fn cluster(args: &ClusterArgs) -> Outcome<Exit> {
    let method = args::method(&args.method, &args.params)?;
    let Method::KMeans(mut params) = method;
    let host = Terminal::new(&[], args::n_workers(args.workers));
    let x = matrix::read(&args.matrix, args.scale)?;
    params.n_clusters = args.k.or(params.n_clusters);
    check(&params, x.n_samples())?;
    let start = Instant::now();
    let (k, exit) = match params.n_clusters {
        Some(k) => (k, Exit::Done),
        None => judged(choose::judge(&host, &x, K_MAX, args.seed)?),
    };
    let fit = fit(&host, &x, &params, k, args.seed)?;
    let labels = in_order_of_appearance(&fit.labels);
    let figures = figures(&x, &fit, &labels, args.seed);
    let seconds = start.elapsed().as_secs_f64();
    let file = labels_file(&labels);
    fs::write(&args.labels, &file)
        .map_err(|error| Error::file(&args.labels, &error))?;
    drop(host);
    tell(args, figures, &file, seconds);
    Ok(exit)
}

/// The numbers that the matrix allows, checked before any work.
fn check(params: &kmeans::Params, n_samples: usize) -> Outcome<()> {
    let ranges = [
        ("k", params.n_clusters.unwrap_or(1), n_samples),
        ("n_restarts", params.n_restarts, 100),
        ("max_iterations", params.max_iterations, 10_000),
    ];
    for (name, found, most) in ranges {
        if !(1..=most).contains(&found) {
            return Err(Error::Usage(format!(
                "{name} is {found}; expected 1 to {most}"
            )));
        }
    }
    if !(0.0..=1.0).contains(&params.tolerance) {
        return Err(Error::Usage(format!(
            "tolerance is {}; expected 0 to 1",
            params.tolerance
        )));
    }
    Ok(())
}

fn judged(choice: Choice) -> (usize, Exit) {
    (choice.k, choose::exit(choice.verdict))
}

fn fit(
    host: &Terminal,
    x: &FeatureMatrix,
    params: &kmeans::Params,
    k: usize,
    seed: u64,
) -> Outcome<Fit> {
    let jobs = kmeans::start_jobs(params, k, seed);
    let outputs = pollster::block_on(host.map(Stage::Segment, x, jobs));
    Ok(kmeans::best(outputs.map_err(stopped)?))
}

/// A stop as a failure.
pub(crate) fn stopped(stopped: Stopped) -> Error {
    Failure::from(stopped).into()
}

/// The same partition, its labels 0, 1, … in order of first appearance.
fn in_order_of_appearance(labels: &[u32]) -> Vec<u32> {
    let most = labels.iter().max().map_or(0, |most| *most as usize + 1);
    let mut names = vec![None; most];
    let mut n_seen = 0;
    labels
        .iter()
        .map(|&label| {
            *names[label as usize].get_or_insert_with(|| {
                n_seen += 1;
                n_seen - 1
            })
        })
        .collect()
}

fn figures(
    x: &FeatureMatrix,
    fit: &Fit,
    labels: &[u32],
    seed: u64,
) -> Figures {
    let (n_samples, n_features) = x.view().dim();
    let mut sizes = vec![0; fit.centres.nrows()];
    for &label in labels {
        sizes[label as usize] += 1;
    }
    Figures {
        method: "k-means".into(),
        k: sizes.len(),
        n_samples,
        n_features,
        inertia: fit.inertia,
        silhouette: validity::silhouette_on_sample(
            x.view(),
            labels,
            SILHOUETTE_SAMPLES,
            seed,
        ),
        silhouette_samples: n_samples.min(SILHOUETTE_SAMPLES),
        calinski_harabasz: validity::calinski_harabasz(x.view(), labels),
        davies_bouldin: validity::davies_bouldin(x.view(), labels),
        log_likelihood: None,
        bic: validity::bic(fit.inertia, &sizes, n_features),
        n_iterations: fit.n_iterations,
        stopped: fit.stopped,
        sizes,
    }
}

fn labels_file(labels: &[u32]) -> String {
    let mut text = String::from("label\n");
    for label in labels {
        text += &format!("{label}\n");
    }
    text
}

fn tell(args: &ClusterArgs, figures: Figures, file: &str, seconds: f64) {
    let json = serde_json::to_string(&figures).expect("plain data");
    let digest = Sha256::digest(json + "\n" + file);
    let answer = Answer {
        figures,
        digest: hex(&digest),
        seconds,
    };
    if args.json {
        say_json(&answer);
    } else {
        say(&words(&answer, args));
    }
}

fn words(answer: &Answer, args: &ClusterArgs) -> String {
    let Figures {
        k,
        n_samples,
        n_features,
        inertia,
        silhouette,
        sizes,
        ..
    } = &answer.figures;
    let silhouette =
        silhouette.map_or_else(|| "none".to_owned(), |s| format!("{s:.4}"));
    format!(
        "{k} clusters of {n_samples} samples, {n_features} features: sizes \
         {sizes:?}, inertia {inertia:.4}, silhouette {silhouette}\n\
         digest {}\nwritten to {}\n",
        answer.digest,
        args.labels.display()
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_named_in_order_of_first_appearance() {
        assert_eq!(in_order_of_appearance(&[2, 2, 0, 1, 0]), [0, 0, 1, 2, 1]);
        assert_eq!(in_order_of_appearance(&[]), [0; 0]);
    }

    #[test]
    fn the_labels_file_has_one_column() {
        assert_eq!(labels_file(&[0, 1]), "label\n0\n1\n");
    }
}

//! `cluster`: a numeric matrix to labels and figures.

use std::{fs, path::Path, time::Instant};

use ::cluster::{
    FeatureMatrix, Method, Partition,
    choose::Choice,
    kmeans::constrained::{self, Constraints, Contradiction},
    method::{self, Unfit},
    partition::Stop,
    validity,
};
use kindred::{Executor, Stage, Stopped};
use serde::Serialize;
use serde_json::Value;
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
    method: &'static str,
    k: usize,
    n_samples: usize,
    n_features: usize,
    /// Samples in no cluster: they are left out of the figures.
    n_noise: usize,
    /// Where samples were gathered before they were clustered.
    #[serde(skip_serializing_if = "Option::is_none")]
    n_micro_clusters: Option<usize>,
    /// Where clusters were looked for among some of the samples only.
    #[serde(skip_serializing_if = "Option::is_none")]
    n_drawn: Option<usize>,
    /// Squared distances to the centre of the own cluster.
    inertia: f64,
    silhouette: Option<f64>,
    /// How many samples the silhouette is of.
    silhouette_samples: usize,
    calinski_harabasz: Option<f64>,
    davies_bouldin: Option<f64>,
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
    let (sizes, params) = sizes(&args.method, &args.params)?;
    let mut method = args::method(&args.method, &params)?;
    let host = Terminal::new(&[], args::n_workers(args.workers));
    let matrix = matrix::read(&args.matrix, args.scale)?;
    let x = &matrix.x;
    if let Some(k) = args.k {
        method = given(method, k)?;
    }
    method.check(x).map_err(|unfit| refusal(&unfit))?;
    let new = args.new.as_ref().map(|new| matrix.read_like(new));
    let new = new.transpose()?;
    if let Some(new) = &new {
        takes(&method, new).map_err(|unfit| refusal(&unfit))?;
    }
    let start = Instant::now();
    let (k, exit) = match method.n_clusters() {
        Some(k) => (k, Exit::Done),
        None if method.finds_number() => (0, Exit::Done),
        None => judged(choose::judge(&host, x, K_MAX, args.seed)?.0),
    };
    let fit = fit(&host, x, (&method, &sizes), k, args.seed)?;
    let names = in_order_of_appearance(&fit.labels);
    let labels = named(&fit.labels, &names);
    let figures = figures(x, method.name(), &fit, &labels, args.seed);
    let seconds = start.elapsed().as_secs_f64();
    let file = write(&args.labels, &labels)?;
    if let (Some(new), Some(out)) = (&new, &args.new_labels) {
        write(out, &named(&fit.model.assign(x, new), &names))?;
    }
    drop(host);
    tell(args, figures, &file, seconds);
    Ok(exit)
}

fn given(method: Method, k: usize) -> Outcome<Method> {
    let method = method.with_n_clusters(k);
    if method.finds_number() {
        let name = method.name();
        let why = format!("--k: {name} finds the number of clusters itself");
        return Err(Error::Usage(why));
    }
    Ok(method)
}

fn refusal(unfit: &Unfit) -> Error {
    match unfit {
        Unfit::Parameter {
            parameter: "n_clusters",
            found,
            least,
            most,
        } => Error::Usage(format!("k is {found}; expected {least} to {most}")),
        Unfit::TooFewSamples { found, needed } => {
            Error::Usage(format!("k is {needed}; expected 1 to {found}"))
        }
        Unfit::Parameter { .. }
        | Unfit::Negative { .. }
        | Unfit::TooManySamples { .. } => Error::Usage(unfit.to_string()),
    }
}

fn judged(choice: Choice) -> (usize, Exit) {
    (choice.k, choose::exit(choice.verdict))
}

fn fit(
    host: &Terminal,
    x: &FeatureMatrix,
    (method, sizes): (&Method, &Constraints),
    k: usize,
    seed: u64,
) -> Outcome<Partition> {
    let run = |jobs| {
        let outputs =
            pollster::block_on(host.cluster(Stage::Segment, x, jobs));
        outputs.map_err(stopped)
    };
    let Method::KMeans(params) = method else {
        return Ok(method::best(run(method::start_jobs(method, k, seed))?));
    };
    if sizes.is_empty() {
        return Ok(method::best(run(method::start_jobs(method, k, seed))?));
    }
    let refused = |it: Contradiction| Error::Usage(it.to_string());
    sizes.check(x.n_samples(), k).map_err(refused)?;
    let mut params = params.clone();
    params.n_clusters = Some(k);
    let jobs = constrained::jobs(sizes, &params, seed);
    Ok(method::best(run(jobs)?))
}

/// The bounds on the sizes of the clusters of k-means, and the parameters
/// that are the method's own.
fn sizes(
    name: &str,
    params: &[(String, Value)],
) -> Outcome<(Constraints, Vec<(String, Value)>)> {
    let mut sizes = Constraints::default();
    let is_bound = |name: &str| ["least", "most"].contains(&name);
    let takes = ["kmeans", "k-means"].contains(&name);
    let (bounds, others): (Vec<_>, Vec<_>) = params
        .iter()
        .cloned()
        .partition(|(name, _)| takes && is_bound(name));
    for (name, value) in bounds {
        let size = value.as_u64().filter(|it| *it > 0).ok_or_else(|| {
            let expected = "expected a number of samples, from 1";
            Error::Usage(format!("--param {name}={value}: {expected}"))
        })?;
        match name.as_str() {
            "least" => sizes.least = size as usize,
            _ => sizes.most = Some(size as usize),
        }
    }
    Ok((sizes, others))
}

/// A stop as a failure.
pub(crate) fn stopped(stopped: Stopped) -> Error {
    Failure::from(stopped).into()
}

/// What each label of the method is called: 0, 1, … in order of first
/// appearance.
fn in_order_of_appearance(labels: &[Option<u32>]) -> Vec<Option<u32>> {
    let most = labels.iter().flatten().max();
    let mut names = vec![None; most.map_or(0, |most| *most as usize + 1)];
    let mut n_seen = 0;
    for &label in labels.iter().flatten() {
        names[label as usize].get_or_insert_with(|| {
            n_seen += 1;
            n_seen - 1
        });
    }
    names
}

/// The same partition by these names; nobody is in a cluster without one.
fn named(labels: &[Option<u32>], names: &[Option<u32>]) -> Vec<Option<u32>> {
    let name = |label: &Option<u32>| *names.get((*label)? as usize)?;
    labels.iter().map(name).collect()
}

/// Whether the fitted model can take new samples: one of counts needs counts.
fn takes(method: &Method, new: &FeatureMatrix) -> Result<(), Unfit> {
    let least = new.samples().iter().copied().fold(0.0, f64::min);
    match method {
        Method::Nmf(_) if least < 0.0 => Err(Unfit::Negative { found: least }),
        _ => Ok(()),
    }
}

/// Writes the labels and gives what was written.
fn write(path: &Path, labels: &[Option<u32>]) -> Outcome<String> {
    let file = labels_file(labels);
    fs::write(path, &file).map_err(|error| Error::file(path, &error))?;
    Ok(file)
}

fn figures(
    x: &FeatureMatrix,
    method: &'static str,
    fit: &Partition,
    labels: &[Option<u32>],
    seed: u64,
) -> Figures {
    let (n_samples, n_features) = x.view().dim();
    let at: Vec<usize> =
        (0..n_samples).filter(|&i| labels[i].is_some()).collect();
    let labels: Vec<u32> = labels.iter().copied().flatten().collect();
    let mut sizes = vec![0; fit.n_clusters];
    for &label in &labels {
        sizes[label as usize] += 1;
    }
    let inertia = validity::inertia(x, fit);
    let judged = (!at.is_empty()).then(|| match at.len() == n_samples {
        true => x.clone(),
        false => x.select(&at),
    });
    let of = |index: fn(_, &[u32]) -> Option<f64>| {
        judged.as_ref().and_then(|x| index(x.view(), &labels))
    };
    Figures {
        method,
        k: sizes.len(),
        n_samples,
        n_features,
        n_noise: fit.n_noise(),
        n_micro_clusters: fit.n_micro_clusters,
        n_drawn: fit.n_drawn,
        inertia,
        silhouette: judged.as_ref().and_then(|x| {
            validity::silhouette_on_sample(
                x.view(),
                &labels,
                SILHOUETTE_SAMPLES,
                seed,
            )
        }),
        silhouette_samples: at.len().min(SILHOUETTE_SAMPLES),
        calinski_harabasz: of(validity::calinski_harabasz),
        davies_bouldin: of(validity::davies_bouldin),
        log_likelihood: fit.log_likelihood,
        bic: fit
            .bic()
            .or_else(|| validity::bic(inertia, &sizes, n_features)),
        n_iterations: fit.n_iterations,
        stopped: fit.stopped,
        sizes,
    }
}

fn labels_file(labels: &[Option<u32>]) -> String {
    let mut text = String::from("label\n");
    for label in labels {
        let label = label.map_or_else(String::new, |it| it.to_string());
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
        let labels = [2, 2, 0, 1, 0].map(Some);
        let names = in_order_of_appearance(&labels);
        assert_eq!(named(&labels, &names), [0, 0, 1, 2, 1].map(Some));
        assert_eq!(named(&[Some(1), None], &names), [Some(2), None]);
        assert_eq!(in_order_of_appearance(&[None]), []);
    }

    #[test]
    fn the_labels_file_has_one_column() {
        let labels = [Some(0), None, Some(1)];
        assert_eq!(labels_file(&labels), "label\n0\n\n1\n");
    }
}

//! `choose`: how many clusters a numeric matrix has, if any.

use ::cluster::{
    FeatureMatrix, Method,
    choose::{
        self, Agreement, Choice, Evidence, Judged, Params, Reason, Verdict,
    },
    kmeans,
};
use kindred::{Executor, Stage};
use serde::Serialize;

use crate::{
    args::{self, ChooseArgs},
    cluster::stopped,
    host::Terminal,
    matrix,
    outcome::{Error, Exit, Outcome, say, say_json},
};

#[derive(Serialize)]
struct Answer {
    verdict: Verdict,
    k: usize,
    /// In words.
    reason: String,
    /// The same as data.
    because: Reason,
    evidence: Vec<Evidence>,
    /// What other methods say of that number.
    agreement: Vec<Agreement>,
}

/// Judges k = 1, 2, … and prints the one recommended answer.
///
/// # Errors
/// The matrix, the method or a parameter is refused.
pub(crate) fn choose(args: &ChooseArgs) -> Outcome<Exit> {
    only_k_means(&args::method(&args.method, &[])?)?;
    let host = Terminal::new(&[], args::n_workers(args.workers));
    let x = matrix::read(&args.matrix, args.scale)?.x;
    let (choice, judged) = judge(&host, &x, args.k_max, args.seed)?;
    let agreement = dissent(&host, &judged, choice.k, args.seed)?;
    drop(host);
    let exit = exit(choice.verdict);
    let answer = Answer {
        verdict: choice.verdict,
        k: choice.k,
        reason: words(&choice.reason),
        because: choice.reason,
        evidence: choice.evidence,
        agreement,
    };
    if args.json {
        say_json(&answer);
    } else {
        say(&format!("k = {}: {}\n", answer.k, answer.reason));
    }
    Ok(exit)
}

fn only_k_means(method: &Method) -> Outcome<()> {
    if let Method::KMeans(_) = method {
        return Ok(());
    }
    let name = method.name();
    let why = format!("--method {name}: k is judged by k-means only");
    Err(Error::Usage(why))
}

/// The code of a verdict.
pub(crate) fn exit(verdict: Verdict) -> Exit {
    match verdict {
        Verdict::Segments => Exit::Done,
        Verdict::NoStructure => Exit::Doubt,
    }
}

/// The answer on `1..=k_max` clusters, from one batch of jobs, and the samples
/// that it was judged on.
///
/// # Errors
/// `k_max` is out of its range.
pub(crate) fn judge(
    host: &Terminal,
    x: &FeatureMatrix,
    k_max: usize,
    seed: u64,
) -> Outcome<(Choice, Judged)> {
    if !(2..=30).contains(&k_max) {
        return Err(Error::Usage(format!(
            "--k-max is {k_max}; expected 2 to 30"
        )));
    }
    let params = Params {
        k_max,
        ..Params::default()
    };
    let starts = kmeans::Params::default();
    let judged = Judged::draw(x, &params, seed);
    let map = |jobs: &[::cluster::Job]| {
        let outputs =
            host.cluster(Stage::Choose, judged.matrix(), jobs.to_vec());
        pollster::block_on(outputs).map_err(stopped)
    };
    let mut jobs = choose::jobs(&params, &starts, &judged, seed);
    let mut outputs = map(&jobs)?;
    let more =
        choose::resample_jobs(&params, &starts, &judged, seed, &outputs);
    outputs.extend(map(&more)?);
    jobs.extend(more);
    Ok((choose::judge(&params, &judged, &jobs, outputs), judged))
}

/// What other methods say of `k` clusters.
fn dissent(
    host: &Terminal,
    judged: &Judged,
    k: usize,
    seed: u64,
) -> Outcome<Vec<Agreement>> {
    let (params, starts) = (Params::default(), kmeans::Params::default());
    let jobs = choose::dissent_jobs(&params, &starts, judged, k, seed);
    let outputs = host.cluster(Stage::Choose, judged.matrix(), jobs);
    let outputs = pollster::block_on(outputs).map_err(stopped)?;
    Ok(choose::dissent(outputs))
}

fn words(reason: &Reason) -> String {
    match reason {
        Reason::BestStable {
            stability,
            runner_up,
        } => {
            let next = runner_up.map(|(k, weakest)| {
                format!(
                    "; next best is k = {k}, whose weakest cluster comes \
                     back with Jaccard {weakest:.2}"
                )
            });
            format!(
                "the clearest number whose clusters come back in resamples \
                 (mean Jaccard {stability:.2}) and that sets without \
                 structure do not show{}",
                next.unwrap_or_default()
            )
        }
        Reason::GapPrefersOne => "sets without structure fall apart into \
                                  clusters as well as these samples"
            .into(),
        Reason::NothingStable { best } => format!(
            "no number's clusters come back in resamples; the best weakest \
             cluster reaches Jaccard {best:.2}, 0.75 is needed"
        ),
        Reason::TooFew { n_samples, needed } => format!(
            "{n_samples} samples are too few to judge; {needed} are needed"
        ),
        Reason::Given => "the number was given".into(),
        Reason::InParts { n_parts, n_split } => {
            format!("{n_split} of {n_parts} parts have several clusters")
        }
        Reason::Asked { n_own, n_found, .. } => {
            format!("{n_own} clusters were given, {n_found} looked for")
        }
        Reason::ByMethod { outside } => format!(
            "the method finds the number itself; {:.1}% are in no cluster",
            outside * 100.0
        ),
    }
}

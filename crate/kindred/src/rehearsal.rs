//! A little of what the jobs of a usual run do, on made-up samples: a host
//! that compiles code while it runs has compiled it before anybody waits.

use cluster::{FeatureMatrix, choose, kmeans, method, umap};
use explain::{rule, tree};
use numeric::{Rng, tick::never};

use crate::measure::Asked;

/// Enough for the loops of every job to be seen as worth it.
const N_SAMPLES: usize = 1_500;
const N_FEATURES: usize = 20;
/// Clusters that there are.
const K: usize = 3;

/// Runs it, for a fraction of a second. Nothing of it is kept.
pub fn rehearse() {
    let x = samples();
    let (starts, seed) = (kmeans::Params::default(), 1);
    let params = choose::Params {
        k_max: 5,
        n_references: 2,
        n_resamples: 4,
        ..choose::Params::default()
    };
    let judged = choose::Judged::draw(&x, &params, seed);
    let of = judged.matrix();
    let run = |job: &cluster::Job| cluster::job::run(of, job, &mut never);
    let all =
        |jobs: &[cluster::Job]| jobs.iter().flat_map(run).collect::<Vec<_>>();
    let found = all(&choose::jobs(&params, &starts, &judged, seed));
    all(&choose::resample_jobs(
        &params, &starts, &judged, seed, &found,
    ));
    all(&choose::dissent_jobs(&params, &starts, &judged, K, seed));
    let some: Vec<usize> = (0..200).collect();
    let places = x.samples().chunks(N_FEATURES).take(some.len());
    let start = places.flat_map(|of| [of[0], of[1]]).collect();
    all(umap::job(&some, start, seed).as_slice());
    let starts = method::start_jobs(&Default::default(), K, seed);
    let parted = method::best(all(&starts));
    let labels: Vec<u32> = parted.labels.iter().flatten().copied().collect();
    let centres = parted.centres(&x);
    let centred = tree::Centred {
        matrix: x.view(),
        centres: centres.view(),
    };
    let (n, rules) = (parted.n_clusters, rule::Params::default());
    let trees = tree::Params::default();
    let mut jobs = rule::jobs(&x.view(), &labels, n, &rules);
    jobs.extend(tree::jobs(&x.view(), &labels, n, Some(centred), &trees));
    for job in &jobs {
        explain::job::run(job);
    }
    let of = |at: usize| x.view().column(at).to_vec();
    let (columns, k) = ((0..N_FEATURES).map(of).collect(), n);
    Asked { columns, labels, k }.run();
}

/// Three clouds.
fn samples() -> FeatureMatrix {
    let mut rng = Rng::new(1);
    let values = (0..N_SAMPLES * N_FEATURES).map(|at| {
        let cloud = at / N_FEATURES % K;
        3.0 * (cloud * (at % 2)) as f64 + rng.normal()
    });
    let made = FeatureMatrix::from_samples(values.collect(), N_FEATURES);
    made.expect("finite, and as many as there are")
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_comes_to_its_end() {
        super::rehearse();
    }
}

//! Jobs and outputs as compact bytes, for hosts whose workers share no
//! memory.

use numeric::tick::Tick;

use crate::{FeatureMatrix, Job, JobOutput, job};

/// A job as bytes.
pub fn pack(job: &Job) -> Vec<u8> {
    postcard::to_allocvec(job).expect("jobs are plain data")
}

/// Runs a packed job; gives its packed output.
///
/// # Errors
/// The bytes are not a job, or the tick asked to stop: a sentence.
///
/// ```
/// use cluster::{FeatureMatrix, Method, method, wire};
/// let x = FeatureMatrix::new(ndarray::array![[0.0], [9.0]]).unwrap();
/// let jobs = method::start_jobs(&Method::default(), 2, 7);
/// let bytes = wire::pack(&jobs[0]);
/// let mut never = numeric::tick::never;
/// let output = wire::run(&x, &bytes, &mut never).unwrap();
/// let there = cluster::job::run(&x, &jobs[0], &mut never).unwrap();
/// assert_eq!(wire::unpack(&output), Ok(there));
/// ```
pub fn run(
    x: &FeatureMatrix,
    job: &[u8],
    tick: Tick<'_>,
) -> Result<Vec<u8>, String> {
    let job = postcard::from_bytes(job).map_err(|e| e.to_string())?;
    let output = job::run(x, &job, tick).map_err(|_| "interrupted")?;
    Ok(postcard::to_allocvec(&output).expect("outputs are plain data"))
}

/// An output from its bytes.
///
/// # Errors
/// They are not an output: a sentence.
pub fn unpack(output: &[u8]) -> Result<JobOutput, String> {
    postcard::from_bytes(output).map_err(|error| error.to_string())
}

/// Names a matrix by its numbers, so that a host sends it to a worker once
/// (64-bit FNV-1a over the bits).
pub fn fingerprint(x: &FeatureMatrix) -> String {
    let hash = x.view().iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, x| {
        (hash ^ x.to_bits()).wrapping_mul(0x0000_0100_0000_01B3)
    });
    format!("{}x{}:{hash:016x}", x.n_samples(), x.n_features())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Method, choose, kmeans, method, umap};

    #[test]
    fn every_job_and_its_output_survive_the_way_to_a_worker() {
        let x = (0..60).map(|i| f64::from(i * i % 17)).collect();
        let x = FeatureMatrix::from_samples(x, 2).unwrap();
        let (params, starts) = Default::default();
        let params = choose::Params {
            n_references: 5,
            n_resamples: 10,
            k_max: 2,
            ..params
        };
        let starts: kmeans::Params = starts;
        let judged = choose::Judged::draw(&x, &params, 1);
        let mut jobs = choose::jobs(&params, &starts, &judged, 1);
        let run_here = |it| job::run(&x, it, &mut numeric::tick::never);
        let found: Result<Vec<_>, _> = jobs.iter().map(run_here).collect();
        let found = found.unwrap();
        let more = choose::resample_jobs(&params, &starts, &judged, 1, &found);
        jobs.extend(more);
        jobs.extend(choose::dissent_jobs(&params, &starts, &judged, 2, 1));
        for method in Method::every() {
            jobs.extend(method::start_jobs(&method, 2, 3));
        }
        let some: Vec<usize> = (0..24).collect();
        jobs.extend(umap::job(&some, vec![0.5; 48], 4));
        let pairs = kmeans::constrained::Constraints {
            together: vec![vec![0, 7]],
            most: Some(16),
            ..Default::default()
        };
        let two = kmeans::Params {
            n_clusters: Some(2),
            n_restarts: 2,
            ..kmeans::Params::default()
        };
        jobs.extend(kmeans::constrained::jobs(&pairs, &two, 5));
        for job in jobs {
            let mut never = numeric::tick::never;
            let there = run(&x, &pack(&job), &mut never).unwrap();
            let here = job::run(&x, &job, &mut never).unwrap();
            assert_eq!(unpack(&there), Ok(here), "{job:?}");
        }
    }
}

//! One pass of the EM algorithm: shares and their moments at once, so that
//! no matrix of shares is kept.

use numeric::tick::{Interrupted, Tick};
use wide::f64x4;

use super::Covariance;
use super::batch::{Batch, LANES, LogSum, lanes};
use super::frame::Frame;
use super::normals::{Normals, Rows, Whitening};

/// Batches between two ticks.
const TICK: usize = 128;

/// A component with less than this of all samples keeps its place.
const NO_MASS: f64 = 1e-10;

/// Samples and the frame they are read in.
#[derive(Clone, Copy)]
pub(super) struct Samples<'a> {
    /// `[sample][feature]`
    pub(super) values: &'a [f64],
    pub(super) frame: &'a Frame,
}

/// Sums over the samples, weighted by their shares, of their differences
/// from the component's mean so far: no digits cancel.
pub(super) struct Moments {
    rows: Rows,
    /// `[component]`
    masses: Vec<f64x4>,
    /// `[component][feature]`
    firsts: Vec<f64x4>,
    /// `[component][entry]`
    seconds: Vec<f64x4>,
}

/// The moments of a pass and the logarithm of the likelihood before it.
pub(super) struct Passed {
    pub(super) moments: Moments,
    pub(super) log_likelihood: f64,
}

impl Samples<'_> {
    pub(super) fn n_samples(&self) -> usize {
        self.values.len() / self.frame.n_features()
    }

    /// Calls `use_batch` with every sixteen samples and the position of
    /// their first.
    pub(super) fn each(
        &self,
        n_components: usize,
        tick: Tick<'_>,
        use_batch: &mut dyn FnMut(&mut Batch, usize),
    ) -> Result<(), Interrupted> {
        let d = self.frame.n_features();
        let maps = self.frame.maps();
        let mut batch = Batch::new(d, n_components);
        let n_samples = self.n_samples() as f64;
        for (b, samples) in self.values.chunks(LANES * d).enumerate() {
            let first = b * LANES;
            if b % TICK == 0 {
                tick(first as f64 / n_samples)?;
            }
            batch.load(samples, &maps);
            use_batch(&mut batch, first);
        }
        Ok(())
    }

    /// The moments by the posteriors of `normals`.
    pub(super) fn pass(
        &self,
        normals: &Normals,
        tick: Tick<'_>,
    ) -> Result<Passed, Interrupted> {
        let mut moments = Moments::new(normals);
        let mut log = LogSum::new();
        self.each(normals.n_components(), tick, &mut |batch, _| {
            batch.expect(normals, &mut log);
            moments.add(batch, normals);
        })?;
        Ok(Passed {
            moments,
            log_likelihood: log.total(),
        })
    }

    /// Normal distributions of groups: one label a sample, each below
    /// `n_groups` and each at least once.
    pub(super) fn normals_of(
        &self,
        labels: &[u32],
        n_groups: usize,
        shape: Shape,
    ) -> Normals {
        let rows = Rows::new(self.frame.n_features(), shape.covariance);
        let mut normals = Normals {
            rows,
            log_norms: vec![0.0; n_groups],
            weights: vec![0.0; n_groups],
            means: self.group_means(labels, n_groups),
            whitens: vec![0.0; n_groups * rows.n_entries()],
        };
        let mut moments = Moments::new(&normals);
        let never = &mut numeric::tick::never;
        let done = self.each(n_groups, never, &mut |batch, first| {
            let own = &labels[first..first + batch.n_samples()];
            for (c, shares) in batch.shares.iter_mut().enumerate() {
                let mut row = [0.0; LANES];
                for (share, label) in row.iter_mut().zip(own) {
                    *share = f64::from(u8::from(*label as usize == c));
                }
                *shares = lanes(&row);
            }
            moments.add(batch, &normals);
        });
        done.expect("the tick never stops");
        moments.maximise(&mut normals, shape, self.frame);
        normals
    }

    fn group_means(&self, labels: &[u32], n_groups: usize) -> Vec<f64> {
        let d = self.frame.n_features();
        let maps = self.frame.maps();
        let mut sums = vec![0.0; n_groups * d];
        let mut sizes = vec![0.0; n_groups];
        for (sample, label) in self.values.chunks_exact(d).zip(labels) {
            let group = *label as usize;
            sizes[group] += 1.0;
            let sums = &mut sums[group * d..(group + 1) * d];
            for (sum, (value, map)) in
                sums.iter_mut().zip(sample.iter().zip(&maps))
            {
                *sum += (value - map[0]) * map[1];
            }
        }
        for (sums, size) in sums.chunks_exact_mut(d).zip(sizes) {
            sums.iter_mut().for_each(|sum| *sum /= size);
        }
        sums
    }
}

/// The form of the covariances.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) covariance: Covariance,
    /// Added to every variance, in squared units of the samples.
    pub(super) ridge: f64,
}

impl Moments {
    fn new(normals: &Normals) -> Self {
        let k = normals.n_components();
        let zeros = |n| vec![f64x4::ZERO; n];
        Self {
            rows: normals.rows,
            masses: zeros(k),
            firsts: zeros(normals.means.len()),
            seconds: zeros(normals.whitens.len()),
        }
    }

    fn add(&mut self, batch: &mut Batch, normals: &Normals) {
        for component in 0..self.masses.len() {
            if batch.is_touched(component) {
                self.add_to(component, batch, normals);
            }
        }
    }

    #[inline]
    fn add_to(&mut self, component: usize, batch: &mut Batch, at: &Normals) {
        let rows = self.rows;
        let (d, n_entries) = (rows.n_features, rows.n_entries());
        let share = batch.shares[component];
        let away = batch.away_from(at.mean(component));
        let [a, b, c, e] = share;
        self.masses[component] += (a + b) + (c + e);
        let firsts = &mut self.firsts[component * d..][..d];
        let mut seconds = &mut self.seconds[component * n_entries..];
        for (i, first) in firsts.iter_mut().enumerate() {
            let mut own = share;
            for b in 0..4 {
                own[b] *= away[i][b];
            }
            let [a, b, c, e] = own;
            *first += (a + b) + (c + e);
            let others = &away[rows.first(i)..=i];
            let (row, rest) = seconds.split_at_mut(others.len());
            seconds = rest;
            for (second, other) in row.iter_mut().zip(others) {
                let ab = own[0] * other[0] + own[1] * other[1];
                let ce = own[2] * other[2] + own[3] * other[3];
                *second += ab + ce;
            }
        }
    }

    /// Moves `normals` to what makes the samples most likely, given the
    /// shares.
    pub(super) fn maximise(
        self,
        normals: &mut Normals,
        shape: Shape,
        frame: &Frame,
    ) {
        let (d, k) = (self.rows.n_features, self.masses.len());
        let n_entries = self.rows.n_entries();
        let masses: Vec<f64> = self.masses.iter().map(sum).collect();
        let n_samples: f64 = masses.iter().sum();
        let ridges = frame.ridges(shape.ridge);
        let mut pooled = vec![0.0; n_entries];
        for (component, mass) in masses.into_iter().enumerate() {
            normals.weights[component] = mass / n_samples;
            if mass < NO_MASS {
                continue;
            }
            let scatter = self.scatter(component, mass);
            let steps = &self.firsts[component * d..][..d];
            let means = &mut normals.means[component * d..][..d];
            for (mean, step) in means.iter_mut().zip(steps) {
                *mean += sum(step) / mass;
            }
            if shape.covariance == Covariance::Tied {
                let pairs = pooled.iter_mut().zip(scatter);
                pairs.for_each(|(sum, part)| *sum += part);
                continue;
            }
            let white = whitening(self.rows, &scatter, mass, &ridges);
            normals.whitens[component * n_entries..][..n_entries]
                .copy_from_slice(&white.entries);
            normals.log_norms[component] = white.log_norm(mass / n_samples, d);
        }
        if shape.covariance == Covariance::Tied {
            let white = whitening(self.rows, &pooled, n_samples, &ridges);
            normals.whitens = white.entries.repeat(k);
            let norm = |weight: &f64| white.log_norm(*weight, d);
            normals.log_norms = normals.weights.iter().map(norm).collect();
        }
    }

    /// The sums of products of differences from the new mean.
    fn scatter(&self, component: usize, mass: f64) -> Vec<f64> {
        let rows = self.rows;
        let (d, n_entries) = (rows.n_features, rows.n_entries());
        let firsts: Vec<f64> =
            self.firsts[component * d..][..d].iter().map(sum).collect();
        let seconds = &self.seconds[component * n_entries..][..n_entries];
        let mut scatter: Vec<f64> = seconds.iter().map(sum).collect();
        for i in 0..d {
            for j in rows.first(i)..=i {
                scatter[rows.entry(i, j)] -= firsts[i] * firsts[j] / mass;
            }
        }
        scatter
    }
}

fn whitening(
    rows: Rows,
    scatter: &[f64],
    mass: f64,
    ridges: &[f64],
) -> Whitening {
    let mut covariance: Vec<f64> =
        scatter.iter().map(|sum| sum / mass).collect();
    for (i, ridge) in ridges.iter().enumerate() {
        covariance[rows.entry(i, i)] += ridge;
    }
    Whitening::of(rows, &covariance, ridges)
}

fn sum(lanes: &f64x4) -> f64 {
    lanes.to_array().iter().sum()
}

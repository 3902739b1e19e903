//! The beam search for a rule.

use ndarray::ArrayView2;

use crate::bins::Bins;
use crate::rule::{Condition, Params, Relation, share};

/// Rules kept from one length to the next.
const BEAM_WIDTH: usize = 10;

/// The searched samples, binned.
pub(crate) struct Search<'a> {
    bins: Vec<Bins>,
    labels: Vec<u32>,
    params: &'a Params,
}

impl<'a> Search<'a> {
    /// Bins the samples to be searched.
    pub(crate) fn new(
        x: ArrayView2<'_, f64>,
        labels: &[u32],
        samples: &[usize],
        params: &'a Params,
    ) -> Self {
        let column = |feature: usize| {
            samples.iter().map(move |&sample| x[[sample, feature]])
        };
        Self {
            bins: (0..x.ncols())
                .map(|feature| Bins::new(column(feature).collect()))
                .collect(),
            labels: samples.iter().map(|&sample| labels[sample]).collect(),
            params,
        }
    }

    /// The conditions of the best rule for a cluster.
    pub(crate) fn best(&self, label: u32) -> Vec<Condition> {
        let own = self.labels.iter().filter(|&&l| l == label).count();
        if own == 0 || own == self.labels.len() {
            return Vec::new();
        }
        let mut beam = vec![Candidate {
            cuts: Vec::new(),
            score: f64::NEG_INFINITY,
        }];
        let mut best = beam[0].clone();
        for _ in 0..self.params.max_conditions {
            beam = self.longer(label, own as u32, &beam);
            match beam.first() {
                Some(first) if first.score > best.score => {
                    best = first.clone();
                }
                Some(_) => {}
                None => break,
            }
        }
        self.conditions(best.cuts)
    }

    /// The best rules of one more condition.
    fn longer(
        &self,
        label: u32,
        size: u32,
        beam: &[Candidate],
    ) -> Vec<Candidate> {
        let mut longer: Vec<Candidate> = beam
            .iter()
            .flat_map(|candidate| self.extend(label, size, candidate))
            .collect();
        numeric::order::by(&mut longer, |a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| a.cuts.cmp(&b.cuts))
        });
        longer.dedup_by(|a, b| a.cuts == b.cuts);
        longer.truncate(BEAM_WIDTH);
        longer
    }

    fn extend(
        &self,
        label: u32,
        size: u32,
        candidate: &Candidate,
    ) -> Vec<Candidate> {
        let covered = self.covered(&candidate.cuts);
        let cost = self.params.condition_cost * candidate.cuts.len() as f64;
        let mut found = Vec::new();
        for feature in 0..self.bins.len() {
            let sides = self.sides(label, feature, &covered);
            for (cut, counts) in sides {
                let taken = candidate.cuts.iter().any(|earlier| {
                    earlier.feature == cut.feature
                        && earlier.relation == cut.relation
                });
                if taken || counts.all as usize == covered.len() {
                    continue;
                }
                let mut cuts = candidate.cuts.clone();
                cuts.insert(cuts.partition_point(|it| *it < cut), cut);
                found.push(Candidate {
                    cuts,
                    score: counts.f1(size) - cost,
                });
            }
        }
        found
    }

    /// Every cut of a feature, with what it covers of the covered samples.
    fn sides(
        &self,
        label: u32,
        feature: usize,
        covered: &[u32],
    ) -> Vec<(Cut, Counts)> {
        let bins = &self.bins[feature];
        let mut histogram = vec![Counts::default(); bins.len()];
        let mut present = Counts::default();
        for &sample in covered {
            let Some(bin) = bins.code(sample as usize) else {
                continue;
            };
            let own = self.labels[sample as usize] == label;
            histogram[usize::from(bin)].add(own);
            present.add(own);
        }
        let mut below = Counts::default();
        let mut sides = Vec::with_capacity(2 * bins.len());
        for (bin, counts) in histogram.into_iter().enumerate() {
            let cut = |relation| Cut {
                feature,
                relation,
                bin: bin as u8,
            };
            let above = Counts {
                own: present.own - below.own,
                all: present.all - below.all,
            };
            sides.push((cut(Relation::AtLeast), above));
            below.own += counts.own;
            below.all += counts.all;
            sides.push((cut(Relation::AtMost), below));
        }
        sides
    }

    fn covered(&self, cuts: &[Cut]) -> Vec<u32> {
        (0..self.labels.len() as u32)
            .filter(|&sample| {
                cuts.iter().all(|cut| {
                    match self.bins[cut.feature].code(sample as usize) {
                        None => false,
                        Some(bin) => match cut.relation {
                            Relation::AtMost => bin <= cut.bin,
                            Relation::AtLeast => bin >= cut.bin,
                        },
                    }
                })
            })
            .collect()
    }

    fn conditions(&self, cuts: Vec<Cut>) -> Vec<Condition> {
        cuts.into_iter()
            .map(|cut| {
                let bins = &self.bins[cut.feature];
                Condition {
                    feature_index: cut.feature,
                    relation: cut.relation,
                    threshold: match cut.relation {
                        Relation::AtMost => bins.largest(cut.bin),
                        Relation::AtLeast => bins.smallest(cut.bin),
                    },
                }
            })
            .collect()
    }
}

/// Covered samples, and those of them in the cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    own: u32,
    all: u32,
}

impl Counts {
    fn add(&mut self, own: bool) {
        self.own += u32::from(own);
        self.all += 1;
    }

    /// `F1 = 2 · own / (covered + cluster size)`.
    fn f1(self, size: u32) -> f64 {
        share(2 * self.own, self.all + size)
    }
}

/// A side of a bin of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cut {
    feature: usize,
    relation: Relation,
    bin: u8,
}

/// A rule under construction, and the samples it covers.
#[derive(Clone, Debug)]
struct Candidate {
    cuts: Vec<Cut>,
    score: f64,
}

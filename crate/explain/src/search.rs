//! The beam search for conjunctions.

use serde::{Deserialize, Serialize};

use crate::Samples;
use crate::bins::Bins;
use crate::rule::{Condition, Relation};

/// The searched samples, binned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Search {
    bins: Vec<Bins>,
    n_samples: usize,
}

/// What conjunctions are to cover.
pub(crate) struct Sought<'a> {
    /// What each searched sample counts.
    pub worth: &'a [f64],
    /// Conditions at most.
    pub max_conditions: usize,
    /// Conjunctions kept from one length to the next.
    pub width: usize,
    /// Which cuts of a feature make a conjunction longer.
    pub cuts: Cuts,
    /// The score of a conjunction that covers so much with so many
    /// conditions; `None` where it may not be.
    pub score: &'a dyn Fn(Sums, usize) -> Option<f64>,
}

/// Which cuts of a feature make a conjunction longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cuts {
    /// Every one.
    All,
    /// The best to each side, so that others are not crowded out.
    BestOfSide,
}

impl Search {
    /// Bins the samples to be searched.
    pub(crate) fn new(x: &dyn Samples, samples: &[usize]) -> Self {
        let column = |feature: usize| {
            samples.iter().map(move |&sample| x.value(sample, feature))
        };
        Self {
            bins: (0..x.dim().1)
                .map(|feature| Bins::new(column(feature).collect()))
                .collect(),
            n_samples: samples.len(),
        }
    }

    /// The best conjunctions of one condition, of two and so on, as long as
    /// there are any; best first, ties to the first features.
    pub(crate) fn levels(&self, sought: &Sought<'_>) -> Vec<Vec<Candidate>> {
        let mut levels = Vec::new();
        let mut beam = vec![Candidate::default()];
        for _ in 0..sought.max_conditions {
            beam = self.longer(sought, &beam);
            if beam.is_empty() {
                break;
            }
            levels.push(beam.clone());
        }
        levels
    }

    /// The best conjunctions of one more condition.
    fn longer(
        &self,
        sought: &Sought<'_>,
        beam: &[Candidate],
    ) -> Vec<Candidate> {
        let mut longer: Vec<Candidate> = beam
            .iter()
            .flat_map(|candidate| self.extend(sought, candidate))
            .collect();
        sort(&mut longer);
        longer.dedup_by(|a, b| a.cuts == b.cuts);
        longer.truncate(sought.width);
        longer
    }

    fn extend(
        &self,
        sought: &Sought<'_>,
        candidate: &Candidate,
    ) -> Vec<Candidate> {
        let covered = self.covered(&candidate.cuts);
        let n_conditions = candidate.cuts.len() + 1;
        let mut found: Vec<(Cut, f64)> = Vec::new();
        for feature in 0..self.bins.len() {
            let first = found.len();
            for (cut, sums) in self.sides(sought.worth, feature, &covered) {
                let alike = |it: &Cut| it.side() == cut.side();
                if candidate.cuts.iter().any(alike)
                    || sums.n as usize == covered.len()
                {
                    continue;
                }
                let Some(score) = (sought.score)(sums, n_conditions) else {
                    continue;
                };
                let mut of_feature = found[first..].iter_mut();
                let best = match sought.cuts {
                    Cuts::All => None,
                    Cuts::BestOfSide => of_feature.find(|it| alike(&it.0)),
                };
                match best {
                    None => found.push((cut, score)),
                    Some(best) if score > best.1 => *best = (cut, score),
                    Some(_) => {}
                }
            }
        }
        let longer = |(cut, score)| {
            let mut cuts = candidate.cuts.clone();
            cuts.insert(cuts.partition_point(|it| *it < cut), cut);
            Candidate { cuts, score }
        };
        found.into_iter().map(longer).collect()
    }

    /// Every cut of a feature, with what it covers of the covered samples.
    fn sides(
        &self,
        worth: &[f64],
        feature: usize,
        covered: &[u32],
    ) -> Vec<(Cut, Sums)> {
        let bins = &self.bins[feature];
        let mut histogram = vec![Sums::default(); bins.len()];
        let mut present = Sums::default();
        for &sample in covered {
            let Some(bin) = bins.code(sample as usize) else {
                continue;
            };
            let own = Sums {
                worth: worth[sample as usize],
                n: 1,
            };
            histogram[usize::from(bin)].add(own);
            present.add(own);
        }
        let mut below = Sums::default();
        let mut sides = Vec::with_capacity(2 * bins.len());
        for (bin, own) in histogram.into_iter().enumerate() {
            let cut = |relation| Cut {
                feature,
                relation,
                bin: bin as u8,
            };
            let above = Sums {
                worth: present.worth - below.worth,
                n: present.n - below.n,
            };
            sides.push((cut(Relation::AtLeast), above));
            below.add(own);
            sides.push((cut(Relation::AtMost), below));
        }
        sides
    }

    /// The searched samples that a conjunction covers, ascending.
    pub(crate) fn covered(&self, cuts: &[Cut]) -> Vec<u32> {
        (0..self.n_samples as u32)
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

    /// A conjunction in the values of its features.
    pub(crate) fn conditions(&self, cuts: &[Cut]) -> Vec<Condition> {
        cuts.iter()
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

/// What is covered. Sums of whole numbers and halves are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    /// What the covered samples count together.
    pub worth: f64,
    /// How many there are.
    pub n: u32,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.worth += other.worth;
        self.n += other.n;
    }
}

/// A side of a bin of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut {
    feature: usize,
    relation: Relation,
    bin: u8,
}

impl Cut {
    /// A conjunction has one condition to each side of a feature.
    fn side(self) -> (usize, Relation) {
        (self.feature, self.relation)
    }
}

/// A conjunction under construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidate {
    /// In ascending order.
    pub cuts: Vec<Cut>,
    pub score: f64,
}

/// Best first, ties to the first features.
pub(crate) fn sort(candidates: &mut Vec<Candidate>) {
    numeric::order::by(candidates, |a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.cuts.cmp(&b.cuts))
    });
}

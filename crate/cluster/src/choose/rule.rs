//! From evidence to one answer.
//!
//! A number of clusters counts when its clusters come back in resamples and
//! sets without structure do not show them: neither a uniform box nor one
//! elliptical cloud, or else a valley lies between every two clusters. One
//! round cloud passes neither: it is denser in the middle than the box and
//! no more clustered than the ellipse.
//!
//! Among the numbers that count, valleys decide first (the clusters are
//! natural groups; a silhouette alone joins groups that lie near each
//! other), then the gap, then the silhouette.

use ndarray::Array2;
use numeric::stats::{mean, population_variance};

use super::evidence::Gathered;
use super::{Choice, Evidence, NEEDED, Reason, Verdict};

/// Standard deviations that the samples must be above a reference where
/// their groups are apart.
const BEYOND_CHANCE: f64 = 4.0;

/// The same where nothing lies between the groups but a border: of many
/// samples, any shape but those of the references is some deviations away.
const FAR_BEYOND: f64 = 8.0;

/// The weakest cluster's Jaccard that holds (Hennig 2007).
const HOLDS: f64 = 0.75;

/// The weakest cluster's Jaccard that is firm (Hennig 2007).
const FIRM: f64 = 0.85;

/// The shallowest valley that makes groups without any reference set.
const DEEP: f64 = 1.3;

/// The shallowest valley of groups that are apart.
const APART: f64 = 0.8;

/// Gaps closer than this are the same; the fewer clusters win.
const SAME_GAP: f64 = 0.02;

/// A number of clusters above one, as the rule sees it.
struct Candidate {
    k: usize,
    silhouette: f64,
    /// The lesser of the excesses over the two references.
    gap: f64,
    /// Standard deviations of that excess.
    beyond: f64,
    weakest: f64,
    valley: f64,
}

pub(super) fn too_few(n_samples: usize) -> Choice {
    let needed = NEEDED;
    no_structure(Reason::TooFew { n_samples, needed }, Told::default())
}

/// Decides on evidence for `k = 1..`, in order.
pub(super) fn decide(gathered: Vec<Gathered>) -> Choice {
    let candidates: Vec<Candidate> = (1..gathered.len())
        .filter_map(|at| Candidate::of(&gathered, at))
        .collect();
    let told = Told::of(&gathered);
    let visible: Vec<Candidate> = candidates
        .into_iter()
        .filter(Candidate::is_visible)
        .collect();
    if visible.is_empty() {
        return no_structure(Reason::GapPrefersOne, told);
    }
    let (stable, shaky): (Vec<_>, Vec<_>) =
        visible.into_iter().partition(|c| c.weakest >= HOLDS);
    let Some(winner) = best(&stable) else {
        let best = highest(&shaky, |c| c.weakest).map_or(0.0, |c| c.weakest);
        return no_structure(Reason::NothingStable { best }, told);
    };
    let others = stable.iter().chain(&shaky).filter(|c| c.k != winner.k);
    let runner_up =
        highest(others, |c| c.silhouette).map(|c| (c.k, c.weakest));
    let stability = mean(&gathered[winner.k - 1].jaccard).unwrap_or(0.0);
    Choice {
        verdict: Verdict::Segments,
        k: winner.k,
        reason: Reason::BestStable {
            stability,
            runner_up,
        },
        evidence: told.evidence,
        centres: told.centres,
    }
}

/// The answer among numbers that count, in ascending order.
fn best(stable: &[Candidate]) -> Option<&Candidate> {
    let clearest = highest(stable, |c| c.silhouette)?;
    let apart = stable.iter().filter(|c| c.valley >= APART);
    if let Some(apart) = highest(apart, |c| c.gap) {
        return Some(if apart.k > clearest.k {
            apart
        } else {
            clearest
        });
    }
    let firm = || stable.iter().filter(|c| c.weakest >= FIRM);
    let top = highest(firm(), |c| c.gap).map(|c| c.gap);
    top.and_then(|top| firm().find(|c| c.gap >= top - SAME_GAP))
        .or(Some(clearest))
}

impl Candidate {
    /// Of `gathered[at]`; `None` where there are fewer clusters than asked.
    fn of(gathered: &[Gathered], at: usize) -> Option<Self> {
        let here = &gathered[at];
        let figures = &here.figures;
        if figures.sizes.len() != at + 1 {
            return None;
        }
        let (boxes, box_sd) = excess(gathered, at, |g| &g.boxes);
        let (ellipses, ellipse_sd) = excess(gathered, at, |g| &g.ellipses);
        Some(Self {
            k: at + 1,
            silhouette: figures.silhouette?,
            gap: boxes.min(ellipses),
            beyond: (boxes / box_sd).min(ellipses / ellipse_sd),
            weakest: here.jaccard.iter().copied().fold(1.0, f64::min),
            valley: figures.valley?,
        })
    }

    /// Sets without structure do not look like this.
    fn is_visible(&self) -> bool {
        let needed = if self.valley >= APART {
            BEYOND_CHANCE
        } else {
            FAR_BEYOND
        };
        self.beyond >= needed || self.valley >= DEEP
    }
}

/// How much more the logarithm of the inertia falls from one cluster to
/// `at + 1` than it does in reference sets, and their standard deviation.
fn excess(
    gathered: &[Gathered],
    at: usize,
    sets: impl Fn(&Gathered) -> &[f64],
) -> (f64, f64) {
    let drops: Vec<f64> = sets(&gathered[0])
        .iter()
        .zip(sets(&gathered[at]))
        .map(|(one, many)| one - many)
        .collect();
    let own = gathered[0].log_inertia - gathered[at].log_inertia;
    let expected = mean(&drops).unwrap_or(own);
    let sd = population_variance(&drops).unwrap_or(0.0).sqrt();
    (own - expected, sd.max(1e-9))
}

/// What the answer carries of each number.
#[derive(Default)]
struct Told {
    evidence: Vec<Evidence>,
    centres: Vec<Array2<f64>>,
}

impl Told {
    fn of(gathered: &[Gathered]) -> Self {
        let centres = gathered.iter().map(|here| here.figures.centres.clone());
        Self {
            evidence: gathered.iter().enumerate().map(evidence).collect(),
            centres: centres.collect(),
        }
    }
}

fn evidence((at, here): (usize, &Gathered)) -> Evidence {
    let figures = &here.figures;
    let n_references = here.boxes.len() as f64;
    let gap = mean(&here.boxes).map(|mean| mean - here.log_inertia);
    let sd = population_variance(&here.boxes).map(f64::sqrt);
    Evidence {
        k: at + 1,
        silhouette: figures.silhouette,
        calinski_harabasz: figures.calinski_harabasz,
        davies_bouldin: figures.davies_bouldin,
        gap,
        gap_se: sd.map(|sd| sd * (1.0 + 1.0 / n_references).sqrt()),
        bic: figures.bic,
        prediction_strength: mean(&here.strength),
        jaccard: if at == 0 {
            vec![1.0]
        } else {
            here.jaccard.clone()
        },
        smallest: figures.sizes.last().copied().unwrap_or(0),
    }
}

fn no_structure(reason: Reason, told: Told) -> Choice {
    Choice {
        verdict: Verdict::NoStructure,
        k: 1,
        reason,
        evidence: told.evidence,
        centres: told.centres,
    }
}

/// The candidate with the highest figure; ties to the fewer clusters.
fn highest<'a>(
    candidates: impl IntoIterator<Item = &'a Candidate>,
    figure: impl Fn(&Candidate) -> f64,
) -> Option<&'a Candidate> {
    candidates.into_iter().reduce(|best, next| {
        if figure(next) > figure(best) {
            next
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::Figures;
    use super::*;

    /// Evidence on `k` clusters: how far the inertia falls below that of
    /// sets without structure, in their standard deviations.
    fn seen(k: usize, silhouette: f64, beyond: f64, weakest: f64) -> Gathered {
        let sets = vec![-0.1, 0.1];
        Gathered {
            figures: Figures {
                sizes: vec![60; k],
                silhouette: (k > 1).then_some(silhouette),
                valley: (k > 1).then_some(1.0),
                ..Figures::default()
            },
            jaccard: vec![weakest; k],
            strength: Vec::new(),
            log_inertia: -0.1 * beyond,
            boxes: if k > 1 { sets.clone() } else { vec![0.0; 2] },
            ellipses: if k > 1 { sets } else { vec![0.0; 2] },
        }
    }

    fn runner_up(others: [Gathered; 2]) -> Option<(usize, f64)> {
        let [three, four] = others;
        let one = seen(1, 0.0, 0.0, 1.0);
        let two = seen(2, 0.6, 9.0, 0.95);
        let choice = decide(vec![one, two, three, four]);
        assert_eq!((choice.verdict, choice.k), (Verdict::Segments, 2));
        match choice.reason {
            Reason::BestStable { runner_up, .. } => runner_up,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_number_that_chance_shows_as_well_is_no_runner_up() {
        let by_chance = || seen(3, 0.55, 1.0, 0.9);
        let holds = seen(4, 0.5, 6.0, 0.8);
        assert_eq!(runner_up([by_chance(), holds]), Some((4, 0.8)));
        let shaky = seen(4, 0.5, 6.0, 0.6);
        assert_eq!(runner_up([by_chance(), shaky]), Some((4, 0.6)));
        let also_by_chance = seen(4, 0.5, 1.0, 0.9);
        assert_eq!(runner_up([by_chance(), also_by_chance]), None);
    }
}

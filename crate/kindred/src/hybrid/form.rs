//! From what is asked to segments.

use cluster::{
    FeatureMatrix, Method, Partition,
    automatic::Which,
    choose::{self, Choice, Judged, Reason},
    kmeans::constrained::{self, Broken, Constraints},
    method,
};
use numeric::rng;
use table::Warning;

use super::{Hybrid, refusal, sets::Sets};
use crate::{
    Executor, Features, Plan, RunError, Stage,
    groups::Members,
    lifecycle,
    recipe::Prepared,
    rules,
    segment::{self, AGAIN_STREAM, FIT_STREAM, Grouping, Kind, Part},
    words::{self, HybridWords},
};

/// Streams of seeds beyond those of [`segment`].
const STREAM: u64 = 0x6879_6272;

/// What is told of segments that are partly one's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// For each segment the rule that it is, by its name; `None` where it
    /// was found.
    pub own: Vec<Option<String>>,
    /// Groups that the evidence recommends among the others; 1 where there
    /// are no natural ones, 0 where the number was not judged.
    pub judged: usize,
    /// Whether the groups were held to anything.
    pub is_held: bool,
    /// What could not be kept.
    pub broken: Vec<Held>,
}

impl Kept {
    /// Why so many segments, `n_groups` without those who are in none.
    pub(crate) fn reason(&self, n_groups: usize) -> Reason {
        let n_own = self.own.iter().flatten().count();
        Reason::Asked {
            n_own,
            n_found: n_groups - n_own,
            judged: self.judged,
            is_held: self.is_held,
        }
    }

    /// The segments in another order, by where they stood.
    pub(crate) fn reorder(&mut self, order: &[usize]) {
        let own = order.iter().map(|&old| self.own[old].clone());
        self.own = own.collect();
    }

    /// What the user must see of what could not be kept.
    fn warning(&self, words: &HybridWords) -> Option<Warning> {
        let said = self.broken.iter().map(|it| words.broken(it));
        let said: Vec<String> = said.collect();
        let n = said.len() as u64;
        (n > 0).then(|| Warning::new("W_NOT_KEPT", n, said.join(" ")))
    }
}

impl Grouping {
    /// What the user must see of conditions that could not be kept.
    pub(crate) fn not_kept(&self, words: &HybridWords) -> Option<Warning> {
        match &self.kind {
            Kind::Hybrid(kept) => kept.warning(words),
            Kind::Groups | Kind::ValueTiers(_) | Kind::Staged(_) => None,
        }
    }
}

/// What customers did, and where they stand and what they are by it.
type Of<'a> = (
    (&'a Features, &'a Prepared),
    (&'a [lifecycle::Stage], &'a [Members]),
);

/// What [`segment`] gives.
pub(crate) struct Formed {
    pub grouping: Grouping,
    /// The evidence on the groups of those who are not frozen, where some
    /// are.
    pub judged: Option<Choice>,
}

/// A condition that could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// The rule whose customers should share a group, or the two that
    /// should not meet.
    pub rules: Vec<String>,
    /// How many customers are elsewhere than asked.
    pub customers: u64,
}

/// The groups of those who are not frozen.
struct Others {
    /// One label a customer, below the number of stabilities.
    labels: Vec<u32>,
    confidence: Vec<f64>,
    stability: Vec<Option<f64>>,
    /// Whether the last holds those who are in no group.
    has_outside: bool,
    picked: Option<Which>,
    broken: Broken,
}

/// Puts every customer in a segment: that of the first frozen rule they are
/// in, else a group of the others. A number of clusters in the plan is that
/// of the groups; where it is left open it is judged among the others, and
/// raised or lowered to what seeds and sizes allow.
///
/// # Errors
/// Rules can't be judged yet, nobody is in one, or the conditions contradict
/// each other; it was stopped.
pub(crate) async fn segment(
    ((features, prepared), (stages, groups)): Of<'_>,
    (plan, hybrid): (&Plan, &Hybrid),
    choice: &Choice,
    executor: &impl Executor,
) -> Result<Formed, RunError> {
    let columns = rules::columns(features);
    let ground = rules::before(features, &columns, stages, groups);
    let sets = Sets::of(&ground, plan, hybrid)?;
    let n_frozen = hybrid.freeze.len();
    let mut of_others = None;
    let others = if sets.rest.is_empty() {
        Others::none()
    } else {
        let x = prepared.matrix.select(&sets.rest);
        let seed = rng::derive(plan.seed, STREAM);
        let own = Plan {
            seed,
            ..plan.clone()
        };
        let judged = segment::judged(&x, &own);
        if n_frozen > 0 && !prepared.features.is_empty() {
            of_others = Some(segment::judge(&judged, &own, executor).await?);
        }
        let choice = of_others.as_ref().unwrap_or(choice);
        let k = number(&sets, choice, (plan, hybrid))?;
        let of = (&x, &sets.constraints);
        let by = (choice, &judged);
        formed(of, k, by, (&own, hybrid), executor).await?
    };
    let judged = match sets.rest.is_empty() {
        true => 0,
        false => of_others.as_ref().unwrap_or(choice).k,
    };
    let kept = |label: usize| hybrid.freeze.get(label).cloned();
    let k = n_frozen + others.stability.len();
    let grouping = Grouping {
        k,
        labels: labels(&sets, &others.labels, n_frozen),
        confidence: spread(&sets, &others.confidence),
        parts: parts(n_frozen, &others.stability),
        outside: others.has_outside.then(|| k as u32 - 1),
        tree: None,
        picked: others.picked,
        by_centres: false,
        kind: Kind::Hybrid(Kept {
            own: (0..k).map(kept).collect(),
            judged,
            is_held: hybrid.holds(),
            broken: told(hybrid, &others.broken),
        }),
    };
    Ok(Formed {
        grouping: segment::ordered(grouping, features),
        judged: of_others,
    })
}

/// How many groups the others are in.
fn number(
    sets: &Sets,
    choice: &Choice,
    (plan, hybrid): (&Plan, &Hybrid),
) -> Result<usize, RunError> {
    let n = sets.rest.len();
    let (least, k) = match plan.method.n_clusters() {
        Some(given) if given > n => {
            return Err(RunError::TooFewCustomers {
                found: n as u64,
                needed: given as u64,
            });
        }
        Some(given) => (given, given),
        None => {
            let (least, most) = sets.n_groups();
            (least, choice.k.clamp(least, most))
        }
    };
    // Seeds that stay may leave room for fewer.
    let mut k = k;
    loop {
        match sets.constraints.check(n, k) {
            Ok(()) => return Ok(k),
            Err(_) if k > least => k -= 1,
            Err(it) => {
                let words = words::of(plan.language).hybrid();
                return Err(refusal(hybrid, it, words));
            }
        }
    }
}

/// The others in `k` groups, by the plan's method.
async fn formed(
    (x, constraints): (&FeatureMatrix, &Constraints),
    k: usize,
    (choice, judged): (&Choice, &Judged),
    (plan, hybrid): (&Plan, &Hybrid),
    executor: &impl Executor,
) -> Result<Others, RunError> {
    if let (true, Method::KMeans(params)) = (hybrid.holds(), &plan.method) {
        let mut params = params.clone();
        params.n_clusters = Some(k);
        let seed = rng::derive(plan.seed, FIT_STREAM);
        let jobs = constrained::jobs(constraints, &params, seed);
        let outputs = executor.cluster(Stage::Segment, x, jobs).await?;
        let fit = method::best(outputs);
        let seed = rng::derive(plan.seed, AGAIN_STREAM);
        let jobs = choose::again_constrained_jobs(
            &plan.choice,
            &params,
            constraints,
            (&fit, judged),
            seed,
        );
        let matrix = judged.matrix();
        let outputs = executor.cluster(Stage::Segment, matrix, jobs).await?;
        let again = choose::again(fit.n_clusters, outputs);
        let judged = again.map(|it| it.into_iter().map(Some).collect());
        let unjudged = || vec![None; fit.n_clusters];
        let stability = judged.unwrap_or_else(unjudged);
        return Ok(Others {
            broken: constrained::broken(constraints, &fit),
            ..Others::of(&fit, x, stability)
        });
    }
    let finds = plan.method.finds_number();
    if (k == 1 && !finds) || plan.method.check(x).is_err() {
        return Ok(Others::one(x.n_samples()));
    }
    let k = if finds { 0 } else { k };
    let fit = segment::fit(x, k, plan, executor).await?;
    if fit.n_clusters == 0 {
        return Ok(Others::one(x.n_samples()));
    }
    let stability = choice.stability(&fit.centres(x));
    let stability =
        segment::again(&fit, stability, judged, plan, executor).await?;
    let is_open = matches!(plan.method, Method::Automatic(_));
    Ok(Others {
        picked: is_open.then(|| Which::of(&fit)),
        ..Others::of(&fit, x, stability)
    })
}

impl Others {
    /// Everyone is frozen.
    fn none() -> Self {
        Self {
            labels: Vec::new(),
            confidence: Vec::new(),
            stability: Vec::new(),
            has_outside: false,
            picked: None,
            broken: Broken::default(),
        }
    }

    fn one(n_customers: usize) -> Self {
        Self {
            labels: vec![0; n_customers],
            confidence: vec![1.0; n_customers],
            stability: vec![None],
            ..Self::none()
        }
    }

    /// The clusters, and who is in none as one more.
    fn of(
        fit: &Partition,
        x: &FeatureMatrix,
        mut stability: Vec<Option<f64>>,
    ) -> Self {
        let outside = fit.n_clusters as u32;
        let has_outside = fit.n_noise() > 0;
        stability.extend(has_outside.then_some(None));
        let labels = fit.labels.iter();
        Self {
            labels: labels.map(|it| it.unwrap_or(outside)).collect(),
            confidence: fit.confidence(x),
            stability,
            has_outside,
            ..Self::none()
        }
    }
}

/// Everyone's label: frozen rules first.
fn labels(sets: &Sets, others: &[u32], n_frozen: usize) -> Vec<u32> {
    let mut others = others.iter().map(|label| n_frozen as u32 + label);
    let label = |frozen: &Option<usize>| match frozen {
        Some(nth) => *nth as u32,
        None => others.next().expect("everyone else has a label"),
    };
    sets.frozen.iter().map(label).collect()
}

/// Who is frozen is surely where they are.
fn spread(sets: &Sets, others: &[f64]) -> Vec<f64> {
    let mut confidence = vec![1.0; sets.frozen.len()];
    for (&customer, &clear) in sets.rest.iter().zip(others) {
        confidence[customer] = clear;
    }
    confidence
}

fn parts(n_frozen: usize, stability: &[Option<f64>]) -> Vec<Part> {
    let frozen = std::iter::repeat_n(None, n_frozen);
    let all = frozen.chain(stability.iter().copied());
    all.map(|stability| Part {
        stability,
        ..Part::default()
    })
    .collect()
}

/// The conditions that could not be kept.
fn told(hybrid: &Hybrid, broken: &Broken) -> Vec<Held> {
    let together = hybrid.together.iter().map(|it| vec![it.clone()]);
    let apart = hybrid.apart.iter().map(|both| both.to_vec());
    let counts = broken.together.iter().chain(&broken.apart);
    let all = together.chain(apart).zip(counts);
    all.filter(|(_, customers)| **customers > 0)
        .map(|(rules, &customers)| Held { rules, customers })
        .collect()
}

//! The path: from a table and a plan to an analysis.

mod said;
mod sentences;

use cluster::choose::{Agreement, Choice, Reason, Verdict};
use table::{Table, Warning};

use crate::{
    Analysis, Executor, Features, Permitted, Plan, RunError, Stage,
    analysis::FileFacts,
    attributes::{self, Attributes, Beside, drafts},
    day,
    describe::{self, Subject},
    digest::{self, LookedUp},
    disclose,
    error::Expected,
    export, features,
    foretold::{self, Why},
    groups::{self, Members},
    hybrid, ledger, lifecycle,
    map::Seen,
    plan::{Language, Permission, VERSION},
    recipe,
    repair::Told,
    rfm,
    rules::{self, Rule},
    segment::{self, Grouping, Kind, segment},
    slices::Part,
    source, staged, words,
};
use said::Said;

/// A finished run: the analysis, and what stays on the machine to look up
/// and to label customers.
#[derive(Clone, Debug)]
pub struct Run {
    /// Everything that is shown and exported.
    pub analysis: Analysis,
    /// Each customer's id, as in the file, ascending by bytes.
    pub customers: Vec<String>,
    /// Each customer's segment: an id of `analysis.segments`.
    pub labels: Vec<u32>,
    /// How clearly each belongs there, `0.0..=1.0`.
    pub confidence: Vec<f64>,
    /// `values[feature][customer]` in the feature's unit, in the order of
    /// `analysis.features`; `NaN` where it can't be computed.
    pub values: Vec<Vec<f64>>,
    /// Each customer's stage; none where they are not known.
    pub stages: Vec<lifecycle::Stage>,
    /// Who is in each group that the file tells.
    pub groups: Vec<Members>,
    /// What each customer brought in the minor unit, returns netted; `None`
    /// without amounts.
    pub revenue: Option<Vec<i64>>,
    /// Used lines of each customer.
    pub n_lines: Vec<u32>,
}

/// Runs a plan on tables. Same tables and same plan give the same bytes,
/// whatever the executor.
///
/// # Errors
/// The plan is refused, the tables do not carry it, or the executor stopped.
pub async fn run(
    tables: &[Table],
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Run, RunError> {
    executor.report(Stage::Permit, 0.0).await?;
    let permission = permission(plan)?;
    let bought = source::gather(tables, &plan.sources)?;
    let permitted = bought.permit(permission, plan)?;

    executor.report(Stage::Features, 0.0).await?;
    let n_parts = 1 + u32::from(plan.outcome.is_some());
    let files = Beside::all(tables, &plan.sources, &bought)?;
    let as_of = |until, nth| {
        let part = Part::share(executor, nth, n_parts);
        features_as_of(&permitted, until, plan, &files, part)
    };
    let features = as_of(plan.until().map(str::to_owned), 0).await?;
    let before = match foretold::start(plan, &features) {
        Some(Ok(day)) => Some(Ok(as_of(Some(day), 1).await?)),
        Some(Err(why)) => Some(Err(why)),
        None => None,
    };
    let told = permitted.told();
    drop(permitted);
    let measured = Measured {
        features,
        before,
        told,
    };
    from_features(tables, plan, measured, executor).await
}

/// The features of all customers, of the records before a day (ISO).
async fn features_as_of<E: Executor>(
    permitted: &Permitted<'_, Table>,
    until: Option<String>,
    plan: &Plan,
    files: &[Beside<'_>],
    part: Part<'_, E>,
) -> Result<Features, RunError> {
    let (until, currency) = (until.as_deref(), plan.currency.as_deref());
    let book = ledger::book(permitted, until, currency, &part).await?;
    let (n_customers, as_of_day) = (book.ids.len(), book.as_of_day);
    let beside = drafts(permitted, files, &book.who, n_customers)?;
    let features = features::compute(book, &plan.recipe.features, &part);
    let mut features = features.await?;
    features.attributes = Attributes::of(beside, as_of_day);
    Ok(features)
}

/// What the records came to.
pub(crate) struct Measured {
    pub features: Features,
    /// The features as of the first of the days that the plan asks about,
    /// or why they can't be told; `None` where it asks about none.
    pub before: Option<Result<Features, Why>>,
    /// What the repairs tell.
    pub told: Told,
}

/// The path from the features on, where no record is looked at any more.
pub(crate) async fn from_features(
    tables: &[Table],
    plan: &Plan,
    measured: Measured,
    executor: &impl Executor,
) -> Result<Run, RunError> {
    let permission = permission(plan)?;
    let Measured {
        mut features,
        before,
        told,
    } = measured;
    executor.report(Stage::Prepare, 0.0).await?;
    let words = words::of(plan.language);
    let asked = &plan.recipe.features;
    attributes::form(&mut features, asked, words.attributes())?;
    let named = describe::named(&features);
    let prepared = recipe::prepare(&named, recipe::STANDARD, &plan.recipe)?;

    executor.report(Stage::Choose, 0.0).await?;
    let judged = segment::judged(&prepared.matrix, plan);
    let seen = Seen::of(&prepared, &judged, plan.seed);
    let picture = seen.neighbours();
    let (mut choice, drawn) =
        segment::choose(&prepared, &judged, picture, plan, executor).await?;

    executor.report(Stage::Segment, 0.0).await?;
    let mut agreement =
        segment::dissent(&judged, &choice, plan, executor).await?;
    let (usual, stages) = lifecycle::stages(&features).unzip();
    let stages = stages.unwrap_or_else(Vec::new);
    let groups = groups::known(&features, &stages);
    let grouping = match (plan.staged, &plan.hybrid) {
        (_, Some(hybrid)) if !hybrid.is_empty() => {
            let of = ((&features, &prepared), (&*stages, &*groups));
            let asked = (plan, hybrid);
            let formed = hybrid::segment(of, asked, &choice, executor).await?;
            if let Some(of_others) = formed.judged {
                (choice, agreement) = (of_others, Vec::new());
            }
            formed.grouping
        }
        (Some(staged), _) if !stages.is_empty() => {
            let of = (&features, &prepared);
            staged::segment(of, &stages, plan, staged, executor).await?
        }
        _ => {
            let (of, by) = ((&features, &prepared), (&choice, &judged));
            segment(of, by, plan, executor).await?
        }
    };
    drop(judged);

    executor.report(Stage::Explain, 0.0).await?;
    let subject = Subject {
        features: &features,
        prepared: &prepared,
        grouping: &grouping,
        words,
        known: plan
            .known
            .as_ref()
            .filter(|it| it.language == plan.language),
    };
    let map = subject.map(&seen, drawn);
    let said = Said::of(&subject, map, &told, executor).await?;
    let mut analysis = analysis(
        tables,
        plan,
        permission,
        (choice, agreement),
        &subject,
        said,
    );
    match foretold::foretold(before, &features, plan, executor).await? {
        None => {}
        Some(Ok(told)) => analysis.foretold = Some(told),
        Some(Err(why)) => analysis.warnings.push(why.warning(plan)),
    }
    analysis.lifecycle = usual.map(|it| lifecycle::counted(it, &stages));
    analysis.groups = groups::counted(&groups);
    executor.report(Stage::Explain, 1.0).await?;
    let run = Run {
        analysis,
        customers: features.ids,
        labels: grouping.labels,
        confidence: grouping.confidence,
        values: features.columns.into_iter().map(|it| it.values).collect(),
        stages,
        groups,
        revenue: features.revenue,
        n_lines: features.n_lines,
    };
    Ok(run.sealed(&plan.rules, plan.language))
}

impl Run {
    /// With what came of the rules of the plan, and its digests, which cover
    /// all the rest.
    fn sealed(mut self, rules: &[Rule], language: Language) -> Self {
        let looked_up = LookedUp {
            ids: &self.customers,
            labels: &self.labels,
            confidence: &self.confidence,
            values: &self.values,
        };
        self.analysis.customers_sha256 = looked_up.sha256();
        self.set_rules(rules, language);
        self
    }

    /// Puts other rules in the place of the plan's: then it is the run of a
    /// plan with these. Nothing but the rules and the digest changes.
    ///
    /// O(what [`rules::count`] takes + customers + size of the analysis).
    pub fn set_rules(&mut self, rules: &[Rule], language: Language) {
        let counted = rules::of_plan(self, rules, language);
        let analysis = &mut self.analysis;
        analysis.warnings.retain(|it| it.code != "W_RULE");
        let warning = rules::warning(&counted.rules, language);
        analysis.warnings.extend(warning);
        analysis.rules = counted.rules;
        analysis.overlaps = counted.overlaps;
        let labels_csv = export::labels_csv(self);
        self.analysis.digest = digest::digest(&self.analysis, &labels_csv);
    }

    /// The position of a customer by the id as in the file.
    ///
    /// ```text
    /// O(log n_customers)
    /// ```
    pub fn find(&self, customer: &str) -> Option<usize> {
        self.customers
            .binary_search_by(|id| id.as_str().cmp(customer))
            .ok()
    }

    /// A feature of a customer; `None` where it can't be computed.
    ///
    /// # Panics
    /// If there is no such feature or customer.
    pub fn value(&self, feature: usize, customer: usize) -> Option<f64> {
        let value = self.values[feature][customer];
        value.is_finite().then_some(value)
    }
}

/// The permission of a plan whose form is understood.
pub(crate) fn permission(plan: &Plan) -> Result<&Permission, RunError> {
    if plan.version != VERSION {
        return Err(RunError::BadParameter {
            parameter: "version".into(),
            found: plan.version.to_string(),
            expected: Expected::Only(VERSION.to_string()),
        });
    }
    rules::check(&plan.rules, plan.language)?;
    foretold::check(plan)?;
    hybrid::check(plan)?;
    plan.permission.as_ref().ok_or(RunError::NoPurpose)
}

/// Everything that is shown, not yet sealed.
fn analysis(
    tables: &[Table],
    plan: &Plan,
    permission: &Permission,
    (choice, agreement): (Choice, Vec<Agreement>),
    subject: &Subject<'_>,
    said: Said,
) -> Analysis {
    let Subject {
        features, grouping, ..
    } = *subject;
    let found = !matches!(grouping.kind, Kind::ValueTiers(_));
    let natural = choice.verdict == Verdict::Segments;
    let mut analysis = Analysis {
        digest: String::new(),
        customers_sha256: String::new(),
        seed: plan.seed,
        as_of: features.as_of_day.map(day::iso),
        purpose: permission.purpose,
        basis: permission.basis,
        files: tables.iter().map(FileFacts::of).collect(),
        records: features.records.clone(),
        amount: features.amount.clone(),
        customers: features.customers.clone(),
        features: said.features,
        sides: subject.prepared.sides.clone(),
        verdict: if found {
            Verdict::Segments
        } else {
            Verdict::NoStructure
        },
        k: grouping.n_groups(),
        reason: reason(plan, grouping, choice.reason),
        headline: String::new(),
        doubt: String::new(),
        evidence: choice.evidence,
        agreement,
        segments: said.segments,
        map: said.map,
        tree: grouping.tree.clone(),
        picked: grouping.picked,
        explained: said.explained,
        rfm: rfm::grid(features),
        lifecycle: None,
        groups: Vec::new(),
        foretold: None,
        attributes: features.attributes.told(
            &plan.recipe.features,
            grouping,
            subject.words.attributes(),
        ),
        surveys: features.attributes.surveys.clone(),
        rules: Vec::new(),
        overlaps: None,
        warnings: tables.iter().flat_map(|t| t.warnings.clone()).collect(),
    };
    (analysis.headline, analysis.doubt) =
        sentences::said(&analysis, natural, subject);
    let small =
        disclose::warnings(&analysis.segments, &analysis.rfm, subject.words);
    if features.as_of_day.is_none() {
        let message = subject.words.repaired().no_days.to_owned();
        let warning =
            Warning::new("W_NO_DAYS", features.records.read, message);
        analysis.warnings.push(warning);
    }
    let in_parts = matches!(grouping.kind, Kind::Staged(_));
    if plan.staged.is_some() && !in_parts {
        let message = subject.words.repaired().no_stages.to_owned();
        let n = features.n_customers() as u64;
        analysis
            .warnings
            .push(Warning::new("W_NO_STAGES", n, message));
    }
    let not_kept = grouping.not_kept(subject.words.hybrid());
    analysis.warnings.extend(not_kept);
    if features.n_customers() > features::MANY_CUSTOMERS {
        let message = subject.words.repaired().core_only.to_owned();
        let n = features.n_customers() as u64;
        let warning = Warning::new("W_CORE_FEATURES", n, message);
        analysis.warnings.push(warning);
    }
    let unused = features.attributes.warning(subject.words.attributes());
    analysis.warnings.extend(unused);
    analysis.warnings.extend(said.repaired);
    analysis.warnings.extend(small);
    analysis
}

/// Why that many groups: because the plan says so, because its method finds
/// them, or for what was judged.
fn reason(plan: &Plan, grouping: &Grouping, judged: Reason) -> Reason {
    let found = matches!(grouping.kind, Kind::Groups);
    if let Kind::Staged(stages) = &grouping.kind {
        let of = |stage| stages.iter().filter(|&&it| it == stage).count();
        let count = |least| {
            let all = lifecycle::Stage::ALL.into_iter();
            all.filter(|&stage| of(stage) >= least).count()
        };
        return Reason::InParts {
            n_parts: count(1),
            n_split: count(2),
        };
    }
    if let Kind::Hybrid(kept) = &grouping.kind {
        return kept.reason(grouping.n_groups());
    }
    if plan.method.finds_number() {
        let outside = grouping.outside.map_or(0.0, |segment| {
            grouping.parts[segment as usize].of_customers
        });
        return Reason::ByMethod { outside };
    }
    match plan.method.n_clusters() {
        Some(_) if found => Reason::Given,
        _ => judged,
    }
}

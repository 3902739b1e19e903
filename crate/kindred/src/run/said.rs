//! The parts of the explanation that take long.

use table::Warning;

use crate::{
    Executor, Job, JobOutput, RunError, Stage,
    analysis::{FeatureInfo, MapView, Segment},
    describe::Subject,
    explained::{Asked, Explained},
    measure,
    repair::Told,
};

/// What takes long, and what the repairs tell.
pub(super) struct Said {
    pub features: Vec<FeatureInfo>,
    pub segments: Vec<Segment>,
    pub explained: Option<Explained>,
    pub map: MapView,
    pub repaired: Vec<Warning>,
}

impl Said {
    pub async fn of(
        subject: &Subject<'_>,
        map: MapView,
        told: &Told,
        executor: &impl Executor,
    ) -> Result<Self, RunError> {
        let rules = subject.rule_jobs().into_iter();
        let asked = Asked::of(subject);
        let questions = asked.iter().flat_map(Asked::jobs);
        let mut jobs: Vec<Job> =
            rules.chain(questions).map(Job::Explain).collect();
        let mut found = Vec::new();
        let (columns, labels) =
            (&subject.features.columns, &subject.grouping.labels);
        for some in measure::batches(columns.len(), labels.len()) {
            let k = subject.grouping.k;
            jobs.extend(measure::jobs(&columns[some], labels, k));
            let jobs = std::mem::take(&mut jobs);
            found.extend(executor.map(Stage::Explain, None, jobs).await?);
        }
        executor.report(Stage::Explain, 0.8).await?;
        let measured = measure::measured(&found);
        let features = measured.iter().enumerate();
        let features = features.map(|(at, it)| subject.feature_info(at, it));
        let found = JobOutput::explained(found);
        let explained = asked.and_then(|it| it.explained(&found));
        let (rules, profiles) =
            (subject.rules(&found), subject.profiles(&measured));
        let segments = subject.segments(profiles, rules);
        executor.report(Stage::Explain, 0.9).await?;
        Ok(Self {
            features: features.collect(),
            segments,
            explained,
            map,
            repaired: told.warnings(subject.words),
        })
    }
}

//! What a session holds, and how it answers.

use kindred::{
    Plan, Run, Stage,
    compare::compare,
    hybrid,
    known::Known,
    plan::SourcePlan,
    rules::{self, Condition, Rule},
    source,
};
use table::{ReadOptions, Table, encoding, reading};

use crate::{
    Failure, Host, Reply, Request, inspect, load,
    protocol::{CustomerCard, CustomerFeature, ExportName, FileHandle},
    slices::{Again, Opened},
    take_away,
};

/// The tables, how each was asked for, the last finished run, the names of
/// the segments found last, and nothing else.
#[derive(Default)]
pub struct Session {
    tables: Vec<Table>,
    reading: Vec<ReadOptions>,
    handles: Vec<FileHandle>,
    done: Option<Done>,
    /// The segments that were found last, for the plans of files to come.
    known: Option<Known>,
}

/// A finished run and the plan it followed.
struct Done {
    plan: Plan,
    run: Run,
}

impl Session {
    /// Answers a request. What was there before stays as it was when the
    /// answer is a failure.
    ///
    /// # Errors
    /// The request can't be done; the failure says why and what to do.
    pub async fn handle(
        &mut self,
        request: Request,
        host: &impl Host,
    ) -> Result<Reply, Failure> {
        match request {
            Request::Load {
                files,
                sample,
                options,
            } => self.load(&files, sample, options, host).await,
            Request::Review { plan } => self.review(&plan, host).await,
            Request::Rows { file, from, count } => {
                self.rows(file, from, count)
            }
            Request::Join { sources } => self.join(&sources),
            Request::Run { plan } => self.run(plan, host).await,
            Request::Draw { chart, size } => self.draw(chart, size),
            Request::Count { rules, overlap } => self.count(&rules, &overlap),
            Request::Keep { rules } => self.keep(rules),
            Request::Compare { segments } => self.compare(segments),
            Request::LookUp { customer } => self.look_up(&customer),
            Request::Export { what } => self.export(what),
        }
    }

    async fn load(
        &mut self,
        files: &[FileHandle],
        sample: bool,
        options: Vec<ReadOptions>,
        host: &impl Host,
    ) -> Result<Reply, Failure> {
        let of_file = |file| options.get(file).cloned().unwrap_or_default();
        let tables = if sample {
            load::sample(&of_file(0), host).await?
        } else {
            load::files(files, &options, host).await?
        };
        if tables.is_empty() {
            return Err(Failure::nothing_loaded());
        }
        let reading: Vec<_> = (0..tables.len()).map(of_file).collect();
        let both = tables.iter().zip(&reading);
        let sources = both.map(|(t, r)| inspect::propose(t, r.clone()));
        let mut plan = Plan::new(sources.collect());
        plan.known = self.known.clone();
        let inspection = inspect::inspect(&tables, &plan.sources);
        host.report(Stage::Read, 1.0).await?;
        self.tables = tables;
        self.reading = reading;
        self.handles = files.to_vec();
        self.done = None;
        Ok(Reply::Loaded { inspection, plan })
    }

    async fn review(
        &self,
        plan: &Plan,
        host: &impl Host,
    ) -> Result<Reply, Failure> {
        if self.tables.is_empty() {
            return Err(Failure::nothing_loaded());
        }
        self.check_reading(plan, host).await?;
        let opened = self.opened();
        let review = match opened.is_large() {
            false => kindred::review(&self.tables, plan, host).await?,
            true => {
                let mut slices = Again::new(opened, plan, true, host).await?;
                kindred::review_in_slices(&mut slices, plan, host).await?
            }
        };
        let review = Box::new(review);
        Ok(Reply::Reviewed { review })
    }

    fn rows(
        &self,
        file: usize,
        from: u64,
        count: usize,
    ) -> Result<Reply, Failure> {
        let table = self.tables.get(file);
        let table = table.ok_or_else(Failure::nothing_loaded)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let rows = table.rows(from, count);
        Ok(Reply::Rows { rows })
    }

    fn join(&self, sources: &[SourcePlan]) -> Result<Reply, Failure> {
        let joins = match self.opened().is_large() {
            // Their keys are seen in slices only.
            true => Vec::new(),
            false => source::gather(&self.tables, sources)?.joins,
        };
        Ok(Reply::Joined { joins })
    }

    async fn run(
        &mut self,
        plan: Plan,
        host: &impl Host,
    ) -> Result<Reply, Failure> {
        if self.tables.is_empty() {
            return Err(Failure::nothing_loaded());
        }
        self.check_reading(&plan, host).await?;
        let opened = self.opened();
        let run = match opened.is_large() {
            false => kindred::run(&self.tables, &plan, host).await?,
            true => {
                let mut slices =
                    Again::new(opened, &plan, false, host).await?;
                let (tables, slices) = (&self.tables, &mut slices);
                kindred::run_in_slices(tables, slices, &plan, host).await?
            }
        };
        let analysis = Box::new(run.analysis.clone());
        host.report(Stage::Explain, 1.0).await?;
        let known = Known::of(&run.analysis, plan.language);
        if !known.segments.is_empty() {
            self.known = Some(known);
        }
        self.done = Some(Done { plan, run });
        Ok(Reply::Analysed { analysis })
    }

    fn opened(&self) -> Opened<'_> {
        Opened {
            tables: &self.tables,
            handles: &self.handles,
            reading: &self.reading,
        }
    }

    /// A plan made for tables that were read otherwise must not run on
    /// these.
    async fn check_reading(
        &self,
        plan: &Plan,
        host: &impl Host,
    ) -> Result<(), Failure> {
        let read = plan.sources.iter().map(|source| &source.reading);
        let mut labels = read.filter_map(|it| it.encoding.as_deref());
        if !labels.all(encoding::is_known) {
            host.encodings().await?;
        }
        let loaded = self.tables.iter().zip(&self.reading);
        for ((table, given), source) in loaded.zip(&plan.sources) {
            let format = &table.format;
            let found = reading::difference(given, format, &source.reading);
            if let Some(found) = found {
                return Err(Failure::plan_reading(&table.name, &found));
            }
        }
        Ok(())
    }

    fn done(&self) -> Result<&Done, Failure> {
        self.done.as_ref().ok_or_else(Failure::nothing_run)
    }

    fn draw(
        &self,
        chart: chart::ChartName,
        size: chart::Size,
    ) -> Result<Reply, Failure> {
        let Done { plan, run } = self.done()?;
        let drawing = chart::draw(&run.analysis, chart, size, plan.language);
        Ok(Reply::Drawn { drawing })
    }

    fn count(
        &self,
        rules: &[Rule],
        overlap: &[Condition],
    ) -> Result<Reply, Failure> {
        let Done { plan, run } = self.done()?;
        let counted = rules::count(run, rules, overlap, plan.language);
        Ok(Reply::Counted { counted })
    }

    fn keep(&mut self, rules: Vec<Rule>) -> Result<Reply, Failure> {
        let done = self.done.as_mut().ok_or_else(Failure::nothing_run)?;
        rules::check(&rules, done.plan.language)?;
        hybrid::check_kept(&done.plan, &rules)?;
        done.run.set_rules(&rules, done.plan.language);
        done.plan.rules = rules;
        let analysis = Box::new(done.run.analysis.clone());
        Ok(Reply::Analysed { analysis })
    }

    fn compare(&self, segments: [u32; 2]) -> Result<Reply, Failure> {
        let contrasts = compare(&self.done()?.run, segments);
        Ok(Reply::Compared { contrasts })
    }

    fn look_up(&self, customer: &str) -> Result<Reply, Failure> {
        let run = &self.done()?.run;
        let customer = run.find(customer.trim()).map(|at| card(run, at));
        Ok(Reply::Found { customer })
    }

    fn export(&self, what: ExportName) -> Result<Reply, Failure> {
        let Done { plan, run } = self.done()?;
        Ok(take_away::export(what, plan, run))
    }
}

fn card(run: &Run, at: usize) -> CustomerCard {
    let segment = run.labels[at];
    let named = run.analysis.segments.iter().find(|s| s.id == segment);
    let features = run.analysis.features.iter().enumerate();
    CustomerCard {
        customer: run.customers[at].clone(),
        segment,
        segment_name: named.map_or_else(String::new, |s| s.name.clone()),
        confidence: run.confidence[at],
        features: features
            .map(|(feature, info)| CustomerFeature {
                info: info.clone(),
                value: run.value(feature, at),
            })
            .collect(),
    }
}

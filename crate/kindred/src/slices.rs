//! The path for files that are too large to be held: a slice of the
//! customers at a time.
//!
//! What is known of a customer depends on that customer's records and on the
//! shop as a whole: the as-of day, the currency, the season, usual prices. So
//! the records are gone through twice: once for the shop, once for the
//! features. From the features on the path is that of [`crate::run()`], and
//! the result is the same to the bit.
//!
//! Every record of a customer must be in one slice, and every record of an
//! order whose total or details are shared out ([`Needs::order`]).

mod needs;
mod parting;
mod survey;
mod whole;

use table::Table;

use crate::{
    Executor, Features, Job, JobOutput, Plan, Review, Run, RunError, Stage,
    Stopped,
    attributes::{Beside, drafts},
    features, foretold,
    ledger::Book,
    review::{Check, CheckName, Found, Subject, reviewed},
    run::{self, Measured},
    source,
};
use survey::{View, product_names, survey};
use whole::Whole;

pub use parting::Parting;

pub use needs::{
    MANY_VALUES, NOT_PURCHASES, Needs, SEVERAL_FILES, TWO_COLUMNS, TWO_ORDERS,
};

/// Gives the tables of a plan, of one of them a slice.
#[allow(async_fn_in_trait)]
pub trait Slices {
    /// Why it can't.
    type Error: From<RunError> + From<Stopped>;
    /// To whom it tells how far it is.
    type Host: Executor;

    /// How the files are parted.
    fn parting(&self) -> &Parting;

    /// The tables with a slice, from 0; told is how much of it is read.
    ///
    /// # Errors
    /// A file can't be read again.
    async fn read(
        &mut self,
        nth: u32,
        told: &Part<'_, Self::Host>,
    ) -> Result<Vec<Table>, Self::Error>;
}

/// Runs a plan on tables of which one is read in slices; `whole` are the
/// tables with its survey. The same as [`crate::run()`] on all the records.
///
/// # Errors
/// As [`crate::run()`], or a slice could not be read.
///
/// Two or three readings of every slice; memory follows the largest slice
/// and the customers.
pub async fn run_in_slices<S: Slices>(
    whole: &[Table],
    slices: &mut S,
    plan: &Plan,
    executor: &S::Host,
) -> Result<Run, S::Error> {
    executor.report(Stage::Permit, 0.0).await?;
    run::permission(plan)?;
    let mut view = View::of(plan, Some(plan), slices.parting());
    view.find_keys(slices, executor).await?;
    let mut measured = measured(slices, &view, executor).await?;
    measured.before = match foretold::start(plan, &measured.features) {
        Some(Ok(day)) => {
            let plan = Plan {
                as_of: Some(day),
                ..plan.clone()
            };
            let view = View {
                plan: &plan,
                ..view
            };
            let before = self::measured(slices, &view, executor).await?;
            Some(Ok(before.features))
        }
        Some(Err(why)) => Some(Err(why)),
        None => None,
    };
    Ok(run::from_features(whole, plan, measured, executor).await?)
}

/// Reviews a plan on tables of which one is read in slices: what became of
/// every record and every cent, and the checks whose counts add up.
///
/// # Errors
/// As [`crate::review()`], or a slice could not be read.
pub async fn review_in_slices<S: Slices>(
    slices: &mut S,
    plan: &Plan,
    executor: &S::Host,
) -> Result<Review, S::Error> {
    let unmended = Plan {
        remedies: Vec::new(),
        ..plan.clone()
    };
    let mut found = None;
    loop {
        let of = if found.is_none() { &unmended } else { plan };
        let mut view = View::of(of, None, slices.parting());
        view.find_keys(slices, executor).await?;
        let shop = survey(slices, &view, executor).await?;
        let mut whole = Whole::of(shop.n_customers, &[]);
        let mut now = Found::default();
        let n = slices.parting().count();
        for nth in 0..n {
            let part = Part::of(executor, 0.5, nth, n);
            let tables = slices.read(nth, &part).await?;
            let bought = source::gather(&tables, &view.sources)?;
            let permitted = view.open(&bought, shop.known())?;
            let draft = shop.draft(&permitted, of, &part).await?;
            if found.is_none() {
                let subject = Subject {
                    purchases: &bought,
                    permitted: &permitted,
                    plan,
                    shared: slices.parting().shared().unwrap_or_default(),
                };
                now.add(&subject, &part).await?;
            }
            whole.add(draft, Vec::new());
        }
        let features = whole.features(&shop)?;
        let is_first = found.is_none();
        let Features {
            records,
            amount,
            customers,
            ..
        } = &features;
        let shared = slices.parting().shared();
        let unseen = |it: &Check| match it.name {
            CheckName::RepeatedRecords => !view.has_all,
            CheckName::ContradictoryOrders => shared.is_none(),
            _ => false,
        };
        let checks = found.take().unwrap_or_else(|| {
            now.add_shared(shared.unwrap_or_default());
            let mut all = now.checks(plan, records, amount, customers);
            all.retain(|it| !unseen(it));
            all
        });
        if is_first && !plan.remedies.is_empty() {
            found = Some(checks);
            continue;
        }
        return Ok(reviewed(features, checks));
    }
}

/// Goes through all slices for the features of every customer.
async fn measured<S: Slices>(
    slices: &mut S,
    view: &View<'_>,
    executor: &S::Host,
) -> Result<Measured, S::Error> {
    let shop = survey(slices, view, executor).await?;
    let usual = shop.prices.usual();
    let range = features::price_range(usual.values());
    let asked = &view.plan.recipe.features;
    let wanted = features::wanted(shop.n_customers, asked);
    let mut whole = Whole::of(shop.n_customers, &wanted);
    let n = slices.parting().count();
    for nth in 0..n {
        let part = Part::of(executor, 0.5, nth, n);
        let tables = slices.read(nth, &part).await?;
        let bought = source::gather(&tables, &view.sources)?;
        let permitted = view.open(&bought, shop.known())?;
        let draft = shop.draft(&permitted, view.plan, &part).await?;
        let names = product_names(&permitted);
        let seen = features::Shop {
            price_range: range,
            ..shop.seen_by(&draft, &usual, names)
        };
        let (book, columns) = (&draft.book, &mut whole.columns);
        features::of_each(book, &seen, &wanted, columns, &part).await?;
        whole.told.add(permitted.told());
        let files = Beside::all(&tables, &view.sources, &bought)?;
        let Book { who, ids, .. } = &draft.book;
        whole.add_beside(drafts(&permitted, &files, who, ids.len())?);
        let lines = 0..draft.book.ids.len();
        let lines = lines.map(|c| draft.book.bought.of(c).len() as u32);
        let lines = lines.collect();
        whole.add(draft, lines);
    }
    let told = std::mem::take(&mut whole.told);
    let features = whole.features(&shop)?;
    debug_assert_eq!(features.n_customers(), shop.n_customers);
    Ok(Measured {
        features,
        before: None,
        told,
    })
}

/// A part of the work on features, as an executor of its own.
#[derive(Debug)]
pub struct Part<'e, E> {
    executor: &'e E,
    from: f64,
    width: f64,
    /// How much of it is reading.
    reading: f64,
}

impl<'e, E: Executor> Part<'e, E> {
    /// All of it, without any reading.
    pub(crate) fn whole(executor: &'e E) -> Self {
        Self::share(executor, 0, 1)
    }

    /// The `nth` of `n` equal parts, without any reading.
    pub(crate) fn share(executor: &'e E, nth: u32, n: u32) -> Self {
        let width = 1.0 / f64::from(n);
        Self {
            executor,
            from: width * f64::from(nth),
            width,
            reading: 0.0,
        }
    }

    /// A reading before all else.
    pub fn reading(executor: &'e E) -> Self {
        Self {
            executor,
            from: 0.0,
            width: 0.0,
            reading: 1.0,
        }
    }

    /// The `nth` of `n` parts of the half that begins at `from`.
    fn of(executor: &'e E, from: f64, nth: u32, n: u32) -> Self {
        let width = 0.5 / f64::from(n);
        Self {
            executor,
            from: from + width * f64::from(nth),
            width,
            reading: 0.5,
        }
    }
}

impl<E: Executor> Executor for Part<'_, E> {
    async fn map(
        &self,
        stage: Stage,
        shared: Option<&cluster::FeatureMatrix>,
        jobs: Vec<Job>,
    ) -> Result<Vec<JobOutput>, Stopped> {
        self.executor.map(stage, shared, jobs).await
    }

    async fn report(
        &self,
        stage: Stage,
        fraction: f64,
    ) -> Result<(), Stopped> {
        let within = match stage {
            Stage::Read => self.reading * fraction,
            _ => self.reading + (1.0 - self.reading) * fraction,
        };
        let fraction = self.from + self.width * within;
        self.executor.report(Stage::Features, fraction).await
    }
}

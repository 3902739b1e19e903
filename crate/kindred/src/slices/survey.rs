//! What is true of the shop as a whole, from all slices.

use std::collections::HashMap;

use table::Table;

use super::{Part, Parting, Slices};
use crate::{
    Executor, Permitted, Plan, RunError,
    features::{Calendar, Prices, Shop},
    ledger::{self, Draft},
    permit,
    plan::{Permission, SourcePlan},
    remedy::Mending,
    repair::{self, Known},
    review,
    role::Role,
    source::{self, JoinKey, Purchases},
};

/// How the records of a plan are seen.
pub(super) struct View<'a> {
    pub plan: &'a Plan,
    /// Without the columns that nothing reads.
    pub sources: Vec<SourcePlan>,
    /// Of every file there are all columns.
    pub has_all: bool,
    /// Whose permission is asked for; nobody's in a review.
    pub permission: Option<&'a Permission>,
}

impl<'a> View<'a> {
    pub fn of(
        plan: &'a Plan,
        permission: Option<&'a Plan>,
        parting: &Parting,
    ) -> Self {
        let mut sources = plan.sources.clone();
        let mut has_all = true;
        for (file, source) in sources.iter_mut().enumerate() {
            if let Some(needs) = parting.of(file).filter(|it| !it.all) {
                has_all = false;
                source.roles.retain(|it| needs.columns.contains(&it.column));
            }
        }
        Self {
            plan,
            sources,
            has_all,
            permission: permission.and_then(|it| it.permission.as_ref()),
        }
    }

    /// Names the key of every file that joins: the one that most purchases
    /// of all slices find a partner by, as in a file that is held.
    pub async fn find_keys<S: Slices>(
        &mut self,
        slices: &mut S,
        executor: &S::Host,
    ) -> Result<(), S::Error> {
        let mut counts: Vec<(usize, JoinKey, u64)> = Vec::new();
        let is_open = |it: &SourcePlan| it.key.is_none();
        let n = match self.sources.len() {
            0 | 1 => 0,
            _ if !self.sources.iter().any(is_open) => 0,
            _ => slices.parting().count(),
        };
        for nth in 0..n {
            let part = Part::of(executor, 0.0, nth, n);
            let tables = slices.read(nth, &part).await?;
            for found in source::key_counts(&tables, &self.sources)? {
                let mut known = counts.iter_mut();
                let same = |it: &&mut (usize, JoinKey, u64)| {
                    (it.0, &it.1) == (found.0, &found.1)
                };
                match known.find(same) {
                    Some(own) => own.2 += found.2,
                    None => counts.push(found),
                }
            }
        }
        for (place, plan) in self.sources.iter_mut().enumerate() {
            let own = counts.iter().filter(|it| it.0 == place);
            let best = own.reduce(|best, next| match next.2 > best.2 {
                true => next,
                false => best,
            });
            plan.key = plan.key.take().or(best.map(|it| it.1.clone()));
        }
        Ok(())
    }

    pub fn open<'b>(
        &self,
        bought: &'b Purchases<'_>,
        known: Known<'_>,
    ) -> Result<Permitted<'b, Table>, RunError> {
        let mending = Mending {
            known,
            ..bought.mending(self.plan)
        };
        match self.permission {
            Some(permission) => bought.permit_slice(permission, mending),
            None => review::opened(bought, mending),
        }
    }

    fn until(&self) -> Option<&str> {
        self.plan.until()
    }
}

/// The shop as a whole, from all slices.
pub(super) struct Surveyed {
    pub as_of_day: i64,
    /// The currencies that are told, where there are several.
    names: Vec<String>,
    /// The one of them that is analysed.
    currency: Option<String>,
    calendar: Calendar,
    pub prices: Prices,
    /// Those who bought.
    pub n_customers: usize,
}

impl Surveyed {
    pub fn known(&self) -> Known<'_> {
        Known {
            names: &self.names,
            chosen: self.currency.as_deref(),
        }
    }

    pub async fn draft(
        &self,
        permitted: &Permitted<'_, Table>,
        plan: &Plan,
        executor: &impl Executor,
    ) -> Result<Draft, RunError> {
        let currency = plan.currency.as_deref();
        ledger::slice(permitted, self.as_of_day, currency, executor).await
    }

    /// The shop as the customers of a slice see it, whose product codes have
    /// these names.
    pub fn seen_by<'a>(
        &self,
        draft: &Draft,
        usual: &HashMap<&str, f64>,
        name: impl Fn(u32) -> &'a str,
    ) -> Shop {
        let codes = draft.book.bought.all.iter().map(|line| line.product);
        let codes = codes.filter(|&code| code != table::MISSING);
        let n = codes.max().map_or(0, |code| code + 1);
        let of = |code| usual.get(name(code)).copied();
        Shop {
            as_of_day: draft.book.has_days.then_some(self.as_of_day),
            has_times: self.calendar.has_times,
            usual_price: (0..n).map(of).collect(),
            price_range: None,
            season: self.calendar.season(),
        }
    }
}

/// The name of each code of the product column.
pub(super) fn product_names<'a>(
    permitted: &Permitted<'a, Table>,
) -> impl Fn(u32) -> &'a str {
    let column = permitted.column(Role::Product);
    move |code| column.as_ref().map_or("", |it| it.values.text(code))
}

/// Goes through all slices for what is true of the shop. Where several
/// currencies are told, once more to count them when all are known, and
/// once more when it is known which is analysed. And once more for every
/// million of different prices.
pub(super) async fn survey<S: Slices>(
    slices: &mut S,
    view: &View<'_>,
    executor: &S::Host,
) -> Result<Surveyed, S::Error> {
    let (mut names, mut chosen) = (Vec::new(), None);
    loop {
        let known = Known {
            names: &names,
            chosen: chosen.as_deref(),
        };
        let survey = Survey::default().of(slices, view, known, executor);
        let survey = survey.await?;
        let told = &survey.currencies;
        if told.is_empty() || chosen.is_some() {
            return Ok(survey.done(view, names, chosen)?);
        }
        let is_known = told.len() < 2 || !names.is_empty();
        if is_known {
            let of_plan = view.plan.currency.as_deref();
            chosen = repair::choose(told, of_plan);
        }
        names = told.iter().map(|(name, _)| name.clone()).collect();
        // One currency sets nothing aside; but a limit is read at its digits.
        if told.len() < 2 && view.plan.remedies.is_empty() {
            return Ok(survey.done(view, names, chosen)?);
        }
    }
}

/// A survey of the shop on its way.
#[derive(Default)]
struct Survey {
    last_moment: Option<i64>,
    currencies: Vec<(String, u64)>,
    refused: permit::Refused,
    n_read: u64,
    no_date: Option<RunError>,
    calendar: Calendar,
    prices: Prices,
    n_customers: usize,
}

impl Survey {
    async fn of<S: Slices>(
        mut self,
        slices: &mut S,
        view: &View<'_>,
        known: Known<'_>,
        executor: &S::Host,
    ) -> Result<Self, S::Error> {
        let n = slices.parting().count();
        loop {
            for nth in 0..n {
                let part = Part::of(executor, 0.0, nth, n);
                let tables = slices.read(nth, &part).await?;
                let bought = source::gather(&tables, &view.sources)?;
                let permitted = view.open(&bought, known)?;
                if self.prices.is_first() {
                    self.add(&permitted)?;
                }
                if view.permission.is_some() {
                    self.add_lines(&permitted, view, &part).await?;
                }
            }
            if !self.prices.goes_on() {
                return Ok(self);
            }
        }
    }

    fn add(
        &mut self,
        permitted: &Permitted<'_, Table>,
    ) -> Result<(), RunError> {
        let last = ledger::last_moment(permitted)?;
        self.last_moment = self.last_moment.max(last);
        self.refused.add(permitted.refused());
        self.n_read += permitted.n_read();
        self.no_date = Some(ledger::no_date(permitted, self.n_read));
        for (currency, count) in permitted.currency_counts() {
            let mut known = self.currencies.iter_mut();
            match known.find(|(name, _)| *name == currency) {
                Some((_, own)) => *own += count,
                None => self.currencies.push((currency, count)),
            }
        }
        Ok(())
    }

    /// Until the as-of day is known, every day is before it: it is the one
    /// that is given, or the one after the last.
    async fn add_lines(
        &mut self,
        permitted: &Permitted<'_, Table>,
        view: &View<'_>,
        executor: &impl Executor,
    ) -> Result<(), RunError> {
        let day = view.until().and_then(crate::day::parse_iso);
        let day = day.unwrap_or(i64::MAX);
        let draft = ledger::slice(permitted, day, None, executor).await?;
        if self.prices.is_first() {
            self.calendar.add(&Calendar::of(&draft.book.bought.all));
            self.n_customers += draft.book.ids.len();
        }
        self.prices.add(&draft.book, product_names(permitted))
    }

    fn done(
        self,
        view: &View<'_>,
        names: Vec<String>,
        chosen: Option<String>,
    ) -> Result<Surveyed, RunError> {
        self.refused.check()?;
        let day = ledger::as_of_day(self.last_moment, view.until());
        let no_date = self.no_date;
        let no_date = no_date.unwrap_or(RunError::MissingRole(Role::Date));
        Ok(Surveyed {
            as_of_day: day.transpose()?.ok_or(no_date)?,
            names,
            currency: chosen,
            calendar: self.calendar,
            prices: self.prices,
            n_customers: self.n_customers,
        })
    }
}

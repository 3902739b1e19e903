//! What a review finds, slice by slice of the customers: what counts records
//! adds up; of what depends on the shop as a whole the evidence does.

use table::{MISSING, Table, combine::masked};

use super::{COUNTED, Check, CheckName, Review, Subject, WEIGHED};
use crate::{
    Executor, Features, Permitted, Plan, Stage, Stopped,
    analysis::{Amount, Customers, Records},
    money::{self, LineValue},
    remedy::{Limit, bought_by, each_kept},
    role::{ColumnRole, Role},
};

/// A check and what its records are worth, where that is told.
pub(crate) struct Counted {
    pub check: Check,
    /// At the scale of the money.
    pub worth: Option<i128>,
}

/// What was found in all slices so far. Money is at one scale, the finest
/// so far.
#[derive(Default)]
pub(crate) struct Found {
    counted: Vec<Counted>,
    /// `None` without amounts.
    scale: Option<u8>,
    pub n_records: u64,
    /// Spellings of customers.
    n_spellings: u64,
    /// The columns that a role reads, and what each holds.
    pub columns: Vec<(String, Holds)>,
    /// The columns of the date, of money and of the customer.
    pub named: [Vec<String>; 3],
    /// Ascending.
    pub days: Vec<Day>,
    /// Different amounts of purchases and how often each stands there,
    /// ascending: 16 bytes each.
    pub amounts: Vec<(i64, u32)>,
    /// What each customer who bought anything bought for.
    pub sums: Vec<i64>,
}

/// What a column holds.
#[derive(Clone, PartialEq)]
pub(crate) enum Holds {
    Nothing,
    One(String),
    More,
}

/// The records of a day, since 1970-01-01.
#[derive(Clone, Copy)]
pub(crate) struct Day {
    pub day: i64,
    pub n_records: u64,
    pub worth: i128,
}

/// All that was found, and what became of all records.
pub(super) struct Evidence<'a> {
    pub found: &'a Found,
    pub plan: &'a Plan,
    pub records: &'a Records,
    pub amount: &'a Amount,
}

/// Examples told of a check.
const EXAMPLES: usize = 3;

/// The first texts in alphabetical order: those of all slices are the first
/// of the whole.
#[inline(never)]
pub(super) fn first(texts: &mut dyn Iterator<Item = String>) -> Vec<String> {
    let mut first: Vec<String> = Vec::new();
    for text in texts {
        let at = first.partition_point(|it| *it <= text);
        if at < EXAMPLES {
            first.truncate(EXAMPLES - 1);
            first.insert(at, text);
        }
    }
    first
}

impl Found {
    /// Adds what a slice holds.
    ///
    /// # Errors
    /// It was stopped.
    pub async fn add(
        &mut self,
        subject: &Subject<'_>,
        executor: &impl Executor,
    ) -> Result<(), Stopped> {
        self.rescale(subject.permitted);
        let n_steps = COUNTED.len() + 1;
        for (nth, check) in COUNTED.iter().enumerate() {
            let done = 0.5 + 0.5 * nth as f64 / n_steps as f64;
            executor.report(Stage::Features, done).await?;
            for mut counted in check(subject) {
                if let Some(worth) = &mut counted.worth {
                    *worth *= self.finer(subject.permitted);
                }
                self.count(counted);
            }
        }
        self.gather(subject);
        Ok(())
    }

    /// Counts the orders that several slices saw.
    pub fn add_shared(&mut self, shared: &[String]) {
        let name = CheckName::ContradictoryOrders;
        // Without days nobody looks for them.
        let is_dated = !self.named[0].is_empty();
        let mut counted = self.counted.iter_mut().filter(|_| is_dated);
        if let Some(own) = counted.find(|it| it.check.name == name) {
            let n = shared.len() as u64;
            own.add(Counted {
                worth: Some(0),
                check: Check {
                    count: n,
                    of: n,
                    examples: first(&mut shared.iter().map(|it| masked(it))),
                    ..Check::of(name)
                },
            });
        }
    }

    /// Adds to what is known of a check, of the same columns.
    fn count(&mut self, counted: Counted) {
        let check = &counted.check;
        let mut known = self.counted.iter_mut();
        let is_same = |it: &&mut Counted| {
            (it.check.name, &it.check.columns) == (check.name, &check.columns)
        };
        match known.find(is_same) {
            // What a profile says is that of the whole file.
            Some(_) if check.name == CheckName::OtherCurrencies => {}
            Some(own) => own.add(counted),
            None => self.counted.push(counted),
        }
    }

    fn gather(&mut self, subject: &Subject<'_>) {
        let permitted = subject.permitted;
        self.n_records += subject.n_records();
        let customer = permitted.column(Role::CustomerId);
        let spellings = customer.as_ref().map_or(0, |it| it.values.n_codes());
        self.n_spellings += spellings as u64;
        self.named = [
            subject.name_of(Role::Date),
            [Role::Amount, Role::Price]
                .into_iter()
                .flat_map(|role| subject.name_of(role))
                .collect(),
            subject.name_of(Role::CustomerId),
        ];
        self.hold(subject);
        self.date(permitted);
        let finer = self.finer(permitted);
        let at = |value: i64| {
            let value = i128::from(value) * finer;
            i64::try_from(value).unwrap_or(i64::MAX)
        };
        let mut values: Vec<i64> = Vec::new();
        each_kept(permitted, &mut |_, line| {
            if let LineValue::Bought(value) = line {
                values.push(at(value));
            }
        });
        values.sort_unstable();
        self.amounts = merged(&self.amounts, &values);
        if let Some(customer) = customer {
            let sums = bought_by(permitted, &customer);
            let sums = sums.into_iter().filter(|sum| *sum > 0);
            self.sums.extend(sums.map(at));
        }
    }

    /// What the columns hold that a role reads.
    fn hold(&mut self, subject: &Subject<'_>) {
        let roles = &subject.purchases.roles;
        let is_new = self.columns.is_empty();
        for (nth, column) in read(roles).enumerate() {
            let holds = subject.permitted.holds(&column.column);
            match is_new {
                true => self.columns.push((column.column.clone(), holds)),
                false => self.columns[nth].1.add(holds),
            }
        }
    }

    fn date(&mut self, permitted: &Permitted<'_, Table>) {
        let Some(column) = permitted.column(Role::Date) else {
            return;
        };
        let day = |code| column.values.moment(code).map(|it| it.day());
        let n_codes = column.values.n_codes() as u32;
        let day_of: Vec<Option<i64>> = (0..n_codes).map(day).collect();
        let mut known: Vec<i64> = day_of.iter().copied().flatten().collect();
        known.extend(self.days.iter().map(|it| it.day));
        known.sort_unstable();
        known.dedup();
        let mut days: Vec<Day> = known.into_iter().map(Day::new).collect();
        let place = |of: i64| {
            let at = days.binary_search_by_key(&of, |it| it.day);
            at.expect("every day is known") as u32
        };
        let before: Vec<u32> =
            self.days.iter().map(|it| place(it.day)).collect();
        let places: Vec<u32> = day_of
            .iter()
            .map(|day| day.map_or(MISSING, place))
            .collect();
        for (own, at) in self.days.iter().zip(before) {
            days[at as usize] = *own;
        }
        let (money, finer) = (permitted.money(), self.finer(permitted));
        for (record, code) in column.codes.iter().enumerate() {
            let at = places.get(*code as usize).copied();
            let Some(day) = days.get_mut(at.unwrap_or(MISSING) as usize)
            else {
                continue;
            };
            day.n_records += 1;
            if permitted.aside(record).is_none() {
                day.worth += money.net(record) * finer;
            }
        }
        self.days = days;
    }

    /// Lets all that was gathered be at the scale of a slice, if that is
    /// finer.
    fn rescale(&mut self, permitted: &Permitted<'_, Table>) {
        let money = permitted.money();
        let own = money.is_counted().then(|| money.scale());
        let scale = self.scale.max(own);
        let finer = money::between(self.scale, scale);
        self.scale = scale;
        if finer == 1 {
            return;
        }
        let worths =
            self.counted.iter_mut().filter_map(|it| it.worth.as_mut());
        let worths =
            worths.chain(self.days.iter_mut().map(|it| &mut it.worth));
        worths.for_each(|worth| *worth *= finer);
        let finer = i64::try_from(finer).unwrap_or(i64::MAX);
        let values = self.amounts.iter_mut().map(|it| &mut it.0);
        for value in values.chain(&mut self.sums) {
            *value = value.saturating_mul(finer);
        }
    }

    /// How much finer what was gathered is than the money of a slice.
    fn finer(&self, permitted: &Permitted<'_, Table>) -> i128 {
        let money = permitted.money();
        let own = money.is_counted().then(|| money.scale());
        money::between(own, self.scale)
    }

    /// The checks, with what became of all records before any remedy.
    pub fn checks(
        mut self,
        plan: &Plan,
        records: &Records,
        amount: &Amount,
        customers: &Customers,
    ) -> Vec<Check> {
        let mut all = std::mem::take(&mut self.counted);
        let evidence = Evidence {
            found: &self,
            plan,
            records,
            amount,
        };
        for check in WEIGHED {
            all.extend(check(&evidence));
        }
        let mut told: Vec<Check> = Vec::new();
        for Counted { mut check, worth } in all {
            if check.count == 0 && !check.is_remedied {
                continue;
            }
            if let Some(worth) = worth {
                check.amount = evidence.minor(worth);
            }
            if check.of == 0 {
                check.of = match check.name {
                    CheckName::TestCustomers => self.n_spellings,
                    CheckName::RespelledCustomers => customers.total,
                    _ => self.n_records,
                };
            }
            let before = |it: &Check| it.name as u8 <= check.name as u8;
            let at = told.partition_point(before);
            told.insert(at, check);
        }
        told
    }
}

/// The columns whose role is read.
fn read(roles: &[ColumnRole]) -> impl Iterator<Item = &ColumnRole> {
    let unread = |role| matches!(role, Role::Text | Role::Ignore);
    roles.iter().filter(move |it| !unread(it.role))
}

/// Counts with those of further values, both ascending.
fn merged(counts: &[(i64, u32)], values: &[i64]) -> Vec<(i64, u32)> {
    let mut all: Vec<(i64, u32)> = Vec::with_capacity(counts.len());
    let mut add = |value: i64, n: u32| match all.last_mut() {
        Some(last) if last.0 == value => last.1 += n,
        _ => all.push((value, n)),
    };
    let mut own = counts.iter().peekable();
    for value in values {
        while let Some((before, n)) = own.next_if(|it| it.0 <= *value) {
            add(*before, *n);
        }
        add(*value, 1);
    }
    own.for_each(|(value, n)| add(*value, *n));
    all
}

/// The review, with what becomes of all records.
pub(crate) fn reviewed(features: Features, checks: Vec<Check>) -> Review {
    Review {
        records: features.records,
        amount: features.amount,
        customers: features.customers,
        joins: Vec::new(),
        left_out: super::LeftOut::default(),
        checks,
    }
}

impl Evidence<'_> {
    /// A limit in the minor unit.
    pub fn limit(&self, above: i64) -> Limit {
        let currency = self.amount.currency.as_deref();
        Limit::at_scale(self.found.scale.unwrap_or(0), currency, above)
    }

    /// An exact sum in the minor unit.
    fn minor(&self, sum: i128) -> Option<i64> {
        let digits = self.amount.minor_digits;
        money::to_minor(sum, self.found.scale?, digits).ok()
    }
}

impl Counted {
    /// A check whose records are worth nothing that is told.
    pub fn worthless(check: Check) -> Self {
        Self { check, worth: None }
    }

    fn add(&mut self, other: Self) {
        self.check.count += other.check.count;
        self.check.of += other.check.of;
        let mut both: Vec<String> = std::mem::take(&mut self.check.examples);
        both.extend(other.check.examples);
        self.check.examples = first(&mut both.into_iter());
        let both = self.worth.zip(other.worth);
        self.worth = both.map(|(own, more)| own + more);
    }
}

impl Holds {
    fn add(&mut self, other: Self) {
        if *self == Self::Nothing {
            *self = other;
        } else if other != Self::Nothing && *self != other {
            *self = Self::More;
        }
    }
}

impl Day {
    fn new(day: i64) -> Self {
        Self {
            day,
            n_records: 0,
            worth: 0,
        }
    }
}

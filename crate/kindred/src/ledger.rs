//! What became of every record, every customer and every cent.
//!
//! Each record is used or set aside for exactly one reason, the first that
//! holds, in this order:
//!
//! 1. `unreadable`: the reader could not make a record of it;
//! 2. `no-customer`: the customer is missing;
//! 3. `no-permission`: its customer has not clearly agreed;
//! 4. `no-date`: the date is missing or not one;
//! 5. `after-as-of`: dated on or after the as-of day, which is exclusive;
//! 6. `no-amount`: the amount (or quantity or price) is missing;
//! 7. `return`: the amount is negative, or the quantity is while the price
//!    is not; such as a cancelled order;
//! 8. `no-value`: nothing is bought and nothing returned: a price or amount
//!    of zero, a negative price, or signs that contradict each other.
//!
//! The amount of a record is its amount column where the file has one, else
//! quantity × price. In a file without either, lines are counted instead,
//! nothing is money, and only 2 to 5 (and a negative quantity) set aside.
//!
//! Returns are netted, never dropped. `revenue` is what was bought;
//! `revenue_net` is that less all the customer's returns before the as-of
//! day. How returns lower single orders is told in [`crate::features`].
//! In the minor unit `total = used + Σ set aside`, exactly; the customers'
//! gross revenues add up to `used` and their returns to `returned`.

use table::{MISSING, Table};

use crate::{
    Executor, RunError, Stage,
    analysis::{
        Amount, Customers, Excluded, ExcludedReason, Records, SetAside,
        SetAsideReason,
    },
    day,
    lines::{Lines, Pending},
    money::{self, LineMoney, LineValue},
    permit::{Permitted, PermittedColumn, names_somebody},
    role::Role,
};

/// The purchases and returns of every customer who bought anything, and the
/// reconciliation of everything else.
#[derive(Clone, Debug)]
pub struct Book {
    /// Nothing on or after this day (days since 1970-01-01) is in here.
    pub as_of_day: i64,
    /// What became of every record.
    pub records: Records,
    /// What became of the money.
    pub amount: Amount,
    /// What became of every customer.
    pub customers: Customers,
    /// The ids of the customers who bought, in ascending order of their
    /// bytes, so that the order of the records changes nothing.
    pub ids: Vec<String>,
    /// What each customer bought, in the minor unit; `None` without amounts.
    pub gross: Option<Vec<i64>>,
    /// What each customer returned, in the minor unit, at most 0.
    pub returned: Option<Vec<i64>>,
    /// The purchases, customer by customer.
    pub(crate) bought: Lines,
    /// The returns, customer by customer.
    pub(crate) returns: Lines,
}

/// What a record is, as one byte: [`USED`], or the reason's position in
/// [`REASONS`].
type Class = u8;

const USED: Class = u8::MAX;
const REASONS: [SetAsideReason; 8] = [
    SetAsideReason::Unreadable,
    SetAsideReason::NoCustomer,
    SetAsideReason::NoPermission,
    SetAsideReason::NoDate,
    SetAsideReason::AfterAsOf,
    SetAsideReason::NoAmount,
    SetAsideReason::Return,
    SetAsideReason::NoValue,
];
/// Records between two reports.
const STRIDE: usize = 1 << 18;

/// Sorts every record into used and set aside, and the lines by customer.
///
/// `as_of` is an ISO day; `None` takes the day after the last date that may
/// be read. `currency` is what the plan says, where the file does not.
///
/// # Errors
/// The as-of day is not a day; no date could be read or none is before the
/// as-of day; nobody bought anything; the sums are too large; it was stopped.
///
/// O(records + customers · log customers) time, about 40 bytes a used line.
pub async fn book(
    permitted: &Permitted<'_, Table>,
    as_of: Option<&str>,
    currency: Option<&str>,
    executor: &impl Executor,
) -> Result<Book, RunError> {
    let source = Source::open(permitted)?;
    let as_of_day = as_of_day(&source, as_of, permitted.n_read())?;
    let mut tally = Tally::new(permitted, source.who.len());
    for start in (0..permitted.n_records()).step_by(STRIDE) {
        let done = start as f64 / permitted.n_records() as f64;
        executor.report(Stage::Features, 0.3 * done).await?;
        let end = (start + STRIDE).min(permitted.n_records());
        for record in start..end {
            let (class, value) = source.classify(record, as_of_day, permitted);
            tally.add(class, value, source.customer.codes[record]);
        }
    }
    executor.report(Stage::Features, 0.3).await?;
    tally.check(permitted)?;
    let members = source.members(&tally.n_bought);
    let book = Book {
        as_of_day,
        bought: source.lines(&tally, &members, USED),
        returns: source.lines(&tally, &members, class_of_return()),
        records: tally.records(permitted.n_read()),
        customers: tally.customers(&source, permitted, members.len()),
        amount: Amount {
            currency: source.currency(currency),
            minor_digits: 0,
            total: None,
            used: None,
            returned: None,
        },
        ids: members.iter().map(|&code| source.text(code)).collect(),
        gross: None,
        returned: None,
    };
    executor.report(Stage::Features, 0.5).await?;
    if source.money.is_counted() {
        settle(book, &tally, source.money.scale())
    } else {
        Ok(book)
    }
}

/// The columns a ledger is made from.
struct Source<'a> {
    customer: PermittedColumn<'a>,
    /// Whether each code of the customer column names somebody.
    who: Vec<bool>,
    date: PermittedColumn<'a>,
    /// Seconds since 1970 of each code of the date column.
    moments: Vec<Option<i64>>,
    order: Option<PermittedColumn<'a>>,
    product: Option<PermittedColumn<'a>>,
    money: LineMoney<'a>,
    currency: Option<String>,
}

impl<'a> Source<'a> {
    fn open(permitted: &Permitted<'a, Table>) -> Result<Self, RunError> {
        let column =
            |role| permitted.column(role).ok_or(RunError::MissingRole(role));
        let customer = column(Role::CustomerId)?;
        let date = column(Role::Date)?;
        let codes =
            |column: &PermittedColumn<'_>| 0..column.values.n_codes() as u32;
        let names = |code| names_somebody(customer.values.text(code));
        let seconds = |code| date.values.moment(code).map(|moment| moment.0);
        let money = permitted.money();
        money.check()?;
        let paid = [Role::Amount, Role::Price].map(|r| permitted.column(r));
        let currency = paid
            .iter()
            .flatten()
            .find_map(|c| c.profile.currency.clone());
        Ok(Self {
            who: codes(&customer).map(names).collect(),
            moments: codes(&date).map(seconds).collect(),
            customer,
            date,
            order: permitted.column(Role::OrderId),
            product: permitted.column(Role::Product),
            money,
            currency,
        })
    }

    fn moment(&self, record: usize) -> Option<i64> {
        let code = self.date.codes[record];
        if code == MISSING {
            return None;
        }
        self.moments[code as usize]
    }

    fn classify(
        &self,
        record: usize,
        as_of_day: i64,
        permitted: &Permitted<'_, Table>,
    ) -> (Class, i64) {
        let customer = self.customer.codes[record];
        if !permitted.is_granted(record) {
            return (class_of(SetAsideReason::NoPermission), 0);
        }
        let line = self.money.line(record);
        let named = customer != MISSING && self.who[customer as usize];
        let reason = if !named {
            SetAsideReason::NoCustomer
        } else {
            match (self.moment(record), line) {
                (None, _) => SetAsideReason::NoDate,
                (Some(moment), _)
                    if moment.div_euclid(SECONDS) >= as_of_day =>
                {
                    SetAsideReason::AfterAsOf
                }
                (_, LineValue::Missing) => SetAsideReason::NoAmount,
                (_, LineValue::Returned(_)) => SetAsideReason::Return,
                (_, LineValue::Worthless(_)) => SetAsideReason::NoValue,
                (_, LineValue::Bought(_) | LineValue::Uncounted) => {
                    return (USED, line.amount());
                }
            }
        };
        (class_of(reason), line.amount())
    }

    /// The customers who bought, in ascending order of their ids.
    fn members(&self, n_bought: &[u32]) -> Vec<u32> {
        let values = self.customer.values;
        let mut members: Vec<(u64, u32)> = (0..n_bought.len() as u32)
            .filter(|&code| n_bought[code as usize] > 0)
            .map(|code| (prefix(values.text(code)), code))
            .collect();
        members.sort_unstable_by(|a, b| {
            let texts = || values.text(a.1).cmp(values.text(b.1));
            a.0.cmp(&b.0).then_with(texts)
        });
        members.into_iter().map(|(_, code)| code).collect()
    }

    fn lines(&self, tally: &Tally, members: &[u32], class: Class) -> Lines {
        let mut rank = vec![MISSING; self.who.len()];
        for (index, &code) in members.iter().enumerate() {
            rank[code as usize] = index as u32;
        }
        let codes = |column: &Option<PermittedColumn<'_>>, record: usize| {
            column.as_ref().map_or(MISSING, |c| c.codes[record])
        };
        let pending = |record: usize| Pending {
            customer: rank[self.customer.codes[record] as usize],
            order: codes(&self.order, record),
            product: codes(&self.product, record),
            moment: self.moment(record).unwrap_or(0),
            pieces: self.money.quantity.as_ref().and_then(|q| q.get(record)),
            value: self.money.line(record).amount(),
        };
        let records =
            || (0..tally.classes.len()).filter(|&r| tally.classes[r] == class);
        let kept = || records().map(pending).filter(|l| l.customer != MISSING);
        Lines::sort(
            members.len(),
            kept,
            self.money.quantity.as_ref().map(|q| q.scale),
            self.money.is_counted().then(|| self.money.scale()),
        )
    }

    fn text(&self, code: u32) -> String {
        self.customer.values.text(code).to_owned()
    }

    fn currency(&self, of_plan: Option<&str>) -> Option<String> {
        self.currency.clone().or_else(|| of_plan.map(str::to_owned))
    }
}

const SECONDS: i64 = 86_400;

/// What was counted on the way.
struct Tally {
    classes: Vec<Class>,
    used: (u64, i128),
    aside: [(u64, i128); REASONS.len()],
    /// Used records a customer code.
    n_bought: Vec<u32>,
    is_counted: bool,
}

impl Tally {
    fn new(permitted: &Permitted<'_, Table>, n_codes: usize) -> Self {
        let mut aside = [(0, 0); REASONS.len()];
        aside[usize::from(class_of(SetAsideReason::Unreadable))].0 =
            permitted.n_unreadable();
        aside[usize::from(class_of(SetAsideReason::NoPermission))].1 =
            permitted.refused().amount;
        Self {
            classes: Vec::with_capacity(permitted.n_records()),
            used: (0, 0),
            aside,
            n_bought: vec![0; n_codes],
            is_counted: permitted.money().is_counted(),
        }
    }

    fn add(&mut self, class: Class, value: i64, customer: u32) {
        self.classes.push(class);
        let part = if class == USED {
            self.n_bought[customer as usize] += 1;
            &mut self.used
        } else {
            &mut self.aside[usize::from(class)]
        };
        part.0 += 1;
        part.1 += i128::from(value);
    }

    fn of(&self, reason: SetAsideReason) -> (u64, i128) {
        self.aside[usize::from(class_of(reason))]
    }

    fn check(&self, permitted: &Permitted<'_, Table>) -> Result<(), RunError> {
        if self.used.0 > 0 {
            return Ok(());
        }
        let reasons = REASONS.iter().zip(&self.aside);
        let told = reasons
            .filter(|(_, (count, _))| *count > 0)
            .map(|(reason, (count, _))| format!("{count} {}", words(*reason)));
        Err(RunError::NoUsableRecord {
            read: permitted.n_read(),
            why: told.collect::<Vec<_>>().join(", "),
        })
    }

    fn records(&self, read: u64) -> Records {
        let amount = self.is_counted.then_some(0);
        let aside = REASONS.iter().zip(&self.aside);
        Records {
            read,
            used: self.used.0,
            set_aside: aside
                .filter(|(_, (count, _))| *count > 0)
                .map(|(&reason, &(count, _))| SetAside {
                    reason,
                    count,
                    amount,
                })
                .collect(),
        }
    }

    fn customers(
        &self,
        source: &Source<'_>,
        permitted: &Permitted<'_, Table>,
        n_members: usize,
    ) -> Customers {
        let total = source.who.iter().filter(|&&named| named).count() as u64;
        let refused = permitted.refused().n_customers;
        let permitted = n_members as u64;
        let parts = [
            (ExcludedReason::NoConsent, refused),
            (ExcludedReason::NoPurchase, total - refused - permitted),
        ];
        let excluded = parts.into_iter().filter(|(_, count)| *count > 0);
        Customers {
            total,
            permitted,
            excluded: excluded
                .map(|(reason, count)| Excluded { reason, count })
                .collect(),
        }
    }
}

/// Rounds every part to the minor unit so that all of them add up.
fn settle(mut book: Book, tally: &Tally, scale: u8) -> Result<Book, RunError> {
    let digits = money::minor_digits(book.amount.currency.as_deref());
    let gross = book.bought.sums();
    let returned = book.returns.sums();
    let netted: i128 = returned.iter().sum();
    let reasons: Vec<_> =
        book.records.set_aside.iter().map(|s| s.reason).collect();
    let mut parts = vec![tally.used.1, netted];
    parts.extend(reasons.iter().map(|&reason| match reason {
        SetAsideReason::Return => tally.of(reason).1 - netted,
        _ => tally.of(reason).1,
    }));
    let total = money::to_minor(parts.iter().sum(), scale, digits)?;
    for &part in &parts {
        money::to_minor(part, scale, digits)?;
    }
    let minor = money::apportion(&parts, scale, digits, total);
    for (aside, &amount) in book.records.set_aside.iter_mut().zip(&minor[2..])
    {
        let is_return = aside.reason == SetAsideReason::Return;
        let netted = if is_return { minor[1] } else { 0 };
        aside.amount = Some(amount + netted);
    }
    book.gross = Some(money::apportion(&gross, scale, digits, minor[0]));
    book.returned = Some(money::apportion(&returned, scale, digits, minor[1]));
    book.amount = Amount {
        minor_digits: digits,
        total: Some(total),
        used: Some(minor[0]),
        returned: Some(minor[1]),
        ..book.amount
    };
    Ok(book)
}

fn as_of_day(
    source: &Source<'_>,
    as_of: Option<&str>,
    read: u64,
) -> Result<i64, RunError> {
    let codes = source.date.codes.iter().filter(|&&code| code != MISSING);
    let last = codes
        .filter_map(|&code| source.moments[code as usize])
        .max()
        .ok_or_else(|| RunError::AllDatesMissing {
            column: source.date.profile.name.clone(),
            read,
        })?;
    match as_of {
        None => Ok(last.div_euclid(SECONDS) + 1),
        Some(text) => {
            day::parse_iso(text).ok_or_else(|| RunError::BadParameter {
                parameter: "as_of",
                found: text.to_owned(),
                expected: "a day such as 2025-12-31".into(),
            })
        }
    }
}

/// The first eight bytes, so that most comparisons need no text.
fn prefix(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let n = text.len().min(8);
    bytes[..n].copy_from_slice(&text.as_bytes()[..n]);
    u64::from_be_bytes(bytes)
}

fn class_of(reason: SetAsideReason) -> Class {
    let found = REASONS.iter().position(|&of| of == reason);
    found.expect("every reason stands in the list") as Class
}

fn class_of_return() -> Class {
    class_of(SetAsideReason::Return)
}

fn words(reason: SetAsideReason) -> &'static str {
    match reason {
        SetAsideReason::Unreadable => "could not be read",
        SetAsideReason::NoCustomer => "name no customer",
        SetAsideReason::NoPermission => "have no permission",
        SetAsideReason::NoDate => "have no readable date",
        SetAsideReason::AfterAsOf => "are dated on or after the as-of day",
        SetAsideReason::NoAmount => "have no readable amount",
        SetAsideReason::NoValue => "are worth nothing",
        SetAsideReason::Return => "are returns",
    }
}

//! What became of every record, every customer and every cent.
//!
//! Each record is used or set aside for exactly one reason, the first that
//! holds, in this order:
//!
//! 0. what the plan sets aside by its repairs ([`crate::repair`]) and then
//!    its remedies ([`crate::remedy`]), whoever the customer is:
//!    `other-currency`, then `other-record`, `not-paid`, `test-order`,
//!    `duplicate`, `contradictory`, `outlying` in the order of the plan;
//! 1. `unreadable`: the reader could not make a record of it;
//! 2. `no-customer`: the customer is missing;
//! 3. `no-permission`: its customer has not clearly agreed;
//! 4. `no-date`: the date is missing or not one; in a file that tells no day
//!    at all this and the next set nothing aside;
//! 5. `after-as-of`: dated on or after the as-of day, which is exclusive;
//! 6. `no-amount`: the amount (or quantity or price) is missing;
//! 7. `return`: the amount is negative, such as a cancelled order's or a
//!    discount on a line of its own; or it is zero and the quantity negative;
//! 8. `no-value`: nothing is bought and nothing returned: an amount of zero,
//!    or one above it for a negative quantity.
//!
//! The amount of a record is its amount column where the file has one, else
//! quantity × price: money that goes back is netted, whether the price or
//! the quantity has the sign. In a file without either, lines are counted instead,
//! nothing is money, and only 2 to 5 (and a negative quantity) set aside.
//!
//! What a column tells was given back of a used record is netted like a
//! return: under `refund`, which counts no record. A record that is worth
//! nothing itself but tells what was given back is a return. Of a record that is set
//! aside it lowers the amount. Another currency is never summed with the one
//! that is analysed: its records count, their amounts are told apart.
//!
//! Returns are netted, never dropped. `revenue` is what was bought;
//! `revenue_net` is that less all the customer's returns before the as-of
//! day. How returns lower single orders is told in [`crate::features`].
//!
//! In the minor unit `total = used + Σ set aside`, exactly; the customers'
//! gross revenues add up to `used` and their returns to `returned`. Where a
//! column has more digits than the minor unit (a price of 0.125), `used`,
//! `returned` and each reason are rounded by themselves, customers by
//! largest remainders within them.

mod source;
mod tally;

use std::ops::Range;

use table::Table;

use crate::{
    Executor, RunError, Stage,
    analysis::{Amount, Customers, Records, SetAsideReason},
    day,
    error::Expected,
    lines::Lines,
    money,
    permit::Permitted,
    role::Role,
};
use source::{SECONDS, Source};
use tally::Tally;

pub(crate) use tally::Sums;

/// The purchases and returns of every customer who bought anything, and the
/// reconciliation of everything else.
#[derive(Clone, Debug)]
pub struct Book {
    /// Nothing on or after this day (days since 1970-01-01) is in here.
    pub as_of_day: i64,
    /// Whether any record has a day; else nothing about time is known.
    pub has_days: bool,
    /// What became of every record.
    pub records: Records,
    /// What became of the money.
    pub amount: Amount,
    /// What became of every customer.
    pub customers: Customers,
    /// The ids of the customers who bought, in ascending order of their
    /// bytes, so that the order of the records changes nothing.
    pub ids: Vec<String>,
    /// The customer of each record by the position of its id; `u32::MAX`
    /// where the record is not used.
    pub(crate) who: Vec<u32>,
    /// What each customer bought, in the minor unit; `None` without amounts.
    pub gross: Option<Vec<i64>>,
    /// What each customer returned, in the minor unit, at most 0.
    pub returned: Option<Vec<i64>>,
    /// The purchases, customer by customer.
    pub(crate) bought: Lines,
    /// The returns, customer by customer.
    pub(crate) returns: Lines,
    /// Digits after the point of pieces; `None` without a quantity column.
    pub(crate) pieces_scale: Option<u8>,
    /// Digits after the point of values; `None` where the file has none.
    pub(crate) scale: Option<u8>,
}

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
    let as_of_day = as_of_day(source.last_moment(), as_of).transpose()?;
    let as_of_day =
        as_of_day.ok_or_else(|| no_date(permitted, permitted.n_read()))?;
    let draft = draft(&source, permitted, as_of_day, currency, executor);
    let draft = draft.await?;
    draft.sums.check()?;
    draft.settled()
}

/// A ledger whose money is not yet brought to the minor unit.
pub(crate) struct Draft {
    /// All but the money, the reconciliation and the customers.
    pub book: Book,
    /// The exact counts and sums.
    pub sums: Sums,
    /// What each customer bought, exactly.
    pub gross: Vec<i128>,
    /// What each customer returned, exactly, at most 0.
    pub returned: Vec<i128>,
}

/// The ledger of a slice of the customers, for a day that is known.
///
/// # Errors
/// See [`book`]; that nobody bought anything is none.
pub(crate) async fn slice(
    permitted: &Permitted<'_, Table>,
    as_of_day: i64,
    currency: Option<&str>,
    executor: &impl Executor,
) -> Result<Draft, RunError> {
    let source = Source::open(permitted)?;
    draft(&source, permitted, as_of_day, currency, executor).await
}

/// The last moment that may be read, in seconds since 1970-01-01.
pub(crate) fn last_moment(
    permitted: &Permitted<'_, Table>,
) -> Result<Option<i64>, RunError> {
    Ok(Source::open(permitted)?.last_moment())
}

async fn draft(
    source: &Source<'_>,
    permitted: &Permitted<'_, Table>,
    as_of_day: i64,
    currency: Option<&str>,
    executor: &impl Executor,
) -> Result<Draft, RunError> {
    let mut tally = Tally::new(permitted, source.who.len());
    for start in (0..permitted.n_records()).step_by(STRIDE) {
        let done = start as f64 / permitted.n_records() as f64;
        executor.report(Stage::Features, 0.3 * done).await?;
        let end = (start + STRIDE).min(permitted.n_records());
        count(source, permitted, as_of_day, start..end, &mut tally);
    }
    executor.report(Stage::Features, 0.3).await?;
    let draft = Draft::of(source, as_of_day, currency, tally);
    executor.report(Stage::Features, 0.5).await?;
    Ok(draft)
}

/// Counts some records.
#[inline(never)]
fn count(
    source: &Source<'_>,
    permitted: &Permitted<'_, Table>,
    as_of_day: i64,
    records: Range<usize>,
    tally: &mut Tally,
) {
    for record in records {
        let (class, value) = source.classify(record, as_of_day, permitted);
        let customer = source.customer.codes[record];
        tally.add(class, value, customer);
        let refund = source.refund(record);
        if class == tally::USED && refund > 0 {
            tally.give_back(refund, customer);
        }
    }
}

impl Draft {
    #[inline(never)]
    fn of(
        source: &Source<'_>,
        as_of_day: i64,
        currency: Option<&str>,
        tally: Tally,
    ) -> Self {
        let members = source.members(&tally.n_bought);
        let sorted = source.lines(&tally, &members);
        let sums = tally.done(source, members.len());
        let currency = source.currency(currency);
        let book = Book {
            as_of_day,
            has_days: source.has_days,
            pieces_scale: source.money.quantity.as_ref().map(|q| q.scale),
            scale: sums.scale(),
            records: sums.records(),
            customers: sums.customers(),
            amount: Amount {
                minor_digits: match sums.scale() {
                    Some(_) => money::minor_digits(currency.as_deref()),
                    None => 0,
                },
                currency,
                total: None,
                used: None,
                returned: None,
            },
            ids: members.iter().map(|&code| source.text(code)).collect(),
            who: sorted.who,
            gross: None,
            returned: None,
            bought: sorted.bought,
            returns: sorted.returns,
        };
        Self {
            gross: book.bought.sums(),
            returned: book.returns.sums(),
            book,
            sums,
        }
    }

    fn settled(self) -> Result<Book, RunError> {
        let Self {
            mut book,
            sums,
            gross,
            returned,
        } = self;
        let amount = book.amount.clone();
        let Some(money) = settle(&sums, &gross, &returned, amount)? else {
            return Ok(book);
        };
        (book.records, book.amount) = (money.records, money.amount);
        (book.gross, book.returned) =
            (Some(money.gross), Some(money.returned));
        Ok(book)
    }
}

/// The money of a ledger in the minor unit.
pub(crate) struct Settled {
    pub records: Records,
    pub amount: Amount,
    pub gross: Vec<i64>,
    pub returned: Vec<i64>,
}

/// Brings every part to the minor unit. What is used and what is returned
/// are rounded by themselves, so that no record set aside moves a cent of a
/// customer; the total is the sum of the rounded parts. `None` without
/// amounts.
pub(crate) fn settle(
    sums: &Sums,
    gross: &[i128],
    returned: &[i128],
    amount: Amount,
) -> Result<Option<Settled>, RunError> {
    let Some(scale) = sums.scale() else {
        return Ok(None);
    };
    let digits = money::minor_digits(amount.currency.as_deref());
    let minor = |sum| money::to_minor(sum, scale, digits);
    let netted: i128 = returned.iter().sum();
    let (used_minor, netted_minor) = (minor(sums.used())?, minor(netted)?);
    let refunds = sums.of(SetAsideReason::Refund).1;
    let refunds_minor = minor(refunds)?;
    let mut total = used_minor;
    let mut records = sums.records();
    for aside in &mut records.set_aside {
        let exact = sums.of(aside.reason).1;
        let amount = match aside.reason {
            SetAsideReason::Return => {
                let netted = netted - refunds;
                minor(exact - netted)? + netted_minor - refunds_minor
            }
            SetAsideReason::OtherCurrency => continue,
            _ => minor(exact)?,
        };
        aside.amount = Some(amount);
        total += amount;
    }
    minor(sums.all())?;
    Ok(Some(Settled {
        records,
        gross: money::apportion(gross, scale, digits, used_minor),
        returned: money::apportion(returned, scale, digits, netted_minor),
        amount: Amount {
            minor_digits: digits,
            total: Some(total),
            used: Some(used_minor),
            returned: Some(netted_minor),
            ..amount
        },
    }))
}

/// The first day that is not seen: the one given, or the one after the last
/// moment; `None` where neither is known.
pub(crate) fn as_of_day(
    last_moment: Option<i64>,
    as_of: Option<&str>,
) -> Option<Result<i64, RunError>> {
    let last = last_moment?.div_euclid(SECONDS);
    let Some(text) = as_of else {
        return Some(Ok(last + 1));
    };
    let day = day::parse_iso(text);
    Some(day.ok_or_else(|| RunError::BadParameter {
        parameter: "as_of".into(),
        found: text.to_owned(),
        expected: Expected::Day,
    }))
}

/// The refusal where no date could be read.
pub(crate) fn no_date(
    permitted: &Permitted<'_, Table>,
    read: u64,
) -> RunError {
    let date = permitted.column(Role::Date);
    RunError::AllDatesMissing {
        column: date.map_or_else(String::new, |it| it.profile.name.clone()),
        read,
    }
}

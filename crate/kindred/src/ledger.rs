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
//! What a column tells was given back of a used record is netted like a
//! return: under `refund`, which counts no record. Of a record that is set
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

use table::Table;

use crate::{
    Executor, RunError, Stage,
    analysis::{Amount, Customers, Records, SetAsideReason},
    day,
    error::Expected,
    lines::Lines,
    money,
    permit::Permitted,
};
use source::{SECONDS, Source};
use tally::Tally;

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
    let as_of_day = as_of_day(&source, as_of, permitted.n_read())?;
    let mut tally = Tally::new(permitted, source.who.len());
    for start in (0..permitted.n_records()).step_by(STRIDE) {
        let done = start as f64 / permitted.n_records() as f64;
        executor.report(Stage::Features, 0.3 * done).await?;
        let end = (start + STRIDE).min(permitted.n_records());
        for record in start..end {
            let (class, value) = source.classify(record, as_of_day, permitted);
            let customer = source.customer.codes[record];
            tally.add(class, value, customer);
            let refund = source.refund(record);
            if class == tally::USED && refund > 0 {
                tally.give_back(refund, customer);
            }
        }
    }
    executor.report(Stage::Features, 0.3).await?;
    tally.check(permitted)?;
    let members = source.members(&tally.n_bought);
    let sorted = source.lines(&tally, &members);
    let book = Book {
        as_of_day,
        bought: sorted.bought,
        returns: sorted.returns,
        pieces_scale: source.money.quantity.as_ref().map(|q| q.scale),
        scale: source.money.is_counted().then(|| source.money.scale()),
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
    match book.scale {
        Some(scale) => settle(book, &tally, scale),
        None => Ok(book),
    }
}

/// Brings every part to the minor unit. What is used and what is returned
/// are rounded by themselves, so that no record set aside moves a cent of a
/// customer; the total is the sum of the rounded parts.
fn settle(mut book: Book, tally: &Tally, scale: u8) -> Result<Book, RunError> {
    let digits = money::minor_digits(book.amount.currency.as_deref());
    let minor = |sum| money::to_minor(sum, scale, digits);
    let gross = book.bought.sums();
    let returned = book.returns.sums();
    let netted: i128 = returned.iter().sum();
    let (used_minor, netted_minor) = (minor(tally.used.1)?, minor(netted)?);
    let refunds = tally.of(SetAsideReason::Refund).1;
    let refunds_minor = minor(refunds)?;
    let mut total = used_minor;
    for aside in &mut book.records.set_aside {
        let exact = tally.of(aside.reason).1;
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
    minor(tally.all())?;
    book.gross = Some(money::apportion(&gross, scale, digits, used_minor));
    book.returned =
        Some(money::apportion(&returned, scale, digits, netted_minor));
    book.amount = Amount {
        minor_digits: digits,
        total: Some(total),
        used: Some(used_minor),
        returned: Some(netted_minor),
        ..book.amount
    };
    Ok(book)
}

fn as_of_day(
    source: &Source<'_>,
    as_of: Option<&str>,
    read: u64,
) -> Result<i64, RunError> {
    let last =
        source
            .last_moment()
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
                expected: Expected::Day,
            })
        }
    }
}

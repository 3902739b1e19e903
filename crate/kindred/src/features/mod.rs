//! What is known of each customer, as numbers.
//!
//! [`compute`] turns a [`Book`] into one column a feature. Nothing on or
//! after the as-of day takes part, and the order of the records changes no
//! bit. A feature that can't be computed for a customer is `NaN`, never
//! zero and never infinite; one that can't be computed for anybody (no prices,
//! no products, no times of day) is left out.
//!
//! An order is what shares an order id within a customer; lines without one
//! are one order a customer and day. Its moment is its first line's. Where
//! the file tells no day at all, what is about time can't be computed, and a
//! line without an order id is an order.
//!
//! A return that names an order of its customer lowers that order's value.
//! One that names none of them lowers the customer's latest order up to
//! its moment that holds its product. Otherwise, and beyond the order's
//! value, it lowers only the customer's net revenue. An order that came
//! back whole stays an order, worth 0.

mod all;
mod basket;
mod history;
mod paid;
mod prices;
mod rhythm;
mod shop;
mod timing;
mod trend;
mod value;

use crate::{
    Executor, RunError, Stage,
    analysis::{Amount, Customers, Records},
    attributes::Attributes,
    ledger::Book,
};
use std::{borrow::Cow, ops::Range};

use serde::{Deserialize, Serialize};

use history::History;

pub use all::{ALL, FeatureSpec, MANY_CUSTOMERS, N_CORE, wanted};
pub(crate) use prices::Prices;
pub(crate) use shop::{Calendar, Shop, price_range};

/// One column a feature, one entry a customer, with the reconciliation of
/// what they are made from.
#[derive(Clone, Debug)]
pub struct Features {
    /// Nothing on or after this day (days since 1970-01-01) was seen; `None`
    /// where the file tells no day at all.
    pub as_of_day: Option<i64>,
    /// Each customer's id as in the file, ascending by bytes.
    pub ids: Vec<String>,
    /// The features there are, in the order of [`ALL`].
    pub columns: Vec<FeatureColumn>,
    /// What each customer brought in the minor unit, returns netted; adds up
    /// to `amount.used + amount.returned`. `None` without amounts.
    pub revenue: Option<Vec<i64>>,
    /// Used lines of each customer.
    pub n_lines: Vec<u32>,
    /// What is known beside the purchases.
    pub attributes: Attributes,
    /// What became of every record.
    pub records: Records,
    /// What became of the money.
    pub amount: Amount,
    /// What became of every customer.
    pub customers: Customers,
}

/// A feature of every customer; equal to another to the bit.
#[derive(Clone, Debug)]
pub struct FeatureColumn {
    /// Its stable name.
    pub name: Cow<'static, str>,
    /// Its unit.
    pub unit: Unit,
    /// The side of the customers that it tells of.
    pub side: Side,
    /// How it is called, where it stands in no table of words.
    pub(crate) said: Option<Said>,
    /// What it is a part of, where it is an attribute's.
    pub(crate) part: Option<Part>,
    /// One entry a customer; `NaN` where it can't be computed.
    pub values: Vec<f64>,
}

/// An attribute in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// As a heading and within a sentence.
    pub title: String,
    /// One line.
    pub meaning: String,
}

/// A part of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The attribute's name in a recipe.
    pub of: String,
    /// How many parts share its vote.
    pub votes: f64,
    /// What the columns of levels are divided by; 0 of one that is prepared
    /// as any other feature.
    pub spread: f64,
}

/// A side of the customers, whose features can be weighed together.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// What they are worth.
    Value,
    /// What they do.
    Behaviour,
    /// Who they are: attributes.
    Profile,
    /// What they say: surveys.
    Voice,
}

/// Every side, in the order in which they are told.
pub const SIDES: [Side; 4] =
    [Side::Value, Side::Behaviour, Side::Profile, Side::Voice];

impl Side {
    /// As a plan writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Behaviour => "behaviour",
            Self::Profile => "profile",
            Self::Voice => "voice",
        }
    }
}

/// What a feature counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Orders.
    Orders,
    /// The currency's major unit.
    Money,
    /// A share, `0.0..=1.0`.
    Share,
    /// A number without a unit, at least 0.
    Ratio,
    /// A change a 30 days, as a share of the customer's own median.
    SharePer30Days,
    /// Order lines.
    Lines,
    /// Pieces.
    Pieces,
    /// Different products.
    Products,
    /// Bits of information.
    Bits,
    /// Hours of the day, `0.0..24.0`.
    Hours,
    /// Calendar months.
    Months,
    /// Yes or no: 1 or 0.
    Is,
}

impl Features {
    /// How many customers there are; at least 1.
    pub fn n_customers(&self) -> usize {
        self.ids.len()
    }

    /// The column of a name; `None` where the file does not give it.
    pub fn column(&self, name: &str) -> Option<&FeatureColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl PartialEq for FeatureColumn {
    fn eq(&self, other: &Self) -> bool {
        let bits = |it: &Self| -> Vec<u64> {
            it.values.iter().map(|value| value.to_bits()).collect()
        };
        let (own, names) = (bits(self), (&self.name, self.unit));
        names == (&other.name, other.unit) && own == bits(other)
    }
}

impl FeatureColumn {
    /// Customers for whom it can't be computed.
    pub fn n_missing(&self) -> usize {
        self.values.iter().filter(|value| value.is_nan()).count()
    }

    /// The values there are, in the order of the customers.
    pub fn present(&self) -> Vec<f64> {
        let there = self.values.iter().filter(|value| !value.is_nan());
        there.copied().collect()
    }
}

/// Computes the features of every customer of a book: all, or of a shop with
/// [`MANY_CUSTOMERS`] the first of them and those that are `asked` for.
///
/// # Errors
/// It was stopped.
///
/// O(lines · log of a customer's lines).
pub async fn compute(
    book: Book,
    asked: &[String],
    executor: &impl Executor,
) -> Result<Features, RunError> {
    let shop = Shop::of(&book);
    let wanted = wanted(book.ids.len(), asked);
    executor.report(Stage::Features, 0.6).await?;
    let n = book.ids.len();
    let mut columns: Vec<FeatureColumn> =
        wanted.iter().map(|spec| spec.empty(n)).collect();
    of_each(&book, &shop, &wanted, &mut columns, executor).await?;
    columns.retain(|column| column.n_missing() < n);
    executor.report(Stage::Features, 1.0).await?;
    Ok(Features {
        as_of_day: shop.as_of_day,
        columns,
        revenue: net(book.gross.as_deref(), book.returned.as_deref()),
        n_lines: (0..n).map(|c| book.bought.of(c).len() as u32).collect(),
        attributes: Attributes::default(),
        records: book.records,
        amount: book.amount,
        customers: book.customers,
        ids: book.ids,
    })
}

/// Adds every customer of a book, beside its shop, to these features.
pub(crate) async fn of_each(
    book: &Book,
    shop: &Shop,
    wanted: &[FeatureSpec],
    columns: &mut [FeatureColumn],
    executor: &impl Executor,
) -> Result<(), RunError> {
    let n = book.ids.len();
    let mut history = History::new(book);
    let mut next = 0;
    while next < n {
        let done = next as f64 / n as f64;
        executor.report(Stage::Features, 0.6 + 0.4 * done).await?;
        next = of_some(&mut history, shop, next..n, wanted, columns);
    }
    Ok(())
}

/// The features of the next customers, about [`LINES_A_REPORT`] lines; where
/// it goes on.
#[inline(never)]
fn of_some(
    history: &mut History<'_>,
    shop: &Shop,
    customers: Range<usize>,
    wanted: &[FeatureSpec],
    columns: &mut [FeatureColumn],
) -> usize {
    let end = customers.end;
    let mut n_lines = 0;
    for customer in customers {
        n_lines += history.read(customer);
        for (column, spec) in columns.iter_mut().zip(wanted) {
            let value = (spec.compute)(history, shop);
            let value = value.filter(|value| value.is_finite());
            column.values.push(value.unwrap_or(f64::NAN));
        }
        if n_lines > LINES_A_REPORT {
            return customer + 1;
        }
    }
    end
}

/// About 50 ms of work.
const LINES_A_REPORT: usize = 200_000;

impl FeatureSpec {
    /// Of nobody, with room for so many.
    pub(crate) fn empty(&self, n_customers: usize) -> FeatureColumn {
        FeatureColumn {
            name: self.name.into(),
            unit: self.unit,
            side: self.side,
            said: None,
            part: None,
            values: Vec::with_capacity(n_customers),
        }
    }
}

/// What each customer brought, returns netted.
pub(crate) fn net(
    gross: Option<&[i64]>,
    returned: Option<&[i64]>,
) -> Option<Vec<i64>> {
    let pairs = gross?.iter().zip(returned?);
    Some(pairs.map(|(gross, returned)| gross + returned).collect())
}

//! What the files tell of customers beside what they bought.
//!
//! A column whose role is attribute is one of customers where it stands in a
//! file of customers, or where the purchases of hardly any customer tell two
//! values of it. Of a customer counts what most of the purchases tell that
//! are used, so that neither a record on or after the as-of day nor the order
//! of the records changes anything.
//!
//! Attributes describe segments ([`told`]). They form them only where the
//! recipe names them (`attribute:COLUMN`, [`form`]): no plan is proposed that
//! does.

mod draft;
pub(crate) mod encode;
mod survey;
pub mod told;

pub(crate) use draft::{Beside, Draft, drafts};
pub(crate) use encode::{PREFIX, form};
pub use survey::{Item, Refusal, Survey};

use table::Warning;

use crate::{disclose::SMALLEST, features::Side, words::AttributeWords};

/// Columns that a warning names.
const NAMED: usize = 8;

/// What an attribute tells of every customer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribute {
    /// The column, with its file where two have one name.
    pub column: String,
    /// The file of customers that tells it; `None` for the purchases.
    pub file: Option<String>,
    /// Of which side of the customers.
    pub side: Side,
    pub values: Values,
}

/// One entry a customer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Values {
    /// The most frequent level first; of each customer the position of its
    /// level, `NaN` where none is known.
    Levels {
        names: Vec<String>,
        of: Vec<f64>,
        counts: Vec<u64>,
    },
    /// `NaN` where it is not known.
    Numbers(Vec<f64>),
    /// Days before the as-of day, at least 0; `NaN` where it is not known.
    Days(Vec<f64>),
}

/// Why a column tells nothing of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Nobody has a value.
    Empty,
    /// Everybody has the same.
    Constant,
    /// No value is that of enough customers.
    Scattered,
    /// It changes from purchase to purchase.
    Unsteady,
}

/// All that is known beside the purchases.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    pub(crate) all: Vec<Attribute>,
    /// The columns that tell nothing, and why.
    pub(crate) unused: Vec<(String, Why)>,
    pub(crate) surveys: Vec<Survey>,
}

impl Attributes {
    /// What drafts over all customers come to, for an as-of day (days since
    /// 1970-01-01).
    pub(crate) fn of(drafts: Vec<Draft>, as_of_day: i64) -> Self {
        let mut found = Self::default();
        for draft in drafts {
            let mut column = draft.column.clone();
            let is_taken =
                |name: &str| found.all.iter().any(|it| it.column == name);
            if let (true, Some(file)) = (is_taken(&column), &draft.file) {
                column = format!("{column} ({file})");
            }
            match draft.settled(column.clone(), as_of_day) {
                Ok(attribute) => found.all.push(attribute),
                Err(why) => found.unused.push((column, why)),
            }
        }
        found.score();
        found
    }

    /// What the user must see of columns that tell nothing.
    pub(crate) fn warning(&self, words: &AttributeWords) -> Option<Warning> {
        let said = |(column, why): &(String, Why)| {
            format!("“{column}” ({})", words.why(*why))
        };
        let named = self.unused.iter().take(NAMED).map(said);
        let named: Vec<String> = named.collect();
        let n_more = self.unused.len() - named.len();
        let more = match n_more {
            0 => String::new(),
            n => format!(", + {n}"),
        };
        let lead = words.untold;
        let message = format!("{lead}: {}{more}.", named.join(", "));
        let n = self.unused.len() as u64;
        (n > 0).then(|| Warning::new("W_ATTRIBUTE", n, message))
    }
}

/// Each of some numbers as something else.
pub(crate) fn mapped(values: &[f64], of: &dyn Fn(f64) -> f64) -> Vec<f64> {
    values.iter().map(|&it| of(it)).collect()
}

/// How many are not known.
fn n_missing(values: &[f64]) -> u64 {
    values.iter().filter(|it| it.is_nan()).count() as u64
}

/// Whether so many customers are enough to be told apart.
fn is_enough(n_customers: u64) -> bool {
    n_customers >= SMALLEST
}

#[cfg(test)]
mod tests;

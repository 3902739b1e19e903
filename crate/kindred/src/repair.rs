//! What is mended between a file and its ledger, so that a plan replays it.
//!
//! A repair changes no cell. It says whose details a record takes
//! ([`Repair::Instead`], [`Repair::FillDown`]), which records are no purchase of their own and so
//! set aside with their amounts ([`Repair::Keep`], [`Repair::SetAside`],
//! [`Repair::DropDuplicates`]), how an order's total is shared out over its
//! records ([`Repair::OrderTotal`]), and what was given back
//! ([`Repair::Refund`]). Whatever the list's order, they are made in that
//! order. Beside them, records in another currency than the one that is
//! analysed are always set aside, and never summed with it.
//!
//! Nothing is read here but what [`crate::permit`] hands over.

mod aside;
mod currency;
mod fill;
mod total;
mod written;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use table::{ColumnValues, MISSING, Table, Warning};

use crate::{
    RunError, analysis::SetAsideReason, money::NumberColumn, remedy::Mending,
    role::Role, words::Words,
};
use currency::Currencies;
use written::Written;

pub use currency::CurrencySum;
pub(crate) use currency::{Known, choose};

/// One thing that is mended; columns are told by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "Written", into = "Written")]
#[ts(as = "Written")]
pub enum Repair {
    /// Within an order, a record without a value takes that of the record
    /// before it: details stand on the order's first record only.
    FillDown {
        /// Which order a record belongs to.
        order: String,
        /// The columns that are filled.
        columns: Vec<String>,
    },
    /// The total of an order, once on one of its records or repeated on
    /// each, is shared out over them by quantity × price, evenly where that
    /// is not told, so that the shares add up to it exactly. Where an order
    /// tells different totals, each record keeps what it tells.
    OrderTotal {
        /// Which order a record belongs to.
        order: String,
        /// The total; it is the amount.
        total: String,
        /// The column of a number by which it is shared out instead.
        by: Option<String>,
    },
    /// Records with another word in the column are set aside.
    Keep {
        /// The column.
        column: String,
        /// The words, whatever their case; the empty one is a missing value.
        words: Vec<String>,
        /// What the others are.
        reason: Because,
    },
    /// Records with one of these words in the column are set aside.
    SetAside {
        /// The column.
        column: String,
        /// The words, whatever their case; the empty one is a missing value.
        words: Vec<String>,
        /// What they are.
        reason: Because,
        /// But not where another column has one of these words.
        unless: Option<Said>,
    },
    /// Where a column says so, the value of a column is that of another,
    /// so far as it stands anywhere in the first: on a refund the customer
    /// is not the sender but the receiver.
    Instead {
        /// The column that is read.
        column: String,
        /// The column that has the value.
        other: String,
        /// Where.
        when: Said,
    },
    /// The column tells, of the record's amount, how much was given back;
    /// the sign is nothing.
    Refund {
        /// The column.
        column: String,
        /// Which order a record belongs to, where it tells of the whole
        /// order and so is shared out like its total.
        order: Option<String>,
        /// The column of a sum, where it tells what remained of that instead;
        /// zero says nothing.
        total: Option<String>,
    },
    /// A record that equals an earlier one in every column is set aside.
    DropDuplicates,
}

/// Words of a column, whatever their case; the empty one is a missing value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The column.
    pub column: String,
    /// The words.
    pub words: Vec<String>,
}

/// Why a repair sets records aside.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// Not a purchase: a fee, a transfer, a line of a balance.
    OtherRecord,
    /// Not paid: pending, failed, cancelled.
    NotPaid,
    /// A trial of the shop's own.
    TestOrder,
}

/// A repair and the records it is made in: those of one file, or all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scoped {
    pub records: Range<usize>,
    pub repair: Repair,
    /// Whether a refund is told beside the records, by their order: what
    /// they tell themselves is not given back twice, nor more than they come
    /// to.
    pub beside: bool,
}

/// What the repairs made of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Repaired {
    /// The codes of the columns that were filled.
    filled: Vec<(usize, Vec<u32>)>,
    /// Why each record is set aside; empty where none is.
    aside: Vec<Option<SetAsideReason>>,
    /// The amount of each record, where orders' totals were shared out.
    pub totals: Option<NumberColumn<'static>>,
    /// The columns that tell what was given back.
    pub refunds: Vec<usize>,
    /// What was given back of each record, where it was shared out.
    pub shared_refunds: Vec<NumberColumn<'static>>,
    /// The currency that is analysed, where the file tells several or tells
    /// it in a column.
    pub currency: Option<String>,
    /// The currencies of the records, where there are several.
    currencies: Option<Currencies>,
    /// The column by which totals were shared out.
    by: Option<usize>,
    /// Orders whose records tell different totals.
    pub n_different: u64,
}

/// A table on the bench: what it holds, and what was mended so far.
pub(crate) struct Bench<'a, 'o> {
    pub table: &'a Table,
    /// The column of each role that has one.
    pub roles: &'o [(Role, usize)],
    /// Opens a column.
    pub open: &'o dyn Fn(usize) -> ColumnValues<'a>,
    pub done: Repaired,
}

impl Repaired {
    /// Makes the repairs, in the order that the module tells.
    ///
    /// # Errors
    /// A repair names a column that the table does not have.
    ///
    /// O(records) a repair, O(records · columns) to find duplicates.
    pub fn of(
        mut bench: Bench<'_, '_>,
        repairs: &[Scoped],
        mending: Mending<'_>,
    ) -> Result<Self, RunError> {
        for of in repairs {
            bench.take_instead(of)?;
            bench.fill_down(of)?;
        }
        bench.keep_currencies_apart(mending.currency, mending.known);
        for of in repairs {
            bench.set_aside(of)?;
        }
        for of in repairs {
            bench.share_totals(of)?;
            bench.take_refunds(of)?;
        }
        Ok(bench.done)
    }

    /// The codes of a column that was filled.
    pub fn codes(&self, column: usize) -> Option<&[u32]> {
        let found = self.filled.iter().find(|(of, _)| *of == column);
        found.map(|(_, codes)| &**codes)
    }

    /// Why a record is set aside.
    pub fn aside(&self, record: usize) -> Option<SetAsideReason> {
        self.aside.get(record).copied().flatten()
    }

    /// Sets records aside that have no reason yet.
    pub fn set_aside(
        &mut self,
        records: &[usize],
        reason: SetAsideReason,
        n_records: usize,
    ) {
        self.aside.resize(n_records, None);
        for &record in records {
            self.aside[record].get_or_insert(reason);
        }
    }
}

/// What a run must tell of the repairs; it adds up over slices of the
/// customers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// The currencies that are not analysed.
    pub sums: Vec<CurrencySum>,
    /// Orders whose records tell different totals.
    pub n_different: u64,
}

impl Told {
    /// Adds what is told of other customers.
    pub fn add(&mut self, other: Self) {
        self.n_different += other.n_different;
        for sum in other.sums {
            CurrencySum::put(&mut self.sums, sum);
        }
    }

    /// In words.
    pub fn warnings(&self, words: &dyn Words) -> Vec<Warning> {
        let other = |sum: &CurrencySum| {
            let message = words.repaired().other_currency(sum);
            Warning::new("W_OTHER_CURRENCY", sum.count, message)
        };
        let mut warnings: Vec<Warning> = self.sums.iter().map(other).collect();
        if self.n_different > 0 {
            let message = words.repaired().different_totals(self.n_different);
            let n = self.n_different;
            warnings.push(Warning::new("W_ORDER_TOTALS", n, message));
        }
        warnings
    }
}

impl<'a> Bench<'a, '_> {
    /// The position of a column that a repair names.
    fn named(&self, name: &str) -> Result<usize, RunError> {
        crate::source::named(self.table, name)
    }

    /// The column of a role.
    fn of_role(&self, role: Role) -> Option<usize> {
        let found = self.roles.iter().find(|(of, _)| *of == role);
        found.map(|&(_, column)| column)
    }

    /// The codes of a column, filled where it was.
    fn codes(&self, column: usize) -> &[u32] {
        let filled = self.done.codes(column);
        filled.unwrap_or_else(|| (self.open)(column).codes())
    }

    fn take_refunds(&mut self, of: &Scoped) -> Result<(), RunError> {
        let Repair::Refund {
            column,
            order,
            total,
        } = &of.repair
        else {
            return Ok(());
        };
        let column = self.named(column)?;
        let is_all = of.records == (0..self.table.n_records);
        if order.is_none() && total.is_none() && is_all {
            self.done.refunds.push(column);
            return Ok(());
        }
        let mut refunds = self.numbers(column);
        if let Some(total) = total {
            refunds = refunds.missing_of(self.numbers(self.named(total)?));
        }
        if let Some(order) = order {
            let order = self.named(order)?;
            let mut by = self.done.by;
            if of.beside {
                self.keep_within(of, order, &mut refunds);
                by = by.or(self.of_role(Role::Amount));
            }
            self.share_out(of, order, by, &mut refunds);
        }
        // Another file's refunds are told by its own repair, if at all.
        let codes = refunds.codes.to_mut().iter_mut().enumerate();
        for (record, code) in codes {
            if !of.records.contains(&record) {
                *code = MISSING;
            }
        }
        self.done.shared_refunds.push(refunds);
        Ok(())
    }
}

impl Repair {
    /// The names of the columns, to be given others.
    pub(crate) fn columns_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::FillDown { order, columns } => {
                columns.iter_mut().chain([order]).collect()
            }
            Self::OrderTotal { order, total, by } => {
                [order, total].into_iter().chain(by).collect()
            }
            Self::Keep { column, .. } => vec![column],
            Self::SetAside { column, unless, .. } => {
                let unless = unless.as_mut().map(|it| &mut it.column);
                [column].into_iter().chain(unless).collect()
            }
            Self::Instead {
                column,
                other,
                when,
            } => vec![column, other, &mut when.column],
            Self::Refund {
                column,
                order,
                total,
            } => [column].into_iter().chain(order).chain(total).collect(),
            Self::DropDuplicates => Vec::new(),
        }
    }
}

impl Because {
    /// As the reconciliation names it.
    pub(crate) fn reason(self) -> SetAsideReason {
        match self {
            Self::OtherRecord => SetAsideReason::OtherRecord,
            Self::NotPaid => SetAsideReason::NotPaid,
            Self::TestOrder => SetAsideReason::TestOrder,
        }
    }
}

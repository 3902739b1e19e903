//! What the files hold and what is wrong with them, before anything is
//! computed of anybody.
//!
//! [`review`] reconciles every record and every cent under the plan's roles
//! and runs the checks of [`ALL`]. It tells counts, sums and masked examples.

mod customers;
mod found;
mod left_out;
mod orders;
mod records;
mod totals;

use serde::{Deserialize, Serialize};
use table::Table;

pub(crate) use found::{Found, Holds, reviewed};

use found::{Counted, Evidence};

use crate::{
    Executor, Permitted, Plan, RunError,
    analysis::{Amount, Customers, Records},
    ledger::{self, Book},
    permit,
    remedy::{Mending, Remedy},
    role::Role,
    slices::Part,
    source::{self, JoinReport, Purchases},
};

pub use left_out::{Attribute, LeftOut, Share, Shares};

/// What a review found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Review {
    /// What became of every record; the parts add up exactly.
    pub records: Records,
    /// What became of the money; the parts add up exactly.
    pub amount: Amount,
    /// What became of every customer.
    pub customers: Customers,
    /// How the files join.
    pub joins: Vec<JoinReport>,
    /// What was found, in the order of [`ALL`].
    pub checks: Vec<Check>,
    /// Who is missing.
    pub left_out: LeftOut,
}

/// Something about the data that the user should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Check {
    /// What was looked for.
    pub name: CheckName,
    /// How many there are, of what the name says.
    #[ts(type = "number")]
    pub count: u64,
    /// Of how many.
    #[ts(type = "number")]
    pub of: u64,
    /// The columns it is about.
    pub columns: Vec<String>,
    /// Up to three, masked where they may name somebody.
    pub examples: Vec<String>,
    /// The money in them, in the minor unit, where it is known.
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
    /// What the plan can do about it instead of keeping it all, or does;
    /// `None` where nothing makes sense.
    pub remedy: Option<Remedy>,
    /// Whether the plan does it.
    pub is_remedied: bool,
}

/// What is looked for, and what is counted.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// Records without a value in a column that has a role.
    MissingValues,
    /// Columns with one value only.
    ConstantColumns,
    /// Records that repeat an earlier one in every column.
    RepeatedRecords,
    /// Orders of more than one customer or day.
    ContradictoryOrders,
    /// Records dated long after all others.
    FarDates,
    /// Amounts far above the usual ones.
    OutlyingAmounts,
    /// Records that are or cancel returns.
    Returns,
    /// Customers whose id says that they are a test.
    TestCustomers,
    /// Records of a customer who is called a guest.
    GuestOrders,
    /// Customers who buy like companies among people.
    LargeBuyers,
    /// Currencies beside the most frequent one, by their records.
    OtherCurrencies,
    /// Spellings of a customer's id that were taken for another one's.
    RespelledCustomers,
    /// Orders whose lines come to something else than their total in the
    /// file of orders; the money is by how much the totals are more.
    OrderTotals,
}

/// Every check that counts records: what it finds in slices of the customers
/// adds up. A new one is a function in one of the files beside this and a
/// line here.
const COUNTED: &[fn(&Subject<'_>) -> Vec<Counted>] = &[
    records::missing_values,
    records::repeated_records,
    orders::contradictory_orders,
    customers::test_customers,
    customers::guest_orders,
    customers::respelled_customers,
    records::other_currencies,
];

/// Every check that depends on the shop as a whole: it looks at what was
/// gathered of all customers.
const WEIGHED: &[fn(&Evidence<'_>) -> Vec<Counted>] = &[
    records::constant_columns,
    records::far_dates,
    orders::outlying_amounts,
    orders::returns,
    customers::large_buyers,
];

/// What the checks look at.
pub(crate) struct Subject<'a> {
    pub purchases: &'a Purchases<'a>,
    pub permitted: &'a Permitted<'a, Table>,
    pub plan: &'a Plan,
    /// Orders of several customers, of which a slice may see one: ascending.
    pub shared: &'a [String],
}

/// Looks the files of a plan over: what is odd in them before the plan's
/// remedies, so that each can be taken back, and what becomes of every record
/// with them.
///
/// # Errors
/// The plan does not fit the files, no record is a purchase, the sums are too
/// large, or it was stopped.
///
/// O(records · columns).
pub async fn review(
    tables: &[Table],
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Review, RunError> {
    let purchases = source::gather(tables, &plan.sources)?;
    let unmended = Plan {
        remedies: Vec::new(),
        ..plan.clone()
    };
    let files = left_out::Beside::all(tables, plan, &purchases)?;
    let totals = totals::Totals::all(tables, plan, &purchases)?;
    let mut checks = None;
    // One place for both, so that the ledger stands in the engine once.
    loop {
        let of = if checks.is_none() { &unmended } else { plan };
        let permitted = opened(&purchases, purchases.mending(of))?;
        let (until, currency) = (of.until(), of.currency.as_deref());
        let whole = Part::whole(executor);
        let book = ledger::book(&permitted, until, currency, &whole).await?;
        if checks.is_none() {
            let subject = Subject {
                purchases: &purchases,
                permitted: &permitted,
                plan,
                shared: &[],
            };
            let mut found = Found::default();
            found.add(&subject, &whole).await?;
            let Book {
                records,
                amount,
                customers,
                ..
            } = &book;
            let mut all = found.checks(plan, records, amount, customers);
            all.extend(totals::order_totals(&totals, &permitted, &book));
            checks = Some(all);
            if !plan.remedies.is_empty() {
                continue;
            }
        }
        let left_out = left_out::left_out(&permitted, &book.ids, &files);
        return Ok(Review {
            left_out,
            records: book.records,
            amount: book.amount,
            customers: book.customers,
            joins: purchases.joins.clone(),
            checks: checks.unwrap_or_default(),
        });
    }
}

/// The purchases as a review sees them, before there is a purpose.
pub(crate) fn opened<'a>(
    purchases: &'a Purchases<'_>,
    mending: Mending<'_>,
) -> Result<Permitted<'a, Table>, RunError> {
    permit::look_over(&purchases.table, &purchases.roles, mending)
}

impl Check {
    /// A check that found nothing yet.
    fn of(name: CheckName) -> Self {
        Self {
            name,
            count: 0,
            of: 0,
            columns: Vec::new(),
            examples: Vec::new(),
            amount: None,
            remedy: None,
            is_remedied: false,
        }
    }

    /// A check with what can be done about it: as the plan has it, else as
    /// proposed.
    fn mendable(plan: &Plan, name: CheckName, proposed: Remedy) -> Self {
        let mut of_plan = plan.remedies.iter();
        let said = of_plan.find(|it| it.is_about(&proposed));
        Self {
            is_remedied: said.is_some(),
            remedy: Some(said.cloned().unwrap_or(proposed)),
            ..Self::of(name)
        }
    }
}

impl Subject<'_> {
    /// What records are worth together, so far as no repair sets them aside,
    /// at the scale of the money.
    fn worth(&self, records: &mut dyn Iterator<Item = usize>) -> i128 {
        let money = self.permitted.money();
        let kept = records.filter(|it| self.permitted.aside(*it).is_none());
        kept.map(|it| money.net(it)).sum()
    }

    /// The name of the column of a role.
    fn name_of(&self, role: Role) -> Vec<String> {
        let column = self.permitted.column(role);
        column
            .map(|it| it.profile.name.clone())
            .into_iter()
            .collect()
    }

    fn n_records(&self) -> u64 {
        self.permitted.n_records() as u64
    }
}

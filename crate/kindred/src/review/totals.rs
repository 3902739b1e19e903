//! The totals of a file of orders beside what their lines come to.

use table::{MISSING, Table, combine::masked};

use super::{Check, CheckName};
use crate::{
    Permitted, Plan, RunError,
    ledger::Book,
    money::{LineMoney, LineValue, between},
    permit::{PermittedColumn, look_over_beside},
    plan::SourceKind,
    role::Role,
    source::{Purchases, named},
};

/// The totals of a file of orders that joined lines which tell money.
pub(super) struct Totals {
    /// The column that tells them.
    column: String,
    /// Digits after the point of the totals.
    scale: u8,
    /// The total of each order, at the file's first record of it; `None`
    /// where none is told.
    of_order: Vec<Option<i128>>,
    /// The order of each purchase; [`MISSING`] where it has none.
    order: Vec<u32>,
}

impl Totals {
    /// Those of every file of orders of a plan.
    ///
    /// # Errors
    /// A role or a key names a column that its file does not have, or a
    /// number is too large.
    ///
    /// O(records of the purchases and of the files).
    pub fn all(
        tables: &[Table],
        plan: &Plan,
        purchases: &Purchases<'_>,
    ) -> Result<Vec<Self>, RunError> {
        let is_money = |role| matches!(role, Role::Amount | Role::Price);
        let lines = plan
            .sources
            .iter()
            .filter(|it| it.kind == SourceKind::Lines);
        let mut roles = lines.flat_map(|it| &it.roles);
        if !roles.any(|it| is_money(it.role)) {
            return Ok(Vec::new());
        }
        let mut all = Vec::new();
        for join in &purchases.joins {
            let Some(key) = &join.key else { continue };
            let table = &tables[join.source];
            let roles = &plan.sources[join.source].roles;
            let told = roles.iter().find(|it| it.role == Role::Amount);
            let (SourceKind::Orders, Some(told)) = (join.kind, told) else {
                continue;
            };
            let of = named(&purchases.table, &key.of)?;
            let column = named(table, &key.column)?;
            let money = look_over_beside(table, roles)?.money();
            money.check()?;
            let first = table.look_up(column, table, column).records;
            all.push(Self {
                column: told.column.clone(),
                scale: money.scale(),
                of_order: sums(&money, &first),
                order: purchases.table.look_up(of, table, column).records,
            });
        }
        Ok(all)
    }

    /// What the kept lines of each order come to, with the first of them.
    fn lines(
        &self,
        permitted: &Permitted<'_, Table>,
    ) -> Vec<Option<(usize, i128)>> {
        let money = permitted.money();
        let mut sums = vec![None; self.of_order.len()];
        for (record, &order) in self.order.iter().enumerate() {
            let is_kept = permitted.aside(record).is_none();
            if order == MISSING || !is_kept {
                continue;
            }
            let (_, sum) =
                sums[order as usize].get_or_insert((record, 0_i128));
            *sum += i128::from(money.line(record).amount());
        }
        sums
    }

    fn check(
        &self,
        permitted: &Permitted<'_, Table>,
        book: &Book,
        order: &PermittedColumn<'_>,
    ) -> Check {
        let mut check = Check {
            columns: vec![self.column.clone()],
            ..Check::of(CheckName::OrderTotals)
        };
        let own = book.scale.unwrap_or(0);
        let scale = own.max(self.scale);
        let finer = |from| between(Some(from), Some(scale));
        let mut difference = 0;
        for (total, lines) in self.of_order.iter().zip(self.lines(permitted)) {
            let (Some(total), Some((record, lines))) = (total, lines) else {
                continue;
            };
            check.of += 1;
            let more = total * finer(self.scale) - lines * finer(own);
            if more == 0 {
                continue;
            }
            difference += more;
            check.count += 1;
            let code = order.codes[record];
            if check.examples.len() < 3 && code != MISSING {
                check.examples.push(masked(order.values.text(code)));
            }
        }
        let digits = book.amount.minor_digits;
        check.amount = crate::money::to_minor(difference, scale, digits).ok();
        check
    }
}

/// Orders whose lines come to something else than their total.
pub(super) fn order_totals(
    all: &[Totals],
    permitted: &Permitted<'_, Table>,
    book: &Book,
) -> Vec<Check> {
    let Some(order) = permitted.column(Role::OrderId) else {
        return Vec::new();
    };
    let checks = all.iter().map(|it| it.check(permitted, book, &order));
    checks.filter(|check| check.count > 0).collect()
}

/// The sum of the records of each order, at the first of them.
fn sums(money: &LineMoney<'_>, first: &[u32]) -> Vec<Option<i128>> {
    let mut sums = vec![None; first.len()];
    for (record, &order) in first.iter().enumerate() {
        let line = money.line(record);
        if order == MISSING || line == LineValue::Missing {
            continue;
        }
        *sums[order as usize].get_or_insert(0) += i128::from(line.amount());
    }
    sums
}

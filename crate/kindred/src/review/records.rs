//! Checks of records and columns.

use table::{ColumnType, MISSING};

use super::{
    Check, CheckName, Subject,
    found::{Counted, Evidence, Holds},
};
use crate::{day, permit::PermittedColumn, remedy::Remedy, role::Role};

/// Roles without which a record says less.
const NEEDED: [Role; 7] = [
    Role::CustomerId,
    Role::Date,
    Role::OrderId,
    Role::Amount,
    Role::Quantity,
    Role::Price,
    Role::Product,
];

pub(super) fn missing_values(subject: &Subject<'_>) -> Vec<Counted> {
    let money = subject.permitted.money();
    let amount = money.amount.as_ref();
    let columns = NEEDED.iter().filter_map(|role| {
        let column = subject.permitted.column(*role)?;
        let profile = column.profile;
        // An order's total, shared out, is told of each of its records.
        let total = amount.filter(|_| *role == Role::Amount);
        let is_empty = |it: &usize| match total {
            Some(total) => total.get(*it).is_none(),
            None => column.codes[*it] == MISSING,
        };
        let empty = || (0..column.codes.len()).filter(is_empty);
        let unread = match total {
            Some(_) => 0,
            None => unread(&column),
        };
        let check = Check {
            count: empty().count() as u64 + unread,
            columns: vec![profile.name.clone()],
            ..fillable(subject, *role)
        };
        let worth = match role {
            Role::Amount | Role::Price | Role::Quantity => None,
            _ => Some(subject.worth(&mut empty())),
        };
        Some(Counted { check, worth })
    });
    columns.collect()
}

/// The customer and the day may stand on an order's first record only.
fn fillable(subject: &Subject<'_>, role: Role) -> Check {
    let name = CheckName::MissingValues;
    let has_orders = subject.permitted.column(Role::OrderId).is_some();
    match role {
        Role::CustomerId | Role::Date if has_orders => {
            let remedy = Remedy::MissingValues { role };
            Check::mendable(subject.plan, name, remedy)
        }
        _ => Check::of(name),
    }
}

/// Records of a column whose text is not what it holds.
fn unread(column: &PermittedColumn<'_>) -> u64 {
    if column.profile.unread == 0 {
        return 0;
    }
    let values = column.values;
    let is_read = |code: u32| match column.profile.column_type {
        ColumnType::Integer | ColumnType::Decimal => {
            values.number(code).is_some()
        }
        ColumnType::Date | ColumnType::Timestamp => {
            values.moment(code).is_some()
        }
        ColumnType::Boolean => values.boolean(code).is_some(),
        ColumnType::Text | ColumnType::Empty => true,
    };
    let present = column.codes.iter().filter(|code| **code != MISSING);
    present.filter(|code| !is_read(**code)).count() as u64
}

/// Columns that a role reads and that hold one text at most.
pub(super) fn constant_columns(evidence: &Evidence<'_>) -> Vec<Counted> {
    let all = &evidence.found.columns;
    let is_several = evidence.found.n_records > 1;
    let constant = all.iter().filter(|it| is_several && it.1 != Holds::More);
    let columns: Vec<String> = constant.map(|it| it.0.clone()).collect();
    vec![Counted::worthless(Check {
        count: columns.len() as u64,
        of: all.len() as u64,
        columns,
        ..Check::of(CheckName::ConstantColumns)
    })]
}

pub(super) fn repeated_records(subject: &Subject<'_>) -> Vec<Counted> {
    let repeats = subject.purchases.table.repeats();
    let is_aside = |it: usize| subject.permitted.aside(it).is_some();
    let is_new = |it: &usize| repeats[*it].is_some() && !is_aside(*it);
    let repeated = || (0..repeats.len()).filter(is_new);
    let name = CheckName::RepeatedRecords;
    let check = Check::mendable(subject.plan, name, Remedy::RepeatedRecords);
    vec![Counted {
        check: Check {
            count: repeated().count() as u64,
            ..check
        },
        worth: Some(subject.worth(&mut repeated())),
    }]
}

/// Days without a record before the ones that stand apart.
const GAP: i64 = 180;

/// Records dated after a gap of [`GAP`] days, if they are at most one of a
/// hundred: a typing error in the year, an order for later.
pub(super) fn far_dates(evidence: &Evidence<'_>) -> Vec<Counted> {
    let days = &evidence.found.days;
    let n_all: u64 = days.iter().map(|day| day.n_records).sum();
    let mut after = 0;
    let mut last_near = None;
    for pair in days.windows(2).rev() {
        after += pair[1].n_records;
        if 100 * after > n_all {
            break;
        }
        if pair[1].day - pair[0].day > GAP {
            last_near = Some(pair[0].day);
        }
    }
    let proposed = last_near.map_or(i64::MAX, |day| day + 1);
    let mut of_plan = evidence.plan.remedies.iter();
    let said = of_plan.find_map(|it| match it {
        Remedy::FarDates { from } => day::parse_iso(from),
        _ => None,
    });
    let from = said.unwrap_or(proposed);
    let far = &days[days.partition_point(|it| it.day < from)..];
    let Some(first) = far.first() else {
        return Vec::new();
    };
    let (name, from) = (CheckName::FarDates, day::iso(from));
    let remedy = Remedy::FarDates { from };
    vec![Counted {
        check: Check {
            count: far.iter().map(|it| it.n_records).sum(),
            columns: evidence.found.named[0].clone(),
            examples: vec![day::iso(first.day)],
            ..Check::mendable(evidence.plan, name, remedy)
        },
        worth: Some(far.iter().map(|it| it.worth).sum()),
    }]
}

pub(super) fn other_currencies(subject: &Subject<'_>) -> Vec<Counted> {
    let paid =
        [Role::Amount, Role::Price].map(|r| subject.permitted.column(r));
    let columns = paid.iter().flatten().map(|column| {
        let all = &column.profile.currencies;
        let most = all.iter().map(|(_, n)| *n).max().unwrap_or(0);
        let sum: u64 = all.iter().map(|(_, n)| *n).sum();
        Counted::worthless(Check {
            count: sum - most,
            columns: vec![column.profile.name.clone()],
            examples: all.iter().take(3).map(|it| it.0.clone()).collect(),
            ..Check::of(CheckName::OtherCurrencies)
        })
    });
    columns.collect()
}

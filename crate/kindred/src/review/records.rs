//! Checks of records and columns.

use table::{ColumnType, MISSING};

use super::{Check, CheckName, Subject};
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

pub(super) fn missing_values(subject: &Subject<'_>) -> Vec<Check> {
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
            amount: match role {
                Role::Amount | Role::Price | Role::Quantity => None,
                _ => subject.worth(&mut empty()),
            },
            ..fillable(subject, *role)
        };
        Some(check.found())
    });
    columns.flatten().collect()
}

/// The customer and the day may stand on an order's first record only.
fn fillable(subject: &Subject<'_>, role: Role) -> Check {
    let name = CheckName::MissingValues;
    let has_orders = subject.permitted.column(Role::OrderId).is_some();
    match role {
        Role::CustomerId | Role::Date if has_orders => {
            subject.mendable(name, Remedy::MissingValues { role })
        }
        _ => subject.check(name),
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

pub(super) fn constant_columns(subject: &Subject<'_>) -> Vec<Check> {
    let all = &subject.purchases.table.columns;
    let roles = &subject.purchases.roles;
    let is_used = |name: &str| {
        roles
            .iter()
            .any(|it| it.column == name && it.role != Role::Ignore)
    };
    let is_constant = |distinct| distinct <= 1 && subject.n_records() > 1;
    let columns = all.iter().filter(|column| is_constant(column.distinct));
    let columns = columns.map(|it| it.name.clone());
    let columns: Vec<String> = columns.filter(|it| is_used(it)).collect();
    Check {
        count: columns.len() as u64,
        of: all.len() as u64,
        columns,
        ..subject.check(CheckName::ConstantColumns)
    }
    .found()
}

pub(super) fn repeated_records(subject: &Subject<'_>) -> Vec<Check> {
    let repeats = subject.purchases.table.repeats();
    let is_aside = |it: usize| subject.permitted.aside(it).is_some();
    let is_new = |it: &usize| repeats[*it].is_some() && !is_aside(*it);
    let repeated = || (0..repeats.len()).filter(is_new);
    Check {
        count: repeated().count() as u64,
        amount: subject.worth(&mut repeated()),
        ..subject.mendable(CheckName::RepeatedRecords, Remedy::RepeatedRecords)
    }
    .found()
}

/// Days without a record before the ones that stand apart.
const GAP: i64 = 180;

/// Records dated after a gap of [`GAP`] days, if they are at most one of a
/// hundred: a typing error in the year, an order for later.
pub(super) fn far_dates(subject: &Subject<'_>) -> Vec<Check> {
    let Some(column) = subject.permitted.column(Role::Date) else {
        return Vec::new();
    };
    let mut counts = vec![0_u64; column.values.n_codes()];
    for code in column.codes.iter() {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    let days = (0..counts.len() as u32).filter_map(|code| {
        let moment = column.values.moment(code)?;
        Some((moment.day(), counts[code as usize], code))
    });
    let mut days: Vec<(i64, u64, u32)> = days.collect();
    days.sort_unstable();
    let n_all: u64 = days.iter().map(|day| day.1).sum();
    let mut after = 0;
    let mut last_near = None;
    for pair in days.windows(2).rev() {
        after += pair[1].1;
        if 100 * after > n_all {
            break;
        }
        if pair[1].0 - pair[0].0 > GAP {
            last_near = Some(pair[0].0);
        }
    }
    let proposed = last_near.map_or(i64::MAX, |day| day + 1);
    let mut of_plan = subject.plan.remedies.iter();
    let said = of_plan.find_map(|it| match it {
        Remedy::FarDates { from } => day::parse_iso(from),
        _ => None,
    });
    let from = said.unwrap_or(proposed);
    let Some(far) = days.iter().find(|it| it.0 >= from) else {
        return Vec::new();
    };
    let is_far = |it: &usize| {
        let code = column.codes[*it];
        code != MISSING
            && column.values.moment(code).is_some_and(|m| m.day() >= from)
    };
    let records = || (0..column.codes.len()).filter(is_far);
    let remedy = Remedy::FarDates {
        from: day::iso(from),
    };
    Check {
        count: records().count() as u64,
        columns: vec![column.profile.name.clone()],
        examples: vec![column.values.text(far.2).to_owned()],
        amount: subject.worth(&mut records()),
        ..subject.mendable(CheckName::FarDates, remedy)
    }
    .found()
}

pub(super) fn other_currencies(subject: &Subject<'_>) -> Vec<Check> {
    let paid =
        [Role::Amount, Role::Price].map(|r| subject.permitted.column(r));
    let columns = paid.iter().flatten().flat_map(|column| {
        let all = &column.profile.currencies;
        let most = all.iter().map(|(_, n)| *n).max().unwrap_or(0);
        let sum: u64 = all.iter().map(|(_, n)| *n).sum();
        Check {
            count: sum - most,
            columns: vec![column.profile.name.clone()],
            examples: all.iter().take(3).map(|it| it.0.clone()).collect(),
            ..subject.check(CheckName::OtherCurrencies)
        }
        .found()
    });
    columns.collect()
}

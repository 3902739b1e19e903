//! Checks of records and columns.

use table::MISSING;

use super::{Check, CheckName, Subject};
use crate::role::Role;

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
    let columns = NEEDED.iter().filter_map(|role| {
        let column = subject.permitted.column(*role)?;
        let profile = column.profile;
        let empty = column.codes.iter().filter(|code| **code == MISSING);
        let count = empty.count() as u64 + profile.unread;
        (count > 0).then(|| Check {
            name: CheckName::MissingValues,
            count,
            of: subject.n_records(),
            columns: vec![profile.name.clone()],
            examples: Vec::new(),
            amount: None,
        })
    });
    columns.collect()
}

pub(super) fn constant_columns(subject: &Subject<'_>) -> Vec<Check> {
    let all = &subject.purchases.table.columns;
    let is_constant = |distinct| distinct <= 1 && subject.n_records() > 1;
    let columns = all.iter().filter(|column| is_constant(column.distinct));
    let columns: Vec<String> = columns.map(|it| it.name.clone()).collect();
    Check {
        name: CheckName::ConstantColumns,
        count: columns.len() as u64,
        of: all.len() as u64,
        columns,
        examples: Vec::new(),
        amount: None,
    }
    .found()
}

pub(super) fn repeated_records(subject: &Subject<'_>) -> Vec<Check> {
    let repeats = subject.purchases.table.repeats();
    let money = subject.permitted.money();
    let repeated = repeats.iter().enumerate().filter(|it| it.1.is_some());
    let (mut count, mut sum) = (0, 0);
    for (record, _) in repeated {
        count += 1;
        sum += i128::from(money.line(record).amount());
    }
    Check {
        name: CheckName::RepeatedRecords,
        count,
        of: subject.n_records(),
        columns: Vec::new(),
        examples: Vec::new(),
        amount: subject.minor(sum),
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
    let mut far = None;
    for pair in days.windows(2).rev() {
        after += pair[1].1;
        if 100 * after > n_all {
            break;
        }
        if pair[1].0 - pair[0].0 > GAP {
            far = Some((after, pair[1].2));
        }
    }
    let Some((count, first)) = far else {
        return Vec::new();
    };
    Check {
        name: CheckName::FarDates,
        count,
        of: subject.n_records(),
        columns: vec![column.profile.name.clone()],
        examples: vec![column.values.text(first).to_owned()],
        amount: None,
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
            name: CheckName::OtherCurrencies,
            count: sum - most,
            of: subject.n_records(),
            columns: vec![column.profile.name.clone()],
            examples: all.iter().take(3).map(|it| it.0.clone()).collect(),
            amount: None,
        }
        .found()
    });
    columns.collect()
}

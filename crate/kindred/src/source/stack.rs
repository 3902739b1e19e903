//! Files of purchases, below one another.

use std::{borrow::Cow, ops::Range};

use table::combine::{Below, below};

use super::{Purchases, Source, named};
use crate::{
    RunError,
    repair::{Repair, Scoped},
    role::{ColumnRole, Role},
};

/// Sets the files of one kind below one another: columns of one role in one
/// column where only one can have the role, the others by name.
pub(super) fn stack<'a>(
    sources: &[Source<'a, '_>],
) -> Result<Purchases<'a>, RunError> {
    let first = sources[0];
    let mut purchases = Purchases {
        table: Cow::Borrowed(first.table),
        roles: first.plan.roles.clone(),
        joins: Vec::new(),
        respelled: 0,
        repairs: Vec::new(),
        consents: Vec::new(),
    };
    if sources.len() == 1 {
        let all = 0..first.table.n_records;
        purchases.repairs = scoped(&all, first.plan.repairs.clone());
        return Ok(purchases);
    }
    check_money(sources)?;
    let mut columns: Vec<Below> = Vec::new();
    purchases.roles.clear();
    for (nth, source) in sources.iter().enumerate() {
        for role in &source.plan.roles {
            let at = named(source.table, &role.column)?;
            let place =
                place_of(&purchases.roles, role).unwrap_or_else(|| {
                    let name = free_name(&columns, role, source);
                    purchases.roles.push(ColumnRole {
                        column: name.clone(),
                        ..role.clone()
                    });
                    columns.push(Below {
                        name,
                        of: vec![None; sources.len()],
                        as_text: is_id(role.role),
                    });
                    columns.len() - 1
                });
            match columns[place].of[nth] {
                Some(first) if role.role.is_unique() => {
                    return Err(RunError::DuplicateRole {
                        role: role.role,
                        first: source.table.columns[first].name.clone(),
                        second: role.column.clone(),
                    });
                }
                Some(_) => {}
                None => columns[place].of[nth] = Some(at),
            }
        }
    }
    let tables: Vec<_> = sources.iter().map(|source| source.table).collect();
    purchases.repairs = repairs(sources, &columns)?;
    purchases.table = Cow::Owned(below(&tables, &columns));
    Ok(purchases)
}

fn is_id(role: Role) -> bool {
    matches!(role, Role::CustomerId | Role::OrderId | Role::Email)
}

/// A name that no column has.
fn free_name(
    columns: &[Below],
    role: &ColumnRole,
    source: &Source<'_, '_>,
) -> String {
    let mut name = role.column.clone();
    while columns.iter().any(|column| column.name == name) {
        name = format!("{name} ({})", source.table.name);
    }
    name
}

/// Files of which one tells amounts and another prices would be counted by
/// two rules: nothing says which holds for whom.
fn check_money(sources: &[Source<'_, '_>]) -> Result<(), RunError> {
    let told = |source: &Source<'_, '_>| {
        let roles = &source.plan.roles;
        let has = |role| roles.iter().any(|it| it.role == role);
        match has(Role::Amount) {
            true => (true, false, false),
            false => (false, has(Role::Price), has(Role::Quantity)),
        }
    };
    let first = told(&sources[0]);
    match sources.iter().find(|source| told(source) != first) {
        None => Ok(()),
        Some(other) => Err(RunError::MoneyDiffers {
            first: sources[0].table.name.clone(),
            second: other.table.name.clone(),
        }),
    }
}

/// The repairs of all the files, each in the records of its file: two shops
/// may give two orders one number.
fn repairs(
    sources: &[Source<'_, '_>],
    columns: &[Below],
) -> Result<Vec<Scoped>, RunError> {
    let mut of_each = Vec::new();
    for (nth, source) in sources.iter().enumerate() {
        let mut repairs = source.plan.repairs.clone();
        for name in repairs.iter_mut().flat_map(Repair::columns_mut) {
            let at = named(source.table, name)?;
            let column = columns.iter().find(|it| it.of[nth] == Some(at));
            if let Some(column) = column {
                name.clone_from(&column.name);
            }
        }
        of_each.push(repairs);
    }
    let lengths = sources.iter().map(|source| source.table.n_records);
    let mut start = 0;
    let mut all = Vec::new();
    let drops =
        |repairs: &Vec<Repair>| repairs.contains(&Repair::DropDuplicates);
    if of_each.iter().all(drops) {
        // The same record may stand in two files.
        let records = 0..lengths.clone().sum();
        all = scoped(&records, vec![Repair::DropDuplicates]);
        let others = |it: &Repair| *it != Repair::DropDuplicates;
        of_each
            .iter_mut()
            .for_each(|repairs| repairs.retain(others));
    }
    for (repairs, length) in of_each.into_iter().zip(lengths) {
        all.extend(scoped(&(start..start + length), repairs));
        start += length;
    }
    Ok(all)
}

fn scoped(records: &Range<usize>, repairs: Vec<Repair>) -> Vec<Scoped> {
    let of = |repair| Scoped {
        records: records.clone(),
        repair,
    };
    repairs.into_iter().map(of).collect()
}

/// The column, already there, in which one of this role belongs.
fn place_of(there: &[ColumnRole], role: &ColumnRole) -> Option<usize> {
    let is_same = |it: &ColumnRole| match role.role {
        of if of.is_unique() => it.role == of,
        Role::Email => it.role == Role::Email,
        _ => it.role == role.role && it.column == role.column,
    };
    there.iter().position(is_same)
}

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
    };
    if sources.len() == 1 {
        let all = 0..first.table.n_records;
        purchases.repairs = scoped(&all, first.plan.repairs.clone());
        return Ok(purchases);
    }
    let mut columns: Vec<Below> = Vec::new();
    purchases.roles.clear();
    for (nth, source) in sources.iter().enumerate() {
        for role in &source.plan.roles {
            let at = named(source.table, &role.column)?;
            let place =
                place_of(&purchases.roles, role).unwrap_or_else(|| {
                    columns.push(Below {
                        name: role.column.clone(),
                        of: vec![None; sources.len()],
                    });
                    purchases.roles.push(role.clone());
                    columns.len() - 1
                });
            columns[place].of[nth].get_or_insert(at);
        }
    }
    let tables: Vec<_> = sources.iter().map(|source| source.table).collect();
    purchases.repairs = repairs(sources, &columns)?;
    purchases.table = Cow::Owned(below(&tables, &columns));
    Ok(purchases)
}

/// The repairs of all the files: once where they are the same, else each
/// in the records of its file.
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
    if of_each.iter().all(|repairs| *repairs == of_each[0]) {
        let all = 0..lengths.sum();
        return Ok(scoped(&all, of_each.swap_remove(0)));
    }
    let mut start = 0;
    let mut all = Vec::new();
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

//! Files of purchases, below one another.

use std::borrow::Cow;

use table::combine::{Below, below};

use super::{Purchases, Source, named};
use crate::{
    RunError,
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
    };
    if sources.len() == 1 {
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
    purchases.table = Cow::Owned(below(&tables, &columns));
    Ok(purchases)
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

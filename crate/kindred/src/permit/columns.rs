//! The columns of a table by their roles and names.

use table::Table;

use crate::{
    RunError,
    role::{ColumnRole, Role},
};

pub(super) fn columns_of(
    table: &Table,
    roles: &[ColumnRole],
) -> Result<Vec<(Role, usize)>, RunError> {
    let mut columns: Vec<(Role, usize)> = Vec::with_capacity(roles.len());
    for ColumnRole { column, role, .. } in roles {
        let position = find_column(table, column)?;
        let twice = columns.iter().find(|(taken, _)| taken == role);
        if let (true, Some(&(_, first))) = (role.is_unique(), twice) {
            return Err(RunError::DuplicateRole {
                role: *role,
                first: table.columns[first].name.clone(),
                second: column.clone(),
            });
        }
        columns.push((*role, position));
    }
    Ok(columns)
}

pub(super) fn find_column(
    table: &Table,
    name: &str,
) -> Result<usize, RunError> {
    let position = table.columns.iter().position(|c| c.name == name);
    position.ok_or_else(|| RunError::UnknownColumn {
        column: name.to_owned(),
        known: table.columns.iter().map(|c| c.name.clone()).collect(),
    })
}

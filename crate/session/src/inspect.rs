//! What the loaded tables hold, for the page and the terminal.

use kindred::role::ColumnRole;
use table::Table;

use crate::protocol::{ColumnInspection, FileInspection, Inspection};

/// Every table with the roles proposed for it.
pub(crate) fn inspect(
    tables: &[Table],
    roles: &[Vec<ColumnRole>],
) -> Inspection {
    let files = tables.iter().zip(roles).map(|(t, r)| file(t, r)).collect();
    Inspection {
        files,
        joins: Vec::new(),
    }
}

fn file(table: &Table, roles: &[ColumnRole]) -> FileInspection {
    FileInspection {
        name: table.name.clone(),
        format: table.format.name.clone(),
        encoding: table.format.encoding.clone(),
        delimiter: table.format.delimiter.clone(),
        reading: table.format.clone(),
        records: table.read,
        sha256: table.sha256.clone(),
        columns: columns(table, roles),
        warnings: table.warnings.clone(),
    }
}

fn columns(table: &Table, roles: &[ColumnRole]) -> Vec<ColumnInspection> {
    let both = table.columns.iter().zip(roles);
    both.map(|(profile, role)| ColumnInspection {
        profile: profile.clone(),
        role: role.role,
        confidence: role.confidence,
    })
    .collect()
}

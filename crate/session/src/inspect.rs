//! What the loaded tables hold, for the page and the terminal.

use kindred::{
    plan::SourcePlan,
    preset,
    role::{self, ColumnRole},
    source,
};
use table::{ReadOptions, Table};

use crate::protocol::{ColumnInspection, FileInspection, Inspection};

/// What is proposed for a table that was read with these choices.
pub(crate) fn propose(table: &Table, reading: ReadOptions) -> SourcePlan {
    if let Some(preset) = preset::recognise(table) {
        return preset.plan(table, reading);
    }
    let roles = role::propose(&table.columns, table.n_records as u64);
    SourcePlan {
        kind: source::kind_of(table, &roles),
        reading,
        roles,
        key: None,
        repairs: Vec::new(),
        preset: None,
    }
}

/// Every table with what is proposed for it, and how they join. Where they
/// can't, a run says why.
pub(crate) fn inspect(tables: &[Table], sources: &[SourcePlan]) -> Inspection {
    let files = tables.iter().zip(sources).map(|(t, s)| file(t, s));
    let bought = source::gather(tables, sources);
    Inspection {
        files: files.collect(),
        joins: bought.map_or_else(|_| Vec::new(), |it| it.joins),
    }
}

fn file(table: &Table, plan: &SourcePlan) -> FileInspection {
    FileInspection {
        name: table.name.clone(),
        kind: plan.kind,
        format: table.format.name.clone(),
        encoding: table.format.encoding.clone(),
        delimiter: table.format.delimiter.clone(),
        reading: table.format.clone(),
        records: table.read,
        kept: table.n_records as u64,
        sha256: table.sha256.clone(),
        columns: columns(table, &plan.roles),
        warnings: table.warnings.clone(),
    }
}

fn columns(table: &Table, roles: &[ColumnRole]) -> Vec<ColumnInspection> {
    let both = table.columns.iter().zip(&table.histograms).zip(roles);
    both.map(|((profile, histogram), role)| ColumnInspection {
        profile: profile.clone(),
        role: role.role,
        confidence: role.confidence,
        histogram: histogram.clone(),
    })
    .collect()
}

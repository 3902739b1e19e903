//! What the loaded tables hold, for the page and the terminal.

use cluster::{
    Method,
    agglomerative::{self, Linkage},
};
use kindred::{
    plan::SourcePlan,
    preset,
    repair::Repair,
    role::{self, ColumnRole, Role},
    source,
};
use table::{ColumnProfile, ReadOptions, Table};

use crate::protocol::{ColumnInspection, FileInspection, Inspection};

/// What is proposed for a table that was read with these choices.
pub(crate) fn propose(table: &Table, reading: ReadOptions) -> SourcePlan {
    if let Some(preset) = preset::recognise(table) {
        return preset.plan(table, reading);
    }
    let mut roles = role::propose(&table.columns, table.n_records as u64);
    let mut repairs = repairs(table, &mut roles);
    let is_total = |it: &Repair| matches!(it, Repair::OrderTotal { .. });
    let mut mended = role::repairs(table, &roles);
    if repairs.iter().any(is_total) {
        mended.retain(|it| !is_total(it));
    }
    repairs.extend(mended);
    SourcePlan {
        kind: source::kind_of(table, &roles),
        reading,
        roles,
        key: None,
        repairs,
        preset: None,
    }
}

/// An amount that stood around a list of lines is that of the whole order
/// and repeated on each: it is shared out, or else not summed at all.
fn repairs(table: &Table, roles: &mut [ColumnRole]) -> Vec<Repair> {
    let order = roles.iter().find(|it| it.role == Role::OrderId);
    let order = order.map(|it| it.column.clone());
    let amount = roles.iter_mut().find(|it| {
        let mut columns = table.columns.iter();
        let is_repeated = |column: &ColumnProfile| {
            column.name == it.column && column.repeated
        };
        it.role == Role::Amount && columns.any(is_repeated)
    });
    match (amount, order) {
        (Some(amount), Some(order)) => vec![Repair::OrderTotal {
            order,
            total: amount.column.clone(),
            by: None,
        }],
        (Some(amount), None) => {
            amount.role = Role::Attribute;
            Vec::new()
        }
        (None, _) => Vec::new(),
    }
}

/// Every table with what is proposed for it, and how they join. Where they
/// can't, a run says why.
pub(crate) fn inspect(tables: &[Table], sources: &[SourcePlan]) -> Inspection {
    let files = tables.iter().zip(sources).map(|(t, s)| file(t, s));
    let joins = match tables.iter().any(Table::is_survey) {
        true => Vec::new(),
        false => source::gather(tables, sources)
            .map_or_else(|_| Vec::new(), |it| it.joins),
    };
    Inspection {
        files: files.collect(),
        joins,
        methods: methods(),
    }
}

/// Each method that takes figures alone; that which joins step by step once
/// a linkage.
fn methods() -> Vec<Method> {
    let joins = |linkage| {
        Method::Agglomerative(agglomerative::Params {
            linkage,
            ..Default::default()
        })
    };
    vec![
        Method::KMeans(Default::default()),
        Method::Trimmed(Default::default()),
        Method::MiniBatch(Default::default()),
        joins(Linkage::Ward),
        joins(Linkage::Genie),
        joins(Linkage::Average),
        joins(Linkage::Complete),
        joins(Linkage::Single),
        Method::Mixture(Default::default()),
        Method::Hdbscan(Default::default()),
        Method::Dbscan(Default::default()),
        Method::Spectral(Default::default()),
        Method::Automatic(Default::default()),
    ]
}

fn file(table: &Table, plan: &SourcePlan) -> FileInspection {
    FileInspection {
        name: table.name.clone(),
        kind: plan.kind,
        format: table.format.name.clone(),
        encoding: table.format.encoding.clone(),
        delimiter: table.format.delimiter.clone(),
        reading: table.format.clone(),
        in_slices: table.is_survey(),
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

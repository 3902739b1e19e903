//! The made-up shop: what is planted in it is found.

use crate::support;
use std::collections::BTreeMap;

use kindred::{
    Plan, Run,
    plan::{Basis, Permission, Purpose, SourceKind, SourcePlan},
    role::{Role, propose},
    sample::{self, Kind, Sample},
};
use table::{ReadOptions, Table};

fn read(sample: &Sample) -> Table {
    support::read(sample::NAME, &sample.csv)
}

fn plan(table: &Table) -> Plan {
    Plan {
        permission: Some(Permission {
            purpose: Purpose::Analytics,
            basis: Basis::Consent,
            consent_column: Some("consent".into()),
        }),
        sources: vec![SourcePlan {
            kind: SourceKind::Lines,
            reading: ReadOptions::default(),
            roles: propose(&table.columns, table.n_records as u64),
            key: None,
            repairs: Vec::new(),
            preset: None,
        }],
        ..support::plan(&[])
    }
}

fn analysed(sample: &Sample) -> Run {
    let table = read(sample);
    support::go(&table, &plan(&table))
}

/// Adjusted Rand index of two labellings (Hubert and Arabie 1985).
fn agreement(pairs: &[(Kind, u32)]) -> f64 {
    let two = |n: &f64| n * (n - 1.0) / 2.0;
    let mut cells = BTreeMap::new();
    let mut rows = BTreeMap::new();
    let mut columns = BTreeMap::new();
    for &(kind, label) in pairs {
        *cells.entry((kind, label)).or_insert(0.0) += 1.0;
        *rows.entry(kind).or_insert(0.0) += 1.0;
        *columns.entry(label).or_insert(0.0) += 1.0;
    }
    let together: f64 = cells.values().map(two).sum();
    let by_row: f64 = rows.values().map(two).sum();
    let by_column: f64 = columns.values().map(two).sum();
    let expected = by_row * by_column / two(&(pairs.len() as f64));
    (together - expected) / ((by_row + by_column) / 2.0 - expected)
}

#[test]
fn every_column_of_the_shop_is_understood() {
    let table = read(&sample::make(sample::SEED));
    let proposed = propose(&table.columns, table.n_records as u64);
    let roles: Vec<Role> = proposed.iter().map(|r| r.role).collect();
    assert_eq!(
        roles,
        [
            Role::OrderId,
            Role::Date,
            Role::CustomerId,
            Role::Product,
            Role::Quantity,
            Role::Price,
            Role::Consent,
            Role::Attribute,
        ]
    );
}

#[test]
fn the_planted_kinds_come_back_as_segments() {
    for seed in [sample::SEED, 1, 2] {
        let shop = sample::make(seed);
        let run = analysed(&shop);
        let planted: BTreeMap<&str, Kind> = shop
            .planted
            .iter()
            .filter(|person| person.agreed)
            .map(|person| (person.customer.as_str(), person.kind))
            .collect();
        assert_eq!(run.customers.len(), planted.len());
        let pairs: Vec<(Kind, u32)> = run
            .customers
            .iter()
            .zip(&run.labels)
            .map(|(id, &label)| (planted[id.as_str()], label))
            .collect();
        let agreement = agreement(&pairs);
        assert!(agreement >= 0.8, "seed {seed}: {agreement}");
        if seed == sample::SEED {
            assert_eq!(run.analysis.k, 5, "{:?}", run.analysis.reason);
        }
    }
}

#[test]
fn who_did_not_agree_or_withdrew_is_in_no_segment() {
    let shop = sample::make(sample::SEED);
    let run = analysed(&shop);
    let refused = shop.planted.iter().filter(|person| !person.agreed);
    let mut n_refused = 0;
    for person in refused {
        assert_eq!(run.find(&person.customer), None);
        n_refused += 1;
    }
    let excluded = &run.analysis.customers.excluded;
    assert_eq!(excluded[0].count, n_refused);
    assert!(n_refused > 20);
}

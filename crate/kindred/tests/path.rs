//! The whole path on real input, with the host of the tests.

use std::path::PathBuf;

use kindred::executor::Serial;
use kindred::plan::{Basis, Language, Permission, Purpose, Recipe};
use kindred::role::{ColumnRole, Role};
use kindred::{Plan, Run, run};
use table::{ReadOptions, Reader, Table};

/// The bytes of a real file; `None` with a notice where the data is not on
/// this machine, which under `CI=true` is a failure.
fn real(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("KINDRED_DATA").map_or_else(
        || {
            PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join("../../../shared/data")
        },
        PathBuf::from,
    );
    match std::fs::read(root.join(path)) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!ci, "{path} is missing: {error}");
            println!("left out: {path} is not on this machine");
            None
        }
    }
}

fn read(name: &str, bytes: &[u8]) -> Table {
    let mut reader = Reader::new(name, ReadOptions::default(), 7);
    for chunk in bytes.chunks(1 << 16) {
        reader.feed(chunk).expect("a good file");
    }
    reader.finish().expect("a good file")
}

fn plan(roles: &[(&str, Role)]) -> Plan {
    Plan {
        version: 1,
        permission: Some(Permission {
            purpose: Purpose::Analytics,
            basis: Basis::LegitimateInterests,
            consent_column: None,
        }),
        reading: ReadOptions::default(),
        roles: roles
            .iter()
            .map(|&(column, role)| ColumnRole {
                column: column.into(),
                role,
                confidence: 1.0,
            })
            .collect(),
        as_of: None,
        recipe: Recipe::default(),
        method: cluster::Method::default(),
        choice: cluster::choose::Params::default(),
        seed: 42,
        currency: None,
        language: Language::En,
    }
}

fn go(table: &Table, plan: &Plan) -> Run {
    pollster::block_on(run(table, plan, &Serial)).expect("a good run")
}

/// What a shop owner would read, for whoever runs the tests with
/// `--nocapture`.
fn show(run: &Run) {
    let analysis = &run.analysis;
    println!("\n# {}", analysis.files[0].name);
    println!("{}\n{}", analysis.headline, analysis.doubt);
    for evidence in &analysis.evidence {
        println!(
            "  k {} silhouette {:?} gap {:?} ± {:?} jaccard {:.2?}",
            evidence.k,
            evidence.silhouette,
            evidence.gap,
            evidence.gap_se,
            evidence.jaccard
        );
    }
    for s in &analysis.segments {
        println!(
            "- {} | {} customers ({:.0}%), {:.0}% of revenue, stability \
             {:.2?}\n    {}\n    rule: {} ({:.2}, {:.2})\n    {}",
            s.name,
            s.size,
            100.0 * s.share_of_customers,
            100.0 * s.share_of_revenue,
            s.stability,
            s.why,
            s.rule,
            s.precision,
            s.recall,
            s.next
        );
        let top: Vec<String> = s.profile[..6.min(s.profile.len())]
            .iter()
            .map(|e| format!("{} {:+.1}", e.feature, e.effect))
            .collect();
        println!("    effects: {}", top.join(", "));
    }
    let used: Vec<String> = analysis
        .features
        .iter()
        .filter(|f| f.in_segments)
        .map(|f| match &f.grouped_with {
            Some(first) => format!("{} (with {first})", f.name),
            None => f.name.clone(),
        })
        .collect();
    println!("  formed by: {}", used.join(", "));
    println!(
        "  map: {:?} {:.2?}",
        analysis.map.axes, analysis.map.explained
    );
    println!("  digest {}", analysis.digest);
}

const CDNOW: &[(&str, Role)] = &[
    ("customer_id", Role::CustomerId),
    ("date", Role::Date),
    ("quantity", Role::Quantity),
    ("amount", Role::Amount),
];

const ONLINE_RETAIL: &[(&str, Role)] = &[
    ("InvoiceNo", Role::OrderId),
    ("StockCode", Role::Product),
    ("Description", Role::Ignore),
    ("Quantity", Role::Quantity),
    ("InvoiceDate", Role::Date),
    ("UnitPrice", Role::Price),
    ("CustomerID", Role::CustomerId),
    ("Country", Role::Attribute),
];

const GROCERIES: &[(&str, Role)] = &[
    ("Member_number", Role::CustomerId),
    ("Date", Role::Date),
    ("itemDescription", Role::Product),
];

#[test]
fn the_real_shops_are_told_apart() {
    let cases = [
        ("cdnow/cdnow_sample_transactions.csv", CDNOW),
        ("online_retail/online_retail_dev.csv.gz", ONLINE_RETAIL),
        ("groceries_members/Groceries_dataset.csv", GROCERIES),
    ];
    for (path, roles) in cases {
        let Some(bytes) = real(path) else { continue };
        let mut plan = plan(roles);
        if let Ok(k) = std::env::var("KINDRED_K") {
            let cluster::Method::KMeans(params) = &mut plan.method;
            params.n_clusters = k.parse().ok();
        }
        show(&go(&read(path, &bytes), &plan));
    }
}

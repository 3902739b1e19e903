//! What the tests of the path share.
#![allow(dead_code, reason = "each test file uses its part")]

use kindred::executor::Serial;
use kindred::ledger::{self, Book};
use kindred::plan::{
    Basis, Language, Permission, Purpose, Recipe, SourceKind, SourcePlan,
};
use kindred::role::{ColumnRole, Role};
use kindred::source::{Purchases, gather};
use kindred::{Permitted, Plan, Run, RunError, run};
use table::{ReadOptions, Reader, Table};

/// The bytes of a real file; `None` with a notice where the data is not on
/// this machine, which under `CI=true` is a failure.
pub fn real(path: &str) -> Option<Vec<u8>> {
    tests::data::bytes(path)
}

/// A table of these bytes.
pub fn read(name: &str, bytes: &[u8]) -> Table {
    let mut reader = Reader::new(name, ReadOptions::default(), 7);
    for chunk in bytes.chunks(1 << 16) {
        reader.feed(chunk).expect("a good file");
    }
    reader.finish().expect("a good file")
}

/// The roles of `customer,day,amount`.
pub const ROLES: &[(&str, Role)] = &[
    ("customer", Role::CustomerId),
    ("day", Role::Date),
    ("amount", Role::Amount),
];

/// The roles of the real file Online Retail.
pub const ONLINE_RETAIL: &[(&str, Role)] = &[
    ("InvoiceNo", Role::OrderId),
    ("StockCode", Role::Product),
    ("Description", Role::Ignore),
    ("Quantity", Role::Quantity),
    ("InvoiceDate", Role::Date),
    ("UnitPrice", Role::Price),
    ("CustomerID", Role::CustomerId),
    ("Country", Role::Attribute),
];

/// The table of these lines of `customer,day,amount`.
pub fn shop(records: &[impl AsRef<str>]) -> Table {
    let mut text = String::from("customer,day,amount\n");
    for record in records {
        text.push_str(record.as_ref());
        text.push('\n');
    }
    read("shop.csv", text.as_bytes())
}

/// The orders of one who buys often and well.
pub fn often(customer: usize) -> impl Iterator<Item = String> {
    (0..8 + customer % 5).map(move |order| {
        let day = 1 + (customer * 7 + order * 3) % 28;
        let month = 3 + order % 10;
        let cents = 3000 + (customer * 37 + order * 11) % 900;
        let (units, cents) = (cents / 100, cents % 100);
        format!("often-{customer},2024-{month:02}-{day:02},{units}.{cents:02}")
    })
}

fn permission() -> Permission {
    Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: None,
    }
}

/// Purchases that may be analysed.
#[track_caller]
pub fn permitted<'a>(purchases: &'a Purchases<'_>) -> Permitted<'a, Table> {
    let nothing_more = Plan::new(Vec::new());
    let permitted = purchases.permit(&permission(), &nothing_more);
    permitted.expect("their roles")
}

/// What is permitted, with nothing left open.
#[track_caller]
pub fn book_of(permitted: &Permitted<'_, Table>) -> Book {
    let book = ledger::book(permitted, None, None, &Serial);
    pollster::block_on(book).expect("purchases")
}

/// What these files come to.
#[track_caller]
pub fn book(tables: &[Table], sources: &[SourcePlan]) -> Book {
    let purchases = gather(tables, sources).expect("they join");
    book_of(&permitted(&purchases))
}

/// A plan with a purpose and these roles.
pub fn plan(roles: &[(&str, Role)]) -> Plan {
    Plan {
        version: 2,
        permission: Some(permission()),
        sources: vec![SourcePlan {
            kind: SourceKind::Lines,
            reading: ReadOptions::default(),
            roles: roles
                .iter()
                .map(|&(column, role)| ColumnRole {
                    column: column.into(),
                    role,
                    confidence: 1.0,
                })
                .collect(),
            key: None,
            repairs: Vec::new(),
            preset: None,
        }],
        remedies: Vec::new(),
        rules: Vec::new(),
        as_of: None,
        recipe: Recipe::default(),
        staged: None,
        outcome: None,
        hybrid: None,
        method: cluster::Method::default(),
        choice: cluster::choose::Params::default(),
        seed: 42,
        currency: None,
        language: Language::En,
        known: None,
    }
}

/// Runs a plan that must be fine.
pub fn go(table: &Table, plan: &Plan) -> Run {
    pollster::block_on(run(std::slice::from_ref(table), plan, &Serial))
        .expect("a good run")
}

/// Why a plan is refused.
pub fn refused(table: &Table, plan: &Plan) -> RunError {
    let tables = std::slice::from_ref(table);
    pollster::block_on(run(tables, plan, &Serial)).expect_err("a refusal")
}

/// What a shop owner would read, for whoever runs the tests with
/// `--nocapture`.
pub fn show(run: &Run) {
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

/// 60 each: who buys small things every month, who buys grand ones, and who
/// bought twice, years ago.
pub fn a_shop() -> Table {
    let mut records: Vec<String> = Vec::new();
    for customer in 0..60 {
        for month in 1..=12 {
            let day = 1 + (customer * 7 + month) % 28;
            let more = customer * 31 + month * 17;
            records.push(format!(
                "small-{customer},2024-{month:02}-{day:02},{}.00",
                20 + more % 9
            ));
            records.push(format!(
                "grand-{customer},2024-{month:02}-{day:02},{}.00",
                900 + more % 90
            ));
        }
    }
    for customer in 0..60 {
        let day = 1 + customer % 28;
        records.push(format!("gone-{customer},2021-01-{day:02},40.00"));
        records.push(format!("gone-{customer},2021-02-{day:02},41.00"));
    }
    shop(&records)
}

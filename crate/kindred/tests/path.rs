//! The whole path on real input, with the host of the tests.

mod support;

use kindred::role::Role;
use support::{go, plan, read, real, show};

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

//! The domain on real exports, against the reference figures.

use crate::support;
use cluster::{FeatureMatrix, kmeans, validity};
use kindred::{
    Features, Permitted, RunError,
    executor::Serial,
    features, ledger,
    ledger::Book,
    permit::permit,
    plan::{Basis, Permission, Purpose},
    role::{ColumnRole, Role, propose},
};
use ndarray::Array2;
use numeric::{stats, tick::never};
use table::Table;

/// A file of the real data; `None` where there is none.
fn data(path: &str) -> Option<Table> {
    Some(support::read(path, &support::real(path)?))
}

fn roles(table: &Table) -> Vec<ColumnRole> {
    propose(&table.columns, table.n_records as u64)
}

fn found(table: &Table) -> Vec<(&str, Role)> {
    let roles = roles(table);
    let columns = table.columns.iter().zip(roles);
    columns
        .map(|(c, role)| (c.name.as_str(), role.role))
        .collect()
}

fn permitted<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
) -> Result<Permitted<'a, Table>, RunError> {
    let permission = Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: None,
    };
    permit(table, roles, &permission)
}

fn book(table: &Table, as_of: Option<&str>) -> Book {
    let permitted = permitted(table, &roles(table)).expect("good roles");
    let book = ledger::book(&permitted, as_of, None, &Serial);
    let book = pollster::block_on(book).expect("a good file");
    let aside: u64 = book.records.set_aside.iter().map(|s| s.count).sum();
    assert_eq!(book.records.read, book.records.used + aside);
    let excluded: u64 = book.customers.excluded.iter().map(|e| e.count).sum();
    assert_eq!(book.customers.total, book.customers.permitted + excluded);
    if let Some(total) = book.amount.total {
        let parts = book.records.set_aside.iter().filter_map(|s| s.amount);
        assert_eq!(total, book.amount.used.unwrap_or(0) + parts.sum::<i64>());
    }
    book
}

fn features_of(table: &Table, as_of: Option<&str>) -> Features {
    let book = book(table, as_of);
    pollster::block_on(features::compute(book, &[], &Serial))
        .expect("a good book")
}

fn column(features: &Features, name: &str) -> Vec<f64> {
    features.column(name).expect("a column").present()
}

fn median(values: &[f64]) -> f64 {
    stats::median(values).expect("a value")
}

#[test]
fn online_retail_agrees_with_the_reference_to_the_cent() {
    let Some(table) = data("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    assert_eq!(
        found(&table),
        [
            ("InvoiceNo", Role::OrderId),
            ("StockCode", Role::Product),
            ("Description", Role::Text),
            ("Quantity", Role::Quantity),
            ("InvoiceDate", Role::Date),
            ("UnitPrice", Role::Price),
            ("CustomerID", Role::CustomerId),
            ("Country", Role::Attribute),
        ]
    );
    let features = features_of(&table, Some("2011-12-10"));
    let [recency, orders, revenue] =
        ["recency_days", "orders", "revenue"].map(|n| column(&features, n));
    assert_eq!(features.n_customers(), 2138);
    assert_eq!(features.records.read, 269_927);
    assert_eq!(features.records.used, 195_327);
    assert_eq!(orders.iter().sum::<f64>(), 8960.0);
    assert_eq!(features.amount.used, Some(456_559_103));
    let mean = recency.iter().sum::<f64>() / 2138.0;
    assert!((mean - 93.2339).abs() < 5e-5, "{mean}");
    assert_eq!((median(&recency), median(&orders)), (53.0, 2.0));
    assert!((median(&revenue) - 657.85).abs() < 5e-3);
    let max = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    assert_eq!((max(&orders), max(&revenue)), (124.0, 259_657.3));
    let net = features.revenue.as_ref().unwrap().iter().sum::<i64>();
    let amount = &features.amount;
    assert_eq!(net, amount.used.unwrap() + amount.returned.unwrap());
}

/// The z-scores of `log(1 + x)`, `(n_customers, 3)`.
fn log_rfm(features: &Features) -> FeatureMatrix {
    let columns = ["recency_days", "orders", "revenue"].map(|name| {
        let mut values = column(features, name);
        values.iter_mut().for_each(|it| *it = libm::log1p(*it));
        let mean = stats::mean(&values).expect("a value");
        let sd = stats::population_variance(&values).expect("a value").sqrt();
        values.iter_mut().for_each(|it| *it = (*it - mean) / sd);
        values
    });
    let n_customers = features.n_customers();
    let x = Array2::from_shape_fn((n_customers, 3), |(i, j)| columns[j][i]);
    FeatureMatrix::new(x).expect("finite numbers")
}

#[test]
fn k_means_on_online_retail_agrees_with_the_reference() {
    let Some(table) = data("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    let x = log_rfm(&features_of(&table, Some("2011-12-10")));
    let reference = [
        (2, 3144.05, 0.4467),
        (3, 2375.65, 0.3252),
        (4, 1914.46, 0.3346),
        (5, 1568.71, 0.3228),
        (6, 1374.97, 0.3151),
    ];
    for (k, inertia, silhouette) in reference {
        let params = kmeans::Params {
            n_clusters: Some(k),
            n_restarts: 50,
            ..kmeans::Params::default()
        };
        let fit = kmeans::fit(&x, &params, 1, &mut never).expect("no stop");
        let found = validity::silhouette(x.view(), &fit.labels);
        let found = found.expect("two clusters or more");
        println!(
            "{k}: {} of {inertia}, {found:.4} of {silhouette}",
            fit.inertia
        );
        assert!((fit.inertia / inertia - 1.0).abs() < 1e-4, "{k}");
        assert!((found - silhouette).abs() < 5e-4, "{k}: {found}");
    }
}

#[test]
fn the_as_of_day_left_open_is_the_day_after_the_last() {
    let Some(table) = data("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    assert_eq!(
        kindred::day::iso(book(&table, None).as_of_day),
        "2011-12-10"
    );
}

#[test]
fn cdnow_is_understood_in_all_its_forms() {
    let Some(table) = data("cdnow/cdnow_sample_transactions.csv") else {
        return;
    };
    let expected =
        [Role::CustomerId, Role::Date, Role::Quantity, Role::Amount];
    let roles: Vec<Role> = found(&table).into_iter().map(|f| f.1).collect();
    assert_eq!(roles, expected);
    let features = features_of(&table, None);
    assert_eq!(features.customers.total, 2357);

    let master = data("cdnow/CDNOW_master.txt.gz").unwrap();
    let roles: Vec<Role> = found(&master).into_iter().map(|f| f.1).collect();
    assert_eq!(roles, expected);
    assert_eq!(book(&master, None).customers.total, 23_570);

    let sample = data("cdnow/CDNOW_sample.txt").unwrap();
    let proposed = self::roles(&sample);
    let roles: Vec<Role> = found(&sample).into_iter().map(|f| f.1).collect();
    assert_eq!((roles[0], roles[2]), (Role::CustomerId, Role::Date));
    assert_eq!((roles[3], roles[4]), (Role::Quantity, Role::Amount));
    assert!(proposed[0].confidence < 0.5);
    let again = features_of(&sample, None);
    assert_eq!(again.amount, features.amount);
}

#[test]
fn a_file_without_amounts_counts_lines() {
    let Some(table) = data("groceries_members/Groceries_dataset.csv") else {
        return;
    };
    let roles: Vec<Role> = found(&table).into_iter().map(|f| f.1).collect();
    assert_eq!(roles, [Role::CustomerId, Role::Date, Role::Product]);
    let features = features_of(&table, None);
    assert_eq!(features.n_customers(), 3898);
    assert_eq!(features.records.used, 38_765);
    assert_eq!(features.amount.total, None);
    assert!(features.column("revenue").is_none());
    assert!(features.column("product_entropy").is_some());
    let tiers = kindred::rfm::value_tiers(&features);
    assert!(tiers.tiers.len() >= 2);
}

//! Real files, with the counts published for them.

use crate::common::{data, days, names, read, texts, types};
use table::ColumnType::{Date, Decimal, Integer, Text, Timestamp};
use table::{DateOrder, Table};

fn open(path: &str) -> Option<Table> {
    let bytes = std::fs::read(data(path)?).expect("it can be read");
    let table = read(bytes).expect("a table");
    assert_eq!(table.read, table.n_records as u64 + table.rejected);
    Some(table)
}

#[test]
fn online_retail_has_its_published_counts() {
    let Some(table) = open("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    assert_eq!(table.n_records, 269_927);
    assert_eq!(table.rejected, 0);
    assert_eq!(table.format.name, "csv+gzip");
    assert_eq!(
        types(&table),
        [Text, Text, Text, Integer, Timestamp, Decimal, Integer, Text]
    );
    let column = |name| names(&table).iter().position(|n| *n == name).unwrap();
    assert_eq!(table.columns[column("CustomerID")].missing, 70_348);
    assert_eq!(table.columns[column("CustomerID")].distinct, 2_154);
    assert_eq!(table.columns[column("Description")].missing, 723);
    assert_eq!(table.columns[column("Country")].distinct, 34);
    assert_eq!(table.columns[column("StockCode")].distinct, 3_910);
    assert_eq!(table.columns[column("InvoiceNo")].distinct, 12_548);
    let quantity = &table.columns[column("Quantity")];
    assert_eq!(quantity.negative_and_zero.unwrap().0, 5_087);
    let price = &table.columns[column("UnitPrice")];
    assert_eq!(price.negative_and_zero, Some((0, 1_301)));
    let cancelled = texts(&table, column("InvoiceNo"))
        .iter()
        .filter(|text| text.is_some_and(|text| text.starts_with('C')))
        .count();
    assert_eq!(cancelled, 4_435);
}

#[test]
fn mangled_grocery_dates_are_those_of_the_clean_file() {
    let folder = "groceries_members/Groceries_dataset";
    let Some(clean) = open(&format!("{folder}.csv")) else {
        return;
    };
    let Some(mangled) =
        open(&format!("{folder}_mangled_dates_no_header.csv.gz"))
    else {
        return;
    };
    assert_eq!(clean.n_records, 38_765);
    assert!(!mangled.format.has_header);
    assert_eq!(types(&mangled), [Integer, Date, Text]);
    assert_eq!(mangled.columns[1].date_order, Some(DateOrder::DayMonthYear));
    assert!(!mangled.columns[1].date_order_ambiguous);
    assert_eq!(days(&clean, 1), days(&mangled, 1));
    assert_eq!(texts(&clean, 0), texts(&mangled, 0));
    assert_eq!(texts(&clean, 2), texts(&mangled, 2));
    assert!(days(&clean, 1).iter().all(Option::is_some));
}

#[test]
fn cdnow_is_parted_by_blanks() {
    let Some(table) = open("cdnow/CDNOW_master.txt.gz") else {
        return;
    };
    assert_eq!(table.n_records, 69_659);
    assert_eq!(table.format.name, "spaces+gzip");
    assert_eq!(types(&table), [Text, Date, Integer, Decimal]);
    assert_eq!(table.columns[0].distinct, 23_570);
    assert_eq!(
        table.columns[1].range,
        Some(("1997-01-01".into(), "1998-06-30".into()))
    );
}

#[test]
fn the_cdnow_sample_has_no_header() {
    let Some(table) = open("cdnow/CDNOW_sample.txt") else {
        return;
    };
    assert_eq!(table.n_records, 6_919);
    assert!(!table.format.has_header);
    assert_eq!(types(&table), [Text, Text, Date, Integer, Decimal]);
    assert_eq!(table.columns[1].distinct, 2_357);
    let Some(csv) = open("cdnow/cdnow_sample_transactions.csv") else {
        return;
    };
    assert_eq!(days(&csv, 1), days(&table, 2));
}

#[test]
fn telco_blanks_are_missing() {
    let Some(table) = open("telco_churn/Telco-Customer-Churn.csv") else {
        return;
    };
    assert_eq!(table.n_records, 7_043);
    let column = |name| names(&table).iter().position(|n| *n == name).unwrap();
    let total = &table.columns[column("TotalCharges")];
    assert_eq!((total.missing, total.column_type), (11, Decimal));
}

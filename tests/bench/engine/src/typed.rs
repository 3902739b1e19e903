//! A full typed read: every column a dictionary, numbers and times parsed.

use serde_json::{Value, json};
use table::{ColumnValues, MISSING, Origin, ReadOptions, Reader, Table};

/// A reader of every column, without the file's SHA-256, which no peer
/// computes.
pub fn open() -> Reader {
    Reader::new("tx.csv", ReadOptions::default(), 1).without_hash()
}

/// The same for the text of a sheet, as the reader of workbooks writes it.
pub fn open_sheet() -> Reader {
    let reader = Reader::new("tx.xlsx", ReadOptions::default(), 1);
    reader.without_hash().with_origin(Origin {
        format: "xlsx".to_owned(),
        part: "Orders".to_owned(),
        is_sheet: true,
        has_names: false,
    })
}

/// Ends the reading and gives the checksums every peer prints.
///
/// # Panics
/// The file is refused.
pub fn finish(reader: Reader) -> Value {
    checksums(&reader.finish().expect("readable"))
}

/// Different texts of the columns of texts, and the sums of the others: the
/// prices in cents, the times in seconds since 1970.
fn checksums(table: &Table) -> Value {
    let column = |name: &str| {
        let found = table.columns.iter().position(|c| c.name == name);
        table.values(found.expect("the file has the column"))
    };
    let quantity = column("Quantity");
    let (price, time) = (column("Price"), column("InvoiceDate"));
    json!({
        "records": table.n_records,
        "invoices": column("Invoice").n_codes(),
        "products": column("StockCode").n_codes(),
        "descriptions": column("Description").n_codes(),
        "countries": column("Country").n_codes(),
        "sum_quantity": sum(quantity, |code| number(quantity, code, 0)),
        "sum_cents": sum(price, |code| number(price, code, 2)),
        "sum_seconds": sum(time, |code| time.moment(code).map_or(0, |m| m.0)),
    })
}

fn number(values: ColumnValues<'_>, code: u32, scale: u8) -> i64 {
    values.number(code).map_or(0, |number| {
        let up = 10_i64.pow(u32::from(scale - number.scale));
        number.mantissa * up
    })
}

fn sum(values: ColumnValues<'_>, of: impl Fn(u32) -> i64) -> i64 {
    let each: Vec<i64> = (0..values.n_codes() as u32).map(of).collect();
    let told = values.codes().iter().filter(|code| **code != MISSING);
    told.map(|code| each[*code as usize]).sum()
}

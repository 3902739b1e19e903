//! Order lines to recency, frequency and monetary, by the peers' rule.

use std::collections::HashSet;

use serde_json::{Value, json};
use table::{ColumnValues, MISSING, ReadOptions, Reader, Table};

/// The columns the rule needs, by position: invoice, quantity, date, price,
/// customer. The peers read these five as well.
const COLUMNS: [usize; 5] = [0, 3, 4, 5, 6];

/// A reader of the five columns. It leaves out the file's SHA-256, which no
/// peer computes; the rows of the built page have it.
pub fn open() -> Reader {
    let options = ReadOptions {
        columns: COLUMNS.to_vec(),
        ..ReadOptions::default()
    };
    Reader::new("tx.csv", options, 1).without_hash()
}

/// Ends the reading and gives the checksums every peer prints.
///
/// # Panics
/// The file is refused.
pub fn finish(reader: Reader) -> Value {
    checksums(&reader.finish().expect("readable"))
}

struct Lines<'a> {
    invoice: ColumnValues<'a>,
    quantity: ColumnValues<'a>,
    date: ColumnValues<'a>,
    price: ColumnValues<'a>,
    customer: ColumnValues<'a>,
}

#[derive(Clone, Default)]
struct Rfm {
    last: i64,
    frequency: u64,
    monetary: i64,
}

/// Rows with a customer, a positive quantity and a positive price; recency
/// in whole days from the day after the last date of those rows, distinct
/// invoices, quantity times price.
fn checksums(table: &Table) -> Value {
    let customers = accumulate(table.n_records, &lines(table));
    let last = customers.iter().map(|c| c.last).max().unwrap_or(0);
    let bought = || customers.iter().filter(|c| c.frequency > 0);
    let recency = |c: &Rfm| (last - c.last) / 86_400 + 1;
    let cents: i64 = bought().map(|c| c.monetary).sum();
    json!({
        "customers": bought().count(),
        "sum_recency": bought().map(recency).sum::<i64>(),
        "sum_frequency": bought().map(|c| c.frequency).sum::<u64>(),
        "sum_monetary": cents as f64 / 100.0,
    })
}

fn lines(table: &Table) -> Lines<'_> {
    let column = |name: &str| {
        let found = table.columns.iter().position(|c| c.name == name);
        table.values(found.expect("the file has the column"))
    };
    Lines {
        invoice: column("Invoice"),
        quantity: column("Quantity"),
        date: column("InvoiceDate"),
        price: column("Price"),
        customer: column("Customer ID"),
    }
}

fn accumulate(n_records: usize, lines: &Lines<'_>) -> Vec<Rfm> {
    let quantities = mantissas(lines.quantity, 0);
    let prices = mantissas(lines.price, 2);
    let moments: Vec<i64> = (0..lines.date.n_codes() as u32)
        .map(|code| lines.date.moment(code).map_or(i64::MIN, |m| m.0))
        .collect();
    let mut rfm = vec![Rfm::default(); lines.customer.n_codes()];
    let mut invoices = Invoices::new(lines.invoice.n_codes());
    let at = |values: &[i64], codes: &[u32], record: usize| {
        values.get(codes[record] as usize).copied().unwrap_or(0)
    };
    let (customers, invoice) = (lines.customer.codes(), lines.invoice.codes());
    let (quantity, price, date) = (
        lines.quantity.codes(),
        lines.price.codes(),
        lines.date.codes(),
    );
    for record in 0..n_records {
        let who = customers[record];
        let pieces = at(&quantities, quantity, record);
        let cents = at(&prices, price, record);
        if who == MISSING || pieces <= 0 || cents <= 0 {
            continue;
        }
        let customer = &mut rfm[who as usize];
        customer.last = customer.last.max(at(&moments, date, record));
        customer.monetary += pieces * cents;
        customer.frequency += invoices.is_new(invoice[record], who);
    }
    rfm
}

/// The number of each code at a scale, 0 where it is none.
fn mantissas(values: ColumnValues<'_>, scale: u8) -> Vec<i64> {
    (0..values.n_codes() as u32)
        .map(|code| match values.number(code) {
            Some(number) => {
                assert!(number.scale <= scale, "an unexpected fraction");
                number.mantissa * 10_i64.pow(u32::from(scale - number.scale))
            }
            None => 0,
        })
        .collect()
}

/// Counts each pair of invoice and customer once: an invoice nearly always
/// belongs to one customer, the others go through a set.
struct Invoices {
    owner: Vec<u32>,
    shared: HashSet<(u32, u32)>,
}

impl Invoices {
    fn new(n_invoices: usize) -> Self {
        Self {
            owner: vec![MISSING; n_invoices],
            shared: HashSet::new(),
        }
    }

    fn is_new(&mut self, invoice: u32, customer: u32) -> u64 {
        let owner = &mut self.owner[invoice as usize];
        if *owner == customer {
            return 0;
        }
        if *owner == MISSING {
            *owner = customer;
            return 1;
        }
        u64::from(self.shared.insert((invoice, customer)))
    }
}

//! Records that are none: the header once more, and totals at the end.

use crate::columns::Columns;
use crate::dictionary::Dictionary;
use crate::sniff::Layout;
use crate::summary::clip;
use crate::{MISSING, Place, Table, Warning};

/// Takes out the records that repeat a line of the header, as where several
/// exports were joined; how many they were.
pub(crate) fn take_headers(columns: &mut Columns, layout: &Layout) -> u64 {
    let mut lines = Vec::new();
    for line in columns.header_again(layout) {
        let codes = line.iter().zip(&columns.dictionaries);
        let code =
            |((_, text), dictionary): (&(usize, String), &Dictionary)| {
                match text.trim().is_empty() {
                    true => Some(MISSING),
                    false => dictionary.find(text),
                }
            };
        let codes: Option<Vec<u32>> = codes.map(code).collect();
        lines.extend(codes);
    }
    let is_header = |record: &usize| {
        lines.iter().any(|codes| {
            let mut all = columns.dictionaries.iter().zip(codes);
            all.all(|(column, code)| column.codes()[*record] == *code)
        })
    };
    let found: Vec<usize> = match lines.is_empty() {
        true => Vec::new(),
        false => (0..columns.tally.n_records as usize)
            .filter(is_header)
            .collect(),
    };
    if found.is_empty() {
        return 0;
    }
    for dictionary in &mut columns.dictionaries {
        dictionary.remove(&found);
    }
    columns.tally.repeated = found.len() as u64;
    columns.tally.n_records -= columns.tally.repeated;
    columns.tally.repeated
}

/// How a line of totals begins.
const TOTALS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "zwischensumme",
    "endsumme",
    "totale",
    "somme",
    "suma",
    "totaux",
];
/// So many records at the end are looked at.
const N_LAST: usize = 3;
/// Columns of a table whose totals need not have an empty cell.
const N_FEW: usize = 3;

/// A last record that looks like a total is told, and kept.
pub(crate) fn footer(table: &Table) -> Option<Warning> {
    let n_held = table.data.first()?.codes.len();
    let totals: Vec<(usize, &str)> = (n_held.saturating_sub(N_LAST)..n_held)
        .filter_map(|record| Some((record, total(table, record)?)))
        .collect();
    let (held, text) = totals.first()?;
    let record = table.n_records - (n_held - held);
    let n = totals.len() as u64;
    let text = clip(text, 40);
    let message = format!(
        "{n} of the last records look like totals, the first of them begins \
         with “{text}”; they were kept as records."
    );
    let mut told = Warning::new("W_FOOTER", n, message);
    told.place = Some(Place {
        file: table.name.clone(),
        record: Some(record as u64 + 1),
        ..Place::default()
    });
    Some(told.with("text", text))
}

/// The first text of a record that looks like a total.
fn total(table: &Table, record: usize) -> Option<&str> {
    let all = (0..table.columns.len()).map(|column| table.values(column));
    let codes: Vec<u32> =
        all.clone().map(|values| values.codes()[record]).collect();
    let at = codes.iter().position(|code| *code != MISSING)?;
    let values = all.clone().nth(at)?;
    let text = values.text(codes[at]);
    let has_gap = codes.len() <= N_FEW || codes.contains(&MISSING);
    (has_gap && begins_total(text)).then_some(text)
}

fn begins_total(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    TOTALS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

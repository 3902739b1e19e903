//! Two columns multiplied.

use std::collections::HashMap;
use std::sync::Arc;

use super::compact::n_present;
use crate::account::decimal_text;
use crate::values::{ColumnData, Parsed};
use crate::{ColumnType, MISSING, Table};

/// A number of the product: its mantissa, and its currency from 1.
type Value = (i64, u8);

impl Table {
    /// The table with one more column: the numbers of `column` times those
    /// of `by`, exactly, in the currencies of `column`; missing where either
    /// is. Without `by` they are taken as they are. `None` where one of them
    /// is no column of numbers, or a product is more than 64 bits hold.
    ///
    /// O(records).
    ///
    /// # Panics
    /// If there is no such column.
    pub fn multiplied(
        &self,
        column: usize,
        by: Option<usize>,
        name: &str,
    ) -> Option<Self> {
        let Parsed::Numbers {
            mantissas,
            scale,
            currencies,
            units,
        } = &self.data[column].parsed
        else {
            return None;
        };
        let factors = by.map(|by| numbers(&self.data[by].parsed));
        let factors = match factors {
            Some(factors) => Some(factors?),
            None => None,
        };
        let mut made = Made::default();
        for record in 0..self.n_records {
            let code = |column: usize| self.data[column].codes[record];
            let of = |all: &[Option<i64>], code: u32| match code {
                MISSING => None,
                code => all[code as usize],
            };
            let own = code(column);
            let factor = match (by, factors) {
                (Some(by), Some((factors, _))) => of(factors, code(by)),
                _ => Some(1),
            };
            let value = of(mantissas, own).zip(factor);
            let value = value.map(|(one, other)| one.checked_mul(other));
            made.push(match value {
                Some(product) => {
                    let unit = units.get(own as usize).copied();
                    Some((product?, unit.unwrap_or(0)))
                }
                None => None,
            });
        }
        let scale = scale + factors.map_or(0, |(_, scale)| scale);
        let data = made.done(scale, currencies);
        let mut profile = self.columns[column].clone();
        name.clone_into(&mut profile.name);
        profile.missing = self.n_records as u64 - n_present(&data.codes);
        profile.distinct = data.ends.len() as u64;
        profile.scale = scale;
        profile.column_type = ColumnType::Decimal;
        (profile.unread, profile.range) = (0, None);
        profile.negative_and_zero = None;
        let mut table = self.clone();
        table.columns.push(profile);
        table.data.push(Arc::new(data));
        Some(table)
    }
}

/// The numbers of each code, and their scale.
fn numbers(parsed: &Parsed) -> Option<(&[Option<i64>], u8)> {
    match parsed {
        Parsed::Numbers {
            mantissas, scale, ..
        } => Some((mantissas, *scale)),
        Parsed::Text | Parsed::Moments(_) | Parsed::Booleans(_) => None,
    }
}

/// A column in the making.
#[derive(Default)]
struct Made {
    codes: Vec<u32>,
    values: Vec<Value>,
    known: HashMap<Value, u32>,
}

impl Made {
    fn push(&mut self, value: Option<Value>) {
        let code = value.map_or(MISSING, |value| {
            let next = self.values.len() as u32;
            let code = *self.known.entry(value).or_insert(next);
            if code == next {
                self.values.push(value);
            }
            code
        });
        self.codes.push(code);
    }

    fn done(self, scale: u8, currencies: &[&'static str]) -> ColumnData {
        let (mut texts, mut ends) = (Vec::new(), Vec::new());
        for (mantissa, _) in &self.values {
            texts.extend(decimal_text(*mantissa, scale).into_bytes());
            ends.push(texts.len() as u32);
        }
        let units = self.values.iter().map(|(_, unit)| *unit);
        let units = match currencies {
            [] => Vec::new(),
            _ => units.collect(),
        };
        let mantissas = self.values.iter().map(|(it, _)| Some(*it)).collect();
        ColumnData {
            codes: self.codes,
            texts,
            ends,
            parsed: Parsed::Numbers {
                mantissas,
                scale,
                currencies: currencies.to_vec(),
                units,
            },
        }
    }
}

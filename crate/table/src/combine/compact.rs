//! A column of which only some codes are left.

use crate::MISSING;
use crate::values::{ColumnData, Parsed};

/// The column with other codes of the same texts; those that no record has
/// any more fall away, and the rest stand in order of first appearance.
pub(crate) fn compact(data: &ColumnData, mut codes: Vec<u32>) -> ColumnData {
    let mut new_code = vec![MISSING; data.ends.len()];
    let mut kept: Vec<u32> = Vec::new();
    for code in codes.iter_mut().filter(|code| **code != MISSING) {
        let new = &mut new_code[*code as usize];
        if *new == MISSING {
            *new = kept.len() as u32;
            kept.push(*code);
        }
        *code = *new;
    }
    let mut texts = Vec::new();
    let mut ends = Vec::with_capacity(kept.len());
    for code in &kept {
        texts.extend_from_slice(text_of(data, *code));
        ends.push(texts.len() as u32);
    }
    ColumnData {
        codes,
        texts,
        ends,
        parsed: pick(&data.parsed, &kept),
    }
}

/// The bytes of the text of a code.
pub(super) fn text_of(data: &ColumnData, code: u32) -> &[u8] {
    let code = code as usize;
    let start = code.checked_sub(1).map_or(0, |before| data.ends[before]);
    &data.texts[start as usize..data.ends[code] as usize]
}

/// How many records have a value.
pub(super) fn n_present(codes: &[u32]) -> u64 {
    codes.iter().filter(|code| **code != MISSING).count() as u64
}

/// What some of the codes of a column mean.
pub(super) fn pick(parsed: &Parsed, kept: &[u32]) -> Parsed {
    fn at<T: Copy>(all: &[T], kept: &[u32]) -> Vec<T> {
        kept.iter().map(|code| all[*code as usize]).collect()
    }
    match parsed {
        Parsed::Text => Parsed::Text,
        Parsed::Numbers {
            mantissas,
            scale,
            currencies,
            units,
        } => Parsed::Numbers {
            mantissas: at(mantissas, kept),
            scale: *scale,
            currencies: currencies.clone(),
            units: match units.is_empty() {
                true => Vec::new(),
                false => at(units, kept),
            },
        },
        Parsed::Moments(moments) => Parsed::Moments(at(moments, kept)),
        Parsed::Booleans(truths) => Parsed::Booleans(at(truths, kept)),
    }
}

//! One fingerprint of a result: equal results have equal digests on every
//! machine.

use sha2::{Digest, Sha256};

use crate::Analysis;

/// SHA-256, as lower-case hex, of everything that the files and the plan
/// bring about, as it is taken away:
///
/// 1. the analysis as JSON without blanks, its fields in the order of their
///    declaration, its own digest empty: every figure to the last bit, every
///    warning, every sentence in the plan's language;
/// 2. the bytes of `labels.csv`: every customer's id, segment and
///    confidence.
///
/// What is looked up of a customer is in the analysis as its
/// `customers_sha256`; charts, cards and the report are made from the
/// analysis. Not in it are the plan itself, which is a cause and no result,
/// and whatever depends on the machine: no time, no number of workers is in
/// an analysis. A plan in another language says other sentences and has
/// another digest.
///
/// ```text
/// O(customers + size of the analysis)
/// ```
///
/// # Panics
/// Never: an analysis holds nothing that JSON can't.
pub fn digest(analysis: &Analysis, labels_csv: &[u8]) -> String {
    let unsealed = Analysis {
        digest: String::new(),
        ..analysis.clone()
    };
    let json = serde_json::to_vec(&unsealed)
        .expect("an analysis is plain data with text keys");
    let hash = Sha256::new().chain_update(json).chain_update(labels_csv);
    hex(&hash.finalize())
}

/// What can be looked up of each customer.
#[derive(Clone, Copy)]
pub(crate) struct LookedUp<'a> {
    pub ids: &'a [String],
    pub labels: &'a [u32],
    /// `0.0..=1.0`.
    pub confidence: &'a [f64],
    /// One column a feature, `NaN` where missing.
    pub values: &'a [Vec<f64>],
}

impl LookedUp<'_> {
    /// SHA-256, as lower-case hex: the ids, each as its length and its
    /// bytes, then the segments, the confidences and each feature's values,
    /// all as eight bytes, the lowest first; a missing value is all ones.
    pub(crate) fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for id in self.ids {
            hash.update((id.len() as u64).to_le_bytes());
            hash.update(id);
        }
        hash.update(bytes(self.labels.iter().map(|&it| u64::from(it))));
        hash.update(bytes(self.confidence.iter().map(bits)));
        for values in self.values {
            hash.update(bytes(values.iter().map(bits)));
        }
        hex(&hash.finalize())
    }
}

/// The bits of a figure, one pattern for everything that is no number: `NaN`
/// has other bits on other machines.
fn bits(value: &f64) -> u64 {
    if value.is_nan() {
        u64::MAX
    } else {
        value.to_bits()
    }
}

fn bytes(numbers: impl Iterator<Item = u64>) -> Vec<u8> {
    numbers.flat_map(u64::to_le_bytes).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_looked_up_changes_the_hash_and_no_kind_of_nan_does() {
        let ids = ["a".to_owned(), "bc".to_owned()];
        let values = [vec![1.5, f64::NAN]];
        let own = LookedUp {
            ids: &ids,
            labels: &[0, 1],
            confidence: &[1.0, 0.5],
            values: &values,
        };
        let moved = ["ab".to_owned(), "c".to_owned()];
        let changed = [
            LookedUp { ids: &moved, ..own },
            LookedUp {
                labels: &[1, 1],
                ..own
            },
            LookedUp {
                confidence: &[1.0, 0.500_000_1],
                ..own
            },
            LookedUp {
                values: &[vec![1.5, 0.0]],
                ..own
            },
        ];
        for other in changed {
            assert_ne!(own.sha256(), other.sha256());
        }
        let values = [vec![1.5, -f64::NAN]];
        let same = LookedUp {
            values: &values,
            ..own
        };
        assert_eq!(own.sha256(), same.sha256());
    }
}

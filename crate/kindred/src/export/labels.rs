//! `labels.csv`: who is in which segment.

use crate::Run;

use super::guard::field;

/// The labels as UTF-8 CSV with the columns `customer`, `segment` and
/// `confidence`, one line a customer in the order of the run. `segment` is
/// an id of the analysis; `confidence` has four digits. Ids that a
/// spreadsheet would run as a formula are guarded: see [`super::guard`].
///
/// O(customers).
pub fn labels_csv(run: &Run) -> Vec<u8> {
    let mut csv = String::from("customer,segment,confidence\n");
    let labels = run.labels.iter().zip(&run.confidence);
    for (customer, (segment, confidence)) in run.customers.iter().zip(labels) {
        csv.push_str(&field(customer));
        csv.push_str(&format!(",{segment},{confidence:.4}\n"));
    }
    csv.into_bytes()
}

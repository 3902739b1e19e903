//! What rules and questions are about.

use explain::Samples;
use numeric::stats;

/// Features of all customers in their units, where they stand: as a matrix
/// they would take as much room once more.
pub(crate) struct InUnits<'a> {
    n_customers: usize,
    columns: Vec<Known<'a>>,
}

/// A feature, and what counts where it is not known.
struct Known<'a> {
    values: &'a [f64],
    fill: f64,
}

impl<'a> InUnits<'a> {
    /// Of so many customers, each feature as it is told.
    pub fn new(
        n_customers: usize,
        features: impl Iterator<Item = &'a [f64]>,
    ) -> Self {
        let fill = f64::NAN;
        let columns = features.map(|values| Known { values, fill }).collect();
        Self {
            n_customers,
            columns,
        }
    }

    /// Counts the median of each feature where it is not known; gives the
    /// medians, `NaN` of features that are known of everybody.
    pub fn fill(&mut self) -> Vec<f64> {
        let filled = self.columns.iter_mut().map(|column| {
            let known = column.values.iter().copied();
            let known: Vec<f64> = known.filter(|it| !it.is_nan()).collect();
            if known.len() < column.values.len() {
                column.fill = stats::median(&known).unwrap_or(0.0);
            }
            column.fill
        });
        filled.collect()
    }
}

impl Samples for InUnits<'_> {
    fn dim(&self) -> (usize, usize) {
        (self.n_customers, self.columns.len())
    }

    fn value(&self, sample: usize, feature: usize) -> f64 {
        let Known { values, fill } = self.columns[feature];
        let value = values[sample];
        if value.is_nan() { fill } else { value }
    }
}

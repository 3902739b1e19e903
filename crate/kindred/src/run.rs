//! The path: from a table and a plan to an analysis.

use table::Table;

use crate::{Analysis, Executor, Plan, RunError};

/// A finished run: the analysis, and what stays on the machine to look up
/// and to label customers.
#[derive(Clone, Debug)]
pub struct Run {
    /// Everything that is shown and exported.
    pub analysis: Analysis,
    /// Each customer's id, as in the file.
    pub customers: Vec<String>,
    /// Each customer's segment: an id of `analysis.segments`.
    pub labels: Vec<u32>,
    /// How clearly each belongs there, `0.0..=1.0`.
    pub confidence: Vec<f64>,
    /// `values[feature][customer]` in the feature's unit, in the order of
    /// `analysis.features`; `NaN` where it can't be computed.
    pub values: Vec<Vec<f64>>,
}

impl Run {
    /// The position of a customer by the id as in the file.
    pub fn find(&self, customer: &str) -> Option<usize> {
        self.customers.iter().position(|id| id == customer)
    }

    /// A feature of a customer; `None` where it can't be computed.
    ///
    /// # Panics
    /// If there is no such feature or customer.
    pub fn value(&self, feature: usize, customer: usize) -> Option<f64> {
        let value = self.values[feature][customer];
        value.is_finite().then_some(value)
    }
}

/// Runs a plan on a table. Same table and same plan give the same bytes,
/// whatever the executor.
///
/// # Errors
/// The plan is refused, the table does not carry it, or the executor stopped.
pub async fn run(
    table: &Table,
    plan: &Plan,
    executor: &impl Executor,
) -> Result<Run, RunError> {
    executor.report(crate::Stage::Permit, 0.0).await?;
    let _permission = plan.permission.as_ref().ok_or(RunError::NoPurpose)?;
    Err(RunError::NoUsableRecord {
        read: table.read,
        why: "the path is being laid".into(),
    })
}

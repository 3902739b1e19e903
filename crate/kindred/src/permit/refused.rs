//! Who did not agree, and what that leaves out.

use crate::{RunError, analysis::SetAsideReason};

/// What was left out for want of permission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// Customers who have not clearly agreed.
    pub n_customers: u64,
    /// Their records, but for those that were set aside before.
    pub n_records: u64,
    /// The exact sums of their amounts by why their records are set aside:
    /// for want of permission, or for what a plan mends. At the scale of the
    /// amount columns.
    pub(crate) amounts: [i128; SetAsideReason::COUNT],
    /// Customers who agreed, where they were asked.
    pub(crate) n_agreed: Option<u64>,
}

impl Refused {
    /// Adds those of other customers.
    pub(crate) fn add(&mut self, other: Self) {
        self.n_customers += other.n_customers;
        self.n_records += other.n_records;
        for (own, more) in self.amounts.iter_mut().zip(other.amounts) {
            *own += more;
        }
        let both = self.n_agreed.into_iter().chain(other.n_agreed);
        self.n_agreed = both.reduce(|a, b| a + b);
    }

    /// Somebody agreed, where they were asked.
    pub(crate) fn check(&self) -> Result<(), RunError> {
        match self.n_agreed {
            Some(0) => Err(RunError::NobodyPermitted {
                customers: self.n_customers,
            }),
            _ => Ok(()),
        }
    }
}

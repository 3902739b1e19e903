//! The figures of a set of customers.

use super::{Bits, Ground, RuleFigures, fault::Fault};
use crate::disclose::rules_to_tell;

impl Ground<'_> {
    /// What all customers are worth: see [`Self::worth`].
    pub(super) fn whole(&self) -> i64 {
        self.worth(0..self.n_customers)
    }

    /// Revenue in the minor unit; lines where the file has no amounts.
    fn worth(&self, customers: impl Iterator<Item = usize>) -> i64 {
        match self.revenue {
            Some(revenue) => customers.map(|it| revenue[it]).sum(),
            None => customers.map(|it| i64::from(self.n_lines[it])).sum(),
        }
    }

    /// The figures of a set; `whole` is what all customers are worth.
    pub(super) fn figures(
        &self,
        set: &Bits,
        whole: i64,
        may_tell: bool,
    ) -> RuleFigures {
        let customers = set.len();
        let worth = self.worth(set.iter());
        RuleFigures {
            customers,
            share_of_customers: share(
                customers as f64,
                self.n_customers as f64,
            ),
            share_of_revenue: share(worth as f64, whole as f64),
            revenue: self.revenue.is_some().then_some(worth),
            orders: self.mean("orders", set),
            recency_days: self.mean("recency_days", set),
            may_tell,
        }
    }

    /// The mean of a feature over those who have it.
    fn mean(&self, feature: &str, set: &Bits) -> Option<f64> {
        let column = self.features.iter().find(|it| it.0 == feature)?.1;
        let there = set.iter().map(|it| column[it]);
        let there: Vec<f64> = there.filter(|it| !it.is_nan()).collect();
        numeric::stats::mean(&there)
    }

    /// Whether a report may show each; a rule that can't be judged is not
    /// shown.
    pub(super) fn told(&self, sets: &[Result<Bits, Fault>]) -> Vec<bool> {
        let segment =
            |id| Bits::of(self.n_customers, &|it| self.labels[it] == id);
        let segments: Vec<Bits> =
            self.segments.iter().map(|it| segment(it.id)).collect();
        let sets: Vec<_> = sets.iter().map(|it| it.as_ref().ok()).collect();
        rules_to_tell(&sets, self.segments, &segments, self.n_customers as u64)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

//! Details that stand on an order's first record only.

use table::MISSING;

use super::{Bench, Repair, Scoped};
use crate::RunError;

impl Bench<'_, '_> {
    /// Fills the columns of a [`Repair::FillDown`]. O(records) a column.
    pub(super) fn fill_down(&mut self, of: &Scoped) -> Result<(), RunError> {
        let Repair::FillDown { order, columns } = &of.repair else {
            return Ok(());
        };
        let order = self.named(order)?;
        for column in columns {
            let column = self.named(column)?;
            let mut codes = self.codes(column).to_vec();
            let n_orders = (self.open)(order).n_codes();
            let mut last = vec![MISSING; n_orders];
            for record in of.records.clone() {
                let order = self.codes(order)[record];
                if order == MISSING {
                    continue;
                }
                let last = &mut last[order as usize];
                match codes[record] {
                    MISSING => codes[record] = *last,
                    code => *last = code,
                }
            }
            self.done.filled.retain(|(of, _)| *of != column);
            self.done.filled.push((column, codes));
        }
        Ok(())
    }
}

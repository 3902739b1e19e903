//! Details that stand on an order's first record only.

use std::collections::HashMap;

use table::MISSING;

use super::{Bench, Repair, Scoped, aside::folded};
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

    /// Takes another column's values in a [`Repair::Instead`].
    /// O(records + distinct texts).
    pub(super) fn take_instead(
        &mut self,
        of: &Scoped,
    ) -> Result<(), RunError> {
        let Repair::Instead {
            column,
            other,
            when,
        } = &of.repair
        else {
            return Ok(());
        };
        let is_said = self.said(&when.column, &when.words)?;
        let (column, other) = (self.named(column)?, self.named(other)?);
        let known = self.texts(column);
        let texts = (self.open)(other);
        let code_of: Vec<u32> = (0..texts.n_codes() as u32)
            .map(|code| known.get(&folded(texts.text(code))))
            .map(|code| code.copied().unwrap_or(MISSING))
            .collect();
        let mut codes = self.codes(column).to_vec();
        for record in of.records.clone().filter(|&it| is_said[it]) {
            codes[record] = match texts.codes()[record] {
                MISSING => MISSING,
                code => code_of[code as usize],
            };
        }
        self.done.filled.retain(|(of, _)| *of != column);
        self.done.filled.push((column, codes));
        Ok(())
    }

    /// The first code of each text of a column, its case left out.
    fn texts(&self, column: usize) -> HashMap<String, u32> {
        let values = (self.open)(column);
        let codes = (0..values.n_codes() as u32).rev();
        codes
            .map(|code| (folded(values.text(code)), code))
            .collect()
    }
}

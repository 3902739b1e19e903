//! Who is missing among those whom a file of customers names.

use table::{MISSING, Table};

use super::{Attribute, People};
use crate::{
    Permitted, Plan, RunError,
    permit::look_over_beside,
    plan::SourceKind,
    source::{Purchases, named},
};

/// A file of customers that joined the purchases.
pub(in crate::review) struct Beside<'a> {
    file: &'a str,
    permitted: Permitted<'a, Table>,
    /// The first record of the customer of each record; [`MISSING`] without
    /// a key.
    who: Vec<u32>,
    /// The record of each purchase's customer.
    partners: Vec<u32>,
}

impl<'a> Beside<'a> {
    /// The files of customers of a plan that found a key.
    ///
    /// # Errors
    /// A role or a key names a column that its file does not have.
    ///
    /// O(records of the purchases and of the files).
    pub fn all(
        tables: &'a [Table],
        plan: &Plan,
        purchases: &'a Purchases<'_>,
    ) -> Result<Vec<Self>, RunError> {
        let mut all = Vec::new();
        for join in &purchases.joins {
            let Some(key) = &join.key else { continue };
            if join.kind != SourceKind::Customers {
                continue;
            }
            let table = &tables[join.source];
            let of = named(&purchases.table, &key.of)?;
            let column = named(table, &key.column)?;
            let roles = &plan.sources[join.source].roles;
            all.push(Self {
                file: &join.file,
                permitted: look_over_beside(table, roles)?,
                who: table.look_up(column, table, column).records,
                partners: purchases.table.look_up(of, table, column).records,
            });
        }
        Ok(all)
    }

    /// By every attribute of few values; whose purchases are used is used.
    pub(super) fn attributes(&self, buyers: &People<'_>) -> Vec<Attribute> {
        let mut fates = vec![Some(false); self.who.len()];
        for (&partner, &who) in self.partners.iter().zip(buyers.who) {
            let is_used = buyers.fates.get(who as usize) == Some(&Some(true));
            if partner != MISSING && is_used {
                fates[partner as usize] = Some(true);
            }
        }
        let people = People {
            who: &self.who,
            fates: &fates,
        };
        people.attributes(&self.permitted, Some(self.file))
    }
}

//! A file beside the purchases.

use std::borrow::Cow;

use table::{
    Table,
    combine::{MatchReport, Matches},
};

use super::{JoinKey, JoinReport, Purchases, Source, named, position};
use crate::{
    RunError,
    permit::is_yes,
    plan::SourceKind,
    repair::{Repair, Scoped},
    role::{ColumnRole, Role},
};

/// Matches a file with the purchases, brings over what it alone knows, and
/// tells how they matched.
pub(super) fn join(
    purchases: &mut Purchases<'_>,
    source: &Source<'_, '_>,
) -> Result<(), RunError> {
    let found = best_key(purchases, source)?;
    let key = found.as_ref().map(|(key, _)| key.clone());
    let report = found.as_ref().map_or_else(
        || unmatched(purchases, source),
        |it| it.1.report.clone(),
    );
    purchases.joins.push(JoinReport {
        source: source.place,
        file: source.table.name.clone(),
        kind: source.plan.kind,
        key,
        matches: report,
    });
    if let Some((key, matches)) = found {
        purchases.take_over(source, &key, &matches)?;
        purchases.take_repairs(source, &matches)?;
        if source.plan.kind == SourceKind::Orders {
            purchases.take_refunds(source, &key, &matches)?;
        }
        purchases.hear(source, &key)?;
    }
    Ok(())
}

/// The key that the plan names, else the pair of columns by which most
/// purchases find a partner, ties to the pair that stands first.
fn best_key(
    purchases: &Purchases<'_>,
    source: &Source<'_, '_>,
) -> Result<Option<(JoinKey, Matches)>, RunError> {
    let Source { table, plan, .. } = source;
    if let Some(key) = &plan.key {
        let of = named(&purchases.table, &key.of)?;
        let column = named(table, &key.column)?;
        let matches = purchases.table.look_up(of, table, column);
        return Ok(Some((key.clone(), matches)));
    }
    let n_matched = |it: &(JoinKey, Matches)| it.1.report.left.matched;
    Ok(candidates(purchases, source).reduce(|best, next| {
        match n_matched(&next) > n_matched(&best) {
            true => next,
            false => best,
        }
    }))
}

/// The pairs of columns that may be the key, with how they match.
pub(super) fn candidates<'a>(
    purchases: &'a Purchases<'_>,
    source: &'a Source<'_, '_>,
) -> impl Iterator<Item = (JoinKey, Matches)> + use<'a> {
    let Source { table, plan, .. } = source;
    let columns = pairs(plan.kind).iter().filter_map(|(of, column)| {
        let of = purchases.column(*of)?;
        Some((of, position(table, &plan.roles, *column)?))
    });
    columns.map(|(of, column)| {
        let name = |table: &Table, at: usize| table.columns[at].name.clone();
        let key = JoinKey {
            column: name(table, column),
            of: name(&purchases.table, of),
        };
        (key, purchases.table.look_up(of, table, column))
    })
}

/// The roles of the purchases and of the file that may be one key.
fn pairs(kind: SourceKind) -> &'static [(Role, Role)] {
    match kind {
        SourceKind::Orders => &[(Role::OrderId, Role::OrderId)],
        _ => &[
            (Role::CustomerId, Role::CustomerId),
            (Role::CustomerId, Role::Email),
            (Role::Email, Role::Email),
            (Role::Email, Role::CustomerId),
        ],
    }
}

fn unmatched(
    purchases: &Purchases<'_>,
    source: &Source<'_, '_>,
) -> MatchReport {
    let mut report = MatchReport::default();
    let tables: [&Table; 2] = [&purchases.table, source.table];
    let sides = [&mut report.left, &mut report.right];
    for (side, table) in sides.into_iter().zip(tables) {
        side.records = table.n_records as u64;
        side.no_key = side.records;
    }
    report
}

impl Purchases<'_> {
    /// Brings over the columns whose role no purchase has. An order's total
    /// is shared out over its lines where they tell no money themselves.
    fn take_over(
        &mut self,
        source: &Source<'_, '_>,
        key: &JoinKey,
        matches: &Matches,
    ) -> Result<(), RunError> {
        use Role::{Amount, Currency, CustomerId, Date, Email};
        let wanted: &[Role] = match source.plan.kind {
            SourceKind::Orders if self.tells_money() => {
                &[CustomerId, Email, Date, Currency]
            }
            SourceKind::Orders => &[CustomerId, Email, Date, Currency, Amount],
            _ => &[],
        };
        let mut columns = Vec::new();
        for role in wanted {
            let Source { table, plan, .. } = source;
            if self.roles.iter().any(|it| it.role == *role) {
                continue;
            }
            let Some(at) = position(table, &plan.roles, *role) else {
                continue;
            };
            let name = self.new_name(&table.columns[at].name, &table.name);
            self.roles.push(ColumnRole {
                column: name.clone(),
                role: *role,
                confidence: 1.0,
            });
            if *role == Amount {
                self.mend(Repair::OrderTotal {
                    order: key.of.clone(),
                    total: name.clone(),
                    by: None,
                });
            }
            columns.push((at, name));
        }
        if !columns.is_empty() {
            let table = self.table.beside(source.table, &columns, matches);
            self.table = Cow::Owned(table);
        }
        Ok(())
    }

    /// Sets aside the purchases whose order or customer the file's own
    /// repairs would set aside.
    fn take_repairs(
        &mut self,
        source: &Source<'_, '_>,
        matches: &Matches,
    ) -> Result<(), RunError> {
        for repair in &source.plan.repairs {
            let is_aside = matches!(
                repair,
                Repair::Keep { .. } | Repair::SetAside { .. }
            );
            if !is_aside {
                continue;
            }
            let mut repair = repair.clone();
            self.bring(&mut repair, source, matches)?;
            self.mend(repair);
        }
        Ok(())
    }

    /// Nets what the orders say was given back, once an order; nothing where
    /// the purchases tell it themselves.
    fn take_refunds(
        &mut self,
        source: &Source<'_, '_>,
        key: &JoinKey,
        matches: &Matches,
    ) -> Result<(), RunError> {
        let is_refund = |it: &Repair| matches!(it, Repair::Refund { .. });
        let is_own = |it: &Scoped| !it.beside && is_refund(&it.repair);
        if self.repairs.iter().any(is_own) {
            return Ok(());
        }
        let told = source.plan.repairs.iter();
        for repair in told.filter(|it| is_refund(it)) {
            let mut repair = repair.clone();
            if let Repair::Refund { order, .. } = &mut repair {
                *order = None;
            }
            self.bring(&mut repair, source, matches)?;
            if let Repair::Refund { order, .. } = &mut repair {
                *order = Some(key.of.clone());
            }
            self.mend(repair);
        }
        Ok(())
    }

    /// Brings over the columns of a repair.
    fn bring(
        &mut self,
        repair: &mut Repair,
        source: &Source<'_, '_>,
        matches: &Matches,
    ) -> Result<(), RunError> {
        for name in repair.columns_mut() {
            let at = named(source.table, name)?;
            *name = self.new_name(name, &source.table.name);
            let columns = [(at, name.clone())];
            let table = self.table.beside(source.table, &columns, matches);
            self.table = Cow::Owned(table);
        }
        Ok(())
    }

    /// Mends all records by what is told beside them.
    fn mend(&mut self, repair: Repair) {
        self.repairs.push(Scoped {
            records: 0..self.table.n_records,
            repair,
            beside: true,
        });
    }

    /// Whether the purchases say what was paid.
    fn tells_money(&self) -> bool {
        let is_money = |role| matches!(role, Role::Amount | Role::Price);
        self.roles.iter().any(|it| is_money(it.role))
    }

    /// Hears what the file says of consent, beside what was heard: what is
    /// no yes outweighs every yes, in whichever file and record it stands.
    fn hear(
        &mut self,
        source: &Source<'_, '_>,
        key: &JoinKey,
    ) -> Result<(), RunError> {
        let Source { table, plan, .. } = source;
        let is_heard =
            matches!(plan.kind, SourceKind::Orders | SourceKind::Customers);
        let at = position(table, &plan.roles, Role::Consent);
        let Some(at) = at.filter(|_| is_heard) else {
            return Ok(());
        };
        let is_no = |text: &str| !is_yes(text);
        let of = named(&self.table, &key.of)?;
        let column = named(table, &key.column)?;
        let records =
            self.table.look_up_weighed(of, table, column, at, &is_no);
        let matches = Matches {
            records,
            report: MatchReport::default(),
        };
        let name = self.new_name(&table.columns[at].name, &table.name);
        let heard = self.table.beside(table, &[(at, name.clone())], &matches);
        self.table = Cow::Owned(match self.column(Role::Consent) {
            Some(own) => {
                heard.outweighed(own, heard.columns.len() - 1, &is_no)
            }
            None => heard,
        });
        if self.column(Role::Consent).is_none() {
            self.roles.push(ColumnRole {
                column: name,
                role: Role::Consent,
                confidence: 1.0,
            });
        }
        Ok(())
    }

    /// A name that no column has.
    fn new_name(&self, column: &str, file: &str) -> String {
        let is_taken =
            |name: &str| self.table.columns.iter().any(|c| c.name == name);
        let mut name = column.to_owned();
        while is_taken(&name) {
            name = format!("{name} ({file})");
        }
        name
    }
}

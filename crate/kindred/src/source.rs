//! Several files, one table of purchases, one customer.
//!
//! [`gather`] sets files of purchases below one another, brings to order
//! lines what only their orders say, and to every purchase what the file of
//! customers says of whoever made it. Nothing is read here but keys, and of
//! them nothing but how they match is told.

mod join;
mod kind;
mod stack;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use table::{Table, combine::MatchReport};

use crate::{
    RunError,
    permit::{Permitted, permit_repaired},
    plan::{Permission, Plan, SourceKind, SourcePlan},
    remedy::Mending,
    repair::{Known, Scoped},
    role::{ColumnRole, Role},
};

pub use kind::kind_of;

/// The columns by which a file joins the purchases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct JoinKey {
    /// The column of the file.
    pub column: String,
    /// The column of the purchases.
    pub of: String,
}

/// How a file joins the purchases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct JoinReport {
    /// Which of the files it is, from 0: two may have one name.
    pub source: usize,
    /// The file's name.
    pub file: String,
    /// What its records are.
    pub kind: SourceKind,
    /// By which columns; `None` where no column can be a key, and then
    /// nothing of the file is used.
    pub key: Option<JoinKey>,
    /// What joined and what did not: the purchases on the left, the file on
    /// the right.
    pub matches: MatchReport,
}

/// All that was bought, in one table.
#[derive(Clone, Debug)]
pub struct Purchases<'a> {
    /// The records.
    pub table: Cow<'a, Table>,
    /// What their columns mean.
    pub roles: Vec<ColumnRole>,
    /// How the other files joined.
    pub joins: Vec<JoinReport>,
    /// Spellings of a customer's key that were taken for another one's.
    pub respelled: u64,
    /// What is mended before they are counted.
    pub(crate) repairs: Vec<Scoped>,
    /// The names, in their files, of the columns that say who agreed.
    consents: Vec<String>,
}

/// Makes one table of purchases out of the files of a plan.
///
/// Order lines are the purchases where there are any, else orders, else the
/// only file. A file that is neither purchases nor customers is matched, and
/// the match is told.
///
/// # Errors
/// The plan is for another number of files; there are several and none holds
/// purchases; a role or a key names a column that a file does not have.
///
/// O(records of all files · columns).
#[inline(never)]
pub fn gather<'a>(
    tables: &'a [Table],
    sources: &[SourcePlan],
) -> Result<Purchases<'a>, RunError> {
    check_number(tables, sources)?;
    let kind = purchases_kind(sources)?;
    let files: Vec<Source<'a, '_>> = tables
        .iter()
        .zip(sources)
        .enumerate()
        .map(|(place, (table, plan))| Source { place, table, plan })
        .collect();
    let (own, others): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|source| source.plan.kind == kind);
    let mut purchases = stack::stack(&own)?;
    // Orders first: only they may know who bought.
    let is_order = |source: &&Source| source.plan.kind == SourceKind::Orders;
    let (orders, rest): (Vec<_>, Vec<_>) = others.iter().partition(is_order);
    for source in orders.into_iter().chain(rest) {
        join::join(&mut purchases, source)?;
    }
    let roles = sources.iter().flat_map(|source| &source.roles);
    let consents = roles.filter(|it| it.role == Role::Consent);
    purchases.consents = consents.map(|it| it.column.clone()).collect();
    purchases.unify();
    Ok(purchases)
}

/// By which columns each of the other files could join the purchases, with
/// the records that would find a partner: the place of the file, the key,
/// the records.
pub(crate) fn key_counts(
    tables: &[Table],
    sources: &[SourcePlan],
) -> Result<Vec<(usize, JoinKey, u64)>, RunError> {
    let kind = purchases_kind(sources)?;
    let files = tables.iter().zip(sources).enumerate();
    let files =
        files.map(|(place, (table, plan))| Source { place, table, plan });
    let (own, others): (Vec<_>, Vec<_>) =
        files.partition(|source| source.plan.kind == kind);
    let purchases = stack::stack(&own)?;
    let mut counts = Vec::new();
    for source in others.iter().filter(|it| it.plan.key.is_none()) {
        let keys = join::candidates(&purchases, source);
        counts.extend(keys.map(|(key, matches)| {
            (source.place, key, matches.report.left.matched)
        }));
    }
    Ok(counts)
}

/// A file with what the plan says of it.
#[derive(Clone, Copy)]
struct Source<'a, 'p> {
    /// Which of the files it is.
    place: usize,
    table: &'a Table,
    plan: &'p SourcePlan,
}

/// A plan is for as many files as there are.
pub(crate) fn check_number(
    tables: &[Table],
    sources: &[SourcePlan],
) -> Result<(), RunError> {
    if tables.len() == sources.len() {
        return Ok(());
    }
    Err(RunError::SourcesDiffer {
        plan: sources.len(),
        files: tables.len(),
    })
}

/// The kind of the files that hold the purchases.
pub(crate) fn purchases_kind(
    sources: &[SourcePlan],
) -> Result<SourceKind, RunError> {
    if let [only] = sources {
        return Ok(only.kind);
    }
    let has = |kind: &SourceKind| sources.iter().any(|it| it.kind == *kind);
    let kinds = [SourceKind::Lines, SourceKind::Orders];
    kinds.into_iter().find(has).ok_or(RunError::NoPurchases)
}

impl Purchases<'_> {
    /// Opens the purchases for a purpose, with the remedies of the plan, in
    /// its currency where they are in several.
    ///
    /// # Errors
    /// See [`permit`].
    pub fn permit(
        &self,
        permission: &Permission,
        plan: &Plan,
    ) -> Result<Permitted<'_, Table>, RunError> {
        let mending = self.mending(plan);
        let permitted = self.permit_slice(permission, mending)?;
        permitted.refused().check()?;
        Ok(permitted)
    }

    /// The same for a slice of the customers, of whom nobody may have
    /// agreed.
    pub(crate) fn permit_slice(
        &self,
        permission: &Permission,
        mending: Mending<'_>,
    ) -> Result<Permitted<'_, Table>, RunError> {
        let heard = self.heard(permission);
        permit_repaired(&self.table, &self.roles, &heard, mending)
    }

    /// What the plan mends of them.
    pub(crate) fn mending<'m>(&'m self, plan: &'m Plan) -> Mending<'m> {
        Mending {
            repairs: &self.repairs,
            remedies: &plan.remedies,
            currency: plan.currency.as_deref(),
            known: Known::default(),
        }
    }

    /// The permission with the one column in which all is heard that the
    /// files say of consent, whichever of theirs it names.
    fn heard(&self, permission: &Permission) -> Permission {
        let mut heard = permission.clone();
        let named = heard.consent_column.as_ref();
        let one = self.roles.iter().find(|it| it.role == Role::Consent);
        let is_known = named.is_some_and(|it| self.consents.contains(it));
        if let (Some(one), true) = (one, is_known) {
            heard.consent_column = Some(one.column.clone());
        }
        heard
    }

    /// The column of a role.
    fn column(&self, role: Role) -> Option<usize> {
        position(&self.table, &self.roles, role)
    }

    /// Lets the spellings of one customer be one.
    fn unify(&mut self) {
        let Some(customer) = self.column(Role::CustomerId) else {
            return;
        };
        if let Some((table, n)) = self.table.unified(customer) {
            self.table = Cow::Owned(table);
            self.respelled = n;
        }
    }
}

/// The first column of a role.
pub(crate) fn position(
    table: &Table,
    roles: &[ColumnRole],
    role: Role,
) -> Option<usize> {
    let of = roles.iter().find(|it| it.role == role)?;
    table.columns.iter().position(|c| c.name == of.column)
}

/// The position of a column that the plan names.
pub(crate) fn named(table: &Table, name: &str) -> Result<usize, RunError> {
    let found = table.columns.iter().position(|c| c.name == name);
    found.ok_or_else(|| RunError::UnknownColumn {
        column: name.to_owned(),
        known: table.columns.iter().map(|c| c.name.clone()).collect(),
    })
}

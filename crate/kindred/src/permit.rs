//! The one door to a table's values: purpose, basis and consent first.
//!
//! [`permit`] is the only maker of a [`Permitted`], and this file the only
//! caller of `Table::values` (`tests/tidy.rs` sees to both). What stands in
//! a column that is text or left out can't be read at all; what stands in a
//! record of a customer who has not clearly agreed reads as missing.
//!
//! Who has agreed: a customer with at least one yes in the consent column
//! and nothing there that is not a yes. A cell without a value says nothing,
//! a word that is not known is not a yes, and one withdrawal outweighs any
//! number of agreements, whatever their order. Without a consent column
//! everybody's records may be read, on the basis the plan names.

mod columns;
mod refused;
mod yes;

use std::borrow::Cow;

use table::{ColumnProfile, ColumnValues, MISSING, Table};

use crate::{
    RunError,
    analysis::SetAsideReason,
    money::{LineMoney, NO_NUMBER, NumberColumn, cents},
    plan::{Basis, Permission},
    remedy::Mending,
    repair::{Bench, CurrencySum, Repaired, Told},
    review::Holds,
    role::{ColumnRole, Role},
};

use columns::{columns_of, find_column};
pub use refused::Refused;
pub use yes::is_yes;
pub(crate) use yes::{names_somebody, who_agreed};

/// A table that may be read for the plan's purpose, and only so far.
///
/// ```compile_fail
/// fn open(table: &table::Table) -> kindred::permit::Permitted<'_, table::Table> {
///     kindred::permit::Permitted { table }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Permitted<'a, T> {
    table: &'a T,
    /// The column of each role that has one.
    columns: Vec<(Role, usize)>,
    /// Whether each record may be read; `None` where all may.
    granted: Option<Vec<bool>>,
    refused: Refused,
    repaired: Repaired,
}

/// A column of permitted values; those of refused records are missing.
#[derive(Clone, Debug)]
pub struct PermittedColumn<'a> {
    /// What can be said of the column.
    pub profile: &'a ColumnProfile,
    /// One code a record.
    pub codes: Cow<'a, [u32]>,
    /// What each code means.
    pub values: ColumnValues<'a>,
}

/// Opens a table for a purpose.
///
/// # Errors
/// A role names a column that the file does not have, or two columns have a
/// role that only one can have; no column is the customer or the date;
/// consent is the basis but no column says who gave it; nobody agreed.
///
/// O(records) where there is a consent column, else O(columns).
pub fn permit<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
    permission: &Permission,
) -> Result<Permitted<'a, Table>, RunError> {
    let permitted =
        permit_repaired(table, roles, permission, Mending::default())?;
    permitted.refused.check()?;
    Ok(permitted)
}

/// The same, with what a plan mends; that nobody agreed is left to
/// [`Refused::check`].
pub(crate) fn permit_repaired<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
    permission: &Permission,
    mending: Mending<'_>,
) -> Result<Permitted<'a, Table>, RunError> {
    let mut permitted = repaired(table, roles, mending)?;
    if let Some(consent) = consent_column(&permitted, permission)? {
        permitted.refuse(permitted.open(consent))?;
    }
    Ok(permitted)
}

/// Opens a table to see what is wrong with it, before there is a purpose:
/// for [`crate::review`] alone (`tests/tidy.rs` sees to it), which tells
/// counts, sums and masked examples, and computes nothing of a customer.
///
/// # Errors
/// As [`permit`], but nobody can have refused.
///
/// O(columns), and what the repairs take.
pub(crate) fn look_over<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
    mending: Mending<'_>,
) -> Result<Permitted<'a, Table>, RunError> {
    repaired(table, roles, mending)
}

/// The same for a file beside the purchases, in which nothing was bought.
///
/// # Errors
/// As [`look_over`], but no role is missing.
pub(crate) fn look_over_beside<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
) -> Result<Permitted<'a, Table>, RunError> {
    Ok(Permitted {
        table,
        columns: columns_of(table, roles)?,
        granted: None,
        refused: Refused::default(),
        repaired: Repaired::default(),
    })
}

/// Opens a file of customers for a purpose: only these of its records, whose
/// customers' purchases are used; one that it does not have is none.
///
/// # Errors
/// A role names a column that the file does not have.
///
/// O(records + columns).
pub(crate) fn permit_beside<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
    records: &[u32],
) -> Result<Permitted<'a, Table>, RunError> {
    let mut granted = vec![false; table.n_records];
    for &record in records {
        if let Some(may) = granted.get_mut(record as usize) {
            *may = true;
        }
    }
    Ok(Permitted {
        table,
        columns: columns_of(table, roles)?,
        granted: Some(granted),
        refused: Refused::default(),
        repaired: Repaired::default(),
    })
}

#[inline(never)]
fn repaired<'a>(
    table: &'a Table,
    roles: &[ColumnRole],
    mending: Mending<'_>,
) -> Result<Permitted<'a, Table>, RunError> {
    let columns = columns_of(table, roles)?;
    let bench = Bench {
        table,
        roles: &columns,
        open: &|column| table.values(column),
        done: Repaired::default(),
    };
    let repairs = mending.all_repairs(table, &columns);
    let repaired = Repaired::of(bench, &repairs, mending)?;
    let mut permitted = Permitted {
        table,
        columns,
        granted: None,
        refused: Refused::default(),
        repaired,
    };
    permitted.check_needed()?;
    permitted.remedy(mending)?;
    Ok(permitted)
}

impl<'a> Permitted<'a, Table> {
    /// A purchase has a customer and a day.
    fn check_needed(&self) -> Result<(), RunError> {
        for needed in [Role::CustomerId, Role::Date] {
            self.position(needed).ok_or(RunError::MissingRole(needed))?;
        }
        Ok(())
    }

    /// Sets aside what the remedies say.
    fn remedy(&mut self, mending: Mending<'_>) -> Result<(), RunError> {
        if mending.remedies.is_empty() {
            return Ok(());
        }
        self.money().check()?;
        let remedies = mending.remedies.iter();
        let found = remedies.map(|it| it.sets_aside(self, mending.currency));
        let found: Vec<_> = found.collect();
        for (records, reason) in found {
            self.repaired.set_aside(&records, reason, self.n_records());
        }
        Ok(())
    }

    /// Records the table holds, refused ones included.
    pub fn n_records(&self) -> usize {
        self.table.n_records
    }

    /// Records of the file, those that could not be read included.
    pub fn n_read(&self) -> u64 {
        self.table.n_records as u64 + self.table.rejected
    }

    /// Records that could not be read.
    pub fn n_unreadable(&self) -> u64 {
        self.table.rejected
    }

    /// What was left out for want of permission.
    pub fn refused(&self) -> Refused {
        self.refused
    }

    /// Whether a record may be read.
    pub fn is_granted(&self, record: usize) -> bool {
        self.granted.as_ref().is_none_or(|granted| granted[record])
    }

    /// The column of a role; `None` where no column has it, and for the
    /// roles that are never read: text, consent and left out.
    pub fn column(&self, role: Role) -> Option<PermittedColumn<'a>> {
        let readable = !matches!(
            role,
            Role::Text | Role::Consent | Role::Email | Role::Ignore
        );
        let column = self.position(role).filter(|_| readable)?;
        Some(self.open(column))
    }

    /// How many texts a column holds, and which, where it is one: for the
    /// review, which tells that it is.
    pub(crate) fn holds(&self, column: &str) -> Holds {
        let found = find_column(self.table, column);
        let values = found.map(|at| self.table.values(at));
        match values.map(|it| (it.n_codes(), it)) {
            Err(_) | Ok((0, _)) => Holds::Nothing,
            Ok((1, values)) => Holds::One(values.text(0).to_owned()),
            Ok(_) => Holds::More,
        }
    }

    /// Every column that is an attribute.
    pub(crate) fn attributes(&self) -> Vec<PermittedColumn<'a>> {
        let all = self.columns.iter().filter(|it| it.0 == Role::Attribute);
        all.map(|it| self.open(it.1)).collect()
    }

    /// The column that says who agreed, to count them.
    pub(crate) fn consent(&self) -> Option<PermittedColumn<'a>> {
        self.position(Role::Consent).map(|it| self.open(it))
    }

    /// Why a repair sets a record aside, if one does.
    pub(crate) fn aside(&self, record: usize) -> Option<SetAsideReason> {
        self.repaired.aside(record)
    }

    /// The currency that is analysed: the one that the repairs had to
    /// choose, else the one beside the amounts.
    pub(crate) fn currency(&self) -> Option<&str> {
        let beside = |role| {
            let column = self.position(role)?;
            self.table.columns[column].currency.as_deref()
        };
        let paid = || [Role::Amount, Role::Price].into_iter().find_map(beside);
        self.repaired.currency.as_deref().or_else(paid)
    }

    /// What the run must tell of the repairs.
    pub(crate) fn told(&self) -> Told {
        Told {
            sums: self.other_currencies(),
            n_different: self.repaired.n_different,
        }
    }

    /// The records of each currency that is told, by its name.
    pub(crate) fn currency_counts(&self) -> Vec<(String, u64)> {
        self.repaired.currency_counts()
    }

    /// The sums of the currencies that are not analysed, each by itself,
    /// those of refused customers included.
    ///
    /// O(records) where there are several.
    pub fn other_currencies(&self) -> Vec<CurrencySum> {
        self.repaired.other_currencies(|| {
            let all = Self {
                granted: None,
                ..self.clone()
            };
            all.money()
        })
    }

    fn open(&self, column: usize) -> PermittedColumn<'a> {
        let values = self.table.values(column);
        PermittedColumn {
            profile: &self.table.columns[column],
            codes: match self.repaired.codes(column) {
                Some(filled) => self.mask_filled(filled),
                None => self.mask(values.codes()),
            },
            values,
        }
    }

    /// The numbers of a line that may be read.
    #[inline(never)]
    pub(crate) fn money(&self) -> LineMoney<'a> {
        let numbers = |role| self.column(role).map(numbers_of);
        let masked = |shared: &NumberColumn<'static>| NumberColumn {
            codes: self.mask_filled(&shared.codes),
            ..shared.clone()
        };
        let totals = self.repaired.totals.as_ref().map(masked);
        let refunds = self.repaired.refunds.iter();
        let shared = self.repaired.shared_refunds.iter();
        let mut money = LineMoney {
            amount: totals.or_else(|| numbers(Role::Amount)),
            quantity: numbers(Role::Quantity),
            price: numbers(Role::Price),
            refunds: refunds
                .map(|&it| numbers_of(self.open(it)))
                .chain(shared.map(masked))
                .collect(),
        };
        money.align();
        money
    }

    fn position(&self, role: Role) -> Option<usize> {
        let found = self.columns.iter().find(|(of, _)| *of == role);
        found.map(|&(_, column)| column)
    }

    fn mask(&self, codes: &'a [u32]) -> Cow<'a, [u32]> {
        match &self.granted {
            None => Cow::Borrowed(codes),
            Some(granted) => codes
                .iter()
                .zip(granted)
                .map(|(&code, &may)| if may { code } else { MISSING })
                .collect(),
        }
    }

    fn mask_filled(&self, codes: &[u32]) -> Cow<'a, [u32]> {
        let mut codes = codes.to_vec();
        for (code, may) in codes.iter_mut().zip(self.granted.iter().flatten())
        {
            *code = if *may { *code } else { MISSING };
        }
        Cow::Owned(codes)
    }

    fn refuse(
        &mut self,
        consent: PermittedColumn<'_>,
    ) -> Result<(), RunError> {
        let customer = self
            .position(Role::CustomerId)
            .ok_or(RunError::MissingRole(Role::CustomerId))?;
        let customers = self.open(customer);
        let agreed = who_agreed(&customers, &consent);
        let PermittedColumn { values, codes, .. } = customers;
        let named: Vec<bool> = (0..values.n_codes() as u32)
            .map(|code| names_somebody(values.text(code)))
            .collect();
        let count = |of: &dyn Fn(bool, bool) -> bool| {
            let pairs = named.iter().zip(&agreed);
            pairs.filter(|&(&named, &agreed)| of(named, agreed)).count() as u64
        };
        let n_agreed = count(&|named, agreed| named && agreed);
        let money = self.money();
        money.check()?;
        let may = |&code: &u32| {
            code == MISSING || agreed[code as usize] || !named[code as usize]
        };
        let granted: Vec<bool> = codes.iter().map(may).collect();
        self.refused.n_agreed = Some(n_agreed);
        self.refused.n_customers = count(&|named, agreed| named && !agreed);
        for (record, _) in granted.iter().enumerate().filter(|(_, may)| !**may)
        {
            let aside = self.repaired.aside(record);
            self.refused.n_records += u64::from(aside.is_none());
            // Nothing of another currency is summed.
            if aside != Some(SetAsideReason::OtherCurrency) {
                let reason = aside.unwrap_or(SetAsideReason::NoPermission);
                self.refused.amounts[reason as usize] += money.net(record);
            }
        }
        self.granted = Some(granted);
        Ok(())
    }
}

/// The column the permission names; where it names none and the basis is
/// consent, the one whose role is consent.
fn consent_column(
    permitted: &Permitted<'_, Table>,
    permission: &Permission,
) -> Result<Option<usize>, RunError> {
    match (&permission.consent_column, permission.basis) {
        (Some(name), _) => find_column(permitted.table, name).map(Some),
        (None, Basis::Consent) => permitted
            .position(Role::Consent)
            .ok_or(RunError::NoConsentColumn)
            .map(Some),
        (
            None,
            Basis::Contract
            | Basis::LegitimateInterests
            | Basis::LegalObligation,
        ) => Ok(None),
    }
}

fn numbers_of(column: PermittedColumn<'_>) -> NumberColumn<'_> {
    let values = column.values;
    let numbers: Vec<_> = (0..values.n_codes() as u32)
        .map(|code| values.number(code))
        .collect();
    NumberColumn {
        codes: column.codes,
        scale: values.scale() + cents(column.profile),
        mantissas: numbers
            .iter()
            .map(|number| number.map_or(NO_NUMBER, |n| n.mantissa))
            .collect(),
    }
}

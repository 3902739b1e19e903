//! What a plan needs of a file, so that it can be read in slices.

use table::{Slice, Table};

use crate::{
    Plan, RunError,
    plan::{SourceKind, SourcePlan},
    remedy::Remedy,
    repair::Repair,
    role::Role,
    source,
};

/// Another file holds purchases too.
pub const SEVERAL_FILES: &str = "several-files";
/// A column that is read has too many different values.
pub const MANY_VALUES: &str = "many-values";
/// Who the customer is, is told by two columns.
pub const TWO_CUSTOMERS: &str = "two-customers";

/// What a plan needs of a file that is read in slices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// The names of the columns, in no order.
    pub columns: Vec<String>,
    /// The one that says to whom a record belongs.
    pub customer: String,
    /// The one whose records must stay together.
    pub order: Option<String>,
    /// A record of nobody's belongs to whom the record before does.
    pub goes_on: bool,
    /// All columns are needed.
    pub all: bool,
}

impl Needs {
    /// Of the file at a place of the plan.
    ///
    /// # Errors
    /// No column is the customer; another file tells of the same purchases;
    /// who the customer is, is told by two columns.
    pub fn of(plan: &Plan, file: usize) -> Result<Self, RunError> {
        let source = &plan.sources[file];
        check_alone(plan, file)?;
        let of = |role| source.roles.iter().find(|it| it.role == role);
        let customer = of(Role::CustomerId);
        let customer =
            customer.ok_or(RunError::MissingRole(Role::CustomerId))?;
        let mut needs = Self {
            columns: Vec::new(),
            customer: customer.column.clone(),
            order: None,
            goes_on: false,
            all: plan.remedies.contains(&Remedy::RepeatedRecords),
        };
        let read = source.roles.iter().filter(|it| is_read(it.role));
        let mut columns: Vec<String> =
            read.map(|it| it.column.clone()).collect();
        let key = source.key.iter().map(|key| key.column.clone());
        columns.extend(key);
        for mut repair in source.repairs.clone() {
            needs.take(&repair)?;
            let named = repair.columns_mut();
            columns.extend(named.into_iter().map(|name| name.clone()));
            needs.all |= repair == Repair::DropDuplicates;
        }
        for remedy in &plan.remedies {
            needs.answer(remedy, source);
        }
        for other in plan.sources.iter().filter_map(|it| it.key.as_ref()) {
            columns.push(other.of.clone());
        }
        for name in columns {
            if !needs.columns.contains(&name) {
                needs.columns.push(name);
            }
        }
        Ok(needs)
    }

    /// What a remedy needs.
    fn answer(&mut self, remedy: &Remedy, source: &SourcePlan) {
        let order = || {
            let of = source.roles.iter();
            let order = of.clone().find(|it| it.role == Role::OrderId);
            order.map(|it| it.column.clone())
        };
        match remedy {
            Remedy::MissingValues { role } => {
                self.goes_on |= *role == Role::CustomerId;
                self.order = self.order.take().or_else(order);
            }
            Remedy::ContradictoryOrders => {
                self.order = self.order.take().or_else(order);
            }
            Remedy::RepeatedRecords
            | Remedy::FarDates { .. }
            | Remedy::OutlyingAmounts { .. }
            | Remedy::Returns
            | Remedy::TestCustomers { .. }
            | Remedy::GuestOrders { .. }
            | Remedy::LargeBuyers { .. } => {}
        }
    }

    /// The columns of the survey whose links keep records together: the
    /// customer's and the order's.
    ///
    /// # Errors
    /// A column of the plan is not one of the survey's.
    pub fn links(
        &self,
        survey: &Table,
    ) -> Result<Option<[usize; 2]>, RunError> {
        let order = self.order.as_deref().filter(|it| *it != self.customer);
        let order = order.map(|it| source::named(survey, it)).transpose()?;
        let customer = source::named(survey, &self.customer)?;
        Ok(order.map(|order| [customer, order]))
    }

    /// The position in the survey of the column that says to whom a record
    /// belongs.
    ///
    /// # Errors
    /// It is not one of the survey's.
    pub fn customer(&self, survey: &Table) -> Result<usize, RunError> {
        source::named(survey, &self.customer)
    }

    /// A slice of the survey; `of_code` says to which the records of each
    /// customer code belong. The first has the records of nobody.
    ///
    /// # Errors
    /// A column of the plan is not one of the survey's.
    pub fn slice(
        &self,
        survey: &Table,
        of_code: &[u32],
        nth: u32,
    ) -> Result<Slice, RunError> {
        let named = |name: &String| source::named(survey, name);
        let columns: Result<Vec<usize>, RunError> =
            self.columns.iter().map(named).collect();
        let mut columns = columns?;
        if self.all {
            columns = (0..survey.columns.len()).collect();
        }
        columns.sort_unstable();
        let by = source::named(survey, &self.customer)?;
        if survey.is_full(by) || columns.iter().any(|&it| survey.is_cut(it)) {
            return Err(RunError::TooLarge { why: MANY_VALUES });
        }
        Ok(Slice {
            columns,
            by,
            taken: of_code.iter().map(|slice| *slice == nth).collect(),
            nobodys: nth == 0,
            goes_on: self.goes_on,
        })
    }

    fn take(&mut self, repair: &Repair) -> Result<(), RunError> {
        match repair {
            Repair::FillDown { order, columns } => {
                self.goes_on |= columns.contains(&self.customer);
                self.order = Some(order.clone());
            }
            Repair::OrderTotal { order, .. }
            | Repair::Refund {
                order: Some(order), ..
            } => self.order = Some(order.clone()),
            Repair::Instead { column, .. } if *column == self.customer => {
                return Err(RunError::TooLarge { why: TWO_CUSTOMERS });
            }
            Repair::Instead { .. }
            | Repair::Keep { .. }
            | Repair::SetAside { .. }
            | Repair::Refund { order: None, .. }
            | Repair::DropDuplicates => {}
        }
        Ok(())
    }
}

/// Whether a column of a role is looked at.
pub(super) fn is_read(role: Role) -> bool {
    !matches!(role, Role::Text | Role::Ignore)
}

/// A file that is read in slices holds all the purchases.
fn check_alone(plan: &Plan, file: usize) -> Result<(), RunError> {
    let own = plan.sources[file].kind;
    let others = plan.sources.iter().enumerate();
    let rival = others.filter(|(at, _)| *at != file).find(|(_, it)| {
        it.kind == own
            || matches!(it.kind, SourceKind::Lines | SourceKind::Orders)
    });
    match rival {
        None => Ok(()),
        Some(_) => Err(RunError::TooLarge { why: SEVERAL_FILES }),
    }
}

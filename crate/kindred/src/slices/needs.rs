//! What a plan needs of a file, so that it can be read in slices.

use table::{Slice, Slicing, Table};

use crate::{
    Plan, RunError,
    plan::{SourceKind, SourcePlan},
    remedy::Remedy,
    repair::Repair,
    role::Role,
    source,
};

/// One file holds orders and another lines of orders.
pub const SEVERAL_FILES: &str = "several-files";
/// A column that is read has too many different values.
pub const MANY_VALUES: &str = "many-values";
/// A value stands in the one or in the other of two columns.
pub const TWO_COLUMNS: &str = "two-columns";
/// What an order is, is told by two columns.
pub const TWO_ORDERS: &str = "two-orders";
/// The file does not hold the purchases.
pub const NOT_PURCHASES: &str = "not-purchases";

/// What a plan needs of a file that is read in slices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// The names of the columns, in no order.
    pub columns: Vec<String>,
    /// The one that says to whom a record belongs.
    pub customer: String,
    /// The one whose records must stay together.
    pub order: Option<String>,
    /// The order's, together or not.
    pub any_order: Option<String>,
    /// All columns are needed.
    pub all: bool,
    /// It is for a review, which seeks the orders of several customers.
    pub reviews: bool,
}

impl Needs {
    /// Of the file at a place of the plan.
    ///
    /// # Errors
    /// No column is the customer; the file does not hold purchases, or
    /// another tells them in another form; a value or an order is told by two columns.
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
            any_order: of(Role::OrderId).map(|it| it.column.clone()),
            all: plan.remedies.contains(&Remedy::RepeatedRecords),
            reviews: false,
        };
        let read = source.roles.iter().filter(|it| is_read(it.role));
        let mut columns: Vec<String> =
            read.map(|it| it.column.clone()).collect();
        let permission = plan.permission.as_ref();
        let consent = permission.and_then(|it| it.consent_column.as_ref());
        let is_here =
            |name: &&String| source.roles.iter().any(|it| it.column == **name);
        columns.extend(consent.filter(is_here).cloned());
        let key = source.key.iter().map(|key| key.column.clone());
        columns.extend(key);
        for mut repair in source.repairs.clone() {
            needs.take(&repair)?;
            let named = repair.columns_mut();
            columns.extend(named.into_iter().map(|name| name.clone()));
            needs.all |= repair == Repair::DropDuplicates;
        }
        for remedy in &plan.remedies {
            needs.answer(remedy, source)?;
        }
        // A column of the purchases may be one of another of their files.
        let is_alone = plan.sources.iter().filter(|it| it.kind == source.kind);
        let is_alone = is_alone.count() == 1;
        for other in plan.sources.iter().filter_map(|it| it.key.as_ref()) {
            if is_alone || is_here(&&other.of) {
                columns.push(other.of.clone());
            }
        }
        for name in columns {
            if !needs.columns.contains(&name) {
                needs.columns.push(name);
            }
        }
        Ok(needs)
    }

    /// The same for a review, which looks for records that are equal in
    /// every column: so it reads them all, where the survey holds all their
    /// texts. Where it does not, a column that nothing else reads is longer
    /// than all others together, and they are not looked for.
    ///
    /// # Errors
    /// See [`Needs::of`].
    pub fn of_review(
        plan: &Plan,
        file: usize,
        survey: &Table,
    ) -> Result<Self, RunError> {
        let mut needs = Self::of(plan, file)?;
        needs.reviews = true;
        let columns = 0..survey.columns.len();
        needs.all |= !columns.into_iter().any(|it| survey.is_full(it));
        Ok(needs)
    }

    /// What a remedy needs.
    fn answer(
        &mut self,
        remedy: &Remedy,
        source: &SourcePlan,
    ) -> Result<(), RunError> {
        let order = || {
            let of = source.roles.iter();
            let order = of.clone().find(|it| it.role == Role::OrderId);
            order.map(|it| it.column.clone())
        };
        match remedy {
            Remedy::MissingValues { .. } | Remedy::ContradictoryOrders => {
                order().map_or(Ok(()), |order| self.keep(order))
            }
            Remedy::RepeatedRecords
            | Remedy::FarDates { .. }
            | Remedy::OutlyingAmounts { .. }
            | Remedy::Returns
            | Remedy::TestCustomers { .. }
            | Remedy::GuestOrders { .. }
            | Remedy::LargeBuyers { .. } => Ok(()),
        }
    }

    /// The columns of the survey whose links keep records together: the
    /// customer's and the order's. A review looks for links in any case, for
    /// the orders of several customers.
    ///
    /// # Errors
    /// A column of the plan is not one of the survey's.
    pub fn links(
        &self,
        survey: &Table,
    ) -> Result<Option<[usize; 2]>, RunError> {
        let any = self.any_order.as_deref().filter(|_| self.reviews);
        let order = self.order.as_deref().or(any);
        let order = order.filter(|it| *it != self.customer);
        let order = order.map(|it| source::named(survey, it)).transpose()?;
        let is_asked = self.order.is_some();
        let order = order.filter(|it| is_asked || !survey.is_full(*it));
        let customer = source::named(survey, &self.customer)?;
        Ok(order.map(|order| [customer, order]))
    }

    /// Whether all orders of several customers are known where the links are,
    /// or are not.
    pub(super) fn finds_shared(&self, is_linked: bool) -> bool {
        let Some(order) = &self.any_order else {
            return true;
        };
        let is_linked = is_linked || *order == self.customer;
        let of = self.order.as_ref();
        self.reviews && is_linked && of.is_none_or(|it| it == order)
    }

    /// The position in the survey of the column that says to whom a record
    /// belongs.
    ///
    /// # Errors
    /// It is not one of the survey's.
    pub fn customer(&self, survey: &Table) -> Result<usize, RunError> {
        source::named(survey, &self.customer)
    }

    /// A slice of the survey.
    ///
    /// # Errors
    /// A column of the plan is not one of the survey's, or has too many
    /// different values.
    pub fn slice(
        &self,
        survey: &Table,
        slicing: &Slicing,
        nth: u32,
    ) -> Result<Slice, RunError> {
        let named = |name: &String| source::named(survey, name);
        let columns: Result<Vec<usize>, RunError> =
            self.columns.iter().chain(&self.order).map(named).collect();
        let mut columns = columns?;
        if self.all {
            columns = (0..survey.columns.len()).collect();
        }
        columns.sort_unstable();
        columns.dedup();
        let by = self.customer(survey)?;
        let order = self.order.as_ref().map(named).transpose()?;
        let is_full = [Some(by), order].into_iter().flatten();
        if is_full.into_iter().any(|it| survey.is_full(it))
            || columns.iter().any(|&it| survey.is_cut(it))
        {
            return Err(RunError::TooLarge { why: MANY_VALUES });
        }
        let spread = self.spread(survey, &columns, by);
        let slice = slicing.slice(columns, by, nth);
        Ok(Slice { spread, ..slice })
    }

    /// The columns by which records of nobody are shared out among the
    /// slices: the order's, so that those of an order stay together, and
    /// where it is not told the one of most values. Equal records stay
    /// together in any case.
    fn spread(
        &self,
        survey: &Table,
        columns: &[usize],
        by: usize,
    ) -> Vec<usize> {
        let of = |at: usize| &survey.columns[at];
        let is_held = |at: &usize| *at != by && !survey.is_full(*at);
        let is_order =
            |at: &usize| self.any_order.as_ref() == Some(&of(*at).name);
        let held = || columns.iter().copied().filter(is_held);
        let order = held().find(is_order);
        let others = held().filter(|at| Some(*at) != order);
        let most = others.max_by_key(|&at| (of(at).distinct, at));
        let missing = |at: usize| of(at).missing > 0;
        let most = most.filter(|_| order.is_none_or(missing));
        let both = [order, most].into_iter().flatten();
        both.filter(|_| missing(by)).collect()
    }

    /// Keeps the records of an order together.
    fn keep(&mut self, order: String) -> Result<(), RunError> {
        if self.order.as_ref().is_some_and(|it| *it != order) {
            return Err(RunError::TooLarge { why: TWO_ORDERS });
        }
        self.order = Some(order);
        Ok(())
    }

    fn take(&mut self, repair: &Repair) -> Result<(), RunError> {
        match repair {
            Repair::FillDown { order, .. }
            | Repair::OrderTotal { order, .. }
            | Repair::Refund {
                order: Some(order), ..
            } => self.keep(order.clone()),
            Repair::Instead { .. } => {
                Err(RunError::TooLarge { why: TWO_COLUMNS })
            }
            Repair::Keep { .. }
            | Repair::SetAside { .. }
            | Repair::Refund { order: None, .. }
            | Repair::DropDuplicates => Ok(()),
        }
    }
}

/// Whether a column of a role is looked at.
fn is_read(role: Role) -> bool {
    !matches!(role, Role::Text | Role::Ignore)
}

/// A file that is read in slices holds purchases, and all others that do
/// tell them as it does: not orders beside their lines.
fn check_alone(plan: &Plan, file: usize) -> Result<(), RunError> {
    let own = plan.sources[file].kind;
    let others = || {
        let others = plan.sources.iter().enumerate();
        others.filter(|(at, _)| *at != file).map(|(_, it)| it.kind)
    };
    let sells = |kind| matches!(kind, SourceKind::Lines | SourceKind::Orders);
    let why = match others().any(|it| it != own && sells(it)) {
        _ if others().next().is_some() && !sells(own) => NOT_PURCHASES,
        true => SEVERAL_FILES,
        false => return Ok(()),
    };
    Err(RunError::TooLarge { why })
}

//! Why a run was refused or did not end.

mod facts;

use std::fmt;

use cluster::method::Unfit;
use thiserror::Error;

pub use facts::CODES;

use crate::{analysis::SetAsideReason, executor::Stopped, role::Role};

/// What a figure of a plan may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// So much or more.
    AtLeast(&'static str),
    /// From the first to the second, both among them.
    Within(String, String),
    /// This and nothing else.
    Only(String),
    /// A day of the calendar.
    Day,
}

/// Everything that ends a run without an [`crate::Analysis`]. The codes are
/// stable; the sentences are for people.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RunError {
    /// The plan names no purpose.
    #[error(
        "the plan names no purpose: nothing was computed; expected one of \
         analytics, email-marketing, ad-audience, service, fairness-audit"
    )]
    NoPurpose,
    /// Consent is the basis, but no column says who gave it.
    #[error("consent is the basis, but no column says who gave it")]
    NoConsentColumn,
    /// The plan names a column that the file does not have.
    #[error(
        "the plan names the column “{column}”, which the file does not have; \
         it has: {}",
        known.join(", ")
    )]
    UnknownColumn {
        /// The name in the plan.
        column: String,
        /// The file's columns.
        known: Vec<String>,
    },
    /// No column has a role that the path can't do without.
    #[error("no column is the {}", role_words(*.0))]
    MissingRole(Role),
    /// Two columns have a role that only one can have.
    #[error(
        "the columns “{first}” and “{second}” are both the {}",
        role_words(*role)
    )]
    DuplicateRole {
        /// The role.
        role: Role,
        /// The first column.
        first: String,
        /// The second.
        second: String,
    },
    /// The recipe names a feature that does not exist for this file.
    #[error(
        "the recipe names the feature “{feature}”, which this file does not \
         give; it gives: {}",
        known.join(", ")
    )]
    UnknownFeature {
        /// The name in the recipe.
        feature: String,
        /// The features there are.
        known: Vec<String>,
    },
    /// A figure of the plan is out of its range.
    #[error("{parameter} is {found}; expected {expected}")]
    BadParameter {
        /// Where in the plan, such as `choice.k_max`.
        parameter: String,
        /// What stands there.
        found: String,
        /// What may stand there.
        expected: Expected,
    },
    /// A rule of the plan can't be judged, whatever the customers are.
    #[error("{at}: {said}")]
    BadRule {
        /// Where in the plan, such as `rules[2].when.all[1].between`.
        at: String,
        /// What is wrong, in the language of the plan.
        said: String,
    },
    /// No record has a customer, a day before the as-of day and a value.
    #[error(
        "none of the {read} records has a customer, a usable date and a \
         value: {}",
        told(why)
    )]
    NoUsableRecord {
        /// Records read.
        read: u64,
        /// What was found instead, and how often.
        why: Vec<(SetAsideReason, u64)>,
    },
    /// A plan file could not be read.
    #[error("the plan can't be read: {found}")]
    BadPlan {
        /// The line, from 1; 0 where none is to blame.
        line: u64,
        /// What was found and what was expected.
        found: String,
    },
    /// A plan file has another form.
    #[error("the plan's version is {found}; expected {known}")]
    PlanVersion {
        /// What stands there.
        found: String,
        /// What is understood.
        known: u64,
    },
    /// No record has a date.
    #[error(
        "none of the {read} records has a readable date in the column \
         “{column}”; expected days such as 2025-12-31"
    )]
    AllDatesMissing {
        /// The column that should hold them.
        column: String,
        /// Records read.
        read: u64,
    },
    /// Nobody's record may be used for the purpose.
    #[error("none of the {customers} customers gave permission")]
    NobodyPermitted {
        /// Customers in the file.
        customers: u64,
    },
    /// The plan is for another number of files.
    #[error("the plan is for {plan} files; {files} are loaded")]
    SourcesDiffer {
        /// Files of the plan.
        plan: usize,
        /// Files that are loaded.
        files: usize,
    },
    /// A file is too large to be held, and can't be read a part of the
    /// customers at a time.
    #[error(
        "the file is too large to be held at once, and cannot be read a part \
         of the customers at a time: {}",
        facts::too_large(why)
    )]
    TooLarge {
        /// One of the words of [`crate::slices`].
        why: &'static str,
    },
    /// Two files of purchases tell their money in different ways.
    #[error(
        "“{first}” and “{second}” tell their money in different ways: one in \
         amounts or prices, the other not, or not before it is mended"
    )]
    MoneyDiffers {
        /// The first file.
        first: String,
        /// The second.
        second: String,
    },
    /// Several files, and none of them holds order lines or orders.
    #[error("none of the files holds order lines or orders")]
    NoPurchases,
    /// There are not enough customers for what was asked.
    #[error("{found} customers are too few; at least {needed} are needed")]
    TooFewCustomers {
        /// Customers there are.
        found: u64,
        /// Customers needed.
        needed: u64,
    },
    /// The sums are larger than a 64-bit integer of the minor unit holds.
    #[error("the amounts add up to more than can be counted exactly")]
    AmountOverflow,
    /// It was stopped, or a worker died.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl RunError {
    /// The stable name, such as `no-purpose`.
    ///
    /// ```
    /// assert_eq!(kindred::RunError::NoPurpose.code(), "no-purpose");
    /// ```
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPurpose => "no-purpose",
            Self::NoConsentColumn => "consent-column-missing",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::MissingRole(_) => "role-missing",
            Self::DuplicateRole { .. } => "role-twice",
            Self::UnknownFeature { .. } => "unknown-feature",
            Self::BadParameter { .. } => "bad-parameter",
            Self::BadRule { .. } => "bad-rule",
            Self::NoUsableRecord { .. } => "no-usable-record",
            Self::BadPlan { .. } => "bad-plan",
            Self::PlanVersion { .. } => "plan-version",
            Self::AllDatesMissing { .. } => "all-dates-missing",
            Self::NobodyPermitted { .. } => "nobody-permitted",
            Self::SourcesDiffer { .. } => "sources-differ",
            Self::NoPurchases => "no-purchases",
            Self::MoneyDiffers { .. } => "money-differs",
            Self::TooLarge { .. } => "too-large",
            Self::TooFewCustomers { .. } => "too-few-customers",
            Self::AmountOverflow => "amount-overflow",
            Self::Stopped(Stopped::Cancelled) => "cancelled",
            Self::Stopped(Stopped::Crashed(_)) => "worker-crashed",
        }
    }

    /// The way on, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoPurpose => "Choose why you look at these customers.",
            Self::NoConsentColumn => {
                "Name the column that holds the consent, or choose the basis \
                 that applies."
            }
            Self::UnknownColumn { .. } => {
                "Check that the plan belongs to this file."
            }
            Self::MissingRole(_) => "Say in Meaning which column it is.",
            Self::DuplicateRole { .. } => "Give one of them another meaning.",
            Self::UnknownFeature { .. } => {
                "Remove it from the recipe, or give the columns it needs \
                 their meaning."
            }
            Self::BadParameter { .. } | Self::BadRule { .. } => {
                "Change it in the plan."
            }
            Self::NoUsableRecord { .. } => {
                "Check the meaning of the columns and the as-of day."
            }
            Self::BadPlan { .. } => {
                "Take a plan that Kindred wrote, and change only its values."
            }
            Self::PlanVersion { .. } => {
                "Take a plan from this version of Kindred."
            }
            Self::AllDatesMissing { .. } => {
                "Choose the column that holds the day of the order, or the \
                 order of day and month."
            }
            Self::NobodyPermitted { .. } => {
                "Check the consent column and the words in it."
            }
            Self::SourcesDiffer { .. } => {
                "Open the files that the plan was made for, in their order."
            }
            Self::MoneyDiffers { .. } => {
                "Say which column holds the money in each, or look at one \
                 file at a time."
            }
            Self::TooLarge { .. } => {
                "Split the file by date, and look at one part at a time."
            }
            Self::NoPurchases => {
                "Open a file of orders, or say which of the files holds them."
            }
            Self::TooFewCustomers { .. } => {
                "Add more customers, or ask for fewer groups."
            }
            Self::AmountOverflow => {
                "Check that the amount column holds money, not an id."
            }
            Self::Stopped(Stopped::Cancelled) => "Run again when you like.",
            Self::Stopped(Stopped::Crashed(_)) => {
                "Your data is still loaded; run again."
            }
        }
    }

    /// The column or parameter it is about, where there is one.
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::UnknownColumn { column, .. }
            | Self::AllDatesMissing { column, .. } => Some(column),
            Self::DuplicateRole { second, .. } => Some(second),
            Self::UnknownFeature { feature, .. } => Some(feature),
            Self::BadParameter { parameter, .. } => Some(parameter),
            Self::BadRule { at, .. } => Some(at),
            Self::PlanVersion { .. } => Some("version"),
            Self::NoPurpose
            | Self::BadPlan { .. }
            | Self::NoConsentColumn
            | Self::MissingRole(_)
            | Self::NoUsableRecord { .. }
            | Self::NobodyPermitted { .. }
            | Self::SourcesDiffer { .. }
            | Self::NoPurchases
            | Self::MoneyDiffers { .. }
            | Self::TooLarge { .. }
            | Self::TooFewCustomers { .. }
            | Self::AmountOverflow
            | Self::Stopped(_) => None,
        }
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(to, "{least} or more"),
            Self::Within(least, most) => write!(to, "{least} to {most}"),
            Self::Only(one) => to.write_str(one),
            Self::Day => to.write_str("a day such as 2025-12-31"),
        }
    }
}

fn told(why: &[(SetAsideReason, u64)]) -> String {
    let told = |(reason, n): &(_, _)| format!("{n} {}", reason_words(*reason));
    why.iter().map(told).collect::<Vec<_>>().join(", ")
}

fn reason_words(reason: SetAsideReason) -> &'static str {
    match reason {
        SetAsideReason::Unreadable => "could not be read",
        SetAsideReason::NoCustomer => "name no customer",
        SetAsideReason::NoPermission => "have no permission",
        SetAsideReason::NoDate => "have no readable date",
        SetAsideReason::AfterAsOf => "are dated on or after the as-of day",
        SetAsideReason::NoAmount => "have no readable amount",
        SetAsideReason::NoValue => "are worth nothing",
        SetAsideReason::Return => "are returns",
        SetAsideReason::OtherRecord => "are no purchases",
        SetAsideReason::NotPaid => "were not paid",
        SetAsideReason::TestOrder => "are test orders",
        SetAsideReason::Duplicate => "equal an earlier record",
        SetAsideReason::OtherCurrency => "are in another currency",
        SetAsideReason::Refund => "were given back",
        SetAsideReason::Contradictory => "are of contradictory orders",
        SetAsideReason::Outlying => "are above a limit of the plan",
    }
}

fn role_words(role: Role) -> &'static str {
    match role {
        Role::CustomerId => "customer",
        Role::OrderId => "order number",
        Role::Date => "date",
        Role::Amount => "amount",
        Role::Quantity => "quantity",
        Role::Price => "price",
        Role::Product => "product",
        Role::Text => "text",
        Role::Consent => "consent",
        Role::Email => "e-mail address",
        Role::Currency => "currency",
        Role::Attribute => "attribute",
        Role::Ignore => "column to leave out",
    }
}

impl From<Unfit> for RunError {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Parameter {
                parameter,
                found,
                least,
                most,
            } => Self::BadParameter {
                parameter: format!("method.{parameter}"),
                found: found.to_string(),
                expected: if parameter == "n_clusters" {
                    Expected::AtLeast("1")
                } else {
                    Expected::Within(least.to_string(), most.to_string())
                },
            },
            Unfit::TooFewSamples { found, needed } => Self::TooFewCustomers {
                found: found as u64,
                needed: needed as u64,
            },
            Unfit::TooManySamples { found, most } => Self::BadParameter {
                parameter: "method.n_samples".into(),
                found: found.to_string(),
                expected: Expected::Within("1".into(), most.to_string()),
            },
            Unfit::Negative { found } => Self::BadParameter {
                parameter: "method.features".into(),
                found: found.to_string(),
                expected: Expected::AtLeast("0"),
            },
        }
    }
}

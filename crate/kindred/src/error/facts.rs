//! What the sentences of a refusal name, as data.

use serde::Serialize;
use table::{Code, Facts, fact};

use super::{Expected, RunError};
use crate::{
    analysis::SetAsideReason,
    executor::Stopped,
    slices::{MANY_VALUES, NOT_PURCHASES, SEVERAL_FILES, TWO_ORDERS},
};

/// Every code of a run with the facts that come with it.
pub const CODES: [Code; 21] = fact::codes([
    ("all-dates-missing", "read"),
    ("amount-overflow", ""),
    ("bad-parameter", "parameter found least? most?"),
    ("bad-plan", ""),
    ("bad-rule", "said"),
    ("cancelled", ""),
    ("consent-column-missing", ""),
    (
        "no-usable-record",
        "read unreadable? no-customer? no-permission? no-date? after-as-of? \
         no-amount? no-value? return? other-record? not-paid? test-order? \
         duplicate? other-currency? refund? contradictory? outlying?",
    ),
    ("money-differs", "first second"),
    ("no-purchases", ""),
    ("no-purpose", ""),
    ("nobody-permitted", "customers"),
    ("plan-version", "found known"),
    ("role-missing", "role"),
    ("role-twice", "role first second"),
    ("sources-differ", "plan files"),
    ("too-few-customers", "found needed"),
    ("too-large", "why"),
    ("unknown-column", "known"),
    ("unknown-feature", "known"),
    ("worker-crashed", "what"),
]);

/// Why a file can't be read in slices, in words.
pub(super) fn too_large(why: &str) -> &'static str {
    match why {
        SEVERAL_FILES => "one file holds orders and another their lines",
        MANY_VALUES => "a column has too many different values",
        NOT_PURCHASES => "it does not hold the purchases",
        TWO_ORDERS => "two columns say what an order is",
        _ => "a value stands in one or in the other of two columns",
    }
}

impl RunError {
    /// What the sentence names, beside the column that it is about.
    pub fn facts(&self) -> Facts {
        let none = Facts::default();
        match self {
            Self::NoPurpose
            | Self::NoConsentColumn
            | Self::BadPlan { .. }
            | Self::AmountOverflow
            | Self::NoPurchases
            | Self::Stopped(Stopped::Cancelled) => none,
            Self::UnknownColumn { known, .. }
            | Self::UnknownFeature { known, .. } => {
                none.with("known", known.clone())
            }
            Self::MissingRole(role) => none.with("role", written(role)),
            Self::DuplicateRole {
                role,
                first,
                second,
            } => none
                .with("role", written(role))
                .with("first", &**first)
                .with("second", &**second),
            Self::BadParameter {
                parameter,
                found,
                expected,
            } => expected
                .facts()
                .with("parameter", &**parameter)
                .with("found", &**found),
            Self::BadRule { said, .. } => none.with("said", &**said),
            Self::NoUsableRecord { read, why } => {
                let all = none.with("read", *read);
                why.iter().fold(all, |all, (reason, n)| {
                    all.with(reason_name(*reason), *n)
                })
            }
            Self::PlanVersion { found, known } => {
                none.with("found", &**found).with("known", *known)
            }
            Self::AllDatesMissing { read, .. } => none.with("read", *read),
            Self::NobodyPermitted { customers } => {
                none.with("customers", *customers)
            }
            Self::MoneyDiffers { first, second } => {
                none.with("first", &**first).with("second", &**second)
            }
            Self::TooLarge { why } => none.with("why", *why),
            Self::SourcesDiffer { plan, files } => {
                none.with("plan", *plan).with("files", *files)
            }
            Self::TooFewCustomers { found, needed } => {
                none.with("found", *found).with("needed", *needed)
            }
            Self::Stopped(Stopped::Crashed(what)) => {
                none.with("what", &**what)
            }
        }
    }
}

impl Expected {
    fn facts(&self) -> Facts {
        let none = Facts::default();
        match self {
            Self::AtLeast(least) => none.with("least", *least),
            Self::Within(least, most) => {
                none.with("least", &**least).with("most", &**most)
            }
            Self::Only(one) => none.with("least", &**one).with("most", &**one),
            Self::Day => none,
        }
    }
}

/// A name as the protocol writes it.
fn written(name: &impl Serialize) -> String {
    let text = serde_json::to_string(name).expect("a plain name");
    text.trim_matches('"').to_owned()
}

/// The same of a reason, which is the name of a fact and so never made anew.
fn reason_name(reason: SetAsideReason) -> &'static str {
    match reason {
        SetAsideReason::Unreadable => "unreadable",
        SetAsideReason::NoCustomer => "no-customer",
        SetAsideReason::NoPermission => "no-permission",
        SetAsideReason::NoDate => "no-date",
        SetAsideReason::AfterAsOf => "after-as-of",
        SetAsideReason::NoAmount => "no-amount",
        SetAsideReason::NoValue => "no-value",
        SetAsideReason::Return => "return",
        SetAsideReason::OtherRecord => "other-record",
        SetAsideReason::NotPaid => "not-paid",
        SetAsideReason::TestOrder => "test-order",
        SetAsideReason::Duplicate => "duplicate",
        SetAsideReason::OtherCurrency => "other-currency",
        SetAsideReason::Refund => "refund",
        SetAsideReason::Contradictory => "contradictory",
        SetAsideReason::Outlying => "outlying",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;

    const REASONS: [SetAsideReason; 16] = [
        SetAsideReason::Unreadable,
        SetAsideReason::NoCustomer,
        SetAsideReason::NoPermission,
        SetAsideReason::NoDate,
        SetAsideReason::AfterAsOf,
        SetAsideReason::NoAmount,
        SetAsideReason::NoValue,
        SetAsideReason::Return,
        SetAsideReason::OtherRecord,
        SetAsideReason::NotPaid,
        SetAsideReason::TestOrder,
        SetAsideReason::Duplicate,
        SetAsideReason::OtherCurrency,
        SetAsideReason::Refund,
        SetAsideReason::Contradictory,
        SetAsideReason::Outlying,
    ];

    /// One of each variant.
    fn all() -> Vec<RunError> {
        let text = || "x".to_owned();
        let bad = |expected| RunError::BadParameter {
            parameter: text(),
            found: text(),
            expected,
        };
        vec![
            RunError::NoPurpose,
            RunError::NoConsentColumn,
            RunError::UnknownColumn {
                column: text(),
                known: vec![text()],
            },
            RunError::MissingRole(Role::Date),
            RunError::DuplicateRole {
                role: Role::Date,
                first: text(),
                second: text(),
            },
            RunError::UnknownFeature {
                feature: text(),
                known: vec![text()],
            },
            bad(Expected::AtLeast("1")),
            bad(Expected::Within(text(), text())),
            bad(Expected::Only(text())),
            bad(Expected::Day),
            RunError::BadRule {
                at: text(),
                said: text(),
            },
            RunError::NoUsableRecord {
                read: 9,
                why: REASONS.map(|reason| (reason, 1)).to_vec(),
            },
            RunError::BadPlan {
                line: 1,
                found: text(),
            },
            RunError::PlanVersion {
                found: text(),
                known: 1,
            },
            RunError::AllDatesMissing {
                column: text(),
                read: 9,
            },
            RunError::NobodyPermitted { customers: 3 },
            RunError::SourcesDiffer { plan: 2, files: 1 },
            RunError::NoPurchases,
            RunError::MoneyDiffers {
                first: text(),
                second: text(),
            },
            RunError::TooLarge { why: SEVERAL_FILES },
            RunError::TooFewCustomers {
                found: 1,
                needed: 2,
            },
            RunError::AmountOverflow,
            RunError::Stopped(Stopped::Cancelled),
            RunError::Stopped(Stopped::Crashed(text())),
        ]
    }

    #[test]
    fn every_refusal_gives_the_facts_of_its_code() {
        let mut seen = Vec::new();
        for error in all() {
            let (code, facts) = (error.code(), error.facts());
            assert!(fact::keeps(&CODES, code, &facts), "{code}: {facts:?}");
            seen.push(code);
        }
        assert!(CODES.iter().all(|code| seen.contains(&code.name)));
    }

    #[test]
    fn reasons_and_roles_are_named_as_in_the_protocol() {
        assert_eq!(written(&Role::CustomerId), "customer-id");
        for reason in REASONS {
            assert_eq!(reason_name(reason), written(&reason));
        }
    }
}

//! Exports of well-known shops and tools, recognised by their columns.
//!
//! A preset is one file: which columns its export must have, what its
//! records are, what its columns mean, and what is mended before anything
//! is counted. [`recognise`] finds the preset of a table, and
//! [`Preset::plan`] says what it proposes. A user can change all of it.

mod amazon;
mod contacts;
mod etsy;
mod ga4;
mod magento;
mod paypal;
mod shopify;
mod square;
mod stripe;
mod woocommerce;

use table::{ReadOptions, Table};

use crate::{
    plan::{SourceKind, SourcePlan},
    repair::{Because, Repair, Said},
    role::{ColumnRole, Role, propose},
};

/// An export that is known.
#[derive(Debug)]
pub struct Preset {
    /// Its stable name, such as `shopify-orders`.
    pub name: &'static str,
    /// How people call it.
    pub title: &'static str,
    /// What its records are.
    pub kind: SourceKind,
    /// The columns that it must have, each under one of its names.
    needs: &'static [Names],
    /// What its columns mean; the first of the names that is there.
    roles: &'static [(Role, Names)],
    /// What is mended, where its columns are there.
    fixes: &'static [Fix],
}

/// The names of one column, the usual one first; case, blanks and signs are
/// nothing.
type Names = &'static [&'static str];

/// A [`Repair`] with the names that its columns may have.
#[derive(Debug)]
enum Fix {
    FillDown(Names),
    /// Shared out by the column, where it is there.
    OrderTotal(Names),
    Keep(Names, Words, Because),
    SetAside(Names, Words, Because),
    /// Set aside unless another column says one of these.
    Unless(Names, Words, Because, Names, Words),
    /// One column's values from another, where a third says one of these.
    Instead(Names, Names, Names, Words),
    Refund(Names),
    /// What remained of the amount.
    Remained(Names),
    /// Of the whole order, on each of its records.
    RefundOfOrder(Names),
}

/// Words of a column, in small letters.
type Words = &'static [&'static str];

/// All of them, those with more needs before those with fewer.
pub const ALL: &[&Preset] = &[
    &shopify::ORDERS,
    &woocommerce::ITEMS,
    &woocommerce::ORDERS,
    &stripe::PAYMENTS,
    &square::ITEMS,
    &square::TRANSACTIONS,
    &paypal::ACTIVITY,
    &etsy::ITEMS,
    &etsy::ORDERS,
    &amazon::SETTLEMENT,
    &amazon::ORDERS,
    &amazon::ALL_ORDERS,
    &magento::ORDERS,
    &contacts::HUBSPOT,
    &contacts::MAILCHIMP,
    &contacts::KLAVIYO,
    &ga4::EVENTS,
    &ga4::GROSS,
    &ga4::EXPLORATION,
];

/// The preset of a table; `None` where it is none of the exports that are
/// known.
///
/// O(columns · names).
pub fn recognise(table: &Table) -> Option<&'static Preset> {
    let columns = Columns::of(table);
    let fits = |preset: &&&Preset| {
        preset
            .needs
            .iter()
            .all(|names| columns.find(names).is_some())
    };
    ALL.iter().find(fits).copied()
}

impl Preset {
    /// What is proposed for a table of this export: the preset's roles, for
    /// the other columns what their names and values say, and the repairs.
    pub fn plan(&self, table: &Table, reading: ReadOptions) -> SourcePlan {
        let columns = Columns::of(table);
        let roles = self.roles(table, &columns);
        SourcePlan {
            kind: self.kind,
            reading,
            repairs: self.repairs(&columns, &roles),
            roles,
            key: None,
            preset: Some(self.name.to_owned()),
        }
    }

    fn roles(&self, table: &Table, columns: &Columns<'_>) -> Vec<ColumnRole> {
        let mut roles = propose(&table.columns, table.n_records as u64);
        for it in roles.iter_mut().filter(|it| it.role.is_unique()) {
            it.role = Role::Attribute;
        }
        for (role, names) in self.roles {
            if let Some(at) = columns.find(names) {
                (roles[at].role, roles[at].confidence) = (*role, 1.0);
            }
        }
        roles
    }

    fn repairs(
        &self,
        columns: &Columns<'_>,
        roles: &[ColumnRole],
    ) -> Vec<Repair> {
        let of = |role| {
            let found = roles.iter().find(|it| it.role == role);
            found.map(|it| it.column.clone())
        };
        let order = of(Role::OrderId);
        let said = |names, words: Words| {
            Some(Said {
                column: columns.name(names)?,
                words: words.iter().map(|&word| word.to_owned()).collect(),
            })
        };
        let aside = |names, words, reason, unless| {
            let Said { column, words } = said(names, words)?;
            Some(Repair::SetAside {
                column,
                words,
                reason,
                unless,
            })
        };
        let repair = |fix: &Fix| match *fix {
            Fix::FillDown(names) => Some(Repair::FillDown {
                order: order.clone()?,
                columns: names
                    .iter()
                    .filter_map(|it| columns.name(&[it]))
                    .collect(),
            }),
            Fix::OrderTotal(by) => Some(Repair::OrderTotal {
                order: order.clone()?,
                total: of(Role::Amount)?,
                by: columns.name(by),
            }),
            Fix::Keep(names, words, reason) => {
                let Said { column, words } = said(names, words)?;
                Some(Repair::Keep {
                    column,
                    words,
                    reason,
                })
            }
            Fix::SetAside(names, words, reason) => {
                aside(names, words, reason, None)
            }
            Fix::Unless(names, words, reason, others, unless) => {
                aside(names, words, reason, said(others, unless))
            }
            Fix::Instead(names, others, when, words) => {
                Some(Repair::Instead {
                    column: columns.name(names)?,
                    other: columns.name(others)?,
                    when: said(when, words)?,
                })
            }
            Fix::Refund(names) => Some(Repair::Refund {
                column: columns.name(names)?,
                order: None,
                total: None,
            }),
            Fix::RefundOfOrder(names) => Some(Repair::Refund {
                column: columns.name(names)?,
                order: Some(order.clone()?),
                total: None,
            }),
            Fix::Remained(names) => Some(Repair::Refund {
                column: columns.name(names)?,
                order: None,
                total: of(Role::Amount),
            }),
        };
        self.fixes.iter().filter_map(repair).collect()
    }
}

/// The columns of a table, by their folded names.
struct Columns<'a> {
    names: Vec<(String, &'a str)>,
}

impl<'a> Columns<'a> {
    fn of(table: &'a Table) -> Self {
        let names = table.columns.iter().map(|column| &*column.name);
        Self {
            names: names.map(|name| (folded(name), name)).collect(),
        }
    }

    /// The position of the first of the names that is there.
    fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| {
            let name = folded(name);
            self.names.iter().position(|(folded, _)| *folded == name)
        })
    }

    /// Its name, as the file writes it.
    fn name(&self, names: &[&str]) -> Option<String> {
        self.find(names).map(|at| self.names[at].1.to_owned())
    }
}

/// The letters and digits of a name, in small letters.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

//! What the records of a file are, from the roles of its columns.

use table::Table;

use crate::{
    plan::SourceKind,
    role::{ColumnRole, Role, speaks_of_kind, words_of},
};

/// What the records of a file are: the kind that its columns' names speak
/// of, else lines where a product, a price or a quantity is told, orders
/// where an amount or an order is, and customers where each record has
/// another one.
///
/// O(columns).
pub fn kind_of(table: &Table, roles: &[ColumnRole]) -> SourceKind {
    let has = |role| roles.iter().any(|it| it.role == role);
    let any = |of: &[Role]| of.iter().any(|role| has(*role));
    let is_different = |role| {
        super::position(table, roles, role).is_some_and(|at| {
            let column = &table.columns[at];
            let n_present = table.n_records as u64 - column.missing;
            100 * column.distinct >= 95 * n_present && n_present > 0
        })
    };
    let names = table.columns.iter().map(|column| column.name.as_str());
    let is_order = has(Role::OrderId) && has(Role::Amount);
    if let Some(kind) = speaks_of_kind(names)
        && !(is_order && kind == SourceKind::Contacts)
    {
        return kind;
    }
    // What somebody spent so far is no purchase.
    let is_so_far = |it: &ColumnRole| {
        let words = words_of(&it.column);
        let so_far = ["spend", "spent", "lifetime", "ltv"];
        it.role == Role::Amount
            && words.iter().any(|word| so_far.contains(&&**word))
    };
    let counts_on = roles.iter().any(is_so_far);
    let is_sold = any(&[Role::Amount, Role::Price, Role::Quantity]);
    let is_sum = counts_on && !any(&[Role::Product, Role::Price]);
    if (!is_sold || is_sum)
        && !has(Role::OrderId)
        && is_different(Role::CustomerId)
    {
        return SourceKind::Customers;
    }
    let has_lines = any(&[Role::Product, Role::Price, Role::Quantity]);
    if has(Role::OrderId) && is_different(Role::OrderId) && !has_lines {
        return SourceKind::Orders;
    }
    if is_sold || has_lines || has(Role::OrderId) {
        return SourceKind::Lines;
    }
    match has(Role::Date) {
        true => SourceKind::Events,
        false => SourceKind::Customers,
    }
}

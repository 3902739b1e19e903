//! Files of purchases, below one another.

use std::{borrow::Cow, ops::Range};

use table::{
    Table,
    combine::{Below, below},
};

use super::{Purchases, Source, named};
use crate::{
    RunError,
    plan::SourcePlan,
    repair::{Repair, Scoped},
    role::{ColumnRole, Role},
};

/// Sets the files of one kind below one another: columns of one role in one
/// column where only one can have the role, the others by name.
pub(super) fn stack<'a>(
    sources: &[Source<'a, '_>],
) -> Result<Purchases<'a>, RunError> {
    let first = sources[0];
    let mut purchases = Purchases {
        table: Cow::Borrowed(first.table),
        roles: first.plan.roles.clone(),
        joins: Vec::new(),
        respelled: 0,
        repairs: Vec::new(),
        consents: Vec::new(),
    };
    if sources.len() == 1 {
        let all = 0..first.table.n_records;
        purchases.repairs = scoped(&all, first.plan.repairs.clone());
        return Ok(purchases);
    }
    let told = with_amounts(sources)?;
    let places = sources.iter().map(|source| source.place);
    let sources: Vec<Source<'_, '_>> = places
        .zip(&told)
        .map(|(place, (table, plan))| Source { place, table, plan })
        .collect();
    let sources = &sources[..];
    let mut columns: Vec<Below> = Vec::new();
    purchases.roles.clear();
    for (nth, source) in sources.iter().enumerate() {
        for role in &source.plan.roles {
            let at = named(source.table, &role.column)?;
            let place =
                place_of(&purchases.roles, role).unwrap_or_else(|| {
                    let name = free_name(&columns, role, source);
                    purchases.roles.push(ColumnRole {
                        column: name.clone(),
                        ..role.clone()
                    });
                    columns.push(Below {
                        name,
                        of: vec![None; sources.len()],
                        as_text: is_id(role.role),
                    });
                    columns.len() - 1
                });
            match columns[place].of[nth] {
                Some(first) if role.role.is_unique() => {
                    return Err(RunError::DuplicateRole {
                        role: role.role,
                        first: source.table.columns[first].name.clone(),
                        second: role.column.clone(),
                    });
                }
                Some(_) => {}
                None => columns[place].of[nth] = Some(at),
            }
        }
    }
    let tables: Vec<&Table> =
        sources.iter().map(|source| source.table).collect();
    purchases.repairs = repairs(sources, &columns)?;
    purchases.table = Cow::Owned(below(&tables, &columns));
    Ok(purchases)
}

fn is_id(role: Role) -> bool {
    matches!(role, Role::CustomerId | Role::OrderId | Role::Email)
}

/// A name that no column has.
fn free_name(
    columns: &[Below],
    role: &ColumnRole,
    source: &Source<'_, '_>,
) -> String {
    let mut name = role.column.clone();
    while columns.iter().any(|column| column.name == name) {
        name = format!("{name} ({})", source.table.name);
    }
    name
}

/// How a file tells what was paid.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Money {
    Amounts,
    /// Prices, of a piece where pieces are told.
    Prices,
    /// Nothing, but how many pieces there are.
    Pieces,
    Nothing,
}

fn money(source: &Source<'_, '_>) -> Money {
    let has = |role| source.plan.roles.iter().any(|it| it.role == role);
    match (has(Role::Amount), has(Role::Price), has(Role::Quantity)) {
        (true, _, _) => Money::Amounts,
        (false, true, _) => Money::Prices,
        (false, false, true) => Money::Pieces,
        (false, false, false) => Money::Nothing,
    }
}

/// The files with an amount in each where they tell money in two ways: price
/// times pieces where a file has no other.
///
/// # Errors
/// One file tells money and another does not: a line of it would be worth
/// nothing. Or what a price is, or how many pieces there are, is still to be
/// mended.
fn with_amounts<'a>(
    sources: &[Source<'a, '_>],
) -> Result<Vec<(Cow<'a, Table>, SourcePlan)>, RunError> {
    let as_is = |source: &Source<'a, '_>| {
        (Cow::Borrowed(source.table), source.plan.clone())
    };
    let has_pieces = |source: &Source<'_, '_>| {
        source.plan.roles.iter().any(|it| it.role == Role::Quantity)
    };
    let first = (money(&sources[0]), has_pieces(&sources[0]));
    let differs = |source: &&Source<'_, '_>| {
        let own = (money(source), has_pieces(source));
        own.0 != first.0 || (own.0 == Money::Prices && own.1 != first.1)
    };
    let Some(other) = sources.iter().find(differs) else {
        return Ok(sources.iter().map(as_is).collect());
    };
    let refused = || RunError::MoneyDiffers {
        first: sources[0].table.name.clone(),
        second: other.table.name.clone(),
    };
    let each = |source: &Source<'a, '_>| match money(source) {
        Money::Amounts => Ok(as_is(source)),
        Money::Prices => priced(source)?.ok_or_else(refused),
        Money::Pieces | Money::Nothing => Err(refused()),
    };
    sources.iter().map(each).collect()
}

/// A file with its prices times its pieces as amounts; `None` where a repair
/// has to mend them first.
fn priced<'a>(
    source: &Source<'a, '_>,
) -> Result<Option<(Cow<'a, Table>, SourcePlan)>, RunError> {
    let Source { table, plan, .. } = source;
    let of = |role| plan.roles.iter().find(|it| it.role == role);
    let (price, pieces) = (of(Role::Price), of(Role::Quantity));
    let mut plan = (*plan).clone();
    let mut mended = plan.repairs.iter_mut().flat_map(Repair::columns_mut);
    let told = [price, pieces];
    let is_mended =
        |name: &mut String| told.iter().flatten().any(|it| it.column == *name);
    let Some(price) = price.filter(|_| !mended.any(is_mended)) else {
        return Ok(None);
    };
    let price_at = named(table, &price.column)?;
    let pieces = pieces.map(|it| named(table, &it.column)).transpose()?;
    let mut name = "amount".to_owned();
    while table.columns.iter().any(|it| it.name == name) {
        name.push('*');
    }
    let made = table
        .multiplied(price_at, pieces, &name)
        .ok_or(RunError::AmountOverflow)?;
    let amount = ColumnRole {
        column: name,
        role: Role::Amount,
        confidence: price.confidence,
    };
    plan.roles.push(amount);
    Ok(Some((Cow::Owned(made), plan)))
}

/// The repairs of all the files, each in the records of its file: two shops
/// may give two orders one number.
fn repairs(
    sources: &[Source<'_, '_>],
    columns: &[Below],
) -> Result<Vec<Scoped>, RunError> {
    let mut of_each = Vec::new();
    for (nth, source) in sources.iter().enumerate() {
        let mut repairs = source.plan.repairs.clone();
        for name in repairs.iter_mut().flat_map(Repair::columns_mut) {
            let at = named(source.table, name)?;
            let column = columns.iter().find(|it| it.of[nth] == Some(at));
            if let Some(column) = column {
                name.clone_from(&column.name);
            }
        }
        of_each.push(repairs);
    }
    let lengths = sources.iter().map(|source| source.table.n_records);
    let mut start = 0;
    let mut all = Vec::new();
    let drops =
        |repairs: &Vec<Repair>| repairs.contains(&Repair::DropDuplicates);
    if of_each.iter().all(drops) {
        // The same record may stand in two files.
        let records = 0..lengths.clone().sum();
        all = scoped(&records, vec![Repair::DropDuplicates]);
        let others = |it: &Repair| *it != Repair::DropDuplicates;
        of_each
            .iter_mut()
            .for_each(|repairs| repairs.retain(others));
    }
    for (repairs, length) in of_each.into_iter().zip(lengths) {
        all.extend(scoped(&(start..start + length), repairs));
        start += length;
    }
    Ok(all)
}

fn scoped(records: &Range<usize>, repairs: Vec<Repair>) -> Vec<Scoped> {
    let of = |repair| Scoped {
        records: records.clone(),
        repair,
        beside: false,
    };
    repairs.into_iter().map(of).collect()
}

/// The column, already there, in which one of this role belongs.
fn place_of(there: &[ColumnRole], role: &ColumnRole) -> Option<usize> {
    let is_same = |it: &ColumnRole| match role.role {
        of if of.is_unique() => it.role == of,
        Role::Email => it.role == Role::Email,
        _ => it.role == role.role && it.column == role.column,
    };
    there.iter().position(is_same)
}

//! From records to one value a customer.

use std::collections::HashMap;

use numeric::order;
use table::{ColumnType, MISSING, Table};

use super::{Attribute, Values, Why, is_enough, mapped, n_missing};
use crate::{
    Permitted, RunError,
    features::Side,
    permit::{PermittedColumn, permit_beside},
    plan::{SourceKind, SourcePlan},
    role::{ColumnRole, Role},
    source::{Purchases, named},
};

/// Of those with several purchases, so many have one value in all of them
/// where a column is one of customers.
const STEADY: f64 = 0.9;
/// Values of which there are no more are told one by one, and so many in
/// place of numbers are names.
const FEW_NUMBERS: u64 = 2;
/// Seconds a day.
const SECONDS: i64 = 86_400;

/// A file of customers that joined the purchases.
pub(crate) struct Beside<'a> {
    file: &'a str,
    table: &'a Table,
    roles: &'a [ColumnRole],
    /// The record of each purchase's customer.
    partners: Vec<u32>,
}

impl<'a> Beside<'a> {
    /// The files of customers of these sources that found a key.
    ///
    /// # Errors
    /// A role or a key names a column that its file does not have.
    ///
    /// O(records of the purchases and of the files).
    pub fn all(
        tables: &'a [Table],
        sources: &'a [SourcePlan],
        purchases: &'a Purchases<'_>,
    ) -> Result<Vec<Self>, RunError> {
        let mut all = Vec::new();
        for join in &purchases.joins {
            let Some(key) = &join.key else { continue };
            if join.kind != SourceKind::Customers {
                continue;
            }
            let SourcePlan { roles, .. } = &sources[join.source];
            let is_told = |it: &ColumnRole| it.role == Role::Attribute;
            if !roles.iter().any(is_told) {
                continue;
            }
            let table = &tables[join.source];
            let of = named(&purchases.table, &key.of)?;
            let column = named(table, &key.column)?;
            all.push(Self {
                file: &join.file,
                table,
                roles,
                partners: purchases.table.look_up(of, table, column).records,
            });
        }
        Ok(all)
    }

    /// The record of each customer in the file: the first of those that the
    /// purchases lead to.
    fn records(&self, who: &[u32], n_customers: usize) -> Vec<u32> {
        let mut records = vec![MISSING; n_customers];
        for (&who, &partner) in who.iter().zip(&self.partners) {
            if let Some(own) = records.get_mut(who as usize) {
                // The largest code is the missing one.
                *own = partner.min(*own);
            }
        }
        records
    }
}

/// What one column tells of the customers of a slice.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub column: String,
    pub file: Option<String>,
    kind: Kind,
    texts: Vec<String>,
    /// One entry a customer: the position of a text, a number or a day since
    /// 1970-01-01; `NaN` where none is told.
    values: Vec<f64>,
    /// Customers with several records that tell one, and those of them whose
    /// records tell several.
    n_several: u64,
    n_unsteady: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Day,
}

/// What each attribute tells of the customers: those of the purchases, then
/// those of each file of customers. `who` is the customer of each record,
/// [`MISSING`] where it is not used.
///
/// # Errors
/// A role names a column that its file does not have.
///
/// O((records + customers) · attributes).
pub(crate) fn drafts(
    permitted: &Permitted<'_, Table>,
    files: &[Beside<'_>],
    who: &[u32],
    n_customers: usize,
) -> Result<Vec<Draft>, RunError> {
    let own = permitted.attributes();
    let mut all: Vec<Draft> = own
        .iter()
        .map(|column| {
            let most = Most::of(&column.codes, who, n_customers);
            let mut draft = Draft::new(column, None, &most.codes);
            (draft.n_several, draft.n_unsteady) =
                (most.n_several, most.n_unsteady);
            draft
        })
        .collect();
    for file in files {
        let records = file.records(who, n_customers);
        let permitted = permit_beside(file.table, file.roles, &records)?;
        for column in permitted.attributes() {
            let code = |&record: &u32| {
                column.codes.get(record as usize).map_or(MISSING, |it| *it)
            };
            let codes: Vec<u32> = records.iter().map(code).collect();
            all.push(Draft::new(&column, Some(file.file), &codes));
        }
    }
    Ok(all)
}

/// The code that most of a customer's records tell.
struct Most {
    codes: Vec<u32>,
    n_several: u64,
    n_unsteady: u64,
}

impl Most {
    /// The code of more than half of the records that tell one, by Boyer and
    /// Moore's vote and a count of it; [`MISSING`] where none has so many.
    fn of(codes: &[u32], who: &[u32], n_customers: usize) -> Self {
        let told = || {
            let pairs = who.iter().zip(codes);
            pairs.filter(|it| *it.0 != MISSING && *it.1 != MISSING)
        };
        let mut leaders = vec![(MISSING, 0_u32); n_customers];
        for (&who, &code) in told() {
            let (leader, lead) = &mut leaders[who as usize];
            match (*leader == code, *lead) {
                (true, _) => *lead += 1,
                (false, 0) => (*leader, *lead) = (code, 1),
                (false, _) => *lead -= 1,
            }
        }
        let mut counts = vec![(0_u32, 0_u32); n_customers];
        for (&who, &code) in told() {
            let (own, all) = &mut counts[who as usize];
            *own += u32::from(leaders[who as usize].0 == code);
            *all += 1;
        }
        let several = counts.iter().filter(|it| it.1 > 1);
        let most = leaders.iter().zip(&counts);
        Self {
            n_several: several.clone().count() as u64,
            n_unsteady: several.filter(|it| it.0 < it.1).count() as u64,
            codes: most
                .map(|(leader, (own, all))| match 2 * own > *all {
                    true => leader.0,
                    false => MISSING,
                })
                .collect(),
        }
    }
}

impl Draft {
    fn new(
        column: &PermittedColumn<'_>,
        file: Option<&str>,
        codes: &[u32],
    ) -> Self {
        let (profile, values) = (column.profile, column.values);
        let kind = match profile.column_type {
            ColumnType::Integer | ColumnType::Decimal
                if profile.distinct > FEW_NUMBERS =>
            {
                Kind::Number
            }
            ColumnType::Date | ColumnType::Timestamp => Kind::Day,
            _ => Kind::Text,
        };
        let mut texts: Vec<String> = Vec::new();
        let mut places: HashMap<u32, f64> = HashMap::new();
        let mut text = |code: u32| {
            *places.entry(code).or_insert_with(|| {
                texts.push(values.text(code).to_owned());
                texts.len() as f64 - 1.0
            })
        };
        let value = |&code: &u32| match kind {
            _ if code == MISSING => f64::NAN,
            Kind::Text => text(code),
            Kind::Number => {
                values.number(code).map_or(f64::NAN, |it| it.to_f64())
            }
            Kind::Day => {
                let moment = values.moment(code);
                moment.map_or(f64::NAN, |it| it.0.div_euclid(SECONDS) as f64)
            }
        };
        Self {
            column: profile.name.clone(),
            file: file.map(str::to_owned),
            kind,
            values: codes.iter().map(value).collect(),
            texts,
            n_several: 0,
            n_unsteady: 0,
        }
    }

    /// Takes the customers of the next slice, whose columns are the same.
    pub fn append(&mut self, mut next: Self) {
        if self.kind == Kind::Text {
            let mut places: HashMap<&str, usize> = HashMap::new();
            for (place, text) in self.texts.iter().enumerate() {
                places.insert(text, place);
            }
            let mut new = Vec::new();
            let n_texts = self.texts.len();
            let mut moved = Vec::new();
            for text in &next.texts {
                moved.push(match places.get(text.as_str()) {
                    Some(place) => *place as f64,
                    None => {
                        new.push(text.clone());
                        (n_texts + new.len() - 1) as f64
                    }
                });
            }
            self.texts.extend(new);
            for value in next.values.iter_mut().filter(|it| !it.is_nan()) {
                *value = moved[*value as usize];
            }
        }
        self.values.append(&mut next.values);
        self.n_several += next.n_several;
        self.n_unsteady += next.n_unsteady;
    }

    /// The same with the customers in another order.
    pub fn reorder(&mut self, order: &[usize]) {
        self.values = order.iter().map(|&at| self.values[at]).collect();
    }

    /// What it tells once all customers are there.
    pub(super) fn settled(
        self,
        column: String,
        as_of_day: i64,
    ) -> Result<Attribute, Why> {
        let steady = STEADY * self.n_several as f64;
        if ((self.n_several - self.n_unsteady) as f64) < steady {
            return Err(Why::Unsteady);
        }
        let values = match self.kind {
            Kind::Text => levels(&self.texts, self.values)?,
            Kind::Number => Values::Numbers(spread(self.values)?),
            Kind::Day => {
                let ago = |day: f64| as_of_day as f64 - day;
                let days = mapped(&self.values, &|day| match ago(day) > 0.0 {
                    true => ago(day),
                    false => f64::NAN,
                });
                Values::Days(spread(days)?)
            }
        };
        Ok(Attribute {
            column,
            file: self.file,
            side: Side::Profile,
            values,
        })
    }
}

/// The values of a column of numbers, where they tell customers apart.
fn spread(values: Vec<f64>) -> Result<Vec<f64>, Why> {
    let mut known = values.iter().copied().filter(|it| !it.is_nan());
    let first = known.next().ok_or(Why::Empty)?;
    match known.any(|it| it != first) || is_enough(n_missing(&values)) {
        true => Ok(values),
        false => Err(Why::Constant),
    }
}

/// Levels by the number of their customers, ties by their bytes.
fn levels(texts: &[String], values: Vec<f64>) -> Result<Values, Why> {
    let mut counts = vec![0_u64; texts.len()];
    for value in values.iter().filter(|it| !it.is_nan()) {
        counts[*value as usize] += 1;
    }
    let mut order: Vec<usize> =
        (0..texts.len()).filter(|&at| counts[at] > 0).collect();
    order::positions(&mut order, &|a, b| {
        let more = counts[b].cmp(&counts[a]);
        more.then_with(|| texts[a].cmp(&texts[b]))
    });
    let largest = order.first().map_or(0, |&at| counts[at]);
    match order.len() {
        0 => return Err(Why::Empty),
        1 if !is_enough(n_missing(&values)) => return Err(Why::Constant),
        _ if !is_enough(largest) => return Err(Why::Scattered),
        _ => {}
    }
    let mut places = vec![f64::NAN; texts.len()];
    for (place, &at) in order.iter().enumerate() {
        places[at] = place as f64;
    }
    Ok(Values::Levels {
        names: order.iter().map(|&at| texts[at].clone()).collect(),
        of: mapped(&values, &|value| match value.is_nan() {
            true => value,
            false => places[value as usize],
        }),
        counts: order.iter().map(|&at| counts[at]).collect(),
    })
}

//! What the slices came to, put together.

use super::survey::Surveyed;
use crate::{
    Features, RunError,
    analysis::Amount,
    attributes::{self, Attributes},
    features::{self, FeatureColumn, FeatureSpec},
    ledger::{self, Draft, Sums},
    money,
    repair::Told,
};

/// The sums, the customers and their features so far.
#[derive(Default)]
pub(super) struct Whole {
    sums: Sums,
    pub told: Told,
    amount: Option<Amount>,
    ids: Ids,
    /// One entry a customer in each, as many as there are ids.
    pub columns: Vec<FeatureColumn>,
    /// What is known beside the purchases.
    told_beside: Vec<attributes::Draft>,
    n_lines: Vec<u32>,
    has_days: bool,
    /// At the scale of the sums.
    gross: Vec<i128>,
    returned: Vec<i128>,
}

impl Whole {
    /// With room for these features of so many customers, so that what
    /// slices leave behind is free again in one piece.
    pub fn of(n_customers: usize, wanted: &[FeatureSpec]) -> Self {
        Self {
            ids: Ids {
                ends: Vec::with_capacity(n_customers),
                ..Ids::default()
            },
            columns: wanted.iter().map(|it| it.empty(n_customers)).collect(),
            gross: Vec::with_capacity(n_customers),
            returned: Vec::with_capacity(n_customers),
            ..Self::default()
        }
    }

    /// Takes the customers of a slice, whose features are in the columns.
    pub fn add(&mut self, draft: Draft, n_lines: Vec<u32>) {
        let before = self.sums.scale();
        let own = draft.sums.scale();
        self.sums.add(draft.sums);
        let scale = self.sums.scale();
        let finer = money::between(before, scale);
        if finer != 1 {
            let all = self.gross.iter_mut().chain(&mut self.returned);
            all.for_each(|sum| *sum *= finer);
        }
        let finer = money::between(own, scale);
        let at = |sums: Vec<i128>| sums.into_iter().map(move |it| it * finer);
        self.gross.extend(at(draft.gross));
        self.returned.extend(at(draft.returned));
        self.amount.get_or_insert(draft.book.amount);
        self.has_days |= draft.book.has_days && !draft.book.ids.is_empty();
        draft.book.ids.iter().for_each(|id| self.ids.push(id));
        self.n_lines.extend(n_lines);
    }

    /// Takes what is known of the customers of the slice beside it.
    pub fn add_beside(&mut self, drafts: Vec<attributes::Draft>) {
        if self.told_beside.is_empty() {
            self.told_beside = drafts;
            return;
        }
        let own = self.told_beside.iter_mut().zip(drafts);
        own.for_each(|(own, more)| own.append(more));
    }

    /// The features of all customers, by their ids.
    pub fn features(mut self, shop: &Surveyed) -> Result<Features, RunError> {
        self.sums.check()?;
        let n = self.ids.ends.len();
        let mut order: Vec<usize> = (0..n).collect();
        let by_id = |a: usize, b: usize| self.ids.at(a).cmp(self.ids.at(b));
        numeric::order::positions(&mut order, &by_id);
        self.columns.retain(|column| column.n_missing() < n);
        for column in &mut self.columns {
            column.values = picked(&column.values, &order);
        }
        for draft in &mut self.told_beside {
            draft.reorder(&order);
        }
        let (gross, returned) =
            (picked(&self.gross, &order), picked(&self.returned, &order));
        let n_lines = match self.n_lines.is_empty() {
            true => Vec::new(),
            false => picked(&self.n_lines, &order),
        };
        let mut features = Features {
            as_of_day: self.has_days.then_some(shop.as_of_day),
            ids: order.iter().map(|&at| self.ids.at(at).into()).collect(),
            columns: self.columns,
            revenue: None,
            n_lines,
            attributes: Attributes::of(self.told_beside, shop.as_of_day),
            records: self.sums.records(),
            amount: self.amount.unwrap_or_default(),
            customers: self.sums.customers(),
        };
        let amount = features.amount.clone();
        let settled = ledger::settle(&self.sums, &gross, &returned, amount)?;
        if let Some(money) = settled {
            let (gross, returned) = (&*money.gross, &*money.returned);
            features.revenue = features::net(Some(gross), Some(returned));
            (features.records, features.amount) =
                (money.records, money.amount);
        }
        Ok(features)
    }
}

/// Texts one after the other: each for itself would lie where a slice was.
#[derive(Default)]
struct Ids {
    all: String,
    ends: Vec<usize>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.all.push_str(id);
        self.ends.push(self.all.len());
    }

    fn at(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.all[start..self.ends[at]]
    }
}

fn picked<T: Copy>(all: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|&at| all[at]).collect()
}

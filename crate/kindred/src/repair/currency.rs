//! Currencies kept apart.

use table::{MISSING, currency_name, may_stand_for};

use super::{Bench, Repaired};
use crate::{
    analysis::SetAsideReason,
    money::{LineMoney, between},
    role::Role,
};

/// The records of a currency that is not analysed, and their exact sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencySum {
    /// As the file names it.
    pub currency: String,
    /// Its records.
    pub count: u64,
    /// Their sum, at `scale`.
    pub sum: i128,
    /// Digits after the point of the sum.
    pub scale: u8,
}

/// What is known of the currencies that other slices of the customers tell.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known<'a> {
    /// Their names.
    pub names: &'a [String],
    /// The one that is analysed, whether a record here has it or not.
    pub chosen: Option<&'a str>,
}

/// The currency that is analysed: the plan's, or, where no record has it,
/// that of most records; among equals a code before a sign, then the first
/// by its name.
pub(crate) fn choose(
    counts: &[(String, u64)],
    of_plan: Option<&str>,
) -> Option<String> {
    let is_asked = |it: &&(String, u64)| {
        it.1 > 0 && of_plan.is_some_and(|of_plan| named(of_plan) == it.0)
    };
    let asked = counts.iter().find(is_asked);
    let better = |a: &&(String, u64), b: &&(String, u64)| {
        let name = |it: &(String, u64)| {
            let is_sign = !it.0.starts_with(|c: char| c.is_ascii_uppercase());
            (is_sign, it.0.clone())
        };
        a.1.cmp(&b.1).then_with(|| name(b).cmp(&name(a)))
    };
    let of_most = || counts.iter().max_by(better);
    asked.or_else(of_most).map(|(name, _)| name.clone())
}

impl CurrencySum {
    /// Puts a sum to its place by its name, or adds it to what is there.
    pub(super) fn put(sums: &mut Vec<Self>, sum: Self) {
        let at = sums.partition_point(|it| it.currency < sum.currency);
        match sums.get_mut(at) {
            Some(own) if own.currency == sum.currency => own.add(&sum),
            _ => sums.insert(at, sum),
        }
    }

    /// Adds the records of other customers.
    pub fn add(&mut self, other: &Self) {
        let scale = self.scale.max(other.scale);
        let at = |sum: &Self| sum.sum * between(Some(sum.scale), Some(scale));
        self.sum = at(self) + at(other);
        self.count += other.count;
        self.scale = scale;
    }
}

/// The currency of each record.
#[derive(Clone, Debug)]
pub(super) struct Currencies {
    names: Vec<String>,
    /// The columns that tell it; the first that does for a record counts.
    columns: Vec<Told>,
}

/// A column that tells currencies.
#[derive(Clone, Debug)]
struct Told {
    /// A record's code.
    codes: Vec<u32>,
    /// The currency of each code.
    of_code: Vec<Option<usize>>,
}

impl Told {
    fn of(&self, record: usize) -> Option<usize> {
        match self.codes[record] {
            MISSING => None,
            code => self.of_code[code as usize],
        }
    }
}

impl Currencies {
    /// The records of each.
    fn counts(&self) -> Vec<(String, u64)> {
        let all = self.names.iter().map(|name| (name.clone(), 0));
        let mut counts: Vec<(String, u64)> = all.collect();
        let n_records = self.columns.first().map_or(0, |it| it.codes.len());
        for record in 0..n_records {
            if let Some(at) = self.of(record) {
                counts[at].1 += 1;
            }
        }
        counts
    }

    fn of(&self, record: usize) -> Option<usize> {
        self.columns.iter().find_map(|column| column.of(record))
    }

    /// The position of a currency, which is added where it is not there.
    fn place(&mut self, name: &str) -> usize {
        let known = self.names.iter().position(|it| it == name);
        known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// A sign of several currencies stands for the one of them that is told
    /// by its code, if there is but one.
    fn understand_signs(&mut self) {
        let meant = |sign: usize| {
            let may = |at: &usize| {
                may_stand_for(&self.names[sign], &self.names[*at])
            };
            let mut codes = (0..self.names.len()).filter(may);
            let first = codes.next();
            first.filter(|_| codes.next().is_none()).unwrap_or(sign)
        };
        let meant: Vec<usize> = (0..self.names.len()).map(meant).collect();
        let all = self.columns.iter_mut().flat_map(|it| &mut it.of_code);
        all.flatten().for_each(|at| *at = meant[*at]);
    }
}

impl Bench<'_, '_> {
    /// Sets aside what is in another currency than the plan's, or, where
    /// the file does not have that one, than that of most records.
    pub(super) fn keep_currencies_apart(
        &mut self,
        of_plan: Option<&str>,
        known: Known<'_>,
    ) {
        let Some(currencies) = self.told(known.names) else {
            return;
        };
        let chosen = known.chosen.map(str::to_owned);
        let chosen = chosen.or_else(|| choose(&currencies.counts(), of_plan));
        let Some(taken) = chosen else {
            return;
        };
        let at = currencies.names.iter().position(|name| *name == taken);
        for record in 0..self.table.n_records {
            let own = currencies.of(record);
            if own.is_some() && own != at {
                self.put(record, SetAsideReason::OtherCurrency);
            }
        }
        self.done.currency = Some(taken);
        self.done.currencies = Some(currencies);
    }

    /// The currencies that a column of them tells, and those that stand
    /// beside the amounts where it does not; `None` where nothing has to be
    /// kept apart.
    fn told(&self, known: &[String]) -> Option<Currencies> {
        let mut all = Currencies {
            names: known.to_vec(),
            columns: Vec::new(),
        };
        let own = self.of_role(Role::Currency);
        if let Some(column) = own {
            let values = (self.open)(column);
            let text = |code| Some(named(values.text(code)));
            self.add(&mut all, column, text);
        }
        let paid = [Role::Amount, Role::Price];
        let paid = paid.into_iter().find_map(|role| self.of_role(role));
        let n_beside =
            paid.map_or(0, |at| self.table.columns[at].currencies.len());
        if let Some(column) = paid.filter(|_| own.is_some() || n_beside > 1) {
            let values = (self.open)(column);
            let beside = |code| values.currency(code).map(str::to_owned);
            self.add(&mut all, column, beside);
        }
        all.understand_signs();
        (!all.columns.is_empty()).then_some(all)
    }

    fn add(
        &self,
        all: &mut Currencies,
        column: usize,
        of: impl Fn(u32) -> Option<String>,
    ) {
        let n_codes = (self.open)(column).n_codes() as u32;
        let of = |code| of(code).filter(|it| !it.is_empty());
        let of_code = (0..n_codes)
            .map(|code| of(code).map(|name| all.place(&name)))
            .collect();
        let codes = self.codes(column).to_vec();
        all.columns.push(Told { codes, of_code });
    }
}

/// A currency by its code where the text says as much, else in capitals.
fn named(text: &str) -> String {
    let name = currency_name(text).map(str::to_owned);
    name.unwrap_or_else(|| text.trim().to_uppercase())
}

impl Repaired {
    /// The records of each currency that is told.
    pub fn currency_counts(&self) -> Vec<(String, u64)> {
        let told = self.currencies.as_ref();
        told.map(Currencies::counts).unwrap_or_default()
    }

    /// The sums of the currencies that are not analysed. O(records) where
    /// there are several.
    pub fn other_currencies<'a>(
        &self,
        money: impl FnOnce() -> LineMoney<'a>,
    ) -> Vec<CurrencySum> {
        let Some(currencies) = &self.currencies else {
            return Vec::new();
        };
        let money = money();
        let scale = money.scale();
        let zero = |name: &String| CurrencySum {
            currency: name.clone(),
            count: 0,
            sum: 0,
            scale,
        };
        let mut sums: Vec<_> = currencies.names.iter().map(zero).collect();
        for (record, reason) in self.aside.iter().enumerate() {
            let is_other = *reason == Some(SetAsideReason::OtherCurrency);
            if let (true, Some(at)) = (is_other, currencies.of(record)) {
                sums[at].count += 1;
                sums[at].sum += money.net(record);
            }
        }
        sums.retain(|sum| sum.count > 0);
        let mut named = Vec::with_capacity(sums.len());
        for sum in sums {
            CurrencySum::put(&mut named, sum);
        }
        named
    }
}

//! Currencies kept apart.

use table::{MISSING, currency_name, may_stand_for};

use super::{Bench, Repaired};
use crate::{analysis::SetAsideReason, money::LineMoney, role::Role};

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
    pub(super) fn keep_currencies_apart(&mut self, of_plan: Option<&str>) {
        let Some(currencies) = self.told() else {
            return;
        };
        let mut counts = vec![0_u64; currencies.names.len()];
        for record in 0..self.table.n_records {
            if let Some(at) = currencies.of(record) {
                counts[at] += 1;
            }
        }
        let asked =
            |name: &String| of_plan.is_some_and(|it| named(it) == *name);
        let first_of_most = || {
            let most = counts.iter().max()?;
            counts.iter().position(|count| count == most)
        };
        let asked = currencies.names.iter().position(asked);
        let Some(taken) = asked.or_else(first_of_most) else {
            return;
        };
        for record in 0..self.table.n_records {
            if currencies.of(record).is_some_and(|it| it != taken) {
                self.put(record, SetAsideReason::OtherCurrency);
            }
        }
        self.done.currency = Some(currencies.names[taken].clone());
        self.done.currencies = Some(currencies);
    }

    /// The currencies that a column of them tells, and those that stand
    /// beside the amounts where it does not; `None` where nothing has to be
    /// kept apart.
    fn told(&self) -> Option<Currencies> {
        let mut all = Currencies {
            names: Vec::new(),
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
        sums
    }
}

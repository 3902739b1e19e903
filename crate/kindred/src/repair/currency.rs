//! Currencies kept apart.

use table::MISSING;

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
    /// A record's code in the column that tells it.
    codes: Vec<u32>,
    /// The currency of each code.
    of_code: Vec<Option<usize>>,
}

impl Currencies {
    fn of(&self, record: usize) -> Option<usize> {
        match self.codes[record] {
            MISSING => None,
            code => self.of_code[code as usize],
        }
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
        let asked = |name: &String| {
            of_plan.is_some_and(|it| it.eq_ignore_ascii_case(name))
        };
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

    /// The currencies that a column of them tells, or that stand beside the
    /// amounts; `None` where nothing has to be kept apart.
    fn told(&self) -> Option<Currencies> {
        if let Some(column) = self.of_role(Role::Currency) {
            let values = (self.open)(column);
            let text = |code| Some(values.text(code).trim().to_uppercase());
            return Some(self.currencies(column, text));
        }
        let paid = [Role::Amount, Role::Price];
        let column = paid.into_iter().find_map(|role| self.of_role(role))?;
        if self.table.columns[column].currencies.len() < 2 {
            return None;
        }
        let values = (self.open)(column);
        let beside = |code| values.currency(code).map(str::to_owned);
        Some(self.currencies(column, beside))
    }

    fn currencies(
        &self,
        column: usize,
        of: impl Fn(u32) -> Option<String>,
    ) -> Currencies {
        let mut names: Vec<String> = Vec::new();
        let mut place = |name: String| {
            let known = names.iter().position(|it| *it == name);
            known.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            })
        };
        let n_codes = (self.open)(column).n_codes() as u32;
        let of_code = (0..n_codes)
            .map(|code| of(code).filter(|it| !it.is_empty()).map(&mut place))
            .collect();
        Currencies {
            of_code,
            names,
            codes: self.codes(column).to_vec(),
        }
    }
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

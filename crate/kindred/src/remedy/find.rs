//! Which records a remedy is about: the checks count the same ones.

use table::{MISSING, Table};

use crate::{
    Permitted,
    money::{LineValue, minor_digits, ratio},
    permit::{PermittedColumn, names_somebody},
    role::Role,
};

/// An amount in the minor unit, beside sums at the scale of the lines.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    up: i128,
    down: i128,
    /// In the minor unit.
    pub above: i64,
}

impl Limit {
    pub fn of(
        permitted: &Permitted<'_, Table>,
        currency: Option<&str>,
        above: i64,
    ) -> Self {
        let currency = permitted.currency().or(currency);
        Self::at_scale(permitted.money().scale(), currency, above)
    }

    /// The same for sums at a scale.
    pub fn at_scale(scale: u8, currency: Option<&str>, above: i64) -> Self {
        let (up, down) = ratio(scale, minor_digits(currency));
        Self { up, down, above }
    }

    /// The least limit that is not below a sum.
    pub fn at(self, sum: i64) -> Self {
        let above = i128::from(sum) * self.up + self.down - 1;
        let above = above / self.down;
        let above = i64::try_from(above).unwrap_or(i64::MAX);
        Self { above, ..self }
    }

    pub fn is_below(self, sum: i64) -> bool {
        i128::from(sum) * self.up > i128::from(self.above) * self.down
    }

    /// The purchases of more.
    pub fn amounts(self, permitted: &Permitted<'_, Table>) -> Vec<usize> {
        let mut found = Vec::new();
        each_kept(permitted, &mut |record, line| {
            if let LineValue::Bought(value) = line
                && self.is_below(value)
            {
                found.push(record);
            }
        });
        found
    }

    /// All records of the customers who bought for more.
    pub fn buyers(self, permitted: &Permitted<'_, Table>) -> Vec<usize> {
        let Some(customer) = permitted.column(Role::CustomerId) else {
            return Vec::new();
        };
        let sums = bought_by(permitted, &customer);
        let is_large: Vec<bool> =
            sums.iter().map(|sum| self.is_below(*sum)).collect();
        of_codes(permitted, &customer, &is_large)
    }
}

/// Every record that no repair sets aside, with what it is worth.
#[inline(never)]
pub(crate) fn each_kept(
    permitted: &Permitted<'_, Table>,
    tell: &mut dyn FnMut(usize, LineValue),
) {
    let money = permitted.money();
    for record in 0..permitted.n_records() {
        if permitted.aside(record).is_none() {
            tell(record, money.line(record));
        }
    }
}

/// What each customer bought, by code; nothing for who is nobody.
pub(crate) fn bought_by(
    permitted: &Permitted<'_, Table>,
    customer: &PermittedColumn<'_>,
) -> Vec<i64> {
    let n_codes = customer.values.n_codes();
    let mut sums: Vec<i64> = vec![0; n_codes];
    each_kept(permitted, &mut |record, line| {
        let sum = sums.get_mut(customer.codes[record] as usize);
        if let (Some(sum), LineValue::Bought(value)) = (sum, line) {
            *sum = sum.saturating_add(value);
        }
    });
    for (code, sum) in sums.iter_mut().enumerate() {
        if !names_somebody(customer.values.text(code as u32)) {
            *sum = 0;
        }
    }
    sums
}

/// The returns.
pub(super) fn returned(permitted: &Permitted<'_, Table>) -> Vec<usize> {
    let mut found = Vec::new();
    each_kept(permitted, &mut |record, line| {
        if matches!(line, LineValue::Returned(_)) {
            found.push(record);
        }
    });
    found
}

/// What the records of an order said first of its customer and its day.
#[derive(Clone, Copy)]
struct Said {
    customer: u32,
    day: i64,
    differs: bool,
}

/// Whether each order has several customers or days, by its code; nothing
/// where the file does not tell all three.
pub(crate) fn contradictory(permitted: &Permitted<'_, Table>) -> Vec<bool> {
    let column = |role| permitted.column(role);
    let all = (
        column(Role::OrderId),
        column(Role::CustomerId),
        column(Role::Date),
    );
    let (Some(order), Some(customer), Some(date)) = all else {
        return Vec::new();
    };
    let nothing = Said {
        customer: MISSING,
        day: i64::MIN,
        differs: false,
    };
    let mut said = vec![nothing; order.values.n_codes()];
    for (record, code) in order.codes.iter().enumerate() {
        let Some(of) = said.get_mut(*code as usize) else {
            continue;
        };
        let (who, when) = (customer.codes[record], date.codes[record]);
        if who != MISSING {
            of.differs |= of.customer != MISSING && of.customer != who;
            of.customer = who;
        }
        if when == MISSING {
            continue;
        }
        if let Some(moment) = date.values.moment(when) {
            of.differs |= of.day != i64::MIN && of.day != moment.day();
            of.day = moment.day();
        }
    }
    said.iter().map(|it| it.differs).collect()
}

/// The records of such orders.
pub(super) fn of_orders(permitted: &Permitted<'_, Table>) -> Vec<usize> {
    let differs = contradictory(permitted);
    let order = permitted.column(Role::OrderId);
    let order = order.filter(|_| !differs.is_empty());
    order.map_or_else(Vec::new, |it| of_codes(permitted, &it, &differs))
}

/// The codes of texts that hold one of the words, whole.
pub(crate) fn speaking(
    column: &PermittedColumn<'_>,
    words: &[String],
) -> Vec<bool> {
    let speaks = |code: u32| {
        let text = column.values.text(code).to_lowercase();
        let mut parts = text.split(|c: char| !c.is_alphabetic());
        parts.any(|part| words.iter().any(|word| word == part))
    };
    (0..column.values.n_codes() as u32).map(speaks).collect()
}

/// The records of customers whose id holds one of the words.
pub(crate) fn wholly(
    permitted: &Permitted<'_, Table>,
    words: &[String],
) -> Vec<usize> {
    let customer = permitted.column(Role::CustomerId);
    customer.map_or_else(Vec::new, |it| {
        of_codes(permitted, &it, &speaking(&it, words))
    })
}

/// The records, of those that no repair sets aside, whose code is one of
/// these.
pub(crate) fn of_codes(
    permitted: &Permitted<'_, Table>,
    column: &PermittedColumn<'_>,
    is_one: &[bool],
) -> Vec<usize> {
    let is_one = |it: &usize| {
        let code = column.codes[*it] as usize;
        is_one.get(code).is_some_and(|is_one| *is_one)
    };
    (0..permitted.n_records())
        .filter(is_one)
        .filter(|&record| permitted.aside(record).is_none())
        .collect()
}

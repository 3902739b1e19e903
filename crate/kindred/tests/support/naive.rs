//! A customer's records as anybody would read them: lists, each gone through
//! as often as a question needs.

use std::collections::{BTreeMap, BTreeSet};

/// A line as it stands in the file.
#[derive(Clone, Debug)]
pub struct Record {
    pub customer: String,
    pub order: String,
    /// Seconds since 1970-01-01.
    pub moment: i64,
    pub product: String,
    pub pieces: Option<i64>,
    /// Below 0 for a return.
    pub cents: i64,
}

/// An order of a customer.
#[derive(Clone, Debug)]
pub struct Order {
    pub moment: i64,
    /// What was paid, and what is left of it.
    pub cents: i64,
    pub left: i64,
    pub came_back: bool,
    pub n_lines: usize,
    pub pieces: Option<i64>,
    pub products: BTreeSet<String>,
    key: String,
}

/// The shop before the as-of day.
#[derive(Debug)]
pub struct Shop {
    pub as_of: i64,
    pub bought: Vec<Record>,
    pub returned: Vec<Record>,
}

/// One customer of it.
pub struct Customer<'a> {
    pub shop: &'a Shop,
    pub bought: Vec<&'a Record>,
    pub returned: Vec<&'a Record>,
    pub orders: Vec<Order>,
}

impl Record {
    pub fn day(&self) -> i64 {
        self.moment.div_euclid(86_400)
    }

    /// What a piece cost.
    pub fn price(&self) -> Option<f64> {
        self.pieces.map(|n| self.cents as f64 / 100.0 / n as f64)
    }
}

impl Order {
    pub fn day(&self) -> i64 {
        self.moment.div_euclid(86_400)
    }

    pub fn hour(&self) -> f64 {
        self.moment.rem_euclid(86_400) as f64 / 3600.0
    }

    pub fn value(&self) -> f64 {
        self.left as f64 / 100.0
    }
}

impl Shop {
    pub fn new(records: &[Record], as_of: i64) -> Self {
        let seen = records.iter().filter(|it| it.day() < as_of).cloned();
        let (bought, returned) = seen.partition(|it| it.cents > 0);
        Self {
            as_of,
            bought,
            returned,
        }
    }

    pub fn names(&self) -> BTreeSet<&str> {
        self.bought.iter().map(|it| &*it.customer).collect()
    }

    pub fn has_times(&self) -> bool {
        self.bought.iter().any(|it| it.moment % 86_400 != 0)
    }

    /// The upper median price of a product with three prices or more.
    pub fn usual(&self, product: &str) -> Option<f64> {
        let own = self.bought.iter().filter(|it| it.product == product);
        let mut prices: Vec<f64> = own.filter_map(Record::price).collect();
        prices.sort_by(f64::total_cmp);
        let is_known = !product.is_empty() && prices.len() >= 3;
        is_known.then(|| prices[prices.len() / 2])
    }

    /// The usual prices of all products that have one.
    pub fn all_usual(&self) -> Vec<f64> {
        let products: BTreeSet<&str> =
            self.bought.iter().map(|it| &*it.product).collect();
        products.iter().filter_map(|it| self.usual(it)).collect()
    }

    /// The three months with most lines a day of them, as numbers from 0.
    pub fn season(&self) -> Option<[usize; 3]> {
        let days = || self.bought.iter().map(Record::day);
        let (first, last) = (days().min()?, days().max()?);
        let month_of = |day| kindred::day::from_days(day).month as usize - 1;
        let rate = |start: usize| {
            let of = [start, (start + 1) % 12, (start + 2) % 12];
            let is = |day: &i64| of.contains(&month_of(*day));
            let n_days = (first..=last).filter(is).count().max(1);
            days().filter(is).count() as f64 / n_days as f64
        };
        let mut best = 0;
        for start in 1..12 {
            if rate(start) > rate(best) {
                best = start;
            }
        }
        let season = [best, (best + 1) % 12, (best + 2) % 12];
        (last - first + 1 >= 330).then_some(season)
    }

    pub fn customer(&self, name: &str) -> Customer<'_> {
        let own = |of: &'_ [Record]| -> Vec<usize> {
            let it = of.iter().enumerate();
            it.filter(|(_, it)| it.customer == name)
                .map(|(at, _)| at)
                .collect()
        };
        let pick = |of| -> Vec<&Record> {
            own(of).into_iter().map(|at| &of[at]).collect()
        };
        let (bought, returned) = (pick(&self.bought), pick(&self.returned));
        Customer {
            orders: orders(&bought, &returned),
            bought,
            returned,
            shop: self,
        }
    }
}

impl Customer<'_> {
    pub fn days(&self) -> Vec<i64> {
        let days: BTreeSet<i64> = self.orders.iter().map(Order::day).collect();
        days.into_iter().collect()
    }

    pub fn gaps(&self) -> Vec<f64> {
        let days = self.days();
        days.windows(2).map(|it| (it[1] - it[0]) as f64).collect()
    }

    /// By moment; of orders that differ in nothing but what came back, the
    /// smallest first.
    pub fn values(&self) -> Vec<f64> {
        let mut orders: Vec<&Order> = self.orders.iter().collect();
        orders.sort_by_key(|it| {
            (it.moment, it.cents, it.n_lines, it.pieces, it.left)
        });
        orders.iter().map(|it| it.value()).collect()
    }

    /// In how many orders each product is.
    pub fn products(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for order in &self.orders {
            for product in &order.products {
                *counts.entry(&**product).or_default() += 1;
            }
        }
        counts
    }

    /// What was paid for a piece of each line, and what is usual.
    pub fn prices(&self) -> Vec<(f64, f64)> {
        let both =
            |it: &&Record| Some((it.price()?, self.shop.usual(&it.product)?));
        self.bought.iter().filter_map(both).collect()
    }
}

/// The orders by moment, what was paid, lines, pieces and the file's order.
fn orders(bought: &[&Record], returned: &[&Record]) -> Vec<Order> {
    let mut orders: Vec<Order> = Vec::new();
    for line in bought {
        let key = match &*line.order {
            "" => format!("day {}", line.day()),
            order => order.to_owned(),
        };
        let at = orders.iter().position(|it| it.key == key);
        let at = at.unwrap_or_else(|| {
            orders.push(Order {
                moment: i64::MAX,
                cents: 0,
                left: 0,
                came_back: false,
                n_lines: 0,
                pieces: None,
                products: BTreeSet::new(),
                key,
            });
            orders.len() - 1
        });
        let order = &mut orders[at];
        order.moment = order.moment.min(line.moment);
        order.cents += line.cents;
        order.n_lines += 1;
        if let Some(pieces) = line.pieces {
            order.pieces = Some(order.pieces.unwrap_or(0) + pieces);
        }
        if !line.product.is_empty() {
            order.products.insert(line.product.clone());
        }
    }
    orders.sort_by_key(|it| (it.moment, it.cents, it.n_lines, it.pieces));
    let mut back = vec![0; orders.len()];
    for line in returned {
        let named = orders
            .iter()
            .position(|it| !line.order.is_empty() && it.key == line.order);
        let holds = |it: &Order| {
            it.moment <= line.moment && it.products.contains(&line.product)
        };
        if let Some(at) = named.or_else(|| orders.iter().rposition(holds)) {
            back[at] += line.cents;
        }
    }
    for (order, back) in orders.iter_mut().zip(back) {
        order.left = (order.cents + back).max(0);
        order.came_back = back < 0;
    }
    orders
}

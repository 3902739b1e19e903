//! One customer's orders, put in order once for all features.

use table::MISSING;

use crate::{
    ledger::Book,
    lines::{Line, sum},
    money::{self, NO_NUMBER},
};

/// What a customer did, read anew for each customer in the same memory.
#[derive(Clone, Debug)]
pub(crate) struct History<'a> {
    pub book: &'a Book,
    pub customer: usize,
    /// By moment; orders of the same moment by value, lines and pieces.
    pub orders: Vec<Order>,
    /// Each different product of each order, as (product, position of the
    /// order), ascending.
    pub products: Vec<(u32, u32)>,
    /// The value of each order in the major unit, returns netted; empty
    /// where the file has no amounts.
    pub values: Vec<f64>,
    /// The exact sum of what was bought, at the scale of the values.
    pub bought: i128,
    /// The exact sum of what came back, at most 0.
    pub returned: i128,
    /// The different days of the orders, ascending.
    pub days: Vec<i64>,
    /// Days between them; one fewer.
    pub gaps: Vec<f64>,
    /// The customer's lines, by order.
    keys: Vec<(OrderKey, u32)>,
    /// What came back of each order, at the scale of the values; at most 0.
    netted: Vec<i128>,
    /// Positions of `orders` by their keys.
    by_key: Vec<(OrderKey, u32)>,
}

/// Lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// Seconds since 1970-01-01 of its first line.
    pub moment: i64,
    /// At the scale of the lines.
    pub value: i128,
    pub n_lines: u32,
    /// At the scale of the pieces; `None` where no line tells.
    pub pieces: Option<i128>,
    key: OrderKey,
    /// Its first line's position in `keys`.
    first: u32,
}

/// The order's code, or the day with the highest bit set; where no day is
/// told, the line in its place.
type OrderKey = u64;

impl<'a> History<'a> {
    pub fn new(book: &'a Book) -> Self {
        Self {
            book,
            customer: 0,
            orders: Vec::new(),
            products: Vec::new(),
            values: Vec::new(),
            bought: 0,
            returned: 0,
            days: Vec::new(),
            gaps: Vec::new(),
            keys: Vec::new(),
            netted: Vec::new(),
            by_key: Vec::new(),
        }
    }

    /// Reads a customer; gives the number of lines.
    pub fn read(&mut self, customer: usize) -> usize {
        self.customer = customer;
        self.find_orders();
        self.find_products();
        self.find_days();
        self.net();
        self.bought = sum(self.lines());
        self.returned = sum(self.returns());
        self.keys.len()
    }

    /// The moment of the first order.
    pub fn first_day(&self) -> i64 {
        self.days[0]
    }

    /// The moment of the last order.
    pub fn last_day(&self) -> i64 {
        self.days[self.days.len() - 1]
    }

    /// What the customer bought.
    pub fn lines(&self) -> &'a [Line] {
        self.book.bought.of(self.customer)
    }

    /// What the customer returned.
    pub fn returns(&self) -> &'a [Line] {
        self.book.returns.of(self.customer)
    }

    /// Orders of which something came back.
    pub fn n_returned_orders(&self) -> usize {
        self.netted.iter().filter(|&&netted| netted < 0).count()
    }

    fn find_orders(&mut self) {
        let lines = self.lines();
        self.keys.clear();
        let has_days = self.book.has_days;
        let key = |(line, at)| (order_key(line, at, has_days), at);
        self.keys.extend(lines.iter().zip(0..).map(key));
        if !self.keys.is_sorted_by_key(|(key, _)| *key) {
            self.keys.sort_unstable();
        }
        self.orders.clear();
        for (position, &(key, line)) in self.keys.iter().enumerate() {
            let line = &lines[line as usize];
            match self.orders.last_mut().filter(|order| order.key == key) {
                Some(order) => order.add(line),
                None => {
                    let mut order = Order::empty(key, position as u32);
                    order.add(line);
                    self.orders.push(order);
                }
            }
        }
        // Orders of one moment and value stand as in the file.
        let keys = &self.keys;
        self.orders.sort_unstable_by_key(|order| {
            (order.rank(), keys[order.first as usize].1)
        });
    }

    fn find_products(&mut self) {
        self.products.clear();
        let lines = self.lines();
        for (position, order) in self.orders.iter().enumerate() {
            let first = order.first as usize;
            let keys = &self.keys[first..first + order.n_lines as usize];
            for &(_, line) in keys {
                let product = lines[line as usize].product;
                if product != MISSING {
                    self.products.push((product, position as u32));
                }
            }
        }
        self.products.sort_unstable();
        self.products.dedup();
    }

    fn find_days(&mut self) {
        self.days.clear();
        self.days
            .extend(self.orders.iter().map(|order| order.day()));
        self.days.dedup();
        let gap = |pair: &[i64]| (pair[1] - pair[0]) as f64;
        self.gaps.clear();
        self.gaps.extend(self.days.windows(2).map(gap));
    }

    fn net(&mut self) {
        self.values.clear();
        let Some(scale) = self.book.scale else {
            return;
        };
        self.netted.clear();
        self.netted.resize(self.orders.len(), 0);
        let returns = self.returns();
        if !returns.is_empty() {
            self.by_key.clear();
            let keys = self.orders.iter().map(|order| order.key);
            self.by_key.extend(keys.zip(0..));
            self.by_key.sort_unstable();
        }
        for line in returns {
            if let Some(order) = self.order_of_return(line) {
                self.netted[order] += i128::from(line.value);
            }
        }
        for (order, &netted) in self.orders.iter().zip(&self.netted) {
            let left = (order.value + netted).max(0);
            self.values.push(money::to_f64(left, scale));
        }
        if !returns.is_empty() {
            self.order_ties();
        }
    }

    /// Of orders that differ in nothing but what came back, the values are
    /// put in order, so that the file's own order decides none.
    fn order_ties(&mut self) {
        let is_tied = |a: &Order, b: &Order| a.rank() == b.rank();
        let mut start = 0;
        for tied in self.orders.chunk_by(is_tied) {
            let end = start + tied.len();
            if tied.len() > 1 {
                numeric::order::numbers(&mut self.values[start..end]);
            }
            start = end;
        }
    }

    fn order_of_return(&self, line: &Line) -> Option<usize> {
        let key = u64::from(line.order);
        if line.order != MISSING
            && let Ok(at) = self.by_key.binary_search_by_key(&key, |p| p.0)
        {
            return Some(self.by_key[at].1 as usize);
        }
        let (product, until) = (line.product, line.moment);
        let n_before =
            self.orders.partition_point(|order| order.moment <= until);
        let end = self
            .products
            .partition_point(|&pair| pair < (product, n_before as u32));
        let (found, order) = *self.products[..end].last()?;
        (product != MISSING && found == product).then_some(order as usize)
    }
}

impl Order {
    fn empty(key: OrderKey, first: u32) -> Self {
        Self {
            moment: i64::MAX,
            value: 0,
            n_lines: 0,
            pieces: None,
            key,
            first,
        }
    }

    /// Days since 1970-01-01.
    pub fn day(&self) -> i64 {
        self.moment.div_euclid(86_400)
    }

    /// What orders stand by.
    fn rank(&self) -> (i64, i128, u32, Option<i128>) {
        (self.moment, self.value, self.n_lines, self.pieces)
    }

    fn add(&mut self, line: &Line) {
        self.moment = self.moment.min(line.moment);
        self.value += i128::from(line.value);
        self.n_lines += 1;
        if line.pieces != NO_NUMBER {
            let pieces = i128::from(line.pieces);
            self.pieces = Some(self.pieces.unwrap_or(0) + pieces);
        }
    }
}

fn order_key(line: &Line, at: u32, has_days: bool) -> OrderKey {
    match line.order {
        MISSING if !has_days => (1 << 63) | u64::from(at),
        MISSING => {
            let day = line.moment.div_euclid(86_400);
            (1 << 63) | (day + (1 << 40)) as u64
        }
        code => u64::from(code),
    }
}

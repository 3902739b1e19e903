//! Order lines, sorted by customer without a comparison.

use table::MISSING;

/// A line on its way to its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pending {
    pub customer: u32,
    pub order: u32,
    pub product: u32,
    pub moment: i64,
    pub pieces: Option<i64>,
    pub value: i64,
}

/// Lines as columns; those of customer `c` are `starts[c]..starts[c + 1]`.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    pub starts: Vec<u32>,
    /// The order's code, [`MISSING`] where the line names none.
    pub order: Vec<u32>,
    /// The product's code, [`MISSING`] where the line names none.
    pub product: Vec<u32>,
    /// Seconds since 1970-01-01.
    pub moment: Vec<i64>,
    /// Pieces at `pieces_scale`; [`NO_PIECES`] where not told.
    pub pieces: Vec<i64>,
    /// At `scale`; all 0 where lines are not counted in money.
    pub value: Vec<i64>,
    /// Digits after the point of pieces; `None` without a quantity column.
    pub pieces_scale: Option<u8>,
    /// Digits after the point of values; `None` where the file has none.
    pub scale: Option<u8>,
}

/// In place of pieces that are not told.
pub(crate) const NO_PIECES: i64 = i64::MIN;

impl Lines {
    /// Sorts lines by customer, `0..n_customers`, otherwise keeping their
    /// order (counting sort). `lines` gives the same lines each time it is
    /// called. O(lines + customers).
    pub fn sort<I: Iterator<Item = Pending>>(
        n_customers: usize,
        lines: impl Fn() -> I,
        pieces_scale: Option<u8>,
        scale: Option<u8>,
    ) -> Self {
        let mut starts = vec![0u32; n_customers + 1];
        lines().for_each(|line| starts[line.customer as usize + 1] += 1);
        for customer in 0..n_customers {
            starts[customer + 1] += starts[customer];
        }
        let n = starts[n_customers] as usize;
        let mut sorted = Self {
            order: vec![MISSING; n],
            product: vec![MISSING; n],
            moment: vec![0; n],
            pieces: vec![NO_PIECES; n],
            value: vec![0; n],
            pieces_scale,
            scale,
            starts,
        };
        let mut next = sorted.starts.clone();
        for line in lines() {
            let place = &mut next[line.customer as usize];
            sorted.put(*place as usize, line);
            *place += 1;
        }
        sorted
    }

    /// The lines of a customer.
    pub fn of(&self, customer: usize) -> std::ops::Range<usize> {
        self.starts[customer] as usize..self.starts[customer + 1] as usize
    }

    /// The exact sum of each customer's values, at `scale`.
    pub fn sums(&self) -> Vec<i128> {
        let sum = |lines: std::ops::Range<usize>| {
            self.value[lines].iter().map(|&v| i128::from(v)).sum()
        };
        (0..self.starts.len() - 1)
            .map(|c| sum(self.of(c)))
            .collect()
    }

    fn put(&mut self, place: usize, line: Pending) {
        self.order[place] = line.order;
        self.product[place] = line.product;
        self.moment[place] = line.moment;
        self.pieces[place] = line.pieces.unwrap_or(NO_PIECES);
        self.value[place] = line.value;
    }
}

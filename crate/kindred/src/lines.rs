//! Order lines, sorted by customer without a comparison.

use table::MISSING;

use crate::money::NO_NUMBER;

/// A line of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The order's code, [`MISSING`] where the line names none.
    pub order: u32,
    /// The product's code, [`MISSING`] where the line names none.
    pub product: u32,
    /// Seconds since 1970-01-01.
    pub moment: i64,
    /// At the scale of the pieces; [`NO_NUMBER`] where not told.
    pub pieces: i64,
    /// At the scale of the values; 0 where lines are not counted in money.
    pub value: i64,
}

/// Lines, customer by customer.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    /// The lines of customer `c` are `all[starts[c]..starts[c + 1]]`.
    starts: Vec<u32>,
    pub all: Vec<Line>,
}

/// Lines on the way to their places: a counting sort, whose counts are
/// known before. O(lines + customers).
pub(crate) struct Sorting {
    lines: Lines,
    next: Vec<u32>,
}

impl Lines {
    /// The lines of a customer.
    pub fn of(&self, customer: usize) -> &[Line] {
        let (from, to) = (self.starts[customer], self.starts[customer + 1]);
        &self.all[from as usize..to as usize]
    }

    /// The exact sum of each customer's values.
    pub fn sums(&self) -> Vec<i128> {
        let n_customers = self.starts.len() - 1;
        (0..n_customers).map(|c| sum(self.of(c))).collect()
    }
}

impl Sorting {
    /// Makes room for so many lines of each customer.
    pub fn new(counts: impl Iterator<Item = u32>) -> Self {
        let mut starts = vec![0];
        let mut n_lines = 0;
        for count in counts {
            n_lines += count;
            starts.push(n_lines);
        }
        let nothing = Line {
            order: MISSING,
            product: MISSING,
            moment: 0,
            pieces: NO_NUMBER,
            value: 0,
        };
        Self {
            next: starts.clone(),
            lines: Lines {
                starts,
                all: vec![nothing; n_lines as usize],
            },
        }
    }

    /// Puts a line behind the customer's others.
    pub fn put(&mut self, customer: u32, line: Line) {
        let next = &mut self.next[customer as usize];
        self.lines.all[*next as usize] = line;
        *next += 1;
    }

    /// The sorted lines.
    pub fn done(self) -> Lines {
        self.lines
    }
}

/// The exact sum of the values of lines.
pub(crate) fn sum(lines: &[Line]) -> i128 {
    lines.iter().map(|line| i128::from(line.value)).sum()
}

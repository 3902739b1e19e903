//! What a piece of each product usually costs, of customers in slices: the
//! medians are those of all lines, whatever stands in which slice.
//!
//! A median needs every price. They are counted in their order, product by
//! product, and where there are more than there is room for, only those that
//! come first: all slices are then read once more for the next ones.

use std::collections::HashMap;

use numeric::order;
use table::MISSING;

use super::shop::{PRICE_NEEDS, piece_price};
use crate::{RunError, ledger::Book, slices::MANY_VALUES};

/// Different prices counted in one reading: 16 bytes each.
const LIMIT: usize = 1 << 20;
/// Lines held back, to be counted together.
const FRESH: usize = 1 << 16;
/// Bytes that the names of the products may take.
const NAMES: usize = 64 << 20;
/// Bytes beside a name.
const A_NAME: usize = 48;

/// The prices of a piece of each product, by its name.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    places: HashMap<String, u32>,
    n_name_bytes: usize,
    products: Vec<Product>,
    /// Ascending, each once; [`Prices::limit`] at most.
    counts: Vec<Count>,
    fresh: Vec<Count>,
    /// The first that is counted in this reading.
    from: Key,
    /// The first that is left for another.
    until: Option<Key>,
    limit: usize,
}

/// A product and the bits of a price, which is not negative: so they are in
/// its order.
type Key = (u32, u64);

/// How many lines have a price.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    bits: u64,
    place: u32,
    n_lines: u32,
}

impl Count {
    fn key(&self) -> Key {
        (self.place, self.bits)
    }
}

#[derive(Clone, Debug, Default)]
struct Product {
    n_lines: usize,
    /// Those of prices that were looked at.
    n_seen: usize,
    /// The upper median, where there are enough lines.
    usual: Option<f64>,
}

impl Product {
    /// Looks at the next price.
    fn see(&mut self, count: &Count) {
        let before = self.n_seen;
        self.n_seen += count.n_lines as usize;
        let is_middle = (before..self.n_seen).contains(&(self.n_lines / 2));
        if is_middle && self.n_lines >= PRICE_NEEDS {
            self.usual = Some(f64::from_bits(count.bits));
        }
    }
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            n_name_bytes: 0,
            products: Vec::new(),
            counts: Vec::new(),
            fresh: Vec::new(),
            from: (0, 0),
            until: None,
            limit: LIMIT,
        }
    }
}

impl Prices {
    /// Adds the lines of a book, whose product codes have these names.
    ///
    /// # Errors
    /// There are more products than there is room for.
    pub fn add<'a>(
        &mut self,
        book: &Book,
        name: impl Fn(u32) -> &'a str,
    ) -> Result<(), RunError> {
        if book.pieces_scale.is_none() || book.scale.is_none() {
            return Ok(());
        }
        let mut place_of: HashMap<u32, u32> = HashMap::new();
        for line in &book.bought.all {
            let Some(price) = piece_price(book, line) else {
                continue;
            };
            let code = line.product;
            if code == MISSING {
                continue;
            }
            let place = match place_of.get(&code) {
                Some(place) => *place,
                None => {
                    let place = self.place(name(code))?;
                    place_of.insert(code, place);
                    place
                }
            };
            self.take(place, price);
        }
        self.count();
        Ok(())
    }

    /// Whether no reading has ended yet.
    pub fn is_first(&self) -> bool {
        self.from == (0, 0)
    }

    /// The end of a reading of all slices: whether prices were left out, for
    /// which all of them must be read once more.
    pub fn goes_on(&mut self) -> bool {
        for count in &self.counts {
            self.products[count.place as usize].see(count);
        }
        let until = self.until.take();
        match until {
            Some(until) => {
                self.from = until;
                self.counts.clear();
            }
            None => self.counts = Vec::new(),
        }
        until.is_some()
    }

    /// The usual price of each product, by its name.
    pub fn usual(&self) -> HashMap<&str, f64> {
        let usual = |place: u32| self.products[place as usize].usual;
        let named = self.places.iter();
        named
            .filter_map(|(name, place)| Some((&**name, usual(*place)?)))
            .collect()
    }

    fn place(&mut self, name: &str) -> Result<u32, RunError> {
        if let Some(place) = self.places.get(name) {
            return Ok(*place);
        }
        self.n_name_bytes += name.len() + A_NAME;
        if self.n_name_bytes > NAMES {
            return Err(RunError::TooLarge { why: MANY_VALUES });
        }
        let place = self.products.len() as u32;
        self.places.insert(name.to_owned(), place);
        self.products.push(Product::default());
        Ok(place)
    }

    /// A line with this price.
    fn take(&mut self, place: u32, price: f64) {
        if self.is_first() {
            self.products[place as usize].n_lines += 1;
        }
        let line = Count {
            bits: price.to_bits(),
            place,
            n_lines: 1,
        };
        let key = line.key();
        if key < self.from || self.until.is_some_and(|until| key >= until) {
            return;
        }
        self.fresh.push(line);
        if self.fresh.len() == FRESH {
            self.count();
        }
    }

    /// Counts the lines held back. O(prices).
    fn count(&mut self) {
        let (counts, fresh) = (&mut self.counts, &mut self.fresh);
        order::by(fresh, |a, b| a.key().cmp(&b.key()));
        fresh.dedup_by(|next, own| {
            let is_same = next.key() == own.key();
            own.n_lines += if is_same { next.n_lines } else { 0 };
            is_same
        });
        let mut at = 0;
        fresh.retain(|new| {
            let is_before = |it: &&Count| it.key() < new.key();
            at += counts[at..].iter().take_while(is_before).count();
            let own = counts.get_mut(at).filter(|it| it.key() == new.key());
            own.map(|own| own.n_lines += new.n_lines).is_none()
        });
        merge(counts, fresh);
        if let Some(first) = counts.get(self.limit) {
            self.until = Some(first.key());
            counts.truncate(self.limit);
        }
    }
}

/// Moves all of `fresh` to their places; none is there yet.
fn merge(counts: &mut Vec<Count>, fresh: &mut Vec<Count>) {
    let mut left = counts.len();
    let mut at = left + fresh.len();
    counts.reserve_exact(fresh.len());
    counts.resize(at, Count::default());
    while let Some(new) = fresh.pop() {
        while left > 0 && counts[left - 1].key() > new.key() {
            (at, left) = (at - 1, left - 1);
            counts[at] = counts[left];
        }
        at -= 1;
        counts[at] = new;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use numeric::rng::Rng;

    /// The upper median of a product's prices.
    fn naive(lines: &[(u32, f64)], place: u32) -> Option<f64> {
        let own = lines.iter().filter(|it| it.0 == place);
        let mut own: Vec<f64> = own.map(|it| it.1).collect();
        own.sort_by(f64::total_cmp);
        (own.len() >= PRICE_NEEDS).then(|| own[own.len() / 2])
    }

    /// The usual prices of lines in slices of 50, and how often they are read.
    fn usual(lines: &[(u32, f64)], limit: usize) -> (Prices, usize) {
        let mut prices = Prices {
            limit,
            ..Prices::default()
        };
        let mut n_readings = 0;
        loop {
            n_readings += 1;
            for slice in lines.chunks(50) {
                for &(product, price) in slice {
                    let place = prices.place(&format!("p{product}"));
                    prices.take(place.expect("there is room"), price);
                }
                prices.count();
                assert!(prices.counts.len() <= limit);
            }
            if !prices.goes_on() {
                return (prices, n_readings);
            }
        }
    }

    #[test]
    fn the_medians_are_those_of_all_lines_however_little_room_there_is() {
        for seed in 0..200 {
            let mut rng = Rng::new(seed);
            let n_prices = 1 + rng.below(60);
            let mut line = || {
                let product = rng.below(9) * rng.below(2);
                (product as u32, rng.below(n_prices) as f64 / 8.0)
            };
            let lines: Vec<_> = (0..seed * 3).map(|_| line()).collect();
            let mut keys: Vec<Key> =
                lines.iter().map(|it| (it.0, it.1.to_bits())).collect();
            keys.sort_unstable();
            keys.dedup();
            for limit in [1, 7, 10_000] {
                let (prices, n_readings) = usual(&lines, limit);
                assert_eq!(n_readings, keys.len().div_ceil(limit).max(1));
                let found = prices.usual();
                for product in 0..9 {
                    let own = found.get(&*format!("p{product}")).copied();
                    assert_eq!(own, naive(&lines, product), "{seed} {limit}");
                }
            }
        }
    }

    #[test]
    fn more_names_than_there_is_room_for_are_refused() {
        let mut prices = Prices::default();
        let long = "x".repeat(1 << 20);
        let names = (0..64).map(|n| format!("{n}{long}"));
        let refused = names.map(|name| prices.place(&name).is_err());
        let refused: Vec<bool> = refused.collect();
        assert_eq!(refused.iter().filter(|it| **it).count(), 1);
        assert!(refused[63]);
        assert!(prices.place(&format!("0{long}")).is_ok(), "it is known");
    }
}

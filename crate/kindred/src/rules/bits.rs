//! A set of customers, a bit each.

/// A set of customers of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    /// Customer `64 · w + b` is bit `b` of word `w`; what lies beyond the
    /// last customer is 0.
    words: Vec<u64>,
    n_customers: usize,
}

impl Bits {
    /// Those of `0..n_customers` for whom it holds. O(n_customers).
    ///
    /// ```
    /// use kindred::rules::Bits;
    /// let even = Bits::of(70, &|customer| customer % 2 == 0);
    /// assert_eq!(even.len(), 35);
    /// assert_eq!(even.iter().last(), Some(68));
    /// ```
    pub fn of(n_customers: usize, holds: &dyn Fn(usize) -> bool) -> Self {
        let mut words = vec![0; n_customers.div_ceil(64)];
        for customer in 0..n_customers {
            words[customer / 64] |=
                u64::from(holds(customer)) << (customer % 64);
        }
        Self { words, n_customers }
    }

    /// Only those that are in the other set too.
    pub(crate) fn and(&mut self, other: &Self) {
        for (own, other) in self.words.iter_mut().zip(&other.words) {
            *own &= other;
        }
    }

    /// Those of the other set too.
    pub(crate) fn or(&mut self, other: &Self) {
        for (own, other) in self.words.iter_mut().zip(&other.words) {
            *own |= other;
        }
    }

    /// All others.
    pub(crate) fn not(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        let n_last = self.n_customers % 64;
        if let Some(last) = self.words.last_mut().filter(|_| n_last > 0) {
            *last &= (1 << n_last) - 1;
        }
    }

    /// How many are in one of both sets and not in the other.
    pub(crate) fn n_different(&self, other: &Self) -> u64 {
        let both = self.words.iter().zip(&other.words);
        both.map(|(a, b)| u64::from((a ^ b).count_ones())).sum()
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.words.iter().map(|it| u64::from(it.count_ones())).sum()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&it| it == 0)
    }

    /// Whether a customer is in it; nobody beyond the last is.
    pub fn has(&self, customer: usize) -> bool {
        let word = self.words.get(customer / 64);
        word.is_some_and(|it| it >> (customer % 64) & 1 == 1)
    }

    /// The customers, in their order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let of_word = |(at, &word): (usize, &u64)| {
            let first = (word != 0).then_some(word);
            // Without its lowest bit, until none is left.
            let left = |word: &u64| Some(word & (word - 1)).filter(|&w| w > 0);
            std::iter::successors(first, left)
                .map(move |word| 64 * at + word.trailing_zeros() as usize)
        };
        self.words.iter().enumerate().flat_map(of_word)
    }
}

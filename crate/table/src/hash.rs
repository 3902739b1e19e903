//! A keyed hash of short texts.
//!
//! Sums of products of secret-shifted halves, eight bytes at a time (the NH
//! hash of UMAC, Black et al. 1999, doi:10.1007/3-540-48405-1_14, chained).
//! The key guards against crafted texts and never changes a result.

/// Bytes after a text that must be readable.
pub(crate) const SLACK: usize = 8;

/// The secret of one reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    low: u32,
    high: u32,
    multiplier: u64,
}

impl Key {
    /// Spreads a seed over the secret.
    pub fn new(seed: u64) -> Self {
        let first = spread(seed);
        let second = spread(first);
        Self {
            low: first as u32,
            high: (first >> 32) as u32,
            multiplier: second | 1,
        }
    }

    /// The hash of `bytes[start..start + len]`, whose [`first_word`] this is;
    /// [`SLACK`] bytes after it must be there, whatever they are.
    #[inline(always)]
    pub fn hash(
        self,
        bytes: &[u8],
        start: usize,
        len: usize,
        first_word: u64,
    ) -> u32 {
        let mut sum = self.mix(self.multiplier ^ len as u64, first_word);
        let mut at = 8;
        while at < len {
            let last = keep((len - at).min(8));
            sum = self.mix(sum, word(bytes, start + at) & last);
            at += 8;
        }
        let sum = (sum ^ (sum >> 29)).wrapping_mul(self.multiplier);
        (sum >> 32) as u32
    }

    #[inline(always)]
    fn mix(self, sum: u64, word: u64) -> u64 {
        let low = (word as u32).wrapping_add(self.low);
        let high = ((word >> 32) as u32).wrapping_add(self.high);
        let product = u64::from(low).wrapping_mul(u64::from(high));
        (sum.rotate_left(23) ^ word.wrapping_mul(self.multiplier))
            .wrapping_add(product)
    }
}

/// Whether two texts of one length are the same; [`SLACK`] as for the hash.
#[inline(always)]
pub(crate) fn same(
    left: &[u8],
    left_start: usize,
    right: &[u8],
    right_start: usize,
    len: usize,
) -> bool {
    let mut at = 0;
    while at + 8 < len {
        if word(left, left_start + at) != word(right, right_start + at) {
            return false;
        }
        at += 8;
    }
    let rest = word(left, left_start + at) ^ word(right, right_start + at);
    rest & keep(len - at) == 0
}

/// The first eight bytes of a text, noughts where it is shorter.
#[inline(always)]
pub(crate) fn first_word(bytes: &[u8], start: usize, len: usize) -> u64 {
    word(bytes, start) & keep(len.min(8))
}

#[inline(always)]
fn word(bytes: &[u8], at: usize) -> u64 {
    let word = bytes[at..at + 8].first_chunk::<8>();
    u64::from_le_bytes(*word.expect("a range of eight bytes"))
}

/// The mask of the first `n` bytes of a word, `n` in `0..=8`.
#[inline(always)]
fn keep(n: usize) -> u64 {
    if n == 0 { 0 } else { u64::MAX >> (64 - 8 * n) }
}

/// One step of SplitMix64.
pub(crate) fn spread(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

//! Where the bytes stand that part fields and records.

use wide::u8x16;

/// Finds delimiters, quotes and line ends, 64 bytes at a time.
pub(crate) struct Specials {
    delimiter: u8x16,
    second: u8x16,
    /// Those of the block not yet given, one bit a byte.
    mask: u64,
    /// Where the next block starts.
    next_block: usize,
}

impl Specials {
    /// `runs`: tabs part as well.
    pub fn new(delimiter: u8, runs: bool) -> Self {
        Self {
            delimiter: u8x16::splat(delimiter),
            second: u8x16::splat(if runs { b'\t' } else { delimiter }),
            mask: 0,
            next_block: 0,
        }
    }

    /// The next position before `len`; 64 bytes after it must be readable.
    #[inline(always)]
    pub fn next(&mut self, window: &[u8], len: usize) -> Option<usize> {
        while self.mask == 0 {
            if self.next_block >= len {
                return None;
            }
            self.mask = self.block(&window[self.next_block..][..64]);
            self.next_block += 64;
        }
        let at = self.next_block - 64 + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        (at < len).then_some(at)
    }

    #[inline(always)]
    fn block(&self, bytes: &[u8]) -> u64 {
        let quote = u8x16::splat(b'"');
        let feed = u8x16::splat(b'\n');
        let carriage = u8x16::splat(b'\r');
        let mut mask = 0;
        for (lane, part) in bytes.as_chunks::<16>().0.iter().enumerate() {
            let part = u8x16::new(*part);
            let hit = part.simd_eq(self.delimiter)
                | part.simd_eq(self.second)
                | part.simd_eq(quote)
                | part.simd_eq(feed)
                | part.simd_eq(carriage);
            mask |= u64::from(hit.to_bitmask()) << (16 * lane);
        }
        mask
    }
}

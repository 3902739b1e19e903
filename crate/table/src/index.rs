//! From a text to its code.
//!
//! An open table with the first eight bytes of each text beside its code, so
//! that most texts are known without a look at where they are stored.
//! `hashbrown`, whose groups have no SIMD in wasm, took a fifth more time for
//! the whole reading of a million order lines there.

use std::collections::TryReserveError;

use crate::MISSING;

/// An open-addressing table, at most three quarters full.
#[derive(Debug)]
pub(crate) struct Index {
    slots: Vec<Slot>,
    n: usize,
}

/// A text: its first eight bytes (noughts where it is shorter), its length
/// and its code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub word: u64,
    pub len: u32,
    pub code: u32,
}

impl Slot {
    /// Nothing stands there.
    pub const FREE: Self = Self {
        word: 0,
        len: 0,
        code: MISSING,
    };
}

const FEWEST: usize = 64;

impl Index {
    pub fn new() -> Self {
        Self {
            slots: vec![Slot::FREE; FEWEST],
            n: 0,
        }
    }

    /// The first place where a text with this hash may stand.
    #[inline(always)]
    pub fn first(&self, hash: u32) -> Slot {
        self.slots[hash as usize & (self.slots.len() - 1)]
    }

    /// The code of the text with this hash, first word and length for which
    /// `rest_is_same` holds; it is asked for texts over eight bytes.
    #[inline(always)]
    pub fn find(
        &self,
        hash: u32,
        word: u64,
        len: usize,
        rest_is_same: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at & mask];
            if slot.code == MISSING {
                return None;
            }
            if slot.word == word
                && slot.len as usize == len
                && (len <= 8 || rest_is_same(slot.code))
            {
                return Some(slot.code);
            }
            at += 1;
        }
    }

    /// Makes room for one more; `hashes` has one entry a code.
    pub fn reserve(&mut self, hashes: &[u32]) -> Result<(), TryReserveError> {
        if 4 * (self.n + 1) <= 3 * self.slots.len() {
            return Ok(());
        }
        let mut slots = Vec::new();
        slots.try_reserve_exact(2 * self.slots.len())?;
        slots.resize(2 * self.slots.len(), Slot::FREE);
        let old = std::mem::replace(&mut self.slots, slots);
        for slot in old.into_iter().filter(|slot| slot.code != MISSING) {
            self.place(hashes[slot.code as usize], slot);
        }
        Ok(())
    }

    /// Takes a text that is not there; [`Self::reserve`] made room.
    pub fn insert(&mut self, hash: u32, slot: Slot) {
        self.place(hash, slot);
        self.n += 1;
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
    }

    fn place(&mut self, hash: u32, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].code != MISSING {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }
}

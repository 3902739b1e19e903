//! What becomes of each batch of records.

use super::{Links, Slice};
use crate::Table;
use crate::dictionary::{BATCH, Dictionary, Fault, Fresh};
use crate::tokens::Cell;

/// What a reading keeps of the records.
pub(crate) enum Keeps {
    /// All.
    Whole,
    /// Counts, and distinct texts while the columns take no more than so
    /// many bytes; then none of the largest any more.
    Counts(usize),
    /// Those of some.
    Some(Sieve),
    /// Which codes of the first column share one of the second.
    Links(Links),
}

/// A slice at work.
pub(crate) struct Sieve {
    pub slice: Slice,
    /// Where among the columns read the one stands that says whose it is.
    at: usize,
    /// The same of the column beside it.
    beside: Option<usize>,
    /// The same of those by which the others are spread, and how many codes
    /// the survey has of each.
    spread: Vec<(usize, u32)>,
    /// All of these, each once.
    first: Vec<usize>,
    /// Records seen, taken or not.
    pub n_seen: u64,
    takes: Vec<bool>,
}

impl Keeps {
    pub(crate) fn sieve(survey: &Table, slice: Slice) -> Self {
        Self::Some(Sieve::new(survey, slice))
    }

    /// Takes a batch of the text `texts`: [`BATCH`] cells a column, of which
    /// `n_held` hold; how many records of it are kept.
    #[inline(never)]
    pub(crate) fn take(
        &mut self,
        dictionaries: &mut [Dictionary],
        cells: &mut [Cell],
        n_held: usize,
        texts: &[u8],
        fresh: &mut Fresh,
    ) -> Result<u64, Fault> {
        let mut push = |dictionary: &mut Dictionary, cells: &[Cell]| {
            dictionary.push_all(texts, cells, fresh)
        };
        if let Self::Some(sieve) = self {
            return sieve.take(dictionaries, cells, n_held, push);
        }
        let columns = cells.as_chunks::<BATCH>().0;
        for (dictionary, cells) in dictionaries.iter_mut().zip(columns) {
            push(dictionary, &cells[..n_held])?;
        }
        match self {
            Self::Counts(_) => {
                dictionaries.iter_mut().for_each(Dictionary::count_codes);
            }
            Self::Links(links) => links.take_read(dictionaries),
            Self::Whole | Self::Some(_) => {}
        }
        Ok(n_held as u64)
    }

    /// Stores no further text of the largest column of a survey, where its
    /// columns take more than their room.
    pub(crate) fn fill(&self, dictionaries: &mut [Dictionary]) {
        let Self::Counts(room) = self else {
            return;
        };
        let growing = dictionaries.iter().map(Dictionary::growing);
        if growing.sum::<usize>() <= *room {
            return;
        }
        // A column without a text would be taken for an empty one.
        let columns = dictionaries.iter_mut().filter(|it| !it.is_empty());
        if let Some(largest) = columns.max_by_key(|it| it.growing()) {
            largest.fill();
        }
    }

    /// What of the second column stands beside which of the first.
    pub(crate) fn links(survey: &Table, columns: [usize; 2]) -> Self {
        Self::Links(Links::new(survey, columns))
    }
}

impl Sieve {
    fn new(survey: &Table, slice: Slice) -> Self {
        let place = |of: usize| {
            let at = slice.columns.iter().position(|it| *it == of);
            at.expect("the column is among those that are read")
        };
        let at = place(slice.by);
        let beside = slice.beside.as_ref().map(|it| place(it.0));
        let n_codes = |of: usize| survey.data[of].ends.len() as u32;
        let spread = slice.spread.iter();
        let spread = spread.map(|&of| (place(of), n_codes(of)));
        let spread: Vec<(usize, u32)> = spread.collect();
        let mut first = vec![at];
        for other in beside.into_iter().chain(spread.iter().map(|it| it.0)) {
            if !first.contains(&other) {
                first.push(other);
            }
        }
        Self {
            at,
            beside,
            spread,
            first,
            n_seen: 0,
            takes: Vec::new(),
            slice,
        }
    }

    /// Whether each of the last records is taken, by its codes.
    fn decide(&mut self, dictionaries: &[Dictionary], n_held: usize) {
        let slice = &self.slice;
        let last = |at: usize| dictionaries[at].last_codes(n_held);
        let beside = self.beside.map(last).zip(slice.beside.as_ref());
        let is_nobodys = |at: usize| {
            let codes = self.spread.iter().map(|it| (last(it.0)[at], it.1));
            let mut known = codes.filter(|(code, n_codes)| code < n_codes);
            known.next().map_or(0, |it| it.0) % slice.n == slice.nth
        };
        self.takes.clear();
        for (at, code) in last(self.at).iter().enumerate() {
            let own = slice.taken.get(*code as usize);
            let by_other = || {
                let (codes, (_, taken)) = beside?;
                taken.get(codes[at] as usize)
            };
            let known = own.or_else(by_other).copied();
            self.takes.push(known.unwrap_or_else(|| is_nobodys(at)));
        }
        self.n_seen += n_held as u64;
    }

    /// Takes a batch, as [`Keeps::take`] does.
    fn take(
        &mut self,
        dictionaries: &mut [Dictionary],
        cells: &mut [Cell],
        n_held: usize,
        mut push: impl FnMut(&mut Dictionary, &[Cell]) -> Result<(), Fault>,
    ) -> Result<u64, Fault> {
        for &at in &self.first {
            push(&mut dictionaries[at], &cells[at * BATCH..][..n_held])?;
        }
        self.decide(dictionaries, n_held);
        for &at in &self.first {
            dictionaries[at].retain_last(&self.takes);
        }
        let n_taken = self.takes.iter().filter(|taken| **taken).count();
        let columns = dictionaries.iter_mut().zip(cells.chunks_mut(BATCH));
        for (at, (dictionary, cells)) in columns.enumerate() {
            if self.first.contains(&at) || n_taken == 0 {
                continue;
            }
            let mut kept = 0;
            for (held, taken) in self.takes.iter().enumerate() {
                cells[kept] = cells[held];
                kept += usize::from(*taken);
            }
            push(dictionary, &cells[..n_taken])?;
        }
        Ok(n_taken as u64)
    }
}

//! Codes that are counted and not kept.

use super::Dictionary;
use crate::MISSING;

/// Codes that were counted and not kept.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Records of each code.
    pub counts: Vec<u32>,
    pub n_records: u64,
    /// The codes of the first [`HEAD`] records.
    pub(super) head: Vec<u32>,
    /// Those of the last records behind them, [`TAIL`] at most.
    pub(super) tail: Vec<u32>,
    /// No further text is stored.
    pub is_full: bool,
    /// Records whose text was not stored.
    pub n_over: u64,
}

/// The code of a text that was not stored.
pub(super) const OVER: u32 = MISSING - 1;

/// Records at the beginning whose codes are always kept, to be looked at.
pub(crate) const HEAD: usize = 1_000;
/// Records at the end whose codes are always kept.
pub(crate) const TAIL: usize = 3;

impl Survey {
    /// Counts records without a value, before any other.
    pub(super) fn skip(&mut self, n_records: usize) {
        self.n_records = n_records as u64;
        self.head.resize(n_records.min(HEAD), MISSING);
        let n_behind = n_records - self.head.len();
        self.tail.resize(n_behind.min(TAIL), MISSING);
    }
}

impl Dictionary {
    /// Counts the codes of the batch at hand, where they are not kept.
    pub fn count_codes(&mut self) {
        let Some(survey) = &mut self.survey else {
            return;
        };
        survey.counts.resize(self.ends.len(), 0);
        let before = usize::from(survey.n_records > 0);
        let fresh = &mut self.codes[before..];
        for code in &mut *fresh {
            if let Some(count) = survey.counts.get_mut(*code as usize) {
                *count += 1;
            } else if *code == OVER {
                survey.n_over += 1;
                *code = MISSING;
            }
        }
        survey.n_records += fresh.len() as u64;
        let n_head = fresh.len().min(HEAD - survey.head.len());
        survey.head.extend_from_slice(&fresh[..n_head]);
        survey.tail.extend_from_slice(&fresh[n_head..]);
        let n_gone = survey.tail.len().saturating_sub(TAIL);
        survey.tail.drain(..n_gone);
        let n_counted = self.codes.len().saturating_sub(1);
        self.codes.drain(..n_counted);
    }

    /// Stores no further text; of a survey only.
    pub fn fill(&mut self) {
        if let Some(survey) = &mut self.survey {
            survey.is_full = true;
        }
    }

    /// Bytes that may still grow.
    pub fn growing(&self) -> usize {
        match &self.survey {
            Some(survey) if survey.is_full => 0,
            _ => self.memory(),
        }
    }
}

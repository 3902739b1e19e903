//! What is too small to leave the machine in a report.
//!
//! A report shows no figure of fewer than [`SMALLEST`] customers. The
//! analysis keeps them: on the machine they are the shop's own.

use table::{Code, Warning, fact};

use crate::{
    analysis::{RfmGrid, Segment},
    rules::Bits,
    words::Words,
};

/// Fewer customers than this are not told apart in a report.
pub const SMALLEST: u64 = 10;

/// The codes of a run's warnings, those of [`crate::repair`] among them.
/// Their messages, as every sentence of a result, are in the language of the
/// plan.
pub const CODES: [Code; 11] = fact::codes([
    ("W_ATTRIBUTE", ""),
    ("W_ORDER_TOTALS", ""),
    ("W_OTHER_CURRENCY", ""),
    ("W_NO_DAYS", ""),
    ("W_CORE_FEATURES", ""),
    ("W_NO_STAGES", ""),
    ("W_NOT_KEPT", ""),
    ("W_OUTCOME", ""),
    ("W_SMALL_CELL", ""),
    ("W_SMALL_SEGMENT", ""),
    ("W_RULE", ""),
]);

/// Whether a count of customers may be told in a report: nobody, or enough.
///
/// ```
/// use kindred::disclose::may_tell;
/// assert!(may_tell(0) && may_tell(10) && !may_tell(9));
/// ```
pub fn may_tell(n_customers: u64) -> bool {
    n_customers == 0 || n_customers >= SMALLEST
}

/// The grid's counts as a report may show them: `None` where a count is too
/// small, and where it could be found from a row's or column's sum less the
/// others, so that every row and column hides none or at least two.
pub fn grid_to_tell(grid: &RfmGrid) -> Vec<Vec<Option<u64>>> {
    cells_to_tell(&grid.counts)
}

/// The same of any counts, `counts[row][column]`.
pub(crate) fn cells_to_tell(counts: &[Vec<u64>]) -> Vec<Vec<Option<u64>>> {
    let mut told: Vec<Vec<Option<u64>>> = counts
        .iter()
        .map(|row| row.iter().map(|&n| may_tell(n).then_some(n)).collect())
        .collect();
    while let Some((row, column)) = next_to_hide(&told) {
        told[row][column] = None;
    }
    told
}

/// Whether each segment's figures may stand in a report; where one would be
/// hidden alone, the next smallest is hidden with it, so that the total does
/// not give it away.
pub fn segments_to_tell(segments: &[Segment]) -> Vec<bool> {
    let mut told: Vec<bool> =
        segments.iter().map(|s| may_tell(s.size)).collect();
    if told.iter().filter(|&&t| !t).count() == 1 {
        let companion = (0..segments.len())
            .filter(|&s| told[s] && segments[s].size > 0)
            .min_by_key(|&s| segments[s].size);
        if let Some(companion) = companion {
            told[companion] = false;
        }
    }
    told
}

/// Whether each rule's figures may stand in a report. Left out are sets of
/// few customers, sets that leave out few, and those that differ by few from
/// an earlier rule that is told or from a segment, or all but: there one
/// figure less the other would tell of the few. A segment that is itself left
/// out is not told as a rule either. What several figures together give away
/// is not looked at.
///
/// `sets` are the rules' customers, `None` where one can't be judged;
/// `of_segments` those of the segments.
///
/// ```text
/// O(rules · (rules + segments) · n_customers / 64)
/// ```
pub fn rules_to_tell(
    sets: &[Option<&Bits>],
    segments: &[Segment],
    of_segments: &[Bits],
    n_customers: u64,
) -> Vec<bool> {
    let is_few = |n: u64| n < SMALLEST || n_customers - n < SMALLEST;
    let parts = of_segments.iter().zip(segments_to_tell(segments));
    let parts: Vec<(&Bits, bool)> = parts.collect();
    // `other` is told, or not, beside it.
    let gives_away = |set: &Bits, other: &Bits, is_told: bool| {
        let n = set.n_different(other);
        let is_same = n == 0 || n == n_customers;
        is_few(n) && !(is_told && is_same)
    };
    let mut told: Vec<&Bits> = Vec::new();
    let mut may = Vec::new();
    for set in sets {
        let set = set.filter(|set| {
            may_tell(set.len())
                && may_tell(n_customers - set.len())
                && !told.iter().any(|it| gives_away(set, it, true))
                && !parts.iter().any(|it| gives_away(set, it.0, it.1))
        });
        told.extend(set);
        may.push(set.is_some());
    }
    may
}

/// Tells which segments and cells a report will leave out.
pub(crate) fn warnings(
    segments: &[Segment],
    grid: &RfmGrid,
    words: &dyn Words,
) -> Vec<Warning> {
    let n_segments = segments.iter().filter(|s| !may_tell(s.size)).count();
    let cells = grid.counts.iter().flatten();
    let n_cells = cells.filter(|&&n| !may_tell(n)).count();
    let mut warnings = Vec::new();
    if n_segments > 0 {
        let message = words.small_segments(n_segments, SMALLEST);
        let n = n_segments as u64;
        warnings.push(Warning::new("W_SMALL_SEGMENT", n, message));
    }
    if n_cells > 0 {
        let message = words.small_cells(n_cells, SMALLEST);
        let n = n_cells as u64;
        warnings.push(Warning::new("W_SMALL_CELL", n, message));
    }
    warnings
}

/// The smallest told cell of a row or column that hides exactly one.
fn next_to_hide(told: &[Vec<Option<u64>>]) -> Option<(usize, usize)> {
    let n_columns = told.first().map_or(0, Vec::len);
    let rows = (0..told.len())
        .map(|row| (0..n_columns).map(|column| (row, column)).collect());
    let columns = (0..n_columns)
        .map(|column| (0..told.len()).map(|row| (row, column)).collect());
    rows.chain(columns).find_map(|line: Vec<(usize, usize)>| {
        let hidden =
            line.iter().filter(|&&(r, c)| told[r][c].is_none()).count();
        if hidden != 1 {
            return None;
        }
        line.into_iter()
            .filter_map(|(r, c)| told[r][c].map(|n| (n, r, c)))
            .filter(|&(n, _, _)| n > 0)
            .min()
            .map(|(_, r, c)| (r, c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grid(counts: Vec<Vec<u64>>) -> RfmGrid {
        RfmGrid {
            recency_to: vec![None; counts.len()],
            orders_to: vec![None; counts.first().map_or(0, Vec::len)],
            counts,
        }
    }

    #[test]
    fn a_small_cell_is_hidden_with_enough_others() {
        let told = grid_to_tell(&grid(vec![
            vec![50, 20, 30],
            vec![40, 3, 60],
            vec![70, 80, 90],
        ]));
        assert_eq!(told[1][1], None);
        assert_eq!(told[1].iter().filter(|c| c.is_none()).count(), 2);
        assert_eq!(told.iter().filter(|r| r[1].is_none()).count(), 2);
    }

    #[test]
    fn a_grid_without_small_cells_is_told_whole() {
        let told = grid_to_tell(&grid(vec![vec![10, 0], vec![25, 99]]));
        assert!(told.iter().flatten().all(Option::is_some));
    }

    proptest! {
        #[test]
        fn no_row_or_column_gives_a_hidden_cell_away(
            counts in prop::collection::vec(
                prop::collection::vec(0..40_u64, 4), 4),
        ) {
            let told = grid_to_tell(&grid(counts.clone()));
            for row in 0..4 {
                for column in 0..4 {
                    if told[row][column].is_some() {
                        continue;
                    }
                    let in_row = (0..4).filter(|&c| told[row][c].is_none());
                    let others_in_row =
                        (0..4).any(|c| c != column && counts[row][c] > 0);
                    prop_assert!(in_row.count() > 1 || !others_in_row);
                    let in_column =
                        (0..4).filter(|&r| told[r][column].is_none());
                    let others_in_column =
                        (0..4).any(|r| r != row && counts[r][column] > 0);
                    prop_assert!(in_column.count() > 1 || !others_in_column);
                }
            }
            for (told, counts) in told.iter().zip(&counts) {
                for (told, &count) in told.iter().zip(counts) {
                    prop_assert!(told.is_none_or(|n| n == count));
                    prop_assert!(may_tell(count) || told.is_none());
                }
            }
        }
    }
}

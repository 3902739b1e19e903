//! What is wrong with a rule, and where.

use crate::{groups::Group, lifecycle::Stage};

/// Why a rule can't be judged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// Where in the plan, such as `rules[2].when.all[1].feature`.
    pub at: String,
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wrong {
    /// A rule without a name.
    NoName,
    /// A name that an earlier rule has.
    NameTwice(String),
    /// There are too many rules.
    TooMany,
    /// Conditions within conditions without end.
    TooDeep,
    /// All, or any, of nothing.
    NoParts,
    /// What a feature is compared with is no number, or beyond all use.
    NoNumber,
    /// From more to less.
    Reversed,
    /// No feature has the name; the nearest that one has.
    NoFeature(String, Option<String>),
    /// No rule has the name; the nearest that one has.
    NoRule(String, Option<String>),
    /// The rule of this name leads back to itself.
    Circle(String),
    /// The file does not tell stages.
    NoStages(Stage),
    /// The file does not tell the group.
    NoGroup(Group),
    /// Segments are formed with the rule, and are not there yet.
    NoSegments,
}

/// The known name nearest to one, by letters to be changed, put in or taken
/// out; none where more than a third would be. Ties go to the first.
pub(super) fn nearest<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let near = known.map(|it| (distance(name, it), it));
    let (distance, nearest) = near.min_by_key(|it| it.0)?;
    let most = name.chars().count().div_ceil(3);
    (distance <= most).then(|| nearest.to_owned())
}

/// The edit distance, small and capital letters alike.
fn distance(a: &str, b: &str) -> usize {
    let letters = |text: &str| -> Vec<char> {
        text.chars().flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_where_it_is_near() {
        let known = ["orders", "recency_days", "revenue"];
        let offered = |name| nearest(name, known.into_iter());
        assert_eq!(offered("order").as_deref(), Some("orders"));
        assert_eq!(offered("recencydays").as_deref(), Some("recency_days"));
        assert_eq!(offered("REVENUE").as_deref(), Some("revenue"));
        assert_eq!(offered("mood"), None);
    }

    #[test]
    fn the_distance_counts_letters() {
        for (a, b, n) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
        ] {
            assert_eq!(distance(a, b), n, "{a} {b}");
        }
    }
}

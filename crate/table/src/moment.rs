//! Civil moments without a zone.

use serde::{Deserialize, Serialize};

/// Seconds since 1970-01-01T00:00:00 in the file's own civil time. Day
/// arithmetic is done here; the zone of the computer never matters.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
)]
pub struct Moment(pub i64);

impl Moment {
    /// Whole days since 1970-01-01, rounded down.
    ///
    /// ```
    /// # use table::Moment;
    /// assert_eq!(Moment(-1).day(), -1);
    /// assert_eq!(Moment(86_400).day(), 1);
    /// ```
    pub fn day(self) -> i64 {
        self.0.div_euclid(86_400)
    }
}

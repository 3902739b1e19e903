//! What the texts of a column can be read as, decided over the whole column.

pub(crate) mod calendar;
mod currency;
pub(crate) mod date;
mod dates;
mod digits;
mod invisible;
mod months;
pub(crate) mod number;
mod numbers;
mod serial;
mod time;
mod truth;
pub(crate) mod words;
mod zone;

pub(crate) use calendar::iso_day;
pub use currency::{currency_name, may_stand_for};
pub(crate) use dates::{DateChoice, orders_disagree, read_dates};
pub(crate) use invisible::hides;
pub(crate) use numbers::{
    NumberChoice, is_scientific, marks_disagree, read_numbers,
};
pub(crate) use serial::{read_counted, speaks_of_date};
pub(crate) use truth::{force_truths, read_truths};
pub(crate) use zone::offset_name;

/// The distinct texts of a column, each with the number of its records.
pub(crate) struct Texts<'a> {
    /// In order of their codes.
    pub texts: Vec<&'a str>,
    /// Records of each.
    pub counts: Vec<u32>,
    /// Records with any.
    pub present: u64,
    /// They must be read as a type, however few of them fit.
    pub patient: bool,
}

impl<'a> Texts<'a> {
    /// Each text with its count.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, u64)> + '_ {
        let counts = self.counts.iter().map(|count| u64::from(*count));
        self.texts.iter().copied().zip(counts)
    }

    /// The same, to be read as a type whatever they are.
    pub fn patiently(&self) -> Self {
        Self {
            texts: self.texts.clone(),
            counts: self.counts.clone(),
            present: self.present,
            patient: true,
        }
    }

    /// How many records may be unreadable for the column to have a type.
    pub fn patience(&self) -> u64 {
        if self.patient {
            return self.present;
        }
        let share = 1.0 - crate::limits::READ_SHARE;
        (self.present as f64 * share + 1e-9) as u64
    }
}

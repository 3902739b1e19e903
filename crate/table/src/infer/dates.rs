//! A column of days or moments: the order of its parts.

use super::Texts;
use super::date::{Shape, compact, parse};
use crate::choice::Wish;
use crate::{ColumnType, DateOrder, Moment};

/// A column read as days or moments.
pub(crate) struct DateChoice {
    /// One a text.
    pub moments: Vec<Option<Moment>>,
    /// The order of the parts.
    pub order: DateOrder,
    /// Another order reads as many records, and differently, or reads some
    /// that this one cannot.
    pub ambiguous: bool,
    /// Some text has a time of day other than midnight.
    pub timed: bool,
    /// Records that could not be read.
    pub unread: u64,
    /// Records whose offset from universal time was left out.
    pub offsets: u64,
}

/// Tried in this order; the first of equals wins.
const ORDERS: [DateOrder; 3] = [
    DateOrder::DayMonthYear,
    DateOrder::MonthDayYear,
    DateOrder::YearMonthDay,
];

/// Reads a column as dates; `None` where too few of its texts are. The order
/// that reads most records wins; among equals the wished one.
pub(crate) fn read_dates(
    texts: &Texts<'_>,
    wish: Wish<DateOrder>,
) -> Option<DateChoice> {
    if texts.patient {
        let parted = read_parted(texts, wish);
        let read = [read_compact(texts), parted].into_iter().flatten();
        return read.min_by_key(|choice| choice.unread);
    }
    read_compact(texts).or_else(|| read_parted(texts, wish))
}

impl DateChoice {
    /// As days, or as moments.
    pub fn forced(mut self, as_type: Option<ColumnType>) -> Self {
        match as_type {
            Some(ColumnType::Timestamp) => self.timed = true,
            Some(_) => {
                let day = |m: &mut Moment| m.0 = m.day() * 86_400;
                self.moments.iter_mut().flatten().for_each(day);
                self.timed = false;
            }
            None => {}
        }
        self
    }
}

/// Whether a column is one of days of which some can only be read with the
/// day first and some only with the month first, so that neither order reads
/// enough of them.
pub(crate) fn orders_disagree(texts: &Texts<'_>) -> bool {
    let Some(shapes) = shapes(texts) else {
        return false;
    };
    let read = |order| {
        let reads = |shape: &Shape| shape.moment(order).is_some();
        shapes.iter().flatten().filter(|shape| reads(shape)).count()
    };
    let [first, second, _] = ORDERS;
    read(first) > 0 && read(second) > 0 && shapes.len() > 1
}

/// `20250331`.
fn read_compact(texts: &Texts<'_>) -> Option<DateChoice> {
    let patience = texts.patience();
    let mut moments = Vec::new();
    let mut unread = 0;
    for (text, count) in texts.iter() {
        let moment = compact(text);
        unread += if moment.is_none() { count } else { 0 };
        if unread > patience {
            return None;
        }
        moments.push(moment);
    }
    Some(DateChoice {
        moments,
        order: DateOrder::YearMonthDay,
        ambiguous: false,
        timed: false,
        unread,
        offsets: 0,
    })
}

fn read_parted(
    texts: &Texts<'_>,
    wish: Wish<DateOrder>,
) -> Option<DateChoice> {
    let shapes = shapes(texts)?;
    if shapes.iter().flatten().all(|shape| shape.is_plain()) {
        let order = DateOrder::YearMonthDay;
        return settle(texts, &shapes, order, false);
    }
    if let Some(order) = wish.must() {
        return settle(texts, &shapes, order, false);
    }
    let read = |order| weigh(texts, &shapes, order);
    let best = ORDERS.into_iter().map(read).max()?;
    let equals: Vec<DateOrder> =
        ORDERS.into_iter().filter(|o| read(*o) == best).collect();
    let preferred = equals.iter().find(|order| wish.is(**order));
    let order = *preferred.unwrap_or(&equals[0]);
    let ambiguous = contested(&shapes, order, &equals);
    settle(texts, &shapes, order, ambiguous)
}

fn shapes(texts: &Texts<'_>) -> Option<Vec<Option<Shape>>> {
    let patience = texts.patience();
    let mut unread = 0;
    let mut shapes = Vec::new();
    for (text, count) in texts.iter() {
        let shape = parse(text);
        unread += if shape.is_none() { count } else { 0 };
        if unread > patience {
            return None;
        }
        shapes.push(shape);
    }
    Some(shapes)
}

/// Records that an order reads.
fn weigh(
    texts: &Texts<'_>,
    shapes: &[Option<Shape>],
    order: DateOrder,
) -> u64 {
    let read = |shape: &Option<Shape>| {
        shape.is_some_and(|shape| shape.moment(order).is_some())
    };
    let pairs = shapes.iter().zip(&texts.counts);
    pairs
        .filter(|(shape, _)| read(shape))
        .map(|(_, count)| u64::from(*count))
        .sum()
}

/// Whether the texts leave the order of day and month open. That a short
/// date may also begin with its year is so rare that it is not asked.
fn contested(
    shapes: &[Option<Shape>],
    order: DateOrder,
    equals: &[DateOrder],
) -> bool {
    shapes.iter().flatten().any(|shape| {
        let mine = shape.moment(order);
        let mut rivals =
            equals.iter().filter(|other| ORDERS[..2].contains(other));
        let equal_differs = rivals.any(|other| shape.moment(*other) != mine);
        let other_reads = mine.is_none()
            && ORDERS[..2].iter().any(|o| shape.moment(*o).is_some());
        equal_differs || other_reads
    })
}

fn settle(
    texts: &Texts<'_>,
    shapes: &[Option<Shape>],
    order: DateOrder,
    ambiguous: bool,
) -> Option<DateChoice> {
    let moments: Vec<Option<Moment>> = shapes
        .iter()
        .map(|shape| shape.and_then(|shape| shape.moment(order)))
        .collect();
    let mut unread = 0;
    let mut offsets = 0;
    let mut timed = false;
    for (code, moment) in moments.iter().enumerate() {
        let count = u64::from(texts.counts[code]);
        let time = shapes[code].and_then(|shape| shape.time);
        unread += if moment.is_none() { count } else { 0 };
        offsets += if time.is_some_and(|t| t.offset) {
            count
        } else {
            0
        };
        timed |= time.is_some_and(|t| t.seconds % 86_400 != 0);
    }
    (unread <= texts.patience()).then_some(DateChoice {
        moments,
        order,
        ambiguous,
        timed,
        unread,
        offsets,
    })
}

//! A column of days or moments: the order of its parts.

use super::Texts;
use super::date::{Shape, compact, parse};
use super::serial::read_counted;
use super::zone::Zone;
use crate::choice::Wish;
use crate::profile::Counting;
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
    /// Records with a zone beside them.
    pub zoned: u64,
    /// The offset from universal time in which all moments stand, in minutes
    /// east, where the file states one.
    pub offset: Option<i16>,
    /// Records that had another offset and were brought to that one.
    pub moved: u64,
    /// Records whose year has two digits.
    pub short_years: u64,
    /// What is counted, where each is written as one number.
    pub counting: Option<Counting>,
}

/// Tried in this order; the first of equals wins.
const ORDERS: [DateOrder; 3] = [
    DateOrder::DayMonthYear,
    DateOrder::MonthDayYear,
    DateOrder::YearMonthDay,
];

/// Reads a column as dates; `None` where too few of its texts are. The order
/// that reads most records wins; among equals the wished one. A column that
/// must be one of dates may also be a count of seconds or days.
pub(crate) fn read_dates(
    texts: &Texts<'_>,
    wish: Wish<DateOrder>,
) -> Option<DateChoice> {
    if !texts.patient {
        return read_compact(texts).or_else(|| read_parted(texts, wish));
    }
    let counted = read_counted(texts);
    let all = [read_parted(texts, wish), read_compact(texts), counted];
    all.into_iter().flatten().min_by_key(|choice| choice.unread)
}

impl DateChoice {
    /// Of moments, and nothing else known of them.
    pub fn of(moments: Vec<Option<Moment>>) -> Self {
        Self {
            moments,
            order: DateOrder::YearMonthDay,
            ambiguous: false,
            timed: false,
            unread: 0,
            zoned: 0,
            offset: None,
            moved: 0,
            short_years: 0,
            counting: None,
        }
    }

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
    let Some(shapes) = shapes(texts, parse) else {
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
    let shapes = shapes(texts, compact)?;
    settle(texts, &shapes, DateOrder::YearMonthDay, false)
}

fn read_parted(
    texts: &Texts<'_>,
    wish: Wish<DateOrder>,
) -> Option<DateChoice> {
    let shapes = shapes(texts, parse)?;
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

fn shapes(
    texts: &Texts<'_>,
    parse: fn(&str) -> Option<Shape>,
) -> Option<Vec<Option<Shape>>> {
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
    let zones = Zones::of(texts, shapes);
    let moments: Vec<Option<Moment>> = shapes
        .iter()
        .map(|shape| shape.and_then(|shape| zones.moment(shape, order)))
        .collect();
    let counts = || texts.counts.iter().map(|count| u64::from(*count));
    let unread = moments.iter().zip(counts());
    let unread: u64 = unread
        .filter(|(moment, _)| moment.is_none())
        .map(|(_, count)| count)
        .sum();
    let short = shapes.iter().zip(counts());
    let short = short.filter(|(shape, _)| shape.is_some_and(Shape::is_short));
    let timed = |moment: &Moment| moment.0 % 86_400 != 0;
    (unread <= texts.patience()).then(|| DateChoice {
        timed: moments.iter().flatten().any(timed),
        order,
        ambiguous,
        unread,
        zoned: zones.zoned,
        offset: zones.main,
        moved: zones.moved,
        short_years: short.map(|(_, count)| count).sum(),
        ..DateChoice::of(moments)
    })
}

/// The zones of a column: where its times have several offsets, all are
/// brought to that of most records, so that a day is one stretch of time.
struct Zones {
    zoned: u64,
    main: Option<i16>,
    moved: u64,
}

impl Zones {
    fn of(texts: &Texts<'_>, shapes: &[Option<Shape>]) -> Self {
        let mut zoned = 0;
        let mut tally: Vec<(i16, u64)> = Vec::new();
        for (shape, count) in shapes.iter().zip(&texts.counts) {
            let count = u64::from(*count);
            let zone = shape.and_then(Shape::zone);
            zoned += if zone.is_some() { count } else { 0 };
            let Some(Zone::Offset(offset)) = zone else {
                continue;
            };
            match tally.iter_mut().find(|(known, _)| *known == offset) {
                Some((_, n)) => *n += count,
                None => tally.push((offset, count)),
            }
        }
        let most = tally.iter().map(|(_, n)| *n).max();
        let main = tally.iter().find(|(_, n)| Some(*n) == most);
        let all: u64 = tally.iter().map(|(_, n)| *n).sum();
        Self {
            zoned,
            main: main.map(|(offset, _)| *offset),
            moved: all - most.unwrap_or(0),
        }
    }

    /// The moment in the main zone; what states none is in it already.
    fn moment(&self, shape: Shape, order: DateOrder) -> Option<Moment> {
        let moment = shape.moment(order)?;
        let minutes = match (self.main, shape.zone()) {
            (Some(main), Some(Zone::Offset(own))) => main - own,
            _ => 0,
        };
        Some(Moment(moment.0 + 60 * i64::from(minutes)))
    }
}

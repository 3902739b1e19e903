//! A small made-up shop with planted segments, to try the page on.
//!
//! The shop is synthetic, and its file name says so. It sells tea for 18
//! months; five kinds of customer are planted in it, and who is of which
//! kind is told beside the file, for tests. It has the usual dirt: returns,
//! orders without a customer, customers who did not agree or withdrew.

mod catalogue;

use numeric::rng::{Rng, derive};

use crate::day;
use catalogue::CATALOGUE;

/// The file's name.
pub const NAME: &str = "sample-shop (synthetic).csv";

/// The seed of the shop that the page shows.
pub const SEED: u64 = 2026;

/// The shop's file and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The file: UTF-8 CSV with a header, in the order of the orders.
    pub csv: Vec<u8>,
    /// Each customer who has an id, and its kind.
    pub planted: Vec<Planted>,
}

/// A customer of known kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planted {
    /// The id, as in the file.
    pub customer: String,
    /// The kind.
    pub kind: Kind,
    /// Whether the consent column says yes.
    pub agreed: bool,
}

/// The kinds of customer that are planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Buy every few weeks, wide baskets.
    Regular,
    /// Buy costly things before Christmas.
    Gift,
    /// Bought one cheap thing in the summer sale.
    Bargain,
    /// Bought well in the first months, then no more.
    Lapsed,
    /// Came in the last weeks.
    New,
}

/// Makes the shop; the same seed makes the same bytes everywhere.
///
/// About 700 customers, 5,000 lines and 400 KB.
///
/// ```
/// use kindred::sample;
/// let shop = sample::make(sample::SEED);
/// assert!((600..800).contains(&shop.planted.len()));
/// assert_eq!(shop, sample::make(sample::SEED));
/// ```
pub fn make(seed: u64) -> Sample {
    let mut rng = Rng::new(derive(seed, 0));
    let people = people(&mut rng);
    let mut orders: Vec<Order> = people
        .iter()
        .enumerate()
        .flat_map(|(i, p)| p.orders(&mut Rng::new(derive(seed, 1 + i as u64))))
        .collect();
    orders.extend((0..N_GUESTS).map(|_| guest(&mut rng)));
    // The lines break ties, so that the order is that of the content.
    numeric::order::by(&mut orders, |a, b| {
        (a.minute, &a.lines).cmp(&(b.minute, &b.lines))
    });
    Sample {
        csv: write(&orders, &mut rng),
        planted: people.into_iter().map(Person::told).collect(),
    }
}

/// The first and the last day of the shop, and two events in it, in days
/// from the first.
const FIRST: day::Civil = day::Civil {
    year: 2024,
    month: 7,
    day: 1,
};
const N_DAYS: usize = 548;
const SALE: usize = 20;
const SALE_DAYS: usize = 24;
const ADVENT: usize = 495;
const ADVENT_DAYS: usize = 28;
const N_GUESTS: usize = 70;

struct Person {
    id: String,
    kind: Kind,
    consent: &'static str,
    country: &'static str,
}

struct Order {
    /// Minutes from the beginning of the first day.
    minute: usize,
    customer: String,
    consent: &'static str,
    country: &'static str,
    lines: Vec<Line>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    product: usize,
    quantity: i64,
    cents: i64,
}

/// How a kind buys: ranges are inclusive.
struct Habit {
    orders: [usize; 2],
    lines: [usize; 2],
    /// Positions in the catalogue.
    products: [usize; 2],
    /// Of the usual price.
    percent: i64,
}

impl Kind {
    /// Every kind and how many customers it has.
    const SIZES: [(Self, usize); 5] = [
        (Self::Regular, 130),
        (Self::Gift, 150),
        (Self::Bargain, 190),
        (Self::Lapsed, 110),
        (Self::New, 120),
    ];

    fn habit(self) -> Habit {
        let (orders, lines, products, percent) = match self {
            Self::Regular => ([7, 10], [3, 5], [0, 22], 100),
            Self::Gift => ([1, 1], [4, 6], [18, 33], 100),
            Self::Bargain => ([1, 1], [1, 1], [0, 8], 70),
            Self::Lapsed => ([4, 6], [2, 3], [6, 26], 100),
            Self::New => ([2, 3], [2, 3], [4, 20], 100),
        };
        Habit {
            orders,
            lines,
            products,
            percent,
        }
    }

    /// The days of `n` orders.
    fn days(self, n: usize, rng: &mut Rng) -> Vec<usize> {
        let spread = |from: usize, to: usize, rng: &mut Rng| {
            let step = (to - from) / n;
            let day = |i| from + i * step + rng.below(step.max(1));
            (0..n).map(day).collect()
        };
        match self {
            Self::Regular => spread(10 + rng.below(60), N_DAYS, rng),
            Self::Gift => spread(ADVENT, ADVENT + ADVENT_DAYS, rng),
            Self::Bargain => spread(SALE, SALE + SALE_DAYS, rng),
            Self::Lapsed => spread(rng.below(40), 300, rng),
            Self::New => spread(N_DAYS - 40, N_DAYS, rng),
        }
    }
}

impl Person {
    fn orders(&self, rng: &mut Rng) -> Vec<Order> {
        let habit = self.kind.habit();
        let n = between(habit.orders, rng);
        let days = self.kind.days(n, rng);
        let mut orders: Vec<Order> = days
            .into_iter()
            .map(|day| Order {
                minute: day * 1440 + minute_of_day(rng),
                customer: self.id.clone(),
                consent: self.consent,
                country: self.country,
                lines: habit.basket(rng),
            })
            .collect();
        // Some begin with a yes and withdraw it.
        if self.consent == "withdrawn" {
            let n_before = orders.len() - 1;
            orders[..n_before]
                .iter_mut()
                .for_each(|o| o.consent = "yes");
        }
        orders
    }

    fn told(self) -> Planted {
        Planted {
            customer: self.id,
            kind: self.kind,
            agreed: self.consent == "yes",
        }
    }
}

impl Habit {
    fn basket(&self, rng: &mut Rng) -> Vec<Line> {
        let n = between(self.lines, rng);
        let [first, last] = self.products;
        let chosen = rng.sample(last - first + 1, n);
        let mut lines: Vec<Line> = chosen
            .into_iter()
            .map(|i| self.line(first + i, rng))
            .collect();
        let bought = lines[0];
        if self.percent == 100 && rng.below(40) == 0 {
            lines.push(Line {
                quantity: -1,
                ..bought
            });
        }
        lines
    }

    fn line(&self, product: usize, rng: &mut Rng) -> Line {
        let usual = CATALOGUE[product].cents;
        let is_cheap = usual < 1500;
        Line {
            product,
            quantity: 1 + (is_cheap && rng.below(3) == 0) as i64,
            cents: usual * self.percent / 100,
        }
    }
}

fn people(rng: &mut Rng) -> Vec<Person> {
    let n = Kind::SIZES.iter().map(|(_, n)| n).sum();
    let mut ids = rng.sample(9_000, n);
    rng.shuffle(&mut ids);
    let kinds = Kind::SIZES
        .iter()
        .flat_map(|&(kind, n)| std::iter::repeat_n(kind, n));
    let mut person = |(id, kind): (usize, Kind)| Person {
        id: (10_000 + id).to_string(),
        kind,
        consent: match rng.below(40) {
            0 | 1 => "no",
            2 => "",
            3 => "withdrawn",
            _ => "yes",
        },
        country: match rng.below(20) {
            0 => "Austria",
            1 => "France",
            2 | 3 => "Netherlands",
            _ => "Germany",
        },
    };
    ids.into_iter().zip(kinds).map(&mut person).collect()
}

fn guest(rng: &mut Rng) -> Order {
    Order {
        minute: rng.below(N_DAYS) * 1440 + minute_of_day(rng),
        customer: String::new(),
        consent: "",
        country: "Germany",
        lines: Kind::Bargain.habit().basket(rng),
    }
}

fn minute_of_day(rng: &mut Rng) -> usize {
    8 * 60 + rng.below(14 * 60)
}

fn between([low, high]: [usize; 2], rng: &mut Rng) -> usize {
    low + rng.below(high - low + 1)
}

fn write(orders: &[Order], rng: &mut Rng) -> Vec<u8> {
    let mut csv = String::from(HEADER);
    let mut number = 20_000;
    for order in orders {
        number += 1 + rng.below(3);
        let day = day::to_days(FIRST) + (order.minute / 1440) as i64;
        let minute = order.minute % 1440;
        let (day, hour, minute) = (day::iso(day), minute / 60, minute % 60);
        for line in &order.lines {
            let (euros, cents) = (line.cents / 100, line.cents % 100);
            csv.push_str(&format!(
                "{number},{day} {hour:02}:{minute:02},{},\"{}\",{},\
                 {euros}.{cents:02},{},{}\n",
                order.customer,
                CATALOGUE[line.product].name,
                line.quantity,
                order.consent,
                order.country,
            ));
        }
    }
    csv.into_bytes()
}

const HEADER: &str = "order_number,order_date,customer_number,product,\
                      quantity,unit_price,consent,country\n";

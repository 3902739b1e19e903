//! Every feature once more, by its formula, from the list of a customer's
//! orders and lines.

use std::collections::BTreeSet;

use super::naive::{Customer, Order};
use kindred::day::{from_days, month_index};

/// A feature's name and its formula.
pub type Twin = (&'static str, fn(&Customer<'_>) -> Option<f64>);

pub const RHYTHM: &[Twin] = &[
    ("recency_days", |c| Some(age(c, c.days().last()?))),
    ("orders", |c| Some(c.orders.len() as f64)),
    ("tenure_days", |c| Some(age(c, c.days().first()?))),
    ("gap_mean_days", |c| mean(&c.gaps())),
    ("gap_variation", |c| variation(&c.gaps())),
    ("overdue_ratio", |c| {
        Some(age(c, c.days().last()?) / median(c.gaps())?)
    }),
    ("active_months", |c| Some(months(c))),
    ("purchase_days", |c| Some(c.days().len() as f64)),
    ("active_span_days", |c| Some(c.gaps().iter().sum())),
    ("gap_last_days", |c| c.gaps().last().copied()),
    ("gap_first_days", |c| c.gaps().first().copied()),
    ("gap_median_days", |c| median(c.gaps())),
    ("gap_longest_days", |c| largest(&c.gaps())),
    ("gap_regular_share", |c| {
        let (gaps, usual) = (c.gaps(), median(c.gaps())?);
        let near = |gap: &f64| *gap >= usual / 2.0 && *gap <= usual * 1.5;
        (gaps.len() > 1).then(|| share(&gaps, near))?
    }),
    ("gap_week_share", |c| share(&c.gaps(), |gap| *gap < 7.5)),
    ("overdue_longest", |c| {
        Some(age(c, c.days().last()?) / largest(&c.gaps())?)
    }),
    ("silent_share", |c| {
        Some(age(c, c.days().last()?) / age(c, c.days().first()?))
    }),
    ("orders_a_month", |c| {
        let days = age(c, c.days().first()?).max(30.0);
        Some(c.orders.len() as f64 / (days / 30.0))
    }),
    ("active_month_share", |c| {
        let first = month_index(*c.days().first()?);
        let all = (first..=month_index(c.shop.as_of - 1)).count();
        Some(months(c) / all as f64)
    }),
];

pub const TREND: &[Twin] = &[
    ("order_value_trend", |c| {
        let days = c.orders.iter().map(|it| it.day() as f64).collect();
        slope(days, c.values())
    }),
    ("gap_trend", |c| {
        let days = c.days().iter().skip(1).map(|&it| it as f64).collect();
        slope(days, c.gaps())
    }),
    ("gap_late_ratio", |c| late(&c.gaps())),
    ("order_value_late_ratio", |c| late(&c.values())),
    ("orders_90_days", |c| Some(within(c, 90))),
    ("orders_365_days", |c| Some(within(c, 365))),
    ("order_share_30_days", |c| Some(within(c, 30) / n(c))),
    ("order_share_90_days", |c| Some(within(c, 90) / n(c))),
    ("order_share_365_days", |c| Some(within(c, 365) / n(c))),
    ("order_shift_90_days", |c| {
        ratio(within(c, 90), within(c, 180))
    }),
    ("orders_decayed", |c| {
        let part = |it: &Order| libm::pow(0.5, age(c, &it.day()) / 90.0);
        Some(c.orders.iter().map(part).sum())
    }),
    ("revenue_90_days", |c| Some(paid_within(c, 90))),
    ("revenue_365_days", |c| Some(paid_within(c, 365))),
    ("revenue_share_90_days", |c| {
        ratio(paid_within(c, 90), left(c))
    }),
    ("revenue_share_365_days", |c| {
        ratio(paid_within(c, 365), left(c))
    }),
    ("revenue_decayed", |c| {
        let part =
            |it: &Order| it.value() * libm::pow(0.5, age(c, &it.day()) / 90.0);
        Some(c.orders.iter().map(part).sum())
    }),
];

pub const VALUE: &[Twin] = &[
    ("revenue", |c| Some(cents(&c.bought) / 100.0)),
    ("revenue_net", |c| {
        Some((cents(&c.bought) + cents(&c.returned)) / 100.0)
    }),
    ("order_value_mean", |c| mean(&c.values())),
    ("order_value_median", |c| median(c.values())),
    ("order_value_variation", |c| variation(&c.values())),
    ("return_share", |c| {
        ratio(-cents(&c.returned), cents(&c.bought)).map(|it| it.min(1.0))
    }),
    ("order_value_max", |c| largest(&c.values())),
    ("order_value_min", |c| {
        largest(&c.values().iter().map(|it| -it).collect::<Vec<_>>())
            .map(|it| -it)
    }),
    ("order_value_first", |c| c.values().first().copied()),
    ("order_value_last", |c| c.values().last().copied()),
    ("largest_order_share", |c| {
        ratio(largest(&c.values())?, left(c))
    }),
    ("returned", |c| Some(-cents(&c.returned) / 100.0)),
    ("returned_order_share", |c| {
        share(&c.orders, |it| it.came_back)
    }),
    ("return_line_share", |c| {
        let all = c.bought.len() + c.returned.len();
        ratio(c.returned.len() as f64, all as f64)
    }),
];

pub const BASKET: &[Twin] = &[
    ("lines_per_order", |c| Some(c.bought.len() as f64 / n(c))),
    ("pieces_per_order", |c| {
        let told: Vec<f64> = pieces(c);
        mean(&told)
    }),
    ("products", |c| {
        ratio(c.products().len() as f64, 1.0).filter(|n| *n > 0.0)
    }),
    ("product_entropy", |c| entropy(&product_counts(c))),
    ("new_product_share", |c| {
        let (mut known, mut n_new, mut n_all) = (BTreeSet::new(), 0, 0);
        for (at, order) in c.orders.iter().enumerate() {
            for product in &order.products {
                n_all += usize::from(at > 0);
                n_new += usize::from(known.insert(product) && at > 0);
            }
        }
        ratio(n_new as f64, n_all as f64)
    }),
    ("products_per_order", |c| {
        let n_pairs: usize = c.products().values().sum();
        (n_pairs > 0).then(|| n_pairs as f64 / n(c))
    }),
    ("lines_max", |c| largest(&lines(c))),
    ("lines_variation", |c| variation(&lines(c))),
    ("single_line_share", |c| share(&lines(c), |it| *it == 1.0)),
    ("pieces", |c| {
        (!pieces(c).is_empty()).then(|| pieces(c).iter().sum())
    }),
    ("top_product_share", |c| {
        let counts = product_counts(c);
        ratio(largest(&counts)?, counts.iter().sum())
    }),
    ("repeat_product_share", |c| {
        let counts = product_counts(c);
        (n(c) > 1.0).then(|| share(&counts, |it| *it >= 2.0))?
    }),
    ("product_evenness", |c| {
        let most = libm::log2(c.products().len() as f64);
        ratio(entropy(&product_counts(c))?, most)
    }),
];

pub const PAID: &[Twin] = &[
    ("discount_share", |c| {
        share(&c.prices(), |it| it.0 <= it.1 * 0.95)
    }),
    ("premium_share", |c| {
        share(&c.prices(), |it| it.0 >= it.1 * 1.05)
    }),
    ("price_level", |c| {
        median(c.prices().iter().map(|it| it.0 / it.1).collect())
    }),
    ("cheap_share", |c| {
        let until = quartile(c, 0.25)?;
        share(&c.prices(), |it| it.1 <= until)
    }),
    ("dear_share", |c| {
        let from = quartile(c, 0.75)?;
        share(&c.prices(), |it| it.1 >= from)
    }),
    ("piece_price", |c| {
        let told = c.bought.iter().filter(|it| it.pieces.is_some());
        let pieces: i64 = told.clone().filter_map(|it| it.pieces).sum();
        let cents: i64 = told.map(|it| it.cents).sum();
        ratio(cents as f64 / 100.0, pieces as f64)
    }),
];

pub const TIMING: &[Twin] = &[
    ("weekend_share", |c| {
        share(&c.orders, |it| matches!(weekday(it), 5 | 6))
    }),
    ("weekday_entropy", |c| entropy(&spread(c, weekday, 7))),
    ("main_weekday_share", |c| {
        ratio(largest(&spread(c, weekday, 7))?, n(c))
    }),
    ("night_share", |c| at_hours(c, 0, 6)),
    ("morning_share", |c| at_hours(c, 6, 12)),
    ("afternoon_share", |c| at_hours(c, 12, 18)),
    ("evening_share", |c| at_hours(c, 18, 24)),
    ("order_hour", |c| {
        let hours = c.orders.iter().map(Order::hour).collect();
        c.shop.has_times().then(|| median(hours))?
    }),
    ("hour_entropy", |c| {
        let counts = spread(c, |it| it.hour() as usize, 24);
        c.shop.has_times().then(|| entropy(&counts))?
    }),
    ("month_entropy", |c| entropy(&spread(c, month, 12))),
    ("season_share", |c| {
        let season = c.shop.season()?;
        share(&c.orders, |it| season.contains(&month(it)))
    }),
    ("last_quarter_share", |c| {
        share(&c.orders, |it| month(it) >= 9)
    }),
    ("same_quarter_share", |c| {
        let now = from_days(c.shop.as_of - 1).month as usize - 1;
        share(&c.orders, |it| month(it) / 3 == now / 3)
    }),
    ("gift_share", |c| {
        share(&c.orders, |it| {
            let civil = from_days(it.day());
            let day = civil.month * 100 + civil.day;
            (1115..=1224).contains(&day)
        })
    }),
];

fn n(c: &Customer<'_>) -> f64 {
    c.orders.len() as f64
}

fn age(c: &Customer<'_>, day: &i64) -> f64 {
    (c.shop.as_of - day) as f64
}

fn months(c: &Customer<'_>) -> f64 {
    let months = c.orders.iter().map(|it| month_index(it.day()));
    months.collect::<BTreeSet<_>>().len() as f64
}

fn within(c: &Customer<'_>, days: i64) -> f64 {
    let is = |it: &&Order| it.day() + days >= c.shop.as_of;
    c.orders.iter().filter(is).count() as f64
}

fn paid_within(c: &Customer<'_>, days: i64) -> f64 {
    let is = |it: &&Order| it.day() + days >= c.shop.as_of;
    c.orders.iter().filter(is).map(Order::value).sum::<f64>() + 0.0
}

fn left(c: &Customer<'_>) -> f64 {
    c.values().iter().sum()
}

fn cents(lines: &[&super::naive::Record]) -> f64 {
    lines.iter().map(|it| it.cents).sum::<i64>() as f64
}

fn lines(c: &Customer<'_>) -> Vec<f64> {
    c.orders.iter().map(|it| it.n_lines as f64).collect()
}

fn pieces(c: &Customer<'_>) -> Vec<f64> {
    let told = c.orders.iter().filter_map(|it| it.pieces);
    told.map(|it| it as f64).collect()
}

fn product_counts(c: &Customer<'_>) -> Vec<f64> {
    c.products().values().map(|&it| it as f64).collect()
}

fn quartile(c: &Customer<'_>, p: f64) -> Option<f64> {
    let all = c.shop.all_usual();
    (all.len() >= 4).then(|| numeric::stats::quantile(&all, p))?
}

/// From 0 for a Monday.
fn weekday(order: &Order) -> usize {
    (order.day() + 3).rem_euclid(7) as usize
}

/// From 0 for January.
fn month(order: &Order) -> usize {
    from_days(order.day()).month as usize - 1
}

fn at_hours(c: &Customer<'_>, from: usize, to: usize) -> Option<f64> {
    let is = |it: &Order| (from..to).contains(&(it.hour() as usize));
    c.shop.has_times().then(|| share(&c.orders, is))?
}

fn spread(
    c: &Customer<'_>,
    of: impl Fn(&Order) -> usize,
    n: usize,
) -> Vec<f64> {
    let count = |at| c.orders.iter().filter(|it| of(it) == at).count();
    (0..n).map(|at| count(at) as f64).collect()
}

fn entropy(counts: &[f64]) -> Option<f64> {
    let all: f64 = counts.iter().sum();
    let parts = counts.iter().filter(|it| **it > 0.0).map(|it| it / all);
    (all > 0.0).then(|| -parts.map(|p| p * libm::log2(p)).sum::<f64>())
}

fn ratio(part: f64, all: f64) -> Option<f64> {
    (all > 0.0).then(|| part / all)
}

fn share<T>(all: &[T], is: impl Fn(&T) -> bool) -> Option<f64> {
    let n = all.iter().filter(|it| is(it)).count();
    ratio(n as f64, all.len() as f64)
}

fn mean(values: &[f64]) -> Option<f64> {
    ratio(values.iter().sum(), values.len() as f64)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (n > 0).then(|| (values[(n - 1) / 2] + values[n / 2]) / 2.0)
}

fn largest(values: &[f64]) -> Option<f64> {
    values.iter().copied().reduce(f64::max)
}

fn variation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let squares = values
        .iter()
        .map(|it| (it - mean) * (it - mean))
        .sum::<f64>();
    let n = values.len() as f64;
    (n > 1.0).then(|| ratio((squares / (n - 1.0)).sqrt(), mean))?
}

fn late(values: &[f64]) -> Option<f64> {
    let half = values.len() / 2;
    let later: Vec<f64> = values.iter().rev().take(half).copied().collect();
    ratio(mean(&later)?, mean(&values[..half])?)
}

/// The median of the slopes of all pairs, a 30 days, over the median.
fn slope(days: Vec<f64>, values: Vec<f64>) -> Option<f64> {
    let mut slopes = Vec::new();
    for a in 0..days.len() {
        for b in 0..a {
            if days[a] > days[b] {
                slopes.push((values[a] - values[b]) / (days[a] - days[b]));
            }
        }
    }
    let slope = (values.len() > 2).then(|| median(slopes))??;
    let usual = median(values)?;
    (usual > 0.0).then(|| 30.0 * slope / usual)
}

//! Every feature is what its formula says, from the list of a customer's
//! records; and no record on or after the as-of day changes one.

use crate::naive::{Record, Shop};
use crate::support;
use crate::twins;
use crate::twins::Twin;
use kindred::{
    Features, day, executor::Serial, features, ledger, permit::permit,
    role::Role,
};
use numeric::rng::Rng;

const ROLES: &[(&str, Role)] = &[
    ("customer", Role::CustomerId),
    ("order", Role::OrderId),
    ("day", Role::Date),
    ("product", Role::Product),
    ("pieces", Role::Quantity),
    ("amount", Role::Amount),
];

/// A made-up shop's way of selling.
#[derive(Clone, Copy, Debug)]
struct Kind {
    n_customers: usize,
    n_records: usize,
    n_days: usize,
    n_products: usize,
    times: bool,
    orders: bool,
}

fn all() -> Vec<Twin> {
    let parts = [
        twins::RHYTHM,
        twins::TREND,
        twins::VALUE,
        twins::BASKET,
        twins::PAID,
        twins::TIMING,
    ];
    parts.concat()
}

/// Records from 2023-11-20 on; some are returns, some tell no pieces.
fn records(kind: Kind, rng: &mut Rng) -> Vec<Record> {
    let first = day::parse_iso("2023-11-20").expect("a day");
    let record = |rng: &mut Rng| {
        let day = first + rng.below(kind.n_days) as i64;
        let seconds = if kind.times { rng.below(86_400) } else { 0 };
        let pieces = rng.below(9) as i64;
        let customer = rng.below(kind.n_customers);
        let product = rng.below(kind.n_products + 1);
        let back = if rng.below(8) == 0 { -1 } else { 1 };
        let price = (100 + 150 * product + rng.below(120)) as i64;
        Record {
            customer: format!("c{customer:02}"),
            // Some orders name none; an order may have several days.
            order: match (kind.orders, rng.below(5)) {
                (true, 1..) => format!("{customer}-{}", rng.below(12)),
                _ => String::new(),
            },
            moment: day * 86_400 + seconds as i64,
            product: match product {
                0 => String::new(),
                _ => format!("p{product}"),
            },
            pieces: (pieces > 0).then_some(back * pieces),
            cents: back * price * pieces.max(1),
        }
    };
    (0..kind.n_records).map(|_| record(rng)).collect()
}

fn csv(records: &[Record]) -> String {
    let mut text = String::from("customer,order,day,product,pieces,amount\n");
    for it in records {
        let day = day::iso(it.day());
        let second = it.moment.rem_euclid(86_400);
        let (hour, minute) = (second / 3600, second / 60 % 60);
        let pieces = it.pieces.map_or(String::new(), |n| n.to_string());
        let sign = if it.cents < 0 { "-" } else { "" };
        let cents = it.cents.abs();
        text += &format!(
            "{},{},{day} {hour:02}:{minute:02}:{:02},{},{pieces},\
             {sign}{}.{:02}\n",
            it.customer,
            it.order,
            second % 60,
            it.product,
            cents / 100,
            cents % 100
        );
    }
    text
}

fn measured(text: &str, as_of: i64) -> Features {
    let table = support::read("shop.csv", text.as_bytes());
    let plan = support::plan(ROLES);
    let permission = plan.permission.as_ref().expect("there is one");
    let permitted = permit(&table, &plan.sources[0].roles, permission);
    let permitted = permitted.expect("good roles");
    let until = day::iso(as_of);
    pollster::block_on(async {
        let until = Some(&*until);
        let book = ledger::book(&permitted, until, None, &Serial).await?;
        features::compute(book, &[], &Serial).await
    })
    .expect("somebody bought")
}

fn kinds() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for n_records in [12, 60, 300] {
        for n_days in [3, 40, 420, 900] {
            for way in 0..4 {
                kinds.push(Kind {
                    n_customers: 1 + n_records / 12,
                    n_records,
                    n_days,
                    n_products: 3 + way * 5,
                    times: way % 2 == 0,
                    orders: way != 1,
                });
            }
        }
    }
    kinds
}

#[test]
fn every_feature_is_what_its_formula_says() {
    let twins = all();
    let mut names: Vec<&str> = twins.iter().map(|twin| twin.0).collect();
    let mut specs: Vec<&str> =
        features::ALL.iter().map(|spec| spec.name).collect();
    names.sort_unstable();
    specs.sort_unstable();
    assert_eq!(names, specs);
    let mut n_known = vec![0; twins.len()];
    for (nth, kind) in kinds().into_iter().enumerate() {
        let mut rng = Rng::new(nth as u64);
        let records = records(kind, &mut rng);
        let first = records.iter().map(Record::day).min().expect("some");
        let as_of = first + 1 + kind.n_days as i64 * 4 / 5;
        let shop = Shop::new(&records, as_of);
        let found = measured(&csv(&records), as_of);
        assert_eq!(found.ids, shop.names().into_iter().collect::<Vec<_>>());
        for (at, (name, twin)) in twins.iter().enumerate() {
            let column = found.column(name);
            for (place, id) in found.ids.iter().enumerate() {
                let own = column.map(|it| it.values[place]);
                let own = own.filter(|value| !value.is_nan());
                let naive = twin(&shop.customer(id));
                n_known[at] += usize::from(naive.is_some());
                assert!(
                    close(own, naive),
                    "{name} of {id}: {own:?} is not \
                    {naive:?} in {kind:?}"
                );
            }
        }
    }
    for ((name, _), n) in twins.iter().zip(n_known) {
        assert!(n > 50, "{name} was known {n} times");
    }
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
}

#[test]
fn no_record_on_or_after_the_as_of_day_changes_a_feature() {
    for (nth, kind) in kinds().into_iter().enumerate() {
        let mut rng = Rng::new(1_000 + nth as u64);
        let before = records(kind, &mut rng);
        let last = before.iter().map(Record::day).max().expect("some");
        let as_of = last + 1 + rng.below(3) as i64;
        let alone = measured(&csv(&before), as_of);
        for _ in 0..3 {
            // Records from the as-of day on, put anywhere, of customers who
            // are known or not; with more digits than those before.
            let mut all = before.clone();
            let n_later = 1 + rng.below(30);
            let later = Kind {
                n_records: n_later,
                ..kind
            };
            for mut record in records(later, &mut rng) {
                record.moment += (as_of - last + kind.n_days as i64) * 86_400;
                assert!(record.day() >= as_of);
                if rng.below(2) == 0 {
                    record.customer += "x";
                }
                all.insert(rng.below(all.len() + 1), record);
            }
            let text = csv(&all)
                + &format!("late,9,{},p1,2.125,1.0625\n", day::iso(as_of));
            let then = measured(&text, as_of);
            assert_eq!(then.ids, alone.ids);
            assert_eq!(then.columns, alone.columns, "{kind:?}");
            assert_eq!(then.revenue, alone.revenue);
        }
    }
}

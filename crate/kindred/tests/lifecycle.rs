//! Stages and groups are what their rules say of the days of each customer,
//! and tell who will buy.

use crate::support;
use std::collections::{BTreeMap, BTreeSet};

use kindred::{
    Features, day,
    executor::Serial,
    features,
    groups::{self, Group},
    ledger,
    lifecycle::{self, Stage},
    permit::permit,
    plan::{Basis, Permission, Purpose},
    role::propose,
};
use numeric::rng::Rng;
use table::Table;

/// The days of each customer.
type Days = BTreeMap<String, BTreeSet<i64>>;

fn measured(table: &Table, as_of: Option<&str>) -> Features {
    let roles = propose(&table.columns, table.n_records as u64);
    let permission = Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: None,
    };
    let permitted = permit(table, &roles, &permission).expect("good roles");
    pollster::block_on(async {
        let book = ledger::book(&permitted, as_of, None, &Serial).await?;
        features::compute(book, &[], &Serial).await
    })
    .expect("somebody bought")
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    (values[(n - 1) / 2] + values[n / 2]) / 2.0
}

fn gaps(days: &BTreeSet<i64>) -> Vec<f64> {
    let days: Vec<i64> = days.iter().copied().collect();
    days.windows(2).map(|it| (it[1] - it[0]) as f64).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The chance of a silence after these gaps: one factor a gap, those of the
/// shop's usual length too.
fn chance(gaps: &[f64], silence: f64, usual: f64) -> f64 {
    let known = 3.0 * usual + gaps.iter().sum::<f64>();
    let once = known / (known + silence);
    (0..gaps.len() + 3).fold(1.0, |all, _| all * once)
}

fn stage(gaps: &[f64], silence: f64, usual: f64) -> Stage {
    let now = chance(gaps, silence, usual);
    match gaps.split_last() {
        _ if now < 0.05 => Stage::Lapsed,
        _ if now < 0.25 => Stage::AtRisk,
        None => Stage::New,
        Some((last, before)) if chance(before, *last, usual) < 0.05 => {
            Stage::WonBack
        }
        Some(_) => Stage::Active,
    }
}

/// Customers of their own rhythms; some stop, some come back.
fn made_up(rng: &mut Rng) -> Days {
    let first = day::parse_iso("2024-01-01").expect("a day");
    let mut all = Days::new();
    for customer in 0..40 {
        let pace = 3 + rng.below(60);
        // Every fifth comes late, and once.
        let (start, n) = match customer % 5 {
            0 => (480 + rng.below(21), 0),
            _ => (rng.below(400), rng.below(20)),
        };
        let mut days = BTreeSet::from([first + start as i64]);
        for _ in 0..n {
            let pause = if rng.below(9) == 0 { 9 } else { 1 };
            let last = days.last().copied().unwrap_or(first);
            let next = last + 1 + (rng.below(pace) * pause) as i64;
            days.insert(next.min(first + 500));
        }
        all.insert(format!("c{customer:02}"), days);
    }
    all
}

#[test]
fn stages_and_groups_are_what_their_rules_say() {
    let mut n_seen = BTreeMap::new();
    for seed in 0..40 {
        let all = made_up(&mut Rng::new(seed));
        let lines = all.iter().flat_map(|(name, days)| {
            days.iter()
                .map(move |it| format!("{name},{},5", day::iso(*it)))
        });
        let lines: Vec<String> = lines.collect();
        let last = all.values().flatten().max().expect("a day") + 1;
        let features = measured(&support::shop(&lines), None);
        assert_eq!(features.ids, all.keys().cloned().collect::<Vec<_>>());
        let of_days: Vec<Vec<f64>> = all.values().map(gaps).collect();
        let some = of_days.iter().filter(|it| !it.is_empty());
        let usual = median(some.map(|it| mean(it)).collect());
        let (found, stages) = lifecycle::stages(&features).expect("days");
        assert!((found - usual).abs() < 1e-9);
        let silences = all
            .values()
            .map(|it| (last - it.last().copied().expect("a day")) as f64);
        let silences: Vec<f64> = silences.collect();
        for ((own, gaps), silence) in
            stages.iter().zip(&of_days).zip(&silences)
        {
            assert_eq!(*own, stage(gaps, *silence, usual), "{gaps:?}");
            *n_seen.entry(*own).or_insert(0) += 1;
        }
        let counted = lifecycle::counted(found, &stages);
        let sum: u64 = counted.stages.iter().map(|it| it.customers).sum();
        assert_eq!(sum, 40);

        let often = of_days.iter().filter(|it| it.len() >= 2);
        let often: Vec<f64> = often.map(|it| mean(it)).collect();
        let short = numeric::stats::quantile(&often, 0.25).expect("some");
        let members =
            |group| groups::members(group, &features, &stages).expect("told");
        let first = members(Group::FirstTime);
        let frequent = members(Group::Frequent);
        let engaged = members(Group::Engaged);
        for (at, gaps) in of_days.iter().enumerate() {
            assert_eq!(first[at], gaps.is_empty());
            let habit = gaps.len() >= 2;
            assert_eq!(frequent[at], habit && mean(gaps) <= short);
            let is_here = matches!(stages[at], Stage::Active | Stage::WonBack);
            let keeps = habit && silences[at] <= median(gaps.clone());
            assert_eq!(engaged[at], keeps && is_here);
        }
    }
    assert_eq!(n_seen.len(), 5, "{n_seen:?}");
    assert!(n_seen.values().all(|n| *n > 10), "{n_seen:?}");
}

#[test]
fn who_never_comes_back_or_tells_no_day_has_no_stage() {
    let once: Vec<String> = (0..30)
        .map(|n| format!("c{n},2024-03-{:02},5", 1 + n % 28))
        .collect();
    let features = measured(&support::shop(&once), None);
    assert_eq!(lifecycle::stages(&features), None);
    let groups = groups::counted(&groups::known(&features, &[]));
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].customers, 30);
}

/// Of the customers of each stage at a day, the share that buys in the 90
/// days from there on.
fn held_out(path: &str, as_of: &str) -> BTreeMap<Stage, f64> {
    let Some(bytes) = support::real(path) else {
        return BTreeMap::new();
    };
    let table = support::read(path, &bytes);
    let start = day::parse_iso(as_of).expect("a day");
    let until = day::iso(start + 90);
    let then = measured(&table, Some(&until));
    let recency = &then.column("recency_days").expect("days").values;
    let later: BTreeSet<&String> = then
        .ids
        .iter()
        .zip(recency)
        .filter(|it| *it.1 <= 90.0)
        .map(|it| it.0)
        .collect();
    let before = measured(&table, Some(as_of));
    let (usual, stages) = lifecycle::stages(&before).expect("days");
    println!("{path} at {as_of}: usual gap {usual} days");
    let mut shares = BTreeMap::new();
    for stage in Stage::ALL {
        let own = before.ids.iter().zip(&stages);
        let own: Vec<&String> =
            own.filter(|it| *it.1 == stage).map(|it| it.0).collect();
        let n = own.iter().filter(|id| later.contains(**id)).count();
        let share = n as f64 / own.len().max(1) as f64;
        println!("  {stage:?}: {} customers, {share:.3} buy", own.len());
        shares.insert(stage, share);
    }
    for it in groups::counted(&groups::known(&before, &stages)) {
        println!("  {:?}: {} customers", it.group, it.customers);
    }
    shares
}

#[test]
fn on_real_shops_the_stages_tell_who_will_buy() {
    for (path, as_of) in [
        ("cdnow/cdnow_sample_transactions.csv", "1998-04-01"),
        ("online_retail/online_retail_dev.csv.gz", "2011-09-10"),
    ] {
        let shares = held_out(path, as_of);
        if shares.is_empty() {
            continue;
        }
        let of = |stage: Stage| shares[&stage];
        assert!(of(Stage::Active) > 1.3 * of(Stage::AtRisk), "{path}");
        assert!(of(Stage::AtRisk) > 1.2 * of(Stage::Lapsed), "{path}");
    }
}

//! What came after, on whole runs: it sees nothing of the days it tells of,
//! finds what is planted, and changes nothing else.

use crate::cut;
use crate::support::{ROLES, go, plan, read, refused, shop};
use kindred::{
    Plan, Run,
    foretold::{CameAfter, Foreseen, Outcome},
    plan::Language,
    role::Role,
    rules::Condition,
};
use numeric::rng::Rng;
use table::Table;

fn asked(of: CameAfter, horizon_days: u32) -> Plan {
    Plan {
        as_of: Some("2025-01-01".into()),
        outcome: Some(Outcome { horizon_days, of }),
        ..plan(ROLES)
    }
}

/// A line of `customer,day,amount`, some days after 2024-01-01.
fn line(customer: usize, day: usize, cents: usize) -> String {
    let first = kindred::day::parse_iso("2024-01-01").expect("a day");
    let day = kindred::day::iso(first + day as i64);
    format!("c{customer:03},{day},{}.{:02}", cents / 100, cents % 100)
}

/// 500 customers, of whom those with four orders and more before October
/// come again in the last 92 days, and hardly another; the rest is noise.
/// `late` says of the days from October on, when what is bought there.
fn made_up(late: impl Fn(usize, &mut Rng) -> (usize, usize)) -> Table {
    let mut lines = Vec::new();
    for customer in 0..500 {
        let mut rng = Rng::new(customer as u64);
        let n_orders = 1 + rng.below(6);
        for _ in 0..n_orders {
            let day = rng.below(274);
            lines.push(line(customer, day, 1_000 + rng.below(9_000)));
        }
        let comes = if n_orders >= 4 { 80 } else { 10 };
        if rng.below(100) < comes {
            let (day, cents) = late(customer, &mut rng);
            lines.push(line(customer, day, cents));
        }
    }
    shop(&lines)
}

fn usual(_: usize, rng: &mut Rng) -> (usize, usize) {
    (274 + rng.below(92), 2_000 + rng.below(4_000))
}

fn is_about(of: &Foreseen, name: &str) -> bool {
    let json = serde_json::to_string(&of.when).expect("plain data");
    json.contains(&format!("\"{name}\""))
}

#[test]
fn what_is_planted_is_told_as_a_rule_with_its_share() {
    let run = go(&made_up(usual), &asked(CameAfter::Left, 92));
    let told = run.analysis.foretold.expect("enough is known");
    assert_eq!((told.from.as_str(), told.customers), ("2024-10-01", 500));
    let n_all: u64 = told.leaves.iter().map(|it| it.customers).sum();
    assert_eq!(n_all, 500, "each is in one leaf");
    let own = |it: &&Foreseen| is_about(it, "orders");
    let often = told.subgroups.iter().rfind(own);
    let often = often.expect("those who come again stand out");
    assert!((0.1..0.3).contains(&often.estimate.mean), "{often:?}");
    assert!(often.chance.expect("tested") < 0.001);
    assert!(often.ratio.expect("some left") < 0.5);
    let last = told.leaves.last().expect("a question helps");
    assert!(is_about(last, "orders"), "{last:?}");
    for of in told.leaves.iter().chain(&told.subgroups) {
        let (low, high) = of.estimate.interval;
        assert!((0.0..=of.estimate.mean).contains(&low));
        assert!((of.estimate.mean..=1.0).contains(&high));
        assert!(of.estimate.customers >= 10, "{of:?}");
        assert!(of.customers >= of.estimate.customers);
        assert!(250 - of.estimate.customers >= 10, "{of:?}");
    }
    println!("{told:#?}");
}

#[test]
fn nothing_of_the_days_is_seen_but_what_is_told_of_them() {
    // The same customers buy, on other days, at other prices.
    let before = go(&made_up(usual), &asked(CameAfter::Left, 92));
    let other = made_up(|customer, _| (365 - customer % 9, 77 + customer));
    let after = go(&other, &asked(CameAfter::Left, 92));
    assert_ne!(before.analysis.amount, after.analysis.amount);
    assert!(before.analysis.foretold.is_some());
    assert_eq!(before.analysis.foretold, after.analysis.foretold);
    // A day earlier is another matter.
    let earlier = made_up(|customer, _| (273, 77 + customer));
    let earlier = go(&earlier, &asked(CameAfter::Left, 92));
    assert_ne!(before.analysis.foretold, earlier.analysis.foretold);
}

/// The run as it is without what came after.
fn bare(mut run: Run) -> Run {
    run.analysis.foretold = None;
    run.analysis.digest = String::new();
    run
}

#[test]
fn a_plan_that_asks_changes_nothing_but_the_answer_and_the_digest() {
    let table = made_up(usual);
    let plan = asked(CameAfter::Revenue, 92);
    let unasked = Plan {
        outcome: None,
        ..plan.clone()
    };
    let (with, without) = (go(&table, &plan), go(&table, &unasked));
    let json = serde_json::to_value(&without.analysis).expect("plain data");
    assert!(json.get("foretold").is_none());
    assert_ne!(with.analysis.digest, without.analysis.digest);
    let told = with.analysis.foretold.clone().expect("enough is known");
    assert!(told.everybody.mean > 0.0);
    assert_eq!(go(&table, &plan).analysis, with.analysis);
    let (with, without) = (bare(with), bare(without));
    assert_eq!(with.analysis, without.analysis);
    assert_eq!(with.labels, without.labels);
    // Another seed halves the customers in another way.
    let other = go(&table, &Plan { seed: 7, ..plan });
    assert_ne!(other.analysis.foretold, Some(told));
}

#[test]
fn revenue_is_told_in_major_units_returns_netted() {
    let mut lines: Vec<String> = Vec::new();
    for customer in 0..400 {
        lines.push(line(customer, customer % 200, 5_000));
        if customer % 2 == 0 {
            lines.push(line(customer, 300, 3_000));
        }
        if customer % 4 == 0 {
            let back = line(customer, 310, 1_000).replace(",10.00", ",-10.00");
            lines.push(back);
        }
    }
    let table = shop(&lines);
    let run = go(&table, &asked(CameAfter::Revenue, 92));
    let told = run.analysis.foretold.expect("enough is known");
    // Half bring 30, half of these 20.
    assert!((told.everybody.mean - 12.5).abs() < 1.5, "{told:?}");
    let (low, high) = told.everybody.interval;
    assert!(low < 12.5 && 12.5 < high);
    assert!(told.subgroups.len() + told.leaves.len() < 4, "{told:#?}");
}

#[test]
fn what_cannot_be_told_says_why_and_the_run_goes_on() {
    let table = made_up(usual);
    let said = |table: &Table, plan: &Plan| -> String {
        let analysis = go(table, plan).analysis;
        assert_eq!(analysis.foretold, None);
        let mut all = analysis.warnings.into_iter();
        let own = all.find(|it| it.code == "W_OUTCOME");
        own.expect("the reason is told").message
    };
    let of = CameAfter::Revenue;
    let short = said(&table, &asked(of, 184));
    assert!(short.contains("twice the 184 days"), "{short}");
    let german = Plan {
        language: Language::De,
        ..asked(of, 184)
    };
    let short = said(&table, &german);
    assert!(
        short.contains("doppelt so weit zurück wie die 184"),
        "{short}"
    );
    let few: Vec<String> = (0..150)
        .flat_map(|it| [line(it, it, 900), line(it, 300, 800)])
        .collect();
    let few = said(&shop(&few), &asked(of, 92));
    assert!(few.contains("150 customers had bought before"), "{few}");
    let gone: Vec<String> = (0..300)
        .map(|it| line(it, it % 250, 900 + it))
        .chain((0..19).map(|it| line(it, 300, 500)))
        .collect();
    let gone = said(&shop(&gone), &asked(CameAfter::Left, 92));
    assert!(gone.contains("at least 20 are needed"), "{gone}");
    let plain: String = (0..300)
        .map(|it| format!("c{it},2024-{:02}-03,{}\n", 1 + it % 12, 1 + it % 4))
        .collect();
    let plain = read(
        "plain.csv",
        format!("customer,day,quantity\n{plain}").as_bytes(),
    );
    let roles = [
        ("customer", Role::CustomerId),
        ("day", Role::Date),
        ("quantity", Role::Quantity),
    ];
    let unpriced = Plan {
        sources: plan(&roles).sources,
        ..asked(of, 92)
    };
    let unpriced = said(&plain, &unpriced);
    assert!(unpriced.contains("tell no amounts"), "{unpriced}");
    let undated: String = (0..300)
        .map(|it| format!("c{it},{it},,p{},1,{}.25\n", it % 7, 5 + it % 90))
        .collect();
    let head = "customer,order,day,product,quantity,price\n";
    let undated = read("shop.csv", format!("{head}{undated}").as_bytes());
    let roles = [
        ("customer", Role::CustomerId),
        ("order", Role::OrderId),
        ("day", Role::Date),
        ("product", Role::Product),
        ("quantity", Role::Quantity),
        ("price", Role::Price),
    ];
    let no_day = Plan {
        sources: plan(&roles).sources,
        as_of: None,
        ..asked(of, 92)
    };
    let undated = said(&undated, &no_day);
    assert!(undated.contains("tell no day"), "{undated}");
}

#[test]
fn days_out_of_their_range_are_refused() {
    for days in [0, 3_651] {
        let plan = asked(CameAfter::Left, days);
        let error = refused(&made_up(usual), &plan);
        assert_eq!(error.subject(), Some("outcome.horizon_days"));
        assert!(error.to_string().contains("1 to 3650"), "{error}");
    }
}

#[test]
fn a_file_in_slices_tells_the_same() {
    let sample = kindred::sample::make(kindred::sample::SEED);
    let files = [("sample.csv", &*sample.csv)];
    for of in [CameAfter::Revenue, CameAfter::Left] {
        let plan = Plan {
            outcome: Some(Outcome {
                horizon_days: 120,
                of,
            }),
            ..cut::plan(&files)
        };
        cut::check(&files, 0, &plan);
        let run = cut::whole(&files, &plan).expect("a good run");
        let told = run.analysis.foretold.expect("enough is known");
        assert!(!told.subgroups.is_empty());
    }
}

#[test]
fn rules_that_were_found_can_be_taken_over() {
    let table = made_up(usual);
    let run = go(&table, &asked(CameAfter::Left, 92));
    let told = run.analysis.foretold.expect("enough is known");
    let then = Plan {
        as_of: Some("2024-10-01".into()),
        outcome: None,
        ..asked(CameAfter::Left, 92)
    };
    let then = go(&table, &then);
    let all = told.leaves.iter().chain(&told.subgroups);
    let rule = |(at, of): (usize, &Foreseen)| kindred::rules::Rule {
        name: at.to_string(),
        when: of.when.clone(),
    };
    let rules: Vec<_> = all.clone().enumerate().map(rule).collect();
    let none: [Condition; 0] = [];
    let counted = kindred::rules::count(&then, &rules, &none, Language::En);
    assert!(rules.len() > 3, "{}", rules.len());
    for (of, rule) in all.zip(counted.rules) {
        let figures = rule.figures.expect("it can be judged");
        assert_eq!(figures.customers, of.customers, "{}", of.words);
    }
}

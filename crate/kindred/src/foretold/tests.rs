//! What came after beside pandas, tests beside SciPy's, and trees as rules.

use explain::{
    Relation,
    trial::{Counts, Side, adjusted, fisher, rank_sum},
};

use super::{see::Came, *};
use crate::{
    executor::Serial,
    ledger,
    permit::permit,
    plan::{Basis, Permission, Purpose},
    role::propose,
};

/// The features of a real file as of a day; `None` where it is not here.
fn real(path: &str, as_of: &str) -> Option<Features> {
    let bytes = ::tests::data::bytes(path)?;
    let mut reader =
        table::Reader::new(path, table::ReadOptions::default(), 7);
    reader.feed(&bytes).unwrap();
    let table = reader.finish().unwrap();
    let roles = propose(&table.columns, table.n_records as u64);
    let permission = Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: None,
    };
    let permitted = permit(&table, &roles, &permission).unwrap();
    let computed = async {
        let book = ledger::book(&permitted, Some(as_of), None, &Serial);
        crate::features::compute(book.await?, &[], &Serial).await
    };
    Some(pollster::block_on(computed).unwrap())
}

#[test]
fn figures_and_tests_of_cdnow_are_those_of_pandas_and_scipy() {
    let path = "cdnow/cdnow_sample_transactions.csv";
    let (Some(before), Some(now)) =
        (real(path, "1998-04-01"), real(path, "1998-06-30"))
    else {
        return;
    };
    let asked = |of| Outcome {
        horizon_days: 90,
        of,
    };
    let brought = come([&before, &now], asked(CameAfter::Revenue));
    let left = come([&before, &now], asked(CameAfter::Left));
    assert_eq!(brought.customers, left.customers);
    let of = |name| &before.column(name).unwrap().values;
    let (recency, orders) = (of("recency_days"), of("orders"));
    let revenue = of("revenue_net");
    let text = include_str!("../../../../tests/oracle/foretold.csv");
    let (mut chances, mut expected) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let told = |at: usize| cells[at].parse::<f64>().unwrap_or(f64::NAN);
        let is_in = |at: usize| match cells[0] {
            "recent" => recency[at] <= 60.0,
            "often" => orders[at] >= 4.0,
            "both" => recency[at] <= 60.0 && orders[at] >= 4.0,
            "once" => orders[at] == 1.0,
            "gone" => recency[at] >= 300.0 && orders[at] <= 2.0,
            "middling" => (40.0..=60.0).contains(&revenue[at]),
            "few" => orders[at] >= 20.0,
            "everybody" => true,
            other => panic!("{other}"),
        };
        let inside: Vec<bool> =
            brought.customers.iter().map(|&at| is_in(at)).collect();
        let only = |came: &Came| -> Vec<f64> {
            let both = came.values.iter().zip(&inside);
            both.filter(|it| *it.1).map(|it| *it.0).collect()
        };
        let (own, gone) = (only(&brought), only(&left));
        let n_left: f64 = gone.iter().sum();
        let mean = numeric::stats::mean(&own).unwrap();
        assert_eq!((own.len() as f64, n_left), (told(1), told(5)), "{line}");
        assert!((mean - told(2)).abs() < 1e-9, "{line}");
        if cells[0] == "everybody" {
            continue;
        }
        let (low, high) = Measure::Mean.interval(&own).unwrap();
        let width = told(4) - told(3);
        for (end, told) in [(low, told(3)), (high, told(4))] {
            // The expansion of Student's point is within 1 in 1,000 here.
            assert!((end - told).abs() < 1e-3 * width, "{line}");
        }
        let (low, high) = Measure::Share.interval(&gone).unwrap();
        assert!((low - told(6)).abs() < 1e-12, "{line}");
        assert!((high - told(7)).abs() < 1e-12, "{line}");
        let counts = Counts {
            n: inside.len() as u64,
            n_inside: own.len() as u64,
            n_hits: left.values.iter().sum::<f64>() as u64,
            n_both: n_left as u64,
        };
        let ranked = |side| rank_sum(&brought.values, &inside, side);
        let found = [
            ranked(Side::More),
            ranked(Side::Less),
            fisher(counts, Side::More),
            fisher(counts, Side::Less),
        ];
        for (at, chance) in found.into_iter().enumerate() {
            let told = told(8 + at);
            let error = (chance / told - 1.0).abs();
            assert!(error < 1e-8, "{line}: {chance} is not {told}");
        }
        chances.push(found[0]);
        expected.push(told(12));
    }
    for (found, told) in adjusted(&chances).iter().zip(&expected) {
        assert!((found / told - 1.0).abs() < 1e-8, "{found} {told}");
    }
    assert_eq!(chances.len(), 7);
}

#[test]
fn the_leaves_of_a_tree_are_rules_that_part_everybody() {
    let mut rng = Rng::new(5);
    let n = 900;
    let x = Array2::from_shape_fn((n, 4), |(_, column)| {
        (rng.uniform() * (3 + column * 9) as f64).floor()
    });
    let value = |it: usize| {
        10.0 * f64::from(u8::from(x[[it, 0]] > 0.0))
            + 5.0 * f64::from(u8::from(x[[it, 2]] <= 7.0))
    };
    let y: Vec<f64> = (0..n).map(|it| value(it) + (it % 3) as f64).collect();
    let tree = honest::honest(x.view(), &y, &honest::Params::default(), 3);
    let leaves = ask::leaves(&tree, &x, 10);
    assert!(leaves.len() > 3, "{}", leaves.len());
    for row in 0..n {
        let holds =
            |it: &explain::Condition| it.holds(x[[row, it.feature_index]]);
        let own: Vec<&ask::Leaf> = leaves
            .iter()
            .filter(|it| it.conditions.iter().all(holds))
            .collect();
        assert_eq!(own.len(), 1, "{row}");
        assert_eq!(own[0].node, tree.leaf(x.row(row)));
    }
    for leaf in &leaves {
        assert!((1..=3).contains(&leaf.conditions.len()));
        let side = |it: &explain::Condition| {
            (it.feature_index, it.relation == Relation::AtLeast)
        };
        let sides: Vec<_> = leaf.conditions.iter().map(side).collect();
        assert!(sides.is_sorted_by(|a, b| a < b), "{sides:?}");
    }
    // What would leave few of the measured half is not asked.
    let n_least = tree.nodes.iter().map(|it| it.size).min().unwrap();
    let fewer = ask::leaves(&tree, &x, n_least + 1);
    assert!(fewer.len() < leaves.len());
    for leaf in fewer {
        assert!(tree.nodes[leaf.node].size > n_least);
    }
}

#[test]
fn too_few_customers_and_too_few_of_either_kind_are_not_told() {
    let both = |n_left: usize, n: usize| -> Vec<f64> {
        (0..n).map(|it| f64::from(u8::from(it < n_left))).collect()
    };
    let of = |n_left, n| enough(&both(n_left, n), CameAfter::Left);
    assert_eq!(of(50, 199), Err(Why::Few(199)));
    assert_eq!(of(19, 400), Err(Why::OneSided(20)));
    assert_eq!(of(381, 400), Err(Why::OneSided(20)));
    assert_eq!(of(20, 400), Ok(()));
    assert_eq!(of(380, 400), Ok(()));
    // Everybody may have brought something.
    assert_eq!(enough(&vec![3.5; 200], CameAfter::Revenue), Ok(()));
    let few = both(19, 400);
    assert_eq!(enough(&few, CameAfter::Revenue), Err(Why::OneSided(20)));
}

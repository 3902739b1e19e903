//! The segments as questions say what following them shows.

use crate::support::{
    ONLINE_RETAIL, ROLES, go, often, plan, read, real, shop,
};
use kindred::explained::{Explained, Node};
use kindred::{Plan, Run, disclose};

/// Where the questions lead a customer with so many answers.
fn led<'a>(
    run: &Run,
    of: &'a Explained,
    customer: usize,
    n: usize,
) -> &'a Node {
    let mut node = &of.nodes[0];
    while let Some(question) = &node.question {
        if question.n_leaves > n {
            break;
        }
        let features = &run.analysis.features;
        let at = features.iter().position(|it| it.name == question.feature);
        let yes = match run.value(at.expect("a feature"), customer) {
            Some(value) => value <= question.threshold,
            None => question.unknown.expect("told where it is not known"),
        };
        node = &of.nodes[if yes { question.yes } else { question.no }];
    }
    node
}

/// Follows every customer through every tree.
fn check(run: &Run) -> &Explained {
    let explained = run.analysis.explained.as_ref().expect("questions");
    let n_customers = run.labels.len();
    for price in &explained.prices {
        let mut n_right = 0;
        let mut sizes = vec![0_u32; explained.nodes.len()];
        for (customer, label) in run.labels.iter().enumerate() {
            let node = led(run, explained, customer, price.n_leaves);
            n_right += u32::from(node.segment == *label);
            let at = explained.nodes.iter().position(|it| it == node);
            sizes[at.expect("a node")] += 1;
        }
        let share = f64::from(n_right) / n_customers as f64;
        assert!((share - price.agreement).abs() < 1e-12);
        let leaves = sizes.iter().filter(|it| **it > 0).count();
        assert_eq!(leaves, price.n_leaves);
        for (node, size) in explained.nodes.iter().zip(sizes) {
            assert!(size == 0 || size == node.size);
            assert!(disclose::may_tell(u64::from(size)));
            assert!((0.0..=1.0).contains(&node.purity));
        }
    }
    let shown = |it: &&_| explained.n_leaves == **it;
    let all: Vec<usize> =
        explained.prices.iter().map(|it| it.n_leaves).collect();
    assert_eq!(all.iter().filter(shown).count(), 1, "{all:?}");
    explained
}

fn said(explained: &Explained) -> Vec<&str> {
    let asked = explained.nodes.iter().filter_map(|it| it.question.as_ref());
    asked.map(|it| &*it.words).collect()
}

#[test]
fn the_segments_of_a_real_shop_are_found_by_few_questions() {
    let Some(bytes) = real("online_retail/online_retail_dev.csv.gz") else {
        return;
    };
    let table = read("retail.csv.gz", &bytes);
    let run = go(&table, &plan(ONLINE_RETAIL));
    let explained = check(&run);
    println!("{:?}\n{:#?}", said(explained), explained.prices);
    let price = explained.prices.last().expect("a price");
    assert!(price.agreement > 0.9, "{price:?}");
    assert!(price.cost_ratio.is_some_and(|it| (1.0..1.5).contains(&it)));
    let german = Plan {
        language: kindred::plan::Language::De,
        ..plan(ONLINE_RETAIL)
    };
    let german = go(&table, &german);
    let german = german.analysis.explained.expect("questions");
    assert_eq!(german.prices, explained.prices);
    assert_ne!(said(&german), said(explained));
}

#[test]
fn tiers_by_value_are_questions_too_without_a_cost() {
    let records: Vec<String> = (0..60).flat_map(often).collect();
    let run = go(&shop(&records), &plan(ROLES));
    assert_eq!(run.analysis.verdict, cluster::choose::Verdict::NoStructure);
    let explained = check(&run);
    assert!(explained.prices.iter().all(|it| it.cost_ratio.is_none()));
}

/// Customers who came once, twice or often.
fn mixed() -> Vec<String> {
    let once = |at: usize| format!("once-{at},2023-0{}-11,5.00", 1 + at % 9);
    let mut records: Vec<String> = (0..50).map(once).collect();
    records.extend((0..50).flat_map(often));
    records
}

#[test]
fn who_has_no_value_follows_the_answer_that_is_told() {
    let mut plan = plan(ROLES);
    plan.recipe.features = vec!["gap_mean_days".into(), "orders".into()];
    plan.method = plan.method.with_n_clusters(4);
    let run = go(&shop(&mixed()), &plan);
    let explained = check(&run);
    let asked = explained.nodes.iter().filter_map(|it| it.question.as_ref());
    for question in asked {
        let is_gap = question.feature == "gap_mean_days";
        assert_eq!(question.unknown.is_some(), is_gap, "{question:?}");
    }
    let gap = |it: &&str| it.contains("between");
    assert!(said(explained).iter().any(gap), "{:?}", said(explained));
}

#[test]
fn one_segment_and_a_handful_of_customers_have_no_questions() {
    let mut one = plan(ROLES);
    one.method = one.method.with_n_clusters(1);
    assert_eq!(go(&shop(&mixed()), &one).analysis.explained, None);
    let few: Vec<String> = (0..9).flat_map(often).collect();
    let mut two = plan(ROLES);
    two.method = two.method.with_n_clusters(2);
    assert_eq!(go(&shop(&few), &two).analysis.explained, None);
}

#[test]
fn an_analysis_of_before_the_questions_is_still_read() {
    let run = go(&shop(&mixed()), &plan(ROLES));
    let mut json = serde_json::to_value(&run.analysis).expect("plain data");
    let fields = json.as_object_mut().expect("an object");
    assert!(fields.remove("explained").is_some());
    let back: kindred::Analysis =
        serde_json::from_value(json).expect("the field may be missing");
    assert_eq!(back.explained, None);
}

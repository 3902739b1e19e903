//! How much each side of the customers counts, from the plan to the analysis.

use crate::support::{ROLES, go, often, plan, refused, shop};
use kindred::features::Side;
use kindred::recipe::Weights;
use kindred::{Plan, Run};
use table::Table;

fn a_shop() -> Table {
    let mut records: Vec<String> = (0..80).flat_map(often).collect();
    records.extend((0..120).map(|customer| {
        let day = 1 + (customer * 11) % 28;
        let cents = 500 + (customer * 131) % 4000;
        let (units, cents) = (cents / 100, cents % 100);
        format!("once-{customer},2024-06-{day:02},{units}.{cents:02}")
    }));
    shop(&records)
}

fn weighed(value: f64, behaviour: f64) -> Plan {
    let mut plan = plan(ROLES);
    plan.choice.n_resamples = 20;
    plan.recipe.weights = Weights {
        value,
        behaviour,
        ..Weights::default()
    };
    plan
}

fn formed(run: &Run) -> Vec<&str> {
    let features = run.analysis.features.iter();
    let used = features.filter(|it| it.in_segments);
    used.map(|it| it.name.as_str()).collect()
}

#[test]
fn the_sides_are_told_and_even_weights_change_no_bit() {
    let run = go(&a_shop(), &weighed(1.0, 1.0));
    let mut absent = weighed(1.0, 1.0);
    absent.recipe.weights = Weights::default();
    assert_eq!(run.analysis.digest, go(&a_shop(), &absent).analysis.digest);
    let sides = &run.analysis.sides;
    assert_eq!(sides.len(), 2);
    let shares: f64 = sides.iter().map(|it| it.share).sum();
    assert!((shares - 1.0).abs() < 1e-12);
    let of = |name: &str| {
        let mut all = run.analysis.features.iter();
        all.find(|it| it.name == name).expect("a feature").side
    };
    assert_eq!(of("revenue_net"), Side::Value);
    assert_eq!(of("recency_days"), Side::Behaviour);
}

#[test]
fn a_side_of_weight_0_forms_no_segment_and_still_describes() {
    let run = go(&a_shop(), &weighed(0.0, 1.0));
    assert_eq!(formed(&run), ["recency_days", "orders"]);
    let profile = &run.analysis.segments[0].profile;
    assert!(profile.iter().any(|it| it.feature == "revenue_net"));
}

#[test]
fn a_heavier_side_takes_more_of_the_distance_and_of_the_analysis() {
    let even = go(&a_shop(), &weighed(1.0, 1.0)).analysis;
    let heavy = go(&a_shop(), &weighed(4.0, 1.0)).analysis;
    assert!(heavy.sides[0].share > 1.5 * even.sides[0].share);
    assert_eq!(heavy.sides[0].spread, even.sides[0].spread);
    assert_ne!(heavy.digest, even.digest);
    let of = |it: &kindred::Analysis| {
        let mut all = it.features.iter();
        let it = all
            .find(|it| it.name == "revenue_net")
            .expect("it is there");
        it.preparation.expect("it forms segments").weight
    };
    assert_eq!(of(&heavy), 2.0 * of(&even));
}

#[test]
fn weights_of_nothing_are_refused_and_say_where() {
    let error = refused(&a_shop(), &weighed(0.0, 0.0));
    assert!(error.to_string().contains("recipe.weights"), "{error}");
}

//! The maps of a run: what they hold, and when there is none.

use crate::support::{ROLES, go, often, plan, shop};
use kindred::Run;

/// A shop of so many customers who buy often and as many who bought once.
fn half_and_half(n: usize) -> Run {
    let once = (0..n).map(|customer| {
        let (month, day) = (1 + customer % 12, 1 + customer % 28);
        format!(
            "once-{customer},2024-{month:02}-{day:02},{}.50",
            5 + customer
        )
    });
    let records: Vec<String> = (0..n).flat_map(often).chain(once).collect();
    go(&shop(&records), &plan(ROLES))
}

#[test]
fn both_maps_show_the_same_customers_and_say_how_far_to_trust_them() {
    let map = half_and_half(60).analysis.map;
    assert_eq!(map.points.len(), 120);
    let near = map.neighbours.unwrap();
    assert_eq!(near.places.len(), 120);
    assert!(near.places.as_flattened().iter().all(|at| at.is_finite()));
    for trust in [near.trust, map.trust.unwrap()] {
        assert!((0.7..=1.0).contains(&trust), "{trust}");
    }
}

#[test]
fn each_feature_that_formed_the_segments_has_an_arrow() {
    let analysis = half_and_half(60).analysis;
    let formed = analysis.features.iter().filter(|it| it.in_segments);
    let mut names: Vec<&str> = formed.map(|it| &*it.name).collect();
    let arrows = &analysis.map.arrows;
    let mut told: Vec<&str> = arrows.iter().map(|it| &*it.feature).collect();
    names.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, names);
    for axis in 0..2 {
        let squares = arrows.iter().map(|it| it.along[axis] * it.along[axis]);
        let length: f64 = squares.sum();
        assert!((length - 1.0).abs() < 1e-9, "axis {axis}: {length}");
    }
    assert!(arrows.iter().all(|it| (0.0..=1.0).contains(&it.kept)));
}

#[test]
fn too_few_customers_have_no_map_of_neighbours() {
    let map = half_and_half(12).analysis.map;
    assert_eq!(map.points.len(), 24);
    assert_eq!((map.trust, map.neighbours), (None, None));
}

//! Valleys between clusters: is the line from one centre to the other
//! crowded at both ends and emptier between?

use crate::FeatureMatrix;
use crate::kmeans::Fit;

/// What the dip of `n` uniform values, the flattest single hump, exceeds in
/// 1 of 20 sets (fitted to 8,000 sets each of 20 to 2,000 values).
fn by_chance(n: f64) -> f64 {
    (0.55 - 0.36 / n.sqrt()) / n.sqrt()
}

/// The valley between the two clusters of `fit` that are least apart, as a
/// multiple of what one hump shows by chance; `None` for one cluster.
///
/// Every two clusters are seen along the line through their centres.
pub(super) fn shallowest_valley(x: &FeatureMatrix, fit: &Fit) -> Option<f64> {
    let k = fit.centres.nrows();
    let mut members = vec![Vec::new(); k];
    for (i, &label) in fit.labels.iter().enumerate() {
        members[label as usize].push(i);
    }
    let pairs = (0..k).flat_map(|a| (a + 1..k).map(move |b| (a, b)));
    pairs
        .map(|(a, b)| {
            let line = &fit.centres.row(b) - &fit.centres.row(a);
            let both = members[a].iter().chain(&members[b]);
            let mut places: Vec<f64> = both
                .map(|&i| {
                    let sample = x.view().row(i).to_vec();
                    numeric::dot(&sample, line.as_slice().expect("owned"))
                })
                .collect();
            numeric::order::numbers(&mut places);
            let n = places.len() as f64;
            dip(&places) / by_chance(n)
        })
        .min_by(f64::total_cmp)
}

/// The dip of values in ascending order: how far their distribution is from
/// every one with a single hump, `0.0..=0.25`; 0 of nothing.
///
/// Hartigan and Hartigan (1985, DOI 10.1214/aos/1176346577). O(n) a round,
/// few rounds.
pub(super) fn dip(ordered: &[f64]) -> f64 {
    if ordered.is_empty() {
        return 0.0;
    }
    let (mut low, mut high) = (0, ordered.len() - 1);
    let mut deepest = 1.0f64;
    loop {
        let lower = hull(ordered, low, high, Side::Below);
        let upper = hull(ordered, low, high, Side::Above);
        let widest = widest_gap(ordered, &lower, &upper);
        if widest.gap <= deepest {
            break;
        }
        deepest = deepest
            .max(farthest(ordered, &lower, widest.low, Side::Below))
            .max(farthest(ordered, &upper, widest.high, Side::Above));
        if (widest.low, widest.high) == (low, high) {
            break;
        }
        (low, high) = (widest.low, widest.high);
    }
    deepest / (2.0 * ordered.len() as f64)
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Below,
    Above,
}

struct Widest {
    gap: f64,
    low: usize,
    high: usize,
}

/// The steps of the distribution function, from below or above.
fn height(i: usize, side: Side) -> f64 {
    match side {
        Side::Below => i as f64,
        Side::Above => i as f64 + 1.0,
    }
}

/// Positions of the vertices of the greatest convex minorant (below) or the
/// least concave majorant (above) between `low` and `high`.
fn hull(x: &[f64], low: usize, high: usize, side: Side) -> Vec<usize> {
    let mut vertices: Vec<usize> = Vec::new();
    for i in low..=high {
        while let [.., a, b] = vertices[..] {
            let turn = (x[b] - x[a]) * (height(i, side) - height(a, side))
                - (x[i] - x[a]) * (height(b, side) - height(a, side));
            let keeps = match side {
                Side::Below => turn > 0.0,
                Side::Above => turn < 0.0,
            };
            if keeps {
                break;
            }
            vertices.pop();
        }
        vertices.push(i);
    }
    vertices
}

/// The height of a hull over the value at position `i`.
fn on_hull(x: &[f64], vertices: &[usize], i: usize, side: Side) -> f64 {
    let after = vertices.partition_point(|&v| v < i);
    let b = vertices[after.min(vertices.len() - 1)];
    if b == i || after == 0 {
        return height(b, side);
    }
    let a = vertices[after - 1];
    let run = x[b] - x[a];
    let share = if run > 0.0 { (x[i] - x[a]) / run } else { 1.0 };
    height(a, side) + share * (height(b, side) - height(a, side))
}

/// Where the two hulls are farthest apart, and the stretch between them.
fn widest_gap(x: &[f64], lower: &[usize], upper: &[usize]) -> Widest {
    let mut widest = Widest {
        gap: 0.0,
        low: lower[0],
        high: lower[lower.len() - 1],
    };
    for &i in lower {
        let gap = on_hull(x, upper, i, Side::Above) - i as f64;
        if gap > widest.gap {
            let after = upper.partition_point(|&v| v < i);
            let high = upper[after.min(upper.len() - 1)];
            widest = Widest { gap, low: i, high };
        }
    }
    for &i in upper {
        let gap = i as f64 + 1.0 - on_hull(x, lower, i, Side::Below);
        if gap > widest.gap {
            let after = lower.partition_point(|&v| v <= i);
            let low = lower[after.saturating_sub(1)];
            widest = Widest { gap, low, high: i };
        }
    }
    widest
}

/// The farthest the distribution is from a hull outside the stretch: before
/// `to` for the convex side, after it for the concave one.
fn farthest(x: &[f64], vertices: &[usize], to: usize, side: Side) -> f64 {
    let first = vertices[0];
    let last = vertices[vertices.len() - 1];
    let range = match side {
        Side::Below => first..=to,
        Side::Above => to..=last,
    };
    range
        .map(|i| {
            let hull = on_hull(x, vertices, i, side);
            match side {
                Side::Below => i as f64 + 1.0 - hull,
                Side::Above => hull - i as f64,
            }
        })
        .fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use numeric::Rng;

    #[test]
    fn two_heaps_have_the_deepest_dip() {
        let x: Vec<f64> = (0..100).map(|i| f64::from(i / 50)).collect();
        assert!((dip(&x) - 0.25).abs() < 1e-12, "{}", dip(&x));
    }

    #[test]
    fn an_even_row_has_the_shallowest_dip() {
        let x: Vec<f64> = (0..50).map(f64::from).collect();
        assert!((dip(&x) - 0.01).abs() < 1e-12, "{}", dip(&x));
        assert_eq!(dip(&[]), 0.0);
        assert_eq!(dip(&[3.0]), 0.5);
    }

    #[test]
    fn a_uniform_sample_exceeds_the_bound_once_in_twenty() {
        for n in [20, 200, 1000] {
            let mut rng = Rng::new(4);
            let exceeds = |_: &u32| {
                let mut x: Vec<f64> = (0..n).map(|_| rng.uniform()).collect();
                x.sort_unstable_by(f64::total_cmp);
                dip(&x) > by_chance(f64::from(n))
            };
            let n_exceed = (0..2000).filter(exceeds).count();
            assert!((70..=130).contains(&n_exceed), "{n}: {n_exceed}");
        }
    }
}

//! A finished analysis to draw: a shop of 2,138 customers in four segments,
//! made up, with the shape of a real one.

mod questions;

use cluster::agglomerative::{Branch, Crown, Merge};
use cluster::choose::{Evidence, Reason, Verdict};
use kindred::Analysis;
use kindred::analysis::{
    Amount, Arrow, Customers, Excluded, ExcludedReason, FeatureInfo,
    FileFacts, MapPoint, MapView, NeighbourMap, ProfileEntry, Records,
    RfmGrid, RuleCondition, Segment, SetAside, SetAsideReason,
};
use kindred::features::Side;
use kindred::plan::{Basis, Purpose};
use kindred::recipe::SideShare;

use questions::explained;

/// The whole of it.
pub fn analysis() -> Analysis {
    Analysis {
        digest: "7c1e09ab44d2".repeat(5) + "7c1e",
        customers_sha256: "0".repeat(64),
        seed: 7,
        as_of: Some("2011-12-09".into()),
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        files: vec![FileFacts {
            name: "orders-2011.csv".into(),
            sha256: "ab12".repeat(16),
        }],
        records: records(),
        amount: Amount {
            currency: Some("£".into()),
            minor_digits: 2,
            total: Some(458_000_000),
            used: Some(456_617_300),
            returned: Some(-9_871_250),
        },
        customers: Customers {
            total: 2_154,
            permitted: 2_138,
            excluded: vec![Excluded {
                reason: ExcludedReason::NoConsent,
                count: 16,
            }],
        },
        features: features(),
        sides: sides(),
        attributes: vec![],
        surveys: vec![],
        verdict: Verdict::Segments,
        k: 4,
        reason: Reason::BestStable {
            stability: 0.88,
            runner_up: Some((5, 0.58)),
        },
        headline: "Four groups hold up. The first is 19% of customers and \
                   69% of revenue."
            .into(),
        doubt: "They come back in 88 of 100 resamples on average; five \
                groups would split “Occasional, still active” in two, but \
                that split is not stable (0.58)."
            .into(),
        evidence: evidence(),
        agreement: vec![],
        picked: None,
        segments: segments(),
        map: map(),
        tree: Some(tree()),
        explained: Some(explained()),
        rfm: rfm(),
        lifecycle: None,
        groups: Vec::new(),
        foretold: None,
        rules: Vec::new(),
        overlaps: None,
        warnings: vec![],
    }
}

fn records() -> Records {
    let aside = |reason, count, amount| SetAside {
        reason,
        count,
        amount,
    };
    Records {
        read: 269_927,
        used: 195_000,
        set_aside: vec![
            aside(SetAsideReason::NoCustomer, 70_348, Some(1_100_000)),
            aside(SetAsideReason::NoDate, 144, Some(282_700)),
            aside(SetAsideReason::Return, 4_435, Some(0)),
        ],
    }
}

/// Name, title, unit, meaning, quartiles.
type Described = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    [f64; 3],
);

const FEATURES: [Described; 6] = [
    (
        "recency_days",
        "Days since the last order",
        "days",
        "From the last order to the as-of date.",
        [17.0, 50.0, 141.0],
    ),
    (
        "orders",
        "Orders",
        "orders",
        "How many orders there were.",
        [1.0, 2.0, 5.0],
    ),
    (
        "order_value",
        "Average order value",
        "£",
        "Revenue over the number of orders.",
        [178.6, 293.8, 430.1],
    ),
    (
        "products",
        "Different products",
        "products",
        "How many different products were bought.",
        [15.0, 35.0, 77.0],
    ),
    (
        "tenure_days",
        "Days since the first order",
        "days",
        "From the first order to the as-of date.",
        [92.0, 223.0, 326.0],
    ),
    (
        "gap_days",
        "Days between orders",
        "days",
        "The mean time from one order to the next.",
        [24.0, 51.0, 88.0],
    ),
];

fn side(name: &str) -> Side {
    match name.starts_with("revenue") || name.starts_with("order_value") {
        true => Side::Value,
        false => Side::Behaviour,
    }
}

fn sides() -> Vec<SideShare> {
    let share = |side, n_features, share| SideShare {
        side,
        weight: 1.0,
        n_features,
        spread: 5.0 * share,
        share,
    };
    vec![share(Side::Value, 2, 0.37), share(Side::Behaviour, 4, 0.63)]
}

fn features() -> Vec<FeatureInfo> {
    let info =
        |&(name, title, unit, meaning, quartiles): &Described| FeatureInfo {
            name: name.into(),
            title: title.into(),
            unit: unit.into(),
            meaning: meaning.into(),
            side: side(name),
            in_segments: true,
            grouped_with: None,
            missing: 0,
            quartiles: Some(quartiles),
            preparation: None,
        };
    FEATURES.iter().map(info).collect()
}

fn evidence() -> Vec<Evidence> {
    let judged: [Judged; 10] = [
        (None, None, 0.412, 2_138),
        (Some(0.41), Some(0.97), 0.498, 812),
        (Some(0.36), Some(0.83), 0.521, 530),
        (Some(0.37), Some(0.81), 0.577, 400),
        (Some(0.31), Some(0.58), 0.569, 241),
        (Some(0.29), Some(0.52), 0.566, 190),
        (Some(0.27), Some(0.49), 0.570, 133),
        (Some(0.26), Some(0.44), 0.574, 95),
        (Some(0.26), Some(0.41), 0.571, 80),
        (Some(0.25), Some(0.38), 0.573, 61),
    ];
    judged.iter().zip(1..).map(|(it, k)| judge(it, k)).collect()
}

/// Silhouette, weakest Jaccard, gap, smallest group.
type Judged = (Option<f64>, Option<f64>, f64, usize);

fn judge(judged: &Judged, k: usize) -> Evidence {
    let &(silhouette, weakest, gap, smallest) = judged;
    Evidence {
        k,
        silhouette,
        calinski_harabasz: None,
        davies_bouldin: None,
        gap: Some(gap),
        gap_se: Some(0.006),
        bic: None,
        prediction_strength: None,
        jaccard: weakest.map_or(vec![], |weakest| vec![0.93, weakest]),
        smallest,
    }
}

struct Sketch {
    name: &'static str,
    why: &'static str,
    rule: &'static str,
    next: &'static str,
    size: u64,
    revenue: i64,
    stability: f64,
    precision: f64,
    recall: f64,
    effects: [f64; 6],
    centre: (f64, f64),
}

const SKETCHES: [Sketch; 4] = [
    Sketch {
        name: "Regular, wide basket",
        why: "9 orders over 12 months, 125 different products; last order \
              8 days ago.",
        rule: "Orders ≥ 5 and days since the last order ≤ 70",
        next: "Protect: no discounts; early access, thank by name.",
        size: 400,
        revenue: 313_400_000,
        stability: 0.93,
        precision: 0.94,
        recall: 0.91,
        effects: [-0.98, 2.31, 0.44, 1.72, 0.87, -0.61],
        centre: (2.3, 0.2),
    },
    Sketch {
        name: "Occasional, still active",
        why: "3 orders, 56 products; last order 7 weeks ago.",
        rule: "2 ≤ orders ≤ 4 and days since the first order ≥ 90",
        next: "Second nature: a reminder at their own 7-week rhythm.",
        size: 713,
        revenue: 102_100_000,
        stability: 0.81,
        precision: 0.88,
        recall: 0.83,
        effects: [-0.21, 0.12, 0.18, 0.25, 0.41, 0.52],
        centre: (0.3, 0.9),
    },
    Sketch {
        name: "New this season",
        why: "First order in the last 6 weeks, 22 products.",
        rule: "Days since the first order < 90",
        next: "Welcome: a nudge to the second order within 30 days.",
        size: 420,
        revenue: 20_700_000,
        stability: 0.90,
        precision: 0.97,
        recall: 0.99,
        effects: [-0.83, -0.72, -0.11, -0.48, -1.94, -0.30],
        centre: (-0.7, -1.6),
    },
    Sketch {
        name: "One order, long ago",
        why: "A single order 30 weeks ago.",
        rule: "Orders ≤ 2 and days since the last order > 120",
        next: "Let go, or win back once: one offer, then rest.",
        size: 605,
        revenue: 20_417_300,
        stability: 0.88,
        precision: 0.90,
        recall: 0.92,
        effects: [1.88, -0.91, -0.26, -0.77, 0.42, 0.35],
        centre: (-1.8, 0.8),
    },
];

fn segments() -> Vec<Segment> {
    SKETCHES.iter().zip(0..).map(segment).collect()
}

fn segment((sketch, id): (&Sketch, u32)) -> Segment {
    Segment {
        stage: None,
        own: None,
        outside: false,
        id,
        name: sketch.name.into(),
        why: sketch.why.into(),
        size: sketch.size,
        share_of_customers: sketch.size as f64 / 2_138.0,
        share_of_revenue: sketch.revenue as f64 / 456_617_300.0,
        revenue: Some(sketch.revenue),
        stability: Some(sketch.stability),
        rule: sketch.rule.into(),
        conditions: vec![RuleCondition {
            feature: "orders".into(),
            relation: explain::Relation::AtLeast,
            threshold: 5.0,
        }],
        precision: sketch.precision,
        recall: sketch.recall,
        profile: profile(sketch),
        next: sketch.next.into(),
    }
}

fn profile(sketch: &Sketch) -> Vec<ProfileEntry> {
    let half = 2.2 / (sketch.size as f64).sqrt();
    let entry =
        |(feature, &effect): (&(&str, &str, &str, &str, [f64; 3]), &f64)| {
            let [low, median, high] = feature.4;
            let shift = 1.0 + effect * 0.3;
            ProfileEntry {
                feature: feature.0.into(),
                mean: median * shift * 1.1,
                median: median * shift,
                quartiles: (low * shift, high * shift),
                effect,
                interval: (effect - half, effect + half),
            }
        };
    FEATURES.iter().zip(&sketch.effects).map(entry).collect()
}

fn map() -> MapView {
    let mut noise = 9_u64;
    let mut points = Vec::new();
    for (sketch, segment) in SKETCHES.iter().zip(0..) {
        for _ in 0..sketch.size / 5 {
            let x = sketch.centre.0 + bell(&mut noise) * 0.8;
            let y = sketch.centre.1 + bell(&mut noise) * 0.5;
            points.push(MapPoint { x, y, segment });
        }
    }
    let places = points.iter().map(|it| [it.y, it.x + it.y]).collect();
    MapView {
        arrows: arrows(),
        trust: Some(0.91),
        neighbours: Some(NeighbourMap {
            places,
            trust: 0.97,
        }),
        points,
        axes: [
            "more recent, more orders, more products".into(),
            "customer for longer".into(),
        ],
        explained: [0.61, 0.22],
    }
}

/// One a feature; two of them nearly the same.
fn arrows() -> Vec<Arrow> {
    let along = [
        [-0.52, 0.11],
        [0.55, 0.08],
        [0.12, 0.02],
        [0.54, 0.07],
        [0.21, 0.81],
        [-0.24, 0.49],
    ];
    let pairs = FEATURES.iter().zip(along);
    let arrow = |(feature, along): (&Described, [f64; 2])| Arrow {
        feature: feature.0.into(),
        along,
        kept: 0.5 + along[0] * along[0],
    };
    pairs.map(arrow).collect()
}

/// About normal: the sum of six numbers of a small generator.
fn bell(state: &mut u64) -> f64 {
    let mut sum = 0.0;
    for _ in 0..6 {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        sum += (*state >> 40) as f64 / (1_u64 << 24) as f64 - 0.5;
    }
    sum * 1.4
}

fn rfm() -> RfmGrid {
    let ends =
        |ends: &[f64]| ends.iter().copied().map(Some).chain([None]).collect();
    RfmGrid {
        recency_to: ends(&[12.0, 33.0, 75.0, 186.0]),
        orders_to: ends(&[1.0, 2.0, 4.0, 8.0]),
        counts: vec![
            vec![38, 61, 74, 118, 151],
            vec![52, 70, 88, 96, 88],
            vec![78, 84, 70, 61, 52],
            vec![121, 92, 66, 38, 29],
            vec![148, 103, 58, 34, 14],
        ],
    }
}

/// Seven branches, of which the second cluster has three and the third two.
fn tree() -> Crown {
    let branches = [
        (412, 0),
        (300, 1),
        (211, 1),
        (120, 1),
        (640, 2),
        (55, 2),
        (400, 3),
    ];
    let merges = [
        (4, 5, 1.5, 695),
        (1, 2, 2.0, 511),
        (3, 8, 2.75, 631),
        (6, 7, 9.5, 1095),
        (0, 9, 12.0, 1043),
        (10, 11, 31.25, 2138),
    ];
    Crown {
        branches: branches.map(|(size, label)| Branch { size, label }).into(),
        merges: merges
            .map(|(left, right, height, size)| Merge {
                left,
                right,
                height,
                size,
            })
            .into(),
    }
}

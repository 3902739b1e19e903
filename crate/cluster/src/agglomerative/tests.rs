use proptest::prelude::*;

use numeric::tick::never;

use super::*;

/// What is merged and how high, by looking at every pair of samples anew.
struct Twin {
    heights: Vec<f64>,
    /// The clusters before each merge, each its samples in order, in the
    /// order of their first samples; at the end the one of all.
    clusters: Vec<Vec<Vec<usize>>>,
}

fn slow_twin(x: &FeatureMatrix, params: &Params) -> Twin {
    let mut clusters: Vec<Vec<usize>> =
        (0..x.n_samples()).map(|sample| vec![sample]).collect();
    let mut twin = Twin {
        heights: Vec::new(),
        clusters: vec![clusters.clone()],
    };
    while clusters.len() > 1 {
        let least = least_allowed(&clusters, params);
        let mut best = (f64::INFINITY, 0, 0);
        for b in 1..clusters.len() {
            for a in 0..b {
                if clusters[a].len().min(clusters[b].len()) > least {
                    continue;
                }
                let away =
                    apart(x, &clusters[a], &clusters[b], params.linkage);
                if away < best.0 {
                    best = (away, a, b);
                }
            }
        }
        let gone = clusters.remove(best.2);
        clusters[best.1].extend(gone);
        clusters[best.1].sort_unstable();
        twin.heights.push(best.0);
        twin.clusters.push(clusters.clone());
    }
    twin
}

/// One of two that are joined is at most so large.
fn least_allowed(clusters: &[Vec<usize>], params: &Params) -> usize {
    let sizes: Vec<f64> = clusters.iter().map(|c| c.len() as f64).collect();
    let mut apart = 0.0;
    for (i, a) in sizes.iter().enumerate() {
        apart += sizes[..i].iter().map(|b| (a - b).abs()).sum::<f64>();
    }
    let total: f64 = sizes.iter().sum();
    let gini = apart / (total * (sizes.len() - 1) as f64);
    let genie = params.linkage == Linkage::Genie;
    if genie && gini > params.gini_threshold {
        clusters.iter().map(Vec::len).min().unwrap()
    } else {
        usize::MAX
    }
}

fn apart(x: &FeatureMatrix, a: &[usize], b: &[usize], by: Linkage) -> f64 {
    let x = x.view();
    let distance = |i: usize, j: usize| {
        let (i, j) = (x.row(i).to_vec(), x.row(j).to_vec());
        numeric::squared_distance(&i, &j).sqrt()
    };
    let pairs = a.iter().flat_map(|&i| b.iter().map(move |&j| (i, j)));
    let pairs = pairs.map(|(i, j)| distance(i, j));
    match by {
        Linkage::Ward => {
            let centre = |of: &[usize]| -> Vec<f64> {
                let rows = x.select(ndarray::Axis(0), of);
                rows.mean_axis(ndarray::Axis(0)).unwrap().to_vec()
            };
            let (n, m) = (a.len() as f64, b.len() as f64);
            let away = numeric::squared_distance(&centre(a), &centre(b));
            (2.0 * n * m / (n + m) * away).sqrt()
        }
        Linkage::Average => pairs.sum::<f64>() / (a.len() * b.len()) as f64,
        Linkage::Complete => pairs.fold(0.0, f64::max),
        Linkage::Single | Linkage::Genie => pairs.fold(f64::MAX, f64::min),
    }
}

/// A label a sample, in the order of the clusters.
fn labels(clusters: &[Vec<usize>], n: usize) -> Vec<u32> {
    let mut labels = vec![0; n];
    for (label, cluster) in clusters.iter().enumerate() {
        cluster.iter().for_each(|&s| labels[s] = label as u32);
    }
    labels
}

fn of(linkage: Linkage, gini_threshold: f64) -> Params {
    Params {
        n_clusters: None,
        linkage,
        gini_threshold,
    }
}

const ALL: [Linkage; 5] = [
    Linkage::Ward,
    Linkage::Average,
    Linkage::Complete,
    Linkage::Single,
    Linkage::Genie,
];

fn tree(x: &FeatureMatrix, params: &Params) -> Dendrogram {
    linkage(x, params, &mut never).unwrap()
}

/// Samples without equal distances: clouds of several widths.
fn clouds(n: usize, d: usize, seed: u64, offset: f64) -> FeatureMatrix {
    let mut rng = numeric::Rng::new(seed);
    let cell = |at: usize| {
        let wide = [0.1, 1.0, 3.0][at / d % 3];
        offset + wide * rng.uniform() + (at / d % 3) as f64
    };
    let values = (0..n * d).map(cell).collect();
    FeatureMatrix::from_samples(values, d).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_tree_is_that_of_the_slow_twin(
        n in 1usize..40,
        d in 1usize..6,
        which in 0usize..5,
        threshold in prop::sample::select(vec![0.0, 0.1, 0.3, 0.7, 1.0]),
        offset in prop::sample::select(vec![0.0, -1e4]),
        seed: u64,
    ) {
        let x = clouds(n, d, seed, offset);
        let params = of(ALL[which], threshold);
        let found = tree(&x, &params);
        let twin = slow_twin(&x, &params);
        let mut highest = 0.0_f64;
        for (merge, height) in found.merges.iter().zip(&twin.heights) {
            highest = highest.max(*height);
            prop_assert!((merge.height / highest - 1.0).abs() < 1e-9);
        }
        for (clusters, k) in twin.clusters.iter().zip((1..=n).rev()) {
            prop_assert_eq!(found.cut(k), labels(clusters, n));
        }
    }

    #[test]
    fn a_weight_counts_as_so_many_equal_samples(
        weights in prop::collection::vec(1u32..5, 2..25),
        which in 0usize..4,
        seed: u64,
    ) {
        let n = weights.len();
        let x = clouds(n, 3, seed, 0.0);
        let repeated: Vec<usize> = (0..n)
            .flat_map(|at| vec![at; weights[at] as usize])
            .collect();
        let params = of(ALL[which], 0.3);
        let short = weighted(&x, &weights, &params, &mut never).unwrap();
        let long = tree(&x.select(&repeated), &params);
        let above = &long.merges[repeated.len() - n..];
        for (own, other) in short.merges.iter().zip(above) {
            prop_assert!((own.height / other.height - 1.0).abs() < 1e-9);
            prop_assert_eq!(own.size, other.size);
        }
    }
}

#[test]
fn a_search_in_f32_misses_nothing_where_samples_lie_close_together() {
    let mut rng = numeric::Rng::new(5);
    let mut values = vec![0.0, 0.0, 1.0, 1.0];
    values.extend((0..150).map(|_| 0.5 + 1e-8 * rng.uniform()));
    let x = FeatureMatrix::from_samples(values, 2).unwrap();
    let params = of(Linkage::Ward, 0.3);
    let (found, twin) = (tree(&x, &params), slow_twin(&x, &params));
    for (merge, height) in found.merges.iter().zip(&twin.heights) {
        assert!((merge.height - height).abs() < 1e-15 + 1e-7 * height);
    }
    for (clusters, k) in twin.clusters.iter().zip((1..=77).rev()) {
        assert_eq!(found.cut(k), labels(clusters, 77));
    }
}

#[test]
fn numbers_of_any_size_keep_their_heights() {
    for size in [1e-300, 1e-9, 1e300] {
        let cells = [0.0, 1.0, 4.0].map(|v| v * size).to_vec();
        let x = FeatureMatrix::from_samples(cells, 1).unwrap();
        for by in ALL {
            let first = tree(&x, &of(by, 0.3)).merges[0].height;
            assert!((first / size - 1.0).abs() < 1e-12, "{by:?} {size}");
        }
    }
}

#[test]
fn equal_samples_are_never_parted() {
    let cells = vec![1.0, 1.0, 2.0, 2.0, 1.0];
    let x = FeatureMatrix::from_samples(cells, 1).unwrap();
    for by in ALL {
        assert_eq!(tree(&x, &of(by, 1.0)).cut(4), [0, 0, 1, 1, 0]);
    }
    let same = FeatureMatrix::from_samples(vec![7.0; 9], 1).unwrap();
    for by in ALL {
        assert_eq!(tree(&same, &of(by, 0.3)).cut(3), [0; 9]);
    }
}

#[test]
fn of_equal_distances_the_lower_indices_come_first() {
    let line = (0..6).map(f64::from).collect();
    let x = FeatureMatrix::from_samples(line, 1).unwrap();
    for by in [Linkage::Ward, Linkage::Average, Linkage::Complete] {
        let pairs = tree(&x, &of(by, 0.3)).cut(3);
        assert_eq!(pairs, [0, 0, 1, 1, 2, 2], "{by:?}");
    }
    let single = tree(&x, &of(Linkage::Single, 0.3));
    assert_eq!(single.cut(3), [0, 0, 0, 0, 1, 2]);
}

#[test]
fn a_stop_is_heard() {
    let x = clouds(300, 2, 1, 0.0);
    for by in ALL {
        let mut stop = |_| Err(Interrupted);
        assert!(linkage(&x, &of(by, 0.3), &mut stop).is_err(), "{by:?}");
    }
}

#[test]
fn a_ward_partition_has_centres_and_the_others_their_samples() {
    let cells = vec![0.0, 1.0, 10.0, 11.0, 12.0];
    let x = FeatureMatrix::from_samples(cells, 1).unwrap();
    let new = FeatureMatrix::from_samples(vec![7.0, 5.6], 1).unwrap();
    for by in ALL {
        let params = Params {
            n_clusters: Some(2),
            ..of(by, 0.3)
        };
        let found = start(&x, &params, &mut never).unwrap();
        assert_eq!(found.sizes(), [3, 2], "{by:?}");
        let asked = found.model.assign(&x, &new);
        let nearest_centre = by == Linkage::Ward;
        let last = if nearest_centre { Some(1) } else { Some(0) };
        assert_eq!(asked, [Some(0), last], "{by:?}");
    }
}

#[test]
fn cophenetic_distances_are_the_heights_at_which_leaves_meet() {
    let cells = vec![0.0, 10.0, 1.0, 13.0, 30.0];
    let x = FeatureMatrix::from_samples(cells, 1).unwrap();
    let tree = tree(&x, &of(Linkage::Single, 0.3));
    let met = |a, b| tree.cophenetic(a, b);
    assert_eq!([met(0, 2), met(1, 3), met(3, 0)], [1.0, 3.0, 9.0]);
    assert_eq!([met(4, 2), met(4, 4)], [17.0, 0.0]);
    let mut order = tree.leaf_order();
    assert_eq!(order, [4, 0, 2, 1, 3]);
    order.sort_unstable();
    assert_eq!(order, [0, 1, 2, 3, 4]);
}

/// Eight far clouds of very different sizes.
fn planted(n: usize) -> (FeatureMatrix, Vec<u32>) {
    let mut rng = numeric::Rng::new(11);
    let mut values = Vec::new();
    let mut groups = Vec::new();
    for sample in 0..n {
        let group = (sample % 100 + 1).ilog2() as usize % 8;
        groups.push(group as u32);
        let corner = [1, 2, 4].map(|bit| f64::from(group & bit > 0) * 12.0);
        values.extend(corner.map(|centre| centre + rng.normal()));
    }
    (FeatureMatrix::from_samples(values, 3).unwrap(), groups)
}

#[test]
fn more_samples_go_through_micro_clusters_and_say_so() {
    let (x, groups) = planted(20_500);
    for by in ALL {
        let params = Params {
            n_clusters: Some(7),
            ..of(by, 0.9)
        };
        let found = start(&x, &params, &mut never).unwrap();
        let n_leaves = found.n_micro_clusters.unwrap();
        assert!((3_900..=N_MICRO_CLUSTERS).contains(&n_leaves));
        let labels: Vec<u32> = found.labels.into_iter().flatten().collect();
        let agreed = crate::validity::adjusted_rand(&labels, &groups);
        assert!(agreed > 0.999, "{by:?}: {agreed}");
    }
}

#[test]
fn micro_clusters_give_nearly_the_heights_of_all_samples() {
    let (x, _) = planted(3000);
    let params = of(Linkage::Ward, 0.3);
    let exact = tree(&x, &params);
    let short = in_micro_clusters(&x, &params, 1000, &mut never).unwrap();
    let top = |tree: &Dendrogram| tree.merges.last().unwrap().height;
    let ratio = top(&short.tree) / top(&exact);
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
    let agreed = crate::validity::adjusted_rand(&short.cut(7), &exact.cut(7));
    assert!(agreed > 0.999, "{agreed}");
}

#[test]
fn more_clusters_than_micro_clusters_are_refused() {
    let params = Params {
        n_clusters: Some(5_000),
        ..of(Linkage::Complete, 0.3)
    };
    assert!(params.check(8_000).is_ok());
    let refused = params.check(8_001);
    let most = N_MICRO_CLUSTERS as f64;
    assert!(
        matches!(refused, Err(Unfit::Parameter { most: m, .. }) if m == most)
    );
}

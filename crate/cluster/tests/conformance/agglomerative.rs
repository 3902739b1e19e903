//! Ward, average, complete and single linkage beside SciPy and
//! scikit-learn; Genie beside the published partitions.

use cluster::Method;
use cluster::agglomerative::{Dendrogram, Linkage, Params, linkage};
use cluster::validity::adjusted_rand;
use numeric::tick::never;
use tests::{sets::Set, tree};

use crate::table::{self, Compared, Row};

const LINKAGES: [Linkage; 4] = [
    Linkage::Ward,
    Linkage::Average,
    Linkage::Complete,
    Linkage::Single,
];

/// The figures of a tree, as `linkage.csv` has them after the agreement.
const FIGURES: [&str; 7] = [
    "height sum",
    "height quantile 0.25",
    "height quantile 0.50",
    "height quantile 0.75",
    "height quantile 0.99",
    "height max",
    "cophenetic correlation",
];

fn figures(tree: &Dendrogram, set: &Set) -> [f64; 7] {
    let heights: Vec<f64> = tree.merges.iter().map(|m| m.height).collect();
    let last = heights.len() - 1;
    let quantile = |p: f64| heights[(p * last as f64) as usize];
    let correlation = tree.cophenetic_correlation(&table::matrix(set));
    [
        heights.iter().sum(),
        quantile(0.25),
        quantile(0.5),
        quantile(0.75),
        quantile(0.99),
        heights[last],
        correlation.unwrap(),
    ]
}

fn name(linkage: Linkage) -> String {
    format!("{linkage:?}").to_lowercase()
}

/// The cells of a line for each set, and linkage where there are several.
fn oracle(file: &str) -> Vec<Vec<String>> {
    let text = tree::file(&format!("tests/oracle/{file}")).text;
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().skip(1).map(cells).collect()
}

/// The rows of one linkage on one set.
fn rows(set: &Set, linkage: Linkage, reference: &[f64]) -> Vec<Row> {
    let params = Params {
        linkage,
        ..Params::default()
    };
    let x = table::matrix(set);
    let tree = self::linkage(&x, &params, &mut never).unwrap();
    let row = |figure, ours, reference, compared| Row {
        method: name(linkage),
        set: set.name.clone(),
        figure,
        ours,
        reference,
        compared,
    };
    let labels: Vec<_> =
        tree.cut(set.n_groups).into_iter().map(Some).collect();
    let (labels, groups) = set.scored(&labels);
    let agreed = adjusted_rand(&labels, &groups);
    let difference = Compared::Difference;
    let mut rows =
        vec![row("adjusted Rand", agreed, reference[0], difference)];
    let ours = figures(&tree, set);
    for ((figure, ours), reference) in
        FIGURES.iter().zip(ours).zip(&reference[1..])
    {
        rows.push(row(figure, ours, *reference, Compared::Share));
    }
    rows
}

#[test]
fn every_linkage_stands_beside_its_reference() {
    let Some(sets) = tests::sets::all() else {
        return;
    };
    let mut all = Vec::new();
    for (line, cells) in oracle("linkage.csv").iter().enumerate() {
        let set = &sets[line / LINKAGES.len()];
        let linkage = LINKAGES[line % LINKAGES.len()];
        assert_eq!([&cells[0], &cells[1]], [&set.name, &name(linkage)]);
        let reference: Vec<f64> = cells[2..]
            .iter()
            .map(|cell| cell.parse().unwrap())
            .collect();
        all.extend(rows(set, linkage, &reference));
    }
    let genie = Method::Agglomerative(Params {
        linkage: Linkage::Genie,
        ..Params::default()
    });
    for (set, cells) in sets.iter().zip(oracle("genie.csv")) {
        let found = table::fit(set, &genie);
        let ours = table::agreement(set, &found);
        for (cell, by) in [(1, "genie"), (2, "genie (library)")] {
            all.push(Row {
                method: by.to_owned(),
                set: set.name.clone(),
                figure: "adjusted Rand",
                ours,
                reference: cells[cell].parse().unwrap(),
                compared: Compared::Difference,
            });
        }
    }
    table::keep("agglomerative", &all);
    let wrong: Vec<String> = all.iter().filter_map(falls_short).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// An agreement lower by a hundredth, a height other by a millionth.
fn falls_short(row: &Row) -> Option<String> {
    let away = row.difference();
    let wrong = match row.figure {
        "adjusted Rand" => away < -0.01,
        _ => away.abs() > 1e-6,
    };
    let Row {
        method,
        set,
        figure,
        ..
    } = row;
    wrong.then(|| format!("{method}, {set}, {figure}: {away:+e}"))
}

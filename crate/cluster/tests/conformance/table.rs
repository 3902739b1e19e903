//! The form of a table, and what the tables of all methods need.

use cluster::validity::adjusted_rand;
use cluster::{FeatureMatrix, Method, Partition, method};
use numeric::tick::never;
use tests::{golden, sets::Set};

/// One figure of one method on one set.
pub struct Row {
    /// As plans write it, with what tells it from others of its name.
    pub method: String,
    /// The set's name.
    pub set: String,
    /// Such as `adjusted Rand`.
    pub figure: &'static str,
    /// What we find.
    pub ours: f64,
    /// What the reference finds.
    pub reference: f64,
    /// How the two are compared.
    pub compared: Compared,
}

/// How a figure is compared with its reference.
#[derive(Clone, Copy)]
pub enum Compared {
    /// ours − reference
    Difference,
    /// ours / reference − 1
    Share,
}

impl Row {
    /// Ours less the reference's, in the row's own way.
    pub fn difference(&self) -> f64 {
        match self.compared {
            Compared::Difference => self.ours - self.reference,
            Compared::Share if self.ours == self.reference => 0.0,
            Compared::Share => self.ours / self.reference - 1.0,
        }
    }

    /// A share below 1e-11 is that of the digits the reference has.
    fn told_difference(&self) -> String {
        let difference = self.difference();
        match self.compared {
            Compared::Difference => number(difference),
            Compared::Share if difference.abs() < 1e-11 => "0".to_owned(),
            Compared::Share => format!("{difference:.1e}"),
        }
    }
}

/// Writes or compares the table of a family of methods.
pub fn keep(family: &str, rows: &[Row]) {
    let mut text = "method,set,figure,ours,reference,difference\n".to_owned();
    for row in rows {
        let [method, set] = [&row.method, &row.set];
        let [ours, reference] = [row.ours, row.reference].map(number);
        let difference = row.told_difference();
        text += &format!("{method},{set},{},", row.figure);
        text += &format!("{ours},{reference},{difference}\n");
    }
    golden::keep(&format!("conformance-{family}.csv"), &text);
}

/// Six digits after the point of what is small, else nine that count.
fn number(value: f64) -> String {
    if value.abs() >= 10.0 {
        return format!("{value:.8e}");
    }
    let text = format!("{value:.6}");
    if text == "-0.000000" {
        text[1..].to_owned()
    } else {
        text
    }
}

/// The samples of a set as a matrix.
pub fn matrix(set: &Set) -> FeatureMatrix {
    let samples = set.samples.clone();
    FeatureMatrix::from_samples(samples, set.n_features).unwrap()
}

/// A method with as many clusters as the set has groups, seed 1.
pub fn fit(set: &Set, asked: &Method) -> Partition {
    let asked = asked.clone().with_n_clusters(set.n_groups);
    let x = matrix(set);
    asked.check(&x).unwrap();
    method::fit(&x, &asked, 1, &mut never).unwrap()
}

/// The adjusted Rand index with the known groups: samples known to be noise
/// are left out of it, and what a method calls noise is one more cluster.
pub fn agreement(set: &Set, found: &Partition) -> f64 {
    let (labels, groups) = set.scored(&found.labels);
    adjusted_rand(&labels, &groups)
}

/// A table of numbers and categories.
pub struct Mixed {
    /// Categories by the order of their names.
    pub x: FeatureMatrix,
    /// Positions of the categories.
    pub categorical: Vec<usize>,
}

/// Columns `from..to` of a table of the real data, without the records that
/// lack a cell; a column with a text that is no number is one of categories.
pub fn mixed(name: &str, from: usize, to: usize) -> Option<Mixed> {
    let text = String::from_utf8(tests::data::bytes(name)?).unwrap();
    let cells = |line: &'_ str| -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    };
    let records: Vec<_> = text.lines().skip(1).map(cells).collect();
    let whole = |record: &&Vec<String>| !record.contains(&"NA".to_owned());
    let records: Vec<_> = records.iter().filter(whole).collect();
    let (mut columns, mut categorical) = (Vec::new(), Vec::new());
    for j in from..to {
        let column: Vec<&String> = records.iter().map(|r| &r[j]).collect();
        let numbers: Result<Vec<f64>, _> =
            column.iter().map(|cell| cell.parse()).collect();
        columns.push(numbers.unwrap_or_else(|_| {
            categorical.push(j - from);
            let mut names = column.clone();
            names.sort();
            names.dedup();
            let code = |cell| names.binary_search(cell).unwrap() as f64;
            column.iter().map(code).collect()
        }));
    }
    let sample = |i| columns.iter().map(move |column: &Vec<f64>| column[i]);
    let values = (0..records.len()).flat_map(sample).collect();
    let x = FeatureMatrix::from_samples(values, to - from).unwrap();
    Some(Mixed { x, categorical })
}

/// German credit without its class, and the penguins without their species.
pub fn mixed_sets() -> Option<[(&'static str, Mixed); 2]> {
    let german = mixed("german_credit/german_credit.csv", 0, 20)?;
    let penguins = mixed("penguins/penguins.csv", 1, 8)?;
    Some([("german_credit", german), ("penguins", penguins)])
}

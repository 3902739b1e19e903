//! The 31 benchmark sets of gagolews/clustering-data-v1, as given.

use crate::{data, tree};

/// A set of samples and the groups known from elsewhere.
pub struct Set {
    /// Its name, such as `fcps/atom`.
    pub name: String,
    /// One sample after the other.
    pub samples: Vec<f64>,
    /// Numbers a sample has.
    pub n_features: usize,
    /// The group of each sample, from 1; 0 where it is known to be noise.
    pub groups: Vec<u32>,
    /// Groups there are, noise left out: the number of clusters to look for.
    pub n_groups: usize,
}

impl Set {
    /// What two labellings say of the samples that are not known to be
    /// noise: found labels, with `None` as one more cluster, and groups. So
    /// the score leaves noise out, and the fit does not.
    ///
    /// # Panics
    /// `labels` is not one label a sample.
    pub fn scored(&self, labels: &[Option<u32>]) -> (Vec<u32>, Vec<u32>) {
        assert_eq!(labels.len(), self.groups.len(), "one label a sample");
        let pairs = labels.iter().zip(&self.groups);
        let known = pairs.filter(|(_, group)| **group > 0);
        let noise = labels.iter().flatten().max().map_or(0, |most| most + 1);
        known
            .map(|(label, group)| (label.unwrap_or(noise), *group))
            .unzip()
    }
}

/// Every set in the order of `oracle/kmeans.csv`. `None` where the data is
/// missing: then the test says so and returns.
///
/// # Panics
/// If it is missing and `CI` is `true`, or a set is not as the table says.
pub fn all() -> Option<Vec<Set>> {
    let table = tree::file("tests/oracle/kmeans.csv").text;
    table.lines().skip(1).map(read).collect()
}

/// A set as a line of the table names it, with its shape.
fn read(line: &str) -> Option<Set> {
    let mut cells = line.split(',');
    let name = cells.next().expect("a line has a name").to_owned();
    let mut count = || -> usize {
        let cell = cells.next().expect("a line has counts");
        cell.parse().expect("a count is a number")
    };
    let [n_samples, n_features, n_groups] = [count(), count(), count()];
    let samples = numbers(&name, "data")?;
    assert_eq!(samples.len(), n_samples * n_features, "{name}");
    let groups = numbers(&name, "labels0")?;
    let groups: Vec<u32> = groups.iter().map(|&g| g as u32).collect();
    assert_eq!(groups.len(), n_samples, "{name}");
    Some(Set {
        name,
        samples,
        n_features,
        groups,
        n_groups,
    })
}

fn numbers(name: &str, part: &str) -> Option<Vec<f64>> {
    let bytes = data::bytes(&format!("clustering/{name}.{part}.gz"))?;
    let text = String::from_utf8(bytes).expect("a set is text");
    let words = text.split_whitespace();
    let number = |word: &str| word.parse().expect("a set holds numbers");
    Some(words.map(number).collect())
}

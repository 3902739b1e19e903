//! Names of columns: none empty, none twice.

use std::collections::BTreeSet;

use crate::Warning;

/// Unique names, and how many had to be changed.
pub(crate) struct Names {
    pub names: Vec<String>,
    pub n_empty: u64,
    pub n_doubled: u64,
}

impl Names {
    /// Says which were changed.
    pub fn warn(&self, warnings: &mut Vec<Warning>) {
        if self.n_doubled > 0 {
            warnings.push(Warning::new(
                "W_HEADER_TWICE",
                self.n_doubled,
                "Columns of the same name were numbered, as in \"email (2)\"."
                    .into(),
            ));
        }
        if self.n_empty > 0 {
            warnings.push(Warning::new(
                "W_HEADER_EMPTY",
                self.n_empty,
                "Columns without a name were named by their position.".into(),
            ));
        }
    }
}

/// Gives `n_columns` names: `column_4` where there is none, `email (2)` where
/// there is one already.
pub(crate) fn unique_names(header: &[String], n_columns: usize) -> Names {
    let mut taken: BTreeSet<String> =
        header.iter().map(|name| clean(name)).collect();
    let mut given = BTreeSet::new();
    let mut names = Vec::with_capacity(n_columns);
    let (mut n_empty, mut n_doubled) = (0, 0);
    for column in 0..n_columns {
        let mut name = header.get(column).map_or(String::new(), |n| clean(n));
        if name.is_empty() {
            name = format!("column_{}", column + 1);
            n_empty += u64::from(!header.is_empty());
        }
        if given.contains(&name) {
            n_doubled += 1;
            name = numbered(&name, &taken, &given);
        }
        taken.insert(name.clone());
        given.insert(name.clone());
        names.push(name);
    }
    Names {
        names,
        n_empty,
        n_doubled,
    }
}

fn clean(name: &str) -> String {
    name.trim().to_owned()
}

fn numbered(
    name: &str,
    taken: &BTreeSet<String>,
    given: &BTreeSet<String>,
) -> String {
    (2..)
        .map(|n| format!("{name} ({n})"))
        .find(|name| !taken.contains(name) && !given.contains(name))
        .expect("there are more numbers than columns")
}

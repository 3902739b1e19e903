//! Columns of real tables of people, plants and cells.

use std::ops::Range;

use tests::{data, sets};

/// A table and what is taken of it.
struct Source {
    file: &'static str,
    columns: Range<usize>,
    /// Amounts, whose logarithms are features.
    are_amounts: bool,
}

const TABLES: [Source; 5] = [
    Source {
        file: "wholesale_customers/Wholesale customers data.csv",
        columns: 2..8,
        are_amounts: true,
    },
    Source {
        file: "marketing_campaign/marketing_campaign.csv",
        columns: 9..20,
        are_amounts: true,
    },
    Source {
        file: "online_shoppers/online_shoppers_intention.csv",
        columns: 0..9,
        are_amounts: true,
    },
    Source {
        file: "mall_customers/Mall_Customers.csv",
        columns: 2..5,
        are_amounts: false,
    },
    Source {
        file: "penguins/penguins.csv",
        columns: 2..6,
        are_amounts: false,
    },
];

const SETS: [&str; 4] = ["uci/ecoli", "uci/wdbc", "uci/wine", "other/iris"];

/// Real columns of one table, as many values in each. `None` where the data
/// is missing.
pub fn columns(number: usize) -> Option<Vec<Vec<f64>>> {
    let at = number % (TABLES.len() + SETS.len());
    match TABLES.get(at) {
        Some(table) => table.read(),
        None => benchmark(SETS[at - TABLES.len()]),
    }
}

impl Source {
    fn read(&self) -> Option<Vec<Vec<f64>>> {
        let bytes = data::bytes(self.file)?;
        let mut records = csv::Reader::from_reader(&bytes[..]);
        let mut columns = vec![Vec::new(); self.columns.len()];
        for record in records.records() {
            let record = record.unwrap();
            let cells = self.columns.clone().map(|j| record[j].parse());
            // A line without one of the numbers is left out.
            let Ok(values) = cells.collect::<Result<Vec<f64>, _>>() else {
                continue;
            };
            for (column, value) in columns.iter_mut().zip(values) {
                column.push(self.feature(value));
            }
        }
        Some(columns)
    }

    fn feature(&self, value: f64) -> f64 {
        if self.are_amounts {
            libm::log1p(value.max(0.0))
        } else {
            value
        }
    }
}

fn benchmark(name: &str) -> Option<Vec<Vec<f64>>> {
    let all = sets::all()?;
    let set = all.iter().find(|set| set.name == name).unwrap();
    let d = set.n_features;
    let column = |j: usize| {
        let values = set.samples.iter().skip(j).step_by(d);
        values.copied().collect()
    };
    Some((0..d).map(column).collect())
}

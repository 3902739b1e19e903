//! A numeric CSV with a header as a matrix.

use std::path::Path;

use cluster::FeatureMatrix;
use ndarray::Array2;
use session::Failure;
use table::{MISSING, Place, ReadOptions, Reader, Table};

use crate::{
    args::Scale,
    host::{self, Chunks},
    outcome::{Error, Outcome},
    scale::Scaling,
};

/// A matrix, and what a later one has to be like.
#[derive(Debug)]
pub(crate) struct Matrix {
    pub(crate) x: FeatureMatrix,
    names: Vec<String>,
    scaling: Scaling,
}

/// Reads the file; every cell must be a finite number, and every record must
/// be read, so that labels stand beside their records.
///
/// # Errors
/// The file is refused, or a cell is missing or no finite number.
pub(crate) fn read(path: &Path, by: Scale) -> Outcome<Matrix> {
    let (names, mut cells) = cells(path)?;
    let scaling = Scaling::of(&cells, by);
    scaling.apply(&mut cells);
    let x = whole(cells)?;
    Ok(Matrix { x, names, scaling })
}

impl Matrix {
    /// Reads a file of the same features and scales it as these were.
    ///
    /// # Errors
    /// As [`read`], or its columns are others or in another order.
    pub(crate) fn read_like(&self, path: &Path) -> Outcome<FeatureMatrix> {
        let (names, mut cells) = cells(path)?;
        if names != self.names {
            let message = format!(
                "{} has the columns {}; expected those that were clustered: {}",
                host::name(path),
                names.join(", "),
                self.names.join(", ")
            );
            return Err(Failure::new("E_MATRIX", message).into());
        }
        self.scaling.apply(&mut cells);
        whole(cells)
    }
}

/// The names of the columns, and the cells of the records.
fn cells(path: &Path) -> Outcome<(Vec<String>, Array2<f64>)> {
    let table = table(path)?;
    complete(&table)?;
    let mut cells = Array2::zeros((table.n_records, table.columns.len()));
    for column in 0..table.columns.len() {
        let numbers = numbers(&table, column)?;
        let codes = table.values(column).codes();
        for (cell, &code) in cells.column_mut(column).iter_mut().zip(codes) {
            *cell = numbers[code as usize];
        }
    }
    let names = table.columns.into_iter().map(|it| it.name);
    Ok((names.collect(), cells))
}

fn whole(cells: Array2<f64>) -> Outcome<FeatureMatrix> {
    FeatureMatrix::new(cells).map_err(|error| {
        Failure::new("E_MATRIX", error.to_string())
            .with_hint("Its numbers may be too large to scale.")
            .into()
    })
}

fn table(path: &Path) -> Outcome<Table> {
    let failed = |error| Error::file(path, &error);
    let options = ReadOptions {
        has_header: Some(true),
        ..ReadOptions::default()
    };
    let mut chunks = Chunks::open(path).map_err(failed)?;
    let mut reader = Reader::new(&host::name(path), options, host::hash_key());
    while let Some(chunk) = chunks.read().map_err(failed)? {
        reader.feed(&chunk)?;
    }
    Ok(reader.finish()?)
}

fn complete(table: &Table) -> Outcome<()> {
    if table.rejected == 0 {
        return Ok(());
    }
    let first = table.warnings.iter().find_map(|w| w.place.clone());
    let message = format!(
        "{} of {} records could not be read; expected as many numbers in \
         each as the header has names",
        table.rejected, table.read
    );
    Err(Error::Failed(Failure {
        place: first,
        ..Failure::new("E_RAGGED", message)
    }))
}

/// The number of each code of a column; no record lacks one.
fn numbers(table: &Table, column: usize) -> Outcome<Vec<f64>> {
    let values = table.values(column);
    let numbers: Vec<f64> = (0..values.n_codes() as u32)
        .map(|code| values.text(code).trim().parse().unwrap_or(f64::NAN))
        .collect();
    let bad =
        |code: &u32| *code == MISSING || !numbers[*code as usize].is_finite();
    match values.codes().iter().position(bad) {
        None => Ok(numbers),
        Some(record) => Err(not_a_number(table, column, record)),
    }
}

fn not_a_number(table: &Table, column: usize, record: usize) -> Error {
    let values = table.values(column);
    let found = match values.codes()[record] {
        MISSING => "nothing".to_owned(),
        code => format!("“{}”", values.text(code)),
    };
    let name = &table.columns[column].name;
    Error::Failed(Failure {
        place: Some(Place {
            file: table.name.clone(),
            record: Some(record as u64 + 1),
            column: Some(name.clone()),
            ..Place::default()
        }),
        ..Failure::new(
            "E_NUMBER",
            format!(
                "{}, record {}, column “{name}”: found {found}, expected a \
                 finite number such as -1.5 or 2e-3",
                table.name,
                record + 1
            ),
        )
        .with_hint(
            "Fill or remove the record, and leave out columns that are not \
             numbers.",
        )
    })
}

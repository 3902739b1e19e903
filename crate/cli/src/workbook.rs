//! Workbooks, archives and Parquet files in the terminal.

use std::{cell::RefCell, fs::File, path::Path};

use parquet::Parquet;
use session::{Failure, Source, host::Fault};
use table::{Parts, part::Heavy};
use workbook::{Counted, Progress, Text, Workbook};

/// The file asked about last.
#[derive(Default)]
pub(crate) struct Shelf(RefCell<Option<Open>>);

enum Open {
    Book(Box<Workbook<Counted<File>>>, Progress),
    Parquet(Box<Parquet<File>>),
}

/// The text of a part.
pub(crate) enum PartText {
    Book(Text, Progress),
    Parquet(Box<Parquet<File>>),
}

impl Shelf {
    /// Opens a file and says what it holds.
    ///
    /// # Errors
    /// It can't be opened or is refused.
    pub(crate) fn open(
        &self,
        path: &Path,
        name: &str,
        heavy: Heavy,
    ) -> Result<Parts, Failure> {
        let failed =
            |error: std::io::Error| Failure::internal(&error.to_string());
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let (parts, open) = match heavy {
            Heavy::Workbook => {
                let (file, progress) = Counted::new(file, size);
                let book = Box::new(Workbook::open(file, name)?);
                (book.parts().clone(), Open::Book(book, progress))
            }
            Heavy::Parquet => {
                let table = Box::new(Parquet::open(file, name)?);
                (table.parts(), Open::Parquet(table))
            }
        };
        self.0.replace(Some(open));
        Ok(parts)
    }

    /// Takes the file from the shelf, for the text of a part.
    ///
    /// # Errors
    /// There is no such part.
    pub(crate) fn text(&self, part: &str) -> Result<PartText, Failure> {
        let open = self.0.take();
        Ok(match open.expect("the parts are asked for first") {
            Open::Book(book, progress) => {
                PartText::Book(book.text(part)?, progress)
            }
            Open::Parquet(table) => PartText::Parquet(table),
        })
    }
}

impl Source for PartText {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let chunk = match self {
            Self::Book(text, _) => text.next_chunk(),
            Self::Parquet(table) => table.next_chunk(),
        };
        chunk.map_err(|error| Fault::Refused(Box::new(error.into())))
    }

    fn done(&self) -> Option<f64> {
        Some(match self {
            Self::Book(_, progress) => progress.done(),
            Self::Parquet(table) => table.done(),
        })
    }
}

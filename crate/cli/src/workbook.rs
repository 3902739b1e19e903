//! Workbooks and archives in the terminal.

use std::{cell::RefCell, fs::File, path::Path};

use session::{Failure, Source, host::Fault};
use table::Parts;
use workbook::{Counted, Progress, Text, Workbook};

/// The workbook asked about last.
#[derive(Default)]
pub(crate) struct Shelf(RefCell<Option<Open>>);

struct Open {
    book: Workbook<Counted<File>>,
    progress: Progress,
}

/// The text of a part.
pub(crate) struct PartText {
    text: Text,
    progress: Progress,
}

impl Shelf {
    /// Opens a workbook and says what it holds.
    ///
    /// # Errors
    /// It can't be opened or is refused.
    pub(crate) fn open(
        &self,
        path: &Path,
        name: &str,
    ) -> Result<Parts, Failure> {
        let failed =
            |error: std::io::Error| Failure::internal(&error.to_string());
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let (file, progress) = Counted::new(file, size);
        let book = Workbook::open(file, name)?;
        let parts = book.parts().clone();
        self.0.replace(Some(Open { book, progress }));
        Ok(parts)
    }

    /// Takes the workbook from the shelf, for the text of a part.
    ///
    /// # Errors
    /// There is no such part.
    pub(crate) fn text(&self, part: &str) -> Result<PartText, Failure> {
        let open = self.0.take();
        let open = open.expect("the parts are asked for first");
        Ok(PartText {
            text: open.book.text(part)?,
            progress: open.progress,
        })
    }
}

impl Source for PartText {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        let chunk = self.text.next_chunk();
        chunk.map_err(|error| Fault::Refused(Box::new(error.into())))
    }

    fn done(&self) -> Option<f64> {
        Some(self.progress.done())
    }
}

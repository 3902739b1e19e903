//! A surveyed file read once more.

use super::{Halt, Reader, Stage};
use crate::body::Body;
use crate::dictionary::Dictionary;
use crate::fold::{self, Again, Keeps};
use crate::hash::Key;
use crate::json::Sheet;
use crate::opening::Opening;
use crate::refuse::{changed, too_large};
use crate::{Links, ReadError, ReadOptions, Slice, Table};

impl Reader {
    /// A reader of a surveyed file, with the choices it was surveyed with,
    /// for the records of a slice.
    ///
    /// # Errors
    /// There is no room for the distinct texts.
    ///
    /// # Panics
    /// If a column of the slice is not one of the table's, or one that says
    /// whose a record is not one of the slice's.
    pub fn of_slice(
        survey: &Table,
        options: ReadOptions,
        hash_key: u64,
        slice: Slice,
    ) -> Result<Self, ReadError> {
        let columns = slice.columns.clone();
        let keeps = Keeps::sieve(survey, slice);
        Self::again(survey, options, hash_key, &columns, keeps)
    }

    /// A reader of a surveyed file that finds which codes of a column share
    /// a code of another.
    ///
    /// # Errors
    /// There is no room for the distinct texts.
    ///
    /// # Panics
    /// If a column is not one of the table's.
    pub fn of_links(
        survey: &Table,
        options: ReadOptions,
        hash_key: u64,
        columns: [usize; 2],
    ) -> Result<Self, ReadError> {
        let keeps = Keeps::links(survey, columns);
        let (first, last) =
            (columns[0].min(columns[1]), columns[0].max(columns[1]));
        Self::again(survey, options, hash_key, &[first, last], keeps)
    }

    fn again(
        survey: &Table,
        options: ReadOptions,
        hash_key: u64,
        columns: &[usize],
        keeps: Keeps,
    ) -> Result<Self, ReadError> {
        let mut reader = Self::new(&survey.name, options, hash_key);
        let key = reader.text.key;
        let dictionaries = fold::again(survey, columns, key)
            .map_err(|_| too_large(&survey.name))?;
        let name = |column: &usize| match survey.keys.get(*column) {
            Some(key) => key.clone(),
            None => survey.columns[*column].name.clone(),
        };
        reader.text.pass = Pass::Again {
            names: columns.iter().map(name).collect(),
            dictionaries,
            keeps: Box::new(keeps),
        };
        Ok(reader.without_hash())
    }

    /// The end of a slice: its table.
    ///
    /// # Errors
    /// The file is not what it was.
    pub fn finish_slice(self, survey: &Table) -> Result<Table, ReadError> {
        fold::conclude(self.finish_again()?, survey)
    }

    /// The end of a search for links.
    ///
    /// # Errors
    /// The file is not what it was.
    pub fn finish_links(self, survey: &Table) -> Result<Links, ReadError> {
        fold::links(self.finish_again()?, survey)
    }

    fn finish_again(mut self) -> Result<Again, ReadError> {
        let text = &mut self.text;
        self.unpack
            .finish(&mut |piece| text.feed(piece))
            .map_err(|halt: Halt| halt.sentence(&self.text.name))?;
        self.text.open(true)?;
        match self.text.stage {
            Stage::Body(mut body, _) => {
                body.finish()?;
                Ok(body.columns.again())
            }
            Stage::Json(body) => Ok(body.finish()?.rows.sheet.again()),
            Stage::Head(_) => {
                let what = "it was changed meanwhile";
                Err(changed(&self.text.name, what))
            }
        }
    }
}

/// What a reading is for.
pub(super) enum Pass {
    Whole,
    Survey(usize),
    /// Once more, with what is known of the columns that are read.
    Again {
        /// Their names; of JSON, their keys.
        names: Vec<String>,
        dictionaries: Vec<Dictionary>,
        keeps: Box<Keeps>,
    },
}

impl Pass {
    /// Sets a body up.
    pub fn open(&mut self, body: &mut Body, opening: &Opening, key: Key) {
        let columns = &mut body.columns;
        columns.again = columns.header_again(&opening.layout);
        columns.each = columns.only_first || !matches!(self, Self::Whole);
        match std::mem::replace(self, Self::Whole) {
            Self::Whole => body.open(key),
            Self::Survey(room) => {
                columns.keeps = Keeps::Counts(room);
                body.open(key);
            }
            Self::Again {
                names,
                dictionaries,
                keeps,
            } => {
                columns.keeps = *keeps;
                let all = &columns.names;
                columns.kept.retain(|it| names.contains(&all[*it]));
                columns.open_with(dictionaries);
            }
        }
    }

    /// The columns of a JSON text.
    pub fn sheet(&mut self, key: Key) -> Sheet {
        match std::mem::replace(self, Self::Whole) {
            Self::Whole => Sheet::new(key, Keeps::Whole),
            Self::Survey(room) => Sheet::new(key, Keeps::Counts(room)),
            Self::Again {
                names,
                dictionaries,
                keeps,
            } => Sheet::new(key, *keeps).of(names, dictionaries),
        }
    }
}

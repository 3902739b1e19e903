//! The end of a JSON text: the table, and what is said of it.

use super::fault::no_list;
use super::paths::{KEYS, Path};
use super::rows::Rows;
use super::survey::{Opening, Shape};
use crate::choice::{Wanted, check_choices};
use crate::conclude::{add_column, list, packed, part};
use crate::dictionary::Dictionary;
use crate::names::unique_names;
use crate::opening::check_columns;
use crate::summary::summarise;
use crate::{Format, Origin, Place, ReadError, ReadOptions, Table, Warning};

/// A JSON text, read to its end.
pub(crate) struct Read {
    pub file: String,
    pub opening: Opening,
    pub rows: Rows,
}

/// What else a table is made of.
pub(crate) struct Ending<'a> {
    pub options: &'a ReadOptions,
    pub sha256: String,
    pub gzip: bool,
    pub origin: Option<Origin>,
}

impl Read {
    /// Decides the types and gives the table.
    pub fn conclude(self, ending: Ending<'_>) -> Result<Table, ReadError> {
        let n_records = self.rows.sheet.n_records();
        let rejected = self.rows.tally.skipped;
        if n_records == 0 || self.rows.paths.n_columns() == 0 {
            return Err(no_list(&self.file));
        }
        let warnings = self.warnings();
        let mut table = Table {
            name: self.file.clone(),
            format: self.format(&ending),
            n_records: n_records as usize,
            read: n_records + rejected,
            blank: 0,
            rejected,
            sha256: ending.sha256,
            columns: Vec::new(),
            histograms: Vec::new(),
            is_survey: self.rows.sheet.is_survey(),
            is_full: Vec::new(),
            keys: Vec::new(),
            warnings,
            data: Vec::new(),
        };
        self.add_columns(&mut table, ending.options)?;
        debug_assert!(table.warnings.iter().all(Warning::keeps));
        Ok(table)
    }

    fn format(&self, ending: &Ending<'_>) -> Format {
        let name = match self.opening.shape {
            Shape::Lines => "ndjson",
            Shape::List { .. } => "json",
        };
        let origin = ending.origin.as_ref();
        Format {
            name: packed(name, ending.gzip, origin),
            part: part(origin),
            parts: Vec::new(),
            encoding: self.opening.encoding.name().to_owned(),
            delimiter: String::new(),
            has_header: true,
        }
    }

    fn add_columns(
        self,
        table: &mut Table,
        options: &ReadOptions,
    ) -> Result<(), ReadError> {
        let rows = self.rows;
        let unfolded = rows.unfolded.filter(|_| rows.tally.n_unfolded > 0);
        let is_repeated = |path| {
            unfolded.is_some_and(|list| !rows.paths.is_below(path, list))
        };
        // An object that is null in some records is no column of its own.
        let is_column = |it: &(Path, Dictionary)| {
            !(it.1.is_empty() && rows.paths.is_parent(it.0))
        };
        let all = rows.sheet.dictionaries.into_iter().enumerate();
        let all = all.map(|(at, it)| (rows.paths.of_column(at), it));
        let columns: Vec<_> = all.filter(is_column).collect();
        let header: Vec<String> =
            columns.iter().map(|it| rows.paths.name(it.0)).collect();
        let names = unique_names(&header, header.len());
        names.warn(&mut table.warnings);
        check_columns(&self.file, options, header.len())?;
        check_choices(&self.file, options, &names.names)?;
        let kept = |at: &usize| {
            options.columns.is_empty() || options.columns.contains(at)
        };
        let columns = names.names.iter().zip(columns).enumerate();
        for (_, (name, (path, dictionary))) in columns.filter(|it| kept(&it.0))
        {
            let mut summary =
                summarise(name, dictionary, Wanted::new(options, name));
            summary.profile.repeated = is_repeated(path);
            if table.is_survey {
                table.is_full.push(summary.is_full);
                table.keys.push(rows.paths.joined(path, KEYS));
            }
            add_column(table, summary);
        }
        Ok(())
    }

    fn warnings(&self) -> Vec<Warning> {
        let encoding = self.opening.encoding.name();
        let doubtful = self.opening.doubtful;
        let all = [
            doubtful.then(|| crate::conclude::doubtful(encoding)),
            self.wrapped(),
            self.unfolded(),
            self.left_out(),
            self.skipped(),
            self.doubled(),
        ];
        all.into_iter().flatten().collect()
    }

    fn wrapped(&self) -> Option<Warning> {
        let Shape::List { keys, .. } = &self.opening.shape else {
            return None;
        };
        let name = keys.join(".");
        let message = format!(
            "The records are the entries of {name:?}; what else stands in \
             the file was left out."
        );
        let told = || Warning::new("W_JSON_LIST", 1, message);
        (!keys.is_empty()).then(|| told().with("list", name.as_str()))
    }

    fn unfolded(&self) -> Option<Warning> {
        let n = self.rows.tally.n_unfolded;
        let list = self.rows.paths.name(self.rows.unfolded?);
        let message = format!(
            "{n} records are entries of {list:?}; what stands around that \
             list is repeated beside each of them, so a total there counts \
             once an object and not once a record."
        );
        let told = || Warning::new("W_JSON_ENTRIES", n, message);
        (n > 0).then(|| told().with("list", list.as_str()))
    }

    fn left_out(&self) -> Option<Warning> {
        let tally = &self.rows.tally;
        let n = tally.left_out;
        let name = |path: &Path| self.rows.paths.name(*path);
        let names: Vec<String> =
            tally.left_out_paths.iter().map(name).collect();
        let message = format!(
            "{n} other lists of objects were left out: {}.",
            list(&names)
        );
        let told = || Warning::new("W_JSON_LEFT_OUT", n, message);
        (n > 0).then(|| {
            told().with("lists", crate::conclude::first_names(&names))
        })
    }

    fn skipped(&self) -> Option<Warning> {
        let tally = &self.rows.tally;
        let (n, line) = (tally.skipped, tally.first_skipped);
        let message = format!(
            "{n} values are no objects and were set aside; the first is on \
             line {line}."
        );
        let mut told = Warning::new("W_JSON_SKIPPED", n, message);
        told.place = Some(self.place(line));
        (n > 0).then_some(told)
    }

    fn doubled(&self) -> Option<Warning> {
        let tally = &self.rows.tally;
        let n = tally.doubled;
        let (line, path) = tally.first_doubled;
        let name = self.rows.paths.name(path);
        let message = format!(
            "{n} keys stand twice in an object, first {name:?} on line \
             {line}; the later value was taken."
        );
        let mut told = Warning::new("W_JSON_TWICE", n, message);
        told.place = Some(Place {
            column: Some(name),
            ..self.place(line)
        });
        (n > 0).then_some(told)
    }

    fn place(&self, line: u64) -> Place {
        Place {
            file: self.file.clone(),
            line: Some(line),
            ..Place::default()
        }
    }
}

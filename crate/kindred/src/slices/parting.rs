//! How the files of a plan are parted, so that all purchases of a customer
//! are in one slice, whichever files they stand in.

use table::{Links, Parted, Slice, Slicing, Table, part_by, shared};

use super::needs::Needs;
use crate::{Plan, RunError, source};

/// How the files of a plan are parted. Those that hold purchases are parted
/// together; each of the others is whole in every slice.
#[derive(Clone, Debug, Default)]
pub struct Parting {
    /// Of each file that is parted.
    needs: Vec<Option<Needs>>,
    /// One a file that is parted.
    slicings: Vec<Slicing>,
    /// The orders of several customers, ascending, where they were sought.
    shared: Option<Vec<String>>,
    n: u32,
}

impl Parting {
    /// What a run, or a review, needs of each file that is parted.
    ///
    /// # Errors
    /// The plan is for another number of files, or can't be followed in
    /// slices: see [`Needs::of`].
    pub fn needs(
        plan: &Plan,
        tables: &[Table],
        reviews: bool,
    ) -> Result<Vec<Option<Needs>>, RunError> {
        source::check_number(tables, &plan.sources)?;
        let kind = source::purchases_kind(&plan.sources)?;
        let of = |(file, table): (usize, &Table)| {
            if plan.sources[file].kind != kind && !table.is_survey() {
                return Ok(None);
            }
            let needs = match reviews {
                true => Needs::of_review(plan, file, table),
                false => Needs::of(plan, file),
            };
            needs.map(Some)
        };
        tables.iter().enumerate().map(of).collect()
    }

    /// Parts the files into `n` slices, with the links that were found of
    /// each that has [some to find](Needs::links).
    ///
    /// # Errors
    /// A column of the plan is not one of its file's.
    pub fn new(
        tables: &[Table],
        needs: Vec<Option<Needs>>,
        links: Vec<Option<Links>>,
        n: u32,
    ) -> Result<Self, RunError> {
        let mut parted = Vec::new();
        let mut are_known = true;
        for ((table, needs), links) in tables.iter().zip(&needs).zip(links) {
            let Some(needs) = needs else {
                continue;
            };
            are_known &= needs.finds_shared(links.is_some());
            let apart = needs.order.is_none();
            parted.push(Parted {
                table,
                by: needs.customer(table)?,
                links: match apart {
                    true => links.map(Links::apart),
                    false => links,
                },
            });
        }
        let shared = are_known.then(|| shared(&parted));
        Ok(Self {
            slicings: part_by(parted, true, n),
            needs,
            shared,
            n,
        })
    }

    /// How many slices there are.
    pub fn count(&self) -> u32 {
        self.n
    }

    /// What a file is read for; `None` where all of it is.
    pub fn of(&self, file: usize) -> Option<&Needs> {
        self.needs.get(file)?.as_ref()
    }

    /// The orders that several customers have, ascending; `None` where that
    /// is not known.
    pub fn shared(&self) -> Option<&[String]> {
        self.shared.as_deref()
    }

    /// To which slice the records of each code of a file's customers belong.
    pub fn of_code(&self, file: usize) -> &[u32] {
        self.place(file)
            .map_or(&[], |at| self.slicings[at].of_code())
    }

    /// A slice of a file; `None` where it is whole in every slice.
    ///
    /// # Errors
    /// A column of the plan is not one of the file's, or has too many
    /// different values.
    pub fn slice(
        &self,
        tables: &[Table],
        file: usize,
        nth: u32,
    ) -> Result<Option<Slice>, RunError> {
        let (Some(needs), Some(at)) = (self.of(file), self.place(file)) else {
            return Ok(None);
        };
        let slicing = &self.slicings[at];
        let mut slice = needs.slice(&tables[file], slicing, nth)?;
        if self.slicings.len() > 1 {
            // What equals it may stand in another file.
            slice.spread.clear();
        }
        Ok(Some(slice))
    }

    /// Which of those that are parted a file is.
    fn place(&self, file: usize) -> Option<usize> {
        self.of(file)?;
        Some(self.needs[..file].iter().flatten().count())
    }
}

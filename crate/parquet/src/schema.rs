//! The tree of columns, as a list of those that can be read.

use crate::convert::{Kind, kind_of};
use crate::footer::Element;
use crate::limits;
use crate::refuse::{Fault, Result};

/// A column of values.
#[derive(Debug)]
pub(crate) struct Leaf {
    /// `customer.email`; a list has the name of its field.
    pub name: String,
    /// Which of the columns of a row group.
    pub index: usize,
    pub physical: i64,
    /// Bytes of a value of fixed length.
    pub length: usize,
    pub max_def: u8,
    pub max_rep: u8,
    pub kind: Kind,
}

/// The columns of a file.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    pub leaves: Vec<Leaf>,
    /// The names of those that cannot be read, each once.
    pub left_out: Vec<String>,
}

const REPEATED: i64 = 2;
const REQUIRED: i64 = 0;

/// Lists the columns.
///
/// A column in a list is read where it is alone there; the others, such as
/// lists of objects and maps, are left out.
pub(crate) fn columns(elements: &[Element]) -> Result<Schema> {
    let (root, rest) = elements.split_first().ok_or(Fault::Damaged)?;
    let mut walk = Walk {
        rest,
        found: Vec::new(),
        n_lists: 0,
    };
    let place = Place::default();
    for _ in 0..root.n_children {
        walk.node(&place, limits::DEPTH)?;
    }
    let found = walk.found;
    if found.len() > limits::COLUMNS {
        return Err(Fault::Memory);
    }
    let mut n_in_list = vec![0; walk.n_lists];
    for it in &found {
        if let Some(list) = it.place.list {
            n_in_list[list] += 1;
        }
    }
    let mut schema = Schema::default();
    for (index, it) in found.into_iter().enumerate() {
        let is_alone = it.place.list.is_none_or(|list| n_in_list[list] == 1);
        match kind_of(it.element).filter(|_| is_alone) {
            Some(kind) => schema.leaves.push(Leaf {
                name: it.place.name,
                index,
                physical: it.element.physical.unwrap_or(-1),
                length: it.element.length,
                max_def: it.place.def,
                max_rep: it.place.rep,
                kind,
            }),
            None => {
                let name = it.place.list_name.unwrap_or(it.place.name);
                if !schema.left_out.contains(&name) {
                    schema.left_out.push(name);
                }
            }
        }
    }
    Ok(schema)
}

struct Walk<'a> {
    rest: &'a [Element],
    found: Vec<Found<'a>>,
    n_lists: usize,
}

struct Found<'a> {
    element: &'a Element,
    place: Place,
}

#[derive(Clone, Default)]
struct Place {
    name: String,
    def: u8,
    rep: u8,
    /// The outermost list around it, and its name.
    list: Option<usize>,
    list_name: Option<String>,
    /// The parent is a list, whose entry and its value have no names.
    unnamed: u8,
}

impl<'a> Walk<'a> {
    fn node(&mut self, around: &Place, depth: usize) -> Result<()> {
        let (element, rest) = self.rest.split_first().ok_or(Fault::Damaged)?;
        self.rest = rest;
        let mut place = self.place(element, around);
        let is_leaf = element.n_children == 0 && element.physical.is_some();
        if is_leaf {
            self.found.push(Found { element, place });
            return Ok(());
        }
        let is_list = element.converted == Some(3)
            || element.logical.is_some_and(|it| it.id == 3);
        if is_list && element.n_children == 1 {
            place.unnamed = 2;
        } else if element.n_children != 1 {
            place.unnamed = 0;
        }
        if depth == 0 {
            return Err(Fault::Damaged);
        }
        for _ in 0..element.n_children {
            self.node(&place, depth - 1)?;
        }
        Ok(())
    }

    fn place(&mut self, element: &Element, around: &Place) -> Place {
        let mut place = around.clone();
        place.unnamed = around.unnamed.saturating_sub(1);
        if around.unnamed == 0 {
            if !place.name.is_empty() {
                place.name.push('.');
            }
            place.name.push_str(&element.name);
        }
        if element.repetition != REQUIRED {
            place.def += 1;
        }
        if element.repetition == REPEATED {
            place.rep += 1;
            if place.list.is_none() {
                place.list = Some(self.n_lists);
                place.list_name = Some(place.name.clone());
                self.n_lists += 1;
            }
        }
        place
    }
}

//! The keys of nested objects, each path once.

use super::fault::Fault;
use crate::limits;

/// A path of keys.
pub(crate) type Path = usize;

/// The object itself.
pub(crate) const ROOT: Path = 0;

/// Between the keys of a path where no other may be read the same: a key
/// never holds it.
pub(crate) const KEYS: char = '\0';

/// No path or no column.
const NONE: usize = usize::MAX;
/// The most paths: objects that hold no value are paths as well.
const PATHS: usize = 4 * limits::COLUMNS;
/// The most bytes of all columns' names.
const NAMES: usize = 64 << 20;

/// Every path met so far.
///
/// Objects of a list have their keys in the same order as a rule, so the key
/// that came next the last time is tried first.
#[derive(Debug)]
pub(crate) struct Paths {
    nodes: Vec<Node>,
    /// The path of each column.
    columns: Vec<Path>,
    n_name_bytes: usize,
}

#[derive(Debug)]
struct Node {
    parent: Path,
    key: Box<str>,
    /// The length of the whole name.
    name_len: usize,
    /// In the order of their keys.
    children: Vec<Path>,
    /// The first of the children to come.
    first: Path,
    /// Which of the children came last.
    last: Path,
    /// Which of the parent's children comes after this one.
    after: Path,
    column: usize,
    /// The object that had a value here last, as a number of its own.
    seen_in: u64,
}

impl Node {
    fn new(parent: Path, key: &str, name_len: usize) -> Self {
        Self {
            parent,
            key: key.into(),
            name_len,
            children: Vec::new(),
            first: NONE,
            last: NONE,
            after: NONE,
            column: NONE,
            seen_in: 0,
        }
    }
}

impl Paths {
    /// The root alone.
    pub fn new() -> Self {
        Self {
            nodes: vec![Node::new(NONE, "", 0)],
            columns: Vec::new(),
            n_name_bytes: 0,
        }
    }

    /// An object opens.
    pub fn enter(&mut self, path: Path) {
        self.nodes[path].last = NONE;
    }

    /// The path of a key of an object.
    #[inline(never)]
    pub fn child(&mut self, parent: Path, key: &[u8]) -> Result<Path, Fault> {
        let last = self.nodes[parent].last;
        let likely = match last {
            NONE => self.nodes[parent].first,
            last => self.nodes[last].after,
        };
        let hit = likely != NONE && self.nodes[likely].key.as_bytes() == key;
        let child = if hit {
            likely
        } else {
            let child = self.find(parent, key)?;
            match last {
                NONE => self.nodes[parent].first = child,
                last => self.nodes[last].after = child,
            }
            child
        };
        self.nodes[parent].last = child;
        Ok(child)
    }

    fn find(&mut self, parent: Path, key: &[u8]) -> Result<Path, Fault> {
        let key = std::str::from_utf8(key).expect("tokens are checked");
        let children = &self.nodes[parent].children;
        let key_of = |child: &Path| &*self.nodes[*child].key;
        let place = match children.binary_search_by_key(&key, key_of) {
            Ok(known) => return Ok(children[known]),
            Err(place) => place,
        };
        if self.nodes.len() >= PATHS {
            return Err(Fault::Columns);
        }
        let dot = usize::from(parent != ROOT);
        let len = self.nodes[parent].name_len + dot + key.len();
        let child = self.nodes.len();
        self.nodes.push(Node::new(parent, key, len));
        self.nodes[parent].children.insert(place, child);
        Ok(child)
    }

    /// The column of a path, made where there is none.
    pub fn column(&mut self, path: Path) -> Result<usize, Fault> {
        let node = &mut self.nodes[path];
        if node.column != NONE {
            return Ok(node.column);
        }
        if self.columns.len() >= limits::COLUMNS {
            return Err(Fault::Columns);
        }
        self.n_name_bytes += node.name_len;
        if self.n_name_bytes > NAMES {
            return Err(Fault::Full);
        }
        node.column = self.columns.len();
        self.columns.push(path);
        Ok(node.column)
    }

    /// Whether this object had a value at the path before.
    pub fn sees_again(&mut self, path: Path, object: u64) -> bool {
        std::mem::replace(&mut self.nodes[path].seen_in, object) == object
    }

    pub fn n_columns(&self) -> usize {
        self.columns.len()
    }

    /// The path of a column.
    pub fn of_column(&self, column: usize) -> Path {
        self.columns[column]
    }

    /// Whether other paths go on from this one.
    pub fn is_parent(&self, path: Path) -> bool {
        !self.nodes[path].children.is_empty()
    }

    /// Whether a path starts with another one.
    pub fn is_below(&self, mut path: Path, above: Path) -> bool {
        while path != ROOT {
            if path == above {
                return true;
            }
            path = self.nodes[path].parent;
        }
        above == ROOT
    }

    /// `customer.email`
    pub fn name(&self, path: Path) -> String {
        self.joined(path, '.')
    }

    /// The keys with a mark between them.
    pub fn joined(&self, path: Path, mark: char) -> String {
        let node = &self.nodes[path];
        match node.parent {
            NONE => String::new(),
            ROOT => node.key.to_string(),
            parent => {
                format!("{}{mark}{}", self.joined(parent, mark), node.key)
            }
        }
    }

    /// Bytes taken.
    pub fn memory(&self) -> usize {
        // Keys are shorter than the names they are part of.
        self.nodes.len() * 2 * size_of::<Node>() + self.n_name_bytes
    }
}

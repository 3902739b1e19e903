//! The streaming reader: chunks in, a table out.

mod again;

use serde::{Deserialize, Serialize};

use crate::body::Body;
use crate::conclude::{Ending, conclude};
use crate::hash::Key;
use crate::json;
use crate::opening::{Head, Opening, check_mark, open};
use crate::refuse::refuse;
use crate::rows::first_rows;
use crate::unpack::{Broken, Unpack};
use crate::{
    ColumnChoice, DateOrder, FileHash, Origin, ReadError, Rows, Table, limits,
};

use again::Pass;

/// What the user decided; everything not decided is found.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(default, deny_unknown_fields)]
pub struct ReadOptions {
    /// The delimiter: one character; a blank stands for runs of blanks.
    pub delimiter: Option<char>,
    /// The WHATWG label of the encoding.
    pub encoding: Option<String>,
    /// Whether the first record names the columns.
    pub has_header: Option<bool>,
    /// The order of day and month in every ambiguous date column.
    pub date_order: Option<DateOrder>,
    /// The decimal mark, `.` or `,`, in every ambiguous number column.
    pub decimal_mark: Option<char>,
    /// Keep only these columns (by position); empty keeps all.
    pub columns: Vec<usize>,
    /// What is decided of single columns.
    pub decided: Vec<ColumnChoice>,
    /// The sheet of a workbook, or the file of an archive.
    pub part: Option<String>,
    /// What becomes of records with more or fewer fields than there are
    /// columns; they are set aside unless something else is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub ragged: Option<Ragged>,
    /// Which tables of a file are read; all, unless something else is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tables: Option<Tables>,
}

/// What becomes of records with more or fewer fields than there are columns.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Ragged {
    /// They are set aside and counted.
    #[default]
    SetAside,
    /// Fields that lack at the end are empty, and those beyond the last
    /// column are left out; both are counted.
    Pad,
}

/// What becomes of records below a line that repeats the header.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Tables {
    /// They are records like those above it, as where several exports were
    /// joined.
    #[default]
    All,
    /// They are those of another table, set aside and counted.
    First,
}

/// Reads one file, a chunk at a time.
///
/// The hash key guards the dictionaries against crafted texts; it never
/// changes the result, nor does the size of the chunks.
///
/// ```
/// # use table::{ColumnType, ReadOptions, Reader};
/// let mut reader = Reader::new("shop.csv", ReadOptions::default(), 7);
/// reader.feed(b"customer,amount\nAda,12.50\n")?;
/// reader.feed(b"Ben,3.00\n")?;
/// let table = reader.finish()?;
/// assert_eq!(table.n_records, 2);
/// assert_eq!(table.columns[1].column_type, ColumnType::Decimal);
/// # Ok::<(), table::ReadError>(())
/// ```
pub struct Reader {
    hash: Option<FileHash>,
    unpack: Unpack,
    text: Text,
}

/// Text is taken into the window in pieces of this size.
const PIECE: usize = 128 << 10;

impl Reader {
    /// A reader for a file of this name.
    pub fn new(name: &str, options: ReadOptions, hash_key: u64) -> Self {
        Self {
            hash: Some(FileHash::default()),
            unpack: Unpack::new(),
            text: Text {
                name: name.to_owned(),
                options,
                origin: None,
                key: Key::new(hash_key),
                pass: Pass::Whole,
                stage: Stage::Head(Vec::new()),
            },
        }
    }

    /// Keeps no code of a record: the table is a survey, of which slices can
    /// be read. Once its distinct texts take more than `room` bytes, no new one
    /// of the largest column is stored, and what is said of that column is
    /// said of those there are ([`Table::is_full`]).
    #[must_use]
    pub fn surveying(mut self, room: usize) -> Self {
        self.text.pass = Pass::Survey(room);
        self
    }

    /// Leaves [`Table::sha256`] empty: hashing takes longer than reading,
    /// and a host may do it beside by a [`FileHash`].
    #[must_use]
    pub fn without_hash(mut self) -> Self {
        self.hash = None;
        self
    }

    /// The bytes are the text that a heavy reader made of a part of the
    /// file, not those of the file.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        let options = &mut self.text.options;
        if origin.is_sheet {
            options.delimiter = Some(',');
            options.encoding = Some("utf-8".to_owned());
            options.decimal_mark = options.decimal_mark.or(Some('.'));
        }
        if origin.has_names {
            options.has_header = Some(true);
        }
        self.text.origin = Some(origin);
        self
    }

    /// Takes the next bytes of the file, of any length.
    ///
    /// # Errors
    /// The file is refused; the reader is of no further use.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), ReadError> {
        if let Some(hash) = &mut self.hash {
            hash.feed(chunk);
        }
        let text = &mut self.text;
        self.unpack
            .feed(chunk, &mut |piece| text.feed(piece))
            .map_err(|halt| halt.sentence(&self.text.name))
    }

    /// Whether the file could be surveyed instead of being kept whole.
    pub fn may_survey(&self) -> bool {
        match &self.text.stage {
            Stage::Head(_) => false,
            Stage::Body(body, _) => body.is_whole(),
            Stage::Json(body) => body.is_whole(),
        }
    }

    /// Records read so far.
    pub fn n_records(&self) -> u64 {
        match &self.text.stage {
            Stage::Head(_) => 0,
            Stage::Body(body, _) => body.columns.tally.n_records,
            Stage::Json(body) => body.n_records(),
        }
    }

    /// The first records as they are written, once there are so many.
    pub fn first_rows(&self, count: usize) -> Option<Rows> {
        match &self.text.stage {
            Stage::Head(_) => None,
            Stage::Body(body, _) => first_rows(&body.columns.named(), count),
            Stage::Json(body) => first_rows(&body.named(), count),
        }
    }

    /// Bytes the table takes in memory so far.
    pub fn memory(&self) -> usize {
        match &self.text.stage {
            Stage::Head(head) => head.capacity(),
            Stage::Body(body, _) => body.memory(),
            Stage::Json(body) => body.memory(),
        }
    }

    /// The end of the file: decides the types and gives the table.
    ///
    /// # Errors
    /// The file is refused.
    pub fn finish(mut self) -> Result<Table, ReadError> {
        let text = &mut self.text;
        self.unpack
            .finish(&mut |piece| text.feed(piece))
            .map_err(|halt: Halt| halt.sentence(&self.text.name))?;
        let sha256 = self.hash.map_or(String::new(), FileHash::finish);
        self.text.finish(sha256, self.unpack.is_gzip())
    }
}

/// The plain text of the file, before and after it is known how it is
/// written.
struct Text {
    name: String,
    options: ReadOptions,
    origin: Option<Origin>,
    key: Key,
    pass: Pass,
    stage: Stage,
}

enum Stage {
    /// Too little to see how it is written.
    Head(Vec<u8>),
    Body(Box<Body>, Box<Opening>),
    Json(Box<json::Body>),
}

impl Text {
    fn feed(&mut self, mut piece: &[u8]) -> Result<(), Halt> {
        while let Stage::Head(head) = &mut self.stage {
            let wanted =
                (head.len() + 1).next_power_of_two().max(limits::HEAD);
            let n = piece.len().min(wanted - head.len());
            head.extend_from_slice(&piece[..n]);
            piece = &piece[n..];
            if head.len() < wanted {
                return Ok(());
            }
            self.open(false)?;
        }
        for piece in piece.chunks(PIECE) {
            match &mut self.stage {
                Stage::Body(body, _) => body.feed(piece, 0)?,
                Stage::Json(body) => body.feed(piece)?,
                Stage::Head(_) => unreachable!("the head was opened"),
            }
        }
        Ok(())
    }

    /// Decides how the text is written and reads its head, unless it shows
    /// too little yet.
    fn open(&mut self, whole: bool) -> Result<(), ReadError> {
        let Stage::Head(head) = &mut self.stage else {
            return Ok(());
        };
        let is_sheet = self.origin.as_ref().is_some_and(|o| o.is_sheet);
        match json::open(&self.name, head, whole, &self.options)? {
            json::Answer::Wait => return Ok(()),
            json::Answer::Yes(opening) => return self.open_json(opening),
            json::Answer::No => {}
        }
        let head = Head {
            bytes: head,
            whole,
            is_sheet,
        };
        let found = open(&self.name, head, &self.options)?;
        let Some(opening) = found else {
            return Ok(());
        };
        let Stage::Head(head) = &mut self.stage else {
            return Ok(());
        };
        let head = std::mem::take(head);
        let mut body = Body::new(&self.name, &opening, &self.options);
        self.pass.open(&mut body, &opening, self.key);
        let mut skip = opening.skip;
        for piece in head[opening.mark..].chunks(PIECE) {
            body.feed(piece, skip)?;
            skip = 0;
        }
        self.stage = Stage::Body(Box::new(body), Box::new(opening));
        Ok(())
    }

    fn open_json(&mut self, opening: json::Opening) -> Result<(), ReadError> {
        check_mark(&self.name, &self.options)?;
        let mark = opening.mark;
        let sheet = self.pass.sheet(self.key);
        let mut body = json::Body::new(&self.name, opening, sheet)?;
        if let Stage::Head(head) = &self.stage {
            for piece in head[mark..].chunks(PIECE) {
                body.feed(piece)?;
            }
        }
        self.stage = Stage::Json(Box::new(body));
        Ok(())
    }

    fn finish(
        mut self,
        sha256: String,
        gzip: bool,
    ) -> Result<Table, ReadError> {
        self.open(true)?;
        let (mut body, opening) = match self.stage {
            Stage::Body(body, opening) => (body, opening),
            Stage::Json(body) => {
                let ending = json::Ending {
                    options: &self.options,
                    sha256,
                    gzip,
                    origin: self.origin,
                };
                return body.finish()?.conclude(ending);
            }
            Stage::Head(_) => unreachable!("opening gives a body"),
        };
        let told = body.finish()?;
        conclude(Ending {
            name: self.name,
            options: &self.options,
            opening: &opening,
            columns: body.columns,
            told,
            sha256,
            gzip,
            origin: self.origin,
        })
    }
}

/// Refuses a file of so many bytes before one of them is read, where it must
/// hold more text than is taken: it is plain text, or packed text.
///
/// # Errors
/// `E_SIZE` over [`limits::TEXT`] bytes.
///
/// ```
/// assert!(table::check_size("a.csv", 500 << 20).is_ok());
/// let error = table::check_size("a.csv", 5 << 30).unwrap_err();
/// assert_eq!(error.code, "E_SIZE");
/// ```
pub fn check_size(file: &str, n_bytes: u64) -> Result<(), ReadError> {
    if n_bytes > limits::TEXT {
        return Err(too_long(file));
    }
    Ok(())
}

fn too_long(file: &str) -> ReadError {
    let limit = limits::TEXT >> 30;
    let message = format!("The file holds more than {limit} GiB of text.");
    let hint = "Split it by date and take one part at a time.";
    refuse(file, "E_SIZE", message, hint).with("limit", limit)
}

/// What stops the reading below the reader.
enum Halt {
    Refused(Box<ReadError>),
    Broken(Broken),
}

impl From<ReadError> for Halt {
    fn from(error: ReadError) -> Self {
        Self::Refused(Box::new(error))
    }
}

impl From<Broken> for Halt {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl Halt {
    fn sentence(self, file: &str) -> ReadError {
        let again = "Export or download the file again.";
        match self {
            Self::Refused(error) => *error,
            Self::Broken(Broken::Gzip { byte, at_end }) => {
                let (how, kind) = match at_end {
                    true => ("is cut short", "cut-short"),
                    false => ("is damaged", "damaged"),
                };
                let message = format!(
                    "The gzip archive {how}, found at byte {byte} of the \
                     file."
                );
                let mut error =
                    refuse(file, "E_GZIP", message, again).with("kind", kind);
                error.place.byte = Some(byte);
                error
            }
            Self::Broken(Broken::TooMuch) => too_long(file),
            Self::Broken(Broken::Bomb) => {
                let ratio = limits::RATIO;
                let message = format!(
                    "The archive grows to more than {ratio} times its size, \
                     as no honest table does."
                );
                let hint = "Unpack it yourself and take the text.";
                refuse(file, "E_RATIO", message, hint).with("limit", ratio)
            }
        }
    }
}

//! A file of parts, whatever its kind.

use std::io::{Read, Seek, SeekFrom};

use table::{Parts, ReadError, Warning};

use crate::{
    archive::Archive,
    document::Document,
    files::{self, Files},
    refuse,
    text::Text,
    whole::Whole,
    xlsx::{self, Book, Look},
};

/// A workbook or an archive that was opened.
///
/// ```
/// # use workbook::Workbook;
/// let bytes = std::io::Cursor::new(b"PK\x05\x06, cut short");
/// let refused = Workbook::open(bytes, "shop.xlsx").err();
/// assert_eq!(refused.map(|error| error.code), Some("E_ARCHIVE"));
/// ```
pub struct Workbook<R: Read + Seek> {
    file: String,
    parts: Parts,
    kind: Kind<Whole<R>>,
}

enum Kind<R: Read + Seek> {
    Xlsx(Box<Book<R>>),
    Ods(Box<Document<R>>),
    Files(Box<Files<R>>),
}

impl<R: Read + Seek + 'static> Workbook<R> {
    /// Opens the file of this name: looks at every part that may be read.
    ///
    /// # Errors
    /// It is damaged, protected, over a limit or of another kind.
    pub fn open(mut reader: R, file: &str) -> Result<Self, ReadError> {
        let mut head = [0; 8];
        let read = reader.read_exact(&mut head);
        let back = read.and_then(|()| reader.seek(SeekFrom::Start(0)));
        back.map_err(|_| refuse::archive(file, "cut-short"))?;
        if head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(old(reader, file));
        }
        let archive = Archive::open(Whole(reader), file)?;
        let warnings = told(&archive);
        let (kind, format, looks) = open(archive, file)?;
        let parts = Parts {
            format: format.to_owned(),
            is_sheets: !matches!(kind, Kind::Files(_)),
            has_names: false,
            proposed: match &kind {
                Kind::Files(_) => files::proposed(&parts_of(&looks)),
                Kind::Xlsx(_) | Kind::Ods(_) => proposed(&looks),
            },
            parts: parts_of(&looks),
            warnings,
        };
        Ok(Self {
            file: file.to_owned(),
            parts,
            kind,
        })
    }

    /// What it holds.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The text of a part.
    ///
    /// # Errors
    /// There is no such part.
    pub fn text(self, part: &str) -> Result<Text, ReadError> {
        let names: Vec<&str> =
            self.parts.parts.iter().map(|it| it.name.as_str()).collect();
        let number = names.iter().position(|name| *name == part);
        let number =
            number.ok_or_else(|| refuse::sheet(&self.file, part, &names))?;
        let part = part.to_owned();
        Ok(match self.kind {
            Kind::Xlsx(book) => book.text(part),
            Kind::Ods(document) => document.text(number, part),
            Kind::Files(files) => files.text(number, part),
        })
    }
}

type Opened<R> = (Kind<R>, &'static str, Vec<Look>);

fn open<R: Read + Seek + 'static>(
    mut archive: Archive<R>,
    file: &str,
) -> Result<Opened<R>, ReadError> {
    let has = |end: &str| archive.has(|path| path.ends_with(end));
    let is_office = archive.has(|path| path == "[content_types].xml");
    if is_office && has("workbook.xml") {
        xlsx::check(&mut archive, file)?;
        let mut book = Book::open(archive.into_inner(), file)?;
        let looks = book.sheets();
        if looks.is_empty() {
            return Err(refuse::odd(file, "it has no sheet"));
        }
        return Ok((Kind::Xlsx(Box::new(book)), "xlsx", looks));
    }
    if has("meta-inf/manifest.xml") && has("content.xml") {
        let (document, looks) = Document::open(archive, file)?;
        if looks.is_empty() {
            let what = "a document without a sheet";
            return Err(refuse::kind(file, "document", what));
        }
        return Ok((Kind::Ods(Box::new(document)), "ods", looks));
    }
    if let Some((name, what)) = other_kind(&archive, is_office) {
        return Err(refuse::kind(file, name, what));
    }
    let (files, parts) = Files::open(archive, file)?;
    let look = |part| Look {
        part,
        is_table: false,
    };
    let looks = parts.into_iter().map(look).collect();
    Ok((Kind::Files(Box::new(files)), "zip", looks))
}

fn parts_of(looks: &[Look]) -> Vec<table::Part> {
    looks.iter().map(|look| look.part.clone()).collect()
}

/// Documents that are archives as well.
fn other_kind<R: Read + Seek>(
    archive: &Archive<R>,
    is_office: bool,
) -> Option<(&'static str, &'static str)> {
    let has = |end: &str| archive.has(|path| path.ends_with(end));
    if is_office && has("workbook.bin") {
        return Some(("xlsb", "a binary Excel workbook"));
    }
    if is_office {
        return Some(("document", "an Office document"));
    }
    has(".iwa").then_some(("numbers", "an Apple Numbers or Pages document"))
}

/// An old Office file; what a password protects looks like one.
fn old<R: Read>(reader: R, file: &str) -> ReadError {
    let word = "EncryptedPackage".encode_utf16();
    let word: Vec<u8> = word.flat_map(u16::to_le_bytes).collect();
    let mut bytes = Vec::new();
    let read = reader.take(crate::limits::PART).read_to_end(&mut bytes);
    if read.is_ok() && memchr::memmem::find(&bytes, &word).is_some() {
        return refuse::password(file);
    }
    refuse::kind(file, "old-office", "an old Excel or Office file")
}

/// What is left out of a workbook.
fn told<R: Read + Seek>(archive: &Archive<R>) -> Vec<Warning> {
    let mut told = Vec::new();
    if archive.has(|path| path.ends_with("vbaproject.bin")) {
        let message = "The workbook holds macros; nothing of them was run \
                       or read.";
        told.push(Warning::new("W_MACROS", 1, message.to_owned()));
    }
    if archive.has(|path| path.contains("/externallinks/")) {
        let message = "The workbook refers to other files; the values that \
                       it last had from them were read.";
        told.push(Warning::new("W_LINKS", 1, message.to_owned()));
    }
    told
}

/// The first sheet that is shown and holds a table; else the largest.
fn proposed(looks: &[Look]) -> usize {
    let shown = |look: &Look| !look.part.hidden;
    let first = looks.iter().position(|look| shown(look) && look.is_table);
    let size = |at: &usize| (shown(&looks[*at]), looks[*at].part.size);
    let largest = || (0..looks.len()).rev().max_by_key(size);
    first.or_else(largest).unwrap_or(0)
}

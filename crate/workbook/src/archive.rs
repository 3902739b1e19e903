//! A ZIP archive behind its limits.

use std::io::{Read, Seek};

use table::ReadError;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use crate::{limits, refuse};

/// An archive whose directory was looked through.
pub(crate) struct Archive<R> {
    zip: ZipArchive<R>,
    /// In the order of the directory.
    pub entries: Vec<Entry>,
    file: String,
    /// Bytes inflated so far.
    inflated: u64,
}

/// One file of an archive.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// As it stands in the archive: never a path to write to.
    pub path: String,
    /// Bytes, packed.
    pub packed: u64,
    /// Bytes, as the directory says.
    pub size: u64,
    pub is_folder: bool,
}

impl Entry {
    /// The path in small letters, `/` between its steps.
    pub fn plain(&self) -> String {
        self.path.replace('\\', "/").to_ascii_lowercase()
    }
}

impl<R: Read + Seek> Archive<R> {
    /// Looks through the directory.
    ///
    /// # Errors
    /// It is damaged or too long, or a password stands before an entry.
    pub fn open(reader: R, file: &str) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(reader).map_err(|error| match error {
            ZipError::InvalidArchive(_) => refuse::archive(file, "cut-short"),
            error => broken(file, error),
        })?;
        if zip.len() > limits::ENTRIES {
            return Err(refuse::entries(file));
        }
        let mut archive = Self {
            zip,
            entries: Vec::new(),
            file: file.to_owned(),
            inflated: 0,
        };
        for index in 0..archive.zip.len() {
            let entry = archive.look(index)?;
            archive.entries.push(entry);
        }
        Ok(archive)
    }

    fn look(&mut self, index: usize) -> Result<Entry, ReadError> {
        let entry = self.zip.by_index_raw(index);
        let entry = entry.map_err(|error| broken(&self.file, error))?;
        if entry.encrypted() {
            return Err(refuse::password(&self.file));
        }
        let known = [CompressionMethod::Stored, CompressionMethod::Deflated];
        if !known.contains(&entry.compression()) {
            return Err(refuse::archive(&self.file, "method"));
        }
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        Ok(Entry {
            is_folder: path.ends_with('/'),
            path,
            packed: entry.compressed_size(),
            size: entry.size(),
        })
    }

    /// Inflates an entry, however large it says to be; its checksum is
    /// compared at its end.
    ///
    /// # Errors
    /// It grows over a limit or is damaged, or `take` refuses it.
    pub fn inflate(
        &mut self,
        index: usize,
        mut take: impl FnMut(&[u8]) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let mut bytes = Inflating::open(self, index)?;
        let mut chunk = vec![0; 64 << 10];
        while let Some(n_bytes) = bytes.read(&mut chunk)? {
            take(&chunk[..n_bytes])?;
        }
        Ok(())
    }

    /// Whether an entry's path, in small letters and with `/` between its
    /// steps, is as asked.
    pub fn has(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        let mut paths = self.entries.iter().map(Entry::plain);
        paths.any(|path| is_meant(&path))
    }

    /// The number of an entry.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.entries.iter().rposition(|entry| entry.path == path)
    }

    /// Back to the bytes of the file.
    pub fn into_inner(self) -> R {
        self.zip.into_inner()
    }
}

/// An entry being inflated, behind its limits.
pub(crate) struct Inflating<'a, R: Read + Seek> {
    entry: zip::read::ZipFile<'a, R>,
    about: &'a Entry,
    file: &'a str,
    all: &'a mut u64,
    n_bytes: u64,
}

impl<'a, R: Read + Seek> Inflating<'a, R> {
    /// Before its first byte.
    pub fn open(
        archive: &'a mut Archive<R>,
        index: usize,
    ) -> Result<Self, ReadError> {
        let file = &archive.file;
        let about = &archive.entries[index];
        if about.size > limits::PART {
            return Err(refuse::part(file, &about.path));
        }
        let entry = archive.zip.by_index(index);
        let entry = entry.map_err(|error| broken(file, error))?;
        Ok(Self {
            entry,
            about,
            file,
            all: &mut archive.inflated,
            n_bytes: 0,
        })
    }

    /// The next bytes, `None` at the end.
    pub fn read(
        &mut self,
        into: &mut [u8],
    ) -> Result<Option<usize>, ReadError> {
        let read = self.entry.read(into);
        let n_bytes =
            read.map_err(|error| broken(self.file, ZipError::Io(error)))?;
        self.n_bytes += n_bytes as u64;
        *self.all += n_bytes as u64;
        if self.n_bytes > limits::PART {
            return Err(refuse::part(self.file, &self.about.path));
        }
        let is_large = self.n_bytes > limits::RATIO_FROM;
        if is_large && self.n_bytes / limits::RATIO > self.about.packed {
            return Err(refuse::ratio(self.file));
        }
        if *self.all > limits::ALL {
            return Err(refuse::size(self.file));
        }
        Ok((n_bytes > 0).then_some(n_bytes))
    }
}

fn broken(file: &str, error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(what)
            if what == ZipError::PASSWORD_REQUIRED =>
        {
            refuse::password(file)
        }
        ZipError::UnsupportedArchive(_)
        | ZipError::CompressionMethodNotSupported(_) => {
            refuse::archive(file, "method")
        }
        _ => refuse::archive(file, "damaged"),
    }
}

//! Encodings by their names, and who reads those from before UTF-8.
//!
//! UTF-8 is read here. What reads all others has large tables, which hardly
//! any file needs: the page's engine is built without them and is given them
//! by its host when a text asks for them ([`LACKING`], [`provide`]). Built
//! with the feature `encodings` they are at hand always.

use std::sync::OnceLock;

use crate::ReadError;
use crate::refuse::refuse;

/// An encoding of the WHATWG Encoding Standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(u8);

/// The names of all encodings, `UTF-8` first.
const NAMES: [&str; 40] = [
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "IBM866",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-8-I",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "KOI8-R",
    "KOI8-U",
    "macintosh",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
    "GBK",
    "gb18030",
    "Big5",
    "EUC-JP",
    "ISO-2022-JP",
    "Shift_JIS",
    "EUC-KR",
    "replacement",
    "x-user-defined",
];

/// UTF-8, the only one that is read without [`Old`].
pub const UTF_8: Encoding = Encoding(0);
pub(crate) const UTF_16LE: Encoding = Encoding(1);
pub(crate) const UTF_16BE: Encoding = Encoding(2);

impl Encoding {
    /// The encoding at this place of the list, `0..40`.
    pub fn at(index: u8) -> Option<Self> {
        (usize::from(index) < NAMES.len()).then_some(Self(index))
    }

    /// Its place in the list, `0..40`.
    pub fn index(self) -> u8 {
        self.0
    }

    /// The encoding of this name, as the standard spells it.
    ///
    /// ```
    /// use table::encoding::Encoding;
    /// let found = Encoding::of("Shift_JIS").expect("it is one");
    /// assert_eq!(found.name(), "Shift_JIS");
    /// assert_eq!(Encoding::at(found.index()), Some(found));
    /// assert_eq!(Encoding::of("sjis"), None);
    /// ```
    pub fn of(name: &str) -> Option<Self> {
        let at = NAMES.iter().position(|known| *known == name)?;
        u8::try_from(at).ok().map(Self)
    }

    /// Its name in the standard.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }
}

/// What reads the encodings from before UTF-8.
pub trait Old: Send + Sync {
    /// The encoding that a label stands for, `None` where it is no label of
    /// the standard.
    fn named(&self, label: &str) -> Option<Encoding>;

    /// The encoding that a text which is no UTF-8 most likely has, by its
    /// first bytes. Linear in these, of which at most 16 KiB are looked at.
    fn guess(&self, head: &[u8]) -> Encoding;

    /// Decodes a text of this encoding, without its byte order mark.
    fn decoder(&self, encoding: Encoding) -> Box<dyn Decoder>;
}

/// Decodes one text, piece by piece.
pub trait Decoder: Send {
    /// Appends the next bytes as UTF-8 to `out`.
    ///
    /// # Errors
    /// The bytes are not of the encoding; what stands before them is in
    /// `out`.
    fn feed(
        &mut self,
        bytes: &[u8],
        last: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), Malformed>;
}

/// The text cannot be decoded from this byte of it on, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Its place in the text that was decoded.
    pub byte: u64,
}

/// The code of an error that refuses no file: the host has to [`provide`]
/// what reads the text, and to read it once more from its start.
pub const LACKING: &str = "lacking-encodings";

/// What a host gave.
static GIVEN: OnceLock<Box<dyn Old>> = OnceLock::new();

/// Has texts from before UTF-8 read by what a host gives, from now on; the
/// first that is given stays.
pub fn provide(old: Box<dyn Old>) {
    // One is there already: it reads the same.
    drop(GIVEN.set(old));
}

#[cfg(feature = "encodings")]
const LINKED: Option<&dyn Old> = Some(&crate::old::Linked);
#[cfg(not(feature = "encodings"))]
const LINKED: Option<&dyn Old> = None;

fn at_hand() -> Option<&'static dyn Old> {
    LINKED.or_else(|| GIVEN.get().map(|it| &**it))
}

/// What reads a text from before UTF-8.
///
/// # Errors
/// [`LACKING`]
pub(crate) fn old(file: &str) -> Result<&'static dyn Old, ReadError> {
    at_hand().ok_or_else(|| {
        let message = format!("{file} is not written in UTF-8.");
        refuse(file, LACKING, message, "Save it as UTF-8.")
    })
}

/// Decodes a text of an encoding that was [`named`] or guessed; UTF-8 needs
/// nothing.
pub(crate) fn decoder(encoding: Encoding) -> Option<Box<dyn Decoder>> {
    if encoding == UTF_8 {
        return None;
    }
    let old = at_hand().expect("a text is opened by what reads it");
    Some(old.decoder(encoding))
}

/// Whether it is known what this label stands for.
///
/// ```
/// assert!(table::encoding::is_known("utf-8"));
/// ```
pub fn is_known(label: &str) -> bool {
    is_utf8(label) || at_hand().is_some()
}

/// Whether a label is one of the usual ones for UTF-8.
fn is_utf8(label: &str) -> bool {
    let label = label.trim_ascii();
    ["utf-8", "utf8"]
        .iter()
        .any(|it| label.eq_ignore_ascii_case(it))
}

/// The encoding that a label stands for.
///
/// # Errors
/// [`LACKING`]
pub(crate) fn named(
    file: &str,
    label: &str,
) -> Result<Option<Encoding>, ReadError> {
    match is_utf8(label) {
        true => Ok(Some(UTF_8)),
        false => Ok(old(file)?.named(label)),
    }
}

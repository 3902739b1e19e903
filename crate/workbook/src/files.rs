//! A ZIP archive of plain files.

use std::io::{Read, Seek};

use table::{Part, ReadError, part::Heavy};

use crate::{
    archive::{Archive, Inflating},
    limits, refuse,
    text::Text,
};

/// An archive whose files may be read.
pub(crate) struct Files<R: Read + Seek> {
    archive: Archive<R>,
    /// Which entry each part is.
    entries: Vec<usize>,
    file: String,
}

/// Ends of names that tables have.
const TABLES: [&str; 8] =
    ["csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl", "gz"];

impl<R: Read + Seek + 'static> Files<R> {
    /// The files of an archive; folders and what systems add are none.
    pub fn open(
        archive: Archive<R>,
        file: &str,
    ) -> Result<(Self, Vec<Part>), ReadError> {
        let all = archive.entries.iter().enumerate();
        let kept = all.filter(|(_, it)| !it.is_folder && !is_added(&it.path));
        let entries: Vec<usize> = kept.map(|(index, _)| index).collect();
        if entries.is_empty() {
            return Err(refuse::archive(file, "empty"));
        }
        let mut parts = Vec::new();
        for index in &entries {
            let entry = &archive.entries[*index];
            let name = unique(plain_path(&entry.path), &parts);
            parts.push(Part {
                name,
                hidden: false,
                size: Some(entry.size),
            });
        }
        let files = Self {
            archive,
            entries,
            file: file.to_owned(),
        };
        Ok((files, parts))
    }

    /// The bytes of the n-th part.
    pub fn text(mut self, number: usize, part: String) -> Text {
        Text::of(async move |chunk| {
            let index = self.entries[number];
            let mut bytes = Inflating::open(&mut self.archive, index)?;
            let mut given = Vec::new();
            let mut is_known = false;
            let mut piece = vec![0; 64 << 10];
            while let Some(n_bytes) = bytes.read(&mut piece)? {
                given.extend_from_slice(&piece[..n_bytes]);
                if !is_known && given.len() >= Heavy::MAGIC {
                    check(&self.file, &part, &given)?;
                    is_known = true;
                }
                if given.len() >= limits::CHUNK {
                    chunk.give(std::mem::take(&mut given)).await;
                }
            }
            chunk.give(given).await;
            Ok(())
        })
    }
}

/// The largest file that is named like a table; else the largest.
pub(crate) fn proposed(parts: &[Part]) -> usize {
    let named = |part: &Part| {
        let end = part.name.rsplit('.').next().unwrap_or_default();
        TABLES.contains(&end.to_ascii_lowercase().as_str())
    };
    let weight = |at: &usize| (named(&parts[*at]), parts[*at].size);
    (0..parts.len()).rev().max_by_key(weight).unwrap_or(0)
}

fn check(file: &str, part: &str, head: &[u8]) -> Result<(), ReadError> {
    match Heavy::of(head) {
        Some(_) => Err(refuse::nested(file, part)),
        None => Ok(()),
    }
}

fn is_added(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    path.starts_with("__MACOSX/") || name.starts_with('.') || name.is_empty()
}

/// A path that leads nowhere but down: `../../a` is `a`.
fn plain_path(path: &str) -> String {
    let steps = path.split(['/', '\\']);
    let steps = steps.filter(|step| !matches!(*step, "" | "." | ".."));
    let steps = steps.filter(|step| !step.ends_with(':'));
    let steps: Vec<&str> = steps.collect();
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    steps.join("/").chars().map(plain).collect()
}

fn unique(name: String, parts: &[Part]) -> String {
    let is_taken = |name: &str| parts.iter().any(|it| it.name == name);
    if !is_taken(&name) {
        return name;
    }
    let numbered = (2..).map(|n: u32| format!("{name} ({n})"));
    let mut free = numbered.filter(|name| !is_taken(name));
    free.next().expect("some number is free")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere_but_down() {
        for path in ["../../a", "/a", "C:\\a", "./a", "..\\..\\a"] {
            assert_eq!(plain_path(path), "a");
        }
        assert_eq!(plain_path("2025/orders.csv"), "2025/orders.csv");
        assert_eq!(plain_path("a\u{1b}[1m"), "a\u{fffd}[1m");
    }

    #[test]
    fn the_largest_table_is_proposed() {
        let part = |name: &str, size| Part {
            name: name.into(),
            hidden: false,
            size: Some(size),
        };
        let parts =
            [part("photo.png", 900), part("a.csv", 10), part("b.CSV", 20)];
        assert_eq!(proposed(&parts), 2);
        assert_eq!(proposed(&parts[..1]), 0);
    }
}

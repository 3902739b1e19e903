//! A file that is no text: one part of it, by a heavy reader.

use table::{
    FileHash, Origin, Parts, ReadOptions, Reader, Table, Warning, part::Heavy,
};

use crate::{
    Failure, Host,
    load::{self, Meter},
    protocol::FileHandle,
};

/// A file of the running request.
#[derive(Clone, Copy)]
pub(crate) struct File<'a> {
    pub index: usize,
    pub handle: &'a FileHandle,
    pub options: &'a ReadOptions,
}

/// Reads the part that the user chose, or the one proposed.
pub(crate) async fn table(
    file: File<'_>,
    kind: Heavy,
    is_large: bool,
    meter: &mut Meter,
    host: &impl Host,
) -> Result<Table, Failure> {
    let File {
        index,
        handle,
        options,
    } = file;
    let beside = host.hash(index);
    let parts = host.parts(index, kind).await?;
    let part = chosen(options, &parts);
    meter.file = handle.size;
    let mut source = host.open_part(index, &part).await?;
    let mut is_large = is_large;
    let mut table = loop {
        let name = &handle.name;
        let reader = Reader::new(name, options.clone(), host.hash_key());
        let reader = reader.with_origin(origin(&parts, &part));
        let reader = load::with(reader, false, is_large);
        let read = load::read(reader, handle, &mut source, meter, host);
        if let Some(table) = load::held(read.await?, &mut is_large)? {
            break table;
        }
        source = again(file, kind, host).await?.0;
    };
    let hash = match beside {
        Some(hash) => hash.await?,
        None => hash(file, host).await?,
    };
    let what = "it was changed meanwhile";
    table.sha256 = hash.ok_or_else(|| table::changed(&handle.name, what))?;
    meter.read += handle.size;
    let others = others(&parts, &part);
    table.warnings.extend(parts.warnings);
    table.warnings.extend(others);
    table.format.parts = parts.parts;
    Ok(table)
}

/// Opens the part again that was read, with where it came from.
pub(crate) async fn again<H: Host>(
    file: File<'_>,
    kind: Heavy,
    host: &H,
) -> Result<(H::Part, Origin), Failure> {
    let parts = host.parts(file.index, kind).await?;
    let part = chosen(file.options, &parts);
    let source = host.open_part(file.index, &part).await?;
    Ok((source, origin(&parts, &part)))
}

fn origin(parts: &Parts, part: &str) -> Origin {
    Origin {
        format: parts.format.clone(),
        part: part.to_owned(),
        is_sheet: parts.is_sheets,
        has_names: parts.has_names,
    }
}

/// The name of the part to read; of a file that is one table, none.
fn chosen(options: &ReadOptions, parts: &Parts) -> String {
    if parts.parts.is_empty() {
        return String::new();
    }
    let proposed = || parts.parts.get(parts.proposed);
    let proposed = || proposed().map(|part| part.name.clone());
    options.part.clone().or_else(proposed).unwrap_or_default()
}

/// The file's SHA-256; `None` where it has not as many bytes as it had.
async fn hash(
    file: File<'_>,
    host: &impl Host,
) -> Result<Option<String>, Failure> {
    let mut source = host.open(file.index).await?;
    let mut hash = FileHash::default();
    let mut n_bytes = 0;
    while let Some(chunk) = load::next(&mut source, file.handle).await? {
        hash.feed(&chunk);
        n_bytes += chunk.len() as u64;
    }
    Ok((n_bytes == file.handle.size).then(|| hash.finish()))
}

/// Says what else there is.
fn others(parts: &Parts, part: &str) -> Option<Warning> {
    const NAMED: usize = 5;
    let others = parts.parts.iter().filter(|other| other.name != part);
    let names: Vec<String> = others.map(|other| other.name.clone()).collect();
    if names.is_empty() {
        return None;
    }
    let n_others = names.len() as u64;
    let mut named: Vec<String> = names.into_iter().take(NAMED).collect();
    if n_others > NAMED as u64 {
        named.push("…".to_owned());
    }
    let message = format!(
        "“{part}” was read; the file also holds “{}”. Choose another part if \
         this is the wrong one.",
        named.join("”, “")
    );
    let told = Warning::new("W_SHEETS", n_others, message);
    Some(told.with("part", part).with("others", named))
}

//! The `load` request: streams to tables.

use kindred::{Stage, sample};
use table::{Facts, Place, ReadError, ReadOptions, Reader, Table};

use crate::{Failure, Host, Source, protocol::FileHandle};

/// The largest piece fed at once: small enough that a stop is heard within
/// some milliseconds.
const PIECE: usize = 1 << 20;

/// Reads every file; nothing is kept when one of them is refused.
pub(crate) async fn files(
    handles: &[FileHandle],
    options: &ReadOptions,
    host: &impl Host,
) -> Result<Vec<Table>, Failure> {
    let all = handles.iter().map(|handle| handle.size).sum::<u64>().max(1);
    let mut before = 0;
    let mut tables = Vec::with_capacity(handles.len());
    for (file_index, handle) in handles.iter().enumerate() {
        let mut source = host.open(file_index).await?;
        let mut reader =
            Reader::new(&handle.name, options.clone(), host.hash_key());
        let mut read = 0;
        while let Some(chunk) = next(&mut source, handle).await? {
            for piece in chunk.chunks(PIECE) {
                reader.feed(piece)?;
                read += piece.len() as u64;
                let fraction = (before + read) as f64 / all as f64;
                host.report(Stage::Read, fraction).await?;
            }
        }
        tables.push(reader.finish()?);
        before += handle.size;
    }
    Ok(tables)
}

async fn next(
    source: &mut impl Source,
    handle: &FileHandle,
) -> Result<Option<Vec<u8>>, ReadError> {
    source.next().await.map_err(|what| ReadError {
        facts: Facts::from([("what".into(), what.clone().into())]),
        code: "E_CHANGED",
        message: format!("{} could not be read on: {what}.", handle.name),
        hint: Some(
            "The file may have been moved or changed. Open it again.".into(),
        ),
        place: Place {
            file: handle.name.clone(),
            ..Place::default()
        },
    })
}

/// Makes the synthetic shop and reads it like any file.
pub(crate) async fn sample(
    options: &ReadOptions,
    host: &impl Host,
) -> Result<Vec<Table>, Failure> {
    let shop = sample::make(sample::SEED);
    let key = host.hash_key();
    let mut reader = Reader::new(sample::NAME, options.clone(), key);
    reader.feed(&shop.csv)?;
    host.report(Stage::Read, 1.0).await?;
    Ok(vec![reader.finish()?])
}

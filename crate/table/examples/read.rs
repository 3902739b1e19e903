//! Reads files and prints what was found, and how fast.
//!
//! `cargo run --release -p table --example read -- FILE…`

use std::fs::File;
use std::io::Read;

use table::{ReadError, ReadOptions, Reader, Table};

fn main() {
    for path in std::env::args().skip(1) {
        println!("{path}");
        match read(&path) {
            Ok(table) => print(&table),
            Err(error) => println!("  {}: {error}", error.code),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "an example measures time")]
fn read(path: &str) -> Result<Table, ReadError> {
    let mut file = File::open(path).expect("the file is there");
    let start = std::time::Instant::now();
    let mut reader =
        Reader::new(path, ReadOptions::default(), 1).without_hash();
    let mut chunk = vec![0; 1 << 20];
    let mut n_bytes = 0;
    loop {
        let n = file.read(&mut chunk).expect("the file can be read");
        if n == 0 {
            break;
        }
        n_bytes += n;
        reader.feed(&chunk[..n])?;
    }
    let fed = start.elapsed().as_secs_f64();
    let memory = reader.memory() >> 20;
    let table = reader.finish()?;
    let seconds = start.elapsed().as_secs_f64();
    let speed = n_bytes as f64 / seconds / 1e6;
    println!(
        "  fed {fed:.3} s, finished {seconds:.3} s, {speed:.0} MB/s, \
         {memory} MiB"
    );
    Ok(table)
}

fn print(table: &Table) {
    println!(
        "  {:?} {} records of {}, {} set aside, {} blank lines",
        table.format, table.n_records, table.read, table.rejected, table.blank
    );
    for column in &table.columns {
        println!("  {column:?}");
    }
    for warning in &table.warnings {
        println!("  {}: {}", warning.code, warning.message);
    }
}

//! Inputs that are large or binary, made when they are needed.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

/// A small shop that runs.
pub fn good() -> Vec<u8> {
    include_bytes!("good.csv").to_vec()
}

pub fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// Without its last byte.
pub fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.pop();
    bytes
}

pub fn replace(bytes: &[u8], old: u8, new: u8) -> Vec<u8> {
    let swap = |byte: &u8| if *byte == old { new } else { *byte };
    bytes.iter().map(swap).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    gzip_at(Compression::fast(), bytes)
}

fn gzip_at(level: Compression, bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), level);
    packed.write_all(bytes).expect("memory takes bytes");
    packed.finish().expect("memory takes bytes")
}

pub fn utf_16(utf_8: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(utf_8);
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// The start of a zip archive, as every workbook is one.
pub fn workbook() -> Vec<u8> {
    [b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec(), noise()].concat()
}

pub fn picture() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), noise()].concat()
}

/// Bytes without meaning, always the same.
pub fn noise() -> Vec<u8> {
    let mut rng = numeric::rng::Rng::new(3);
    (0..20_000).map(|_| rng.next_u64() as u8).collect()
}

/// Ordinary records; `edit` may change one of them, counted from 1.
fn records(n: usize, edit: impl Fn(usize, &mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = b"customer,date,note,amount\n".to_vec();
    for record in 1..=n {
        let (who, day) = (record % 40, 1 + record % 28);
        let (month, cents) = (1 + record % 12, 500 + record * 37 % 9000);
        let line = format!(
            "K{who},2024-{month:02}-{day:02},fine,{}.{:02}\n",
            cents / 100,
            cents % 100
        );
        let mut line = line.into_bytes();
        edit(record, &mut line);
        bytes.extend(line);
    }
    bytes
}

/// A NUL byte in the amount of one record.
pub fn nul_in_record(which: usize) -> Vec<u8> {
    records(100, |record, line| {
        if record == which {
            let at = line.len() - 2;
            line[at] = 0;
        }
    })
}

/// A byte that UTF-8 does not have, in the customer of one record.
pub fn invalid_utf8_at(which: usize) -> Vec<u8> {
    records(6_000, |record, line| {
        if record == 1 {
            line.splice(1..1, "ü".bytes());
        }
        if record == which {
            line[1] = 0xff;
        }
    })
}

/// “Müller” in UTF-8, but for one record.
pub fn two_encodings(which: usize) -> Vec<u8> {
    records(6_000, |record, line| {
        if record == which {
            line.splice(1..1, *b"M\xfcller");
        } else {
            line.splice(1..1, "Müller".bytes());
        }
    })
}

/// “Müller” in the encoding of old Windows programs.
pub fn windows_1252() -> Vec<u8> {
    records(200, |_, line| {
        line.splice(1..1, *b"M\xfcller");
    })
}

/// One field of so many bytes in the first record.
pub fn long_field(n_bytes: usize, quoted: bool) -> Vec<u8> {
    records(50, |record, line| {
        if record == 1 {
            let quote = if quoted { "\"" } else { "" };
            let long = "x".repeat(n_bytes);
            let field = format!("K1,2024-01-01,{quote}{long}{quote},5.00\n");
            *line = field.into_bytes();
        }
    })
}

/// A record of many fields that is too long in all.
pub fn long_record() -> Vec<u8> {
    records(50, |record, line| {
        if record == 1 {
            let field = [vec![b'x'; 600_000], vec![b',']].concat();
            *line = field.repeat(20);
            line.push(b'\n');
        }
    })
}

pub fn columns(n_columns: usize) -> Vec<u8> {
    let names: Vec<String> =
        (0..n_columns).map(|column| format!("c{column}")).collect();
    let cells = vec!["1"; n_columns].join(",");
    format!("{}\n{cells}\n{cells}\n", names.join(",")).into_bytes()
}

/// Two records of a hundred with too few and too many fields.
pub fn ragged() -> Vec<u8> {
    records(100, |record, line| match record {
        7 => *line = b"K7,2024-01-01\n".to_vec(),
        9 => *line = b"K9,2024-01-01,fine,5.00,more\n".to_vec(),
        _ => {}
    })
}

/// A note that begins with a quotation mark, and another that needs some.
pub fn stray_quote() -> Vec<u8> {
    records(100, |record, line| {
        if record == 8 {
            *line = b"K8,\"2024-01-02,\"fine, too\",5.00\n".to_vec();
        }
    })
}

/// Amounts whose sum no 64-bit integer holds.
pub fn huge_amounts() -> Vec<u8> {
    records(2_000, |record, line| {
        let (who, day) = (record % 40, 1 + record % 28);
        let huge = 9_000_000_000_000_i64 + record as i64;
        let text = format!("K{who},2024-03-{day:02},fine,{huge}.99\n");
        *line = text.into_bytes();
    })
}

/// The good shop with one more column, in which these cells take turns.
pub fn good_with(name: &str, cells: &[&str]) -> Vec<u8> {
    let good = String::from_utf8(good()).expect("it is text");
    let mut lines = good.lines();
    let header = lines.next().expect("it has a header");
    let mut text = format!("{header},{name}\n");
    for (line, cell) in lines.zip(cells.iter().cycle()) {
        text += &format!("{line},\"{cell}\"\n");
    }
    text.into_bytes()
}

/// Records that pack to far less than any honest table.
pub fn bomb() -> Vec<u8> {
    gzip_at(Compression::best(), &b"1,2\n".repeat(20 << 20))
}

/// The good shop as a list of objects, a line each, `edit`ed.
pub fn json(edit: impl Fn(usize, &str) -> String) -> Vec<u8> {
    let text = String::from_utf8(good()).expect("it is UTF-8");
    let mut lines = text.lines().map(|line| line.split(','));
    let names: Vec<&str> = lines.next().into_iter().flatten().collect();
    let object = |(index, cells): (usize, std::str::Split<'_, char>)| {
        let pair = |(name, cell): (&&str, &str)| {
            format!("{name:?}: {}", serde_json::Value::from(cell))
        };
        let pairs: Vec<_> = names.iter().zip(cells).map(pair).collect();
        edit(index + 1, &format!("{{{}}}", pairs.join(", ")))
    };
    let objects: Vec<String> = lines.enumerate().map(object).collect();
    objects.join("\n").into_bytes()
}

/// As above, in one list with commas between.
pub fn json_list(edit: impl Fn(usize, &str) -> String) -> Vec<u8> {
    let lines = json(edit);
    let lines = String::from_utf8(lines).expect("it is UTF-8");
    format!("[\n{}\n]", lines.replace('\n', ",\n")).into_bytes()
}

/// An object as it is.
pub fn whole(_: usize, object: &str) -> String {
    object.to_owned()
}

/// As above, one record edited, counted from 1.
pub fn json_at(at: usize, edit: impl Fn(&str) -> String) -> Vec<u8> {
    json_list(|index, object| match index == at {
        true => edit(object),
        false => object.to_owned(),
    })
}

/// An object with two lines in it, and `more`.
pub fn with_lists(object: &str, more: &str) -> String {
    let lines = "\"lines\": [{\"sku\": \"A\"}, {\"sku\": \"B\"}]";
    object.replace('}', &format!(", {lines}{more}}}"))
}

/// The good shop, each line changed.
pub fn edited(edit: impl Fn(&str) -> String) -> Vec<u8> {
    let good = String::from_utf8(good()).expect("it is text");
    let lines: Vec<String> = good.lines().map(edit).collect();
    (lines.join("\n") + "\n").into_bytes()
}

/// The good shop with one more column of such bytes.
pub fn good_with_bytes(name: &str, cells: &[&[u8]]) -> Vec<u8> {
    let good = String::from_utf8(good()).expect("it is text");
    let mut lines = good.lines();
    let header = lines.next().expect("it has a header");
    let mut bytes = format!("{header},{name}\n").into_bytes();
    for (line, cell) in lines.zip(cells.iter().cycle()) {
        let line = [line.as_bytes(), b",", cell, b"\n"];
        bytes.extend(line.concat());
    }
    bytes
}

/// UTF-16 with the bytes of each unit the other way round.
pub fn swapped(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes
        .as_chunks_mut::<2>()
        .0
        .iter_mut()
        .for_each(|it| it.reverse());
    bytes
}

/// UTF-16 in which line 9 ends in half a character.
pub fn lone_surrogate() -> Vec<u8> {
    let bytes = utf_16(&good());
    let is_end = |at: &usize| bytes[*at] == b'\n' && at.is_multiple_of(2);
    let end = (0..bytes.len()).filter(is_end).nth(8).expect("nine lines");
    [&bytes[..end], b"\x00\xd8", &bytes[end..]].concat()
}

pub fn mixed_ends() -> Vec<u8> {
    let good = String::from_utf8(good()).expect("it is text");
    let ends = ["\n", "\r\n", "\r"].into_iter().cycle();
    let lines = good.lines().zip(ends);
    lines
        .flat_map(|(line, end)| [line, end].concat().into_bytes())
        .collect()
}

/// Amounts with a decimal comma between commas.
pub fn decimal_commas() -> Vec<u8> {
    edited(|line| line.replace('.', ","))
}

pub fn without_header() -> Vec<u8> {
    let good = good();
    let end = good.iter().position(|byte| *byte == b'\n');
    good[end.expect("it has lines") + 1..].to_vec()
}

/// Names of groups above the names of columns.
pub fn with_groups() -> Vec<u8> {
    let good = String::from_utf8(good()).expect("it is text");
    let names = "customer,order,sale,\n,,date,amount";
    good.replacen("customer,order,date,amount", names, 1)
        .into_bytes()
}

/// Blanks part the fields, and most texts hold a few of them.
pub fn blanks_everywhere() -> Vec<u8> {
    let mut text = String::from("customer date amount note\n");
    for record in 0..60 {
        let more = "very ".repeat(record % 7);
        text += &format!("K{record} 2024-01-02 {record}.50 {more}fine\n");
    }
    text.into_bytes()
}

/// A small file that another program wrote.
pub fn parquet(name: &str) -> Vec<u8> {
    let folder = tests::tree::root().join("crate/parquet/tests/files");
    let file = folder.join(format!("{name}.parquet"));
    std::fs::read(file).expect("it is there")
}

/// Wrong bytes where the footer should be.
pub fn damaged(mut bytes: Vec<u8>) -> Vec<u8> {
    let len = bytes.len();
    bytes[len - 40..len - 8].fill(0xff);
    bytes
}

/// The good shop, its customers as addresses of these people in turn.
pub fn addresses(people: &[&str]) -> Vec<u8> {
    let good = String::from_utf8(good()).expect("it is text");
    let mut lines = good.lines();
    let header = lines.next().expect("it has a header");
    let mut text = format!("{header}\n");
    for (line, who) in lines.zip(people.iter().cycle()) {
        let (_, rest) = line.split_once(',').expect("it has cells");
        text += &format!("{who}@shop.example,{rest}\n");
    }
    text.into_bytes()
}

/// Sixty customers who came once.
pub fn one_order_each() -> Vec<u8> {
    let mut text = String::from("customer,date,amount\n");
    for who in 0..60 {
        let (month, day) = (1 + who % 12, 1 + who % 28);
        let amount = 5 + who * 7 % 40;
        text += &format!("K{who},2024-{month:02}-{day:02},{amount}.50\n");
    }
    text.into_bytes()
}

//! Tables made from a seed, each written twice: cleanly, and as people and
//! programs write them.

use std::fmt::Write;

/// One of the kinds of column; its name begins with the kind's letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    Name,
    Amount,
    Count,
    Day,
    Time,
    Truth,
}

use Kind::{Amount, Count, Day, Id, Name, Time, Truth};

/// A value, the same in both forms.
enum Value {
    Missing,
    Text(String),
    /// Hundredths.
    Cents(i64),
    Count(i64),
    /// Year, month, day, seconds since midnight.
    Moment([u32; 4]),
    Truth(bool),
}

/// A table in both forms.
pub struct Twin {
    pub clean: String,
    pub messy: Vec<u8>,
}

/// Numbers from a seed (splitmix64).
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// How one file is written.
struct Style {
    delimiter: &'static str,
    quote: char,
    /// Quotes around every field.
    quotes_all: bool,
    end: &'static str,
    encoding: Encoding,
    n_titles: u64,
    trailing: bool,
    blank_lines: bool,
    void_rows: bool,
    comma: bool,
    group: &'static str,
    currency: &'static str,
    minus: u64,
    dates: u64,
    clock: u64,
    truths: [&'static str; 2],
    missing: &'static str,
    pad: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Mark,
    Utf16,
    Utf16Big,
    Windows,
}

const NAMES: [&str; 12] = [
    "Ada Lovelace",
    "Jürgen Müßig",
    "O'Brien, Pat",
    "the \"Duke\"",
    "Zoë; Ltd.",
    "two\nlines",
    "=SUM(A1)",
    "François | Cie",
    "née Åström",
    "Peña\tHijos",
    "plain",
    "100 % sûr",
];

impl Style {
    fn new(seeded: &mut Seeded) -> Self {
        let comma = seeded.one_in(2);
        let groups: &[&str] = match comma {
            true => &["", ".", " ", "\u{a0}", "'", "\u{202f}"],
            false => &["", ",", " ", "'", "\u{2009}"],
        };
        let delimiter = seeded.of(&[",", ";", "\t", "|", ",", ";", "||"]);
        let plain = delimiter.len() == 1;
        Self {
            delimiter,
            quote: if plain && seeded.one_in(8) { '\'' } else { '"' },
            quotes_all: seeded.one_in(3),
            end: seeded.of(&["\n", "\r\n", "\n", "\r\n", "\r"]),
            encoding: seeded.of(&[
                Encoding::Utf8,
                Encoding::Utf8Mark,
                Encoding::Utf16,
                Encoding::Utf16Big,
                Encoding::Windows,
                Encoding::Windows,
            ]),
            n_titles: if seeded.one_in(4) {
                1 + seeded.below(2)
            } else {
                0
            },
            trailing: plain && seeded.one_in(6),
            blank_lines: seeded.one_in(4),
            void_rows: seeded.one_in(5),
            comma,
            group: seeded.of(groups),
            currency: seeded.of(&["", "", "€", "$", "EUR", "CHF", "£"]),
            minus: seeded.below(3),
            dates: seeded.below(12),
            clock: seeded.below(4),
            truths: seeded.of(&[
                ["true", "false"],
                ["Ja", "Nein"],
                ["oui", "non"],
                ["sí", "no"],
                ["Y", "N"],
                ["yes", "no"],
            ]),
            missing: seeded.of(&["", "", "NA", "n/a", "-", "NULL"]),
            pad: seeded.of(&["", "", "", " ", "\u{a0}"]),
        }
    }

    fn write(&self, value: &Value, kind: Kind) -> String {
        match value {
            Value::Missing if matches!(kind, Id | Name) => String::new(),
            Value::Missing => self.missing.to_owned(),
            Value::Text(text) => text.clone(),
            Value::Cents(cents) => self.money(*cents),
            Value::Count(count) => count.to_string(),
            Value::Moment(moment) => {
                let day = self.day(*moment);
                match kind {
                    Time => format!("{day}{}", self.clock(moment[3])),
                    _ => day,
                }
            }
            Value::Truth(truth) => self.truths[usize::from(!truth)].to_owned(),
        }
    }

    fn money(&self, cents: i64) -> String {
        let digits = (cents.abs() / 100).to_string();
        let mut whole = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                whole += self.group;
            }
            whole.push(digit);
        }
        let mark = if self.comma { ',' } else { '.' };
        let mut text = format!("{whole}{mark}{:02}", cents.abs() % 100);
        text = match self.currency {
            "" => text,
            code if code.len() == 3 && code.is_ascii() => {
                format!("{text} {code}")
            }
            sign => format!("{sign}{text}"),
        };
        text = match (cents < 0, self.minus) {
            (false, _) => text,
            (true, 0) => format!("-{text}"),
            (true, 1) => format!("({text})"),
            (true, _) => format!("{text}-"),
        };
        format!("{}{text}{}", self.pad, self.pad)
    }

    fn day(&self, [year, month, day, _]: [u32; 4]) -> String {
        const SHORT: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
            "Oct", "Nov", "Dec",
        ];
        const GERMAN: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        let name = SHORT[month as usize - 1];
        match self.dates {
            0 | 1 => format!("{year}-{month:02}-{day:02}"),
            2 => format!("{day:02}.{month:02}.{year}"),
            3 => format!("{month}/{day}/{year}"),
            4 => format!("{day}/{month}/{year}"),
            5 => format!("{day}-{}-{:02}", name.to_uppercase(), year % 100),
            6 => format!("{name} {day}, {year}"),
            7 => format!("{day}. {} {year}", GERMAN[month as usize - 1]),
            8 => format!("{year}/{month}/{day}"),
            9 => format!("{day:02}.{month:02}.{:02}", year % 100),
            10 => format!("{day} {name} {year}"),
            _ => format!("{year}.{month:02}.{day:02}"),
        }
    }

    fn clock(&self, seconds: u32) -> String {
        let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
        let second = seconds % 60;
        let (half, noon) = ((hour + 11) % 12 + 1, hour >= 12);
        match self.clock {
            0 => format!(" {hour:02}:{minute:02}:{second:02}"),
            1 => format!("T{hour:02}:{minute:02}:{second:02}"),
            2 => {
                let noon = if noon { "PM" } else { "AM" };
                format!(" {half}:{minute:02}:{second:02} {noon}")
            }
            _ => format!(", {hour}:{minute:02}:{second:02}"),
        }
    }

    /// A field, quoted where it must be.
    fn field(&self, text: &str) -> String {
        let marks = ['"', '\'', '\n', '\r', '\t', ';', ',', '|'];
        if !self.quotes_all && !text.contains(marks) {
            return text.to_owned();
        }
        let quote = self.quote;
        let twice = format!("{quote}{quote}");
        format!("{quote}{}{quote}", text.replace(quote, &twice))
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        let units = |mark: bool| {
            let mark = mark.then_some(0xfeff);
            mark.into_iter()
                .chain(text.encode_utf16())
                .collect::<Vec<u16>>()
        };
        match self.encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf8Mark => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            Encoding::Utf16 => {
                units(true).into_iter().flat_map(u16::to_le_bytes).collect()
            }
            Encoding::Utf16Big => {
                units(true).into_iter().flat_map(u16::to_be_bytes).collect()
            }
            Encoding::Windows => {
                let (bytes, _, failed) =
                    encoding_rs::WINDOWS_1252.encode(text);
                match failed {
                    true => text.as_bytes().to_vec(),
                    false => bytes.into_owned(),
                }
            }
        }
    }
}

/// The table of a seed in both forms.
pub fn twin(seed: u64) -> Twin {
    let mut seeded = Seeded(seed);
    let style = Style::new(&mut seeded);
    let mut kinds = vec![Id, Amount, Day];
    for kind in [Name, Count, Time, Truth] {
        if seeded.one_in(2) {
            kinds.push(kind);
        }
    }
    let names: Vec<&str> = kinds.iter().map(|kind| name(*kind)).collect();
    let n_records = 20 + seeded.below(60);
    let mut clean = names.join(",") + "\n";
    let mut messy = titles(&style);
    line(&style, names.iter().map(ToString::to_string), &mut messy);
    for record in 0..n_records {
        let values: Vec<Value> = kinds
            .iter()
            .map(|k| value(*k, record, &mut seeded))
            .collect();
        let plain: Vec<String> = values
            .iter()
            .zip(&kinds)
            .map(|(v, k)| cleanly(v, *k))
            .collect();
        clean += &(plain.join(",") + "\n");
        let fields =
            values.iter().zip(&kinds).map(|(v, k)| style.write(v, *k));
        line(&style, fields, &mut messy);
        if style.blank_lines && seeded.one_in(9) {
            messy += style.end;
        }
    }
    if style.void_rows {
        let n = kinds.len() - usize::from(!style.trailing);
        messy += &(style.delimiter.repeat(n) + style.end).repeat(3);
    }
    Twin {
        clean,
        messy: style.encode(&messy),
    }
}

fn titles(style: &Style) -> String {
    let titles = ["Report of all orders", "made by the shop"];
    let titles = titles.into_iter().take(style.n_titles as usize);
    titles.fold(String::new(), |all, title| all + title + style.end)
}

fn line(
    style: &Style,
    fields: impl Iterator<Item = String>,
    text: &mut String,
) {
    let fields: Vec<String> = fields.map(|it| style.field(&it)).collect();
    *text += &fields.join(style.delimiter);
    if style.trailing {
        *text += style.delimiter;
    }
    *text += style.end;
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Id => "t_id",
        Name => "t_name",
        Amount => "n_amount",
        Count => "n_count",
        Day => "d_day",
        Time => "s_time",
        Truth => "b_truth",
    }
}

fn value(kind: Kind, record: u64, seeded: &mut Seeded) -> Value {
    // The first two records leave no order of day and month open.
    let is_first = record < 2;
    if !is_first && kind != Id && seeded.one_in(15) {
        return Value::Missing;
    }
    match kind {
        Id => Value::Text(format!("{:05}", seeded.below(900) + 7)),
        Name => Value::Text(seeded.of(&NAMES).to_owned()),
        Amount => Value::Cents(seeded.below(9_000_000) as i64 - 800_000),
        Count => Value::Count(seeded.below(500) as i64),
        Day | Time => {
            let day = match is_first {
                true => 25,
                false => 1 + seeded.below(28) as u32,
            };
            let month = 1 + seeded.below(12) as u32;
            let year = 2015 + seeded.below(11) as u32;
            let seconds = 1 + seeded.below(86_399) as u32;
            Value::Moment([year, month, day, seconds])
        }
        Truth if is_first => Value::Truth(record == 0),
        Truth => Value::Truth(seeded.one_in(2)),
    }
}

/// A field of the clean form: every program reads it alike.
fn cleanly(value: &Value, kind: Kind) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::Cents(cents) => {
            let sign = if *cents < 0 { "-" } else { "" };
            let cents = cents.abs();
            format!("{sign}{}.{:02}", cents / 100, cents % 100)
        }
        Value::Count(count) => count.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Moment([year, month, day, seconds]) => {
            let mut text = format!("{year}-{month:02}-{day:02}");
            if kind == Time {
                let (hour, minute) = (seconds / 3600, seconds / 60 % 60);
                let second = seconds % 60;
                write!(text, " {hour:02}:{minute:02}:{second:02}")
                    .expect("a text takes more");
            }
            text
        }
    }
}

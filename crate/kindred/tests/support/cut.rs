//! Files read whole and in slices.

use kindred::{
    Plan, Review, Run, RunError, Slices,
    executor::Serial,
    plan::SourcePlan,
    preset,
    role::propose,
    slices::{Part, Parting},
    source::kind_of,
};
use table::{Links, ReadOptions, Reader, Table};

use crate::support;

/// Files of which the one at a place is read in slices.
pub struct Cut<'a> {
    files: &'a [(&'a str, &'a [u8])],
    pub whole: Vec<Table>,
    pub parting: Parting,
}

impl<'a> Cut<'a> {
    pub fn new(
        files: &'a [(&'a str, &'a [u8])],
        at: usize,
        plan: &Plan,
        n: u32,
    ) -> Result<Self, RunError> {
        Self::of(files, &[at], plan, n, false)
    }

    /// Of files of which those at some places are too large to be held, for
    /// a run or a review.
    pub fn of(
        files: &'a [(&'a str, &'a [u8])],
        large: &[usize],
        plan: &Plan,
        n: u32,
        reviews: bool,
    ) -> Result<Self, RunError> {
        Self::with_room(64 << 20, files, large, plan, (n, reviews))
    }

    /// Of files whose distinct texts have so many bytes of room.
    pub fn with_room(
        room: usize,
        files: &'a [(&'a str, &'a [u8])],
        large: &[usize],
        plan: &Plan,
        (n, reviews): (u32, bool),
    ) -> Result<Self, RunError> {
        let whole = files.iter().enumerate().map(|(nth, (name, bytes))| {
            let reader = Reader::new(name, ReadOptions::default(), 1);
            let reader = match large.contains(&nth) {
                true => reader.surveying(room),
                false => reader,
            };
            fed(reader, bytes).finish().expect("a good file")
        });
        let whole: Vec<Table> = whole.collect();
        let needs = Parting::needs(plan, &whole, reviews)?;
        let links = needs.iter().enumerate().map(|(at, needs)| {
            let table = &whole[at];
            let columns = match needs {
                None => None,
                Some(needs) => needs.links(table)?,
            };
            let read = |columns| {
                if !table.is_survey() {
                    return Links::of_table(table, columns);
                }
                let options = ReadOptions::default();
                let reader = Reader::of_links(table, options, 2, columns);
                let reader = fed(reader.expect("there is room"), files[at].1);
                reader.finish_links(table).expect("the same file")
            };
            Ok(columns.map(read))
        });
        let links: Result<Vec<Option<Links>>, RunError> = links.collect();
        Ok(Self {
            files,
            parting: Parting::new(&whole, needs, links?, n)?,
            whole,
        })
    }
}

pub fn fed(mut reader: Reader, bytes: &[u8]) -> Reader {
    for chunk in bytes.chunks(1_000) {
        reader.feed(chunk).expect("a good file");
    }
    reader
}

impl Slices for Cut<'_> {
    type Error = RunError;
    type Host = Serial;

    fn parting(&self) -> &Parting {
        &self.parting
    }

    async fn read(
        &mut self,
        nth: u32,
        _: &Part<'_, Serial>,
    ) -> Result<Vec<Table>, RunError> {
        let mut tables = self.whole.clone();
        for (at, table) in tables.iter_mut().enumerate() {
            let Some(slice) = self.parting.slice(&self.whole, at, nth)? else {
                continue;
            };
            *table = match table.is_survey() {
                false => table.sliced(&slice),
                true => {
                    let options = ReadOptions::default();
                    let reader = Reader::of_slice(table, options, 3, slice);
                    let reader = fed(reader.expect("room"), self.files[at].1);
                    reader.finish_slice(table).expect("the same file")
                }
            };
        }
        Ok(tables)
    }
}

pub fn source(table: &Table) -> SourcePlan {
    let roles = propose(&table.columns, table.n_records as u64);
    if let Some(preset) = preset::recognise(table) {
        return preset.plan(table, ReadOptions::default());
    }
    SourcePlan {
        kind: kind_of(table, &roles),
        reading: ReadOptions::default(),
        roles,
        key: None,
        repairs: Vec::new(),
        preset: None,
    }
}

pub fn tables(files: &[(&str, &[u8])]) -> Vec<Table> {
    let read = |(name, bytes): &(&str, &[u8])| support::read(name, bytes);
    files.iter().map(read).collect()
}

pub fn plan(files: &[(&str, &[u8])]) -> Plan {
    Plan {
        sources: tables(files).iter().map(source).collect(),
        ..support::plan(&[])
    }
}

pub fn whole(files: &[(&str, &[u8])], plan: &Plan) -> Result<Run, RunError> {
    pollster::block_on(kindred::run(&tables(files), plan, &Serial))
}

pub fn sliced(
    files: &[(&str, &[u8])],
    large: &[usize],
    plan: &Plan,
    n: u32,
) -> Result<Run, RunError> {
    let mut cut = Cut::of(files, large, plan, n, false)?;
    let whole = cut.whole.clone();
    let run = kindred::run_in_slices(&whole, &mut cut, plan, &Serial);
    pollster::block_on(run)
}

/// A review in slices tells what one of the whole tells.
pub fn check_review(files: &[(&str, &[u8])], large: &[usize], plan: &Plan) {
    let held = tables(files);
    let whole = kindred::review(&held, plan, &Serial);
    let whole = pollster::block_on(whole);
    for n in [1, 2, 5] {
        let cut = Cut::of(files, large, plan, n, true);
        let found = cut.and_then(|mut cut| {
            let review = kindred::review_in_slices(&mut cut, plan, &Serial);
            pollster::block_on(review)
        });
        match (&found, &whole) {
            (Ok(found), Ok(whole)) => same_review(found, whole),
            (Err(found), Err(whole)) => assert_eq!(found, whole),
            _ => panic!("{n} slices: {found:?}, whole: {whole:?}"),
        }
    }
}

fn same_review(found: &Review, whole: &Review) {
    assert_eq!(found.records, whole.records);
    assert_eq!(found.amount, whole.amount);
    assert_eq!(found.customers, whole.customers);
    assert_eq!(found.checks, whole.checks);
}

pub fn check(files: &[(&str, &[u8])], at: usize, plan: &Plan) {
    check_large(files, &[at], plan);
}

/// The same of several files that are too large to be held.
pub fn check_large(files: &[(&str, &[u8])], large: &[usize], plan: &Plan) {
    check_review(files, large, plan);
    let expected = whole(files, plan);
    for n in [1, 2, 5] {
        let found = sliced(files, large, plan, n);
        match (&found, &expected) {
            (Ok(found), Ok(expected)) => same(found, expected),
            (Err(found), Err(expected)) => assert_eq!(found, expected),
            _ => panic!("{n} slices: {found:?}, whole: {expected:?}"),
        }
    }
}

pub fn same(found: &Run, expected: &Run) {
    assert_eq!(found.analysis.records, expected.analysis.records);
    assert_eq!(found.analysis.amount, expected.analysis.amount);
    assert_eq!(found.analysis.customers, expected.analysis.customers);
    assert_eq!(found.analysis.warnings, expected.analysis.warnings);
    assert_eq!(found.customers, expected.customers);
    let bits = |run: &Run| {
        let column = |it: &Vec<f64>| it.iter().map(|v| v.to_bits()).collect();
        run.values.iter().map(column).collect::<Vec<Vec<u64>>>()
    };
    assert_eq!(bits(found), bits(expected));
    assert_eq!(found.labels, expected.labels);
    assert_eq!(found.analysis.digest, expected.analysis.digest);
}

/// Lines of 40 customers and what is drawn: returns, refunds without an
/// order, prices of three digits, missing cells, spellings of one address.
pub fn shop(drawn: &[(u8, u8, u8, u8)], currency: bool) -> String {
    let mut text = String::from(
        "customer,order_id,order_date,product,quantity,price,consent",
    );
    text += if currency { ",currency\n" } else { "\n" };
    let base = (0..160u32).map(|n| {
        (
            (n * 7 % 40) as u8,
            (n % 11) as u8,
            (n % 200) as u8,
            (n % 5) as u8,
        )
    });
    for (nth, (who, what, when, how)) in
        base.chain(drawn.iter().copied()).enumerate()
    {
        let name = match (who % 42, how % 3) {
            (41, _) => String::new(),
            (40, _) => "n/a".into(),
            (3, 0) => "C3@Shop.example".into(),
            (who, _) => format!("c{who}@shop.example"),
        };
        let day = 1 + when % 28;
        let month = 1 + (when / 28) % 12;
        let order = match how {
            7 => String::new(),
            _ => format!("{}-{}", who % 42, when / 3),
        };
        let product = ["tea", "pot", "cup", "", "jam"][usize::from(what) % 5];
        let pieces = match how % 9 {
            8 => -1,
            how => 1 + i32::from(how) % 4,
        };
        let price = match what % 11 {
            10 => String::from("?"),
            9 => "0".into(),
            what => format!("{}.{:03}", 1 + what, u16::from(how) * 125 % 1000),
        };
        let agreed = match who % 7 {
            0 => "no",
            1 if how > 3 => "",
            _ => "yes",
        };
        let hour = nth % 24;
        text += &format!(
            "{name},{order},2024-{month:02}-{day:02} {hour:02}:00:00,\
             {product},{pieces},{price},{agreed}"
        );
        if currency {
            let of = ["EUR", "USD", "$", "€", "GBP"][usize::from(who) % 5];
            text += &format!(",{of}");
        }
        text += "\n";
    }
    text
}

//! Files read whole and in slices.
#![allow(dead_code, reason = "not every program of tests uses everything")]

use kindred::{
    Plan, Review, Run, RunError, Slices,
    executor::Serial,
    plan::SourcePlan,
    preset,
    review::{Check, CheckName},
    role::propose,
    slices::{Needs, Part},
    source::kind_of,
};
use table::{ReadOptions, Reader, Slicing, Table};

use crate::support;

/// Files of which the one at a place is read in slices.
pub struct Cut<'a> {
    files: &'a [(&'a str, &'a [u8])],
    pub whole: Vec<Table>,
    at: usize,
    needs: Needs,
    pub slicing: Slicing,
    n: u32,
}

impl<'a> Cut<'a> {
    pub fn new(
        files: &'a [(&'a str, &'a [u8])],
        at: usize,
        plan: &Plan,
        n: u32,
    ) -> Result<Self, RunError> {
        Self::with(files, at, n, |_| Needs::of(plan, at))
    }

    /// The same for a review.
    pub fn of_review(
        files: &'a [(&'a str, &'a [u8])],
        at: usize,
        plan: &Plan,
        n: u32,
    ) -> Result<Self, RunError> {
        let needs = |of: &[Table]| Needs::of_review(plan, at, &of[at]);
        Self::with(files, at, n, needs)
    }

    fn with(
        files: &'a [(&'a str, &'a [u8])],
        at: usize,
        n: u32,
        needs: impl Fn(&[Table]) -> Result<Needs, RunError>,
    ) -> Result<Self, RunError> {
        let whole = files.iter().enumerate().map(|(nth, (name, bytes))| {
            let reader = Reader::new(name, ReadOptions::default(), 1);
            let reader = match nth == at {
                true => reader.surveying(64 << 20),
                false => reader,
            };
            fed(reader, bytes).finish().expect("a good file")
        });
        let whole: Vec<Table> = whole.collect();
        let survey = &whole[at];
        let needs = needs(&whole)?;
        let options = ReadOptions::default();
        let links = needs.links(survey)?.map(|columns| {
            let reader = Reader::of_links(survey, options, 2, columns);
            let reader = fed(reader.expect("there is room"), files[at].1);
            reader.finish_links(survey).expect("the same file")
        });
        let customer = survey.columns.iter();
        let customer = customer.map(|it| &it.name);
        let customer = customer.clone().position(|it| *it == needs.customer);
        let customer = customer.expect("a column of the file");
        Ok(Self {
            files,
            at,
            slicing: survey.slices(customer, links, n),
            whole,
            needs,
            n,
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

    fn count(&self) -> u32 {
        self.n
    }

    fn has_all(&self, file: usize) -> bool {
        file != self.at || self.needs.all
    }

    async fn read(
        &mut self,
        nth: u32,
        _: &Part<'_, Serial>,
    ) -> Result<Vec<Table>, RunError> {
        let survey = &self.whole[self.at];
        let slice = self.needs.slice(survey, &self.slicing, nth)?;
        let options = ReadOptions::default();
        let reader = Reader::of_slice(survey, options, 3, slice);
        let reader = fed(reader.expect("room"), self.files[self.at].1);
        let slice = reader.finish_slice(survey).expect("the same file");
        let mut tables = self.whole.clone();
        tables[self.at] = slice;
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
    at: usize,
    plan: &Plan,
    n: u32,
) -> Result<Run, RunError> {
    let mut cut = Cut::new(files, at, plan, n)?;
    let whole = cut.whole.clone();
    let run = kindred::run_in_slices(&whole, &mut cut, plan, &Serial);
    pollster::block_on(run)
}

/// A review in slices tells what one of the whole tells.
pub fn check_review(files: &[(&str, &[u8])], at: usize, plan: &Plan) {
    let held = tables(files);
    let whole = kindred::review(&held, plan, &Serial);
    let whole = pollster::block_on(whole);
    for n in [1, 2, 5] {
        let cut = Cut::of_review(files, at, plan, n);
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
    let told = |review: &Review| {
        let told = |it: &&Check| it.name != CheckName::ContradictoryOrders;
        let checks = review.checks.iter().filter(told);
        checks.cloned().collect::<Vec<_>>()
    };
    assert_eq!(told(found), told(whole));
}

pub fn check(files: &[(&str, &[u8])], at: usize, plan: &Plan) {
    check_review(files, at, plan);
    let expected = whole(files, plan);
    for n in [1, 2, 5] {
        let found = sliced(files, at, plan, n);
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

//! Read in slices, a file gives what it gives read whole, to the bit.

mod support;

use kindred::{
    Plan, Run, RunError, Slices,
    executor::Serial,
    plan::SourcePlan,
    preset,
    remedy::Remedy,
    review::{CheckName, Review},
    role::{ColumnRole, Role, propose},
    slices::{Needs, Part},
    source::kind_of,
};
use proptest::prelude::*;
use table::{ReadOptions, Reader, Table};

/// Files of which the one at a place is read in slices.
struct Cut<'a> {
    files: &'a [(&'a str, &'a [u8])],
    whole: Vec<Table>,
    at: usize,
    needs: Needs,
    of_code: Vec<u32>,
    n: u32,
}

impl<'a> Cut<'a> {
    fn new(
        files: &'a [(&'a str, &'a [u8])],
        at: usize,
        plan: &Plan,
        n: u32,
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
        let needs = Needs::of(plan, at)?;
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
            of_code: survey.slices(customer, links, n),
            whole,
            needs,
            n,
        })
    }
}

fn fed(mut reader: Reader, bytes: &[u8]) -> Reader {
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

    async fn read(
        &mut self,
        nth: u32,
        _: &Part<'_, Serial>,
    ) -> Result<Vec<Table>, RunError> {
        let survey = &self.whole[self.at];
        let slice = self.needs.slice(survey, &self.of_code, nth)?;
        let options = ReadOptions::default();
        let reader = Reader::of_slice(survey, options, 3, slice);
        let reader = fed(reader.expect("room"), self.files[self.at].1);
        let slice = reader.finish_slice(survey).expect("the same file");
        let mut tables = self.whole.clone();
        tables[self.at] = slice;
        Ok(tables)
    }
}

fn source(table: &Table) -> SourcePlan {
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

fn tables(files: &[(&str, &[u8])]) -> Vec<Table> {
    let read = |(name, bytes): &(&str, &[u8])| support::read(name, bytes);
    files.iter().map(read).collect()
}

fn plan(files: &[(&str, &[u8])]) -> Plan {
    Plan {
        sources: tables(files).iter().map(source).collect(),
        ..support::plan(&[])
    }
}

fn whole(files: &[(&str, &[u8])], plan: &Plan) -> Result<Run, RunError> {
    pollster::block_on(kindred::run(&tables(files), plan, &Serial))
}

fn sliced(
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

fn check(files: &[(&str, &[u8])], at: usize, plan: &Plan) {
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

fn same(found: &Run, expected: &Run) {
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
fn shop(drawn: &[(u8, u8, u8, u8)], currency: bool) -> String {
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

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn slices_of_any_shop_give_what_the_whole_gives(
        drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..120),
        asks in any::<bool>(),
        currency in any::<bool>(),
        as_of in any::<bool>(),
    ) {
        let text = shop(&drawn, currency);
        let files = [("shop.csv", text.as_bytes())];
        let mut plan = plan(&files);
        plan.as_of = as_of.then(|| "2024-06-20".to_owned());
        let permission = plan.permission.as_mut().expect("a permission");
        permission.consent_column = asks.then(|| "consent".to_owned());
        check(&files, 0, &plan);
    }

    #[test]
    fn remedies_mend_in_slices_what_they_mend_in_the_whole(
        drawn in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..60),
        taken in prop::sample::subsequence(remedies(), 0..4),
    ) {
        let mut text = shop(&drawn, false);
        let again = text.lines().nth(9).expect("a line").to_owned();
        text += &format!("{again}\n");
        let files = [("shop.csv", text.as_bytes())];
        let mut plan = plan(&files);
        plan.remedies = taken;
        check(&files, 0, &plan);
    }
}

fn remedies() -> Vec<Remedy> {
    vec![
        Remedy::MissingValues {
            role: Role::CustomerId,
        },
        Remedy::RepeatedRecords,
        Remedy::ContradictoryOrders,
        Remedy::FarDates {
            from: "2024-05-01".into(),
        },
        Remedy::OutlyingAmounts { above: 2_000 },
        Remedy::Returns,
        Remedy::TestCustomers {
            words: vec!["c7".into()],
        },
        Remedy::GuestOrders {
            words: vec!["c9".into()],
        },
        Remedy::LargeBuyers { above: 9_000 },
    ]
}

#[test]
fn the_sample_is_the_same_in_slices() {
    let sample = kindred::sample::make(kindred::sample::SEED);
    let files = [("sample.csv", &*sample.csv)];
    check(&files, 0, &plan(&files));
}

#[test]
fn every_presets_export_is_the_same_in_slices_or_refused() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/presets");
    let (mut n_same, mut refused) = (0, Vec::new());
    for file in std::fs::read_dir(folder).expect("the exports are there") {
        let path = file.expect("a file").path();
        let bytes = std::fs::read(&path).expect("a file");
        let name = path.file_name().expect("a name").to_string_lossy();
        let files = [(&*name, &*bytes)];
        let plan = plan(&files);
        assert!(plan.sources[0].preset.is_some(), "{name}");
        match Needs::of(&plan, 0) {
            Ok(_) => check(&files, 0, &plan),
            Err(RunError::TooLarge { .. }) => {
                refused.push(name.into_owned());
                continue;
            }
            Err(error) => {
                let whole = whole(&files, &plan).expect_err("a refusal");
                assert_eq!(whole, error, "{name}");
            }
        }
        n_same += 1;
    }
    refused.sort();
    assert_eq!(refused, ["paypal-activity.csv"]);
    assert!(n_same > 15, "{n_same}");
}

#[test]
fn an_order_of_several_customers_stays_together() {
    let mut text =
        String::from("customer,order_id,order_date,quantity,price,total\n");
    for n in 0..90u32 {
        // Every third line of an order is another customer's.
        let order = n / 3;
        let who = if n % 3 == 2 { order + 1 } else { order } % 30;
        text += &format!(
            "c{who},{order},2025-01-{:02},{},2.50,{}.00\n",
            1 + n % 28,
            1 + n % 4,
            30 + order
        );
    }
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    for (column, role) in
        [("customer", Role::CustomerId), ("total", Role::Amount)]
    {
        let roles = &mut plan.sources[0].roles;
        roles.retain(|it| it.role != role && it.column != column);
        roles.push(ColumnRole {
            column: column.into(),
            role,
            confidence: 1.0,
        });
    }
    plan.sources[0]
        .repairs
        .push(kindred::repair::Repair::OrderTotal {
            order: "order_id".into(),
            total: "total".into(),
            by: None,
        });
    check(&files, 0, &plan);
}

#[test]
fn a_file_of_customers_joins_every_slice() {
    let text = shop(&[], false);
    let people: String = (0..42)
        .map(|n| {
            let agreed = if n % 4 == 0 { "no" } else { "yes" };
            format!("c{n}@shop.example,{agreed},Town {}\n", n % 3)
        })
        .collect();
    let people = format!("customer,newsletter,city\n{people}");
    let files = [
        ("people.csv", people.as_bytes()),
        ("shop.csv", text.as_bytes()),
    ];
    check(&files, 1, &plan(&files));
}

#[test]
fn the_key_of_a_file_that_joins_is_that_of_all_slices() {
    // A fifth is known by the number only, the others by the address; of
    // five slices one holds that fifth alone.
    let mut text =
        String::from("customer_id,email,order_id,order_date,quantity,price\n");
    let mut people = String::from("customer_id,email,newsletter\n");
    for who in 0..60u32 {
        let known = if who % 5 == 0 { who } else { who + 5_000 };
        let agreed = if who % 7 == 0 { "no" } else { "yes" };
        people += &format!("{known},p{who}@shop.example,{agreed}\n");
        for nth in 0..3 {
            let email = match who % 5 {
                0 => format!("else{who}@shop.example"),
                _ => format!("p{who}@shop.example"),
            };
            text += &format!(
                "{who},{email},{who}-{nth},2025-0{}-1{nth},{},4.50\n",
                1 + (who + nth) % 9,
                1 + who % 3
            );
        }
    }
    let files = [
        ("people.csv", people.as_bytes()),
        ("shop.csv", text.as_bytes()),
    ];
    let mut plan = plan(&files);
    let permission = plan.permission.as_mut().expect("a permission");
    permission.basis = kindred::plan::Basis::Consent;
    check(&files, 1, &plan);
}

#[test]
fn two_files_of_purchases_are_not_read_in_slices() {
    let text = shop(&[], false);
    let files = [("a.csv", text.as_bytes()), ("b.csv", text.as_bytes())];
    let plan = plan(&files);
    let refused = Cut::new(&files, 0, &plan, 2).err().expect("a refusal");
    assert_eq!(refused.code(), "too-large");
}

#[test]
fn a_review_in_slices_reconciles_as_the_whole_one_does() {
    let text = shop(&[(200, 3, 9, 8), (41, 9, 9, 1), (40, 10, 9, 1)], true);
    let files = [("shop.csv", text.as_bytes())];
    let plan = plan(&files);
    let tables = tables(&files);
    let whole = kindred::review(&tables, &plan, &Serial);
    let whole = pollster::block_on(whole).expect("a good review");
    let mut cut = Cut::new(&files, 0, &plan, 4).expect("one file");
    let review = kindred::review_in_slices(&mut cut, &plan, &Serial);
    let review = pollster::block_on(review).expect("a good review");
    assert_eq!(review.records, whole.records);
    assert_eq!(review.amount, whole.amount);
    assert_eq!(review.customers, whole.customers);
    let count = |review: &Review, name| {
        let of = review.checks.iter().filter(|it| it.name == name);
        of.map(|it| (it.count, it.of)).collect::<Vec<_>>()
    };
    let told = [CheckName::MissingValues, CheckName::Returns];
    for name in told {
        assert!(!count(&whole, name).is_empty(), "{name:?}");
        assert_eq!(count(&review, name), count(&whole, name), "{name:?}");
    }
}

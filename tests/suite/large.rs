//! What is too large to be held is read in slices, and gives the same.

use kindred::{Plan, Stage, Stopped};
use session::{
    Failure, Reply, Request, Session,
    protocol::{ExportName, FileHandle, Inspection},
};
use table::ReadOptions;

use crate::{
    books::{entry, zip},
    bytes::{good, gzip, json, json_list, whole},
    check::{ask, export, load_request, permitted},
    host::Memory,
    said,
};

/// A host with room for nothing.
fn tight(bytes: &[u8]) -> Memory {
    Memory {
        room: Some(0),
        ..Memory::of(bytes)
    }
}

fn load(
    session: &mut Session,
    bytes: &[u8],
    reading: &ReadOptions,
    host: &Memory,
) -> Result<(Inspection, Plan), Failure> {
    let mut request = load_request("bad.csv", bytes);
    if let Request::Load { options, .. } = &mut request {
        options.push(reading.clone());
    }
    match ask(session, request, host)? {
        Reply::Loaded { inspection, plan } => Ok((inspection, plan)),
        reply => panic!("{reply:?}"),
    }
}

fn run(
    session: &mut Session,
    plan: Plan,
    host: &Memory,
) -> Result<String, Failure> {
    ask(session, Request::Run { plan }, host)?;
    Ok(export(session, ExportName::Analysis))
}

/// An input that was read whole is the same in slices: what is said of the
/// file, and what a plan finds or why it is refused.
#[track_caller]
pub fn same_in_slices(
    input: &[u8],
    reading: &ReadOptions,
    whole: &Inspection,
    plan: &Plan,
    found: &Result<String, Failure>,
) {
    let host = tight(input);
    let mut session = Session::default();
    let (seen, _) = load(&mut session, input, reading, &host)
        .expect("it was loaded whole");
    let (seen, whole) = (&seen.files[0], &whole.files[0]);
    assert_eq!(seen.warnings, whole.warnings);
    assert_eq!((seen.records, seen.kept), (whole.records, whole.kept));
    let columns = serde_json::to_value(&seen.columns);
    let expected = serde_json::to_value(&whole.columns);
    assert_eq!(columns.expect("plain"), expected.expect("plain"));
    assert_eq!(run(&mut session, plan.clone(), &host), *found);
}

/// Loads in slices and runs; the digest of the file and of the run.
#[track_caller]
fn digest(bytes: &[u8], host: &Memory, in_slices: bool) -> String {
    let mut session = Session::default();
    let reading = ReadOptions::default();
    let (seen, plan) =
        load(&mut session, bytes, &reading, host).expect("a good file");
    assert_eq!(seen.files[0].in_slices, in_slices);
    let request = Request::Review { plan: plan.clone() };
    let Reply::Reviewed { review } =
        ask(&mut session, request, host).expect("a review")
    else {
        panic!("no review")
    };
    let aside = review.records.set_aside.iter().map(|it| it.count);
    let all = review.records.used + aside.sum::<u64>();
    assert_eq!(review.records.read, all);
    let analysis = run(&mut session, permitted(plan, None), host);
    let analysis = analysis.expect("a good run");
    let analysis: serde_json::Value =
        serde_json::from_str(&analysis).expect("plain data");
    analysis["digest"].to_string()
}

#[test]
fn every_kind_of_file_is_read_in_slices() {
    let shop = kindred::sample::make(kindred::sample::SEED).csv;
    let packed = zip(&[entry("shop.csv", &shop)]);
    let (lines, list) = (json(whole), json_list(whole));
    for bytes in [gzip(&shop), packed, shop, gzip(&list), lines, list] {
        let held = digest(&bytes, &Memory::of(&bytes), false);
        assert_eq!(digest(&bytes, &tight(&bytes), true), held);
    }
}

#[test]
fn a_file_that_grows_too_large_on_the_way_is_read_again_in_slices() {
    // Compressed, the file itself is smaller than its table.
    let bytes = gzip(&kindred::sample::make(kindred::sample::SEED).csv);
    let host = Memory {
        room: Some(bytes.len()),
        ..Memory::of(&bytes)
    };
    let whole = digest(&bytes, &Memory::of(&bytes), false);
    assert_eq!(digest(&bytes, &host, true), whole);
}

#[test]
fn a_slice_of_a_file_that_was_changed_is_refused_and_nothing_is_lost() {
    let host = tight(&good());
    let mut session = Session::default();
    let reading = ReadOptions::default();
    let (_, plan) = load(&mut session, &good(), &reading, &host)
        .expect("the good shop loads");
    let plan = permitted(plan, None);
    let before = run(&mut session, plan.clone(), &host).expect("a run");
    let shorter = good();
    let end = shorter.len() - 200;
    let cut = Memory {
        files: vec![shorter[..end].to_vec()],
        ..tight(&good())
    };
    let failure = run(&mut session, plan.clone(), &cut).expect_err("a change");
    assert_eq!(failure.code, "E_CHANGED");
    said::refused(
        "a_slice_of_a_file_that_was_changed_is_refused_and_nothing_is_lost",
        &failure,
    );
    assert_eq!(run(&mut session, plan, &host), Ok(before));
}

#[test]
fn a_stop_between_slices_is_heard() {
    let host = tight(&good());
    let mut session = Session::default();
    let reading = ReadOptions::default();
    let (_, plan) = load(&mut session, &good(), &reading, &host)
        .expect("the good shop loads");
    let stops = Memory {
        fault: Some((Stage::Features, Stopped::Cancelled)),
        ..tight(&good())
    };
    let request = Request::Review { plan };
    let failure = ask(&mut session, request, &stops).expect_err("a stop");
    assert_eq!(failure.code, "cancelled");
    said::refused("a_stop_between_slices_is_heard", &failure);
}

/// Loads files of purchases with so much room and runs: the digest, and
/// which of them are read in slices.
fn digest_of(files: &[Vec<u8>], room: usize) -> (String, Vec<bool>) {
    let mut session = Session::default();
    let handles = files.iter().zip(0..).map(|(bytes, nth)| FileHandle {
        name: format!("{nth}.csv"),
        size: bytes.len() as u64,
    });
    let request = Request::Load {
        files: handles.collect(),
        sample: false,
        options: Vec::new(),
    };
    let host = Memory {
        files: files.to_vec(),
        room: Some(room),
        ..Memory::of(&[])
    };
    let reply = ask(&mut session, request, &host);
    let Ok(Reply::Loaded { plan, inspection }) = reply else {
        panic!("{reply:?}");
    };
    let in_slices = inspection.files.iter().map(|it| it.in_slices).collect();
    let analysis = run(&mut session, permitted(plan, None), &host);
    let analysis: serde_json::Value =
        serde_json::from_str(&analysis.expect("a good run")).expect("data");
    (analysis["digest"].to_string(), in_slices)
}

#[test]
fn several_files_of_purchases_are_too_large_together() {
    let shop = kindred::sample::make(kindred::sample::SEED).csv;
    let files = vec![shop; 4];
    let (whole, in_slices) = digest_of(&files, usize::MAX);
    assert_eq!(in_slices, [false; 4]);
    assert_eq!(digest_of(&files, 0), (whole.clone(), vec![true; 4]));
    // Each has room, all have not: some of them are read in slices.
    let rooms = [2, 3, 4, 5].map(|times| files[0].len() * times);
    let found: Vec<_> =
        rooms.iter().map(|it| digest_of(&files, *it)).collect();
    assert!(found.iter().all(|it| it.0 == whole));
    let n = |it: &(String, Vec<bool>)| it.1.iter().filter(|it| **it).count();
    assert!(found.iter().any(|it| (1..4).contains(&n(it))), "{found:?}");
}

#[test]
fn orders_beside_lines_that_are_too_large_are_refused() {
    let mut session = Session::default();
    let Request::Load { files, .. } = load_request("good.csv", &good()) else {
        unreachable!("load_request makes a load");
    };
    let request = Request::Load {
        files: [files.clone(), files].concat(),
        sample: false,
        options: Vec::new(),
    };
    let host = Memory {
        files: vec![good(), good()],
        ..tight(&[])
    };
    let reply = ask(&mut session, request, &host);
    let Ok(Reply::Loaded { mut plan, .. }) = reply else {
        panic!("{reply:?}");
    };
    plan.sources[0].kind = kindred::plan::SourceKind::Lines;
    let plan = permitted(plan, None);
    let failure = run(&mut session, plan, &host).expect_err("two forms");
    assert_eq!(failure.code, "too-large");
    said::refused(
        "orders_beside_lines_that_are_too_large_are_refused",
        &failure,
    );
}

//! What the engine says of each case, kept in `ref/said.json`: the page's own
//! test says all of it in German.
//!
//! `KINDRED_BLESS=1` writes the file anew; whoever does so says why in the
//! commit.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
};

use serde_json::Value;
use session::Failure;
use table::Warning;

type Cases = BTreeMap<String, Vec<Value>>;

/// More bytes of a text are not kept.
const LONG: usize = 300;

/// Cases run side by side, the file is one.
static FILE: Mutex<()> = Mutex::new(());

/// Sees that a case is refused as before.
#[track_caller]
pub fn refused(case: &str, failure: &Failure) {
    told(case, &[], std::slice::from_ref(failure));
}

/// Sees that a case is warned of and then refused as before, with the facts
/// of each code. The case is called as its test is.
#[track_caller]
pub fn told(case: &str, warnings: &[Warning], failures: &[Failure]) {
    for warning in warnings {
        let codes = session::failure::codes();
        let keeps = table::fact::keeps(&codes, &warning.code, &warning.facts);
        assert!(keeps, "its facts are others: {warning:?}");
        check_column_named(warning);
    }
    for failure in failures {
        assert!(failure.keeps(), "its facts are others: {failure:?}");
    }
    let warnings = warnings.iter().map(serde_json::to_value);
    let failures = failures.iter().map(serde_json::to_value);
    let values = warnings.chain(failures);
    compare(case, values.map(|v| v.expect("plain data")).collect());
}

/// Whoever is warned of a column reads its name.
#[track_caller]
fn check_column_named(warning: &Warning) {
    let column = warning.place.as_ref().and_then(|at| at.column.as_ref());
    let named = |name| warning.message.contains(&format!("{name:?}"));
    assert!(column.is_none_or(named), "{warning:?}");
}

#[track_caller]
fn compare(case: &str, mut found: Vec<Value>) {
    found.iter_mut().for_each(shorten);
    let file = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut cases = read();
    if blesses() {
        cases.insert(case.to_owned(), found);
        return write(&cases);
    }
    drop(file);
    let kept = cases.get(case);
    assert!(
        kept == Some(&found),
        "{case}: it says {found:#?}, not {kept:#?}. Where that is meant, \
         KINDRED_BLESS=1 keeps it in ref/said.json"
    );
}

/// A header of megabytes is kept by its first characters.
fn shorten(value: &mut Value) {
    match value {
        Value::String(text) if text.len() > LONG => {
            *text = text.chars().take(LONG).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(shorten),
        Value::Object(map) => map.values_mut().for_each(shorten),
        _ => {}
    }
}

fn blesses() -> bool {
    env::var_os("KINDRED_BLESS").is_some_and(|it| it == "1")
}

fn write(cases: &Cases) {
    let text = serde_json::to_string_pretty(cases).expect("plain data");
    fs::write(path(), text + "\n").expect("it can be written");
}

fn read() -> Cases {
    let text = fs::read_to_string(path()).unwrap_or_else(|_| "{}".into());
    serde_json::from_str(&text).expect("ref/said.json is its own work")
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ref/said.json")
}

/// Tests in which the engine says nothing that is kept.
const SILENT: [&str; 21] = [
    // In the language of the plan.
    "a_wrong_rule_is_refused_and_nothing_is_lost",
    "rules_that_are_kept_give_the_answer_of_a_plan_that_has_them",
    "without_a_run_there_is_nothing_to_count",
    "a_file_s_name_is_in_no_name_of_a_download",
    "nothing_that_is_typed_becomes_a_pattern",
    "every_number_of_the_list_has_a_case",
    "what_is_missing_is_counted_with_its_worth",
    "columns_whose_names_are_nearly_one_are_two",
    "every_kind_of_file_is_read_in_slices",
    "a_file_that_grows_too_large_on_the_way_is_read_again_in_slices",
    "a_workbook_changed_at_random_is_read_or_refused",
    "every_workbook_is_read_as_it_is_or_refused_for_what_it_is",
    "the_oracle_is_json_of_what_it_says",
    "a_hidden_sheet_is_read_when_it_is_asked_for",
    "a_line_is_a_row_of_the_sheet_whatever_its_cells_hold",
    "a_path_in_an_archive_leads_nowhere_but_down",
    "the_first_sheet_that_is_shown_and_holds_a_table_is_read",
    "a_plan_runs_on_a_file_read_as_it_says",
    "several_files_of_purchases_are_too_large_together",
    "what_is_kept_is_what_the_cases_of_the_suite_say",
    "every_code_of_the_reader_is_said",
];

/// Codes that no case of the suite can meet in reasonable time.
const OUT_OF_REACH: [(&str, &str); 1] =
    [("E_MEMORY", "its table takes more than 1.5 GiB of memory")];

/// The names of this program's tests, as it lists them itself.
pub fn tests() -> BTreeSet<String> {
    let program = env::current_exe().expect("a test runs in a program");
    let listed = Command::new(program).arg("--list").output();
    let listed = listed.expect("it lists its tests").stdout;
    let listed = String::from_utf8(listed).expect("names are UTF-8");
    let tests = listed.lines().filter_map(|it| it.strip_suffix(": test"));
    let names = tests.filter_map(|path| path.rsplit("::").next());
    names.map(str::to_owned).collect()
}

#[test]
fn what_is_kept_is_what_the_cases_of_the_suite_say() {
    let mut cases = tests();
    for silent in SILENT {
        assert!(cases.remove(silent), "{silent} is no test");
    }
    let _file = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut kept = read();
    if blesses() {
        kept.retain(|case, _| cases.contains(case));
        return write(&kept);
    }
    let kept: BTreeSet<String> = kept.into_keys().collect();
    assert_eq!(kept, cases);
}

#[test]
fn every_code_of_the_reader_is_said() {
    if blesses() {
        return;
    }
    let _file = FILE.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = read();
    let said = kept.values().flatten().filter_map(|it| it["code"].as_str());
    let said: BTreeSet<&str> = said.collect();
    for code in table::codes::CODES {
        let reason = OUT_OF_REACH.iter().find(|(name, _)| *name == code.name);
        assert_ne!(
            said.contains(code.name),
            reason.is_some(),
            "{}: {reason:?}",
            code.name
        );
    }
}

//! The user stops, or a worker dies, in every stage: what was loaded and
//! found stays.

use kindred::{Plan, Stage, Stopped};
use session::{Reply, Request, Session};
use table::{ColumnChoice, DateOrder, ReadOptions};

use crate::{
    bytes::good,
    check::{Kept, ask, load_request},
    host::Memory,
    said,
};

fn host(stage: Stage, what: &Stopped) -> Memory {
    Memory {
        files: vec![good()],
        fault: Some((stage, what.clone())),
        ..Memory::default()
    }
}

#[track_caller]
fn nothing_is_lost(case: &str, what: &Stopped, code: &str) {
    let mut kept = Kept::new();
    let plan = kept.plan();
    let mut failures = Vec::new();
    let stages = Stage::RUN.iter().chain(&[Stage::Read]);
    for &stage in stages {
        let request = match stage {
            Stage::Read => load_request("good.csv", &good()),
            _ => Request::Run { plan: plan.clone() },
        };
        let reply = ask(&mut kept.session, request, &host(stage, what));
        let failure = reply.expect_err("it does not end");
        assert_eq!(failure.code, code, "{stage:?}");
        failures.push(failure);
        kept.check_unchanged();
    }
    said::told(case, &[], &failures);
}

#[test]
fn stopping_in_any_stage_loses_nothing() {
    nothing_is_lost(
        "stopping_in_any_stage_loses_nothing",
        &Stopped::Cancelled,
        "cancelled",
    );
}

#[test]
fn a_dead_worker_in_any_stage_loses_nothing() {
    let crash = Stopped::Crashed("unreachable".into());
    nothing_is_lost(
        "a_dead_worker_in_any_stage_loses_nothing",
        &crash,
        "worker-crashed",
    );
}

#[test]
fn a_run_without_a_file_says_so() {
    let mut session = Session::default();
    let plan = Plan::new(Vec::new());
    let request = Request::Run { plan };
    let reply = ask(&mut session, request, &Memory::default());
    let failure = reply.unwrap_err();
    assert_eq!(failure.code, "nothing-loaded");
    said::refused("a_run_without_a_file_says_so", &failure);
}

#[test]
fn a_plan_without_a_purpose_computes_nothing() {
    let mut kept = Kept::new();
    let plan = Plan {
        permission: None,
        ..kept.plan()
    };
    let request = Request::Run { plan };
    let reply = ask(&mut kept.session, request, &Memory::default());
    let failure = reply.unwrap_err();
    assert_eq!(failure.code, "no-purpose");
    said::refused("a_plan_without_a_purpose_computes_nothing", &failure);
    kept.check_unchanged();
}

#[test]
fn a_plan_of_another_file_is_refused_with_the_columns_there_are() {
    let mut kept = Kept::new();
    let mut plan = kept.plan();
    plan.sources[0].roles[0].column = "client".into();
    let request = Request::Run { plan };
    let reply = ask(&mut kept.session, request, &Memory::default());
    let failure = reply.unwrap_err();
    assert_eq!(failure.code, "unknown-column");
    assert!(failure.message.contains("client"), "{failure:?}");
    assert!(failure.message.contains("customer"), "{failure:?}");
    said::refused(
        "a_plan_of_another_file_is_refused_with_the_columns_there_are",
        &failure,
    );
    kept.check_unchanged();
}

#[test]
fn a_plan_of_a_file_read_otherwise_is_refused_with_what_differs() {
    let mut kept = Kept::new();
    let mut plan = kept.plan();
    plan.sources[0].reading.encoding = Some("utf8".into());
    plan.sources[0].reading.delimiter = Some(';');
    let request = Request::Run { plan };
    let reply = ask(&mut kept.session, request, &Memory::default());
    let failure = reply.unwrap_err();
    assert_eq!(failure.code, "plan-reading");
    let differs = "good.csv was not read as the plan says: the delimiter \
                   is “,”, expected “;”.";
    assert_eq!(failure.message, differs);
    said::refused(
        "a_plan_of_a_file_read_otherwise_is_refused_with_what_differs",
        &failure,
    );
    assert!(failure.hint.is_some());
    kept.check_unchanged();
}

#[test]
fn a_plan_runs_on_a_file_read_as_it_says() {
    let mut kept = Kept::new();
    let mut plan = kept.plan();
    plan.sources[0].reading.delimiter = Some(',');
    plan.sources[0].reading.has_header = Some(true);
    let request = Request::Run { plan: plan.clone() };
    let reply = ask(&mut kept.session, request, &Memory::default());
    assert!(matches!(reply, Ok(Reply::Analysed { .. })), "{reply:?}");
    plan.sources[0].reading.date_order = Some(DateOrder::MonthDayYear);
    let mut request = load_request("good.csv", &good());
    if let Request::Load { options, .. } = &mut request {
        *options = vec![plan.sources[0].reading.clone()];
    }
    let loaded = ask(&mut kept.session, request, &Memory::of(&good()));
    assert!(matches!(loaded, Ok(Reply::Loaded { .. })), "{loaded:?}");
    let request = Request::Run { plan };
    let reply = ask(&mut kept.session, request, &Memory::default());
    assert!(matches!(reply, Ok(Reply::Analysed { .. })), "{reply:?}");
}

#[test]
fn a_plan_for_another_number_of_files_is_refused() {
    let mut session = Session::default();
    let Request::Load { files, options, .. } =
        load_request("good.csv", &good())
    else {
        unreachable!("load_request makes a load");
    };
    let request = Request::Load {
        files: [files.clone(), files].concat(),
        sample: false,
        options,
    };
    let host = Memory {
        files: vec![good(), good()],
        ..Memory::default()
    };
    let reply = ask(&mut session, request, &host);
    let Ok(Reply::Loaded { mut plan, .. }) = reply else {
        panic!("{reply:?}");
    };
    plan.sources.pop();
    plan.permission = Kept::new().plan().permission;
    let reply = ask(&mut session, Request::Run { plan }, &host);
    let failure = reply.unwrap_err();
    assert_eq!(failure.code, "sources-differ");
    said::refused("a_plan_for_another_number_of_files_is_refused", &failure);
}

#[test]
fn files_none_of_which_holds_purchases_are_refused() {
    let mut session = Session::default();
    let customers = b"customer_id,email\n1,a@x.example\n2,b@x.example\n";
    let Request::Load { files, .. } = load_request("people.csv", customers)
    else {
        unreachable!("load_request makes a load");
    };
    let request = Request::Load {
        files: [files.clone(), files].concat(),
        sample: false,
        options: Vec::new(),
    };
    let host = Memory {
        files: vec![customers.to_vec(), customers.to_vec()],
        ..Memory::default()
    };
    let reply = ask(&mut session, request, &host);
    let Ok(Reply::Loaded { mut plan, .. }) = reply else {
        panic!("{reply:?}");
    };
    plan.permission = Kept::new().plan().permission;
    let reply = ask(&mut session, Request::Run { plan }, &host);
    let failure = reply.unwrap_err();
    assert_eq!(failure.code, "no-purchases");
    said::refused("files_none_of_which_holds_purchases_are_refused", &failure);
}

#[test]
fn a_reading_that_the_file_does_not_have_is_refused() {
    let mut kept = Kept::new();
    let none = ReadOptions::default;
    let ask_for = [
        ReadOptions {
            encoding: Some("klingon".into()),
            ..none()
        },
        ReadOptions {
            delimiter: Some('"'),
            ..none()
        },
        ReadOptions {
            decimal_mark: Some('x'),
            ..none()
        },
        ReadOptions {
            columns: vec![9],
            ..none()
        },
        ReadOptions {
            decided: vec![ColumnChoice {
                column: "Amount".into(),
                ..ColumnChoice::default()
            }],
            ..none()
        },
    ];
    let failures = ask_for.map(|given| {
        let mut request = load_request("good.csv", &good());
        if let Request::Load { options, .. } = &mut request {
            *options = vec![given];
        }
        let reply = ask(&mut kept.session, request, &Memory::of(&good()));
        kept.check_unchanged();
        reply.expect_err("it is refused")
    });
    let codes = failures.each_ref().map(|failure| failure.code.as_str());
    let expected = [
        "E_ENCODING",
        "E_SEPARATOR",
        "E_DECIMAL_MARK",
        "E_COLUMN",
        "E_DECIDED",
    ];
    assert_eq!(codes, expected);
    let case = "a_reading_that_the_file_does_not_have_is_refused";
    said::told(case, &[], &failures);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let mut kept = Kept::new();
    let host = Memory {
        files: vec![good()],
        changes: true,
        ..Memory::default()
    };
    let request = load_request("good.csv", &good());
    let reply = ask(&mut kept.session, request, &host);
    let failure = reply.expect_err("it cannot be read on");
    assert_eq!(failure.code, "E_CHANGED");
    let case = "a_file_that_changes_while_it_is_read_is_refused";
    said::refused(case, &failure);
    kept.check_unchanged();
}

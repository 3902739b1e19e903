//! Rules through the session: counted, kept, refused.

use kindred::{
    Analysis,
    plan::{Basis, Permission, Purpose},
    rules::{Condition, Rule},
};
use session::{Reply, Request, Session};

use crate::{
    bytes::good,
    check::{Kept, ask, load, run},
    host::Memory,
};

fn rule(name: &str, when: Condition) -> Rule {
    let name = name.into();
    Rule { name, when }
}

fn named(rule: &str) -> Condition {
    Condition::Rule { rule: rule.into() }
}

fn often() -> Rule {
    let feature = "orders".into();
    rule(
        "often",
        Condition::AtLeast {
            feature,
            at_least: 3.0,
        },
    )
}

#[test]
fn rules_that_are_kept_give_the_answer_of_a_plan_that_has_them() {
    let mut session = Session::default();
    let (_, mut plan) =
        load(&mut session, "good.csv", &good()).expect("it is good");
    plan.permission = Some(Permission {
        purpose: Purpose::Analytics,
        basis: Basis::LegitimateInterests,
        consent_column: None,
    });
    let host = Memory::default();
    let rules = vec![often(), rule("rest", named("often"))];
    let mut ruled = plan.clone();
    ruled.rules.clone_from(&rules);
    let mut analysed = |plan| -> Analysis {
        let json = run(&mut session, plan, None).expect("it runs");
        serde_json::from_str(&json).expect("an analysis")
    };
    let (whole, bare) = (analysed(ruled), analysed(plan));
    assert!(bare.rules.is_empty() && bare.digest != whole.digest);

    let overlap = vec![named("often"), Condition::Segment { segment: 0 }];
    let request = Request::Count {
        rules: rules.clone(),
        overlap,
    };
    let reply = ask(&mut session, request, &host);
    let Ok(Reply::Counted { counted }) = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(counted.rules, whole.rules);
    let overlaps = counted.overlaps.expect("two sets");
    assert_eq!(overlaps.sets[1].name, bare.segments[0].name);
    assert_eq!(overlaps.sets[1].customers, bare.segments[0].size);

    let reply = ask(&mut session, Request::Keep { rules }, &host);
    let Ok(Reply::Analysed { analysis }) = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(*analysis, whole);
}

#[test]
fn a_wrong_rule_is_refused_and_nothing_is_lost() {
    let mut kept = Kept::new();
    let rules = vec![often(), rule("own", named("own"))];
    let request = Request::Keep { rules };
    let failure = ask(&mut kept.session, request, &Memory::default());
    let failure = failure.expect_err("a circle");
    assert_eq!(failure.code, "bad-rule");
    let place = failure.place.as_ref().and_then(|it| it.column.as_deref());
    assert_eq!(place, Some("rules[1].when.rule"));
    kept.check_unchanged();
}

#[test]
fn without_a_run_there_is_nothing_to_count() {
    let mut session = Session::default();
    let rules = || vec![often()];
    let count = Request::Count {
        rules: rules(),
        overlap: Vec::new(),
    };
    for request in [count, Request::Keep { rules: rules() }] {
        let failure = ask(&mut session, request, &Memory::default());
        assert_eq!(failure.expect_err("no run").code, "nothing-run");
    }
}

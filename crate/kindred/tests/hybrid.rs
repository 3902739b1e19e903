//! Segments that are partly one's own: frozen rules, seeds, rules together
//! and apart, bounds on sizes.

use crate::support;
use crate::support::{ROLES, a_shop, go, plan};
use cluster::choose::{Reason, Verdict};
use kindred::{
    Plan, Run,
    export::{plan_from_json, plan_to_json},
    hybrid::{Hybrid, check_kept},
    plan::Language,
    rules::{Condition, Rule},
    staged::Staged,
};

fn rule(name: &str, when: Condition) -> Rule {
    Rule {
        name: name.into(),
        when,
    }
}

fn at_least(feature: &str, at_least: f64) -> Condition {
    let feature = feature.into();
    Condition::AtLeast { feature, at_least }
}

fn at_most(feature: &str, at_most: f64) -> Condition {
    let feature = feature.into();
    Condition::AtMost { feature, at_most }
}

/// With the rules that the tests name.
fn asking(hybrid: Hybrid) -> Plan {
    let mut plan = plan(ROLES);
    plan.choice.n_resamples = 20;
    plan.rules = vec![
        rule("grand", at_least("revenue", 5_000.0)),
        rule("gone", at_least("recency_days", 500.0)),
        rule("few", at_most("orders", 2.0)),
        rule("nobody", at_least("orders", 1_000.0)),
        rule("first", Condition::Segment { segment: 0 }),
        rule("small", at_most("revenue", 1_000.0)),
    ];
    plan.hybrid = Some(hybrid);
    plan
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&it| it.to_owned()).collect()
}

fn of<'a>(run: &'a Run, customer: &str) -> &'a kindred::analysis::Segment {
    let at = run.find(customer).expect("a customer");
    &run.analysis.segments[run.labels[at] as usize]
}

fn said(plan: &Plan) -> String {
    support::refused(&a_shop(), plan).to_string()
}

#[test]
fn a_frozen_rule_is_a_segment_of_its_own_and_the_rest_is_clustered() {
    let freeze = names(&["grand"]);
    let run = go(
        &a_shop(),
        &asking(Hybrid {
            freeze,
            ..Hybrid::default()
        }),
    );
    for customer in 0..60 {
        let grand = of(&run, &format!("grand-{customer}"));
        assert_eq!(grand.own.as_deref(), Some("grand"));
        assert_eq!((&*grand.name, grand.stability), ("grand", None));
        assert_eq!(grand.size, 60);
    }
    let (small, gone) = (of(&run, "small-3"), of(&run, "gone-3"));
    assert_ne!(small.id, gone.id, "{}", run.analysis.headline);
    assert_eq!((&small.own, &gone.own), (&None, &None));
    assert!(small.stability > Some(0.75), "{:?}", small.stability);
    assert_eq!(run.analysis.verdict, Verdict::Segments);
    let Reason::Asked {
        n_own,
        n_found,
        judged,
        is_held,
    } = run.analysis.reason
    else {
        panic!("{:?}", run.analysis.reason);
    };
    assert_eq!((n_own, n_found), (1, run.analysis.k - 1));
    assert_eq!((judged, is_held), (n_found, false));
    // The evidence is of the 120 others: groups of at most 60 each.
    assert_eq!(run.analysis.evidence[0].smallest, 120);
    let doubt = &run.analysis.doubt;
    assert!(doubt.contains("asked for, not found"), "{doubt}");
    assert!(!doubt.contains("could not be judged"), "{doubt}");
}

#[test]
fn who_is_in_two_frozen_rules_is_in_the_first_of_them() {
    let of_both = |freeze: &[&str]| {
        let freeze = names(freeze);
        go(
            &a_shop(),
            &asking(Hybrid {
                freeze,
                ..Hybrid::default()
            }),
        )
    };
    // Whoever is gone is small as well.
    let run = of_both(&["gone", "small"]);
    assert_eq!(of(&run, "gone-1").name, "gone");
    assert_eq!(of(&run, "small-1").name, "small");
    let other = asking(Hybrid {
        freeze: names(&["small", "gone"]),
        ..Hybrid::default()
    });
    let refused = said(&other);
    assert!(refused.starts_with("hybrid.freeze[1]: nobody"), "{refused}");
}

#[test]
fn groups_keep_to_their_sizes_and_the_answer_says_that_they_were_asked_for() {
    let mut plan = asking(Hybrid {
        least: Some(40),
        most: Some(50),
        ..Hybrid::default()
    });
    let run = go(&a_shop(), &plan);
    let sizes: Vec<u64> =
        run.analysis.segments.iter().map(|it| it.size).collect();
    assert_eq!(sizes.len(), 4, "180 customers fill four: {sizes:?}");
    assert!(
        sizes.iter().all(|size| (40..=50).contains(size)),
        "{sizes:?}"
    );
    let doubt = &run.analysis.doubt;
    assert!(doubt.contains("held to what was asked"), "{doubt}");
    assert!(doubt.contains("show 3 groups"), "{doubt}");
    let judged = run.analysis.segments.iter().map(|it| it.stability);
    assert!(judged.clone().all(|it| it.is_some()), "judged as asked");
    plan.method = plan.method.with_n_clusters(3);
    let refused = said(&plan);
    let expected = "hybrid.most: 3 groups of at most 50 hold fewer than 180";
    assert!(refused.starts_with(expected), "{refused}");
    plan.method = plan.method.with_n_clusters(5);
    plan.language = Language::De;
    let refused = said(&plan);
    let expected = "hybrid.least: 5 Gruppen von mindestens 40 brauchen 200";
    assert!(refused.starts_with(expected), "{refused}");
}

#[test]
fn groups_begin_in_seeds_and_rules_stay_together_and_apart() {
    let mut plan = asking(Hybrid {
        seeds: names(&["gone", "grand"]),
        stay: true,
        together: names(&["few"]),
        apart: vec![["grand".into(), "small".into()]],
        ..Hybrid::default()
    });
    plan.method = plan.method.with_n_clusters(2);
    let run = go(&a_shop(), &plan);
    assert_eq!(run.analysis.k, 2);
    let (grand, gone) = (of(&run, "grand-0").id, of(&run, "gone-0").id);
    assert_ne!(grand, gone);
    for customer in 0..60 {
        assert_eq!(of(&run, &format!("grand-{customer}")).id, grand);
        // Nothing but the rule keeps them from the others who still buy.
        assert_eq!(of(&run, &format!("small-{customer}")).id, gone);
        assert_eq!(of(&run, &format!("gone-{customer}")).id, gone);
    }
    let codes: Vec<&str> =
        run.analysis.warnings.iter().map(|it| &*it.code).collect();
    assert!(!codes.contains(&"W_NOT_KEPT"), "{codes:?}");
}

#[test]
fn what_cannot_be_kept_is_told_by_its_rules() {
    // Three sets in two groups, each apart from each.
    let pair = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
    let mut plan = asking(Hybrid {
        apart: vec![
            pair("grand", "gone"),
            pair("grand", "less"),
            pair("gone", "less"),
        ],
        ..Hybrid::default()
    });
    let not = |name: &str| Condition::Not {
        not: Box::new(Condition::Rule { rule: name.into() }),
    };
    let all = vec![not("grand"), not("gone")];
    plan.rules.push(rule("less", Condition::All { all }));
    plan.method = plan.method.with_n_clusters(2);
    let warnings = go(&a_shop(), &plan).analysis.warnings;
    let told = warnings.iter().find(|it| it.code == "W_NOT_KEPT");
    let told = told.expect("a warning");
    assert_eq!(told.count, 1);
    assert!(
        told.message.contains("for 60 customers"),
        "{}",
        told.message
    );
    plan.method = plan.method.with_n_clusters(3);
    let warnings = go(&a_shop(), &plan).analysis.warnings;
    assert!(warnings.iter().all(|it| it.code != "W_NOT_KEPT"));
}

#[test]
fn every_refusal_says_where_and_why() {
    let none = Hybrid::default;
    let cases = [
        (
            Hybrid {
                freeze: names(&["grant"]),
                ..none()
            },
            "hybrid.freeze[0]: there is no rule “grant”; did you mean",
        ),
        (
            Hybrid {
                seeds: names(&["grand", "nobody"]),
                ..none()
            },
            "hybrid.seeds[1]: nobody is left in “nobody”",
        ),
        (
            Hybrid {
                seeds: names(&["first"]),
                ..none()
            },
            "rules[4].when.segment: segments are formed with this rule",
        ),
        (
            Hybrid {
                apart: vec![["gone".into(), "small".into()]],
                ..none()
            },
            "hybrid.apart[0]: “gone” and “small” share customers",
        ),
        (
            Hybrid {
                seeds: names(&["gone", "few"]),
                stay: true,
                ..none()
            },
            "hybrid.seeds[1]: “gone” and “few” share customers",
        ),
        (
            Hybrid {
                together: names(&["few"]),
                most: Some(50),
                ..none()
            },
            "hybrid.most: 60 customers stay together",
        ),
        (
            Hybrid {
                least: Some(9),
                most: Some(8),
                ..none()
            },
            "hybrid.most is 8; expected 9 to",
        ),
        (
            Hybrid {
                least: Some(0),
                ..none()
            },
            "hybrid.least is 0; expected 1 to",
        ),
    ];
    for (hybrid, expected) in cases {
        let refused = said(&asking(hybrid));
        assert!(refused.starts_with(expected), "{refused}");
    }
    let mut seeds = asking(Hybrid {
        seeds: names(&["gone", "grand"]),
        ..none()
    });
    seeds.method = seeds.method.with_n_clusters(1);
    let refused = said(&seeds);
    assert!(refused.starts_with("hybrid.seeds: groups begin in 2"));
    seeds.method = cluster::Method::Hdbscan(Default::default());
    let refused = said(&seeds);
    assert!(
        refused.starts_with("method.name: only k-means"),
        "{refused}"
    );
    seeds.staged = Some(Staged::default());
    let refused = said(&seeds);
    assert!(refused.starts_with("staged: lifecycle stages"), "{refused}");
}

#[test]
fn any_method_leaves_out_frozen_rules() {
    let mut plan = asking(Hybrid {
        freeze: names(&["grand"]),
        ..Hybrid::default()
    });
    for method in [
        cluster::Method::Automatic(Default::default()),
        cluster::Method::Hdbscan(Default::default()),
    ] {
        plan.method = method;
        let run = go(&a_shop(), &plan);
        let own: Vec<_> = run
            .analysis
            .segments
            .iter()
            .filter_map(|it| it.own.as_deref())
            .collect();
        assert_eq!(own, ["grand"]);
        assert_eq!(of(&run, "grand-7").size, 60);
        assert_ne!(of(&run, "small-7").id, of(&run, "gone-7").id);
    }
    plan.hybrid = Some(Hybrid {
        freeze: names(&["grand", "small"]),
        ..Hybrid::default()
    });
    let run = go(&a_shop(), &plan);
    assert_eq!((run.analysis.k, run.analysis.segments.len()), (2, 2));
    assert!(run.analysis.headline.contains("nobody is left"));
}

#[test]
fn a_plan_that_asks_nothing_is_that_of_before() {
    let mut before = asking(Hybrid::default());
    let asked = go(&a_shop(), &before).analysis.digest;
    before.hybrid = None;
    assert_eq!(go(&a_shop(), &before).analysis.digest, asked);
    assert!(!plan_to_json(&before).contains("hybrid"));
    let held = asking(Hybrid {
        freeze: names(&["grand"]),
        least: Some(10),
        ..Hybrid::default()
    });
    assert_eq!(plan_from_json(&plan_to_json(&held)), Ok(held.clone()));
    let unknown = plan_to_json(&held).replace("\"freeze\"", "\"frieze\"");
    assert!(plan_from_json(&unknown).is_err());
}

#[test]
fn rules_that_form_segments_stay_as_they_are_on_a_finished_run() {
    let mut plan = asking(Hybrid {
        freeze: names(&["grand"]),
        ..Hybrid::default()
    });
    let mut rules = plan.rules.clone();
    rules.push(rule("more", at_least("orders", 3.0)));
    assert_eq!(check_kept(&plan, &rules), Ok(()));
    rules[0].when = at_least("revenue", 1.0);
    let refused = check_kept(&plan, &rules).expect_err("another rule");
    assert!(refused.to_string().starts_with("rules[0]: "), "{refused}");
    plan.hybrid = Some(Hybrid {
        least: Some(10),
        ..Hybrid::default()
    });
    assert_eq!(check_kept(&plan, &rules), Ok(()));
}

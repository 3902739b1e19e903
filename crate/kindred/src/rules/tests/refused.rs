//! What is wrong with a rule is told with its place, and takes nothing else
//! with it.

use super::*;

fn at_least(feature: &str, at_least: f64) -> Condition {
    let feature = feature.into();
    Condition::AtLeast { feature, at_least }
}

fn named(rule: &str) -> Condition {
    Condition::Rule { rule: rule.into() }
}

fn rule(name: &str, when: Condition) -> Rule {
    let name = name.into();
    Rule { name, when }
}

fn shop() -> Shop {
    Shop {
        orders: vec![1.0, 2.0, 3.0],
        gap: vec![f64::NAN, 4.0, 5.0],
        stages: Vec::new(),
        labels: vec![0, 1, 1],
        first: vec![true, false, false],
        revenue: None,
    }
}

/// What is said of each rule on a run without stages.
fn problems(rules: &[Rule]) -> Vec<Option<String>> {
    let mut shop = shop();
    // As many customers as orders, though no stage is known.
    shop.stages = vec![Stage::New; 3];
    shop.judged(|ground| {
        let blind = Ground {
            stages: &[],
            ..*ground
        };
        let counted = blind.count(rules, &[], Language::En);
        let said = counted.rules.into_iter().map(|it| {
            assert_eq!(it.figures.is_some(), it.problem.is_none());
            it.problem
        });
        said.collect()
    })
}

#[test]
fn a_fault_of_the_data_is_located_and_the_nearest_name_offered() {
    let all = vec![
        at_least("orders", 1.0),
        at_least("order", 1.0),
        Condition::Stage {
            stage: Stage::Lapsed,
        },
    ];
    let rules = [
        rule("good", at_least("orders", 2.0)),
        rule("a", Condition::All { all }),
        rule("b", not(at_least("mood", 1.0))),
        rule(
            "c",
            Condition::Stage {
                stage: Stage::Lapsed,
            },
        ),
        rule(
            "d",
            Condition::Group {
                group: Group::Engaged,
            },
        ),
        rule("e", named("goo")),
        rule("f", named("a")),
        rule("g", Condition::Segment { segment: 9 }),
    ];
    let said = problems(&rules);
    let said: Vec<Option<&str>> = said.iter().map(Option::as_deref).collect();
    let of_a = "rules[1].when.all[1].feature: there is no feature “order”; \
                did you mean “orders”?";
    assert_eq!(
        said,
        [
            None,
            Some(of_a),
            Some("rules[2].when.not.feature: there is no feature “mood”"),
            Some(
                "rules[3].when.stage: this file does not tell who is “lapsed”"
            ),
            Some(
                "rules[4].when.group: this file does not tell who is “engaged”"
            ),
            Some(
                "rules[5].when.rule: there is no rule “goo”; did you mean \
                 “good”?"
            ),
            Some(of_a),
            None,
        ]
    );
    // None of these is known before there is data, but a missing rule is.
    let alone = [rules[1].clone(), rules[2].clone(), rules[3].clone()];
    assert_eq!(check(&alone, Language::En), Ok(()));
}

#[test]
fn whatever_the_data_is_a_wrong_rule_is_refused() {
    let deep = (0..MAX_DEPTH).fold(at_least("orders", 1.0), |it, _| not(it));
    let nots = ".not".repeat(MAX_DEPTH);
    let many = (0..=MAX_RULES)
        .map(|it| rule(&it.to_string(), at_least("orders", it as f64)));
    let between = |between| Condition::Between {
        feature: "orders".into(),
        between,
    };
    let cases: Vec<(Vec<Rule>, String)> = vec![
        (vec![rule(" ", named("x"))], "rules[0].name".into()),
        (
            vec![
                rule("x", at_least("orders", 1.0)),
                rule("x", at_least("orders", 2.0)),
            ],
            "rules[1].name".into(),
        ),
        (vec![rule("x", named("y"))], "rules[0].when.rule".into()),
        (vec![rule("x", named("x"))], "rules[0].when.rule".into()),
        (
            vec![rule("x", Condition::Any { any: Vec::new() })],
            "rules[0].when.any".into(),
        ),
        (
            vec![rule("x", at_least("orders", f64::NAN))],
            "rules[0].when.at-least".into(),
        ),
        (
            vec![rule("x", at_least("orders", 1e300))],
            "rules[0].when.at-least".into(),
        ),
        (
            vec![rule("x", between([3.0, 2.0]))],
            "rules[0].when.between".into(),
        ),
        (vec![rule("x", deep)], format!("rules[0].when{nots}")),
        (many.collect(), format!("rules[{MAX_RULES}].name")),
    ];
    for (rules, place) in cases {
        for language in [Language::En, Language::De] {
            match check(&rules, language) {
                Err(RunError::BadRule { at, said }) => {
                    assert_eq!(at, place, "{said}");
                    assert!(!said.is_empty());
                }
                other => panic!("{place}: {other:?}"),
            }
        }
        let last = problems(&rules).pop().flatten();
        assert!(last.expect("the last is wrong").starts_with(&place));
    }
}

#[test]
fn a_circle_of_rules_takes_none_of_the_others_with_it() {
    let rules = [
        rule("a", named("b")),
        rule("b", not(named("c"))),
        rule("c", named("a")),
        rule("free", at_least("orders", 2.0)),
    ];
    let said = problems(&rules);
    for it in &said[..3] {
        let it = it.as_deref().expect("in the circle");
        assert_eq!(it, "rules[2].when.rule: a rule leads back to itself: “a”");
    }
    assert_eq!(said[3], None);
}

#[test]
fn overlaps_need_two_sets_that_can_be_judged() {
    let mut shop = shop();
    shop.stages = vec![Stage::New; 3];
    let good = Condition::Segment { segment: 0 };
    shop.judged(|ground| {
        let of = |sets: &[Condition]| {
            ground.count(&[], sets, Language::En).overlaps
        };
        assert!(of(std::slice::from_ref(&good)).is_none());
        assert!(of(&[good.clone(), named("x")]).is_none());
        assert!(of(&vec![good.clone(); MAX_SETS + 1]).is_none());
        assert!(of(&vec![good.clone(); MAX_SETS]).is_some());
    });
}

#[test]
fn a_condition_is_one_thing() {
    let read = |text: &str| serde_json::from_str::<Condition>(text);
    let good = r#"{"not": {"feature": "orders", "at-least": 3}}"#;
    let condition = read(good).expect("a condition");
    assert_eq!(condition, not(at_least("orders", 3.0)));
    let written = serde_json::to_string(&condition).expect("plain data");
    assert_eq!(written, good.replace(' ', "").replace("3}", "3.0}"));
    for wrong in [
        "{}",
        r#"{"feature": "orders"}"#,
        r#"{"at-least": 3}"#,
        r#"{"feature": "orders", "at-least": 3, "at-most": 4}"#,
        r#"{"feature": "orders", "at-least": 3, "stage": "new"}"#,
        r#"{"stage": "new", "segment": 1}"#,
        r#"{"stage": "new", "at-least": 1}"#,
        r#"{"stage": "old"}"#,
        r#"{"feature": "orders", "exactly": 3}"#,
        r#"{"all": [{}]}"#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

//! Rules in words, and what of them a report may show.

use super::*;

/// Customers of segments of these sizes, whose orders are 0, 1, 2, ….
fn segments(sizes: [usize; 3]) -> Shop {
    let labels = sizes.into_iter().zip(0..);
    let labels = labels.flat_map(|(n, id)| std::iter::repeat_n(id, n));
    let labels: Vec<u32> = labels.collect();
    let n = labels.len();
    Shop {
        orders: (0..n).map(|it| it as f64).collect(),
        gap: vec![0.0; n],
        stages: vec![Stage::New; n],
        labels,
        first: vec![false; n],
        revenue: None,
    }
}

fn words(of: &str, language: Language) -> String {
    let when = serde_json::from_str(of).expect("a condition");
    let rule = Rule {
        name: "it".into(),
        when,
    };
    segments([20, 20, 20]).judged(|ground| {
        let rules = std::slice::from_ref(&rule);
        let words = &ground.count(rules, &[], language).rules[0].words;
        words.replace('\u{a0}', " ")
    })
}

#[test]
fn a_rule_is_told_aloud_in_both_languages() {
    for (rule, en, de) in [
        (
            r#"{"all": [{"feature": "orders", "at-least": 3},
                {"feature": "recency_days", "at-most": 30}]}"#,
            "orders at least 3 and last order at most 30 days ago",
            "Bestellungen mindestens 3 und letzte Bestellung höchstens 30 \
             Tage her",
        ),
        (
            r#"{"any": [{"stage": "at-risk"}, {"not": {"all": [
                {"group": "first-time"}, {"segment": 1}]}}]}"#,
            "at risk or not (first-time buyer and segment “Segment 1”)",
            "gefährdet oder nicht (erster Kauf und Segment „Segment 1“)",
        ),
        (
            r#"{"feature": "revenue", "between": [1234.5, 2000]}"#,
            "revenue from £1,234.50 to £2,000",
            "Umsatz von 1.234,50 £ bis 2.000 £",
        ),
        (
            r#"{"feature": "return_share", "at-most": 0.29}"#,
            "share returned at most 29%",
            "Anteil der Rückgaben höchstens 29 %",
        ),
        (
            r#"{"feature": "gap_mean_days", "missing": true}"#,
            "days between orders not known",
            "Tage zwischen Bestellungen nicht bekannt",
        ),
        (
            r#"{"all": [{"segment": 7}]}"#,
            "segment 7, which is not there",
            "Segment 7, das es nicht gibt",
        ),
        (r#"{"rule": "it"}"#, "“it”", "„it“"),
        (
            r#"{"feature": "recency_days", "at-least": 1}"#,
            "last order at least 1 day ago",
            "letzte Bestellung mindestens 1 Tag her",
        ),
    ] {
        assert_eq!(words(rule, Language::En), en);
        assert_eq!(words(rule, Language::De), de);
    }
}

/// The first so many customers.
fn first(n: f64) -> Condition {
    Condition::AtMost {
        feature: "orders".into(),
        at_most: n - 1.0,
    }
}

/// Which of some rules a report may show.
fn told(shop: &Shop, rules: Vec<Condition>) -> Vec<bool> {
    let rules = rules.into_iter().enumerate().map(|(at, when)| Rule {
        name: at.to_string(),
        when,
    });
    let rules: Vec<Rule> = rules.collect();
    shop.judged(|ground| {
        let counted = ground.count(&rules, &[], Language::En);
        let told = counted.rules.iter();
        told.map(|it| it.figures.expect("judged").may_tell)
            .collect()
    })
}

#[test]
fn a_report_shows_no_rule_that_gives_few_customers_away() {
    let shop = segments([100, 100, 100]);
    let nobody = first(0.0);
    for (rules, expected) in [
        (vec![first(50.0), first(70.0), nobody], vec![true; 3]),
        // Few in it, or few not in it.
        (vec![first(9.0), first(291.0)], vec![false; 2]),
        // One less the other is few.
        (vec![first(50.0), first(59.0)], vec![true, false]),
        (vec![first(50.0), not(first(55.0))], vec![true, false]),
        // A segment less the rule is few; the segment itself is told.
        (vec![first(95.0), first(100.0)], vec![false, true]),
        // The same twice.
        (vec![first(50.0), first(50.0)], vec![true; 2]),
    ] {
        assert_eq!(told(&shop, rules), expected);
    }
    // The two smaller segments are left out of a report, and so is a rule
    // that is one of them.
    let shop = segments([100, 40, 5]);
    let second = Condition::Segment { segment: 1 };
    assert_eq!(told(&shop, vec![second, first(100.0)]), [false, false]);
}

proptest! {
    #[test]
    fn no_two_figures_of_a_report_differ_by_few(
        sizes in prop::array::uniform3(10..60_usize),
        bounds in prop::collection::vec(0..180_u32, 1..9),
    ) {
        let shop = segments(sizes);
        let rules: Vec<Condition> =
            bounds.iter().map(|&it| first(f64::from(it))).collect();
        let told = told(&shop, rules);
        let n = shop.n() as i64;
        let size = |it: u32| i64::from(it).min(n);
        let shown = bounds.iter().zip(&told).filter(|it| *it.1);
        let mut shown: Vec<i64> = shown.map(|it| size(*it.0)).collect();
        // Nobody, everybody, and the first segment, whose customers come
        // first.
        shown.extend([0, n, sizes[0] as i64]);
        for a in &shown {
            for b in &shown {
                prop_assert!(a == b || (a - b).abs() >= 10);
            }
        }
        // Nothing is left out without need.
        for (it, is_told) in bounds.iter().zip(&told) {
            let near = |other: i64| (1..10).contains(&(other - size(*it)).abs());
            let ends = [sizes[0], sizes[0] + sizes[1]].map(|it| it as i64);
            let needed = shown.iter().chain(&ends).any(|&b| near(b));
            prop_assert!(*is_told || needed);
        }
    }
}

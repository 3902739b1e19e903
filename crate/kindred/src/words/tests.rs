use super::*;

const STABLE: Reason = Reason::BestStable {
    stability: 0.88,
    runner_up: Some((5, 0.58)),
};

fn outcome(reason: &Reason) -> Outcome<'_> {
    Outcome {
        found: true,
        k: 4,
        reason,
        natural: true,
        stability: Some(0.88),
        weakest: Some(("One order", 0.81)),
        n_unjudged: 0,
        first: (0.19, 0.69),
        has_money: true,
        n_customers: 2138,
        agreement: &[],
        picked: None,
    }
}

fn both<T>(say: impl Fn(&'static dyn Words) -> T) -> (T, T) {
    (say(of(Language::En)), say(of(Language::De)))
}

#[test]
fn the_answer_comes_first_and_its_doubt_next() {
    let outcome = outcome(&STABLE);
    let (en, de) = both(|words| words.headline(&outcome));
    assert_eq!(
        en,
        "Four groups hold up. The first is 19% of customers and 69% of \
         revenue."
    );
    assert_eq!(
        de,
        "Vier Gruppen halten stand. Die erste ist 19\u{a0}% der Kunden \
         und 69\u{a0}% des Umsatzes."
    );
    let (en, _) = both(|words| words.doubt(&outcome));
    assert_eq!(
        en,
        "Found again on resampled customers they overlap by 88% on \
         average, and data without groups does not look like this. Five \
         groups would come next, but the weakest of them overlaps by \
         only 58%."
    );
}

#[test]
fn what_other_methods_say_is_told() {
    let say = |ward, n_clusters, reason| {
        let asked = |method, n_clusters, adjusted_rand| Agreement {
            method,
            n_clusters,
            outside: 0.12,
            adjusted_rand,
        };
        let agreement = [
            asked(Rival::Ward, 4, Some(ward)),
            asked(Rival::Mixture, 4, Some(0.88)),
            asked(Rival::Hdbscan, n_clusters, None),
        ];
        let outcome = Outcome {
            agreement: &agreement,
            ..outcome(reason)
        };
        both(|words| words.doubt(&outcome))
    };
    let (en, de) = say(0.93, 2, &STABLE);
    let expected = "Other methods find much the same groups (agreement \
                    beyond chance: Ward 93%, Gaussian mixture 88%). \
                    HDBSCAN finds two dense groups by itself, with 12% \
                    of customers in none.";
    assert!(en.ends_with(expected), "{en}");
    assert!(de.contains("weitgehend dieselben Gruppen"), "{de}");
    assert!(de.contains("zwei dichte Gruppen; 12\u{a0}% der"), "{de}");
    let (en, de) = say(0.4, 1, &STABLE);
    assert!(en.contains("Not every method finds these"), "{en}");
    assert!(en.ends_with("HDBSCAN finds one dense group."), "{en}");
    assert!(de.contains("Nicht jedes Verfahren findet"), "{de}");
    let (en, _) = say(0.93, 0, &Reason::GapPrefersOne);
    assert!(!en.contains("Ward"), "{en}");
    assert!(en.ends_with("HDBSCAN finds no dense groups."), "{en}");
    let (en, _) = say(0.93, 2, &Reason::Given);
    assert!(!en.contains("HDBSCAN"), "{en}");
}

#[test]
fn no_structure_is_said_plainly() {
    let reason = Reason::GapPrefersOne;
    let outcome = Outcome {
        found: false,
        natural: false,
        stability: None,
        weakest: None,
        ..outcome(&reason)
    };
    let (en, de) = both(|words| words.headline(&outcome));
    assert!(en.starts_with("No natural groups here."));
    assert!(de.starts_with("Hier gibt es keine natürlichen Gruppen."));
    let (en, de) = both(|words| words.doubt(&outcome));
    assert!(en.contains("a cut by value, not natural groups"));
    assert!(de.contains("nach Wert geschnitten"));
}

#[test]
fn weak_groups_small_shops_and_given_numbers_are_said_so() {
    let weak = Outcome {
        stability: Some(0.62),
        weakest: Some(("Frequent", 0.41)),
        n_customers: 120,
        ..outcome(&STABLE)
    };
    let (en, de) = both(|words| words.headline(&weak));
    assert!(en.contains("loosely"), "{en}");
    assert!(de.contains("lose"), "{de}");
    let (en, de) = both(|words| words.doubt(&weak));
    assert!(en.contains("“Frequent” is doubtful: 41%."), "{en}");
    assert!(en.contains("120 customers are few"), "{en}");
    assert!(de.contains("„Frequent“ ist zweifelhaft"), "{de}");
    let given = Outcome {
        natural: false,
        ..outcome(&Reason::Given)
    };
    let (en, de) = both(|words| words.doubt(&given));
    assert!(en.ends_with("shows no natural groups."), "{en}");
    assert!(de.ends_with("keine natürlichen Gruppen."), "{de}");
}

#[test]
fn groups_that_could_not_be_judged_are_said_so() {
    let say = |n_unjudged| {
        let some = Outcome {
            n_unjudged,
            ..outcome(&STABLE)
        };
        both(|words| words.doubt(&some))
    };
    let (en, de) = say(1);
    assert!(en.contains("One of the groups could not be judged"), "{en}");
    assert!(de.contains("Eine der Gruppen ließ sich nicht"), "{de}");
    let (en, de) = say(2);
    assert!(en.contains("Two of the groups could not be judged"), "{en}");
    assert!(de.contains("Zwei der Gruppen ließen sich nicht"), "{de}");
}

#[test]
fn one_group_asked_for_is_no_finding() {
    let asked = Outcome {
        k: 1,
        stability: None,
        weakest: None,
        ..outcome(&Reason::Given)
    };
    let (en, de) = both(|words| words.headline(&asked));
    assert_eq!(en, "One group, as asked for: all 2,138 customers.");
    assert_eq!(de, "Eine Gruppe, wie verlangt: alle 2.138 Kunden.");
    let (en, de) = both(|words| words.doubt(&asked));
    assert!(en.ends_with("the data shows groups."), "{en}");
    assert!(de.ends_with("zeigen die Daten Gruppen."), "{de}");
}

#[test]
fn a_portrait_reads_as_a_sentence() {
    let pound = Currency {
        name: Some("£"),
        minor_digits: 2,
    };
    let portrait = Portrait {
        orders: Some(9.0),
        recency_days: Some(8.0),
        tenure_days: Some(366.0),
        gap_days: Some(40.0),
        products: Some(125.0),
        order_value: Some(331.98),
    };
    let (en, de) = both(|words| words.why(&portrait, &pound));
    assert_eq!(
        en.replace('\u{a0}', " "),
        "Typically 9 orders in 12 months, 125 different products, \
         £331.98 an order; last order 8 days ago."
    );
    assert_eq!(
        de.replace('\u{a0}', " "),
        "Typisch: 9 Bestellungen in 12 Monaten, 125 verschiedene \
         Produkte, 331,98 £ je Bestellung; zuletzt vor 8 Tagen."
    );
}

#[test]
fn a_rule_keeps_its_units_and_tells_both_bounds_together() {
    let none = Currency::default();
    let say = |words: &'static dyn Words, name: &str, unit, low, high| {
        let bounds = Bounds {
            at_least: low,
            at_most: high,
        };
        words
            .condition(words.feature(name), unit, bounds, &none)
            .replace('\u{a0}', " ")
    };
    let (en, de) = both(|words| {
        [
            say(words, "recency_days", Unit::Days, None, Some(70.0)),
            say(words, "orders", Unit::Orders, Some(2.0), Some(4.0)),
            say(words, "return_share", Unit::Share, Some(0.255), None),
        ]
    });
    assert_eq!(
        en,
        [
            "last order ≤ 70 days ago",
            "orders from 2 to 4",
            "share returned ≥ 25.5%",
        ]
    );
    assert_eq!(
        de,
        [
            "letzte Bestellung ≤ 70 Tage her",
            "Bestellungen von 2 bis 4",
            "Anteil der Rückgaben ≥ 25,5 %",
        ]
    );
}

//! Rules against sets of positions, which is what they mean.

mod refused;
mod shown;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::groups::Members;

/// A made-up run of as many customers as there are stages.
#[derive(Clone, Debug)]
pub(super) struct Shop {
    pub orders: Vec<f64>,
    pub gap: Vec<f64>,
    pub stages: Vec<Stage>,
    pub labels: Vec<u32>,
    pub first: Vec<bool>,
    pub revenue: Option<Vec<i64>>,
}

impl Shop {
    pub(super) fn n(&self) -> usize {
        self.stages.len()
    }

    /// What a test does with the run as rules see it.
    pub(super) fn judged<T>(&self, test: impl Fn(&Ground<'_>) -> T) -> T {
        let n = self.n();
        let first = Bits::of(n, &|it| self.first[it]);
        let groups = [Members {
            group: Group::FirstTime,
            customers: first,
        }];
        let features = [
            ("orders", &*self.orders),
            ("gap_mean_days", &*self.gap),
            ("recency_days", &*self.orders),
            ("revenue", &*self.orders),
            ("return_share", &*self.gap),
        ];
        let segments = [0, 1, 2].map(|id| self.segment(id));
        test(&Ground {
            n_customers: n,
            features: &features,
            stages: &self.stages,
            groups: &groups,
            labels: &self.labels,
            segments: &segments,
            revenue: self.revenue.as_deref(),
            n_lines: &vec![2; n],
            currency: Currency {
                name: Some("£"),
                minor_digits: 2,
            },
        })
    }

    fn segment(&self, id: u32) -> Segment {
        let size = self.labels.iter().filter(|&&it| it == id).count();
        Segment {
            id,
            outside: false,
            stage: None,
            own: None,
            name: format!("Segment {id}"),
            why: String::new(),
            size: size as u64,
            share_of_customers: 0.0,
            share_of_revenue: 0.0,
            revenue: None,
            stability: None,
            rule: String::new(),
            conditions: Vec::new(),
            precision: 0.0,
            recall: 0.0,
            profile: Vec::new(),
            next: String::new(),
        }
    }

    /// The same by looking at each customer: the slow twin.
    fn slow(&self, of: &Condition, rules: &[Rule]) -> BTreeSet<usize> {
        let all: BTreeSet<usize> = (0..self.n()).collect();
        let those = |holds: &dyn Fn(usize) -> bool| -> BTreeSet<usize> {
            all.iter().copied().filter(|&it| holds(it)).collect()
        };
        let value = |feature: &str, it: usize| match feature {
            "orders" => self.orders[it],
            _ => self.gap[it],
        };
        match of {
            Condition::All { all: parts } => parts
                .iter()
                .map(|it| self.slow(it, rules))
                .reduce(|a, b| &a & &b)
                .expect("one at least"),
            Condition::Any { any } => {
                any.iter().flat_map(|it| self.slow(it, rules)).collect()
            }
            Condition::Not { not } => &all - &self.slow(not, rules),
            Condition::AtLeast { feature, at_least } => {
                those(&|it| value(feature, it) >= *at_least)
            }
            Condition::AtMost { feature, at_most } => {
                those(&|it| value(feature, it) <= *at_most)
            }
            Condition::Between { feature, between } => those(&|it| {
                (between[0]..=between[1]).contains(&value(feature, it))
            }),
            Condition::Missing { feature, missing } => {
                those(&|it| value(feature, it).is_nan() == *missing)
            }
            Condition::Stage { stage } => {
                those(&|it| self.stages[it] == *stage)
            }
            Condition::Group { .. } => those(&|it| self.first[it]),
            Condition::Segment { segment } => {
                those(&|it| self.labels[it] == *segment)
            }
            Condition::Rule { rule } => {
                let named = rules.iter().find(|it| it.name == *rule);
                self.slow(&named.expect("a rule").when, rules)
            }
        }
    }
}

/// The customers of a condition.
pub(super) fn set(
    ground: &Ground<'_>,
    of: &Condition,
    rules: &[Rule],
) -> BTreeSet<usize> {
    let mut judge = Judge::new(rules, Some(ground));
    let set = judge.set(of, "it", 1).expect("a good condition");
    let all: BTreeSet<usize> = set.iter().collect();
    assert_eq!(set.len(), all.len() as u64);
    assert_eq!(set.is_empty(), all.is_empty());
    all
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![4 => (0..6_u32).prop_map(f64::from), 1 => Just(f64::NAN)]
}

pub(super) fn shop() -> impl Strategy<Value = Shop> {
    let stage = prop::sample::select(Stage::ALL.to_vec());
    let one = (value(), value(), stage, 0..3_u32, any::<bool>(), -9..99_i64);
    let many = prop::collection::vec(one, 1..200);
    (many, any::<bool>()).prop_map(|(all, has_money)| {
        let revenue = all.iter().map(|it| it.5).collect();
        Shop {
            orders: all.iter().map(|it| it.0).collect(),
            gap: all.iter().map(|it| it.1).collect(),
            stages: all.iter().map(|it| it.2).collect(),
            labels: all.iter().map(|it| it.3).collect(),
            first: all.iter().map(|it| it.4).collect(),
            revenue: has_money.then_some(revenue),
        }
    })
}

/// A condition; `earlier` rules are named `0`, `1`, ….
fn condition(earlier: usize) -> BoxedStrategy<Condition> {
    let feature = || {
        let names = vec!["orders".to_owned(), "gap_mean_days".to_owned()];
        prop::sample::select(names)
    };
    let bound = || (0..6_u32).prop_map(f64::from);
    let leaf = prop_oneof![
        (feature(), bound()).prop_map(|(feature, at_least)| {
            Condition::AtLeast { feature, at_least }
        }),
        (feature(), bound()).prop_map(|(feature, at_most)| {
            Condition::AtMost { feature, at_most }
        }),
        (feature(), bound(), bound()).prop_map(|(feature, a, b)| {
            let between = [a.min(b), a.max(b)];
            Condition::Between { feature, between }
        }),
        (feature(), any::<bool>()).prop_map(|(feature, missing)| {
            Condition::Missing { feature, missing }
        }),
        prop::sample::select(Stage::ALL.to_vec())
            .prop_map(|stage| Condition::Stage { stage }),
        Just(Condition::Group {
            group: Group::FirstTime
        }),
        (0..4_u32).prop_map(|segment| Condition::Segment { segment }),
        (0..earlier.max(1)).prop_map(move |it| match earlier {
            0 => Condition::Segment { segment: 0 },
            _ => Condition::Rule {
                rule: it.to_string()
            },
        }),
    ];
    let joined = leaf.prop_recursive(3, 12, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            parts().prop_map(|all| Condition::All { all }),
            parts().prop_map(|any| Condition::Any { any }),
            inner.clone().prop_map(not),
        ]
    });
    joined.boxed()
}

fn not(it: Condition) -> Condition {
    Condition::Not { not: Box::new(it) }
}

fn both(a: &Condition, b: &Condition) -> Condition {
    Condition::All {
        all: vec![a.clone(), b.clone()],
    }
}

fn either(a: &Condition, b: &Condition) -> Condition {
    Condition::Any {
        any: vec![a.clone(), b.clone()],
    }
}

/// Three rules, each of which may name those before it; the last comes first,
/// so that rules are judged before those that they name.
fn rules() -> impl Strategy<Value = Vec<Rule>> {
    (condition(0), condition(1), condition(2)).prop_map(|(a, b, c)| {
        let named = [a, b, c].into_iter().enumerate().map(|(at, when)| Rule {
            name: at.to_string(),
            when,
        });
        named.rev().collect()
    })
}

proptest! {
    #[test]
    fn rules_are_the_sets_that_they_say(shop in shop(), rules in rules()) {
        shop.judged(|ground| {
            let mut judge = Judge::new(&rules, Some(ground));
            for (at, rule) in rules.iter().enumerate() {
                let fast: BTreeSet<usize> =
                    judge.rule(at).expect("a good rule").iter().collect();
                assert_eq!(fast, shop.slow(&rule.when, &rules));
            }
        });
    }

    #[test]
    fn sets_keep_the_laws_of_sets(
        shop in shop(),
        a in condition(0),
        b in condition(0),
        c in condition(0),
    ) {
        shop.judged(|ground| {
            let set = |it: Condition| set(ground, &it, &[]);
            let without = |a: &Condition, b: &Condition| both(a, &not(b.clone()));
            // De Morgan.
            assert_eq!(
                set(not(both(&a, &b))),
                set(either(&not(a.clone()), &not(b.clone())))
            );
            assert_eq!(set(not(not(a.clone()))), set(a.clone()));
            // One shared out over the other.
            assert_eq!(
                set(both(&a, &either(&b, &c))),
                set(either(&both(&a, &b), &both(&a, &c)))
            );
            // What is taken away and what is kept make the whole.
            let parts = either(&without(&a, &b), &both(&a, &b));
            assert_eq!(set(parts), set(a.clone()));
            assert!(set(both(&without(&a, &b), &b)).is_empty());
            assert_eq!(set(without(&a, &b)), &set(a.clone()) - &set(b.clone()));
        });
    }

    #[test]
    fn figures_are_sums_over_the_customers(
        shop in shop(),
        when in condition(0),
    ) {
        let members = shop.slow(&when, &[]);
        let rule = Rule { name: "it".into(), when };
        shop.judged(|ground| {
            let rules = std::slice::from_ref(&rule);
            let counted = ground.count(rules, &[], Language::En);
            let figures = counted.rules[0].figures.expect("judged");
            assert_eq!(figures.customers, members.len() as u64);
            let share = members.len() as f64 / shop.n() as f64;
            assert_eq!(figures.share_of_customers, share);
            let revenue = shop.revenue.as_ref();
            let sum = revenue.map(|it| members.iter().map(|&m| it[m]).sum());
            assert_eq!(figures.revenue, sum);
            let whole: i64 = revenue.map_or(1, |it| it.iter().sum());
            if revenue.is_none() {
                assert_eq!(figures.share_of_revenue, share);
            } else if whole > 0 {
                let part = sum.expect("there is money") as f64;
                assert_eq!(figures.share_of_revenue, part / whole as f64);
            }
            let known = members.iter().map(|&it| shop.orders[it]);
            let known: Vec<f64> = known.filter(|it| !it.is_nan()).collect();
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            assert_eq!(figures.orders, (!known.is_empty()).then_some(mean));
            assert_eq!(counted.overlaps, None);
        });
    }

    #[test]
    fn overlaps_are_who_is_in_just_these_sets(
        shop in shop(),
        sets in prop::collection::vec(condition(0), 2..8),
    ) {
        let members: Vec<_> = sets.iter().map(|it| shop.slow(it, &[])).collect();
        let mut counts = std::collections::BTreeMap::<Vec<usize>, u64>::new();
        for customer in 0..shop.n() {
            let of = (0..sets.len()).filter(|&s| members[s].contains(&customer));
            *counts.entry(of.collect()).or_default() += 1;
        }
        let nobody = counts.remove(&Vec::new()).unwrap_or_default();
        shop.judged(|ground| {
            let counted = ground.count(&[], &sets, Language::En);
            let found = counted.overlaps.expect("as many sets as may be");
            assert_eq!(found.nobody, nobody);
            assert_eq!(found.patterns.len(), counts.len().min(30));
            assert_eq!(found.n_others, counts.len().saturating_sub(30));
            for it in &found.patterns {
                assert_eq!(counts.get(&it.sets), Some(&it.customers));
            }
            let told: u64 = found.patterns.iter().map(|it| it.customers).sum();
            let all = nobody + told + found.others;
            assert_eq!(all, shop.n() as u64);
            let sorted = |it: &[Overlap]| it[0].customers >= it[1].customers;
            assert!(found.patterns.windows(2).all(sorted));
            let sizes = found.sets.iter().zip(&members);
            assert!(sizes.into_iter().all(|(it, of)| {
                it.customers == of.len() as u64
            }));
        });
    }
}

#[test]
fn a_customer_without_the_feature_is_in_no_comparison() {
    let shop = Shop {
        orders: vec![1.0, f64::NAN, 3.0],
        gap: vec![f64::NAN; 3],
        stages: vec![Stage::New; 3],
        labels: vec![0; 3],
        first: vec![false; 3],
        revenue: None,
    };
    let feature = || "orders".to_owned();
    let all = [
        Condition::AtLeast {
            feature: feature(),
            at_least: -MAX_VALUE,
        },
        Condition::AtMost {
            feature: feature(),
            at_most: MAX_VALUE,
        },
        Condition::Between {
            feature: feature(),
            between: [-MAX_VALUE, MAX_VALUE],
        },
        Condition::Missing {
            feature: feature(),
            missing: false,
        },
    ];
    shop.judged(|ground| {
        for it in &all {
            assert_eq!(set(ground, it, &[]), BTreeSet::from([0, 2]));
            let others = not(it.clone());
            assert_eq!(set(ground, &others, &[]), BTreeSet::from([1]));
        }
    });
}

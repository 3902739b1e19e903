use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{encode::columns_of, survey::scored, *};
use crate::{
    disclose::may_tell,
    features::Unit,
    plan::Language,
    segment::{Grouping, Kind, Part},
    words,
};

fn words_en() -> &'static AttributeWords {
    words::of(Language::En).attributes()
}

fn levels(names: &[&str], of: &[f64]) -> Attribute {
    let count = |at: usize| of.iter().filter(|it| **it == at as f64).count();
    Attribute {
        column: "country".into(),
        file: None,
        side: Side::Profile,
        values: Values::Levels {
            names: names.iter().map(|&it| it.to_owned()).collect(),
            of: of.to_vec(),
            counts: (0..names.len()).map(|at| count(at) as u64).collect(),
        },
    }
}

fn numbers(column: &str, values: Vec<f64>) -> Attribute {
    Attribute {
        column: column.into(),
        file: None,
        side: Side::Profile,
        values: Values::Numbers(values),
    }
}

/// Segments of these labels.
fn grouped(labels: Vec<u32>, k: usize) -> Grouping {
    let size =
        |at: usize| labels.iter().filter(|it| **it == at as u32).count();
    let part = |at| Part {
        size: size(at) as u64,
        ..Part::default()
    };
    Grouping {
        kind: Kind::Groups,
        k,
        confidence: vec![1.0; labels.len()],
        parts: (0..k).map(part).collect(),
        labels,
        outside: None,
        tree: None,
        picked: None,
        by_centres: false,
    }
}

fn told(all: Vec<Attribute>, grouping: &Grouping) -> Vec<told::AttributeTold> {
    let attributes = Attributes {
        all,
        ..Attributes::default()
    };
    attributes.told(&[], grouping, words_en())
}

/// A table of the oracle: of each record its cells.
fn oracle(name: &str) -> Vec<Vec<String>> {
    let path = ::tests::tree::root().join("tests/oracle").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let records = text.lines().skip(1);
    let cells = |it: &str| it.split(',').map(str::to_owned).collect();
    records.map(cells).collect()
}

fn near(own: f64, other: f64) -> bool {
    (own - other).abs() <= 1e-9 * other.abs().max(1.0)
}

/// Films that the same people rated: `[film][person]`, `NaN` where not.
fn films(ids: &[u32]) -> Option<Vec<Vec<f64>>> {
    let bytes = ::tests::data::bytes("movielens_small/ratings.csv.gz")?;
    let text = String::from_utf8(bytes).unwrap();
    let mut people: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let film: u32 = cells[1].parse().unwrap();
        if let Some(at) = ids.iter().position(|it| *it == film) {
            let own = people.entry(cells[0].parse().unwrap());
            let own = own.or_insert_with(|| vec![f64::NAN; ids.len()]);
            own[at] = cells[2].parse().unwrap();
        }
    }
    let of = |at: usize| people.values().map(|it| it[at]).collect();
    Some((0..ids.len()).map(of).collect())
}

fn figures_of(name: &str, ids: &[u32], turned: Option<usize>) -> Option<()> {
    let mut answers = films(ids)?;
    if let Some(at) = turned {
        answers[at].iter_mut().for_each(|it| *it = 6.0 - *it);
    }
    let slices: Vec<&[f64]> = answers.iter().map(Vec::as_slice).collect();
    let found = scored(&slices, 5);
    let survey = &found.survey;
    let mut own: BTreeMap<String, f64> = BTreeMap::new();
    let mut add = |name: &str, value: f64| own.insert(name.into(), value);
    add("n", survey.n_complete as f64);
    add("alpha", survey.alpha?);
    add("low", survey.interval?.0);
    add("high", survey.interval?.1);
    add("kept", survey.kept?);
    for (at, item) in found.items.iter().enumerate() {
        add(&format!("loading-{at}"), item.loading);
        add(
            &format!("reversed-{at}"),
            f64::from(u8::from(item.reversed)),
        );
        add(&format!("rest-{at}"), item.rest);
    }
    let is_whole = |at: &usize| slices.iter().all(|it| !it[*at].is_nan());
    if let Some(score) = &found.score {
        let whole = (0..score.len()).filter(is_whole);
        let score: Vec<f64> = whole.map(|at| score[at]).collect();
        add("score-mean", numeric::stats::mean(&score)?);
        add("score-sd", numeric::stats::variance(&score)?.sqrt());
    }
    let mut n_compared = 0;
    for record in oracle("survey.csv").iter().filter(|it| it[0] == name) {
        let other: f64 = record[2].parse().unwrap();
        if let Some(own) = own.get(&record[1]) {
            assert!(near(*own, other), "{name} {} {own} {other}", record[1]);
            n_compared += 1;
        }
    }
    assert_eq!(n_compared, own.len(), "{name}");
    assert_eq!(found.score.is_none(), name == "mixed");
    Some(())
}

#[test]
fn blocks_of_real_answers_have_numpys_alpha_and_component() {
    let _ = figures_of("star-wars", &[260, 1196, 1210], None);
    let rings = [4993, 5952, 7153, 2571];
    let _ = figures_of("rings", &rings, Some(2));
    // Films that have little in common: no score.
    let _ = figures_of("mixed", &[318, 356, 296, 593], None);
}

/// Answers that agree, `[question][customer]`, of which the last runs
/// against the others.
fn agreeing(n: usize) -> Vec<Vec<f64>> {
    let mut rng = numeric::Rng::new(5);
    let truth: Vec<f64> = (0..n).map(|_| 1.0 + 4.0 * rng.uniform()).collect();
    let mut answer = |turn: bool| -> Vec<f64> {
        let given = truth.iter().map(|it| {
            let noisy = it + 1.2 * (rng.uniform() - 0.5);
            let given = noisy.round().clamp(1.0, 5.0);
            if turn { 6.0 - given } else { given }
        });
        given.collect()
    };
    vec![answer(false), answer(false), answer(false), answer(true)]
}

fn surveyed(answers: Vec<Vec<f64>>) -> Attributes {
    let named = answers.into_iter().enumerate();
    let mut found = Attributes {
        all: named
            .map(|(at, it)| numbers(&format!("trust_{}", at + 1), it))
            .collect(),
        ..Attributes::default()
    };
    found.score();
    found
}

#[test]
fn a_block_that_agrees_is_one_score_and_says_what_was_turned() {
    let found = surveyed(agreeing(200));
    let [survey] = &*found.surveys else {
        panic!("one block: {:?}", found.surveys);
    };
    assert_eq!((survey.name.as_str(), survey.refused), ("trust", None));
    let turned: Vec<bool> =
        survey.items.iter().map(|it| it.reversed).collect();
    assert_eq!(turned, [false, false, false, true]);
    assert!(survey.alpha.unwrap() > 0.8);
    let [score] = &*found.all else {
        panic!("the answers became the score: {:?}", found.all);
    };
    assert_eq!((score.column.as_str(), score.side), ("trust", Side::Voice));
    let Values::Numbers(values) = &score.values else {
        panic!("a score is a number");
    };
    assert!(values.iter().all(|it| (1.0..=5.0).contains(it)));
}

#[test]
fn a_block_that_does_not_agree_stays_as_it_is_and_says_why() {
    let mut rng = numeric::Rng::new(9);
    let mut noise = || {
        (0..150)
            .map(|_| 1.0 + (5.0 * rng.uniform()).floor())
            .collect()
    };
    let found = surveyed(vec![noise(), noise(), noise()]);
    assert_eq!(found.surveys[0].refused, Some(Refusal::Weak));
    assert!(found.surveys[0].alpha.unwrap() < 0.6);
    assert_eq!(found.all.len(), 3);
    let few = surveyed(agreeing(29));
    assert_eq!(few.surveys[0].refused, Some(Refusal::TooFew));
    assert_eq!(few.surveys[0].alpha, None);
}

#[test]
fn who_answered_half_has_a_score_and_who_answered_less_has_none() {
    let mut answers = agreeing(100);
    (answers[0][0], answers[1][0]) = (f64::NAN, f64::NAN);
    for answer in answers.iter_mut().take(3) {
        answer[1] = f64::NAN;
    }
    let found = surveyed(answers);
    let Values::Numbers(values) = &found.all[0].values else {
        panic!("a score is a number");
    };
    assert!(!values[0].is_nan() && values[1].is_nan());
}

#[test]
fn what_is_no_answer_makes_no_block() {
    let mut found = Attributes {
        all: vec![
            numbers("a1", vec![1.0; 40]),
            numbers("a2", vec![9.0; 40]),
            numbers("a3", vec![2.5; 40]),
            numbers("b", vec![3.0; 40]),
        ],
        ..Attributes::default()
    };
    found.score();
    assert!(found.surveys.is_empty() && found.all.len() == 4);
}

#[test]
fn shares_in_groups_are_those_of_pandas_and_scipy() {
    let name = "marketing_campaign/marketing_campaign.csv";
    let Some(bytes) = ::tests::data::bytes(name) else {
        return;
    };
    let text = String::from_utf8(bytes).unwrap();
    let people: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|it| it.split(',').collect())
        .collect();
    let label = |it: &Vec<&str>| {
        let income: f64 = it[4].parse().unwrap_or(0.0);
        u32::from(income >= 40_000.0) + u32::from(income >= 65_000.0)
    };
    let grouping = grouped(people.iter().map(label).collect(), 3);
    let attribute = |column: &str, at: usize| {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for it in &people {
            *counts.entry(it[at]).or_default() += 1;
        }
        let mut names: Vec<(&str, u64)> = counts.into_iter().collect();
        names.sort_by_key(|it| std::cmp::Reverse(it.1));
        let names: Vec<&str> = names.iter().map(|it| it.0).collect();
        let place = |it: &Vec<&str>| {
            names.iter().position(|n| *n == it[at]).unwrap() as f64
        };
        let of: Vec<f64> = people.iter().map(place).collect();
        Attribute {
            column: column.into(),
            ..levels(&names, &of)
        }
    };
    let all = vec![attribute("Education", 2), attribute("Marital_Status", 3)];
    let told = told(all, &grouping);
    let mut n_compared = 0;
    for record in oracle("attributes.csv") {
        let attribute = told.iter().find(|it| it.column == record[0]);
        let mut levels = attribute.unwrap().levels.iter();
        let level = levels.find(|it| it.level == record[1]).unwrap();
        let cell = &level.segments[record[2].parse::<usize>().unwrap()];
        let count: u64 = record[3].parse().unwrap();
        if let (Some(share), Some(index)) = (cell.share, cell.index) {
            assert_eq!(share.count, count);
            assert!(near(index, record[4].parse().unwrap()), "{record:?}");
            n_compared += 1;
        }
        assert!(may_tell(count) || cell.share.is_none());
    }
    assert!(n_compared > 20, "{n_compared}");
    let basic = told[0].levels.iter().find(|it| it.level == "Basic");
    assert!(basic.unwrap().segments[0].differs);
    let others = &told[1].levels.last().unwrap();
    assert_eq!((others.level.as_str(), others.all), ("others", None));
}

#[test]
fn the_columns_of_levels_weigh_as_one_feature_whatever_their_number() {
    for n_levels in [2, 3, 7] {
        let of: Vec<f64> = (0..210).map(|i| f64::from(i % n_levels)).collect();
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let attribute = levels(&names[..n_levels as usize], &of);
        let columns = columns_of(&attribute, words_en());
        assert_eq!(columns.len(), n_levels as usize);
        let variances = columns.iter().map(|it| {
            let spread = it.part.as_ref().unwrap().spread;
            numeric::stats::population_variance(&it.values).unwrap()
                / (spread * spread)
        });
        assert!(near(variances.sum(), 1.0), "{n_levels}");
    }
}

#[test]
fn rare_levels_are_others_and_what_is_not_known_is_a_level() {
    let mut of = vec![0.0; 60];
    of.extend([1.0; 30]);
    of.extend([2.0; 9]);
    of.extend([f64::NAN; 12]);
    let columns = columns_of(&levels(&["a", "b", "c"], &of), words_en());
    let titles = columns.iter().map(|it| it.said.as_ref().unwrap());
    let titles: Vec<&str> = titles.map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "country: a",
            "country: b",
            "country: others",
            "country: not known"
        ]
    );
    let sums = columns.iter().map(|it| it.values.iter().sum::<f64>());
    assert_eq!(sums.collect::<Vec<_>>(), [60.0, 30.0, 9.0, 12.0]);
    // Few of whom nothing is known are among the others.
    of.truncate(103);
    let columns = columns_of(&levels(&["a", "b", "c"], &of), words_en());
    assert_eq!(columns.len(), 3);
    assert_eq!(columns[2].values.iter().sum::<f64>(), 13.0);
}

#[test]
fn many_levels_are_told_by_how_frequent_the_own_one_is() {
    let names: Vec<String> = (0..30).map(|it| format!("city {it}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let of: Vec<f64> = (0..330).map(|i| f64::from(i % 30)).collect();
    let columns = columns_of(&levels(&names, &of), words_en());
    assert_eq!((columns.len(), columns[0].unit), (1, Unit::Share));
    assert!(columns[0].values.iter().all(|it| near(*it, 11.0 / 330.0)));
}

#[test]
fn a_number_missing_of_many_shares_its_vote_with_who_that_is() {
    let mut values: Vec<f64> = (0..50).map(f64::from).collect();
    values.extend([f64::NAN; 10]);
    let columns = columns_of(&numbers("age", values.clone()), words_en());
    assert_eq!(columns.len(), 2);
    let votes = columns.iter().map(|it| it.part.as_ref().unwrap().votes);
    assert_eq!(votes.collect::<Vec<_>>(), [2.0, 2.0]);
    values.truncate(59);
    let columns = columns_of(&numbers("age", values), words_en());
    assert_eq!(columns.len(), 1);
    assert_eq!(columns[0].part.as_ref().unwrap().votes, 1.0);
}

#[test]
fn numbers_are_told_in_bands_that_hold_everybody_once() {
    let values: Vec<f64> = (0..100).map(f64::from).collect();
    let labels = (0..100).map(|i| u32::from(i >= 50)).collect();
    let told = told(vec![numbers("age", values)], &grouped(labels, 2));
    let levels = &told[0].levels;
    let titles: Vec<&str> = levels.iter().map(|it| &*it.level).collect();
    assert_eq!(
        titles,
        ["≤ 24.75", "> 24.75 – 49.5", "> 49.5 – 74.25", "> 74.25"]
    );
    let counts = levels.iter().map(|it| it.all.unwrap().count);
    assert_eq!(counts.sum::<u64>(), 100);
    assert!(levels.iter().all(|it| it.segments[0].differs));
    assert_eq!(levels[0].segments[0].index, Some(2.0));
}

#[test]
fn one_segment_differs_in_nothing() {
    let of: Vec<f64> = (0..60).map(|i| f64::from(i % 2)).collect();
    let told = told(vec![levels(&["a", "b"], &of)], &grouped(vec![0; 60], 1));
    let mut cells = told[0].levels.iter().flat_map(|it| &it.segments);
    assert!(cells.all(|it| it.index == Some(1.0) && !it.differs));
}

proptest! {
    #[test]
    fn no_small_count_is_told_nor_its_share(
        of in prop::collection::vec(0..4_u8, 30..120),
        labels in prop::collection::vec(0..3_u32, 120),
    ) {
        let labels: Vec<u32> = labels[..of.len()].to_vec();
        let of: Vec<f64> = of.iter().map(|it| f64::from(*it)).collect();
        let names = ["a", "b", "c", "d"];
        let told = told(vec![levels(&names, &of)], &grouped(labels, 3));
        for level in &told[0].levels {
            let cells = level.segments.iter().map(|it| it.share);
            for share in cells.chain([level.all]).flatten() {
                prop_assert!(may_tell(share.count));
            }
            let hidden = level.segments.iter().filter(|it| it.share.is_none());
            let n_hidden = hidden.count() + usize::from(level.all.is_none());
            let known = level.segments.iter().filter_map(|it| it.share);
            let is_else_empty = known.map(|it| it.count).sum::<u64>() == 0;
            prop_assert!(n_hidden != 1 || is_else_empty, "{level:?}");
        }
    }
}

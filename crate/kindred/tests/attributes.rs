//! What files tell of customers beside what they bought: from the files to
//! the analysis.

use crate::support;
use crate::support::{ROLES, plan, read};
use cluster::{Method, k_medoids, k_prototypes, latent_class};
use kindred::executor::Serial;
use kindred::features::Side;
use kindred::plan::{SourceKind, SourcePlan};
use kindred::role::{ColumnRole, Role};
use kindred::{Plan, Run, RunError, run};
use table::{ReadOptions, Table};

/// 90 who buy often and well, 150 who bought once. The often live in Ulm
/// four times of five, the others in Bonn.
fn purchases() -> Table {
    let mut text = String::from("customer,day,amount\n");
    for customer in 0..90 {
        for order in 0..6 + customer % 5 {
            let (month, day) = (3 + order % 9, 1 + (customer * 7) % 28);
            let units = 40 + (customer * 31 + order * 17) % 60;
            text +=
                &format!("{customer},2024-{month:02}-{day:02},{units}.00\n");
        }
    }
    for customer in 90..240 {
        let (month, day) = (3 + customer % 9, 1 + (customer * 11) % 28);
        let units = 5 + (customer * 13) % 12;
        text += &format!("{customer},2024-{month:02}-{day:02},{units}.00\n");
    }
    read("orders.csv", text.as_bytes())
}

const HEAD: &str = "who,city,age,since,planet,empty,id\n";

/// One who bought nothing stands in the file too.
fn people() -> Table {
    let mut text = String::from(HEAD);
    for who in 0..241 {
        let often = (who < 90) == (who % 5 > 0);
        let city = if often { "Ulm" } else { "Bonn" };
        let age = match who % 8 {
            0 => String::new(),
            _ => format!("{}", 20 + (who * 37) % 50),
        };
        let day = 1 + who % 28;
        text +=
            &format!("{who},{city},{age},2023-02-{day:02},Earth,,x{who}\n");
    }
    read("people.csv", text.as_bytes())
}

fn source(kind: SourceKind, roles: &[(&str, Role)]) -> SourcePlan {
    let role = |&(column, role): &(&str, Role)| ColumnRole {
        column: column.into(),
        role,
        confidence: 1.0,
    };
    SourcePlan {
        kind,
        reading: ReadOptions::default(),
        roles: roles.iter().map(role).collect(),
        key: None,
        repairs: Vec::new(),
        preset: None,
    }
}

const PEOPLE: &[(&str, Role)] = &[
    ("who", Role::CustomerId),
    ("city", Role::Attribute),
    ("age", Role::Attribute),
    ("since", Role::Attribute),
    ("planet", Role::Attribute),
    ("empty", Role::Attribute),
    ("id", Role::Attribute),
];

fn both() -> Plan {
    let mut plan = plan(ROLES);
    plan.choice.n_resamples = 20;
    plan.sources.push(source(SourceKind::Customers, PEOPLE));
    plan
}

fn forming(names: &[&str]) -> Plan {
    let mut plan = both();
    let names = names.iter().map(|&it| it.to_owned());
    plan.recipe.features = names.collect();
    plan
}

fn going(plan: &Plan) -> Run {
    let tables = [purchases(), people()];
    pollster::block_on(run(&tables, plan, &Serial)).expect("a good run")
}

fn formed(run: &Run) -> Vec<&str> {
    let used = run.analysis.features.iter().filter(|it| it.in_segments);
    used.map(|it| it.name.as_str()).collect()
}

/// The records of one file of purchases with these columns beside.
fn beside(columns: &str, told: impl Fn(usize, usize) -> String) -> Run {
    let mut text = format!("customer,day,amount,{columns}\n");
    for who in 0..60 {
        for order in 0..1 + who % 4 {
            let day = 1 + (who * 7 + order) % 28;
            let units = 10 + (who * 13) % 40;
            let told = told(who, order);
            text += &format!("{who},2024-05-{day:02},{units}.00,{told}\n");
        }
    }
    let mut plan = plan(ROLES);
    plan.choice.n_resamples = 20;
    let roles = &mut plan.sources[0].roles;
    roles.extend(columns.split(',').map(|column| ColumnRole {
        column: column.into(),
        role: Role::Attribute,
        confidence: 1.0,
    }));
    support::go(&read("shop.csv", text.as_bytes()), &plan)
}

#[test]
fn attributes_describe_the_segments_and_form_none() {
    let run = going(&both());
    assert_eq!(formed(&run), ["recency_days", "orders", "revenue_net"]);
    let bare = {
        let mut plan = both();
        plan.sources[1]
            .roles
            .retain(|it| it.role != Role::Attribute);
        going(&plan)
    };
    assert_eq!(run.labels, bare.labels, "no attribute moves anybody");
    assert!(bare.analysis.attributes.is_empty());
    let told = &run.analysis.attributes;
    let names: Vec<&str> = told.iter().map(|it| &*it.name).collect();
    assert_eq!(
        names,
        ["attribute:city", "attribute:age", "attribute:since"]
    );
    let city = &told[0];
    assert_eq!(city.file.as_deref(), Some("people.csv"));
    assert_eq!((city.side, city.in_segments), (Side::Profile, false));
    let levels: Vec<&str> = city.levels.iter().map(|it| &*it.level).collect();
    assert_eq!(levels, ["Bonn", "Ulm"]);
    let ulm = &city.levels[1];
    let counts = ulm.segments.iter().map(|it| it.share.expect("many").count);
    assert_eq!(counts.sum::<u64>(), ulm.all.expect("many").count);
    assert!(ulm.segments.iter().all(|it| it.differs), "{ulm:?}");
    let unknown = told[1].levels.last().expect("a level");
    assert_eq!(unknown.level, "not known");
}

#[test]
fn columns_that_tell_nothing_are_named_with_the_reason() {
    let run = going(&both());
    let mut warnings = run.analysis.warnings.iter();
    let warning = warnings.find(|it| it.code == "W_ATTRIBUTE");
    let warning = warning.expect("three columns tell nothing");
    assert_eq!(warning.count, 3);
    for said in [
        "“planet” (the same for everybody)",
        "“empty” (no value)",
        "“id” (no value is that of enough customers)",
    ] {
        assert!(warning.message.contains(said), "{}", warning.message);
    }
}

#[test]
fn a_recipe_may_let_attributes_form_segments() {
    let asked = ["attribute:city", "attribute:age", "attribute:planet"];
    let run = going(&forming(&asked));
    assert_eq!(
        formed(&run),
        [
            "recency_days",
            "orders",
            "revenue_net",
            "attribute:city=Bonn",
            "attribute:city=Ulm",
            "attribute:age",
            "attribute:age=not known"
        ]
    );
    let analysis = &run.analysis;
    assert!(analysis.attributes[0].in_segments);
    let side = analysis.sides.iter().find(|it| it.side == Side::Profile);
    assert_eq!(side.expect("it is there").n_features, 4);
    let city = analysis.features.iter().find(|it| it.name.ends_with("Ulm"));
    assert_eq!(city.expect("a level").title, "city: Ulm");
    for segment in &analysis.segments {
        assert!(!segment.name.contains("Ulm"), "no name says who they are");
    }
}

#[test]
fn a_recipe_may_name_features_beside_them_and_leave_out_sides() {
    let run = going(&forming(&["orders", "attribute:city"]));
    let cities = ["attribute:city=Bonn", "attribute:city=Ulm"];
    assert_eq!(formed(&run), ["orders", cities[0], cities[1]]);
    let mut plan = forming(&["attribute:city"]);
    plan.recipe.weights.value = 0.0;
    plan.recipe.weights.behaviour = 0.0;
    assert_eq!(formed(&going(&plan)), cities);
}

#[test]
fn an_attribute_that_is_not_there_is_refused_with_those_that_are() {
    let plan = forming(&["attribute:mood"]);
    let tables = [purchases(), people()];
    let error = pollster::block_on(run(&tables, &plan, &Serial));
    let error = error.expect_err("there is none");
    let RunError::UnknownFeature { feature, known } = error else {
        panic!("{error}");
    };
    assert_eq!(feature, "attribute:mood");
    assert!(known.contains(&"attribute:city".to_owned()));
    assert!(known.contains(&"orders".to_owned()));
}

#[test]
fn methods_of_categories_take_levels_as_what_they_are() {
    for method in [
        Method::KPrototypes(k_prototypes::Params::default()),
        Method::KMedoids(k_medoids::Params::default()),
        Method::LatentClass(latent_class::Params::default()),
    ] {
        let mut plan = forming(&["attribute:city"]);
        plan.method = method.with_n_clusters(3);
        let run = going(&plan);
        let name = plan.method.name();
        assert_eq!(run.analysis.k, 3, "{name}");
        assert_eq!(run.labels.len(), 240, "{name}");
    }
}

#[test]
fn what_the_purchases_tell_counts_where_it_stays_the_same() {
    let run = beside("city,channel", |who, order| {
        let city = if who % 3 == 0 { "Ulm" } else { "Bonn" };
        let channel = if order % 2 == 0 { "web" } else { "shop" };
        format!("{city},{channel}")
    });
    let told = &run.analysis.attributes;
    let columns: Vec<&str> = told.iter().map(|it| &*it.column).collect();
    assert_eq!(columns, ["city"]);
    let mut warnings = run.analysis.warnings.iter();
    let warning = warnings.find(|it| it.code == "W_ATTRIBUTE");
    let message = &warning.expect("the channel changes").message;
    assert!(message.contains("“channel” (changes from purchase to purchase)"));
}

#[test]
fn four_hundred_values_are_told_by_their_frequency_or_not_at_all() {
    let run = beside("street,quarter", |who, _| {
        format!("{},{}", who * 7 % 400, ["n", "s"][who % 2])
    });
    let columns = run.analysis.attributes.iter().map(|it| &*it.column);
    // Numbers in place of names are numbers.
    assert_eq!(columns.collect::<Vec<_>>(), ["street", "quarter"]);
    let named = beside("street", |who, _| format!("street {who}"));
    assert!(named.analysis.attributes.is_empty());
    assert!(
        named
            .analysis
            .warnings
            .iter()
            .any(|it| it.code == "W_ATTRIBUTE")
    );
}

#[test]
fn answers_of_a_survey_become_a_score_that_forms_nothing_by_itself() {
    let run = beside("trust_1,trust_2,trust_3", |who, _| {
        let of = |n: usize| 1 + (who % 5 + usize::from(who % 11 == n)) % 5;
        format!("{},{},{}", of(1), of(2), of(3))
    });
    let surveys = &run.analysis.surveys;
    assert_eq!(surveys.len(), 1, "{surveys:?}");
    assert_eq!(
        (surveys[0].name.as_str(), surveys[0].refused),
        ("trust", None)
    );
    assert_eq!(run.analysis.attributes.len(), 1);
    assert_eq!(run.analysis.attributes[0].side, Side::Voice);
}

#[test]
fn one_customer_is_told_nothing_that_is_small() {
    let text = "customer,day,amount,city\n7,2024-05-01,10.00,Ulm\n";
    let mut plan = plan(ROLES);
    plan.sources[0].roles.push(ColumnRole {
        column: "city".into(),
        role: Role::Attribute,
        confidence: 1.0,
    });
    let run = support::go(&read("shop.csv", text.as_bytes()), &plan);
    assert!(run.analysis.attributes.is_empty());
    assert!(
        run.analysis
            .warnings
            .iter()
            .any(|it| it.code == "W_ATTRIBUTE")
    );
}

#[test]
fn a_record_on_or_after_the_as_of_day_changes_no_attribute() {
    let of = |city: &str| {
        let mut text = String::from("customer,day,amount,city\n");
        for who in 0..40 {
            let own = if who % 2 == 0 { "Ulm" } else { "Bonn" };
            text += &format!("{who},2024-05-03,{}.00,{own}\n", 5 + who);
            for day in 10..14 {
                text += &format!("{who},2024-06-{day},9.00,{city}\n");
            }
        }
        let mut plan = plan(ROLES);
        plan.as_of = Some("2024-06-01".into());
        plan.sources[0].roles.push(ColumnRole {
            column: "city".into(),
            role: Role::Attribute,
            confidence: 1.0,
        });
        support::go(&read("shop.csv", text.as_bytes()), &plan)
    };
    let (one, other) = (of("Ulm"), of("Rome"));
    assert_eq!(one.analysis.attributes, other.analysis.attributes);
    assert_eq!(one.analysis.attributes[0].levels.len(), 2);
}

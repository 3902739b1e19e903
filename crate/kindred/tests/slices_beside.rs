//! What is known beside the purchases is the same in slices, to the bit.

use crate::cut::{check, plan, whole};
use kindred::{plan::SourceKind, role::Role};

/// Purchases that tell a city, which for some is another one each time, and
/// a file of customers.
fn files() -> (String, String) {
    let mut orders = String::from("customer,order_id,date,amount,city\n");
    let mut people =
        String::from("customer,age,club,trust_1,trust_2,trust_3\n");
    for who in 0..120 {
        let own = ["Ulm", "Bonn", "Köln"][who % 3];
        for order in 0..1 + who % 5 {
            let city = if who % 40 == 0 && order == 1 {
                "Rom"
            } else {
                own
            };
            let (month, day) = (1 + (who + order) % 9, 1 + who % 28);
            let units = 10 + (who * 7 + order) % 40;
            orders += &format!(
                "c{who},{who}-{order},2024-{month:02}-{day:02},{units}.50,{city}\n"
            );
        }
        let of = |n: usize| 1 + (who % 5 + usize::from(who % 11 == n)) % 5;
        let (age, club) = (20 + who * 31 % 50, ["gold", "silver"][who % 2]);
        let answers = format!("{},{},{}", of(1), of(2), of(3));
        people += &format!("c{who},{age},{club},{answers}\n");
    }
    (orders, people)
}

#[test]
fn attributes_and_surveys_are_the_same_in_slices() {
    let (orders, people) = files();
    let files = [
        ("orders.csv", orders.as_bytes()),
        ("people.csv", people.as_bytes()),
    ];
    let mut plan = plan(&files);
    plan.sources[0].kind = SourceKind::Orders;
    plan.sources[1].kind = SourceKind::Customers;
    let attributes = ["city", "age", "club", "trust_1", "trust_2", "trust_3"];
    let roles = plan.sources.iter_mut().flat_map(|it| &mut it.roles);
    for role in roles.filter(|it| attributes.contains(&&*it.column)) {
        role.role = Role::Attribute;
    }
    let analysis = whole(&files, &plan).expect("a good run").analysis;
    assert_eq!(analysis.surveys.len(), 1);
    let told: Vec<&str> =
        analysis.attributes.iter().map(|it| &*it.column).collect();
    assert_eq!(told, ["city", "age", "club", "trust"]);
    check(&files, 0, &plan);
    plan.recipe.features =
        vec!["attribute:city".into(), "attribute:trust".into()];
    check(&files, 0, &plan);
}

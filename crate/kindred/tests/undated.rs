//! A file that tells no day: what is about time is off, and the rest runs.

use crate::cut;
use crate::support;
use kindred::{
    Features, Run,
    executor::Serial,
    features, ledger,
    permit::permit,
    plan::{Language, Plan},
    role::Role,
};

const OF_TIME: [&str; 51] = [
    "recency_days",
    "tenure_days",
    "gap_mean_days",
    "gap_variation",
    "overdue_ratio",
    "active_months",
    "order_value_trend",
    "new_product_share",
    "weekend_share",
    "evening_share",
    "order_hour",
    "season_share",
    "active_span_days",
    "purchase_days",
    "gap_last_days",
    "gap_first_days",
    "gap_median_days",
    "gap_longest_days",
    "gap_regular_share",
    "gap_week_share",
    "overdue_longest",
    "silent_share",
    "orders_a_month",
    "active_month_share",
    "gap_trend",
    "gap_late_ratio",
    "order_value_late_ratio",
    "orders_90_days",
    "orders_365_days",
    "order_share_30_days",
    "order_share_90_days",
    "order_share_365_days",
    "order_shift_90_days",
    "orders_decayed",
    "revenue_90_days",
    "revenue_365_days",
    "revenue_share_90_days",
    "revenue_share_365_days",
    "revenue_decayed",
    "order_value_first",
    "order_value_last",
    "weekday_entropy",
    "main_weekday_share",
    "night_share",
    "morning_share",
    "afternoon_share",
    "hour_entropy",
    "month_entropy",
    "last_quarter_share",
    "same_quarter_share",
    "gift_share",
];

const ROLES: &[(&str, Role)] = &[
    ("customer", Role::CustomerId),
    ("order", Role::OrderId),
    ("day", Role::Date),
    ("product", Role::Product),
    ("quantity", Role::Quantity),
    ("price", Role::Price),
];

/// Forty who buy little and thirty who buy often and much, with or without
/// the days; one line in eleven comes back.
fn shop(with_days: bool, with_orders: bool) -> String {
    let mut text = String::from("customer,order,day,product,quantity,price\n");
    let mut order = 1000;
    for customer in 0..70 {
        let often = customer >= 40;
        for nth in 0..if often {
            9 + customer % 4
        } else {
            1 + customer % 2
        } {
            order += 1;
            for line in 0..1 + (customer + nth) % 3 {
                let day = match with_days {
                    true => format!("2024-{:02}-{:02}", 1 + nth, 1 + line),
                    false => String::new(),
                };
                let order = match with_orders {
                    true => order.to_string(),
                    false => String::new(),
                };
                let product = (customer * 5 + nth * 3 + line) % 13;
                let price = if often { 20 + product } else { 3 + product % 4 };
                let sign = if (order.len() + product) % 11 == 7 {
                    "-"
                } else {
                    ""
                };
                text += &format!(
                    "c{customer:03},{order},{day},p{product},{sign}{},{price}.25\n",
                    1 + line
                );
            }
        }
    }
    text
}

fn measured(text: &str) -> Features {
    let table = support::read("shop.csv", text.as_bytes());
    let plan = support::plan(ROLES);
    let roles = &plan.sources[0].roles;
    let permission = plan.permission.as_ref().expect("there is one");
    let permitted = permit(&table, roles, permission).expect("the roles");
    pollster::block_on(async {
        let book = ledger::book(&permitted, None, None, &Serial).await?;
        features::compute(book, &[], &Serial).await
    })
    .expect("a good file")
}

fn run(text: &str, plan: &Plan) -> Run {
    support::go(&support::read("shop.csv", text.as_bytes()), plan)
}

#[test]
fn what_is_about_time_is_off_and_the_rest_is_as_with_days() {
    let (dated, undated) =
        (measured(&shop(true, true)), measured(&shop(false, true)));
    assert!(dated.as_of_day.is_some() && undated.as_of_day.is_none());
    assert_eq!(dated.revenue, undated.revenue);
    assert_eq!(dated.records, undated.records);
    for column in &dated.columns {
        let own = undated.column(&column.name);
        if OF_TIME.contains(&&*column.name) {
            assert!(own.is_none(), "{}", column.name);
            continue;
        }
        let own = own.expect(&column.name);
        for (a, b) in own.values.iter().zip(&column.values) {
            let same = (a - b).abs() <= 1e-12 * b.abs() || a.is_nan();
            assert!(same && a.is_nan() == b.is_nan(), "{}", column.name);
        }
    }
    let some = |name: &str| dated.column(name).is_some();
    assert!(OF_TIME.iter().filter(|name| some(name)).count() > 6);
}

#[test]
fn a_line_without_an_order_or_a_day_is_an_order() {
    let text = "customer,order,day,product,quantity,price\n\
        a,,,p,1,2.00\na,,,p,1,3.00\nb,7,,p,1,2.00\nb,7,,q,1,2.00\n\
        b,,,q,1,9.00\n";
    let features = measured(text);
    let orders = features.column("orders").expect("told");
    assert_eq!(orders.values, [2.0, 2.0]);
    let mean = features.column("order_value_mean").expect("told");
    assert_eq!(mean.values, [2.5, 6.5]);
}

#[test]
fn segments_are_found_and_nothing_is_said_of_time() {
    let plan = support::plan(ROLES);
    let german = Plan {
        language: Language::De,
        ..plan.clone()
    };
    let times = [" ago", "last order", "quiet", "active", "letzt", "aktiv"];
    for plan in [plan, german] {
        let run = run(&shop(false, true), &plan);
        let analysis = &run.analysis;
        assert_eq!(analysis.as_of, None);
        assert!(analysis.k > 1, "{}", analysis.headline);
        let told =
            analysis.warnings.iter().filter(|it| it.code == "W_NO_DAYS");
        assert_eq!(told.count(), 1);
        for segment in &analysis.segments {
            let said = format!("{segment:?}");
            let found = times.iter().find(|it| said.contains(**it));
            assert!(found.is_none(), "{found:?} in {said}");
        }
    }
}

#[test]
fn without_groups_the_tiers_are_of_value_alone() {
    let mut text = String::from("customer,order,day,product,quantity,price\n");
    for customer in 0..60 {
        let price = 5 + (customer * 37) % 60;
        text += &format!("c{customer},{customer},,p,1,{price}.00\n");
    }
    let analysis = run(&text, &support::plan(ROLES)).analysis;
    let names = analysis.segments.iter().map(|it| it.name.as_str());
    let names: Vec<&str> = names.collect();
    assert_eq!(names, ["High value", "Lower value"]);
}

#[test]
fn slices_tell_no_day_either() {
    for with_orders in [true, false] {
        let text = shop(false, with_orders);
        let files = [("shop.csv", text.as_bytes())];
        let mut plan = support::plan(ROLES);
        plan.sources = vec![plan.sources[0].clone()];
        cut::check(&files, 0, &plan);
    }
}

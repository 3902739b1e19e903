//! What a slice of the customers could miss, case by case.

use crate::cut;
use crate::cut::{Cut, check, plan, shop, whole};
use kindred::{
    RunError,
    remedy::Remedy,
    repair::{Repair, Said},
    review::CheckName,
    role::{ColumnRole, Role},
    slices::Needs,
};

/// The plan with these roles, whatever is proposed.
fn with_roles(
    files: &[(&str, &[u8])],
    roles: &[(&str, Role)],
) -> kindred::Plan {
    let mut plan = plan(files);
    for &(column, role) in roles {
        let all = &mut plan.sources[0].roles;
        all.retain(|it| it.role != role && it.column != column);
        all.push(ColumnRole {
            column: column.into(),
            role,
            confidence: 1.0,
        });
    }
    plan
}

#[test]
fn a_no_on_a_line_without_its_customer_is_heard() {
    let text = shop(&[], false)
        + "zA,ZO1,2024-05-05 10:00:00,tea,1,2.000,yes\n\
           zB,ZO2,2024-05-05 10:00:00,tea,1,2.000,yes\n\
           ,ZO1,2024-05-05 11:00:00,tea,1,2.000,no\n";
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    let permission = plan.permission.as_mut().expect("a permission");
    permission.consent_column = Some("consent".into());
    plan.remedies = vec![Remedy::MissingValues {
        role: Role::CustomerId,
    }];
    let held = whole(&files, &plan).expect("a good run");
    assert_eq!((held.find("zA"), held.find("zB").is_some()), (None, true));
    check(&files, 0, &plan);
}

#[test]
fn equal_lines_of_nobody_are_doubles_in_slices_too() {
    let nobodys = ",,2024-05-05 11:00:00,tea,1,2.000,yes\n";
    let text = shop(&[], false)
        + "zA,ZO1,2024-05-05 10:00:00,tea,1,2.000,yes\n"
        + nobodys
        + "zB,ZO2,2024-05-05 10:00:00,tea,1,2.000,yes\n"
        + nobodys;
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    plan.remedies = vec![
        Remedy::MissingValues {
            role: Role::CustomerId,
        },
        Remedy::RepeatedRecords,
    ];
    check(&files, 0, &plan);
}

#[test]
fn an_order_keeps_its_lines_of_nobody() {
    let mut text =
        String::from("customer,order_id,order_date,quantity,price,total\n");
    for n in 0..90u32 {
        let order = n / 3;
        let who = match n % 3 {
            2 => String::new(),
            _ => format!("c{order}"),
        };
        text += &format!(
            "{who},{order},2025-01-{:02},{},2.50,{}.00\n",
            1 + n % 28,
            1 + n % 4,
            30 + order
        );
    }
    let files = [("shop.csv", text.as_bytes())];
    let roles = [("customer", Role::CustomerId), ("total", Role::Amount)];
    let mut plan = with_roles(&files, &roles);
    plan.sources[0].repairs.push(Repair::OrderTotal {
        order: "order_id".into(),
        total: "total".into(),
        by: None,
    });
    check(&files, 0, &plan);
    plan.sources[0].repairs.clear();
    plan.remedies = vec![Remedy::ContradictoryOrders];
    check(&files, 0, &plan);
}

#[test]
fn a_currency_that_the_first_slice_does_not_tell_counts_its_digits() {
    let lines = (0..120u32).map(|n| {
        let currency = if n % 5 == 0 { "" } else { "JPY" };
        let (month, day) = (1 + n % 12, 1 + n % 28);
        let amount = 1_000 + n;
        format!(
            "c{},o{n},2024-{month:02}-{day:02},{amount},{currency}\n",
            n % 40
        )
    });
    let text = format!(
        "customer,order_id,order_date,amount,currency\n{}",
        lines.collect::<String>()
    );
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    check(&files, 0, &plan);
    plan.remedies = vec![Remedy::OutlyingAmounts { above: 1_100 }];
    check(&files, 0, &plan);
}

#[test]
fn a_column_without_a_number_in_a_slice_has_its_scale() {
    let lines = (0..120u32).map(|n| {
        let who = n % 40;
        let back = match who % 5 {
            0 => format!("0.{:02}", 10 + n % 40),
            _ => String::new(),
        };
        let (month, day) = (1 + n % 12, 1 + n % 28);
        format!(
            "c{who},o{n},2024-{month:02}-{day:02},tea,{},{},{back}\n",
            1 + n % 3,
            10 + n % 3
        )
    });
    let text = format!(
        "customer,order_id,order_date,product,quantity,amount,back\n{}",
        lines.collect::<String>()
    );
    let files = [("shop.csv", text.as_bytes())];
    let roles = [
        ("amount", Role::Amount),
        ("quantity", Role::Quantity),
        ("customer", Role::CustomerId),
        ("back", Role::Attribute),
    ];
    let mut plan = with_roles(&files, &roles);
    plan.sources[0].repairs.push(Repair::Refund {
        column: "back".into(),
        order: None,
        total: None,
    });
    check(&files, 0, &plan);
}

#[test]
fn orders_of_one_moment_stand_as_in_the_file() {
    let mut text =
        String::from("customer,order_id,order_date,product,quantity,price\n");
    let mut line = |who: u32, order: &str, day: u32, product: &str| {
        text += &format!(
            "c{who},{order},2024-01-{day:02} 10:00:00,{product},1,5.00\n"
        );
    };
    // Receipt numbers begin anew each day.
    line(0, "2", 2, "tea");
    line(0, "1", 3, "tea");
    for who in 1..40 {
        let day = 1 + who % 27;
        for (order, product) in
            [("1", "tea"), ("1", "pot"), ("2", "cup"), ("2", "cup")]
        {
            line(who, order, day, product);
        }
        line(who, &format!("x{who}"), day + 1, "tea");
    }
    let files = [("shop.csv", text.as_bytes())];
    check(&files, 0, &plan(&files));
}

#[test]
fn a_consent_column_without_a_role_is_read() {
    let text = shop(&[], false);
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = with_roles(&files, &[("consent", Role::Ignore)]);
    let permission = plan.permission.as_mut().expect("a permission");
    permission.consent_column = Some("consent".into());
    check(&files, 0, &plan);
}

#[test]
fn equal_records_are_equal_in_every_column_of_the_file() {
    let lines = (0..200u32).map(|n| {
        let day = 1 + n % 4;
        format!("c{},o{},2024-01-0{day},{day},n{n}\n", n % 40, n % 80)
    });
    let text = format!(
        "customer,order_id,order_date,amount,note\n{}",
        lines.collect::<String>()
    );
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    plan.sources[0].roles.retain(|it| it.column != "note");
    plan.remedies = vec![Remedy::RepeatedRecords];
    check(&files, 0, &plan);
}

#[test]
fn a_word_for_no_order_links_nobody() {
    let lines = (0..400u32).map(|n| {
        let order = match n % 7 {
            0 => "n/a".to_owned(),
            _ => n.to_string(),
        };
        let day = 1 + n % 28;
        format!("c{},{order},2024-01-{day:02},{}\n", n % 40, 10 + n)
    });
    let text = format!(
        "customer,order_id,order_date,amount\n{}",
        lines.collect::<String>()
    );
    let files = [("shop.csv", text.as_bytes())];
    let mut plan = plan(&files);
    plan.remedies = vec![Remedy::ContradictoryOrders];
    let cut = Cut::new(&files, 0, &plan, 5).expect("one file");
    for nth in 0..5 {
        assert!(cut.parting.of_code(0).contains(&nth), "{nth} is empty");
    }
    check(&files, 0, &plan);
}

#[test]
fn what_two_columns_tell_is_not_read_in_slices() {
    let text = shop(&[], false);
    let files = [("shop.csv", text.as_bytes())];
    let refused = |repair| {
        let mut plan = plan(&files);
        plan.sources[0].repairs.push(repair);
        plan.remedies = vec![Remedy::ContradictoryOrders];
        Needs::of(&plan, 0).expect_err("a refusal")
    };
    let two_orders = refused(Repair::FillDown {
        order: "product".into(),
        columns: vec!["order_date".into()],
    });
    let instead = refused(Repair::Instead {
        column: "product".into(),
        other: "order_id".into(),
        when: Said {
            column: "consent".into(),
            words: vec!["no".into()],
        },
    });
    let why = |why| RunError::TooLarge { why };
    assert_eq!(two_orders, why(kindred::slices::TWO_ORDERS));
    assert_eq!(instead, why(kindred::slices::TWO_COLUMNS));
}

#[test]
fn what_is_odd_in_a_shop_is_odd_in_slices_of_it() {
    let mut text =
        String::from("customer,order,day,product,worth,shop,note\n");
    for n in 0..400u32 {
        let worth = 10 + n * 37 % 50;
        text += &format!(
            "c{},{n},2024-{:02}-{:02},tea,{worth}.125,one,n{}\n",
            n % 60,
            1 + n % 3,
            1 + n % 28,
            n % 2
        );
    }
    // A year mistyped on two days, three amounts beyond the fence, of which
    // one makes its buyer large, doubles, trials, guests, an id respelled.
    for planted in [
        "c7,900,2042-01-02,tea,11.125,one,far",
        "c8,901,2042-01-02,tea,12.125,one,far",
        "c9,902,2052-01-02,tea,,one,far",
        "c11,903,2024-01-02,tea,90000.005,one,dear",
        "c12,904,2024-01-02,tea,70000.005,one,dear",
        "c13,905,2024-01-02,tea,8000.005,one,dear",
        "c13,905,2024-01-02,tea,8000.005,one,dear",
        "c14,906,2024-01-02,tea,3.125,one,twice",
        "c14,906,2024-01-02,tea,3.125,one,twice",
        "c14,906,2024-01-02,tea,3.125,one,once",
        "test-b,907,2024-01-02,tea,3.005,one,trial",
        "demo-a,908,2024-01-02,tea,3.005,one,trial",
        "a test,909,2024-01-02,tea,3.005,one,trial",
        "dummy-c,909,2024-01-02,tea,3.005,one,trial",
        "Guest,910,2024-01-02,tea,3.005,one,guest",
        "Guest,911,2024-01-02,tea,,one,guest",
        "walk-in,911,2024-01-02,tea,3.005,one,guest",
        "c1\u{a0},912,2024-01-02,tea,3.005,one,respelled",
        ",913,2024-01-02,tea,3.005,one,nobody",
        "c15,914,2024-01-02,tea,-3.005,one,back",
    ] {
        text += &format!("{planted}\n");
    }
    let files = [("shop.csv", text.as_bytes())];
    let roles = [
        ("customer", Role::CustomerId),
        ("order", Role::OrderId),
        ("day", Role::Date),
        ("worth", Role::Amount),
        ("shop", Role::Attribute),
    ];
    let plan = with_roles(&files, &roles);
    let held = cut::tables(&files);
    let review = kindred::review(&held, &plan, &kindred::executor::Serial);
    let review = pollster::block_on(review).expect("a good review");
    let told = |name| {
        let of = review.checks.iter().find(|it| it.name == name);
        let it = of.expect("it is found");
        (it.count, it.examples.join(" "))
    };
    let told = [
        told(CheckName::FarDates),
        told(CheckName::OutlyingAmounts),
        told(CheckName::LargeBuyers),
        told(CheckName::RepeatedRecords),
        told(CheckName::TestCustomers),
        told(CheckName::GuestOrders),
    ];
    let expected = [
        (3, "2042-01-02"),
        (4, ""),
        (3, ""),
        (2, ""),
        (4, "a••••• d••••• d••••••"),
        (3, "G•••• w••••••"),
    ];
    assert_eq!(told, expected.map(|(n, it)| (n, it.to_owned())));
    cut::check_review(&files, &[0], &plan);
}

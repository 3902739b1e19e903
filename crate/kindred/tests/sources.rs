//! Several files give what one file would.

use crate::support;
use kindred::{
    Plan, Run, RunError,
    executor::Serial,
    ledger,
    plan::{Basis, Permission, Purpose, SourceKind, SourcePlan},
    role::{Role, propose},
    run,
    source::{gather, kind_of},
};
use table::{ReadOptions, Table};

/// One shop in one file and in three: lines, their orders, the customers.
struct Shop {
    flat: Table,
    lines: Table,
    orders: Table,
    customers: Table,
}

fn shop() -> Shop {
    let mut flat = String::from(
        "customer_id,order_id,date,product,quantity,price,consent\n",
    );
    let mut lines = String::from("order_id,product,quantity,price\n");
    let mut orders = String::from("order_id,customer_id,date\n");
    let mut customers = String::from("customer_id,email,consent\n");
    for who in 0..60 {
        let agreed = if who % 5 == 0 { "no" } else { "yes" };
        customers += &format!("c{who:03},{who}@shop.example,{agreed}\n");
        for nth in 0..(1 + who % 4) {
            let (order, day) =
                (1000 + 10 * who + nth, 1 + (7 * who + nth) % 28);
            let day = format!("2025-{:02}-{day:02}", 1 + (who + 3 * nth) % 9);
            orders += &format!("{order},c{who:03},{day}\n");
            for line in 0..(1 + (who + nth) % 3) {
                let piece = ["tea", "pot", "cup"][(who + line) % 3];
                let cells = format!("{piece},{},{}.50", 1 + line, 3 + who % 9);
                lines += &format!("{order},{cells}\n");
                flat += &format!("c{who:03},{order},{day},{cells},{agreed}\n");
            }
        }
    }
    let read = |name, text: String| support::read(name, text.as_bytes());
    Shop {
        flat: read("flat.csv", flat),
        lines: read("lines.csv", lines),
        orders: read("orders.csv", orders),
        customers: read("customers.csv", customers),
    }
}

fn source(table: &Table) -> SourcePlan {
    let roles = propose(&table.columns, table.n_records as u64);
    SourcePlan {
        kind: kind_of(table, &roles),
        reading: ReadOptions::default(),
        roles,
        key: None,
        repairs: Vec::new(),
        preset: None,
    }
}

fn plan(tables: &[Table]) -> Plan {
    Plan {
        sources: tables.iter().map(source).collect(),
        ..support::plan(&[])
    }
}

fn go(tables: &[Table], plan: &Plan) -> Run {
    pollster::block_on(run(tables, plan, &Serial)).expect("a good run")
}

/// What a run says of every customer.
fn found(run: &Run) -> (Vec<String>, Vec<u32>, Vec<Vec<u64>>) {
    let bits =
        |column: &Vec<f64>| column.iter().map(|v| v.to_bits()).collect();
    let values = run.values.iter().map(bits).collect();
    (run.customers.clone(), run.labels.clone(), values)
}

#[test]
fn each_file_is_recognised() {
    let shop = shop();
    let kinds = [&shop.flat, &shop.lines, &shop.orders, &shop.customers]
        .map(|table| source(table).kind);
    use SourceKind::{Customers, Lines, Orders};
    assert_eq!(kinds, [Lines, Lines, Orders, Customers]);
}

#[test]
fn lines_orders_and_customers_give_what_the_flat_file_does() {
    let shop = shop();
    let flat = go(
        std::slice::from_ref(&shop.flat),
        &plan(std::slice::from_ref(&shop.flat)),
    );
    let tables = [shop.customers, shop.lines, shop.orders];
    let three = go(&tables, &plan(&tables));
    assert_eq!(found(&three), found(&flat));
    assert_eq!(three.analysis.records, flat.analysis.records);
    assert_eq!(three.analysis.amount, flat.analysis.amount);
    assert_eq!(three.analysis.files.len(), 3);
}

#[test]
fn consent_in_the_file_of_customers_leaves_out_whoever_has_not_agreed() {
    let shop = shop();
    let tables = [shop.lines, shop.orders, shop.customers];
    let mut plan = plan(&tables);
    let permission = plan.permission.as_mut().expect("a permission");
    permission.basis = Basis::Consent;
    let run = go(&tables, &plan);
    assert_eq!(run.customers.len(), 48);
    assert!(!run.customers.contains(&"c005".to_owned()));
}

#[test]
fn every_join_is_told() {
    let shop = shop();
    let tables = [shop.lines, shop.orders, shop.customers];
    let purchases =
        gather(&tables, &plan(&tables).sources).expect("they join");
    let told: Vec<_> = purchases
        .joins
        .iter()
        .map(|join| {
            let key = join.key.as_ref().expect("a key");
            (&*join.file, &*key.column, join.matches.left.unmatched)
        })
        .collect();
    let expected = [
        ("orders.csv", "order_id", 0),
        ("customers.csv", "customer_id", 0),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_file_of_customers_joins_by_the_address_where_orders_know_no_more() {
    let orders = "email,day,amount\n\
        ADA@shop.example,2025-01-02,5.00\nbob@shop.example,2025-01-03,6.00\n\
        ada@shop.example,2025-02-02,5.00\n";
    let customers = "customer_id,email,consent\n\
        17,ada@shop.example,yes\n18,cy@shop.example,no\n";
    let tables = [("orders.csv", orders), ("customers.csv", customers)]
        .map(|(name, text)| support::read(name, text.as_bytes()));
    let purchases =
        gather(&tables, &plan(&tables).sources).expect("they join");
    let join = &purchases.joins[0];
    let key = join.key.as_ref().expect("a key");
    assert_eq!((&*key.column, &*key.of), ("email", "email"));
    assert_eq!(join.matches.left.matched, 2, "ada in two spellings");
    assert_eq!(join.matches.left.examples, ["b•••@•••"]);
    assert_eq!(join.matches.right.examples, ["c•••@•••"]);
    assert_eq!(purchases.respelled, 1, "and is one customer");
}

#[test]
fn a_year_in_two_files_is_what_one_file_would_be() {
    let whole = shop().flat;
    let text = |range: std::ops::Range<usize>| {
        let mut csv = String::from(
            "customer_id,order_id,date,product,quantity,price,consent\n",
        );
        for record in range {
            let cells: Vec<&str> = (0..7)
                .map(|column| {
                    let values = whole.values(column);
                    values.text(values.codes()[record])
                })
                .collect();
            csv += &(cells.join(",") + "\n");
        }
        csv
    };
    let tables = [0..90, 90..whole.n_records]
        .map(|range| support::read("part.csv", text(range).as_bytes()));
    let parts = go(&tables, &plan(&tables));
    let one = std::slice::from_ref(&whole);
    let whole = go(one, &plan(one));
    assert_eq!(found(&parts), found(&whole));
    assert_eq!(parts.analysis.records, whole.analysis.records);
}

#[test]
fn files_without_a_purchase_are_refused() {
    let customers = || shop().customers;
    let tables = [customers(), customers()];
    let refused = gather(&tables, &plan(&tables).sources);
    assert_eq!(refused.expect_err("no purchases"), RunError::NoPurchases);
    let refused = gather(&tables[..1], &plan(&tables).sources);
    let expected = RunError::SourcesDiffer { plan: 2, files: 1 };
    assert_eq!(refused.expect_err("one file too few"), expected);
}

#[test]
fn a_key_that_the_user_names_is_taken() {
    let shop = shop();
    let tables = [shop.flat, shop.customers];
    let mut plan = plan(&tables);
    plan.sources[1].key = Some(kindred::source::JoinKey {
        column: "email".into(),
        of: "customer_id".into(),
    });
    let purchases = gather(&tables, &plan.sources).expect("they are matched");
    assert_eq!(purchases.joins[0].matches.left.matched, 0);
    plan.sources[1].key = Some(kindred::source::JoinKey {
        column: "e-mail".into(),
        of: "customer_id".into(),
    });
    let refused = gather(&tables, &plan.sources).expect_err("no such column");
    assert_eq!(refused.code(), "unknown-column");
    let role = plan.sources[1].roles[1].role;
    assert_eq!(role, Role::Email);
}

/// The customers who may be looked at where consent is asked for.
fn agreed(files: &[(&str, &str)], column: Option<&str>) -> Vec<String> {
    let tables: Vec<Table> = files
        .iter()
        .map(|(name, text)| support::read(name, text.as_bytes()))
        .collect();
    let plan = plan(&tables);
    let permission = Permission {
        purpose: Purpose::Analytics,
        basis: Basis::Consent,
        consent_column: column.map(str::to_owned),
    };
    let bought = gather(&tables, &plan.sources).expect("they join");
    let permitted = bought
        .permit(&permission, &Plan::new(Vec::new()))
        .expect("somebody agreed");
    let book = ledger::book(&permitted, None, None, &Serial);
    pollster::block_on(book).expect("purchases").ids
}

const ORDERS: &str = "customer_id,order_id,date,amount\n\
    c1,1,2025-01-02,5.00\nc2,2,2025-01-03,6.00\nc3,3,2025-01-04,7.00\n";

#[test]
fn a_no_in_any_record_of_a_customer_is_heard() {
    let crm =
        "customer_id,city,consent\nc1,A,yes\nc2,B,yes\nc1,C,no\nc3,D,yes\n";
    let who = agreed(&[("orders.csv", ORDERS), ("crm.csv", crm)], None);
    assert_eq!(who, ["c2", "c3"]);
}

#[test]
fn a_no_is_heard_however_a_letter_is_written() {
    let orders = "customer_id,email,order_id,date,amount\n\
        1,z\u{eb}@x.de,1,2025-01-02,5.00\n\
        2,b\u{fc}@x.de,2,2025-01-03,6.00\n\
        3,c@x.de,3,2025-01-04,7.00\n";
    let crm = "email,city,consent\nze\u{308}@x.de,A,no\n\
        bu\u{308}@x.de,B,yes\nc@x.de,C,yes\n";
    let files = [("orders.csv", orders), ("crm.csv", crm)];
    assert_eq!(agreed(&files, None), ["2", "3"]);
    let alone = "email,order_id,date,amount,consent\n\
        z\u{eb}@x.de,1,2025-01-02,5.00,yes\n\
        ze\u{308}@x.de,2,2025-01-03,6.00,no\n\
        c@x.de,3,2025-01-04,7.00,yes\n";
    assert_eq!(agreed(&[("orders.csv", alone)], None), ["c@x.de"]);
}

#[test]
fn a_no_in_any_file_is_heard() {
    let orders = ORDERS.replace(".00\n", ".00,yes\n");
    let orders = orders.replace("amount\n", "amount,optin\n");
    let crm = "customer_id,city,consent\nc1,A,no\nc2,B,yes\n";
    let list = "customer_id,town,newsletter\nc3,A,no\nc2,B,yes\n";
    let files = [
        ("orders.csv", orders.as_str()),
        ("crm.csv", crm),
        ("list.csv", list),
    ];
    for named in [None, Some("optin"), Some("consent"), Some("newsletter")] {
        assert_eq!(agreed(&files, named), ["c2"], "{named:?}");
    }
}

#[test]
fn a_column_of_orders_is_not_taken_for_the_consent_of_customers() {
    let orders = ORDERS.replace(".00\n", ".00,yes\n");
    let orders = orders.replace("amount\n", "amount,consent_state\n");
    let crm = "customer_id,city,consent_state\nc1,A,no\nc2,B,yes\nc3,C,yes\n";
    let files = [("orders.csv", orders.as_str()), ("crm.csv", crm)];
    let named = Some("consent_state");
    assert_eq!(agreed(&files, named), ["c2", "c3"]);
}

#[test]
fn the_currencies_of_orders_reach_their_lines() {
    let lines = "order_id,product,quantity,price\n1,a,1,20.00\n2,b,1,100.00\n\
        3,c,1,20.00\n";
    let orders = "order_id,customer_id,date,currency\n1,x,2025-01-01,EUR\n\
        2,y,2025-01-02,SEK\n3,z,2025-01-03,EUR\n";
    let tables = [("lines.csv", lines), ("orders.csv", orders)]
        .map(|(name, text)| support::read(name, text.as_bytes()));
    let book = support::book(&tables, &plan(&tables).sources);
    assert_eq!(book.amount.used, Some(40_00));
    assert_eq!(book.amount.currency.as_deref(), Some("EUR"));
}

/// What is analysed of some files: the sum in cents, and in which currency.
fn paid(files: &[(&str, &str)]) -> (Option<i64>, String) {
    let amount = book(files).amount;
    (amount.used, amount.currency.unwrap_or_default())
}

fn book(files: &[(&str, &str)]) -> ledger::Book {
    let tables: Vec<Table> = files
        .iter()
        .map(|(name, text)| support::read(name, text.as_bytes()))
        .collect();
    support::book(&tables, &plan(&tables).sources)
}

#[test]
fn a_currency_is_one_however_it_is_written() {
    let signs = "customer_id,order_id,date,amount,currency\n\
        x,1,2025-01-01,20.00,EUR\ny,2,2025-01-02,30.00,€\n\
        z,3,2025-01-03,40.00,Euro\nz,4,2025-01-04,7.00,£\n";
    assert_eq!(paid(&[("a.csv", signs)]), (Some(90_00), "EUR".into()));
    let column = "customer_id,order_id,date,amount,currency\n\
        x,1,2025-01-01,20.00,EUR\ny,2,2025-01-02,30.00,EUR\n";
    let beside = "customer_id,order_id,date,amount\n\
        x,3,2025-02-01,€ 5.00\ny,4,2025-02-02,€ 6.00\nz,5,2025-02-03,€ 9.00\n\
        z,6,2025-02-04,£ 9.00\n";
    let both = [("a.csv", column), ("b.csv", beside)];
    assert_eq!(paid(&both), (Some(70_00), "EUR".into()));
}

#[test]
fn a_dollar_is_that_of_the_code_if_there_is_but_one() {
    let beside = "customer_id,order_id,date,amount\n\
        x,3,2025-02-01,$ 5.00\ny,4,2025-02-02,$ 6.00\n";
    let one = "customer_id,order_id,date,amount,currency\n\
        x,1,2025-01-01,20.00,CAD\ny,2,2025-01-02,30.00,CAD\n\
        y,7,2025-01-02,30.00,CAD\n";
    let both = [("a.csv", one), ("b.csv", beside)];
    assert_eq!(paid(&both), (Some(91_00), "CAD".into()));
    let two = one.replace("30.00,CAD\ny", "30.00,USD\ny");
    let both = [("a.csv", two.as_str()), ("b.csv", beside)];
    assert_eq!(paid(&both), (Some(50_00), "CAD".into()));
}

#[test]
fn each_file_is_counted_by_its_own_rule() {
    let amounts = "customer_id,order_id,date,amount,product\n\
        c1,1,2025-01-02,5.00,a\nc2,2,2025-01-03,6.00,b\n";
    let prices = "customer_id,order_id,date,price,quantity,product\n\
        c1,7,2025-01-02,5.25,2,a\nc2,8,2025-01-03,6.00,1,b\n\
        c2,9,2025-01-04,1.00,-1,b\nc1,9,2025-01-04,,3,b\n";
    let both = [("a.csv", amounts), ("b.csv", prices)];
    let alone = [paid(&both[..1]).0, paid(&both[1..]).0];
    assert_eq!(alone, [Some(11_00), Some(16_50)]);
    assert_eq!(paid(&both).0, Some(27_50));
    let turned = [("b.csv", prices), ("a.csv", amounts)];
    assert_eq!(paid(&turned).0, Some(27_50));
    let single = prices.replace(",quantity", ",note");
    let both = [("b.csv", prices), ("c.csv", single.as_str())];
    assert_eq!(paid(&both).0, Some(16_50 + 12_25));
}

#[test]
fn a_negative_price_is_netted_alone_as_beside_amounts() {
    let prices = "customer_id,order_id,date,price,quantity,product\n\
        c1,7,2025-01-02,5.25,2,a\nc1,7,2025-01-02,-0.50,1,voucher\n\
        c2,8,2025-01-03,6.00,1,b\nc2,9,2025-01-04,-6.00,-1,b\n";
    let amounts = "customer_id,order_id,date,amount,product\n\
        c3,1,2025-01-02,5.00,a\nc3,2,2025-01-03,6.00,b\n";
    let alone = book(&[("b.csv", prices)]);
    assert_eq!(alone.gross, Some(vec![10_50, 6_00]));
    assert_eq!(alone.returned, Some(vec![-50, 0]));
    assert_eq!(alone.amount.total, Some(22_00));
    let both = book(&[("a.csv", amounts), ("b.csv", prices)]);
    assert_eq!(both.gross, Some(vec![10_50, 6_00, 11_00]));
    assert_eq!(both.returned, Some(vec![-50, 0, 0]));
    assert_eq!(both.amount.total, Some(33_00));
}

#[test]
fn a_file_without_money_beside_one_with_it_is_refused() {
    let amounts = "customer_id,order_id,date,amount,product\n\
        c1,1,2025-01-02,5.00,a\nc2,2,2025-01-03,6.00,b\n";
    let none = "customer_id,order_id,date,product\n\
        c1,7,2025-01-02,a\nc2,8,2025-01-03,b\n";
    let tables = [("a.csv", amounts), ("b.csv", none)]
        .map(|(name, text)| support::read(name, text.as_bytes()));
    let refused = gather(&tables, &plan(&tables).sources);
    assert_eq!(refused.expect_err("no money").code(), "money-differs");
}

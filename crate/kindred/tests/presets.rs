//! Every preset opens its export with no correction, and every cent of it
//! is found again. The files are made up; what they hold is added up by
//! hand below.
#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "cents stand behind the whole"
)]

use crate::reconcile::{Expected, proposed, reconciles, table};
use kindred::{
    analysis::SetAsideReason as Aside, plan::SourceKind, role::Role,
    source::gather,
};

#[test]
fn shopify_orders_reconcile() {
    // Used: 53.95 + 25.00 + 43.95 + 19.99 + 25.00.
    // Not paid: 99.00 pending, 60.00 voided on two lines, 12.00 authorised.
    let book = reconciles(&Expected {
        files: &["shopify-orders.csv"],
        preset: "shopify-orders",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "Name"),
            (Role::CustomerId, "Email"),
            (Role::Date, "Created at"),
            (Role::Amount, "Total"),
            (Role::Currency, "Currency"),
            (Role::Consent, "Accepts Marketing"),
        ],
        currency: Some("EUR"),
        used: (8, 167_89),
        aside: &[
            (Aside::NoCustomer, (1, 15_00)),
            (Aside::NoValue, (2, 0)),
            (Aside::NotPaid, (4, 171_00)),
            (Aside::OtherCurrency, (1, 0)),
            (Aside::Refund, (0, -29_99)),
        ],
        total: (16, 323_90),
        customers: &["ada@example.org", "bob@example.org", "eve@example.org"],
        others: &[("USD", 1, 30_00)],
    });
    assert_eq!(book.gross, Some(vec![122_90, 25_00, 19_99]));
    assert_eq!(book.returned, Some(vec![-10_00, 0, -19_99]));
}

#[test]
fn woocommerce_items_reconcile() {
    // Used: 44.90 + 12.50 + 25.00 + 10.00, each once though repeated.
    // Not paid: 80.00 failed, 50.00 cancelled on two rows, 15.00 on hold.
    let book = reconciles(&Expected {
        files: &["woocommerce-items.csv"],
        preset: "woocommerce-items",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "order_number"),
            (Role::CustomerId, "billing_email"),
            (Role::Date, "order_date"),
            (Role::Amount, "order_total"),
            (Role::Quantity, "item_quantity"),
            (Role::Product, "item_sku"),
        ],
        currency: Some("EUR"),
        used: (8, 92_40),
        aside: &[
            (Aside::NoCustomer, (1, 9_99)),
            (Aside::NotPaid, (4, 145_00)),
            (Aside::Refund, (0, -29_00)),
        ],
        total: (13, 218_39),
        customers: &["ada@example.org", "bob@example.org", "eve@example.org"],
        others: &[],
    });
    assert_eq!(book.gross, Some(vec![69_90, 12_50, 10_00]));
    assert_eq!(book.returned, Some(vec![-25_00, 0, -4_00]));
}

#[test]
fn woocommerce_orders_reconcile() {
    reconciles(&Expected {
        files: &["woocommerce-orders.csv"],
        preset: "woocommerce-orders",
        kind: SourceKind::Orders,
        roles: &[(Role::Amount, "order_total")],
        currency: Some("EUR"),
        used: (2, 64_90),
        aside: &[(Aside::NotPaid, (1, 10_00)), (Aside::Refund, (0, -5_00))],
        total: (3, 69_90),
        customers: &["ada@example.org", "eve@example.org"],
        others: &[],
    });
}

#[test]
fn stripe_payments_reconcile() {
    // A failed attempt was never converted: it has no amount.
    let book = reconciles(&Expected {
        files: &["stripe-payments.csv"],
        preset: "stripe-payments",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "id"),
            (Role::CustomerId, "Customer Email"),
            (Role::Date, "Created (UTC)"),
            (Role::Amount, "Converted Amount"),
            (Role::Currency, "Converted Currency"),
        ],
        currency: Some("EUR"),
        used: (3, 96_10),
        aside: &[
            (Aside::NoCustomer, (1, 7_00)),
            (Aside::NotPaid, (1, 0)),
            (Aside::TestOrder, (1, 1_00)),
            (Aside::Refund, (0, -35_00)),
        ],
        total: (6, 69_10),
        customers: &["ada@example.org", "bob@example.org"],
        others: &[],
    });
    assert_eq!(book.returned, Some(vec![-30_00, -5_00]));
}

#[test]
fn the_present_export_of_stripe_reconciles() {
    // Not paid: a failed and an unfinished attempt, never converted, and
    // 8.00 that were authorised and not taken.
    let book = reconciles(&Expected {
        files: &["stripe-unified.csv"],
        preset: "stripe-payments",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "id"),
            (Role::CustomerId, "Customer Email"),
            (Role::Date, "Created date (UTC)"),
            (Role::Amount, "Converted Amount"),
            (Role::Currency, "Converted Currency"),
        ],
        currency: Some("EUR"),
        used: (3, 96_10),
        aside: &[(Aside::NotPaid, (3, 8_00)), (Aside::Refund, (0, -35_00))],
        total: (6, 69_10),
        customers: &["ada@example.org", "bob@example.org"],
        others: &[],
    });
    assert_eq!(book.returned, Some(vec![-30_00, -5_00]));
}

#[test]
fn square_items_reconcile() {
    reconciles(&Expected {
        files: &["square-items.csv"],
        preset: "square-items",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "Transaction ID"),
            (Role::CustomerId, "Customer ID"),
            (Role::Date, "Date"),
            (Role::Amount, "Net Sales"),
            (Role::Quantity, "Qty"),
        ],
        currency: Some("$"),
        used: (3, 1_254_00),
        aside: &[
            (Aside::NoCustomer, (1, 18_00)),
            (Aside::Return, (1, -18_00)),
        ],
        total: (5, 1_254_00),
        customers: &["C7QZ1", "C8RX2"],
        others: &[],
    });
}

#[test]
fn square_transactions_reconcile() {
    // Used: 1,254.50 with tax and tip, and 18.00.
    let book = reconciles(&Expected {
        files: &["square-transactions.csv"],
        preset: "square-transactions",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "Transaction ID"),
            (Role::CustomerId, "Customer ID"),
            (Role::Date, "Date"),
            (Role::Amount, "Total Collected"),
        ],
        currency: Some("$"),
        used: (2, 1_272_50),
        aside: &[
            (Aside::NoCustomer, (1, 18_00)),
            (Aside::Return, (1, -54_50)),
        ],
        total: (4, 1_236_00),
        customers: &["C7QZ1", "C8RX2"],
        others: &[],
    });
    assert_eq!(book.returned, Some(vec![-54_50, 0]));
}

#[test]
fn paypal_activity_reconciles() {
    // No purchase: −900.00 withdrawn, 55.20 converted, −45.00 bought by the
    // shop, −10.00 held. Dollars: 60.00 paid and converted away.
    let book = reconciles(&Expected {
        files: &["paypal-activity.csv"],
        preset: "paypal-activity",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "Transaction ID"),
            (Role::CustomerId, "From Email Address"),
            (Role::Date, "Date"),
            (Role::Amount, "Gross"),
            (Role::Currency, "Currency"),
        ],
        currency: Some("EUR"),
        used: (2, 1_300_00),
        aside: &[
            (Aside::Return, (1, -20_00)),
            (Aside::OtherRecord, (4, -899_80)),
            (Aside::NotPaid, (1, 33_00)),
            (Aside::OtherCurrency, (2, 0)),
        ],
        total: (10, 413_20),
        customers: &["ada@example.org", "bob@example.org"],
        others: &[("USD", 2, 0)],
    });
    assert_eq!(
        book.returned,
        Some(vec![-20_00, 0]),
        "ada's, not the shop's"
    );
}

#[test]
fn etsy_orders_and_items_reconcile() {
    reconciles(&Expected {
        files: &["etsy-orders.csv"],
        preset: "etsy-orders",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "Order ID"),
            (Role::CustomerId, "Buyer User ID"),
            (Role::Date, "Sale Date"),
            (Role::Amount, "Order Total"),
        ],
        currency: Some("EUR"),
        // Of 36.00 there remained 26.50.
        used: (4, 160_00),
        aside: &[(Aside::NotPaid, (1, 20_00)), (Aside::Refund, (0, -9_50))],
        total: (5, 170_50),
        customers: &["ada_k", "bob_s"],
        others: &[],
    });
    let items = |files| Expected {
        files,
        preset: "etsy-items",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "Order ID"),
            (Role::Amount, "Item Total"),
            (Role::Product, "Listing ID"),
        ],
        currency: Some("EUR"),
        used: (4, 124_00),
        aside: &[],
        total: (4, 124_00),
        customers: &["ada_k", "bob_s", "eve_w"],
        others: &[],
    };
    reconciles(&items(&["etsy-items.csv"]));
    // The orders know which of them was cancelled.
    reconciles(&Expected {
        used: (3, 104_00),
        aside: &[(Aside::NotPaid, (1, 20_00))],
        customers: &["ada_k", "bob_s"],
        ..items(&["etsy-items.csv", "etsy-orders.csv"])
    });
}

#[test]
fn an_amazon_settlement_reconciles_with_the_buyers_of_its_orders() {
    // Used: 29.99 + 3.99 + 15.00. Back: 3.99 promotion, 29.99 refund.
    // No purchase: −4.50 −3.22 −2.25 +4.50 −0.90 −12.00 −5.00, and the
    // payout's own row. In all −8.37, which is what was paid out.
    let book = reconciles(&Expected {
        files: &["amazon-settlement.txt", "amazon-orders.txt"],
        preset: "amazon-settlement",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "order-id"),
            (Role::Date, "posted-date"),
            (Role::Amount, "amount"),
            (Role::Product, "sku"),
        ],
        currency: Some("EUR"),
        used: (3, 48_98),
        aside: &[
            (Aside::Return, (2, -33_98)),
            (Aside::OtherRecord, (8, -23_37)),
        ],
        total: (13, -8_37),
        customers: &["b1q@marketplace.example", "c2r@marketplace.example"],
        others: &[],
    });
    assert_eq!(book.returned, Some(vec![-33_98, 0]));
}

#[test]
fn amazon_orders_reconcile_alone() {
    reconciles(&Expected {
        files: &["amazon-orders.txt"],
        preset: "amazon-orders",
        kind: SourceKind::Orders,
        roles: &[(Role::CustomerId, "buyer-email")],
        currency: Some("EUR"),
        used: (2, 44_99),
        aside: &[],
        total: (2, 44_99),
        customers: &["b1q@marketplace.example", "c2r@marketplace.example"],
        others: &[],
    });
}

#[test]
fn all_orders_of_amazon_reconcile_with_the_buyers_of_the_order_report() {
    // Used: 29.99 + 15.00 + 10.00. Not paid: 7.50 pending, one cancelled
    // without a price. Nobody is known to have bought for 5.00.
    reconciles(&Expected {
        files: &["amazon-all-orders.txt", "amazon-orders.txt"],
        preset: "amazon-all-orders",
        kind: SourceKind::Lines,
        roles: &[
            (Role::OrderId, "amazon-order-id"),
            (Role::Date, "purchase-date"),
            (Role::Amount, "item-price"),
            (Role::Quantity, "quantity"),
            (Role::Product, "asin"),
        ],
        currency: Some("EUR"),
        used: (3, 54_99),
        aside: &[(Aside::NoCustomer, (1, 5_00)), (Aside::NotPaid, (2, 7_50))],
        total: (6, 67_49),
        customers: &["b1q@marketplace.example", "c2r@marketplace.example"],
        others: &[],
    });
}

#[test]
fn magento_orders_reconcile() {
    let book = reconciles(&Expected {
        files: &["magento-orders.csv"],
        preset: "magento-orders",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "ID"),
            (Role::CustomerId, "Customer Email"),
            (Role::Date, "Purchase Date"),
            (Role::Amount, "Grand Total (Base)"),
        ],
        currency: None,
        used: (4, 155_00),
        aside: &[(Aside::NotPaid, (2, 17_00)), (Aside::Refund, (0, -40_00))],
        total: (6, 132_00),
        customers: &["ada@example.org", "bob@example.org", "eve@example.org"],
        others: &[],
    });
    assert_eq!(book.returned, Some(vec![-30_00, 0, -10_00]));
}

#[test]
fn ga4_purchases_reconcile() {
    let customers = &["1234567890.1700000000", "2234567890.1700000001"];
    reconciles(&Expected {
        files: &["ga4-events.csv"],
        preset: "ga4-events",
        kind: SourceKind::Orders,
        roles: &[
            (Role::OrderId, "ecommerce.transaction_id"),
            (Role::CustomerId, "user_pseudo_id"),
            (Role::Date, "event_date"),
        ],
        currency: None,
        used: (3, 60_00),
        aside: &[(Aside::Return, (1, -10_50)), (Aside::OtherRecord, (3, 0))],
        total: (7, 49_50),
        customers,
        others: &[],
    });
    let book = reconciles(&Expected {
        files: &["ga4-gross.csv"],
        preset: "ga4-exploration",
        kind: SourceKind::Orders,
        roles: &[(Role::Amount, "Gross purchase revenue")],
        currency: None,
        used: (2, 50_00),
        aside: &[
            (Aside::Unreadable, (5, 0)),
            (Aside::Return, (1, -30_00)),
            (Aside::Refund, (0, -5_00)),
        ],
        total: (8, 15_00),
        customers,
        others: &[],
    });
    assert_eq!(book.returned, Some(vec![-5_00, -30_00]));
    // The lines above the header are told as the reader does; the row of
    // totals is no purchase, nor is what has no order.
    reconciles(&Expected {
        files: &["ga4-exploration.csv"],
        preset: "ga4-exploration",
        kind: SourceKind::Orders,
        roles: &[(Role::CustomerId, "Effective user ID")],
        currency: None,
        used: (12, 60_00),
        aside: &[
            (Aside::Unreadable, (5, 0)),
            (Aside::OtherRecord, (2, 69_99)),
        ],
        total: (19, 129_99),
        customers,
        others: &[],
    });
}

#[test]
fn lists_of_people_join_the_purchases_by_the_address() {
    let lists = [
        ("hubspot-contacts", "Email", 5),
        ("mailchimp-audience", "Email Address", 6),
        ("klaviyo-profiles", "Email", 10),
    ];
    for (name, column, n_matched) in lists {
        let file = format!("{name}.csv");
        let tables = [table("shopify-orders.csv"), table(&file)];
        let sources = [proposed(&tables[0]), proposed(&tables[1])];
        assert_eq!(sources[1].preset.as_deref(), Some(name));
        assert_eq!(sources[1].kind, SourceKind::Customers);
        let purchases = gather(&tables, &sources).expect("they join");
        let join = &purchases.joins[0];
        let key = join.key.as_ref().expect("a key");
        assert_eq!((&*key.column, &*key.of), (column, "Email"), "{name}");
        assert_eq!(join.matches.left.matched, n_matched, "{name}");
    }
}

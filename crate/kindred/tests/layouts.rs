//! Exports that have no preset: kind, roles and every cent from their names
//! and values. Headers are those of the tools' public documents and exports
//! as commonly seen, shortened; the values are made up.
#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "cents stand behind the whole"
)]

use std::slice::from_ref;

use crate::support;
use kindred::{
    analysis::SetAsideReason as Aside,
    ledger::Book,
    plan::{SourceKind, SourcePlan},
    preset,
    role::{Role, propose, repairs},
    source::kind_of,
};
use table::ReadOptions;

/// Twenty orders of eight customers, every second with two lines where lines
/// are told. Orders 3 and 13 have the other status. Of order 6 five were
/// given back. A line of one piece costs 10.00, one of two 20.00 each; an
/// order is its lines and 5.00.
struct Layout {
    name: &'static str,
    header: &'static str,
    /// A record, with `{name}` where a value stands.
    record: &'static str,
    has_lines: bool,
    /// The usual status and the other one.
    status: [&'static str; 2],
    roles: &'static [(Role, &'static str)],
    used: i64,
    not_paid: i64,
    refund: i64,
}

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "BigCommerce orders",
        header: "Order ID,Customer ID,Customer Name,Customer Email,\
            Order Status,Order Date,Subtotal (inc tax),Refund Amount,\
            Order Total (inc tax),Total Quantity,Order Currency Code",
        record: "{order},{who},Ada Ash,{mail},{status},{day},10.00,{back},\
            {total},2,EUR",
        has_lines: false,
        status: ["Completed", "Cancelled"],
        roles: &[
            (Role::CustomerId, "Customer ID"),
            (Role::Amount, "Order Total (inc tax)"),
        ],
        used: 270_00,
        not_paid: 30_00,
        refund: -5_00,
    },
    Layout {
        name: "Wix order items",
        header: "Order number,Date created,Contact email,Item,SKU,Qty,\
            Quantity refunded,Price,Payment status,Shipping rate,Total,\
            Currency,Refunded amount,Net amount",
        record: "{order},{day},{mail},Tea,{sku},{pieces},0,{price},{status},\
            5,{total},EUR,{back},{total}",
        has_lines: true,
        status: ["Paid", "Pending"],
        roles: &[(Role::CustomerId, "Contact email"), (Role::Amount, "Total")],
        used: 590_00,
        not_paid: 110_00,
        refund: -5_00,
    },
    Layout {
        name: "PrestaShop orders",
        header: "ID;Reference;Customer;Total;Payment;Status;Date",
        record: "{order};XK{order};{who};{total};PayPal;{status};{day}",
        has_lines: false,
        status: ["Paiement accepté", "Annulé"],
        roles: &[(Role::CustomerId, "Customer"), (Role::Amount, "Total")],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
    Layout {
        name: "Shopware 6 orders",
        header: "id;orderNumber;orderDateTime;orderCustomer.customerNumber;\
            orderCustomer.email;amountTotal;currency.isoCode;\
            stateMachineState.technicalName",
        record: "x{order};{order};{day};{who};{mail};{total};EUR;{status}",
        has_lines: false,
        status: ["completed", "cancelled"],
        roles: &[
            (Role::OrderId, "orderNumber"),
            (Role::CustomerId, "orderCustomer.customerNumber"),
            (Role::Amount, "amountTotal"),
        ],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
    Layout {
        name: "Gumroad sales",
        header: "Purchase ID,Item Name,Purchase Email,Purchase Date,\
            Sale Price ($),Refunded?,Partially Refunded?",
        record: "{order},Ebook,{mail},{day},{total},{status},false",
        has_lines: false,
        status: ["false", "true"],
        roles: &[(Role::CustomerId, "Purchase Email")],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
    Layout {
        name: "Bookings with a day of cancellation",
        header: "Booking ID,Client ID,Booked on,Total,Cancelled at",
        record: "{order},{who},{day},{total},{status}",
        has_lines: false,
        status: ["", "2025-03-09"],
        roles: &[(Role::CustomerId, "Client ID"), (Role::Date, "Booked on")],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
    Layout {
        name: "Mollie payments",
        header: "Date,Payment method,Currency,Amount,Status,ID,Description,\
            Consumer bank account,Amount refunded",
        record: "{day},ideal,EUR,{total},{status},tr_{order},Order {order},\
            {who},{back}",
        has_lines: false,
        status: ["paid", "expired"],
        roles: &[(Role::Amount, "Amount")],
        used: 270_00,
        not_paid: 30_00,
        refund: -5_00,
    },
    Layout {
        name: "Clover payments",
        header: "Date,Payment ID,Order ID,Tender,Result,Amount,\
            Refund Amount,Customer ID,Currency",
        record: "{day},P{order},{order},Card,{status},{total},{back},{who},\
            USD",
        has_lines: false,
        status: ["SUCCESS", "FAIL"],
        roles: &[
            (Role::OrderId, "Order ID"),
            (Role::CustomerId, "Customer ID"),
        ],
        used: 270_00,
        not_paid: 30_00,
        refund: -5_00,
    },
    Layout {
        name: "JTL order items",
        header: "Auftragsnummer;Auftragsdatum;Kundennummer;E-Mail;\
            Artikelnummer;Menge;VK Netto;Gesamt Brutto;Auftragsstatus",
        record: "AU-{order};{day};{who};{mail};{sku};{pieces};9.00;{sum};\
            {status}",
        has_lines: true,
        status: ["Versendet", "Storniert"],
        roles: &[
            (Role::CustomerId, "Kundennummer"),
            (Role::Amount, "Gesamt Brutto"),
        ],
        used: 500_00,
        not_paid: 100_00,
        refund: 0,
    },
    Layout {
        name: "Xero invoices",
        header: "ContactName,EmailAddress,InvoiceNumber,InvoiceDate,Total,\
            Description,Quantity,UnitAmount,LineAmount,AccountCode,Currency,\
            Status",
        record: "Ada,{mail},{order},{day},{total},Hour,{pieces},{price},\
            {sum},200,GBP,{status}",
        has_lines: true,
        status: ["Paid", "Voided"],
        roles: &[
            (Role::CustomerId, "EmailAddress"),
            (Role::Amount, "LineAmount"),
        ],
        used: 500_00,
        not_paid: 100_00,
        refund: 0,
    },
    Layout {
        name: "WooCommerce items of an order export plugin",
        header: "Order Number,Order Status,Order Date,Email (Billing),\
            Order Refund Amount,Order Total Amount,SKU,Item Name,Quantity,\
            Item Cost",
        record: "{order},{status},{day},{mail},{back},{total},{sku},Cup,\
            {pieces},{price}",
        has_lines: true,
        status: ["Completed", "Cancelled"],
        roles: &[
            (Role::CustomerId, "Email (Billing)"),
            (Role::Amount, "Order Total Amount"),
        ],
        used: 590_00,
        not_paid: 110_00,
        refund: -5_00,
    },
    Layout {
        name: "a booking list",
        header: "Book number,Booked by,Check-in,Status,Rooms,Price,\
            Commission Amount",
        record: "{order},{who},{day},{status},1,{total} EUR,2.25 EUR",
        has_lines: false,
        status: ["ok", "cancelled_by_guest"],
        roles: &[(Role::CustomerId, "Booked by"), (Role::Price, "Price")],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
    Layout {
        name: "opportunities of Salesforce",
        header: "Opportunity ID,Account Name,Opportunity Name,Stage,Amount,\
            Close Date",
        record: "006{order},{who},Deal {order},{status},{total},{day}",
        has_lines: false,
        status: ["Closed Won", "Closed Lost"],
        roles: &[(Role::CustomerId, "Account Name"), (Role::Amount, "Amount")],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
    Layout {
        name: "an interface's orders in cents",
        header: "order_id,created_at,customer_email,status,amount_cents",
        record: "{order},{day}T10:00:00Z,{mail},{status},{cents}",
        has_lines: false,
        status: ["completed", "canceled"],
        roles: &[(Role::Amount, "amount_cents")],
        used: 270_00,
        not_paid: 30_00,
        refund: 0,
    },
];

fn csv(layout: &Layout) -> String {
    let mut text = format!("{}\n", layout.header);
    for order in 0..20 {
        let (who, two) = (order * 3 % 8, layout.has_lines && order % 2 == 1);
        let is_other = order % 10 == 3;
        let total = if two { 55 } else { 15 };
        let values = [
            ("{order}", format!("{}", 1000 + order)),
            ("{who}", format!("C{who:03}")),
            ("{mail}", format!("p{who}@shop.example")),
            (
                "{day}",
                format!("2025-{:02}-{:02}", 1 + order % 9, 1 + order),
            ),
            ("{status}", layout.status[usize::from(is_other)].to_owned()),
            (
                "{back}",
                if order == 6 { "5.00" } else { "0.00" }.to_owned(),
            ),
            ("{total}", format!("{total}.00")),
            ("{cents}", format!("{total}00")),
        ];
        for line in 0..1 + usize::from(two) {
            let price = 10 * (1 + line);
            let of_line = [
                ("{sku}", format!("A-{line}")),
                ("{pieces}", format!("{}", 1 + line)),
                ("{price}", format!("{price}.00")),
                ("{sum}", format!("{}.00", (1 + line) * price)),
            ];
            let both = values.iter().chain(&of_line);
            let record = both.fold(layout.record.to_owned(), |record, it| {
                record.replace(it.0, &it.1)
            });
            text += &format!("{record}\n");
        }
    }
    text
}

fn proposed(table: &table::Table) -> SourcePlan {
    let roles = propose(&table.columns, table.n_records as u64);
    SourcePlan {
        kind: kind_of(table, &roles),
        reading: ReadOptions::default(),
        repairs: repairs(table, &roles),
        roles,
        key: None,
        preset: None,
    }
}

fn book(table: &table::Table, source: &SourcePlan) -> Book {
    support::book(from_ref(table), from_ref(source))
}

#[test]
fn exports_without_a_preset_are_read_to_the_cent() {
    for layout in LAYOUTS {
        let name = layout.name;
        let table = support::read(name, csv(layout).as_bytes());
        assert!(preset::recognise(&table).is_none(), "{name}");
        let source = proposed(&table);
        for &(role, column) in layout.roles {
            let found = source.roles.iter().find(|it| it.role == role);
            let found = found.map(|it| &*it.column);
            assert_eq!(found, Some(column), "{name}: {role:?}");
        }
        let book = book(&table, &source);
        let of = |reason| {
            let mut all = book.records.set_aside.iter();
            all.find(|it| it.reason == reason)
                .and_then(|it| it.amount)
                .unwrap_or(0)
        };
        assert_eq!(book.amount.used, Some(layout.used), "{name}");
        assert_eq!(of(Aside::NotPaid), layout.not_paid, "{name}");
        assert_eq!(of(Aside::Refund), layout.refund, "{name}");
        assert_eq!(book.ids.len(), 8, "{name}");
    }
}

#[test]
fn what_customers_spent_so_far_is_no_purchase() {
    for header in [
        "Customer ID,First Name,Email,Total Spent,Total Orders",
        "id,Name,Email,Total Spend,Payment Count",
    ] {
        let mut text = format!("{header}\n");
        for who in 0..30 {
            text += &format!("{who},A{who},p{who}@shop.example,{who}.50,2\n");
        }
        let table = support::read("customers.csv", text.as_bytes());
        let kind = proposed(&table).kind;
        assert_eq!(kind, SourceKind::Customers, "{header}");
    }
}

//! What is mended in a file that is no export we know, from the names of its
//! columns: records that were not paid, totals that stand on every line of an
//! order, and refunds.

use table::{
    ColumnProfile, ColumnType, MISSING, Table,
    combine::{Below, below},
};

use super::{ColumnRole, Role, name::words_of};
use crate::repair::{Because, Repair};

/// Words of columns that say how far an order or a payment came.
const STATUS: &str = "status statut stato estado stage result outcome machine \
    auftragsstatus bestellstatus bestellungsstatus rechnungsstatus \
    zahlungsstatus";
/// Of payments.
const PAYMENT: &str = "zahlungsstatus payment financial paid zahlung zahlungs paiement pago \
                       pagamento";
/// Of what became of the goods: it does not say whether they were paid.
const GOODS: &str = "fulfillment fulfilment shipping shipment delivery \
                     versand liefer lieferung livraison envio spedizione";
/// Words of a record that is no sale, parted by `|`.
const NO_SALE: &str = "cancelled|canceled|cancelled_by_guest|\
    cancelled_by_hotel|cancelled_by_partner|no_show|no show|no-show|void|\
    voided|failed|fail|failure|declined|expired|abandoned|incomplete|rejected|\
    denied|unpaid|not paid|pending payment|awaiting payment|payment failed|\
    payment error|wc-cancelled|wc-failed|wc-pending|draft|closed lost|\
    prospecting|qualification|negotiation|storniert|storno|abgebrochen|\
    fehlgeschlagen|abgelehnt|nicht bezahlt|unbezahlt|entwurf|\
    zahlung fehlgeschlagen|zahlung ausstehend|annulé|annulée|échoué|refusé|\
    erreur de paiement|paiement refusé|en attente de paiement|brouillon|\
    cancelado|cancelada|anulado|anulada|fallido|rechazado|pendiente de pago|\
    borrador|annullato|annullata|fallito|rifiutato|\
    in attesa di pagamento|bozza|geannuleerd";
/// The same of a payment.
const NO_PAYMENT: &str = "pending|open|ausstehend|offen|en attente|pendiente|\
                          in attesa|authorized|authorised";
/// Of one that was taken back as a whole.
const TAKEN_BACK: &str = "refunded|fully refunded|reversed|charged back|\
    chargeback|erstattet|zurückerstattet|remboursé|remboursée|reembolsado|\
    rimborsato";
/// Words of a column that marks a record that is no sale, by yes or by a day.
const CANCELLED: &str = "cancelled canceled voided storniert annule annulee \
    cancelado cancelada anulado anulada annullato annullata geannuleerd";
/// The same of one that was taken back as a whole.
const REFUNDED: &str = "refunded erstattet zuruckerstattet rembourse \
                        remboursee reembolsado rimborsato";
/// Words that say it was not.
const PARTLY: &str = "partial partially partly teilweise partiellement \
                      parcialmente parzialmente";
/// A mark.
const YES: &str = "true|yes|y|t|1|ja|wahr|oui|vrai|si|sí|sì|verdadero|vero|x";
/// Words of columns that tell what was given back.
const REFUND: &str = "refund refunds refunded erstattet erstattung \
    ruckerstattung rembourse remboursement reembolso rimborso";
/// Words that make another thing of it.
const NO_MONEY: &str = "quantity qty count date time at id status reason \
                        type menge anzahl datum";

/// What is mended before a file without a preset is counted.
///
/// O(columns), and O(records) where an order's total has to be told from
/// a line's.
pub fn repairs(table: &Table, roles: &[ColumnRole]) -> Vec<Repair> {
    let of = |role| roles.iter().find(|it| it.role == role);
    let Some(amount) = of(Role::Amount).or(of(Role::Price)) else {
        return Vec::new();
    };
    let is_net = has(&amount.column, "net netto neto");
    let mut all = Vec::new();
    let order = of(Role::OrderId).map(|it| it.column.clone());
    let total = order.filter(|_| is_total(table, roles));
    if let Some(order) = &total {
        all.push(Repair::OrderTotal {
            order: order.clone(),
            total: amount.column.clone(),
            by: None,
        });
    }
    let refund = table.columns.iter().find(|it| is_refund(it));
    let refund = refund.filter(|it| it.name != amount.column && !is_net);
    if let Some(refund) = refund {
        all.push(Repair::Refund {
            column: refund.name.clone(),
            order: total,
            total: None,
        });
    }
    let whole = refund.is_none() && !is_net;
    let n_records = table.n_records as u64;
    let told = table.columns.iter();
    all.extend(told.filter_map(|it| {
        no_sale(it, whole).or_else(|| marked(it, whole, n_records))
    }));
    all
}

/// Records that a column of their own marks as no sale are set aside.
fn marked(
    column: &ColumnProfile,
    is_whole: bool,
    n_records: u64,
) -> Option<Repair> {
    let name = &column.name;
    let is_cancelled = has(name, CANCELLED);
    let is_gone = is_cancelled || (is_whole && has(name, REFUNDED));
    if !is_gone || has(name, PARTLY) {
        return None;
    }
    let (column_name, reason) = (name.clone(), Because::NotPaid);
    match column.column_type {
        ColumnType::Boolean => Some(Repair::SetAside {
            column: column_name,
            words: YES.split('|').map(str::to_owned).collect(),
            reason,
            unless: None,
        }),
        ColumnType::Date | ColumnType::Timestamp
            if is_cancelled && 2 * column.missing > n_records =>
        {
            Some(Repair::Keep {
                column: column_name,
                words: vec![String::new()],
                reason,
            })
        }
        _ => None,
    }
}

/// Records of a status that is no sale are set aside.
fn no_sale(column: &ColumnProfile, is_whole: bool) -> Option<Repair> {
    let is_few =
        column.column_type == ColumnType::Text && column.distinct <= 40;
    let is_status = has(&column.name, STATUS) && !has(&column.name, GOODS);
    if !is_few || !is_status {
        return None;
    }
    let of_payment = has(&column.name, PAYMENT).then_some(NO_PAYMENT);
    let taken_back = is_whole.then_some(TAKEN_BACK);
    let lists = [Some(NO_SALE), of_payment, taken_back];
    let words = lists.into_iter().flatten().flat_map(|it| it.split('|'));
    Some(Repair::SetAside {
        column: column.name.clone(),
        words: words.map(str::to_owned).collect(),
        reason: Because::NotPaid,
        unless: None,
    })
}

fn is_refund(column: &ColumnProfile) -> bool {
    let is_flag =
        column.column_type == ColumnType::Integer && column.distinct <= 2;
    let is_number = matches!(
        column.column_type,
        ColumnType::Decimal | ColumnType::Integer
    );
    is_number
        && !is_flag
        && !column.name.contains('?')
        && has(&column.name, REFUND)
        && !has(&column.name, NO_MONEY)
}

/// Whether the amount is that of the whole order and stands on each of its
/// lines: its name says so, or it stays the same where price or quantity
/// change.
fn is_total(table: &Table, roles: &[ColumnRole]) -> bool {
    let at = |role| crate::source::position(table, roles, role);
    let has_lines = at(Role::Product).or(at(Role::Price)).is_some();
    let (Some(order), Some(amount), true) =
        (at(Role::OrderId), at(Role::Amount), has_lines)
    else {
        return false;
    };
    let name = &table.columns[amount].name;
    if has(name, "line lineitem item position positions artikel") {
        return false;
    }
    let is_of_order = has(name, "order invoice bestellung auftrag commande")
        && has(name, "total sum amount summe gesamt");
    if is_of_order || table.is_survey() {
        return is_of_order;
    }
    let lines = [at(Role::Price), at(Role::Quantity)];
    let lines: Vec<usize> = lines.into_iter().flatten().collect();
    has(name, "total") && stays(table, order, amount, &lines)
}

/// Whether a column stays the same within an order wherever others change.
fn stays(table: &Table, order: usize, of: usize, others: &[usize]) -> bool {
    let repeats = |columns: &[usize]| {
        let column = |&at: &usize| Below {
            name: at.to_string(),
            of: vec![Some(at)],
            as_text: false,
        };
        let columns: Vec<Below> =
            [order].iter().chain(columns).map(column).collect();
        below(&[table], &columns).repeats()
    };
    let first = table.look_up(order, table, order).records;
    let (same, changed) = (repeats(&[of]), repeats(others));
    let (mut n, mut n_same) = (0, 0);
    for (record, &first) in first.iter().enumerate() {
        let goes_on = first != MISSING && first as usize != record;
        if goes_on && changed[record].is_none() {
            n += 1;
            n_same += usize::from(same[record].is_some());
        }
    }
    n > 2 && 100 * n_same >= 95 * n
}

/// Whether a column's name has one of these words, parted by blanks.
pub(super) fn has(name: &str, listed: &str) -> bool {
    let is_listed =
        |word: &String| listed.split_whitespace().any(|it| it == word);
    words_of(name).iter().any(is_listed)
}

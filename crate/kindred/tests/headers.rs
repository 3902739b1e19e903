//! Headers of real exports in five languages, and what their columns mean.
//!
//! The names are those of the exports; the values stand for theirs. What is
//! not understood stands here as well: a time of day is taken for the day
//! where a file has none (dunnhumby), and a bare "reference" or "pièce" is no
//! order's number, as it may be an article's.

use crate::support;
use kindred::role::{Role, propose};

/// An export and its columns, parted by `|`: the name of each, its values (see
/// [`cell`]) and, after `=`, its role, if it is one that only one column has.
type Header = (&'static str, &'static str);

/// What one purchase of sixty says in a column.
fn cell(values: &str, at: usize) -> String {
    let day = |at: usize| format!("2025-{:02}-{:02}", 1 + at % 9, 1 + at % 27);
    match values {
        "customer" => format!("C{:03}", at * 7 % 20),
        "order" => (10_000 + at / 2).to_string(),
        "row" => (at + 1).to_string(),
        "code" => format!("A-{:03}", at * 5 % 11),
        "product" => format!("pot of tea {}", at * 5 % 11),
        "day" => day(at / 2),
        "other day" => day(at / 2 + 3),
        "money" => format!("{}.{:02}", 3 + at * 11 % 60, at * 37 % 100),
        "pieces" => (1 + at * 3 % 5).to_string(),
        "address" => format!("p{}@shop.example", at * 7 % 20),
        "person" => format!("Ada Ash {}", at * 7 % 20),
        "word" => ["north", "south", "west"][at % 3].to_owned(),
        "digits" => (10_115 + at * 13 % 7 * 100).to_string(),
        "truth" => ["yes", "no"][at % 2].to_owned(),
        "currency" => {
            ["EUR", "USD"][usize::from(at.is_multiple_of(9))].to_owned()
        }
        "text" => format!("a longer sentence about purchase number {at}, new"),
        other => panic!("{other}"),
    }
}

/// Roles that one column has.
const UNIQUE: [(&str, Role); 9] = [
    ("customer", Role::CustomerId),
    ("date", Role::Date),
    ("order", Role::OrderId),
    ("amount", Role::Amount),
    ("quantity", Role::Quantity),
    ("price", Role::Price),
    ("product", Role::Product),
    ("consent", Role::Consent),
    ("currency", Role::Currency),
];

const HEADERS: &[Header] = &[
    (
        "Online Retail of UCI",
        "InvoiceNo: order=order | StockCode: code=product | \
         Description: text | Quantity: pieces=quantity | \
         InvoiceDate: day=date | UnitPrice: money=price | \
         CustomerID: customer=customer | Country: word",
    ),
    (
        "Online Retail II",
        "Invoice: order=order | StockCode: code=product | Description: text \
         | Quantity: pieces=quantity | InvoiceDate: day=date | \
         Price: money=price | Customer ID: customer=customer | \
         Country: word",
    ),
    (
        "CDNOW",
        "customer_id: customer=customer | date: day=date | \
         number_of_cds: pieces=quantity | dollar_value: money=amount",
    ),
    (
        "till receipts",
        "Member_number: customer=customer | Date: day=date | \
         itemDescription: product=product",
    ),
    (
        "orders of Olist",
        "order_id: order=order | customer_id: customer=customer | \
         order_status: word | order_purchase_timestamp: day=date | \
         order_approved_at: other day | \
         order_delivered_carrier_date: other day | \
         order_delivered_customer_date: other day | \
         order_estimated_delivery_date: other day",
    ),
    (
        "items of Olist",
        "order_id: order=order | order_item_id: pieces | \
         product_id: code=product | seller_id: word | \
         shipping_limit_date: other day | price: money=amount | \
         freight_value: money",
    ),
    (
        "Superstore",
        "Row ID: row | Order ID: order=order | Order Date: day=date | \
         Ship Date: other day | Ship Mode: word | \
         Customer ID: customer=customer | Customer Name: person | \
         Segment: word | Country: word | City: word | State: word | \
         Postal Code: digits | Region: word | Product ID: code=product | \
         Category: word | Sub-Category: word | Product Name: product | \
         Sales: money=amount | Quantity: pieces=quantity | Discount: money \
         | Profit: money",
    ),
    (
        "dunnhumby",
        "household_key: customer=customer | BASKET_ID: order=order | \
         DAY: pieces | PRODUCT_ID: code=product | QUANTITY: pieces=quantity \
         | SALES_VALUE: money=amount | STORE_ID: word | RETAIL_DISC: money \
         | TRANS_TIME: digits=date | WEEK_NO: pieces",
    ),
    (
        "a clothing chain",
        "t_dat: day=date | customer_id: customer=customer | \
         article_id: code=product | price: money=amount | \
         sales_channel_id: word",
    ),
    (
        "orders of BigCommerce",
        "Order ID: order=order | Customer ID: customer=customer | \
         Customer Name: person | Customer Email: address | \
         Order Date: day=date | Order Status: word | \
         Subtotal (inc tax): money | Shipping Cost (inc tax): money | \
         Order Total (inc tax): money=amount | \
         Order Currency Code: currency=currency | Customer Message: text",
    ),
    (
        "items of Squarespace",
        "Order ID: order=order | Email: address=customer | \
         Financial Status: word | Paid at: other day=date | \
         Currency: currency=currency | Subtotal: money | Shipping: money | \
         Taxes: money | Amount Refunded: money | Total: money=amount | \
         Created at: day | Lineitem quantity: pieces=quantity | \
         Lineitem name: product | Lineitem price: money=price | \
         Lineitem sku: code=product | Shipping Name: person",
    ),
    (
        "orders of Wix",
        "Order number: order=order | Date created: day=date | \
         Contact email: address=customer | Note from customer: text | \
         Item: product | SKU: code=product | Qty: pieces=quantity | \
         Price: money=price | Payment status: word | Total: money=amount | \
         Currency: currency=currency | Delivery country: word",
    ),
    (
        "tickets of an event",
        "Order #: order=order | Order Date: day=date | First Name: person | \
         Surname: person | Email: address=customer | \
         Quantity: pieces=quantity | Ticket Type: word | \
         Total Paid: money=amount | Currency: currency=currency | \
         Eventbrite Fees: money",
    ),
    (
        "sales by customer, QuickBooks",
        "Date: day=date | Transaction Type: word | Num: order | \
         Product/Service: product=product | Memo/Description: text | \
         Qty: pieces=quantity | Sales Price: money=price | \
         Amount: money=amount | Balance: money | \
         Customer: customer=customer",
    ),
    (
        "invoices of Xero",
        "ContactName: person | EmailAddress: address=customer | \
         InvoiceNumber: order=order | InvoiceDate: day=date | \
         DueDate: other day | Total: money=amount | \
         Quantity: pieces=quantity | UnitAmount: money | \
         Currency: currency=currency | Description: text=product",
    ),
    (
        "invoices of Chargebee",
        "Invoice Number: order=order | Customer Id: customer=customer | \
         Subscription Id: word | Invoice Date: day=date | \
         Amount: money=amount | Currency: currency=currency | Status: word \
         | Due Date: other day",
    ),
    (
        "orders of Shopware",
        "ordernumber: order=order | ordertime: day=date | \
         customerID: customer=customer | invoice_amount: money=amount | \
         invoice_shipping: money | currency: currency=currency | \
         paymentstate: word",
    ),
    (
        "JTL",
        "Auftragsnummer: order=order | Kundennummer: customer=customer | \
         Auftragsdatum: day=date | Artikelnummer: code=product | \
         Artikelname: product | Menge: pieces=quantity | \
         Einzelpreis netto: money=price | Gesamtpreis netto: money=amount | \
         Lieferdatum: other day",
    ),
    (
        "lines of invoices",
        "Rechnungsnr.: order=order | Rechnungsdatum: day=date | \
         Kunden-Nr.: customer=customer | Position: pieces | \
         Artikel-Nr.: code=product | Bezeichnung: text | \
         Menge: pieces=quantity | E-Preis: money=price | \
         G-Preis: money=amount",
    ),
    (
        "sales of eBay, German",
        "Verkaufsprotokollnummer: row | Bestellnummer: order=order | \
         Nutzername des Käufers: customer | Name des Käufers: person | \
         E-Mail des Käufers: address=customer | Artikelnummer: code=product \
         | Angebotstitel: product | Anzahl: pieces=quantity | \
         Verkauft für: money | Gesamtpreis: money=amount | \
         Verkauft am: day=date | Bezahlt am: other day",
    ),
    (
        "vouchers of an office",
        "Belegdatum: day=date | Belegnummer: order=order | \
         Kundennummer: customer=customer | Kundenname: person | \
         Nettobetrag: money=amount | Bruttobetrag: money | \
         Währung: currency=currency | Fälligkeitsdatum: other day",
    ),
    (
        "a German till",
        "Bonnummer: order=order | Datum: day=date | Uhrzeit: digits | \
         Artikel: product=product | Warengruppe: word | \
         Menge: pieces=quantity | Preis: money=price | Umsatz: money=amount \
         | Kundenkarte: customer=customer",
    ),
    (
        "a German web shop",
        "Bestell-Nr.: order=order | Bestelldatum: day=date | \
         Kunden-ID: customer=customer | Produkt: product=product | \
         Stückzahl: pieces=quantity | Stückpreis: money=price | \
         Gesamtsumme: money=amount | Newsletter: truth=consent | Land: word",
    ),
    (
        "orders of PrestaShop, French",
        "ID: row | Référence: order | Nouveau client: truth | \
         Livraison: word | Client: customer=customer | Total: money=amount \
         | Paiement: word | État: word | Date: day=date",
    ),
    (
        "lines of orders, French",
        "N° commande: order=order | N° client: customer=customer | \
         Date de commande: day=date | Référence article: code=product | \
         Désignation: text | Quantité: pieces=quantity | \
         Prix unitaire HT: money=price | Montant HT: money=amount",
    ),
    (
        "Sage, French",
        "N° pièce: order | Date: day=date | Code client: customer=customer \
         | Intitulé client: person | Référence article: code=product | \
         Désignation: text | Qté: pieces=quantity | P.U. HT: money=price | \
         Montant HT: money=amount",
    ),
    (
        "a French till",
        "N° ticket: order=order | Date: day=date | Heure: digits | \
         Article: product=product | Qté: pieces=quantity | \
         Prix: money=price | Total TTC: money=amount | \
         Carte fidélité: customer=customer",
    ),
    (
        "a French web shop",
        "Numéro de commande: order=order | Date d'achat: day=date | \
         Identifiant client: customer=customer | E-mail: address | \
         Produit: product=product | Quantité commandée: pieces=quantity | \
         Prix de vente: money=price | Devise: currency=currency | \
         Date de livraison: other day | Date de naissance: other day",
    ),
    (
        "customers' sales, French",
        "Adhérent: customer=customer | Date facture: day=date | \
         N° facture: order=order | Chiffre d'affaires: money=amount | \
         Magasin: word | Abonné newsletter: truth=consent",
    ),
    (
        "orders of PrestaShop, Spanish",
        "ID: row | Referencia: order | Nuevo cliente: truth | Entrega: word \
         | Cliente: customer=customer | Total: money=amount | Pago: word | \
         Estado: word | Fecha: day=date",
    ),
    (
        "Tiendanube",
        "Número de orden: order=order | Email: address=customer | \
         Fecha: day=date | Estado de la orden: word | Estado del pago: word \
         | Moneda: currency=currency | Subtotal de productos: money | \
         Descuento: money | Costo de envío: money | Total: money=amount | \
         Nombre del comprador: person | Nombre del producto: product | \
         Precio del producto: money=price | \
         Cantidad del producto: pieces=quantity | SKU: code=product",
    ),
    (
        "lines of invoices, Spanish",
        "Nº factura: order=order | Fecha factura: day=date | \
         Código cliente: customer=customer | Nombre: person | \
         Referencia artículo: code=product | Descripción: text | \
         Unidades: pieces=quantity | Precio unitario: money=price | \
         Importe: money=amount",
    ),
    (
        "Mercado Libre",
        "# de venta: order=order | Fecha de venta: day=date | \
         Unidades: pieces=quantity | \
         Ingresos por productos (ARS): money=amount | \
         Cargo por venta: money | SKU: code=product | \
         Título de la publicación: product | Comprador: customer=customer",
    ),
    (
        "a Spanish till",
        "Nº ticket: order=order | Fecha: day=date | Hora: digits | \
         Artículo: product=product | Cantidad: pieces=quantity | \
         PVP: money=price | Importe total: money=amount | \
         Tarjeta cliente: customer=customer",
    ),
    (
        "a Spanish web shop",
        "Pedido: order=order | Fecha del pedido: day=date | \
         Id cliente: customer=customer | Producto: product=product | \
         Cant.: pieces=quantity | Precio: money=price | \
         Divisa: currency=currency | Acepta publicidad: truth=consent | \
         Fecha de entrega: other day",
    ),
    (
        "orders of PrestaShop, Italian",
        "ID: row | Riferimento: order | Nuovo cliente: truth | \
         Consegna: word | Cliente: customer=customer | Totale: money=amount \
         | Pagamento: word | Stato: word | Data: day=date",
    ),
    (
        "lines of orders, Italian",
        "Numero ordine: order=order | Data ordine: day=date | \
         ID cliente: customer=customer | Codice articolo: code=product | \
         Nome prodotto: product | Quantità: pieces=quantity | \
         Prezzo unitario: money=price | Importo: money=amount",
    ),
    (
        "Easyfatt",
        "Data: day=date | Num. doc.: order=order | \
         Cod. cliente: customer=customer | Cod. articolo: code=product | \
         Descrizione: text | Q.tà: pieces=quantity | \
         Prezzo netto: money=price | Importo: money=amount",
    ),
    (
        "an Italian till",
        "Scontrino: order=order | Data: day=date | Ora: digits | \
         Articolo: product=product | Pezzi: pieces=quantity | \
         Prezzo: money=price | Totale: money=amount | \
         Tessera: customer=customer",
    ),
    (
        "invoices, Italian",
        "Fattura n.: order=order | Data fattura: day=date | \
         Codice cliente: customer=customer | Ragione sociale: person | \
         Imponibile: money | IVA: money | Totale documento: money=amount | \
         Valuta: currency=currency | Data scadenza: other day | \
         Consenso marketing: truth=consent",
    ),
];

#[test]
fn the_columns_of_forty_real_headers_are_understood() {
    assert!(HEADERS.len() >= 40);
    let mut wrong = Vec::new();
    for (name, columns) in HEADERS {
        let parts: Vec<(&str, &str, &str)> = columns
            .split(" | ")
            .map(|column| {
                let (column, role) =
                    column.split_once('=').unwrap_or((column, ""));
                let (column, values) =
                    column.rsplit_once(": ").expect("two parts");
                (column, values, role)
            })
            .collect();
        let names: Vec<&str> = parts.iter().map(|it| it.0).collect();
        let mut text = names.join(";") + "\n";
        for at in 0..60 {
            let cells: Vec<String> =
                parts.iter().map(|it| cell(it.1, at)).collect();
            text += &(cells.join(";") + "\n");
        }
        let table = support::read("export.csv", text.as_bytes());
        let found = propose(&table.columns, table.n_records as u64);
        assert_eq!(found.len(), parts.len(), "{name}");
        for (column, (_, _, role)) in found.iter().zip(&parts) {
            let unique = UNIQUE.iter().find(|it| it.1 == column.role);
            let found = unique.map_or("", |it| it.0);
            if found != *role {
                let of = &column.column;
                wrong.push(format!("{name}: {of} is {found:?}, not {role:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

//! The words of column names in English, German, French, Spanish and
//! Italian, folded to lower-case ASCII, and what each speaks of.

use crate::plan::SourceKind;

/// What a word of a column's name speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concept {
    /// One who buys.
    Customer,
    /// A purchase as a whole.
    Order,
    /// A day or a time.
    Date,
    /// A sum of money for a line or an order.
    Amount,
    /// That a number is of the whole.
    Total,
    /// The whole before something is added.
    Part,
    /// With tax or without.
    Net,
    /// That what follows is in the number.
    With,
    /// How many.
    Quantity,
    /// What one piece costs.
    Price,
    /// That a number is of one piece.
    Unit,
    /// What is bought.
    Product,
    /// Its code.
    Sku,
    /// A sentence about it.
    Description,
    /// Free words.
    Text,
    /// Agreement.
    Consent,
    /// E-mail: a customer where no better id is there.
    Email,
    /// A number or key that tells one from another.
    Id,
    /// A particle.
    Of,
    /// A line of an order.
    Line,
    /// A part of the money that is not the price: tax, postage, discount.
    Side,
    /// Who or where a person is: never needed as a value.
    Person,
    /// Another property, which takes the meaning from the words beside it.
    Property,
    /// In which money.
    Currency,
    /// Another day than the purchase: birth, delivery, change.
    OtherEvent,
}

/// Words that tell what the records of a file are, in two columns or more.
pub(super) const KIND_WORDS: [(SourceKind, &str); 4] = [
    (
        SourceKind::Tickets,
        "ticket tickets assignee requester resolved priority inbox agent \
         satisfaction",
    ),
    (
        SourceKind::Reviews,
        "rating ratings stars review reviews reviewer reviewed verified \
         bewertung sterne note avis",
    ),
    (
        SourceKind::Contacts,
        "campaign campaigns opened opens clicked clicks bounced sent \
         delivered unsubscribed kampagne geoffnet geklickt campagne ouvert \
         clique campana abierto campagna aperto",
    ),
    (
        SourceKind::Events,
        "event events session sessions page url referrer pageview \
         pageviews ereignis sitzung seite evenement evento sesion sessione \
         pagina",
    ),
];

/// Words by concept, parted by blanks; a word stands once.
pub(super) const WORDS: &[(Concept, &str)] = &[
    (
        Concept::Customer,
        "customer customers cust client clients member members user \
         users account acct buyer shopper contact subscriber visitor \
         household loyalty kunde kunden kundin kd mitglied mitglieds \
         kaufer kaeufer besteller nutzer haushalt acheteur acheteuse \
         adherent membre utilisateur cliente clientes clienti \
         comprador socio usuario acquirente utente abonne",
    ),
    (
        Concept::Order,
        "order orders invoice invoices receipt basket transaction \
         trans txn purchase purchases sale cart checkout bill ticket \
         bestell bestellung bestellungs auftrag auftrags rechnung \
         rechnungs beleg bon kassenbon kauf einkauf einkaufs \
         warenkorb commande facture achat panier pedido pedidos \
         factura compra boleta ordine ordini fattura acquisto \
         scontrino orden vorgang doc documento venta vente vendita \
         verkauf verkaufs",
    ),
    (
        Concept::Date,
        "date day time timestamp datetime at when datum tag zeit \
         zeitpunkt uhrzeit zeitstempel am jour heure fecha dia hora \
         data giorno ora dt",
    ),
    (
        Concept::Amount,
        "amount revenue sales turnover spend spent payment paid value \
         monetary dollar dollars euro eur usd gbp umsatz betrag wert \
         erlos erloes montant ca valeur importe monto valor ingresos \
         ventas importo valore ricavo fatturato spesa gmv",
    ),
    (
        Concept::Total,
        "total sum grand gesamt ges g summe totale somme suma somma \
         extended",
    ),
    (Concept::Part, "subtotal zwischensumme subtotale imponibile"),
    (
        Concept::Net,
        "gross net brutto netto neto bruto lordo ttc ht",
    ),
    (Concept::With, "inc incl including inkl inclus incluido"),
    (
        Concept::Quantity,
        "quantity quantities qty qte units pieces pcs count menge \
         anzahl stuck stueck stuckzahl stueckzahl quantite nombre \
         cantidad cant unidades quantita qta pezzi volume mengen",
    ),
    (
        Concept::Price,
        "price prices preis preise prix precio prezzo tarif pu vk \
         stuckpreis stueckpreis pvp",
    ),
    (
        Concept::Unit,
        "unit each per piece einzel stk je unitaire unitario unidad \
         unita",
    ),
    (
        Concept::Product,
        "product products item items article articles stock service \
         services goods variant title produkt produkte \
         artikel ware waren produit produits articulo articulos \
         producto productos prodotto prodotti articolo articoli cd \
         cds book dish titulo titolo titre",
    ),
    (Concept::Sku, "sku asin ean gtin upc isbn"),
    (
        Concept::Description,
        "description desc beschreibung bezeichnung designation \
         libelle descripcion descrizione",
    ),
    (
        Concept::Text,
        "memo comment comments note notes review message remark remarks \
         feedback text body answer kommentar bemerkung bemerkungen \
         notiz anmerkung nachricht bewertung freitext commentaire \
         avis remarque comentario comentarios resena nota mensaje \
         commento recensione messaggio opinion",
    ),
    (
        Concept::Consent,
        "consent consents optin opt newsletter permission marketing \
         accepts gdpr dsgvo rgpd einwilligung zustimmung \
         einverstandnis einverstaendnis werbung consentement accord \
         consentimiento aceptacion consenso privacy subscribed \
         werbeeinwilligung permiso publicidad publicite pubblicita",
    ),
    (Concept::Email, "email mail emails correo courriel"),
    (
        Concept::Id,
        "id ids n no nr num cod number numbers code key ref reference \
         nummer nummern kennung kenn schlussel schluessel kennzahl \
         numero codigo codice clave identifiant referencia riferimento \
         uid guid uuid hash \
         zahl index",
    ),
    (
        Concept::Of,
        "of the de du des del della di la le el il der die das von in \
         a and d e l s full",
    ),
    (
        Concept::Line,
        "line lines lineitem position positions pos row zeile ligne \
         linea riga seq",
    ),
    (
        Concept::Side,
        "tax taxes vat shipping postage freight discount refund \
         refunded fee fees tip cost margin profit mwst steuer versand \
         versandkosten rabatt gutschein kosten tva remise frais port \
         iva envio descuento sconto spedizione coupon balance \
         outstanding compare rate pct percent credit limit commission \
         provision",
    ),
    (
        Concept::Person,
        "name firstname lastname surname first last phone telephone \
         mobile fax address street zip postcode postal ip vorname \
         nachname telefon handy adresse anschrift strasse plz \
         postleitzahl hausnummer prenom nom rue apellido apellidos \
         telefono direccion calle cognome indirizzo via iban nome",
    ),
    (
        Concept::Property,
        "type status category class segment group country city state \
         region province age gender sex channel source method land stadt \
         ort typ kategorie gruppe alter geschlecht \
         kanal zahlart etat paiement pago pagamento magasin tienda negozio \
         pays ville categorie statut \
         canal sexe pais ciudad categoria tipo estado edad sexo paese \
         citta stato eta sesso canale brand marke size color colour \
         store filiale department score income tenure vendor language \
         browser device level tier tags stage result outcome",
    ),
    (
        Concept::Currency,
        "currency currencies wahrung waehrung devise moneda divisa valuta",
    ),
    (
        Concept::OtherEvent,
        "birth birthday dob born ship shipped delivery delivered due \
         update updated modified signup registered registration \
         joined since cancelled fulfilled geburt geburts liefer \
         lieferung versanddatum geandert registrierung seit naissance \
         livraison inscription nacimiento entrega alta nascita \
         consegna iscrizione enrolled expiry expires",
    ),
];

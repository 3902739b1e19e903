//! The features in German.

use super::{FeatureTable, FeatureWords, follows_features, named as of};

const _: () = follows_features(&FEATURES);

pub(super) static FEATURES: FeatureTable = [FIRST, super::de_more::MORE];

const FIRST: &[FeatureWords<'static>] = &[
    of(
        "recency_days",
        "Letzte Bestellung",
        "letzte Bestellung",
        "Tage von der letzten Bestellung bis zum Stichtag.",
    ),
    of(
        "orders",
        "Bestellungen",
        "Bestellungen",
        "Aufgegebene Bestellungen.",
    ),
    of(
        "revenue",
        "Umsatz",
        "Umsatz",
        "Was gekauft wurde, Rückgaben nicht abgezogen.",
    ),
    of(
        "revenue_net",
        "Umsatz nach Rückgaben",
        "Umsatz nach Rückgaben",
        "Was gekauft wurde, abzüglich dessen, was zurückkam.",
    ),
    of(
        "tenure_days",
        "Erste Bestellung",
        "erste Bestellung",
        "Tage von der ersten Bestellung bis zum Stichtag.",
    ),
    of(
        "gap_mean_days",
        "Tage zwischen Bestellungen",
        "Tage zwischen Bestellungen",
        "Mittlerer Abstand zweier Bestellungen; ab der zweiten Bestellung.",
    ),
    of(
        "gap_variation",
        "Ungleichmaß des Rhythmus",
        "Ungleichmaß des Rhythmus",
        "Wie verschieden die Abstände sind: 0 ist eine Uhr, 1 ist Zufall.",
    ),
    of(
        "overdue_ratio",
        "Überfällig",
        "Zeit seit der letzten Bestellung im Verhältnis zum üblichen Abstand",
        "Zeit seit der letzten Bestellung im Verhältnis zum eigenen üblichen \
         Abstand; über 1 ist später als sonst.",
    ),
    of(
        "active_months",
        "Aktive Monate",
        "aktive Monate",
        "Verschiedene Kalendermonate mit einer Bestellung.",
    ),
    of(
        "order_value_mean",
        "Mittlerer Bestellwert",
        "mittlerer Bestellwert",
        "Mittlerer Wert einer Bestellung, Rückgaben abgezogen.",
    ),
    of(
        "order_value_median",
        "Bestellwert in der Mitte",
        "Bestellwert in der Mitte",
        "Der mittlere der geordneten Bestellwerte, Rückgaben abgezogen.",
    ),
    of(
        "order_value_variation",
        "Ungleichmaß der Bestellwerte",
        "Ungleichmaß der Bestellwerte",
        "Wie verschieden die Bestellwerte sind, im Verhältnis zum Mittel.",
    ),
    of(
        "order_value_trend",
        "Trend der Bestellwerte",
        "Trend der Bestellwerte",
        "Wie sich der Bestellwert in 30 Tagen ändert, im Verhältnis zu \
         seiner Mitte; ab der dritten Bestellung.",
    ),
    of(
        "return_share",
        "Zurückgegeben",
        "Anteil der Rückgaben",
        "Was zurückkam, als Anteil am Gekauften.",
    ),
    of(
        "discount_share",
        "Unter dem üblichen Preis gekauft",
        "Anteil unter dem üblichen Preis",
        "Anteil der Zeilen mindestens 5 % unter dem üblichen Preis des \
         Produkts.",
    ),
    of(
        "lines_per_order",
        "Zeilen je Bestellung",
        "Zeilen je Bestellung",
        "Mittlere Zahl der Zeilen einer Bestellung.",
    ),
    of(
        "pieces_per_order",
        "Stück je Bestellung",
        "Stück je Bestellung",
        "Mittlere Stückzahl einer Bestellung.",
    ),
    of(
        "products",
        "Verschiedene Produkte",
        "verschiedene Produkte",
        "Verschiedene Produkte, die je gekauft wurden.",
    ),
    of(
        "product_entropy",
        "Vielfalt",
        "Vielfalt",
        "Wie gleichmäßig sich die Käufe auf Produkte verteilen, in Bit: 0 \
         ist immer dasselbe, 3 sind acht gleich oft gekaufte.",
    ),
    of(
        "new_product_share",
        "Neue Produkte",
        "Anteil neuer Produkte",
        "Anteil der Produkte in späteren Bestellungen, die vorher noch nicht \
         gekauft wurden.",
    ),
    of(
        "weekend_share",
        "Bestellungen am Wochenende",
        "Anteil der Bestellungen am Wochenende",
        "Anteil der Bestellungen an Samstagen und Sonntagen.",
    ),
    of(
        "evening_share",
        "Bestellungen am Abend",
        "Anteil der Bestellungen am Abend",
        "Anteil der Bestellungen von 18 Uhr bis Mitternacht.",
    ),
    of(
        "order_hour",
        "Stunde der Bestellung",
        "Stunde der Bestellung",
        "Die mittlere Tagesstunde der Bestellungen.",
    ),
    of(
        "season_share",
        "Bestellungen in der Hochsaison",
        "Anteil der Bestellungen in der Hochsaison",
        "Anteil der Bestellungen in den drei stärksten Monaten des Shops.",
    ),
];

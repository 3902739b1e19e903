//! More features in German.

use super::{FeatureWords, named as of};

pub(super) const MORE: &[FeatureWords<'static>] = &[
    of(
        "purchase_days",
        "Tage mit Bestellung",
        "Tage mit Bestellung",
        "Verschiedene Tage mit einer Bestellung.",
    ),
    of(
        "gap_last_days",
        "Jüngster Abstand",
        "jüngster Abstand",
        "Tage zwischen den letzten beiden Tagen mit Bestellung.",
    ),
    of(
        "active_span_days",
        "Erste bis letzte Bestellung",
        "Zeit von erster bis letzter Bestellung",
        "Tage von der ersten Bestellung bis zur letzten.",
    ),
    of(
        "gap_first_days",
        "Tage bis zur zweiten Bestellung",
        "Tage bis zur zweiten Bestellung",
        "Tage vom ersten Tag mit Bestellung bis zum zweiten.",
    ),
    of(
        "gap_median_days",
        "Üblicher Abstand",
        "üblicher Abstand",
        "Der mittlere der geordneten Abstände zwischen Bestellungen, in \
         Tagen.",
    ),
    of(
        "gap_longest_days",
        "Längster Abstand",
        "längster Abstand",
        "Die meisten Tage von einer Bestellung zur nächsten.",
    ),
    of(
        "gap_regular_share",
        "Regelmäßige Abstände",
        "Anteil regelmäßiger Abstände",
        "Anteil der Abstände, die vom üblichen um höchstens die Hälfte \
         abweichen.",
    ),
    of(
        "gap_week_share",
        "Binnen einer Woche zurück",
        "Anteil der Bestellungen binnen einer Woche",
        "Anteil der Abstände von höchstens 7 Tagen.",
    ),
    of(
        "overdue_longest",
        "Stille gegen den längsten Abstand",
        "Zeit seit der letzten Bestellung im Verhältnis zum längsten Abstand",
        "Zeit seit der letzten Bestellung im Verhältnis zum längsten \
         Abstand; über 1 war der Kunde noch nie so lange fort.",
    ),
    of(
        "silent_share",
        "Stiller Teil der Zeit",
        "stiller Teil der Zeit als Kunde",
        "Zeit seit der letzten Bestellung als Anteil der Zeit seit der \
         ersten.",
    ),
    of(
        "orders_a_month",
        "Bestellungen in 30 Tagen",
        "Bestellungen in 30 Tagen",
        "Bestellungen in 30 Tagen im Mittel seit der ersten; weniger als 30 \
         Tage zählen als 30.",
    ),
    of(
        "active_month_share",
        "Monate mit Bestellung",
        "Anteil der Monate mit Bestellung",
        "Anteil der Kalendermonate seit der ersten Bestellung, in denen es \
         eine gab.",
    ),
    of(
        "gap_trend",
        "Trend der Abstände",
        "Trend der Abstände",
        "Wie sich der Abstand der Bestellungen in 30 Tagen ändert, im \
         Verhältnis zu seiner Mitte; über 0 wächst er. Ab der vierten \
         Bestellung.",
    ),
    of(
        "gap_late_ratio",
        "Spätere gegen frühere Abstände",
        "spätere gegen frühere Abstände",
        "Mittel der späteren Hälfte der Abstände im Verhältnis zur \
         früheren; über 1 wird der Kunde langsamer.",
    ),
    of(
        "order_value_late_ratio",
        "Spätere gegen frühere Bestellwerte",
        "spätere gegen frühere Bestellwerte",
        "Mittlerer Wert der späteren Hälfte der Bestellungen im Verhältnis \
         zur früheren.",
    ),
    of(
        "orders_90_days",
        "Bestellungen der letzten 90 Tage",
        "Bestellungen der letzten 90 Tage",
        "Bestellungen in den 90 Tagen vor dem Stichtag.",
    ),
    of(
        "orders_365_days",
        "Bestellungen der letzten 365 Tage",
        "Bestellungen der letzten 365 Tage",
        "Bestellungen in den 365 Tagen vor dem Stichtag.",
    ),
    of(
        "order_share_30_days",
        "Anteil der letzten 30 Tage",
        "Anteil der Bestellungen der letzten 30 Tage",
        "Bestellungen in den 30 Tagen vor dem Stichtag als Anteil an allen.",
    ),
    of(
        "order_share_90_days",
        "Anteil der letzten 90 Tage",
        "Anteil der Bestellungen der letzten 90 Tage",
        "Bestellungen in den 90 Tagen vor dem Stichtag als Anteil an allen.",
    ),
    of(
        "order_share_365_days",
        "Anteil der letzten 365 Tage",
        "Anteil der Bestellungen der letzten 365 Tage",
        "Bestellungen in den 365 Tagen vor dem Stichtag als Anteil an allen.",
    ),
    of(
        "order_shift_90_days",
        "Letzte 90 Tage gegen die davor",
        "Anteil der letzten 90 an den Bestellungen von 180 Tagen",
        "Anteil der letzten 90 Tage an den Bestellungen der letzten 180; \
         unter 50 % wird der Kunde langsamer.",
    ),
    of(
        "orders_decayed",
        "Frische Bestellungen",
        "frische Bestellungen",
        "Bestellungen; je 90 Tage Alter zählt jede nur noch halb.",
    ),
    of(
        "revenue_90_days",
        "Bestellwerte der letzten 90 Tage",
        "Bestellwerte der letzten 90 Tage",
        "Bestellwerte in den 90 Tagen vor dem Stichtag, Rückgaben abgezogen.",
    ),
    of(
        "revenue_365_days",
        "Bestellwerte der letzten 365 Tage",
        "Bestellwerte der letzten 365 Tage",
        "Bestellwerte in den 365 Tagen vor dem Stichtag, Rückgaben \
         abgezogen.",
    ),
    of(
        "revenue_share_90_days",
        "Geld der letzten 90 Tage",
        "Anteil der letzten 90 Tage an den Bestellwerten",
        "Bestellwerte in den 90 Tagen vor dem Stichtag als Anteil an allen.",
    ),
    of(
        "revenue_share_365_days",
        "Geld der letzten 365 Tage",
        "Anteil der letzten 365 Tage an den Bestellwerten",
        "Bestellwerte in den 365 Tagen vor dem Stichtag als Anteil an allen.",
    ),
    of(
        "revenue_decayed",
        "Frische Bestellwerte",
        "frische Bestellwerte",
        "Bestellwerte; je 90 Tage Alter zählt jeder nur noch halb.",
    ),
    of(
        "order_value_max",
        "Größte Bestellung",
        "größte Bestellung",
        "Der Wert der größten Bestellung, Rückgaben abgezogen.",
    ),
    of(
        "order_value_min",
        "Kleinste Bestellung",
        "kleinste Bestellung",
        "Der Wert der kleinsten Bestellung, Rückgaben abgezogen.",
    ),
    of(
        "order_value_first",
        "Erster Bestellwert",
        "erster Bestellwert",
        "Der Wert der ersten Bestellung, Rückgaben abgezogen.",
    ),
    of(
        "order_value_last",
        "Letzter Bestellwert",
        "letzter Bestellwert",
        "Der Wert der letzten Bestellung, Rückgaben abgezogen.",
    ),
    of(
        "largest_order_share",
        "Gewicht der größten Bestellung",
        "Anteil der größten Bestellung an den Bestellwerten",
        "Der Wert der größten Bestellung als Anteil an allen Bestellwerten.",
    ),
    of(
        "returned",
        "Wert der Rückgaben",
        "Wert der Rückgaben",
        "Was zurückkam, in Geld.",
    ),
    of(
        "returned_order_share",
        "Bestellungen mit Rückgabe",
        "Anteil der Bestellungen mit Rückgabe",
        "Anteil der Bestellungen, von denen etwas zurückkam.",
    ),
    of(
        "return_line_share",
        "Zeilen mit Rückgabe",
        "Anteil der Zeilen mit Rückgabe",
        "Rückgaben als Anteil an allen Zeilen, gekauft oder zurückgegeben.",
    ),
    of(
        "products_per_order",
        "Produkte je Bestellung",
        "Produkte je Bestellung",
        "Mittlere Zahl verschiedener Produkte einer Bestellung.",
    ),
    of(
        "lines_max",
        "Vollster Warenkorb",
        "Zeilen des vollsten Warenkorbs",
        "Die meisten Zeilen einer Bestellung.",
    ),
    of(
        "lines_variation",
        "Ungleichmaß der Warenkörbe",
        "Ungleichmaß der Warenkörbe",
        "Wie verschieden die Zeilenzahlen der Bestellungen sind, im \
         Verhältnis zum Mittel.",
    ),
    of(
        "single_line_share",
        "Bestellungen mit einer Zeile",
        "Anteil der Bestellungen mit einer Zeile",
        "Anteil der Bestellungen mit einer einzigen Zeile.",
    ),
    of("pieces", "Stückzahl", "Stückzahl", "Alle gekauften Stücke."),
    of(
        "top_product_share",
        "Lieblingsprodukt",
        "Anteil des Lieblingsprodukts",
        "Anteil des am häufigsten gekauften Produkts an den Produkten aller \
         Bestellungen.",
    ),
    of(
        "repeat_product_share",
        "Erneut gekaufte Produkte",
        "Anteil erneut gekaufter Produkte",
        "Anteil der verschiedenen Produkte, die in mindestens zwei \
         Bestellungen stehen.",
    ),
    of(
        "product_evenness",
        "Gleichmaß der Produkte",
        "Gleichmaß der Produkte",
        "Vielfalt im Verhältnis zur größten bei so vielen Produkten: 100 %, \
         wenn alle gleich oft gekauft werden.",
    ),
    of(
        "piece_price",
        "Preis je Stück",
        "Preis je Stück",
        "Was ein Stück im Mittel kostete.",
    ),
    of(
        "price_level",
        "Preisniveau",
        "Preisniveau",
        "Gezahlter Preis im Verhältnis zum üblichen des Produkts, in der \
         Mitte der Zeilen; unter 1 ist billiger als üblich.",
    ),
    of(
        "premium_share",
        "Über dem üblichen Preis gekauft",
        "Anteil über dem üblichen Preis",
        "Anteil der Zeilen mindestens 5 % über dem üblichen Preis des \
         Produkts.",
    ),
    of(
        "cheap_share",
        "Günstige Produkte",
        "Anteil günstiger Produkte",
        "Anteil der Zeilen mit Produkten, deren üblicher Preis im untersten \
         Viertel des Shops liegt.",
    ),
    of(
        "dear_share",
        "Teure Produkte",
        "Anteil teurer Produkte",
        "Anteil der Zeilen mit Produkten, deren üblicher Preis im obersten \
         Viertel des Shops liegt.",
    ),
    of(
        "weekday_entropy",
        "Verteilung über die Woche",
        "Verteilung über die Woche",
        "Wie gleichmäßig sich Bestellungen auf Wochentage verteilen, in \
         Bit: 0 ist immer derselbe Tag, 2,8 sind alle sieben gleich.",
    ),
    of(
        "main_weekday_share",
        "Häufigster Wochentag",
        "Anteil des häufigsten Wochentags",
        "Anteil der Bestellungen am eigenen häufigsten Wochentag.",
    ),
    of(
        "night_share",
        "Bestellungen in der Nacht",
        "Anteil der Bestellungen in der Nacht",
        "Anteil der Bestellungen von Mitternacht bis 6 Uhr.",
    ),
    of(
        "morning_share",
        "Bestellungen am Morgen",
        "Anteil der Bestellungen am Morgen",
        "Anteil der Bestellungen von 6 bis 12 Uhr.",
    ),
    of(
        "afternoon_share",
        "Bestellungen am Nachmittag",
        "Anteil der Bestellungen am Nachmittag",
        "Anteil der Bestellungen von 12 bis 18 Uhr.",
    ),
    of(
        "hour_entropy",
        "Verteilung über den Tag",
        "Verteilung über den Tag",
        "Wie gleichmäßig sich Bestellungen auf die 24 Stunden verteilen, in \
         Bit: 0 ist immer dieselbe Stunde.",
    ),
    of(
        "month_entropy",
        "Verteilung über das Jahr",
        "Verteilung über das Jahr",
        "Wie gleichmäßig sich Bestellungen auf die Kalendermonate \
         verteilen, in Bit: 0 ist immer derselbe Monat.",
    ),
    of(
        "last_quarter_share",
        "Bestellungen von Oktober bis Dezember",
        "Anteil der Bestellungen von Oktober bis Dezember",
        "Anteil der Bestellungen im letzten Quartal eines Jahres.",
    ),
    of(
        "same_quarter_share",
        "Bestellungen zu dieser Jahreszeit",
        "Anteil der Bestellungen zu dieser Jahreszeit",
        "Anteil der Bestellungen im selben Quartal wie der Tag vor dem \
         Stichtag, gleich welchen Jahres.",
    ),
    of(
        "gift_share",
        "Bestellungen vor Weihnachten",
        "Anteil der Bestellungen vor Weihnachten",
        "Anteil der Bestellungen vom 15. November bis zum 24. Dezember.",
    ),
];

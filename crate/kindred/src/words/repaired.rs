//! What is told of the records and their repairs.

use super::{de, en, number::Numbers};
use crate::repair::CurrencySum;

/// The words of one language: one of a thing, several of it, and what
/// became of them.
pub(crate) struct RepairWords {
    numbers: Numbers,
    records: [&'static str; 2],
    together: &'static str,
    left_out: &'static str,
    orders: [&'static str; 2],
    different: &'static str,
    /// That no record tells a day.
    pub no_days: &'static str,
    /// The name of those whom the method puts in no group.
    pub outside: &'static str,
    /// That only the first features are computed.
    pub core_only: &'static str,
    /// That customers can't be parted by their stage.
    pub no_stages: &'static str,
}

pub(super) const EN: RepairWords = RepairWords {
    numbers: en::NUMBERS,
    records: ["record", "records"],
    together: "together",
    left_out: "left out, because one currency is looked at.",
    orders: ["order", "orders"],
    different: "with different totals on its records: each record counts \
                what it tells.",
    no_days: "The file tells no day. What is about time is not computed: \
              last order, rhythm, season.",
    outside: "In no group",
    core_only: "So many customers: only the main features are computed, and \
                those that the plan names.",
    no_stages: "Lifecycle stages can't be told: the files name no days, or \
                too few customers came back. Groups are of all customers \
                together.",
};

pub(super) const DE: RepairWords = RepairWords {
    numbers: de::NUMBERS,
    records: ["Zeile", "Zeilen"],
    together: "zusammen",
    left_out: "weggelassen, weil eine Währung betrachtet wird.",
    orders: ["Bestellung", "Bestellungen"],
    different: "mit verschiedenen Summen auf den Zeilen: jede Zeile zählt, \
                was sie nennt.",
    no_days: "Die Datei nennt keinen Tag. Was von der Zeit abhängt, wird \
              nicht berechnet: letzter Kauf, Rhythmus, Saison.",
    outside: "In keiner Gruppe",
    core_only: "So viele Kunden: nur die wichtigsten Merkmale werden \
                berechnet, und die der Plan nennt.",
    no_stages: "Lebensphasen lassen sich nicht bestimmen: Die Dateien nennen \
                keine Tage, oder zu wenige Kunden kamen wieder. Die Gruppen \
                sind aus allen Kunden zusammen gebildet.",
};

impl RepairWords {
    /// Records of a currency that is not analysed.
    pub fn other_currency(&self, sum: &CurrencySum) -> String {
        let records = self.counted(sum.count, self.records);
        let money = self.numbers.exact(sum.sum, sum.scale);
        let (name, together) = (&sum.currency, self.together);
        let left_out = self.left_out;
        format!("{records} in {name}, {together} {money} {name}: {left_out}")
    }

    /// Orders whose records tell different totals.
    pub fn different_totals(&self, n_orders: u64) -> String {
        let orders = self.counted(n_orders, self.orders);
        format!("{orders} {}", self.different)
    }

    fn counted(&self, n: u64, [one, several]: [&str; 2]) -> String {
        let word = if n == 1 { one } else { several };
        format!("{} {word}", self.numbers.integer(n as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_currency_is_told_to_the_cent() {
        let sum = CurrencySum {
            currency: "USD".into(),
            count: 1,
            sum: -1_234_507,
            scale: 2,
        };
        assert_eq!(
            EN.other_currency(&sum),
            "1 record in USD, together −12,345.07 USD: left out, because \
             one currency is looked at."
        );
        assert!(DE.other_currency(&sum).contains("−12.345,07 USD"));
    }
}

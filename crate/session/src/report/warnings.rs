//! What reading the file gave to warn of, in a line each: for people who can
//! no longer choose how it is read. What the engine says in the language of
//! the plan stands as it is.

use chart::one_line;
use kindred::plan::Language;
use maud::{Markup, html};
use table::Warning;

use super::About;

impl About<'_> {
    pub(super) fn warnings(&self) -> Markup {
        html! {
            @for warning in &self.analysis.warnings {
                p.warn { (self.warning(warning)) }
            }
        }
    }

    fn warning(&self, warning: &Warning) -> Markup {
        let Some(line) = line(self.language, &warning.code) else {
            return html! { (one_line(&warning.message)) };
        };
        let place = warning.place.as_ref();
        let column = place.and_then(|place| place.column.as_deref());
        html! {
            @if let Some(column) = column {
                (self.say("Column ", "Spalte "))
                bdi { (one_line(column)) }
            } @else {
                (self.say("Reading the file", "Beim Lesen der Datei"))
            }
            ": " (line)
            @if is_counted(&warning.code) {
                " (" (self.count(warning.count)) ")"
            }
            "."
        }
    }
}

/// Whether the count of a warning tells more than that it was given.
fn is_counted(code: &str) -> bool {
    matches!(
        code,
        "W_CURRENCIES"
            | "W_CUT"
            | "W_DIGITS"
            | "W_FOOTER"
            | "W_HEADER_AGAIN"
            | "W_HEADER_EMPTY"
            | "W_HEADER_TWICE"
            | "W_INVISIBLE"
            | "W_MISDECODED"
            | "W_OFFSET"
            | "W_PADDED"
            | "W_PERCENT"
            | "W_PREAMBLE"
            | "W_RAGGED"
            | "W_ROUNDED"
            | "W_SCIENTIFIC"
            | "W_SHEETS"
            | "W_STRAY_QUOTE"
            | "W_TABLES"
            | "W_UNREAD"
            | "W_YEAR"
            | "W_ZONES"
    )
}

fn line(language: Language, code: &str) -> Option<&'static str> {
    let (en, de) = match code {
        "W_COUNTED" => (
            "numbers read as dates that count seconds or days",
            "Zahlen, als Datum gelesen, das Sekunden oder Tage zählt",
        ),
        "W_CURRENCIES" => (
            "amounts in another currency than the others",
            "Beträge in anderer Währung als die übrigen",
        ),
        "W_CUT" => (
            "records with too many fields, cut",
            "Datensätze mit zu vielen Feldern, gekürzt",
        ),
        "W_DATE_MIXED" => (
            "dates in two orders at once, left as text",
            "Datumsangaben in zwei Reihenfolgen, als Text belassen",
        ),
        "W_DATE_ORDER" => (
            "day and month could be the other way round",
            "Tag und Monat könnten vertauscht sein",
        ),
        "W_DECIMAL_MARK" => (
            "the decimal mark could be a point or a comma",
            "das Dezimalzeichen könnte Punkt oder Komma sein",
        ),
        "W_DECIMAL_MIXED" => (
            "numbers with a point and with a comma, left as text",
            "Zahlen mit Punkt und mit Komma, als Text belassen",
        ),
        "W_DELIMITER" => (
            "another delimiter would do nearly as well",
            "ein anderes Trennzeichen passte fast ebenso gut",
        ),
        "W_DIGITS" => (
            "numbers in digits of another script",
            "Zahlen in Ziffern einer anderen Schrift",
        ),
        "W_ENCODING" => (
            "text that is not UTF-8, its encoding guessed",
            "Text, der kein UTF-8 ist, seine Kodierung vermutet",
        ),
        "W_END_MARK" => (
            "an end-of-file mark, left out",
            "ein Zeichen für das Dateiende, weggelassen",
        ),
        "W_FOOTER" => (
            "last records that look like totals, kept",
            "letzte Datensätze, die wie Summen aussehen, behalten",
        ),
        "W_HEADER_AGAIN" => (
            "records that repeat the header, set aside",
            "Datensätze, die die Kopfzeile wiederholen, beiseitegelegt",
        ),
        "W_HEADER_EMPTY" => (
            "columns without a name, named by position",
            "Spalten ohne Namen, nach ihrer Stelle benannt",
        ),
        "W_HEADER_TWICE" => (
            "columns of the same name, numbered",
            "Spalten gleichen Namens, nummeriert",
        ),
        "W_INVISIBLE" => (
            "texts with characters that cannot be seen",
            "Texte mit Zeichen, die man nicht sieht",
        ),
        "W_OFFSET" => (
            "times whose zone was left out",
            "Uhrzeiten, deren Zeitzone wegblieb",
        ),
        "W_MISDECODED" => (
            "characters decoded wrongly before, read as the letters they were",
            "Zeichen, zuvor falsch dekodiert, gelesen als was sie waren",
        ),
        "W_ONE_COLUMN" => {
            ("only one column found", "nur eine Spalte gefunden")
        }
        "W_PADDED" => (
            "records with too few fields, filled up",
            "Datensätze mit zu wenigen Feldern, aufgefüllt",
        ),
        "W_PERCENT" => (
            "numbers without the percent sign of the others",
            "Zahlen ohne das Prozentzeichen der übrigen",
        ),
        "W_PREAMBLE" => (
            "lines before the table, set aside",
            "Zeilen vor der Tabelle, beiseitegelegt",
        ),
        "W_QUOTE" => (
            "quotation marks other than in most files, read as meant",
            "andere Anführungszeichen als üblich, gelesen wie gemeint",
        ),
        "W_RAGGED" => (
            "records with another number of fields, set aside",
            "Datensätze mit anderer Zahl von Feldern, beiseitegelegt",
        ),
        "W_ROUNDED" => (
            "numbers rounded to 9 decimals",
            "Zahlen, auf 9 Nachkommastellen gerundet",
        ),
        "W_SCIENTIFIC" => (
            "values in scientific form, which may have lost digits",
            "Werte in wissenschaftlicher Form, vielleicht ohne alle Ziffern",
        ),
        "W_STRAY_QUOTE" => (
            "fields with a stray quotation mark, read as they stand",
            "Felder mit einem verirrten Anführungszeichen, so gelesen",
        ),
        "W_TABLES" => (
            "records below a header that comes again, left out",
            "Datensätze unter einer Kopfzeile, die wiederkehrt, weggelassen",
        ),
        "W_TRAILING_DELIMITER" => (
            "an empty last column, left out",
            "eine leere letzte Spalte, weggelassen",
        ),
        "W_UNREAD" => (
            "values that could not be read, counted as missing",
            "nicht lesbare Werte, als fehlend gezählt",
        ),
        "W_YEAR" => (
            "years of two digits, read as 1969 to 2068",
            "zweistellige Jahreszahlen, als 1969 bis 2068 gelesen",
        ),
        "W_LINKS" => (
            "values of other files as the workbook last had them",
            "Werte anderer Dateien, wie die Mappe sie zuletzt hatte",
        ),
        "W_MACROS" => (
            "macros of the workbook left alone",
            "Makros der Arbeitsmappe nicht beachtet",
        ),
        "W_JSON_ENTRIES" => (
            "records that are entries of a list inside an object",
            "Datensätze, die Einträge einer Liste in einem Objekt sind",
        ),
        "W_JSON_LEFT_OUT" => (
            "lists of objects left out beside the one read",
            "Listen von Objekten neben der gelesenen, weggelassen",
        ),
        "W_JSON_LIST" => (
            "the file's records read out of one of its lists",
            "die Datensätze der Datei, einer ihrer Listen entnommen",
        ),
        "W_JSON_SKIPPED" => (
            "values that are no objects, set aside",
            "Werte, die keine Objekte sind, beiseitegelegt",
        ),
        "W_JSON_TWICE" => (
            "names that stand twice in an object; the later value was taken",
            "doppelte Namen in einem Objekt; der spätere Wert gilt",
        ),
        "W_SHEETS" => (
            "other sheets or files beside the one read",
            "weitere Blätter oder Dateien neben der gelesenen",
        ),
        "W_ZONES" => (
            "times brought to the offset of the others",
            "Uhrzeiten, auf die Zeitzone der übrigen gebracht",
        ),
        _ => return None,
    };
    Some(match language {
        Language::En => en,
        Language::De => de,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_warning_of_the_reader_has_its_line() {
        let warnings = |code: &&table::Code| code.name.starts_with("W_");
        let all = table::codes::CODES.iter().chain(&workbook::codes::CODES);
        for code in all.filter(warnings) {
            let both = [Language::En, Language::De];
            let [en, de] = both.map(|language| line(language, code.name));
            assert!(en.is_some() && de.is_some(), "{}", code.name);
            assert_ne!(en, de);
        }
    }

    #[test]
    fn what_the_engine_says_itself_has_none() {
        for code in kindred::disclose::CODES {
            assert_eq!(line(Language::De, code.name), None);
        }
    }
}

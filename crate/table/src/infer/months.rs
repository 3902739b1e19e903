//! Names of months and of days of the week in English, German, French,
//! Spanish and Italian.

const NAMES: [&[&str]; 12] = [
    &[
        "january", "januar", "jänner", "jan", "jän", "janvier", "janv",
        "enero", "ene", "gennaio", "gen",
    ],
    &[
        "february", "februar", "feb", "février", "févr", "fév", "fevrier",
        "febrero", "febbraio",
    ],
    &["march", "mar", "märz", "mär", "mrz", "mars", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maggio", "mag"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "giu"],
    &[
        "july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug",
    ],
    &["august", "aug", "août", "aout", "agosto", "ago"],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "settembre",
        "set",
    ],
    &[
        "october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre",
        "ott",
    ],
    &["november", "nov", "novembre", "noviembre"],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "déc",
        "decembre",
        "diciembre",
        "dic",
        "dicembre",
    ],
];

/// The month of a name, `1..=12`, whatever its case.
pub(crate) fn month_of(name: &str) -> Option<u32> {
    if name.len() > 12 || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let name = name.to_lowercase();
    let known = |names: &&[&str]| names.contains(&name.as_str());
    let index = NAMES.iter().position(known)?;
    Some(index as u32 + 1)
}

/// Names of the days of the week, and their short forms.
const DAYS: [&str; 70] = [
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "mo",
    "montag",
    "di",
    "dienstag",
    "mi",
    "mittwoch",
    "do",
    "donnerstag",
    "fr",
    "freitag",
    "sa",
    "samstag",
    "sonnabend",
    "so",
    "sonntag",
    "lun",
    "lundi",
    "mar",
    "mardi",
    "mer",
    "mercredi",
    "jeu",
    "jeudi",
    "ven",
    "vendredi",
    "sam",
    "samedi",
    "dim",
    "dimanche",
    "lunes",
    "martes",
    "mié",
    "miércoles",
    "jue",
    "jueves",
    "vie",
    "viernes",
    "sáb",
    "sábado",
    "dom",
    "domingo",
    "lunedì",
    "lunedi",
    "martedì",
    "martedi",
    "mercoledì",
    "mercoledi",
    "gio",
    "giovedì",
    "giovedi",
    "venerdì",
    "sab",
    "domenica",
];

/// The text without a day of the week before it. `Mar 3` begins with a month,
/// `mar 3 mars` with a day.
pub(crate) fn without_weekday(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(0);
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start_matches(['.', ',', ' ']);
    if name.len() < 2 || name.len() > 12 || rest.is_empty() {
        return text;
    }
    let name = name.to_lowercase();
    let is_day = DAYS.contains(&name.as_str());
    let names_month = |text: &str| {
        let words = text.split([' ', '.', ',', '-', '/']);
        words.take(3).any(|word| month_of(word).is_some())
    };
    if is_day && (month_of(&name).is_none() || names_month(rest)) {
        return rest;
    }
    text
}

//! Names of months in English, German, French, Spanish and Italian.

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

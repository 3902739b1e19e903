//! The words that are a clear yes, and who said one.

use table::MISSING;

use super::PermittedColumn;

/// Whether a text is a clear yes in English, German, French, Spanish or
/// Italian.
///
/// ```
/// use kindred::permit::is_yes;
/// assert!(is_yes(" Ja ") && is_yes("TRUE") && is_yes("sì"));
/// assert!(!is_yes("no") && !is_yes("maybe") && !is_yes(""));
/// ```
pub fn is_yes(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches('.').replace(['_', '-'], " ");
    YES.contains(&text.as_str())
}

/// The words that are a clear yes, lower-case.
const YES: &[&str] = &[
    "1",
    "1.0",
    "yes",
    "y",
    "true",
    "t",
    "✓",
    "✔",
    "☑",
    "agreed",
    "agree",
    "accepted",
    "granted",
    "given",
    "consented",
    "opt in",
    "optin",
    "opted in",
    "subscribed",
    "ja",
    "j",
    "wahr",
    "erteilt",
    "zugestimmt",
    "eingewilligt",
    "angemeldet",
    "abonniert",
    "oui",
    "o",
    "vrai",
    "accepté",
    "acceptée",
    "accordé",
    "accordée",
    "d'accord",
    "inscrit",
    "inscrite",
    "sí",
    "si",
    "s",
    "verdadero",
    "acepto",
    "aceptado",
    "aceptada",
    "concedido",
    "sì",
    "vero",
    "accetto",
    "accettato",
    "accettata",
    "concesso",
    "iscritto",
    "iscritta",
];
/// Texts that stand for nobody in exports of common tools: a record with one
/// of them as its customer names no customer.
pub(crate) fn names_somebody(text: &str) -> bool {
    let text = text.trim();
    let nobody = ["", "-", "?", "nan", "null", "none", "n/a", "na", "#n/a"];
    !nobody.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// What a customer's records say of consent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stated {
    Nothing,
    Yes,
    NotYes,
}

pub(crate) fn who_agreed(
    customers: &PermittedColumn<'_>,
    consent: &PermittedColumn<'_>,
) -> Vec<bool> {
    let yes: Vec<bool> = (0..consent.values.n_codes() as u32)
        .map(|code| is_yes(consent.values.text(code)))
        .collect();
    let mut stated = vec![Stated::Nothing; customers.values.n_codes()];
    for (&who, &what) in customers.codes.iter().zip(&*consent.codes) {
        if who == MISSING || what == MISSING {
            continue;
        }
        let now = &mut stated[who as usize];
        *now = match (*now, yes[what as usize]) {
            (Stated::Nothing | Stated::Yes, true) => Stated::Yes,
            (_, false) | (Stated::NotYes, true) => Stated::NotYes,
        };
    }
    stated.iter().map(|&said| said == Stated::Yes).collect()
}

//! Columns of two truth words.

use super::Texts;

/// What stands for true and for false. `0` and `1` are numbers.
const PAIRS: [[&str; 2]; 21] = [
    ["true", "false"],
    ["t", "f"],
    ["yes", "no"],
    ["y", "n"],
    ["ja", "nein"],
    ["j", "n"],
    ["oui", "non"],
    ["o", "n"],
    ["si", "no"],
    ["sí", "no"],
    ["sì", "no"],
    ["s", "n"],
    ["wahr", "falsch"],
    ["vrai", "faux"],
    ["verdadero", "falso"],
    ["vero", "falso"],
    ["on", "off"],
    ["✓", "✗"],
    ["✓", "✘"],
    ["✔", "✖"],
    ["☑", "☐"],
];

/// The truth of each text, where the column holds both words of one pair and
/// nothing else.
pub(crate) fn read_truths(texts: &Texts<'_>) -> Option<Vec<Option<bool>>> {
    if !(2..=8).contains(&texts.texts.len()) {
        return None;
    }
    PAIRS.iter().find_map(|pair| {
        let read = |text: &&str| truth(text, std::slice::from_ref(pair));
        let truths: Vec<_> = texts.texts.iter().map(read).collect();
        let has = |wanted| truths.contains(&wanted);
        (has(Some(true)) && has(Some(false)) && !has(None)).then_some(truths)
    })
}

/// The truth of each text in a column that must be one of truths: any of the
/// words, and `1` and `0`.
pub(crate) fn force_truths(texts: &Texts<'_>) -> Vec<Option<bool>> {
    let read = |text: &&str| match text.trim() {
        "1" => Some(true),
        "0" => Some(false),
        text => truth(text, &PAIRS),
    };
    texts.texts.iter().map(read).collect()
}

fn truth(text: &str, pairs: &[[&str; 2]]) -> Option<bool> {
    let text = text.trim();
    if text.len() > 10 {
        return None;
    }
    let text = text.to_lowercase();
    let at = pairs.as_flattened().iter().position(|word| *word == text)?;
    Some(at.is_multiple_of(2))
}

//! Columns of two truth words.

use super::Texts;

/// What stands for true and for false. `0` and `1` are numbers.
const PAIRS: [[&str; 2]; 10] = [
    ["true", "false"],
    ["t", "f"],
    ["yes", "no"],
    ["y", "n"],
    ["ja", "nein"],
    ["oui", "non"],
    ["si", "no"],
    ["sí", "no"],
    ["wahr", "falsch"],
    ["vrai", "faux"],
];

/// The truth of each text, where the column holds both words of one pair and
/// nothing else.
pub(crate) fn read_truths(texts: &Texts<'_>) -> Option<Vec<bool>> {
    if !(2..=8).contains(&texts.texts.len()) {
        return None;
    }
    PAIRS.iter().find_map(|pair| read_pair(texts, pair))
}

fn read_pair(texts: &Texts<'_>, pair: &[&str; 2]) -> Option<Vec<bool>> {
    let truths: Vec<bool> = texts
        .texts
        .iter()
        .map(|text| {
            let text = text.trim().to_lowercase();
            let at = pair.iter().position(|word| *word == text)?;
            Some(at == 0)
        })
        .collect::<Option<_>>()?;
    (truths.contains(&true) && truths.contains(&false)).then_some(truths)
}

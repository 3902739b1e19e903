//! A column's name as the concepts of its words.

use super::words::{Concept, WORDS};

/// What the words of a name speak of, in their order; a word that is not
/// known is `None`.
///
/// Words part at anything that is not a letter or digit and where a small
/// letter meets a capital; accents fall. A word that is not in the lists is
/// tried as a compound of words that are (`kundennummer`, `unitprice`).
pub(super) fn concepts(name: &str) -> Vec<Option<Concept>> {
    let mut found = Vec::new();
    for word in words_of(name) {
        match lookup(&word).map(|c| vec![c]).or_else(|| compound(&word)) {
            Some(parts) => found.extend(parts.into_iter().map(Some)),
            None if word.bytes().all(|b| b.is_ascii_digit()) => {}
            None => found.push(None),
        }
    }
    found
}

/// The words of a name, in small letters without accents.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_small = false;
    for c in name.chars() {
        let is_short =
            c == '.' && words.last().is_some_and(|word| is_letter(word));
        let begins = !(c.is_alphanumeric() || is_short)
            || (c.is_uppercase() && before_small);
        if begins {
            words.push(String::new());
        }
        before_small = c.is_lowercase() || c.is_ascii_digit();
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            c.to_lowercase().for_each(|c| fold(c, word));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// One letter: `P.U.` is one word.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// A lower-case letter without its accent.
fn fold(c: char, word: &mut String) {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => word.push('a'),
        'è' | 'é' | 'ê' | 'ë' => word.push('e'),
        'ì' | 'í' | 'î' | 'ï' => word.push('i'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => word.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => word.push('u'),
        'ç' => word.push('c'),
        'ñ' => word.push('n'),
        'ß' => word.push_str("ss"),
        '\u{300}'..='\u{36f}' => {}
        other => word.push(other),
    }
}

fn lookup(word: &str) -> Option<Concept> {
    let mut lists = WORDS.iter();
    let has = |words: &str| words.split(' ').any(|listed| listed == word);
    let lists = lists.find(|(_, words)| has(words));
    lists.map(|&(concept, _)| concept)
}

/// No four listed words are as long together.
const LONG: usize = 64;

/// The fewest listed words of two letters or more that make up a whole
/// word; at most four.
fn compound(word: &str) -> Option<Vec<Concept>> {
    if word.len() > LONG {
        return None;
    }
    (2..=4).find_map(|n| parts(word, n))
}

fn parts(word: &str, n: usize) -> Option<Vec<Concept>> {
    if n == 1 {
        return lookup(word).filter(|_| word.len() > 1).map(|c| vec![c]);
    }
    let cuts = (2..word.len()).rev().filter(|&i| word.is_char_boundary(i));
    for cut in cuts {
        let (head, tail) = word.split_at(cut);
        let Some(first) = lookup(head) else {
            continue;
        };
        if let Some(rest) = parts(tail, n - 1) {
            return Some([vec![first], rest].concat());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_length_is_looked_at_in_no_time() {
        assert_eq!(concepts(&"x".repeat(1 << 20)), [None]);
        let word = "kundennummer".repeat(5);
        assert_eq!(concepts(&word), [None]);
    }

    #[test]
    fn names_of_real_exports_are_understood() {
        use Concept::*;
        let cases: &[(&str, &[Concept])] = &[
            ("InvoiceNo", &[Order, Id]),
            ("customer_id", &[Customer, Id]),
            ("Customer ID", &[Customer, Id]),
            ("CUSTOMERID", &[Customer, Id]),
            ("Kundennummer", &[Customer, Id]),
            ("Bestellnr", &[Order, Id]),
            ("Bestelldatum", &[Order, Date]),
            ("Einzelpreis", &[Unit, Price]),
            ("UnitPrice", &[Unit, Price]),
            ("unitprice", &[Unit, Price]),
            ("Newsletter-Einwilligung", &[Consent, Consent]),
            ("number_of_cds", &[Id, Of, Product]),
            ("dollar_value", &[Amount, Amount]),
            ("itemDescription", &[Product, Description]),
            ("Numéro client", &[Id, Customer]),
            ("Stückzahl", &[Quantity]),
            ("Lineitem quantity", &[Line, Quantity]),
            ("P.U. HT", &[Price, Net]),
            ("Q.tà", &[Quantity]),
        ];
        for (name, expected) in cases {
            let found: Vec<Concept> =
                concepts(name).into_iter().flatten().collect();
            assert_eq!(&found, expected, "{name}");
        }
    }

    #[test]
    fn an_unknown_name_has_no_concept() {
        assert_eq!(concepts("column_4"), [None]);
        assert_eq!(concepts("__proto__"), [None]);
        assert!(concepts("").is_empty());
    }

    #[test]
    fn no_word_stands_twice() {
        let mut words: Vec<_> = WORDS
            .iter()
            .flat_map(|(_, words)| words.split(' '))
            .collect();
        words.sort_unstable();
        let twice: Vec<_> =
            words.windows(2).filter(|w| w[0] == w[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

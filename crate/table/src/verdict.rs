//! What a column is.

use crate::choice::{Kind, Wanted};
use crate::infer::words::is_missing_word;
use crate::infer::{
    DateChoice, NumberChoice, Texts, force_truths, read_counted, read_dates,
    read_numbers, read_truths,
};

/// What a column is.
pub(crate) enum Verdict {
    Empty,
    Text,
    Truths(Vec<Option<bool>>),
    Numbers(NumberChoice),
    Dates(DateChoice),
}

/// What a column is, and which texts mean "no value" in it: the verdict has
/// one entry for each of the others.
pub(crate) struct Decision {
    pub verdict: Verdict,
    /// One entry a text.
    pub dropped: Vec<bool>,
    /// It is one of texts because nothing else was found.
    pub is_open: bool,
}

/// What was decided, or else truth words, dates and numbers, in this order.
pub(crate) fn decide(texts: &Texts<'_>, wanted: Wanted) -> Decision {
    let said = |verdict| Decision {
        is_open: matches!(verdict, Verdict::Text) && wanted.kind.is_none(),
        verdict,
        dropped: vec![false; texts.texts.len()],
    };
    match wanted.kind {
        _ if texts.present == 0 => return said(Verdict::Empty),
        Some(Kind::Text) => return said(Verdict::Text),
        Some(Kind::Empty) => {
            return Decision {
                dropped: vec![true; texts.texts.len()],
                ..said(Verdict::Empty)
            };
        }
        Some(Kind::Truths | Kind::Numbers(_) | Kind::Dates(_)) | None => {}
    }
    let words: Vec<bool> = texts
        .texts
        .iter()
        .map(|text| is_missing_word(text))
        .collect();
    if !words.contains(&true) {
        return said(typed(texts, wanted).unwrap_or(Verdict::Text));
    }
    match typed(&without(texts, &words), wanted) {
        Some(verdict) => Decision {
            verdict,
            dropped: words,
            is_open: false,
        },
        // Of a column that must have a type nothing is left.
        None if wanted.kind.is_some() => Decision {
            verdict: Verdict::Empty,
            dropped: words,
            is_open: false,
        },
        None => said(Verdict::Text),
    }
}

fn without<'a>(texts: &Texts<'a>, dropped: &[bool]) -> Texts<'a> {
    let kept = || (0..dropped.len()).filter(|code| !dropped[*code]);
    let counts: Vec<u32> = kept().map(|code| texts.counts[code]).collect();
    Texts {
        texts: kept().map(|code| texts.texts[code]).collect(),
        present: counts.iter().map(|count| u64::from(*count)).sum(),
        patient: texts.patient,
        counts,
    }
}

fn typed(texts: &Texts<'_>, wanted: Wanted) -> Option<Verdict> {
    if texts.present == 0 {
        return None;
    }
    if let Some(kind) = wanted.kind {
        return forced(&texts.patiently(), wanted, kind);
    }
    if let Some(truths) = read_truths(texts) {
        return Some(Verdict::Truths(truths));
    }
    let counted = || wanted.dated.then(|| read_counted(texts)).flatten();
    let dates = read_dates(texts, wanted.order).or_else(counted);
    if let Some(dates) = dates {
        return Some(Verdict::Dates(dates));
    }
    read_numbers(texts, wanted.mark).map(Verdict::Numbers)
}

/// The texts as what they must be, however few of them are.
fn forced(texts: &Texts<'_>, wanted: Wanted, kind: Kind) -> Option<Verdict> {
    match kind {
        Kind::Empty | Kind::Text => None,
        Kind::Truths => Some(Verdict::Truths(force_truths(texts))),
        Kind::Dates(as_type) => {
            let dates = read_dates(texts, wanted.order)?;
            Some(Verdict::Dates(dates.forced(as_type)))
        }
        Kind::Numbers(as_type) => {
            let numbers = read_numbers(texts, wanted.mark)?;
            Some(Verdict::Numbers(numbers.forced(as_type, &texts.counts)))
        }
    }
}

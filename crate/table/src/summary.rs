//! One column: its type decided, its profile written.

use crate::account::{
    warn_invisible, warn_scientific, warn_texts, warn_unread,
};
use crate::choice::Wanted;
use crate::dictionary::{Dictionary, Finished};
use crate::histogram::{Histogram, histogram};
use crate::infer::Texts;
use crate::values::{ColumnData, Parsed};
use crate::verdict::{Verdict, decide};
use crate::{ColumnProfile, ColumnType, MISSING, Warning};

/// A finished column.
pub(crate) struct Summary {
    pub profile: ColumnProfile,
    pub data: ColumnData,
    pub histogram: Histogram,
    pub warnings: Vec<Warning>,
    /// Not every distinct text is there.
    pub is_full: bool,
}

/// Characters shown of an example.
const EXAMPLE: usize = 80;
const N_EXAMPLES: usize = 3;

/// Decides what a column is and says it.
pub(crate) fn summarise(
    name: &str,
    dictionary: Dictionary,
    wanted: Wanted,
) -> Summary {
    let Finished {
        mut data,
        n_runs,
        survey,
    } = dictionary.finish();
    let (n_records, n_over, mut counts) = match survey {
        Some(survey) => (survey.n_records, survey.n_over, survey.counts),
        None => (data.codes.len() as u64, 0, count(&data)),
    };
    if counts.contains(&0) {
        let unused: Vec<bool> = counts.iter().map(|n| *n == 0).collect();
        drop_texts(&mut data, &mut counts, &unused);
    }
    let decision = decide(&texts(&data, &counts), wanted);
    if decision.dropped.contains(&true) {
        drop_texts(&mut data, &mut counts, &decision.dropped);
    }
    let all = texts(&data, &counts);
    let mut profile = plain_profile(name, &all, n_records - n_over);
    profile.runs = n_runs as f64 / n_records.max(1) as f64;
    let mut warnings = Vec::new();
    if decision.is_open {
        warn_texts(name, &all, &mut warnings);
    }
    if may_be_key(&decision.verdict) {
        warn_scientific(name, &all, &mut warnings);
        warn_invisible(name, &all, &mut warnings);
    }
    let mut summary = Summary {
        profile,
        data,
        histogram: Histogram::Nothing,
        warnings,
        is_full: n_over > 0,
    };
    summary.data.parsed = write(decision.verdict, &counts, &mut summary);
    let kind = summary.profile.column_type;
    summary.histogram = histogram(kind, &summary.data, &counts);
    summary
}

/// The texts of a column that was decided by others of its texts.
pub(crate) fn decided(
    profile: &ColumnProfile,
    dictionary: Dictionary,
) -> ColumnData {
    match Wanted::decided(profile) {
        Some(wanted) if profile.column_type != ColumnType::Text => {
            summarise(&profile.name, dictionary, wanted).data
        }
        _ => dictionary.finish().data,
    }
}

/// Texts and whole numbers may name a customer or an order.
fn may_be_key(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Text => true,
        Verdict::Numbers(numbers) => numbers.whole,
        Verdict::Empty | Verdict::Truths(_) | Verdict::Dates(_) => false,
    }
}

/// Records of each code.
fn count(data: &ColumnData) -> Vec<u32> {
    let mut counts = vec![0; data.ends.len()];
    for code in &data.codes {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    counts
}

fn texts<'a>(data: &'a ColumnData, counts: &[u32]) -> Texts<'a> {
    let all = std::str::from_utf8(&data.texts)
        .expect("every text was checked when it was stored");
    let mut start = 0;
    let mut texts = Vec::with_capacity(data.ends.len());
    for end in &data.ends {
        texts.push(&all[start..*end as usize]);
        start = *end as usize;
    }
    Texts {
        texts,
        counts: counts.to_vec(),
        present: counts.iter().map(|count| u64::from(*count)).sum(),
        patient: false,
    }
}

/// Makes texts missing; the others keep their order and their counts.
fn drop_texts(data: &mut ColumnData, counts: &mut Vec<u32>, dropped: &[bool]) {
    let mut kept = dropped.iter().map(|gone| !gone);
    counts.retain(|_| kept.next().unwrap_or(true));
    let mut new_code = vec![MISSING; data.ends.len()];
    let (mut texts, mut ends) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (code, end) in data.ends.iter().enumerate() {
        if !dropped[code] {
            new_code[code] = ends.len() as u32;
            texts.extend_from_slice(&data.texts[start..*end as usize]);
            ends.push(texts.len() as u32);
        }
        start = *end as usize;
    }
    for code in &mut data.codes {
        if *code != MISSING {
            *code = new_code[*code as usize];
        }
    }
    data.texts = texts;
    data.ends = ends;
}

/// What can be said of texts.
fn plain_profile(
    name: &str,
    texts: &Texts<'_>,
    n_records: u64,
) -> ColumnProfile {
    let n_characters: u64 = texts
        .iter()
        .map(|(text, count)| text.chars().count() as u64 * count)
        .sum();
    let present = texts.present;
    ColumnProfile {
        name: name.to_owned(),
        column_type: ColumnType::Text,
        missing: n_records - present,
        distinct: texts.texts.len() as u64,
        unread: 0,
        examples: examples(texts),
        range: None,
        negative_and_zero: None,
        scale: 0,
        date_order: None,
        date_order_ambiguous: false,
        currency: None,
        currencies: Vec::new(),
        percent: 0,
        zone: None,
        counting: None,
        mean_length: n_characters as f64 / present.max(1) as f64,
        runs: 0.0,
        repeated: false,
    }
}

/// The most frequent texts.
fn examples(texts: &Texts<'_>) -> Vec<String> {
    most_frequent(&texts.counts, N_EXAMPLES)
        .into_iter()
        .map(|code| clip(texts.texts[code], EXAMPLE))
        .collect()
}

/// The most frequent codes, the first to appear first among equals.
pub(crate) fn most_frequent(counts: &[u32], n: usize) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::new();
    for (code, count) in counts.iter().enumerate() {
        let at = best.partition_point(|b| counts[*b] >= *count);
        if at < n {
            best.insert(at, code);
            best.truncate(n);
        }
    }
    best
}

/// A text, cut where it has more than `n` characters.
pub(crate) fn clip(text: &str, n: usize) -> String {
    match text.char_indices().nth(n) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

fn write(verdict: Verdict, counts: &[u32], summary: &mut Summary) -> Parsed {
    let (profile, warnings) = (&mut summary.profile, &mut summary.warnings);
    match verdict {
        Verdict::Empty => {
            profile.column_type = ColumnType::Empty;
            Parsed::Text
        }
        Verdict::Text => Parsed::Text,
        Verdict::Truths(truths) => {
            profile.column_type = ColumnType::Boolean;
            let pairs = truths.iter().zip(counts);
            let unread = pairs.filter(|(truth, _)| truth.is_none());
            profile.unread = unread.map(|(_, count)| u64::from(*count)).sum();
            warn_unread(&profile.name, profile.unread, "truths", warnings);
            Parsed::Booleans(truths)
        }
        Verdict::Numbers(numbers) => numbers.write(counts, profile, warnings),
        Verdict::Dates(dates) => dates.write(profile, warnings),
    }
}

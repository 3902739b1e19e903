//! Attributes as features, where the recipe lets them form segments.
//!
//! An attribute weighs as much as one feature of numbers, whose variance is
//! about 1. Of levels each is a column of 0 and 1, and all of them share one
//! scale:
//!
//! ```text
//! z = (x − p) / √(Σ p (1 − p))     p: the share of customers with a level
//! ```
//!
//! so the variances of the columns of an attribute add up to 1, however many
//! levels it has (but for what is cut at three scales). Levels of fewer than
//! [`SMALLEST`] customers are one, "others"; that nothing is known is a level
//! too where it is so of as many. More than [`MOST_LEVELS`] levels are told
//! by how frequent the own one is. Numbers and days are prepared as any
//! feature; where they are missing of enough customers, a column says of
//! whom, and both share the vote.
//!
//! [`SMALLEST`]: crate::disclose::SMALLEST

use super::{Attribute, Values, is_enough, mapped, n_missing};
use crate::{
    Features, RunError,
    features::{FeatureColumn, Part, Said, Unit},
    words::AttributeWords,
};

/// Before the column's name in a recipe.
pub(crate) const PREFIX: &str = "attribute:";
/// More levels than this are told by their frequency.
const MOST_LEVELS: usize = 20;

/// The name of an attribute in a recipe.
pub(crate) fn name(attribute: &Attribute) -> String {
    format!("{PREFIX}{}", attribute.column)
}

/// Adds the attributes that the recipe names to the features.
///
/// # Errors
/// It names a feature or an attribute that is not there.
///
/// O(n_customers · levels).
pub(crate) fn form(
    features: &mut Features,
    asked: &[String],
    words: &AttributeWords,
) -> Result<(), RunError> {
    check(features, asked)?;
    let all = features.attributes.all.iter();
    let named = all.filter(|it| asked.contains(&name(it)));
    let columns: Vec<FeatureColumn> =
        named.flat_map(|it| columns_of(it, words)).collect();
    features.columns.extend(columns);
    Ok(())
}

/// An attribute that tells nothing is known, and forms nothing.
fn check(features: &Features, asked: &[String]) -> Result<(), RunError> {
    let attributes = &features.attributes;
    let unused = attributes.unused.iter();
    let unused = unused.map(|it| format!("{PREFIX}{}", it.0));
    let own = features.columns.iter().map(|it| it.name.to_string());
    let known: Vec<String> = own
        .chain(attributes.all.iter().map(name))
        .chain(unused)
        .collect();
    match asked.iter().find(|it| !known.contains(it)) {
        Some(feature) => Err(RunError::UnknownFeature {
            feature: feature.clone(),
            known,
        }),
        None => Ok(()),
    }
}

/// The columns that say what an attribute says.
pub(super) fn columns_of(
    attribute: &Attribute,
    words: &AttributeWords,
) -> Vec<FeatureColumn> {
    let made = Made {
        whole: name(attribute),
        attribute,
        words,
    };
    match &attribute.values {
        Values::Levels { names, of, counts } => {
            let frequent = counts.iter().filter(|n| is_enough(**n)).count();
            match frequent > MOST_LEVELS {
                true => vec![made.frequency(of, counts)],
                false => made.one_hot(of, &names[..frequent]),
            }
        }
        Values::Numbers(values) => made.numbers(values, Unit::Ratio),
        Values::Days(values) => made.numbers(values, Unit::Days),
    }
}

/// What the columns of an attribute are made with.
struct Made<'a> {
    whole: String,
    attribute: &'a Attribute,
    words: &'a AttributeWords,
}

impl Made<'_> {
    /// One column a level of these, and of all others and those not known
    /// where they are enough. O(n_customers · levels).
    fn one_hot(&self, of: &[f64], names: &[String]) -> Vec<FeatureColumn> {
        let n_named = names.len() as f64;
        let is_known = is_enough(n_missing(of));
        let mut levels: Vec<(&str, Vec<f64>)> = Vec::new();
        let mark = |holds: &dyn Fn(f64) -> bool| {
            mapped(of, &|it| f64::from(u8::from(holds(it))))
        };
        for (place, name) in names.iter().enumerate() {
            levels.push((name, mark(&|it| it == place as f64)));
        }
        // Few of whom nothing is known are among the others.
        let others = |it: f64| it >= n_named || (it.is_nan() && !is_known);
        levels.push((self.words.others, mark(&others)));
        if is_known {
            levels.push((self.words.unknown, mark(&|it| it.is_nan())));
        }
        levels.retain(|it| it.1.contains(&1.0));
        let n = of.len().max(1) as f64;
        let variance = |values: &Vec<f64>| {
            let share = values.iter().sum::<f64>() / n;
            share * (1.0 - share)
        };
        let sum: f64 = levels.iter().map(|it| variance(&it.1)).sum();
        let spread = sum.sqrt();
        levels
            .into_iter()
            .map(|(level, values)| {
                self.column(Some(level), Unit::Is, 1.0, spread, values)
            })
            .collect()
    }

    /// The share of all customers who have the own level.
    fn frequency(&self, of: &[f64], counts: &[u64]) -> FeatureColumn {
        let n = of.len().max(1) as f64;
        let values = mapped(of, &|it| match it.is_nan() {
            true => it,
            false => counts[it as usize] as f64 / n,
        });
        let level = Some(self.words.frequency);
        self.column(level, Unit::Share, 1.0, 0.0, values)
    }

    fn numbers(&self, values: &[f64], unit: Unit) -> Vec<FeatureColumn> {
        let n_missing = n_missing(values);
        let votes = if is_enough(n_missing) { 2.0 } else { 1.0 };
        let own = self.column(None, unit, votes, 0.0, values.to_vec());
        if votes <= 1.0 {
            return vec![own];
        }
        let is = mapped(values, &|it| f64::from(u8::from(it.is_nan())));
        let share = n_missing as f64 / values.len() as f64;
        let spread = (share * (1.0 - share)).sqrt();
        let level = Some(self.words.unknown);
        vec![own, self.column(level, Unit::Is, votes, spread, is)]
    }

    fn column(
        &self,
        level: Option<&str>,
        unit: Unit,
        votes: f64,
        spread: f64,
        values: Vec<f64>,
    ) -> FeatureColumn {
        let column = &self.attribute.column;
        let title = match level {
            Some(level) => format!("{column}: {level}"),
            None => column.clone(),
        };
        let name = match level {
            Some(level) => format!("{}={level}", self.whole),
            None => self.whole.clone(),
        };
        FeatureColumn {
            name: name.into(),
            unit,
            side: self.attribute.side,
            said: Some(Said {
                title,
                meaning: self.words.meaning(unit).to_owned(),
            }),
            part: Some(Part {
                of: self.whole.clone(),
                votes,
                spread,
            }),
            values,
        }
    }
}

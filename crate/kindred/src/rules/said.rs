//! A rule in words, as one would say it aloud.

use super::{Condition, Ground};
use crate::{
    features,
    words::{Compared, Words},
};

impl Ground<'_> {
    /// The condition in words.
    pub(super) fn said(
        &self,
        of: &Condition,
        words: &'static dyn Words,
    ) -> String {
        let own = words.rules();
        let compared = |feature: &str, how| self.compared(feature, how, words);
        match of {
            Condition::All { all } => self.joined(all, own.and, words),
            Condition::Any { any } => self.joined(any, own.or, words),
            Condition::Not { not } => {
                format!("{} {}", own.not, self.inner(not, words))
            }
            Condition::AtLeast { feature, at_least } => {
                compared(feature, Compared::AtLeast(*at_least))
            }
            Condition::AtMost { feature, at_most } => {
                compared(feature, Compared::AtMost(*at_most))
            }
            Condition::Between { feature, between } => {
                compared(feature, Compared::Between(between[0], between[1]))
            }
            Condition::Missing { feature, missing } => {
                let name = match is_feature(feature) {
                    true => words.feature(feature).inline,
                    false => feature,
                };
                own.missing(name, *missing)
            }
            Condition::Stage { stage } => own.stage(*stage).into(),
            Condition::Group { group } => own.group(*group).into(),
            Condition::Segment { segment } => {
                own.segment(*segment, self.segment(*segment))
            }
            Condition::Rule { rule } => own.quoted(rule),
        }
    }

    /// A set by the name it has: that of a rule or a segment; else in words.
    pub(super) fn name(
        &self,
        of: &Condition,
        words: &'static dyn Words,
    ) -> String {
        match of {
            Condition::Rule { rule } => rule.clone(),
            Condition::Segment { segment } => self
                .segment(*segment)
                .map_or_else(|| self.said(of, words), str::to_owned),
            other => self.said(other, words),
        }
    }

    fn segment(&self, id: u32) -> Option<&str> {
        let segment = self.segments.iter().find(|it| it.id == id)?;
        Some(&segment.name)
    }

    fn joined(
        &self,
        parts: &[Condition],
        between: &str,
        words: &'static dyn Words,
    ) -> String {
        let parts: Vec<String> = match parts {
            [only] => vec![self.said(only, words)],
            parts => parts.iter().map(|it| self.inner(it, words)).collect(),
        };
        parts.join(between)
    }

    /// Within another condition: what is itself joined stands in brackets.
    fn inner(&self, of: &Condition, words: &'static dyn Words) -> String {
        let said = self.said(of, words);
        match of {
            Condition::All { all: parts } | Condition::Any { any: parts }
                if parts.len() > 1 =>
            {
                format!("({said})")
            }
            _ => said,
        }
    }

    fn compared(
        &self,
        feature: &str,
        how: Compared,
        words: &'static dyn Words,
    ) -> String {
        let spec = features::ALL.iter().find(|it| it.name == feature);
        let Some(spec) = spec else {
            // It can't be judged, and the problem says so.
            return feature.to_owned();
        };
        let known = (words.feature(feature), spec.unit);
        words.rules().compared(known, how, &self.currency, words)
    }
}

fn is_feature(name: &str) -> bool {
    features::ALL.iter().any(|it| it.name == name)
}

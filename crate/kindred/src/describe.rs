//! What is said of the segments: profiles, rules, names.

use explain::{Condition, Job, JobOutput, Relation, rule};
use numeric::stats;

use crate::{
    analysis::{FeatureInfo, ProfileEntry, RuleCondition, Segment},
    features::{Features, Unit},
    in_units::InUnits,
    known::{self, Axis, Known},
    measure::Measured,
    name,
    next::{self, Step},
    recipe::{Column, Prepared},
    segment::{Grouping, Kind},
    words::{Bounds, FeatureWords, Portrait, Words, number::Currency},
};

/// Everything to be described, in one place.
pub(crate) struct Subject<'a> {
    pub features: &'a Features,
    pub prepared: &'a Prepared,
    pub grouping: &'a Grouping,
    pub words: &'static dyn Words,
    /// Earlier segments whose names are in the language of the words.
    pub known: Option<&'a Known>,
}

impl Subject<'_> {
    /// A feature as it is shown.
    pub(crate) fn feature_info(
        &self,
        at: usize,
        measured: &Measured,
    ) -> FeatureInfo {
        let column = &self.features.columns[at];
        let words = self.words_of(at).0;
        let prepared = self.prepared.features.iter().find(|f| f.column == at);
        let shares_with = prepared
            .filter(|feature| feature.group != at)
            .map(|feature| self.name(feature.group));
        FeatureInfo {
            name: column.name.to_string(),
            title: words.title.into(),
            unit: self.words.unit(column.unit, &self.currency()),
            meaning: words.meaning.into(),
            side: column.side,
            in_segments: prepared.is_some(),
            grouped_with: shares_with.map(str::to_owned),
            missing: measured.n_missing,
            quartiles: measured.quartiles,
            preparation: prepared.map(|feature| feature.preparation),
        }
    }

    /// The segments, in the order of their labels.
    pub(crate) fn segments(
        &self,
        profiles: Vec<Vec<ProfileEntry>>,
        rules: Vec<rule::Rule>,
    ) -> Vec<Segment> {
        let portraits: Vec<Portrait> =
            profiles.iter().map(|profile| portrait(profile)).collect();
        let everyone = self.everyone();
        let forming: Vec<&str> = self
            .prepared
            .features
            .iter()
            .map(|feature| self.name(feature.column))
            .collect();
        let phrases: Vec<_> = profiles
            .iter()
            .zip(&portraits)
            .map(|(profile, portrait)| {
                name::phrases(profile, &forming, portrait, &everyone)
            })
            .collect();
        let k = self.grouping.k;
        let names = match &self.grouping.kind {
            _ if k == 1 => vec![self.words.everyone().to_owned()],
            Kind::Groups => self.names(vec![None; k], (&phrases, &profiles)),
            Kind::Hybrid(kept) => {
                self.names(kept.own.clone(), (&phrases, &profiles))
            }
            Kind::ValueTiers(tiers) => {
                tiers.iter().map(|&t| self.words.tier(t).into()).collect()
            }
            Kind::Staged(stages) => name::staged(stages, &phrases, self.words),
        };
        let parts = names.into_iter().zip(rules).zip(profiles).enumerate();
        parts
            .map(|(s, ((name, rule), profile))| {
                let step = match &self.grouping.kind {
                    Kind::Groups if k == 1 => Step::Alike,
                    _ if k == 1 || self.is_outside(s) => Step::Watch,
                    Kind::Groups => next::step(&phrases[s], &portraits[s]),
                    Kind::ValueTiers(tiers) => next::step_of_tier(tiers[s]),
                    Kind::Staged(_) | Kind::Hybrid(_) => {
                        next::step(&phrases[s], &portraits[s])
                    }
                };
                Segment {
                    id: s as u32,
                    outside: self.is_outside(s),
                    stage: match &self.grouping.kind {
                        Kind::Staged(stages) => Some(stages[s]),
                        Kind::Groups
                        | Kind::ValueTiers(_)
                        | Kind::Hybrid(_) => None,
                    },
                    own: match &self.grouping.kind {
                        Kind::Hybrid(kept) => kept.own[s].clone(),
                        Kind::Groups
                        | Kind::ValueTiers(_)
                        | Kind::Staged(_) => None,
                    },
                    name,
                    why: self.words.why(&portraits[s], &self.currency()),
                    size: self.grouping.parts[s].size,
                    share_of_customers: self.grouping.parts[s].of_customers,
                    share_of_revenue: self.grouping.parts[s].of_revenue,
                    revenue: self.grouping.parts[s].revenue,
                    stability: self.grouping.parts[s].stability,
                    rule: self.rule_words(&rule.conditions),
                    conditions: self.conditions(&rule.conditions),
                    precision: rule.precision,
                    recall: rule.recall,
                    profile,
                    next: self.words.next(step).into(),
                }
            })
            .collect()
    }

    /// The groups by what distinguishes them; who is in none by that alone.
    /// Who was there before is called as before, and a rule of the user's
    /// own as it is.
    fn names(
        &self,
        own: Vec<Option<String>>,
        (phrases, profiles): (&[Vec<name::Phrase>], &[Vec<ProfileEntry>]),
    ) -> Vec<String> {
        let is_found = |&s: &usize| own[s].is_none() && !self.is_outside(s);
        let found: Vec<usize> = (0..own.len()).filter(is_found).collect();
        let phrases: Vec<_> =
            found.iter().map(|&s| phrases[s].clone()).collect();
        let profiles: Vec<_> =
            found.iter().map(|&s| profiles[s].clone()).collect();
        let mut names = name::names(&phrases, self.words);
        if let Some(known) = self.known {
            let features = self.prepared.features.iter();
            let axes: Vec<Axis<'_>> = features
                .map(|of| Axis {
                    feature: self.name(of.column),
                    preparation: &of.preparation,
                })
                .collect();
            let again = known::again(known, &profiles, &axes);
            names = known::named(names, again);
        }
        let outside = self.words.repaired().outside;
        let mut new = vec![outside.to_owned(); own.len()];
        for (name, at) in names.into_iter().zip(found) {
            new[at] = name;
        }
        known::named(new, own.iter().map(Option::as_deref).collect())
    }

    fn is_outside(&self, segment: usize) -> bool {
        self.grouping.outside == Some(segment as u32)
    }

    pub(crate) fn currency(&self) -> Currency<'_> {
        Currency {
            name: self.features.amount.currency.as_deref(),
            minor_digits: self.features.amount.minor_digits,
        }
    }

    /// What a typical customer of the shop did.
    fn everyone(&self) -> Portrait {
        portrait_of(|name| {
            stats::median(&self.features.column(name)?.present())
        })
    }

    /// Every segment's features, strongest effect first, from what was
    /// measured of each feature.
    pub(crate) fn profiles(
        &self,
        measured: &[Measured],
    ) -> Vec<Vec<ProfileEntry>> {
        let profile = |segment: usize| {
            let features = measured.iter().enumerate();
            let entries = features.filter_map(|(at, of)| {
                let own = of.segments[segment]?;
                let [low, median, high] = own.quartiles;
                Some(ProfileEntry {
                    feature: self.name(at).into(),
                    mean: own.mean,
                    median,
                    quartiles: (low, high),
                    effect: own.effect,
                    interval: own.interval,
                })
            });
            let mut profile: Vec<ProfileEntry> = entries.collect();
            numeric::order::by(&mut profile, |a, b| {
                b.effect.abs().total_cmp(&a.effect.abs())
            });
            profile
        };
        (0..self.grouping.k).map(profile).collect()
    }

    /// The searches for a rule a segment over the features that formed it,
    /// in their units.
    pub(crate) fn rule_jobs(&self) -> Vec<Job> {
        let Grouping { labels, k, .. } = self.grouping;
        rule::jobs(&self.in_units(), labels, *k, &rule::Params::default())
    }

    /// The rules that these searches, and maybe others, found.
    pub(crate) fn rules(&self, found: &[JobOutput]) -> Vec<rule::Rule> {
        let Grouping { labels, k, .. } = self.grouping;
        let used = self.rule_features();
        let mut rules = rule::measured(&self.in_units(), labels, *k, found);
        for condition in rules.iter_mut().flat_map(|r| &mut r.conditions) {
            condition.feature_index = used[condition.feature_index];
        }
        rules
    }

    /// What rules and questions are about, in the features' units.
    pub(crate) fn in_units(&self) -> InUnits<'_> {
        let used = self.rule_features().into_iter();
        let values = used.map(|at| &*self.features.columns[at].values);
        InUnits::new(self.grouping.labels.len(), values)
    }

    /// The features that rules and questions are about, by position.
    pub(crate) fn rule_features(&self) -> Vec<usize> {
        match &self.grouping.kind {
            Kind::Groups | Kind::Staged(_) | Kind::Hybrid(_) => {
                self.prepared.features.iter().map(|f| f.column).collect()
            }
            Kind::ValueTiers(_) => (0..self.features.columns.len())
                .filter(|&at| {
                    matches!(
                        self.name(at),
                        "recency_days" | "orders" | "revenue" | "revenue_net"
                    )
                })
                .collect(),
        }
    }

    fn conditions(&self, of: &[Condition]) -> Vec<RuleCondition> {
        of.iter()
            .map(|condition| RuleCondition {
                feature: self.name(condition.feature_index).into(),
                relation: condition.relation,
                threshold: condition.threshold,
            })
            .collect()
    }

    /// The rule in words; both bounds of a feature are told together.
    fn rule_words(&self, conditions: &[Condition]) -> String {
        if self.grouping.k == 1 {
            return self.words.everyone().into();
        }
        if conditions.is_empty() {
            return self.words.no_rule().into();
        }
        in_words(conditions, self.words, &|at, bounds| {
            let (words, unit) = self.words_of(at);
            self.words.condition(&words, unit, bounds, &self.currency())
        })
    }

    /// The name of a feature.
    pub(crate) fn name(&self, at: usize) -> &str {
        &self.features.columns[at].name
    }

    pub(crate) fn words_of(&self, at: usize) -> (FeatureWords<'_>, Unit) {
        let column = &self.features.columns[at];
        let words = match &column.said {
            Some(said) => FeatureWords {
                name: &column.name,
                title: &said.title,
                inline: &said.title,
                meaning: &said.meaning,
            },
            None => *self.words.feature(&column.name),
        };
        (words, column.unit)
    }
}

/// Conditions in the order of their features, each feature as it is said
/// with both its bounds.
pub(crate) fn in_words(
    conditions: &[Condition],
    words: &dyn Words,
    said: &dyn Fn(usize, Bounds) -> String,
) -> String {
    let parts: Vec<String> = conditions
        .chunk_by(|a, b| a.feature_index == b.feature_index)
        .map(|of_feature| {
            let bound = |relation| {
                of_feature
                    .iter()
                    .find(|condition| condition.relation == relation)
                    .map(|condition| condition.threshold)
            };
            let bounds = Bounds {
                at_least: bound(Relation::AtLeast),
                at_most: bound(Relation::AtMost),
            };
            said(of_feature[0].feature_index, bounds)
        })
        .collect();
    parts.join(words.and())
}

/// What a typical customer did, from the medians of a profile.
fn portrait(profile: &[ProfileEntry]) -> Portrait {
    let median = |name: &str| {
        profile
            .iter()
            .find(|entry| entry.feature == name)
            .map(|entry| entry.median)
    };
    portrait_of(median)
}

fn portrait_of(median: impl Fn(&str) -> Option<f64>) -> Portrait {
    Portrait {
        orders: median("orders"),
        recency_days: median("recency_days"),
        tenure_days: median("tenure_days"),
        gap_days: median("gap_mean_days"),
        products: median("products"),
        order_value: median("order_value_mean"),
    }
}

/// The columns with their names, as the recipe takes them.
pub(crate) fn named(features: &Features) -> Vec<Column<'_>> {
    let columns = features.columns.iter();
    columns
        .map(|feature| Column {
            name: &feature.name,
            part: feature.part.as_ref(),
            side: feature.side,
            values: &feature.values,
        })
        .collect()
}

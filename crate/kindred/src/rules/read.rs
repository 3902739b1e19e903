//! A condition as it is written: one object, by hand, because what derives
//! would make of an untagged enum takes several times the code.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
    ser::SerializeStruct,
};

use super::Condition;
use crate::{groups::Group, lifecycle::Stage};

/// What may be written.
const EXPECTED: &str = "a condition is one of all, any, not, stage, group, \
                        segment, rule, or a feature with one of at-least, \
                        at-most, between, missing";

/// What stands behind the key of a condition.
#[derive(Serialize)]
#[serde(untagged)]
enum Part<'a> {
    Many(&'a [Condition]),
    One(&'a Condition),
    Bound(f64),
    Bounds([f64; 2]),
    Is(bool),
    Stage(Stage),
    Group(Group),
    Id(u32),
    Name(&'a str),
}

impl Condition {
    /// Its key and what stands behind it.
    fn part(&self) -> (&'static str, Part<'_>) {
        match self {
            Self::All { all } => ("all", Part::Many(all)),
            Self::Any { any } => ("any", Part::Many(any)),
            Self::Not { not } => ("not", Part::One(not)),
            Self::AtLeast { at_least, .. } => {
                ("at-least", Part::Bound(*at_least))
            }
            Self::AtMost { at_most, .. } => ("at-most", Part::Bound(*at_most)),
            Self::Between { between, .. } => {
                ("between", Part::Bounds(*between))
            }
            Self::Missing { missing, .. } => ("missing", Part::Is(*missing)),
            Self::Stage { stage } => ("stage", Part::Stage(*stage)),
            Self::Group { group } => ("group", Part::Group(*group)),
            Self::Segment { segment } => ("segment", Part::Id(*segment)),
            Self::Rule { rule } => ("rule", Part::Name(rule)),
        }
    }

    /// The name of its feature, where it is about one.
    fn feature(&self) -> Option<&String> {
        match self {
            Self::AtLeast { feature, .. }
            | Self::AtMost { feature, .. }
            | Self::Between { feature, .. }
            | Self::Missing { feature, .. } => Some(feature),
            Self::All { .. }
            | Self::Any { .. }
            | Self::Not { .. }
            | Self::Stage { .. }
            | Self::Group { .. }
            | Self::Segment { .. }
            | Self::Rule { .. } => None,
        }
    }
}

impl Condition {
    /// The same of another feature, where it is about one.
    fn of(mut self, name: String) -> Self {
        match &mut self {
            Self::AtLeast { feature, .. }
            | Self::AtMost { feature, .. }
            | Self::Between { feature, .. }
            | Self::Missing { feature, .. } => *feature = name,
            Self::All { .. }
            | Self::Any { .. }
            | Self::Not { .. }
            | Self::Stage { .. }
            | Self::Group { .. }
            | Self::Segment { .. }
            | Self::Rule { .. } => {}
        }
        self
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (key, part) = self.part();
        let feature = self.feature();
        let n_keys = 1 + usize::from(feature.is_some());
        let mut object = to.serialize_struct("Condition", n_keys)?;
        if let Some(feature) = feature {
            object.serialize_field("feature", feature)?;
        }
        object.serialize_field(key, &part)?;
        object.end()
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Written)
    }
}

/// Reads the keys of a condition.
struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Condition;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(EXPECTED)
    }

    fn visit_map<M: MapAccess<'de>>(
        self,
        mut map: M,
    ) -> Result<Condition, M::Error> {
        let wrong = || M::Error::custom(EXPECTED);
        let (mut name, mut found) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            if key == "feature" {
                name = Some(map.next_value()?);
            } else if found.replace(part(&key, &mut map)?).is_some() {
                return Err(wrong());
            }
        }
        let condition = found.ok_or_else(wrong)?;
        if condition.feature().is_some() != name.is_some() {
            return Err(wrong());
        }
        Ok(match name {
            Some(name) => condition.of(name),
            None => condition,
        })
    }
}

/// The condition of a key; of a feature that is not named yet.
fn part<'de, M: MapAccess<'de>>(
    key: &str,
    map: &mut M,
) -> Result<Condition, M::Error> {
    let feature = String::new();
    Ok(match key {
        "all" => Condition::All {
            all: map.next_value()?,
        },
        "any" => Condition::Any {
            any: map.next_value()?,
        },
        "not" => Condition::Not {
            not: map.next_value()?,
        },
        "at-least" => Condition::AtLeast {
            feature,
            at_least: map.next_value()?,
        },
        "at-most" => Condition::AtMost {
            feature,
            at_most: map.next_value()?,
        },
        "between" => Condition::Between {
            feature,
            between: map.next_value()?,
        },
        "missing" => Condition::Missing {
            feature,
            missing: map.next_value()?,
        },
        "stage" => Condition::Stage {
            stage: map.next_value()?,
        },
        "group" => Condition::Group {
            group: map.next_value()?,
        },
        "segment" => Condition::Segment {
            segment: map.next_value()?,
        },
        "rule" => Condition::Rule {
            rule: map.next_value()?,
        },
        _ => return Err(M::Error::custom(EXPECTED)),
    })
}

//! A request as it comes in: one flat form, which is read by a fifth of the
//! code that an enum of structs needs.

use chart::{ChartName, Size};
use kindred::{
    Plan,
    plan::SourcePlan,
    rules::{Condition, Rule},
};
use serde::{Deserialize, Deserializer, de::Error};
use table::ReadOptions;

use crate::protocol::{ExportName, FileHandle, Request};

/// Every part of every request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(rename = "type")]
    name: Name,
    files: Option<Vec<FileHandle>>,
    sample: Option<bool>,
    options: Option<Vec<ReadOptions>>,
    plan: Option<Plan>,
    file: Option<usize>,
    from: Option<u64>,
    count: Option<usize>,
    sources: Option<Vec<SourcePlan>>,
    chart: Option<ChartName>,
    size: Option<Size>,
    rules: Option<Vec<Rule>>,
    overlap: Option<Vec<Condition>>,
    segments: Option<[u32; 2]>,
    customer: Option<String>,
    what: Option<ExportName>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Name {
    Load,
    Review,
    Rows,
    Join,
    Run,
    Draw,
    Count,
    Keep,
    Compare,
    LookUp,
    Export,
}

impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let asked = Asked::deserialize(from)?;
        asked.request().map_err(D::Error::missing_field)
    }
}

impl Asked {
    /// The request; else what it lacks.
    fn request(self) -> Result<Request, &'static str> {
        Ok(match self.name {
            Name::Load => Request::Load {
                files: self.files.ok_or("files")?,
                sample: self.sample.ok_or("sample")?,
                options: self.options.ok_or("options")?,
            },
            Name::Review => Request::Review {
                plan: self.plan.ok_or("plan")?,
            },
            Name::Rows => Request::Rows {
                file: self.file.ok_or("file")?,
                from: self.from.ok_or("from")?,
                count: self.count.ok_or("count")?,
            },
            Name::Join => Request::Join {
                sources: self.sources.ok_or("sources")?,
            },
            Name::Run => Request::Run {
                plan: self.plan.ok_or("plan")?,
            },
            Name::Draw => Request::Draw {
                chart: self.chart.ok_or("chart")?,
                size: self.size.ok_or("size")?,
            },
            Name::Count => Request::Count {
                rules: self.rules.ok_or("rules")?,
                overlap: self.overlap.ok_or("overlap")?,
            },
            Name::Keep => Request::Keep {
                rules: self.rules.ok_or("rules")?,
            },
            Name::Compare => Request::Compare {
                segments: self.segments.ok_or("segments")?,
            },
            Name::LookUp => Request::LookUp {
                customer: self.customer.ok_or("customer")?,
            },
            Name::Export => Request::Export {
                what: self.what.ok_or("what")?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kindred::{groups::Group, lifecycle::Stage};

    /// A rule with one condition of each kind.
    fn every_condition() -> Vec<Rule> {
        let feature = || "orders".to_owned();
        let all = vec![
            Condition::AtLeast {
                feature: feature(),
                at_least: 3.0,
            },
            Condition::AtMost {
                feature: feature(),
                at_most: 4.5,
            },
            Condition::Between {
                feature: feature(),
                between: [-1.0, 1.0],
            },
            Condition::Missing {
                feature: feature(),
                missing: true,
            },
            Condition::Stage {
                stage: Stage::AtRisk,
            },
            Condition::Group {
                group: Group::FirstTime,
            },
            Condition::Segment { segment: 0 },
            Condition::Rule { rule: "b".into() },
        ];
        let not = Box::new(Condition::All { all });
        let any = vec![Condition::Not { not }];
        let when = Condition::Any { any };
        let name = "a".into();
        vec![Rule { name, when }]
    }

    #[test]
    fn every_request_is_read_as_it_is_written() {
        let handle = FileHandle {
            name: "a.csv".into(),
            size: 9,
        };
        let plan = Plan::new(Vec::new());
        let all = [
            Request::Load {
                files: vec![handle],
                sample: false,
                options: vec![ReadOptions::default()],
            },
            Request::Review { plan: plan.clone() },
            Request::Rows {
                file: 1,
                from: 2,
                count: 3,
            },
            Request::Join {
                sources: Vec::new(),
            },
            Request::Run { plan },
            Request::Count {
                rules: every_condition(),
                overlap: vec![Condition::Segment { segment: 1 }],
            },
            Request::Keep {
                rules: every_condition(),
            },
            Request::Compare { segments: [2, 0] },
            Request::LookUp {
                customer: "c".into(),
            },
            Request::Export {
                what: ExportName::Plan,
            },
        ];
        for request in all {
            let written = serde_json::to_string(&request).unwrap();
            let read: Request = serde_json::from_str(&written).unwrap();
            assert_eq!(read, request);
        }
        for wrong in [
            r#"{"type": "run"}"#,
            r#"{"type": "walk"}"#,
            r#"{"type": "look-up", "customer": "c", "else": 1}"#,
            r#"{"type": "count", "rules": []}"#,
        ] {
            assert!(serde_json::from_str::<Request>(wrong).is_err());
        }
    }
}

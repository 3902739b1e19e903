//! What crosses between the engine and its hosts. Nothing else decides it.

use chart::{ChartName, Drawing, Size};
use cluster::Method;
use kindred::{
    Analysis, Plan, Review,
    analysis::FeatureInfo,
    compare::Contrast,
    plan::{SourceKind, SourcePlan},
    role::Role,
    rules::{Condition, Counted, Rule},
    source::JoinReport,
};
use serde::{Deserialize, Serialize};
use table::{
    ColumnProfile, Facts, Format, Histogram, Place, ReadOptions, Rows, Warning,
};

/// What the engine can be asked; it is read in `asked.rs`.
#[derive(Clone, Debug, PartialEq, Serialize, ts_rs::TS)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[allow(
    clippy::large_enum_variant,
    reason = "one value a message: a box would save nothing"
)]
pub enum Request {
    /// Reads files, or makes the sample. What was loaded before stays until
    /// the new files are read.
    Load {
        /// The files, in the order in which the host opens them.
        files: Vec<FileHandle>,
        /// Makes the labelled synthetic shop instead.
        sample: bool,
        /// What the user decided about the format of each file, or of the
        /// sample; nothing is decided where there is no entry.
        options: Vec<ReadOptions>,
    },
    /// Looks the loaded tables over: what is wrong with them, and what would
    /// become of every record.
    Review {
        /// What they mean; a permission is not needed.
        plan: Plan,
    },
    /// Gives records of a loaded file as they are written, to whoever
    /// opened it.
    Rows {
        /// Which file, from 0.
        file: usize,
        /// The first record, from 0.
        #[ts(type = "number")]
        from: u64,
        /// How many at most, up to 500.
        count: usize,
    },
    /// Tells how the loaded files join when this is said of them.
    Join {
        /// One entry a file.
        sources: Vec<SourcePlan>,
    },
    /// Runs a plan on the loaded tables.
    Run {
        /// Everything the run depends on.
        plan: Plan,
    },
    /// Draws a chart of the finished analysis.
    Draw {
        /// Which.
        chart: ChartName,
        /// How large.
        size: Size,
    },
    /// Counts rules on the finished run, while they are being written: that
    /// of the plan stays.
    Count {
        /// The rules.
        rules: Vec<Rule>,
        /// Sets whose overlaps are wanted: two or more, or none.
        overlap: Vec<Condition>,
    },
    /// Puts rules in the place of those of the plan that was run.
    Keep {
        /// The rules.
        rules: Vec<Rule>,
    },
    /// What sets two segments of the finished run apart.
    Compare {
        /// Their ids.
        segments: [u32; 2],
    },
    /// What is known of one customer.
    LookUp {
        /// The id, as in the file.
        customer: String,
    },
    /// Writes a file to take away.
    Export {
        /// Which.
        what: ExportName,
    },
}

/// A file the host holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct FileHandle {
    /// Its name, as the user knows it.
    pub name: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub size: u64,
}

/// Files to take away.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum ExportName {
    /// `labels.csv`: customer, segment, confidence.
    Labels,
    /// `plan.json`.
    Plan,
    /// `report.html`: self-contained, without personal rows.
    Report,
    /// `analysis.json`.
    Analysis,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[allow(
    clippy::large_enum_variant,
    reason = "one value a message: a box would save nothing"
)]
pub enum Reply {
    /// Of `load`.
    Loaded {
        /// What the files hold.
        inspection: Inspection,
        /// A plan proposed for them, without a permission.
        plan: Plan,
    },
    /// Of `review`.
    Reviewed {
        /// What was found.
        review: Box<Review>,
    },
    /// Of `rows`.
    Rows {
        /// The records.
        rows: Rows,
    },
    /// Of `join`.
    Joined {
        /// How the files join; empty for one file.
        joins: Vec<JoinReport>,
    },
    /// Of `run` and `keep`.
    Analysed {
        /// The result.
        analysis: Box<Analysis>,
    },
    /// Of `count`.
    Counted {
        /// The figures of each rule, and the overlaps.
        counted: Counted,
    },
    /// Of `compare`.
    Compared {
        /// The strongest contrast first.
        contrasts: Vec<Contrast>,
    },
    /// Of `draw`.
    Drawn {
        /// The chart.
        drawing: Drawing,
    },
    /// Of `look-up`.
    Found {
        /// `None` where nobody has the id.
        customer: Option<CustomerCard>,
    },
    /// Of `export`.
    Exported {
        /// The file's name.
        name: String,
        /// Its media type.
        mime: String,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        #[ts(type = "Uint8Array")]
        bytes: Vec<u8>,
    },
}

/// The first records of a file that is still being read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// Its first records.
    pub rows: Rows,
}

/// What the loaded files hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Inspection {
    /// One entry a file.
    pub files: Vec<FileInspection>,
    /// How files join; empty for one file.
    pub joins: Vec<JoinReport>,
    /// The methods that suit the features of customers, as proposed.
    pub methods: Vec<Method>,
}

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct FileInspection {
    /// Its name.
    pub name: String,
    /// What its records are.
    pub kind: SourceKind,
    /// `csv`, `tsv`, `spaces`, with `+gzip`.
    pub format: String,
    /// The WHATWG name.
    pub encoding: String,
    /// The delimiter.
    pub delimiter: String,
    /// All of the format.
    pub reading: Format,
    /// It is too large to be held at once: what depends on its records is
    /// computed from slices of its customers, which are read again each time.
    pub in_slices: bool,
    /// Records read.
    #[ts(type = "number")]
    pub records: u64,
    /// Records kept: those that can be looked at.
    #[ts(type = "number")]
    pub kept: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its columns.
    pub columns: Vec<ColumnInspection>,
    /// What the user must see.
    pub warnings: Vec<Warning>,
}

/// What one column holds and means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ColumnInspection {
    /// What it holds.
    #[serde(flatten)]
    pub profile: ColumnProfile,
    /// What it means.
    pub role: Role,
    /// How sure, `0.0..=1.0`.
    pub confidence: f64,
    /// How its values are spread, as the file holds them.
    pub histogram: Histogram,
}

/// One customer's segment and features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CustomerCard {
    /// The id.
    pub customer: String,
    /// The segment's id.
    pub segment: u32,
    /// The segment's name.
    pub segment_name: String,
    /// How clearly it belongs there, `0.0..=1.0`.
    pub confidence: f64,
    /// Every feature with its value.
    pub features: Vec<CustomerFeature>,
}

/// One feature of one customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct CustomerFeature {
    /// The feature.
    pub info: FeatureInfo,
    /// Its value; `None` where it can't be computed.
    pub value: Option<f64>,
}

/// Why a request was not done. Everything loaded before is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Failure {
    /// Stable, such as `E_QUOTE`, `no-purpose`, `cancelled`, `internal`.
    pub code: String,
    /// What, where, found, expected.
    pub message: String,
    /// The way on.
    pub hint: Option<String>,
    /// What the sentence names, for a page that says it in its own words.
    #[serde(default)]
    #[ts(type = "{ [name: string]: Fact }")]
    pub facts: Facts,
    /// Where.
    pub place: Option<Place>,
}

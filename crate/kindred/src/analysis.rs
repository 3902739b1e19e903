//! The result: everything the page shows and the exports write.
//!
//! Plain data. Money is in integers of the minor unit. No customer's id and
//! no raw record is in it.

mod seen;

use cluster::agglomerative::Crown;
use cluster::automatic::Which;
use cluster::choose::{Agreement, Evidence, Reason, Verdict};
use explain::Relation;
use serde::{Deserialize, Serialize};
use table::{Table, Warning};

use crate::{
    attributes::{Survey, told::AttributeTold},
    explained::Explained,
    features::Side,
    foretold::Foretold,
    groups::GroupCount,
    lifecycle::{Lifecycle, Stage},
    plan::{Basis, Purpose},
    recipe::{Preparation, SideShare},
    rules::{Overlaps, RuleResult},
};

pub use seen::{Arrow, MapPoint, MapView, NeighbourMap};

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Analysis {
    /// SHA-256 of this analysis and of `labels.csv`, lower-case hex: see
    /// [`crate::digest`].
    pub digest: String,
    /// SHA-256 of what can be looked up of each customer (id, segment,
    /// confidence, features), lower-case hex.
    pub customers_sha256: String,
    /// The plan's seed.
    #[ts(type = "number")]
    pub seed: u64,
    /// Nothing on or after this day (ISO) was seen; `None` where the files
    /// tell no day at all.
    pub as_of: Option<String>,
    /// Why.
    pub purpose: Purpose,
    /// What allowed it.
    pub basis: Basis,
    /// The files, by name and SHA-256.
    pub files: Vec<FileFacts>,
    /// What became of every record; the parts add up exactly.
    pub records: Records,
    /// What became of the money; the parts add up exactly.
    pub amount: Amount,
    /// What became of every customer.
    pub customers: Customers,
    /// The features that were computed.
    pub features: Vec<FeatureInfo>,
    /// What each side of the customers has to do with the segments; none
    /// where no feature tells them apart.
    pub sides: Vec<SideShare>,
    /// Whether there are groups.
    pub verdict: Verdict,
    /// How many segments; with no structure, how many value tiers.
    pub k: usize,
    /// Why, for words and tests.
    pub reason: Reason,
    /// The answer in one sentence.
    pub headline: String,
    /// Its doubt in the next.
    pub doubt: String,
    /// What is known of each number of groups; where the plan freezes rules,
    /// of groups of all others.
    pub evidence: Vec<Evidence>,
    /// What other methods say of the recommended number of groups; nothing
    /// where the plan freezes rules.
    pub agreement: Vec<Agreement>,
    /// Largest share of revenue first.
    pub segments: Vec<Segment>,
    /// Samples of customers along the two main axes.
    pub map: MapView,
    /// How the groups come together, where the method joins step by step;
    /// the labels of its branches are ids of segments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub tree: Option<Crown>,
    /// Which method was picked, where the plan leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub picked: Option<Which>,
    /// The segments as questions; `None` where there is one, or where no
    /// question helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub explained: Option<Explained>,
    /// Recency against number of orders.
    pub rfm: RfmGrid,
    /// Where customers stand by their own rhythm; `None` where no day is
    /// told or too few came back.
    pub lifecycle: Option<Lifecycle>,
    /// Groups by what customers do, which may overlap.
    pub groups: Vec<GroupCount>,
    /// What came after, by what was known before; left out where the plan
    /// does not ask, and where it can't be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub foretold: Option<Foretold>,
    /// What is known beside the purchases, in every segment; left out where
    /// nothing is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AttributeTold>>", optional)]
    pub attributes: Vec<AttributeTold>,
    /// Blocks of survey questions; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Survey>>", optional)]
    pub surveys: Vec<Survey>,
    /// The rules of the plan; left out where it has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<RuleResult>>", optional)]
    pub rules: Vec<RuleResult>,
    /// How they overlap; left out as in [`crate::rules::Counted`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub overlaps: Option<Overlaps>,
    /// What the user must see.
    pub warnings: Vec<Warning>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct FileFacts {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
}

impl FileFacts {
    /// Those of a table's file.
    pub(crate) fn of(table: &Table) -> Self {
        Self {
            name: table.name.clone(),
            sha256: table.sha256.clone(),
        }
    }
}

/// Records read, used and set aside: `read = used + Σ set_aside.count`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Records {
    /// Every record of the file.
    #[ts(type = "number")]
    pub read: u64,
    /// Records that reached a feature.
    #[ts(type = "number")]
    pub used: u64,
    /// The others, by reason.
    pub set_aside: Vec<SetAside>,
}

/// Why a record reached no feature.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum SetAsideReason {
    /// It could not be read as a record.
    Unreadable,
    /// It names no customer.
    NoCustomer,
    /// Its customer gave no permission for the purpose.
    NoPermission,
    /// Its date is missing or not a date.
    NoDate,
    /// It is dated on or after the as-of day.
    AfterAsOf,
    /// Its amount is missing or not a number.
    NoAmount,
    /// It is worth nothing though nothing is returned.
    NoValue,
    /// It cancels or returns: netted against its customer's revenue, not an
    /// order of its own.
    Return,
    /// No purchase: a fee, a transfer, a line of a balance.
    OtherRecord,
    /// It was not paid: pending, failed or cancelled.
    NotPaid,
    /// A trial of the shop's own.
    TestOrder,
    /// It equals an earlier record in every column.
    Duplicate,
    /// It is in another currency than the one that is analysed: its amount
    /// is not told here, for it can't be added.
    OtherCurrency,
    /// No record of its own: what a column of used records tells was given
    /// back, netted like a return.
    Refund,
    /// Its order has several customers or days.
    Contradictory,
    /// Its amount, or what its customer bought, is above a limit of the
    /// plan.
    Outlying,
}

impl SetAsideReason {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Outlying as usize + 1;
}

/// Records set aside for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct SetAside {
    /// The reason.
    pub reason: SetAsideReason,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
    /// Their sum in the minor unit; `None` where the file has no amounts
    /// and for other currencies.
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
}

/// The money: `total = used + Σ set_aside.amount`, in the minor unit.
#[derive(
    Default, Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS,
)]
pub struct Amount {
    /// Sign or code, where known.
    pub currency: Option<String>,
    /// Digits of the minor unit after the point.
    pub minor_digits: u8,
    /// Sum over all records.
    #[ts(type = "number | null")]
    pub total: Option<i64>,
    /// Sum over the used ones.
    #[ts(type = "number | null")]
    pub used: Option<i64>,
    /// Returns of permitted customers, netted in their revenue (negative).
    #[ts(type = "number | null")]
    pub returned: Option<i64>,
}

/// Customers seen and left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Customers {
    /// Everyone named in the file.
    #[ts(type = "number")]
    pub total: u64,
    /// Everyone who reached a segment.
    #[ts(type = "number")]
    pub permitted: u64,
    /// The others, by reason.
    pub excluded: Vec<Excluded>,
}

/// Customers left out for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Excluded {
    /// The reason.
    pub reason: ExcludedReason,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// Why a customer is in no segment.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum ExcludedReason {
    /// The consent column does not say yes.
    NoConsent,
    /// Nothing but returns, or no usable record.
    NoPurchase,
}

/// A feature, as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct FeatureInfo {
    /// Its stable name, such as `recency_days`.
    pub name: String,
    /// Its title in the plan's language.
    pub title: String,
    /// Its unit: `days`, `orders`, the currency, `%`, ….
    pub unit: String,
    /// One line.
    pub meaning: String,
    /// The side of the customers that it tells of.
    pub side: Side,
    /// Whether it formed the segments.
    pub in_segments: bool,
    /// The feature it shares a vote with, where redundant.
    pub grouped_with: Option<String>,
    /// Customers for whom it can't be computed.
    #[ts(type = "number")]
    pub missing: u64,
    /// The quartiles over all customers, in its unit.
    pub quartiles: Option<[f64; 3]>,
    /// What was done to it before it formed the segments; `None` where it
    /// did not.
    pub preparation: Option<Preparation>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Segment {
    /// Its number, from 0; as in `labels.csv`.
    pub id: u32,
    /// Whether it holds those whom the method puts in no group; then it is
    /// the last.
    pub outside: bool,
    /// The lifecycle stage of its customers, where the plan parts them so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub stage: Option<Stage>,
    /// The rule of the user's own that it is, by its name, where the plan
    /// freezes it: asked for, not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub own: Option<String>,
    /// A name made from what distinguishes it.
    pub name: String,
    /// The reason in words.
    pub why: String,
    /// Customers.
    #[ts(type = "number")]
    pub size: u64,
    /// Of all permitted customers, `0.0..=1.0`.
    pub share_of_customers: f64,
    /// Of their revenue, `0.0..=1.0`; of their lines where the file has no
    /// amounts.
    pub share_of_revenue: f64,
    /// Its revenue in the minor unit, returns netted.
    #[ts(type = "number | null")]
    pub revenue: Option<i64>,
    /// Bootstrap Jaccard, `0.0..=1.0`; `None` for value tiers and for a
    /// group that was not judged.
    pub stability: Option<f64>,
    /// The rule in words.
    pub rule: String,
    /// The rule, condition by condition.
    pub conditions: Vec<RuleCondition>,
    /// Of those the rule covers, the share in the segment.
    pub precision: f64,
    /// Of the segment, the share the rule covers.
    pub recall: f64,
    /// Every feature: strongest effect first.
    pub profile: Vec<ProfileEntry>,
    /// A next step, in words.
    pub next: String,
}

/// A condition in the feature's own unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RuleCondition {
    /// The feature's name.
    pub feature: String,
    /// The side.
    pub relation: Relation,
    /// In the feature's unit.
    pub threshold: f64,
}

/// A segment in one feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct ProfileEntry {
    /// The feature's name.
    pub feature: String,
    /// Mean over the segment, in its unit.
    pub mean: f64,
    /// Median over the segment, in its unit.
    pub median: f64,
    /// Quartiles over the segment, in its unit.
    pub quartiles: (f64, f64),
    /// Hedges' g against the rest, on the prepared scale.
    pub effect: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

/// Customers by recency and number of orders; bins never split ties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RfmGrid {
    /// Upper ends of the recency bands in days, most recent first; the last
    /// is open.
    pub recency_to: Vec<Option<f64>>,
    /// Upper ends of the bands of orders; the last is open.
    pub orders_to: Vec<Option<f64>>,
    /// `counts[recency][orders]`.
    #[ts(type = "number[][]")]
    pub counts: Vec<Vec<u64>>,
}

//! Everything a run depends on, as plain data without a customer in it.

use serde::{Deserialize, Serialize};
use table::ReadOptions;

use crate::{
    foretold::Outcome, hybrid::Hybrid, known::Known, recipe::Weights,
    remedy::Remedy, repair::Repair, role::ColumnRole, rules::Rule,
    source::JoinKey, staged::Staged,
};

/// The form of plan that is written and read.
pub const VERSION: u32 = 2;

/// Why the data is processed. A run without a purpose is refused.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To understand the customers, in groups.
    Analytics,
    /// To write to them.
    EmailMarketing,
    /// To show them advertising elsewhere.
    AdAudience,
    /// To serve them better.
    Service,
    /// To check whether groups are treated alike.
    FairnessAudit,
}

/// What allows it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The customer agreed; needs a consent column.
    Consent,
    /// Needed for a contract.
    Contract,
    /// A balanced interest of the shop.
    LegitimateInterests,
    /// The law asks for it.
    LegalObligation,
}

/// Purpose and basis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Why.
    pub purpose: Purpose,
    /// What allows it.
    pub basis: Basis,
    /// The column that says who agreed; with any basis, whoever has not
    /// agreed in it is left out.
    pub consent_column: Option<String>,
}

/// The language of every sentence of the result. It changes no number.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ts_rs::TS,
)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

/// How features are prepared for clustering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct Recipe {
    /// The features that form the segments, by name; where none is named the
    /// standard ones do. `attribute:COLUMN` stands for what a column tells
    /// of customers beside their purchases; it forms segments nowhere else.
    pub features: Vec<String>,
    /// Features whose rank correlation exceeds this share one vote,
    /// `0.5..=1.0`.
    pub redundant_above: f64,
    /// How much each side of the customers counts; left out where all count
    /// alike.
    #[serde(skip_serializing_if = "Weights::is_even")]
    #[ts(as = "Option<Weights>", optional)]
    pub weights: Weights,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            features: Vec::new(),
            redundant_above: 0.9,
            weights: Weights::default(),
        }
    }
}

/// What the records of a file are.
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
pub enum SourceKind {
    /// Lines of orders: a product, a quantity, a price.
    Lines,
    /// Orders, one a record.
    Orders,
    /// Customers, one a record.
    Customers,
    /// What customers did: clicks, visits, use of an app.
    Events,
    /// What was sent to them, and what came of it.
    Contacts,
    /// What they asked support for.
    Tickets,
    /// What they wrote about products or the shop.
    Reviews,
}

/// How one of the files is read and what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SourcePlan {
    /// What its records are.
    pub kind: SourceKind,
    /// How it is read.
    pub reading: ReadOptions,
    /// What each column means.
    pub roles: Vec<ColumnRole>,
    /// The columns by which it joins the purchases; `None` takes those by
    /// which most purchases find a partner.
    #[serde(default)]
    pub key: Option<JoinKey>,
    /// What is mended before it is counted.
    #[serde(default)]
    pub repairs: Vec<Repair>,
    /// The export that it was recognised as, such as `shopify-orders`. It
    /// is told, and changes nothing.
    #[serde(default)]
    pub preset: Option<String>,
}

/// Everything a run depends on: same files, same plan, same bytes out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The form of this file; now 2.
    pub version: u32,
    /// Purpose and basis; `None` is refused.
    pub permission: Option<Permission>,
    /// The files, in the order in which they are loaded.
    pub sources: Vec<SourcePlan>,
    /// What is done about what the review found; where nothing is said,
    /// everything is kept.
    #[serde(default)]
    pub remedies: Vec<Remedy>,
    /// Nothing on or after this day (ISO) is seen; `None` takes the day
    /// after the last date in the file.
    pub as_of: Option<String>,
    /// How features are prepared.
    pub recipe: Recipe,
    /// How clusters are found.
    pub method: cluster::Method,
    /// Whether customers are parted by their lifecycle stage first, and
    /// clusters found within each; `None` takes all together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub staged: Option<Staged>,
    /// What is asked of the last days before the as-of day; it changes no
    /// segment. `None` asks nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub outcome: Option<Outcome>,
    /// Rules that are segments of their own, and conditions on the groups
    /// that are looked for; `None` asks nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hybrid: Option<Hybrid>,
    /// How their number is chosen.
    pub choice: cluster::choose::Params,
    /// Sets of customers by rules of the user's own; they change no segment
    /// but where `hybrid` names them.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Everything random derives from it, `0..2^53`.
    #[ts(type = "number")]
    pub seed: u64,
    /// The currency of the amounts, where the file does not say; where it
    /// says several, the one that is analysed. `None` takes that of most
    /// records.
    pub currency: Option<String>,
    /// The language of the sentences.
    pub language: Language,
    /// The segments of an earlier run, whose names are kept where they are
    /// here again. It changes names and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub known: Option<Known>,
}

impl Plan {
    /// A plan for these files, everything else as proposed: no permission
    /// yet, the standard recipe and method, seed 0.
    pub fn new(sources: Vec<SourcePlan>) -> Self {
        Self {
            version: VERSION,
            permission: None,
            sources,
            remedies: Vec::new(),
            as_of: None,
            recipe: Recipe::default(),
            method: cluster::Method::default(),
            staged: None,
            outcome: None,
            hybrid: None,
            choice: cluster::choose::Params::default(),
            rules: Vec::new(),
            seed: 0,
            currency: None,
            language: Language::default(),
            known: None,
        }
    }

    /// The day (ISO) from which on nothing is seen, where the plan says one:
    /// its own, or that of a remedy where that is earlier.
    pub fn until(&self) -> Option<&str> {
        let far = self.remedies.iter().find_map(|it| match it {
            Remedy::FarDates { from } => Some(from.as_str()),
            _ => None,
        });
        self.as_of.as_deref().into_iter().chain(far).min()
    }
}

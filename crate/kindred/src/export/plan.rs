//! `plan.json`: everything a run depends on, without a customer in it.

use serde_json::Value;

use crate::{Plan, RunError, plan};

/// The form of plan that is written and read.
const VERSION: u64 = plan::VERSION as u64;

/// A plan as indented JSON.
///
/// # Panics
/// Never: a plan is plain data with texts as its keys.
pub fn plan_to_json(plan: &Plan) -> String {
    let json = serde_json::to_string_pretty(plan);
    json.expect("a plan is plain data") + "\n"
}

/// Reads a plan.
///
/// # Errors
/// It is not JSON, has no version or another one, lacks something, or has
/// something that is not known; the message says where.
pub fn plan_from_json(json: &str) -> Result<Plan, RunError> {
    let refused = |error: serde_json::Error| RunError::BadPlan {
        line: error.line() as u64,
        found: error.to_string(),
    };
    let plan: Value = serde_json::from_str(json).map_err(refused)?;
    match plan.get("version").and_then(Value::as_u64) {
        Some(VERSION) => serde_json::from_str(json).map_err(refused),
        found => Err(RunError::PlanVersion {
            found: found.map_or("none".into(), |v| v.to_string()),
            known: VERSION,
        }),
    }
}

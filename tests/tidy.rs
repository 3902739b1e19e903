//! Every "never" of the house as a test.
#![allow(missing_docs, reason = "a test's name is its documentation")]

#[path = "tidy/borders.rs"]
mod borders;
#[path = "tidy/codes.rs"]
mod codes;
#[path = "tidy/page.rs"]
mod page;
#[path = "tidy/repository.rs"]
mod repository;
#[path = "tidy/size.rs"]
mod size;

/// Fails with every place that breaks a rule.
#[track_caller]
fn none(rule: &str, places: Vec<String>) {
    assert!(places.is_empty(), "{rule}:\n  {}", places.join("\n  "));
}

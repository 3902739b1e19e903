//! Work that can run apart: plain data in, plain data out. What is looked for
//! among many samples is a job; what was found is measured by who asked.

use serde::{Deserialize, Serialize};

use crate::{Condition, rule, subgroup, tree, trial::Side};

/// One search. Carries its own samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// For the rules of some clusters.
    Rules(rule::Asked),
    /// For the questions of a tree.
    Tree(tree::Asked),
    /// For subgroups that stand out.
    Subgroups(subgroup::Asked),
}

/// What the job of the same name found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum JobOutput {
    /// Of [`Job::Rules`].
    Rules(Vec<Vec<Condition>>),
    /// Of [`Job::Tree`].
    Tree(tree::Trunk),
    /// Of [`Job::Subgroups`].
    Subgroups(Vec<(Side, Vec<Condition>)>),
}

/// Runs one job.
pub fn run(job: &Job) -> JobOutput {
    match job {
        Job::Rules(asked) => JobOutput::Rules(asked.run()),
        Job::Tree(asked) => JobOutput::Tree(asked.run()),
        Job::Subgroups(asked) => JobOutput::Subgroups(asked.run()),
    }
}

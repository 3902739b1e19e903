//! The answers of a tree as conjunctions.

use explain::{Condition, Relation, honest::Honest};
use ndarray::Array2;

/// Customers who got the same answers.
pub(super) struct Leaf {
    /// Its node in the tree.
    pub node: usize,
    /// At most one to each side of a feature, in the order of the features.
    pub conditions: Vec<Condition>,
}

/// The leaves of a tree. A question that leaves fewer than `least` of the
/// half that is measured on one side is not asked.
///
/// O(leaves · depth · customers).
pub(super) fn leaves(tree: &Honest, x: &Array2<f64>, least: u32) -> Vec<Leaf> {
    let mut open = vec![Leaf {
        node: 0,
        conditions: Vec::new(),
    }];
    let mut leaves = Vec::new();
    while let Some(leaf) = open.pop() {
        let asked = tree.nodes[leaf.node].question;
        let is_large = |node: usize| tree.nodes[node].size >= least;
        let asked =
            asked.filter(|it| is_large(it.at_most) && is_large(it.above));
        let Some(question) = asked else {
            leaves.push(leaf);
            continue;
        };
        let feature_index = question.feature_index;
        let column = x.column(feature_index);
        let above = column.iter().copied();
        let above = above.filter(|it| *it > question.threshold);
        let sides = [
            (question.at_most, Relation::AtMost, question.threshold),
            (
                question.above,
                Relation::AtLeast,
                above.fold(f64::INFINITY, f64::min),
            ),
        ];
        for (node, relation, threshold) in sides {
            let condition = Condition {
                feature_index,
                relation,
                threshold,
            };
            let conditions = with(&leaf.conditions, condition);
            open.push(Leaf { node, conditions });
        }
    }
    leaves
}

/// Conditions with one more, which is narrower than any to its side.
fn with(conditions: &[Condition], more: Condition) -> Vec<Condition> {
    let side = |it: &Condition| (it.feature_index, it.relation);
    let others = conditions.iter().filter(|it| side(it) != side(&more));
    let mut all: Vec<Condition> = others.cloned().collect();
    let place = all.partition_point(|it| side(it) < side(&more));
    all.insert(place, more);
    all
}

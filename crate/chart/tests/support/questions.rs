//! The segments as questions.

use kindred::explained::{Explained, Node, Price, Question};

/// Two answers, or three.
pub(super) fn explained() -> Explained {
    let node = |segment, size, purity, question| Node {
        segment,
        size,
        purity,
        question,
    };
    let ask = |words: &str, n_leaves, unknown| {
        Some(Question {
            words: words.into(),
            feature: "orders".into(),
            threshold: 3.0,
            unknown,
            n_leaves,
            yes: 2 * n_leaves - 3,
            no: 2 * n_leaves - 2,
        })
    };
    let price = |n_leaves, agreement, cost_ratio| Price {
        n_leaves,
        agreement,
        cost_ratio: Some(cost_ratio),
    };
    Explained {
        nodes: vec![
            node(1, 2_138, 0.33, ask("orders ≤ 3", 2, Some(true))),
            node(3, 1_338, 0.75, None),
            node(1, 800, 0.64, ask("products ≤ 40", 3, None)),
            node(1, 500, 0.875, None),
            node(0, 300, 0.9375, None),
        ],
        prices: vec![price(2, 0.7, 1.75), price(3, 0.8, 1.5)],
        n_leaves: 2,
    }
}

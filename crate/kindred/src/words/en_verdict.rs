//! The answer and its doubt in English.

use cluster::automatic::Which;
use cluster::choose::{Reason, Rival};

use super::{
    DOUBTFUL, FEW_CUSTOMERS, HOLDS, Outcome, Words, accord,
    en::{En, NUMBERS, capital_number},
    hybrid,
};

/// The answer in one sentence.
pub(super) fn headline(of: &Outcome<'_>) -> String {
    if of.k <= 1 && !matches!(of.reason, Reason::ByMethod { .. }) {
        let n = NUMBERS.integer(of.n_customers as i64);
        return match of.reason {
            Reason::Given | Reason::Asked { n_own: 1, .. } => {
                format!("One group, as asked for: all {n} customers.")
            }
            _ => {
                format!("No groups here: all {n} customers stay together.")
            }
        };
    }
    let customers = NUMBERS.percent(of.first.0);
    let what = if of.has_money { "revenue" } else { "lines" };
    let worth = format!("{} of {what}", NUMBERS.percent(of.first.1));
    let number = capital_number(of.k);
    let opening = match (of.found, of.reason) {
        (false, _) => {
            return format!(
                "No natural groups here. Cut by value instead, the top \
                 tier is {customers} of customers and {worth}."
            );
        }
        (true, Reason::ByMethod { outside }) => {
            let groups = if of.k == 1 { "group" } else { "groups" };
            format!(
                "{number} dense {groups}; {} of customers are in none.",
                NUMBERS.percent(*outside)
            )
        }
        (true, Reason::InParts { n_parts, .. }) => {
            let parts = NUMBERS.integer(*n_parts as i64);
            format!("{number} segments in {parts} lifecycle stages.")
        }
        (true, Reason::Asked { n_own, n_found, .. }) => {
            hybrid::EN.headline(*n_own, *n_found)
        }
        (true, Reason::Given) => format!("{number} groups, as asked for."),
        (true, _) if of.stability.is_some_and(|s| s < HOLDS) => {
            format!("{number} groups show, loosely.")
        }
        (true, _) => format!("{number} groups hold up."),
    };
    format!("{opening} The first is {customers} of customers and {worth}.")
}

/// Its doubt in the next sentences.
pub(super) fn doubt(of: &Outcome<'_>) -> String {
    let mut sentences = vec![judgement(of)];
    if let Some((name, jaccard)) = of.weakest
        && jaccard < HOLDS
    {
        let verdict = if jaccard < DOUBTFUL {
            "is doubtful"
        } else {
            "is the least certain"
        };
        let share = NUMBERS.percent(jaccard);
        sentences.push(format!("“{name}” {verdict}: {share}."));
    }
    if of.n_unjudged > 0 {
        let some = capital_number(of.n_unjudged);
        sentences.push(format!("{some} of the groups could not be judged."));
    }
    if let Reason::BestStable {
        runner_up: Some((k, weakest)),
        ..
    } = of.reason
    {
        sentences.push(runner_up(*k, *weakest));
    }
    sentences.extend(of.picked.map(picked));
    sentences.extend(others(of));
    sentences.extend(dense(of));
    if of.n_customers < FEW_CUSTOMERS {
        let n = NUMBERS.integer(of.n_customers as i64);
        sentences.push(format!(
            "{n} customers are few: take this as a first look."
        ));
    }
    sentences.join(" ")
}

fn judgement(of: &Outcome<'_>) -> String {
    let by_value = "These tiers are a cut by value, not natural groups.";
    match of.reason {
        Reason::Given => given(of),
        Reason::InParts { n_split: 0, .. } => "Stages are told by each \
            customer's own rhythm; within them no natural groups show."
            .into(),
        Reason::InParts { .. } => {
            let own = "Stages are told by each customer's own rhythm; \
                       groups were looked for within each.";
            format!("{own} {}", held(of))
        }
        Reason::Asked { n_found, .. } => {
            let mut said = hybrid::EN.asked(of.reason);
            if *n_found > 1 {
                said.push(held(of));
            }
            said.join(" ")
        }
        Reason::ByMethod { .. } if of.found => {
            let own = "The method finds their number itself.";
            format!("{own} {}", given(of))
        }
        Reason::ByMethod { .. } => {
            format!("The method found no dense group. {by_value}")
        }
        _ if of.k <= 1 => En.nothing_varies().into(),
        Reason::BestStable { stability, .. } => format!(
            "Found again on resampled customers they overlap by {} on \
             average, and data without groups does not look like this.",
            NUMBERS.percent(of.stability.unwrap_or(*stability))
        ),
        Reason::GapPrefersOne => format!(
            "Data without groups, spread as widely, looks no different. \
             {by_value}"
        ),
        Reason::NothingStable { best } => format!(
            "No number of groups comes back on resampled customers: the \
             best overlaps by {} on average. {by_value}",
            NUMBERS.percent(*best)
        ),
        Reason::TooFew { n_samples, needed } => format!(
            "{n_samples} customers are too few to tell; it takes at \
             least {needed}. {by_value}"
        ),
    }
}

fn given(of: &Outcome<'_>) -> String {
    let alone = match (of.natural, of.k) {
        (true, 1) => " Left to itself, the data shows groups.",
        (true, _) => "",
        (false, _) => " Left to itself, the data shows no natural groups.",
    };
    held(of) + alone
}

/// How well they are found again.
fn held(of: &Outcome<'_>) -> String {
    match of.stability {
        _ if of.k <= 1 => "So nothing was told apart.".into(),
        Some(stability) => format!(
            "Found again on resampled customers they overlap by {} on \
             average.",
            NUMBERS.percent(stability)
        ),
        None => "How well they hold was not judged.".into(),
    }
}

/// Whether other methods draw the same borders.
fn others(of: &Outcome<'_>) -> Option<String> {
    let agreed = of.agreed();
    if agreed.is_empty() {
        return None;
    }
    let opening = accord(
        &agreed,
        [
            "Other methods find much the same groups",
            "Not every method finds these groups",
            "Other methods draw other borders",
        ],
    );
    let each: Vec<String> = agreed.iter().map(said).collect();
    let each = each.join(", ");
    Some(format!("{opening} (agreement beyond chance: {each})."))
}

/// Which of three methods made them.
fn picked(which: Which) -> String {
    let name = match which {
        Which::Genie => "Genie",
        Which::Mixture => "the mixture",
        Which::KMeans => "k-means",
    };
    format!(
        "Of Genie, a Gaussian mixture and k-means, the groups are those of \
         {name}: it parts the fewest neighbours."
    )
}

fn said((method, agreed): &(Rival, f64)) -> String {
    let name = match method {
        Rival::Ward => "Ward",
        Rival::Genie => "Genie",
        Rival::Mixture => "Gaussian mixture",
        Rival::Hdbscan => "HDBSCAN",
    };
    format!("{name} {}", NUMBERS.percent(*agreed))
}

/// How many groups HDBSCAN finds by itself.
fn dense(of: &Outcome<'_>) -> Option<String> {
    let found = of.dense()?;
    let number = capital_number(found.n_clusters).to_lowercase();
    Some(match found.n_clusters {
        0 => "HDBSCAN finds no dense groups.".into(),
        1 => "HDBSCAN finds one dense group.".into(),
        _ => format!(
            "HDBSCAN finds {number} dense groups by itself, with {} of \
             customers in none.",
            NUMBERS.percent(found.outside)
        ),
    })
}

fn runner_up(k: usize, weakest: f64) -> String {
    let number = capital_number(k);
    if weakest < HOLDS {
        let share = NUMBERS.percent(weakest);
        format!(
            "{number} groups would come next, but the weakest of them \
             overlaps by only {share}."
        )
    } else {
        format!("{number} groups would hold up as well.")
    }
}

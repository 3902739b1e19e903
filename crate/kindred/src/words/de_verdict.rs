//! The answer and its doubt in German.

use cluster::automatic::Which;
use cluster::choose::{Reason, Rival};

use super::{
    DOUBTFUL, FEW_CUSTOMERS, HOLDS, Outcome, Words, accord, capitalised,
    de::{De, NUMBERS, number},
    hybrid,
};

/// The answer in one sentence.
pub(super) fn headline(of: &Outcome<'_>) -> String {
    if of.k <= 1 && !matches!(of.reason, Reason::ByMethod { .. }) {
        let n = NUMBERS.integer(of.n_customers as i64);
        return match of.reason {
            Reason::Given | Reason::Asked { n_own: 1, .. } => {
                format!("Eine Gruppe, wie verlangt: alle {n} Kunden.")
            }
            _ => format!(
                "Hier gibt es keine Gruppen: alle {n} Kunden bleiben \
                 zusammen."
            ),
        };
    }
    let customers = NUMBERS.percent(of.first.0);
    let what = if of.has_money {
        "des Umsatzes"
    } else {
        "der Zeilen"
    };
    let worth = format!("{} {what}", NUMBERS.percent(of.first.1));
    let number = capitalised(&number(of.k));
    let opening = match (of.found, of.reason) {
        (false, _) => {
            return format!(
                "Hier gibt es keine natürlichen Gruppen. Nach Wert \
                 geschnitten, ist die oberste Stufe {customers} der \
                 Kunden und {worth}."
            );
        }
        (true, Reason::ByMethod { outside }) => {
            let groups = if of.k == 1 { "Gruppe" } else { "Gruppen" };
            format!(
                "{number} dichte {groups}; {} der Kunden sind in keiner.",
                NUMBERS.percent(*outside)
            )
        }
        (true, Reason::InParts { n_parts, .. }) => {
            let parts = NUMBERS.integer(*n_parts as i64);
            format!("{number} Segmente in {parts} Lebensphasen.")
        }
        (true, Reason::Asked { n_own, n_found, .. }) => {
            hybrid::DE.headline(*n_own, *n_found)
        }
        (true, Reason::Given) => {
            format!("{number} Gruppen, wie verlangt.")
        }
        (true, _) if of.stability.is_some_and(|s| s < HOLDS) => {
            format!("{number} Gruppen zeigen sich, lose.")
        }
        (true, _) => format!("{number} Gruppen halten stand."),
    };
    format!("{opening} Die erste ist {customers} der Kunden und {worth}.")
}

/// Its doubt in the next sentences.
pub(super) fn doubt(of: &Outcome<'_>) -> String {
    let mut sentences = vec![judgement(of)];
    if let Some((name, jaccard)) = of.weakest
        && jaccard < HOLDS
    {
        let verdict = if jaccard < DOUBTFUL {
            "ist zweifelhaft"
        } else {
            "ist am wenigsten sicher"
        };
        let share = NUMBERS.percent(jaccard);
        sentences.push(format!("„{name}“ {verdict}: {share}."));
    }
    if of.n_unjudged > 0 {
        sentences.push(unjudged(of.n_unjudged));
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
            "{n} Kunden sind wenige: bitte als ersten Blick verstehen."
        ));
    }
    sentences.join(" ")
}

fn judgement(of: &Outcome<'_>) -> String {
    let by_value =
        "Die Stufen sind nach Wert geschnitten, keine natürlichen Gruppen.";
    match of.reason {
        Reason::Given => given(of),
        Reason::InParts { n_split: 0, .. } => "Die Phasen ergeben sich aus \
            dem eigenen Rhythmus der Kunden; in ihnen zeigen sich keine \
            natürlichen Gruppen."
            .into(),
        Reason::InParts { .. } => {
            let own = "Die Phasen ergeben sich aus dem eigenen Rhythmus der \
                       Kunden; in jeder wurden Gruppen gesucht.";
            format!("{own} {}", held(of))
        }
        Reason::Asked { n_found, .. } => {
            let mut said = hybrid::DE.asked(of.reason);
            if *n_found > 1 {
                said.push(held(of));
            }
            said.join(" ")
        }
        Reason::ByMethod { .. } if of.found => {
            let own = "Das Verfahren findet ihre Zahl selbst.";
            format!("{own} {}", given(of))
        }
        Reason::ByMethod { .. } => {
            format!("Das Verfahren fand keine dichte Gruppe. {by_value}")
        }
        _ if of.k <= 1 => De.nothing_varies().into(),
        Reason::BestStable { stability, .. } => format!(
            "Unter neu gezogenen Kunden wiedergefunden, decken sie sich \
             im Mittel zu {}, und Daten ohne Gruppen sehen anders aus.",
            NUMBERS.percent(of.stability.unwrap_or(*stability))
        ),
        Reason::GapPrefersOne => format!(
            "Ebenso weit gestreute Daten ohne Gruppen sehen nicht anders \
             aus. {by_value}"
        ),
        Reason::NothingStable { best } => format!(
            "Keine Zahl von Gruppen kehrt unter neu gezogenen Kunden \
             wieder: die beste deckt sich im Mittel zu {}. {by_value}",
            NUMBERS.percent(*best)
        ),
        Reason::TooFew { n_samples, needed } => format!(
            "{n_samples} Kunden sind zu wenige für ein Urteil; es braucht \
             mindestens {needed}. {by_value}"
        ),
    }
}

fn given(of: &Outcome<'_>) -> String {
    let alone = match (of.natural, of.k) {
        (true, 1) => " Von sich aus zeigen die Daten Gruppen.",
        (true, _) => "",
        (false, _) => {
            " Von sich aus zeigen die Daten keine natürlichen Gruppen."
        }
    };
    held(of) + alone
}

/// How well they are found again.
fn held(of: &Outcome<'_>) -> String {
    match of.stability {
        _ if of.k <= 1 => "Also wurde niemand unterschieden.".into(),
        Some(stability) => format!(
            "Unter neu gezogenen Kunden wiedergefunden, decken sie sich \
             im Mittel zu {}.",
            NUMBERS.percent(stability)
        ),
        None => "Wie gut sie halten, wurde nicht beurteilt.".into(),
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
            "Andere Verfahren finden weitgehend dieselben Gruppen",
            "Nicht jedes Verfahren findet diese Gruppen",
            "Andere Verfahren ziehen andere Grenzen",
        ],
    );
    let each: Vec<String> = agreed.iter().map(said).collect();
    let each = each.join(", ");
    Some(format!("{opening} (Übereinstimmung über Zufall: {each})."))
}

/// Which of three methods made them.
fn picked(which: Which) -> String {
    let name = match which {
        Which::Genie => "Genie",
        Which::Mixture => "der Mischung",
        Which::KMeans => "k-means",
    };
    format!(
        "Von Genie, einer Gauß-Mischung und k-means sind die Gruppen von \
         {name}: Hier sind die wenigsten Nachbarn getrennt."
    )
}

fn said((method, agreed): &(Rival, f64)) -> String {
    let name = match method {
        Rival::Ward => "Ward",
        Rival::Genie => "Genie",
        Rival::Mixture => "Gauß-Mischung",
        Rival::Hdbscan => "HDBSCAN",
    };
    format!("{name} {}", NUMBERS.percent(*agreed))
}

/// How many groups HDBSCAN finds by itself.
fn dense(of: &Outcome<'_>) -> Option<String> {
    let found = of.dense()?;
    Some(match found.n_clusters {
        0 => "HDBSCAN findet keine dichten Gruppen.".into(),
        1 => "HDBSCAN findet eine dichte Gruppe.".into(),
        n => format!(
            "HDBSCAN findet von sich aus {} dichte Gruppen; {} der Kunden \
             sind in keiner.",
            number(n),
            NUMBERS.percent(found.outside)
        ),
    })
}

fn runner_up(k: usize, weakest: f64) -> String {
    let number = capitalised(&number(k));
    if weakest < HOLDS {
        let share = NUMBERS.percent(weakest);
        format!(
            "{number} Gruppen kämen als Nächstes, doch die schwächste deckt \
             sich nur zu {share}."
        )
    } else {
        format!("{number} Gruppen hielten ebenso stand.")
    }
}

fn unjudged(n: usize) -> String {
    let some = capitalised(&number(n));
    let verb = if n == 1 { "ließ" } else { "ließen" };
    format!("{some} der Gruppen {verb} sich nicht beurteilen.")
}

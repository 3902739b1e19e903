//! The report's sentences, English and German side by side.

use cluster::Method;
use cluster::choose::{self, Reason, Verdict};
use kindred::analysis::{ExcludedReason, SetAsideReason};
use kindred::plan::{Basis, Language, Purpose};

use chart::number::{count, decimal};

use super::grouped;

/// A bootstrap Jaccard from which a group holds.
pub(super) const HOLDS: f64 = 0.75;
/// From which it is firm.
const FIRM: f64 = 0.85;
/// Below which it is not to be relied on.
const DOUBTFUL: f64 = 0.60;

fn say<'s>(language: Language, en: &'s str, de: &'s str) -> &'s str {
    match language {
        Language::En => en,
        Language::De => de,
    }
}

pub(super) fn purpose(language: Language, purpose: Purpose) -> &'static str {
    let (en, de) = match purpose {
        Purpose::Analytics => (
            "to understand the customers, in groups",
            "die Kunden in Gruppen verstehen",
        ),
        Purpose::EmailMarketing => {
            ("to write to customers", "Kunden anschreiben")
        }
        Purpose::AdAudience => (
            "to show them advertising elsewhere",
            "anderswo für sie werben",
        ),
        Purpose::Service => ("to serve them better", "sie besser bedienen"),
        Purpose::FairnessAudit => (
            "to check whether groups are treated alike",
            "prüfen, ob Gruppen gleich behandelt werden",
        ),
    };
    say(language, en, de)
}

pub(super) fn basis(language: Language, basis: Basis) -> &'static str {
    let (en, de) = match basis {
        Basis::Consent => ("consent", "Einwilligung"),
        Basis::Contract => ("contract", "Vertrag"),
        Basis::LegitimateInterests => {
            ("legitimate interests", "berechtigte Interessen")
        }
        Basis::LegalObligation => {
            ("legal obligation", "rechtliche Verpflichtung")
        }
    };
    say(language, en, de)
}

pub(super) fn set_aside(
    language: Language,
    reason: SetAsideReason,
) -> &'static str {
    let (en, de) = match reason {
        SetAsideReason::Unreadable => {
            ("set aside: unreadable", "beiseite: nicht lesbar")
        }
        SetAsideReason::NoCustomer => {
            ("set aside: no customer", "beiseite: ohne Kunde")
        }
        SetAsideReason::NoPermission => {
            ("set aside: no permission", "beiseite: ohne Erlaubnis")
        }
        SetAsideReason::NoDate => {
            ("set aside: no date", "beiseite: ohne Datum")
        }
        SetAsideReason::AfterAsOf => (
            "set aside: on or after the as-of day",
            "beiseite: am Stichtag oder danach",
        ),
        SetAsideReason::NoAmount => {
            ("set aside: no amount", "beiseite: ohne Betrag")
        }
        SetAsideReason::NoValue => {
            ("set aside: worth nothing", "beiseite: nichts wert")
        }
        SetAsideReason::Return => {
            ("cancelled or returned", "storniert oder zurückgegeben")
        }
        SetAsideReason::OtherRecord => {
            ("set aside: no purchase", "beiseite: kein Kauf")
        }
        SetAsideReason::NotPaid => {
            ("set aside: not paid", "beiseite: nicht bezahlt")
        }
        SetAsideReason::TestOrder => {
            ("set aside: test order", "beiseite: Testbestellung")
        }
        SetAsideReason::Duplicate => (
            "set aside: stands there twice",
            "beiseite: steht doppelt da",
        ),
        SetAsideReason::OtherCurrency => {
            ("set aside: other currency", "beiseite: andere Währung")
        }
        SetAsideReason::Refund => (
            "given back of used records",
            "von verwendeten Zeilen zurückgezahlt",
        ),
        SetAsideReason::Contradictory => (
            "set aside: its order contradicts itself",
            "beiseite: ihre Bestellung widerspricht sich",
        ),
        SetAsideReason::Outlying => (
            "set aside: above a limit of the plan",
            "beiseite: über einer Grenze des Plans",
        ),
    };
    say(language, en, de)
}

pub(super) fn excluded(
    language: Language,
    reason: ExcludedReason,
) -> &'static str {
    let (en, de) = match reason {
        ExcludedReason::NoConsent => {
            ("left out: no consent", "ausgelassen: keine Einwilligung")
        }
        ExcludedReason::NoPurchase => {
            ("left out: no purchase", "ausgelassen: kein Kauf")
        }
    };
    say(language, en, de)
}

pub(super) fn returned(language: Language, money: &str) -> String {
    match language {
        Language::En => format!(
            "Returns of {money} are netted in the revenue of the customers \
             who made them."
        ),
        Language::De => format!(
            "Rückgaben von {money} sind mit dem Umsatz der Kunden \
             verrechnet, von denen sie kommen."
        ),
    }
}

pub(super) fn hidden(language: Language, n_segments: usize) -> String {
    match language {
        Language::En => format!(
            "{n_segments} of the segments stay out of this report: one has \
             fewer than 10 customers, or would give away one that has."
        ),
        Language::De => format!(
            "{n_segments} der Segmente fehlen in diesem Bericht: eines hat \
             weniger als 10 Kunden oder würde ein solches verraten."
        ),
    }
}

pub(super) fn hidden_cells(language: Language) -> &'static str {
    say(
        language,
        "A dot stands for a count of fewer than 10 customers, or for one \
         that would give such a count away.",
        "Ein Punkt steht für weniger als 10 Kunden oder für eine Zahl, die \
         eine solche verriete.",
    )
}

pub(super) fn no_points(language: Language) -> &'static str {
    say(
        language,
        "The map shows the middle of each segment. One with a mark for each \
         customer, and the map of neighbours, stay on the page.",
        "Die Karte zeigt die Mitte jedes Segments. Eine mit einem Zeichen \
         für jeden Kunden und die Karte der Nachbarn bleiben auf der Seite.",
    )
}

pub(super) fn rule_quality(
    language: Language,
    precision: &str,
    recall: &str,
) -> String {
    match language {
        Language::En => format!(
            "Of those the rule covers, {precision} are in the segment; of \
             the segment, it covers {recall}."
        ),
        Language::De => format!(
            "Von denen, auf die die Regel passt, gehören {precision} zum \
             Segment; vom Segment trifft sie {recall}."
        ),
    }
}

pub(super) fn stability(language: Language, jaccard: f64) -> &'static str {
    let (en, de) = match jaccard {
        it if it >= FIRM => ("firm", "fest"),
        it if it >= HOLDS => ("holds", "hält"),
        it if it >= DOUBTFUL => ("loose", "lose"),
        _ => ("doubtful", "zweifelhaft"),
    };
    say(language, en, de)
}

/// The answer without a figure of any one segment.
pub(super) fn bare_headline(
    language: Language,
    verdict: Verdict,
    k: usize,
) -> String {
    match (verdict, language) {
        (Verdict::Segments, Language::En) if k == 1 => "One group.".into(),
        (Verdict::Segments, Language::De) if k == 1 => "Eine Gruppe.".into(),
        (Verdict::Segments, Language::En) => format!("{k} groups."),
        (Verdict::Segments, Language::De) => format!("{k} Gruppen."),
        (Verdict::NoStructure, Language::En) => {
            format!("No natural groups: {k} tiers by value.")
        }
        (Verdict::NoStructure, Language::De) => {
            format!("Keine natürlichen Gruppen: {k} Stufen nach Wert.")
        }
    }
}

pub(super) fn reason(language: Language, reason: &Reason) -> String {
    let figure = |value: f64| decimal(language, value, 2);
    match (reason, language) {
        (Reason::BestStable { stability, .. }, Language::En) => format!(
            "Its groups come back in resamples (stability {} on average), \
             data without groups do not show them, and of the numbers of \
             which that is true it parts the customers best.",
            figure(*stability)
        ),
        (Reason::BestStable { stability, .. }, Language::De) => format!(
            "Ihre Gruppen kehren unter neu gezogenen Kunden wieder \
             (Stabilität im Mittel {}), Daten ohne Gruppen zeigen sie \
             nicht, und von den Zahlen, für die das gilt, trennt sie die \
             Kunden am besten.",
            figure(*stability)
        ),
        (Reason::GapPrefersOne, Language::En) => "Data as widely spread, \
             but without groups, look no different. So the customers are \
             tiered by value instead."
            .into(),
        (Reason::GapPrefersOne, Language::De) => "Ebenso weit gestreute \
             Daten ohne Gruppen sehen nicht anders aus. Darum sind die \
             Kunden nach Wert gestuft."
            .into(),
        (Reason::NothingStable { best }, Language::En) => format!(
            "No number of groups comes back in resamples; the best reaches \
             a stability of {} on average. So the customers are tiered by \
             value instead.",
            figure(*best)
        ),
        (Reason::NothingStable { best }, Language::De) => format!(
            "Keine Zahl von Gruppen kehrt unter neu gezogenen Kunden \
             wieder; die beste erreicht im Mittel eine Stabilität von {}. \
             Darum sind die Kunden nach Wert gestuft.",
            figure(*best)
        ),
        (Reason::TooFew { n_samples, needed }, Language::En) => format!(
            "{n_samples} customers are too few to judge; it takes at least \
             {needed}."
        ),
        (Reason::TooFew { n_samples, needed }, Language::De) => format!(
            "{n_samples} Kunden sind zu wenige für ein Urteil; es braucht \
             mindestens {needed}."
        ),
        (Reason::Given, Language::En) => {
            "The number was given, not found.".into()
        }
        (Reason::Given, Language::De) => {
            "Die Zahl war vorgegeben, nicht gefunden.".into()
        }
        (Reason::InParts { .. }, Language::En) => {
            "Customers are parted by their lifecycle stage first; groups \
             were looked for within each."
                .into()
        }
        (Reason::InParts { .. }, Language::De) => {
            "Zuerst sind die Kunden nach ihrer Lebensphase geteilt; in \
             jeder wurden Gruppen gesucht."
                .into()
        }
        (Reason::Asked { .. }, Language::En) => {
            "Segments that are rules of one's own were asked for; the \
             others were looked for among the other customers, under the \
             conditions of the plan."
                .into()
        }
        (Reason::Asked { .. }, Language::De) => {
            "Segmente, die eigene Regeln sind, waren verlangt; die übrigen \
             wurden unter den anderen Kunden gesucht, unter den \
             Bedingungen des Plans."
                .into()
        }
        (Reason::ByMethod { .. }, Language::En) => {
            "The method finds the number itself.".into()
        }
        (Reason::ByMethod { .. }, Language::De) => {
            "Das Verfahren findet die Zahl selbst.".into()
        }
    }
}

pub(super) fn features(language: Language) -> &'static str {
    say(
        language,
        "Each is computed from a customer’s own records before the as-of \
         day. Features that say nearly the same share one vote. Those that \
         form segments are prepared so that none outweighs the others: x is \
         the value in its unit, a share counting from 0 to 1; what is \
         unknown counts as the median; the result is cut at −3 and 3 before \
         it is weighed, for a shared vote and by the plan.",
        "Jedes ist aus den eigenen Zeilen eines Kunden vor dem Stichtag \
         berechnet. Merkmale, die fast dasselbe sagen, teilen sich eine \
         Stimme. Die Segmente bildenden sind so aufbereitet, dass keines die \
         anderen überwiegt: x ist der Wert in seiner Einheit, ein Anteil \
         zählt von 0 bis 1; Unbekanntes zählt als der Median; das Ergebnis \
         ist bei −3 und 3 gekappt, bevor es gewichtet wird: bei geteilter \
         Stimme und nach dem Plan.",
    )
}

pub(super) fn method(
    language: Language,
    method: &Method,
    choice: &choose::Params,
) -> [String; 3] {
    let grouped = grouped::sentence(language, method);
    let [k_max, references, resamples] =
        [choice.k_max, choice.n_references, choice.n_resamples]
            .map(|it| count(language, it as u64));
    match language {
        Language::En => [
            format!(
                "Features are freed of their skew and brought to one scale. \
                 {grouped}"
            ),
            format!(
                "1 to {k_max} groups were compared: by stability (how much \
                 of each group is found again among customers drawn anew \
                 {resamples} times), by the gap to {references} random sets \
                 without groups, by the valleys between the groups, and \
                 last by silhouette: how much nearer a customer is to the \
                 own group than to the next."
            ),
            "An effect is the difference between a segment’s mean and the \
             mean of the others, in standard deviations (Hedges’ g), with \
             its 95% interval. A rule has at most three conditions."
                .into(),
        ],
        Language::De => [
            format!(
                "Merkmale werden von ihrer Schiefe befreit und auf einen \
                 Maßstab gebracht. {grouped}"
            ),
            format!(
                "Verglichen wurden 1 bis {k_max} Gruppen: nach der \
                 Stabilität (wie viel von jeder Gruppe sich unter \
                 {resamples}-mal neu gezogenen Kunden wiederfindet), nach \
                 dem Abstand zu {references} Zufallsdaten ohne Gruppen, \
                 nach den Tälern zwischen den Gruppen und zuletzt nach der \
                 Silhouette: wie viel näher ein Kunde der eigenen Gruppe \
                 ist als der nächsten."
            ),
            "Ein Effekt ist der Unterschied zwischen dem Mittel eines \
             Segments und dem der übrigen, in Standardabweichungen \
             (Hedges’ g), mit seinem 95-%-Intervall. Eine Regel hat \
             höchstens drei Bedingungen."
                .into(),
        ],
    }
}

pub(super) fn limits(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => [
            "Segments describe what customers did before the as-of day, not \
             why, and not what they will do.",
            "Only customers named in the records and permitted are in it. \
             Guests are not.",
            "Every customer is in exactly one segment, also those who stand \
             between two. k-means looks for round groups of similar width; \
             others it may cut.",
            "A next step is a suggestion to try on a part of the segment \
             first. Nothing here measures its effect.",
            "No decision about a single person should rest on a segment \
             alone.",
        ],
        Language::De => [
            "Segmente beschreiben, was Kunden vor dem Stichtag taten; nicht \
             warum, und nicht, was sie tun werden.",
            "Nur in den Zeilen genannte und erlaubte Kunden sind enthalten. \
             Gäste nicht.",
            "Jeder Kunde ist in genau einem Segment, auch wer zwischen \
             zweien steht. k-means sucht runde Gruppen ähnlicher Weite; \
             andere zerschneidet es vielleicht.",
            "Ein nächster Schritt ist ein Vorschlag, zuerst an einem Teil \
             des Segments zu erproben. Seine Wirkung ist hier nicht \
             gemessen.",
            "Keine Entscheidung über eine einzelne Person sollte allein auf \
             einem Segment beruhen.",
        ],
    }
}

pub(super) fn check(language: Language) -> &'static str {
    say(
        language,
        "The same file and the same plan give the same result on any \
         machine. Run them again and compare the digest.",
        "Dieselbe Datei und derselbe Plan ergeben auf jedem Rechner \
         dasselbe. Wer sie noch einmal laufen lässt, vergleicht die \
         Prüfsumme.",
    )
}

pub(super) fn closing(language: Language) -> &'static str {
    say(
        language,
        "Computed by Kindred on the device of whoever made this report. It \
         names no customer; no mark is one customer, and no figure counts \
         fewer than 10.",
        "Von Kindred auf dem Gerät dessen berechnet, der diesen Bericht \
         erstellt hat. Er nennt keinen Kunden; kein Zeichen ist ein Kunde, \
         und keine Zahl zählt weniger als 10.",
    )
}

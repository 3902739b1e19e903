//! A next step for a segment, from what its customers did.
//!
//! Calm by design: no step presses anybody, and none is chosen from who
//! somebody is.

use crate::{name::Phrase, rfm::Tier, words::Portrait};

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Many orders, still active.
    Protect,
    /// Some orders, still active, or hardly longer away than usual.
    KeepRhythm,
    /// One order, not long ago.
    SecondOrder,
    /// Came lately, and again.
    Welcome,
    /// Several orders, then silence.
    WinBackOnce,
    /// One order or little value, long ago.
    LetRest,
    /// Much comes back.
    AskWhy,
    /// Nothing sets them apart.
    Watch,
    /// Nobody was to be set apart.
    Alike,
}

/// The step for a segment with these phrases, strongest first.
pub(crate) fn step(phrases: &[Phrase], portrait: &Portrait) -> Step {
    let has = |phrase| phrases.contains(&phrase);
    let quiet = has(Phrase::GoneQuiet) || has(Phrase::OnceLongAgo);
    let once = portrait.orders.is_some_and(|orders| orders <= 1.0);
    if has(Phrase::ManyReturns) {
        Step::AskWhy
    } else if once && quiet {
        Step::LetRest
    } else if once {
        Step::SecondOrder
    } else if quiet {
        Step::WinBackOnce
    } else if has(Phrase::QuietAWhile) {
        Step::KeepRhythm
    } else if has(Phrase::New) {
        Step::Welcome
    } else if has(Phrase::Frequent) {
        Step::Protect
    } else if phrases.is_empty() || has(Phrase::InTheMiddle) {
        Step::Watch
    } else {
        Step::KeepRhythm
    }
}

/// The step for a value tier.
pub(crate) fn step_of_tier(tier: Tier) -> Step {
    match tier {
        Tier::Top => Step::Protect,
        Tier::Other => Step::Watch,
        Tier::TopRecent => Step::Protect,
        Tier::TopQuiet => Step::WinBackOnce,
        Tier::OtherRecent => Step::KeepRhythm,
        Tier::OtherQuiet => Step::LetRest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders(n: f64) -> Portrait {
        Portrait {
            orders: Some(n),
            ..Portrait::default()
        }
    }

    #[test]
    fn each_profile_gets_its_step() {
        use Phrase::*;
        let cases = [
            (vec![Frequent, StillActive], 9.0, Step::Protect),
            (vec![Frequent, QuietAWhile], 9.0, Step::KeepRhythm),
            (vec![Frequent, GoneQuiet], 9.0, Step::WinBackOnce),
            (vec![OneOrder, OnceLongAgo], 1.0, Step::LetRest),
            (vec![OneOrder, OnceRecently], 1.0, Step::SecondOrder),
            (vec![SeveralOrders, New], 3.0, Step::Welcome),
            (vec![SeveralOrders, StillActive], 3.0, Step::KeepRhythm),
            (vec![ManyReturns, Frequent], 9.0, Step::AskWhy),
            (vec![InTheMiddle], 3.0, Step::Watch),
        ];
        for (phrases, n, expected) in cases {
            assert_eq!(step(&phrases, &orders(n)), expected, "{phrases:?}");
        }
    }
}

//! Names from what distinguishes a segment: what its customers did, never
//! who they might be.
//!
//! Each feature with a strong effect gives a phrase. A name starts with how
//! often they order and adds the strongest other phrase; where two segments
//! would share a name, each gets its next phrase.

use crate::{
    analysis::ProfileEntry,
    lifecycle::Stage,
    words::{Portrait, Words, capitalised},
};

/// An effect from which a feature is worth a word.
const WORTH_A_WORD: f64 = 0.5;
/// An effect from which orders count as frequent.
const FREQUENT: f64 = 1.2;
/// Who came within this share of the usual time is new.
const NEW: f64 = 0.5;
/// Returned values below this share are no trait.
const MANY_RETURNS: f64 = 0.1;
/// A silence up to this long is none.
const ACTIVE_DAYS: f64 = 60.0;
/// A name has at most so many phrases.
const MAX_PHRASES: usize = 4;

/// A part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    OneOrder,
    FewOrders,
    SeveralOrders,
    Frequent,
    New,
    JoinedLater,
    LongKnown,
    OnceRecently,
    OnceLongAgo,
    StillActive,
    QuietAWhile,
    GoneQuiet,
    HighSpend,
    LowSpend,
    LargeOrders,
    SmallOrders,
    ALargeOne,
    ASmallOne,
    WideRange,
    NarrowRange,
    ManyProducts,
    FewProducts,
    FullBaskets,
    SmallBaskets,
    ManyPieces,
    FewPieces,
    ManyReturns,
    FewReturns,
    BelowPrice,
    AtPrice,
    TriesNew,
    BuysAgain,
    Weekend,
    Weekday,
    Evening,
    Daytime,
    InSeason,
    OffSeason,
    OrdersGrow,
    OrdersShrink,
    EvenRhythm,
    UnevenRhythm,
    InTheMiddle,
}

/// What a segment could be called, in the order in which it should be: how
/// often they order, whether they are new or gone, then the features that formed the
/// segments and last the others, each by its effect, one phrase a theme.
/// `profile` is ordered by effect, strongest first; `everyone` is the
/// portrait of all customers.
pub(crate) fn phrases(
    profile: &[ProfileEntry],
    forming: &[&str],
    portrait: &Portrait,
    everyone: &Portrait,
) -> Vec<Phrase> {
    let sides = Sides { portrait, everyone };
    let mut found = vec![sides.frequency(profile)];
    let mut themes = vec![Theme::Frequency];
    if sides.is_new(profile) {
        found.push(Phrase::New);
        themes.extend([Theme::Tenure, Theme::Recency]);
    } else if sides.is_silent() {
        found.push(Phrase::GoneQuiet);
        themes.push(Theme::Recency);
    }
    let mut entries: Vec<&ProfileEntry> = profile
        .iter()
        .filter(|entry| entry.effect.abs() >= WORTH_A_WORD)
        .collect();
    // Stable: within each rank the strongest effect stays first.
    let once = found == [Phrase::OneOrder];
    let rank = |entry: &ProfileEntry| match entry.feature.as_str() {
        "tenure_days" => 2,
        // That one order brings little goes without saying.
        "revenue" | "revenue_net" if once && entry.effect < 0.0 => 2,
        name if forming.contains(&name) => 0,
        _ => 1,
    };
    numeric::order::by(&mut entries, |a, b| rank(a).cmp(&rank(b)));
    for entry in entries {
        let Some(theme) = theme(&entry.feature) else {
            continue;
        };
        if themes.contains(&theme) {
            continue;
        }
        if let Some(phrase) = sides.phrase(theme, entry) {
            themes.push(theme);
            found.push(phrase);
        }
    }
    if matches!(found[..], [Phrase::SeveralOrders | Phrase::FewOrders]) {
        found.push(Phrase::InTheMiddle);
    }
    found
}

/// The names of segments with these phrases: two phrases each, more where
/// two names would be equal, a number where phrases run out.
pub(crate) fn names(
    phrases: &[Vec<Phrase>],
    words: &dyn Words,
) -> Vec<String> {
    let mut lengths = vec![2; phrases.len()];
    let name = |segment: usize, length: usize| {
        let parts: Vec<&str> = phrases[segment]
            .iter()
            .take(length)
            .map(|&phrase| words.phrase(phrase))
            .collect();
        capitalised(&parts.join(", "))
    };
    for _ in 2..MAX_PHRASES {
        let names: Vec<String> =
            (0..phrases.len()).map(|s| name(s, lengths[s])).collect();
        for (segment, own) in names.iter().enumerate() {
            if names.iter().filter(|&other| other == own).count() > 1 {
                lengths[segment] += 1;
            }
        }
    }
    numbered((0..phrases.len()).map(|s| name(s, lengths[s])).collect())
}

/// The names of segments by lifecycle stage: the stage's, and where a stage
/// has several segments what distinguishes each of them.
pub(crate) fn staged(
    stages: &[Stage],
    phrases: &[Vec<Phrase>],
    words: &dyn Words,
) -> Vec<String> {
    let mut all = vec![String::new(); stages.len()];
    for stage in Stage::ALL {
        let own: Vec<usize> =
            (0..stages.len()).filter(|&s| stages[s] == stage).collect();
        let title = capitalised(words.rules().stage(stage));
        if let [only] = own[..] {
            all[only] = title;
            continue;
        }
        let own_phrases: Vec<Vec<Phrase>> =
            own.iter().map(|&s| phrases[s].clone()).collect();
        for (&s, name) in own.iter().zip(names(&own_phrases, words)) {
            all[s] = format!("{title}: {name}");
        }
    }
    numbered(all)
}

/// Adds a number to each name but the first of equal ones.
fn numbered(names: Vec<String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let mut candidate = name.clone();
        let mut nth = 1;
        while unique.contains(&candidate) {
            nth += 1;
            candidate = format!("{name} ({nth})");
        }
        unique.push(candidate);
    }
    unique
}

/// What a phrase is about; a name says one thing about each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Frequency,
    Recency,
    Tenure,
    Value,
    Range,
    Basket,
    Pieces,
    Returns,
    Price,
    Novelty,
    Week,
    Day,
    Season,
    Trend,
    Rhythm,
}

fn theme(feature: &str) -> Option<Theme> {
    Some(match feature {
        "recency_days" => Theme::Recency,
        "tenure_days" => Theme::Tenure,
        "order_value_mean" | "order_value_median" | "revenue"
        | "revenue_net" => Theme::Value,
        "products" | "product_entropy" => Theme::Range,
        "lines_per_order" => Theme::Basket,
        "pieces_per_order" => Theme::Pieces,
        "return_share" => Theme::Returns,
        "discount_share" => Theme::Price,
        "new_product_share" => Theme::Novelty,
        "weekend_share" => Theme::Week,
        "evening_share" | "order_hour" => Theme::Day,
        "season_share" => Theme::Season,
        "order_value_trend" => Theme::Trend,
        "gap_variation" => Theme::Rhythm,
        _ => return None,
    })
}

/// Says on which side of the others a segment stands, and how far in days.
struct Sides<'a> {
    portrait: &'a Portrait,
    everyone: &'a Portrait,
}

impl Sides<'_> {
    fn frequency(&self, profile: &[ProfileEntry]) -> Phrase {
        let orders = self.portrait.orders.unwrap_or(0.0);
        if orders <= 1.0 {
            Phrase::OneOrder
        } else if effect_of("orders", profile) >= FREQUENT {
            Phrase::Frequent
        } else if orders <= 2.0 {
            Phrase::FewOrders
        } else {
            Phrase::SeveralOrders
        }
    }

    /// Whether they came much later than most, and more than once.
    fn is_new(&self, profile: &[ProfileEntry]) -> bool {
        let pair = self.portrait.tenure_days.zip(self.everyone.tenure_days);
        self.portrait.orders.is_some_and(|orders| orders > 1.0)
            && effect_of("tenure_days", profile) <= -WORTH_A_WORD
            && pair.is_some_and(|(own, all)| own <= NEW * all)
    }

    /// Whether they have been away for twice their own usual gap, whatever
    /// the others do.
    fn is_silent(&self) -> bool {
        let pair = self.portrait.recency_days.zip(self.portrait.gap_days);
        self.portrait.orders.is_some_and(|orders| orders > 1.0)
            && pair.is_some_and(|(silence, usual)| {
                silence > ACTIVE_DAYS.max(2.0 * usual)
            })
    }

    fn phrase(&self, theme: Theme, entry: &ProfileEntry) -> Option<Phrase> {
        use Phrase::*;
        let once = self.portrait.orders.is_some_and(|orders| orders <= 1.0);
        let spent = entry.feature.starts_with("revenue");
        let (low, high) = match theme {
            Theme::Frequency => return None,
            Theme::Recency if once => (OnceRecently, OnceLongAgo),
            Theme::Recency => (self.activity(), GoneQuiet),
            Theme::Tenure if once => return None,
            Theme::Tenure => (JoinedLater, LongKnown),
            Theme::Value if once => (ASmallOne, ALargeOne),
            Theme::Value if spent => (LowSpend, HighSpend),
            Theme::Value => (SmallOrders, LargeOrders),
            Theme::Range if once => (FewProducts, ManyProducts),
            Theme::Range => (NarrowRange, WideRange),
            Theme::Basket => (SmallBaskets, FullBaskets),
            Theme::Pieces => (FewPieces, ManyPieces),
            Theme::Returns if entry.median < MANY_RETURNS => return None,
            Theme::Returns => (FewReturns, ManyReturns),
            Theme::Price => (AtPrice, BelowPrice),
            Theme::Novelty => (BuysAgain, TriesNew),
            Theme::Week => (Weekday, Weekend),
            Theme::Day => (Daytime, Evening),
            Theme::Season => (OffSeason, InSeason),
            Theme::Trend => (OrdersShrink, OrdersGrow),
            Theme::Rhythm => (EvenRhythm, UnevenRhythm),
        };
        Some(if entry.effect < 0.0 { low } else { high })
    }

    /// Who ordered more lately than most is active only where the silence
    /// is short in itself, or for their own rhythm.
    fn activity(&self) -> Phrase {
        let silence = self.portrait.recency_days.unwrap_or(0.0);
        let usual = self.portrait.gap_days.unwrap_or(0.0);
        if silence <= ACTIVE_DAYS.max(usual) {
            Phrase::StillActive
        } else {
            Phrase::QuietAWhile
        }
    }
}

fn effect_of(feature: &str, profile: &[ProfileEntry]) -> f64 {
    let entry = profile.iter().find(|entry| entry.feature == feature);
    entry.map_or(0.0, |entry| entry.effect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::en::En;

    const FORMING: [&str; 3] = ["recency_days", "orders", "revenue_net"];

    fn entry(feature: &str, effect: f64) -> ProfileEntry {
        ProfileEntry {
            feature: feature.into(),
            mean: 0.0,
            median: 0.0,
            quartiles: (0.0, 0.0),
            effect,
            interval: (effect, effect),
        }
    }

    fn of(profile: &[ProfileEntry], orders: f64) -> Vec<Phrase> {
        let portrait = Portrait {
            orders: Some(orders),
            recency_days: Some(30.0),
            tenure_days: Some(300.0),
            ..Portrait::default()
        };
        phrases(profile, &FORMING, &portrait, &portrait)
    }

    #[test]
    fn a_name_says_how_often_and_what_stands_out() {
        let profile = [
            entry("products", 2.0),
            entry("orders", 1.5),
            entry("revenue_net", 1.2),
            entry("recency_days", -0.9),
        ];
        let found = of(&profile, 9.0);
        assert_eq!(names(&[found], &En), ["Frequent, high spend"]);
    }

    #[test]
    fn one_order_long_ago_is_said_so() {
        let profile = [entry("recency_days", 1.6), entry("orders", -0.9)];
        let found = of(&profile, 1.0);
        assert_eq!(names(&[found], &En), ["One order, long ago"]);
    }

    #[test]
    fn equal_names_get_their_next_phrases_then_numbers() {
        use Phrase::*;
        let phrases = [
            vec![Frequent, WideRange, HighSpend],
            vec![Frequent, WideRange, LowSpend],
            vec![OneOrder, New],
            vec![OneOrder, New],
        ];
        assert_eq!(
            names(&phrases, &En),
            [
                "Frequent, wide range, high spend",
                "Frequent, wide range, low spend",
                "One order, new",
                "One order, new (2)",
            ]
        );
    }

    #[test]
    fn a_segment_without_effects_is_in_the_middle() {
        let found = of(&[entry("orders", 0.1)], 3.0);
        assert_eq!(names(&[found], &En), ["Several orders, in the middle"]);
    }

    #[test]
    fn a_long_silence_is_not_called_active() {
        let portrait = Portrait {
            orders: Some(3.0),
            recency_days: Some(180.0),
            gap_days: Some(100.0),
            ..Portrait::default()
        };
        let profile = [entry("recency_days", -1.4), entry("orders", 0.6)];
        let found = phrases(&profile, &FORMING, &portrait, &portrait);
        assert_eq!(
            names(&[found], &En),
            ["Several orders, quiet for a while"]
        );
    }

    #[test]
    fn few_returns_in_themselves_are_no_trait() {
        let mut returns = entry("return_share", 0.9);
        returns.median = 0.02;
        assert_eq!(of(&[returns.clone()], 9.0).len(), 2);
        returns.median = 0.3;
        assert!(of(&[returns], 9.0).contains(&Phrase::ManyReturns));
    }

    #[test]
    fn who_came_lately_and_again_is_new() {
        let everyone = Portrait {
            tenure_days: Some(400.0),
            ..Portrait::default()
        };
        let portrait = Portrait {
            orders: Some(3.0),
            tenure_days: Some(35.0),
            ..Portrait::default()
        };
        let profile =
            [entry("tenure_days", -3.0), entry("recency_days", -2.0)];
        let found = phrases(&profile, &FORMING, &portrait, &everyone);
        assert_eq!(names(&[found], &En), ["Several orders, new"]);
    }

    #[test]
    fn who_is_silent_for_long_is_gone_even_if_others_are_longer() {
        let portrait = Portrait {
            orders: Some(5.0),
            recency_days: Some(270.0),
            gap_days: Some(50.0),
            ..Portrait::default()
        };
        let profile = [entry("products", 0.9), entry("recency_days", 0.1)];
        let found = phrases(&profile, &FORMING, &portrait, &portrait);
        assert_eq!(names(&[found], &En), ["Several orders, gone quiet"]);
    }
}

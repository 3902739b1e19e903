//! What was done to each feature before it formed the segments.

use kindred::analysis::FeatureInfo;
use kindred::disclose::may_tell;
use kindred::features::Side;
use kindred::recipe::{Preparation, Transform};

use super::About;

impl About<'_> {
    /// What each side of the customers has to do with distances; nothing
    /// where no feature tells them apart.
    pub(super) fn sides(&self) -> Option<String> {
        let told = self.analysis.sides.iter().map(|it| {
            let name = self.side(it.side);
            let share = self.percent(it.share);
            let weight = self.figure_of_three(it.weight);
            let weighed = self.say("weight", "Gewicht");
            format!("{name} {share} ({weighed} {weight})")
        });
        let told: Vec<String> = told.collect();
        let lead = self.say(
            "Shares of the squared distances between customers",
            "Anteile an den quadrierten Abständen der Kunden",
        );
        let is_any = !told.is_empty();
        is_any.then(|| format!("{lead}: {}.", told.join(" · ")))
    }

    fn side(&self, side: Side) -> &'static str {
        match side {
            Side::Value => self.say("value", "Wert"),
            Side::Behaviour => self.say("behaviour", "Verhalten"),
            Side::Profile => self.say("profile", "Profil"),
            Side::Voice => self.say("voice", "Stimme"),
        }
    }

    /// The formula from a feature's value `x`, in its unit, to what counted;
    /// a dash where it formed nothing, or where it would tell of too few.
    pub(super) fn preparation(&self, feature: &FeatureInfo) -> String {
        let n_permitted = self.analysis.customers.permitted;
        let told = |how: &Preparation| {
            may_tell(n_permitted - feature.missing) && may_tell(how.n_nonzero)
        };
        match feature.preparation.filter(told) {
            Some(how) if feature.missing > 0 => {
                let unknown = self.say("unknown", "unbekannt");
                let fill = self.figure_of_three(how.fill);
                format!("{}; {unknown}: x = {fill}", self.formula(&how))
            }
            Some(how) => self.formula(&how),
            None => "–".into(),
        }
    }

    fn formula(&self, how: &Preparation) -> String {
        let bent = match how.transform {
            Transform::None => "x".into(),
            Transform::Log { unit } => {
                format!("ln(1 + x / {})", self.figure_of_three(unit))
            }
            Transform::SignedLog { unit } => {
                format!("± ln(1 + |x| / {})", self.figure_of_three(unit))
            }
        };
        let sign = if how.centre < 0.0 { '+' } else { '−' };
        let centre = self.figure_of_three(how.centre.abs());
        let scale = self.figure_of_three(how.scale);
        let scaled = format!("({bent} {sign} {centre}) / {scale}");
        if how.weight != 1.0 {
            let weight = self.figure_of_three(how.weight);
            return format!("{weight} · {scaled}");
        }
        scaled
    }

    /// A number with three digits that matter, or all before the point.
    fn figure_of_three(&self, value: f64) -> String {
        let (mut size, mut digits) = (value.abs(), 0);
        while size > 0.0 && size < 100.0 && digits < 8 {
            size *= 10.0;
            digits += 1;
        }
        self.decimal(value, digits)
    }
}

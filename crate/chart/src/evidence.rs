//! The evidence on the number of groups: a panel a measure.

use cluster::choose::{Evidence, Reason, Verdict};
use kindred::plan::Language;
use plotters::prelude::{Circle, PathElement};

use crate::paint::Paint;
use crate::scene::{Caption, Scene};
use crate::sheet::{FONT, Frame, Lettering, Plot, Sheet};
use crate::{Drawing, TableTwin, metrics, scale};

const GAP: f64 = 28.0;
/// From a panel's top to its plot.
const HEAD: f64 = 42.0;
/// From a panel's plot to its bottom.
const FOOT: f64 = 42.0;

pub(crate) fn draw(scene: &Scene<'_>) -> Drawing {
    let title = scene.say("How many groups", "Wie viele Gruppen");
    let panels = panels(scene);
    if panels.is_empty() {
        let why = scene.say(
            "The number of groups was not judged.",
            "Die Zahl der Gruppen wurde nicht beurteilt.",
        );
        return scene.blank(title, why);
    }
    let caption = Caption {
        title: title.to_string(),
        description: description(scene),
        table: table(scene),
    };
    let abreast = if scene.width < 520.0 { 1 } else { panels.len() };
    let n_rows = panels.len().div_ceil(abreast) as f64;
    let row = (scene.height / n_rows).max(170.0);
    let across = (scene.width + GAP) / abreast as f64;
    scene.drawing(caption, row * n_rows, |sheet| {
        for (index, panel) in panels.iter().enumerate() {
            let left = across * (index % abreast) as f64;
            let top = row * (index / abreast) as f64;
            let frame = Frame {
                left,
                top,
                right: left + across - GAP,
                bottom: top + row - 4.0,
            };
            panel.draw(scene, sheet, frame);
        }
    })
}

/// The number of groups the verdict stands for.
fn chosen(scene: &Scene<'_>) -> usize {
    match (scene.analysis.verdict, &scene.analysis.reason) {
        // Evidence is of those who are looked for.
        (_, Reason::Asked { n_found, .. }) => *n_found,
        (Verdict::Segments, _) => scene.analysis.k,
        (Verdict::NoStructure, _) => 1,
    }
}

fn weakest(evidence: &Evidence) -> Option<f64> {
    evidence.jaccard.iter().copied().min_by(f64::total_cmp)
}

/// One measure over the numbers of groups.
struct Panel {
    name: String,
    note: String,
    points: Vec<Point>,
    /// A level to be reached.
    level: Option<f64>,
    /// The range there always is.
    least: Option<(f64, f64)>,
}

#[derive(Clone, Copy)]
struct Point {
    k: usize,
    value: f64,
    /// One standard error, where known.
    error: f64,
}

/// The panels that have anything to show.
fn panels(scene: &Scene<'_>) -> Vec<Panel> {
    let collect = |of: fn(&Evidence) -> Option<f64>| -> Vec<Point> {
        let all = scene.analysis.evidence.iter();
        all.filter_map(|it| {
            let value = of(it).filter(|value| value.is_finite())?;
            Some(Point {
                k: it.k,
                value,
                error: 0.0,
            })
        })
        .collect()
    };
    let mut gap = collect(|it| it.gap);
    for point in &mut gap {
        let all = &scene.analysis.evidence;
        let own = all.iter().find(|it| it.k == point.k);
        point.error = own.and_then(|it| it.gap_se).unwrap_or(0.0);
    }
    let panels = [
        Panel {
            name: scene.say("Silhouette", "Silhouette").into(),
            note: scene.say("how far apart", "wie deutlich getrennt").into(),
            points: collect(|it| it.silhouette),
            level: None,
            least: Some((0.0, 0.5)),
        },
        Panel {
            name: scene
                .say("Weakest group’s stability", "Schwächste Gruppe")
                .into(),
            note: scene
                .say(
                    "how much of it comes back",
                    "wie viel von ihr wiederkehrt",
                )
                .into(),
            points: collect(weakest),
            level: Some(0.75),
            least: Some((0.0, 1.0)),
        },
        Panel {
            name: scene.say("Gap", "Gap").into(),
            note: scene
                .say("against shuffled data", "gegen gewürfelte Daten")
                .into(),
            points: gap,
            level: None,
            least: None,
        },
    ];
    panels
        .into_iter()
        .filter(|it| !it.points.is_empty())
        .collect()
}

impl Panel {
    fn draw(&self, scene: &Scene<'_>, sheet: &Sheet<'_>, frame: Frame) {
        let room = frame.width();
        let name = metrics::fit(&self.name, FONT * 1.06, room);
        let strong = Lettering::start(Paint::Ink).strong();
        sheet.text((frame.left, frame.top + 8.0), &name, strong);
        let note = metrics::fit(&self.note, FONT, room);
        let soft = Lettering::start(Paint::Soft);
        sheet.text((frame.left, frame.top + 24.0), &note, soft);
        let inner = Frame {
            left: frame.left + 36.0,
            top: frame.top + HEAD,
            right: frame.right,
            bottom: frame.bottom - FOOT,
        };
        let y = self.y_range();
        let n_groups = scene.analysis.evidence.iter().map(|it| it.k);
        let last = n_groups.max().unwrap_or(1) as f64;
        let x = (0.5, last + 0.5);
        let plot = sheet.plot(inner, x, y);
        self.grid(scene, sheet, inner, y);
        self.numbers(scene, sheet, inner, x);
        self.curve(scene, sheet, &plot, inner);
    }

    fn y_range(&self) -> (f64, f64) {
        let ends = self
            .points
            .iter()
            .flat_map(|it| [it.value - it.error, it.value + it.error]);
        let always = self.least.map_or(vec![], |it| vec![it.0, it.1]);
        let found = scale::range(ends.chain(always)).unwrap_or((0.0, 1.0));
        match self.least {
            Some(_) => (found.0, found.1 * 1.04),
            None => scale::widen(found, 0.08),
        }
    }

    /// Hairlines at round numbers, and the level to be reached.
    fn grid(
        &self,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        inner: Frame,
        y: (f64, f64),
    ) {
        let height = inner.bottom - inner.top;
        let wanted = (height / 26.0).clamp(2.0, 5.0) as usize;
        let ticks = scale::ticks(y.0, y.1, wanted);
        let digits = scale::digits(&ticks);
        let up = |it: f64| inner.bottom - (it - y.0) / (y.1 - y.0) * height;
        let hairline = |at: f64, paint: Paint| {
            let ends = [(inner.left, at), (inner.right, at)];
            sheet.path(&ends, paint.stroke(10));
        };
        for tick in ticks {
            hairline(up(tick), Paint::Line);
            let text = scene.decimal(tick, digits);
            let at = (inner.left - 6.0, up(tick));
            sheet.text(at, &text, Lettering::end(Paint::Soft));
        }
        if let Some(level) = self.level {
            hairline(up(level), Paint::Soft);
            let holds = scene.say("holds", "hält");
            let text = format!("{holds} {}", scene.decimal(level, 2));
            let at = (inner.right, up(level) - 9.0);
            sheet.text(at, &text, Lettering::end(Paint::Soft));
        }
    }

    /// The numbers of groups, as many as there is room for.
    fn numbers(
        &self,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        inner: Frame,
        x: (f64, f64),
    ) {
        let caption = scene.say("number of groups", "Zahl der Gruppen");
        let at = ((inner.left + inner.right) / 2.0, inner.bottom + 30.0);
        sheet.text(at, caption, Lettering::middle(Paint::Soft));
        let step = inner.width() / (x.1 - x.0);
        let chosen = chosen(scene);
        let every = (18.0 / step).ceil().max(1.0) as usize;
        for evidence in &scene.analysis.evidence {
            let k = evidence.k;
            let near = k.abs_diff(chosen) < every;
            let shown = k % every == 0 && !near;
            if k != chosen && !shown {
                continue;
            }
            let at =
                (inner.left + (k as f64 - x.0) * step, inner.bottom + 13.0);
            let how = match k == chosen {
                true => Lettering::middle(Paint::Accent).strong(),
                false => Lettering::middle(Paint::Soft),
            };
            sheet.text(at, &k.to_string(), how);
        }
    }

    fn curve(
        &self,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        plot: &Plot<'_>,
        inner: Frame,
    ) {
        let chosen = chosen(scene);
        let line: Vec<_> = self
            .points
            .iter()
            .map(|it| (it.k as f64, it.value))
            .collect();
        plot.put(&PathElement::new(line, Paint::Soft.stroke(12)));
        for point in &self.points {
            let x = point.k as f64;
            if point.error > 0.0 {
                let ends =
                    (point.value - point.error, point.value + point.error);
                plot.line((x, ends.0), (x, ends.1), Paint::Soft.stroke(12));
            }
            if point.k == chosen {
                continue;
            }
            let at = (x, point.value);
            plot.put(&Circle::new(at, 28, Paint::Soft.fill()));
        }
        if let Some(own) = self.points.iter().find(|it| it.k == chosen) {
            let at = (own.k as f64, own.value);
            plot.put(&Circle::new(at, 55, Paint::Accent.fill()));
            let text = scene.decimal(own.value, 2);
            let at = plot.place(at);
            let above = at.1 - inner.top > 20.0;
            let shift = if above { -14.0 } else { 15.0 };
            let how = Lettering::middle(Paint::Accent).strong();
            let half = metrics::width(&text, FONT) / 2.0;
            let x = at.0.clamp(inner.left + half, inner.right - half);
            sheet.text((x, at.1 + shift), &text, how);
        }
    }
}

fn description(scene: &Scene<'_>) -> String {
    let chosen = chosen(scene);
    let evidence = &scene.analysis.evidence;
    let own = evidence.iter().find(|it| it.k == chosen);
    let silhouette = scene.maybe(own.and_then(|it| it.silhouette), 2);
    let stability = scene.maybe(own.and_then(weakest), 2);
    let last = evidence.iter().map(|it| it.k).max().unwrap_or(1);
    match (scene.analysis.verdict, scene.language) {
        (Verdict::Segments, Language::En) if chosen == 1 => {
            format!("Of 1 to {last} groups, one was asked for.")
        }
        (Verdict::Segments, Language::De) if chosen == 1 => {
            format!("Von 1 bis {last} Gruppen wurde eine verlangt.")
        }
        (Verdict::Segments, Language::En) => format!(
            "Of 1 to {last} groups, {chosen} were chosen: silhouette \
             {silhouette}, and the weakest group comes back with a \
             stability of {stability}."
        ),
        (Verdict::Segments, Language::De) => format!(
            "Von 1 bis {last} Gruppen wurden {chosen} gewählt: Silhouette \
             {silhouette}, und die schwächste Gruppe kehrt mit einer \
             Stabilität von {stability} wieder."
        ),
        (Verdict::NoStructure, Language::En) => format!(
            "None of 2 to {last} groups holds up: these customers are one \
             cloud."
        ),
        (Verdict::NoStructure, Language::De) => format!(
            "Keine Aufteilung in 2 bis {last} Gruppen hält stand: diese \
             Kunden sind eine einzige Wolke."
        ),
    }
}

/// The stability of each group, in the order of their size.
fn each(scene: &Scene<'_>, evidence: &Evidence) -> String {
    let each = evidence.jaccard.iter().map(|it| scene.decimal(*it, 2));
    each.collect::<Vec<_>>().join(" · ")
}

fn table(scene: &Scene<'_>) -> TableTwin {
    let head = [
        ("Groups", "Gruppen"),
        ("Silhouette", "Silhouette"),
        (
            "Weakest group’s stability",
            "Stabilität der schwächsten Gruppe",
        ),
        ("Gap", "Gap"),
        ("Gap’s standard error", "Standardfehler des Gap"),
        ("Smallest group", "Kleinste Gruppe"),
        ("Chosen", "Gewählt"),
        ("Prediction strength", "Vorhersagestärke"),
        ("Calinski–Harabasz", "Calinski–Harabasz"),
        ("Davies–Bouldin", "Davies–Bouldin"),
        ("BIC", "BIC"),
        ("Stability of each group", "Stabilität jeder Gruppe"),
    ];
    let head = scene.words(&head);
    let chosen = chosen(scene);
    let rows = scene.analysis.evidence.iter().map(|it| {
        let yes = scene.say("yes", "ja");
        vec![
            it.k.to_string(),
            scene.maybe(it.silhouette, 2),
            scene.maybe(weakest(it), 2),
            scene.maybe(it.gap, 3),
            scene.maybe(it.gap_se, 3),
            scene.customers(it.smallest as u64),
            if it.k == chosen { yes } else { "" }.to_string(),
            scene.maybe(it.prediction_strength, 2),
            scene.maybe(it.calinski_harabasz, 0),
            scene.maybe(it.davies_bouldin, 2),
            scene.maybe(it.bic, 0),
            each(scene, it),
        ]
    });
    TableTwin {
        rows: rows.collect(),
        head,
    }
}

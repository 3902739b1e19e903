//! What every chart is given, and how it speaks.

use kindred::Analysis;
use kindred::analysis::Segment;
use kindred::disclose;
use kindred::plan::Language;

use crate::paint::Paint;
use crate::sheet::{Lettering, Sheet};
use crate::svg::Svg;
use crate::{Drawing, Size, TableTwin, number};

/// An analysis, and how it is to be shown.
pub(crate) struct Scene<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) language: Language,
    /// In CSS pixels.
    pub(crate) width: f64,
    /// In CSS pixels, at the least.
    pub(crate) height: f64,
    /// The segments that may be shown.
    pub(crate) shown: Vec<Shown<'a>>,
    /// `grid[recency][orders]`; `None` where a count may not be shown.
    pub(crate) grid: Vec<Vec<Option<u64>>>,
    /// Whether a mark may be one customer.
    pub(crate) tells_single: bool,
    /// Whether a count of customers may be shown.
    may_tell: fn(u64) -> bool,
}

/// A segment with its place in the analysis, which gives colour and shape.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) place: usize,
    pub(crate) segment: &'a Segment,
}

/// The words of a chart.
pub(crate) struct Caption {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) table: TableTwin,
}

impl<'a> Scene<'a> {
    /// Shows everything: for the machine the data is on.
    pub(crate) fn whole(
        analysis: &'a Analysis,
        size: Size,
        language: Language,
    ) -> Self {
        let counts = analysis.rfm.counts.iter();
        let grid = counts
            .map(|row| row.iter().copied().map(Some).collect())
            .collect();
        let segments = analysis.segments.iter().enumerate();
        let shown = segments
            .map(|(place, segment)| Shown { place, segment })
            .collect();
        Self {
            analysis,
            shown,
            grid,
            tells_single: true,
            may_tell: |_| true,
            language,
            width: f64::from(size.width.clamp(200, 2000)),
            height: f64::from(size.height.clamp(120, 2000)),
        }
    }

    /// Shows what may leave the machine in a report.
    pub(crate) fn to_tell(
        analysis: &'a Analysis,
        size: Size,
        language: Language,
    ) -> Self {
        let mut scene = Self::whole(analysis, size, language);
        let told = disclose::segments_to_tell(&analysis.segments);
        scene.shown.retain(|it| told[it.place]);
        scene.grid = disclose::grid_to_tell(&analysis.rfm);
        scene.tells_single = false;
        scene.may_tell = disclose::may_tell;
        scene
    }

    /// The words of the language.
    pub(crate) fn say<'s>(&self, en: &'s str, de: &'s str) -> &'s str {
        match self.language {
            Language::En => en,
            Language::De => de,
        }
    }

    /// Several words in the language, in English and German.
    pub(crate) fn words(&self, all: &[(&str, &str)]) -> Vec<String> {
        all.iter()
            .map(|(en, de)| self.say(en, de).to_string())
            .collect()
    }

    pub(crate) fn count(&self, value: u64) -> String {
        number::count(self.language, value)
    }

    /// Whether a count of customers may be shown.
    pub(crate) fn may_tell(&self, n_customers: u64) -> bool {
        (self.may_tell)(n_customers)
    }

    /// Customers of a segment among the map's points.
    pub(crate) fn n_points(&self, shown: &Shown<'_>) -> u64 {
        let points = self.analysis.map.points.iter();
        let own = points.filter(|it| it.segment == shown.segment.id);
        own.count() as u64
    }

    /// Some customers, where so few may be told.
    pub(crate) fn customers(&self, value: u64) -> String {
        self.cell((self.may_tell)(value).then_some(value))
    }

    /// A count, or that it is too small to be told.
    pub(crate) fn cell(&self, value: Option<u64>) -> String {
        match value {
            Some(value) => self.count(value),
            None => "·".to_string(),
        }
    }

    pub(crate) fn percent(&self, share: f64) -> String {
        number::percent(self.language, share)
    }

    pub(crate) fn decimal(&self, value: f64, digits: usize) -> String {
        number::decimal(self.language, value, digits)
    }

    pub(crate) fn quantity(&self, value: f64) -> String {
        number::quantity(self.language, value)
    }

    /// A figure, or a dash where there is none.
    pub(crate) fn maybe(&self, value: Option<f64>, digits: usize) -> String {
        match value {
            Some(value) => self.decimal(value, digits),
            None => "–".to_string(),
        }
    }

    /// The segments' names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.shown.iter().map(|shown| shown.segment.name.as_str())
    }

    /// Whether the file has amounts.
    pub(crate) fn has_amounts(&self) -> bool {
        self.analysis.amount.total.is_some()
    }

    /// Draws on paper of this height.
    pub(crate) fn drawing(
        &self,
        caption: Caption,
        height: f64,
        paint: impl FnOnce(&Sheet<'_>),
    ) -> Drawing {
        let mut svg = String::new();
        let size = (self.width as u32, height.ceil() as u32);
        let sheet =
            Sheet::new(Svg::open(&mut svg, size, &caption.description));
        paint(&sheet);
        drop(sheet);
        Drawing {
            title: caption.title,
            description: caption.description,
            svg,
            table: caption.table,
            arrows: None,
            plane: None,
        }
    }

    /// A chart of nothing, which says why.
    pub(crate) fn blank(&self, title: &str, why: &str) -> Drawing {
        let table = TableTwin {
            head: Vec::new(),
            rows: Vec::new(),
        };
        let caption = Caption {
            title: title.to_string(),
            description: why.to_string(),
            table,
        };
        let middle = (self.width / 2.0, 60.0);
        self.drawing(caption, 120.0, |sheet| {
            sheet.text(middle, why, Lettering::middle(Paint::Soft));
        })
    }
}

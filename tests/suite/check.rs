//! What must come of an input.

use cluster::Method;
use kindred::{
    Plan,
    plan::{Basis, Permission, Purpose},
};
use session::{
    Failure, Reply, Request, Session,
    protocol::{ExportName, FileHandle, Inspection},
};

use table::{Ragged, ReadOptions, Tables};

use crate::{bytes::good, host::Memory, large::same_in_slices, said};

/// What is expected of an input, part by part.
#[derive(Default)]
pub struct Expected {
    /// The load is refused with this code (or one that starts so).
    refused: Option<&'static str>,
    /// It loads, but the run is refused with this code.
    unusable: Option<&'static str>,
    line: Option<u64>,
    column: Option<&'static str>,
    says: Option<&'static str>,
    warns: Vec<&'static str>,
    first_on: Option<u64>,
    options: ReadOptions,
    as_of: Option<&'static str>,
    consent: Option<&'static str>,
    finite: bool,
    without_structure: bool,
    without_markup: bool,
    without_formulas: bool,
}

/// The file is refused.
pub fn refused(code: &'static str) -> Expected {
    Expected {
        refused: Some(code),
        ..Expected::default()
    }
}

/// The file is read, but a run on it is refused.
pub fn unusable(code: &'static str) -> Expected {
    Expected {
        unusable: Some(code),
        ..Expected::default()
    }
}

/// The file is read and run.
pub fn runs() -> Expected {
    Expected::default()
}

impl Expected {
    /// The physical line that is named.
    pub fn line(self, line: u64) -> Self {
        let line = Some(line);
        Self { line, ..self }
    }

    /// The column that is named.
    pub fn column(self, column: &'static str) -> Self {
        let column = Some(column);
        Self { column, ..self }
    }

    /// A part of the message.
    pub fn says(self, part: &'static str) -> Self {
        let says = Some(part);
        Self { says, ..self }
    }

    /// A warning's code.
    pub fn warns(mut self, code: &'static str) -> Self {
        self.warns.push(code);
        self
    }

    /// The physical line that the first of these warnings names.
    pub fn first_on(self, line: u64) -> Self {
        let first_on = Some(line);
        Self { first_on, ..self }
    }

    /// It is read with records filled up, or cut.
    pub fn padding(mut self) -> Self {
        self.options.ragged = Some(Ragged::Pad);
        self
    }

    /// It is read as far as its header comes again.
    pub fn first_table(mut self) -> Self {
        self.options.tables = Some(Tables::First);
        self
    }

    /// The plan's as-of day.
    pub fn seen_before(self, day: &'static str) -> Self {
        let as_of = Some(day);
        Self { as_of, ..self }
    }

    /// Consent is the basis, this its column.
    pub fn consent(self, column: &'static str) -> Self {
        let consent = Some(column);
        Self { consent, ..self }
    }

    /// No figure is missing for being infinite.
    pub fn finite(self) -> Self {
        let finite = true;
        Self { finite, ..self }
    }

    /// The answer is that there are no groups.
    pub fn without_structure(self) -> Self {
        let without_structure = true;
        Self {
            without_structure,
            ..self
        }
    }

    /// No text of the file is an element of the report.
    pub fn without_markup(self) -> Self {
        let without_markup = true;
        Self {
            without_markup,
            ..self
        }
    }

    /// No label starts a formula in a spreadsheet.
    pub fn without_formulas(self) -> Self {
        let without_formulas = true;
        Self {
            without_formulas,
            ..self
        }
    }

    /// Loads and runs the good shop, then this input, and sees that the
    /// shop is there as before, or again.
    #[track_caller]
    pub fn check(&self, case: &str, input: &[u8]) {
        check_conserved(input);
        let mut kept = Kept::new();
        let loaded =
            load_as(&mut kept.session, "bad.csv", input, &self.options);
        match (loaded, self.refused) {
            (Err(failure), Some(code)) => {
                self.check_failure(&failure, code);
                said::refused(case, &failure);
                let place = failure.place.as_ref().expect("it is located");
                assert_eq!(place.file, "bad.csv");
                assert!(failure.hint.is_some(), "no way on: {failure:?}");
            }
            (Ok((inspection, plan)), None) => {
                self.check_loaded(
                    case,
                    &mut kept.session,
                    &inspection,
                    plan,
                    input,
                );
                kept.load_again();
            }
            (found, _) => panic!("{:?}", found.map(|(seen, _)| seen)),
        }
        kept.check_unchanged();
    }

    #[track_caller]
    fn check_failure(&self, failure: &Failure, code: &str) {
        assert!(failure.code.starts_with(code), "{failure:?}");
        if let Some(part) = self.says {
            let message = failure.message.to_lowercase();
            assert!(message.contains(&part.to_lowercase()), "{failure:?}");
        }
        let place = failure.place.clone().unwrap_or_default();
        if self.line.is_some() {
            assert_eq!(place.line, self.line, "{failure:?}");
        }
        if self.column.is_some() {
            assert_eq!(place.column.as_deref(), self.column, "{failure:?}");
        }
    }

    #[track_caller]
    fn check_loaded(
        &self,
        case: &str,
        session: &mut Session,
        inspection: &Inspection,
        mut plan: Plan,
        input: &[u8],
    ) {
        let warnings = &inspection.files[0].warnings;
        for code in &self.warns {
            let found = warnings.iter().find(|w| w.code == *code);
            let warning = found.unwrap_or_else(|| panic!("{warnings:?}"));
            assert!(warning.count > 0 && !warning.message.is_empty());
        }
        let of = |code| warnings.iter().find(|it| it.code == code);
        if let Some(first) = self.warns.first().and_then(|code| of(*code)) {
            let line = first.place.as_ref().and_then(|place| place.line);
            assert!(
                self.first_on.is_none_or(|it| line == Some(it)),
                "{line:?}"
            );
        }
        plan.as_of = self.as_of.map(str::to_owned);
        let found = run(session, plan.clone(), self.consent);
        let plan = permitted(plan, self.consent);
        same_in_slices(input, &self.options, inspection, &plan, &found);
        match (found, self.unusable) {
            (Err(failure), Some(code)) => {
                self.check_failure(&failure, code);
                assert!(failure.hint.is_some(), "no way on: {failure:?}");
                said::told(case, warnings, &[failure]);
            }
            (Ok(analysis), None) => {
                said::told(case, warnings, &[]);
                self.check_run(session, &analysis);
            }
            (found, _) => panic!("{found:?}"),
        }
    }

    #[track_caller]
    fn check_run(&self, session: &mut Session, analysis: &str) {
        let report = export(session, ExportName::Report);
        let labels = export(session, ExportName::Labels);
        if self.without_structure {
            assert!(analysis.contains("\"verdict\": \"no-structure\""));
        }
        if self.finite {
            let words = ["NaN", "inf,", "-inf", "Infinity"];
            for text in [analysis, &labels] {
                assert!(!words.iter().any(|word| text.contains(word)));
            }
            assert!(!report.contains("NaN"));
        }
        if self.without_markup {
            let parts = ["<script>alert", "<img src=x", "</script><b>"];
            assert!(!parts.iter().any(|part| report.contains(part)));
        }
        if self.without_formulas {
            let starts = ['=', '+', '-', '@', '\t', '\r', '＝'];
            for line in labels.lines() {
                let cell = line.trim_start_matches('"');
                assert!(!cell.starts_with(starts), "{line}");
            }
        }
    }
}

/// No record is lost or invented by the reader.
#[track_caller]
fn check_conserved(input: &[u8]) {
    let mut reader = table::Reader::new("x", Default::default(), 3);
    let fed = input
        .chunks(50_021)
        .try_for_each(|chunk| reader.feed(chunk));
    if let Ok(table) = fed.and_then(|()| reader.finish()) {
        let n = table.n_records as u64;
        assert_eq!(table.read, n + table.rejected, "{:?}", table.warnings);
    }
}

/// A session in which the good shop was loaded and run.
pub struct Kept {
    pub session: Session,
    plan: Plan,
    labels: String,
    analysis: String,
}

impl Kept {
    pub fn new() -> Self {
        let mut session = Session::default();
        let loaded = load(&mut session, "good.csv", &good());
        let (_, plan) = loaded.expect("the good shop loads");
        let analysis = run(&mut session, plan.clone(), None);
        Self {
            analysis: analysis.expect("the good shop runs"),
            labels: export(&mut session, ExportName::Labels),
            session,
            plan,
        }
    }

    pub fn load_again(&mut self) {
        let loaded = load(&mut self.session, "good.csv", &good());
        loaded.expect("the good shop loads again");
        self.run_again();
    }

    /// What was loaded and what was found are still there.
    #[track_caller]
    pub fn check_unchanged(&mut self) {
        let labels = export(&mut self.session, ExportName::Labels);
        assert_eq!(labels, self.labels);
        self.run_again();
    }

    #[track_caller]
    fn run_again(&mut self) {
        let again = run(&mut self.session, self.plan.clone(), None);
        assert_eq!(again.expect("it runs again"), self.analysis);
    }

    /// The plan of the good shop, permitted.
    pub fn plan(&self) -> Plan {
        permitted(self.plan.clone(), None)
    }
}

/// Loads one file.
pub fn load(
    session: &mut Session,
    name: &str,
    bytes: &[u8],
) -> Result<(Inspection, Plan), Failure> {
    load_as(session, name, bytes, &ReadOptions::default())
}

fn load_as(
    session: &mut Session,
    name: &str,
    bytes: &[u8],
    reading: &ReadOptions,
) -> Result<(Inspection, Plan), Failure> {
    let mut request = load_request(name, bytes);
    if let Request::Load { options, .. } = &mut request {
        options.push(reading.clone());
    }
    match ask(session, request, &Memory::of(bytes))? {
        Reply::Loaded { inspection, plan } => Ok((inspection, plan)),
        reply => panic!("{reply:?}"),
    }
}

pub fn load_request(name: &str, bytes: &[u8]) -> Request {
    let file = FileHandle {
        name: name.to_owned(),
        size: bytes.len() as u64,
    };
    Request::Load {
        files: vec![file],
        sample: false,
        options: Vec::new(),
    }
}

pub fn ask(
    session: &mut Session,
    request: Request,
    host: &Memory,
) -> Result<Reply, Failure> {
    pollster::block_on(session.handle(request, host))
}

/// Runs a plan and gives `analysis.json`.
pub fn run(
    session: &mut Session,
    plan: Plan,
    consent: Option<&str>,
) -> Result<String, Failure> {
    let plan = permitted(plan, consent);
    ask(session, Request::Run { plan }, &Memory::default())?;
    Ok(export(session, ExportName::Analysis))
}

/// Permitted, and quick: what is tested here is not the evidence.
pub fn permitted(mut plan: Plan, consent: Option<&str>) -> Plan {
    let basis = match consent {
        Some(_) => Basis::Consent,
        None => Basis::LegitimateInterests,
    };
    plan.permission = Some(Permission {
        purpose: Purpose::Analytics,
        basis,
        consent_column: consent.map(str::to_owned),
    });
    if let Method::KMeans(params) = &mut plan.method {
        params.n_restarts = 2;
    }
    plan.choice.k_max = 3;
    plan.choice.n_restarts = 2;
    plan.choice.n_references = 5;
    plan.choice.n_resamples = 10;
    plan
}

pub fn export(session: &mut Session, what: ExportName) -> String {
    let request = Request::Export { what };
    match ask(session, request, &Memory::default()) {
        Ok(Reply::Exported { bytes, .. }) => {
            String::from_utf8(bytes).expect("exports are UTF-8")
        }
        reply => panic!("{reply:?}"),
    }
}

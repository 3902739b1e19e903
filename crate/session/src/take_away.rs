//! The `export` request: files to take away.

use kindred::{
    Plan, Run,
    export::{labels_csv, plan_to_json},
};

use crate::{Reply, protocol::ExportName, report};

/// Writes the file of this name.
pub(crate) fn export(what: ExportName, plan: &Plan, run: &Run) -> Reply {
    let (name, mime, bytes) = match what {
        ExportName::Labels => ("labels.csv", "text/csv", labels_csv(run)),
        ExportName::Plan => ("plan.json", "application/json", plan_json(plan)),
        ExportName::Analysis => {
            ("analysis.json", "application/json", analysis(run))
        }
        ExportName::Report => {
            ("report.html", "text/html", report_html(run, plan))
        }
    };
    Reply::Exported {
        name: name.into(),
        mime: mime.into(),
        bytes,
    }
}

fn plan_json(plan: &Plan) -> Vec<u8> {
    plan_to_json(plan).into_bytes()
}

fn analysis(run: &Run) -> Vec<u8> {
    let text = serde_json::to_string_pretty(&run.analysis);
    (text.expect("an analysis is plain data") + "\n").into_bytes()
}

fn report_html(run: &Run, plan: &Plan) -> Vec<u8> {
    report::report(&run.analysis, plan).into_bytes()
}

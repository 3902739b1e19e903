//! The `export` request: files to take away.

use kindred::{Plan, Run, export};

use crate::{Reply, protocol::ExportName, report};

/// Writes the file of this name.
pub(crate) fn export(what: ExportName, plan: &Plan, run: &Run) -> Reply {
    let (name, mime, bytes) = match what {
        ExportName::Labels => ("labels.csv", "text/csv", labels(run)),
        ExportName::Plan => {
            ("plan.json", "application/json", export::plan::write(plan))
        }
        ExportName::Analysis => {
            ("analysis.json", "application/json", analysis(run))
        }
        ExportName::Report => {
            ("report.html", "text/html", report(run, plan))
        }
    };
    Reply::Exported {
        name: name.into(),
        mime: mime.into(),
        bytes: bytes.into_bytes(),
    }
}

fn labels(run: &Run) -> String {
    export::labels::write(&run.customers, &run.labels, &run.confidence)
}

fn analysis(run: &Run) -> String {
    let text = serde_json::to_string_pretty(&run.analysis);
    text.expect("an analysis is plain data") + "\n"
}

fn report(run: &Run, plan: &Plan) -> String {
    report::report(&run.analysis, plan)
}

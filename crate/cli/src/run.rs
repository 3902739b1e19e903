//! `run`: from files to segments, and the files to take away.

use std::{fmt::Display, fs, path::Path};

use ::cluster::{Method, choose::Verdict};
use kindred::{
    Analysis, Plan, known::Known, plan::Permission, recipe::Weights,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use session::{Failure, Reply, Request, Session, protocol::ExportName};

use crate::{
    args::{self, RunArgs},
    host::Terminal,
    outcome::{Error, Exit, Outcome, say},
};

/// Runs the plan and writes `analysis.json`, `labels.csv`, `plan.json` and
/// `report.html`.
///
/// # Errors
/// The plan or a file is refused, or the folder can't be written.
pub(crate) fn run(args: &RunArgs) -> Outcome<Exit> {
    let saved = args.plan.as_deref();
    let saved: Option<Plan> =
        saved.map(|path| read(path, "a plan")).transpose()?;
    if args.purpose.is_none()
        && saved.as_ref().is_none_or(|plan| plan.permission.is_none())
    {
        return Err(Error::Usage(
            "a run needs --purpose and --basis, or a --plan that has them: \
             nothing was read"
                .into(),
        ));
    }
    let host = Terminal::new(&args.files, args::n_workers(args.workers));
    let mut session = Session::default();
    let proposed = load(&mut session, &host, saved.as_ref(), args)?;
    let plan = decide(saved.unwrap_or(proposed), args)?;
    let reply = ask(&mut session, Request::Run { plan }, &host)?;
    let Reply::Analysed { analysis } = reply else {
        return Err(unexpected());
    };
    let json = write(&mut session, &host, &args.out)?;
    drop(host);
    if args.json {
        say(&json);
    } else {
        say(&summary(&analysis, &args.out));
    }
    Ok(match analysis.verdict {
        Verdict::Segments => Exit::Done,
        Verdict::NoStructure => Exit::Doubt,
    })
}

/// Puts a request to the session and waits for the reply.
///
/// # Errors
/// The session refused it.
pub(crate) fn ask(
    session: &mut Session,
    request: Request,
    host: &Terminal,
) -> Outcome<Reply> {
    Ok(pollster::block_on(session.handle(request, host))?)
}

/// A reply that does not belong to its request.
pub(crate) fn unexpected() -> Error {
    Failure::internal("the reply does not belong to the request").into()
}

fn load(
    session: &mut Session,
    host: &Terminal,
    saved: Option<&Plan>,
    args: &RunArgs,
) -> Outcome<Plan> {
    let sources = saved.iter().flat_map(|plan| &plan.sources);
    let given: Vec<_> = sources.map(|source| source.reading.clone()).collect();
    let options = host.options(&given, args.sheet.as_deref());
    let request = Request::Load {
        files: host.handles()?,
        sample: false,
        options,
    };
    match ask(session, request, host)? {
        Reply::Loaded { plan, .. } => Ok(plan),
        _ => Err(unexpected()),
    }
}

/// Something that `run` wrote.
fn read<T: DeserializeOwned>(path: &Path, what: &str) -> Outcome<T> {
    let text =
        fs::read_to_string(path).map_err(|error| Error::file(path, &error))?;
    serde_json::from_str(&text).map_err(|error| {
        Error::Usage(format!(
            "{}, line {}, column {}: {error}; expected {what} as `run` \
             writes it",
            path.display(),
            error.line(),
            error.column()
        ))
    })
}

/// The plan with what the command line says in its place.
fn decide(mut plan: Plan, args: &RunArgs) -> Outcome<Plan> {
    if let Some((purpose, basis)) = args.purpose.zip(args.basis) {
        let kept = plan.permission.and_then(|it| it.consent_column);
        let consent_column = args.consent_column.clone().or(kept);
        plan.permission = Some(Permission {
            purpose,
            basis,
            consent_column,
        });
    } else if let Some(permission) = &mut plan.permission {
        let kept = permission.consent_column.take();
        permission.consent_column = args.consent_column.clone().or(kept);
    }
    if let Some(name) = &args.method {
        plan.method = method(name, &args.params, &plan)?;
    }
    if let Some(k) = args.k {
        plan.method = plan.method.with_n_clusters(k);
    }
    plan.recipe.weights = weighed(plan.recipe.weights, &args.weight)?;
    for column in &args.attribute {
        plan.recipe.features.push(format!("attribute:{column}"));
    }
    plan.seed = args.seed.unwrap_or(plan.seed);
    plan.as_of = args.as_of.clone().or(plan.as_of);
    plan = args.set.iter().try_fold(plan, placed)?;
    if let Some(path) = &args.previous {
        let previous: Analysis = read(path, "an analysis")?;
        let known = Known::of(&previous, plan.language);
        plan.known = (!known.segments.is_empty()).then_some(known);
    }
    for source in &mut plan.sources {
        let part = &mut source.reading.part;
        *part = part.take().map(|old| args.sheet.clone().unwrap_or(old));
    }
    Ok(plan)
}

/// Another method, for as many groups as the plan's where none are given.
fn method(
    name: &str,
    params: &[(String, Value)],
    plan: &Plan,
) -> Outcome<Method> {
    let method = args::method(name, params)?;
    Ok(match (method.n_clusters(), plan.method.n_clusters()) {
        (None, Some(kept)) => method.with_n_clusters(kept),
        _ => method,
    })
}

/// The plan with a value at a place of it: names and positions, with dots
/// between them. After the last of a list there is one more place.
fn placed(plan: Plan, (place, value): &(String, Value)) -> Outcome<Plan> {
    let wrong = |why: &dyn Display| {
        Error::Usage(format!("--set {place}={value}: {why}"))
    };
    let mut all = serde_json::to_value(plan).map_err(|it| wrong(&it))?;
    let (above, last) = match place.rsplit_once('.') {
        Some((above, last)) => (format!("/{}", above.replace('.', "/")), last),
        None => (String::new(), place.as_str()),
    };
    match (all.pointer_mut(&above), last.parse::<usize>()) {
        (Some(Value::Object(fields)), _) => {
            fields.insert(last.to_owned(), value.clone());
        }
        (Some(Value::Array(list)), Ok(at)) if at < list.len() => {
            list[at] = value.clone();
        }
        (Some(Value::Array(list)), Ok(at)) if at == list.len() => {
            list.push(value.clone());
        }
        _ => return Err(wrong(&"the plan has no such place")),
    }
    serde_json::from_value(all).map_err(|it| wrong(&it))
}

/// The weights with those that are given in their place.
fn weighed(plan: Weights, given: &[(String, Value)]) -> Outcome<Weights> {
    let usage = |error| Error::Usage(format!("--weight: {error}"));
    let mut all = serde_json::to_value(plan).map_err(usage)?;
    for (side, weight) in given {
        all[side] = weight.clone();
    }
    serde_json::from_value(all).map_err(usage)
}

/// Writes the four files and gives the text of `analysis.json`.
fn write(
    session: &mut Session,
    host: &Terminal,
    folder: &Path,
) -> Outcome<String> {
    let failed = |error| Error::file(folder, &error);
    fs::create_dir_all(folder).map_err(failed)?;
    let mut json = String::new();
    for what in [
        ExportName::Labels,
        ExportName::Plan,
        ExportName::Report,
        ExportName::Analysis,
    ] {
        let reply = ask(session, Request::Export { what }, host)?;
        let Reply::Exported { name, bytes, .. } = reply else {
            return Err(unexpected());
        };
        let path = folder.join(name);
        fs::write(&path, &bytes).map_err(|e| Error::file(&path, &e))?;
        if what == ExportName::Analysis {
            json = String::from_utf8(bytes).expect("JSON is UTF-8");
        }
    }
    Ok(json)
}

fn summary(analysis: &Analysis, folder: &Path) -> String {
    let mut text = format!("{}\n{}\n\n", analysis.headline, analysis.doubt);
    let share_of = match analysis.amount.used {
        Some(_) => "revenue",
        None => "lines",
    };
    for segment in &analysis.segments {
        text += &format!(
            "{}: {} customers ({:.1} %), {:.1} % of {share_of}; {}\n",
            segment.name,
            segment.size,
            segment.share_of_customers * 100.0,
            segment.share_of_revenue * 100.0,
            segment.rule,
        );
    }
    for rule in &analysis.rules {
        text += &match (&rule.figures, &rule.problem) {
            (Some(it), _) => format!(
                "rule {}: {} customers ({:.1} %), {:.1} % of {share_of}; {}\n",
                rule.name,
                it.customers,
                it.share_of_customers * 100.0,
                it.share_of_revenue * 100.0,
                rule.words,
            ),
            (None, Some(problem)) => format!("rule {problem}\n"),
            (None, None) => String::new(),
        };
    }
    text += &format!("\ndigest {}\n", analysis.digest);
    text + &format!("written to {}\n", folder.display())
}

//! `inspect`: what files hold.

use kindred::{
    Review,
    analysis::Records,
    review::{Attribute, Share, Shares},
};
use session::{
    Reply, Request,
    protocol::{ColumnInspection, FileInspection, Inspection},
};

use crate::{
    args::InspectArgs,
    host::Terminal,
    outcome::{Exit, Outcome, say, say_json},
    run::{ask, unexpected},
};

/// Prints what the files hold.
///
/// # Errors
/// A file is refused.
pub(crate) fn inspect(args: &InspectArgs) -> Outcome<Exit> {
    let host = Terminal::new(&args.files, 1);
    let request = Request::Load {
        files: host.handles()?,
        sample: false,
        options: host.options(&[], args.sheet.as_deref()),
    };
    let mut session = session::Session::default();
    let reply = ask(&mut session, request, &host)?;
    let Reply::Loaded { inspection, plan } = reply else {
        return Err(unexpected());
    };
    // Where the files hold no purchases there is nothing to reconcile.
    let reply = ask(&mut session, Request::Review { plan }, &host);
    drop(host);
    let review = match reply {
        Ok(Reply::Reviewed { review }) => Some(*review),
        _ => None,
    };
    let found = Found { inspection, review };
    if args.json {
        say_json(&found);
    } else {
        let review = found.review.as_ref().map(review_words);
        say(&(words(&found.inspection) + &review.unwrap_or_default()));
    }
    Ok(Exit::Done)
}

/// What is printed as JSON.
#[derive(serde::Serialize)]
struct Found {
    #[serde(flatten)]
    inspection: Inspection,
    review: Option<Review>,
}

fn review_words(review: &Review) -> String {
    let Records {
        read,
        used,
        set_aside,
    } = &review.records;
    let mut text = format!("{used} of {read} records would be used\n");
    for aside in set_aside {
        let reason = name_of(&aside.reason);
        text += &format!("  {reason}: {} set aside\n", aside.count);
    }
    for check in &review.checks {
        let columns = check.columns.join(", ");
        let (count, of) = (check.count, check.of);
        let name = name_of(&check.name);
        text += &format!("  {name}: {count} of {of}  {columns}\n");
    }
    let attributes = review.left_out.attributes.iter();
    text + &attributes.map(left_out_words).collect::<String>()
}

/// Who is left out, by the values of an attribute whose shares differ.
fn left_out_words(by: &Attribute) -> String {
    let file = by.file.as_ref().map(|file| format!(" ({file})"));
    let of = format!("{}{}", by.column, file.unwrap_or_default());
    let told = |value: &Shares| {
        let (used, out) = value.used.zip(value.left_out)?;
        let name = value.value.as_deref().unwrap_or("all others");
        Some(format!(
            "  left out by {of}: {name} is {} of those used, {} of those \
             left out\n",
            share_words(used),
            share_words(out)
        ))
    };
    let differing = by.values.iter().filter(|value| value.differs);
    differing.filter_map(told).collect()
}

fn share_words(of: Share) -> String {
    let [share, low, high] = [of.share, of.low, of.high].map(|it| 100.0 * it);
    format!("{share:.1} % ({low:.1} to {high:.1})")
}

fn words(inspection: &Inspection) -> String {
    inspection.files.iter().map(file_words).collect()
}

fn file_words(file: &FileInspection) -> String {
    let mut text = format!(
        "{}: {} records, {}, {}, delimiter {:?}\n",
        file.name, file.records, file.format, file.encoding, file.delimiter
    );
    let width = |name: &str| name.chars().count();
    let widest = file
        .columns
        .iter()
        .map(|column| width(&column.profile.name))
        .max();
    for column in &file.columns {
        let pad = widest.unwrap_or(0) - width(&column.profile.name);
        text += &column_words(column, pad);
    }
    for warning in &file.warnings {
        text += &format!("  {}: {}\n", warning.code, warning.message);
    }
    text
}

fn column_words(column: &ColumnInspection, pad: usize) -> String {
    let profile = &column.profile;
    format!(
        "  {}{}  {:<11} {:<9} {:>4.0} %  {} missing, {} distinct\n",
        profile.name,
        " ".repeat(pad),
        name_of(&column.role),
        name_of(&profile.column_type),
        column.confidence * 100.0,
        profile.missing,
        profile.distinct,
    )
}

/// The protocol's name of a closed choice.
fn name_of(choice: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(choice).expect("a plain name");
    name.as_str().expect("a plain name").to_owned()
}

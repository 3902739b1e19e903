//! The command line: names that scripts rely on.

use std::path::PathBuf;

use ::cluster::Method;
use clap::{
    Args, CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind,
};
use kindred::plan::{Basis, Purpose};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::outcome::{Error, Exit, Outcome};

#[derive(Debug, Parser)]
#[command(name = "kindred", version)]
#[command(about = "Customer segments from a shop's export; nothing is sent.")]
#[command(
    after_help = "Exit codes: 0 done · 2 wrong usage · 3 the input was \
refused · 4 done, but there is not enough data or no structure · 70 internal \
error."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what files hold: format, columns, roles, warnings
    Inspect(InspectArgs),
    /// Find and explain segments of customers, and write the files
    Run(Box<RunArgs>),
    /// Cluster a numeric matrix
    Cluster(ClusterArgs),
    /// Judge how many clusters a numeric matrix has, if any
    Choose(ChooseArgs),
    /// Print the digest of an analysis
    Digest(DigestArgs),
}

#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    /// Delimited text or JSON, plain or gzip; workbooks; Parquet files; ZIP
    /// archives of text
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The sheet of a workbook, or the file of an archive
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Order lines: delimited text, plain or gzip; a workbook; a ZIP
    /// archive of text
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The sheet of a workbook, or the file of an archive
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// A saved plan; what else is given replaces its parts
    #[arg(long, value_name = "PLAN.json")]
    pub(crate) plan: Option<PathBuf>,
    /// Why: analytics, email-marketing, ad-audience, service,
    /// fairness-audit
    #[arg(long, value_parser = named::<Purpose>, requires = "basis")]
    pub(crate) purpose: Option<Purpose>,
    /// What allows it: consent, contract, legitimate-interests,
    /// legal-obligation
    #[arg(long, value_parser = named::<Basis>, requires = "purpose")]
    pub(crate) basis: Option<Basis>,
    /// The column that says who agreed
    #[arg(long, value_name = "C")]
    pub(crate) consent_column: Option<String>,
    /// How segments are found, as `cluster` takes it
    #[arg(long, value_name = "M")]
    pub(crate) method: Option<String>,
    /// A parameter of the method
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    #[arg(requires = "method")]
    pub(crate) params: Vec<(String, Value)>,
    /// Segments wanted; without it their number is judged
    #[arg(long)]
    pub(crate) k: Option<usize>,
    /// Everything random derives from it
    #[arg(long, value_parser = seed())]
    pub(crate) seed: Option<u64>,
    /// Nothing on or after this day (ISO) is seen
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// How much a side of the customers counts, 0 to 4: value, behaviour,
    /// profile or voice
    #[arg(long, value_name = "SIDE=W", value_parser = pair)]
    pub(crate) weight: Vec<(String, Value)>,
    /// A column beside the purchases that helps to form segments
    #[arg(long, value_name = "COLUMN")]
    pub(crate) attribute: Vec<String>,
    /// An earlier analysis, whose segments keep their names
    #[arg(long, value_name = "ANALYSIS.json")]
    pub(crate) previous: Option<PathBuf>,
    /// Any other part of the plan, but how files are read, by its place in
    /// plan.json:
    /// choice.k_max=15, language=de, recipe.features.0=orders,
    /// outcome={"horizon_days":90,"of":"left"}
    #[arg(long, value_name = "PLACE=VALUE", value_parser = pair)]
    pub(crate) set: Vec<(String, Value)>,
    /// Threads; they never change a result
    #[arg(long, value_name = "N", value_parser = workers())]
    pub(crate) workers: Option<u64>,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Print analysis.json
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ClusterArgs {
    /// Numbers with a header
    #[arg(value_name = "MATRIX.csv")]
    pub(crate) matrix: PathBuf,
    /// k-means, mini-batch, trimmed, agglomerative (with --param
    /// linkage=ward, average, complete, single or genie), mixture, dbscan,
    /// hdbscan; for categories k-prototypes, k-medoids (both with --param
    /// categorical=[0,2]), latent-class; for counts nmf; for at most 4,000
    /// samples spectral; automatic picks of genie, mixture and k-means
    #[arg(long, value_name = "M")]
    pub(crate) method: String,
    /// Clusters wanted; without it their number is judged first
    #[arg(long)]
    pub(crate) k: Option<usize>,
    /// How features are brought to one scale
    #[arg(long, value_enum, default_value_t)]
    pub(crate) scale: Scale,
    /// Everything random derives from it
    #[arg(long, default_value_t = 0, value_parser = seed())]
    pub(crate) seed: u64,
    /// A parameter of the method; k-means takes least=50 and most=200, the
    /// bounds on the samples of a cluster, beside its own
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = pair)]
    pub(crate) params: Vec<(String, Value)>,
    /// Where to write the labels
    #[arg(long, value_name = "OUT.csv")]
    pub(crate) labels: PathBuf,
    /// Samples of the same features that the fitted model labels, without
    /// being clustered
    #[arg(long, value_name = "NEW.csv", requires = "new_labels")]
    pub(crate) new: Option<PathBuf>,
    /// Where to write the labels of those
    #[arg(long, value_name = "OUT.csv", requires = "new")]
    pub(crate) new_labels: Option<PathBuf>,
    /// Threads; they never change a result
    #[arg(long, value_name = "N", value_parser = workers())]
    pub(crate) workers: Option<u64>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ChooseArgs {
    /// Numbers with a header
    #[arg(value_name = "MATRIX.csv")]
    pub(crate) matrix: PathBuf,
    /// k-means
    #[arg(long, value_name = "M", default_value = "k-means")]
    pub(crate) method: String,
    /// The largest number of clusters judged
    #[arg(long, default_value_t = 12)]
    pub(crate) k_max: usize,
    /// How features are brought to one scale
    #[arg(long, value_enum, default_value_t)]
    pub(crate) scale: Scale,
    /// Everything random derives from it
    #[arg(long, default_value_t = 0, value_parser = seed())]
    pub(crate) seed: u64,
    /// Threads; they never change a result
    #[arg(long, value_name = "N", value_parser = workers())]
    pub(crate) workers: Option<u64>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DigestArgs {
    /// The folder that `run` wrote, or an analysis.json
    #[arg(value_name = "DIR|FILE")]
    pub(crate) path: PathBuf,
}

/// How features are brought to one scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scale {
    /// As they are
    #[default]
    None,
    /// Mean 0, population standard deviation 1
    Standard,
    /// Median 0, interquartile range 1
    Robust,
}

/// The command, or the code to exit with once help or an error is printed.
pub(crate) fn parse() -> Result<Command, Exit> {
    Cli::try_parse().map(|cli| cli.command).map_err(|error| {
        let _ = error.print();
        if error.kind() == ErrorKind::UnknownArgument {
            eprintln!("\n{}", known_options());
        }
        if error.use_stderr() {
            Exit::Usage
        } else {
            Exit::Done
        }
    })
}

/// Linkages that stand for the agglomerative method with them.
const LINKAGES: [&str; 5] = ["ward", "average", "complete", "single", "genie"];

/// The method of this name with its parameters; a linkage is a name too.
///
/// # Errors
/// The known methods or parameters are listed.
pub(crate) fn method(
    name: &str,
    params: &[(String, Value)],
) -> Outcome<Method> {
    let mut fields = serde_json::Map::new();
    match name {
        "kmeans" => fields.insert("name".into(), "k-means".into()),
        linkage if LINKAGES.contains(&linkage) => {
            fields.insert("linkage".into(), linkage.into());
            fields.insert("name".into(), "agglomerative".into())
        }
        name => fields.insert("name".into(), name.into()),
    };
    for (param, value) in params {
        fields.insert(param.replace('-', "_"), value.clone());
    }
    serde_json::from_value(fields.into())
        .map_err(|error| Error::Usage(format!("--method {name}: {error}")))
}

/// How many threads: as asked, else as many as the machine has.
pub(crate) fn n_workers(asked: Option<u64>) -> usize {
    let machine =
        || std::thread::available_parallelism().map_or(1, Into::into);
    asked.map_or_else(machine, |n| n as usize)
}

fn known_options() -> String {
    let command = Cli::command();
    let given = std::env::args().nth(1).unwrap_or_default();
    let named = command.find_subcommand(&given).unwrap_or(&command);
    let options: Vec<String> = named
        .get_arguments()
        .filter_map(|argument| argument.get_long())
        .map(|long| format!("--{long}"))
        .collect();
    format!(
        "known options of {}: {}",
        named.get_name(),
        options.join(", ")
    )
}

/// A name of the protocol; serde lists the known ones.
fn named<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(text.into()).map_err(|error| error.to_string())
}

fn pair(text: &str) -> Result<(String, Value), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("“{text}” is not NAME=VALUE"))?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    Ok((name.to_owned(), value))
}

/// Seeds pass through JavaScript, which counts exactly below 2^53.
fn seed() -> clap::builder::RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(..1 << 53)
}

fn workers() -> clap::builder::RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(1..=256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_linkage_names_the_agglomerative_method() {
        for linkage in LINKAGES {
            let long = ("linkage".to_owned(), linkage.into());
            let long = method("agglomerative", &[long]).expect("a linkage");
            assert_eq!(method(linkage, &[]).expect("its name"), long);
        }
    }

    #[test]
    fn every_method_that_can_be_named_is_on_the_list() {
        let no = method("?", &[]).expect_err("there is no such method");
        let listed: Vec<&str> =
            Method::every().iter().map(Method::name).collect();
        let said = no.to_string();
        let names = said.split('`').skip(3).step_by(2);
        for name in names {
            let known = method(name, &[]).expect("serde lists it").name();
            assert!(listed.contains(&known), "{name}: {listed:?}");
        }
        assert!(said.matches('`').count() >= 2 * listed.len(), "{said}");
    }
}

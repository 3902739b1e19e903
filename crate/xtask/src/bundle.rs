//! One script out of modules, by the esbuild of package-lock.json.

use crate::{
    build::{BESIDE, LATER},
    tool::{self, Fault},
};

/// The scripts and the style of the frame.
pub(crate) struct Bundle {
    /// The frame's script, without the lock.
    pub(crate) app: String,
    /// The session worker's.
    pub(crate) worker: String,
    /// The workers of the later modules, as `build::LATER`; empty where there
    /// is none.
    pub(crate) later: Vec<String>,
    /// The lock.
    pub(crate) lock: String,
    /// The shell's script.
    pub(crate) shell: String,
    /// The style sheet.
    pub(crate) style: String,
}

/// Bundles and minifies; no source map is made.
pub(crate) fn run() -> Result<Bundle, Fault> {
    tool::ensure_packages()?;
    Ok(Bundle {
        app: script("www/main.js")?,
        worker: script("www/worker.js")?,
        later: later()?,
        lock: script("www/lock.js")?,
        shell: script("www/shell.js")?,
        style: esbuild("www/style.css", &[])?,
    })
}

fn later() -> Result<Vec<String>, Fault> {
    let worker = |name| match name {
        BESIDE => Ok(String::new()),
        name => script(&format!("www/{name}.js")),
    };
    LATER.into_iter().map(worker).collect()
}

fn script(path: &str) -> Result<String, Fault> {
    esbuild(path, &["--format=iife", "--target=es2022"])
}

fn esbuild(path: &str, more: &[&str]) -> Result<String, Fault> {
    let common = ["--bundle", "--minify", "--legal-comments=none"];
    let text = tool::output(
        tool::package_bin("esbuild")
            .arg(path)
            .args(common)
            .args(["--log-level=warning"])
            .args(more),
    )?;
    safe_inside_a_script(path, text)
}

/// Neither the end of a script nor the start of a comment may stand in a
/// text that goes between `<script>` tags.
fn safe_inside_a_script(path: &str, text: String) -> Result<String, Fault> {
    let lower = text.to_ascii_lowercase();
    let bad = ["</script", "</style", "<!--"];
    match bad.into_iter().find(|word| lower.contains(word)) {
        None => Ok(text),
        Some(word) => Err(Fault::new(format!(
            "{path} holds {word:?}, which would end its script early"
        ))),
    }
}

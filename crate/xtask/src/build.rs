//! `build`: the engine as WebAssembly, with its glue, in `www/pkg`.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use crate::tool::{self, Fault};

const TARGET: &str = "wasm32-unknown-unknown";
/// Two mebibytes: docs/plan/4.md says how it comes back under two million
/// bytes.
const LIMIT: usize = 2 * 1024 * 1024;

/// Features of `crate/wasm`, each a module that the page takes out when it is
/// first needed: the jobs of compute workers, the heavy readers and
/// [`BESIDE`].
pub(crate) const LATER: [&str; 4] = ["compute", "workbook", "parquet", BESIDE];

/// The one of them that has no worker of its own: the session worker's engine
/// decodes by it.
pub(crate) const BESIDE: &str = "encodings";

/// The modules' bytes, after their glue was split off.
pub(crate) struct Modules {
    /// `www/pkg/engine_bg.wasm`.
    pub(crate) engine: Vec<u8>,
    /// `www/pkg/workbook/workbook_bg.wasm` and the others, as [`LATER`].
    pub(crate) later: Vec<Vec<u8>>,
}

/// Compiles `crate/wasm` and writes `www/pkg`.
pub(crate) fn run() -> Result<Modules, Fault> {
    tool::ensure_target(TARGET)?;
    let target = tool::target_dir()?;
    let into = tool::root().join("www/pkg");
    let modules = modules(&tool::root(), &target, &into)?;
    if modules.engine.len() > LIMIT {
        let n = modules.engine.len();
        let say = format!("the engine has {n} bytes, over {LIMIT}");
        return Err(Fault::new(say));
    }
    Ok(modules)
}

/// Compiles every module of the tree at `source`, its glue beside it.
pub(crate) fn modules(
    source: &Path,
    target: &Path,
    into: &Path,
) -> Result<Modules, Fault> {
    let from = compile(source, target, "engine")?;
    let engine = glue(&from, into, "engine")?;
    let mut later = Vec::new();
    for name in LATER {
        let from = compile(source, target, name)?;
        later.push(glue(&from, &into.join(name), name)?);
    }
    Ok(Modules { engine, later })
}

/// Compiles one module; gives its path, where the next is made as well. The
/// engine's own crate hands requests on and is made small; in a later module
/// it is what reads every cell.
fn compile(
    source: &Path,
    target: &Path,
    feature: &str,
) -> Result<PathBuf, Fault> {
    let flags = flags(source)?.join("\x1f");
    let level = if feature == "engine" { "\"z\"" } else { "3" };
    tool::run(
        tool::cargo()
            .current_dir(source)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .args(["build", "--locked", "--release", "-p", "wasm"])
            .args(["--no-default-features", "--features", feature])
            .arg(format!(
                "--config=profile.release.package.wasm.opt-level={level}"
            ))
            .args(["--target", TARGET]),
    )?;
    Ok(target.join(TARGET).join("release/wasm.wasm"))
}

/// SIMD, and no path of this machine in the module: a panic's message names
/// the file in which it stands.
fn flags(source: &Path) -> Result<Vec<String>, Fault> {
    let sysroot =
        tool::output(tool::command("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(&sysroot).join("lib/rustlib/src/rust");
    Ok(vec![
        "-Ctarget-feature=+simd128".to_owned(),
        remap(&cargo_home()?, "/cargo"),
        remap(source, "/kindred"),
        remap(&library, &format!("/rustc/{}", commit()?)),
    ])
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

fn cargo_home() -> Result<PathBuf, Fault> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(PathBuf::from(home));
    }
    let home = env::home_dir().map(|home| home.join(".cargo"));
    home.ok_or_else(|| Fault::new("no home folder: set CARGO_HOME"))
}

/// The commit of the compiler: how its own library names its files.
fn commit() -> Result<String, Fault> {
    let version = tool::output(tool::command("rustc").arg("-vV"))?;
    let line = version
        .lines()
        .find_map(|l| l.strip_prefix("commit-hash: "));
    Ok(line.unwrap_or("unknown").to_owned())
}

/// Splits the glue off; does nothing where it was made from the same module.
fn glue(from: &Path, to: &Path, name: &str) -> Result<Vec<u8>, Fault> {
    let made = to.join(format!("{name}_bg.wasm"));
    let stamp = to.join("made-from");
    let digest = tool::hex(&fs::read(from)?);
    if fs::read_to_string(&stamp).is_ok_and(|old| old == digest) {
        return Ok(fs::read(made)?);
    }
    bind(from, to, name)?;
    fs::write(stamp, digest)?;
    Ok(fs::read(made)?)
}

/// `omit_default_module_path`: the page never fetches its engine, it is
/// handed the compiled module.
fn bind(from: &Path, to: &Path, name: &str) -> Result<(), Fault> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(from)
        .typescript(true)
        .out_name(name)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(to))
        .map_err(|e| Fault::new(format!("wasm-bindgen: {e:#}")))
}

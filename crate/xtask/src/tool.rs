//! The tools the build calls, found or installed.

use std::{
    env, fmt, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use sha2::{Digest, Sha256};

/// Why a task stopped: a sentence for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Fault(String);

impl Fault {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The repository's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.ancestors().nth(2);
    root.expect("crate/xtask is two folders deep").to_path_buf()
}

/// The same cargo as the one that runs this.
pub(crate) fn cargo() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    command(cargo)
}

/// A command in the repository's folder.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs it; anything but success is a fault.
pub(crate) fn run(command: &mut Command) -> Result<(), Fault> {
    let status = command.status().map_err(|e| cannot_start(command, &e))?;
    if status.success() {
        return Ok(());
    }
    Err(Fault(format!("failed ({status}): {}", shown(command))))
}

/// What it prints, without the white space around it.
pub(crate) fn output(command: &mut Command) -> Result<String, Fault> {
    let output = command.output().map_err(|e| cannot_start(command, &e))?;
    if output.status.success() {
        let text = String::from_utf8_lossy(&output.stdout);
        return Ok(text.trim().to_owned());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(Fault(format!("failed: {}\n{why}", shown(command))))
}

/// Whether it starts and succeeds, quietly.
pub(crate) fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn cannot_start(command: &Command, error: &io::Error) -> Fault {
    let name = command.get_program().to_string_lossy();
    Fault(format!(
        "{name} can't be started ({error}); is it installed?"
    ))
}

/// The command as one line.
pub(crate) fn shown(command: &Command) -> String {
    let words = command.get_args().map(|a| a.to_string_lossy());
    let name = Path::new(command.get_program());
    let name = name.file_name().unwrap_or(command.get_program());
    let name = name.to_string_lossy();
    words.fold(name.into_owned(), |line, word| line + " " + &word)
}

/// Where cargo puts what it builds.
pub(crate) fn target_dir() -> Result<PathBuf, Fault> {
    let arguments = ["metadata", "--no-deps", "--format-version", "1"];
    let text = output(cargo().args(arguments))?;
    let data: serde_json::Value = serde_json::from_str(&text)
        .map_err(|e| Fault(format!("cargo metadata: {e}")))?;
    let folder = data["target_directory"].as_str();
    let folder = folder.ok_or_else(|| Fault::new("no target directory"))?;
    Ok(PathBuf::from(folder))
}

/// Adds a compile target by rustup where the toolchain has none.
pub(crate) fn ensure_target(target: &str) -> Result<(), Fault> {
    let mut ask = command("rustc");
    let ask = ask.args(["--print", "target-libdir", "--target", target]);
    if output(ask).is_ok_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("adding the target {target}");
    run(command("rustup").args(["target", "add", target]))
}

/// Adds a component (`rustfmt`, `clippy`) where cargo lacks its command.
pub(crate) fn ensure_component(name: &str, word: &str) -> Result<(), Fault> {
    if works(cargo().args([word, "--version"])) {
        return Ok(());
    }
    println!("adding the component {name}");
    run(command("rustup").args(["component", "add", name]))
}

/// Installs the npm packages of package-lock.json unless they stand there.
pub(crate) fn ensure_packages() -> Result<(), Fault> {
    let lock = fs::read(root().join("package-lock.json"))?;
    let wanted = hex(&lock);
    let stamp = root().join("node_modules/.kindred");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    println!("installing the npm packages of package-lock.json");
    run(command(npm()).args(["ci", "--no-audit", "--no-fund"]))?;
    Ok(fs::write(stamp, wanted)?)
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// A program of an npm package.
pub(crate) fn package_bin(name: &str) -> Command {
    let suffix = if cfg!(windows) { ".cmd" } else { "" };
    let folder = root().join("node_modules/.bin");
    command(folder.join(format!("{name}{suffix}")))
}

/// SHA-256 as 64 hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes the file only when its bytes differ, so that what depends on it
/// stays fresh.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
        .map_err(|e| Fault(format!("{}: {e}", path.display())))
}

/// Reads a text of the repository.
pub(crate) fn read(path: &str) -> Result<String, Fault> {
    fs::read_to_string(root().join(path))
        .map_err(|e| Fault(format!("{path}: {e}")))
}

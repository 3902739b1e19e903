//! `dist`: the one file, and the folder for hosts that send headers.

use std::{fs, io::Write, path::Path, thread};

use flate2::{Compression, write::GzEncoder};

use crate::{
    build, bundle, compose, policy,
    tool::{self, Fault},
};

/// What the first paint needs. 600 KiB held the path with one format; reading
/// any export took the rest.
const BUDGET: usize = 768 * 1024;

/// Builds everything and writes `dist`.
pub(crate) fn run() -> Result<compose::Page, Fault> {
    tool::ensure_packages()?;
    let modules = build::run()?;
    let page = make(&modules, &build::LATER)?;
    let root = tool::root();
    let html = page.html.as_bytes();
    tool::write(&root.join("dist/kindred.html"), html)?;
    tool::write(&root.join("dist/hosted/index.html"), html)?;
    let headers = policy::headers_file(&page.policy);
    tool::write(&root.join("dist/hosted/_headers"), headers.as_bytes())?;
    println!("dist/kindred.html");
    println!("  SHA-256  {}", tool::hex(html));
    report(&modules)?;
    Ok(page)
}

fn make(
    modules: &build::Modules,
    later: &[&str],
) -> Result<compose::Page, Fault> {
    let structure = tool::read("index.html")?;
    compose::page(&structure, &bundle::run()?, modules, later)
}

/// The page as the first paint needs it against its budget, and what each
/// later module adds: it is text that nothing looks at until it is needed.
fn report(modules: &build::Modules) -> Result<(), Fault> {
    let page = make(modules, &[])?;
    let first = sizes(page.html.as_bytes())?;
    println!("  without what is taken out later:");
    println!("  raw      {:>9} bytes", first.raw);
    println!("  gzip     {:>9} bytes", first.gzip);
    println!("  brotli   {:>9} bytes, of {BUDGET}", first.brotli);
    println!(
        "  engine   {:>9} bytes of WebAssembly",
        modules.engine.len()
    );
    for (name, wasm) in build::LATER.into_iter().zip(&modules.later) {
        let page = make(modules, &[name])?;
        let with = sizes(page.html.as_bytes())?;
        println!(
            "  {name} adds {} raw, {} gzip, {} brotli; {} \
             bytes of WebAssembly",
            with.raw - first.raw,
            with.gzip - first.gzip,
            with.brotli - first.brotli,
            wasm.len()
        );
    }
    if first.brotli > BUDGET {
        let say = format!("the page is over its budget of {BUDGET} bytes");
        return Err(Fault::new(say));
    }
    Ok(())
}

struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Measured once a page: the figures are kept beside the file.
fn sizes(html: &[u8]) -> Result<Sizes, Fault> {
    let digest = tool::hex(html);
    let stamp = format!("kindred-sizes-{}", &digest[..16]);
    let stamp = tool::target_dir()?.join(stamp);
    let kept = fs::read_to_string(&stamp).ok();
    if let Some((gzip, brotli)) = kept.and_then(|text| parse_sizes(&text)) {
        let raw = html.len();
        return Ok(Sizes { raw, gzip, brotli });
    }
    let sizes = Sizes {
        raw: html.len(),
        gzip: gzip(html)?,
        brotli: brotli(html)?,
    };
    fs::write(stamp, format!("{} {}", sizes.gzip, sizes.brotli))?;
    Ok(sizes)
}

fn parse_sizes(text: &str) -> Option<(usize, usize)> {
    let (gzip, brotli) = text.split_once(' ')?;
    Some((gzip.parse().ok()?, brotli.parse().ok()?))
}

fn gzip(bytes: &[u8]) -> Result<usize, Fault> {
    let mut into = GzEncoder::new(Vec::new(), Compression::best());
    into.write_all(bytes)?;
    Ok(into.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize, Fault> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed.len())
}

/// Builds the engine a second time beside the first, from a copy of the tree
/// in another folder, and compares every byte.
pub(crate) fn twice() -> Result<(), Fault> {
    let folder = tool::target_dir()?.join("again");
    let tree = folder.join("tree");
    copy_tree(&tree)?;
    let again = || {
        let target = folder.join("target");
        build::modules(&tree, &target, &folder.join("pkg"))
    };
    let (first, again) = thread::scope(|scope| {
        let again = scope.spawn(again);
        (run(), again.join().expect("a build does not panic"))
    });
    let (first, again) = (first?, make(&again?, &build::LATER)?);
    if first.html != again.html {
        return Err(Fault::new("two builds gave different bytes"));
    }
    println!("two builds in two folders gave the same bytes");
    Ok(())
}

/// What cargo needs to build the engine.
fn copy_tree(to: &Path) -> Result<(), Fault> {
    let root = tool::root();
    for name in ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml"] {
        tool::write(&to.join(name), &fs::read(root.join(name))?)?;
    }
    copy_folder(&root.join("tests"), &to.join("tests"), "toml")?;
    copy_folder(&root.join("tests"), &to.join("tests"), "rs")?;
    copy_folder(&root.join("crate"), &to.join("crate"), "")
}

/// Makes `to` hold the files of `from` whose names end in `suffix`; what
/// stands there already is left alone, so that cargo finds it fresh.
fn copy_folder(from: &Path, to: &Path, suffix: &str) -> Result<(), Fault> {
    fs::create_dir_all(to)?;
    remove_what_is_gone(from, to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let into = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy_folder(&path, &into, suffix)?;
        } else if path.to_string_lossy().ends_with(suffix) {
            tool::write(&into, &fs::read(&path)?)?;
        }
    }
    Ok(())
}

fn remove_what_is_gone(from: &Path, to: &Path) -> Result<(), Fault> {
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        let name = path.file_name().expect("an entry has a name");
        if from.join(name).exists() {
            continue;
        }
        match path.is_dir() {
            true => fs::remove_dir_all(&path)?,
            false => fs::remove_file(&path)?,
        }
    }
    Ok(())
}

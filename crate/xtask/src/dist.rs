//! `dist`: the one file, and the folder for hosts that send headers.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};

use crate::{
    build, bundle, compose, policy,
    tool::{self, Fault},
};

/// What the first paint needs. 600 KiB held the path with one format; reading
/// any export took the rest.
const BUDGET: usize = 720 * 1024;

/// Builds everything and writes `dist`.
pub(crate) fn run() -> Result<compose::Page, Fault> {
    tool::ensure_packages()?;
    let engine = build::run()?;
    let page = make(&engine.wasm)?;
    let root = tool::root();
    let html = page.html.as_bytes();
    tool::write(&root.join("dist/kindred.html"), html)?;
    tool::write(&root.join("dist/hosted/index.html"), html)?;
    let headers = policy::headers_file(&page.policy);
    tool::write(&root.join("dist/hosted/_headers"), headers.as_bytes())?;
    report(html, &engine.wasm)?;
    Ok(page)
}

fn make(wasm: &[u8]) -> Result<compose::Page, Fault> {
    compose::page(&tool::read("index.html")?, &bundle::run()?, wasm)
}

fn report(html: &[u8], wasm: &[u8]) -> Result<(), Fault> {
    let sizes = sizes(html)?;
    println!("dist/kindred.html");
    println!("  SHA-256  {}", tool::hex(html));
    println!("  raw      {:>9} bytes", html.len());
    println!("  gzip     {:>9} bytes", sizes.gzip);
    println!("  brotli   {:>9} bytes, of {BUDGET}", sizes.brotli);
    println!("  engine   {:>9} bytes of WebAssembly", wasm.len());
    if sizes.brotli > BUDGET {
        let say = format!("the page is over its budget of {BUDGET} bytes");
        return Err(Fault::new(say));
    }
    Ok(())
}

struct Sizes {
    gzip: usize,
    brotli: usize,
}

/// Measured once a page: the figures are kept beside the file.
fn sizes(html: &[u8]) -> Result<Sizes, Fault> {
    let stamp = tool::target_dir()?.join("kindred-sizes");
    let digest = tool::hex(html);
    let kept = fs::read_to_string(&stamp).ok();
    let kept = kept.and_then(|text| parse_sizes(&text, &digest));
    if let Some(sizes) = kept {
        return Ok(sizes);
    }
    let sizes = Sizes {
        gzip: gzip(html)?,
        brotli: brotli(html)?,
    };
    fs::write(stamp, format!("{digest} {} {}", sizes.gzip, sizes.brotli))?;
    Ok(sizes)
}

fn parse_sizes(text: &str, digest: &str) -> Option<Sizes> {
    let mut words = text.strip_prefix(digest)?.split_whitespace();
    let gzip = words.next()?.parse().ok()?;
    let brotli = words.next()?.parse().ok()?;
    Some(Sizes { gzip, brotli })
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

/// Builds the engine a second time, from a copy of the tree in another
/// folder, and compares every byte.
pub(crate) fn twice() -> Result<(), Fault> {
    let first = run()?;
    let folder = tool::target_dir()?.join("again");
    let tree = folder.join("tree");
    copy_tree(&tree)?;
    let from = build::compile(&tree, &folder.join("target"))?;
    let again = build::glue(&from, &folder.join("pkg"))?;
    let again = make(&again)?;
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

//! The two documents of the one file: the shell around the frame.

use std::io::Write;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};

use crate::{
    build::{LATER, Modules},
    bundle::Bundle,
    policy::Policy,
    tool::{self, Fault},
};

const CHARSET: &str = "<meta charset=\"utf-8\">";
const STYLE: &str = "<link rel=\"stylesheet\" href=\"www/style.css\">";
const SCRIPT: &str = "<script type=\"module\" src=\"www/main.js\"></script>";

/// The page and the policy it carries.
pub(crate) struct Page {
    /// All of `dist/kindred.html`.
    pub(crate) html: String,
    /// The text of its policy.
    pub(crate) policy: String,
}

/// Puts structure, style, scripts and engine together.
pub(crate) fn page(
    structure: &str,
    parts: &Bundle,
    modules: &Modules,
    later: &[&str],
) -> Result<Page, Fault> {
    let app = format!("{}\n{}", parts.lock, parts.app);
    let policy = Policy {
        shell: &parts.shell,
        app: &app,
        style: &parts.style,
    };
    let policy = policy.text();
    let mut blocks = blocks(parts, &modules.engine);
    for (index, name) in LATER.into_iter().enumerate() {
        if later.contains(&name) {
            let worker = parts.later[index].as_bytes();
            let text = packed(worker, &modules.later[index])?;
            blocks += &block(&format!("kindred-{name}"), &text);
        }
    }
    let frame = frame(structure, parts, &app, &blocks, &policy)?;
    let html = shell(&parts.shell, &frame, &policy);
    Ok(Page { html, policy })
}

fn frame(
    structure: &str,
    parts: &Bundle,
    app: &str,
    blocks: &str,
    policy: &str,
) -> Result<String, Fault> {
    let build = tool::hex(format!("{app}{blocks}{}", parts.style).as_bytes());
    let head = format!("{CHARSET}{}", guards(policy));
    let head = format!("{head}<meta name=\"build\" content=\"{build}\">");
    let style = format!("<style>{}</style>", parts.style);
    let scripts = format!("{blocks}<script>{app}</script>");
    let text = swap(structure, CHARSET, &head)?;
    let text = swap(&text, STYLE, &style)?;
    swap(&text, SCRIPT, &scripts)
}

/// What the first paint needs.
fn blocks(parts: &Bundle, engine: &[u8]) -> String {
    let blocks = [
        block("kindred-wasm", &as_text(engine)),
        block("kindred-worker", &parts.worker),
    ];
    blocks.concat()
}

/// A later module: the length of its worker's source, the source, the
/// module; compressed, as the first paint does not need it.
fn packed(worker: &[u8], wasm: &[u8]) -> Result<String, Fault> {
    let mut into = GzEncoder::new(Vec::new(), Compression::best());
    into.write_all(&(worker.len() as u32).to_le_bytes())?;
    into.write_all(worker)?;
    into.write_all(wasm)?;
    Ok(STANDARD.encode(into.finish()?))
}

/// What each document opens with. A policy in a meta element does not cover
/// what stands before it.
fn guards(policy: &str) -> String {
    let csp = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    let rest = "<meta name=\"referrer\" content=\"no-referrer\">\
        <meta name=\"google\" content=\"notranslate\">\
        <link rel=\"icon\" href=\"data:,\">";
    format!("{csp}{policy}\">{rest}")
}

/// A block of text that never runs.
fn block(id: &str, text: &str) -> String {
    format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>")
}

fn shell(script: &str, frame: &str, policy: &str) -> String {
    let guards = guards(policy);
    let text = json_inside_a_script(frame);
    format!(
        "<!doctype html>\n<html lang=\"en\" translate=\"no\"><head>\
        {CHARSET}{guards}\
        <meta name=\"viewport\" \
        content=\"width=device-width, initial-scale=1\">\
        <meta name=\"color-scheme\" content=\"light dark\">\
        <title>Kindred: customer segments that stay on this computer</title>\
        </head><body>\
        <noscript><p>Kindred computes on your own computer and needs \
        JavaScript for it.</p></noscript>\
        <script type=\"application/json\" id=\"frame\">{text}</script>\
        <script>{script}</script></body></html>\n"
    )
}

/// As JSON without `<`, so that no tag in it ends the block.
fn json_inside_a_script(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('<', "\\u003c")
}

/// Replaces what must stand there exactly once.
fn swap(text: &str, from: &str, to: &str) -> Result<String, Fault> {
    let found = text.matches(from).count();
    if found != 1 {
        let say = format!("index.html holds {from} {found} times, not once");
        return Err(Fault::new(say));
    }
    Ok(text.replacen(from, to, 1))
}

/// Bytes as text, a character a byte: itself where no rule of HTML or JSON
/// touches it, else the one 256 places further. So `code & 255` is the byte,
/// and what compresses the page sees the engine as it is: a fifth smaller
/// than with gzip and base64 inside.
fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| character(*byte)).collect()
}

fn character(byte: u8) -> char {
    let is_plain = matches!(byte, b' '..=b'~')
        && !matches!(byte, b'<' | b'"' | b'\\' | b'&');
    let code = u32::from(byte) + if is_plain { 0 } else { 256 };
    char::from_u32(code).expect("U+0020..=U+01FF are characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle() -> Bundle {
        let text = |t: &str| t.to_owned();
        Bundle {
            app: text("app()"),
            worker: text("worker()"),
            later: vec![text("later()"); LATER.len()],
            lock: text("lock()"),
            shell: text("shell()"),
            style: text("p{}"),
        }
    }

    fn modules() -> Modules {
        Modules {
            engine: b"wasm".to_vec(),
            later: vec![b"more".to_vec(); LATER.len()],
        }
    }

    fn made() -> Result<Page, Fault> {
        page(&structure(), &bundle(), &modules(), &LATER)
    }

    fn structure() -> String {
        format!("<html><head>{CHARSET}{STYLE}</head><p>x</p>{SCRIPT}</html>")
    }

    #[test]
    fn the_lock_is_the_first_statement_of_the_frame() {
        let made = made().expect("composes");
        assert!(made.html.contains("\\u003cscript>lock()\\napp()"));
    }

    #[test]
    fn the_policy_stands_before_everything_it_covers() {
        let made = made().expect("composes");
        let policy = made.html.find("Content-Security").expect("there");
        for word in ["<script", "<style", "<link", "u003cscript"] {
            let place = made.html.find(word).unwrap_or(usize::MAX);
            assert!(policy < place, "{word} stands before the policy");
        }
    }

    #[test]
    fn nothing_in_the_frame_can_end_the_block_that_holds_it() {
        let text = "<!-- </script> é \"quoted\" \\ \u{2028}";
        let packed = json_inside_a_script(text);
        assert!(!packed.contains('<'));
        let back: String = serde_json::from_str(&packed).expect("is JSON");
        assert_eq!(back, text);
    }

    #[test]
    fn every_byte_is_a_character_that_html_and_json_leave_alone() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = as_text(&bytes);
        let codes = text.chars().map(|c| u32::from(c) & 255);
        assert!(codes.eq(bytes.iter().map(|b| u32::from(*b))));
        assert_eq!(json_inside_a_script(&text), format!("\"{text}\""));
        assert!(!text.contains(['<', '\r', '\n', '\0', '\u{7f}']));
    }

    #[test]
    fn a_structure_without_its_script_is_refused() {
        let text = structure().replace(SCRIPT, "");
        assert!(page(&text, &bundle(), &modules(), &[]).is_err());
    }
}

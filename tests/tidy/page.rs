//! What the page must never do.

use tests::tree::{self, Source};

use crate::none;

/// Where the names of network constructors may stand: the lock removes
/// them, the self-test tries them.
const KNOWS_THE_NETWORK: [&str; 2] = ["www/lock.js", "www/self-test.js"];

#[test]
fn no_view_knows_the_engine_or_another_view() {
    let views = tree::files("www", &[".js"]);
    let views = views.iter().filter(|s| s.path.starts_with("www/views/"));
    let others = ["engine", "boot", "worker", "compute", "pool", "main"];
    let imports = |source: &Source| -> Vec<String> {
        source
            .find("from '")
            .into_iter()
            .filter(|line| !line.contains("@typedef"))
            .filter(|line| {
                line.contains("from './")
                    || others.iter().any(|o| line.contains(&format!("/{o}.")))
            })
            .collect()
    };
    none(
        "views are wired in main.js",
        views.flat_map(imports).collect(),
    );
}

#[test]
fn no_text_becomes_markup_or_code() {
    ban(
        "use textContent, or adopt parsed XML",
        &[
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "createContextualFragment",
            "setHTMLUnsafe",
            "eval(",
            "new Function",
            "import(",
            "setAttribute('style'",
            "setAttribute('on",
        ],
        &[],
    );
}

#[test]
fn nothing_names_a_way_to_the_network() {
    ban(
        "nothing leaves the page",
        &[
            "fetch(",
            "XMLHttpRequest",
            "WebSocket",
            "EventSource",
            "sendBeacon",
            "RTCPeerConnection",
            "WebTransport",
            "importScripts",
            "serviceWorker",
            "SharedWorker",
            "window.open",
            "location.href =",
            "location.assign",
            "location.replace",
            "http-equiv",
        ],
        &KNOWS_THE_NETWORK,
    );
}

#[test]
fn nothing_is_kept_in_the_browser() {
    let words = [
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "caches.",
        "navigator.storage",
        "window.name",
        "history.pushState",
        "history.replaceState",
    ];
    ban("nothing stays behind", &words, &KNOWS_THE_NETWORK);
}

#[test]
fn no_statistic_is_computed_in_javascript() {
    let words = [
        "Math.random",
        "Math.sqrt",
        "Math.log",
        "Math.exp",
        "Math.pow",
        "Math.hypot",
    ];
    ban(
        "a number about customers is made by the engine",
        &words,
        &[],
    );
}

#[test]
fn the_structure_makes_no_request_and_runs_nothing_inline() {
    let text = tree::file("index.html").text;
    let words = [
        "http://",
        "https://",
        " style=",
        " onclick=",
        " onload=",
        "<form",
        "<iframe",
        "<base",
        "@import",
    ];
    let found = words.iter().filter(|word| text.contains(**word));
    none("index.html", found.map(|w| (*w).to_owned()).collect());
}

#[test]
fn the_style_sheet_loads_nothing() {
    let mut sheets = tree::files("www", &[".css"]);
    // What the build puts in the place of these lines is a sheet of ours.
    for sheet in &mut sheets {
        sheet.text = sheet.text.replace("@import './style/", "");
    }
    let words = ["@import", "url(", "@font-face"];
    let find =
        |s: &Source| words.iter().flat_map(|w| s.find(w)).collect::<Vec<_>>();
    none(
        "no font, no picture",
        sheets.iter().flat_map(find).collect(),
    );
}

#[test]
fn the_names_that_scripts_rely_on_stand_in_the_page() {
    let page = tree::files("www", &[".js"]);
    let text = page.iter().map(|source| source.text.as_str());
    let text = text.fold(tree::file("index.html").text, |all, t| all + t);
    let names = [
        "file-input",
        "paste-input",
        "sample-button",
        "purpose-select",
        "run-button",
        "cancel-button",
        "status",
        "progress",
        "error-list",
        "warning-list",
        "column-table",
        "role-",
        "quality-report",
        "segment-card",
        "verdict",
        "digest",
        "chart-",
        "table-",
        "export-labels",
        "export-plan",
        "export-report",
        "trust-panel",
        "self-test-button",
        "self-test-result",
        "forget-button",
        "theme-toggle",
    ];
    let missing = names.iter().filter(|name| !text.contains(**name));
    none("data-testid", missing.map(|n| (*n).to_owned()).collect());
}

#[test]
fn the_declared_types_are_those_of_the_engine() {
    let made = session::types::typescript();
    let kept = tree::file("www/protocol.d.ts").text;
    let say = "stale: run `cargo run -p xtask -- codegen`";
    assert!(made == kept, "www/protocol.d.ts is {say}");
}

fn ban(rule: &str, words: &[&str], allowed: &[&str]) {
    let sources = tree::files("www", &[".js"]);
    assert!(!sources.is_empty(), "www holds no script");
    let others = sources
        .iter()
        .filter(|s| !allowed.contains(&s.path.as_str()));
    let wrong = others
        .flat_map(|source| words.iter().flat_map(|w| source.find(w)))
        .collect();
    none(rule, wrong);
}

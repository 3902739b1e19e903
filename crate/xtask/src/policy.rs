//! The policy the page carries, and the headers of the hosted build.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// What the policy lets run.
pub(crate) struct Policy<'a> {
    /// The shell's script.
    pub(crate) shell: &'a str,
    /// The frame's script.
    pub(crate) app: &'a str,
    /// The frame's style sheet.
    pub(crate) style: &'a str,
}

impl Policy<'_> {
    /// The text of the policy, the same in the shell and in the frame: a
    /// srcdoc frame is bound by both.
    pub(crate) fn text(&self) -> String {
        let shell = source(self.shell);
        let app = source(self.app);
        let style = source(self.style);
        [
            "default-src 'none'".to_owned(),
            format!("script-src {shell} {app} 'wasm-unsafe-eval'"),
            "script-src-attr 'none'".to_owned(),
            format!("style-src {style}"),
            "worker-src blob:".to_owned(),
            "connect-src 'none'".to_owned(),
            "img-src data: blob:".to_owned(),
            "font-src 'none'".to_owned(),
            "media-src 'none'".to_owned(),
            "object-src 'none'".to_owned(),
            // Not 'none': Firefox would drop every download of the frame.
            "frame-src blob:".to_owned(),
            "manifest-src 'none'".to_owned(),
            "base-uri 'none'".to_owned(),
            "form-action 'none'".to_owned(),
            "require-trusted-types-for 'script'".to_owned(),
            "trusted-types kindred".to_owned(),
        ]
        .join("; ")
    }
}

fn source(text: &str) -> String {
    let digest = STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!("'sha256-{digest}'")
}

/// What a meta element can't say. Only names that browsers know: an unknown
/// one prints an error to the console.
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), usb=(), \
    serial=(), hid=(), midi=(), payment=(), display-capture=(), \
    clipboard-read=(), local-fonts=(), storage-access=(), \
    publickey-credentials-get=(), identity-credentials-get=(), \
    browsing-topics=()";

/// The headers of the hosted build, in order.
pub(crate) fn headers(policy: &str) -> Vec<(&'static str, String)> {
    let fixed = [
        ("Connection-Allowlist", "()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", PERMISSIONS),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        (
            "Strict-Transport-Security",
            "max-age=63072000; includeSubDomains",
        ),
        ("Origin-Agent-Cluster", "?1"),
        ("Cache-Control", "no-cache"),
    ];
    let framed = format!("{policy}; frame-ancestors 'none'");
    let first = ("Content-Security-Policy", framed);
    let rest = fixed.map(|(name, value)| (name, value.to_owned()));
    std::iter::once(first).chain(rest).collect()
}

/// The `_headers` file that static hosts read.
pub(crate) fn headers_file(policy: &str) -> String {
    let lines = headers(policy);
    let lines = lines
        .iter()
        .map(|(name, value)| format!("  {name}: {value}"));
    lines.fold("/*".to_owned(), |text, line| text + "\n" + &line) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy<'_> = Policy {
        shell: "1",
        app: "2",
        style: "3",
    };

    #[test]
    fn the_policy_names_no_host_no_self_and_nothing_inline() {
        let text = POLICY.text();
        for word in ["'self'", "unsafe-inline", "'unsafe-eval'", "http", "*"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }

    #[test]
    fn each_script_and_the_style_are_named_by_their_hash() {
        let text = POLICY.text();
        let one = "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='";
        assert!(text.contains(&format!("script-src {one} 'sha256-")));
        assert_eq!(text.matches("'sha256-").count(), 3);
    }

    #[test]
    fn the_hosted_build_forbids_every_connection_and_every_embedding() {
        let file = headers_file(&POLICY.text());
        assert!(file.contains("\n  Connection-Allowlist: ()\n"));
        assert!(file.contains("; frame-ancestors 'none'\n"));
        assert!(file.contains("\n  X-Frame-Options: DENY\n"));
    }
}

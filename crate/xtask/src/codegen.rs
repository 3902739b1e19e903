//! `codegen`: the protocol's types for the page, `www/protocol.d.ts`.

use crate::tool::{self, Fault};

/// Writes the declarations.
pub(crate) fn run() -> Result<(), Fault> {
    let text = session::types::typescript();
    let path = tool::root().join("www/protocol.d.ts");
    tool::write(&path, text.as_bytes())?;
    println!("www/protocol.d.ts: {} lines", text.lines().count());
    Ok(())
}

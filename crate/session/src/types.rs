//! The protocol as TypeScript, for the page.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{Failure, Reply, Request};

/// Declares every type that crosses, in the order of their names.
///
/// `xtask codegen` writes it to `www/protocol.d.ts`.
///
/// # Examples
/// ```
/// let types = session::types::typescript();
/// assert!(types.contains("export type Request ="));
/// ```
#[must_use]
pub fn typescript() -> String {
    let mut all = Declarations::default();
    all.visit::<Request>();
    all.visit::<Reply>();
    all.visit::<Failure>();
    all.visit::<kindred::Progress>();
    let head = "// Written by `cargo run -p xtask -- codegen` from the \
                engine's types. Do not edit.\n";
    let body = all.by_name.into_values();
    body.fold(head.to_owned(), |text, each| text + "\n" + &each)
}

#[derive(Default)]
struct Declarations {
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::new();
        if T::output_path().is_none() {
            return T::visit_dependencies(self);
        }
        let name = T::ident(&config);
        if self.by_name.contains_key(&name) {
            return;
        }
        let text = format!("{}export {}\n", docs::<T>(), T::decl(&config));
        self.by_name.insert(name, text);
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn docs<T: TS + ?Sized>() -> String {
    T::docs().unwrap_or_default()
}

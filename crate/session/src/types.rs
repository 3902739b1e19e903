//! The protocol as TypeScript, for the page.

use std::{
    any::TypeId,
    collections::{BTreeMap, BTreeSet},
};

use table::Code;
use ts_rs::{Config, TS, TypeVisitor};

use crate::{Failure, Reply, Request, failure, protocol::Preview};

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
    all.visit::<Preview>();
    all.visit::<table::Fact>();
    all.visit::<table::Parts>();
    all.visit_codes();
    let head = "// Written by `cargo run -p xtask -- codegen` from the \
                engine's types. Do not edit.\n";
    let body = all.by_name.into_values();
    body.fold(head.to_owned(), |text, each| text + "\n" + &each)
}

#[derive(Default)]
struct Declarations {
    by_name: BTreeMap<String, String>,
    /// Types without a declaration of their own, such as lists, that were
    /// seen: of a type that holds itself they would come again for ever.
    seen: BTreeSet<TypeId>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let config = Config::new();
        if T::output_path().is_none() {
            if self.seen.insert(TypeId::of::<T>()) {
                T::visit_dependencies(self);
                T::visit_generics(self);
            }
            return;
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

impl Declarations {
    /// Codes are no type of the engine: they are declared by their lists.
    fn visit_codes(&mut self) {
        let mut add = |name: &str, text: String| {
            self.by_name.insert(name.to_owned(), text);
        };
        let codes = failure::codes();
        let lines: String = codes.iter().map(code_line).collect();
        let doc = "Every code that the page says in its own words, with the \
                   facts that come with it, written for reading.";
        let body = format!("export type Codes = {{\n{lines}}};\n");
        add("Codes", format!("/** {doc} */\n{body}"));
        let spoken = kindred::disclose::CODES;
        let names = spoken.map(|code| format!("{:?}", code.name));
        let doc = "Warnings that the engine says in the language of the plan.";
        let body =
            format!("export type SpokenCode = {};\n", names.join(" | "));
        add("SpokenCode", format!("/** {doc} */\n{body}"));
    }
}

/// `"E_FIELD": { "limit": string },`
fn code_line(code: &Code) -> String {
    let fact = |fact: &str| match fact.strip_suffix('?') {
        Some(name) => format!(" {name:?}?: string,"),
        None => format!(" {fact:?}: string,"),
    };
    let facts: String = code.facts.split_whitespace().map(fact).collect();
    let name = code.name;
    format!("  {name:?}: {{{}}},\n", facts.trim_end_matches(','))
}

fn docs<T: TS + ?Sized>() -> String {
    T::docs().unwrap_or_default()
}

//! Plain data as JavaScript values.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// By way of JSON, which files to take away are written in as well: a second
/// serialiser of every type would be 50 kB more.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    let json = serde_json::to_string(value);
    let json = json.expect("protocol types are plain data");
    js_sys::JSON::parse(&json).expect("it was written just now")
}

//! Plain data as JavaScript values.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A flattened struct is a map to serde, and an object to the page; no map of
/// the protocol has a key from a file.
pub(crate) fn to_js(value: &impl Serialize) -> JsValue {
    let plain = Serializer::json_compatible();
    let plain = plain.serialize_bytes_as_arrays(false);
    value
        .serialize(&plain)
        .expect("protocol types are plain data")
}

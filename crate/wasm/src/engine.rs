//! The engine's module: the session worker's.

use js_sys::{Reflect, Uint8Array};
use session::{Failure, Reply, Session};
use wasm_bindgen::prelude::*;

use crate::{host::JsHost, to_js};

/// The session worker's engine: owns the data, answers requests.
#[wasm_bindgen]
pub struct Engine {
    session: Session,
    host: JsHost,
}

#[wasm_bindgen]
impl Engine {
    /// An engine without data, in this host.
    #[wasm_bindgen(constructor)]
    pub fn new(host: JsHost) -> Self {
        let session = Session::default();
        Self { session, host }
    }

    /// Answers one request; the caller sends the next after the answer.
    ///
    /// # Errors
    /// A `Failure`, as the protocol has it.
    pub async fn handle(
        &mut self,
        request: JsValue,
    ) -> Result<JsValue, JsValue> {
        let reply = match serde_wasm_bindgen::from_value(request) {
            Ok(request) => self.session.handle(request, &self.host).await,
            Err(error) => Err(Failure::bad_request(&error.to_string())),
        };
        reply.map(plain).map_err(|no| to_js(&no))
    }
}

/// A reply, in which bytes are bytes.
fn plain(mut reply: Reply) -> JsValue {
    let bytes = match &mut reply {
        Reply::Exported { bytes, .. } => Some(std::mem::take(bytes)),
        _ => None,
    };
    let plain = to_js(&reply);
    if let Some(bytes) = bytes {
        let bytes = Uint8Array::from(&*bytes);
        Reflect::set(&plain, &"bytes".into(), &bytes)
            .expect("a reply is an object");
    }
    plain
}

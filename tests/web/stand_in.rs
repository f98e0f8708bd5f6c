//! Parts of the browser replaced for a while by scripts of the tests.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs a script's body; what it returns.
pub fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).unwrap()
}

/// Runs the body of an `async` function; what it returns in the end.
pub async fn run_async(script: &str) -> JsValue {
    let promise = run(&format!("return (async () => {{ {script} }})();"));
    JsFuture::from(promise.unchecked_into::<Promise>()).await.unwrap()
}

/// A property replaced, such as `navigator.clipboard`; as it was when this is dropped.
pub struct StandIn(Function);

impl StandIn {
    /// Puts the value of `expression` in place of `object`'s own property `name`.
    pub fn new(object: &str, name: &str, expression: &str) -> Self {
        let script = format!(
            "const object = {object}, name = '{name}';
            const before = Object.getOwnPropertyDescriptor(object, name);
            Object.defineProperty(object, name, {{ value: {expression}, configurable: true, writable: true }});
            return () => {{
                if (before) Object.defineProperty(object, name, before);
                else delete object[name];
            }};"
        );
        Self(run(&script).unchecked_into())
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

//! The worker's side: takes a task by its name, performs it, and gives the outcome back.
//!
//! The worker runs the page's own module. What performs the tasks is a part of its own, loaded in the worker alone.

use serde_wasm_bindgen::from_value;
use wasm_bindgen::JsValue;

use super::parts::PartMissing;
use crate::{
    authenticator::tasks::{CheckBackup, CheckExport, DeriveAegisKey, DeriveWrappingKey, ReadFile, ReadImage},
    browser::{
        database::with_big_integers,
        worker::{self, Reply},
    },
    console::tasks::{HashPassword, HashRecoveryCodes, VerifyPassword},
    work::Task,
};

/// Performs the task of a message; none if it is not understood.
pub type Perform = fn(JsValue) -> Option<JsValue>;

/// What performs tasks, on its way.
pub type LoadingPerform = std::pin::Pin<Box<dyn Future<Output = Result<Perform, PartMissing>>>>;

/// Serves the page's tasks, if this program runs in a worker; whether it does. `load` brings what performs them.
pub fn serve(load: fn() -> LoadingPerform) -> bool {
    worker::serve(move |message, reply: Reply| async move {
        // Without an answer the page is told that there will be none.
        if let Ok(perform) = load().await
            && let Some(outcome) = perform(message)
        {
            reply.send(&outcome, &[]);
        }
    })
    .is_ok()
}

/// One kind of task: its name, and how a message of it is performed.
struct Bench {
    name: &'static str,
    perform: Perform,
}

const fn bench<T: Task>() -> Bench {
    Bench {
        name: T::NAME,
        perform: |message| {
            let (_, task): (String, T) = from_value(message).ok()?;
            with_big_integers(&task.perform()).ok()
        },
    }
}

/// Every kind of task.
const BENCHES: &[Bench] = &[
    bench::<HashPassword>(),
    bench::<VerifyPassword>(),
    bench::<HashRecoveryCodes>(),
    bench::<DeriveWrappingKey>(),
    bench::<ReadImage>(),
    bench::<ReadFile>(),
    bench::<CheckExport>(),
    bench::<CheckBackup>(),
    bench::<DeriveAegisKey>(),
];

/// Performs the task of a message.
pub fn perform(message: JsValue) -> Option<JsValue> {
    let name = js_sys::Array::from(&message).get(0).as_string()?;
    let bench = BENCHES.iter().find(|bench| bench.name == name)?;
    (bench.perform)(message)
}

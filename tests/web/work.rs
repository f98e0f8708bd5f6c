//! What becomes of work that the worker does not do.

use counterpart::store::StoreError;
use counterpart::ui::workshop::WorkError;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_worker_that_stops_is_not_told_as_failing_cryptography() {
    for (error, told) in [
        (WorkError::Died, StoreError::Memory),
        (WorkError::Answer, StoreError::Memory),
        (WorkError::Cancelled, StoreError::Cancelled),
    ] {
        assert_eq!(StoreError::from(error), told);
    }
}

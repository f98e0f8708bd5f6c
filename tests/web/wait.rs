//! Waiting for what must come, however late a busy machine brings it. What never comes ends with the run's own limit.

use counterpart::browser::clock::sleep;

/// Comes back once the condition holds.
pub async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        sleep(5).await;
    }
}

//! Waiting for what must come, however late a busy machine brings it. What never comes ends with the run's own limit.

use counterpart::browser::clock::sleep;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Comes back once the condition holds.
pub async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        sleep(5).await;
    }
}

/// What both give. Each is begun before either ends, as in two tabs at once.
pub async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut first, mut second) = (None, None);
    poll_fn(move |context| {
        if first.is_none()
            && let Poll::Ready(value) = one.as_mut().poll(context)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Poll::Ready(value) = other.as_mut().poll(context)
        {
            second = Some(value);
        }
        match (first.take(), second.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            (one, other) => {
                (first, second) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}

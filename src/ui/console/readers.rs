//! What a page reads into the snapshot beside the session: each page brings its own, so that no other loads how it is read.

use super::state::{Snapshot, Work};
use crate::{
    console::BrowserState,
    store::{ConsoleStore, StoreError},
};

/// Reads some records into a snapshot that has the session and its account: those of one page, or of a few.
pub(super) type Reader =
    for<'a> fn(&'a ConsoleStore, &'a BrowserState, &'a mut Snapshot) -> Work<'a, Result<(), StoreError>>;

/// The registration that waits for its code.
pub(super) fn registration<'a>(
    store: &'a ConsoleStore,
    browser: &'a BrowserState,
    snapshot: &'a mut Snapshot,
) -> Work<'a, Result<(), StoreError>> {
    Box::pin(async move {
        if let Some(id) = &browser.registration {
            snapshot.registration = store.registration(id).await?;
        }
        Ok(())
    })
}

/// The log-on that waits for its security code.
pub(super) fn log_on<'a>(
    store: &'a ConsoleStore,
    browser: &'a BrowserState,
    snapshot: &'a mut Snapshot,
) -> Work<'a, Result<(), StoreError>> {
    Box::pin(async move {
        if let Some(id) = &browser.log_on
            && let Some(attempt) = store.log_on(id).await?
            && let Some(account) = store.account(&attempt.account).await?
        {
            snapshot.log_on = Some((attempt, account.username));
        }
        Ok(())
    })
}

/// The wizard of the account that is logged on.
pub(super) fn binding<'a>(
    store: &'a ConsoleStore,
    _browser: &'a BrowserState,
    snapshot: &'a mut Snapshot,
) -> Work<'a, Result<(), StoreError>> {
    Box::pin(async move {
        if let Some(session) = &snapshot.session {
            snapshot.binding = store.binding(&session.account).await?;
        }
        Ok(())
    })
}

/// Everything on the reviewer's desk.
pub(super) fn reviews<'a>(
    store: &'a ConsoleStore,
    _browser: &'a BrowserState,
    snapshot: &'a mut Snapshot,
) -> Work<'a, Result<(), StoreError>> {
    Box::pin(async move {
        snapshot.reviews = store.reviews().await?;
        Ok(())
    })
}

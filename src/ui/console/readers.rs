//! What a page reads into the snapshot beside the session: each page brings its own, so that no other loads how it is read.

use super::{
    snapshot::{Marks, Snapshot},
    state::Work,
};
use crate::{
    console::{Account, Binding, BrowserState, LogOnAttempt, Registration},
    store::{ConsoleStore, Kind, StoreError},
};

/// Reads some records into a snapshot that has the session and its account: those of one page, or of a few.
pub(super) type Reader =
    for<'a> fn(&'a ConsoleStore, &'a BrowserState, &'a mut Snapshot) -> Work<'a, Result<(), StoreError>>;

/// A [`Reader`] of this name: what it does with the storage, what the browser remembers, and the snapshot.
macro_rules! reader {
    ($(#[$about:meta])* $name:ident: |$store:ident, $browser:ident, $snapshot:ident| $read:block) => {
        $(#[$about])*
        pub(super) fn $name<'a>(
            $store: &'a ConsoleStore,
            $browser: &'a BrowserState,
            $snapshot: &'a mut Snapshot,
        ) -> Work<'a, Result<(), StoreError>> {
            Box::pin(async move {
                $read
                Ok(())
            })
        }
    };
}

reader! {
    /// The registration that waits for its code.
    registration: |store, browser, snapshot| {
        if let Some(id) = &browser.registration {
            snapshot.registration = store.get::<Registration>(id).await?;
        }
    }
}

reader! {
    /// The log-on that waits for its security code.
    log_on: |store, browser, snapshot| {
        if let Some(id) = &browser.log_on
            && let Some(attempt) = store.get::<LogOnAttempt>(id).await?
            && let Some(account) = store.get::<Account>(&attempt.account).await?
        {
            snapshot.log_on = Some((attempt, account.username));
        }
    }
}

reader! {
    /// The wizard of the account that is logged on.
    binding: |store, _browser, snapshot| {
        if let Some(session) = &snapshot.session {
            snapshot.binding = store.get::<Binding>(&session.account).await?;
        }
    }
}

reader! {
    /// Everything on the reviewer's desk.
    reviews: |store, _browser, snapshot| {
        snapshot.reviews = store.reviews().await?;
    }
}

reader! {
    /// What is there of orders, appeals and resets.
    marks: |store, browser, snapshot| {
        let (has_orders, has_appeals) = (store.has_any(Kind::Order).await?, store.has_any(Kind::Appeal).await?);
        snapshot.marks = Marks { has_orders, has_appeals, is_resetting: browser.reset.is_some() };
    }
}

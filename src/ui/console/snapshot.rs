//! What was read from the storage: the session and its account always, the rest for the pages that need it.

use super::readers::Reader;
use crate::{
    console::{Account, Binding, LogOnAttempt, ManualReview, Place, PolicyChoice, Registration, Session, Username},
    store::{ConsoleStore, Kind, StoreError},
};

/// What the storage holds for this browser.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// Which browser.
    pub place: Place,
    /// Whether any account was opened here.
    pub has_accounts: bool,
    /// The session that the browser remembers, valid or not.
    pub session: Option<Session>,
    /// Whether the browser remembers a session that is there no longer: it was ended from elsewhere.
    pub is_session_gone: bool,
    /// Its account.
    pub account: Option<Account>,
    /// That account's wizard.
    pub binding: Option<Binding>,
    /// The registration that waits for its code.
    pub registration: Option<Registration>,
    /// The log-on that waits for its security code, and whose it is.
    pub log_on: Option<(LogOnAttempt, Username)>,
    /// Everything on the reviewer's desk.
    pub reviews: Vec<ManualReview>,
    /// The policy in force.
    pub policy: PolicyChoice,
    /// Whether an account's owner is still to be told of something.
    pub has_outgoing: bool,
    /// Whether there is any order, any appeal, and a reset in this browser: read by the pages that show more of them.
    pub marks: Marks,
}

/// What is there at all, of what only a part reads whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// An order.
    pub has_orders: bool,
    /// An appeal.
    pub has_appeals: bool,
    /// A password reset that this browser began.
    pub is_resetting: bool,
}

/// Reads the storage for the browser of this place; `readers` are those of the pages that were opened.
pub(super) async fn read(store: &ConsoleStore, place: Place, readers: &[Reader]) -> Result<Snapshot, StoreError> {
    let browser = store.browser(place).await?;
    let mut snapshot = Snapshot {
        place,
        has_accounts: store.has_any(Kind::Account).await?,
        policy: store.policy().await?,
        has_outgoing: store.has_any(Kind::Outgoing).await?,
        ..Snapshot::default()
    };
    let session = match &browser.session {
        Some(id) => store.get::<Session>(id).await?,
        None => None,
    };
    snapshot.is_session_gone = browser.session.is_some() && session.is_none();
    if let Some(session) = session {
        snapshot.account = store.get::<Account>(&session.account).await?;
        snapshot.session = Some(session);
    }
    for reader in readers {
        reader(store, &browser, &mut snapshot).await?;
    }
    Ok(snapshot)
}

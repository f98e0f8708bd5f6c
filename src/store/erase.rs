//! Starting over: deleting the demo's databases.

use super::{StageStore, StoreError, authenticator, console, stage};
use crate::browser::database;

/// What to erase beside the demo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EraseOptions {
    /// This browser's own authenticator, too. It may hold keys of real accounts.
    pub own_authenticator: bool,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The names of the databases.
    pub databases: Vec<String>,
}

/// Deletes the databases of the console, the stage and every simulated phone, and this browser's own authenticator
/// only if it is named. Open connections, in any tab, close by themselves. Preferences stay.
///
/// # Errors
/// When another tab keeps a database open, or the browser refuses. What was not deleted by then stays whole.
pub async fn start_over(options: EraseOptions) -> Result<Erased, StoreError> {
    let mut names: Vec<String> = database::names().await;
    names.retain(|name| name.starts_with(authenticator::PHONE_PREFIX));
    if names.is_empty() {
        // Browsers that do not list their databases: the table tells which phones there are.
        let phones = match StageStore::open().await {
            Ok(store) => store.phones().await?,
            // Made by a newer version: it can still be deleted.
            Err(StoreError::Newer) => Vec::new(),
            Err(error) => return Err(error),
        };
        names.extend(phones.iter().map(|phone| authenticator::AuthenticatorStore::phone_name(&phone.id)));
    }
    // The console last but one and the stage last: if this is cut short, the phones are still listed.
    names.push(console::NAME.to_owned());
    if options.own_authenticator {
        names.push(authenticator::OWN_NAME.to_owned());
    }
    names.push(stage::NAME.to_owned());
    for name in &names {
        database::delete(name).await?;
    }
    Ok(Erased { databases: names })
}

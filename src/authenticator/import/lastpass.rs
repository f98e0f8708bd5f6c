//! LastPass Authenticator: JSON of `accounts` and `folders`, plain. It knows TOTP only.

use serde_json::Value;

use super::document::Document;
use super::fields::{Fields, SaidKind};
use super::members::{Members, with};
use super::{Format, ImportError, Imported, Row, Unlock};

/// The folder of the entries that are in none.
const NO_FOLDER: u64 = 0;

/// The folder of the favourites.
const FAVOURITES: u64 = 1;

pub(super) fn recognises(document: &Document<'_>) -> bool {
    let Some(json) = &document.json else { return false };
    let is_account = |account: &Value| account.get("timeStep").is_some() && account.get("userName").is_some();
    json.get("accounts").is_some_and(Value::is_array)
        && (json.get("folders").is_some_and(Value::is_array) || json.list("accounts").iter().any(is_account))
}

pub(super) fn read(document: &Document<'_>, _: &Unlock) -> Result<Imported, ImportError> {
    let json = document.json.as_ref().ok_or(ImportError::Damaged)?;
    let accounts = json.get("accounts").and_then(Value::as_array).ok_or(ImportError::Damaged)?;
    let rows = accounts.iter().map(|account| row(account, json.list("folders"))).collect();
    Ok(Imported::whole(Format::LastPass, false, rows))
}

fn row(account: &Value, folders: &[Value]) -> Row {
    let fields = Fields {
        kind: SaidKind::Totp,
        // What the person wrote comes before what the code said.
        issuer: account.first_text(&["issuerName", "originalIssuerName"]),
        account: account.first_text(&["userName", "originalUserName"]),
        secret: account.base32("secret"),
        // The first versions knew no other, and did not name it.
        algorithm: account.algorithm_or("algorithm", "SHA1"),
        digits: account.whole("digits"),
        period_secs: account.whole("timeStep"),
        counter: None,
    };
    let folder = account.get("folderData").and_then(|data| data.spelled_whole("folderId"));
    with(fields.into_row(), |candidate| {
        candidate.is_pinned = account.is_true("isFavorite") || folder == Some(FAVOURITES);
        candidate.tags = tags(folder, folders);
    })
}

/// The name of the folder, if the person made it.
fn tags(folder: Option<u64>, folders: &[Value]) -> Vec<String> {
    let Some(id) = folder.filter(|id| ![NO_FOLDER, FAVOURITES].contains(id)) else { return Vec::new() };
    let mut of_id = folders.iter().filter(|folder| folder.spelled_whole("id") == Some(id));
    of_id.next().map(|folder| folder.first_text(&["name"])).filter(|name| !name.is_empty()).into_iter().collect()
}

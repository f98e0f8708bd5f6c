//! What a person can do at the console. Each action is one transaction at most, and answers with the verdict; `None`
//! means that the storage refused, which the window shows.

mod browser;
mod desk;
mod log_on;
mod passkey;
mod recovery;
mod registration;
mod sessions;
mod wizard;

pub(super) use passkey::PasskeyTrouble;
pub(super) use recovery::NewCodes;

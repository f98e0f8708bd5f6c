//! What a person can do at the console. Each action is one transaction at most, and answers with the verdict; `None`
//! means that the storage refused, which the window shows.

mod appeal;
mod browser;
mod contact;
pub(super) mod desk;
mod devices;
mod ending;
mod log_on;
mod passkey;
mod passwords;
mod policy;
mod recovery;
mod registration;
mod reset;
mod sessions;
mod step_up;
mod wizard;

pub(super) use self::{
    passkey::PasskeyTrouble, recovery::NewCodes, registration::RegisterRefusal, reset::ResetFormRefusal,
};

//! What a person can do at the console. Each action is one transaction at most, and answers with the verdict; `None`
//! means that the storage refused, which the window shows.

mod desk;
mod devices;
mod log_on;
mod registration;
mod step_up;
mod wizard;

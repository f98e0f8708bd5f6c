//! The lab: scenarios, each a stage that is set in one click, with a goal on it that a person can follow.
//!
//! The only pure room that knows both sides, as whoever sets a stage must. What it sets keeps the one law all the same:
//! a key goes from the console's side to a phone as the pixels of a QR code, which the authenticator's own reader reads.
//! Like every pure room it has no clock, no randomness and no storage: they come as arguments, and what is to be stored
//! is given back.

mod carry;
mod goal;
mod history;
mod plan;
mod planting;
pub mod scenarios;
mod seed;
#[cfg(test)]
mod tests;

pub use carry::CarryError;
pub use goal::{Evidence, Goal, progress};
pub use plan::{AccountPlan, DevicePlan, Holder, PhonePlan, Scenario, ScenarioName, Standing};
pub use planting::{Draft, PlantError, Planted, PlantedPhone};
pub use seed::RANDOM_BYTES;

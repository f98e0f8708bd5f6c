//! The console's product list, and orders of them: what people log on for.

use super::{AccountId, OrderId};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// An order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Its name.
    pub id: OrderId,
    /// Whose.
    pub account: AccountId,
    /// When it was placed.
    pub ordered_at: UnixMillis,
}

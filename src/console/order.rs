//! The console's product list, and orders of them: what people log on for.

use super::{Account, AccountId, Decision, Happening, OrderId, Policy, Session};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

/// A product of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Product {
    /// Virtual servers.
    ElasticCompute,
    /// Storage of files.
    ObjectStorage,
    /// A managed database.
    RelationalDatabase,
    /// Spreads requests over servers.
    LoadBalancer,
}

impl Product {
    /// Every product, in the order of the list.
    pub const ALL: [Self; 4] =
        [Self::ElasticCompute, Self::ObjectStorage, Self::RelationalDatabase, Self::LoadBalancer];
}

/// An order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Its identifier.
    pub id: OrderId,
    /// Whose.
    pub account: AccountId,
    /// Of what.
    pub product: Product,
    /// When it was placed.
    pub ordered_at: UnixMillis,
}

/// A factor has to be shown again before an order (V11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a factor has to be shown again")]
pub struct OrderNeedsStepUp;

impl Order {
    /// Places an order, if a factor was shown recently.
    pub fn place(
        id: OrderId,
        account: &Account,
        session: &Session,
        product: Product,
        now: UnixMillis,
        policy: &Policy,
    ) -> Decision<Result<Self, OrderNeedsStepUp>> {
        if !session.has_fresh_step_up(account, now, policy) {
            return Decision::silent(Err(OrderNeedsStepUp));
        }
        let order = Self { id, account: account.id.clone(), product, ordered_at: now };
        Decision::new(Ok(order), Happening::Ordered)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Factors;
    use super::super::fixtures::{NOW, session_of as session, with_two_devices as account};
    use super::*;

    #[test]
    fn an_order_needs_a_factor_shown_recently() {
        let policy = Policy::gov_cloud();
        let account = account();
        let place = |session: &Session, now| {
            let id = OrderId::from_random([6; 16]);
            Order::place(id, &account, session, Product::ObjectStorage, now, &policy)
        };
        let trusted = place(&session(Factors::PasswordAndTrustedBrowser), NOW);
        assert_eq!((trusted.verdict, trusted.happened), (Err(OrderNeedsStepUp), None));
        let mut session = session(Factors::PasswordAndCode);
        let late = NOW.plus_secs(policy.freshness_secs);
        assert_eq!(place(&session, late).verdict, Err(OrderNeedsStepUp));
        session.stepped_up_at = Some(late);
        let placed = place(&session, late);
        assert_eq!(placed.happened, Some(Happening::Ordered));
        assert_eq!(placed.verdict.map(|order| (order.product, order.ordered_at)), Ok((Product::ObjectStorage, late)));
    }
}

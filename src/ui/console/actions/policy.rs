//! The choice of the policy.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{Happening, PolicyChoice},
    store::{Changes, Kind},
};

impl ConsoleState {
    /// Puts another policy in force, for all that is judged from then on.
    pub async fn choose_policy(self, choice: PolicyChoice) -> Option<()> {
        self.judged(async || {
            let before = self.store()?.get::<PolicyChoice>(PolicyChoice::KEY).await?;
            let changes = match before {
                Some(before) if before == choice => return Ok(()),
                Some(before) => Changes::new().only_if_still(before),
                None => Changes::new().only_if_absent(Kind::Policy, PolicyChoice::KEY),
            };
            let now = self.clock.now_untracked();
            let happened = Some(Happening::PolicyPut { before: before.unwrap_or_default(), now: choice });
            self.commit(recorded(changes.put(choice), now, None, happened)?).await
        })
        .await
    }
}

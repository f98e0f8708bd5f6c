//! The reviewer's work.

use super::super::state::{ConsoleState, recorded};
use crate::{
    console::{DeskError, ReviewId},
    store::{Changes, StoreError},
};

impl ConsoleState {
    /// Approves an application (`rejection` is none), or rejects it with a reason. The wizard that waits for it takes
    /// the decision in, in the same transaction.
    pub async fn decide(self, review: ReviewId, rejection: Option<String>) -> Option<Result<(), DeskError>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let before = store.review(&review).await?.ok_or(StoreError::Conflict)?;
            let mut review = before.clone();
            let now = self.clock.now_untracked();
            let decision = match &rejection {
                None => review.approve(now),
                Some(reason) => review.reject(reason, now),
            };
            if decision.verdict.is_err() {
                return Ok(decision.verdict);
            }
            let mut changes = Changes::new().only_if_still(before);
            if let Some(waiting) = store.binding(&review.account).await? {
                let mut binding = waiting.clone();
                binding.take_in(&review, &policy);
                changes = changes.only_if_still(waiting).put(binding);
            }
            let account = review.account.clone();
            self.commit(recorded(changes.put(review), now, Some(&account), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }
}

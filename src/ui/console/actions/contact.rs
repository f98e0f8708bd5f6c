//! What an account's owner changes of it, and orders.

use zeroize::Zeroizing;

use super::super::state::{ConsoleState, random, recorded};
use crate::{
    console::{
        Order, OrderId, OrderNeedsStepUp, PasswordChangeRefusal, PhoneChange, PhoneChangeRefusal, Product,
        ending::Cause, password_change,
    },
    store::{Changes, Kind, StoreError},
};

impl ConsoleState {
    /// Sends a code to a new phone number.
    pub async fn begin_phone_change(self, number: String) -> Option<Result<(), PhoneChangeRefusal>> {
        let policy = self.policy();
        let begun = self
            .judged(async || {
                let store = self.store()?;
                let (account, session) = self.stored_user().await?;
                let before = store.get::<PhoneChange>(&account.id).await?;
                let now = self.clock.now_untracked();
                let decision =
                    PhoneChange::begin(&account, &session, &number, before.as_ref(), random()?, now, &policy);
                let change = match decision.verdict {
                    Ok(change) => change,
                    Err(refusal) => return Ok(Err(refusal)),
                };
                let changes = match before {
                    Some(before) => Changes::new().only_if_still(before),
                    None => Changes::new().only_if_absent(Kind::PhoneChange, account.id.as_str()),
                };
                let changes = changes.only_if_still(&account).only_if_still(session).put(change.clone());
                self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
                Ok(Ok(change))
            })
            .await?;
        match begun {
            Ok(change) => self.send(&change.new_number, &change.phone_code).await.map(Ok),
            Err(refusal) => Some(Err(refusal)),
        }
    }

    /// Judges the code that came to the new number, and changes to it if it is right.
    pub async fn confirm_phone_change(self, typed: String) -> Option<Result<(), PhoneChangeRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let (account_before, session) = self.stored_user().await?;
            let id = account_before.id.clone();
            let before = store.get::<PhoneChange>(&id).await?.ok_or(StoreError::Conflict)?;
            let (mut account, mut change) = (account_before.clone(), before.clone());
            let now = self.clock.now_untracked();
            let decision = change.confirm(&mut account, &session, &typed, now, &policy);
            let changes = Changes::new().only_if_still(account_before).only_if_still(session).only_if_still(before);
            let changes = match decision.verdict {
                Ok(()) => {
                    let changes = changes.put(account).delete(Kind::PhoneChange, id.as_str());
                    self.with_all_that_ends(changes, &id, Cause::PhoneChanged, now).await?
                }
                Err(_) => changes.put(account).put(change),
            };
            self.commit(recorded(changes, now, Some(&id), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Gives the change of the phone number up.
    pub async fn give_phone_change_up(self) -> Option<()> {
        self.judged(async || {
            let (account, _) = self.stored_user().await?;
            let Some(before) = self.store()?.get::<PhoneChange>(&account.id).await? else { return Ok(()) };
            let mut change = before.clone();
            change.give_up();
            self.commit(Changes::new().only_if_still(before).put(change)).await
        })
        .await
    }

    /// Changes the password; every other session of the account ends, and every reset that waits for its code.
    pub async fn change_password(
        self,
        old: Zeroizing<String>,
        new: Zeroizing<String>,
    ) -> Option<Result<(), PasswordChangeRefusal>> {
        let policy = self.policy();
        self.judged(async || {
            let (before, session) = self.stored_user().await?;
            // What the form alone decides needs no hash.
            if let Err(error) = password_change::check(before.username.as_str(), &new) {
                return Ok(Err(PasswordChangeRefusal::New(error)));
            }
            let checked = self.is_hashed(&old, before.password_hash.clone()).await?;
            let hash = self.hashed(&new).await?;
            let mut account = before.clone();
            let now = self.clock.now_untracked();
            let decision = password_change::change(&mut account, &session, checked, &new, hash, now, &policy);
            let id = account.id.clone();
            let mut changes = Changes::new().only_if_still(before).only_if_still(session.clone()).put(account);
            if decision.verdict.is_ok() {
                let cause = Cause::PasswordChanged { by: &session.id };
                changes = self.with_what_ends(changes, &id, cause).await?;
            }
            self.commit(recorded(changes, now, Some(&id), decision.happened)?).await?;
            Ok(decision.verdict)
        })
        .await
    }

    /// Orders a product.
    pub async fn order(self, product: Product) -> Option<Result<(), OrderNeedsStepUp>> {
        let policy = self.policy();
        self.judged(async || {
            let (account, session) = self.stored_user().await?;
            let now = self.clock.now_untracked();
            let decision = Order::place(OrderId::from_random(random()?), &account, &session, product, now, &policy);
            match decision.verdict {
                Ok(order) => {
                    let changes = Changes::new().only_if_still(&account).only_if_still(session).put(order);
                    self.commit(recorded(changes, now, Some(&account.id), decision.happened)?).await?;
                    Ok(Ok(()))
                }
                Err(refusal) => Ok(Err(refusal)),
            }
        })
        .await
    }
}

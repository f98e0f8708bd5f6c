//! Binding a device.

use std::cell::Cell;

use leptos::prelude::{GetUntracked as _, Set as _, WithUntracked as _};
use zeroize::Zeroizing;

use super::super::state::{ConsoleState, ShownKey, Work, random, recorded};
use crate::{
    browser::crypto,
    console::{
        Account, Application, ApplicationErrors, AttachRefusal, Attachment, Binding, BindingKeyId, Decision, DeviceId,
        Happening, KeyEnd, Lines, LinkRefusal, PhoneCode, PhoneCodeRefusal, ReviewId, SealedKey, SendRefusal, Session,
        Step,
        device::{self, LONGEST_KEY_BYTES},
        ending::Cause,
    },
    otp::UnixMillis,
    store::{Changes, Kind, StoreError},
};

/// Decides on the stored records, and gives the lines for the audit trail.
type Judge<'a> = dyn Fn(&mut Account, &mut Binding, &mut Session, UnixMillis) -> Lines + 'a;

impl ConsoleState {
    /// Begins what the dialog was opened for, where the person left it; at the step “Link” that means a new key.
    pub async fn begin_wizard(self) -> Option<()> {
        let policy = self.policy();
        let replaces = self.wizard_replaces.get_untracked();
        let step = self
            .with_binding(|account, binding, session, now| {
                let happened = binding.open(account, session, replaces.clone(), now, &policy);
                Decision { verdict: binding.step, happened }
            })
            .await?;
        if step == Step::Link {
            let _ = self.show_key().await?;
        }
        // It may have been closed meanwhile: then nobody is there to see the key.
        if !self.is_wizard_open.try_get_untracked().unwrap_or_default() {
            self.close_wizard().await?;
        }
        Some(())
    }

    /// Closes the dialog. A key that was shown ends, also where its session has ended before; a proof of identity stays.
    pub async fn close_wizard(self) -> Option<()> {
        self.is_wizard_open.set(false);
        let shown = self.shown_key.get_untracked();
        self.shown_key.set(None);
        let attached = self.snapshot.with_untracked(|all| {
            all.binding.as_ref().filter(|binding| binding.step == Step::Attached).map(|binding| binding.account.clone())
        });
        let Some(account) = shown.as_ref().map(|key| key.account.clone()).or(attached) else { return Some(()) };
        self.judged(async || {
            let Some(before) = self.store()?.get::<Binding>(&account).await? else { return Ok(()) };
            let mut binding = before.clone();
            let happened = binding.close(shown.as_ref().map(|key| &key.id));
            if binding == before {
                return Ok(());
            }
            let now = self.clock.now_untracked();
            let changes = kept(guarded(Some(before), &binding), binding);
            self.commit(recorded(changes, now, Some(&account), happened)?).await
        })
        .await
    }

    /// Sends a code to the account's phone.
    pub async fn send_identity_code(self) -> Option<Result<(), SendRefusal>> {
        let policy = self.policy();
        let bytes = self.randomness()?;
        let sent: Result<PhoneCode, SendRefusal> =
            self.with_binding(|account, binding, _, now| binding.send_phone_code(account, bytes, now, &policy)).await?;
        match sent {
            Ok(code) => {
                let number = self.user.get_untracked()?.phone_number;
                self.send(&number, &code).await.map(Ok)
            }
            Err(refusal) => Some(Err(refusal)),
        }
    }

    /// Judges the phone's code.
    pub async fn submit_identity_code(self, typed: String) -> Option<Result<(), PhoneCodeRefusal>> {
        let policy = self.policy();
        self.with_binding(|account, binding, _, now| binding.submit_phone_code(account, &typed, now, &policy)).await
    }

    /// Puts an application on the reviewer's desk.
    pub async fn submit_application(self, application: Application) -> Option<Result<(), ApplicationErrors>> {
        let policy = self.policy();
        self.judged(async || {
            let store = self.store()?;
            let (account, session) = self.stored_user().await?;
            let before = store.get::<Binding>(&account.id).await?;
            let mut binding = before.clone().unwrap_or_else(|| Binding::new(account.id.clone()));
            let (id, now) = (ReviewId::from_random(random()?), self.clock.now_untracked());
            let username = account.username.clone();
            let review = match application.clone().submit(id, account.id.clone(), username, now, &policy) {
                Ok(review) => review,
                Err(errors) => return Ok(Err(errors)),
            };
            let happened = binding.await_review(&review);
            let changes = guarded(before, &binding).only_if_still(session).put(binding).put(review);
            self.commit(recorded(changes, now, Some(&account.id), Some(happened))?).await?;
            Ok(Ok(()))
        })
        .await
    }

    /// Begins the proof of identity anew.
    pub async fn choose_identity_again(self) -> Option<()> {
        self.with_binding(|_, binding, _, _| {
            binding.choose_again();
            Decision { verdict: (), happened: None }
        })
        .await
    }

    /// Goes on from a proved identity.
    pub async fn go_to_install(self) -> Option<()> {
        let policy = self.policy();
        self.with_binding(|account, binding, session, now| {
            binding.to_install(account, session, now, &policy);
            Decision { verdict: (), happened: None }
        })
        .await
    }

    /// Ends the key on show when its time is over.
    pub async fn end_expired_key(self) -> Option<()> {
        self.shown_key.set(None);
        self.with_binding(|_, binding, _, now| {
            let is_over = binding.pending.as_ref().is_some_and(|key| now >= key.expires_at);
            Decision { verdict: (), happened: if is_over { binding.drop_key(KeyEnd::Expired) } else { None } }
        })
        .await
    }

    /// Goes one step back; a key that was shown ends.
    pub async fn go_back(self) -> Option<()> {
        self.shown_key.set(None);
        self.with_binding(|_, binding, _, _| Decision { happened: binding.back(), verdict: () }).await
    }

    /// Makes a new key and shows it.
    pub async fn show_key(self) -> Option<Result<(), LinkRefusal>> {
        let policy = self.policy();
        let replaces = self.wizard_replaces.get_untracked();
        let account = self.user.get_untracked()?;
        let (id, secret, sealed) = self
            .judged(async || {
                let id = BindingKeyId::from_random(random()?);
                let bytes = Zeroizing::new(random::<LONGEST_KEY_BYTES>()?);
                let secret = device::new_key(&bytes, &policy).map_err(|_| StoreError::Cryptography)?;
                let key = self.store()?.sealing_key().await?;
                let sealed = crypto::seal(&key, secret.as_bytes(), account.id.as_str().as_bytes()).await?;
                Ok((id, secret, SealedKey(sealed)))
            })
            .await?;
        // In memory first, so that the step finds it when it is published; the wizard knows no such key until then.
        let uri = device::key_uri(&account.username, secret, &policy);
        self.shown_key.set(Some(ShownKey::draw(id.clone(), account.id, uri)));
        let shown = self
            .with_binding(|account, binding, session, now| match binding.check_purpose(replaces.as_ref()) {
                Ok(()) => binding.show_key(id.clone(), sealed.clone(), account, session, now, &policy),
                Err(refusal) => Decision { verdict: Err(refusal), happened: Lines::new() },
            })
            .await;
        if shown != Some(Ok(())) {
            self.shown_key.try_set(None);
        }
        shown
    }

    /// Judges the first codes of the key on show, and attaches the device under this name if they are right.
    pub async fn attach(self, codes: Vec<String>, name: String) -> Option<Result<(), AttachRefusal>> {
        let policy = self.policy();
        let Some(shown) = self.shown_key.get_untracked() else {
            return Some(Err(AttachRefusal::KeyEnded(KeyEnd::PageLeft)));
        };
        let device = DeviceId::from_random(self.randomness()?);
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let verdict = self
            .with_binding(|account, binding, session, now| {
                let (key, secret) = (&shown.id, &shown.uri.secret);
                let attachment = Attachment { key, secret, codes: &codes, name: &name, device: &device };
                binding.attach(account, session, attachment, now, &policy)
            })
            .await?;
        if matches!(
            verdict,
            Ok(()) | Err(AttachRefusal::KeyEnded(_) | AttachRefusal::Link(LinkRefusal::IdentityNeeded))
        ) {
            self.shown_key.try_set(None);
        }
        if verdict.is_ok() {
            self.explain_accepted();
        }
        Some(verdict)
    }

    /// Lets `judge` decide on the stored records, and writes what it changed.
    async fn with_binding<T, H: IntoIterator<Item = Happening>>(
        self,
        judge: impl Fn(&mut Account, &mut Binding, &mut Session, UnixMillis) -> Decision<T, H>,
    ) -> Option<T> {
        let verdict = Cell::new(None);
        let judge = |account: &mut Account, binding: &mut Binding, session: &mut Session, now| {
            let decision = judge(account, binding, session, now);
            verdict.set(Some(decision.verdict));
            decision.happened.into_iter().collect()
        };
        self.with_binding_boxed(&judge).await?;
        verdict.take()
    }

    /// Does what `with_binding` says, of one type whatever is decided.
    fn with_binding_boxed<'a>(self, judge: &'a Judge<'a>) -> Work<'a, Option<()>> {
        Box::pin(self.judged(async move || {
            let (account_before, session_before) = self.stored_user().await?;
            let before = self.store()?.get::<Binding>(&account_before.id).await?;
            let now = self.clock.now_untracked();
            let (mut account, mut session) = (account_before.clone(), session_before.clone());
            let mut binding = before.clone().unwrap_or_else(|| Binding::new(account.id.clone()));
            let lines = judge(&mut account, &mut binding, &mut session, now);
            let id = account.id.clone();
            let is_changed = before.clone().unwrap_or_else(|| Binding::new(id.clone())) != binding;
            let mut changes = guarded(before, &binding);
            // An untouched record is not written.
            if is_changed {
                changes = kept(changes, binding);
            }
            let is_account_changed = account != account_before;
            if is_account_changed {
                changes = changes.only_if_still(&account_before).put(&account);
                let cause = Cause::DevicesChanged { before: &account_before, after: &account, by: &session.id };
                changes = self.with_all_that_ends(changes, &id, cause, now).await?;
            }
            if session != session_before {
                changes = changes.only_if_still(session_before).put(session);
            }
            if is_changed || is_account_changed || !lines.is_empty() {
                for line in lines {
                    changes = recorded(changes, now, Some(&id), Some(line))?;
                }
                self.commit(changes).await?;
            }
            Ok(())
        }))
    }

    /// Who is logged on, as stored; an error of its own if nobody is any more.
    pub(in super::super) async fn stored_user(self) -> Result<(Account, Session), StoreError> {
        let store = self.store()?;
        let id = self.browser().await?.session.ok_or(StoreError::LoggedOut)?;
        let session = store.get::<Session>(&id).await?.ok_or(StoreError::LoggedOut)?;
        if !session.is_valid(self.clock.now_untracked(), &self.policy()) {
            return Err(StoreError::LoggedOut);
        }
        let account = store.get::<Account>(&session.account).await?.ok_or(StoreError::LoggedOut)?;
        Ok((account, session))
    }

    /// Random bytes; what refuses them is shown in the window.
    pub(in super::super) fn randomness<const N: usize>(self) -> Option<[u8; N]> {
        random().map_err(|error| self.trouble.set(Some(error))).ok()
    }
}

/// Changes that hold only if the wizard is stored as it was read.
fn guarded(before: Option<Binding>, binding: &Binding) -> Changes {
    match before {
        Some(before) => Changes::new().only_if_still(before),
        None => Changes::new().only_if_absent(Kind::Binding, binding.account.as_str()),
    }
}

/// The changes with the wizard as it is now; at its very beginning it need not be stored.
fn kept(changes: Changes, binding: Binding) -> Changes {
    let of = binding.account.clone();
    if binding == Binding::new(of.clone()) { changes.delete(Kind::Binding, of.as_str()) } else { changes.put(binding) }
}

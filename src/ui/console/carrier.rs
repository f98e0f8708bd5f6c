//! Hands the notices that the outbox waits with to the carrier, by SMS and by mail. It is in the page only while there
//! are any, and what a page left when it went is delivered by the next one.

use leptos::prelude::*;

use super::{
    state::{ConsoleState, background},
    use_console,
};
use crate::{
    console::{Account, Appeal, AuditEvent, Guessed, Lock, Notice, Outgoing, PhoneNumber, Place, Told},
    stage::{About, Channel, LockedBrowsers, LockedCodes, Message, MessageBody, Notice as SentNotice, Whereabouts},
    store::{Changes, Kind, StoreError},
};

/// Delivers, again at each change while there is something to deliver.
#[component]
pub(super) fn Carrier() -> impl IntoView {
    let console = use_console();
    Effect::new(move || {
        console.revision.track();
        background(async move {
            // What the storage refuses now stays in the outbox, and is tried again at the next change or visit.
            let _ = console.deliver().await;
        });
    });
}

impl ConsoleState {
    /// Delivers everything in the outbox, then empties it. A message has its name from its line of the trail: two pages
    /// that deliver at once, or one that died before it could empty the outbox, bring no message twice.
    async fn deliver(self) -> Result<(), StoreError> {
        let store = self.store()?;
        let outbox = store.all::<Outgoing>().await?;
        if outbox.is_empty() {
            return Ok(());
        }
        let appeals = store.all::<Appeal>().await?;
        let (mut messages, mut done) = (Vec::new(), Changes::new());
        for outgoing in outbox {
            done = done.delete(Kind::Outgoing, outgoing.id.as_str());
            let Some(event) = store.get::<AuditEvent>(&outgoing.id).await? else { continue };
            let Some(account) = &event.account else { continue };
            let Some(account) = store.get::<Account>(account).await? else { continue };
            let appeal = appeals.iter().filter(|a| a.account == account.id).max_by_key(|a| a.submitted_at);
            if let Some(notice) = Notice::of(&event, &account, appeal) {
                messages.extend(self.messages(&outgoing, &notice, &account));
            }
        }
        self.table.send(&messages).await?;
        self.commit(done).await
    }

    /// A notice as messages: to the number of before, and when that was changed into the mailbox of the new one too.
    fn messages(self, outgoing: &Outgoing, notice: &Notice, account: &Account) -> Vec<Message> {
        let sent = SentNotice::new(notice.username.as_str().to_owned(), notice.at, &about(&notice.told));
        let message = |channel: Channel, to: &PhoneNumber| {
            let way = if channel == Channel::Sms { "sms" } else { "mail" };
            let id = format!("{}-{way}-{}", outgoing.id.as_str(), to.as_str());
            self.table.message(id, to.as_str().to_owned(), channel, MessageBody::Notice(sent.clone()))
        };
        let mut messages = vec![message(Channel::Mail, &outgoing.to)];
        if notice.goes_by_sms() {
            messages.push(message(Channel::Sms, &outgoing.to));
        }
        if matches!(notice.told, Told::PhoneChanged { .. }) && account.phone_number != outgoing.to {
            messages.push(message(Channel::Mail, &account.phone_number));
        }
        messages
    }
}

/// The same in the receiver's terms.
fn about(told: &Told) -> About {
    match told {
        Told::DeviceBound { replaced: false } => About::DeviceBound,
        Told::DeviceBound { replaced: true } => About::DeviceReplaced,
        Told::DeviceRemoved => About::DeviceRemoved,
        Told::PasskeyAdded => About::PasskeyAdded,
        Told::PasskeyRemoved => About::PasskeyRemoved,
        Told::RecoveryCodesRenewed => About::RecoveryCodesRenewed,
        Told::RecoveryCodeUsed { left } => About::RecoveryCodeUsed { left: *left },
        Told::WrongSecondFactor => About::WrongSecondFactor,
        Told::WrongFactorBeforeChange => About::WrongFactorBeforeChange,
        Told::Locked { of, until } => {
            let codes = match of {
                Lock::NewBrowsers => return About::PasswordsLocked { browsers: LockedBrowsers::New, until: *until },
                Lock::KnownBrowsers => {
                    return About::PasswordsLocked { browsers: LockedBrowsers::Known, until: *until };
                }
                Lock::SecurityCodes => LockedCodes::Security,
                Lock::RecoveryCodes => LockedCodes::Recovery,
                Lock::PhoneCodes => LockedCodes::Sms,
                Lock::Guesses(Guessed::ResetCode) => LockedCodes::Reset,
                Lock::Guesses(Guessed::StopCode) => LockedCodes::Stop,
            };
            About::CodesLocked { codes, until: *until }
        }
        Told::NewBrowser { place } => About::NewBrowser {
            from: place.map(|place| match place {
                Place::Office => Whereabouts::Work,
                Place::Home => Whereabouts::Home,
                Place::Elsewhere => Whereabouts::Unknown,
            }),
        },
        Told::BrowserTrusted => About::BrowserTrusted,
        Told::PasswordChanged => About::PasswordChanged,
        Told::PasswordReset => About::PasswordReset,
        Told::PhoneChanged { to } => About::PhoneChanged { to: to.masked() },
        Told::AppealSubmitted { stop_code } => About::AppealSubmitted { stop_code: stop_code.for_carrier().to_owned() },
        Told::AppealApproved { unbinds_at, stop_code } => {
            About::AppealApproved { unbinds_at: *unbinds_at, stop_code: stop_code.for_carrier().to_owned() }
        }
        Told::AppealRejected => About::AppealRejected,
        Told::AppealStopped => About::AppealStopped,
        Told::AppealTookEffect => About::AppealTookEffect,
        Told::FactorsReset => About::FactorsReset,
    }
}

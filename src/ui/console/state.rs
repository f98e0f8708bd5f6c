//! The console's state on this page: what was read from the storage, and the little that only this page knows.
//!
//! Actions (in `actions/`) go one way: read → ask the pure room → write in one transaction → read back and publish →
//! tell the other tabs. Nothing is published that is not stored.

use std::{cell::Cell, pin::Pin};

use leptos::{prelude::*, task::spawn_local};

use super::{
    outbox,
    readers::Reader,
    snapshot::{Snapshot, read},
    turn::Question,
};
use crate::{
    browser::random,
    console::{
        Account, AccountId, AuditEvent, BindingKeyId, BrowserState, DeviceId, Happening, Place, Policy, Wording,
    },
    otp::{KeyUri, UnixMillis},
    qr::QrCode,
    store::{Changes, ConsoleStore, StoreError, judged_anew, preferences, unless_faster},
    ui::{Broadcast, Clock, Table, Topic, components::dynamic_when, route::ConsolePage, workshop::Workshop},
};

/// Readings of the storage, counted in the order in which they began.
#[derive(Clone, Copy, Default)]
struct Reads {
    /// How many began.
    begun: u64,
    /// The latest one of which the outcome is shown.
    shown: u64,
}

/// What has to be done before a session ends, or another browser is played.
pub(super) type BeforeLogOut = fn(ConsoleState) -> Work<'static, ()>;

/// The key that this page shows. It lives in the page's memory only, so a reload ends it.
#[derive(Clone)]
pub struct ShownKey {
    /// The name by which the wizard knows it.
    pub id: BindingKeyId,
    /// Whose it would be.
    pub account: AccountId,
    /// What the QR code says, with the secret in it.
    pub uri: KeyUri,
    /// The QR code: its width in modules, and the dark ones as path data. None if it could not be drawn.
    pub qr: Option<(usize, String)>,
}

impl ShownKey {
    pub(super) fn draw(id: BindingKeyId, account: AccountId, uri: KeyUri) -> Self {
        let qr = QrCode::encode(&uri.to_uri()).ok().map(|code| (code.outer_width_modules(), code.svg_path()));
        Self { id, account, uri, qr }
    }
}

/// Work of one type, whatever it does: what awaits it is compiled once.
pub(in crate::ui) type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Does some work beside everything else.
pub(super) fn background(work: impl Future<Output = ()> + 'static) {
    let work: Work<'static, ()> = Box::pin(work);
    spawn_local(work);
}

/// A handle to the console's state.
#[derive(Clone, Copy)]
pub struct ConsoleState {
    /// What is stored.
    pub snapshot: RwSignal<Snapshot>,
    /// The account that is logged on, while its session lasts.
    pub user: Memo<Option<Account>>,
    /// The key on show.
    pub shown_key: RwSignal<Option<ShownKey>>,
    /// Whether the wizard's dialog is open on this page.
    pub is_wizard_open: RwSignal<bool>,
    /// The device whose place another application is to take, when the dialog was opened for that.
    pub wizard_replaces: RwSignal<Option<DeviceId>>,
    /// Whether an action is under way.
    pub is_busy: RwSignal<bool>,
    /// What the storage said last, if it refused.
    pub trouble: RwSignal<Option<StoreError>>,
    /// Which browser this window plays.
    pub place: RwSignal<Place>,
    /// What waits for a factor to be shown again, while the dialog that asks for it is open.
    pub waits_for_step_up: RwSignal<Option<Callback<()>>>,
    /// Whether it is explained to somebody who learns why the last security code was accepted. The code's judgement is read
    /// from the trail by the part that tells it.
    pub(super) explains_accepted: RwSignal<bool>,
    /// Goes up whenever the stored records may have changed: a part that reads some of its own reads them again.
    pub revision: RwSignal<u32>,
    pub(super) clock: Clock,
    pub(super) table: Table,
    /// Where passwords are hashed.
    pub(super) workshop: Workshop,
    store: StoredValue<ConsoleStore, LocalStorage>,
    /// What has to be done before a session ends, or another browser is played: the wizard puts here that it closes.
    pub(super) before_log_out: StoredValue<Option<BeforeLogOut>>,
    /// What the browser asks the person now.
    pub(super) question: StoredValue<Option<Question>, LocalStorage>,
    /// What is done after the work that is under way.
    pub(super) next: StoredValue<Option<Work<'static, ()>>, LocalStorage>,
    /// How often the storage was read.
    reads: StoredValue<Reads>,
    /// What the pages that were opened here read beside the session.
    readers: StoredValue<Vec<Reader>>,
    broadcast: Broadcast,
}

impl ConsoleState {
    /// Opens the console's database and reads it.
    ///
    /// # Errors
    /// What the storage says.
    pub async fn open(
        table: Table,
        broadcast: Broadcast,
        clock: Clock,
        workshop: Workshop,
    ) -> Result<Self, StoreError> {
        let store = ConsoleStore::open_in(table.world).await?;
        let place = preferences::load_place();
        let snapshot = RwSignal::new(read(&store, place, &[]).await?);
        // A session may end while the page is open: this changes once, not each second.
        let is_valid = Memo::new(move |_| {
            let now = clock.now();
            snapshot.with(|all| {
                let policy = all.policy.policy();
                all.session.as_ref().is_some_and(|session| session.is_valid(now, &policy))
            })
        });
        let user = Memo::new(move |_| snapshot.with(|all| all.account.clone()).filter(|_| is_valid.get()));
        let state = Self {
            snapshot,
            user,
            shown_key: RwSignal::new(None),
            is_wizard_open: RwSignal::new(false),
            wizard_replaces: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            place: RwSignal::new(place),
            waits_for_step_up: RwSignal::new(None),
            explains_accepted: RwSignal::new(false),
            revision: RwSignal::new(0),
            clock,
            table,
            workshop,
            store: StoredValue::new_local(store),
            before_log_out: StoredValue::new(None),
            question: StoredValue::new_local(None),
            next: StoredValue::new_local(None),
            reads: StoredValue::new(Reads::default()),
            readers: StoredValue::new(Vec::new()),
            broadcast,
        };
        broadcast.on(Topic::Console, move || {
            background(async move {
                // A tab that cannot read now reads at its next change; what it shows is old, not wrong.
                let _ = state.read_again().await;
            });
        });
        Ok(state)
    }

    /// The page that fits the state of the logon.
    pub fn home_page(&self) -> ConsolePage {
        if self.user.with(Option::is_some) {
            ConsolePage::Home
        } else if self.snapshot.with(|snapshot| snapshot.has_accounts) {
            ConsolePage::LogOn
        } else {
            ConsolePage::Register
        }
    }

    /// The console's rules.
    pub fn policy(self) -> Policy {
        self.snapshot.with_untracked(|all| all.policy).policy()
    }

    /// Whether the policy's words are for people who learn; tracked.
    pub(super) fn is_for_learners(self) -> bool {
        self.snapshot.with(|all| all.policy.wording) == Wording::Learner
    }

    /// Explains a security code that was accepted, if the policy's words are for people who learn.
    pub(super) fn explain_accepted(self) {
        if untrack(|| self.is_for_learners()) {
            self.explains_accepted.try_set(true);
        }
    }

    /// Whether the policy in force takes recovery codes; tracked.
    pub(super) fn takes_recovery_codes(self) -> bool {
        self.snapshot.with(|all| all.policy.policy().recovery_codes > 0)
    }

    /// Does `then` at once if a factor was shown recently; else opens the dialog that asks for one, and does it after
    /// that. What `then` leads to judges the session itself: this only spares a person a refusal.
    pub fn after_step_up(self, then: impl Fn() + Send + Sync + 'static) {
        let (now, policy) = (self.clock.now_untracked(), self.policy());
        let may = self.snapshot.with_untracked(|all| {
            let (Some(session), Some(account)) = (&all.session, &all.account) else { return false };
            session.has_fresh_step_up(account, now, &policy)
        });
        if may {
            then();
        } else {
            self.waits_for_step_up.set(Some(Callback::new(move |()| then())));
        }
    }

    /// Opens the dialog that binds a device; with one, to put another application in its place. The dialog, which comes
    /// with a part of its own, asks for the rest.
    pub fn open_wizard(self, replaces: Option<DeviceId>) {
        self.wizard_replaces.set(replaces);
        self.is_wizard_open.set(true);
    }

    /// A page's view, shown when the records that it needs beside the session were read; they are read along from then on.
    pub(super) fn page(self, needs: &'static [Reader], view: fn() -> AnyView) -> AnyView {
        let is_known = |reader: &Reader| {
            self.readers.with_value(|known| known.iter().any(|one| std::ptr::fn_addr_eq(*one, *reader)))
        };
        if needs.iter().all(is_known) {
            return view();
        }
        let unknown: Vec<Reader> = needs.iter().filter(|reader| !is_known(reader)).copied().collect();
        let is_read = RwSignal::new(false);
        background(async move {
            self.readers.update_value(|readers| readers.extend(unknown));
            match self.read_again().await {
                Ok(()) => drop(is_read.try_set(true)),
                Err(error) => drop(self.trouble.try_set(Some(error))),
            }
        });
        dynamic_when(move || is_read.get(), view).into_any()
    }

    /// Records that only one part shows: read when it is made, and again after each change in any tab. Nothing while
    /// they were not read yet.
    pub(in crate::ui) fn watch<T: Send + Sync + PartialEq + 'static>(
        self,
        read: impl Fn(ConsoleStore) -> Work<'static, Result<T, StoreError>> + 'static,
    ) -> RwSignal<Option<T>> {
        let shown = RwSignal::new(None);
        Effect::new(move || {
            self.revision.track();
            let Ok(store) = self.store() else { return };
            let reading = read(store);
            background(async move {
                match reading.await {
                    Ok(found) => drop(shown.try_update(|shown| {
                        if shown.as_ref() != Some(&found) {
                            *shown = Some(found);
                        }
                    })),
                    Err(error) => drop(self.trouble.try_set(Some(error))),
                }
            });
        });
        shown
    }

    /// What this window's browser remembers.
    pub(super) async fn browser(self) -> Result<BrowserState, StoreError> {
        self.store()?.browser(self.place.get_untracked()).await
    }

    /// The same to be changed, and the changes that hold only if no other tab changes it meanwhile.
    pub(super) async fn browser_to_change(self) -> Result<(BrowserState, Changes), StoreError> {
        self.store()?.browser_to_change(self.place.get_untracked()).await
    }

    /// Runs `judge`; if what it judged was changed meanwhile by another tab, lets it read and judge again. What the
    /// storage refuses is shown in the window, and there is no answer.
    pub(super) async fn judged<T>(self, judge: impl AsyncFn() -> Result<T, StoreError>) -> Option<T> {
        let answer = Cell::new(None);
        let (judge, told) = (&judge, &answer);
        let once = move || -> Work<'_, Result<(), StoreError>> {
            Box::pin(async move {
                told.set(Some(judge().await?));
                Ok(())
            })
        };
        self.judged_boxed(&once).await?;
        answer.take()
    }

    /// Does what `judged` says, of one type whatever is judged.
    async fn judged_boxed<'a>(self, judge: &'a dyn Fn() -> Work<'a, Result<(), StoreError>>) -> Option<()> {
        match judged_anew(async || unless_faster(judge().await)).await {
            Ok(()) => Some(()),
            Err(error) => {
                // That nobody is logged on any more is told by the page for logging on, with the reason.
                if error != StoreError::LoggedOut {
                    self.trouble.try_set(Some(error));
                }
                // The page may be behind: show what is stored.
                let _ = self.read_again().await;
                None
            }
        }
    }

    /// Writes in one transaction; only then publishes and tells the other tabs.
    pub(super) fn commit(self, mut changes: Changes) -> Work<'static, Result<(), StoreError>> {
        Box::pin(async move {
            let store = self.store()?;
            changes.come_from(self.place.try_get_untracked().unwrap_or_default());
            let changes = outbox::filled(&store, changes).await?;
            store.write(changes).await?;
            self.read_again().await?;
            self.broadcast.post(&Topic::Console);
            Ok(())
        })
    }

    pub(super) fn store(self) -> Result<ConsoleStore, StoreError> {
        self.store.try_get_value().ok_or(StoreError::Closed)
    }

    pub(super) async fn read_again(self) -> Result<(), StoreError> {
        let Some(place) = self.place.try_get_untracked() else { return Ok(()) };
        let turn = self.reads.try_get_value().map(|reads| Reads { begun: reads.begun + 1, ..reads });
        let Some(turn) = turn else { return Ok(()) };
        self.reads.try_set_value(turn);
        let readers = self.readers.try_get_value().unwrap_or_default();
        let snapshot = read(&self.store()?, place, &readers).await?;
        // A reading that began earlier and ends later knows less: it must not undo what a later one found.
        let is_overtaken = self.reads.try_get_value().is_none_or(|reads| reads.shown > turn.begun);
        if is_overtaken {
            return Ok(());
        }
        self.reads.try_update_value(|reads| reads.shown = turn.begun);
        self.snapshot.try_update(|shown| {
            if *shown != snapshot {
                *shown = snapshot;
            }
        });
        self.revision.try_update(|revision| *revision = revision.wrapping_add(1));
        Ok(())
    }
}

/// Random bytes for the pure room.
pub(super) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    random::bytes().map_err(|_| StoreError::Randomness)
}

/// The changes with a line of the audit trail for each thing that happened.
pub(super) fn recorded(
    mut changes: Changes,
    now: UnixMillis,
    account: Option<&AccountId>,
    happened: impl IntoIterator<Item = Happening>,
) -> Result<Changes, StoreError> {
    for what in happened {
        changes = changes.record(AuditEvent::new(random()?, now, account.cloned(), what));
    }
    Ok(changes)
}

/// The console's state, from the context that the app provides once the storage is open.
///
/// # Panics
/// When a component asks for it outside the opened app, which is a mistake in this program.
#[allow(clippy::expect_used, reason = "a missing context is a mistake of ours, not of a person or a browser")]
pub fn use_console() -> ConsoleState {
    use_context().expect("the console is provided before any side is shown")
}

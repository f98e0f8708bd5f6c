//! The table that both sides stand on: the phones that lie on it and the carrier that delivers messages to them.
//!
//! It knows neither side. The console hands a message to the carrier as to a real one: it is not told whether a phone
//! with that number exists.

use leptos::{prelude::*, task::spawn_local};

use super::{Broadcast, Clock, Topic, preferences};
use crate::{
    browser::random,
    otp::UnixMillis,
    stage::{Channel, Message, MessageBody, Phone, PhoneId, PhoneKind, Shelf},
    store::{AuthenticatorStore, StageStore, StoreError, World},
};

/// A handle to the phones and the carrier.
#[derive(Clone, Copy)]
pub struct Table {
    /// The phones, oldest first.
    pub phones: RwSignal<Vec<Phone>>,
    /// Every message that the carrier delivered, oldest first.
    pub messages: RwSignal<Vec<Message>>,
    /// Whose stage it is: the person's own, or a scenario's. It stays so as long as the page.
    pub world: World,
    store: StoredValue<StageStore, LocalStorage>,
    broadcast: Broadcast,
    clock: Clock,
}

impl Table {
    /// Opens the database; the first time, lays one Android phone on the table.
    ///
    /// # Errors
    /// What the storage says.
    pub(super) async fn open(broadcast: Broadcast, clock: Clock) -> Result<Self, StoreError> {
        let world = preferences::load().world();
        let store = StageStore::open_in(world).await?;
        let mut phones = store.phones().await?;
        if phones.is_empty() {
            for first in Shelf::first(new_phone_id()?, clock.now_untracked()).phones {
                phones = store.put_first_phone(&first).await?;
            }
        }
        let messages = store.messages().await?;
        let table = Self {
            phones: RwSignal::new(phones),
            messages: RwSignal::new(messages),
            world,
            store: StoredValue::new_local(store),
            broadcast,
            clock,
        };
        broadcast.on(Topic::Table, move || {
            spawn_local(async move {
                // A tab that cannot read now reads at its next change; what it shows is old, not wrong.
                let _ = table.read_again().await;
            });
        });
        Ok(table)
    }

    /// Lays another phone on the table, with the next free number.
    ///
    /// # Errors
    /// What the storage says; then there is no new phone.
    pub async fn add_phone(self, kind: PhoneKind) -> Result<PhoneId, StoreError> {
        let mut shelf = Shelf { phones: self.phones.get_untracked() };
        let phone = shelf.add(kind, new_phone_id()?, self.clock.now_untracked()).clone();
        self.store.get_value().put_phone(&phone).await?;
        self.published().await?;
        Ok(phone.id)
    }

    /// Keeps a phone as changed: its clock, its apps.
    ///
    /// # Errors
    /// What the storage says; then the phone is as before.
    pub async fn change_phone(self, phone: Phone) -> Result<(), StoreError> {
        self.store.get_value().put_phone(&phone).await?;
        self.published().await
    }

    /// Takes a phone off the table, with everything on it.
    ///
    /// # Errors
    /// What the storage says.
    pub async fn remove_phone(self, id: &PhoneId) -> Result<(), StoreError> {
        let store = self.store.get_value();
        let number =
            self.phones.with_untracked(|all| all.iter().find(|phone| phone.id == *id).map(|p| p.number.clone()));
        store.delete_phone(id).await?;
        if let Some(number) = number {
            store.delete_messages_to(&number).await?;
        }
        AuthenticatorStore::erase(&AuthenticatorStore::phone_name_in(self.world, id)).await?;
        self.published().await
    }

    /// The carrier takes a text message for a number.
    ///
    /// # Errors
    /// What the storage says; then the message was not sent.
    pub async fn send_sms(self, to_number: String, body: MessageBody) -> Result<(), StoreError> {
        let id = random::hex::<8>().map_err(|_| StoreError::Randomness)?;
        self.send(&[self.message(id, to_number, Channel::Sms, body)]).await
    }

    /// A message that the carrier would bring now. One of the same id is the same message, sent again.
    pub fn message(self, id: String, to_number: String, channel: Channel, body: MessageBody) -> Message {
        let sent_at: UnixMillis = self.clock.now_untracked();
        Message { id, to_number, from: SENDER.to_owned(), body, sent_at, channel }
    }

    /// The carrier takes messages, all of them or none.
    ///
    /// # Errors
    /// What the storage says; then none was sent.
    pub async fn send(self, messages: &[Message]) -> Result<(), StoreError> {
        self.store.get_value().put_messages(messages).await?;
        self.published().await
    }

    async fn published(self) -> Result<(), StoreError> {
        self.read_again().await?;
        self.broadcast.post(&Topic::Table);
        Ok(())
    }

    async fn read_again(self) -> Result<(), StoreError> {
        let store = self.store.try_get_value().ok_or(StoreError::Closed)?;
        let phones = store.phones().await?;
        let messages = store.messages().await?;
        self.phones.try_set(phones);
        self.messages.try_set(messages);
        Ok(())
    }
}

/// The name under which the console's carrier delivers.
const SENDER: &str = "Gov Cloud";

fn new_phone_id() -> Result<PhoneId, StoreError> {
    random::hex::<4>().map(PhoneId).map_err(|_| StoreError::Randomness)
}

/// The table, from the context that the app provides once the storage is open.
///
/// # Panics
/// When a component asks for it outside the opened app, which is a mistake in this program.
#[allow(clippy::expect_used, reason = "a missing context is a mistake of ours, not of a person or a browser")]
pub fn use_table() -> Table {
    use_context().expect("the table is provided before any side is shown")
}

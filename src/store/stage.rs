//! The stage's database, `counterpart-stage`: the phones on the table, and the messages that the carrier brought.

use super::{StoreError, World, earliest_first};
use crate::browser::database::{self, Connection, DatabaseError, Migration, Write};
use crate::stage::{Message, Phone, PhoneId};

/// The database's name.
pub const NAME: &str = "counterpart-stage";

const PHONES: &str = "phones";
const MESSAGES: &str = "messages";

/// Each brings the database one version further. Never change one that was released: add another.
const MIGRATIONS: &[Migration] = &[|upgrade| {
    upgrade.create_store(PHONES)?;
    upgrade.create_store(MESSAGES)
}];

/// The phones and their messages.
#[derive(Clone, Debug)]
pub struct StageStore(Connection);

impl StageStore {
    /// Opens the rehearsal's database, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_in(World::Rehearsal).await
    }

    /// Opens the database of a world, making or upgrading it first where needed.
    ///
    /// # Errors
    /// When the browser refuses, another tab blocks, or the database is newer.
    pub async fn open_in(world: World) -> Result<Self, StoreError> {
        Ok(Self(Connection::open(&world.database(NAME), MIGRATIONS).await?))
    }

    /// All phones, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn phones(&self) -> Result<Vec<Phone>, StoreError> {
        let values = self.0.all(PHONES).await?;
        let phones: Vec<Phone> = values.into_iter().map(database::decode).collect::<Result<_, _>>()?;
        Ok(earliest_first(phones, |phone| phone.added_at))
    }

    fn put_step(phone: &Phone) -> Result<Write, StoreError> {
        Ok(Write::Put { store: PHONES, key: phone.id.0.clone(), value: database::encode(phone)? })
    }

    /// Stores the phone, in place of any other of its id.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn put_phone(&self, phone: &Phone) -> Result<(), StoreError> {
        Ok(self.0.write(&[Self::put_step(phone)?]).await?)
    }

    /// Stores the phone if there is none yet, so that two tabs opened at once put one phone on the table, and returns
    /// all phones.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_first_phone(&self, phone: &Phone) -> Result<Vec<Phone>, StoreError> {
        match self.0.write(&[Write::MustBeEmpty { store: PHONES }, Self::put_step(phone)?]).await {
            Ok(()) | Err(DatabaseError::Conflict) => self.phones().await,
            Err(error) => Err(error.into()),
        }
    }

    /// Removes the phone, if it exists; not its authenticator's database.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn delete_phone(&self, id: &PhoneId) -> Result<(), StoreError> {
        Ok(self.0.write(&[Write::Delete { store: PHONES, key: id.0.clone() }]).await?)
    }

    /// All messages, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages(&self) -> Result<Vec<Message>, StoreError> {
        let values = self.0.all(MESSAGES).await?;
        let messages: Vec<Message> = values.into_iter().map(database::decode).collect::<Result<_, _>>()?;
        Ok(earliest_first(messages, |message| message.sent_at))
    }

    /// Stores the messages, all of them or none, each in place of any other of its id.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn put_messages(&self, messages: &[Message]) -> Result<(), StoreError> {
        let mut steps = Vec::new();
        for message in messages {
            let value = database::encode(message)?;
            steps.push(Write::Put { store: MESSAGES, key: message.id.clone(), value });
        }
        Ok(self.0.write(&steps).await?)
    }

    /// Removes all messages to this number.
    ///
    /// # Errors
    /// When the database fails; nothing is changed then.
    pub async fn delete_messages_to(&self, number: &str) -> Result<(), StoreError> {
        let gone = self.messages().await?.into_iter().filter(|message| message.to_number == number);
        let steps: Vec<_> = gone.map(|message| Write::Delete { store: MESSAGES, key: message.id }).collect();
        Ok(self.0.write(&steps).await?)
    }
}

//! A set of changes to the console's records that belongs together.
//!
//! A record is written out when it is added, not when the set is stored: so a page brings along how its own records are
//! written, and not how all the others are.

use wasm_bindgen::JsValue;

use super::{Kind, StoreError, records::Stored};
use crate::browser::database::{self, DatabaseError, Write};
use crate::console::{AuditEvent, Place, trail};

/// How a line of the audit trail is written out.
type WriteOutLine = fn(&AuditEvent) -> Result<JsValue, DatabaseError>;

/// Changes that are stored together: all of them, or none.
#[derive(Clone, Default)]
pub struct Changes {
    conditions: Vec<Write>,
    writings: Vec<Write>,
    /// Lines of the audit trail, which are written out last: where they come from is told when they are stored.
    trail: Vec<AuditEvent>,
    /// How a line is written out, which is known where one was added.
    write_out_line: Option<WriteOutLine>,
    /// A record could not be written out: then nothing is stored.
    failed: Option<DatabaseError>,
}

impl Changes {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Stores `record` too, in place of any other of its key.
    #[must_use]
    pub fn put<T: Stored>(mut self, record: T) -> Self {
        self.write_out(T::KIND, record.key(), database::encode(&record));
        self
    }

    /// Stores each of `records` too.
    #[must_use]
    pub fn put_all<T: Stored>(mut self, records: impl IntoIterator<Item = T>) -> Self {
        for record in records {
            self.write_out(T::KIND, record.key(), database::encode(&record));
        }
        self
    }

    /// Stores a line of the audit trail too.
    #[must_use]
    pub fn record(mut self, line: AuditEvent) -> Self {
        self.trail.push(line);
        self.write_out_line = Some(database::encode::<AuditEvent>);
        self
    }

    /// Tells of the lines of the audit trail from which browser they come.
    pub fn come_from(&mut self, place: Place) {
        trail::come_from(&mut self.trail, place);
    }

    /// Removes the record of this key too.
    #[must_use]
    pub fn delete(mut self, kind: Kind, key: &str) -> Self {
        self.writings.push(Write::Delete { store: kind.store(), key: key.to_owned() });
        self
    }

    /// Only if the stored record still equals `record`, as it was read before deciding. This keeps a decision of one
    /// tab from undoing that of another: on a conflict, read again and decide again.
    #[must_use]
    pub fn only_if_still<T: Stored>(mut self, record: T) -> Self {
        self.compare(T::KIND, record.key(), database::encode(&record));
        self
    }

    /// Only if what is stored is still this value, as it was read: for a record that has gained fields since it was
    /// written, which would be written out otherwise.
    pub(super) fn only_if_value_is(mut self, kind: Kind, key: &str, value: JsValue) -> Self {
        self.conditions.push(Write::MustEqual { store: kind.store(), key: key.to_owned(), value });
        self
    }

    /// These changes and others, as one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.conditions.extend(other.conditions);
        self.writings.extend(other.writings);
        self.trail.extend(other.trail);
        self.write_out_line = self.write_out_line.or(other.write_out_line);
        self.failed = self.failed.or(other.failed);
        self
    }

    /// Only if there is no record of this key yet.
    #[must_use]
    pub fn only_if_absent(mut self, kind: Kind, key: &str) -> Self {
        self.conditions.push(Write::MustBeAbsent { store: kind.store(), key: key.to_owned() });
        self
    }

    /// The lines of the audit trail among the changes.
    pub fn trail(&self) -> &[AuditEvent] {
        &self.trail
    }

    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        self.writings.is_empty() && self.trail.is_empty()
    }

    /// The steps of the one transaction that stores them: every condition before any writing.
    ///
    /// # Errors
    /// When a record could not be written out.
    pub(super) fn into_steps(mut self) -> Result<Vec<Write>, StoreError> {
        if let Some(write_out) = self.write_out_line {
            for line in std::mem::take(&mut self.trail) {
                self.write_out(AuditEvent::KIND, line.key(), write_out(&line));
            }
        }
        match self.failed {
            Some(error) => Err(error.into()),
            None => Ok(self.conditions.into_iter().chain(self.writings).collect()),
        }
    }

    fn write_out(&mut self, kind: Kind, key: &str, encoded: Result<JsValue, DatabaseError>) {
        match encoded {
            Ok(value) => self.writings.push(Write::Put { store: kind.store(), key: key.to_owned(), value }),
            Err(error) => self.failed = Some(error),
        }
    }

    fn compare(&mut self, kind: Kind, key: &str, encoded: Result<JsValue, DatabaseError>) {
        match encoded {
            Ok(value) => self.conditions.push(Write::MustEqual { store: kind.store(), key: key.to_owned(), value }),
            Err(error) => self.failed = Some(error),
        }
    }
}

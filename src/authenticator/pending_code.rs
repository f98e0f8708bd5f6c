//! A code of a counting key, which nobody sees before the counter behind it is stored: who saw a code and loses the
//! counter would be shown the same code again, and be refused.

use std::fmt;

use crate::otp::{Code, Hotp, Kind, UnixMillis};

use super::{Change, Collection, Entry, EntryId};

/// The code that was asked for. It is shown to who brings the entry as it is stored.
#[must_use = "the counter is stored, then the code is revealed"]
pub struct PendingCode {
    id: EntryId,
    code: Code,
    /// The counter that must be stored at least.
    counter_after: u64,
}

/// Without the code.
impl fmt::Debug for PendingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingCode")
            .field("id", &self.id)
            .field("counter_after", &self.counter_after)
            .finish_non_exhaustive()
    }
}

/// Why there is no next code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NextCodeError {
    /// The entry is not here, or lies in the trash.
    #[error("the entry is gone")]
    Gone,
    /// Its codes are those of the time: they go on by themselves.
    #[error("the entry has no counter")]
    NotCounting,
    /// The counter is at its end: the last code could not be counted any more, so it is not given.
    #[error("the counter is at its end")]
    CounterSpent,
}

/// The entry is not stored with its new counter: the code stays hidden.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the new counter is not stored")]
pub struct NotStored;

impl Collection {
    /// The next code of a counting key, and the change that must be stored before it is shown.
    ///
    /// # Errors
    /// When the entry is gone or counts nothing, or its counter cannot go on.
    pub fn next_code(&self, id: &EntryId, now: UnixMillis) -> Result<(Change, PendingCode), NextCodeError> {
        let before = self.get(id).filter(|entry| !entry.is_trashed()).ok_or(NextCodeError::Gone)?;
        let Kind::Hotp { counter } = before.kind else { return Err(NextCodeError::NotCounting) };
        let counter_after = counter.checked_add(1).ok_or(NextCodeError::CounterSpent)?;
        let after = Entry {
            kind: Kind::Hotp { counter: counter_after },
            last_used_at: before.last_used_at.max(Some(now)),
            ..before.clone()
        };
        let mut change = Change::default();
        change.replace(before, after);
        let code = Hotp::new(&before.secret, before.algorithm, before.digits).code(counter);
        Ok((change, PendingCode { id: before.id.clone(), code, counter_after }))
    }
}

impl PendingCode {
    /// The code, in exchange for the entry as it was read back from the storage, or as the transaction that has committed
    /// wrote it.
    ///
    /// # Errors
    /// When that is another entry, or its counter has not gone on.
    pub fn reveal(self, stored: &Entry) -> Result<Code, NotStored> {
        match stored.kind {
            Kind::Hotp { counter } if stored.id == self.id && counter >= self.counter_after => Ok(self.code),
            _ => Err(NotStored),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authenticator::fixtures::{collection, counting, entry, id};
    use crate::otp::Secret;

    /// The key of RFC 4226 appendix D.
    fn rfc(counter: u64) -> Collection {
        let secret = Secret::from_bytes("12345678901234567890").unwrap();
        Collection::from_entries(vec![Entry { secret, ..counting(1, counter) }])
    }

    #[test]
    fn codes_come_in_the_order_of_the_standard_each_after_its_counter_is_stored() {
        let mut all = rfc(0);
        for expected in ["755224", "287082", "359152", "969429", "338314"] {
            let (change, pending) = all.next_code(&id(1), UnixMillis(7)).unwrap();
            all.apply(&change);
            assert_eq!(pending.reveal(all.get(&id(1)).unwrap()).unwrap().as_str(), expected);
        }
        assert_eq!(all.get(&id(1)).unwrap().kind, Kind::Hotp { counter: 5 });
        assert_eq!(all.get(&id(1)).unwrap().last_used_at, Some(UnixMillis(7)));
    }

    #[test]
    fn a_code_is_not_shown_before_its_counter_is_stored() {
        let all = rfc(3);
        let pending = || all.next_code(&id(1), UnixMillis(0)).unwrap().1;
        assert_eq!(pending().reveal(all.get(&id(1)).unwrap()), Err(NotStored));
        assert_eq!(pending().reveal(&counting(2, 9)), Err(NotStored));
        assert_eq!(pending().reveal(&entry(1)), Err(NotStored));
        assert!(pending().reveal(&counting(1, 4)).is_ok());
        assert!(pending().reveal(&counting(1, 9)).is_ok(), "another tab has gone further");
    }

    #[test]
    fn the_end_of_the_counter() {
        let (change, _) = rfc(u64::MAX - 1).next_code(&id(1), UnixMillis(0)).unwrap();
        assert_eq!(change.puts().next().unwrap().kind, Kind::Hotp { counter: u64::MAX });
        assert_eq!(rfc(u64::MAX).next_code(&id(1), UnixMillis(0)).unwrap_err(), NextCodeError::CounterSpent);
    }

    #[test]
    fn there_is_none_where_nothing_is_counted() {
        let all = collection(2);
        assert_eq!(all.next_code(&id(0), UnixMillis(0)).unwrap_err(), NextCodeError::NotCounting);
        assert_eq!(all.next_code(&id(9), UnixMillis(0)).unwrap_err(), NextCodeError::Gone);
        let mut trashed = rfc(0);
        trashed.apply(&trashed.trash(&[id(1)], UnixMillis(0)));
        assert_eq!(trashed.next_code(&id(1), UnixMillis(0)).unwrap_err(), NextCodeError::Gone);
    }

    #[test]
    fn printing_it_does_not_print_the_code() {
        assert!(!format!("{:?}", rfc(0).next_code(&id(1), UnixMillis(0)).unwrap().1).contains("755224"));
    }
}

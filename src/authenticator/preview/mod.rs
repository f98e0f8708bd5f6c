//! What an import would bring, row by row, before anything is stored.
//!
//! Only an entry of the same key, names and way of making codes is a duplicate. The same key under another account is
//! another entry: two sites, or two accounts, may well share one, and a merge would lose it.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::otp::{Algorithm, Digits, KeyUri, KeyUriError, Kind, Repair, UnixMillis};

use super::{
    Change, Collection, Entry, EntryId, ICON_BYTES_MAX, ICON_MEDIA_TYPES, Icon, POSITION_GAP, import,
    import::{Candidate, Format, Imported},
    tags::normalised_tags,
};

/// What an entry of a file is like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Twin {
    /// An entry that is here.
    Entry(EntryId),
    /// An entry that lies in the trash here: it could be restored.
    Trashed(EntryId),
    /// An earlier row of the same file, by its index.
    Row(usize),
}

/// How a row stands to what is here, and to the rows before it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Nothing like it is here.
    New,
    /// It is here.
    Duplicate {
        /// Which one it is.
        of: Twin,
        /// The counter in the file, where it is further than that of the other: codes were taken elsewhere.
        counter_ahead: Option<u64>,
    },
    /// Its account is here with another key. Nobody but the person knows which of the two the other side takes.
    AnotherKey {
        /// Which one has the account.
        of: Twin,
    },
    /// It cannot be taken in.
    Unsupported {
        /// Why not.
        reason: KeyUriError,
    },
    /// Nothing of it can be read.
    Damaged,
}

/// One entry of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PreviewRow {
    issuer: String,
    account: String,
    candidate: Option<Box<Candidate>>,
    standing: Standing,
    is_selected: bool,
}

impl PreviewRow {
    /// Who asks for its codes; may be empty.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// For which account; may be empty.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// How it stands to what is here.
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// What was put right in it.
    pub fn repairs(&self) -> &[Repair] {
        self.candidate.as_ref().map_or(&[], |candidate| &candidate.repairs)
    }

    /// The key and all that came with it; none if it cannot be taken in.
    pub fn candidate(&self) -> Option<&Candidate> {
        self.candidate.as_deref()
    }

    /// Whether it lay in the trash, where it would come to lie again.
    pub fn is_trashed(&self) -> bool {
        self.candidate().is_some_and(|candidate| candidate.is_trashed)
    }

    /// Whether its own image is left behind: it is too large, or of a type that is not shown.
    pub fn loses_icon(&self) -> bool {
        self.candidate().and_then(|candidate| candidate.icon.as_ref()).is_some_and(|icon| !is_kept(icon))
    }

    const fn is_duplicate(&self) -> bool {
        matches!(self.standing, Standing::Duplicate { .. })
    }

    /// Whether it would be taken in.
    pub const fn is_selected(&self) -> bool {
        self.is_selected
    }
}

/// How many rows are what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PreviewCounts {
    /// New ones.
    pub new: usize,
    /// Those that are here.
    pub duplicates: usize,
    /// Those whose account is here with another key.
    pub another_key: usize,
    /// Those that cannot be taken in, damaged ones among them.
    pub unsupported: usize,
    /// Those in which something was put right, whatever else they are.
    pub repaired: usize,
    /// Those that would be taken in.
    pub selected: usize,
}

/// Why a selection was not taken; nothing is changed then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PreviewError {
    /// Each selected row needs a name of its own that is not in use.
    #[error("{needed} different unused names are needed")]
    Names {
        /// How many.
        needed: usize,
    },
    /// What is here has changed: a row that was new is here now. The preview is to be made again.
    #[error("the preview is outdated")]
    Outdated,
}

/// What an import would bring.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    app: String,
    format: Format,
    rows: Vec<PreviewRow>,
}

/// All that makes two keys of one application the same: a counter that has gone on is no difference.
#[derive(PartialEq, Eq, Hash)]
struct SameKey<'a> {
    issuer: &'a str,
    account: &'a str,
    secret: &'a [u8],
    algorithm: Algorithm,
    digits: Digits,
    kind: Kind,
}

impl<'a> SameKey<'a> {
    const fn kind(kind: Kind) -> Kind {
        match kind {
            Kind::Hotp { .. } => Kind::Hotp { counter: 0 },
            other => other,
        }
    }

    fn of_entry(entry: &'a Entry) -> Self {
        let Entry { issuer, account, secret, algorithm, digits, kind, .. } = entry;
        let (algorithm, digits, kind) = (*algorithm, *digits, Self::kind(*kind));
        Self { issuer, account, secret: secret.as_bytes(), algorithm, digits, kind }
    }

    fn of_uri(uri: &'a KeyUri) -> Self {
        let KeyUri { kind, issuer, account, secret, algorithm, digits } = uri;
        let (algorithm, digits, kind) = (*algorithm, *digits, Self::kind(*kind));
        Self { issuer, account, secret: secret.as_bytes(), algorithm, digits, kind }
    }
}

/// What is here already, and in the rows that were looked at.
struct Known<'a> {
    keys: HashMap<SameKey<'a>, (Twin, Kind)>,
    accounts: HashMap<(&'a str, &'a str), Twin>,
}

impl<'a> Known<'a> {
    fn of(all: &'a Collection, app: &str) -> Self {
        let mut known = Self { keys: HashMap::new(), accounts: HashMap::new() };
        // What is in use comes last, so that it is named rather than its twin in the trash.
        let (trashed, in_use): (Vec<&Entry>, Vec<&Entry>) =
            all.iter().filter(|entry| entry.app == app).partition(|entry| entry.is_trashed());
        for entry in trashed {
            known.keys.insert(SameKey::of_entry(entry), (Twin::Trashed(entry.id.clone()), entry.kind));
        }
        for entry in in_use {
            let twin = Twin::Entry(entry.id.clone());
            known.keys.insert(SameKey::of_entry(entry), (twin.clone(), entry.kind));
            known.accounts.insert((&entry.issuer, &entry.account), twin);
        }
        known
    }

    /// How a candidate stands to all that came before it, which it is from now on a part of.
    fn judge(&mut self, row: usize, candidate: &'a Candidate) -> Standing {
        let uri = &candidate.key_uri;
        let names = (uri.issuer.as_str(), uri.account.as_str());
        if let Some((of, kind)) = self.keys.get(&SameKey::of_uri(uri)) {
            let counter_ahead = match (uri.kind, kind) {
                (Kind::Hotp { counter: there }, Kind::Hotp { counter: here }) => Some(there).filter(|_| there > *here),
                _ => None,
            };
            return Standing::Duplicate { of: of.clone(), counter_ahead };
        }
        self.keys.insert(SameKey::of_uri(uri), (Twin::Row(row), uri.kind));
        // What comes into the trash stands in nobody's way, and what has no name is nobody's account.
        if candidate.is_trashed || names == ("", "") {
            return Standing::New;
        }
        match self.accounts.get(&names) {
            Some(of) => Standing::AnotherKey { of: of.clone() },
            None => {
                self.accounts.insert(names, Twin::Row(row));
                Standing::New
            }
        }
    }
}

impl Preview {
    /// The preview of a file for an application (empty for the browser's own authenticator). New rows are selected,
    /// repaired or not, and so are those whose account is here with another key; duplicates are not.
    pub fn new(existing: &Collection, app: &str, imported: Imported) -> Self {
        let mut known = Known::of(existing, app);
        let standings: Vec<Standing> = (0..)
            .zip(&imported.rows)
            .map(|(index, row)| match row {
                import::Row::Ready(candidate) => known.judge(index, candidate),
                import::Row::Unsupported { reason, .. } => Standing::Unsupported { reason: *reason },
                import::Row::Damaged => Standing::Damaged,
            })
            .collect();
        let rows = imported.rows.into_iter().zip(standings).map(|(row, standing)| {
            let is_selected = matches!(standing, Standing::New | Standing::AnotherKey { .. });
            let (issuer, account, candidate) = match row {
                import::Row::Ready(candidate) => {
                    (candidate.key_uri.issuer.clone(), candidate.key_uri.account.clone(), Some(candidate))
                }
                import::Row::Unsupported { issuer, account, .. } => (issuer, account, None),
                import::Row::Damaged => (String::new(), String::new(), None),
            };
            PreviewRow { issuer, account, candidate, standing, is_selected }
        });
        Self { app: app.to_owned(), format: imported.format, rows: rows.collect() }
    }

    /// What wrote the file.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Its rows, in its own order.
    pub fn rows(&self) -> &[PreviewRow] {
        &self.rows
    }

    /// Selects a row, or not. One that cannot be taken in is never selected.
    pub fn select(&mut self, row: usize, is_selected: bool) {
        if let Some(row) = self.rows.get_mut(row) {
            row.is_selected = is_selected && row.candidate.is_some();
        }
    }

    /// Selects what was selected in the preview before it, of which this one is a larger or a newer one: a key that was
    /// chosen or left out there stays so. A row that is a duplicate now and was none, or the other way round, is
    /// another question; it stands as it does in a first preview.
    pub fn keep_selection(&mut self, before: &Self) {
        let mut choices: HashMap<(SameKey<'_>, bool), VecDeque<bool>> = HashMap::new();
        for row in &before.rows {
            if let Some(candidate) = row.candidate() {
                let of = (SameKey::of_uri(&candidate.key_uri), row.is_duplicate());
                choices.entry(of).or_default().push_back(row.is_selected);
            }
        }
        for row in &mut self.rows {
            let is_duplicate = row.is_duplicate();
            let Some(candidate) = row.candidate.as_ref() else { continue };
            let choice = choices.get_mut(&(SameKey::of_uri(&candidate.key_uri), is_duplicate));
            if let Some(is_selected) = choice.and_then(VecDeque::pop_front) {
                row.is_selected = is_selected;
            }
        }
    }

    /// How many rows are what.
    pub fn counts(&self) -> PreviewCounts {
        let mut counts = PreviewCounts::default();
        for row in &self.rows {
            match row.standing {
                Standing::New => counts.new += 1,
                Standing::Duplicate { .. } => counts.duplicates += 1,
                Standing::AnotherKey { .. } => counts.another_key += 1,
                Standing::Unsupported { .. } | Standing::Damaged => counts.unsupported += 1,
            }
            counts.repaired += usize::from(!row.repairs().is_empty());
            counts.selected += usize::from(row.is_selected);
        }
        counts
    }

    /// The selected rows as entries, in the order of the file behind all that is here. Keep the change:
    /// [`Collection::undo`] of it is “Undo import”, which removes what it brought and tells what was used or edited since;
    /// [`Change::missing_from`] says whether all of it was stored.
    ///
    /// `ids` are fresh random names, one a selected row; more are not used.
    ///
    /// # Errors
    /// When there are too few names, or one is in use, or a row that was no duplicate has become one since.
    pub fn take(&self, all: &Collection, ids: &[EntryId], now: UnixMillis) -> Result<Change, PreviewError> {
        let selected: Vec<(&PreviewRow, &Candidate)> = self
            .rows
            .iter()
            .filter(|row| row.is_selected)
            .filter_map(|row| row.candidate().map(|candidate| (row, candidate)))
            .collect();
        let needed = selected.len();
        let ids = ids.get(..needed).ok_or(PreviewError::Names { needed })?;
        let taken: HashSet<&EntryId> = all.iter().map(|entry| &entry.id).collect();
        let different: HashSet<&EntryId> = ids.iter().filter(|id| !taken.contains(id)).collect();
        if different.len() < needed {
            return Err(PreviewError::Names { needed });
        }
        let known = Known::of(all, &self.app);
        let is_outdated = |(row, candidate): &(&PreviewRow, &Candidate)| {
            !row.is_duplicate() && known.keys.contains_key(&SameKey::of_uri(&candidate.key_uri))
        };
        if selected.iter().any(is_outdated) {
            return Err(PreviewError::Outdated);
        }
        let mut change = Change::default();
        let mut position = all.next_position();
        for ((_, candidate), id) in selected.into_iter().zip(ids) {
            change.add(Entry { position, ..self.entry(candidate, id, now) });
            position = position.saturating_add(POSITION_GAP);
        }
        Ok(change)
    }

    fn entry(&self, candidate: &Candidate, id: &EntryId, now: UnixMillis) -> Entry {
        let Candidate { key_uri, note, tags, is_pinned, icon, is_trashed, repairs: _ } = candidate.clone();
        Entry {
            note,
            tags: normalised_tags(tags),
            is_pinned,
            icon: icon.filter(is_kept),
            trashed_at: is_trashed.then_some(now),
            ..Entry::from_key_uri(key_uri, id.clone(), self.app.as_str(), now)
        }
    }
}

fn is_kept(icon: &Icon) -> bool {
    ICON_MEDIA_TYPES.contains(&icon.media_type.as_str()) && icon.bytes.len() <= ICON_BYTES_MAX
}

#[cfg(test)]
mod tests;

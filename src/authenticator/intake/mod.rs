//! What came in by a scan, a paste, a file or a link: which place looks at it, and what adding it would mean here.

use zeroize::Zeroizing;

use crate::otp::{KeyUri, Secret, UnixMillis};

use super::{
    AddError, Added, Change, Collection, Entry, EntryId, Examination, ForeignText, Pasted, ScanError, examine,
};
use super::{examine_all, import::is_of_ente_auth, scan::has_scheme};

/// The most keys that are looked at one by one; more are the business of an import, with its preview.
pub const KEYS_MAX: usize = 50;

/// A bare key of fewer characters could be any word: 16 characters are 80 bits, the least that sites hand out.
const BARE_KEY_CHARACTERS_MIN: usize = 16;

/// What a person called for by handing something in.
#[derive(Clone, Debug)]
pub enum Arrival {
    /// Keys, or what was meant to be some: each is examined by itself. Never empty.
    Keys(Vec<Pasted>),
    /// A key with nothing around it: whose it is has to be typed.
    BareKey(Zeroizing<String>),
    /// A transfer, a backup, or keys with notes and tags: for the import.
    Import,
}

impl Arrival {
    /// What the texts of an image are, each decoded from one QR code.
    pub fn of_scan(texts: &[impl AsRef<str>]) -> Self {
        if texts.iter().any(|text| is_of_ente_auth(text.as_ref())) {
            return Self::Import;
        }
        let numbered = (1..).zip(texts);
        let keys = numbered.map(|(line, text)| Pasted { line, result: examine(text.as_ref()), may_be_cut: false });
        Self::of_examined(keys.collect()).unwrap_or_else(Self::Keys)
    }

    /// What a pasted, dropped or shared text is.
    pub fn of_text(text: &str) -> Self {
        let trimmed = text.trim();
        let is_document = trimmed.starts_with(['{', '[', '<']);
        if !is_document && is_bare_key(trimmed) {
            return Self::BareKey(Zeroizing::new(trimmed.to_owned()));
        }
        // Whatever so many lines are, the import takes them; nothing is kept of them before. It alone knows what is said
        // beside a key.
        let is_long = text.lines().filter(|line| !line.trim().is_empty()).nth(KEYS_MAX).is_some();
        if is_long || is_of_ente_auth(text) {
            return Self::Import;
        }
        let mut pieces = examine_all(text);
        // What stands around the only one is told; between several it only divides them.
        if let [piece] = pieces.as_mut_slice() {
            piece.result = examine(text.trim_start_matches('\u{feff}'));
        }
        match Self::of_examined(pieces) {
            Ok(arrival) => arrival,
            // A word is told to be no key; what has lines or brackets may be somebody's backup.
            Err(foreign) if foreign.len() > 1 || is_document => Self::Import,
            Err(foreign) if foreign.is_empty() => {
                Self::Keys(vec![Pasted { line: 1, result: examine(text), may_be_cut: false }])
            }
            Err(foreign) => Self::Keys(foreign),
        }
    }

    /// What the text of a file is: keys only if there is nothing else in it.
    pub fn of_file(bytes: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(bytes) else { return Self::Import };
        match Self::of_text(text) {
            Self::Keys(keys) if keys.iter().all(is_key) => Self::Keys(keys),
            _ => Self::Import,
        }
    }

    /// By what the pieces are; the pieces themselves if none of them is a key.
    fn of_examined(pieces: Vec<Pasted>) -> Result<Self, Vec<Pasted>> {
        let is_transfer =
            |piece: &Pasted| matches!(piece.result, Err(ScanError::NotAKeyUri { what: ForeignText::Migration }));
        if pieces.iter().any(is_transfer) {
            return Ok(Self::Import);
        }
        match pieces.iter().any(is_key) {
            true if pieces.len() > KEYS_MAX => Ok(Self::Import),
            true => Ok(Self::Keys(pieces)),
            false => Err(pieces),
        }
    }
}

/// Whether it is a Key URI, good or bad.
fn is_key(piece: &Pasted) -> bool {
    !matches!(piece.result, Err(ScanError::NotAKeyUri { .. }))
}

/// Whether a text is nothing but a key in Base32, in groups or not. A word of letters and spaces alone is read as one
/// only if it is written as keys are: in capitals or with digits.
fn is_bare_key(text: &str) -> bool {
    let is_written_as_key = !text.contains(|letter: char| letter.is_ascii_lowercase())
        || text.contains(|digit: char| digit.is_ascii_digit());
    text.len() >= BARE_KEY_CHARACTERS_MIN && is_written_as_key && Secret::from_base32(text).is_ok()
}

/// The Key URI in a `web+otpauth:` link, by which an installed app is opened. Anything else stays as it is.
pub fn key_uri_of_link(link: &str) -> &str {
    if !has_scheme(link, "web+otpauth:") {
        return link;
    }
    let uri = link.get("web+".len()..).unwrap_or(link);
    // Some write the whole URI behind the scheme.
    match uri.split_once(':') {
        Some((_, inner)) if has_scheme(inner, "otpauth:") => inner,
        _ => uri,
    }
}

/// What adding a key would mean.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Prospect {
    /// It is no key that can be used.
    Refused(ScanError),
    /// So many questions are open.
    Asked(usize),
    /// The person said not to add it.
    Declined,
    /// It is here.
    Exists {
        /// The entry that is here.
        id: EntryId,
        /// Whether it lies in the trash: then it can be restored.
        is_trashed: bool,
    },
    /// It would come in.
    New {
        /// The key, with the names that the person gave it.
        key_uri: Box<KeyUri>,
        /// An older entry of the same account with another key, which stays.
        shadows: Option<EntryId>,
    },
}

impl Collection {
    /// What adding a key under these names would mean here.
    pub fn prospect(&self, examined: &Result<Examination, ScanError>, issuer: &str, account: &str) -> Prospect {
        let examination = match examined {
            Ok(examination) => examination,
            Err(error) => return Prospect::Refused(error.clone()),
        };
        if examination.is_declined() {
            return Prospect::Declined;
        }
        let Some((mut key_uri, _)) = examination.finished() else {
            return Prospect::Asked(examination.questions().len());
        };
        key_uri.issuer = issuer.trim().to_owned();
        key_uri.account = account.trim().to_owned();
        // Nothing that is stored is called so.
        let nameless = EntryId(String::new());
        match self.add(Entry::from_key_uri(key_uri.clone(), nameless, "", UnixMillis(0))) {
            Ok((added, _)) => Prospect::New { key_uri: Box::new(key_uri), shadows: added.shadows },
            Err(AddError::AlreadyExists { id, is_trashed }) => Prospect::Exists { id, is_trashed },
            Err(AddError::NameTaken) => Prospect::New { key_uri: Box::new(key_uri), shadows: None },
        }
    }

    /// Adds several entries as one change, each behind the one before it. What is here already, or twice among them, is
    /// left out.
    pub fn add_all(&self, entries: impl IntoIterator<Item = Entry>) -> (Vec<Result<Added, AddError>>, Change) {
        let mut after = self.clone();
        let mut change = Change::default();
        let outcomes = entries.into_iter().map(|entry| {
            let (added, one) = after.add(entry)?;
            after.apply(&one);
            one.puts().for_each(|entry| change.add(entry.clone()));
            Ok(added)
        });
        let outcomes = outcomes.collect();
        (outcomes, change)
    }
}

#[cfg(test)]
mod tests;

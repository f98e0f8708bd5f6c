//! The token: the entries that an authenticator keeps, how they come in by a scan or by hand, and the codes they give.
//!
//! It knows the Key URI and the time that it is told. It knows nothing of any console: a secret reaches it in the text
//! of a scanned image, or typed by a person, and in no other way.

mod appearance;
#[cfg(test)]
mod arbitrary;
mod backup;
mod change;
mod clock;
mod collection;
mod doctor;
mod edit;
mod entry;
pub mod export;
#[cfg(test)]
mod fixtures;
mod fold;
mod generator;
mod google_message;
pub mod import;
mod intake;
mod manual;
mod order;
mod pending_code;
mod preview;
mod scan;
mod search;
mod settings;
mod shown;
pub mod slots;
mod tags;
pub mod tasks;
mod trash;
pub mod vault;

pub use appearance::ICON_COLOURS;
pub use backup::{BackupChanges, BackupHealth, BackupRecord, OVERDUE_DAYS, SNOOZE_DAYS};
pub use change::{Change, Undo};
pub use clock::{
    ClockError, ClockOffset, ClockReading, REACH_STEPS_MAX, REFUSALS_MAX, RETRY_SECS_MAX, Refusals, TYPING_SECS_MAX,
};
pub use collection::{AddError, Added, Collection};
pub use doctor::{
    AnswerError, Choice, Examination, Pasted, Question, SECRET_BITS_MIN, examine, examine_all, weak_secret_bits,
};
pub use edit::{EditError, EntryEdit, ICON_BYTES_MAX, ICON_MEDIA_TYPES, NOTE_CHARACTERS_MAX};
pub use entry::{Entry, EntryId, Icon};
pub use generator::Generator;
pub use intake::{Arrival, KEYS_MAX, Prospect, key_uri_of_link};
pub use manual::{FieldError, ManualKey, ManualKind, TEXT_CHARACTERS_MAX};
pub use order::{Move, Order};
use order::{POSITION_GAP, by_place};
pub use pending_code::{NextCodeError, NotStored, PendingCode};
pub use preview::{Preview, PreviewCounts, PreviewError, PreviewRow, Standing, Twin};
pub use scan::{ForeignText, ScanError, read_scanned};
pub use search::{Listing, Query, Rank, SearchIndex};
pub use settings::Settings;
pub use shown::Shown;
pub use tags::{TAG_CHARACTERS_MAX, TAGS_MAX, TagCount, normalised_tag, normalised_tags};
pub use trash::TRASH_DAYS;

//! The token: the entries that an authenticator keeps, how they come in by a scan or by hand, and the codes they give.
//!
//! It knows the Key URI and the time that it is told. It knows nothing of any console: a secret reaches it in the text
//! of a scanned image, or typed by a person, and in no other way.

#[cfg(test)]
mod arbitrary;
mod collection;
mod entry;
pub mod export;
mod generator;
pub mod import;
mod manual;
mod scan;
mod settings;
pub mod slots;
pub mod tasks;
pub mod vault;

pub use collection::{AddError, Added, Collection};
pub use entry::{Entry, EntryId, Icon};
pub use generator::Generator;
pub use manual::{FieldError, ManualKey, ManualKind, TEXT_CHARACTERS_MAX};
pub use scan::{ForeignText, ScanError, read_scanned};
pub use settings::Settings;

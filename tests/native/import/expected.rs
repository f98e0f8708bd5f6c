//! The one list of entries, and what of it each file carries.

use serde_json::Value;

use counterpart::authenticator::import::{Format, Row};

use crate::listed::{Carries, KEYS_ALONE, row};

/// The lists that the scripts read too.
const ENTRIES: [&str; 2] =
    [include_str!("../../fixtures/make/backup_entries.json"), include_str!("../../fixtures/make/more_entries.json")];

/// What a fixture has room for.
fn carries(name: &str, format: Format) -> Carries {
    match format {
        Format::KeyUris => KEYS_ALONE,
        Format::GoogleTransfer => Carries { entry: is_of_transfer, ..KEYS_ALONE },
        Format::Aegis => {
            let tags = if name == "aegis_older.json" { 1 } else { usize::MAX };
            Carries { note: true, tags, pinned: true, image: true, ..KEYS_ALONE }
        }
        Format::TwoFas => Carries { tags: 1, ..KEYS_ALONE },
        // An item without a key is one without a second factor.
        Format::BitwardenJson => {
            Carries { entry: has_key, note: true, tags: 1, pinned: true, trashed: true, ..KEYS_ALONE }
        }
        Format::BitwardenCsv => Carries { entry: has_key, note: true, tags: 1, pinned: true, ..KEYS_ALONE },
        other => panic!("{other:?} is tested elsewhere"),
    }
}

fn is_of_transfer(entry: &Value) -> bool {
    let is_common = [6, 8].contains(&entry["digits"].as_u64().unwrap()) && entry["type"] != "steam";
    is_common && entry.get("period").is_none_or(|period| period == 30)
}

fn has_key(entry: &Value) -> bool {
    entry["secret"] != ""
}

/// Every entry of the lists.
pub fn entries() -> Vec<Value> {
    ENTRIES.iter().flat_map(|list| serde_json::from_str::<Vec<Value>>(list).unwrap()).collect()
}

/// The rows that a fixture holds.
pub fn rows(name: &str, format: Format) -> Vec<Row> {
    let carries = carries(name, format);
    entries().iter().filter(|entry| (carries.entry)(entry)).map(|entry| row(entry, &carries)).collect()
}

//! Whatever the console's records hold, the database gives it back.

use std::collections::HashSet;

use crate::records::{Dice, of_every_kind};
use counterpart::browser::database;
use counterpart::console::{
    Account, Appeal, AuditEvent, Binding, BrowserState, LogOnAttempt, ManualReview, NameThrottle, Order, Outgoing,
    Passkey, PasswordReset, PhoneChange, PolicyChoice, RecoveryCodes, Registration, Session, TrustedBrowser,
    UnknownUsername,
};
use counterpart::store::{Changes, ConsoleStore, Kind, Stored, console};
use wasm_bindgen_test::wasm_bindgen_test;

/// How many records of each kind.
const RECORDS: u64 = 60;

/// Stores a record of each kind, reads it back, and deletes it on the condition that it is still what was read.
macro_rules! there_and_back {
    ($($record:ident),*) => {{
        database::delete(console::NAME).await.unwrap();
        let store = ConsoleStore::open().await.unwrap();
        let mut kinds = HashSet::new();
        for seed in 0..RECORDS {
            let mut dice = Dice::of_seed(seed);
            store.write(Changes::new()$(.put(dice.make::<$record>()))*).await.unwrap();
            let mut dice = Dice::of_seed(seed);
            let mut end = Changes::new();
            $(
                let made: $record = dice.make();
                let read: $record = store.get::<$record>(made.id()).await.unwrap().expect("it is stored");
                assert_eq!(read, made, "seed {seed}");
                end = end.only_if_still(&read).delete($record::KIND, made.key());
                kinds.insert($record::KIND);
            )*
            store.write(end).await.unwrap();
        }
        assert_eq!(kinds, Kind::ALL.iter().copied().collect());
    }};
}

#[wasm_bindgen_test]
async fn a_record_of_any_kind_comes_back_whole_whatever_it_holds() {
    of_every_kind!(there_and_back);
}

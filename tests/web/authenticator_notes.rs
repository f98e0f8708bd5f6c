//! What is kept beside the entries of an authenticator.

use crate::authenticator_store::{entry, fresh};
use crate::fixtures::NOW;
use crate::wait::both;
use counterpart::authenticator::{BackupRecord, Collection, Settings};
use counterpart::store::authenticator::Note;
use counterpart::store::{AuthenticatorStore, StoreError, TRIES, judged_anew};
use std::cell::Cell;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_note_is_changed_as_it_is_stored_whatever_was_read_before() {
    let name = "counterpart-test-notes";
    let (first, second) = (fresh(name).await, AuthenticatorStore::open(name).await.unwrap());
    // Both have read before either writes.
    let stale: Settings = second.note(Note::Settings).await.unwrap().unwrap_or_default();
    first.change_note(Note::Settings, |settings: &mut Settings| settings.hides_codes = true).await.unwrap();
    assert!(!stale.hides_codes);
    second.change_note(Note::Settings, |settings: &mut Settings| settings.locks_when_hidden = true).await.unwrap();
    let kept: Settings = first.note(Note::Settings).await.unwrap().unwrap();
    assert!(kept.hides_codes && kept.locks_when_hidden);
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn counters_beyond_a_number_of_the_browser_hide_nothing_that_another_tab_wrote() {
    let name = "counterpart-test-counters";
    let (first, second) = (fresh(name).await, AuthenticatorStore::open(name).await.unwrap());
    let counting = entry(1, &format!("otpauth://hotp/a:b?secret=GEZDGNBVGY3TQOJQ&counter={}", u64::MAX - 1), NOW);
    let backed_up = Collection::from_entries(vec![counting]);
    let record = BackupRecord::default().verified(&backed_up, [7; 16], NOW);
    first.put_note(Note::Backup, &record).await.unwrap();
    // Both read before either writes.
    let emptied = Collection::default();
    let puts_off = first.change_note(Note::Backup, |record: &mut BackupRecord| *record = record.snoozed(NOW));
    let notices = second.change_note(Note::Backup, |record: &mut BackupRecord| {
        *record = record.noticed(&emptied, NOW).unwrap_or_else(|| record.clone());
    });
    let (first_done, second_done) = both(puts_off, notices).await;
    assert!(first_done.is_ok() && second_done.is_ok());
    let kept: BackupRecord = first.note(Note::Backup).await.unwrap().unwrap();
    assert_eq!(kept, record.snoozed(NOW).noticed(&emptied, NOW).unwrap());
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_change_of_a_note_that_fails_says_why_and_is_made_anew_when_another_tab_was_faster() {
    let name = "counterpart-test-note-fails";
    let (first, second) = (fresh(name).await, AuthenticatorStore::open(name).await.unwrap());
    first.put_note(Note::Attempts, &1_u32).await.unwrap();
    let fails = |count: &mut u32| {
        *count = 9;
        Err(StoreError::Cryptography)
    };
    assert_eq!(first.try_change_note(Note::Attempts, fails).await, Err(StoreError::Cryptography));
    assert_eq!(second.note::<u32>(Note::Attempts).await.unwrap(), Some(1));
    let tries = Cell::new(0);
    let counts = |count: &mut u32| {
        tries.set(tries.get() + 1);
        *count += 1;
        Ok(())
    };
    let (one, other) =
        both(first.try_change_note(Note::Attempts, counts), second.try_change_note(Note::Attempts, counts)).await;
    assert_eq!((one, other, tries.get()), (Ok(2), Ok(3), 3));
    AuthenticatorStore::erase(name).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_other_tabs_are_always_faster_at_is_given_up_with_a_word() {
    let tries = Cell::new(0);
    let judged = |given_at: usize| {
        let tries = &tries;
        tries.set(0);
        judged_anew(async move || {
            tries.set(tries.get() + 1);
            Ok::<_, StoreError>((tries.get() == given_at).then_some("judged"))
        })
    };
    assert_eq!((judged(TRIES).await, tries.get()), (Ok("judged"), TRIES));
    assert_eq!((judged(TRIES + 1).await, tries.get()), (Err(StoreError::Conflict), TRIES));
}

//! The console's database.

use crate::fixtures::{NOW, account, session};
use counterpart::browser::crypto::{seal, unseal};
use counterpart::browser::database;
use counterpart::console::ending::{self, Cause};
use counterpart::console::{
    Account, AuditEvent, Binding, BrowserState, CheckedForm, Document, Guessed, Happening, KeyEnd, LogOnAttempt,
    LogOnId, LogOnIds, ManualReview, NameThrottle, PasswordVerdict, PhoneNumber, Place, Policy, Refusal, Registration,
    RegistrationId, ReviewId, ReviewState, Session, SessionId, Subject, Throttle, TrustId, TrustedBrowser,
    UnknownUsername, Username, logon, password,
};
use counterpart::store::{Changes, ConsoleStore, Kind, StoreError, console};
use wasm_bindgen_test::wasm_bindgen_test;

async fn fresh() -> ConsoleStore {
    database::delete(console::NAME).await.unwrap();
    ConsoleStore::open().await.unwrap()
}

#[wasm_bindgen_test]
async fn a_trust_that_was_revoked_in_another_tab_is_not_brought_back() {
    let (tab, other) = (fresh().await, ConsoleStore::open().await.unwrap());
    let alice = account(1, "alice");
    let id = TrustId::from_random([8; 16]);
    let trust =
        TrustedBrowser::begin(id.clone(), &alice, &session(2, &alice), Place::Office, NOW, &Policy::gov_cloud());
    let trust = trust.unwrap().verdict;
    // Nothing was remembered: nothing may be remembered meanwhile.
    let (mut browser, first) = tab.browser_to_change(Place::Office).await.unwrap();
    browser.trusts.push(id.clone());
    tab.write(first.clone().put(&browser).put(&trust)).await.unwrap();
    assert!(matches!(other.write(first.put(&browser)).await, Err(StoreError::Conflict)));

    // One tab is about to use the trust; the other revokes it.
    let (mut logged_on, guard) = tab.browser_to_change(Place::Office).await.unwrap();
    logged_on.session = Some(session(3, &alice).id);
    let (mut revoked, still) = other.browser_to_change(Place::Office).await.unwrap();
    revoked.trusts.clear();
    other.write(still.delete(Kind::TrustedBrowser, id.as_str()).put(&revoked)).await.unwrap();
    let used = TrustedBrowser { last_used_at: Some(NOW), ..trust.clone() };
    // Each of the two conditions is enough.
    for changes in [guard, Changes::new().only_if_still(&trust)] {
        let refused = tab.write(changes.put(&used).put(&logged_on)).await;
        assert!(matches!(refused, Err(StoreError::Conflict)));
    }
    assert_eq!(tab.get::<TrustedBrowser>(&id).await.unwrap(), None);
    assert_eq!(tab.browser(Place::Office).await.unwrap(), revoked);
}

/// What a page does that ends every session of an account but one: what is stored is looked for first, and deleted then.
async fn ending_other_sessions(tab: &ConsoleStore, before: &Account, kept: &Session) -> Changes {
    let ending = ending::of(Cause::OthersLoggedOut { by: &kept.id });
    tab.deleting(Changes::new().only_if_still(before), &before.id, ending).await.unwrap()
}

#[wasm_bindgen_test]
async fn a_log_on_between_the_look_for_sessions_and_their_end_is_a_conflict() {
    let (tab, other) = (fresh().await, ConsoleStore::open().await.unwrap());
    let password_hash = password::hash("a good long one", [7; 16]).unwrap();
    let checked = password::verify("a good long one", &password_hash);
    let alice = Account { password_throttle: Throttle::default(), password_hash, ..account(1, "alice") };
    let kept = session(2, &alice);
    tab.write(Changes::new().put(&alice).put(&kept)).await.unwrap();
    // By the password alone, a code, a passkey or a trusted browser: each session comes to a browser in this way.
    let ending = ending_other_sessions(&tab, &alice, &kept).await;
    let (mut logged_on, mut opened) = (alice.clone(), session(3, &alice));
    let (mut browser, guard) = other.browser_to_change(Place::Home).await.unwrap();
    let _new_here = browser.log_on(&mut logged_on, &mut opened);
    other.write(guard.only_if_still(&alice).put(&logged_on).put(&opened).put(&browser)).await.unwrap();
    assert!(matches!(tab.write(ending).await, Err(StoreError::Conflict)));
    // Once more, with what is stored now: it is found, and ends.
    tab.write(ending_other_sessions(&tab, &logged_on, &kept).await).await.unwrap();
    assert_eq!(tab.get::<Session>(&opened.id).await.unwrap(), None);
    assert_eq!(tab.get::<Session>(&kept.id).await.unwrap(), Some(kept.clone()));

    // A right password that still waits for its second factor, too.
    let ending = ending_other_sessions(&tab, &logged_on, &kept).await;
    let ids = LogOnIds { attempt: LogOnId::from_random([4; 16]), session: SessionId::from_random([5; 32]) };
    let mut subject = Subject::Known(logged_on.clone());
    let verdict = logon::submit_password(&mut subject, checked, ids, NOW, &Policy::gov_cloud()).verdict;
    let (PasswordVerdict::CodeNeeded(attempt), Subject::Known(waiting)) = (verdict, subject) else {
        panic!("no code is asked for");
    };
    other.write(Changes::new().only_if_still(&logged_on).put(&waiting).put(&attempt)).await.unwrap();
    assert!(matches!(tab.write(ending).await, Err(StoreError::Conflict)));
    tab.write(ending_other_sessions(&tab, &waiting, &kept).await).await.unwrap();
    assert_eq!(tab.get::<LogOnAttempt>(&attempt.id).await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn a_guess_at_the_stop_code_in_the_moment_in_which_an_appeal_takes_effect_keeps_it_waiting() {
    let (tab, other) = (fresh().await, ConsoleStore::open().await.unwrap());
    let alice = account(1, "alice");
    let unbound = Account { devices: Vec::new(), ..alice.clone() };
    tab.write(Changes::new().put(&alice)).await.unwrap();
    let mut last = None;
    // The first guess of all, which makes the record, and one that finds it.
    for failures in 1..=2 {
        let (_, guard) = tab.name_throttle_to_change(NameThrottle::key(Guessed::StopCode, " Alice ")).await.unwrap();
        let (mut guessed, changes) =
            other.name_throttle_to_change(NameThrottle::key(Guessed::StopCode, "alice")).await.unwrap();
        guessed.throttle.fail(NOW, &Policy::gov_cloud().other_throttle);
        assert_eq!(guessed.throttle.failures, failures);
        other.write(changes.put(&guessed)).await.unwrap();
        let late = tab.write(guard.only_if_still(&alice).put(&unbound)).await;
        assert!(matches!(late, Err(StoreError::Conflict)));
        assert_eq!(tab.get::<Account>(&alice.id).await.unwrap(), Some(alice.clone()));
        last = Some(guessed);
    }
    let (stored, guard) = tab.name_throttle_to_change(NameThrottle::key(Guessed::StopCode, "alice")).await.unwrap();
    assert_eq!(Some(stored), last);
    tab.write(guard.only_if_still(&alice).put(&unbound)).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_reload_gives_every_record_back() {
    let store = fresh().await;
    let policy = Policy::gov_cloud();
    let alice = account(1, "alice");
    let open = session(2, &alice);
    let form = CheckedForm {
        username: Username::parse("bob").unwrap(),
        phone_number: PhoneNumber::parse("+8613800000002").unwrap(),
    };
    let id = RegistrationId::from_random([3; 16]);
    let registration = Registration::begin(id, form, password::dummy_hash(), None, [9; 8], NOW, &policy).unwrap();
    let log_on = LogOnAttempt {
        id: LogOnId::from_random([4; 16]),
        account: alice.id.clone(),
        expires_at: NOW.plus_secs(600),
        challenge: None,
        failures: 0,
    };
    let binding = Binding { last_end: Some(KeyEnd::Expired), ..Binding::new(alice.id.clone()) };
    let review = ManualReview {
        id: ReviewId::from_random([5; 16]),
        account: alice.id.clone(),
        username: alice.username.clone(),
        name: "爱丽丝".into(),
        reason: "The phone is lost.".into(),
        document: Document {
            file_name: "passport.png".into(),
            media_type: "image/png".into(),
            bytes: (0..=255).cycle().take(300_000).collect(),
        },
        submitted_at: NOW,
        state: ReviewState::Rejected { at: NOW, reason: "Too dark.".into() },
    };
    let unknown = UnknownUsername {
        username: "nobody".into(),
        throttle: Throttle { failures: 1, blocked_until: Some(NOW), locked: false, ..Throttle::default() },
    };
    let refused = Happening::CodeRefused { refusal: Refusal::Wrong, locked: true, judgement: None, of_attempt: None };
    let event = AuditEvent::new([6; 16], NOW, Some(alice.id.clone()), refused);
    let browser =
        BrowserState { session: Some(open.id.clone()), log_on: Some(log_on.id.clone()), ..BrowserState::default() };

    assert_eq!(store.browser(Place::Office).await.unwrap(), BrowserState::default());
    let changes = Changes::new()
        .put(&alice)
        .put(&open)
        .put(&registration)
        .put(&log_on)
        .put(&binding)
        .put(&review)
        .put(&unknown)
        .put(&event)
        .put(&browser);
    store.write(changes).await.unwrap();
    drop(store);

    let store = ConsoleStore::open().await.unwrap();
    assert_eq!(store.get::<Account>(&alice.id).await.unwrap(), Some(alice.clone()));
    assert_eq!(store.account_by_username("alice").await.unwrap(), Some(alice.clone()));
    assert_eq!(store.account_by_username("bob").await.unwrap(), None);
    assert_eq!(store.all::<Account>().await.unwrap(), std::slice::from_ref(&alice));
    assert_eq!(store.get::<Session>(&open.id).await.unwrap(), Some(open));
    assert_eq!(store.get::<Registration>(&registration.id).await.unwrap(), Some(registration));
    assert_eq!(store.get::<LogOnAttempt>(&log_on.id).await.unwrap(), Some(log_on));
    assert_eq!(store.get::<Binding>(&alice.id).await.unwrap(), Some(binding));
    assert_eq!(store.get::<ManualReview>(&review.id).await.unwrap(), Some(review.clone()));
    assert_eq!(store.reviews().await.unwrap(), [review]);
    assert_eq!(store.get::<UnknownUsername>("nobody").await.unwrap(), Some(unknown));
    assert_eq!(store.audit().await.unwrap(), [event]);
    assert_eq!(store.browser(Place::Office).await.unwrap(), browser);
}

#[wasm_bindgen_test]
async fn two_connections_see_each_others_writing() {
    let one = fresh().await;
    let other = ConsoleStore::open().await.unwrap();
    let alice = account(1, "alice");
    one.write(Changes::new().put(&alice)).await.unwrap();
    assert_eq!(other.get::<Account>(&alice.id).await.unwrap(), Some(alice.clone()));
    let open = session(2, &alice);
    other.write(Changes::new().put(&open)).await.unwrap();
    assert_eq!(one.get::<Session>(&open.id).await.unwrap(), Some(open.clone()));
    one.write(Changes::new().delete(Kind::Session, open.id.as_str())).await.unwrap();
    assert_eq!(other.get::<Session>(&open.id).await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn an_aborted_transaction_leaves_the_old_state() {
    let store = fresh().await;
    let alice = account(1, "alice");
    store.write(Changes::new().put(&alice)).await.unwrap();

    // The second account's name is taken, which only the index notices: after the session was put.
    let impostor = account(2, "alice");
    let open = session(3, &impostor);
    let changes = Changes::new().put(&open).put(&impostor).delete(Kind::Account, alice.id.as_str());
    assert_eq!(store.write(changes).await, Err(StoreError::Conflict));

    for store in [store.clone(), ConsoleStore::open().await.unwrap()] {
        assert_eq!(store.all::<Account>().await.unwrap(), std::slice::from_ref(&alice));
        assert_eq!(store.get::<Session>(&open.id).await.unwrap(), None);
    }
}

#[wasm_bindgen_test]
async fn of_two_decisions_on_one_state_only_the_first_is_stored() {
    let one = fresh().await;
    let other = ConsoleStore::open().await.unwrap();
    let alice = account(1, "alice");
    one.write(Changes::new().put(&alice)).await.unwrap();

    // Two tabs read the same account, and each decides to accept the same code.
    let (seen_by_one, seen_by_other) = (
        one.get::<Account>(&alice.id).await.unwrap().unwrap(),
        other.get::<Account>(&alice.id).await.unwrap().unwrap(),
    );
    let mut decided = alice.clone();
    decided.code_throttle = Throttle::default();
    let (first, second) = (session(2, &alice), session(3, &alice));
    one.write(Changes::new().only_if_still(&seen_by_one).put(&decided).put(&first)).await.unwrap();
    let late = other.write(Changes::new().only_if_still(&seen_by_other).put(&decided).put(&second)).await;
    assert_eq!(late, Err(StoreError::Conflict));
    assert_eq!(other.get::<Session>(&first.id).await.unwrap(), Some(first));
    assert_eq!(one.get::<Session>(&second.id).await.unwrap(), None);

    let again = Changes::new().only_if_absent(Kind::Account, alice.id.as_str()).put(&alice);
    assert_eq!(one.write(again).await, Err(StoreError::Conflict));
    assert_eq!(one.get::<Account>(&alice.id).await.unwrap(), Some(decided));
}

#[wasm_bindgen_test]
async fn the_sealing_key_is_one_and_survives_a_reload() {
    let store = fresh().await;
    let sealed = seal(&store.sealing_key().await.unwrap(), b"key", b"alice").await.unwrap();
    let other = ConsoleStore::open().await.unwrap();
    assert_eq!(*unseal(&other.sealing_key().await.unwrap(), &sealed, b"alice").await.unwrap(), b"key");
    drop((store, other));
    let store = ConsoleStore::open().await.unwrap();
    assert_eq!(*unseal(&store.sealing_key().await.unwrap(), &sealed, b"alice").await.unwrap(), b"key");
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    const NOTHING: database::Migration = |_| Ok(());
    const ONE_MORE: &[database::Migration] = &[NOTHING; console::VERSION + 1];
    drop(fresh().await);
    drop(database::Connection::open(console::NAME, ONE_MORE).await.unwrap());
    assert_eq!(ConsoleStore::open().await.err(), Some(StoreError::Newer));
    database::delete(console::NAME).await.unwrap();
}

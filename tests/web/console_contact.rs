//! What the console keeps of appeals, resets, changes, orders and of what is still to be told.

use crate::fixtures::{NOW, account, session};
use counterpart::browser::database;
use counterpart::console::{
    Appeal, Application, Document, EventId, Guessed, LogOnAttempt, LogOnId, LogOnIds, NameThrottle, Order, OrderId,
    Outgoing, PasswordReset, PasswordVerdict, PhoneChange, PhoneNumber, Policy, Product, ResetId, SessionId, Subject,
    logon, password,
};
use counterpart::store::{Changes, ConsoleStore, Kind, console};
use wasm_bindgen_test::wasm_bindgen_test;

fn attempt(alice: &counterpart::console::Account) -> LogOnAttempt {
    let mut subject = Subject::Known(counterpart::console::Account {
        password_throttle: counterpart::console::Throttle::default(),
        ..alice.clone()
    });
    let ids = LogOnIds { attempt: LogOnId::from_random([4; 16]), session: SessionId::from_random([4; 32]) };
    let password = password::verify("right", &password::hash("right", [4; 16]).unwrap());
    match logon::submit_password(&mut subject, password, ids, NOW, &Policy::gov_cloud()).verdict {
        PasswordVerdict::CodeNeeded(attempt) => attempt,
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_reload_gives_back_what_an_owner_and_the_desk_deal_with() {
    database::delete(console::NAME).await.unwrap();
    let store = ConsoleStore::open().await.unwrap();
    let policy = Policy::gov_cloud();
    let alice = account(1, "alice");
    let open = session(2, &alice);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend((0..=255).cycle().take(300_000));
    let document = Document { file_name: "card.png".into(), media_type: "image/png".into(), bytes };
    let form = Application { name: "爱丽丝".into(), reason: "Left in a taxi.".into(), document: Some(document) };
    let mut appeal = Appeal::submit(form, &alice, &attempt(&alice), &[], [9; 8], NOW, &policy).verdict.unwrap();
    let mut brake = NameThrottle::new(Guessed::ResetCode, "Alice");
    let id = ResetId::from_random([5; 16]);
    let reset = PasswordReset::begin(id, "Alice", Some(&alice), &mut brake, [9; 8], NOW, &policy).verdict.unwrap();
    brake.throttle.fail(NOW, &policy.other_throttle);
    let change = PhoneChange::begin(&alice, &open, "13800000002", None, [9; 8], NOW, &policy).verdict.unwrap();
    let order = Order::place(OrderId::from_random([6; 16]), &alice, &open, Product::LoadBalancer, NOW, &policy);
    let order = order.verdict.unwrap();
    let told = Outgoing { id: EventId::from_random([7; 16]), to: PhoneNumber::parse("13800000001").unwrap() };
    assert!(!store.has_any(Kind::Outgoing).await.unwrap());
    let changes = Changes::new().put(&appeal).put(&brake).put(&reset).put(&change).put(&order).put(&told);
    store.write(changes).await.unwrap();
    drop(store);

    let store = ConsoleStore::open().await.unwrap();
    assert_eq!(store.get::<Appeal>(&appeal.id).await.unwrap(), Some(appeal.clone()));
    assert_eq!(store.get::<NameThrottle>(&brake.key).await.unwrap(), Some(brake));
    assert_eq!(store.get::<PasswordReset>(&reset.id).await.unwrap(), Some(reset));
    assert_eq!(store.get::<PhoneChange>(&alice.id).await.unwrap(), Some(change));
    assert_eq!(store.all::<Order>().await.unwrap(), [order]);
    assert_eq!(store.all::<Outgoing>().await.unwrap(), [told]);
    assert!(store.has_any(Kind::Outgoing).await.unwrap());

    // Each state of an appeal can be stored, and is told from the one before.
    for change in [
        |appeal: &mut Appeal, policy: &Policy| drop(appeal.approve(NOW, policy)),
        |appeal: &mut Appeal, policy: &Policy| drop(appeal.stop(NOW, policy)),
    ] {
        let before = appeal.clone();
        change(&mut appeal, &policy);
        store.write(Changes::new().only_if_still(&before).put(&appeal)).await.unwrap();
        assert!(store.write(Changes::new().only_if_still(&before).put(&appeal)).await.is_err());
        assert_eq!(store.get::<Appeal>(&appeal.id).await.unwrap(), Some(appeal.clone()));
    }
}

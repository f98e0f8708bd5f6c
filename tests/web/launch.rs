//! What the page was opened with. The cache is filled as the service worker fills it; `tests/e2e` has the worker do it.

use super::stand_in::{run, run_async};
use super::wait::until;
use counterpart::browser::clock::sleep;
use counterpart::browser::files;
use counterpart::browser::launch::{Launch, Shared, on_launch, take_launch};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

/// Something shared so many milliseconds ago.
async fn share(fields: &str, age_millis: u32) {
    run_async(&format!(
        "const form = new FormData();
        {fields}
        const response = new Response(form);
        const headers = {{
            'content-type': response.headers.get('content-type'),
            'received-at': String(Date.now() - {age_millis}),
        }};
        const cache = await caches.open('counterpart-share');
        await cache.put('/authenticator/share', new Response(await response.blob(), {{ headers }}));"
    ))
    .await;
}

async fn is_share_kept() -> bool {
    run_async("return caches.has('counterpart-share');").await.is_truthy()
}

fn open_with(fragment: &str) {
    run(&format!("history.replaceState(null, '', location.pathname + location.search + '{fragment}');"));
}

fn fragment() -> String {
    run("return location.hash;").as_string().unwrap()
}

async fn shared() -> Option<Shared> {
    match take_launch().await {
        Launch::Shared(shared) => Some(shared),
        Launch::Nothing | Launch::Uri(_) => None,
    }
}

#[wasm_bindgen_test]
async fn a_link_leaves_the_address_before_anything_is_awaited() {
    open_with("#uri=web%2Botpauth%3A%2F%2Ftotp%2FA%2520B%3Fsecret%3DAAAA%26issuer%3D%E4%B8%AD");
    let before = run("return history.length;").as_f64();
    let taking = take_launch();
    assert_eq!(fragment(), "");
    assert_eq!(run("return history.length;").as_f64(), before);
    let launch = taking.await;
    assert!(!format!("{launch:?}").contains("AAAA"));
    let Launch::Uri(uri) = launch else { panic!("{launch:?}") };
    assert_eq!(*uri, "web+otpauth://totp/A%20B?secret=AAAA&issuer=中");
    assert!(matches!(take_launch().await, Launch::Nothing));
}

#[wasm_bindgen_test]
async fn a_link_that_is_not_encoded_is_taken_as_it_is() {
    open_with("#uri=web+otpauth://totp/100%?secret=AAAA");
    let Launch::Uri(uri) = take_launch().await else { panic!("no link") };
    assert_eq!(*uri, "web+otpauth://totp/100%?secret=AAAA");
}

#[wasm_bindgen_test]
async fn other_fragments_are_left_alone() {
    open_with("#content");
    assert!(matches!(take_launch().await, Launch::Nothing));
    assert_eq!(fragment(), "#content");
    open_with("");
}

/// One test, as there is one cache.
#[wasm_bindgen_test]
async fn what_is_shared_is_taken_once_and_while_it_is_fresh() {
    const FIELDS: &str = "form.append('title', 'Codes');
        form.append('text', 'otpauth://totp/a?secret=AAAA');
        form.append('url', '');
        form.append('files', new File(['\\x89PNG'], 'code.png', { type: 'image/png' }));
        form.append('files', new File(['{}'], 'backup.json', { type: 'application/json' }));
        form.append('files', new File([], 'empty'));";
    share(FIELDS, 1_000).await;
    // A page that was opened otherwise leaves it to the one that was opened for it.
    assert!(matches!(take_launch().await, Launch::Nothing));
    assert!(is_share_kept().await);
    open_with("#shared");
    let taken = shared().await.unwrap();
    assert_eq!(fragment(), "");
    assert_eq!(taken.text.as_deref().map(String::as_str), Some("Codes\notpauth://totp/a?secret=AAAA"));
    let names: Vec<String> = taken.files.iter().map(|file| format!("{} {}", file.name(), file.type_())).collect();
    assert_eq!(names, ["code.png image/png", "backup.json application/json"]);
    // Still readable when the cache is gone.
    assert!(!is_share_kept().await);
    assert_eq!(files::read(&taken.files[1]).await.unwrap().bytes, b"{}");
    open_with("#shared");
    assert!(shared().await.is_none());

    // Too old: gone with the next opening of any page.
    for fragment in ["#shared", ""] {
        share(FIELDS, 600_001).await;
        open_with(fragment);
        assert!(shared().await.is_none());
        assert!(!is_share_kept().await);
    }
    // Nothing in it, or no form at all.
    share("form.append('text', '');", 0).await;
    open_with("#shared");
    assert!(shared().await.is_none());
    assert!(!is_share_kept().await);
    run_async(
        "const cache = await caches.open('counterpart-share');
        const headers = { 'content-type': 'text/plain', 'received-at': String(Date.now()) };
        await cache.put('/authenticator/share', new Response('no form', { headers }));",
    )
    .await;
    open_with("#shared");
    assert!(shared().await.is_none());
    assert!(!is_share_kept().await);
}

#[wasm_bindgen_test]
async fn an_open_page_hears_that_it_was_opened_again() {
    let heard = Rc::new(Cell::new(0));
    let counted = heard.clone();
    let listener = on_launch(move || counted.set(counted.get() + 1));
    run("location.hash = '#elsewhere';");
    sleep(50).await;
    assert_eq!(heard.get(), 0);
    run("location.hash = '#uri=web%2Botpauth%3A%2F%2Ftotp%2Fa';");
    until(|| heard.get() > 0).await;
    assert_eq!(heard.get(), 1);
    assert!(matches!(take_launch().await, Launch::Uri(_)));
    drop(listener);
    run("location.hash = '#shared';");
    sleep(50).await;
    assert_eq!(heard.get(), 1);
    open_with("");
}

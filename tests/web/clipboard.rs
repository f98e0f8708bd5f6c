//! The clipboard. A text in a script stands in for that of the machine.

use super::stand_in::{StandIn, run};
use counterpart::browser::clipboard::{self, Clearing, ClipboardError};
use wasm_bindgen_test::wasm_bindgen_test;

/// A clipboard that holds `globalThis.held`, in a window with the focus that may read in this way.
fn clipboard(may_read: &str) -> [StandIn; 3] {
    run("globalThis.held = ''; globalThis.readings = 0;");
    [
        StandIn::new(
            "navigator",
            "clipboard",
            "{
                writeText: async (text) => { globalThis.held = text; },
                readText: async () => { globalThis.readings += 1; return globalThis.held; },
            }",
        ),
        StandIn::new("navigator", "permissions", &format!("{{ query: async ({{ name }}) => ({may_read}) }}")),
        StandIn::new("document", "hasFocus", "() => true"),
    ]
}

const GRANTED: &str = "{ state: name === 'clipboard-read' ? 'granted' : 'denied' }";
const ASKS: &str = "{ state: 'prompt' }";
const UNKNOWN: &str = "(() => { throw new TypeError('no such permission'); })()";

fn held() -> String {
    run("return globalThis.held;").as_string().unwrap()
}

fn readings() -> Option<f64> {
    run("return globalThis.readings;").as_f64()
}

#[wasm_bindgen_test]
async fn a_text_goes_there_and_back() {
    let _clipboard = clipboard(GRANTED);
    clipboard::write_text("123456").await.unwrap();
    assert_eq!(clipboard::read_text().await.as_deref().map(String::as_str), Ok("123456"));
}

#[wasm_bindgen_test]
async fn a_copied_code_is_cleared_while_it_is_still_there() {
    for may_read in [GRANTED, ASKS, UNKNOWN] {
        let _clipboard = clipboard(may_read);
        let copied = clipboard::copy("123456").await.unwrap();
        assert!(!format!("{copied:?}").contains("123456"));
        assert_eq!(clipboard::clear(copied).await, Clearing::Cleared, "{may_read}");
        assert_eq!(held(), "");
        // Reading where it is not allowed yet would ask the person.
        assert_eq!(readings(), Some(if may_read == GRANTED { 1.0 } else { 0.0 }));
    }
}

#[wasm_bindgen_test]
async fn what_the_person_copied_since_stays() {
    // Where it may look, it sees the other text.
    let looking = clipboard(GRANTED);
    let copied = clipboard::copy("123456").await.unwrap();
    run("globalThis.held = 'theirs';");
    assert_eq!(clipboard::clear(copied).await, Clearing::NotOurs);
    assert_eq!(held(), "theirs");
    drop(looking);
    // Elsewhere any sign is enough.
    for (sign, outcome) in [
        ("window.dispatchEvent(new Event('blur'))", Clearing::Unknown),
        ("document.body.dispatchEvent(new Event('copy'))", Clearing::NotOurs),
        ("document.body.dispatchEvent(new Event('cut'))", Clearing::NotOurs),
        ("document.body.dispatchEvent(new Event('contextmenu'))", Clearing::Unknown),
    ] {
        let _clipboard = clipboard(ASKS);
        let copied = clipboard::copy("123456").await.unwrap();
        run(&format!("{sign};"));
        assert_eq!(clipboard::clear(copied).await, outcome, "{sign}");
        assert_eq!(held(), "123456");
    }
}

#[wasm_bindgen_test]
async fn the_focus_is_waited_for() {
    const GO: &str = "document.hasFocus = () => false; window.dispatchEvent(new Event('blur'));";
    const COME_BACK: &str =
        "setTimeout(() => { document.hasFocus = () => true; window.dispatchEvent(new Event('focus')); });";
    for (may_read, outcome, left) in [(GRANTED, Clearing::Cleared, ""), (ASKS, Clearing::Unknown, "123456")] {
        let _clipboard = clipboard(may_read);
        let copied = clipboard::copy("123456").await.unwrap();
        run(GO);
        run(COME_BACK);
        assert_eq!(clipboard::clear(copied).await, outcome, "{may_read}");
        assert_eq!(held(), left);
    }
    let _clipboard = clipboard(GRANTED);
    let copied = clipboard::copy("123456").await.unwrap();
    // The focus is gone again before anything is read.
    run("navigator.clipboard.readText = async () => {
            navigator.clipboard.readText = async () => globalThis.held;
            document.hasFocus = () => false;
            setTimeout(() => { document.hasFocus = () => true; window.dispatchEvent(new Event('focus')); });
            throw new DOMException('no focus', 'NotAllowedError');
        };");
    assert_eq!(clipboard::clear(copied).await, Clearing::Cleared);
}

#[wasm_bindgen_test]
async fn leaving_a_field_of_the_page_is_no_sign() {
    let _clipboard = clipboard(ASKS);
    let copied = clipboard::copy("123456").await.unwrap();
    run("document.body.dispatchEvent(new Event('blur'));");
    assert_eq!(clipboard::clear(copied).await, Clearing::Cleared);
}

#[wasm_bindgen_test]
async fn only_the_last_copied_code_is_cleared() {
    for may_read in [GRANTED, ASKS] {
        let _clipboard = clipboard(may_read);
        let first = clipboard::copy("123456").await.unwrap();
        let second = clipboard::copy("123456").await.unwrap();
        assert_eq!(clipboard::clear(first).await, Clearing::NotOurs);
        assert_eq!(held(), "123456");
        assert_eq!(clipboard::clear(second).await, Clearing::Cleared);
    }
}

#[wasm_bindgen_test]
async fn refusals_are_told() {
    {
        let _clipboard = clipboard(ASKS);
        let copied = clipboard::copy("123456").await.unwrap();
        run("navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); };");
        assert_eq!(clipboard::clear(copied).await, Clearing::Refused);
        assert_eq!(clipboard::write_text("x").await, Err(ClipboardError::Refused));
    }
    {
        let _clipboard = clipboard(GRANTED);
        let copied = clipboard::copy("123456").await.unwrap();
        run("navigator.clipboard.readText = async () => { throw new DOMException('no', 'NotAllowedError'); };");
        assert_eq!(clipboard::clear(copied).await, Clearing::Refused);
        assert_eq!(held(), "123456");
    }
    let _none = StandIn::new("navigator", "clipboard", "undefined");
    assert_eq!(clipboard::copy("x").await.err(), Some(ClipboardError::Unavailable));
    assert_eq!(clipboard::read_text().await.err(), Some(ClipboardError::Unavailable));
    assert_eq!(clipboard::read_image().await.err(), Some(ClipboardError::Unavailable));
}

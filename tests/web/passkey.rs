//! Passkeys. Two functions of a script stand in for the authenticator; what they are asked is what a browser would be.

use super::stand_in::{StandIn, run};
use counterpart::browser::clock::sleep;
use counterpart::browser::passkey::{self, BYTES, Candidate, NewPasskey, PasskeyError};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen_test::wasm_bindgen_test;

const CHALLENGE: [u8; BYTES] = [1; BYTES];
const SALT: [u8; BYTES] = [2; BYTES];
/// As base64url: `-_-_`, which plain base64 writes otherwise.
const CREDENTIAL_ID: [u8; 3] = [0xfb, 0xff, 0xbf];

/// An authenticator whose extension results are this expression.
fn authenticator(results: &str) -> StandIn {
    run("globalThis.asked = undefined; globalThis.output = new Uint8Array(32).fill(9).buffer;");
    run(&format!(
        "globalThis.answer = (request) => {{
            globalThis.asked = request;
            return {{ rawId: new Uint8Array([251, 255, 191]).buffer, getClientExtensionResults: () => ({results}) }};
        }};"
    ));
    StandIn::new(
        "navigator",
        "credentials",
        "{ create: async (request) => answer(request), get: async (request) => answer(request) }",
    )
}

fn refusing(name: &str) -> StandIn {
    let throws = format!("async () => {{ throw new DOMException('no', '{name}'); }}");
    StandIn::new("navigator", "credentials", &format!("{{ create: {throws}, get: {throws} }}"))
}

fn new_passkey() -> NewPasskey<'static> {
    NewPasskey {
        challenge: &CHALLENGE,
        user_id: &[3; 16],
        user_name: "Authenticator",
        relying_party_name: "Counterpart",
        exclude: &[],
    }
}

/// What was asked, with bytes as plain lists.
fn asked() -> String {
    let script = "return JSON.stringify(globalThis.asked.publicKey, (name, value) =>
            ArrayBuffer.isView(value) ? [...value] : value);";
    run(script).as_string().unwrap()
}

async fn evaluated() -> Result<passkey::Evaluated, PasskeyError> {
    passkey::evaluate(&CHALLENGE, &[Candidate { credential_id: &CREDENTIAL_ID, salt: &SALT }]).await
}

#[wasm_bindgen_test]
async fn a_passkey_is_made_for_this_host_with_a_check_of_the_person() {
    let _authenticator = authenticator("{ prf: { enabled: true } }");
    let exclude = [vec![7, 8]];
    let created = passkey::create(NewPasskey { exclude: &exclude, ..new_passkey() }, &SALT).await.unwrap();
    assert_eq!(created.credential_id, CREDENTIAL_ID);
    assert!(created.prf_output.is_none());
    let asked = asked();
    let host = web_sys::window().unwrap().location().hostname().unwrap();
    for part in [
        format!(r#""rp":{{"id":"{host}","name":"Counterpart"}}"#),
        r#""userVerification":"required""#.into(),
        r#""residentKey":"discouraged""#.into(),
        r#""excludeCredentials":[{"type":"public-key","id":[7,8]}]"#.into(),
        format!(r#""extensions":{{"prf":{{"eval":{{"first":{SALT:?}}}}}}}"#).replace(", ", ","),
        format!(r#""challenge":{CHALLENGE:?}"#).replace(", ", ","),
    ] {
        assert!(asked.contains(&part), "{part} is not in {asked}");
    }
}

#[wasm_bindgen_test]
async fn an_output_at_the_making_is_taken() {
    let _authenticator = authenticator("{ prf: { results: { first: output } } }");
    let created = passkey::create(new_passkey(), &SALT).await.unwrap();
    assert_eq!(created.prf_output.as_deref(), Some(&[9; BYTES]));
    // The browser's copy is gone.
    assert_eq!(run("return new Uint8Array(globalThis.output).every((byte) => byte === 0);").as_bool(), Some(true));
}

#[wasm_bindgen_test]
async fn a_passkey_without_the_extension_is_told() {
    for results in ["{}", "{ prf: {} }", "{ prf: { enabled: false } }"] {
        let _authenticator = authenticator(results);
        assert_eq!(passkey::create(new_passkey(), &SALT).await.err(), Some(PasskeyError::NoPrf), "{results}");
        assert_eq!(evaluated().await.err(), Some(PasskeyError::NoPrf), "{results}");
    }
    let _authenticator = authenticator("{ prf: { results: { first: new Uint8Array(31).buffer } } }");
    assert_eq!(evaluated().await.err(), Some(PasskeyError::NoPrf));
}

#[wasm_bindgen_test]
async fn an_output_is_derived_from_the_salt_of_the_passkey_that_answers() {
    let _authenticator = authenticator("{ prf: { results: { first: output } } }");
    let evaluated = evaluated().await.unwrap();
    assert_eq!((evaluated.credential_id.as_slice(), *evaluated.output), (&CREDENTIAL_ID[..], [9; BYTES]));
    let asked = asked();
    let salts = format!(r#""evalByCredential":{{"-_-_":{{"first":{SALT:?}}}}}"#).replace(", ", ",");
    assert!(asked.contains(&salts), "{asked}");
    assert!(asked.contains(r#""allowCredentials":[{"type":"public-key","id":[251,255,191]}]"#), "{asked}");
    assert!(!format!("{evaluated:?}").contains('9'));
}

#[wasm_bindgen_test]
async fn each_refusal_has_its_reason() {
    for (name, reason) in [
        ("NotAllowedError", PasskeyError::Cancelled),
        ("InvalidStateError", PasskeyError::Exists),
        ("NotSupportedError", PasskeyError::NoPrf),
        ("SecurityError", PasskeyError::Unavailable),
        ("UnknownError", PasskeyError::Failed),
    ] {
        let _authenticator = refusing(name);
        assert_eq!(passkey::create(new_passkey(), &SALT).await.err(), Some(reason), "{name}");
        assert_eq!(evaluated().await.err(), Some(reason), "{name}");
    }
    let _none = StandIn::new("navigator", "credentials", "undefined");
    assert_eq!(evaluated().await.err(), Some(PasskeyError::Unavailable));
}

#[wasm_bindgen_test]
async fn a_question_that_nobody_waits_for_is_taken_back() {
    let _slow = StandIn::new(
        "navigator",
        "credentials",
        "{ get: (request) => { globalThis.asked = request; return new Promise(() => {}); } }",
    );
    {
        let mut evaluating = pin!(evaluated());
        poll_fn(|context| {
            assert!(evaluating.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        assert_eq!(run("return globalThis.asked.signal.aborted;").as_bool(), Some(false));
    }
    sleep(10).await;
    assert_eq!(run("return globalThis.asked.signal.aborted;").as_bool(), Some(true));
}

#[wasm_bindgen_test]
async fn it_is_known_where_there_can_be_none() {
    for (class, is_available) in [
        ("undefined", false),
        ("class {}", true),
        ("class { static async getClientCapabilities() { return { 'extension:prf': false }; } }", false),
        ("class { static async getClientCapabilities() { return { 'extension:prf': true }; } }", true),
        ("class { static async getClientCapabilities() { return {}; } }", true),
    ] {
        let _class = StandIn::new("globalThis", "PublicKeyCredential", class);
        assert_eq!(passkey::is_available().await, is_available, "{class}");
    }
}

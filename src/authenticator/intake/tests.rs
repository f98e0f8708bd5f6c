//! What comes in is sent to the right place, and told what it would mean.

use proptest::prelude::*;

use super::*;
use crate::authenticator::{
    Choice,
    fixtures::{id, key_uri},
};

const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// What became of it, in a word.
fn check(arrival: &Arrival) -> String {
    match arrival {
        Arrival::Keys(keys) => {
            let states = keys.iter().map(|key| match &key.result {
                Ok(examination) => format!("{}:{}", key.line, examination.account()),
                Err(ScanError::NotAKeyUri { .. }) => format!("{}:foreign", key.line),
                Err(ScanError::Invalid(_)) => format!("{}:invalid", key.line),
            });
            states.collect::<Vec<_>>().join(" ")
        }
        Arrival::BareKey(key) => format!("bare {}", key.len()),
        Arrival::Import => "import".to_owned(),
    }
}

fn uri(account: &str) -> String {
    format!("otpauth://totp/A:{account}?secret={KEY}")
}

#[test]
fn a_text_goes_to_the_place_that_can_read_it() {
    let many = (0..=KEYS_MAX).map(|number| uri(&format!("a{number}"))).collect::<Vec<_>>().join("\n");
    for (text, expected) in [
        (uri("one"), "1:one"),
        (format!("{}\n\n{}", uri("one"), uri("two")), "1:one 3:two"),
        (format!("see below\n{}", uri("one")), "1:foreign 2:one"),
        ("otpauth://totp/A:b".to_owned(), "1:invalid"),
        ("otpauth-migration://offline?data=CjE".to_owned(), "import"),
        (format!("{} otpauth-migration://offline?data=CjE", uri("one")), "import"),
        (many, "import"),
        ("{\"version\":1}".to_owned(), "import"),
        ("name,secret\na,b".to_owned(), "import"),
        ("GEZD GNBV GY3T QOJQ".to_owned(), "bare 19"),
        ("gezd gnbv gy3t qojq".to_owned(), "bare 19"),
        ("please scan me now".to_owned(), "1:foreign"),
        ("JBSWY3DP".to_owned(), "1:foreign"),
        ("https://example.org".to_owned(), "1:foreign"),
        (String::new(), "1:foreign"),
    ] {
        assert_eq!(check(&Arrival::of_text(&text)), expected, "{text:.60}");
    }
}

#[test]
fn what_ente_auth_says_beside_its_keys_is_left_to_the_import() {
    let own = |account: &str| format!("{}&codeDisplay=%7B%22note%22%3A%22a%22%2C%22trashed%22%3Atrue%7D", uri(account));
    for text in [
        own("one"),
        format!("{}\n{}\n", uri("one"), own("two")),
        format!("\u{feff}{}\r\n", own("one")),
        format!("\"{}\"\n", own("one")),
    ] {
        assert_eq!(check(&Arrival::of_text(&text)), "import", "{text}");
        assert_eq!(check(&Arrival::of_file(text.as_bytes())), "import", "{text}");
    }
    assert_eq!(check(&Arrival::of_scan(&[uri("one"), own("two")])), "import");
    // A name is not what is said of an entry.
    assert_eq!(check(&Arrival::of_text(&uri("codeDisplay"))), "1:codeDisplay");
}

#[test]
fn spaces_around_a_single_key_are_told() {
    let repairs = |text: &str| match Arrival::of_text(text) {
        Arrival::Keys(keys) => keys[0].result.as_ref().unwrap().repairs().to_vec(),
        other => panic!("{other:?}"),
    };
    assert_eq!(repairs(&format!("  {}\n", uri("one"))), [crate::otp::Repair::SpacesAround]);
    assert_eq!(repairs(&format!("\u{feff}{}\n{}\n", uri("one"), uri("two"))), []);
}

#[test]
fn a_file_is_examined_only_if_it_holds_nothing_but_keys() {
    assert_eq!(check(&Arrival::of_file(format!("{}\n{}\n", uri("one"), uri("two")).as_bytes())), "1:one 2:two");
    for other in [&b"\xff\xfe\x00"[..], b"", b"hello", b"{}", KEY.as_bytes(), format!("#\n{}", uri("one")).as_bytes()] {
        assert_eq!(check(&Arrival::of_file(other)), "import", "{other:?}");
    }
}

#[test]
fn the_codes_of_an_image_are_numbered() {
    assert_eq!(check(&Arrival::of_scan(&[uri("one"), "https://example.org".to_owned()])), "1:one 2:foreign");
    assert_eq!(check(&Arrival::of_scan(&["https://example.org"])), "1:foreign");
    assert_eq!(check(&Arrival::of_scan(&[uri("one"), "otpauth-migration://offline?data=CjE".to_owned()])), "import");
}

#[test]
fn a_link_holds_a_key_uri() {
    for (link, expected) in [
        ("web+otpauth://totp/a?secret=MFRGG", "otpauth://totp/a?secret=MFRGG"),
        ("WEB+OTPAUTH://totp/a", "OTPAUTH://totp/a"),
        ("web+otpauth:otpauth://totp/a", "otpauth://totp/a"),
        ("otpauth://totp/a", "otpauth://totp/a"),
        ("web+mail:x", "web+mail:x"),
        ("web+", "web+"),
        ("", ""),
    ] {
        assert_eq!(key_uri_of_link(link), expected);
    }
}

fn entry(name: u32, account: &str, key: u32) -> Entry {
    Entry::from_key_uri(key_uri("Gov Cloud", account, key), id(name), "", UnixMillis(u64::from(name)))
}

fn examined(account: &str, key: u32) -> Result<Examination, ScanError> {
    examine(&key_uri("Gov Cloud", account, key).to_uri())
}

#[test]
fn what_a_key_would_mean_depends_on_its_names() {
    let mut all = Collection::from_entries(vec![entry(1, "alice", 7), entry(2, "bob", 8)]);
    all.apply(&all.trash(&[id(2)], UnixMillis(9)));
    let shadows = |prospect| match prospect {
        Prospect::New { key_uri, shadows } => (key_uri.account, shadows),
        other => panic!("{other:?}"),
    };
    let exists = |name, is_trashed| Prospect::Exists { id: id(name), is_trashed };
    assert_eq!(all.prospect(&examined("alice", 7), "Gov Cloud", " alice "), exists(1, false));
    assert_eq!(all.prospect(&examined("bob", 8), "Gov Cloud", "bob"), exists(2, true));
    let older = shadows(all.prospect(&examined("alice", 9), "Gov Cloud", "alice"));
    assert_eq!(older, ("alice".to_owned(), Some(id(1))));
    let renamed = shadows(all.prospect(&examined("alice", 7), "Gov Cloud", "carol"));
    assert_eq!(renamed, ("carol".to_owned(), None));
}

#[test]
fn nothing_comes_in_while_something_is_open() {
    let all = Collection::default();
    let mut examination = examine(&format!("otpauth://totp/A:b?secret={KEY}&period=0&digits=99")).unwrap();
    let question = examination.questions()[0].clone();
    assert_eq!(all.prospect(&Ok(examination.clone()), "A", "b"), Prospect::Asked(2));
    examination.answer(&question, Choice::DoNotAdd).unwrap();
    assert_eq!(all.prospect(&Ok(examination), "A", "b"), Prospect::Declined);
    let refused = examine("hello").err().unwrap();
    assert_eq!(all.prospect(&Err(refused.clone()), "", ""), Prospect::Refused(refused));
}

#[test]
fn several_come_in_as_one_change_and_none_twice() {
    let all = Collection::from_entries(vec![entry(1, "alice", 7)]);
    let new = [entry(2, "alice", 7), entry(3, "bob", 8), entry(4, "bob", 8), entry(5, "bob", 9)];
    let (outcomes, change) = all.add_all(new);
    let exists = |name| Err(AddError::AlreadyExists { id: id(name), is_trashed: false });
    assert_eq!(
        outcomes,
        [exists(1), Ok(Added { id: id(3), shadows: None }), exists(3), Ok(Added { id: id(5), shadows: Some(id(3)) })]
    );
    assert_eq!(change.puts().map(|entry| &entry.id).collect::<Vec<_>>(), [&id(3), &id(5)]);
    let mut after = all.clone();
    after.apply(&change);
    let mut positions: Vec<u64> = after.iter().map(|entry| entry.position).collect();
    positions.dedup();
    assert_eq!((after.len(), positions.len()), (3, 3), "each behind the one before");
}

proptest! {
    #[test]
    fn nothing_that_comes_in_panics(text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (Arrival::of_text(&text), Arrival::of_file(&bytes), Arrival::of_scan(&[key_uri_of_link(&text)]));
    }
}

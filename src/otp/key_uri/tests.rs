//! Tables of URIs met in the wild, and what holds for every URI.

use proptest::prelude::*;

use super::*;
use crate::otp::SecretError;

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn key(issuer: &str, account: &str) -> KeyUri {
    KeyUri {
        kind: Kind::default(),
        issuer: issuer.to_owned(),
        account: account.to_owned(),
        secret: Secret::from_bytes("12345678901234567890").unwrap(),
        algorithm: Algorithm::Sha1,
        digits: Digits::SIX,
    }
}

/// Reads `template` with the secret in place of `$`.
fn read(template: &str) -> Result<(KeyUri, Vec<Repair>), KeyUriError> {
    KeyUri::parse(&template.replace('$', SECRET))
}

#[test]
fn the_printed_form_is_explicit() {
    assert_eq!(
        key("Gov Cloud", "alice@example.com").to_uri().as_str(),
        format!(
            "otpauth://totp/Gov%20Cloud:alice@example.com?secret={SECRET}&issuer=Gov%20Cloud\
             &algorithm=SHA1&digits=6&period=30"
        )
    );
    let hotp = KeyUri { kind: Kind::Hotp { counter: 7 }, ..key("", "a:b") };
    assert_eq!(
        hotp.to_uri().as_str(),
        format!("otpauth://hotp/:a%3Ab?secret={SECRET}&algorithm=SHA1&digits=6&counter=7")
    );
    let steam = KeyUri { kind: Kind::Steam, digits: Digits::FIVE, ..key("Steam", "alice") };
    assert_eq!(steam.to_uri().as_str(), format!("otpauth://steam/Steam:alice?secret={SECRET}&issuer=Steam"));
}

#[test]
fn names_are_found_where_they_are() {
    use Repair::{BareHash, BarePercent, IssuerDisagrees, NoName, NotUtf8, PlusAsSpace};
    for (template, issuer, account, repairs) in [
        ("otpauth://totp/alice?secret=$", "", "alice", vec![]),
        ("otpauth://totp/ACME:alice?secret=$", "ACME", "alice", vec![]),
        ("otpauth://totp/ACME:%20%20alice?secret=$&issuer=ACME", "ACME", "alice", vec![]),
        ("otpauth://totp/ACME%3A%20alice?secret=$&issuer=ACME", "ACME", "alice", vec![]),
        ("otpauth://totp/ACME%3aalice?secret=$", "ACME", "alice", vec![]),
        ("otpauth://totp/alice?secret=$&issuer=ACME", "ACME", "alice", vec![]),
        (
            "otpauth://totp/ACME:alice?secret=$&issuer=",
            "ACME",
            "alice",
            vec![Repair::EmptyParameter { parameter: "issuer" }],
        ),
        // Colons inside the names.
        ("otpauth://totp/ACME:urn%3Aid%3A7?secret=$&issuer=ACME", "ACME", "urn:id:7", vec![]),
        ("otpauth://totp/ACME:urn:id:7?secret=$", "ACME", "urn:id:7", vec![]),
        ("otpauth://totp/AC%3AME:alice?secret=$", "AC:ME", "alice", vec![]),
        ("otpauth://totp/AC:ME:alice?secret=$&issuer=AC%3AME", "AC:ME", "alice", vec![]),
        ("otpauth://totp/:a%3Ab?secret=$", "", "a:b", vec![]),
        // Plus signs.
        ("otpauth://totp/alice+tag@example.com?secret=$", "", "alice+tag@example.com", vec![]),
        ("otpauth://totp/A+B:alice?secret=$&issuer=A+B", "A+B", "alice", vec![]),
        ("otpauth://totp/A%20B:alice?secret=$&issuer=A+B", "A B", "alice", vec![PlusAsSpace]),
        ("otpauth://totp/A+B:alice?secret=$&issuer=A%20B", "A B", "alice", vec![PlusAsSpace]),
        ("otpauth://totp/alice?secret=$&issuer=A+B", "A B", "alice", vec![PlusAsSpace]),
        ("otpauth://totp/alice?secret=$&issuer=A%2BB", "A+B", "alice", vec![]),
        // Escapes that break whoever decodes first.
        ("otpauth://totp/A%26B:alice?secret=$&issuer=A%26B", "A&B", "alice", vec![]),
        ("otpauth://totp/A%3FB:alice?secret=$&issuer=A%3FB", "A?B", "alice", vec![]),
        ("otpauth://totp/C#:alice?secret=$&issuer=C#", "C#", "alice", vec![BareHash]),
        ("otpauth://totp/100%:alice?secret=$&issuer=100%25", "100%", "alice", vec![BarePercent]),
        ("otpauth://totp/%E4%BA%91:%C3%A9ve?secret=$", "云", "éve", vec![]),
        ("otpauth://totp/云:éve?secret=$", "云", "éve", vec![]),
        ("otpauth://totp/%FFve?secret=$", "", "\u{fffd}ve", vec![NotUtf8]),
        // Names that are not there, or not the same.
        ("otpauth://totp/?secret=$", "", "", vec![NoName]),
        ("otpauth://totp?secret=$", "", "", vec![NoName]),
        (
            "otpauth://totp/Old:alice?secret=$&issuer=New",
            "New",
            "alice",
            vec![IssuerDisagrees { label: "Old".to_owned(), parameter: "New".to_owned() }],
        ),
    ] {
        assert_eq!(read(template), Ok((key(issuer, account), repairs)), "{template}");
    }
}

#[test]
fn tolerances_are_told() {
    let lower = SECRET.to_ascii_lowercase();
    for (text, repairs) in [
        (format!(" otpauth://totp/a?secret={SECRET}\n"), vec![Repair::SpacesAround]),
        (format!("OTPAUTH://totp/a?secret={SECRET}"), vec![Repair::TypeSpelling]),
        (format!("otpauth://TOTP/a?secret={SECRET}"), vec![Repair::TypeSpelling]),
        (format!("otpauth://totp/a?secret={lower}"), vec![Repair::LowerCaseSecret]),
        ("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ%20GEZD-GNBV+GY3TQOJQ".to_owned(), vec![Repair::SpacesInSecret]),
        (format!("otpauth://totp/a?secret={SECRET}==="), vec![Repair::PaddingInSecret]),
        (format!("otpauth://totp/a?secret={SECRET}%3D"), vec![Repair::PaddingInSecret]),
        (format!("otpauth://totp/a?secret={SECRET}&algorithm=HmacSHA1"), vec![Repair::AlgorithmSpelling]),
        (format!("otpauth://totp/a?Secret={SECRET}"), vec![Repair::ParameterSpelling { parameter: "secret" }]),
        (format!("otpauth://totp/a?secret={SECRET}&period="), vec![Repair::EmptyParameter { parameter: "period" }]),
        (
            format!("otpauth://totp/a?secret={SECRET}&digits=6&digits=6"),
            vec![Repair::RepeatedParameter { parameter: "digits" }],
        ),
        (format!("otpauth://totp/a?secret={SECRET}&amp;digits=6"), vec![Repair::HtmlEscaped]),
        (format!("otpauth://totp/a?secret={SECRET}&image=https%3A%2F%2Fexample.com%2Fa.png&counter=0"), vec![]),
    ] {
        assert_eq!(KeyUri::parse(&text), Ok((key("", "a"), repairs)), "{text}");
    }
}

#[test]
fn bits_that_belong_to_no_byte_are_told() {
    for (secret, is_told) in [
        ("MY", false),
        ("MZ", true),
        ("MFRA", false),
        ("mfrb", true),
        ("MFRGG", false),
        ("MFRGH==", true),
        ("MFRGGZA", false),
        ("MFRG GZD", true),
        ("MFRGGZDF", false),
    ] {
        let (key, repairs) = KeyUri::parse(&format!("otpauth://totp/a?secret={SECRET}{secret}")).unwrap();
        assert_eq!(repairs.contains(&Repair::LeftoverBits), is_told, "{secret}");
        assert_eq!(KeyUri::parse(&key.to_uri()).unwrap().1, [], "{secret}: what is stored has none");
    }
}

#[test]
fn parameters_are_read() {
    let expected = KeyUri {
        kind: Kind::Totp { period: Period::SIXTY },
        algorithm: Algorithm::Sha512,
        digits: Digits::new(10).unwrap(),
        ..key("", "a")
    };
    assert_eq!(read("otpauth://totp/a?secret=$&period=60&algorithm=SHA512&digits=10"), Ok((expected, vec![])));
    for counter in [0, 1, u64::MAX] {
        let expected = KeyUri { kind: Kind::Hotp { counter }, ..key("", "a") };
        assert_eq!(read(&format!("otpauth://hotp/a?secret=$&counter={counter}")), Ok((expected, vec![])));
    }
}

#[test]
fn steam_is_known_by_three_names() {
    let steam = KeyUri { kind: Kind::Steam, digits: Digits::FIVE, ..key("Steam", "a") };
    assert_eq!(read("otpauth://steam/Steam:a?secret=$"), Ok((steam.clone(), vec![])));
    assert_eq!(read("otpauth://steam/Steam:a?secret=$&period=30&digits=5&algorithm=SHA1"), Ok((steam.clone(), vec![])));
    assert_eq!(read("otpauth://totp/Steam:a?secret=$&encoder=steam"), Ok((steam.clone(), vec![Repair::SteamEncoder])));
    assert_eq!(read("steam://$"), Ok((KeyUri { account: String::new(), ..steam }, vec![Repair::SteamScheme])));
}

#[test]
fn what_would_change_the_codes_is_refused() {
    use KeyUriError::*;
    for (template, error) in [
        ("", NotAKeyUri),
        ("otpauth:totp/a?secret=$", NotAKeyUri),
        ("https://example.com/?secret=$", NotAKeyUri),
        ("otpauth-migration://offline?data=CjE", NotAKeyUri),
        ("otpauth://", UnknownType),
        ("otpauth://yaotp/a?secret=$", UnknownType),
        ("otpauth://totp/a", MissingSecret),
        ("otpauth://totp/a?secret=", MissingSecret),
        ("steam://", MissingSecret),
        ("otpauth://totp/a?secret=%20", Secret(SecretError::Empty)),
        ("otpauth://totp/a?secret=GEZ!", Secret(SecretError::NotBase32 { place: 4 })),
        ("otpauth://totp/a?secret=$A", Secret(SecretError::ImpossibleLength { characters: 33 })),
        ("otpauth://totp/a?secret=$&algorithm=MD5", UnknownAlgorithm),
        ("otpauth://totp/a?secret=$&digits=4", BadDigits),
        ("otpauth://totp/a?secret=$&digits=11", BadDigits),
        ("otpauth://totp/a?secret=$&digits=six", BadDigits),
        ("otpauth://totp/a?secret=$&digits=262", BadDigits),
        ("otpauth://totp/a?secret=$&period=0", BadPeriod),
        ("otpauth://totp/a?secret=$&period=-30", BadPeriod),
        ("otpauth://totp/a?secret=$&period=86401", BadPeriod),
        ("otpauth://totp/a?secret=$&period=99999999999999999999", BadPeriod),
        ("otpauth://hotp/a?secret=$", MissingCounter),
        ("otpauth://hotp/a?secret=$&counter=", MissingCounter),
        ("otpauth://hotp/a?secret=$&counter=18446744073709551616", BadCounter),
        ("otpauth://totp/a?secret=$&encoder=morse", UnknownEncoder),
        ("otpauth://hotp/a?secret=$&counter=1&encoder=steam", UnknownEncoder),
        ("otpauth://steam/a?secret=$&digits=6", NotOfSteam { parameter: "digits" }),
        ("otpauth://steam/a?secret=$&period=60", NotOfSteam { parameter: "period" }),
        ("otpauth://steam/a?secret=$&algorithm=SHA256", NotOfSteam { parameter: "algorithm" }),
        ("otpauth://totp/a?secret=$&secret=MZXW6YTB", Ambiguous { parameter: "secret" }),
        ("otpauth://totp/a?secret=$&digits=6&digits=8", Ambiguous { parameter: "digits" }),
    ] {
        assert_eq!(read(template), Err(error), "{template}");
    }
}

#[test]
fn a_record_with_an_impossible_period_is_not_read() {
    for (period_secs, is_read) in [(0, false), (1, true), (30, true), (86_400, true), (86_401, false)] {
        let record = format!(r#"{{"Totp":{{"period_secs":{period_secs}}}}}"#);
        let kind = serde_json::from_str::<Kind>(&record);
        assert_eq!(kind.is_ok(), is_read, "{period_secs}");
        assert!(kind.is_err() || serde_json::to_string(&kind.unwrap()).unwrap() == record, "{period_secs}");
    }
    let kind = Kind::Hotp { counter: u64::MAX };
    assert_eq!(serde_json::from_str::<Kind>(&serde_json::to_string(&kind).unwrap()).unwrap(), kind);
}

#[test]
fn errors_and_debug_hold_no_secret() {
    assert!(!format!("{:?}", read("otpauth://totp/a?secret=$")).contains("GEZD"));
    let error = read("otpauth://totp/a?secret=$!").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("GEZD"));
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        (1..=86_400_u32).prop_map(|secs| Kind::Totp { period: Period::new(secs).unwrap() }),
        any::<u64>().prop_map(|counter| Kind::Hotp { counter }),
        Just(Kind::Steam),
    ]
}

/// Names that a person could have, with every character that the grammar uses, and none that nobody thought of left out.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,24}", "[a:%&=#+?/ 3A@é云]{0,16}", "\\PC{0,16}", any::<String>()]
        .prop_map(|name| name.trim().to_owned())
}

prop_compose! {
    fn any_key()(
        kind in any_kind(),
        issuer in any_name(),
        account in any_name(),
        secret in prop::collection::vec(any::<u8>(), 1..80),
        algorithm in prop::sample::select(&Algorithm::ALL),
        digits in Digits::MIN..=Digits::MAX,
    ) -> KeyUri {
        let (algorithm, digits) =
            if kind == Kind::Steam { (Algorithm::Sha1, Digits::FIVE) } else { (algorithm, Digits::new(digits).unwrap()) };
        KeyUri { kind, issuer, account, secret: Secret::from_bytes(secret).unwrap(), algorithm, digits }
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(key in any_key()) {
        let nameless = key.issuer.is_empty() && key.account.is_empty();
        let repairs = if nameless { vec![Repair::NoName] } else { vec![] };
        prop_assert_eq!(KeyUri::parse(&key.to_uri()), Ok((key, repairs)));
    }

    #[test]
    fn the_length_is_known_without_spelling_the_secret(key in any_key()) {
        let uri = key.to_uri();
        prop_assert_eq!((key.uri_bytes(), uri.capacity()), (uri.len(), uri.len()));
    }

    #[test]
    fn what_is_printed_is_plain_ascii(key in any_key()) {
        prop_assert!(key.to_uri().bytes().all(|byte| byte.is_ascii_graphic()));
    }

    #[test]
    fn what_was_read_is_printed_and_read_the_same(
        label in "[aA:%3+# @é]{0,12}",
        issuer in "[aA:%3+# @é]{0,6}",
    ) {
        let text = format!("otpauth://totp/{label}?secret={SECRET}&issuer={issuer}");
        let (key, _) = KeyUri::parse(&text).unwrap();
        prop_assert_eq!(KeyUri::parse(&key.to_uri()).map(|(key, _)| key), Ok(key));
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = KeyUri::parse(&text);
    }

    #[test]
    fn no_text_that_looks_like_one_panics(
        scheme in "(otpauth|OTPAUTH|steam)://",
        rest in "(totp|hotp|steam)?(/|\\?|&|secret=|issuer=|digits=|period=|counter=|encoder=steam|%|%3A|:|#|\\+|é|[2-7A-Z]{0,8}|\\PC){0,16}",
    ) {
        let _ = KeyUri::parse(&(scheme + &rest));
    }
}

use proptest::prelude::*;

use super::*;

/// The least that Argon2 takes: the tests are not about its cost.
fn cheap() -> PasswordParameters {
    PasswordParameters { memory_kib: 8, passes: 1, ..PasswordParameters::new(&Salt::from_random([3; 16])) }
}

#[test]
fn the_default_parameters_are_those_of_the_document() {
    let parameters = PasswordParameters::new(&Salt::from_random([3; 16]));
    assert_eq!((parameters.memory_kib, parameters.passes, parameters.lanes), (19_456, 2, 1));
    assert_eq!(parameters.memory_bytes(), 19 << 20);
    assert_eq!(parameters.derive("password"), parameters.derive("password"));
    assert_ne!(parameters.derive("password"), cheap().derive("password"));
}

#[test]
fn parameters_out_of_bounds_are_refused_before_they_cost_anything() {
    for parameters in [
        PasswordParameters { memory_kib: 0, ..cheap() },
        PasswordParameters { memory_kib: u32::MAX, ..cheap() },
        PasswordParameters { passes: 0, ..cheap() },
        PasswordParameters { passes: u32::MAX, ..cheap() },
        PasswordParameters { lanes: 0, ..cheap() },
        PasswordParameters { lanes: u32::MAX, ..cheap() },
        PasswordParameters { lanes: 16, ..cheap() },
        PasswordParameters { salt: Base64::of(b"short"), ..cheap() },
        PasswordParameters { salt: Base64::of(&[1; 65]), ..cheap() },
        PasswordParameters { salt: serde_json::from_str("\"*\"").unwrap(), ..cheap() },
    ] {
        assert_eq!(parameters.derive("password"), Err(DeriveError::Parameters), "{parameters:?}");
    }
}

#[test]
fn nothing_that_opens_a_slot_is_printed() {
    let code = RecoveryCode::from_random([0xab; 16]);
    let output = PrfOutput::from_bytes([0xab; 32]);
    let printed = format!("{code:?} {output:?} {:?}", cheap().derive("password"));
    assert_eq!(printed, "RecoveryCode(redacted) PrfOutput(redacted) Ok(WrappingKey(redacted))");
}

#[test]
fn a_recovery_code_is_seven_groups_of_four() {
    let text = RecoveryCode::from_random(*b"0123456789abcdef").to_text();
    assert_eq!(*text, "60RK-4CSM-6MV3-EE1S-C5H6-6S35-CVES");
}

#[test]
fn what_people_do_to_a_recovery_code_is_forgiven() {
    // 0x00 and 0x08421… give the characters 0 and 1 that are mistaken for letters.
    for bytes in [[0; 16], 0x0842_1084_2108_4210_8421_0842_1084_2108_u128.to_be_bytes(), [0xff; 16]] {
        let code = RecoveryCode::from_random(bytes);
        let text = code.to_text();
        for typed in [
            text.to_string(),
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', ""),
            text.replace('-', "\u{2013}").replace('0', "o").replace('1', "I"),
            format!(" {} \n", text.replace('0', "O").replace('1', "l")),
        ] {
            assert_eq!(RecoveryCode::parse(&typed), Ok(code.clone()), "{typed}");
        }
    }
}

#[test]
fn what_is_no_recovery_code_says_why_and_not_what() {
    let text = RecoveryCode::from_random([7; 16]).to_text();
    for (typed, error) in [
        (String::new(), RecoveryCodeError::WrongLength { characters: 0 }),
        (text.get(1..).unwrap().to_owned(), RecoveryCodeError::WrongLength { characters: 27 }),
        (format!("{}0", *text), RecoveryCodeError::WrongLength { characters: 29 }),
        (text.replacen('-', "_", 1), RecoveryCodeError::UnknownCharacter { place: 5 }),
        (format!("U{}", text.get(1..).unwrap()), RecoveryCodeError::UnknownCharacter { place: 1 }),
        (format!("{}Z", text.get(..text.len() - 1).unwrap()), RecoveryCodeError::Checksum),
    ] {
        assert_eq!(RecoveryCode::parse(&typed), Err(error), "{typed}");
    }
}

#[test]
fn each_kind_of_slot_derives_another_key_from_the_same_bytes() {
    let salt = Salt::from_random([1; 16]);
    let passkey = PasskeyParameters::new(b"credential", &PrfSalt::from_random([2; 32]), &salt);
    let recovery = RecoveryParameters::new(&salt);
    let from_passkey = passkey.derive(&PrfOutput::from_bytes([9; 32])).unwrap();
    let from_code = recovery.derive(&RecoveryCode::from_random([9; 16])).unwrap();
    assert_ne!(from_passkey, from_code);
    assert_ne!(from_passkey, passkey.derive(&PrfOutput::from_bytes([8; 32])).unwrap());
    assert_ne!(from_code, recovery.derive(&RecoveryCode::from_random([8; 16])).unwrap());
    let other = RecoveryParameters::new(&Salt::from_random([2; 16]));
    assert_ne!(from_code, other.derive(&RecoveryCode::from_random([9; 16])).unwrap());
}

proptest! {
    #[test]
    fn every_recovery_code_round_trips(bytes: [u8; 16]) {
        let code = RecoveryCode::from_random(bytes);
        prop_assert_eq!(RecoveryCode::parse(&code.to_text()), Ok(code));
    }

    #[test]
    fn a_mistyped_character_is_noticed(bytes: [u8; 16], place in 0_usize..28, other in 0_usize..32) {
        let text = RecoveryCode::from_random(bytes).to_text().replace('-', "");
        let letter = char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[other]);
        let mut typed: Vec<char> = text.chars().collect();
        typed[place] = letter;
        let typed: String = typed.into_iter().collect();
        // One in 4,096 passes by chance; such a code is not the one that was written down.
        let read = RecoveryCode::parse(&typed);
        prop_assert!(typed == text || read != Ok(RecoveryCode::from_random(bytes)));
    }

    #[test]
    fn no_typed_text_panics(text in ".{0,40}") {
        let _ = RecoveryCode::parse(&text);
    }
}

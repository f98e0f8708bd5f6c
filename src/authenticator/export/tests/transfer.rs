//! The texts of a transfer: how they are cut into parts, and what is in them.

use super::*;

#[test]
fn a_transfer_comes_in_parts_of_ten_that_know_each_other() {
    let payloads = payloads(&google_transfer(&vec![bare(); 23], -5));
    let sizes: Vec<usize> = payloads.iter().map(|payload| payload.otp_parameters.len()).collect();
    assert_eq!(sizes, [10, 10, 3]);
    for (index, payload) in (0..).zip(&payloads) {
        assert_eq!((payload.batch_size, payload.batch_index, payload.batch_id), (3, index, -5));
    }
    assert!(google_transfer(&[rich(Kind::Steam)], 1).is_empty());
}

#[test]
fn a_transfer_of_one_known_entry_is_the_one_that_is_documented() {
    // The message spelled by hand: secret "1", name "a", issuer "b", SHA-1, six digits, TOTP; version, size, index, id.
    let entry = Entry {
        secret: Secret::from_bytes(*b"1").unwrap(),
        account: "a".to_owned(),
        issuer: "b".to_owned(),
        algorithm: Algorithm::Sha1,
        digits: Digits::SIX,
        ..bare()
    };
    let texts = google_transfer(&[entry], 7);
    assert_eq!(texts[0].as_str(), "otpauth-migration://offline?data=Cg8KATESAWEaAWIgASgBMAIQARgBKAc%3D");
}

#[test]
fn a_colon_in_an_account_survives_readers_that_split_names() {
    for (issuer, account, name) in
        [("Gov", "alice", "alice"), ("Gov", "Gov:a", "Gov:Gov:a"), ("Gov", "a:b", "Gov:a:b"), ("", "a:b", ":a:b")]
    {
        let entry = Entry { issuer: issuer.to_owned(), account: account.to_owned(), ..bare() };
        let texts = google_transfer(std::slice::from_ref(&entry), 1);
        assert_eq!(payloads(&texts)[0].otp_parameters[0].name, name.as_bytes());
        let read = readers::google_transfer(&texts);
        assert_eq!(compare(ExportFormat::GoogleTransfer, &[entry], &read), Ok(1), "{issuer} {account}");
    }
}

#[test]
fn long_names_make_parts_smaller_so_that_each_fits_a_qr_code() {
    let entries = vec![Entry { account: "\u{5bb6}".repeat(120), ..bare() }; 10];
    let texts = google_transfer(&entries, i32::MIN);
    assert!(texts.len() > 1);
    for text in &texts {
        assert!(crate::qr::QrCode::encode(text).is_ok(), "{} bytes", text.len());
    }
    assert_eq!(payloads(&texts).iter().map(|payload| payload.otp_parameters.len()).sum::<usize>(), 10);
}

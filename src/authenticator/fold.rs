//! Texts made alike for finding and sorting: case, and the accents of Latin letters, make no difference.
//!
//! Covered: the lower case that Unicode gives every letter by itself, Latin letters with marks (U+00C0 to U+017F, and
//! ș, ț), marks that stand alone (U+0300 to U+036F), full-width ASCII, and white space of every kind. Not covered: the
//! Latin letters of Vietnamese and of transcriptions that Unicode has composed (U+1E00 on), the marks of other scripts
//! (Greek tonos, Arabic vowels), half-width kana, simplified against traditional characters, and a language's own rules
//! (Turkish ı, German ä as ae). None of them costs a match of what is typed as it is written.

/// The text in lower case, in the way that needs no language. Two tags are the same when these are.
pub(super) fn fold_case(text: &str) -> String {
    text.to_lowercase()
}

/// The text in lower case, without accents, its white space made one space.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            'a'..='z' | '0'..='9' => folded.push(character),
            'A'..='Z' => folded.push(character.to_ascii_lowercase()),
            _ if character.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            _ if character.is_ascii() => folded.push(character),
            '\u{300}'..='\u{36f}' => {}
            '\u{ff01}'..='\u{ff5e}' => {
                let ascii = char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character);
                folded.push(ascii.to_ascii_lowercase());
            }
            _ => character.to_lowercase().for_each(|letter| match plain(letter) {
                "" if !('\u{300}'..='\u{36f}').contains(&letter) => folded.push(letter),
                letters => folded.push_str(letters),
            }),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The plain letters in place of a lower-case Latin letter with a mark; empty for any other.
const fn plain(letter: char) -> &'static str {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_spaces_make_no_difference() {
        for (text, folded) in [
            ("", ""),
            ("GitHub", "github"),
            ("  Gov \t\u{3000} Cloud ", "gov cloud"),
            ("Crédit Agricole", "credit agricole"),
            ("Cre\u{301}dit", "credit"),
            ("ŁÓDŹ", "lodz"),
            ("Straße", "strasse"),
            ("Ærø", "aero"),
            ("ＧｉｔＨｕｂ　１", "github 1"),
            ("İstanbul", "istanbul"),
            ("ВКонтакте", "вконтакте"),
            ("阿里云", "阿里云"),
            ("a_b@C.d", "a_b@c.d"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "[ -~À-žА-я\u{300}-\u{36f}\u{ff00}-\u{ff60}云ßİ]{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = (fold(&text), fold_case(&text));
        }
    }
}

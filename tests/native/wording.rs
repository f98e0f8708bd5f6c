//! What every text of the app keeps to, in both languages.

use std::path::Path;

use super::architecture::{
    lexer::{Token, tokens},
    read_folder,
};

/// Texts that explain at length and refuse nothing, by their beginnings.
const LONGER: [&str; 4] = ["Passwords are kept as", "密码以 Argon2id", "One device, a year of", "一个设备，一年内"];

/// Every text, with its file. One that values are put into is its template.
fn texts() -> Vec<(String, String)> {
    let mut files = Vec::new();
    read_folder(Path::new(env!("CARGO_MANIFEST_DIR")), "src/ui/text", &mut files);
    let mut texts = Vec::new();
    for file in files {
        let tokens = tokens(&file.text);
        let is_test = |three: &[Token]| three.iter().map(|token| &token.text).eq(["cfg", "(", "test"]);
        let end = tokens.windows(3).position(is_test).unwrap_or(tokens.len());
        let strings = tokens[..end].iter().filter(|token| token.is_string);
        texts.extend(strings.map(|token| (file.path.clone(), unfolded(&token.text))));
    }
    texts
}

/// A string as it is, whatever the lines it was written on.
fn unfolded(text: &str) -> String {
    text.split("\\\n").enumerate().map(|(number, line)| if number == 0 { line } else { line.trim_start() }).collect()
}

/// How many sentences it has; what it quotes, such as the name of a button, has none.
fn sentences(text: &str) -> usize {
    let unquoted: String = text.split('“').map(|part| part.split_once('”').map_or(part, |(_, rest)| rest)).collect();
    let next = unquoted.chars().skip(1).map(Some).chain([None]);
    let is_end = |(mark, next): &(char, Option<char>)| match mark {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => next.is_none_or(char::is_whitespace),
        _ => false,
    };
    unquoted.chars().zip(next).filter(is_end).count()
}

/// Two characters that do not stand side by side in Chinese.
fn is_mismatch(first: char, second: char) -> bool {
    let is_chinese = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
    let is_narrow_mark = |character: char| ",;:.?!()".contains(character);
    let is_wide_mark = |character: char| "，；：。？！、".contains(character);
    let either = |is: &dyn Fn(char) -> bool| (is_chinese(first) && is(second)) || (is(first) && is_chinese(second));
    either(&is_narrow_mark)
        || either(&|character| character.is_ascii_alphanumeric())
        || (is_wide_mark(first) && second == ' ')
}

#[test]
fn a_text_has_two_sentences_at_most() {
    let texts = texts();
    assert!(texts.len() > 1_500, "{} texts were found", texts.len());
    let too_long: Vec<_> = texts
        .iter()
        .filter(|(_, text)| sentences(text) > 2 && !LONGER.iter().any(|beginning| text.starts_with(beginning)))
        .collect();
    assert!(too_long.is_empty(), "{too_long:#?}");

    assert_eq!(sentences("Try again."), 1);
    assert_eq!(sentences("Open “Trouble?”. Take version 4.6, or ask."), 2);
    assert_eq!(sentences("错误。请重试！好吗？"), 3);
}

#[test]
fn chinese_has_its_own_marks_and_one_blank_before_latin() {
    let wrong: Vec<_> = texts()
        .into_iter()
        .filter(|(_, text)| text.chars().zip(text.chars().skip(1)).any(|(first, second)| is_mismatch(first, second)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");

    for (first, second) in [('码', '.'), ('(', '码'), ('码', '6'), ('A', '码'), ('。', ' ')] {
        assert!(is_mismatch(first, second), "{first}{second}");
    }
    for (first, second) in [('码', '。'), ('码', ' '), (' ', '码'), ('6', '.'), ('”', '码')] {
        assert!(!is_mismatch(first, second), "{first}{second}");
    }
}

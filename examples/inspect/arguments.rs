//! The words of the command line.

use std::ffi::OsString;

use counterpart::authenticator::import::Limits;
use counterpart::otp::UnixMillis;
use zeroize::Zeroizing;

pub const HELP: &str = "\
inspect [--password P] [--at UNIX_SECONDS] [--allow-memory MIB] FILE

Prints the entries of a file, one JSON object a line; - is standard input.

  --password P        opens a sealed file
  --at UNIX_SECONDS   the moment of the codes; without it, now
  --allow-memory MIB  lets a sealed file ask for so much memory, and for as much time as it likes
";

/// What somebody wants.
pub enum Wish {
    Help,
    Inspect(Arguments),
}

/// What to inspect, and how.
pub struct Arguments {
    pub file: OsString,
    pub password: Option<Zeroizing<String>>,
    pub limits: Limits,
    /// The moment of the codes; none for now.
    pub at: Option<UnixMillis>,
}

/// What is wrong with the words. It repeats no value: one may be a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ArgumentError {
    #[error("a FILE is needed, or - for standard input; --help says more")]
    NoFile,
    #[error("one FILE at a time")]
    TwoFiles,
    #[error("there is no such option; --help says which there are, and -- ends them")]
    UnknownOption,
    #[error("{0} needs a value")]
    NoValue(&'static str),
    #[error("the value of {0} is not a whole number")]
    NotWhole(&'static str),
    #[error("the password is not UTF-8")]
    PasswordNotUtf8,
}

const PASSWORD: &str = "--password";
const AT: &str = "--at";
const ALLOW_MEMORY: &str = "--allow-memory";

/// Reads the words behind the program's name.
pub fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Wish, ArgumentError> {
    let (mut file, mut password, mut at, mut limits) = (None, None, None, Limits::default());
    let mut is_ended = false;
    while let Some(word) = words.next() {
        if is_ended || word == "-" || !word.as_encoded_bytes().starts_with(b"-") {
            if file.replace(word).is_some() {
                return Err(ArgumentError::TwoFiles);
            }
            continue;
        }
        // A value may stand behind `=`, or be the next word. A word that is not UTF-8 is no option.
        let (name, joined) = match word.to_str().ok_or(ArgumentError::UnknownOption)?.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(OsString::from(value))),
            None => (word.to_str().unwrap_or_default().to_owned(), None),
        };
        let mut value = |name| joined.clone().or_else(|| words.next()).ok_or(ArgumentError::NoValue(name));
        match name.as_str() {
            "--" => is_ended = true,
            "--help" | "-h" => return Ok(Wish::Help),
            PASSWORD => {
                let text = value(PASSWORD)?.into_string().map_err(|_| ArgumentError::PasswordNotUtf8)?;
                password = Some(Zeroizing::new(text));
            }
            AT => at = Some(UnixMillis::from_secs(whole(AT, value(AT)?)?)),
            ALLOW_MEMORY => {
                let mebibytes = whole(ALLOW_MEMORY, value(ALLOW_MEMORY)?)?;
                limits = Limits { memory_bytes: mebibytes.saturating_mul(1 << 20), work: u64::MAX };
            }
            _ => return Err(ArgumentError::UnknownOption),
        }
    }
    let file = file.ok_or(ArgumentError::NoFile)?;
    Ok(Wish::Inspect(Arguments { file, password, limits, at }))
}

fn whole(option: &'static str, value: OsString) -> Result<u64, ArgumentError> {
    let text = value.into_string().map_err(|_| ArgumentError::NotWhole(option))?;
    text.parse().map_err(|_| ArgumentError::NotWhole(option))
}

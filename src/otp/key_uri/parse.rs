//! Text to Key URI.
//!
//! The text is split while it is still escaped: who decodes first loses the difference between a colon of a name and the
//! one that separates two. No general URL parser is used: it would change the case of the type and stop at a bare `#`.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use super::{KeyUri, KeyUriError, Kind, Repair};
use crate::otp::{Algorithm, Digits, Period, Secret, Steam};

const SCHEME: &str = "otpauth://";
const STEAM_SCHEME: &str = "steam://";

pub(super) fn parse(text: &str) -> Result<(KeyUri, Vec<Repair>), KeyUriError> {
    let mut reader = Reader { repairs: Vec::new() };
    let uri = reader.uri(text)?;
    Ok((uri, reader.repairs))
}

/// Reads, and remembers what it forgave.
struct Reader {
    repairs: Vec<Repair>,
}

/// The parameters that matter, still escaped. Others (`image`, …) say nothing about the codes.
#[derive(Default)]
struct Parameters<'a> {
    secret: Option<&'a str>,
    issuer: Option<&'a str>,
    algorithm: Option<&'a str>,
    digits: Option<&'a str>,
    period: Option<&'a str>,
    counter: Option<&'a str>,
    encoder: Option<&'a str>,
}

impl<'a> Parameters<'a> {
    fn slot(&mut self, name: &str) -> Option<(&'static str, &mut Option<&'a str>)> {
        Some(match name {
            "secret" => ("secret", &mut self.secret),
            "issuer" => ("issuer", &mut self.issuer),
            "algorithm" => ("algorithm", &mut self.algorithm),
            "digits" => ("digits", &mut self.digits),
            "period" => ("period", &mut self.period),
            "counter" => ("counter", &mut self.counter),
            "encoder" => ("encoder", &mut self.encoder),
            _ => return None,
        })
    }
}

/// The two names of a key, decoded.
struct Names {
    issuer: String,
    account: String,
}

impl Reader {
    fn uri(&mut self, text: &str) -> Result<KeyUri, KeyUriError> {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            self.tell(Repair::SpacesAround);
        }
        if let Some(key) = strip_prefix_of_any_case(trimmed, STEAM_SCHEME) {
            return self.steam_scheme(key);
        }
        let rest = strip_prefix_of_any_case(trimmed, SCHEME).ok_or(KeyUriError::NotAKeyUri)?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (kind_name, label) = path.split_once('/').unwrap_or((path, ""));
        let kind_name_lower = kind_name.to_ascii_lowercase();
        if !trimmed.starts_with(SCHEME) || kind_name != kind_name_lower {
            self.tell(Repair::TypeSpelling);
        }

        let parameters = self.parameters(query)?;
        let kind = self.kind(&kind_name_lower, &parameters)?;
        let secret = self.secret(parameters.secret.ok_or(KeyUriError::MissingSecret)?)?;
        let (algorithm, digits) = self.how(kind, &parameters)?;
        let names = self.names(label, parameters.issuer);
        Ok(KeyUri { kind, issuer: names.issuer, account: names.account, secret, algorithm, digits })
    }

    /// `steam://SECRET`: what some password managers keep in place of a URI.
    fn steam_scheme(&mut self, key: &str) -> Result<KeyUri, KeyUriError> {
        self.tell(Repair::SteamScheme);
        let key = key.trim_end_matches('/');
        if key.is_empty() {
            return Err(KeyUriError::MissingSecret);
        }
        let secret = self.secret(key)?;
        Ok(KeyUri {
            kind: Kind::Steam,
            issuer: "Steam".to_owned(),
            account: String::new(),
            secret,
            algorithm: Algorithm::Sha1,
            digits: Steam::LENGTH,
        })
    }

    fn parameters<'a>(&mut self, query: &'a str) -> Result<Parameters<'a>, KeyUriError> {
        let mut parameters = Parameters::default();
        for piece in query.split('&') {
            let (name, value) = name_and_value(piece);
            let Some((parameter, slot)) = parameters.slot(&name.to_ascii_lowercase()) else { continue };
            if !piece.starts_with(name) {
                self.tell(Repair::HtmlEscaped);
            }
            if name != parameter {
                self.tell(Repair::ParameterSpelling { parameter });
            }
            match *slot {
                _ if value.is_empty() => self.tell(Repair::EmptyParameter { parameter }),
                None => *slot = Some(value),
                Some(earlier) if earlier == value => self.tell(Repair::RepeatedParameter { parameter }),
                Some(_) => return Err(KeyUriError::Ambiguous { parameter }),
            }
        }
        Ok(parameters)
    }

    fn kind(&mut self, name: &str, parameters: &Parameters<'_>) -> Result<Kind, KeyUriError> {
        let steam_encoder = match parameters.encoder {
            None => false,
            Some(encoder) if encoder.eq_ignore_ascii_case("steam") => true,
            Some(_) => return Err(KeyUriError::UnknownEncoder),
        };
        match name {
            "steam" => Ok(Kind::Steam),
            "totp" if steam_encoder => {
                self.tell(Repair::SteamEncoder);
                Ok(Kind::Steam)
            }
            "totp" => match parameters.period.map(number) {
                None => Ok(Kind::default()),
                Some(secs) => {
                    let period = secs.and_then(|secs| Period::new(secs).ok());
                    period.map(|period| Kind::Totp { period }).ok_or(KeyUriError::BadPeriod)
                }
            },
            "hotp" if steam_encoder => Err(KeyUriError::UnknownEncoder),
            "hotp" => {
                let counter = parameters.counter.ok_or(KeyUriError::MissingCounter)?;
                Ok(Kind::Hotp { counter: number(counter).ok_or(KeyUriError::BadCounter)? })
            }
            _ => Err(KeyUriError::UnknownType),
        }
    }

    /// How a code is made of the HMAC. Nothing is left to choose for Steam, so what is said there must be what Steam does.
    fn how(&mut self, kind: Kind, parameters: &Parameters<'_>) -> Result<(Algorithm, Digits), KeyUriError> {
        let algorithm = match parameters.algorithm {
            None => None,
            Some(text) => {
                let algorithm: Algorithm = self.decode(text).parse().map_err(|_| KeyUriError::UnknownAlgorithm)?;
                if text != algorithm.name() {
                    self.tell(Repair::AlgorithmSpelling);
                }
                Some(algorithm)
            }
        };
        let digits = match parameters.digits {
            None => None,
            Some(text) => Some(number(text).and_then(|digits| Digits::new(digits).ok()).ok_or(KeyUriError::BadDigits)?),
        };
        if kind != Kind::Steam {
            return Ok((algorithm.unwrap_or_default(), digits.unwrap_or_default()));
        }
        if algorithm.is_some_and(|algorithm| algorithm != Algorithm::Sha1) {
            return Err(KeyUriError::NotOfSteam { parameter: "algorithm" });
        }
        if digits.is_some_and(|digits| digits != Steam::LENGTH) {
            return Err(KeyUriError::NotOfSteam { parameter: "digits" });
        }
        if parameters.period.is_some_and(|period| number(period) != Some(Steam::PERIOD.secs())) {
            return Err(KeyUriError::NotOfSteam { parameter: "period" });
        }
        Ok((Algorithm::Sha1, Steam::LENGTH))
    }

    fn secret(&mut self, escaped: &str) -> Result<Secret, KeyUriError> {
        // A `+` can only be a form's space: Base32 has none.
        let spaced = Zeroizing::new(escaped.replace('+', " "));
        let text = Zeroizing::new(self.decode(&spaced));
        let secret = Secret::from_base32(&text)?;
        Repair::of_base32(&text).into_iter().for_each(|repair| self.tell(repair));
        Ok(secret)
    }

    fn names(&mut self, label: &str, issuer: Option<&str>) -> Names {
        if label.contains('#') || issuer.is_some_and(|issuer| issuer.contains('#')) {
            self.tell(Repair::BareHash);
        }
        let (prefix, rest) = split_label(label);
        let prefix = prefix.map(|prefix| self.name(prefix)).unwrap_or_default();
        let rest = self.name(rest);
        let names = match issuer.map(|issuer| (issuer, self.name(issuer))) {
            Some((escaped, literal)) if !literal.is_empty() => {
                self.names_by_parameter(label, escaped, literal, prefix, rest)
            }
            _ => Names { issuer: prefix, account: rest },
        };
        if names.issuer.is_empty() && names.account.is_empty() {
            self.tell(Repair::NoName);
        }
        names
    }

    /// The issuer of the parameter wins. The label decides what a `+` in it means, and where an issuer that has a colon
    /// of its own ends.
    fn names_by_parameter(
        &mut self,
        label: &str,
        escaped: &str,
        literal: String,
        prefix: String,
        rest: String,
    ) -> Names {
        let whole = self.name(label);
        if let Some(account) = after_issuer(&whole, &literal) {
            return Names { account: account.to_owned(), issuer: literal };
        }
        if prefix == literal {
            return Names { issuer: literal, account: rest };
        }
        let issuer = if escaped.contains('+') {
            self.tell(Repair::PlusAsSpace);
            self.name(&escaped.replace('+', " "))
        } else {
            literal
        };
        if let Some(account) = after_issuer(&whole, &issuer) {
            return Names { account: account.to_owned(), issuer };
        }
        if prefix.replace('+', " ") == issuer {
            self.tell(Repair::PlusAsSpace);
        } else if !prefix.is_empty() && prefix != issuer {
            self.tell(Repair::IssuerDisagrees { label: prefix, parameter: issuer.clone() });
        }
        Names { issuer, account: rest }
    }

    fn name(&mut self, escaped: &str) -> String {
        self.decode(escaped).trim().to_owned()
    }

    fn decode(&mut self, escaped: &str) -> String {
        if has_bare_percent(escaped) {
            self.tell(Repair::BarePercent);
        }
        let decoded = percent_decode_str(escaped);
        match decoded.clone().decode_utf8() {
            Ok(text) => text.into_owned(),
            Err(_) => {
                self.tell(Repair::NotUtf8);
                decoded.decode_utf8_lossy().into_owned()
            }
        }
    }

    /// Once is enough, however often it was needed.
    fn tell(&mut self, repair: Repair) {
        if !self.repairs.contains(&repair) {
            self.repairs.push(repair);
        }
    }
}

/// The name of a parameter, without what is left of an `&amp;` before it, and its value.
pub(super) fn name_and_value(piece: &str) -> (&str, &str) {
    let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
    (name.strip_prefix("amp;").unwrap_or(name), value)
}

/// The label before and after the colon that separates issuer and account: a bare one if there is any, for who writes
/// one has escaped those of the names; else the first escaped one.
fn split_label(label: &str) -> (Option<&str>, &str) {
    let escaped_colon = || label.to_ascii_lowercase().find("%3a").map(|at| (at, 3));
    match label.find(':').map(|at| (at, 1)).or_else(escaped_colon) {
        Some((at, length)) => (Some(&label[..at]), &label[at + length..]),
        None => (None, label),
    }
}

fn after_issuer<'a>(label: &'a str, issuer: &str) -> Option<&'a str> {
    label.strip_prefix(issuer)?.strip_prefix(':').map(str::trim)
}

fn has_bare_percent(text: &str) -> bool {
    let is_hex = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| bytes[at] == b'%' && !(is_hex(bytes.get(at + 1)) && is_hex(bytes.get(at + 2))))
}

/// Digits only: a sign, a point or a space is somebody else's idea of a number.
fn number<T: FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn strip_prefix_of_any_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

//! The names of a Key URI's parameters, on their way from one thread to another.

use serde::{Deserialize, Deserializer};

/// The name of a parameter. It is always one of the names that are looked for, never what a text says.
pub type Parameter = &'static str;

/// Every name that a repair or an error can have.
const NAMES: [Parameter; 7] = ["secret", "issuer", "algorithm", "digits", "period", "counter", "encoder"];

/// The name that was written. Nobody writes another; one would be told as no name at all.
pub(super) fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Parameter, D::Error> {
    let written = String::deserialize(deserializer)?;
    Ok(NAMES.into_iter().find(|name| *name == written).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::otp::{KeyUriError, Repair};

    fn returned<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
        serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
    }

    #[test]
    fn every_name_comes_back_as_it_went() {
        for parameter in NAMES {
            for repair in [
                Repair::ParameterSpelling { parameter },
                Repair::EmptyParameter { parameter },
                Repair::RepeatedParameter { parameter },
            ] {
                assert_eq!(returned(&repair), repair);
            }
            for error in [
                KeyUriError::NotOfSteam { parameter },
                KeyUriError::EmptyParameter { parameter },
                KeyUriError::Ambiguous { parameter },
            ] {
                assert_eq!(returned(&error), error);
            }
        }
    }

    #[test]
    fn every_parameter_that_is_read_has_its_name_here() {
        for name in NAMES {
            let uri = format!("otpauth://totp/a:b?secret=MZXW6YTB&{name}=&{name}=x");
            // Whatever becomes of it, it is told by a name that survives the journey.
            match crate::otp::KeyUri::parse(&uri) {
                Ok((_, repairs)) => assert_eq!(returned(&repairs), repairs, "{uri}"),
                Err(error) => assert_eq!(returned(&error), error, "{uri}"),
            }
        }
    }
}

//! A text of Key URIs, one a line.

use super::document::Document;
use super::ente_auth;
use super::uri_row::uri_row;
use super::{Format, ImportError, Imported, Row, Unlock};
use crate::authenticator::{Examination, Question, examine};
use crate::otp::{KeyUriError, Repair};

const SCHEMES: [&str; 2] = ["otpauth://", "steam://"];

pub(super) fn recognises(document: &Document<'_>) -> bool {
    document.json.is_none() && lines(document).any(|line| SCHEMES.iter().any(|scheme| begins_with(line, scheme)))
}

pub(super) fn read(document: &Document<'_>, _: &Unlock) -> Result<Imported, ImportError> {
    Ok(Imported::whole(Format::KeyUris, false, lines(document).map(line_row).collect()))
}

/// The row of a line, whatever stands on the others: texts of several programs are read together. One that is no Key URI
/// is told like one that cannot be read: it may be half of one.
pub(super) fn line_row(line: &str) -> Row {
    let uri = ente_auth::unquoted(line);
    if ente_auth::is_own(&uri) { ente_auth::row(&uri) } else { plain_row(&uri) }
}

/// The row of a URI that no program stands behind whose defaults are known. Among many nobody is asked: what would be
/// asked of it alone is told.
fn plain_row(uri: &str) -> Row {
    let mut row = uri_row(uri);
    let Row::Ready(candidate) = &mut row else { return row };
    let examination = examine(uri);
    for question in examination.iter().flat_map(Examination::questions) {
        match question {
            Question::Period { .. } | Question::Algorithm { .. } | Question::Digits { .. } => {
                let reason = KeyUriError::EmptyParameter { parameter: question.parameter() };
                let key_uri = &candidate.key_uri;
                return Row::Unsupported { issuer: key_uri.issuer.clone(), account: key_uri.account.clone(), reason };
            }
            Question::PerhapsSteam => candidate.repairs.push(Repair::PerhapsSteam),
            // Asked in place of an error: there would be no key.
            Question::Counter { .. }
            | Question::Which { .. }
            | Question::Encoder { .. }
            | Question::SteamDisagrees { .. } => {}
        }
    }
    row
}

/// The lines that say something, without the spaces around them. A comment, in the manner of scripts, says nothing; one
/// that hides a URI does.
pub(super) fn lines<'a>(document: &Document<'a>) -> impl Iterator<Item = &'a str> {
    let lines = document.text.unwrap_or_default().lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && (!line.starts_with('#') || line.contains("://")))
}

/// Whether the line begins with this scheme, in any case of letters (RFC 3986 §3.1).
pub(super) fn begins_with(line: &str, scheme: &str) -> bool {
    line.as_bytes().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
}

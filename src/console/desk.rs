//! Manual verification: what a person hands in, and the reviewer's desk that decides.

use super::{AccountId, Decision, Happening, Paper, Policy, ReviewId, Username};
use crate::otp::UnixMillis;
use serde::{Deserialize, Serialize};

pub mod accounts;

/// An image of a document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file's name.
    pub file_name: String,
    /// Its media type, such as `image/png`.
    pub media_type: String,
    /// Its content; empty once the reviewer has decided, as it is of no more use then.
    #[serde(with = "crate::otp::bytes")]
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Document").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// What a person fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Field “Name”.
    pub name: String,
    /// Field “Reason”.
    pub reason: String,
    /// Field “Document”.
    pub document: Option<Document>,
}

/// What is wrong with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// None was chosen.
    #[error("no document was chosen")]
    Missing,
    /// Not a PNG, JPEG, WebP or GIF.
    #[error("the document is not an image")]
    NotAnImage,
    /// Too many bytes.
    #[error("the document is too big")]
    TooBig,
}

/// What is wrong with an application, field by field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the application has errors")]
pub struct ApplicationErrors {
    /// The name is empty or longer than 100 characters.
    pub name: bool,
    /// The reason is empty or longer than 1,000 characters.
    pub reason: bool,
    /// About the document.
    pub document: Option<DocumentError>,
}

/// Where a review stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewState {
    /// A reviewer has yet to decide.
    Waiting,
    /// Approved.
    Approved {
        /// When.
        at: UnixMillis,
    },
    /// Rejected.
    Rejected {
        /// When.
        at: UnixMillis,
        /// Why, in the reviewer's words.
        reason: String,
    },
}

impl ReviewState {
    /// Whether a reviewer has yet to decide.
    pub const fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }
}

/// An application on the reviewer's desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManualReview {
    /// Its identifier.
    pub id: ReviewId,
    /// Whose.
    pub account: AccountId,
    /// The account's username, for the reviewer.
    pub username: Username,
    /// The name of the person.
    pub name: String,
    /// Why the phone is of no use.
    pub reason: String,
    /// The document's image.
    pub document: Document,
    /// When it came in.
    pub submitted_at: UnixMillis,
    /// Where it stands.
    pub state: ReviewState,
}

/// Why a reviewer's decision is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeskError {
    /// Somebody was faster.
    #[error("this was decided before")]
    AlreadyDecided,
    /// A rejection needs a reason.
    #[error("a rejection needs a reason")]
    ReasonMissing,
}

impl Application {
    /// Checks every field and makes the review.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn submit(
        self,
        id: ReviewId,
        account: AccountId,
        username: Username,
        now: UnixMillis,
        policy: &Policy,
    ) -> Result<ManualReview, ApplicationErrors> {
        let (name, reason, document) = self.check(policy)?;
        let (submitted_at, state) = (now, ReviewState::Waiting);
        Ok(ManualReview { id, account, username, name, reason, document, submitted_at, state })
    }

    /// Checks every field: the name, the reason and the document, found good.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(self, policy: &Policy) -> Result<(String, String, Document), ApplicationErrors> {
        let (name, reason) = (self.name.trim(), self.reason.trim());
        let is_bad = |text: &str, longest: usize| text.is_empty() || text.chars().count() > longest;
        let document = match self.document {
            None => Err(DocumentError::Missing),
            Some(document) if !is_image(&document.bytes) => Err(DocumentError::NotAnImage),
            Some(document) if document.bytes.len() > policy.document_bytes => Err(DocumentError::TooBig),
            Some(document) => Ok(document),
        };
        match document {
            Ok(document) if !is_bad(name, 100) && !is_bad(reason, 1_000) => {
                Ok((name.to_owned(), reason.to_owned(), document))
            }
            document => {
                let (name, reason) = (is_bad(name, 100), is_bad(reason, 1_000));
                Err(ApplicationErrors { name, reason, document: document.err() })
            }
        }
    }
}

/// Whether the bytes begin as an image that every browser shows. The name and the declared type prove nothing.
fn is_image(bytes: &[u8]) -> bool {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    is_webp || [&b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"GIF8"].iter().any(|magic| bytes.starts_with(magic))
}

/// The reason of a rejection as it is kept, and its line.
///
/// # Errors
/// When nothing is said: whoever is rejected has to read why.
pub(super) fn rejection(paper: Paper, reason: &str) -> Result<(String, Happening), DeskError> {
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(DeskError::ReasonMissing);
    }
    let happened = Happening::Rejected { paper, reason: reason.clone() };
    Ok((reason, happened))
}

impl ManualReview {
    /// The reviewer approves.
    pub fn approve(&mut self, now: UnixMillis) -> Decision<Result<(), DeskError>> {
        self.decide(ReviewState::Approved { at: now }, Happening::ReviewApproved)
    }

    /// The reviewer rejects, with a reason that the person is shown.
    pub fn reject(&mut self, reason: &str, now: UnixMillis) -> Decision<Result<(), DeskError>> {
        match rejection(Paper::Application, reason) {
            Ok((reason, happened)) => self.decide(ReviewState::Rejected { at: now, reason }, happened),
            Err(error) => Decision::silent(Err(error)),
        }
    }

    fn decide(&mut self, state: ReviewState, happening: Happening) -> Decision<Result<(), DeskError>> {
        if !self.state.is_waiting() {
            return Decision::silent(Err(DeskError::AlreadyDecided));
        }
        self.state = state;
        self.document.bytes.clear();
        Decision::new(Ok(()), happening)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixMillis = UnixMillis::from_secs(1_000_000);

    fn submit(name: &str, document: Option<&[u8]>) -> Result<ManualReview, ApplicationErrors> {
        let document = document.map(|bytes| Document {
            file_name: "id.png".into(),
            media_type: "image/png".into(),
            bytes: bytes.to_vec(),
        });
        let application = Application { name: name.into(), reason: "lost".into(), document };
        let username = Username::parse("alice").unwrap();
        let (id, account) = (ReviewId::from_random([1; 16]), AccountId::from_random([2; 16]));
        application.submit(id, account, username, NOW, &Policy::gov_cloud())
    }

    #[test]
    fn an_application_needs_a_name_and_an_image() {
        let errors = submit(" ", None).unwrap_err();
        assert!(errors.name && !errors.reason);
        assert_eq!(errors.document, Some(DocumentError::Missing));
        assert_eq!(submit("Al", Some(b"%PDF")).unwrap_err().document, Some(DocumentError::NotAnImage));
        let mut big = b"\x89PNG\r\n\x1a\n".to_vec();
        big.resize(6 << 20, 0);
        assert_eq!(submit("Al", Some(&big)).unwrap_err().document, Some(DocumentError::TooBig));
    }

    #[test]
    fn a_review_is_decided_once_and_then_forgets_the_document() {
        let mut review = submit("Al", Some(b"\x89PNG\r\n\x1a\n")).unwrap();
        assert_eq!(review.reject("  ", NOW).verdict, Err(DeskError::ReasonMissing));
        let rejected = review.reject(" blurred ", NOW);
        let told = Happening::Rejected { paper: Paper::Application, reason: "blurred".into() };
        assert_eq!((rejected.verdict, rejected.happened), (Ok(()), Some(told)));
        assert_eq!(review.state, ReviewState::Rejected { at: NOW, reason: "blurred".into() });
        assert!(review.document.bytes.is_empty());
        assert_eq!(review.approve(NOW).verdict, Err(DeskError::AlreadyDecided));
    }
}

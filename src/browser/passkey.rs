//! Passkeys (WebAuthn) with the PRF extension.
use zeroize::Zeroizing;
/// Why a passkey was not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// Given up by the person, or not allowed.
    #[error("cancelled")]
    Cancelled,
    /// It has no PRF.
    #[error("no PRF")]
    PrfUnsupported,
    /// Anything else.
    #[error("failed")]
    Failed,
}
/// A passkey that is known.
#[derive(Clone)]
pub struct Known {
    /// Its name.
    pub credential_id: Vec<u8>,
    /// What its PRF is asked about.
    pub salt: Vec<u8>,
}
/// An answer.
pub struct Evaluated {
    /// Whose.
    pub credential_id: Vec<u8>,
    /// The PRF's.
    pub output: Zeroizing<[u8; 32]>,
}
/// Whether there may be one.
pub async fn is_available() -> bool {
    false
}
/// Makes one.
///
/// # Errors
/// Always.
pub async fn create(
    _name: &str,
    _salt: &[u8; 32],
    _challenge: [u8; 32],
    _user: [u8; 16],
) -> Result<Evaluated, PasskeyError> {
    Err(PasskeyError::Failed)
}
/// Asks one.
///
/// # Errors
/// Always.
pub async fn evaluate(_known: &[Known], _challenge: [u8; 32]) -> Result<Evaluated, PasskeyError> {
    Err(PasskeyError::Failed)
}

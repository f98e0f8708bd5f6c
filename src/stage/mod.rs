//! The table on which the scene stands: phones with a kind, a number, a clock and installed applications, and the
//! messages that a carrier brings to them.
//!
//! It knows the time, and neither side: not what a console asks, nor what an authenticator keeps. A text message lies
//! here because a carrier brought it, not because anybody read it out of the console's memory.

mod message;
mod notice;
mod phone;
mod shelf;

pub use message::{Channel, Message, MessageBody};
pub use notice::{About, LockedBrowsers, LockedCodes, Notice, Whereabouts};
pub use phone::{App, InstallError, OFFSET_SECS_MAX, Phone, PhoneId, PhoneKind};
pub use shelf::{PHONES_MAX, Shelf};

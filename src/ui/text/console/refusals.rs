//! The words of refusals that several of the console's pages may show: of codes, and of waits. What happened, what to do
//! next, two sentences at most.

use crate::console::{Refusal, Retirement};

texts! {
    /// The texts of refusals that more than one page may show. What is to be done has no full stop: a wait may stand
    /// before it.
    pub struct RefusalText;
    words {
        six_digits: "A code has six digits. Enter the six digits.", "安全码为 6 位数字，请输入 6 位数字。";
        phone_code_wrong: "The code is wrong.", "验证码错误。";
        phone_code_wrong_next: "enter the code that was sent last", "请输入最近一次收到的验证码";
        phone_code_expired: "The code has expired. Have a new one sent.", "验证码已过期，请重新获取。";
        phone_code_used: "The code was used before. Have a new one sent.", "验证码已被使用，请重新获取。";
        phone_code_not_sent: "No code was sent yet. Have a code sent first.", "尚未发送验证码，请先获取验证码。";
        code_wrong: "The security code is wrong.", "安全码错误。";
        code_wrong_next: "use the latest code that was not used before, and check that the phone's clock is right and the code is that of this account", "请使用最新且未使用过的安全码，并确认手机时间准确、安全码属于此账号";
        code_replayed: "This security code was used before.", "该安全码已被使用。";
        code_replayed_next: "wait for the next code and use that", "请等待下一个安全码并使用它";
        code_older: "A later security code was used before this one.", "在此之后的安全码已被使用。";
        code_older_next: "use the latest code", "请使用最新的安全码";
        code_of_replaced: "This is the code of a device that was replaced.", "这是已被替换的 MFA 设备的安全码。";
        code_of_replaced_next: "use the application that you switched to", "请使用切换后的应用";
        code_of_removed: "This is the code of a device that was removed.", "这是已移除的 MFA 设备的安全码。";
        code_of_removed_next: "use a device that is still bound", "请使用仍绑定的 MFA 设备";
        try_again: "Try again.", "请重试。";
        until_desk: "Locked until the reviewer's desk unlocks the account: ask there.", "账号已锁定，请联系审核台解锁。";
    }
    sentences {
        next: fn(&str) -> String = |next| format!("{}.", capitalised(next)), |next| format!("{next}。");
        try_again_at: fn(&str) -> String =
            |at| format!("Try again at {at}: this was too soon after a failure."),
            |at| format!("距离上次失败过近，请在 {at} 之后重试。");
        again_at: fn(&str) -> String = |at| format!("Try again at {at}."), |at| format!("请在 {at} 之后重试。");
        try_again_at_next: fn(&str, &str) -> String =
            |at, next| format!("Try again at {at}: {next}."),
            |at, next| format!("{at} 之后可重试：{next}。");
        locked_until: fn(&str) -> String =
            |at| format!("Locked until {at}, after too many failures: try again then."),
            |at| format!("失败次数过多，已锁定至 {at}，请届时重试。");
        locked_until_next: fn(&str, &str) -> String =
            |at, next| format!("Locked until {at}, after too many failures; then {next}."),
            |at, next| format!("失败次数过多，已锁定至 {at}；届时{next}。");
        resend_at: fn(&str) -> String =
            |at| format!("Another message can be sent at {at}."),
            |at| format!("{at} 之后可再次发送。");
    }
}

/// A block in force, with its end in the person's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A wait.
    At(&'a str),
    /// A lock that ends by itself.
    LockedUntil(&'a str),
    /// A lock that the desk ends.
    UntilDesk,
}

/// What happened, as a sentence, and what to do next, without a full stop.
pub type Told = (&'static str, &'static str);

impl RefusalText {
    /// What was not looked at, because of a block: one sentence, that may follow another.
    pub fn block(&self, block: Block<'_>) -> String {
        match block {
            Block::At(at) => (self.try_again_at)(at),
            Block::LockedUntil(at) => (self.locked_until)(at),
            Block::UntilDesk => self.until_desk.to_owned(),
        }
    }

    /// When to try again, to follow what happened where nothing else is to be done.
    pub fn again(&self, block: Option<Block<'_>>) -> String {
        match block {
            None => self.try_again.to_owned(),
            Some(Block::At(at)) => (self.again_at)(at),
            Some(block) => self.block(block),
        }
    }

    /// A refusal after which nothing is to be done but to try again: what happened, and when.
    pub fn failure(&self, happened: &str, block: Option<Block<'_>>) -> String {
        joined(happened, &self.again(block))
    }

    /// A refusal: what happened, then what to do next, and when.
    pub fn refusal(&self, happened: &str, next: &str, block: Option<Block<'_>>) -> String {
        let next = match block {
            None => (self.next)(next),
            Some(Block::At(at)) => (self.try_again_at_next)(at, next),
            Some(Block::LockedUntil(at)) => (self.locked_until_next)(at, next),
            Some(Block::UntilDesk) => self.until_desk.to_owned(),
        };
        joined(happened, &next)
    }

    /// Why the verifier refused, in production's words. How far a code is from now is not told: at logon it would help
    /// a guesser to a code that is valid later.
    pub const fn security_code(&self, refusal: Refusal) -> Told {
        match refusal {
            Refusal::NotDigits | Refusal::Wrong | Refusal::OutsideWindow { .. } => {
                (self.code_wrong, self.code_wrong_next)
            }
            Refusal::Replayed { .. } => (self.code_replayed, self.code_replayed_next),
            Refusal::OlderThanAccepted { .. } => (self.code_older, self.code_older_next),
            Refusal::Retired { why: Retirement::Replaced } => (self.code_of_replaced, self.code_of_replaced_next),
            Refusal::Retired { why: Retirement::Removed } => (self.code_of_removed, self.code_of_removed_next),
        }
    }
}

/// Two sentences. A Chinese full stop has its blank within.
fn joined(first: &str, second: &str) -> String {
    let blank = if first.ends_with('。') { "" } else { " " };
    format!("{first}{blank}{second}")
}

/// The English clause with a capital at its beginning.
fn capitalised(clause: &str) -> String {
    let mut characters = clause.chars();
    characters.next().map(|first| first.to_ascii_uppercase().to_string() + characters.as_str()).unwrap_or_default()
}

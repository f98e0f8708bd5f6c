//! The words of the page “Log On”.

texts! {
    /// The texts of logging on.
    pub struct LogOnText;
    words {
        log_on_lede: "Enter your username and password.", "请输入用户名和密码。";
        need_account: "Create an account", "创建新账号";
        password_wrong: "The username or the password is wrong.", "用户名或密码错误。";
        security_code_log_on_hint: "The latest six digits that your authenticator shows for this account.", "您的 MFA 应用为此账号显示的最新 6 位动态口令。";
        mfa_title: "Multi-factor authentication", "多因素认证";
        other_user: "Log on as somebody else", "使用其他账号登录";
        attempt_expired: "Too much time has passed since the password. Log on again.", "距离输入密码的时间过长，请重新登录。";
        clock_is_off: "Are the codes refused because the phone's clock is off? Resynchronise it", "手机时钟不准导致安全码被拒绝？重新同步";
        ended_elsewhere: "This session was ended elsewhere. Log on again.", "此会话已在别处被结束，请重新登录。";
        ended_idle: "The session was not used for too long and has ended. Log on again.", "会话因长时间未使用已结束，请重新登录。";
        ended_old: "The session has reached its greatest length and has ended. Log on again.", "会话已达到最长时间并结束，请重新登录。";
        trust_hint: "Only in a browser that nobody else uses.", "仅限没有其他人使用的浏览器。";
        other_ways: "Another way", "其他方式";
        use_recovery_code: "Use a recovery code", "使用恢复码";
        use_security_code: "Use a security code", "使用安全码";
        recovery_lede: "Enter one of the recovery codes that you kept when they were made.", "请输入生成时保存的恢复码之一。";
        still_open: "Security codes are locked, not your account: a recovery code still works.", "被锁定的是安全码而非账号：仍可使用恢复码登录。";
    }
    sentences {
        trust_for: fn(u32) -> String =
            |days| format!("Trust this browser for {days} days"),
            |days| format!("信任此浏览器 {days} 天");
        code_for: fn(&str) -> String =
            |username| format!("The password of {username} was right. Now the security code."),
            |username| format!("{username} 的密码正确。请输入安全码。");
    }
}

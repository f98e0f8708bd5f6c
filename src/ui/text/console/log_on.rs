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
        clock_is_off: "Are the codes refused because the phone's clock is off? Resynchronise it", "手机时钟不准导致口令被拒绝？重新同步";
    }
    sentences {
        code_for: fn(&str) -> String =
            |username| format!("The password of {username} was right. Now the security code."),
            |username| format!("{username} 的密码正确。请输入安全码。");
    }
}

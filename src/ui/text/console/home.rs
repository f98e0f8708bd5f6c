//! The words of the console's home.

texts! {
    /// The texts of the page after logging on.
    pub struct HomeText;
    words {
        bind_first_title: "First of all, bind an MFA device", "请先绑定 MFA 设备";
        bind_first: "Your account is protected by a password alone. Bind a virtual MFA device now, so that a stolen password is not enough.", "您的账号目前仅受密码保护。请立即绑定虚拟 MFA 设备，以免密码泄露后账号被盗用。";
        bind_now: "Bind an MFA device", "绑定 MFA 设备";
        mfa_is_on: "A virtual MFA device protects this account.", "此账号已受虚拟 MFA 设备保护。";
        try_it: "Log out and log on again to see what is asked for.", "退出登录后重新登录，即可看到所需的验证。";
        by_opening: "Logged on by opening the account.", "创建账号后自动登录。";
        by_password: "Logged on with a password alone.", "仅使用密码登录。";
        by_code: "Logged on with a password and a security code.", "使用密码和安全码登录。";
        by_recovery_code: "Logged on with a password and a recovery code.", "使用密码和恢复码登录。";
        by_passkey: "Logged on with a password and a passkey.", "使用密码和通行密钥登录。";
        by_trusted_browser: "Logged on with a password, in a trusted browser.", "在受信任的浏览器中使用密码登录。";
        to_account: "Account Management", "账号管理";
    }
    sentences {
        welcome: fn(&str) -> String =
            |username| format!("You are logged on as {username}"), |username| format!("您已登录为 {username}");
    }
}

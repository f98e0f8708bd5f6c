//! The words of the sessions and trusted browsers of Account Management.

texts! {
    /// The texts of the sessions and trusted browsers.
    pub struct SessionsText;
    words {
        sessions: "Sessions", "会话";
        this_one: "This session", "当前会话";
        unknown_place: "A browser", "浏览器";
        by_opening: "By opening the account", "创建账号";
        by_password: "Password alone", "仅密码";
        by_code: "Password and security code", "密码和安全码";
        by_recovery_code: "Password and recovery code", "密码和恢复码";
        by_passkey: "Password and passkey", "密码和通行密钥";
        by_trusted_browser: "Password, in a trusted browser", "密码（受信任的浏览器）";
        end: "End", "结束";
        end_others: "End all other sessions", "结束所有其他会话";
        no_others: "Nobody is logged on to this account elsewhere.", "此账号没有在其他位置登录。";
        session_ended: "The session was ended. Whoever uses it has to log on again.", "会话已结束，使用者需要重新登录。";
        others_ended: "All other sessions were ended.", "所有其他会话均已结束。";
        trusted_browsers: "Trusted browsers", "受信任的浏览器";
        trusted_about: "No security code is asked for in them. Trust ends too when a device is removed or replaced, or the password is changed.", "在这些浏览器中登录时不要求安全码。移除或更换设备、修改密码后，信任也会失效。";
        no_trusted: "No browser is trusted.", "没有受信任的浏览器。";
        this_browser: "This browser", "当前浏览器";
        revoke: "Revoke", "撤销信任";
        revoked: "The browser is trusted no longer.", "该浏览器不再受信任。";
    }
    sentences {
        ends_after: fn(u64, u64) -> String =
            |minutes, hours| format!("A session ends when it is not used for {minutes} min, and after {hours} h in any case."),
            |minutes, hours| format!("会话在 {minutes} 分钟未使用后结束，最长持续 {hours} 小时。");
        logged_on_at: fn(&str) -> String = |at| format!("Logged on {at}"), |at| format!("登录时间：{at}");
        used_at: fn(&str) -> String = |at| format!("last used {at}"), |at| format!("上次使用：{at}");
        trusted_until: fn(&str, &str) -> String =
            |from, until| format!("Trusted {from}, until {until}"),
            |from, until| format!("信任时间：{from}，有效期至：{until}");
    }
}

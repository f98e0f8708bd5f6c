//! The words of the desk's accounts.

texts! {
    /// The texts of the desk's accounts.
    pub struct DeskAccountsText;
    words {
        lede: "Unlock who is locked out, and reset who has lost every factor. Both are in the audit trail.", "为被锁定的账号解锁，为丢失全部验证方式的账号重置。两者都会记入审计日志。";
        search: "Search", "搜索";
        search_hint: "A part of the username or of the phone number.", "用户名或手机号码的一部分。";
        no_accounts: "No account was opened yet.", "还没有账号。";
        nothing_found: "No account fits. Search for something else.", "没有符合条件的账号，请更换搜索内容。";
        opened_at: "Account opened", "创建时间";
        devices: "MFA devices", "MFA 设备";
        recovery_codes: "Recovery codes left", "剩余恢复码";
        passkeys: "Passkeys", "通行密钥";
        trusts: "Trusted browsers", "受信任的浏览器";
        sessions: "Sessions", "会话";
        locks: "Locks and waits", "锁定与等待";
        none: "None", "无";
        locked_until_unlocked: "locked until you unlock it", "锁定，直至由您解锁";
        brake_password: "Password (new browsers)", "密码（新浏览器）";
        brake_known_password: "Password (known browsers)", "密码（登录过的浏览器）";
        brake_security_code: "Security code", "安全码";
        brake_phone_code: "SMS code", "短信验证码";
        brake_recovery_code: "Recovery code", "恢复码";
        brake_reset_code: "Password reset (new browsers)", "重置密码（新浏览器）";
        brake_known_reset_code: "Password reset (known browsers)", "重置密码（登录过的浏览器）";
        brake_stop_code: "Stopping an appeal", "终止申诉";
        locked: "Locked", "已锁定";
        list_separator: ", ", "，";
        unlock: "Unlock", "解锁";
        reset: "Reset", "重置";
        reset_all: "Reset all factors", "重置所有验证方式";
        not_locked: "Nothing is locked, and nothing waits: log-on can be tried at once.", "没有锁定或等待，可立即登录。";
        no_factors: "There is nothing to reset.", "没有可重置的内容。";
    }
    sentences {
        accounts_found: fn(usize) -> String =
            |count| if count == 1 { "1 account".to_owned() } else { format!("{count} accounts") },
            |count| format!("{count} 个账号");
        first_of: fn(usize, usize) -> String =
            |shown, count| format!("The first {shown} of {count} accounts. Search for the others."),
            |shown, count| format!("共 {count} 个账号，显示前 {shown} 个。请搜索其他账号。");
        brake: fn(&str, u32) -> String =
            |on, count| if count == 1 { format!("{on}: 1 failure") } else { format!("{on}: {count} failures in a row") },
            |on, count| format!("{on}：连续失败 {count} 次");
        locked_until: fn(&str) -> String = |at| format!("locked until {at}"), |at| format!("锁定至 {at}");
        waits_until: fn(&str) -> String = |at| format!("waits until {at}"), |at| format!("等待至 {at}");
        unlock_account: fn(&str) -> String = |name| format!("Unlock {name}"), |name| format!("解锁 {name}");
        reset_account: fn(&str) -> String = |name| format!("Reset {name}"), |name| format!("重置 {name}");
        unlocked: fn(&str) -> String =
            |name| format!("{name} is unlocked and can try again at once."),
            |name| format!("{name} 已解锁，可立即重试。");
        was_reset: fn(&str) -> String =
            |name| format!("{name} was reset: at the next log-on the password alone is asked for, and a new device can be bound."),
            |name| format!("{name} 已重置：下次登录只需密码，之后可绑定新设备。");
        reset_question: fn(&str) -> String =
            |name| format!("Reset all factors of {name}?"),
            |name| format!("重置 {name} 的所有验证方式？");
        lost_devices: fn(usize) -> String =
            |count| format!("MFA devices: {count}"), |count| format!("MFA 设备：{count}");
        lost_recovery_codes: fn(usize) -> String =
            |count| format!("recovery codes: {count}"), |count| format!("恢复码：{count}");
        lost_passkeys: fn(usize) -> String =
            |count| format!("passkeys: {count}"), |count| format!("通行密钥：{count}");
        lost_trusts: fn(usize) -> String =
            |count| format!("trusted browsers: {count}"), |count| format!("受信任的浏览器：{count}");
        lost_sessions: fn(usize) -> String =
            |count| format!("sessions: {count}"), |count| format!("会话：{count}");
        will_be_lost: fn(&str) -> String =
            |what| format!("Lost for good: {what}. The password and the phone number stay."),
            |what| format!("将永久失去：{what}。密码和手机号码保留不变。");
    }
}

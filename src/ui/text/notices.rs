//! The words of the notices that a service sends to the owner of an account.

texts! {
    /// The texts of notices.
    pub struct NoticeText;
    words {
        if_not_you: "If it was not you, log on, change your password and check your security settings.", "如非本人操作，请登录后修改密码并检查安全设置。";
        somebody_knows_password: "If it was not you, somebody knows your password: change it.", "如非本人操作，说明他人已知道您的密码，请立即修改。";
        lock_next: "There were too many wrong entries in a row. If they were not yours, change your password once the lock is over.", "连续输入错误次数过多。如非本人操作，请在解锁后修改密码。";
        codes_lock_next: "Too many wrong ones were entered in a row: if not by you, log on and check your security settings.", "连续输入错误次数过多：如非本人操作，请登录并检查安全设置。";
        security_codes: "Security codes", "安全码";
        recovery_codes: "Recovery codes", "恢复码";
        sms_codes: "SMS codes", "短信验证码";
        reset_codes: "Password reset codes", "密码重置验证码";
        stop_codes: "Stop codes", "申诉终止码";
        reset_next: "Your MFA devices are still bound. If it was not you, ask the desk at once.", "您的 MFA 设备仍保持绑定。如非本人操作，请立即联系审核台。";
        phone_changed_next: "Codes no longer go to the old number. If it was not you, log on and change it back.", "验证码将不再发送至原号码。如非本人操作，请登录后改回。";
        bind_anew: "Log on with your password and bind an MFA device again.", "请使用密码登录，并重新绑定 MFA 设备。";
        rejected_next: "The reason is shown when you log on and open “Having trouble logging on?”.", "原因请登录后在“登录遇到问题？”中查看。";
        stopped_next: "It unbinds nothing any more. If the appeal was not yours, change your password.", "该申诉不会再解绑任何设备。如申诉非本人提交，请修改密码。";
        from_work: "in the office", "办公室";
        from_home: "at home", "家中";
        from_unknown: "somewhere else", "其他地点";
    }
    sentences {
        something_else: fn(&str) -> String =
            |account| format!("Something about the account {account} has changed."),
            |account| format!("账号 {account} 有变动。");
        device_bound: fn(&str) -> String =
            |account| format!("An MFA device was bound to the account {account}."),
            |account| format!("账号 {account} 已绑定 MFA 设备。");
        device_replaced: fn(&str) -> String =
            |account| format!("The MFA device of the account {account} was replaced by another."),
            |account| format!("账号 {account} 的 MFA 设备已被替换。");
        device_removed: fn(&str) -> String =
            |account| format!("An MFA device was removed from the account {account}."),
            |account| format!("账号 {account} 已移除一个 MFA 设备。");
        passkey_added: fn(&str) -> String =
            |account| format!("A passkey was added to the account {account}."),
            |account| format!("账号 {account} 已添加通行密钥。");
        passkey_removed: fn(&str) -> String =
            |account| format!("A passkey was removed from the account {account}."),
            |account| format!("账号 {account} 已移除一个通行密钥。");
        recovery_codes_renewed: fn(&str) -> String =
            |account| format!("The account {account} has new recovery codes. Older ones no longer work."),
            |account| format!("账号 {account} 已生成新的恢复码，旧恢复码已失效。");
        recovery_code_used: fn(&str, u32) -> String =
            |account, left| format!("A recovery code was used for the account {account}; {left} left."),
            |account, left| format!("账号 {account} 使用了一个恢复码，剩余 {left} 个。");
        wrong_second_factor: fn(&str) -> String =
            |account| format!("The right password of {account} was entered, and then a wrong second factor."),
            |account| format!("账号 {account} 的密码输入正确，但第二重验证失败。");
        wrong_before_change: fn(&str) -> String =
            |account| format!("Somebody who is logged on as {account} entered a wrong second factor before a change."),
            |account| format!("有人已登录账号 {account}，并在敏感操作前输入了错误的第二重验证信息。");
        codes_locked_until: fn(&str, &str, &str) -> String =
            |account, codes, until| format!("{codes} for {account} are refused until {until}. The account itself is not locked."),
            |account, codes, until| format!("账号 {account} 的{codes}在 {until} 前不可用，账号本身未被锁定。");
        codes_locked: fn(&str, &str) -> String =
            |account, codes| format!("{codes} for {account} are refused for now. The account itself is not locked."),
            |account, codes| format!("账号 {account} 的{codes}暂不可用，账号本身未被锁定。");
        new_browsers_locked: fn(&str, &str) -> String =
            |account, until| format!("Passwords for {account} are refused until {until} in browsers that are new to it. Where it was logged on before, they are not."),
            |account, until| format!("在未登录过账号 {account} 的浏览器中，{until} 前不接受其密码；登录过的浏览器不受影响。");
        known_browsers_locked: fn(&str, &str) -> String =
            |account, until| format!("Passwords for {account} are refused until {until} in browsers where it was logged on before."),
            |account, until| format!("在登录过账号 {account} 的浏览器中，{until} 前不接受其密码。");
        locked_until: fn(&str, &str) -> String =
            |account, until| format!("The account {account} is locked until {until}."),
            |account, until| format!("账号 {account} 已锁定至 {until}。");
        locked: fn(&str) -> String =
            |account| format!("The account {account} is locked."),
            |account| format!("账号 {account} 已被锁定。");
        new_browser: fn(&str) -> String =
            |account| format!("Somebody logged on as {account} in a browser that is new to this account."),
            |account| format!("账号 {account} 在新的浏览器中登录。");
        new_browser_from: fn(&str, &str) -> String =
            |account, place| format!("Somebody logged on as {account} in a browser {place} that is new to this account."),
            |account, place| format!("账号 {account} 在新的浏览器（{place}）中登录。");
        browser_trusted: fn(&str) -> String =
            |account| format!("The account {account} trusts a browser from now on: no security code is asked for there."),
            |account| format!("账号 {account} 已信任一个浏览器：在该浏览器中登录时不再要求安全码。");
        password_changed: fn(&str) -> String =
            |account| format!("The password of {account} was changed. Its other sessions have ended."),
            |account| format!("账号 {account} 的密码已修改，其他会话已结束。");
        password_reset: fn(&str) -> String =
            |account| format!("The password of {account} was reset by an SMS code. Its sessions have ended."),
            |account| format!("账号 {account} 已通过短信验证码重置密码，所有会话已结束。");
        phone_changed: fn(&str, &str) -> String =
            |account, number| format!("The phone number of {account} was changed to {number}."),
            |account, number| format!("账号 {account} 的手机号码已更改为 {number}。");
        appeal_submitted: fn(&str) -> String =
            |account| format!("Somebody who entered the password of {account} says that the phone is lost, and asks to have all MFA devices unbound."),
            |account| format!("有人输入账号 {account} 的密码后申报手机丢失，申请解绑全部 MFA 设备。");
        appeal_approved: fn(&str, &str) -> String =
            |account, at| format!("The appeal for {account} was approved: all MFA devices can be unbound from {at} on."),
            |account, at| format!("账号 {account} 的申诉已通过：自 {at} 起可解绑全部 MFA 设备。");
        stop_with: fn(&str) -> String =
            |code| format!("If it was not you, stop it: open “Having trouble logging on?” and enter the stop code {code}."),
            |code| format!("如非本人操作，请打开“登录遇到问题？”并输入终止码 {code} 终止申诉。");
        appeal_rejected: fn(&str) -> String =
            |account| format!("The appeal for {account} was rejected. Nothing was unbound."),
            |account| format!("账号 {account} 的申诉未通过，未解绑任何设备。");
        appeal_stopped: fn(&str) -> String =
            |account| format!("The appeal for {account} was stopped."),
            |account| format!("账号 {account} 的申诉已终止。");
        appeal_took_effect: fn(&str) -> String =
            |account| format!("All MFA devices of {account} were unbound, by the appeal."),
            |account| format!("根据申诉，账号 {account} 的全部 MFA 设备已解绑。");
        factors_reset: fn(&str) -> String =
            |account| format!("All MFA devices of {account} were unbound by the desk."),
            |account| format!("审核台已解绑账号 {account} 的全部 MFA 设备。");
    }
}

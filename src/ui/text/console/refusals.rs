//! The words of refusals that several of the console's pages may show: of codes, and of waits.

texts! {
    /// The texts of refusals that more than one page may show.
    pub struct RefusalText;
    words {
        six_digits: "Enter the six digits.", "请输入 6 位数字。";
        phone_code_wrong: "The code is wrong.", "验证码错误。";
        phone_code_expired: "The code has expired. Have a new one sent.", "验证码已过期，请重新获取。";
        phone_code_used: "The code was used before. Have a new one sent.", "验证码已被使用，请重新获取。";
        phone_code_not_sent: "Have a code sent first.", "请先获取验证码。";
        code_wrong: "The security code is wrong. Use the latest code that was not used before, and check that the phone's clock is right and the code is that of this account.", "安全码错误。请使用最新且未使用过的动态口令，并确认手机时间准确、动态口令属于此账号。";
        code_replayed: "This security code was used before. Wait for the next one.", "该安全码已被使用，请等待下一个动态口令。";
        code_older: "A later security code was used before this one. Use the latest one.", "在此之后的安全码已被使用，请使用最新的动态口令。";
        code_of_replaced: "This is the code of a device that was replaced. Use the application that you switched to.", "这是已被替换的 MFA 设备的安全码。请使用切换后的应用。";
        code_of_removed: "This is the code of a device that was removed. Use a device that is still bound.", "这是已移除的 MFA 设备的安全码。请使用仍绑定的设备。";
    }
    sentences {
        try_again_at: fn(&str) -> String = |at| format!("Try again at {at}."), |at| format!("请在 {at} 之后重试。");
        locked_until: fn(&str) -> String =
            |at| format!("Locked until {at}: there were 10 or more failures in a row."),
            |at| format!("连续失败 10 次或以上，已锁定至 {at}。");
        resend_at: fn(&str) -> String =
            |at| format!("Another message can be sent at {at}."),
            |at| format!("{at} 之后可再次发送。");
    }
}
